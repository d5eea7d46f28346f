#include "core/bill/tax.hpp"

#include <string>

#include "core/explain/working.hpp"
#include "core/post/posting.hpp"

namespace proviso {

Result<TaxSplit> tax_split(const Terms &terms, Amount amount, const Ratio &rate, std::string_view source) {
    if (rate.sign() < 0) return Error(Code::value_range, "the tax rate is " + rate.text(), "give 0 or more");
    Working work(terms, "tax");
    const Term given = work.input("amount", amount.ratio(), "line");
    const Term share = work.input("rate", rate, source);
    const std::string_view mode = work.choose("tax.mode");
    const bool inclusive = mode == "inclusive";
    if (!inclusive && mode != "exclusive" && !work.failed())
        work.fail(Error(Code::reading_option_unknown, "the tax is neither inclusive nor exclusive", "choose one"));
    Term exact = work.multiply(given, share, inclusive ? "amount x rate" : "exact");
    if (inclusive) {
        const Term whole = work.add(work.constant("the net", 1), share, "net and tax");
        exact = work.divide(exact, whole, "exact");
    }
    TaxSplit split;
    split.inclusive = inclusive;
    PV_TRY(split.work, work.finish_money(exact, amount.currency()));
    split.tax = *split.work.amount;
    split.net = split.total = amount;
    if (inclusive) {
        PV_TRY(split.net, subtract(amount, split.tax));
    } else {
        PV_TRY(split.total, add(amount, split.tax));
    }
    split.work.outputs = {{"net", split.net.text()}, {"tax", split.tax.text()}, {"total", split.total.text()}};
    return split;
}

bool is_all_tax(const Line &line) {
    return line.kind == LineKind::tax || line.ledger.compare(0, chart::tax_prefix.size(), chart::tax_prefix) == 0;
}

} // namespace proviso
