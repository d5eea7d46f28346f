#include "core/engine/money_rights.hpp"

#include <algorithm>

namespace proviso {
namespace {

struct Arrears {
    std::int64_t minor = 0;
    std::int64_t demanded = 0; ///< of it, after a demand under credit
    std::string first;         ///< a document of them
};

Arrears arrears_of(const AccountState::Impl &state, Day on) {
    Arrears arrears;
    for (const Item &item : state.items)
        for (const DuePart &part : item.parts) {
            if (part.pay_by() >= on || part.open.is_zero() || part.disputed()) continue;
            arrears.minor += part.open.minor();
            if (part.demanded) arrears.demanded += part.open.minor();
            if (arrears.first.empty()) arrears.first = item.document;
        }
    return arrears;
}

std::string money(const AccountState::Impl &state, std::int64_t minor) { return Amount(minor, state.currency).text(); }

} // namespace

Right may_end(const AccountState::Impl &state, const Terms &terms, Day on) {
    const Arrears arrears = arrears_of(state, on);
    if (arrears.demanded > 0)
        return {true, terms.clause("credit_terms"), money(state, arrears.demanded) + " demanded were not paid in time"};
    if (arrears.minor > 0)
        return {true, terms.clause("suspension"),
                arrears.first + " is past due; in all " + money(state, arrears.minor) + " are"};
    return {false, terms.clause("suspension"), "nothing is past due"};
}

Right may_collect(const AccountState::Impl &state, const Terms &terms, Day on) {
    const Arrears arrears = arrears_of(state, on);
    if (arrears.minor == 0) return {false, terms.clause("past_due"), "nothing is past due"};
    const std::optional<Cure> &cure = state.money.cure;
    if (cure && on <= cure->through)
        return {false, terms.clause("cure"), "there is time to cure until " + cure->through.text()};
    return {true, terms.clause(cure ? "cure" : "past_due"),
            money(state, arrears.minor) + " are past due" +
                (cure ? ", and the time to cure was over on " + cure->through.text() : std::string())};
}

Result<Right> on_credit(const AccountState::Impl &state, const Terms &terms) {
    const std::string clause = terms.clause("credit_terms");
    const Credit &credit = state.money.credit;
    if (!credit.granted)
        return Right{false, clause, credit.requested ? "credit was asked for and not granted" : "no credit is granted"};
    PV_TRY(const std::optional<Amount> limit, credit_limit(terms, credit, state.currency));
    if (!limit) return Right{true, clause, "credit is granted, without a limit"};
    std::int64_t open = 0;
    for (const Item &item : state.items) open += item.open.minor();
    const std::string used = money(state, open) + " of " + limit->text() + " are open";
    return Right{open < limit->minor(), clause, used};
}

Result<Right> may_activate(const AccountState::Impl &state, const Terms &terms, Day on) {
    if (state.status == Status::ended) return Right{false, terms.clause("cancellation"), "the agreement has ended"};
    const std::string activation = terms.clause("activation");
    for (const Item &item : state.items)
        if (const std::int64_t due = item.payable(on); due > 0)
            return Right{false, activation, item.document + " is not paid: " + money(state, due) + " is open"};
    PV_TRY(Right credit, on_credit(state, terms));
    if (credit.allow) return credit;
    if (!state.pack->provision("card_form")) return Right{true, activation, "nothing that is due is open"};
    if (!state.card_form) return Right{false, terms.clause("card_form"), "no signed card form is on file"};
    return Right{true, activation, "the card form is on file and nothing that is due is open"};
}

Result<Right> may_pay_by(const AccountState::Impl &state, const Terms &terms, std::string_view method) {
    PV_TRY(const std::string usual, terms.text("payment.default"));
    PV_TRY(const std::vector<std::string> listed, terms.list("payment.methods"));
    const std::string clause = terms.clause("payment_method");
    const std::string name(method);
    if (std::find(listed.begin(), listed.end(), name) == listed.end())
        return Right{false, terms.clause("activation"), "the contract does not list payment by " + name};
    if (name == usual) return Right{true, clause, "it is the usual way"};
    if (!state.first_payment) return Right{true, terms.clause("activation"), "the first payment may come this way"};
    const auto &arranged = state.money.methods;
    if (std::find(arranged.begin(), arranged.end(), name) != arranged.end())
        return Right{true, clause, "it was arranged"};
    return Right{false, clause, "it was not arranged; renewals and additions go to the " + usual + " on file"};
}

Right card_changed(const AccountState::Impl &state, const Terms &terms) {
    const std::string clause = terms.clause("method_change");
    const CardChange &change = state.money.card_change;
    if (change.noticed)
        return {false, clause,
                change.form_sent ? "the form of " + change.form_sent->text() + " is not back signed"
                                 : "noticed on " + change.noticed->text() + ", and the vendor has sent no form yet"};
    if (change.done) return {true, clause, "the signed form came on " + change.done->text()};
    return {false, clause, "no written notice of a change counts"};
}

Result<Right> may_have_back(const Terms &terms, std::string_view provision) {
    PV_TRY(const Ratio share, terms.number(std::string(provision) + ".share"));
    return Right{share.sign() > 0, terms.clause(provision), "the contract gives back a share of " + share.text()};
}

} // namespace proviso
