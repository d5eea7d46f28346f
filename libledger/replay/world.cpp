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
        if (!outcome_.error) apply_through(scenario_.through);
        for (auto &[name, account] : accounts_) finish(name, account);
        std::stable_sort(outcome_.refusals.begin(), outcome_.refusals.end(),
                         [](const Refusal &a, const Refusal &b) { return a.event < b.event; });
        return std::move(outcome_);
    }

  private:
    struct Account {
        std::vector<Event> waiting; ///< not applied yet
        AccountState state;
        Day reached = day_first - 1;
        AccountOutcome outcome;
        Recognised recognised;
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
        return *config_.packs.front();
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
        if (!event->key.empty()) {
            const auto [known, first] = keys_.emplace(event->key, *event);
            if (!first) return repeat(number, known->second, *event);
        }
        if (event->type == EventType::documents_finalized || event->type == EventType::period_closed)
            return seal(*event);
        if (!event->account.empty()) {
            accounts_[event->account].waiting.push_back(std::move(*event));
            return;
        }
        if (event->on <= sealed_)
            return refuse(number, Error(Code::event_late,
                                        "the fact is dated " + event->on.text() + ", and time is sealed through " +
                                            sealed_.text(),
                                        "record it on an open day"));
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

    /// documents.finalized, period.closed: time up to a day is sealed; what comes later in the file cannot be dated
    /// before.
    void seal(const Event &event) {
        Result<Day> through = event.day("through").value_or(Day{});
        if (event.type == EventType::period_closed) through = last_day_of(event.text("period"));
        if (!through) return refuse(event.sequence, std::move(through).error());
        // Accounts that appear later are sealed as well.
        for (const auto &[name, zone] : zones_)
            if (!name.empty()) accounts_[name];
        apply_through(*through);
        if (event.type == EventType::period_closed && *through > closed_) close(*through);
        sealed_ = std::max(sealed_, *through);
    }

    void close(Day last) {
        for (auto &[name, account] : accounts_) {
            if (account.outcome.error) continue;
            Result<void> closed = close_account(account.outcome.result, last, account.recognised);
            if (!closed) account.outcome.error = std::move(closed.error());
        }
        closed_ = last;
    }

    /// The terms of what is known so far; an event that does not fit is refused and the rest tried again.
    bool make_terms() {
        while (!outcome_.terms) {
            Result<BookTerms> made = BookTerms::make(config_, book_wide_);
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

    void apply_through(Day through) {
        if (!make_terms()) return;
        for (auto &[name, account] : accounts_) {
            for (Day stop : stops_[name])
                if (stop > account.reached && stop < through) step(name, account, stop);
            step(name, account, through);
        }
    }

    void step(const std::string &name, Account &account, Day stop) {
        if (account.outcome.error || stop < account.reached) return;
        std::vector<Event> now;
        std::vector<Event> later;
        for (Event &event : account.waiting) (event.on <= stop ? now : later).push_back(std::move(event));
        account.waiting = std::move(later);
        const AccountFacts facts{name, now, {}, {}};
        RunOptions options;
        if (config_.packs.size() == 1 && !opened_.contains(name)) options.default_pack = config_.packs.front()->id;
        Result<void> applied = apply(*outcome_.terms, account.state, facts, stop, options, account.outcome.result);
        if (!applied) {
            account.outcome.error = std::move(applied).error();
            return;
        }
        account.reached = stop;
        if (stops_[name].contains(stop)) account.outcome.states.insert_or_assign(stop, account.state);
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
    Day sealed_ = day_first - 1;
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
