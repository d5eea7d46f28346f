#include "core/engine/late.hpp"

#include <algorithm>
#include <set>

#include "core/bill/difference.hpp"

namespace proviso {
namespace {

constexpr std::size_t causes_named = 3;

bool is_choice(const Event &event) {
    return event.type == EventType::reading_chosen || event.type == EventType::parameter_set;
}

bool is_document_entry(const JournalEntry &entry) { return entry.key.compare(0, 4, "doc:") == 0; }
bool is_allocation_entry(const JournalEntry &entry) { return entry.key.compare(0, 6, "alloc:") == 0; }
bool is_manual_entry(const JournalEntry &entry) { return entry.key.compare(0, 4, "adj:") == 0; }

bool same_postings(const JournalEntry &a, const JournalEntry &b) {
    return a.text == b.text &&
           std::equal(a.postings.begin(), a.postings.end(), b.postings.begin(), b.postings.end(),
                      [](const Posting &x, const Posting &y) { return x.ledger == y.ledger && x.amount == y.amount; });
}

bool same_exception(const Exception &a, const Exception &b) {
    return a.code == b.code && a.event == b.event && a.clause == b.clause && a.what == b.what;
}

} // namespace

bool in_sealed_time(std::uint32_t seals, Day day, const std::vector<Day> &sealed) {
    return seals > 0 && seals <= sealed.size() && day <= sealed[seals - 1];
}

bool came_late(const Event &event, const std::vector<Day> &sealed) {
    if (event.seals == 0 || is_choice(event) || event.type == EventType::journal_adjusted) return false;
    Day day = event.on;
    // A price may be posted for days before it was posted.
    if (event.type == EventType::price_posted) day = std::min(day, event.day("from").value_or(day));
    return in_sealed_time(event.seals, day, sealed);
}

void move_choice(Event &event, const std::vector<Day> &sealed) {
    if (is_choice(event) && in_sealed_time(event.seals, event.on, sealed)) event.on = sealed[event.seals - 1] + 1;
}

bool History::needed() {
    const std::vector<Day> &sealed = book_.config().seals;
    if (sealed.empty()) return false;
    std::set<std::uint32_t> late;
    bool choices = false;
    for (const Event &event : facts_.events) {
        if (came_late(event, sealed)) late.insert(event.seals);
        choices = choices || (is_choice(event) && in_sealed_time(event.seals, event.on, sealed));
    }
    for (const UsageTotal &total : facts_.usage)
        if (in_sealed_time(total.seals, total.day, sealed)) late.insert(total.seals);
    for (const Session &session : facts_.sessions)
        if (!session.pieces.empty() && in_sealed_time(session.seals, session.pieces.front().day, sealed))
            late.insert(session.seals);
    late.insert(book_.late_seals().begin(), book_.late_seals().end());
    for (const std::uint32_t seals : late) {
        if (sealed[seals - 1] < through_) {
            boundaries_.push_back(seals);
        } else {
            last_ = std::min(last_, seals - 1);
        }
    }
    return choices || !late.empty();
}

History::Facts History::known(std::uint32_t seals, Day after) const {
    const std::vector<Day> &sealed = book_.config().seals;
    Facts facts;
    for (const Event &event : facts_.events) {
        // A manual journal stands on the day it names.
        if (event.seals > seals && event.type != EventType::journal_adjusted) continue;
        facts.events.push_back(event);
        move_choice(facts.events.back(), sealed);
        if (facts.events.back().on <= after) facts.events.pop_back();
    }
    for (const UsageTotal &total : facts_.usage)
        if (total.seals <= seals && total.day > after) facts.usage.push_back(total);
    for (const Session &session : facts_.sessions)
        if (session.seals <= seals && !session.pieces.empty() && session.pieces.front().day > after)
            facts.sessions.push_back(session);
    return facts;
}

Result<void> History::fold(AccountState &state, std::uint32_t seals, Day through, bool last) {
    const Facts facts = known(seals, state.impl().reached);
    RunOptions options = options_;
    options.interest = options_.interest && last;
    const std::size_t journal = result_.journal.size(), allocations = result_.allocations.size();
    PV_CHECK(Fold(book_.known(seals), state.impl(), {facts_.account, facts.events, facts.usage, facts.sessions},
                  options, result_)
                 .run(through));
    stand(result_, journal, allocations, state.impl().late.stamp, standing_);
    return {};
}

Result<void> History::run(AccountState &state) {
    for (const std::uint32_t seals : boundaries_) {
        PV_CHECK(fold(state, seals - 1, book_.config().seals[seals - 1], false));
        PV_CHECK(look_back(state, seals));
    }
    return fold(state, last_, through_, true);
}

Result<void> History::look_back(AccountState &state, std::uint32_t seals) {
    const Day sealed = book_.config().seals[seals - 1];
    const Facts facts = known(seals, day_first - 1);
    RunOptions options = options_;
    options.interest = false;
    AccountState again;
    AccountResult as_it_is;
    std::vector<Document> due;
    const AccountFacts all{facts_.account, facts.events, facts.usage, facts.sessions};
    Fold second(book_.known(seals), again.impl(), all, options, as_it_is);
    second.replay(result_.documents, due);
    PV_CHECK(second.run(sealed));
    LateState late;
    late.on = sealed + 1;
    late.stamp = late.on.text();
    PV_CHECK(wait_for(late, again.impl(), due, cause(seals)));
    PV_CHECK(move_money(as_it_is, late.on));
    tell(as_it_is, seals, late.on, late.waits());
    again.impl().late = std::move(late);
    state = std::move(again);
    return {};
}

Result<void> History::wait_for(LateState &late, const AccountState::Impl &state, const std::vector<Document> &due,
                               const std::string &cause) {
    const auto left = [&](const SealedLine &sealed) -> std::int64_t {
        const std::string document = sealed.document->draft_id();
        for (const Item &item : state.items)
            if (item.document == document && sealed.number <= item.lines.size()) return item.lines[sealed.number - 1];
        return 0;
    };
    PV_TRY(const std::vector<LineDifference> found, differences(due, result_.documents));
    for (const LineDifference &difference : found) {
        if (difference.amount.minor() >= 0) {
            PV_TRY(Line line, adjustment(difference, cause, late.stamp));
            (difference.interest ? late.interest : late.charges).push_back(std::move(line));
            continue;
        }
        PV_TRY(std::vector<CreditLine> lines, credits(difference, cause, late.stamp, left));
        for (CreditLine &credit : lines) {
            auto note = std::find_if(late.credits.begin(), late.credits.end(),
                                     [&](const CreditWaiting &waiting) { return waiting.document == credit.document; });
            if (note == late.credits.end()) note = late.credits.insert(note, {credit.document, {}});
            note->lines.push_back(std::move(credit.line));
        }
    }
    return {};
}

void History::stand(const AccountResult &result, std::size_t journal, std::size_t allocations, const std::string &stamp,
                    Standings &standing) {
    for (; journal < result.journal.size(); ++journal) {
        const JournalEntry &entry = result.journal[journal];
        if (is_document_entry(entry) || is_manual_entry(entry)) continue;
        std::string key = entry.key;
        if (is_allocation_entry(entry) && !stamp.empty()) key.resize(key.size() - stamp.size() - 1);
        Standing &stands = standing[std::move(key)];
        stands.entry = entry;
        if (is_allocation_entry(entry)) stands.allocation = result.allocations[allocations++];
    }
}

Result<void> History::move_money(const AccountResult &again, Day on) {
    Standings wanted;
    stand(again, 0, 0, {}, wanted);
    const auto post = [&](const Standing &standing, const std::string &key, bool back) -> Result<void> {
        JournalEntry entry = standing.entry;
        entry.date = on;
        entry.key = key + "@" + on.text() + (back ? "/back" : "");
        if (back) {
            entry.text = "taken back: " + entry.text;
            for (Posting &posting : entry.postings) { PV_TRY(posting.amount, negate(posting.amount)); }
        }
        if (is_allocation_entry(entry)) {
            Allocation allocation = standing.allocation;
            allocation.on = on;
            if (back) { PV_TRY(allocation.amount, negate(allocation.amount)); }
            result_.allocations.push_back(std::move(allocation));
        }
        result_.journal.push_back(std::move(entry));
        return {};
    };
    const auto holds = [&](const std::string &key, const Standing &standing) {
        const auto same = wanted.find(key);
        return same != wanted.end() && same_postings(same->second.entry, standing.entry) &&
               same->second.allocation.payment == standing.allocation.payment;
    };
    for (const auto &[key, standing] : standing_)
        if (!holds(key, standing)) PV_CHECK(post(standing, key, true));
    for (const auto &[key, standing] : wanted) {
        const auto old = standing_.find(key);
        if (old == standing_.end() || !holds(key, old->second)) PV_CHECK(post(standing, key, false));
    }
    standing_ = std::move(wanted);
    return {};
}

void History::tell(const AccountResult &again, std::uint32_t seals, Day on, bool differs) {
    const std::vector<Day> &sealed = book_.config().seals;
    const auto late = [&](std::uint64_t event, const std::string &what) {
        result_.exceptions.push_back(
            {Code::event_late,
             on,
             facts_.account,
             event,
             {},
             what + " became known after documents were sealed through " + sealed[seals - 1].text()});
    };
    for (const Event &event : facts_.events)
        if (event.seals == seals && came_late(event, sealed))
            late(event.sequence, std::string(event_type(event.type).name) + " of " + event.on.text());
    std::set<Day> usage, sessions;
    for (const UsageTotal &total : facts_.usage)
        if (total.seals == seals && in_sealed_time(seals, total.day, sealed)) usage.insert(total.day);
    for (const Session &session : facts_.sessions)
        if (session.seals == seals && !session.pieces.empty() &&
            in_sealed_time(seals, session.pieces.front().day, sealed))
            sessions.insert(session.pieces.front().day);
    for (const Day day : usage) late(0, "usage of " + day.text());
    for (const Day day : sessions) late(0, "seat hours of " + day.text());
    if (differs)
        for (const Event &event : book_.known(seals).events())
            if (event.seals == seals && came_late(event, sealed))
                late(event.sequence, std::string(event_type(event.type).name) + " of " + event.on.text());
    // What the second look found beyond the first is told on the first open day; what was told stays told.
    for (Exception exception : again.exceptions) {
        const auto told = [&](const Exception &other) { return same_exception(other, exception); };
        if (std::any_of(result_.exceptions.begin(), result_.exceptions.end(), told)) continue;
        exception.on = on;
        result_.exceptions.push_back(std::move(exception));
    }
    result_.refusals = again.refusals;
}

std::string History::cause(std::uint32_t seals) const {
    const std::vector<Day> &sealed = book_.config().seals;
    std::vector<const Event *> late;
    const auto gather = [&](std::span<const Event> events) {
        for (const Event &event : events)
            if (event.seals == seals && came_late(event, sealed)) late.push_back(&event);
    };
    gather(facts_.events);
    gather(book_.known(seals).events());
    std::stable_sort(late.begin(), late.end(), [](const Event *a, const Event *b) { return event_before(*a, *b); });
    std::vector<std::string> names;
    const auto name = [&](std::string text) {
        if (std::find(names.begin(), names.end(), text) == names.end()) names.push_back(std::move(text));
    };
    for (const Event *event : late) name(std::string(event_type(event->type).name) + " of " + event->on.text());
    std::set<Day> usage;
    for (const UsageTotal &total : facts_.usage)
        if (total.seals == seals && in_sealed_time(seals, total.day, sealed)) usage.insert(total.day);
    for (const Session &session : facts_.sessions)
        if (session.seals == seals && !session.pieces.empty() &&
            in_sealed_time(seals, session.pieces.front().day, sealed))
            usage.insert(session.pieces.front().day);
    for (const Day day : usage) name("usage of " + day.text());
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < causes_named; ++i) text += (i ? ", " : "") + names[i];
    if (names.size() > causes_named) text += " and " + std::to_string(names.size() - causes_named) + " more";
    return text;
}

} // namespace proviso
