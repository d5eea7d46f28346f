#include <array>

#include "core/engine/engine.hpp"

namespace proviso {
namespace {
constexpr std::array<std::string_view, 5> status_names{"pending", "active", "suspended", "ending", "ended"};
}

std::string_view status_name(Status status) { return status_names[static_cast<std::size_t>(status)]; }

Status AccountResult::status_on(Day day) const {
    Status status = Status::pending;
    for (const StatusChange &change : statuses)
        if (change.on <= day) status = change.status;
    return status;
}

Result<Amount> AccountResult::balance(std::string_view ledger, Day day, Currency currency) const {
    Amount sum(0, currency);
    for (const JournalEntry &entry : journal) {
        if (entry.date > day) continue;
        for (const Posting &posting : entry.postings) {
            if (!ledger_matches(posting.ledger, ledger)) continue;
            PV_TRY(sum, add(sum, posting.amount));
        }
    }
    return sum;
}

} // namespace proviso
