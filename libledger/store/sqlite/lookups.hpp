// Two look-ups into an append-only table, by account and by identity, that lag behind it.
//
// Keys come in random order. Kept up to date row by row they would rewrite a page of the index for almost every row; so
// the newest rows, at most `fold_at` and a batch, are looked up in memory, and taken into the index tables in one
// sorted step. Which rows are in is the watermark; another process that opens the file reads the rest from the table.
// Internal to store/sqlite.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/sqlite/connection.hpp"

namespace proviso {

class Lookups {
  public:
    static constexpr std::uint64_t fold_at = 65536;

    /// `table`: "event" or "journal", with the index tables TABLE_account and TABLE_identity.
    Lookups(Connection &connection, const std::string &table);

    /// At the begin of a transaction: takes in what other processes have added.
    [[nodiscard]] Result<void> refresh();
    /// Forgets what is in memory; the next refresh reads it again (after a rollback).
    void forget() { known_ = false; }
    void added(std::uint64_t number, std::uint64_t account, std::int64_t identity);
    [[nodiscard]] std::uint64_t last() const { return last_; } ///< the table's last number
    /// Takes the newest rows into the index tables if they are many, or at least `least`.
    [[nodiscard]] Result<void> fold(std::uint64_t least);

    /// Compares the index tables with the table; what is wrong, or an empty text.
    [[nodiscard]] Result<std::string> check(Connection &connection);

    /// Both ascending.
    [[nodiscard]] Result<void> by_account(std::uint64_t account, std::vector<std::uint64_t> &numbers);
    /// Only the newest ones, which are not in the index tables.
    void recent_of_account(std::uint64_t account, std::vector<std::uint64_t> &numbers) const;
    [[nodiscard]] Result<void> by_identity(std::int64_t identity, std::vector<std::uint64_t> &numbers);

  private:
    using Recent = std::unordered_multimap<std::uint64_t, std::uint64_t>;
    [[nodiscard]] Result<void> find(Statement &indexed, const Recent &recent, std::uint64_t key,
                                    std::vector<std::uint64_t> &numbers);

    Statement watermark_, set_watermark_, last_number_, tail_;
    Statement add_account_, add_identity_, find_account_, find_identity_;
    std::string name_;
    bool known_ = false;
    std::uint64_t folded_ = 0; ///< rows up to here are in the index tables
    std::uint64_t last_ = 0;   ///< rows up to here are in the index tables or in memory
    Recent accounts_, identities_;
};

} // namespace proviso
