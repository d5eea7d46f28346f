#include "core/bill/refund_grounds.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "core/bill/giving_back.hpp"

namespace proviso {
namespace {

constexpr std::string_view exceptions = "refund.exceptions";
constexpr std::string_view names[] = {"unused", "discontinued", "window", "vendor-ends", "hosted", "software"};
constexpr std::int64_t micros_of_day = 86'400'000'000;

struct Rule {
    std::string_view provision; ///< whose clauses give the refund
    std::string_view question;  ///< how the unused part is counted
};
Rule rule_of(RefundGround ground) {
    if (ground == RefundGround::hosted) return {"refund_hosted", "refund.hosted"};
    if (ground == RefundGround::vendor_ends) return {"refund_ended", "refund.discontinued_count"};
    return {"refund_discontinued", "refund.discontinued_count"};
}

/// Whether the reading lets the ground give anything; a contract that does not ask gives what its clause says.
bool gives(const Terms &terms, RefundGround ground) {
    const auto chosen = terms.option(exceptions);
    if (!chosen || ground == RefundGround::hosted) return true;
    if (chosen->option == "never") return false;
    return ground != RefundGround::vendor_ends || chosen->option == "by_analogy";
}

void note(Working &work, RefundGround ground) { work.input("ground", ground_name(ground), "which refund"); }

/// Nothing but the share that the contract gives back of anything.
Result<Calculation> plain_share(Working &work, Term paid, Currency currency) {
    const Term share = work.parameter("refund.share");
    if (work.terms().decides(exceptions)) work.choose(exceptions);
    return work.finish_money(work.multiply(paid, share, "refund"), currency);
}

bool lists(const std::vector<std::string> &channels, std::string_view channel) {
    return std::find(channels.begin(), channels.end(), channel) != channels.end();
}

/// The last day, or instant, of the window, and whether the asking was in it.
class Window {
  public:
    Window(Working &work, const WindowAsked &asked) : work_(work), asked_(asked) {
        bought_ = stamp("subscribed", asked.bought, asked.bought_at);
        given_ = stamp("asked", asked.asked, asked.asked_at);
        days_ = work.parameter("refund.window_days");
    }

    Term in_time() {
        const auto option = work_.terms().option("refund.window");
        if (!option) {
            work_.fail(option.error());
            return {};
        }
        const bool by_hours = option->option == "hours_336" && asked_.bought_at && asked_.asked_at;
        return by_hours ? by_instant() : by_day(option->option == "subscribing_day_counts");
    }

  private:
    Term stamp(std::string_view name, Day day, const std::optional<Instant> &at) {
        if (at) work_.input(std::string(name) + " at", at->text(), "instant");
        return work_.input(name, day, "civil day");
    }

    Term by_instant() {
        const std::int64_t days = std::clamp<std::int64_t>(whole_days(), 0, 36'500);
        const Instant last(asked_.bought_at->micros() + days * micros_of_day);
        work_.attest("last instant", last.text(), "24 hours for each day", {bought_, days_});
        work_.output("last_instant", last.text());
        const bool good = *asked_.asked_at <= last;
        work_.choose("refund.window");
        return answer(good);
    }

    Term by_day(bool first_counts) {
        Term days = days_;
        if (first_counts) days = work_.subtract(days, work_.constant("the day itself", 1), "days after it");
        work_.choose("refund.window");
        const Term last = work_.shift(bought_, days, "last day");
        work_.output("last_day", work_.day(last));
        return answer(asked_.asked <= work_.day(last));
    }

    Term answer(bool good) {
        work_.output("in_time", good);
        return work_.attest("share for what is in time", Ratio(good ? 1 : 0), "the window", {given_, days_});
    }

    [[nodiscard]] std::int64_t whole_days() const {
        const Ratio days = work_.number(days_);
        return days.is_integer() ? static_cast<std::int64_t>(days.numerator()) : 0;
    }

    Working &work_;
    const WindowAsked &asked_;
    Term bought_, given_, days_;
};

Result<Calculation> refuse(Working &work, const WindowAsked &asked, Term paid, std::string_view why) {
    work.output("in_time", false);
    work.attest("not refunded", std::string(why), "the ways of buying and giving back", {paid});
    return plain_share(work, paid, asked.paid.currency());
}

} // namespace

std::string_view ground_name(RefundGround ground) { return names[static_cast<std::size_t>(ground)]; }

std::optional<RefundGround> ground_from_name(std::string_view name) {
    const auto at = std::find(std::begin(names), std::end(names), name);
    if (at == std::end(names)) return std::nullopt;
    return static_cast<RefundGround>(at - std::begin(names));
}

Result<Calculation> prepaid_refund(const Terms &terms, RefundGround ground, const PrepaidSum &sum) {
    const Rule rule = rule_of(ground);
    if (!terms.pack().provision(rule.provision)) return refund(terms, sum.paid);
    if (!gives(terms, ground)) {
        Working work(terms, "refund", "refund");
        note(work, ground);
        const Term paid = work.input("amount", sum.paid.ratio(), sum.source);
        work.input("from", sum.service.from, "first day paid for");
        work.input("until", sum.service.until, "first day not paid for");
        work.input("ended", sum.ended, "first day without service");
        return plain_share(work, paid, sum.paid.currency());
    }
    Working work(terms, rule.provision, "refund");
    note(work, ground);
    PV_TRY(const ChosenReading counted, terms.option(rule.question));
    const auto count = unused_count(counted.option);
    if (!count)
        return Error(Code::reading_option_unknown,
                     "reading " + counted.reading->id + " has option '" + std::string(counted.option) +
                         "', which is no way to count",
                     "choose another option");
    const Term part = unused_part(work, sum, *count, rule.question).unused;
    if (!terms.decides(exceptions) || ground == RefundGround::hosted)
        return work.finish_money(part, sum.paid.currency());
    const Term whole = work.constant("all of the unused part", 1);
    work.choose(exceptions);
    return work.finish_money(work.multiply(part, whole, "refund"), sum.paid.currency());
}

Result<Calculation> window_refund(const Terms &terms, const WindowAsked &asked) {
    if (!terms.pack().provision("refund_window")) return refund(terms, asked.paid);
    const bool open = gives(terms, RefundGround::window);
    Working work(terms, open ? "refund_window" : "refund", "refund");
    note(work, RefundGround::window);
    const Term paid = work.input("amount", asked.paid.ratio(), asked.source);
    work.input("channel", asked.channel, "the way of buying");
    work.input("asked by", asked.asked_by, "the way of giving back");
    work.input("renewal", std::string_view(asked.renewal ? "yes" : "no"), "whether it renews something");
    Window window(work, asked);
    if (!open) return plain_share(work, paid, asked.paid.currency());
    PV_TRY(const std::vector<std::string> channels, terms.list("refund.window_channels"));
    if (!lists(channels, asked.channel)) return refuse(work, asked, paid, "it was not bought in such a way");
    if (!lists(channels, asked.asked_by)) return refuse(work, asked, paid, "it was not given back in such a way");
    if (asked.renewal) {
        const std::string_view each = work.choose("refund.renewal");
        if (each == "first_only") return refuse(work, asked, paid, "it renews something bought before");
    }
    const Term share = window.in_time();
    if (terms.decides(exceptions)) work.choose(exceptions);
    return work.finish_money(work.multiply(paid, share, "refund"), asked.paid.currency());
}

} // namespace proviso
