// How a notice ends services with dates of their own: one of them, those of an order, or all and the agreement with
// them.
#include <algorithm>
#include <utility>

#include "core/engine/fold.hpp"
#include "core/engine/line_rights.hpp"

namespace proviso {

void Fold::set_line_end(StandingLine &standing, Day ends) {
    if (standing.ends_on && *standing.ends_on <= ends) return;
    standing.ends_on = ends;
    for (Deadline &deadline : state_.deadlines) {
        const bool superseded =
            deadline.about == standing.name &&
            (deadline.name == "cancellation-notice" || (deadline.name == "renewal" && deadline.date >= ends));
        if (superseded && deadline.known_until > day_) deadline.known_until = std::max(day_, deadline.known_from);
    }
    if (ends <= day_) end_line(standing, ends);
}

Result<void> Fold::set_agreement_end(Day ends) {
    if (state_.ends_on && *state_.ends_on <= ends) return {};
    state_.ends_on = ends;
    state_.deadlines.push_back({"agreement-end", ends, day_, ends, clause("cancellation"), "the agreement ends", {}});
    if (ends <= day_) { // the day's bills are made: what is left of usage comes after them
        ending_today_ = true;
        PV_CHECK(arrears(day_));
        if (!lines_.empty()) PV_CHECK(issue(DocumentKind::invoice, std::exchange(lines_, {})));
        return close_agreement();
    }
    if (!state_.suspended) set_status(Status::ending, clause("cancellation"));
    return {};
}

Result<void> Fold::cancel_lines(NoticeInHand &notice) {
    const bool whole = notice.sku.empty() && notice.order.empty();
    const auto concerns = [&](const StandingLine &standing) {
        return !standing.ended && (notice.sku.empty() || standing.sku == notice.sku || standing.name == notice.sku) &&
               (notice.order.empty() || standing.order == notice.order);
    };
    std::optional<Day> last;
    for (StandingLine &standing : state_.lines.lines) {
        if (!concerns(standing)) continue;
        PV_TRY(const LineEnd end, line_end(*terms_, standing, *notice.deemed, notice.effective));
        if (end.missed)
            raise(Code::notice_late, clause("cancellation"),
                  "the notice counts on " + notice.deemed->text() + ", after " + end.missed->text() + "; \"" +
                      standing.name + "\" renews once more",
                  notice.event);
        if (end.early)
            raise(Code::prepaid_running, clause("cancellation"),
                  "\"" + standing.name + "\" is taken to " + end.ends.text() + "; it cannot end before", notice.event);
        set_line_end(standing, end.ends);
        last = std::max(last.value_or(*standing.ends_on), *standing.ends_on);
    }
    if (!whole) return {};
    return set_agreement_end(last.value_or(day_ + 1)); // nothing is active: nothing to wait for
}

} // namespace proviso
