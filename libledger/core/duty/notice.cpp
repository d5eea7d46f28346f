#include "core/duty/notice.hpp"

#include <algorithm>

#include "core/explain/working.hpp"

namespace proviso {
namespace {

constexpr std::int64_t business_days_max = 3'660;

/// The facts as steps, and what follows from them.
class Receipt {
  public:
    Receipt(Working &work, const NoticeFacts &facts) : work_(work), facts_(facts) {
        method_ = work.input("method", facts.method, "notice");
        sent_ = work.input("sent", facts.sent, "notice");
        if (facts.received) received_ = work.input("received", *facts.received, "receipt");
        work.input("proof", facts.proof ? "yes" : "no", "notice");
        if (!facts.by_customer) work.input("by", "vendor", "notice");
    }

    /// The step of the day on which the notice counts; none if it is void, with `state` saying why.
    std::optional<Term> deemed(NoticeState &state) {
        const std::string_view option = work_.choose("notice.methods");
        const NoticeMethod *method =
            work_.terms().pack().notice_method(facts_.method, facts_.by_customer ? "customer" : "vendor", option);
        const bool valid = method != nullptr;
        work_.attest("method counts", valid, "methods of the contract", {method_});
        if (!valid) {
            state = NoticeState::void_method;
            return std::nullopt;
        }
        work_.cite(method->clause);
        if (method->on_arrival && !received_) {
            state = NoticeState::underway;
            return std::nullopt;
        }
        const bool proved = facts_.proof || !method->proof_required || !facts_.by_customer;
        if (method->counts_from_sending && proved) return counted_from_sending(*method);
        if (!method->counts_from_sending && (proved || received_)) return counted_on_receipt(*method, proved);
        state = NoticeState::void_proof;
        return std::nullopt;
    }

  private:
    /// Days from the parameter, or from the pack's method where no clause gives a number.
    Term business_days(const NoticeMethod &method) {
        if (!method.parameter.empty()) return work_.parameter(method.parameter);
        return work_.input("business days", Ratio(method.business_days), "method " + method.name);
    }

    std::optional<Term> counted_from_sending(const NoticeMethod &method) {
        const Term count = business_days(method);
        if (work_.failed()) return std::nullopt;
        if (!work_.number(count).is_zero()) return after_business_days(sent_, count, "deemed");
        return method.open_day ? on_business_day(sent_) : work_.shift(sent_, work_.constant("none", 0), "deemed");
    }

    std::optional<Term> counted_on_receipt(const NoticeMethod &method, bool proved) {
        const Term day = proved && !method.on_arrival ? sent_ : *received_;
        const Term count = business_days(method);
        if (!work_.failed() && !work_.number(count).is_zero()) return after_business_days(day, count, "deemed");
        constexpr std::string_view question = "notice.non_business_day";
        if (work_.terms().decides(question) && work_.choose(question) == "next_business_day")
            return on_business_day(day);
        return work_.shift(day, work_.constant("none", 0), "deemed");
    }

    std::optional<Term> after_business_days(Term from, Term count, std::string_view name) {
        const Ratio days = work_.number(count);
        if (!days.is_integer() || days.sign() < 0 || days > Ratio(business_days_max)) {
            work_.fail(Error(Code::value_range, "the notice counts after " + days.text() + " business days",
                             "give a whole number that is not below 0"));
            return std::nullopt;
        }
        return walked(name, {from, count}, [&](const BusinessCalendar &calendar) {
            return calendar.add_business_days(work_.day(from), static_cast<std::int32_t>(days.numerator()));
        });
    }

    std::optional<Term> on_business_day(Term day) {
        return walked("deemed", {day},
                      [&](const BusinessCalendar &calendar) { return calendar.on_or_after(work_.day(day)); });
    }

