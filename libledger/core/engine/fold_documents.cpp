// Lines become documents, documents become postings.
#include <algorithm>

#include "core/bill/tax.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
namespace {

std::string_view income_of(LineKind kind) {
    switch (kind) {
    case LineKind::usage:
        return chart::usage;
    case LineKind::one_off:
        return chart::one_off;
    case LineKind::interest:
        return chart::interest;
    case LineKind::cost:
        return chart::recovery;
    case LineKind::credit:
    case LineKind::refund:
        return chart::credits;
    default:
        return chart::recurring;
    }
}

/// Taxes are in prices or on top of them; what the customer makes good is no price.
bool is_price(const Line &line) { return line.kind != LineKind::cost; }

void post_to(std::vector<Posting> &postings, std::string_view ledger, std::int64_t minor, Currency currency) {
    if (minor == 0) return;
    for (Posting &posting : postings)
        if (posting.ledger == ledger) {
            posting.amount = Amount(posting.amount.minor() + minor, currency);
            return;
        }
    postings.push_back({std::string(ledger), Amount(minor, currency)});
}

/// Rounds the exact total once and spreads it over the lines by largest remainder (R-X-07, per_invoice).
Result<void> round_once(std::vector<Line> &lines, Currency currency, Rounding rounding) {
    Ratio exact;
    std::vector<Ratio> weights;
    for (const Line &line : lines) {
        PV_TRY(exact, add(exact, line.exact));
        weights.push_back(line.exact);
    }
    if (exact.sign() <= 0) return {};
    PV_TRY(const Amount total, round_to_amount(exact, currency, rounding));
    PV_TRY(const std::vector<Amount> parts, allocate(total, weights));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Derivation &derivation = lines[i].derivation;
        Step whole;
        whole.op = Op::input;
        whole.name = "invoice total";
        whole.value = total.ratio();
        whole.source = "the exact lines, added and rounded once";
        derivation.steps.push_back(std::move(whole));
        Step share;
        share.op = Op::share;
        share.name = "amount";
        share.value = parts[i].ratio();
        share.args = {static_cast<std::uint32_t>(derivation.steps.size() - 1)};
        derivation.steps.push_back(std::move(share));
        lines[i].amount = parts[i];
    }
    return {};
}

} // namespace

Line Fold::line(LineKind kind, std::string_view sku, Period service, Calculation calculation) const {
    Line line;
    line.kind = kind;
    line.sku = sku;
    const Sku *known = state_.pack->sku(sku);
    line.text = known && !known->title.empty() ? known->title : std::string(sku);
    line.service = service;
    line.amount = calculation.amount.value_or(Amount(0, state_.currency));
    line.tax = Amount(0, state_.currency);
    line.exact = calculation.exact;
    line.fraction = calculation.fraction;
    line.clauses = std::move(calculation.clauses);
    line.readings = std::move(calculation.readings);
    line.derivation = std::move(calculation.derivation);
    line.income = income_of(kind);
    // What is charged ahead is earned day by day.
    const bool ahead = kind == LineKind::recurring || kind == LineKind::proration;
    line.ledger = ahead ? std::string(chart::deferred) : line.income;
    if (!ahead) line.income.clear();
    line.key = state_.account + "/" + line.sku + "/" + service.from.text() + ".." + service.until.text() + "/" +
               std::string(line_kind_name(kind));
    // What is not a seat is charged by the clause that prices it as well.
    if (known && (!known->seat || known->by_minute) &&
        std::find(line.clauses.begin(), line.clauses.end(), known->clause) == line.clauses.end())
        line.clauses.push_back(known->clause);
    return line;
}

void Fold::record_choice(Line &line, std::string_view question) const {
    const auto chosen = terms_->option(question);
    if (!chosen) return;
    const auto same = [&](const ReadingUse &use) { return use.reading == chosen->reading->id; };
    if (std::none_of(line.readings.begin(), line.readings.end(), same))
        line.readings.push_back({chosen->reading->id, std::string(chosen->option)});
}

Result<void> Fold::tax(std::vector<Line> &lines) {
    const std::string mode = option("tax.mode");
    const bool prices = std::any_of(lines.begin(), lines.end(), is_price);
    if (mode.empty() || !prices) return {};
    if (exempt_on_invoice()) {
        for (Line &charge : lines) {
            record_choice(charge, "tax.exemption");
            const std::string by = clause("tax_exemption");
            if (is_price(charge) && std::find(charge.clauses.begin(), charge.clauses.end(), by) == charge.clauses.end())
                charge.clauses.push_back(by);
        }
        return {};
    }
    const TaxRate *rate = book_.tax_rate(state_.jurisdiction, day_);
    if (!rate) {
        if (mode == "exclusive")
            return Error(Code::tax_rate_missing,
                         "no tax rate is posted for " + state_.jurisdiction + " on " + day_.text(),
                         "post it with tax.rate_posted", state_.account, clause("tax"));
        raise(Code::tax_rate_missing, clause("tax"),
              "no tax rate is posted for " + state_.jurisdiction + "; the total is left unsplit");
        return {};
    }
    const std::string source = "tax rate of " + rate->jurisdiction + " from " + rate->from.text();
    std::vector<Line> on_top;
    for (Line &charge : lines) {
        if (!is_price(charge)) continue;
        PV_TRY(TaxSplit split, tax_split(*terms_, charge.amount, rate->rate, source));
        if (split.inclusive) {
            charge.tax = split.tax;
            charge.tax_jurisdiction = rate->jurisdiction;
            charge.tax_derivation = std::move(split.work.derivation);
            continue;
        }
        if (split.tax.is_zero()) continue;
        Line extra = line(LineKind::tax, charge.sku, charge.service, std::move(split.work));
        extra.text = "Tax on " + charge.text;
        extra.quantity = 1;
        extra.ledger = std::string(chart::tax_prefix) + rate->jurisdiction;
        extra.income.clear();
        extra.key = charge.key + "/tax";
        on_top.push_back(std::move(extra));
    }
    const std::string level = option("rounding.level");
    if (level == "per_invoice" || level == "per_account") {
        PV_TRY(const Rounding rounding, rounding_from_name(option("rounding.mode")));
        PV_CHECK(round_once(on_top, state_.currency, rounding));
    }
    for (Line &extra : on_top) lines.push_back(std::move(extra));
    return {};
}

