// Questions of the agreement as a whole: may it be ended with the running cycle, which clauses outlive it, which policy
// governs, and whether marketing messages may be sent.
#include <algorithm>

#include "core/decide/asked.hpp"
#include "core/duty/cancellation.hpp"
#include "core/engine/line_rights.hpp"

namespace proviso::decide_family {
namespace {

/// Services with dates of their own: a notice ends each with its own term. Without `sku` all are meant.
Result<Decision> lines_cancel(const Asked &asked, Weighing weighing, const std::string &clause) {
    const std::string_view sku = asked.with("sku");
    if (asked.terms.decides("notice.deadline")) {
        PV_TRY(const ReadingUse used, asked.reading("notice.deadline"));
        weighing.used(used);
    }
    std::optional<Day> last;
    for (const StandingLine &line : asked.state.lines.lines) {
        if (line.ended || (!sku.empty() && line.sku != sku && line.name != sku)) continue;
        PV_TRY(const LineEnd end, line_end(asked.terms, line, asked.question.on, std::nullopt));
        const std::string ends = "\"" + line.name + "\" ends on " + end.ends.text();
        weighing.require(!end.missed, clause, ends,
                         end.missed ? "the last day was " + end.missed->text() + "; " + ends : std::string());
        last = std::max(last.value_or(end.ends), end.ends);
    }
    if (!last) return weighing.answer(clause, "nothing is active");
    return weighing.answer(clause, "a notice that counts on this day ends " +
                                       (sku.empty() ? std::string("the agreement") : "\"" + std::string(sku) + "\"") +
                                       " on " + last->text());
}

} // namespace

Result<Decision> agreement_cancel(const Asked &asked) {
    const std::string clause = asked.clause("cancellation");
    const AccountState::Impl &state = asked.state;
    const Day on = asked.question.on;
    Weighing weighing;
    weighing.require(state.status != Status::ended, clause, "the agreement goes on", "the agreement has ended");
    if (!state.lines.lines.empty()) return lines_cancel(asked, std::move(weighing), clause);
    if (!state.anchor || state.anchor_provisional) return weighing.answer(clause, "nothing is active yet");
    PV_TRY(const ReadingUse used, asked.reading("notice.deadline"));
    weighing.used(used);
    const Day ends = state.cycle.until;
    PV_TRY(const CancellationWindow window, cancellation_window(asked.terms, ends));
    const std::string last = "the last day for the cycle that ends on " + ends.text() + " is " + window.deadline.text();
    weighing.require(window.in_time(on), clause, last, last + "; a notice that counts now ends the next one");
    if (asked.terms.pack().provision("prepaid")) {
        const auto prepaid = state.orders.prepaid_after(ends);
        weighing.require(!prepaid, asked.clause("prepaid"), "nothing is prepaid beyond the cycle",
                         prepaid ? "something is prepaid to " + prepaid->text() + "; no notice ends the service before"
                                 : std::string());
    }
    return weighing.answer(clause, "a notice that counts on this day ends the agreement on " + ends.text());
}

Result<Decision> change_exit(const Asked &asked) {
    const std::string clause = asked.clause("change_exit");
    Weighing weighing;
    PV_TRY(const ReadingUse used, asked.reading("change.exit_start"));
    weighing.used(used);
    const PriceExit *exit = price_exit_open(asked.state, asked.with("sku"), asked.question.on);
    std::string what = "no change of a price gives a right to leave on this day";
    if (exit)
        what = "the price of \"" + exit->sku + "\" changed on " + exit->effective.text() + ", first billed on " +
               exit->billed.text() +
               (exit->last ? "; a notice has to count by " + exit->last->text() : "; the bill was not received yet");
    weighing.require(exit != nullptr, clause, what, what);
    return weighing.answer(clause, what);
}

Result<Decision> clause_survives(const Asked &asked) {
    const std::string id(asked.with("clause"));
    const Clause *clause = asked.terms.pack().clause(id);
    if (!clause)
        return Error(Code::pack_clause_unknown, "the pack has no clause " + id, "name one of its clauses",
                     "with.clause");
    PV_TRY(const auto surviving, asked.terms.list("survival.clauses"));
    const std::string by = asked.clause("survival");
    Weighing weighing;
    if (asked.state.status != Status::ended) {
        weighing.met(id, "the agreement has not ended");
        return weighing.answer(id, "the agreement has not ended");
    }
    weighing.require(std::find(surviving.begin(), surviving.end(), id) != surviving.end(), by,
                     id + " is among the clauses that outlive the agreement",
                     id + " is not among the clauses that outlive the agreement");
    return weighing.answer(by, id + " outlives the agreement");
}

Result<Decision> marketing_send(const Asked &asked) {
    const std::string clause = asked.clause("marketing");
    const auto &out = asked.state.duties.marketing_opted_out;
    Weighing weighing;
    weighing.require(!out, clause, "registering on " + asked.state.opened.text() + " was consent",
                     out ? "the customer opted out on " + out->text() : std::string());
    return weighing.answer(clause, "the customer registered and has not opted out");
}

Result<Decision> policy_version(const Asked &asked) {
    PV_TRY(const ReadingUse used, asked.reading("policy.version"));
    const Pack &pack = asked.terms.pack();
    const std::string clause = asked.clause("policy_version");
    // What was posted of this policy: the last that was effective on the day, and the last of all.
    const Event *in_force = nullptr;
    const Event *last = nullptr;
    const auto effective = [](const Event &event) { return event.day("effective").value_or(event.on); };
    for (const Event &event : asked.book.events()) {
        if (event.type != EventType::terms_posted || event.text("pack") != pack.id) continue;
        if (!last || effective(*last) <= effective(event)) last = &event;
        if (effective(event) <= asked.question.on && (!in_force || effective(*in_force) <= effective(event)))
            in_force = &event;
    }
    Weighing weighing;
    weighing.used(used);
    std::string governs;
    if (used.option == "latest_known")
        governs = last ? std::string(last->text("version")) : pack.version;
    else if (in_force)
        governs = in_force->text("version");
    if (governs.empty())
        weighing.failed(clause, "no version is known to have been in force on " + asked.question.on.text());
    else
        weighing.require(governs == asked.with("version"), clause, "version " + governs + " governs",
                         "version " + governs + " governs, not this one");
    return weighing.answer(clause, "version " + governs + " governs");
}

} // namespace proviso::decide_family
