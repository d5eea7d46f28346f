// Lists that are files: the journal for other programs, the population for auditors, the whole book for checkers.
#include "book/charges.hpp"
#include "book/export_journal.hpp"
#include "book/export_population.hpp"
#include "book/export_rows.hpp"
#include "capi/book_json.hpp"
#include "capi/method.hpp"

namespace proviso::capi {
namespace {

Result<void> charges(const Call &call, const Emit &emit) {
    const ChargeFilter filter{call.text("account"), call.day("from"), call.day("through")};
    return list_charges(call.book(), filter, [&](const ChargeRow &row) {
        const Document &document = row.document;
        Json out = {{"document", row.number},       {"document_kind", document_kind_name(document.kind)},
                    {"account", document.account},  {"date", to_json(document.date)},
                    {"due", to_json(document.due)}, {"currency", document.currency.code()}};
        out.update(to_json(document.lines[row.line], row.line + 1));
        out["income"] = document.lines[row.line].income;
        out["calculation"] = document.lines[row.line].derivation.calculation;
        out["derivation_sha256"] = row.derivation_sha256;
        out["pack"] = document.pack;
        out["pack_version"] = document.pack_version;
        out["pack_revision"] = document.pack_revision;
        out["entry"] = row.entry;
        return emit(out);
    });
}

Result<void> journal_text(const Call &call, const Emit &emit) {
    const std::string name = call.text("format");
    JournalFormat format = JournalFormat::ledger;
    if (name == "hledger")
        format = JournalFormat::hledger;
    else if (name == "beancount")
        format = JournalFormat::beancount;
    else if (name != "ledger")
        return Error(Code::argument_invalid, "the journal has no format \"" + name + "\"",
                     "give ledger, hledger or beancount", "format");
    const JournalFilter filter{call.text("account"), call.day("from"), call.day("through"), call.instant("known_at")};
    return export_journal(call.book(), format, filter, [&](std::string_view piece) { return emit({{"text", piece}}); });
}

Result<void> population(const Call &call, const Emit &emit) {
    PopulationRequest request;
    request.from = call.day("from");
    request.through = call.day("through");
    request.personal = call.flag("personal");
    request.form.raw = call.flag("raw");
    if (call.flag("pipe")) request.form.separator = '|';
    PV_TRY(const PopulationReport report,
           export_population(call.book(), request, [&](std::string_view name, std::string_view piece) {
               return emit({{"file", name}, {"text", piece}});
           }));
    for (const PopulationTie &tie : report.ties)
        emit({{"tie", tie.what},
              {"currency", tie.left.currency().code()},
              {"left", tie.left.text()},
              {"right", tie.right.text()},
              {"holds", tie.left == tie.right}});
    return {};
}

Result<void> book_rows(const Call &call, const Emit &emit) {
    return list_book_rows(call.book(), [&](const BookRow &row) {
        Json out = {{"table", row.table}};
        for (const auto &[name, value] : row.columns) {
            Json &cell = out[std::string(name)];
            if (const auto *number = std::get_if<std::int64_t>(&value)) cell = *number;
            if (const auto *text = std::get_if<std::string>(&value)) cell = *text;
        }
        return emit(out);
    });
}

constexpr Arg account{"account", ArgKind::text, false, "one account only"};
constexpr Arg from{"from", ArgKind::day, false, "dated on this day or later"};
constexpr Arg through{"through", ArgKind::day, false, "dated on this day or earlier"};
constexpr Arg charge_args[] = {account, from, through};
constexpr Arg journal_args[] = {
    {"format", ArgKind::text, true, "ledger, hledger or beancount"},
    account,
    from,
    through,
    {"known_at", ArgKind::instant, false, "only what the book knew then; a date means its end"}};
constexpr Arg population_args[] = {
    from,
    through,
    {"personal", ArgKind::flag, false, "with names and addresses of customers and references of payments"},
    {"pipe", ArgKind::flag, false, "fields parted by | instead of commas"},
    {"raw", ArgKind::flag, false, "texts as they are, also those that a spreadsheet takes for formulas"}};

constexpr List table[] = {
    {"book_rows", "the rows of the book's tables, for checkers that do not read SQLite", {}, book_rows},
    {"charges", "every line of every issued document, with what it rests on", charge_args, charges},
    {"journal_text", "the journal as a file of ledger, hledger or beancount, in pieces", journal_args, journal_text},
    {"population", "files in the audit data standards' columns and their control totals, in pieces", population_args,
     population},
};

} // namespace

std::span<const List> export_lists() { return table; }

} // namespace proviso::capi
