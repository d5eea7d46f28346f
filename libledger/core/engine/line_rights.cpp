#include "core/engine/line_rights.hpp"

#include <algorithm>

#include "core/bill/standing_line.hpp"

namespace proviso {
namespace {

std::string_view chosen(const Terms &terms, std::string_view question) {
    const auto option = terms.option(question);
    return option ? option->option : std::string_view();
}

/// The terms or periods of a line, one after the other.
class Runs {
  public:
    Runs(const Terms &terms, const StandingLine &line, bool by_term)
        : terms_(terms), line_(line), by_term_(by_term || line.whole_term),
          index_(by_term_ ? line.term_index : line.period_index), runs_(by_term_ ? line.term : line.period) {}

    [[nodiscard]] Day until() const { return runs_.until; }
    [[nodiscard]] bool in_first() const { return by_term_ && index_ == 0; }
    [[nodiscard]] Result<CancellationWindow> window() const {
        const std::int32_t term = index_ == 0 ? line_.term_months : line_.renewal_months;
        return line_window(terms_, runs_.until, by_term_ ? term : line_.months);
    }
    [[nodiscard]] Result<void> next() {
        ++index_;
        if (by_term_) {
            PV_TRY(runs_,
                   line_term_period(terms_, line_.since, {line_.term_months, line_.renewal_months, false}, index_));
        } else {
            PV_TRY(runs_, line_period(terms_, line_.periods_from, line_.months, index_));
        }
        return {};
    }

  private:
    const Terms &terms_;
    const StandingLine &line_;
    bool by_term_;
    std::int32_t index_;
    Period runs_;
};

/// End of the term of the line in which the day lies, or with which it ends.
Result<Day> term_end(const Terms &terms, const StandingLine &line, Day day) {
    if (line.term_months == 0) return day;
    Runs term(terms, line, true);
    while (term.until() < day) PV_CHECK(term.next());
    return term.until();
}

} // namespace

Result<LineEnd> line_end(const Terms &terms, const StandingLine &line, Day deemed, std::optional<Day> effective,
                         bool by_vendor) {
    const std::string_view rule = by_vendor ? std::string_view() : chosen(terms, "cancel.end");
    LineEnd end;
    end.ends = std::max(deemed, effective.value_or(deemed));
    const bool by_term = line.term_months > 0 && (rule != "end_of_billing_cycle" || line.months == 0);
    // Charged once and without a term: nothing to wait for.
    const bool at_once = rule == "at_notice" || (line.months == 0 && !by_term);
    if (!at_once) {
        Runs runs(terms, line, by_term);
        for (;;) {
            PV_TRY(const CancellationWindow window, runs.window());
            if (window.in_time(deemed)) break;
            const bool late = window.deadline < deemed;
            if (late && !end.missed) end.missed = window.deadline;
            PV_CHECK(runs.next());
            if (!late) break; // too early for this one is in time for the next
        }
        const bool stays = chosen(terms, "term.first_exit") == "right_starts_after_first_term";
        if (runs.in_first() && line.general_term && stays) PV_CHECK(runs.next());
        end.early = effective && *effective < runs.until();
        while (effective && runs.until() < *effective) PV_CHECK(runs.next());
        end.ends = runs.until();
    }
    PV_TRY(end.term_end, term_end(terms, line, end.ends));
    return end;
}

} // namespace proviso
