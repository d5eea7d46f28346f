// Credits that the vendor grants by hand against a line of an issued document.
#include <algorithm>

#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"
#include "core/explain/working.hpp"

namespace proviso {

const Document *Fold::issued(std::string_view draft_id) const {
    const std::span<const Document> documents = due_ ? sealed_ : std::span<const Document>(result_.documents);
    const auto found = std::find_if(documents.begin(), documents.end(), [&](const Document &document) {
        return document.kind != DocumentKind::credit_note && document.draft_id() == draft_id;
    });
    return found == documents.end() ? nullptr : &*found;
}

Result<void> Fold::grant(const Event &event) {
    PV_TRY(const Amount amount, agreement_amount(event.text("amount"), state_.currency));
    const std::string document(event.text("invoice"));
    const Item *target = item(document);
    if (!target)
        return Error(Code::event_reference_unknown, "there is no document \"" + document + "\" to credit",
                     "name a document of the account by its number or date");
    const std::string by(event.text("clause"));
    if (!by.empty() && !state_.pack->clause(by))
        return Error(Code::pack_clause_unknown, "the contract has no clause \"" + by + "\"",
                     "name the clause that grants the credit, or none for goodwill");
    const auto chosen = static_cast<std::size_t>(event.number("line"));
    if (chosen > target->lines.size())
        return Error(Code::line_unknown,
                     "document " + document + " has " + std::to_string(target->lines.size()) + " lines",
                     "name one of them");
    std::int64_t wanted = amount.minor(), left = 0;
    for (std::size_t i = 0; i < target->lines.size(); ++i)
        if (chosen == 0 || chosen == i + 1) left += std::max<std::int64_t>(0, target->lines[i]);
    if (wanted == 0 || wanted > left)
        return Error(Code::credit_exceeds,
                     (chosen ? "line " + std::to_string(chosen) + " of " : std::string()) + document + " has " +
                         Amount(left, state_.currency).text() + " left to credit, and " + amount.text() +
                         " is asked for",
                     "credit what is left", {}, clause("refund"));
    std::vector<Line> lines;
    for (std::size_t i = 0; i < target->lines.size() && wanted > 0; ++i) {
        const std::int64_t part = std::min(wanted, target->lines[i]);
        if ((chosen != 0 && chosen != i + 1) || part <= 0) continue;
        PV_TRY(Line line, granted_line(event, document, i + 1, part));
        lines.push_back(std::move(line));
        wanted -= part;
    }
    if (by.empty())
        raise(Code::credit_goodwill, clause("refund"),
              amount.text() + " of " + document + " are credited by goodwill: no clause is named that grants them",
              event.sequence);
    return issue(DocumentKind::credit_note, std::move(lines), document);
}

Result<Line> Fold::granted_line(const Event &event, const std::string &document, std::size_t number,
                                std::int64_t minor) const {
    const std::string of = document + ":" + std::to_string(number);
    const Document *found = issued(document);
    const Line *credited = found && number <= found->lines.size() ? &found->lines[number - 1] : nullptr;
    Working work(*terms_, "refund", "credit");
    if (const auto granted_by = event.text("clause"); !granted_by.empty()) work.cite(granted_by);
    const Term granted = work.input("granted", Amount(minor, state_.currency).ratio(),
                                    "line.credited of " + day_.text() + " against line " + of);
    PV_TRY(Calculation calculation, work.finish_money(granted, state_.currency));
    const Period service = credited ? credited->service : Period{day_, day_ + 1};
    Line made = line(LineKind::credit, credited ? credited->sku : std::string(), service, std::move(calculation));
    made.text = "Credit on " + (credited ? credited->text + ", " : std::string()) + "line " + std::to_string(number) +
                " of " + document + ": " + std::string(event.text("reason"));
    made.quantity = 1;
    made.of = of;
    made.key = state_.account + "/" + of + "/credit/" + day_.text();
    const std::vector<Document> &before = due_ ? *due_ : result_.documents;
    std::size_t earlier = 0;
    for (const Document &other : before)
        if (other.date == day_ && other.kind == DocumentKind::credit_note)
            earlier +=
                static_cast<std::size_t>(std::count_if(other.lines.begin(), other.lines.end(), [&](const Line &one) {
                    return one.kind == LineKind::credit && one.of == of;
                }));
    if (earlier > 0) made.key += "/" + std::to_string(earlier + 1);
    if (!credited || credited->tax.is_zero() || credited->amount.is_zero()) return made;
    Working tax(*terms_, "tax", "credit_tax");
    const Term share = tax.divide(tax.input("credited", made.amount.ratio(), "this line"),
                                  tax.input("charged", credited->amount.ratio(), "line " + of), "share of the line");
    const Term inside = tax.input("tax inside", credited->tax.ratio(), "line " + of);
    PV_TRY(Calculation part, tax.finish_money(tax.multiply(inside, share, "tax credited"), state_.currency));
    made.tax = part.amount.value_or(Amount(0, state_.currency));
    made.tax_jurisdiction = credited->tax_jurisdiction;
    made.tax_derivation = std::move(part.derivation);
    return made;
}

} // namespace proviso
