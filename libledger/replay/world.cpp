#include "replay/world.hpp"

#include <algorithm>
#include <set>

#include "core/time/months.hpp"
#include "replay/closing.hpp"

namespace proviso {
namespace {

const std::string *raw_field(const ScenarioEvent &event, std::string_view name) {
    for (const RawField &field : event.raw.fields)
        if (field.name == name) return &field.text;
    return nullptr;
}

/// "2013-03": the last day of the month.
Result<Day> last_day_of(std::string_view period) {
    Result<Day> first = Day::parse(std::string(period) + "-01");
    if (!first)
        return Error(Code::event_field_type, "'" + std::string(period) + "' is not a month", "write it as 2013-03");
    const CivilDate date = first->civil();
    return *first + (days_in_month(date.year, date.month) - 1);
}

/// One run in progress: events in the file's order, sealed now and then.
class Run {
  public:
    Run(const Scenario &scenario, ReplaySources &sources, const BookTerms::Config &config, const Expectations &expect)
        : scenario_(scenario), sources_(sources), config_(config), expect_(expect) {}

    Outcome go() {
        find_zones();
        find_decision_days();
        for (std::size_t i = 0; i < scenario_.events.size() && !outcome_.error; ++i) take(i + 1, scenario_.events[i]);
        if (!outcome_.error) apply_all();
        for (auto &[name, account] : accounts_) finish(name, account);
        std::stable_sort(outcome_.refusals.begin(), outcome_.refusals.end(),
                         [](const Refusal &a, const Refusal &b) { return a.event < b.event; });
        return std::move(outcome_);
    }

  private:
    struct Account {
        std::vector<Event> events;
        AccountOutcome outcome;
        Closings closings;
    };

    void refuse(std::uint64_t number, Error error) {
        if (error.where.empty()) error.where = scenario_.events[number - 1].raw.where;
        outcome_.refusals.push_back({number, std::move(error)});
    }

    /// The pack that governs the account, for the reading that says whose day it is.
    const Pack &pack_of(const ScenarioEvent *opened) const {
        const std::string *contract = opened ? raw_field(*opened, "contract") : nullptr;
        for (const Pack *pack : config_.packs)
            if (contract && pack->id == *contract) return *pack;
        const Pack *only = only_agreement();
        return only ? *only : *config_.packs.front();
    }

    /// The pack of accounts that no event opens: the scenario's only one, policies aside; null if there are several.
    const Pack *only_agreement() const {
        const Pack *found = nullptr;
        for (const Pack *pack : config_.packs) {
            if (pack->is_policy()) continue;
            if (found) return nullptr;
            found = pack;
        }
        return found;
    }

    void find_zones() {
        std::map<std::string, const ScenarioEvent *> openings{{"", nullptr}}; // "": book-wide events
        for (const ScenarioEvent &event : scenario_.events) {
            auto &opening = openings[event.raw.account];
            if (!opening && !event.raw.account.empty() && event.raw.type == "account.opened") opening = &event;
        }
        for (const auto &[account, opening] : openings) {
            if (opening) opened_.insert(account);
            zones_.emplace(account, zone_of(opening));
        }
        event_zones_.database = &sources_.zones();
        event_zones_.of = [this](std::string_view account) {
            auto zone = zones_.find(account);
            return zone == zones_.end() ? std::string() : zone->second;
        };
    }

    /// The name of the zone in which the account's days are told; empty: nobody said.
    std::string zone_of(const ScenarioEvent *opening) {
        const Pack &pack = pack_of(opening);
        const Terms terms(pack, choices_for(pack));
        const Result<ChosenReading> whose = terms.option("day.zone");
        if (whose && whose->option == "utc") return "UTC";
        if (whose && whose->option == "vendor_zone") return pack.zone;
        const std::string *own = opening ? raw_field(*opening, "zone") : nullptr;
        if (!own) return scenario_.zone;
        if (Result<Zone> known = sources_.zone(*own); !known) {
            unknown_zones_.emplace(opening, std::move(known).error());
            return scenario_.zone;
        }
        return *own;
    }

    Choices choices_for(const Pack &pack) const {
        Choices known;
        for (const auto &[reading, option] : config_.choices)
            if (pack.reading(reading)) known.emplace(reading, option);
        return known;
    }

