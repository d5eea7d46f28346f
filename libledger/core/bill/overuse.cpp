#include "core/bill/overuse.hpp"

#include "core/bill/trailing.hpp"
#include "core/explain/working.hpp"

namespace proviso {
namespace {

Error unknown(std::string_view option, std::string_view what) {
    return Error(Code::reading_option_unknown, "'" + std::string(option) + "' does not say " + std::string(what),
                 "choose another option");
}

Result<void> check(const OveruseFacts &facts) {
    if (facts.found < 0 || facts.ordered < 0 || facts.months < 0)
        return Error(Code::value_range, "a count is below 0", "give 0 or more");
    if (facts.licence.until <= facts.licence.from || !facts.licence.contains(facts.found_on))
        return Error(Code::value_range,
                     "what was found on " + facts.found_on.text() + " is not in the licence period from " +
                         facts.licence.from.text() + " to before " + facts.licence.until.text(),
                     "give the period that the day lies in");
    if (facts.since > facts.found_on)
        return Error(Code::value_range, "the overuse begins after it was found", "correct the days");
    return {};
}

/// Months to be paid, with the days that they are counted between.
Result<Term> months_due(Working &work, const OveruseFacts &facts) {
    work.input("since", facts.since, "first day of overuse");
    work.input("found on", facts.found_on, "audit.closed");
    work.input("period from", facts.licence.from, "licence period");
    work.input("period until", facts.licence.until, "first day after it");
    const std::string_view option = work.choose("overuse.period");
    const bool past = option == "past_only" || option == "past_and_ongoing";
    const bool ongoing = option == "ongoing_only" || option == "past_and_ongoing";
    if (!past && !ongoing && option != "full_year" && !work.failed()) return unknown(option, "what is invoiced");
    PV_TRY(const Ratio before, months_between(facts.since, facts.found_on));
    PV_TRY(const Ratio after, months_between(facts.found_on, facts.licence.until));
    PV_TRY(const Ratio whole, months_between(facts.licence.from, facts.licence.until));
    if (past && ongoing)
        return work.add(work.attest("months before it was found", before, "calendar"),
                        work.attest("months from then on", after, "calendar"), "months due");
    return work.attest("months due", past ? before : ongoing ? after : whole, "calendar");
}

} // namespace

Result<Calculation> overuse(const Terms &terms, const OveruseFacts &facts) {
    PV_CHECK(check(facts));
    Working work(terms, "overuse");
    const Term found = work.input("found", Ratio(facts.found), "audit.closed");
    const Term ordered = work.input("ordered", Ratio(facts.ordered), "orders");
    const Term extra = work.maximum(work.subtract(found, ordered), work.constant("none", 0), "units over");
    Term price = work.input("price", facts.price.ratio(), "order");
    if (facts.list) {
        const Term list = work.input("list price", facts.list->ratio(), "price list");
        const std::string_view rate = work.choose("overuse.rate");
        if (rate != "order_price" && rate != "list_price" && !work.failed()) return unknown(rate, "which price counts");
        price = work.attest("price that counts", work.number(rate == "list_price" ? list : price),
                            rate == "list_price" ? "the list" : "the order", {price, list});
    }
    const Term whole = work.multiply(extra, price, "a period's price for them");
    if (facts.months == 0) return work.finish_money(whole, terms.pack().currency);
    const Term of = work.input("months", Ratio(facts.months), "that the price is for");
    PV_TRY(const Term due, months_due(work, facts));
    return work.finish_money(work.multiply(whole, work.divide(due, of, "share"), "exact"), terms.pack().currency);
}

Result<Calculation> audit_cost(const Terms &terms, Amount cost, bool anything_over) {
    Working work(terms, "overuse", "audit_cost");
    const Term amount = work.input("cost", cost.ratio(), "audit.closed");
    work.input("over", anything_over ? "yes" : "no", "what the audit found");
    bool shifts = false;
    if (anything_over) {
        const std::string_view option = work.choose("audit.cost");
        shifts = option == "shift_on_any_overuse";
        if (!shifts && option != "no_duty_named" && !work.failed()) return unknown(option, "who pays for the audit");
    }
    const Term share = work.attest("share of the customer", Ratio(shifts ? 1 : 0),
                                   shifts ? "something was over" : "the vendor bears it");
    return work.finish_money(work.multiply(amount, share, "exact"), cost.currency());
}

} // namespace proviso
