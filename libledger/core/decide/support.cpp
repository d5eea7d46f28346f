// Questions of support: who may open a ticket, and when support may be called.
#include <algorithm>

#include "core/decide/asked.hpp"

namespace proviso::decide_family {

Result<Decision> ticket_open(const Asked &asked) {
    const auto &contacts = asked.state.contacts;
    const std::string clause = asked.clause("contacts");
    Weighing weighing;
    weighing.require(std::find(contacts.begin(), contacts.end(), asked.with("by")) != contacts.end(), clause,
                     "a designated contact asks",
                     contacts.empty() ? "no contact is designated" : "only designated contacts may open tickets");
    return weighing.answer(clause, "a designated contact asks");
}

Result<Decision> support_call(const Asked &asked) {
    const std::string clause = asked.clause("tickets");
    Weighing weighing;
    weighing.require(asked.state.duties.last_ticket.has_value(), clause, "a ticket was opened",
                     "there is no support by telephone before a ticket is opened");
    const ParameterValue *wait = asked.terms.find("support.ticket_wait_hours");
    if (!wait) {
        weighing.not_applied(clause, "support.ticket_wait_hours is unset: the wait after a ticket is not applied");
    } else if (asked.state.duties.last_ticket) {
        PV_TRY(const std::int64_t hours, asked.terms.integer("support.ticket_wait_hours"));
        std::int64_t passed = std::int64_t{asked.question.on - *asked.state.duties.last_ticket} * 24;
        if (!asked.with("hours").empty()) { PV_TRY(passed, asked.count("hours")); }
        weighing.require(passed >= hours, clause, "the wait is over",
                         "the ticket is to be given " + std::to_string(hours) + " hours first, and " +
                             std::to_string(passed) + " have passed");
    }
    return weighing.answer(clause, "a ticket was opened");
}

} // namespace proviso::decide_family
