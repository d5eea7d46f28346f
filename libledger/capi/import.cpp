// pv_import: files pushed in blocks.
#include "capi/import.hpp"

#include "capi/guard.hpp"

namespace proviso::capi {
namespace {

constexpr Arg args[] = {
    {"kind", ArgKind::text, true, "events, accounts, payments, prices, rates, calls or sessions"},
    {"file", ArgKind::text, false, "the file's name, for messages and suspense"},
    {"source", ArgKind::text, false, "which switch, bank or system it comes from; identities count within it"},
    {"format", ArgKind::text, false, "of calls asterisk, freepbx, freeswitch or csv; of events csv or jsonl"},
    {"zone", ArgKind::text, false, "time zone of local times; default: the account's or the seller's"},
    {"mapping", ArgKind::text, false, "of calls: TOML that says which column is what"},
    {"columns", ArgKind::text, false, "of calls: \"account=Customer,number=To,...\" instead of a mapping's [columns]"},
    {"account", ArgKind::text, false, "of calls: the account of rows that name none"},
    {"contract", ArgKind::text, false, "of accounts: the pack of rows that name none; default: the book's only pack"},
    {"sku", ArgKind::text, false, "of rates: what the deck prices; default per-minute"},
    {"from", ArgKind::day, false, "of rates: the day from which the deck is in force; needed"},
    {"pack", ArgKind::text, false, "of calls without a book: the pack"},
    {"deck", ArgKind::text, false, "of calls without a book: the rate deck, as CSV"},
    {"services", ArgKind::list, false, "of calls without a book: as for pv_rater_new"},
    {"readings", ArgKind::object, false, "of calls without a book: readings instead of the defaults"},
    {"set", ArgKind::object, false, "of calls without a book: parameters"},
    {"on", ArgKind::day, false, "of calls without a book: the day whose values of the pack count"},
    {"zones", ArgKind::flag, false, "of calls without a book: false covers every number"},
};

Result<ImporterPtr> open_import(const ImportTarget &target, const Call &call) {
    const std::string kind = call.text("kind");
    if (kind == "calls") return target.book ? open_call_import(target, call) : open_call_totals(target, call);
    if (kind != "events" && kind != "accounts" && kind != "payments" && kind != "prices" && kind != "rates" &&
        kind != "sessions")
        return Error(Code::argument_invalid, "there is no import of kind \"" + kind + "\"",
                     "give events, accounts, payments, prices, rates, calls or sessions", "kind");
    if (!target.book) return Error(Code::argument_missing, "the import needs a book", "open one and pass it", "book");
    if (kind == "rates") return open_rates_import(target, call);
    if (kind == "sessions") return open_session_import(target, call);
    return open_event_import(target, call);
}

} // namespace

std::span<const Arg> import_args() { return args; }

Json seconds_json(std::int64_t millis) {
    if (millis % 1000 == 0) return millis / 1000;
    std::string fraction = std::to_string(1000 + millis % 1000).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return std::to_string(millis / 1000) + "." + fraction;
}

std::optional<Error> rows_that_wait(std::uint64_t suspended, std::uint64_t rejected) {
    if (suspended == 0 && rejected == 0) return std::nullopt;
    std::string what =
        std::to_string(suspended) + (suspended == 1 ? " row waits in suspense" : " rows wait in suspense");
    if (rejected > 0) what += ", " + std::to_string(rejected) + (rejected == 1 ? " was rejected" : " were rejected");
    return Error(Code::rows_suspended, std::move(what), "see the reasons, mend what they name, and retry");
}

} // namespace proviso::capi

using namespace proviso;
using namespace proviso::capi;

struct pv_import {
    ImporterPtr importer; ///< null once it has failed or finished
};

std::int32_t pv_import_open(const pv_ctx *ctx, pv_book *book, const char *json, std::size_t json_size, pv_import **out,
                            pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("ctx", ctx));
        PV_CHECK(needed("out", out));
        PV_TRY(const std::string_view text, text_argument("json", json, json_size));
        PV_TRY(const Json arguments, parse_json(text));
        PV_CHECK(check_arguments(args, arguments));
        const ImportTarget target{ctx->state, book ? book->state : nullptr};
        PV_TRY(ImporterPtr importer,
               open_import(target, Call(*target.context, book ? &book->state->book : nullptr, arguments)));
        *out = std::make_unique<pv_import>(pv_import{std::move(importer)}).release();
        return {};
    });
}

std::int32_t pv_import_feed(pv_import *import, const char *bytes, std::size_t size, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("import", import));
        PV_TRY(const std::string_view block, text_argument("bytes", bytes, size, false));
        if (!import->importer) return Error(Code::argument_invalid, "the import is over", "open another", "import");
        ImporterPtr importer = std::move(import->importer); // whatever goes wrong ends it
        PV_CHECK(importer->feed(block));
        import->importer = std::move(importer);
        return {};
    });
}

std::int32_t pv_import_finish(pv_import *import, pv_buffer **report, pv_error **error) {
    return guard(error, [&]() -> Result<std::int32_t> {
        PV_CHECK(needed("import", import));
        PV_CHECK(needed("report", report));
        if (!import->importer) return Error(Code::argument_invalid, "the import is over", "open another", "import");
        const ImporterPtr importer = std::move(import->importer);
        PV_TRY(ImportText answer, importer->finish());
        auto made = std::make_unique<pv_buffer>(pv_buffer{std::move(answer.json)});
        const std::int32_t status = answer.no ? fail(error, std::move(*answer.no)) : PV_OK;
        *report = made.release();
        return status;
    });
}

void pv_import_free(pv_import *import) { delete import; }
