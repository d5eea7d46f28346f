#include "core/bill/early_fee.hpp"

#include <algorithm>
#include <string>

#include "core/bill/unused_part.hpp"
#include "core/explain/working.hpp"

namespace proviso {
namespace {

constexpr std::string_view question = "ending.early_fee";

/// Months of the term: as many as its fees are for.
Result<std::int32_t> months_of_term(const Period &term) {
    return whole_months(term.from, term.until, MonthEnd::round_down);
}

Result<void> check(const EarlyEnd &end) {
    if (end.quantity < 0)
        return Error(Code::value_range, "the quantity is " + std::to_string(end.quantity), "give 0 or more");
    if (end.price_months < 1)
        return Error(Code::value_range, "the price is for " + std::to_string(end.price_months) + " months",
                     "give 1 or more");
    if (end.term.until > end.term.from) return {};
    return Error(Code::period_invalid, "the term from " + end.term.from.text() + " ends on " + end.term.until.text(),
                 "end it after its first day");
}

Error no_fee(const ChosenReading &chosen) {
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " answers " + std::string(question) + " with '" +
                     std::string(chosen.option) + "', which is no fee",
                 "choose another option");
}

} // namespace

Result<Calculation> early_fee(const Terms &terms, const EarlyEnd &end) {
    PV_CHECK(check(end));
    PV_TRY(const ChosenReading chosen, terms.option(question));
    PV_TRY(const std::int32_t months, months_of_term(end.term));
    Working work(terms, "early_fee");
    const Term price = work.input("price", end.price.ratio(), end.source);
    const Term quantity = work.input("quantity", Ratio(end.quantity), "active");
    const Term paid = work.input("price months", Ratio(end.price_months), "months that the price is for");
    const Term from = work.input("from", end.term.from, "the term"),
               until = work.input("until", end.term.until, "the term");
    const Term ended = work.input("ended", end.ended, "the first day without service");
    const Term kept = work.input("kept", end.kept.ratio(), "charged in advance for the days after it");
    const Term none = work.constant("none", 0);
    if (chosen.option == "none_without_order") {
        const std::optional<Term> given = work.optional_parameter("ending.early_fee");
        work.choose(question);
        return work.finish_money(work.add(given.value_or(none), none, given ? "fee of the order" : "no fee"),
                                 end.price.currency);
    }
    if (chosen.option != "remaining_fees") return no_fee(chosen);
    const Term times = work.divide(work.constant("months of the term", months), paid, "prices in the term");
    const Term whole = work.multiply(work.multiply(price, quantity, "price of all"), times, "fees of the term");
    const Term left = work.maximum(work.days(ended, until, "days to the end of the term"), none, "days left");
    const Term share = work.divide(left, work.days(from, until, "days of the term"), "part that is left");
    work.fraction(std::max(0, end.term.until - end.ended), end.term.days());
    const Term owed = work.subtract(work.multiply(whole, share, "fees that are left"), kept, "not charged yet");
    work.choose(question);
    return work.finish_money(work.maximum(owed, none, "fee"), end.price.currency);
}

Result<Amount> unused_charge(const Amount &charge, const Period &service, Day ended) {
    if (service.until <= service.from || ended <= service.from) return charge;
    if (ended >= service.until) return Amount(0, charge.currency());
    PV_TRY(const Ratio share, Ratio::of(service.until - ended, service.days()));
    PV_TRY(const Ratio exact, multiply(charge.ratio(), share));
    return round_to_amount(exact, charge.currency(), Rounding::half_up);
}

} // namespace proviso
