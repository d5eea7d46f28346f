#include "core/bill/exemption.hpp"

#include "core/explain/working.hpp"

namespace proviso {

Result<Calculation> exempted_tax(const Terms &terms, Amount charged, std::string_view source) {
    Working work(terms, "tax_exemption", "exempted");
    const Term tax = work.input("amount", charged.ratio(), source);
    const bool all = work.choose("tax.exemption") == "backdated";
    const Term share = work.constant(all ? "all of it" : "none of it", all ? 1 : 0);
    return work.finish_money(work.multiply(tax, share, "tax given back"), charged.currency());
}

} // namespace proviso
