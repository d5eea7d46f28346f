// Credit: who has it, what is payable on demand for it, and what a demand makes of that.
//
// A document charged while credit is granted, and within its limit, falls due only once it is demanded. A demand is for
// the earliest such parts, or for the document that it names; from then on the sum is due as bill/demand.hpp says. Only
// the vendor demands: a demand without a recorded grant is taken as its word that what is not late yet was on credit.
#include <algorithm>

#include "core/bill/demand.hpp"
#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
namespace {

bool waits_for_demand(const DuePart &part) { return part.due == on_demand && !part.open.is_zero(); }

std::int64_t waiting(const Item &item) {
    std::int64_t minor = 0;
    for (const DuePart &part : item.parts)
        if (waits_for_demand(part)) minor += part.open.minor();
    return minor;
}

} // namespace

Result<void> Fold::credit(const Event &event) {
    Credit &credit = state_.money.credit;
    switch (event.type) {
    case EventType::credit_requested:
        credit.requested = true;
        return {};
    case EventType::credit_withdrawn:
        if (!credit.granted)
            return Error(Code::event_reference_unknown, "the account has no credit to withdraw",
                         "record credit.granted first", {}, clause("credit_terms"));
        credit = {};
        return {};
    default:
        break;
    }
    std::optional<Amount> limit;
    if (!event.text("limit").empty()) { PV_TRY(limit, agreement_amount(event.text("limit"), state_.currency)); }
    if (!credit.requested)
        raise(Code::credit_not_requested, clause("credit_terms"),
              "credit is granted, and the customer has not asked for it on the order form", event.sequence);
    credit.granted = true;
    credit.limit = limit;
    return {};
}

Result<std::optional<Amount>> credit_limit(const Terms &terms, const Credit &credit, Currency currency) {
    if (credit.limit || !terms.find("credit.limit")) return credit.limit;
    PV_TRY(const Ratio number, terms.number("credit.limit"));
    PV_TRY(const Amount limit, round_to_amount(number, currency, Rounding::down));
    return std::optional(limit);
}

Result<bool> Fold::on_credit(std::span<const Line> lines) {
    if (!state_.money.credit.granted) return false;
    std::int64_t minor = 0;
    for (const Line &line : lines)
        if (line.kind != LineKind::cost) minor += line.amount.minor();
    if (minor <= 0) return false;
    PV_TRY(const std::optional<Amount> limit, credit_limit(*terms_, state_.money.credit, state_.currency));
    if (!limit) return true;
    for (const Item &item : state_.items) minor += item.open.minor();
    if (minor <= limit->minor()) return true;
    raise(Code::credit_limit_exceeded, clause("credit_terms"),
          "with it " + Amount(minor, state_.currency).text() + " would be open, and the limit is " + limit->text());
    return false;
}

Result<void> Fold::demand(const Event &event) {
    PV_TRY(const Amount amount, agreement_amount(event.text("amount"), state_.currency));
    const std::string named(event.text("invoice"));
    if (!named.empty() && !item(named))
        return Error(Code::event_reference_unknown, "there is no document \"" + named + "\" to demand",
                     "name a document of the account by its number or date");
    if (!terms_->find("credit.due_days")) return {}; // a contract without credit: what is due is due
    PV_TRY(const DemandTerms terms, demand_terms(*terms_, day_, event.text("method")));

    std::vector<Item *> order;
    for (Item &item : state_.items)
        if (item.kind == DocumentKind::invoice && (named.empty() || item.document == named)) order.push_back(&item);
    std::stable_sort(order.begin(), order.end(), [](const Item *a, const Item *b) { return a->date < b->date; });
    if (std::none_of(order.begin(), order.end(), [](const Item *item) { return waiting(*item) > 0; })) {
        bool taken = false;
        for (Item *item : order) taken = defer(*item) || taken;
        if (taken)
            raise(Code::credit_not_granted, clause("credit_terms"),
                  "a demand was sent and no credit was granted; what is not late yet is taken to be on credit",
                  event.sequence);
    }
    std::int64_t left = amount.minor();
    for (Item *item : order) {
        const std::int64_t part = std::min(left, waiting(*item));
        if (part == 0) continue;
        left -= part;
        PV_CHECK(demand_part(*item, event, terms.due, Amount(part, state_.currency)));
    }
    if (left > 0)
        raise(Code::demand_excess, clause("credit_terms"),
              "of " + amount.text() + " demanded " + Amount(left, state_.currency).text() +
                  " are not payable on demand",
              event.sequence);
    return {};
}

bool Fold::defer(Item &item) {
    bool taken = false;
    for (DuePart &part : item.parts) {
        if (part.cost || part.demanded || part.due < day_) continue;
        part.due = on_demand;
        taken = true;
    }
    if (taken)
        for (Deadline &deadline : state_.deadlines)
            if (deadline.document == item.document && deadline.known_until > day_)
                deadline.known_until = std::max(day_, deadline.known_from);
    return taken;
}

Result<void> Fold::demand_part(Item &item, const Event &event, Day due, Amount amount) {
    const auto waiting_part = std::find_if(item.parts.begin(), item.parts.end(), waits_for_demand);
    PV_TRY(waiting_part->open, subtract(waiting_part->open, amount)); // a document has one such part
    item.parts.push_back({amount, due, false, day_, std::string(event.text("method"))});
    std::erase_if(item.parts, [](const DuePart &part) { return part.open.is_zero(); });
    if (options_.calendar)
        state_.deadlines.push_back({"invoice-due", due, day_, day_last, clause("credit_terms"),
                                    "the customer pays the " + amount.text() + " demanded", item.document});
    return {};
}

} // namespace proviso
