// What a verifier keeps between two checks, so that a clock set back, an old list and an old issue are noticed.
//
// The file's last line is a digest of the others under the seller's public key: it shows damage and edits by hand. Who
// may write the file can also remove it, and then begins anew; what then still tells are the days that the licence and
// the list say they were issued on. Pure values; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "core/license/file.hpp"

namespace proviso {

struct LicenceIssueSeen {
    std::string licence;
    std::int64_t issue = 0;
    [[nodiscard]] friend bool operator==(const LicenceIssueSeen &, const LicenceIssueSeen &) = default;
};

struct LicenceSeen {
    std::string key;                      ///< id of the key that what was seen was signed with
    Day day = day_first;                  ///< the latest day on which something was checked
    std::int64_t list = 0;                ///< number of the newest list of revocations; 0: none
    std::vector<LicenceIssueSeen> issues; ///< the newest issue of each licence, sorted by licence
    [[nodiscard]] friend bool operator==(const LicenceSeen &, const LicenceSeen &) = default;

    [[nodiscard]] std::int64_t issue_of(std::string_view licence) const; ///< 0 if it was never seen
    void note_issue(std::string_view licence, std::int64_t issue);
};

/// The lines above the digest.
[[nodiscard]] std::string licence_seen_text(const LicenceSeen &seen);
/// Errors: license.invalid, also for content that licence_seen_text() would write in another way.
[[nodiscard]] Result<LicenceSeen> read_licence_seen(const LicenceFile &file, const std::string &name);

} // namespace proviso
