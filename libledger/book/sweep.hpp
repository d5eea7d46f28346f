// The engine over all accounts, in order of name: read and consumed on the calling thread, applied on all. Internal to
// book/.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "book/facts.hpp"

namespace proviso {

/// A document with its canonical bytes.
struct MadeDocument {
    Document document;
    std::string body;
    Hash sha256{};
};

struct Swept {
    AccountRows rows;
    AccountResult result;
    std::vector<MadeDocument> documents; ///< those that `wanted` says, taken out of the result
    std::shared_ptr<void> made;          ///< by Sweep::apply
};

struct Sweep {
    std::shared_ptr<const LoadedTerms> terms;
    std::string_view stage;        ///< for progress
    std::string account;           ///< empty: all
    std::string after_account;     ///< accounts after this name only ...
    std::string last_account;      ///< ... and not after this one; empty: to the end
    std::uint64_t done_before = 0; ///< accounts, for progress
    std::uint64_t last_entry = UINT64_MAX;
    RunOptions options;
    Day through;
    bool to_last_fact = false; ///< apply through the account's last fact if that is later
    bool keep = true;          ///< false: documents come with their fingerprint, without lines and bytes
    Day after = day_first - 1; ///< documents dated after this day ...
    Day until = day_last;      ///< ... and on or before this one are made
    /// Instead of all that: what is done with each account's rows, on any thread. Leaves its result in `made`.
    std::function<Result<void>(Swept &)> apply;
};

/// Calls `consume` for each open account until it says false. Errors: the engine's (where = the account), the store's,
/// cancelled.
[[nodiscard]] Result<void> sweep(Book::Impl &book, const Sweep &sweep,
                                 const std::function<Result<bool>(Swept &)> &consume);

/// The same in parts of so many accounts: `prepare` gets their names before any of them is worked on, on the calling
/// thread.
[[nodiscard]] Result<void> sweep_in_parts(Book::Impl &book, Sweep sweep, std::size_t part,
                                          const std::function<Result<void>(const std::vector<std::string> &)> &prepare,
                                          const std::function<Result<bool>(Swept &)> &consume);

} // namespace proviso
