// Late facts in a fold: the second look, in which sealed documents stand in the ledger and new ones are only what
// should have been, and the corrections that it leaves for the first open day.
#include <algorithm>
#include <charconv>

#include "core/engine/fold.hpp"

namespace proviso {
namespace {

/// A credit by hand or a refund is of what was due; these are of what never was.
bool was_never_due(const Line &line) {
    return line.derivation.calculation == "dispute" || line.derivation.calculation == "exempted";
}

/// A credit for availability that the contract gives in money.
bool is_paid_out(const Line &line) { return line.kind == LineKind::refund && line.derivation.calculation == "uptime"; }

} // namespace

void Fold::replay(std::span<const Document> sealed, std::vector<Document> &due) {
    sealed_ = sealed;
    due_ = &due;
}

void Fold::enter_sealed(Moment moment) {
    if (!due_) return;
    // Interest, and interest given back, are made at the end of the day; granted credits with the day's notices.
    const auto made = [](const Document &document) {
        if (document.kind == DocumentKind::interest) return Moment::interest;
        if (document.kind == DocumentKind::invoice || document.lines.empty()) return Moment::bills;
        const Line &line = document.lines.front();
        if ((line.kind == LineKind::credit || line.kind == LineKind::refund) && !line.of.empty()) return Moment::grants;
        return line.kind == LineKind::adjustment && line.of.empty() ? Moment::interest : Moment::bills;
    };
    std::size_t &at = sealed_at_[static_cast<std::size_t>(moment)];
    for (; at < sealed_.size() && sealed_[at].date <= day_; ++at)
        if (made(sealed_[at]) == moment) enter(sealed_[at]);
}

void Fold::enter(const Document &document) {
    if (document.kind != DocumentKind::credit_note) {
        keep_item(document);
        return;
    }
    Receipt credit;
    credit.on = day_;
    credit.left = document.total;
    credit.reference = document.draft_id();
    credit.owed_back =
        !document.lines.empty() && std::all_of(document.lines.begin(), document.lines.end(), is_paid_out);
    Item *target = document.refers_to.empty() ? nullptr : item(document.refers_to);
    if (target) credit.document = document.refers_to;
    for (const Line &line : document.lines) {
        if (line.kind == LineKind::adjustment || was_never_due(line)) credit.undoes = true;
        take_from_line(line);
    }
    if (target && credit.undoes && target->kind == DocumentKind::invoice &&
        std::any_of(document.lines.begin(), document.lines.end(), [](const Line &line) { return !line.of.empty(); })) {
        target->undone = Amount(target->undone.minor() + document.total.minor(), state_.currency);
        target->undone_on = day_;
    }
    state_.receipts.push_back(std::move(credit));
}

void Fold::take_from_line(const Line &line) {
    const auto colon = line.of.rfind(':');
    if (colon == std::string::npos) return;
    std::size_t number = 0;
    std::from_chars(line.of.data() + colon + 1, line.of.data() + line.of.size(), number);
    Item *target = item(std::string_view(line.of).substr(0, colon));
    if (target && number > 0 && number <= target->lines.size()) target->lines[number - 1] -= line.amount.minor();
}

Result<void> Fold::bill_differences() {
    LateState &late = state_.late;
    if (late.on != day_) return {};
    std::move(late.charges.begin(), late.charges.end(), std::back_inserter(lines_));
    late.charges.clear();
    std::vector<CreditWaiting> credits = std::move(late.credits);
    late.credits.clear();
    for (CreditWaiting &credit : credits)
        PV_CHECK(issue(DocumentKind::credit_note, std::move(credit.lines), std::move(credit.document)));
    return {};
}

Result<void> Fold::bill_late_interest() {
    LateState &late = state_.late;
    if (late.on != day_ || late.interest.empty()) return {};
    std::vector<Line> lines = std::move(late.interest);
    late.interest.clear();
    // The key of a correction of interest names the document: "acme/2013-04-01/interest".
    const std::string_view key = lines.front().adjusts;
    const std::size_t from = state_.account.size() + 1, until = key.rfind('/');
    std::string document(from < until ? key.substr(from, until - from) : std::string_view());
    return issue(DocumentKind::interest, std::move(lines), std::move(document));
}

Result<void> Fold::give_back_interest(const Item &item, Day from, Calculation calculation) {
    Line credit = line(LineKind::interest, {}, {std::min(from, day_), day_ + 1}, std::move(calculation));
    Step nothing;
    nothing.name = "nothing";
    nothing.source = "definition";
    nothing.value = Ratio();
    Step turned;
    turned.op = Op::subtract;
    turned.name = "billed too much";
    PV_TRY(const Amount amount, negate(credit.amount));
    turned.value = amount.ratio();
    const auto last = static_cast<std::uint32_t>(credit.derivation.steps.size());
    turned.args = {last, last - 1};
    credit.derivation.steps.push_back(std::move(nothing));
    credit.derivation.steps.push_back(std::move(turned));
    credit.kind = LineKind::adjustment;
    credit.amount = amount;
    credit.exact = amount.ratio();
    credit.quantity = 1;
    credit.text = "Late interest on invoice " + item.document + ", charged too much";
    credit.adjusts = state_.account + "/" + item.document + "/interest";
    credit.key = credit.adjusts + "/back/" + day_.text();
    std::vector<Line> lines;
    lines.push_back(std::move(credit));
    return issue(DocumentKind::credit_note, std::move(lines), item.document);
}

} // namespace proviso
