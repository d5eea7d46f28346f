// Taxes that an account need not bear, or bears in another's place: exemption certificates, and tax that a payer
// withholds.
//
// Question "tax.exemption": charge_then_reclaim (taxed all the same, and the vendor helps to get it back),
// exempt_on_invoice, from_receipt (no tax from the day on which the certificate came), backdated (the same, and what
// was taxed since it is valid comes back). A contract that does not ask taxes everybody.
#include <algorithm>

#include "core/bill/exemption.hpp"
#include "core/bill/withholding.hpp"
#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
namespace {

/// Tax rates and certificates name a jurisdiction with its country or without: "CA" is "US-CA".
std::string_view region(std::string_view jurisdiction) {
    const auto dash = jurisdiction.find('-');
    return dash == std::string_view::npos ? jurisdiction : jurisdiction.substr(dash + 1);
}

} // namespace

const Certificate *Fold::exemption(std::string_view jurisdiction, Day day) const {
    for (const Certificate &one : state_.returns.certificates)
        if (one.received <= day_ && one.valid(day) && region(one.jurisdiction) == region(jurisdiction)) return &one;
    return nullptr;
}

bool Fold::exempt_on_invoice() const {
    const std::string which = option("tax.exemption");
    return !which.empty() && which != "charge_then_reclaim" && exemption(state_.jurisdiction, day_);
}

Result<void> Fold::certificate(const Event &event) {
    Certificate made;
    made.jurisdiction = event.text("jurisdiction");
    made.received = day_;
    made.from = event.day("from").value_or(day_);
    made.through = event.day("through");
    if (made.through && *made.through < made.from)
        return Error(Code::event_end_before_start,
                     "the certificate ends on " + made.through->text() + ", before it begins on " + made.from.text(),
                     "give a last day that is not before the first");
    state_.returns.certificates.push_back(made);
    if (option("tax.exemption") != "backdated") return {};
    return credit_exempted(made);
}

/// One credit note for each document that was taxed in the time of the certificate.
Result<void> Fold::credit_exempted(const Certificate &certificate) {
    std::vector<TaxedLine> taxed = state_.returns.taxed;
    for (std::size_t first = 0; first < taxed.size(); ++first) {
        const std::string document = taxed[first].document;
        const bool seen = std::any_of(taxed.begin(), taxed.begin() + static_cast<std::ptrdiff_t>(first),
                                      [&](const TaxedLine &other) { return other.document == document; });
        const Item *target = item(document);
        if (seen || !target || taxed[first].date >= day_ || !certificate.valid(taxed[first].date)) continue;
        std::vector<Line> lines;
        for (const TaxedLine &one : taxed) {
            if (one.document != document || region(one.jurisdiction) != region(certificate.jurisdiction)) continue;
            const std::int64_t left = one.line < target->lines.size() ? target->lines[one.line] : 0;
            if (left <= 0) continue;
            const std::string of = document + ":" + std::to_string(one.line + 1);
            PV_TRY(Calculation calculation,
                   exempted_tax(*terms_, Amount(left, state_.currency), "what line " + of + " has left"));
            Line credit = line(LineKind::credit, {}, {day_, day_ + 1}, std::move(calculation));
            credit.kind = LineKind::tax;
            credit.ledger = std::string(chart::tax_prefix) + one.jurisdiction;
            credit.text = "Tax on line " + std::to_string(one.line + 1) + " of " + document + ", exempt since " +
                          certificate.from.text();
            credit.quantity = 1;
            credit.of = of;
            credit.key = state_.account + "/" + of + "/exempt/" + day_.text();
            lines.push_back(std::move(credit));
        }
        if (!lines.empty()) PV_CHECK(issue(DocumentKind::credit_note, std::move(lines), document));
    }
    return {};
}

void Fold::keep_taxes(const Document &document) {
    const std::string which = option("tax.exemption");
    const bool refunds = !clause("refund_discontinued").empty() || !clause("refund_hosted").empty();
    if (document.kind != DocumentKind::invoice || (which.empty() && !refunds)) return;
    Amount all(0, state_.currency);
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
        const Line &line = document.lines[i];
        constexpr std::string_view tail = "/tax";
        if (line.kind != LineKind::tax || line.key.size() <= tail.size()) continue;
        std::string jurisdiction(line.ledger.substr(std::min(line.ledger.size(), chart::tax_prefix.size())));
        state_.returns.taxed.push_back({document.draft_id(), document.date, i,
                                        line.key.substr(0, line.key.size() - tail.size()), std::move(jurisdiction),
                                        line.amount});
        all = Amount(all.minor() + line.amount.minor(), state_.currency);
    }
    if (which != "charge_then_reclaim" || all.is_zero() || !options_.calendar) return;
    if (!exemption(state_.jurisdiction, document.date)) return;
    Deadline help{"reclaim-help",
                  day_last,
                  day_,
                  day_last,
                  clause("tax_exemption"),
                  "the vendor gives the customer, which is exempt, the papers to reclaim " + all.text() +
                      " from the authority",
                  document.draft_id()};
    help.within = "when the customer asks for them";
    state_.deadlines.push_back(std::move(help));
}

/// The line that tops up what a payment withholds; it belongs to the day's invoice.
Result<void> Fold::withholding_line(const Event &event) {
    if (event.text("withheld").empty() || !terms_->decides("tax.withholding")) return {};
    // A payment for a document that there is not, nor will be today, is refused, and tops nothing up.
    const std::string_view document = event.text("invoice");
    if (!document.empty() && document != day_.text() && !item(document)) return {};
    PV_TRY(const Amount received, agreement_amount(event.text("amount"), state_.currency));
    PV_TRY(const Amount held, agreement_amount(event.text("withheld"), state_.currency));
    if (held.is_zero()) return {};
    PV_TRY(Calculation calculation, withheld_of_payment(*terms_, received, held));
    add_cost_line("Top-up for withheld tax", "withholding", std::move(calculation));
    return {};
}

/// What was withheld went to an authority in the vendor's name: it settles the top-up first.
Result<void> Fold::withheld(const Event &event) {
    if (event.text("withheld").empty() || !terms_->decides("tax.withholding")) return {};
    PV_TRY(const Amount held, agreement_amount(event.text("withheld"), state_.currency));
    if (held.is_zero()) return {};
    Receipt receipt{event.sequence, day_, held, std::string(event.text("ref")), {}, false, {}};
    PV_CHECK(post({day_,
                   state_.account,
                   "pay:" + state_.account + "/withheld/" + std::to_string(event.sequence),
                   "tax withheld by the payer",
                   {{std::string(chart::tax_prefix) + "withheld", held},
                    {std::string(chart::unapplied), Amount(-held.minor(), state_.currency)}}}));
    for (Item &item : state_.items)
        for (std::size_t i = 0; i < item.parts.size(); ++i)
            if (item.kind == DocumentKind::invoice && item.date == day_ && item.parts[i].cost)
                PV_CHECK(settle(receipt, {&item, i}));
    if (!receipt.left.is_zero()) state_.receipts.push_back(std::move(receipt));
    return {};
}

} // namespace proviso
