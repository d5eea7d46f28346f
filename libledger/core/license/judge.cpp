#include "core/license/judge.hpp"

#include <algorithm>

namespace proviso {
namespace {

constexpr std::int32_t warn_days = 30; ///< before the term ends

struct Judging {
    const Licence &licence;
    const RevocationList *list;
    const LicenceSeen *seen;
    Day on;
    LicenceVerdict &verdict;

    bool no(LicenceStatus status, std::string reason) const {
        verdict.status = status;
        verdict.clause = licence.clause;
        verdict.reason = std::move(reason);
        return false;
    }

    bool clock() const {
        const std::string today = "it is " + on.text() + " by the clock, and ";
        if (seen && seen->day > on)
            return no(LicenceStatus::clock_back, today + "licences were checked on " + seen->day.text() + " already");
        if (licence.issued > on)
            return no(LicenceStatus::clock_back, today + "the licence was issued on " + licence.issued.text());
        if (list && list->issued > on)
            return no(LicenceStatus::clock_back,
                      today + "the list of revocations was issued on " + list->issued.text());
        return true;
    }

    bool list_is_current() const {
        const std::int64_t had = seen ? seen->list : 0;
        if (!list) {
            if (had > 0)
                return no(LicenceStatus::list_old,
                          "no list of revocations is given, and list " + std::to_string(had) + " was there before");
            if (licence.revocations > 0)
                verdict.warnings.push_back("not held against a list of revocations; list " +
                                           std::to_string(licence.revocations) + " or a later one is out");
            return true;
        }
        const std::int64_t least = std::max(had, licence.revocations);
        if (list->number < least)
            return no(LicenceStatus::list_old, "list of revocations " + std::to_string(list->number) +
                                                   " is given, and list " + std::to_string(least) + " is out");
        if (on < list->next) return true;
        const std::int64_t overdue = on - list->next;
        const std::string late = "the list of revocations was to be followed by a newer one by " + list->next.text();
        if (overdue >= licence.grace_days) return no(LicenceStatus::list_old, late);
        verdict.warnings.push_back(late);
        return true;
    }

    bool newest_issue() const {
        const std::int64_t newest = seen ? seen->issue_of(licence.id) : 0;
        if (newest <= licence.issue) return true;
        return no(LicenceStatus::superseded, "issue " + std::to_string(newest) +
                                                 " of the licence took the place of issue " +
                                                 std::to_string(licence.issue));
    }

    bool not_revoked() const {
        const RevokedLicence *row = list ? list->find(licence.id) : nullptr;
        if (!row) return true;
        const std::string what = "revoked from " + row->from.text() + " on (" + row->reason + ")";
        if (row->from <= on) return no(LicenceStatus::revoked, "the licence is " + what);
        verdict.warnings.push_back("the licence will be " + what);
        return true;
    }

    bool in_term() const {
        if (on < licence.from) return no(LicenceStatus::not_begun, "the term begins on " + licence.from.text());
        if (!licence.until) {
            verdict.reason = "the term runs since " + licence.from.text() + " and has no end";
            return true;
        }
        const Day until = *licence.until;
        if (on < until) {
            verdict.reason = "the term runs from " + licence.from.text() + " to before " + until.text();
            const std::int32_t left = until - on;
            if (left <= warn_days)
                verdict.warnings.push_back("the term ends in " + std::to_string(left) + (left == 1 ? " day" : " days"));
            return true;
        }
        const std::int64_t after = on - until;
        if (after >= licence.grace_days)
            return no(LicenceStatus::expired,
                      "the term ended before " + until.text() +
                          (licence.grace_days > 0
                               ? ", and the grace of " + std::to_string(licence.grace_days) + " days is over"
                               : std::string()));
        verdict.status = LicenceStatus::grace;
        verdict.reason = "the term ended before " + until.text() + ", and the grace of " +
                         std::to_string(licence.grace_days) + " days runs";
        verdict.warnings.push_back("the grace ends in " + std::to_string(licence.grace_days - after) +
                                   (licence.grace_days - after == 1 ? " day" : " days"));
        return true;
    }

