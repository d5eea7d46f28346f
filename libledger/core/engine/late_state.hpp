// What late facts leave for the first open day of an account: differences that wait to be billed or credited. Values.
#pragma once

#include <string>
#include <vector>

#include "core/bill/document.hpp"

namespace proviso {

/// Lines that go onto one credit note.
struct CreditWaiting {
    std::string document; ///< draft id of the document that they take from; empty: of none
    std::vector<Line> lines;
};

struct LateState {
    Day on = day_first - 1;             ///< the first open day
    std::vector<Line> charges;          ///< for the next invoice
    std::vector<Line> interest;         ///< for an interest document
    std::vector<CreditWaiting> credits; ///< one credit note each
    std::string stamp; ///< keeps the journal's keys of before and after apart; empty while nothing came late

    [[nodiscard]] bool waits() const { return !charges.empty() || !interest.empty() || !credits.empty(); }
};

} // namespace proviso
