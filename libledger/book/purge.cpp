// Purging rows of usage whose retention clock has run: the rows go, what they added up to stays and is attested.
#include <algorithm>
#include <map>
#include <set>

#include "book/facts.hpp"
#include "book/held_rows.hpp"
#include "book/privacy.hpp"
#include "book/scrub.hpp"
#include "book/stand_ins.hpp"
#include "book/stored_event.hpp"
#include "book/usage_text.hpp"
#include "core/duty/retention.hpp"
#include "core/engine/keeping.hpp"

namespace proviso {
namespace {

/// A personal value of a single call or session.
struct SingleValue {
    PersonalRow row;
    StoredEvent event;
    std::string type;
};
/// A login name of a batch, with the days of its account's sessions in it.
struct SeatDays {
    UsageSeat seat;
    std::set<Day> days;
};

class Purge {
  public:
    Purge(Book::Impl &book, const PurgeRequest &request, Instant now)
        : book_(book), store_(*book.store), request_(request), now_(now) {}

    Result<PurgeReport> run() {
        report_.on = request_.on.value_or(now_.utc_day());
        PV_TRY(terms_, book_.load_terms());
        PV_TRY(sealed_, book_.day_setting(setting::sealed_through));
        PV_CHECK(known_class());
        PV_CHECK(collect());
        for (const auto &[account, days] : days_) PV_CHECK(judge(account, days));
        if (allowed_.empty()) return nothing();
        PV_TRY(const ChainHead head, store_.head());
        entry_ = head.entries + 1;
        PV_CHECK(single_values());
        PV_CHECK(seats());
        const auto edit = [&](CallRows &rows, std::vector<bool> &keep) -> Result<bool> {
            bool changed = false;
            for (std::size_t i = 0; i < rows.size(); ++i)
                if (allowed_.contains({rows.accounts[rows.account[i]], Day(rows.day[i])})) {
                    keep[i] = false;
                    changed = true;
                }
            return changed;
        };
        PV_CHECK(edit_call_rows(book_, entry_, edit, removal_));
        PV_CHECK(suspense());
        PV_TRY(const std::vector<UsageChange> changes, store_.changes_by(entry_));
        std::set<std::uint64_t> batches;
        for (const UsageChange &change : changes) batches.insert(change.batch);
        report_.batches = batches.size();
        report_.blocks = removal_.blocks();
        report_.rows = removal_.rows();
        Data data;
        data.text("class", request_.data_class).text("clause", report_.clause).text("on", report_.on.text());
        data.text("through", last_allowed_.text()).number("suspended", report_.suspended);
        PV_TRY(report_.entry,
               removal_.write(book_, entry_kind::purged, std::move(data), request_.by, request_.reason, now_));
        return std::move(report_);
    }

  private:
    Result<void> known_class() {
        std::string known;
        for (const Pack *pack : terms_->terms.config().packs) {
            const RetentionClass *kept = pack->retention_of_usage();
            if (!kept) continue;
            if (kept->data == request_.data_class) {
                report_.clause = kept->clause;
                return {};
            }
            (known += known.empty() ? "" : ", ") += kept->data;
        }
        return Error(Code::argument_invalid,
                     "no contract of the book has a retention clock for rows of \"" + request_.data_class + "\"",
                     known.empty() ? "rows stay: nothing lets them go" : "take " + known, "class");
    }

    Result<void> collect() {
        PV_CHECK(visit_call_rows(store_, [&](const HeldBatch &, const CallRows &rows) -> Result<bool> {
            for (std::size_t i = 0; i < rows.size(); ++i)
                days_[rows.accounts[rows.account[i]]].insert(Day(rows.day[i]));
            return true;
        }));
        PV_TRY(const CursorPtr<PersonalRow> values, store_.all_personal());
        PersonalRow row;
        for (;;) {
            PV_TRY(const bool more, values->next(row));
            if (!more) break;
            if (row.erased != 0 || (row.field != "to" && row.field != "seat")) continue;
            PV_TRY(std::optional<StoredEvent> stored, store_.event(row.event));
            if (!stored) continue;
            PV_TRY(const Event event, event_of(*stored));
            if (event.type != EventType::call_ended && event.type != EventType::login_session) continue;
            days_[event.account].insert(event.on);
            single_.push_back({row, std::move(*stored), std::string(event_type(event.type).name)});
        }
        PV_TRY(const CursorPtr<UsageSeat> seats, store_.all_seats());
        UsageSeat seat;
        for (;;) {
            PV_TRY(const bool more, seats->next(seat));
            if (!more) return {};
            if (seat.erased != 0) continue;
            SeatDays found{seat, {}};
            std::vector<StoredUsage> shares;
            PV_CHECK(store_.usage_of(seat.account, UINT64_MAX, shares));
            for (const StoredUsage &share : shares) {
                if (share.batch != seat.batch) continue;
                AccountUsage usage;
                PV_CHECK(usage_from_json(share.body, usage));
                for (const Session &session : usage.sessions)
                    if (session.seat == seat.seat)
                        for (const DayPiece &piece : session.pieces) found.days.insert(piece.day);
            }
            PV_TRY(const std::string account, store_.account_name(seat.account));
            days_[account].insert(found.days.begin(), found.days.end());
            seats_.push_back(std::move(found));
        }
    }

