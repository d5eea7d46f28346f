// The list of licences that no longer hold. Each list has a number above those before it and says by when the next one
// comes, so that an old one put in its place, and one that stopped coming, are noticed. Pure values; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/license/file.hpp"

namespace proviso {

struct RevokedLicence {
    std::string licence; ///< id: every issue of it
    Day from;            ///< it does not hold from this day on
    std::string reason;  ///< word: "breach", "ended", "replaced", ...; no names, the list goes to everybody
    [[nodiscard]] friend bool operator==(const RevokedLicence &, const RevokedLicence &) = default;
};

struct RevocationList {
    std::string key; ///< id of the key that signs
    std::int64_t number = 1;
    Day issued;
    Day next;                         ///< by this day a newer list is out
    std::vector<RevokedLicence> rows; ///< sorted by licence, each once
    [[nodiscard]] friend bool operator==(const RevocationList &, const RevocationList &) = default;

    [[nodiscard]] const RevokedLicence *find(std::string_view licence) const; ///< null if it is not listed
};

/// Puts the rows in order. Errors: license.invalid.
[[nodiscard]] Result<void> settle_revocations(RevocationList &list);
/// The bytes to sign, of a settled list.
[[nodiscard]] std::string revocations_text(const RevocationList &list);
/// Errors: license.invalid, also for content that revocations_text() would write in another way.
[[nodiscard]] Result<RevocationList> read_revocations(const LicenceFile &file, const std::string &name);

} // namespace proviso
