// Imports behind pv_import: one class per kind of file, all pushed bytes and finished with a report.
#pragma once

#include <memory>
#include <string_view>

#include "capi/context.hpp"
#include "capi/handles.hpp"
#include "capi/method.hpp"

namespace proviso::capi {

/// A report as JSON text, and what the "no" is if rows wait or were refused.
struct ImportText {
    explicit ImportText(Answer answer) : json(json_text(answer.result)), no(std::move(answer.no)) {}
    explicit ImportText(std::string text) : json(std::move(text)) {}
    std::string json;
    std::optional<Error> no;
};

class Importer {
  public:
    virtual ~Importer() = default;
    virtual Result<void> feed(std::string_view block) = 0;
    virtual Result<ImportText> finish() = 0;
};
using ImporterPtr = std::unique_ptr<Importer>;

/// What an import works on. `book` is null for calls that are rated without one.
struct ImportTarget {
    std::shared_ptr<const Context> context;
    std::shared_ptr<OpenBook> book;
};

/// Each kind's door; the call's arguments were checked against import_args().
[[nodiscard]] Result<ImporterPtr> open_event_import(const ImportTarget &target, const Call &call);
[[nodiscard]] Result<ImporterPtr> open_rates_import(const ImportTarget &target, const Call &call);
[[nodiscard]] Result<ImporterPtr> open_session_import(const ImportTarget &target, const Call &call);
[[nodiscard]] Result<ImporterPtr> open_call_import(const ImportTarget &target, const Call &call);
/// Calls without a book, to totals per account.
[[nodiscard]] Result<ImporterPtr> open_call_totals(const ImportTarget &target, const Call &call);

[[nodiscard]] std::span<const Arg> import_args();

/// Seconds of a duration: a whole number, or text with its decimals.
[[nodiscard]] Json seconds_json(std::int64_t millis);
/// rows.suspended if rows wait or were rejected.
[[nodiscard]] std::optional<Error> rows_that_wait(std::uint64_t suspended, std::uint64_t rejected);

} // namespace proviso::capi
