// When a document is to be paid: on the contract's day, on the day that an order sets, and some days later for what is
// billed after it was used.
#include <algorithm>

#include "core/engine/fold.hpp"

namespace proviso {
namespace {

/// What an audit found, and its cost.
bool is_of_audit(const Line &line) {
    return line.derivation.calculation == "overuse" || line.derivation.calculation == "audit_cost";
}

} // namespace

void Fold::order_due(const Event &event) {
    const std::string_view id = event.text("order");
    OrderFacts *known = state_.returns.order(id);
    if (!known) known = &state_.returns.orders.emplace_back(OrderFacts{std::string(id), {}, {}});
    known->channel = event.text("channel");
    if (const auto due = event.day("due")) known->due = due;
}

/// Lines of today's invoice from the `first_line` on come from the order, or from those that are matched with the
/// activation.
void Fold::note_ordered(const Event &event, std::size_t first_line) {
    std::vector<std::string> orders{std::string(event.text("order"))};
    for (const StandingLine &standing : state_.lines.lines)
        if (standing.event == event.sequence) orders.push_back(standing.order);
    for (const std::string &id : orders) {
        const OrderFacts *known = id.empty() ? nullptr : state_.returns.order(id);
        if (!known || !known->due) continue;
        for (std::size_t i = first_line; i < lines_.size(); ++i)
            ordered_lines_.emplace_back(lines_[i].key, *known->due);
        return;
    }
}

bool Fold::in_arrears(const Line &line) const {
    if (line.kind == LineKind::usage || line.kind == LineKind::extra_seat) return true;
    const Sku *sku = state_.pack->sku(line.sku);
    return sku && sku->billing == SkuBilling::arrears;
}

Result<std::optional<Day>> Fold::arrears_due(std::span<const Line> lines) const {
    const bool any = std::any_of(lines.begin(), lines.end(), [&](const Line &line) { return in_arrears(line); });
    if (!any || !state_.pack->parameter("payment.arrears_due_days")) return std::optional<Day>();
    PV_TRY(const std::int64_t days, terms_->integer("payment.arrears_due_days"));
    PV_TRY(const Day due, add_days(day_, days));
    return std::optional<Day>(due);
}

/// The day for what was billed after its use, where the rest of the document is due on another.
std::optional<Day> Fold::later_due(const Document &document) const {
    if (document.kind != DocumentKind::invoice || document.due == on_demand) return std::nullopt;
    const auto later = arrears_due(document.lines);
    return later && *later && **later != document.due ? *later : std::nullopt;
}

std::int64_t Fold::arrears_in(const Document &document) const {
    constexpr std::string_view tax = "/tax";
    std::int64_t minor = 0;
    for (const Line &line : document.lines) {
        const bool of_arrears =
            in_arrears(line) || (line.kind == LineKind::tax &&
                                 std::any_of(document.lines.begin(), document.lines.end(), [&](const Line &charge) {
                                     return in_arrears(charge) && line.key == charge.key + std::string(tax);
                                 }));
        if (of_arrears) minor += line.amount.minor();
    }
    return minor;
}

Result<Day> Fold::due_of(std::span<const Line> lines, bool &by_order) const {
    by_order = false;
    Day due = day_;
    if (terms_->find("invoice.due_days")) {
        PV_TRY(const std::int64_t days, terms_->integer("invoice.due_days"));
        PV_TRY(due, add_days(day_, days));
    }
    // Promptly after receipt is on receipt, unless somebody says in how many days.
    const auto audited = [](const Line &line) { return line.kind == LineKind::tax || is_of_audit(line); };
    if (terms_->find("audit.prompt_days") && std::all_of(lines.begin(), lines.end(), audited)) {
        PV_TRY(const std::int64_t days, terms_->integer("audit.prompt_days"));
        return add_days(day_, days);
    }
    PV_TRY(const std::optional<Day> later, arrears_due(lines));
    const auto arrears = [&](const Line &line) { return in_arrears(line); };
    if (later && std::all_of(lines.begin(), lines.end(), arrears)) return *later;
    // What was ordered is due when its order says, if all of the document was ordered so.
    const auto set_by_order = [&](const Line &line) -> std::optional<Day> {
        for (const auto &[key, when] : ordered_lines_)
            if (key == line.key) return when;
        for (const auto &[key, name] : charged_) {
            if (key != line.key) continue;
            for (const StandingLine &standing : state_.lines.lines)
                if (standing.name == name && standing.since == day_ && !standing.order.empty())
                    for (const OrderFacts &order : state_.returns.orders)
                        if (order.order == standing.order) return order.due;
        }
        return std::nullopt;
    };
    std::optional<Day> ordered;
    for (const Line &line : lines) {
        const auto wanted = set_by_order(line);
        if (!wanted) return due;
        if (!ordered || *wanted < *ordered) ordered = wanted;
    }
    if (!ordered || *ordered < day_) return due;
    by_order = true;
    return *ordered;
}

} // namespace proviso
