// Money: payments, and what is judged at the end of the day. What they settle: fold_settle.cpp; late interest:
// fold_interest.cpp.
#include <algorithm>

#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
Result<void> Fold::payment(const Event &event) {
    PV_TRY(const Amount amount, agreement_amount(event.text("amount"), state_.currency));
    const std::string document(event.text("invoice"));
    if (!document.empty() && !item(document))
        return Error(Code::event_reference_unknown, "there is no document \"" + document + "\" to pay",
                     "name a document of the account by its number or date");
    const bool deposit = event.text("for") == "deposit";
    if (!deposit) PV_CHECK(withheld(event));
    if (!deposit) judge_method(event);
    PV_CHECK(post(
        {day_,
         state_.account,
         "pay:" + state_.account + "/" + std::to_string(event.sequence),
         std::string(event.text("method")) + " payment",
         {{std::string(chart::cash), amount},
          {std::string(deposit ? chart::deposits : chart::unapplied), Amount(-amount.minor(), state_.currency)}}}));
    if (!state_.first_payment) state_.first_payment = day_;
    if (deposit) {
        PV_TRY(state_.money.deposits, add(state_.money.deposits, amount));
        return {};
    }
    std::string reference(event.text("ref"));
    state_.money.paid.push_back({event.sequence, reference, amount, day_});
    state_.receipts.push_back(
        {event.sequence, day_, amount, std::move(reference), document, false, std::string(event.text("method"))});
    return {};
}

Result<void> Fold::direct(const Event &event) {
    PV_TRY(const Amount amount, agreement_amount(event.text("amount"), state_.currency));
    const std::string document(event.text("invoice"));
    const Item *target = item(document);
    if (!target)
        return Error(Code::event_reference_unknown, "there is no document \"" + document + "\" to settle",
                     "name a document of the account by its number or date");
    if (amount.minor() > target->open.minor())
        return Error(Code::amount_exceeds_open,
                     "the document has " + target->open.text() + " open, less than " + amount.text(),
                     "apply at most what is open");
    const std::string reference(event.text("payment"));
    const auto usable = [&](const Receipt &receipt) {
        return receipt.document.empty() && !receipt.owed_back && (reference.empty() || receipt.reference == reference);
    };
    std::int64_t available = 0;
    for (const Receipt &receipt : state_.receipts)
        if (usable(receipt)) available += receipt.left.minor();
    if (available < amount.minor())
        return Error(Code::amount_exceeds_open,
                     "the money on account is " + Amount(available, state_.currency).text() + ", less than " +
                         amount.text(),
                     "apply at most what is on account");
    std::int64_t wanted = amount.minor();
    const std::size_t count = state_.receipts.size();
    for (std::size_t i = 0; i < count && wanted > 0; ++i) {
        if (!usable(state_.receipts[i])) continue;
        const std::int64_t part = std::min(wanted, state_.receipts[i].left.minor());
        if (part == 0) continue;
        Receipt directed = state_.receipts[i];
        directed.left = Amount(part, state_.currency);
        directed.document = document;
        state_.receipts[i].left = Amount(state_.receipts[i].left.minor() - part, state_.currency);
        state_.receipts.push_back(std::move(directed));
        wanted -= part;
    }
    return {};
}

Result<void> Fold::adjust(const Event &event) {
    JournalEntry entry{day_,
                       state_.account,
                       "adj:" + state_.account + "/" + std::to_string(event.sequence),
                       std::string(event.text("reason")),
                       {}};
    for (const JournalLine &line : event.lines) {
        PV_TRY(const Amount amount, agreement_amount(line.amount, state_.currency));
        entry.postings.push_back({line.ledger, amount});
    }
    return post(std::move(entry));
}

Result<void> Fold::end_of_day() {
    PV_CHECK(chargebacks_of_day());
    const bool money = std::any_of(state_.receipts.begin(), state_.receipts.end(),
                                   [](const Receipt &receipt) { return !receipt.left.is_zero(); });
    // Where interest is paid before principal it has to be billed before the money is spread.
    if (money && option("allocation.order") == "cost_interest_principal") PV_CHECK(bill_interest(true));
    if (money) PV_CHECK(allocate());
    const bool all = ending_today_ || book_.bills_interest(day_) || (options_.interest && day_ == through_);
    PV_CHECK(bill_interest(all));
    if (money) PV_CHECK(allocate());
    PV_CHECK(settle_deposits());
    PV_CHECK(judge_disputes());
    PV_CHECK(return_deposits());
    gate();
    PV_CHECK(past_due());
    judge_cure();
    for (const Receipt &receipt : state_.receipts)
        if (receipt.on == day_ && !receipt.left.is_zero() && !receipt.owed_back)
            raise(Code::payment_unapplied, clause("allocation"), receipt.left.text() + " of a payment stays on account",
                  receipt.event);
    std::erase_if(state_.receipts, [](const Receipt &receipt) { return receipt.left.is_zero(); });
    return {};
}

void Fold::gate() {
    if (activated_.empty()) return;
    const Item *today = nullptr;
    for (const Item &item : state_.items)
        if (item.kind == DocumentKind::invoice && item.date == day_) today = &item;
    // Credit stands in for the payment and for the card.
    const bool on_credit = today && today->due == on_demand;
    std::int64_t unpaid = 0;
    if (today)
        for (const DuePart &part : today->parts)
            if (!part.cost && !part.disputed() && part.due <= day_) unpaid += part.open.minor();
    // Events of equal content stand in the order of the input, which must not show.
    std::stable_sort(activated_.begin(), activated_.end());
    for (const std::uint64_t event : activated_) {
        if (unpaid > 0)
            raise(Code::seat_unpaid, clause("activation"),
                  "it is active and " + Amount(unpaid, state_.currency).text() + " of its invoice is not paid", event);
        if (!state_.card_form && !on_credit && state_.pack->provision("card_form"))
            raise(Code::card_form_missing, clause("card_form"), "it is active and no signed card form is on file",
                  event);
    }
}

Result<void> Fold::past_due() {
    for (const Item &item : state_.items) {
        std::int64_t late = 0;
        bool demanded = false;
        for (const DuePart &part : item.parts) {
            if (part.open.is_zero() || part.disputed() || part.pay_by() + 1 != day_) continue;
            late += part.open.minor();
            demanded = demanded || part.demanded;
        }
        if (late == 0) continue;
        state_.money.was_late = true;
        if (!state_.money.cure && terms_->find("cure.days")) {
            PV_TRY(const std::int64_t days, terms_->integer("cure.days"));
            begin_cure(day_ - 1 + static_cast<std::int32_t>(days));
        }
        raise(Code::invoice_past_due, clause(demanded ? "credit_terms" : "past_due"),
              std::string(document_kind_name(item.kind)) + " " + item.document + " is past due with " +
                  Amount(late, state_.currency).text());
        state_.deadlines.push_back({"suspension", day_, day_, day_last, clause("suspension"),
                                    "the vendor may suspend until all that is late is paid", item.document});
        if (demanded)
            state_.deadlines.push_back({"termination", day_, day_, day_last, clause("credit_terms"),
                                        "the vendor may end the services, for a demand was not met in time",
                                        item.document});
    }
    return {};
}

} // namespace proviso
