#include "core/license/true_up.hpp"

#include <algorithm>
#include <string>

#include "core/explain/working.hpp"

namespace proviso {
namespace {

Error no_rule(const ChosenReading &chosen) {
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " has option '" + std::string(chosen.option) +
                     "', which no true-up follows",
                 "choose another option");
}

Result<void> check(const TrueUpFacts &facts) {
    if (facts.period.until <= facts.period.from)
        return Error(Code::period_invalid,
                     "the period from " + facts.period.from.text() + " ends on " + facts.period.until.text());
    if (facts.billed < 0)
        return Error(Code::value_range, "the units billed are " + std::to_string(facts.billed), "give 0 or more");
    if (facts.price_periods.sign() <= 0)
        return Error(Code::value_range, "the price is for no part of the period", "give more than 0");
    if (facts.ended && !facts.period.contains(*facts.ended))
        return Error(Code::value_range, "the end on " + facts.ended->text() + " is not in the period",
                     "give it where the service ended within the period only");
    const Day until = facts.ended.value_or(facts.period.until);
    Day last = day_first;
    for (const Counted &counted : facts.counts) {
        if (counted.count < 0)
            return Error(Code::value_range, "a count is " + std::to_string(counted.count), "give 0 or more");
        if (counted.on < last || counted.on >= until)
            return Error(Code::value_range,
                         "the count of " + counted.on.text() + " is out of order, or not before " + until.text(),
                         "give counts by day, those of the period only");
        last = counted.on;
    }
    return {};
}

/// The steps that every rule begins with.
class Counts {
  public:
    Counts(Working &work, const TrueUpFacts &facts) : work_(work), facts_(facts) {
        price_ = work.input("price", facts.price.ratio(), facts.source);
        if (facts.price_periods != Ratio(1))
            price_ = work.multiply(price_, work.input("price periods", facts.price_periods, "in the period"),
                                   "price of the period");
        start_ = work.input("period start", facts.period.from, "period");
        until_ = work.input("period end", facts.period.until, "period");
        if (facts.ended) ended_ = work.input("ended", *facts.ended, "the service's end");
        billed_ = work.input("billed", Ratio(facts.billed), "charged at the period's start");
        for (const Counted &counted : facts.counts) {
            days_.push_back(work.input("counted on", counted.on, "count"));
            counts_.push_back(work.input("count", Ratio(counted.count), "count"));
        }
    }

    [[nodiscard]] Term price() const { return price_; }
    [[nodiscard]] Term billed() const { return billed_; }
    [[nodiscard]] Term at_end() const { return counts_.empty() ? billed_ : counts_.back(); }

    Term beyond(Term count, std::string_view name) {
        return work_.maximum(work_.subtract(count, billed_), work_.constant("none", 0), name);
    }

    Term most() {
        Term most = billed_;
        for (const Term count : counts_) most = work_.maximum(most, count, "most units so far");
        return most;
    }

    /// Units beyond those billed, each by its days, over the days of the period.
    Term by_days() {
        std::vector<Term> parts;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            const bool first = facts_.counts[i].on <= facts_.period.from;
            const Term until = i + 1 < counts_.size() ? days_[i + 1] : ended_.value_or(until_);
            if (i + 1 < counts_.size() && facts_.counts[i + 1].on <= facts_.period.from) continue;
            const Term span = work_.days(first ? start_ : days_[i], until, "days of this count");
            parts.push_back(work_.multiply(beyond(counts_[i], "units beyond those billed"), span, "unit days"));
        }
        return work_.divide(work_.sum(parts, "unit days beyond those billed"),
                            work_.days(start_, until_, "days of the period"), "units beyond, by days");
    }

  private:
    Working &work_;
    const TrueUpFacts &facts_;
    Term price_, start_, until_, billed_;
    std::optional<Term> ended_;
    std::vector<Term> days_, counts_;
};

} // namespace

void note_count(std::vector<Counted> &counts, Day on, std::int64_t count) {
    if (!counts.empty() && counts.back().on == on)
        counts.back().count = std::max(counts.back().count, count);
    else
        counts.push_back({on, count});
}

std::int64_t count_before(const std::vector<Counted> &counts, Day day, std::int64_t otherwise) {
    for (const Counted &counted : counts) {
        if (counted.on >= day) break;
        otherwise = counted.count;
    }
    return otherwise;
}

Result<Calculation> true_up(const Terms &terms, const TrueUpFacts &facts) {
    PV_CHECK(check(facts));
    PV_TRY(const ChosenReading chosen, terms.option("quantity.true_up"));
    Working work(terms, "true_up", "trueup");
    Counts counts(work, facts);
    Term units;
    if (chosen.option == "illustration") {
        work.choose("quantity.true_up");
        units = counts.beyond(counts.at_end(), "units added");
    } else if (chosen.option == "no_true_up") {
        work.choose("quantity.true_up");
        units = work.constant("units trued up", 0);
    } else if (chosen.option == "day_prorated") {
        work.choose("quantity.true_up");
        units = counts.by_days();
    } else if (chosen.option == "peak") {
        work.choose("quantity.true_up");
        units = counts.beyond(counts.most(), "units added at the most");
    } else {
        return no_rule(chosen);
    }
    return work.finish_money(work.multiply(units, counts.price(), "exact"), facts.price.currency);
}

Result<Calculation> true_up_credit(const Terms &terms, const TrueUpFacts &facts) {
    PV_CHECK(check(facts));
    PV_TRY(const ChosenReading chosen, terms.option("quantity.fall"));
    Working work(terms, "true_up", "trueup_credit");
    Counts counts(work, facts);
    Term units;
    if (chosen.option == "no_credit") {
        work.choose("quantity.fall");
        units = work.constant("units credited", 0);
    } else if (chosen.option == "credit") {
        work.choose("quantity.fall");
        units = work.maximum(work.subtract(counts.billed(), counts.at_end()), work.constant("none", 0), "units gone");
    } else {
        return no_rule(chosen);
    }
    return work.finish_money(work.multiply(units, counts.price(), "exact"), facts.price.currency);
}

} // namespace proviso
