// What money settles: the document that the payer named, else the parts of all documents in the clause's order.
#include <algorithm>
#include <tuple>

#include "core/engine/fold.hpp"

namespace proviso {
namespace {

/// Interest and costs before principal, or principal before both; the earlier due first.
auto rank_of(const Item &item, const DuePart &part, bool principal_first) {
    const int kind = part.cost ? 0 : item.kind == DocumentKind::interest ? 1 : 2;
    return std::tuple(principal_first ? (kind == 2 ? 0 : 1) : kind, part.due, item.date);
}

} // namespace

Day Item::next_due() const {
    if (parts.empty()) return due;
    return std::min_element(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.due < b.due; })
        ->due;
}

std::int64_t Item::late(Day day) const {
    std::int64_t minor = 0;
    for (const DuePart &part : parts)
        if (part.due < day && !part.disputed()) minor += part.open.minor();
    return minor;
}

std::vector<Fold::Payable> Fold::payables(const Item *only, bool arrears) {
    std::vector<Payable> found;
    const bool sets_off = terms_->decides("deposit.set_off");
    for (Item &item : state_.items)
        for (std::size_t i = 0; i < item.parts.size(); ++i) {
            const DuePart &part = item.parts[i];
            // A deposit is set off against what is not paid when it falls due.
            const bool of_arrears =
                part.due < day_ || (part.due == day_ && sets_off) || part.cost || item.kind == DocumentKind::interest;
            if ((!only || &item == only) && (!arrears || of_arrears) && !part.open.is_zero() && !part.disputed())
                found.push_back({&item, i});
        }
    const bool principal_first = option("allocation.order") != "cost_interest_principal";
    std::stable_sort(found.begin(), found.end(), [&](const Payable &a, const Payable &b) {
        return rank_of(*a.item, a.item->parts[a.part], principal_first) <
               rank_of(*b.item, b.item->parts[b.part], principal_first);
    });
    return found;
}

Result<void> Fold::allocate() {
    for (Receipt &receipt : state_.receipts) {
        if (receipt.document.empty() || receipt.left.is_zero() || receipt.owed_back) continue;
        if (const Item *target = item(receipt.document))
            for (const Payable &payable : payables(target, receipt.arrears)) PV_CHECK(settle(receipt, payable));
        if (!receipt.left.is_zero()) receipt.document.clear(); // what is over is money on account
    }
    for (const bool arrears : {true, false}) {
        const std::vector<Payable> order = payables(nullptr, arrears);
        for (Receipt &receipt : state_.receipts)
            if (receipt.arrears == arrears && !receipt.owed_back)
                for (const Payable &payable : order) PV_CHECK(settle(receipt, payable));
    }
    for (Item &item : state_.items) std::erase_if(item.parts, [](const DuePart &part) { return part.open.is_zero(); });
    return {};
}

Result<void> Fold::settle(Receipt &receipt, const Payable &payable) {
    Item &item = *payable.item;
    DuePart &part = item.parts[payable.part];
    const Amount amount(std::min(receipt.left.minor(), part.open.minor()), state_.currency);
    if (amount.is_zero()) return {};
    judge_lateness(receipt, item, part);
    // A credit for what was never due counts from the day that it was due, on the document that it is for.
    const bool undoes = receipt.undoes && receipt.document == item.document;
    item.settled.push_back({amount, undoes ? std::min(day_, part.due) : day_, receipt.event, part, 0, day_});
    if (undoes) item.undone = Amount(std::max<std::int64_t>(0, item.undone.minor() - amount.minor()), state_.currency);
    PV_TRY(part.open, subtract(part.open, amount));
    PV_TRY(item.open, subtract(item.open, amount));
    PV_TRY(receipt.left, subtract(receipt.left, amount));
    for (Deadline &deadline : state_.deadlines)
        if (deadline.document == item.document && deadline.known_until > day_ && item.late(deadline.date + 1) == 0)
            deadline.known_until = std::max(day_, deadline.known_from);
    return post_settlement(item, receipt.event, amount);
}

Result<void> Fold::post_settlement(Item &item, std::uint64_t payment, Amount amount) {
    result_.allocations.push_back({payment, item.document, day_, amount});
    return post({day_,
                 state_.account,
                 "alloc:" + state_.account + "/" + item.document + "/" + std::to_string(++item.entries) +
                     (state_.late.stamp.empty() ? "" : "@" + state_.late.stamp),
                 (amount.minor() < 0 ? "taken back from " : "applied to ") + item.document,
                 {{std::string(chart::unapplied), amount},
                  {std::string(chart::receivable), Amount(-amount.minor(), state_.currency)}}});
}

} // namespace proviso
