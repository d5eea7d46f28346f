#include "core/bill/expense.hpp"

#include <algorithm>

#include "core/explain/working.hpp"

namespace proviso {

Result<bool> repays_expense(const Terms &terms, std::string_view kind) {
    if (!terms.find("expenses.kinds")) return true;
    PV_TRY(const std::vector<std::string> kinds, terms.list("expenses.kinds"));
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

Result<Calculation> repaid_expense(const Terms &terms, Amount amount, std::string_view kind) {
    if (amount.minor() < 0) return Error(Code::value_range, "the expense is below 0", "give 0 or more");
    Working work(terms, "expenses", "expense");
    work.input("kind", kind, "what it was for");
    Term exact = work.input("amount", amount.ratio(), "expense.recorded");
    if (const auto ceiling = work.optional_parameter("expenses.ceiling"))
        exact = work.minimum(exact, *ceiling, "up to the ceiling");
    return work.finish_money(exact, amount.currency());
}

} // namespace proviso
