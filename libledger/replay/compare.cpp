#include "replay/compare.hpp"

#include <algorithm>
#include <set>

#include "core/decide/decide.hpp"

namespace proviso {
namespace {

using namespace compare_form;

std::string event_name(std::uint64_t number) {
    return number == 0 ? std::string("no event") : "event " + std::to_string(number);
}

class Comparison {
  public:
    Comparison(const Scenario &scenario, const Expectations &expect, const Outcome &outcome,
               const BookTerms::Config &config)
        : scenario_(scenario), expect_(expect), outcome_(outcome), config_(config) {}

    std::vector<Difference> run() {
        compare_documents(scenario_, expect_, outcome_, out_);
        for (const ExpectedBalance &expected : expect_.balances) balance(expected);
        for (const ExpectedState &expected : expect_.states) state(expected);
        for (const ExpectedDeadline &expected : expect_.deadlines) deadline(expected, true);
        for (const ExpectedDeadline &expected : expect_.no_deadlines) deadline(expected, false);
        for (const ExpectedStanding &expected : expect_.standings) standing(expected);
        for (const ExpectedException &expected : expect_.exceptions) exception(expected);
        for (const ExpectedException &expected : expect_.no_exceptions) no_exception(expected);
        for (std::size_t i = 0; i < expect_.decisions.size(); ++i) decision(expect_.decisions[i], i);
        for (const ExpectedCalculation &expected : expect_.calculations)
            compare_calculation(expected, outcome_, config_, out_);
        errors();
        return std::move(out_);
    }

  private:
    void differ(const std::string &where, std::string what, std::string expected, std::string got) {
        out_.push_back({where, std::move(what), std::move(expected), std::move(got), {}});
    }

    const AccountResult *account(const std::string &name, const std::string &where, const std::string &what) {
        auto found = outcome_.accounts.find(name);
        if (found != outcome_.accounts.end()) return &found->second.result;
        differ(where, what, "the account " + name, "no event names this account");
        return nullptr;
    }
    bool in_time(Day day, const std::string &where, const std::string &what) {
        if (day <= scenario_.through) return true;
        differ(where, what, "a day through " + scenario_.through.text(), day.text());
        return false;
    }
    Currency currency_of(const AccountResult &result) const {
        if (!result.documents.empty()) return result.documents.front().currency;
        for (const Pack *pack : config_.packs)
            if (pack->id == result.pack) return pack->currency;
        return config_.packs.front()->currency;
    }

    void balance(const ExpectedBalance &expected) {
        const std::string what = "balance " + expected.account + (expected.account.empty() ? "" : " ") +
                                 expected.ledger + " as of " + expected.as_of.text();
        if (!in_time(expected.as_of, expected.where, what)) return;
        if (!expected.account.empty() && !account(expected.account, expected.where, what)) return;
        Amount sum;
        bool first = true;
        for (const auto &[name, own] : outcome_.accounts) {
            if (!expected.account.empty() && name != expected.account) continue;
            Result<Amount> part = own.result.balance(expected.ledger, expected.as_of, currency_of(own.result));
            Result<Amount> next = !part || first ? part : add(sum, *part);
            if (!next) return differ(expected.where, what, expected.amount, next.error().render());
            sum = *next;
            first = false;
        }
        Result<Amount> wanted = parse_amount(expected.amount, sum.currency());
        if (!wanted) return differ(expected.where, what, expected.amount, wanted.error().render());
        if (*wanted == sum) return;
        out_.push_back({expected.where, what, expected.amount, sum.text(), postings(expected)});
    }

    /// The postings that make up a balance.
    std::string postings(const ExpectedBalance &expected) const {
        std::string out;
        for (const auto &[name, own] : outcome_.accounts) {
            if (!expected.account.empty() && name != expected.account) continue;
            for (const JournalEntry &entry : own.result.journal)
                for (const Posting &posting : entry.postings)
                    if (entry.date <= expected.as_of && ledger_matches(posting.ledger, expected.ledger))
                        out += (out.empty() ? "" : "\n") + entry.date.text() + " " + entry.text + ": " +
                               posting.amount.text();
        }
        return out;
    }

    void state(const ExpectedState &expected) {
        const std::string what = "state " + expected.account + " as of " + expected.as_of.text();
        if (!in_time(expected.as_of, expected.where, what)) return;
        const AccountResult *result = account(expected.account, expected.where, what);
        if (!result) return;
        const Status got = result->status_on(expected.as_of);
        if (got == expected.status) return;
        std::string history;
        for (const StatusChange &change : result->statuses)
            history += (history.empty() ? "" : "\n") + change.on.text() + " " +
                       std::string(status_name(change.status)) + " " + change.clause;
        out_.push_back(
            {expected.where, what, std::string(status_name(expected.status)), std::string(status_name(got)), history});
    }