    /// A walk over the calendar, with the holidays that it went over.
    template <class Walk> std::optional<Term> walked(std::string_view name, const std::vector<Term> &args, Walk walk) {
        if (work_.failed()) return std::nullopt;
        auto calendar = work_.terms().calendar();
        if (!calendar) {
            work_.fail(std::move(calendar).error());
            return std::nullopt;
        }
        auto day = walk(**calendar);
        if (!day) {
            work_.fail(std::move(day).error());
            return std::nullopt;
        }
        std::string source = "calendar " + (*calendar)->id + " " + (*calendar)->version;
        for (const Holiday &holiday : (*calendar)->holidays_between(work_.day(args.front()), *day))
            source += "; closed " + holiday.day.text() + " " + holiday.name;
        work_.choose("calendar.business_days");
        return work_.attest(name, *day, source, args);
    }

    Working &work_;
    const NoticeFacts &facts_;
    Term method_, sent_;
    std::optional<Term> received_;
};

struct Timeliness {
    bool in_time = false;
    Day deadline;
    Term result;
};

/// The end of the running cycle, worked out where cycles are so many days, else as the calendar of months gives it.
Term end_of(Working &work, const Period &cycle) {
    const Term start = work.input("cycle start", cycle.from, "billing cycle");
    const auto rule = work.terms().option("cycle.rule");
    const auto days = work.terms().integer("cycle.days");
    if (rule && rule->option == "cycle.thirty_day" && days && *days == cycle.days()) {
        const Term length = work.parameter("cycle.days");
        work.choose("cycle.rule");
        return work.shift(start, length, "renewal");
    }
    work.choose("cycle.rule");
    return work.attest("renewal", cycle.until, "calendar of months", {start});
}

Timeliness judge(Working &work, const Period &cycle, std::optional<Term> deemed) {
    const CancellationSteps steps = cancellation_steps(work, end_of(work, cycle));
    CancellationWindow window;
    window.deadline = work.day(steps.deadline);
    if (steps.earliest) window.earliest = work.day(*steps.earliest);
    Timeliness result;
    result.deadline = window.deadline;
    result.in_time = deemed && window.in_time(work.day(*deemed));
    std::vector<Term> args{steps.deadline};
    if (steps.earliest) args.push_back(*steps.earliest);
    if (deemed) args.push_back(*deemed);
    for (const std::string &clause : work.terms().clauses("cancellation")) work.cite(clause);
    result.result = work.attest("in time", result.in_time, "comparison of days", args);
    return result;
}

} // namespace

Result<DeemedNotice> deemed_notice(const Terms &terms, const NoticeFacts &facts, const std::optional<Period> &cycle) {
    if (facts.received && *facts.received < facts.sent)
        return Error(Code::value_range,
                     "the notice was received on " + facts.received->text() + ", before it was sent on " +
                         facts.sent.text(),
                     "correct the dates");
    Working work(terms, "notice");
    DeemedNotice notice;
    Receipt receipt(work, facts);
    const std::optional<Term> day = receipt.deemed(notice.state);
    notice.clause = terms.clause("notice");
    if (notice.state == NoticeState::void_method) notice.code = Code::notice_method;
    if (notice.state == NoticeState::void_proof) notice.code = Code::notice_no_proof;
    work.output("valid", day.has_value());
    if (notice.state == NoticeState::underway) work.output("underway", std::string("yes"));
    if (day) {
        notice.day = work.day(*day);
        work.output("deemed", *notice.day);
    } else if (notice.state != NoticeState::underway) {
        work.output("code", std::string(code_name(notice.code)));
    }
    if (!cycle) {
        const Term result =
            day ? *day
                : work.attest("deemed", std::string(notice.state == NoticeState::underway ? "underway" : "void"),
                              std::string(code_name(notice.code)));
        PV_TRY(notice.work, work.finish(result));
        return notice;
    }
    const Timeliness timely = judge(work, *cycle, day);
    notice.in_time = timely.in_time;
    notice.deadline = timely.deadline;
    work.output("deadline", timely.deadline);
    work.output("in_time", timely.in_time);
    work.output("renewal", cycle->until);
    PV_TRY(notice.work, work.finish(timely.result));
    return notice;
}

} // namespace proviso
