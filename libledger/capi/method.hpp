// Methods of the JSON call, and lists of the cursor: each is a row of a table with a name, the arguments that it takes,
// and a function. Arguments are checked against the row before the function runs, so functions read them without
// checking form.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "capi/context.hpp"
#include "capi/json.hpp"
#include "core/result.hpp"
#include "core/time/day.hpp"

namespace proviso {
class Book;
}

namespace proviso::capi {

enum class ArgKind : std::uint8_t { text, flag, count, day, instant, object, list };

struct Arg {
    std::string_view name;
    ArgKind kind = ArgKind::text;
    bool required = false;
    std::string_view summary; ///< meaning and unit
};

/// A result, and what the "no" is when the answer is no (PV_NO).
struct Answer {
    Json result;
    std::optional<Error> no;
};

/// One call's checked arguments. References into it live as long as the call.
class Call {
  public:
    Call(const Context &context, Book *book, const Json &arguments)
        : context_(&context), book_(book), arguments_(&arguments) {}

    [[nodiscard]] const Context &context() const { return *context_; }
    [[nodiscard]] bool has_book() const { return book_ != nullptr; }
    /// The book; only for methods that need one, or have one.
    [[nodiscard]] Book &book() const { return *book_; }
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::string text(std::string_view name) const; ///< empty if absent
    [[nodiscard]] bool flag(std::string_view name, bool otherwise = false) const;
    [[nodiscard]] std::uint64_t count(std::string_view name, std::uint64_t otherwise = 0) const;
    [[nodiscard]] std::optional<Day> day(std::string_view name) const;
    [[nodiscard]] std::optional<Instant> instant(std::string_view name) const;
    [[nodiscard]] const Json &value(std::string_view name) const; ///< a null value if absent
    /// An object of texts, as pairs in its order. Error: argument.invalid.
    [[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> texts_of(std::string_view name) const;

  private:
    const Context *context_;
    Book *book_;
    const Json *arguments_;
};

struct Method {
    std::string_view name;    ///< "invoice.show"
    std::string_view summary; ///< what it does
    bool needs_book = false;
    std::span<const Arg> args;
    Result<Answer> (*run)(const Call &call);
};

using Emit = std::function<bool(const Json &row)>; ///< false stops

struct List {
    std::string_view name; ///< "documents"
    std::string_view summary;
    std::span<const Arg> args;
    Result<void> (*run)(const Call &call, const Emit &emit);
};

/// Each file of methods has one table.
[[nodiscard]] std::span<const Method> account_methods();
[[nodiscard]] std::span<const Method> bill_methods();
[[nodiscard]] std::span<const Method> book_methods();
[[nodiscard]] std::span<const Method> choice_methods();
[[nodiscard]] std::span<const Method> compare_methods();
[[nodiscard]] std::span<const Method> document_methods();
[[nodiscard]] std::span<const Method> journal_methods();
[[nodiscard]] std::span<const Method> license_methods();
[[nodiscard]] std::span<const Method> pack_methods();
[[nodiscard]] std::span<const Method> privacy_methods();
[[nodiscard]] std::span<const Method> replay_methods();
[[nodiscard]] std::span<const Method> revision_methods();
[[nodiscard]] std::span<const Method> suspense_methods();
/// What cursors go through, sorted by name.
[[nodiscard]] std::span<const List> lists();        ///< all of them, by name
[[nodiscard]] std::span<const List> export_lists(); ///< those that are files (lists_export.cpp)

/// Every method of a table, sorted by name.
[[nodiscard]] const std::vector<Method> &methods();
/// Null if there is none.
[[nodiscard]] const Method *find_method(std::string_view name);

/// Strict: errors json.syntax (not an object), argument.unknown, argument.missing, argument.invalid, in this order.
[[nodiscard]] Result<void> check_arguments(std::span<const Arg> args, const Json &arguments);
/// One JSON object per argument: name, kind, required, summary.
[[nodiscard]] Json describe(std::span<const Arg> args);

/// A result object that starts with its schema: {"schema":"proviso.NAME/1"}.
[[nodiscard]] Json schema(std::string_view name);

} // namespace proviso::capi
