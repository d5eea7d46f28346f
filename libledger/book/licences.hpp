// Licence files of a book's accounts: what they may say, and the record that they were issued or revoked. The files
// themselves are signed elsewhere; a book keeps their hash.
#pragma once

#include <string>
#include <vector>

#include "book/book.hpp"
#include "core/decide/licence_scope.hpp"

namespace proviso {

/// What the account's contract, orders and services allow on the day. Errors: event.account_unknown, and those of
/// licence_scope().
[[nodiscard]] Result<LicenceScope> account_licence_scope(Book &book, const std::string &account,
                                                         const LicenceWish &wish, Day on);

struct LicenceRecord {
    std::vector<std::uint64_t> events; ///< their numbers
    Head head;
};
/// Records license.issued on the licence's day. `sha256` is the file's. Errors: event.account_unknown,
/// event.duplicate_reference (the issue, or a licence of this name for something else, is recorded already), book.*;
/// then nothing is recorded.
[[nodiscard]] Result<LicenceRecord> record_licence_issued(Book &book, const Licence &licence,
                                                          const std::string &sha256);
/// Records license.revoked for each. Errors: event.account_unknown, event.reference_unknown (never issued), book.*.
[[nodiscard]] Result<LicenceRecord> record_licences_revoked(Book &book, const std::string &account,
                                                            const std::vector<std::string> &licences, Day on,
                                                            const std::string &reason);

} // namespace proviso
