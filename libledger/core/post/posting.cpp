#include "core/post/posting.hpp"

#include <algorithm>
#include <array>

namespace proviso {
namespace {
constexpr std::array ledgers{chart::cash,     chart::receivable, chart::receivable_disputed,
                             chart::unbilled, chart::unapplied,  chart::deferred,
                             chart::deposits, chart::recurring,  chart::usage,
                             chart::one_off,  chart::interest,   chart::recovery,
                             chart::credits,  chart::write_off};
} // namespace

Result<void> check_balanced(const JournalEntry &entry) {
    if (entry.postings.empty()) return {};
    Amount sum(0, entry.postings.front().amount.currency());
    for (const Posting &posting : entry.postings) {
        if (!is_ledger(posting.ledger))
            return Error(Code::posting_unbalanced, "the ledger \"" + posting.ledger + "\" is not of the chart",
                         "use a ledger of the chart", entry.key);
        auto next = add(sum, posting.amount);
        if (!next) return std::move(next.error()).at(entry.key);
        sum = *next;
    }
    if (!sum.is_zero())
        return Error(Code::posting_unbalanced, "the postings differ by " + sum.text() + " from zero",
                     "make debits and credits equal", entry.key);
    return {};
}

bool is_ledger(std::string_view ledger) {
    if (ledger.substr(0, chart::tax_prefix.size()) == chart::tax_prefix)
        return ledger.size() > chart::tax_prefix.size();
    return std::find(ledgers.begin(), ledgers.end(), ledger) != ledgers.end();
}

bool ledger_matches(std::string_view ledger, std::string_view name) {
    if (ledger == name) return true;
    const auto colon = ledger.rfind(':');
    if (colon == std::string_view::npos) return false;
    if (ledger.substr(colon + 1) == name) return true;
    // "tax:US-CA" for a jurisdiction's ledger, "tax" for all of them.
    if (ledger.substr(0, chart::tax_prefix.size()) != chart::tax_prefix) return false;
    return name == "tax" || ledger.substr(ledger.find(':') + 1) == name;
}

} // namespace proviso
