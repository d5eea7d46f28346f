// Result<T>: what every fallible function of the library returns, and Error: what went wrong, where, and what to do.
//
// Expected failures are values. Bugs are assertions (they stay on in every build). Exceptions never leave io/, store/
// or capi/; core/ throws none. Errors are plain values: copyable, thread-safe to read, no global state.
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace proviso {

/// Stable error and exception codes, from the one list in errors.def. Numbers are never reused.
enum class Code : std::int32_t {
    ok = 0,
#define PV_CODE(identifier, number, name, kind, text) identifier = number,
#include "core/errors.def"
#undef PV_CODE
};

/// What a failure means to the caller; also the process exit code of the command.
enum class CodeKind : std::int32_t {
    answer_no = 1,     ///< it ran; the answer is "no" (a replay differs, a fault was found)
    refused = 2,       ///< input or state does not allow it; nothing changed
    usage = 3,         ///< the call itself is wrong
    io = 4,            ///< a book or file cannot be read or written
    fault = 70,        ///< our own fault
    interrupted = 130, ///< the caller cancelled
    exception = 0,     ///< not a failure: a fact the contract does not allow, recorded with its clause
};

/// The dotted, stable name of a code, such as "notice.no_proof"; "unknown" for a number that is not in the list.
[[nodiscard]] std::string_view code_name(Code code);
/// One impersonal sentence that says what the code means.
[[nodiscard]] std::string_view code_text(Code code);
[[nodiscard]] CodeKind code_kind(Code code);
/// The code whose dotted name this is; Code::ok if there is none.
[[nodiscard]] Code code_from_name(std::string_view name);

/// One failure. Renders as `error[code] where: what; todo (clause)`.
struct Error {
    Code code = Code::internal;
    std::string what;   ///< what is wrong: one impersonal line
    std::string todo;   ///< what to do about it; may be empty
    std::string where;  ///< file:line:column, row, event or JSON pointer; may be empty
    std::string clause; ///< the clause that decides, if one does

    Error() = default;
    explicit Error(Code code_, std::string what_ = {}, std::string todo_ = {}, std::string where_ = {},
                   std::string clause_ = {})
        : code(code_), what(std::move(what_)), todo(std::move(todo_)), where(std::move(where_)),
          clause(std::move(clause_)) {}

    [[nodiscard]] Error at(std::string place) const & {
        Error copy = *this;
        copy.where = std::move(place);
        return copy;
    }
    [[nodiscard]] Error at(std::string place) && {
        where = std::move(place);
        return std::move(*this);
    }
    [[nodiscard]] Error by(std::string clause_id) && {
        clause = std::move(clause_id);
        return std::move(*this);
    }
    /// `error[event.late] calls.csv:12: the fact is dated in sealed time; record it in an open period (SS-6.f)`
    [[nodiscard]] std::string render() const;
};

/// A value or an Error. Check with `if (!r)`; `r.value()` on an error is a bug and asserts.
template <class T> class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    [[nodiscard]] explicit operator bool() const { return ok(); }
    [[nodiscard]] T &value() & { return assert(ok()), *std::get_if<0>(&state_); }
    [[nodiscard]] const T &value() const & { return assert(ok()), *std::get_if<0>(&state_); }
    /// By value, so that `for (x : f().value())` does not dangle.
    [[nodiscard]] T value() && { return assert(ok()), std::move(*std::get_if<0>(&state_)); }
    [[nodiscard]] Error &error() & { return assert(!ok()), *std::get_if<1>(&state_); }
    [[nodiscard]] const Error &error() const & { return assert(!ok()), *std::get_if<1>(&state_); }
    [[nodiscard]] Error &&error() && { return assert(!ok()), std::move(*std::get_if<1>(&state_)); }
    [[nodiscard]] T &operator*() & { return value(); }
    [[nodiscard]] const T &operator*() const & { return value(); }
    [[nodiscard]] T *operator->() { return &value(); }
    [[nodiscard]] const T *operator->() const { return &value(); }

  private:
    std::variant<T, Error> state_;
};

template <> class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}
    [[nodiscard]] bool ok() const { return !error_; }
    [[nodiscard]] explicit operator bool() const { return ok(); }
    [[nodiscard]] Error &error() { return assert(error_), *error_; }
    [[nodiscard]] const Error &error() const { return assert(error_), *error_; }

  private:
    std::optional<Error> error_; // an Error is large, and most calls in a hot loop have none
};

} // namespace proviso

#define PV_CONCAT_(a, b) a##b
#define PV_CONCAT(a, b) PV_CONCAT_(a, b)
/// `PV_TRY(auto x, expr);` binds the value of a Result or returns its error from the enclosing function.
#define PV_TRY(declaration, expression)                                                                                \
    auto PV_CONCAT(pv_try_, __LINE__) = (expression);                                                                  \
    if (!PV_CONCAT(pv_try_, __LINE__)) return std::move(PV_CONCAT(pv_try_, __LINE__)).error();                         \
    declaration = std::move(PV_CONCAT(pv_try_, __LINE__)).value()
/// `PV_CHECK(expr);` returns the error of a Result<void> (or of any Result whose value is not wanted).
#define PV_CHECK(expression)                                                                                           \
    do {                                                                                                               \
        auto pv_check_ = (expression);                                                                                 \
        if (!pv_check_) return std::move(pv_check_.error());                                                           \
    } while (false)
