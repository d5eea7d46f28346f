// Rate decks into a book: prices per minute by prefix of the called number, for all accounts, from a day on.
//
// A deck is kept as the bytes that were given, under a first line with its sku and day, and chained by hash like every
// source. From its day on it replaces the sku's earlier deck as a whole; a price.posted for a prefix stands over a deck
// that is not newer, and an account's own prices over both. Batches that are in the book already stay as they were
// rated.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "book/book.hpp"
#include "core/rate/deck.hpp"

namespace proviso {

struct RatesRequest {
    std::string file;  ///< name, for messages
    std::string bytes; ///< CSV: KAZOO's columns, or prefix and rate (io/cdr/deck_reader.hpp)
    std::string sku = "per-minute";
    Day from;
    std::string currency; ///< empty: that of the book's pack that rates calls
};

/// A row whose minimum or step is not the clause's; the clause wins (deck.increment_overruled).
struct OverruledRow {
    std::string prefix;
    std::uint32_t line = 0;
};

struct RatesReport {
    std::string file, sku, currency;
    Day from;
    bool replayed = false;                    ///< the book has this deck for the sku and day already; nothing was done
    std::uint64_t rows = 0;                   ///< prefixes
    std::uint64_t overruled = 0;              ///< rows of deck.increment_overruled
    std::vector<OverruledRow> overruled_rows; ///< the first 100
    std::string clause;                       ///< that fixes minimum and step
    std::string sha256;                       ///< of the source as kept
    std::uint64_t entry = 0;                  ///< that chained it; 0 if replayed
    Head head;
};

/// Errors: those of read_rate_deck (`where` = file:line), argument.invalid (a sku with blanks), pack.unknown
/// (no pack of the book rates calls), deck.invalid (also a deck that was replaced since), book.*; then nothing has
/// changed.
[[nodiscard]] Result<RatesReport> import_rates(Book &book, const RatesRequest &request);

/// A deck that the book keeps.
struct KeptDeck {
    std::string sku;
    Day from;
    std::string sha256;
    std::uint64_t entry = 0;
    std::shared_ptr<const RateDeck> deck;
};
class Store;
/// By sku, then day; of two for one day the one recorded last counts and comes last. Inside a read or a write. Error:
/// book.damaged.
[[nodiscard]] Result<std::vector<KeptDeck>> kept_decks(Store &store);

} // namespace proviso
