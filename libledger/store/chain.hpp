// The chain of a book: hash_n = SHA-256("proviso.entry.1\n" + hex(hash_{n-1}) + "\n" + body_n + "\n"), so that a shell
// with sqlite3 and sha256sum can check it (docs/book-format.md). hash_0 is 64 zeros. And commitments, which stand in
// the chain for personal values: HMAC-SHA-256(salt, value), noise once the salt is gone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/time/day.hpp"
#include "store/sha256.hpp"

namespace proviso {

/// Where a chain ends.
struct ChainHead {
    std::uint64_t entries = 0;
    Hash hash{};
};

/// The canonical bytes of an entry:
/// {"entry":7,"kind":"journal.posted","recorded_at":"2013-04-02T09:00:00Z","data":{...}}. `data` is canonical JSON
/// already.
[[nodiscard]] std::string entry_body(std::uint64_t number, std::string_view kind, Instant recorded_at,
                                     std::string_view data);
/// The `data` of a body made by entry_body; empty if it is not of that form with this number, kind and instant.
[[nodiscard]] std::string_view entry_data(std::string_view body, std::uint64_t number, std::string_view kind,
                                          Instant recorded_at);

[[nodiscard]] Hash chain_hash(const Hash &before, std::string_view body);

/// HMAC-SHA-256 (RFC 2104).
[[nodiscard]] Hash hmac_sha256(std::string_view key, std::string_view message);

/// The digest of rows that stand beside an entry: SHA-256 of each row's text followed by a line feed.
class RowsDigest {
  public:
    void add(std::string_view row) {
        digest_.add(row);
        digest_.add("\n");
        ++count_;
    }
    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] Hash finish() {
        count_ = 0;
        return digest_.finish();
    }

  private:
    Sha256 digest_;
    std::uint64_t count_ = 0;
};

} // namespace proviso
