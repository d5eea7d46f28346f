#include "core/engine/late.hpp"

#include <algorithm>
#include <utility>

#include "core/duty/business_calendar.hpp"
#include "core/duty/duties.hpp"
#include "core/engine/account_versions.hpp"

namespace proviso {

AccountState::AccountState() : impl_(std::make_unique<Impl>()) {}
AccountState::AccountState(const AccountState &other) : impl_(std::make_unique<Impl>(*other.impl_)) {}
AccountState::AccountState(AccountState &&) noexcept = default;
AccountState &AccountState::operator=(AccountState other) noexcept {
    impl_ = std::move(other.impl_);
    return *this;
}
AccountState::~AccountState() = default;

Result<void> apply(const BookTerms &book, AccountState &state, const AccountFacts &facts, Day through,
                   const RunOptions &options, AccountResult &result) {
    // The copy makes a failed call leave the state as it was.
    AccountState next = state;
    if (History history(book, facts, through, options, result); next.impl().reached < day_first && history.needed()) {
        PV_CHECK(history.run(next));
        state = std::move(next);
        return {};
    }
    PV_CHECK(Fold(book, next.impl(), facts, options, result).run(through));
    state = std::move(next);
    return {};
}

Fold::Events Fold::events_through(Day through) {
    Events events;
    for (const Event &event : facts_.events) {
        if (event.on > through) continue;
        if (event.on <= state_.reached) {
            refuse(event, Error(Code::event_late,
                                "the fact is dated " + event.on.text() + ", and time is sealed through " +
                                    state_.reached.text(),
                                "record it on an open day"));
            continue;
        }
        events.push_back(&event);
    }
    // Events of equal content go by their numbers: the order of the input must not show.
    std::stable_sort(events.begin(), events.end(), [](const Event *a, const Event *b) {
        if (event_before(*a, *b)) return true;
        return !event_before(*b, *a) && a->sequence < b->sequence;
    });
    return events;
}

Result<void> Fold::run(Day through) {
    through_ = through;
    state_.account = facts_.account;
    result_.account = facts_.account;
    for (const UsageTotal &total : facts_.usage)
        if (total.day > state_.reached && total.day <= through) usage_.push_back(&total);
    std::stable_sort(usage_.begin(), usage_.end(), [](const auto *a, const auto *b) { return a->day < b->day; });
    for (const Session &session : facts_.sessions) {
        if (session.pieces.empty()) continue;
        const Day day = session.pieces.front().day;
        if (day > state_.reached && day <= through) sessions_.push_back(&session);
    }
    std::stable_sort(sessions_.begin(), sessions_.end(),
                     [](const auto *a, const auto *b) { return a->start < b->start; });

    // A run that goes on has the terms from its first step: they say on which days something can happen.
    day_ = state_.reached;
    if (started() && !terms_) PV_CHECK(refresh_terms(std::max(state_.reached, state_.opened)));

    const Events events = events_through(through);
    std::size_t at = 0;
    for (;;) {
        const auto day = next_day(at < events.size() ? events[at] : nullptr);
        if (!day || *day > through) break;
        std::size_t end = at;
        while (end < events.size() && events[end]->on == *day) ++end;
        const auto made = static_cast<std::ptrdiff_t>(result_.documents.size());
        PV_CHECK(process(*day, std::span(events).subspan(at, end - at)));
        // A day's phases make credit notes ahead of the interest that falls due on it; results list kinds in order.
        std::stable_sort(result_.documents.begin() + made, result_.documents.end(),
                         [](const Document &a, const Document &b) { return a.kind < b.kind; });
        at = end;
        state_.reached = *day;
    }
    if (through > state_.reached) state_.reached = through;
    absorb_usage(through + 1);
    if (started() && !terms_) PV_CHECK(refresh_terms(through));
    report(through);
    return {};
}

std::optional<Day> Fold::next_day(const Event *next) const {
    std::optional<Day> day;
    const auto consider = [&](Day candidate) {
        if (candidate > state_.reached && (!day || candidate < *day)) day = candidate;
    };
    if (next) consider(next->on);
    if (started()) {
        if (!ended()) {
            if (state_.anchor) consider(state_.cycle.until);
            if (state_.ends_on) consider(*state_.ends_on);
            for (const TermsVersion &version : state_.own_versions) consider(version.begins());
            if (sessions_at_ < sessions_.size()) consider(sessions_[sessions_at_]->pieces.front().day);
            for (const StandingLine &standing : state_.lines.lines) {
                if (standing.owed_until && standing.ended && standing.period.until < *standing.owed_until)
                    consider(standing.period.until);
                if (standing.ended) continue;
                if (standing.months > 0) consider(standing.period.until);
                if (standing.term_months > 0) consider(standing.term.until);
                if (standing.ends_on) consider(*standing.ends_on);
            }
        }
        if (ended()) {
            if (const auto after = next_after_end()) consider(*after);
        } else {
            if (state_.lines.automatic) consider(state_.lines.automatic->next);
            if (usage_at_ < usage_.size() && terms_ && terms_->find("usage.substantial"))
                consider(usage_[usage_at_]->day);
        }
        if (state_.sla.due) consider(*state_.sla.due);
        if (state_.money.cure && !state_.money.cure->expired) consider(state_.money.cure->through + 1);
        for (const NoticeInHand &notice : state_.notices)
            if (notice.deemed && !notice.done) consider(*notice.deemed);
        for (const Item &item : state_.items)
            for (const DuePart &part : item.parts)
                if (part.due < on_demand) consider(part.pay_by() + 1);
        for (const Day due : return_days()) consider(due);
        const auto &changes = book_.change_days();
        const auto change = std::upper_bound(changes.begin(), changes.end(), state_.reached);
        if (change != changes.end()) consider(*change);
        if (options_.interest) consider(through_);
        if (state_.late.waits()) consider(state_.late.on);
        if (sealed_at_[0] < sealed_.size()) consider(sealed_[sealed_at_[0]].date);
    }
    return day;
}

Result<void> Fold::refresh_terms(Day day) {
    const bool first = !terms_;
    const auto &changes = book_.change_days();
    const bool changed = first || std::upper_bound(changes.begin(), changes.end(), terms_day_) !=
                                      std::upper_bound(changes.begin(), changes.end(), day);
    if (changed) {
        const Pack *before = std::exchange(state_.pack, book_.pack(state_.pack->id, day));
        PV_TRY(Terms terms, book_.terms(*state_.pack, day));
        terms_.emplace(std::move(terms));
        if (options_.fixed) {
            for (const auto &[reading, option] : *options_.fixed)
                if (state_.pack->reading(reading)) PV_CHECK(terms_->fix(reading, option));
            terms_.emplace(with_calendar(*terms_, book_.calendars(day))); // the calendar may be what is fixed
        }
        terms_->watch(options_.asked);
        zones_.reset();
        PV_CHECK(apply_versions(*terms_, book_, state_, day));
        for (const Event &choice : state_.choices) {
            if (!knows_choice(*state_.pack, choice) && a_policy_knows(choice)) continue;
            if (auto applied = apply_choice(*terms_, choice); applied || state_.pack == before) continue;
            const bool reading = choice.type == EventType::reading_chosen;
            raise(Code::choice_lapsed, {},
                  "revision " + std::to_string(state_.pack->revision) + " of the pack has no " +
                      std::string(choice.text(reading ? "reading" : "parameter")) + " = " +
                      std::string(choice.text("value")) + "; its own counts",
                  choice.sequence);
        }
        terms_day_ = day;
    }
    terms_->set_day(day);
    return {};
}

Result<void> Fold::process(Day day, std::span<const Event *const> events) {
    day_ = day;
    ending_today_ = false;
    risk_today_ = false;
    lines_.clear();
    ordered_lines_.clear();
    credits_.clear();
    activated_.clear();
    charged_.clear();
    counted_due_.clear();
    refused_today_.clear();
    if (!started() && !events.empty()) {
        // An account exists from its opening, whatever else happened on that day.
        const auto opening = std::find_if(events.begin(), events.end(),
                                          [](const Event *event) { return event->type == EventType::account_opened; });
        if (opening != events.end() || !options_.default_pack.empty()) {
            const Event *event = opening == events.end() ? nullptr : *opening;
            if (auto opened = open(event); !opened) {
                if (!event) return opened;
                refuse(*event, std::move(opened.error()));
                refused_opening_ = event;
            } else if (!event) {
                PV_CHECK(begin_duties(EventType::account_opened, nullptr));
            }
        }
    }
    if (started()) {
        PV_CHECK(refresh_terms(day));
        if (!ended()) PV_CHECK(terms_posted_today());
    }

    const auto phase = [](const Event *event) { return event_type(event->type).phase; };
    std::size_t at = 0;
    const auto handle_through = [&](std::uint8_t last) -> Result<void> {
        for (; at < events.size() && phase(events[at]) <= last; ++at) {
            const Event &event = *events[at];
            if (&event == refused_opening_ ||
                std::find(refused_today_.begin(), refused_today_.end(), &event) != refused_today_.end())
                continue;
            const auto raised = static_cast<std::ptrdiff_t>(result_.exceptions.size());
            if (auto handled = handle(event); handled) {
                PV_CHECK(follow(event));
            } else { // what is refused leaves no exception either
                result_.exceptions.erase(result_.exceptions.begin() + raised, result_.exceptions.end());
                refuse(event, std::move(handled.error()));
            }
        }
        return {};
    };
    PV_CHECK(handle_through(1));      // prices, terms, choices; accounts and orders
    for (const Event *event : events) // an end takes hold before the day's renewals
        if (event->type == EventType::agreement_ended && started() && !ended()) (void)ends_by_ground(*event);
    if (started() && !ended()) PV_CHECK(discontinued_today());
    if (started()) PV_CHECK(ended() ? after_end() : start_of_day());
    PV_CHECK(handle_through(3)); // activations
    if (started() && !ended()) PV_CHECK(begin_ordered());
    PV_CHECK(handle_through(4)); // releases are sorted behind activations; usage
    if (!started()) return handle_through(255);
    if (!ended()) PV_CHECK(sessions_of_day());
    PV_CHECK(counts_of_day());
    if (!ended()) {
        PV_CHECK(bill_usage_early());
        PV_CHECK(automatic_payment());
    }
    PV_CHECK(availability_of_day());
    costs_of_day(events);
    if (state_.late.waits()) PV_CHECK(bill_differences());
    give_waiting_credits();
    if (!lines_.empty()) PV_CHECK(issue(DocumentKind::invoice, std::move(lines_)));
    if (!credits_.empty()) PV_CHECK(issue(DocumentKind::credit_note, std::move(credits_)));
    enter_sealed(Moment::bills);
    PV_CHECK(handle_through(5)); // notices, disputes, claims
    enter_sealed(Moment::grants);
    PV_CHECK(notices_of_day());
    PV_CHECK(handle_through(255)); // payments
    not_effective_yet();
    PV_CHECK(end_of_day());
    return retention_of_day();
}

void Fold::refuse(const Event &event, Error error) {
    if (error.where.empty()) error.where = "event " + std::to_string(event.sequence);
    result_.refusals.push_back({event.sequence, std::move(error)});
}

void Fold::raise(Code code, std::string clause, std::string what, std::uint64_t event) {
    result_.exceptions.push_back({code, day_, state_.account, event, std::move(clause), std::move(what)});
}

void Fold::set_status(Status status, std::string clause) {
    if (state_.status == status && !state_.statuses.empty()) return;
    state_.status = status;
    if (!state_.statuses.empty() && state_.statuses.back().on == day_) state_.statuses.pop_back();
    state_.statuses.push_back({day_, status, std::move(clause)});
}

std::string Fold::option(std::string_view question) const {
    const auto chosen = terms_->option(question);
    return chosen ? std::string(chosen->option) : std::string();
}

Item *Fold::item(std::string_view document) {
    for (Item &candidate : state_.items)
        if (candidate.document == document) return &candidate;
    return nullptr;
}

void Fold::report(Day through) {
    result_.pack = state_.pack ? state_.pack->id : std::string();
    result_.statuses = state_.statuses;
    result_.deadlines = state_.deadlines;
    const std::vector<Deadline> &kept = state_.retained.deadlines;
    result_.deadlines.insert(result_.deadlines.end(), kept.begin(), kept.end());
    for (Deadline &deadline : result_.deadlines)
        if (const DutySpec *spec = duty_spec(deadline.name)) {
            if (deadline.owner.empty()) deadline.owner = spec->owner;
            if (deadline.otherwise.empty()) deadline.otherwise = spec->otherwise;
        }
    result_.items.clear();
    result_.accrued.clear();
    result_.unapplied = Amount(0, state_.currency);
    day_ = through;
    for (const Item &item : state_.items)
        result_.items.push_back({item.document, item.kind, item.date, item.next_due(), item.total, item.open});
    for (const Receipt &receipt : state_.receipts)
        if (auto sum = add(result_.unapplied, receipt.left)) result_.unapplied = *sum;
    if (!options_.calendar || !terms_) return;
    terms_->set_day(through);
    result_.standings = standings();
    accrue(chart::interest, accrued_interest());
    accrue(chart::usage, accrued_usage());
}

void Fold::accrue(std::string_view income, std::int64_t minor) {
    if (minor == 0) return;
    result_.accrued.push_back({std::string(chart::unbilled), Amount(minor, state_.currency)});
    result_.accrued.push_back({std::string(income), Amount(-minor, state_.currency)});
}

} // namespace proviso
