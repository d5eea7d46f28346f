#include "core/bill/recurring.hpp"

#include "core/explain/working.hpp"

namespace proviso {

Result<Calculation> recurring(const Terms &terms, const UnitPrice &price, std::int64_t quantity,
                              std::string_view source, std::string_view provision) {
    if (quantity < 0) return Error(Code::value_range, "the quantity is " + std::to_string(quantity), "give 0 or more");
    Working work(terms, provision, "recurring");
    const Term unit = work.input("price", price.ratio(), source);
    const Term seats = work.input("quantity", Ratio(quantity), "active");
    return work.finish_money(work.multiply(unit, seats, "exact"), price.currency);
}

} // namespace proviso
