// Late interest on past-due parts of documents: accrued by day, billed when a part is paid, at the end, or on request.
#include <algorithm>

#include "core/bill/interest.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
namespace {

/// The first day that interest on the item counts, at the earliest of what is or was late.
Day late_from(const Item &item, Day today) {
    Day due = today;
    for (const SettledPart &settled : item.settled)
        if (!settled.part.cost && settled.on > settled.part.due) due = std::min(due, settled.part.due);
    for (const DuePart &part : item.parts)
        if (!part.cost && !part.disputed()) due = std::min(due, part.due);
    return due + 1;
}

} // namespace

bool Fold::bears_interest(const Item &item) const {
    return item.kind == DocumentKind::invoice && terms_->find("interest.monthly_rate") != nullptr;
}

Result<Calculation> Fold::interest_on(const Item &item) const {
    // A right that accrued runs on after the end, or stops with it.
    Day last = day_;
    if (ended() && state_.ends_on && option("interest.after_end") == "stops_at_end")
        last = std::min(last, *state_.ends_on);
    std::vector<InterestSlice> slices;
    // What was credited as never due is taken off what was paid last.
    std::int64_t undone = item.undone.minor();
    std::vector<Amount> paid(item.settled.size());
    for (std::size_t i = item.settled.size(); i-- > 0;) {
        const std::int64_t whole = item.settled[i].amount.minor(), off = std::min(undone, whole);
        paid[i] = Amount(whole - off, state_.currency);
        undone -= off;
    }
    for (std::size_t i = 0; i < paid.size(); ++i)
        if (const SettledPart &settled = item.settled[i];
            !settled.part.cost && settled.on > settled.part.due && !paid[i].is_zero())
            slices.push_back({paid[i], settled.part.due, std::min(settled.on, last), "paid " + settled.on.text(),
                              settled.part.demanded, settled.part.method});
    for (const DuePart &part : item.parts)
        if (!part.cost && !part.disputed() && part.due < day_)
            slices.push_back({part.open, part.due, last, "open on " + day_.text(), part.demanded, part.method});
    if (slices.empty()) {
        if (item.interest_billed.is_zero()) return Calculation{};
        slices.push_back({Amount(0, state_.currency), day_, day_, "credited as never due", {}, {}});
    }
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
    std::vector<std::pair<std::size_t, Calculation>> back; ///< billed too much, by place in the items
    for (Item &item : state_.items) {
        // A credit is no payment; one for what was never due gives interest back.
        const bool paid_today = std::any_of(item.settled.begin(), item.settled.end(), [&](const SettledPart &part) {
            return part.booked == day_ && part.payment != 0;
        });
        const bool billed = paid_today || (all && item.late(day_) > 0);
        if (!bears_interest(item) || (!billed && item.undone_on != day_)) continue;
        PV_TRY(Calculation calculation, interest_on(item));
        if (!calculation.amount || calculation.amount->is_zero()) continue;
        if (!billed && calculation.amount->minor() > 0) continue;
        PV_TRY(item.interest_billed, add(item.interest_billed, *calculation.amount));
        if (calculation.amount->minor() < 0) {
            back.emplace_back(static_cast<std::size_t>(&item - state_.items.data()), std::move(calculation));
            continue;
        }
        Line charge = line(LineKind::interest, {}, {late_from(item, day_), day_ + 1}, std::move(calculation));
        charge.quantity = 1;
        charge.text = "Late interest on invoice " + item.document;
        charge.key = state_.account + "/" + item.document + "/interest/" + day_.text();
        refers_to = lines.empty() ? item.document : refers_to;
        lines.push_back(std::move(charge));
    }
    if (!lines.empty()) PV_CHECK(issue(DocumentKind::interest, std::move(lines), std::move(refers_to)));
    PV_CHECK(bill_late_interest());
    for (auto &[place, calculation] : back) {
        const Item item = state_.items[place];
        PV_CHECK(give_back_interest(item, late_from(item, day_), std::move(calculation)));
    }
    enter_sealed(Moment::interest);
    return {};
}

} // namespace proviso