    [[nodiscard]] static bool fits(const ExpectedDeadline &expected, const Deadline &deadline) {
        const auto same = [](const std::optional<std::string> &wanted, const std::string &got) {
            return !wanted || *wanted == got;
        };
        return (!expected.date || *expected.date == deadline.date) && same(expected.clause, deadline.clause) &&
               same(expected.owner, deadline.owner) && same(expected.within, deadline.within) &&
               same(expected.about, deadline.about);
    }
    /// `stands`: one that fits is wanted; else none is.
    void deadline(const ExpectedDeadline &expected, bool stands) {
        const std::string what =
            "deadline " + expected.account + " " + expected.name + " as of " + expected.as_of.text();
        if (!in_time(expected.as_of, expected.where, what)) return;
        const AccountResult *result = account(expected.account, expected.where, what);
        if (!result) return;
        std::string known;
        bool found = false;
        for (const Deadline &deadline : result->deadlines) {
            if (deadline.name != expected.name || expected.as_of < deadline.known_from ||
                expected.as_of >= deadline.known_until)
                continue;
            found = found || fits(expected, deadline);
            known += (known.empty() ? "" : ", ") + when(deadline.date, deadline.within) + " (" + deadline.clause +
                     "), " + deadline.owner + (deadline.about.empty() ? "" : ", about " + deadline.about);
        }
        if (found == stands) return;
        if (!stands) return differ(expected.where, what, "none", known);
        std::string wanted = when(expected.date.value_or(day_last), expected.within.value_or(""));
        if (expected.clause) wanted += " (" + *expected.clause + ")";
        if (expected.owner) wanted += ", " + *expected.owner;
        if (expected.about) wanted += ", about " + *expected.about;
        differ(expected.where, what, wanted, known.empty() ? "none of this name" : known);
    }
    static std::string when(Day date, const std::string &within) { return date == day_last ? within : date.text(); }

    void standing(const ExpectedStanding &expected) {
        const std::string what = "standing " + expected.account + " " + expected.name;
        const AccountResult *result = account(expected.account, expected.where, what);
        if (!result) return;
        std::string got = "nothing of this name";
        for (const Standing &standing : result->standings) {
            if (standing.name != expected.name) continue;
            if (standing.value == expected.value && (!expected.since || *expected.since == standing.since) &&
                (!expected.clause || *expected.clause == standing.clause))
                return;
            got = standing.value + " since " + standing.since.text() + " (" + standing.clause + ")";
        }
        std::string wanted = expected.value;
        if (expected.since) wanted += " since " + expected.since->text();
        if (expected.clause) wanted += " (" + *expected.clause + ")";
        differ(expected.where, what, wanted, got);
    }

    [[nodiscard]] bool fits(const ExpectedException &expected, const Exception &exception) const {
        return expected.code == exception.code && (!expected.event || *expected.event == exception.event) &&
               (!expected.account || *expected.account == exception.account) &&
               (!expected.clause || *expected.clause == exception.clause) &&
               (!expected.on || *expected.on == exception.on);
    }
    template <class Visit> void each_exception(Visit visit) const {
        for (const auto &[name, own] : outcome_.accounts)
            for (const Exception &exception : own.result.exceptions) visit(exception);
    }
    static std::string describe(const Exception &exception) {
        return std::string(code_name(exception.code)) + " on " + exception.on.text() + " " + exception.account + ", " +
               event_name(exception.event) + " (" + exception.clause + "): " + exception.what;
    }

    void exception(const ExpectedException &expected) {
        bool found = false;
        std::string others;
        each_exception([&](const Exception &exception) {
            found = found || fits(expected, exception);
            if (exception.code == expected.code || (expected.event && exception.event == *expected.event))
                others += (others.empty() ? "" : "\n") + describe(exception);
        });
        if (found) return;
        std::string wanted(code_name(expected.code));
        if (expected.event) wanted += ", event " + std::to_string(*expected.event);
        if (expected.account) wanted += ", " + *expected.account;
        if (expected.on) wanted += ", on " + expected.on->text();
        if (expected.clause) wanted += " (" + *expected.clause + ")";
        differ(expected.where, "exception", wanted, others.empty() ? "none like it" : others);
    }

    void no_exception(const ExpectedException &expected) {
        each_exception([&](const Exception &exception) {
            if (fits(expected, exception))
                differ(expected.where, "no_exception", "no " + std::string(code_name(expected.code)),
                       describe(exception));
        });
    }

