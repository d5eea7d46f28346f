// Deposits turned to arrears, and payments that are taken back.
#include <algorithm>
#include <utility>

#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
namespace {

std::string money_key(const AccountState::Impl &state, const Event &event) {
    return "pay:" + state.account + "/" + std::to_string(event.sequence);
}

} // namespace

/// A demand sets what the deposit is to be: more is the customer's to pay, and less gives the rest back.
Result<void> Fold::demand_deposit(const Event &event) {
    if (clause("deposit").empty()) return {};
    PV_TRY(const Amount wanted, agreement_amount(event.text("amount"), state_.currency));
    if (wanted.is_zero())
        return Error(Code::value_range, "a deposit of 0.00 is demanded", "demand more than nothing, or give it back",
                     {}, clause("deposit"));
    if (wanted.minor() >= state_.money.deposits.minor()) return {};
    PV_TRY(const Amount rest, subtract(state_.money.deposits, wanted));
    return owe_deposit(rest, "a smaller deposit is enough");
}

/// Out of the deposits, as money that the customer is to have back.
Result<void> Fold::owe_deposit(Amount amount, std::string_view why) {
    PV_TRY(state_.money.deposits, subtract(state_.money.deposits, amount));
    const auto earlier = std::count_if(state_.receipts.begin(), state_.receipts.end(),
                                       [&](const Receipt &one) { return one.owed_back && one.on == day_; });
    Receipt back;
    back.on = day_;
    back.left = amount;
    back.reference = "deposit";
    back.owed_back = true;
    state_.receipts.push_back(std::move(back));
    if (options_.calendar)
        state_.deadlines.push_back({"deposit-back",
                                    day_,
                                    day_,
                                    day_last,
                                    clause("deposit"),
                                    "the vendor gives back " + amount.text() + " of the deposit: " + std::string(why),
                                    {}});
    return post({day_,
                 state_.account,
                 "pay:" + state_.account + "/deposit/" + day_.text() +
                     (earlier ? "#" + std::to_string(earlier + 1) : std::string()),
                 "deposit to be given back",
                 {{std::string(chart::deposits), amount},
                  {std::string(chart::unapplied), Amount(-amount.minor(), state_.currency)}}});
}

/// The vendor pays a deposit out: first what it owes back already, then what it still holds.
Result<void> Fold::pay_out_deposit(const Event &event) {
    std::int64_t owed = 0;
    for (const Receipt &receipt : state_.receipts)
        if (receipt.owed_back) owed += receipt.left.minor();
    const std::int64_t held = state_.money.deposits.minor();
    Amount amount(owed > 0 ? owed : held, state_.currency);
    if (!event.text("amount").empty()) { PV_TRY(amount, agreement_amount(event.text("amount"), state_.currency)); }
    if (amount.is_zero() || amount.minor() > owed + held)
        return Error(Code::amount_exceeds_open,
                     amount.text() + " of a deposit are given back, and " +
                         Amount(owed + held, state_.currency).text() + " are there",
                     "give back at most what is there");
    std::int64_t wanted = std::min(amount.minor(), owed);
    const std::int64_t from_held = amount.minor() - wanted;
    const Amount from_owed(wanted, state_.currency);
    for (Receipt &receipt : state_.receipts) {
        if (!receipt.owed_back || wanted == 0) continue;
        const std::int64_t part = std::min(wanted, receipt.left.minor());
        receipt.left = Amount(receipt.left.minor() - part, state_.currency);
        wanted -= part;
    }
    state_.money.deposits = Amount(held - from_held, state_.currency);
    if (amount.minor() >= owed)
        for (Deadline &deadline : state_.deadlines)
            if (deadline.name == "deposit-back" && deadline.known_until > day_)
                deadline.known_until = std::max(day_, deadline.known_from);
    return post({day_,
                 state_.account,
                 money_key(state_, event),
                 "deposit paid out",
                 {{std::string(chart::unapplied), from_owed},
                  {std::string(chart::deposits), Amount(from_held, state_.currency)},
                  {std::string(chart::cash), Amount(-amount.minor(), state_.currency)}}});
}

