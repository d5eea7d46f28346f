// What tells one call record from another: 128 bits of BLAKE2b (RFC 7693) over the switch's name and the row's fields.
//
// Fields are hashed as values, so that quoting, line ends and blocks make no difference. A record that has an id from
// its switch is the same record wherever it turns up again. Records without ids get an ordinal among those of equal
// content in their file, so that two equal calls of one file both stand, and the same file read again gives the same
// identities.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "io/cdr/consumer.hpp"
#include "io/csv.hpp"
#include "io/usage_batch.hpp"

namespace proviso {

class RowHasher {
  public:
    explicit RowHasher(std::string_view source);
    /// Of the fields' values.
    [[nodiscard]] CallIdentity hash(std::span<const CsvField> fields);
    /// Of the n-th row (from 2) that has this content.
    [[nodiscard]] CallIdentity nth(const CallIdentity &content, std::uint64_t ordinal) const;

  private:
    unsigned char salt_[16]; ///< the switch
    std::string buffer_, scratch_;
};

/// A set of identities in memory: 16 bytes each, twice that while it grows. One thread.
class CallIdentitySet {
  public:
    /// False if it is in the set already.
    bool add(const CallIdentity &identity);
    [[nodiscard]] std::size_t size() const { return size_; }

  private:
    void grow();
    std::vector<CallIdentity> slots_; ///< all zero: free
    std::size_t size_ = 0;
    bool zero_ = false; ///< the identity that is all zero is in the set
};

/// How often each content has come in a file. Remembers only what came again: who is asked for sightings remembers the
/// rest. One thread.
class ContentCounter {
  public:
    /// 1 for the first row of this content, 2 for the second ... `sighting`: of the content as an identity.
    std::uint64_t next(const CallIdentity &content, Sighting sighting);

  private:
    CallIdentitySet before_; ///< contents of this file that another import had
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t> repeated_; ///< contents that came again
};

} // namespace proviso