    void decision(const ExpectedDecision &expected, std::size_t number) {
        const std::string what = "decision " + expected.account + " " + expected.ask;
        if (!account(expected.account, expected.where, what)) return;
        const Day on = outcome_.decision_days[number];
        if (!in_time(on, expected.where, what)) return;
        const AccountOutcome &own = outcome_.accounts.find(expected.account)->second;
        const auto state = own.states.find(on);
        if (state == own.states.end() || !outcome_.terms)
            return differ(expected.where, what, "an answer", "the run stopped before " + on.text());
        Result<Decision> answer = decide(*outcome_.terms, state->second, {expected.ask, expected.with, on});
        const std::string wanted =
            std::string(expected.allow ? "allow" : "deny") + (expected.clause ? " (" + *expected.clause + ")" : "");
        if (expected.error) {
            if (!answer && answer.error().code == *expected.error) return;
            return differ(expected.where, what, std::string(code_name(*expected.error)),
                          answer ? "an answer: " + answer->reason : answer.error().render());
        }
        if (!answer) return differ(expected.where, what, wanted, answer.error().render());
        judged(expected, *answer, what);
        if (answer->allow != expected.allow || (expected.clause && *expected.clause != answer->clause))
            differ(expected.where, what, wanted,
                   std::string(answer->allow ? "allow" : "deny") + " (" + answer->clause + "): " + answer->reason);
    }

    /// What stands behind an answer: the conditions that failed, the readings that had a say.
    void judged(const ExpectedDecision &expected, const Decision &answer, const std::string &what) {
        std::set<std::string> failed;
        std::string told;
        for (const Condition &condition : answer.conditions) {
            if (condition.verdict == Verdict::failed) failed.insert(condition.clause);
            told += (told.empty() ? "" : "\n") + condition.clause + " " + std::string(verdict_name(condition.verdict)) +
                    ": " + condition.what;
        }
        if (expected.failed && std::set(expected.failed->begin(), expected.failed->end()) != failed) {
            std::string wanted;
            for (const std::string &clause : *expected.failed) wanted += (wanted.empty() ? "" : ", ") + clause;
            differ(expected.where, what, "failed: " + (wanted.empty() ? "nothing" : wanted), told);
        }
        for (const auto &[reading, option] : expected.readings)
            if (std::find(answer.readings.begin(), answer.readings.end(), ReadingUse{reading, option}) ==
                answer.readings.end())
                differ(expected.where, what, reading + " = " + option, told);
    }

    /// Refusals and errors match the expected ones one to one; what is left on either side is a failure.
    void errors() {
        struct Failed {
            std::uint64_t event = 0;
            const Error *error = nullptr;
            bool expected = false;
        };
        std::vector<Failed> failed;
        if (outcome_.error) failed.push_back({0, &*outcome_.error});
        for (const Refusal &refusal : outcome_.refusals) failed.push_back({refusal.event, &refusal.error});
        for (const auto &[name, own] : outcome_.accounts)
            if (own.error) failed.push_back({0, &*own.error});
        for (const ExpectedError &expected : expect_.errors) {
            auto match = std::find_if(failed.begin(), failed.end(), [&](const Failed &candidate) {
                return !candidate.expected && candidate.error->code == expected.code &&
                       expected.event.value_or(0) == candidate.event &&
                       (!expected.clause || *expected.clause == candidate.error->clause);
            });
            if (match != failed.end()) {
                match->expected = true;
                continue;
            }
            std::string got;
            for (const Failed &candidate : failed)
                if (candidate.event == expected.event.value_or(0))
                    got += (got.empty() ? "" : "\n") + candidate.error->render();
            differ(expected.where, "error of " + event_name(expected.event.value_or(0)),
                   std::string(code_name(expected.code)), got.empty() ? "it was accepted" : got);
        }
        for (const Failed &candidate : failed)
            if (!candidate.expected && !tolerated(candidate.event, *candidate.error))
                differ(candidate.error->where.empty() ? scenario_.file : candidate.error->where,
                       candidate.event == 0 ? "the run" : event_name(candidate.event), "no refusal",
                       candidate.error->render());
    }

    [[nodiscard]] bool tolerated(std::uint64_t event, const Error &error) const {
        return std::any_of(expect_.tolerated.begin(), expect_.tolerated.end(), [&](const ExpectedError &expected) {
            return expected.event.value_or(0) == event && expected.code == error.code;
        });
    }

    const Scenario &scenario_;
    const Expectations &expect_;
    const Outcome &outcome_;
    const BookTerms::Config &config_;
    std::vector<Difference> out_;
};

} // namespace

std::vector<Difference> compare(const Scenario &scenario, const Expectations &expect, const Outcome &outcome,
                                const BookTerms::Config &config) {
    return Comparison(scenario, expect, outcome, config).run();
}

} // namespace proviso
