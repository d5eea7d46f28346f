#include "core/bill/price_change.hpp"

#include <algorithm>

#include "core/explain/working.hpp"

namespace proviso {
namespace {

constexpr std::string_view question = "price.effective";

struct Start {
    Term applies;
    bool splits = false;
};

/// The steps that give the first day of an announced price.
Start start_of(Working &work, const AnnouncedPrice &announced) {
    Start start;
    const Terms &terms = work.terms();
    const Term posted = work.input("posted", announced.posted, announced.source);
    const Term told = work.input("told", announced.told.value_or(announced.posted), "notice of the price");
    const Term from = work.input("from", announced.from, announced.source);
    work.input("in use", std::string_view(announced.in_use ? "yes" : "no"), "the service, when it was posted");
    start.applies = from;
    if (!terms.decides(question)) return start;
    const auto chosen = terms.option(question);
    const std::string_view option = chosen ? chosen->option : std::string_view();
    const bool after_days = option == "thirty_days_next_period" || option == "thirty_days_split";
    if (option != "before_period" && option != "on_posting" && !after_days) {
        work.fail(Error(Code::reading_option_unknown,
                        "the question price.effective is answered with '" + std::string(option) +
                            "', by which no price begins",
                        "choose another option"));
        return start;
    }
    start.splits = option == "on_posting" || option == "thirty_days_split";
    if (announced.in_use && option != "on_posting") {
        const Term wait = after_days ? work.parameter("price.notice_days") : work.constant("the day after", 1);
        work.choose(question);
        start.applies = work.shift(told, wait, "applies from");
    } else {
        const Term none = work.constant("no wait", 0);
        if (announced.in_use) work.choose(question);
        start.applies = work.shift(posted, none, "applies from");
    }
    if (announced.from > work.day(start.applies)) start.applies = from;
    return start;
}

} // namespace

Result<PriceStart> price_start(const Terms &terms, const AnnouncedPrice &announced) {
    Working work(terms, "price_change");
    const Start start = start_of(work, announced);
    const Term none = work.constant("no more", 0); // what is given back is the last step
    const Term applies = work.shift(start.applies, none, "applies");
    const Day day = work.day(applies);
    PV_TRY([[maybe_unused]] const Calculation done, work.finish(applies));
    return PriceStart{day, start.splits};
}

Result<Calculation> price_change(const Terms &terms, const PeriodPrice &facts) {
    if (facts.quantity < 0) return Error(Code::value_range, "the quantity is below 0", "give 0 or more", "quantity");
    if (facts.period.until <= facts.period.from)
        return Error(Code::value_range, "the period ends before it begins", "give its first day and the one after it");
    Working work(terms, "price_change");
    const Term quantity = work.input("quantity", Ratio(facts.quantity), "units");
    const Term from = work.input("start", facts.period.from, "period");
    const Term until = work.input("end", facts.period.until, "period");
    Term price = work.input("old", facts.price.ratio(), facts.source);
    if (facts.difference) work.input("difference", std::string_view("yes"), "the rest was charged");
    std::vector<Term> parts;
    Term base = price, paid = price;
    Term period_days = quantity;
    bool counted = false;
    for (std::size_t i = 0; i < facts.later.size(); ++i) {
        const AnnouncedPrice &later = facts.later[i];
        const Term next = work.input("new", later.price.ratio(), later.source);
        const Start start = start_of(work, later);
        const Day applies = work.day(start.applies);
        const std::string place = facts.later.size() == 1 ? std::string() : "." + std::to_string(i);
        work.output("applies" + place, applies);
        const bool whole = applies <= facts.period.from;
        if (!whole && (!start.splits || applies >= facts.period.until)) continue;
        if (whole) {
            base = price = next;
            continue;
        }
        if (!counted) period_days = work.days(from, until, "days of the period");
        counted = true;
        const Term left = work.days(start.applies, until, "days at the new price");
        const Term share = work.divide(left, period_days, "share of the period");
        parts.push_back(work.multiply(work.subtract(next, price, "change of the price"), share, "part"));
        if (facts.difference && later.charged) {
            parts.push_back(work.multiply(work.subtract(paid, next, "charged before"), share, "part charged"));
            paid = next;
        }
        work.output("days" + place, Ratio(facts.period.until - applies));
        work.fraction(facts.period.until - applies, facts.period.days());
        price = next;
    }
    if (!facts.difference) parts.insert(parts.begin(), base);
    const Term each = parts.empty() ? work.constant("no change", 0) : work.sum(parts, "price of the period");
    return work.finish_money(work.multiply(each, quantity, "exact"), terms.pack().currency);
}

} // namespace proviso