    void find_decision_days() {
        for (const ExpectedDecision &decision : expect_.decisions) {
            Day day = decision.on ? *decision.on : decision.at->utc_day();
            if (decision.at)
                if (auto zone = sources_.zone(event_zones_.of(decision.account)); zone)
                    day = zone->local(*decision.at).day;
            outcome_.decision_days.push_back(day);
            stops_[decision.account].insert(day);
        }
    }

    void take(std::uint64_t number, const ScenarioEvent &given) {
        if (auto unknown = unknown_zones_.find(&given); unknown != unknown_zones_.end())
            return refuse(number, unknown->second);
        Result<Event> event = resolve_event(given.raw, event_zones_, EventDoor::scenario);
        if (event && given.refusal) event = *given.refusal;
        if (!event) return refuse(number, std::move(event).error());
        event->sequence = number;
        event->seals = static_cast<std::uint32_t>(seals_.size());
        if (!event->key.empty()) {
            const auto [known, first] = keys_.emplace(event->key, *event);
            if (!first) return repeat(number, known->second, *event);
        }
        if (event->type == EventType::documents_finalized || event->type == EventType::period_closed)
            return seal(*event);
        if (event->type == EventType::journal_adjusted && event->on <= closed_)
            return refuse(number, Error(Code::period_closed,
                                        "the journal is dated " + event->on.text() +
                                            ", and periods are closed through " + closed_.text(),
                                        "date it on an open day"));
        if (!event->account.empty()) {
            accounts_[event->account].events.push_back(std::move(*event));
            return;
        }
        book_wide_.push_back(std::move(*event));
        outcome_.terms.reset();
    }

    /// A key is used once for ever: the same fact again is nothing, another one a conflict.
    void repeat(std::uint64_t number, const Event &known, const Event &event) {
        const std::string field = first_difference(known, event);
        if (!field.empty())
            refuse(number, Error(Code::event_key_conflict,
                                 "key '" + event.key + "' was used by event " + std::to_string(known.sequence) +
                                     " with another " + field,
                                 "use a new key"));
    }

    /// documents.finalized, period.closed: time up to a day is sealed; what comes later in the file and is dated before
    /// is late.
    void seal(const Event &event) {
        Result<Day> through = event.day("through").value_or(Day{});
        if (event.type == EventType::period_closed) through = last_day_of(event.text("period"));
        if (!through) return refuse(event.sequence, std::move(through).error());
        if (event.type == EventType::period_closed && *through > closed_) close(*through);
        if (seals_.empty() || *through > seals_.back()) seals_.push_back(*through);
        outcome_.terms.reset();
    }

    /// Recognises and accrues by what is known now.
    void close(Day last) {
        closed_ = last;
        if (!make_terms()) return;
        for (auto &[name, account] : accounts_) {
            AccountState state;
            AccountResult result;
            Result<void> closed = apply_account(name, account, last, state, result);
            if (closed) closed = account.closings.close(result, last);
            if (!closed && !account.outcome.error) account.outcome.error = std::move(closed.error());
        }
    }

    /// The terms of what is known so far; an event that does not fit is refused and the rest tried again.
    bool make_terms() {
        while (!outcome_.terms) {
            BookTerms::Config config = config_;
            config.seals = seals_;
            Result<BookTerms> made = BookTerms::make(std::move(config), book_wide_);
            if (made) {
                outcome_.terms = std::make_unique<BookTerms>(std::move(*made));
                return true;
            }
            const std::string where = made.error().where;
            auto culprit = std::find_if(book_wide_.begin(), book_wide_.end(), [&](const Event &event) {
                return where == "event " + std::to_string(event.sequence);
            });
            if (culprit == book_wide_.end()) {
                outcome_.error = std::move(made).error();
                return false;
            }
            refuse(culprit->sequence, std::move(made).error().at(scenario_.events[culprit->sequence - 1].raw.where));
            book_wide_.erase(culprit);
        }
        return true;
    }

    void apply_all() {
        if (!make_terms()) return;
        for (auto &[name, account] : accounts_) {
            if (account.outcome.error) continue;
            // Without seals an account is folded once, with a stop at each day on which something is asked.
            AccountState state;
            const std::set<Day> &stops = stops_[name];
            if (seals_.empty()) {
                fold_with_stops(name, account, state, stops);
                continue;
            }
            for (const Day stop : stops) {
                AccountState then;
                AccountResult ignored;
                if (stop < scenario_.through && apply_account(name, account, stop, then, ignored))
                    account.outcome.states.insert_or_assign(stop, std::move(then));
            }
            Result<void> applied = apply_account(name, account, scenario_.through, state, account.outcome.result);
            if (!applied) account.outcome.error = std::move(applied).error();
            if (stops.contains(scenario_.through))
                account.outcome.states.insert_or_assign(scenario_.through, std::move(state));
            account.closings.add_to(account.outcome.result);
        }
    }

