// Deposits turned to arrears, and payments that are taken back.
#include <algorithm>

#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
namespace {

std::string money_key(const AccountState::Impl &state, const Event &event) {
    return "pay:" + state.account + "/" + std::to_string(event.sequence);
}

} // namespace

/// The deposit becomes money for what is late, its interest and costs; what of it finds nothing stays a deposit.
Result<void> Fold::apply_deposit(const Event &event) {
    Amount &held = state_.money.deposits;
    Amount amount = held;
    if (!event.text("amount").empty()) { PV_TRY(amount, agreement_amount(event.text("amount"), state_.currency)); }
    if (amount.minor() > held.minor() || amount.is_zero())
        return Error(Code::amount_exceeds_open,
                     "deposits of " + held.text() + " are held, and " + amount.text() + " are to be applied",
                     "apply at most what is held");
    PV_TRY(held, subtract(held, amount));
    state_.receipts.push_back({event.sequence, day_, amount, {}, {}, true, {}});
    deposits_.push_back({event.sequence, amount});
    return {};
}

/// At the end of the day: what was used leaves the deposits, the rest goes back.
Result<void> Fold::settle_deposits() {
    for (const AppliedDeposit &applied : deposits_) {
        const auto receipt = std::find_if(state_.receipts.begin(), state_.receipts.end(), [&](const Receipt &each) {
            return each.arrears && each.event == applied.event;
        });
        if (receipt == state_.receipts.end()) continue;
        PV_TRY(const Amount used, subtract(applied.amount, receipt->left));
        PV_TRY(state_.money.deposits, add(state_.money.deposits, receipt->left));
        receipt->left = Amount(0, state_.currency);
        if (used.is_zero())
            raise(Code::deposit_not_due, clause("allocation"),
                  "nothing is late; the " + applied.amount.text() + " stay a deposit", applied.event);
        PV_CHECK(post({day_,
                       state_.account,
                       "pay:" + state_.account + "/" + std::to_string(applied.event),
                       "deposit applied",
                       {{std::string(chart::deposits), used},
                        {std::string(chart::unapplied), Amount(-used.minor(), state_.currency)}}}));
    }
    deposits_.clear();
    return {};
}

Result<void> Fold::take_back(const Event &event) {
    PV_TRY(const Amount amount, agreement_amount(event.text("amount"), state_.currency));
    const std::string id(event.text("chargeback"));
    std::vector<Chargeback> &chargebacks = state_.money.chargebacks;
    if (std::any_of(chargebacks.begin(), chargebacks.end(), [&](const Chargeback &known) { return known.id == id; }))
        return Error(Code::event_duplicate_reference, "the chargeback \"" + id + "\" was opened before",
                     "give every chargeback its own name");
    const std::string_view reference = event.text("payment");
    const auto matches = [&](const Paid &paid) { return reference.empty() || paid.reference == reference; };
    std::int64_t paid = 0;
    for (const Paid &payment : state_.money.paid)
        if (matches(payment)) paid += payment.left.minor();
    if (paid < amount.minor())
        return Error(Code::amount_exceeds_open,
                     amount.text() + " are taken back, and " + Amount(paid, state_.currency).text() +
                         " of the payments it may come from are left",
                     "name a payment of the account, and no more than it was");
    PV_CHECK(post({day_,
                   state_.account,
                   money_key(state_, event),
                   "payment taken back",
                   {{std::string(chart::unapplied), amount},
                    {std::string(chart::cash), Amount(-amount.minor(), state_.currency)}}}));
    std::int64_t left = amount.minor();
    for (auto payment = state_.money.paid.rbegin(); payment != state_.money.paid.rend() && left > 0; ++payment) {
        if (!matches(*payment)) continue;
        const std::int64_t part = std::min(left, payment->left.minor());
        payment->left = Amount(payment->left.minor() - part, state_.currency);
        PV_CHECK(reopen(payment->event, part));
        left -= part;
    }
    chargebacks.push_back({id, amount, false});
    raise(Code::payment_taken_back, clause("past_due"),
          amount.text() + " of what was paid are taken back; no clause adds a fee, and what they settled is open again",
          event.sequence);
    return {};
}

/// Money on account goes first, then what the payment settled last. What is open again is due on this day: until now
/// the vendor had the money.
Result<void> Fold::reopen(std::uint64_t payment, std::int64_t minor) {
    for (Receipt &receipt : state_.receipts) {
        if (receipt.event != payment) continue;
        const std::int64_t part = std::min(minor, receipt.left.minor());
        receipt.left = Amount(receipt.left.minor() - part, state_.currency);
        minor -= part;
    }
    for (auto item = state_.items.rbegin(); item != state_.items.rend(); ++item)
        for (auto settled = item->settled.rbegin(); settled != item->settled.rend() && minor > 0; ++settled) {
            if (settled->payment != payment) continue;
            const std::int64_t part = std::min(minor, settled->amount.minor() - settled->taken_back);
            if (part == 0) continue;
            settled->taken_back += part;
            minor -= part;
            const Amount amount(part, state_.currency);
            PV_TRY(item->open, add(item->open, amount));
            item->parts.push_back({amount, day_, settled->part.cost, {}, {}});
            PV_CHECK(post_settlement(*item, payment, Amount(-part, state_.currency)));
        }
    return {};
}

Result<void> Fold::give_again(const Event &event) {
    const std::string_view id = event.text("chargeback");
    for (Chargeback &chargeback : state_.money.chargebacks) {
        if (chargeback.id != id || chargeback.reversed) continue;
        chargeback.reversed = true;
        state_.receipts.push_back({event.sequence, day_, chargeback.amount, {}, {}, false, {}});
        state_.money.paid.push_back({event.sequence, {}, chargeback.amount});
        return post({day_,
                     state_.account,
                     money_key(state_, event),
                     "chargeback reversed",
                     {{std::string(chart::cash), chargeback.amount},
                      {std::string(chart::unapplied), Amount(-chargeback.amount.minor(), state_.currency)}}});
    }
    return Error(Code::event_reference_unknown, "there is no open chargeback \"" + std::string(id) + "\"",
                 "record chargeback.opened first");
}

} // namespace proviso
