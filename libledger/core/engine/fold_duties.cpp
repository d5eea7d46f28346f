// Duties and conditions. An event that a checklist of the agreement or of a policy beside it names is judged by it, and
// what it does not meet raises an exception with the clause; an event that a duty rule names puts a duty on the
// calendar or settles it. Breaches, tickets and consents are kept for the questions of core/decide.
#include <algorithm>

#include "core/duty/checklist.hpp"
#include "core/duty/duties.hpp"
#include "core/duty/duty_date.hpp"
#include "core/engine/fold.hpp"
#include "core/engine/state_answers.hpp"

namespace proviso {
namespace {

bool names_event(const Pack &pack, std::string_view type) {
    const auto list = [&](const Checklist &checklist) { return checklist.event == type; };
    const auto rule = [&](const DutyRule &duty) { return duty.event == type || duty.settled_by == type; };
    return std::any_of(pack.checklists.begin(), pack.checklists.end(), list) ||
           std::any_of(pack.duties.begin(), pack.duties.end(), rule);
}

bool starts(const DutyRule &rule, EventType type, const Event *event) {
    if (rule.event != event_type(type).name) return false;
    if (rule.field.empty()) return true;
    return event && std::find(rule.one_of.begin(), rule.one_of.end(), event->text(rule.field)) != rule.one_of.end();
}

} // namespace

const Designation *DutyState::designation(std::string_view sku, Day on) const {
    const Designation *found = nullptr;
    for (const Designation &one : designations)
        if (one.sku == sku && one.from <= on) found = &one;
    if (!found || found->kind == "general" || (found->through && *found->through < on)) return nullptr;
    return found;
}

const NumberConsent *DutyState::consent(std::string_view number) const {
    const auto at = std::lower_bound(consents.begin(), consents.end(), number,
                                     [](const NumberConsent &a, std::string_view b) { return a.number < b; });
    return at != consents.end() && at->number == number ? &*at : nullptr;
}

bool DutyState::may_broadcast(std::string_view number) const {
    const NumberConsent *found = consent(number);
    return found && (found->express || found->carried);
}

std::vector<std::string> telephone_numbers(std::string_view list) {
    std::vector<std::string> numbers;
    std::string number;
    for (std::size_t i = 0; i <= list.size(); ++i) {
        const char c = i < list.size() ? list[i] : ' ';
        if (c != ' ' && c != ',') {
            number += c;
        } else if (!number.empty()) {
            numbers.push_back(std::move(number));
            number.clear();
        }
    }
    return numbers;
}

Result<void> Fold::breach(const Event &event) {
    auto &breaches = state_.duties.breaches;
    const std::string id(event.text("breach"));
    const auto known = std::find_if(breaches.begin(), breaches.end(), [&](const Breach &one) { return one.id == id; });
    if (event.type == EventType::breach_notified) {
        if (known != breaches.end())
            return Error(Code::event_duplicate_reference, "breach \"" + id + "\" was notified on " + known->on.text(),
                         "give each breach an id of its own");
        breaches.push_back({id, std::string(event.text("kind")), day_, false});
        return {};
    }
    if (known == breaches.end() || known->cured)
        return Error(Code::event_reference_unknown, "no breach \"" + id + "\" is open",
                     "name a breach that was notified");
    known->cured = true;
    return {};
}

Result<void> Fold::consent(const Event &event) {
    const std::vector<std::string> numbers = telephone_numbers(event.text("number"));
    const std::string number = numbers.empty() ? std::string() : numbers.front();
    auto &consents = state_.duties.consents;
    auto at = std::lower_bound(consents.begin(), consents.end(), number,
                               [](const NumberConsent &a, const std::string &b) { return a.number < b; });
    const bool known = at != consents.end() && at->number == number;
    if (event.type == EventType::consent_withdrawn) {
        if (!known)
            return Error(Code::event_reference_unknown, "nothing is recorded of the number",
                         "name a number that agreed");
        consents.erase(at);
        return {};
    }
    if (!known) at = consents.insert(at, NumberConsent{number, false, false});
    if (event.text("basis") == "express") at->express = true;
    if (event.flag("carries_consent", false)) at->carried = true;
    return {};
}

Result<void> Fold::campaign(const Event &event) {
    std::int64_t without = 0;
    const std::vector<std::string> numbers = telephone_numbers(event.text("numbers"));
    for (const std::string &number : numbers) without += state_.duties.may_broadcast(number) ? 0 : 1;
    if (without > 0 && state_.pack->provision("consent"))
        raise(Code::consent_missing, clause("consent"),
              std::to_string(without) + " of " + std::to_string(numbers.size()) +
                  " numbers have not agreed; a business relation alone is not enough",
              event.sequence);
    return {};
}

void Fold::ticket(const Event &event) {
    const auto by = event.text("by");
    const bool limited = state_.pack->provision("contacts") != nullptr;
    if (limited && std::find(state_.contacts.begin(), state_.contacts.end(), by) == state_.contacts.end()) {
        raise(Code::ticket_refused, clause("contacts"),
              "the ticket was opened by someone who is not a designated contact", event.sequence);
        return;
    }
    state_.duties.last_ticket = day_;
}

bool Fold::a_policy_knows(const Event &choice) const {
    const std::vector<const Pack *> policies = book_.policies(*state_.pack, day_);
    return std::any_of(policies.begin(), policies.end(),
                       [&](const Pack *policy) { return knows_choice(*policy, choice); });
}

/// The terms of the policies beside the agreement, with what was chosen for the account, and `also`.
Result<std::vector<Terms>> Fold::policy_terms(const Event *also) const {
    std::vector<Terms> all;
    for (const Pack *policy : book_.policies(*state_.pack, day_)) {
        PV_TRY(Terms terms, book_.terms(*policy, day_));
        if (options_.fixed)
            for (const auto &[reading, option] : *options_.fixed)
                if (policy->reading(reading)) PV_CHECK(terms.fix(reading, option));
        terms.watch(options_.asked);
        for (const Event &choice : state_.choices)
            if (knows_choice(*policy, choice)) PV_CHECK(apply_choice(terms, choice));
        if (also && knows_choice(*policy, *also)) PV_CHECK(apply_choice(terms, *also));
        all.push_back(std::move(terms));
    }
    return all;
}

Result<std::vector<Terms>> Fold::governing_terms() const {
    PV_TRY(std::vector<Terms> all, policy_terms());
    all.insert(all.begin(), *terms_);
    return all;
}

Result<void> Fold::follow(const Event &event) {
    const std::string_view type = event_type(event.type).name;
    bool named = names_event(*state_.pack, type);
    for (const Pack *policy : book_.policies(*state_.pack, day_)) named = named || names_event(*policy, type);
    if (!named) return {};
    PV_TRY(const std::vector<Terms> all, governing_terms());
    for (const Terms &terms : all) {
        PV_CHECK(weigh(terms, event));
        settle_duties(terms.pack(), event);
    }
    if (event.type == EventType::account_closed) return {}; // its duties begin when the agreement is over
    return begin_duties(event.type, &event);
}

Result<void> Fold::weigh(const Terms &terms, const Event &event) {
    const auto &out = state_.duties.marketing_opted_out;
    if (event.type == EventType::data_used && event.text("purpose") == "marketing" && out &&
        terms.pack().provision("marketing"))
        raise(Code::condition_failed, terms.clause("marketing"),
              "data is used for marketing, and the customer opted out on " + out->text(), event.sequence);
    std::vector<std::pair<std::string, std::string>> told;
    for (const Field &field : event.fields) told.emplace_back(field.name, field.text);
    for (const Checklist &list : terms.pack().checklists) {
        if (list.event != event_type(event.type).name) continue;
        Result<Decision> decision = proviso::judge(terms, list, told_or_known(state_, list, told, day_));
        if (!decision && decision.error().code == Code::argument_invalid) {
            raise(Code::condition_failed, list.clause, decision.error().what, event.sequence);
            continue;
        }
        if (!decision) return std::move(decision.error());
        for (const Condition &condition : decision->conditions)
            if (condition.verdict == Verdict::failed)
                raise(Code::condition_failed, condition.clause, condition.what, event.sequence);
    }
    return {};
}

Result<void> Fold::begin_duties(EventType type, const Event *event) {
    if (!options_.calendar) return {};
    PV_TRY(const std::vector<Terms> all, governing_terms());
    for (const Terms &terms : all)
        for (const DutyRule &rule : terms.pack().duties) {
            if (!starts(rule, type, event)) continue;
            if (!rule.reading.empty()) {
                PV_TRY(const ReadingUse use, reading_in_force(terms, rule.reading));
                if (use.option != rule.option) continue;
            }
            Deadline duty{rule.name, day_last, day_, day_last, rule.clause, rule.what, {}};
            duty.owner = rule.owner;
            duty.standing = type == EventType::account_opened && rule.within.empty() && rule.settled_by.empty();
            duty.otherwise = rule.otherwise;
            duty.within = rule.otherwise_within;
            const bool told = rule.within.empty() && event && event->day(rule.date_field).has_value();
            if (told || (!rule.within.empty() && terms.find(rule.within))) {
                Result<Day> date = told ? duty_date(terms, rule, day_, 0, event) : duty_date(terms, rule, day_, event);
                if (!date && date.error().code != Code::date_no_such_day) return std::move(date.error());
                if (date) {
                    duty.date = *date;
                    duty.within.clear();
                } else { // the month has no such day, and the reading in force puts none in its place
                    raise(date.error().code, rule.clause, rule.what + ": " + date.error().what,
                          event ? event->sequence : 0);
                }
            }
            if (event && !rule.reference.empty()) duty.about = event->text(rule.reference);
            const auto stands = [&](const Deadline &other) {
                return other.name == duty.name && other.what == duty.what && other.clause == duty.clause &&
                       other.about == duty.about && other.date == duty.date && other.known_until > day_;
            };
            if (std::none_of(state_.deadlines.begin(), state_.deadlines.end(), stands))
                state_.deadlines.push_back(std::move(duty));
        }
    return {};
}

void Fold::settle_duties(const Pack &pack, const Event &event) {
    for (const DutyRule &rule : pack.duties) {
        if (rule.settled_by != event_type(event.type).name) continue;
        for (Deadline &deadline : state_.deadlines) {
            if (deadline.name != rule.name || deadline.clause != rule.clause || deadline.known_until <= day_) continue;
            if (!rule.reference.empty() && deadline.about != event.text(rule.reference)) continue;
            deadline.known_until = std::max(day_, deadline.known_from);
        }
    }
}

/// With the agreement end its deadlines, but not those that outlive it and the duties of clauses that do.
void Fold::end_duties() {
    const auto surviving = terms_->list("survival.clauses");
    const auto outlives = [&](const Deadline &deadline) {
        if (const DutySpec *spec = duty_spec(deadline.name)) return spec->stays;
        if (!state_.pack->clause(deadline.clause)) return true; // a policy's
        return surviving && std::find(surviving->begin(), surviving->end(), deadline.clause) != surviving->end();
    };
    for (Deadline &deadline : state_.deadlines)
        if (deadline.known_until > day_ && !outlives(deadline)) deadline.known_until = day_;
}

std::vector<Standing> Fold::standings() const {
    std::vector<Standing> all;
    if (const auto surviving = terms_->list("survival.clauses"); surviving && ended())
        for (const std::string &id : *surviving)
            all.push_back({"clause:" + id, "survives", state_.statuses.back().on, clause("survival")});
    std::vector<const Pack *> packs = book_.policies(*state_.pack, day_);
    packs.insert(packs.begin(), state_.pack);
    for (const Pack *pack : packs)
        if (const Provision *marketing = pack->provision("marketing")) {
            const auto &out = state_.duties.marketing_opted_out;
            all.push_back({"marketing-consent", out ? "withdrawn" : "given", out.value_or(state_.opened),
                           marketing->clauses.front()});
            break;
        }
    licence_standings(all);
    std::stable_sort(all.begin(), all.end(), [](const Standing &a, const Standing &b) { return a.name < b.name; });
    return all;
}

} // namespace proviso