    void fold_with_stops(const std::string &name, Account &account, AccountState &state, const std::set<Day> &stops) {
        std::set<Day> days(stops.begin(), stops.upper_bound(scenario_.through));
        days.insert(scenario_.through);
        std::vector<Event> waiting = std::move(account.events);
        for (const Day day : days) {
            const auto later = std::stable_partition(waiting.begin(), waiting.end(),
                                                     [&](const Event &event) { return event.on <= day; });
            const std::span<const Event> now(waiting.begin(), later);
            Result<void> applied =
                apply(*outcome_.terms, state, {name, now, {}, {}}, day, options_of(name), account.outcome.result);
            if (!applied) {
                account.outcome.error = std::move(applied).error();
                return;
            }
            waiting.erase(waiting.begin(), later);
            if (stops.contains(day)) account.outcome.states.insert_or_assign(day, state);
        }
    }

    RunOptions options_of(const std::string &name) const {
        RunOptions options;
        if (const Pack *only = only_agreement(); only && !opened_.contains(name)) options.default_pack = only->id;
        return options;
    }

    Result<void> apply_account(const std::string &name, const Account &account, Day through, AccountState &state,
                               AccountResult &result) const {
        return apply(*outcome_.terms, state, {name, account.events, {}, {}}, through, options_of(name), result);
    }

    void finish(const std::string &name, Account &account) {
        for (Refusal &refusal : account.outcome.result.refusals) {
            if (refusal.event > 0 && refusal.event <= scenario_.events.size())
                refusal.error.where = scenario_.events[refusal.event - 1].raw.where;
            outcome_.refusals.push_back(refusal);
        }
        outcome_.accounts.emplace(name, std::move(account.outcome));
    }

    const Scenario &scenario_;
    ReplaySources &sources_;
    const BookTerms::Config &config_;
    const Expectations &expect_;
    Outcome outcome_;
    std::map<std::string, Account> accounts_;
    std::map<std::string, std::set<Day>> stops_;
    std::set<std::string> opened_;                          ///< accounts that an event opens
    std::map<std::string, std::string, std::less<>> zones_; ///< names, by account
    EventZones event_zones_;
    std::map<const ScenarioEvent *, Error> unknown_zones_; ///< openings that name a zone that does not exist
    std::map<std::string, Event> keys_;
    std::vector<Event> book_wide_;
    std::vector<Day> seals_;
    Day closed_ = day_first - 1;
};

} // namespace

Result<BookTerms::Config> World::config(const RunChoices &choices) {
    BookTerms::Config config;
    for (const std::string &id : scenario_.packs) {
        PV_TRY(const Pack *pack, sources_.pack(id));
        config.packs.push_back(pack);
        PV_TRY(std::vector<const BusinessCalendar *> calendars, sources_.calendars(*pack));
        for (const BusinessCalendar *calendar : calendars)
            if (std::find(config.calendars.begin(), config.calendars.end(), calendar) == config.calendars.end())
                config.calendars.push_back(calendar);
    }
    if (!scenario_.zone.empty()) PV_CHECK(sources_.zone(scenario_.zone));
    for (const auto &[id, option] : choices.readings) {
        const Reading *reading = nullptr;
        for (const Pack *pack : config.packs)
            if (!reading) reading = pack->reading(id);
        if (!reading)
            return Error(Code::reading_unknown, "no pack of the scenario has a reading " + id, "correct the id");
        if (!has_option(*reading, option)) return unknown_option(*reading, option);
    }
    PV_TRY(config.plan, sources_.plan());
    config.choices = choices.readings;
    for (const auto &[id, text] : choices.set) {
        const Parameter *parameter = nullptr;
        for (const Pack *pack : config.packs)
            if (!parameter) parameter = pack->parameter(id);
        if (!parameter)
            return Error(Code::parameter_unknown, "no pack of the scenario has a parameter " + id, "correct the id");
        PV_TRY(ParameterValue value, parse_parameter_value(*parameter, text));
        config.overrides.emplace(id, std::move(value));
    }
    return config;
}

Outcome World::run(const BookTerms::Config &config, const Expectations &expect) {
    return Run(scenario_, sources_, config, expect).go();
}

} // namespace proviso
