// Money: payments, their allocation by the clause's order, late interest, and what is judged at the end of the day.
#include <algorithm>
#include <tuple>

#include "core/bill/interest.hpp"
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
    PV_CHECK(post(
        {day_,
         state_.account,
         "pay:" + state_.account + "/" + std::to_string(event.sequence),
         std::string(event.text("method")) + " payment",
         {{std::string(chart::cash), amount},
          {std::string(deposit ? chart::deposits : chart::unapplied), Amount(-amount.minor(), state_.currency)}}}));
    if (!state_.first_payment) state_.first_payment = day_;
    if (!deposit) state_.receipts.push_back({event.sequence, day_, amount, std::string(event.text("ref")), document});
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
        return receipt.document.empty() && (reference.empty() || receipt.reference == reference);
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
    const bool money = std::any_of(state_.receipts.begin(), state_.receipts.end(),
                                   [](const Receipt &receipt) { return !receipt.left.is_zero(); });
    // Where interest is paid before principal it has to be billed before the money is spread.
    if (money && option("allocation.order") == "cost_interest_principal") PV_CHECK(bill_interest(true));
    if (money) PV_CHECK(allocate());
    const bool all = ending_today_ || book_.bills_interest(day_) || (options_.interest && day_ == through_);
    PV_CHECK(bill_interest(all));
    if (money) PV_CHECK(allocate());
    gate();
    past_due();
    for (const Receipt &receipt : state_.receipts)
        if (receipt.on == day_ && !receipt.left.is_zero())
            raise(Code::payment_unapplied, clause("allocation"), receipt.left.text() + " of a payment stays on account",
                  receipt.event);
    std::erase_if(state_.receipts, [](const Receipt &receipt) { return receipt.left.is_zero(); });
    return {};
}

Result<void> Fold::allocate() {
    for (Receipt &receipt : state_.receipts) {
        if (receipt.document.empty() || receipt.left.is_zero()) continue;
        if (Item *target = item(receipt.document); target && !target->open.is_zero())
            PV_CHECK(settle(receipt, *target));
        if (!receipt.left.is_zero()) receipt.document.clear(); // what is over is money on account
    }
    const bool principal_first = option("allocation.order") != "cost_interest_principal";
    std::vector<Item *> order;
    for (Item &item : state_.items)
        if (!item.open.is_zero()) order.push_back(&item);
    std::stable_sort(order.begin(), order.end(), [&](const Item *a, const Item *b) {
        const auto rank = [&](const Item *item) {
            const bool interest = item->kind == DocumentKind::interest;
            return std::tuple(interest == principal_first, item->due, item->date);
        };
        return rank(a) < rank(b);
    });
    for (Receipt &receipt : state_.receipts)
        for (Item *item : order) {
            if (receipt.left.is_zero()) break;
            if (!item->open.is_zero()) PV_CHECK(settle(receipt, *item));
        }
    return {};
}

Result<void> Fold::settle(Receipt &receipt, Item &item) {
    const Amount amount(std::min(receipt.left.minor(), item.open.minor()), state_.currency);
    item.settled.push_back({amount, day_});
    PV_TRY(item.open, subtract(item.open, amount));
    PV_TRY(receipt.left, subtract(receipt.left, amount));
    if (item.open.is_zero())
        for (Deadline &deadline : state_.deadlines)
            if (deadline.document == item.document && deadline.known_until > day_)
                deadline.known_until = std::max(day_, deadline.known_from);
    result_.allocations.push_back({receipt.event, item.document, day_, amount});
    return post({day_,
                 state_.account,
                 "alloc:" + state_.account + "/" + item.document + "/" + std::to_string(item.settled.size()),
                 "applied to " + item.document,
                 {{std::string(chart::unapplied), amount},
                  {std::string(chart::receivable), Amount(-amount.minor(), state_.currency)}}});
}

bool Fold::bears_interest(const Item &item) const {
    return item.kind == DocumentKind::invoice && item.due < day_ && terms_->find("interest.monthly_rate") != nullptr;
}

Result<Calculation> Fold::interest_on(const Item &item) const {
    // A right that accrued runs on after the end, or stops with it.
    Day last = day_;
    if (ended() && state_.ends_on && option("interest.after_end") == "stops_at_end")
        last = std::min(last, *state_.ends_on);
    std::vector<InterestSlice> slices;
    for (const SettledPart &part : item.settled)
        if (part.on > item.due)
            slices.push_back({part.amount, item.due, std::min(part.on, last), "paid " + part.on.text()});
    if (!item.open.is_zero()) slices.push_back({item.open, item.due, last, "open on " + day_.text()});
    if (slices.empty()) return Calculation{};
    return interest(*terms_, slices, item.interest_billed);
}

std::int64_t Fold::accrued_interest() const {
    std::int64_t minor = 0;
    for (const Item &item : state_.items) {
        if (item.open.is_zero() || !bears_interest(item)) continue;
        if (const auto interest = interest_on(item); interest && interest->amount) minor += interest->amount->minor();
    }
    return minor;
}

Result<void> Fold::bill_interest(bool all) {
    std::vector<Line> lines;
    std::string refers_to;
    for (Item &item : state_.items) {
        const bool paid_today = std::any_of(item.settled.begin(), item.settled.end(),
                                            [&](const SettledPart &part) { return part.on == day_; });
        if (!bears_interest(item) || !(paid_today || (all && !item.open.is_zero()))) continue;
        PV_TRY(Calculation calculation, interest_on(item));
        if (!calculation.amount || calculation.amount->minor() <= 0) continue;
        PV_TRY(item.interest_billed, add(item.interest_billed, *calculation.amount));
        Line charge = line(LineKind::interest, {}, {item.due + 1, day_ + 1}, std::move(calculation));
        charge.quantity = 1;
        charge.text = "Late interest on invoice " + item.document;
        charge.key = state_.account + "/" + item.document + "/interest/" + day_.text();
        refers_to = lines.empty() ? item.document : refers_to;
        lines.push_back(std::move(charge));
    }
    if (lines.empty()) return {};
    return issue(DocumentKind::interest, std::move(lines), std::move(refers_to));
}

void Fold::gate() {
    if (activated_.empty()) return;
    const Item *today = nullptr;
    for (const Item &item : state_.items)
        if (item.kind == DocumentKind::invoice && item.date == day_) today = &item;
    // Events of equal content stand in the order of the input, which must not show.
    std::stable_sort(activated_.begin(), activated_.end());
    for (const std::uint64_t event : activated_) {
        if (today && !today->open.is_zero())
            raise(Code::seat_unpaid, clause("activation"),
                  "it is active and " + today->open.text() + " of its invoice is not paid", event);
        if (!state_.card_form)
            raise(Code::card_form_missing, clause("card_form"), "it is active and no signed card form is on file",
                  event);
    }
}

void Fold::past_due() {
    for (const Item &item : state_.items) {
        if (item.open.is_zero() || item.due + 1 != day_) continue;
        raise(Code::invoice_past_due, clause("past_due"),
              std::string(document_kind_name(item.kind)) + " " + item.document + " is past due with " +
                  item.open.text());
        state_.deadlines.push_back({"suspension", day_, day_, day_last, clause("suspension"),
                                    "the vendor may suspend until all that is late is paid", item.document});
    }
}

} // namespace proviso
