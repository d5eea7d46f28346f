#include "io/cdr/deck_reader.hpp"

#include <algorithm>
#include <optional>

#include "io/cdr/call_fields.hpp"
#include "io/cdr/digits.hpp"
#include "io/csv.hpp"

namespace proviso {
namespace {

struct DeckColumns {
    int prefix = -1, price = -1, surcharge = -1, minimum = -1, increment = -1, nocharge = -1, description = -1;
};
struct DeckColumnName {
    std::string_view name;
    int DeckColumns::*column;
};
constexpr DeckColumnName column_names[] = {
    {"prefix", &DeckColumns::prefix},
    {"rate_cost", &DeckColumns::price},
    {"rate", &DeckColumns::price},
    {"rate_surcharge", &DeckColumns::surcharge},
    {"rate_minimum", &DeckColumns::minimum},
    {"rate_increment", &DeckColumns::increment},
    {"rate_nocharge_time", &DeckColumns::nocharge},
    {"description", &DeckColumns::description},
};

class DeckHandler : public CsvHandler {
  public:
    DeckHandler(std::string name, Currency currency) : name_(std::move(name)), currency_(currency) {}

    Result<void> row(const CsvRow &row) override {
        if (!headed_) return read_header(row);
        if (rows.size() == RateDeck::rows_max)
            return Error(Code::input_too_large,
                         "the rate deck has more than " + std::to_string(RateDeck::rows_max) + " rows", "split it",
                         where(row.line));
        DeckRow next;
        next.line = static_cast<std::uint32_t>(row.line);
        if (!read_prefix(text(row, columns_.prefix), next))
            return bad(row, "'" + std::string(text(row, columns_.prefix)) + "' is no prefix",
                       "write up to 15 digits in international form");
        PV_TRY(const auto per_minute, price(row, columns_.price));
        if (!per_minute)
            return bad(row, "prefix '" + next.prefix_text() + "' has no price", "write the price per minute");
        next.per_minute = *per_minute;
        PV_TRY(next.surcharge, price(row, columns_.surcharge));
        PV_TRY(next.minimum_millis, seconds(row, columns_.minimum));
        PV_TRY(next.increment_millis, seconds(row, columns_.increment));
        PV_TRY(next.nocharge_millis, seconds(row, columns_.nocharge));
        next.description = text(row, columns_.description);
        rows.push_back(std::move(next));
        return {};
    }

    Result<void> bad_row(const CsvBadRow &row) override {
        return Error(Code::csv_syntax, std::string(row.fault.what), std::string(row.fault.todo), where(row.line));
    }

    [[nodiscard]] bool headed() const { return headed_; }
    std::vector<DeckRow> rows;

  private:
    Result<void> read_header(const CsvRow &row) {
        headed_ = true;
        for (std::size_t i = 0; i < row.fields.size(); ++i)
            for (const DeckColumnName &known : column_names) {
                if (row.fields[i].text(scratch_) != known.name) continue;
                int &column = columns_.*known.column;
                if (column >= 0)
                    return Error(Code::column_missing, "column '" + std::string(known.name) + "' stands twice",
                                 "keep one of them", where(row.line));
                column = static_cast<int>(i);
            }
        if (columns_.prefix < 0 || columns_.price < 0)
            return Error(Code::column_missing,
                         std::string("the rate deck has no column ") + (columns_.prefix < 0 ? "prefix" : "rate_cost"),
                         "name the columns in the first row", where(row.line));
        return {};
    }

    /// Empty for a column that the deck or the row does not have. Borrowed until the next call.
    std::string_view text(const CsvRow &row, int column) {
        if (column < 0 || static_cast<std::size_t>(column) >= row.fields.size()) return {};
        return row.fields[static_cast<std::size_t>(column)].text(scratch_);
    }

    static bool read_prefix(std::string_view text, DeckRow &row) {
        if (text.starts_with('+')) text.remove_prefix(1);
        row.length = static_cast<std::uint8_t>(std::min<std::size_t>(text.size(), 255));
        if (text.empty()) return true;
        return text.size() <= number_digits_max && text.front() != '0' && parse_digits(text, row.prefix);
    }

    Result<std::optional<UnitPrice>> price(const CsvRow &row, int column) {
        const std::string_view written = text(row, column);
        if (written.empty()) return std::optional<UnitPrice>{};
        auto parsed = parse_unit_price(written, currency_);
        if (!parsed) return std::move(parsed).error().at(where(row.line));
        return std::optional<UnitPrice>(*parsed);
    }

    Result<std::optional<std::int64_t>> seconds(const CsvRow &row, int column) {
        const std::string_view written = text(row, column);
        std::int64_t millis = 0;
        if (written.empty()) return std::optional<std::int64_t>{};
        if (!read_seconds(written, millis))
            return bad(row, "'" + std::string(written) + "' is no number of seconds", "write seconds, 0 or more");
        return std::optional<std::int64_t>(millis);
    }

    Error bad(const CsvRow &row, std::string what, std::string todo) const {
        return Error(Code::deck_invalid, std::move(what), std::move(todo), where(row.line));
    }
    [[nodiscard]] std::string where(std::uint64_t line) const { return name_ + ":" + std::to_string(line); }

    std::string name_;
    Currency currency_;
    DeckColumns columns_;
    bool headed_ = false;
    std::string scratch_;
};

} // namespace

Result<RateDeck> read_rate_deck(std::string_view bytes, const std::string &name, Currency currency) {
    DeckHandler handler(name, currency);
    CsvScanner scanner(handler);
    PV_CHECK(scanner.feed(bytes));
    PV_CHECK(scanner.finish());
    if (!handler.headed())
        return Error(Code::deck_invalid, "the rate deck is empty", "give it a header and rows", name);
    auto deck = RateDeck::make(std::move(handler.rows));
    if (deck) return deck;
    Error error = std::move(deck).error();
    // "line 7" becomes "deck.csv:7"
    constexpr std::string_view line = "line ";
    error.where = error.where.starts_with(line) ? name + ":" + error.where.substr(line.size()) : name;
    return error;
}

} // namespace proviso
