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
        if (!part.cost) due = std::min(due, part.due);
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
    for (const SettledPart &settled : item.settled)
        if (!settled.part.cost && settled.on > settled.part.due)
            slices.push_back({settled.amount, settled.part.due, std::min(settled.on, last), "paid " + settled.on.text(),
                              settled.part.demanded, settled.part.method});
    for (const DuePart &part : item.parts)
        if (!part.cost && part.due < day_)
            slices.push_back({part.open, part.due, last, "open on " + day_.text(), part.demanded, part.method});
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
        if (!bears_interest(item) || !(paid_today || (all && item.late(day_) > 0))) continue;
        PV_TRY(Calculation calculation, interest_on(item));
        if (!calculation.amount || calculation.amount->minor() <= 0) continue;
        PV_TRY(item.interest_billed, add(item.interest_billed, *calculation.amount));
        Line charge = line(LineKind::interest, {}, {late_from(item, day_), day_ + 1}, std::move(calculation));
        charge.quantity = 1;
        charge.text = "Late interest on invoice " + item.document;
        charge.key = state_.account + "/" + item.document + "/interest/" + day_.text();
        refers_to = lines.empty() ? item.document : refers_to;
        lines.push_back(std::move(charge));
    }
    if (lines.empty()) return {};
    return issue(DocumentKind::interest, std::move(lines), std::move(refers_to));
}

} // namespace proviso