    /// Puts the account's days whose rows may go into `allowed_`.
    Result<void> judge(const std::string &account, const std::set<Day> &days) {
        PV_TRY(const StoredAccount stored, open_account(store_, account));
        PV_TRY(const AccountRows rows, read_rows(store_, stored));
        AccountState state;
        PV_TRY(const AccountResult result,
               apply_rows(*terms_, rows, std::max(rows.last_day(day_first, terms_->sealed), report_.on), {}, state));
        const Pack *pack = terms_->terms.pack(result.pack);
        if (!pack) return {};
        const RetentionClass *kept = pack->retention_of_usage();
        if (!kept || kept->data != request_.data_class) return {};
        PV_TRY(const Terms terms, terms_->terms.terms(*pack, report_.on));
        const Keeping keeping = keeping_of(state);
        for (const Day day : days) {
            if (request_.through && day > *request_.through) continue;
            RetentionFacts facts;
            facts.data = kept->data;
            facts.created = day;
            facts.disabled = keeping.disabled;
            PV_TRY(const RetentionClock clock, retention_clock(terms, facts));
            const bool ran = !keeping.stored && clock.first_day && *clock.first_day <= report_.on;
            const bool billed = sealed_ && day <= *sealed_;
            if (ran && billed) {
                allowed_.insert({account, day});
                last_allowed_ = std::max(last_allowed_, day);
                continue;
            }
            Error no = ran ? Error(Code::purge_unbilled,
                                   "rows of account " + account + " of " + day.text() + " are not billed yet",
                                   "finalise the documents through that day first")
                       : keeping.stored
                           ? Error(Code::purge_early, "account " + account + " has longer keeping ordered",
                                   "leave its rows, or end the order", {}, terms.clause("retention"))
                           : Error(Code::purge_early,
                                   "rows of account " + account + " of " + day.text() + " may be purged from " +
                                       (clock.first_day ? clock.first_day->text() : std::string("an offload")) + " on",
                                   "wait, or name an earlier day", {}, clock.clause);
            if (request_.through) return no; // everything through the day was asked for
            if (!first_no_) first_no_ = std::move(no);
        }
        return {};
    }

    Result<PurgeReport> nothing() {
        if (first_no_) return std::move(*first_no_);
        return Error(Code::purge_early, "no row of this class is there to be purged", "nothing is to be done", {},
                     report_.clause);
    }

    Result<StandIns *> stand_ins(std::uint64_t account) {
        const auto known = stand_ins_.find(account);
        if (known != stand_ins_.end()) return &known->second;
        PV_TRY(StandIns made, StandIns::of_account(store_, account));
        return &stand_ins_.emplace(account, std::move(made)).first->second;
    }

    Result<void> single_values() {
        for (const SingleValue &value : single_) {
            PV_TRY(const std::string account, store_.account_name(value.event.account));
            if (!allowed_.contains({account, value.event.day})) continue;
            PV_TRY(StandIns * stand_ins, this->stand_ins(value.event.account));
            const std::string stand_in = stand_ins->of(value.type, value.row.field, value.row.value);
            if (stand_in == value.row.value) continue;
            PV_CHECK(store_.erase_personal(value.row.event, value.row.field, stand_in, entry_));
            removal_.value(value.row.event, value.row.field, stand_in);
            ++report_.values;
        }
        return {};
    }

    Result<void> seats() {
        for (const SeatDays &found : seats_) {
            PV_TRY(const std::string account, store_.account_name(found.seat.account));
            const bool all = std::all_of(found.days.begin(), found.days.end(), [&](Day day) {
                return allowed_.contains({account, day});
            });
            if (!all || found.days.empty()) continue;
            PV_TRY(StandIns * stand_ins, this->stand_ins(found.seat.account));
            const std::string stand_in = stand_ins->name(found.seat.value);
            PV_CHECK(store_.erase_seat(found.seat, stand_in, entry_));
            removal_.seat(found.seat, stand_in);
            ++report_.seats;
        }
        return {};
    }

    /// Rows that waited once and are done with, read no later than the last day that goes.
    Result<void> suspense() {
        std::vector<std::uint64_t> done;
        {
            PV_TRY(const CursorPtr<SuspenseEntry> rows, store_.suspense_rows(false));
            SuspenseEntry row;
            for (;;) {
                PV_TRY(const bool more, rows->next(row));
                if (!more) break;
                const bool usage = row.kind == "calls" || row.kind == "sessions";
                if (usage && row.state != 0 && row.recorded_at.utc_day() <= last_allowed_ && !row.raw.empty())
                    done.push_back(row.id);
            }
        }
        for (const std::uint64_t id : done) PV_CHECK(store_.blank_suspense(id, "purged"));
        report_.suspended = done.size();
        return {};
    }

    Book::Impl &book_;
    Store &store_;
    const PurgeRequest &request_;
    Instant now_;
    std::shared_ptr<const LoadedTerms> terms_;
    std::optional<Day> sealed_;
    std::map<std::string, std::set<Day>> days_; ///< of rows, by account
    std::vector<SingleValue> single_;
    std::vector<SeatDays> seats_;
    std::set<std::pair<std::string, Day>> allowed_;
    Day last_allowed_ = day_first;
    std::optional<Error> first_no_;
    std::map<std::uint64_t, StandIns> stand_ins_;
    std::uint64_t entry_ = 0;
    Removal removal_;
    PurgeReport report_;
};

} // namespace

Result<PurgeReport> purge_rows(Book &handle, const PurgeRequest &request) {
    if (request.by.empty() || request.reason.empty())
        return Error(Code::argument_missing, "a purge needs who does it and a reason", "give both");
    Book::Impl &book = handle.impl();
    PV_TRY(const Instant now, book.now());
    return removed(book, [&] { return Purge(book, request, now).run(); });
}

} // namespace proviso