Result<void> Fold::issue(DocumentKind kind, std::vector<Line> lines, std::string refers_to) {
    Document document;
    document.account = state_.account;
    document.kind = kind;
    document.date = day_;
    document.due = day_;
    document.currency = state_.currency;
    document.refers_to = std::move(refers_to);
    document.pack = state_.pack->id;
    document.pack_version = state_.pack->version;
    document.pack_revision = state_.pack->revision;
    if (!state_.orders.terms.empty()) document.terms = state_.orders.terms.back().version;
    const std::vector<Document> &before = due_ ? *due_ : result_.documents;
    for (auto other = before.rbegin(); other != before.rend() && other->date == day_; ++other)
        if (other->kind == kind) ++document.ordinal;
    bool by_order = false;
    if (kind == DocumentKind::invoice) {
        // Corrections are rounded and taxed already: they are the difference of lines that were.
        const auto charged = std::stable_partition(lines.begin(), lines.end(),
                                                   [](const Line &line) { return line.kind != LineKind::adjustment; });
        std::vector<Line> corrections(std::make_move_iterator(charged), std::make_move_iterator(lines.end()));
        lines.erase(charged, lines.end());
        const std::string level = option("rounding.level");
        if (level == "per_invoice" || level == "per_account") {
            PV_TRY(const Rounding rounding, rounding_from_name(option("rounding.mode")));
            PV_CHECK(round_once(lines, state_.currency, rounding));
        }
        PV_TRY(document.due, due_of(lines, by_order));
        PV_CHECK(tax(lines));
        std::move(corrections.begin(), corrections.end(), std::back_inserter(lines));
        PV_TRY(const bool credit, on_credit(lines));
        if (credit) document.due = on_demand;
        if (by_order && !credit) state_.returns.due_by_order.push_back(document.draft_id());
    }
    document.total = document.tax = Amount(0, state_.currency);
    for (const Line &line : lines) {
        PV_TRY(document.total, add(document.total, line.amount));
        PV_TRY(document.tax, add(document.tax, tax_in(line)));
    }
    document.lines = std::move(lines);
    if (kind == DocumentKind::invoice) keep_charges(document);
    if (due_) {
        due_->push_back(std::move(document));
        return {};
    }

    JournalEntry entry{day_,
                       state_.account,
                       "doc:" + state_.account + "/" + document.draft_id(),
                       std::string(document_kind_name(kind)) + " " + document.draft_id(),
                       {}};
    const bool credit = kind == DocumentKind::credit_note;
    post_to(entry.postings, credit ? chart::unapplied : chart::receivable, (credit ? -1 : 1) * document.total.minor(),
            state_.currency);
    for (const Line &line : document.lines) {
        post_to(entry.postings, line.ledger, (credit ? 1 : -1) * (line.amount.minor() - line.tax.minor()),
                state_.currency);
        if (!line.tax.is_zero())
            post_to(entry.postings, std::string(chart::tax_prefix) + line.tax_jurisdiction,
                    (credit ? 1 : -1) * line.tax.minor(), state_.currency);
    }
    PV_CHECK(post(std::move(entry)));

    enter(document);
    result_.documents.push_back(std::move(document));
    return {};
}

void Fold::keep_item(const Document &document) {
    note_charged(document);
    std::int64_t costs = 0;
    for (const Line &line : document.lines)
        if (line.kind == LineKind::cost) costs += line.amount.minor();
    Item item;
    item.document = document.draft_id();
    item.kind = document.kind;
    item.date = document.date;
    item.due = document.due;
    item.total = item.open = document.total;
    item.interest_billed = item.undone = Amount(0, state_.currency);
    for (const Line &line : document.lines) item.lines.push_back(line.amount.minor());
    const std::optional<Day> later = later_due(document);
    const std::int64_t arrears = later ? arrears_in(document) : 0;
    const std::int64_t charges = document.total.minor() - costs - arrears;
    const Day costs_due = document.due == on_demand ? day_ : document.due;
    if (charges != 0) item.parts.push_back({Amount(charges, state_.currency), document.due});
    if (arrears != 0) item.parts.push_back({Amount(arrears, state_.currency), *later});
    if (costs != 0) item.parts.push_back({Amount(costs, state_.currency), costs_due, true});
    const std::int64_t due = document.due == on_demand ? costs : document.total.minor();
    if (options_.calendar && due != 0)
        state_.deadlines.push_back({"invoice-due", costs_due, day_, day_last, clause("activation"),
                                    "the customer pays " + Amount(due, state_.currency).text(), item.document});
    state_.items.push_back(std::move(item));
    keep_taxes(document);
}

Result<void> Fold::post(JournalEntry entry) {
    std::erase_if(entry.postings, [](const Posting &posting) { return posting.amount.is_zero(); });
    if (entry.postings.empty()) return {};
    PV_CHECK(check_balanced(entry));
    result_.journal.push_back(std::move(entry));
    return {};
}

} // namespace proviso
