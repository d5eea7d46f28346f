#include "core/duty/retention.hpp"

#include <algorithm>

#include "core/explain/working.hpp"

namespace proviso {
namespace {

/// The facts as steps, and what follows from them.
class Clock {
  public:
    Clock(Working &work, const RetentionClass &kept, const RetentionFacts &facts) : work_(work), kept_(kept) {
        work.input("class", facts.data, "data");
        created_ = work.input("created", facts.created, "data");
        if (facts.changed) changed_ = work.input("changed", *facts.changed, "data");
        if (facts.used) used_ = work.input("used", *facts.used, "data");
        if (facts.complete_by) complete_by_ = work.input("complete by", *facts.complete_by, "data");
        if (facts.offloaded) offloaded_ = work.input("offloaded", *facts.offloaded, "data");
        if (facts.disabled) disabled_ = work.input("disabled", *facts.disabled, "account");
    }

    /// None while an offload is wanted. `decides` is the class whose days do.
    std::optional<Term> first_day(const RetentionClass *&decides) {
        decides = &kept_;
        start_ = start();
        Term length = days_of(kept_);
        if (kept_.offload && !offload(length)) return std::nullopt;
        if (disabled_ && kept_.counts_from != RetentionStart::disabled)
            if (const RetentionClass *domain = work_.terms().pack().retention_from(RetentionStart::disabled))
                length = under_domain(*domain, length, decides);
        return work_.shift(start_, length, "first day");
    }

  private:
    Term days_of(const RetentionClass &kept) {
        work_.cite(kept.clause);
        return work_.input("days kept", Ratio(kept.days), "retention of " + kept.data);
    }

    Term same_day(Term day, std::string_view name) { return work_.shift(day, work_.constant("none", 0), name); }

    Term start() {
        switch (kept_.counts_from) {
        case RetentionStart::complete_by:
            return same_day(*complete_by_, "clock starts");
        case RetentionStart::disabled:
            return same_day(*disabled_, "clock starts");
        case RetentionStart::data:
            break;
        }
        const std::string_view option = work_.choose("retention.start");
        Term from = created_;
        if (option == "last_modified" && changed_) from = *changed_;
        if (option == "last_used" && (used_ || changed_)) from = used_ ? *used_ : *changed_;
        return same_day(from, "clock starts");
    }

    /// False if an offload is wanted and has not been.
    bool offload(Term &length) {
        const auto chosen = work_.terms().option("retention.offload");
        const bool both = chosen && chosen->option == "both";
        if (!offloaded_) {
            if (both) work_.choose("retention.offload");
            return !both;
        }
        const Term until = work_.days(start_, *offloaded_, "days to the offload");
        work_.choose("retention.offload");
        length = both ? work_.maximum(length, until, "days kept") : work_.minimum(length, until, "days kept");
        return true;
    }

    Term under_domain(const RetentionClass &domain, Term own, const RetentionClass *&decides) {
        const Term until = work_.days(start_, *disabled_, "days to the closure or suspension");
        const Term length = work_.add(until, days_of(domain), "days kept of a disabled account");
        const bool longest = work_.choose("retention.suspended") == "longest";
        const Term kept = longest ? work_.maximum(own, length, "days kept") : work_.minimum(own, length, "days kept");
        if (!work_.failed() && work_.number(kept) != work_.number(own)) decides = &domain;
        return kept;
    }

    Working &work_;
    const RetentionClass &kept_;
    Term created_, start_;
    std::optional<Term> changed_, used_, complete_by_, offloaded_, disabled_;
};

Error wants(std::string_view data, std::string_view what, const std::string &clause) {
    return Error(Code::value_range, "the clock of " + std::string(data) + " counts from " + std::string(what),
                 "give it", {}, clause);
}

} // namespace

Result<RetentionClock> retention_clock(const Terms &terms, const RetentionFacts &facts) {
    const RetentionClass *kept = terms.pack().retention_class(facts.data);
    if (!kept) {
        std::string known;
        for (const RetentionClass &each : terms.pack().retention) (known += known.empty() ? "" : ", ") += each.data;
        return Error(Code::value_range, "the contract knows no retention class \"" + facts.data + "\"",
                     known.empty() ? "it has no retention clocks" : "take one of " + known, {},
                     terms.clause("retention"));
    }
    if (kept->counts_from == RetentionStart::complete_by && !facts.complete_by)
        return wants(facts.data, "the date by which it was to be completed", kept->clause);
    if (kept->counts_from == RetentionStart::disabled && !facts.disabled)
        return wants(facts.data, "the account's closure or suspension", kept->clause);
    Working work(terms, "retention");
    const RetentionClass *decides = kept;
    Clock clock(work, *kept, facts);
    const std::optional<Term> first = clock.first_day(decides);
    RetentionClock result;
    result.clause = decides->clause;
    result.way_out = kept->way_out;
    if (first) {
        result.first_day = work.day(*first);
        work.output("first_day", *result.first_day);
    }
    work.output("way_out", kept->way_out);
    const Term last = first ? *first : work.attest("first day", std::string("not before an offload"), "reading");
    PV_TRY(result.work, work.finish(last));
    return result;
}

} // namespace proviso
