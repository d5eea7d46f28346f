#include "core/license/normal_use.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "core/explain/working.hpp"

namespace proviso {
namespace {

constexpr std::size_t most_quantities = 100'000;

Error no_rule(const ChosenReading &chosen) {
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " has option '" + std::string(chosen.option) +
                     "', which gives no limit",
                 "choose another option");
}

Error no_limit(const Terms &terms) {
    return Error(Code::limit_unset, "neither an order nor a posting gives the limit of what is used",
                 "order a quantity, or post the limit with limit.posted", {}, terms.clause("overage"));
}

Term above(Working &work, Term used, Term limit, Term price) {
    const Term over = work.maximum(work.subtract(used, limit), work.constant("none", 0), "above the limit");
    return work.multiply(over, price, "exact");
}

} // namespace

Result<Calculation> overage(const Terms &terms, const UnitPrice &price, const Ratio &used, const UseLimits &limits,
                            std::string_view source) {
    if (used.sign() < 0) return Error(Code::value_range, "the use is " + used.text(), "give 0 or more");
    const bool asks = terms.decides("storage.limit");
    std::string_view rule = "order_fixed";
    if (asks) {
        PV_TRY(const ChosenReading chosen, terms.option("storage.limit"));
        rule = chosen.option;
        if (rule != "order_fixed" && rule != "website_now" && rule != "website_at_renewal") return no_rule(chosen);
    }
    Working work(terms, "overage");
    const Term unit = work.input("price", price.ratio(), source);
    const Term use = work.input("used", used, "usage.metered");
    std::optional<Term> ordered, posted, renewed;
    if (limits.ordered) ordered = work.input("ordered", *limits.ordered, "order");
    if (limits.posted) posted = work.input("posted", *limits.posted, "limit.posted");
    if (limits.posted_at_renewal) renewed = work.input("posted at renewal", *limits.posted_at_renewal, "limit.posted");
    std::optional<Term> limit = ordered ? ordered : posted;
    if (rule == "website_now" && posted) limit = posted;
    if (rule == "website_at_renewal" && renewed) limit = renewed;
    if (!limit) return no_limit(terms);
    if (asks) (void)work.choose("storage.limit");
    return work.finish_money(above(work, use, *limit, unit), price.currency);
}

Result<Calculation> normal_use(const Terms &terms, const UnitPrice &price, const Ratio &used,
                               std::span<const Ratio> quantities) {
    if (quantities.empty() || quantities.size() > most_quantities)
        return Error(Code::value_range, std::to_string(quantities.size()) + " quantities are given",
                     "give 1 to " + std::to_string(most_quantities) + ", one for each customer");
    std::vector<Ratio> sorted(quantities.begin(), quantities.end());
    std::sort(sorted.begin(), sorted.end());
    if (sorted.front().sign() < 0 || used.sign() < 0)
        return Error(Code::value_range, "a quantity is below 0", "give 0 or more");
    PV_TRY(const ChosenReading rule, terms.option("usage.percentile"));
    Working work(terms, "overage", "normal_use");
    std::vector<Term> places;
    for (const Ratio &quantity : sorted) places.push_back(work.input("quantities", quantity, "customers, in order"));
    const Term customers = work.constant("customers", static_cast<std::int64_t>(sorted.size()));
    const Term share = work.divide(work.parameter("usage.normal_percent"), work.constant("per cent", 100), "share");
    if (work.failed()) return work.finish(share);
    if (work.number(share).sign() <= 0 || Ratio(1) < work.number(share))
        return Error(Code::value_range, "usage.normal_percent is not above 0 and up to 100", "correct the parameter");
    const auto at = [&](Term place) { // the place is 0 after an error only
        const auto number = static_cast<std::size_t>(work.number(place).numerator());
        return places[std::clamp<std::size_t>(number, 1, places.size()) - 1];
    };
    Term line;
    if (rule.option == "nearest_rank") {
        const Term place = work.ceiling(work.multiply(customers, share), "place");
        work.choose("usage.percentile");
        line = work.maximum(at(place), work.constant("none", 0), "line");
    } else if (rule.option == "interpolated") {
        const Term one = work.constant("one", 1);
        const Term exact = work.add(one, work.multiply(work.subtract(customers, one), share), "place between");
        const Term low = work.floor(exact, "place below");
        const Term high = work.ceiling(exact, "place above");
        const Term part = work.subtract(exact, low, "part of the way");
        const Term step = work.subtract(at(high), at(low), "from one to the next");
        work.choose("usage.percentile");
        line = work.add(at(low), work.multiply(step, part), "line");
    } else {
        return no_rule(rule);
    }
    work.output("line", work.number(line));
    const Term use = work.input("used", used, "usage.metered");
    return work.finish_money(above(work, use, line, work.input("price", price.ratio())), price.currency);
}

} // namespace proviso
