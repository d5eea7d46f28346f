#include "book/import_rates.hpp"

#include <algorithm>

#include "book/call_prices.hpp"
#include "io/cdr/deck_reader.hpp"

namespace proviso {
namespace {

constexpr std::string_view source_kind = "rates";
constexpr std::size_t most_overruled = 100;
constexpr std::size_t longest_sku = 128;

/// The first line of a deck as it is kept. The same file may stand for two skus or begin twice: the line tells them
/// apart.
std::string kept_head(const std::string &sku, Day from, Currency currency) {
    return "rates " + sku + " from " + from.text() + " in " + std::string(currency.code()) + "\n";
}

bool is_sku(const std::string &sku) {
    return !sku.empty() && sku.size() <= longest_sku && std::all_of(sku.begin(), sku.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    });
}

Error damaged(const SourceRow &row) {
    return Error(Code::book_damaged, "rate deck " + row.sha256 + " cannot be read", "verify the book");
}

/// The deck out of its kept bytes.
Result<RateDeck> read_kept(const SourceRow &row) {
    const std::string_view bytes = row.bytes;
    const std::size_t line = bytes.find('\n');
    if (line == bytes.npos || line < 4) return damaged(row);
    const auto currency = currency_from_code(bytes.substr(line - 3, 3));
    if (!currency || bytes.substr(0, line + 1) != kept_head(row.id, row.from, *currency)) return damaged(row);
    auto deck = read_rate_deck(bytes.substr(line + 1), row.name, *currency);
    if (!deck) return damaged(row);
    return std::move(*deck);
}

/// Rows that ask for other increments than the clause.
Result<void> report_overruled(const Terms &terms, const std::shared_ptr<const RateDeck> &deck, RatesReport &report) {
    if (deck->currency() != terms.pack().currency) return {};
    PV_TRY(const Rater rater, Rater::make(terms, {{report.sku, std::nullopt, deck, true}}, {}));
    report.overruled = rater.overruled().size();
    for (const OverruledIncrement &overruled : rater.overruled()) {
        if (report.overruled_rows.size() == most_overruled) break;
        const DeckRow &row = deck->rows()[overruled.row];
        report.overruled_rows.push_back({row.prefix_text(), row.line});
    }
    return {};
}

} // namespace

Result<RatesReport> import_rates(Book &handle, const RatesRequest &request) {
    Book::Impl &book = handle.impl();
    if (!is_sku(request.sku))
        return Error(Code::argument_invalid, "\"" + request.sku + "\" cannot be a sku",
                     "use letters, digits, '-', '_' and '.'");
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(*book.store));
    PV_TRY(const auto loaded, book.load_terms());
    PV_TRY(const Pack *pack, rating_pack(*loaded, request.from));
    Currency currency = pack->currency;
    if (!request.currency.empty()) { PV_TRY(currency, currency_from_code(request.currency)); }
    PV_TRY(RateDeck read, read_rate_deck(request.bytes, request.file, currency));
    const auto deck = std::make_shared<const RateDeck>(std::move(read));

    RatesReport report;
    report.file = request.file;
    report.sku = request.sku;
    report.currency = currency.code();
    report.from = request.from;
    report.rows = deck->rows().size();
    PV_TRY(const Terms terms, loaded->terms.terms(*pack, request.from));
    report.clause = terms.clause("rating");
    PV_CHECK(report_overruled(terms, deck, report));

    SourceRow row;
    row.kind = source_kind;
    row.id = request.sku;
    row.version = request.from.text();
    row.from = request.from;
    row.name = request.file;
    row.bytes = kept_head(request.sku, request.from, currency) + request.bytes;
    row.sha256 = report.sha256 = hex(sha256(row.bytes));
    PV_TRY(const std::vector<SourceRow> present, book.store->sources(false));
    const auto same_place = [&](const SourceRow &old) {
        return old.kind == source_kind && old.id == row.id && old.from == row.from;
    };
    const auto newest = std::find_if(present.rbegin(), present.rend(), same_place);
    report.replayed = newest != present.rend() && newest->sha256 == row.sha256;
    if (!report.replayed) {
        if (std::any_of(present.begin(), present.end(), [&](const SourceRow &old) { return old.sha256 == row.sha256; }))
            return Error(Code::deck_invalid, "the book had this deck for that day and replaced it since",
                         "change the deck, or give it another day", request.file);
        PV_TRY(const EntryRow entry, book.store->append(entry_kind::source, now,
                                                        Data()
                                                            .text("kind", row.kind)
                                                            .text("id", row.id)
                                                            .text("version", row.version)
                                                            .number("revision", 1)
                                                            .text("from", row.from.text())
                                                            .text("sha256", row.sha256)
                                                            .take()));
        row.entry = report.entry = entry.number;
        PV_CHECK(book.store->add_source(row));
    }
    PV_TRY(const ChainHead head, book.store->head());
    report.head = head_of(head);
    PV_CHECK(write.commit());
    return report;
}

Result<std::vector<KeptDeck>> kept_decks(Store &store) {
    PV_TRY(const std::vector<SourceRow> rows, store.sources(true));
    std::vector<KeptDeck> decks;
    for (const SourceRow &row : rows) {
        if (row.kind != source_kind) continue;
        PV_TRY(RateDeck deck, read_kept(row));
        decks.push_back({row.id, row.from, row.sha256, row.entry, std::make_shared<const RateDeck>(std::move(deck))});
    }
    std::stable_sort(decks.begin(), decks.end(), [](const KeptDeck &a, const KeptDeck &b) {
        return a.sku != b.sku ? a.sku < b.sku : a.from < b.from;
    });
    return decks;
}

} // namespace proviso