    void over(const std::string &clause, std::string reason) const {
        no(LicenceStatus::over_limit, std::move(reason));
        verdict.clause = clause;
    }

    Result<void> covers(const LicenceUse &use) const {
        const auto limit = std::find_if(licence.limits.begin(), licence.limits.end(),
                                        [&](const LicenceLimit &row) { return row.metric == use.metric; });
        const auto same = [&](const LicenceName &row) { return row.metric == use.metric; };
        const auto first = std::find_if(licence.names.begin(), licence.names.end(), same);
        const bool counts = use.count && limit != licence.limits.end();
        const bool names = !use.name.empty() && first != licence.names.end();
        if ((use.count && !counts) || (!use.name.empty() && !names) || (!counts && !names))
            return Error(Code::argument_invalid,
                         "the licence says nothing about " +
                             std::string(use.name.empty() ? "a number of " : "names of ") + use.metric,
                         "ask about what it limits; its file shows that", use.metric, licence.clause);
        if (names) {
            const auto found = std::find_if(first, licence.names.end(),
                                            [&](const LicenceName &row) { return same(row) && row.name == use.name; });
            if (found == licence.names.end()) {
                over(first->clause, use.metric + " " + use.name + " is not among those that the licence names");
                return {};
            }
            verdict.clause = found->clause;
            verdict.reason = use.metric + " " + use.name + " is named by the licence";
        }
        if (!counts) return {};
        const std::string how_many =
            std::to_string(*use.count) + " " + use.metric + " of " + std::to_string(limit->count);
        if (*use.count > limit->count) {
            over(limit->clause, how_many + ": " + std::to_string(*use.count - limit->count) + " too many");
            return {};
        }
        verdict.clause = limit->clause;
        verdict.reason = how_many;
        return {};
    }
};

} // namespace

std::string_view licence_status_name(LicenceStatus status) {
    switch (status) {
    case LicenceStatus::valid:
        return "valid";
    case LicenceStatus::grace:
        return "grace";
    case LicenceStatus::not_begun:
        return "not_begun";
    case LicenceStatus::expired:
        return "expired";
    case LicenceStatus::superseded:
        return "superseded";
    case LicenceStatus::revoked:
        return "revoked";
    case LicenceStatus::over_limit:
        return "over_limit";
    case LicenceStatus::list_old:
        return "list_old";
    case LicenceStatus::clock_back:
        return "clock_back";
    }
    return {};
}

Code LicenceVerdict::code() const {
    switch (status) {
    case LicenceStatus::revoked:
        return Code::license_revoked;
    case LicenceStatus::superseded:
        return Code::license_revoked;
    case LicenceStatus::over_limit:
        return Code::license_limit;
    case LicenceStatus::list_old:
        return Code::license_list_old;
    case LicenceStatus::clock_back:
        return Code::license_clock_back;
    default:
        return Code::license_term;
    }
}

Result<LicenceVerdict> judge_licence(const Licence &licence, const RevocationList *list, const LicenceSeen *seen,
                                     Day on, const LicenceUse &use) {
    LicenceVerdict verdict;
    verdict.clause = licence.clause;
    if (seen) verdict.seen = *seen;
    verdict.seen.key = licence.key;
    const Judging judging{licence, list, seen, on, verdict};
    if (!judging.clock()) return verdict; // nothing of such a day is kept
    verdict.seen.day = std::max(verdict.seen.day, on);
    verdict.seen.note_issue(licence.id, licence.issue);
    if (list) verdict.seen.list = std::max(verdict.seen.list, list->number);
    if (!judging.list_is_current() || !judging.newest_issue() || !judging.not_revoked() || !judging.in_term())
        return verdict;
    if (!use.metric.empty()) PV_CHECK(judging.covers(use));
    return verdict;
}

} // namespace proviso
