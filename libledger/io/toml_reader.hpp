// Strict TOML for every file that people write: packs, scenarios, calendars, mappings, sellers.
//
// parse_toml() gives a plain tree with the place of every key and value; TomlTable reads forms off it: each key is
// asked for once with its type, whatever was not asked for is an error at finish(). All errors of a file are gathered,
// each with file:line:column, so that one run shows them all. Numbers with a decimal point are refused everywhere:
// amounts, rates and quantities with decimals are written as text, so that no digit depends on a machine's arithmetic.
// Limits: the size given, 256 nested values, 1,000 dots in a line. Trees are values; a form belongs to one thread.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/money/amount.hpp"
#include "core/result.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct TomlPlace {
    std::uint32_t line = 1;   ///< from 1
    std::uint32_t column = 1; ///< from 1, in code points
};

enum class TomlKind : std::uint8_t {
    text,
    integer,
    real, ///< never accepted; kept so that the message can say what to write instead
    flag,
    date,
    time,       ///< a time of day without date
    local_time, ///< a date and time without offset
    instant,    ///< a date and time with offset
    list,
    table,
};

struct TomlEntry;

struct TomlNode {
    TomlKind kind = TomlKind::table;
    std::string text; ///< the value; for numbers, flags, dates and times as canonical text ("2013-03-20T10:00:00Z")
    std::int64_t integer = 0;
    bool flag = false;
    Day day;                           ///< of dates
    std::vector<TomlNode> items;       ///< of lists
    std::vector<TomlEntry> entries;    ///< of tables, in the file's order
    std::vector<std::uint32_t> by_key; ///< entries in the order of their keys
    TomlPlace place;

    [[nodiscard]] const TomlEntry *entry(std::string_view key) const;
};

struct TomlEntry {
    std::string key;
    TomlPlace place;
    TomlNode value;
};

inline constexpr std::size_t toml_size_limit = 16u << 20; ///< bytes

/// The tree of a file. `name` is what messages call the file. Errors: toml.syntax, key.duplicate, date.invalid,
/// input.too_large, text.not_utf8; `where` is name:line:column.
[[nodiscard]] Result<TomlNode> parse_toml(std::string_view bytes, const std::string &name,
                                          std::size_t size_limit = toml_size_limit);

/// "rules/a.toml:12:3".
[[nodiscard]] std::string toml_where(const std::string &name, TomlPlace place);

inline constexpr std::size_t toml_errors_limit = 100; ///< of one file; more are not kept

/// The errors of one file, in the order found.
struct TomlErrors {
    std::string name; ///< of the file
    std::vector<Error> list;

    [[nodiscard]] bool none() const { return list.empty(); }
    void add(TomlPlace place, Error error);
};

enum class Need : std::uint8_t { required, optional };

/// A table as a form. Getters of a required key that is missing or wrong add an error and give an empty value.
class TomlTable {
  public:
    /// Both must outlive the form. `what` names it in messages: "[pack]", "event 3".
    TomlTable(const TomlNode &node, TomlErrors &errors, std::string what);

    [[nodiscard]] bool has(std::string_view key) const { return node_->entry(key) != nullptr; }
    /// The place of the key, or of the table if it has none.
    [[nodiscard]] TomlPlace place(std::string_view key = {}) const;
    [[nodiscard]] std::string where(std::string_view key = {}) const;
    [[nodiscard]] const TomlNode &node() const { return *node_; }

    /// The value of any kind, null if absent. Marks the key as known.
    const TomlNode *take(std::string_view key, Need need = Need::optional);

    std::string text(std::string_view key, Need need = Need::required);
    std::optional<std::string> maybe_text(std::string_view key);
    std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
    std::optional<std::int64_t> maybe_integer(std::string_view key, std::int64_t least, std::int64_t most);
    bool flag(std::string_view key, bool otherwise);
    Day day(std::string_view key);
    std::optional<Day> maybe_day(std::string_view key);
    /// A whole number, or text such as "0.015" or "1/120".
    std::optional<Ratio> maybe_ratio(std::string_view key);
    /// Text such as "66.33".
    Amount amount(std::string_view key, Currency currency);
    std::optional<Amount> maybe_amount(std::string_view key, Currency currency);
    /// A list of texts.
    std::vector<std::string> texts(std::string_view key, Need need = Need::optional);
    /// A table; an empty one if absent.
    TomlTable table(std::string_view key, Need need = Need::optional);
    std::optional<TomlTable> maybe_table(std::string_view key);
    /// A list of tables; empty if absent. Each is called "<what> <n>", from 1.
    std::vector<TomlTable> tables(std::string_view key, std::string_view what);

    /// The node of a table; null if absent or not a table.
    const TomlNode *take_table(std::string_view key) { return take_kind(key, TomlKind::table, Need::optional); }
    /// The key was asked for already.
    [[nodiscard]] bool asked(std::string_view key) const { return asked_.contains(key); }
    void fail_at(TomlPlace place, Error error) { errors_->add(place, std::move(error)); }
    /// Adds an error at the key's place.
    void fail(std::string_view key, Error error);
    /// Adds key.unknown for every key that was not asked for.
    void finish();

  private:
    const TomlNode *take_kind(std::string_view key, TomlKind kind, Need need);
    void wrong_type(std::string_view key, const TomlNode &node, std::string_view wanted);

    const TomlNode *node_;
    TomlErrors *errors_;
    std::string what_;
    bool absent_ = false; ///< stands for a table that is missing: says nothing more
    std::set<std::string, std::less<>> asked_;
};

/// "a text", "a whole number", ...
[[nodiscard]] std::string_view toml_kind_name(TomlKind kind);

} // namespace proviso
