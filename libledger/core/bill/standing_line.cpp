#include "core/bill/standing_line.hpp"

#include <string>

#include "core/duty/prepaid.hpp"
#include "core/explain/working.hpp"

namespace proviso {
namespace {

constexpr std::int64_t longest = line_months_max;
constexpr std::string_view general_term = "term.years";
constexpr std::int32_t terms_shown_max = 1'200;

Error no_cadence(const Terms &terms, std::string what, std::string fix) {
    return Error(Code::price_cadence, std::move(what), std::move(fix), {}, terms.clause("cycle"));
}

/// The parameter's number of months; of one in years twelve times the number.
Result<std::int32_t> months_of(const Terms &terms, std::string_view id) {
    PV_TRY(const std::int64_t value, terms.integer(id));
    const Parameter *parameter = terms.pack().parameter(id);
    const bool years = parameter && parameter->unit == "year";
    if (value < 1 || value > (years ? longest / 12 : longest))
        return Error(Code::value_range, "parameter " + std::string(id) + " is " + std::to_string(value),
                     "give it a value from 1 to " + std::to_string(years ? longest / 12 : longest));
    return static_cast<std::int32_t>(years ? 12 * value : value);
}

/// True if the parameter is one that may be without a value, and is.
bool left_open(const Terms &terms, std::string_view id) {
    const Parameter *parameter = terms.pack().parameter(id);
    return parameter && parameter->kind == ParameterKind::optional && !terms.find(id);
}

std::string chosen(const Terms &terms, std::string_view question) {
    const auto option = terms.option(question);
    return option ? std::string(option->option) : std::string();
}

LineTerm with_renewals(const Terms &terms, std::int32_t months) {
    return {months, months > 0 && chosen(terms, "renewal.length") == "twelve_months" ? 12 : months, false};
}

/// Of the calculation "term": the deadline of the notice that ends a term of so many months.
Term deadline_step(Working &work, Term renewal, std::int32_t months) {
    if (months == 1 && work.terms().decides("notice.short_term") &&
        work.choose("notice.short_term") == "any_time_before_renewal")
        return work.shift(renewal, work.constant("the day before", -1), "deadline");
    return cancellation_steps(work, renewal).deadline;
}

} // namespace

Result<LineCadence> line_cadence(const Terms &terms, std::string_view every, std::int32_t term_months) {
    LineCadence cadence;
    if (every == "once") return cadence;
    if (every == "month") {
        cadence.price_months = 1;
    } else if (every == "year") {
        cadence.price_months = 12;
    } else if (every == "cycle" && term_months > 0) {
        cadence.price_months = cadence.months = term_months;
        cadence.whole_term = true;
        return cadence;
    } else if (every == "cycle" && chosen(terms, "cycle.rule") == "cycle.anniversary") {
        PV_TRY(cadence.price_months, months_of(terms, "cycle.renewal_months"));
    } else {
        return no_cadence(terms,
                          "a price per " + (every.empty() ? "use" : std::string(every)) +
                              " is no price of a service with dates of its own",
                          "post a price per month, per year or charged once");
    }
    cadence.months = cadence.price_months;
    if (terms.decides("billing.cadence")) {
        PV_TRY(const ChosenReading billed, terms.option("billing.cadence"));
        if (billed.option == "annual") cadence.months = 12;
        if (billed.option == "monthly") cadence.months = 1;
    }
    if (term_months % cadence.months != 0) {
        // What a longer period than the term would cost no clause says, so the price's own period stands there.
        if (term_months % cadence.price_months == 0)
            cadence.months = cadence.price_months;
        else
            return no_cadence(terms,
                              "the term of " + std::to_string(term_months) +
                                  " months is no whole number of periods of " + std::to_string(cadence.price_months),
                              "post a price per month, or give the term another length");
    }
    return cadence;
}

Result<LineTerm> line_term(const Terms &terms, const Sku &sku, std::string_view text) {
    LineTerm term;
    PV_TRY(const OrderTerm written, read_order_term(text));
    if (written.from_parameter || (written.length > 0 && written.unit != OrderTerm::Unit::months))
        return Error(Code::order_term, "the term of \"" + sku.id + "\" is \"" + std::string(text) + "\"",
                     "give the term of this service in months or years");
    if (written.length > longest)
        return Error(Code::order_term, "the term of \"" + sku.id + "\" is longer than a century",
                     "give the term of this service in months or years");
    if (written.length > 0) {
        term.months = written.length;
    } else {
        const bool for_all = chosen(terms, "term.precedence") == "one_year_for_all";
        const std::string_view id = for_all ? general_term : std::string_view(sku.term_parameter);
        if (!id.empty() && !left_open(terms, id)) { PV_TRY(term.months, months_of(terms, id)); }
        term.general = id == general_term;
    }
    term.renewal_months = with_renewals(terms, term.months).renewal_months;
    return term;
}

Result<Period> line_term_period(const Terms &terms, Day since, const LineTerm &term, std::int32_t index) {
    PV_TRY(const MonthRule rule, month_rule(terms));
    if (term.renewal_months == term.months) return line_period(terms, since, term.months, index);
    PV_TRY(const Day first_end, series_day(rule, since, 1, term.months));
    if (index == 0) return Period{since, first_end};
    return line_period(terms, first_end, term.renewal_months, index - 1);
}

Result<Period> line_period(const Terms &terms, Day from, std::int32_t months, std::int32_t index) {
    PV_TRY(const MonthRule rule, month_rule(terms));
    Period period;
    PV_TRY(period.from, series_day(rule, from, index, months));
    PV_TRY(period.until, series_day(rule, from, index + 1, months));
    return period;
}

Result<CancellationWindow> line_window(const Terms &terms, Day renewal, std::int32_t months) {
    if (months == 1 && chosen(terms, "notice.short_term") == "any_time_before_renewal")
        return CancellationWindow{std::nullopt, renewal - 1};
    return cancellation_window(terms, renewal);
}

Result<Calculation> line_terms(const Terms &terms, Day since, std::int32_t months, std::int32_t count) {
    if (count < 1 || count > terms_shown_max)
        return Error(Code::value_range, "the count of terms is " + std::to_string(count),
                     "ask for 1 to " + std::to_string(terms_shown_max));
    const LineTerm term = with_renewals(terms, months);
    Working work(terms, "renewal", "term");
    work.input("count", Ratio(count), "terms asked for");
    Term at = work.input("since", since, "the first day of the service");
    const Term first = work.input("months", Ratio(months), "of the first term");
    Term last = first;
    for (std::int32_t i = 0; i < count && !work.failed(); ++i) {
        PV_TRY(const Period period, line_term_period(terms, since, term, i));
        const std::string place = "terms." + std::to_string(i);
        const std::int32_t length = i == 0 ? term.months : term.renewal_months;
        work.output(place + ".start", period.from);
        Term long_term = first;
        if (i > 0 && terms.decides("renewal.length")) {
            work.choose("renewal.length");
            long_term = work.attest("months of the renewal", Ratio(length), "as the reading says", {first});
        }
        work.choose("month.end");
        work.choose("month.series");
        last = at = work.attest("renewal", period.until, "calendar of months", {at, long_term});
        work.output(place + ".end", period.until);
        if (!terms.decides("notice.deadline")) continue;
        last = deadline_step(work, at, length);
        work.output(place + ".deadline", work.day(last));
    }
    return work.finish(last);
}

Result<Calculation> period_charge(const Terms &terms, const UnitPrice &price, std::int64_t quantity,
                                  const LineCadence &cadence, std::string_view source, std::string_view provision) {
    if (quantity < 0) return Error(Code::value_range, "the quantity is " + std::to_string(quantity), "give 0 or more");
    Working work(terms, provision, "period");
    const Term unit = work.input("price", price.ratio(), source);
    const Term units = work.input("quantity", Ratio(quantity), "active");
    if (cadence.price_months == 0) return work.finish_money(work.multiply(unit, units, "exact"), price.currency);
    const Term paid = work.input("price months", Ratio(cadence.price_months), "months that the price is for");
    const Term period = work.input("period months", Ratio(cadence.months), "months of the billing period");
    if (terms.decides("billing.cadence")) work.choose("billing.cadence");
    const Term times = work.divide(period, paid, "prices in the period");
    return work.finish_money(work.multiply(work.multiply(unit, units, "price of all"), times, "exact"), price.currency);
}

} // namespace proviso
