#include "store/sqlite/lookups.hpp"

#include <algorithm>

namespace proviso {

Lookups::Lookups(Connection &connection, const std::string &table)
    : watermark_(connection, "SELECT number FROM watermark WHERE name = ?"),
      set_watermark_(connection,
                     "INSERT INTO watermark VALUES(?, ?) ON CONFLICT DO UPDATE SET number = excluded.number"),
      last_number_(connection, "SELECT max(number) FROM " + table),
      tail_(connection, "SELECT number, account, identity FROM " + table + " WHERE number > ?"),
      add_account_(connection, "INSERT INTO " + table + "_account VALUES(?, ?)"),
      add_identity_(connection, "INSERT INTO " + table + "_identity VALUES(?, ?)"),
      find_account_(connection, "SELECT " + table + " FROM " + table + "_account WHERE account = ?"),
      find_identity_(connection, "SELECT " + table + " FROM " + table + "_identity WHERE identity = ?"), name_(table) {}

Result<void> Lookups::refresh() {
    std::uint64_t folded = 0;
    watermark_.start(name_);
    PV_TRY(const bool has_watermark, watermark_.row());
    if (has_watermark) folded = watermark_.number(0);
    watermark_.reset();
    last_number_.start();
    PV_TRY(const bool has_last, last_number_.row());
    const std::uint64_t last = has_last ? last_number_.number(0) : 0;
    last_number_.reset();
    if (known_ && folded == folded_ && last == last_) return {};
    if (!known_ || folded != folded_ || last < last_) {
        accounts_.clear();
        identities_.clear();
        folded_ = last_ = folded;
        known_ = true;
    }
    tail_.start(last_);
    for (;;) {
        PV_TRY(const bool more, tail_.row());
        if (!more) return {};
        added(tail_.number(0), tail_.number(1), tail_.integer(2));
    }
}

void Lookups::added(std::uint64_t number, std::uint64_t account, std::int64_t identity) {
    accounts_.emplace(account, number);
    identities_.emplace(static_cast<std::uint64_t>(identity), number);
    last_ = number;
}

Result<void> Lookups::fold(std::uint64_t least) {
    if (last_ - folded_ < least) return {};
    std::vector<std::pair<std::uint64_t, std::uint64_t>> sorted(accounts_.begin(), accounts_.end());
    std::sort(sorted.begin(), sorted.end());
    for (const auto &[account, number] : sorted) PV_CHECK(add_account_.run(account, number));
    sorted.assign(identities_.begin(), identities_.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) {
        const auto left = static_cast<std::int64_t>(a.first), right = static_cast<std::int64_t>(b.first);
        return left != right ? left < right : a.second < b.second; // as the index orders them: signed
    });
    for (const auto &[identity, number] : sorted)
        PV_CHECK(add_identity_.run(static_cast<std::int64_t>(identity), number));
    PV_CHECK(set_watermark_.run(name_, last_));
    accounts_.clear();
    identities_.clear();
    folded_ = last_;
    return {};
}

Result<std::string> Lookups::check(Connection &connection) {
    // Equal counts, and every indexed row is one of the table with that key: then none is missing.
    for (const char *which : {"account", "identity"}) {
        const std::string index = name_ + "_" + which;
        PV_TRY(const std::int64_t rows, connection.integer(("SELECT count(*) FROM " + index).c_str()));
        const std::string joined = "SELECT count(*) FROM " + index + " i JOIN " + name_ + " t ON t.number = i." +
                                   name_ + " WHERE i." + which + " = ifnull(t." + which +
                                   ", 0) AND t.number <= " + std::to_string(folded_);
        PV_TRY(const std::int64_t right, connection.integer(joined.c_str()));
        if (rows != right || static_cast<std::uint64_t>(rows) != folded_)
            return "the look-up of " + name_ + " rows by " + which + " is not complete";
    }
    return std::string();
}

Result<void> Lookups::find(Statement &indexed, const Recent &recent, std::uint64_t key,
                           std::vector<std::uint64_t> &numbers) {
    numbers.clear();
    indexed.start(static_cast<std::int64_t>(key));
    for (;;) {
        PV_TRY(const bool more, indexed.row());
        if (!more) break;
        numbers.push_back(indexed.number(0));
    }
    if (recent.empty()) return {};
    const auto from = static_cast<std::ptrdiff_t>(numbers.size());
    const auto range = recent.equal_range(key);
    for (auto i = range.first; i != range.second; ++i) numbers.push_back(i->second);
    std::sort(numbers.begin() + from, numbers.end());
    return {};
}

void Lookups::recent_of_account(std::uint64_t account, std::vector<std::uint64_t> &numbers) const {
    numbers.clear();
    if (accounts_.empty()) return;
    const auto range = accounts_.equal_range(account);
    for (auto i = range.first; i != range.second; ++i) numbers.push_back(i->second);
    std::sort(numbers.begin(), numbers.end());
}
Result<void> Lookups::by_account(std::uint64_t account, std::vector<std::uint64_t> &numbers) {
    return find(find_account_, accounts_, account, numbers);
}
Result<void> Lookups::by_identity(std::int64_t identity, std::vector<std::uint64_t> &numbers) {
    return find(find_identity_, identities_, static_cast<std::uint64_t>(identity), numbers);
}

} // namespace proviso