bool Fold::renewed_today() const {
    for (const StandingLine &standing : state_.lines.lines)
        if (standing.runs_on(day_) && standing.term_index > 0 && standing.term.from == day_) return true;
    return state_.lines.lines.empty() && state_.cycle_index > 0 && state_.cycle.from == day_;
}

/// When the term is over for good, or at each renewal: what is open is set off, and the rest is to be given back.
Result<void> Fold::return_deposits() {
    if (clause("deposit").empty() || state_.money.deposits.is_zero()) return {};
    const bool renews = option("deposit.return") == "each_renewal" && renewed_today();
    if (!ending_today_ && !renews) return {};
    const Amount held = state_.money.deposits;
    std::int64_t open = 0;
    for (const Item &item : state_.items) open += item.payable(day_);
    if (ending_today_ && open > 0) {
        state_.receipts.push_back({0, day_, held, {}, {}, true, {}});
        PV_CHECK(allocate());
        Amount left(0, state_.currency);
        for (Receipt &receipt : state_.receipts)
            if (receipt.arrears && receipt.event == 0) left = std::exchange(receipt.left, Amount(0, state_.currency));
        PV_TRY(const Amount used, subtract(held, left));
        state_.money.deposits = left;
        PV_CHECK(post({day_,
                       state_.account,
                       "pay:" + state_.account + "/deposit/" + day_.text() + "/set-off",
                       "deposit set off at the end",
                       {{std::string(chart::deposits), used},
                        {std::string(chart::unapplied), Amount(-used.minor(), state_.currency)}}}));
    }
    if (state_.money.deposits.is_zero()) return {};
    if (option("refund.exceptions") == "never") {
        raise(Code::refund_none, clause("refund"),
              state_.money.deposits.text() + " of the deposit stay with the vendor: nothing ever comes back");
        return {};
    }
    return owe_deposit(state_.money.deposits,
                       ending_today_ ? "the term is over" : "the term is over and another begins");
}

/// The deposit becomes money for what is late, its interest and costs; what of it finds nothing stays a deposit.
Result<void> Fold::apply_deposit(const Event &event) {
    Amount &held = state_.money.deposits;
    Amount amount = held;
    if (!event.text("amount").empty()) { PV_TRY(amount, agreement_amount(event.text("amount"), state_.currency)); }
    if (amount.minor() > held.minor() || amount.is_zero())
        return Error(Code::amount_exceeds_open,
                     "deposits of " + held.text() + " are held, and " + amount.text() + " are to be applied",
                     "apply at most what is held");
    if (option("deposit.set_off") == "at_end_only" && !ending_today_) {
        raise(Code::deposit_not_due, clause("deposit"),
              "a deposit is set off when the term is over and not before; the " + amount.text() + " stay a deposit",
              event.sequence);
        return {};
    }
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
    chargebacks.push_back({id, amount, false, day_, event.sequence, state_.suspended});
    const bool followed = !clause("chargeback").empty();
    raise(Code::payment_taken_back, clause(followed ? "chargeback" : "past_due"),
          amount.text() + " of what was paid are taken back; " + (followed ? "" : "no clause adds a fee, and ") +
              "what they settled is open again",
          event.sequence);
    if (!followed || ended()) return {};
    PV_TRY(const Day ends, chargeback_ends(chargebacks.back()));
    Deadline right{"chargeback-suspension",
                   ends,
                   day_,
                   day_last,
                   clause("chargeback"),
                   "the vendor may suspend until the chargeback is reversed; then the account is deactivated",
                   {}};
    right.about = id;
    if (options_.calendar) state_.deadlines.push_back(std::move(right));
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
        for (Deadline &deadline : state_.deadlines)
            if (deadline.name == "chargeback-suspension" && deadline.about == id && deadline.known_until > day_)
                deadline.known_until = std::max(day_, deadline.known_from);
        state_.receipts.push_back({event.sequence, day_, chargeback.amount, {}, {}, false, {}});
        state_.money.paid.push_back({event.sequence, {}, chargeback.amount, day_});
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
