#include "core/bill/difference.hpp"

#include <algorithm>
#include <map>

namespace proviso {
namespace {

Result<void> add_signed(Amount &sum, Amount amount, bool minus) {
    if (minus) {
        PV_TRY(sum, subtract(sum, amount));
    } else {
        PV_TRY(sum, add(sum, amount));
    }
    return {};
}

Amount tax_of(const Line &line) { return line.tax.is_zero() ? Amount(0, line.amount.currency()) : line.tax; }

class Comparison {
  public:
    Result<void> take(std::span<const Document> documents, bool sealed) {
        for (const Document &document : documents)
            for (std::size_t i = 0; i < document.lines.size(); ++i)
                PV_CHECK(take(document, document.lines[i], i + 1, sealed));
        return {};
    }

    std::vector<LineDifference> finish() {
        std::erase_if(found_, [](const LineDifference &difference) {
            return difference.amount.is_zero() && difference.tax.is_zero();
        });
        return std::move(found_);
    }

  private:
    Result<void> take(const Document &document, const Line &line, std::size_t number, bool sealed) {
        const bool credit = document.kind == DocumentKind::credit_note;
        std::string key = difference_key(line);
        const auto [at, fresh] = places_.emplace(key, found_.size());
        if (fresh) {
            LineDifference difference;
            difference.key = std::move(key);
            difference.amount = difference.tax = Amount(0, document.currency);
            found_.push_back(std::move(difference));
        }
        LineDifference &difference = found_[at->second];
        difference.interest = difference.interest || document.kind == DocumentKind::interest;
        if (sealed) {
            difference.sealed.push_back({&document, number, &line});
        } else {
            difference.due.push_back(&line);
            difference.due_credit.push_back(credit);
            if (credit) difference.credits_of = document.refers_to;
        }
        PV_CHECK(add_signed(difference.amount, line.amount, credit != sealed));
        return add_signed(difference.tax, tax_of(line), credit != sealed);
    }

    std::vector<LineDifference> found_;
    std::map<std::string, std::size_t> places_;
};

/// Writes the derivation of a correction: the due line's own steps, the sealed amounts, and the one less the other.
class Correction {
  public:
    explicit Correction(const LineDifference &difference) : difference_(difference) {
        derivation_.calculation = "difference";
    }

    Derivation amount(bool charge, std::string_view cause) {
        const std::uint32_t due = due_amount();
        const std::uint32_t charged = sealed_amount(cause);
        subtract_steps(charge ? due : charged, charge ? charged : due,
                       charge ? "charged less than is due" : "charged more than is due");
        return std::move(derivation_);
    }

    /// What a credit takes from one line, where it is not all of the difference or that line has less left.
    static void part(Derivation &derivation, Ratio part, const std::string &line) {
        Step left;
        left.name = "taken from this line";
        left.value = part;
        left.source = "what line " + line + " has left, the newest line first";
        derivation.steps.push_back(std::move(left));
        Step result;
        result.op = Op::minimum;
        result.name = "amount";
        result.value = part;
        const auto last = static_cast<std::uint32_t>(derivation.steps.size());
        result.args = {last - 2, last - 1};
        derivation.steps.push_back(std::move(result));
    }

    Derivation tax(bool charge) {
        std::uint32_t due = 0, sealed = 0;
        Ratio due_sum, sealed_sum;
        for (std::size_t i = 0; i < difference_.due.size(); ++i)
            accumulate(due_sum, tax_of(*difference_.due[i]).ratio(), difference_.due_credit[i]);
        for (const SealedLine &line : difference_.sealed)
            accumulate(sealed_sum, tax_of(*line.line).ratio(), line.credit());
        due = input("tax due", due_sum, "the lines as they should have been");
        sealed = input("tax charged", sealed_sum, "sealed: " + sealed_names());
        subtract_steps(charge ? due : sealed, charge ? sealed : due, "tax of the difference");
        return std::move(derivation_);
    }

  private:
    static void accumulate(Ratio &sum, const Ratio &value, bool minus) {
        if (auto next = minus ? subtract(sum, value) : add(sum, value)) sum = *next;
    }

    std::uint32_t input(std::string name, Ratio value, std::string source) {
        Step step;
        step.name = std::move(name);
        step.value = value;
        step.source = std::move(source);
        derivation_.steps.push_back(std::move(step));
        return static_cast<std::uint32_t>(derivation_.steps.size() - 1);
    }

    void subtract_steps(std::uint32_t from, std::uint32_t taken, std::string name) {
        Step step;
        step.op = Op::subtract;
        step.name = std::move(name);
        Ratio value = std::get<Ratio>(derivation_.steps[from].value);
        accumulate(value, std::get<Ratio>(derivation_.steps[taken].value), true);
        step.value = value;
        step.args = {from, taken};
        derivation_.steps.push_back(std::move(step));
    }

    /// The due line's own derivation is kept whole where there is one line and it ends in the line's amount.
    std::uint32_t due_amount() {
        if (difference_.due.empty()) return input("due", Ratio(), "nothing, as the facts stand now");
        if (difference_.due.size() == 1 && !difference_.due_credit.front()) {
            const Line &line = *difference_.due.front();
            const auto *last =
                line.derivation.empty() ? nullptr : std::get_if<Ratio>(&line.derivation.steps.back().value);
            if (last && *last == line.amount.ratio()) {
                derivation_.steps = line.derivation.steps;
                derivation_.readings = line.derivation.readings;
                return static_cast<std::uint32_t>(derivation_.steps.size() - 1);
            }
        }
        Ratio sum;
        for (std::size_t i = 0; i < difference_.due.size(); ++i)
            accumulate(sum, difference_.due[i]->amount.ratio(), difference_.due_credit[i]);
        return input("due", sum, "the lines of this key as the facts stand now");
    }

    std::uint32_t sealed_amount(std::string_view cause) {
        Ratio sum;
        for (const SealedLine &line : difference_.sealed) accumulate(sum, line.line->amount.ratio(), line.credit());
        std::string source = difference_.sealed.empty() ? "nothing is sealed" : "sealed: " + sealed_names();
        return input("charged", sum, source + "; late: " + std::string(cause));
    }

    [[nodiscard]] std::string sealed_names() const {
        std::string names;
        for (const SealedLine &line : difference_.sealed) {
            if (!names.empty()) names += ", ";
            names += line.name();
        }
        return names;
    }

    const LineDifference &difference_;
    Derivation derivation_;
};

/// The line that says what is charged: as it should have been, else as it was.
const Line &model(const LineDifference &difference) {
    return difference.due.empty() ? *difference.sealed.front().line : *difference.due.back();
}

/// What both kinds of correction have in common.
Line correcting_line(const LineDifference &difference, std::string_view stamp) {
    const Line &of = model(difference);
    Line line;
    line.kind = LineKind::adjustment;
    line.sku = of.sku;
    line.service = of.service;
    line.ledger = of.ledger;
    line.income = of.income;
    line.clauses = of.clauses;
    line.readings = of.readings;
    line.unit_price = of.unit_price;
    line.tax = Amount(0, difference.amount.currency());
    line.adjusts = difference.key;
    line.key = difference.key + "/late/" + std::string(stamp);
    std::int64_t due = 0, sealed = 0;
    for (const Line *one : difference.due) due += one->quantity;
    for (const SealedLine &one : difference.sealed) sealed += one.credit() ? -one.line->quantity : one.line->quantity;
    const std::int64_t change = due < sealed ? sealed - due : due - sealed;
    line.quantity = change > 0 ? change : of.quantity;
    if (change == 0) line.unit_price.reset();
    return line;
}

void set_tax(Line &line, const LineDifference &difference, std::int64_t minor, bool charge) {
    if (minor == 0) return;
    line.tax = Amount(minor, difference.amount.currency());
    for (const Line *one : difference.due)
        if (!one->tax_jurisdiction.empty()) line.tax_jurisdiction = one->tax_jurisdiction;
    for (const SealedLine &one : difference.sealed)
        if (line.tax_jurisdiction.empty()) line.tax_jurisdiction = one.line->tax_jurisdiction;
    line.tax_derivation = Correction(difference).tax(charge);
    const auto *worked_out = std::get_if<Ratio>(&line.tax_derivation.steps.back().value);
    if (worked_out && !(*worked_out == line.tax.ratio()))
        Correction::part(line.tax_derivation, line.tax.ratio(), line.of);
}

} // namespace

std::string SealedLine::name() const { return document->draft_id() + ":" + std::to_string(number); }

std::string difference_key(const Line &line) {
    if (!line.adjusts.empty()) return line.adjusts;
    if (line.kind != LineKind::interest) return line.key;
    return line.key.substr(0, line.key.rfind('/'));
}

Result<std::vector<LineDifference>> differences(std::span<const Document> due, std::span<const Document> sealed) {
    Comparison comparison;
    PV_CHECK(comparison.take(due, false));
    PV_CHECK(comparison.take(sealed, true));
    return comparison.finish();
}

Result<Line> adjustment(const LineDifference &difference, std::string_view cause, std::string_view stamp) {
    Line line = correcting_line(difference, stamp);
    line.text = model(difference).text + ", corrected (" + std::string(cause) + ")";
    if (difference.sealed.empty() && difference.due.size() == 1) line.fraction = difference.due.front()->fraction;
    line.amount = difference.amount;
    line.exact = line.amount.ratio();
    line.derivation = Correction(difference).amount(true, cause);
    set_tax(line, difference, difference.tax.minor(), true);
    return line;
}

Result<CreditLine> credit_part(const LineDifference &difference, const SealedLine *from, std::int64_t minor,
                               std::int64_t tax, bool all, std::string_view cause, std::string_view stamp) {
    // A credit that should have been given and was not is given as it is.
    if (!from && difference.sealed.empty() && difference.due.size() == 1)
        return CreditLine{difference.credits_of, *difference.due.front()};
    CreditLine credit;
    credit.line = correcting_line(difference, stamp);
    Line &line = credit.line;
    if (from) {
        credit.document = from->document->draft_id();
        line.of = from->name();
        line.key += "/" + line.of;
        line.text = from->line->text + ", line " + std::to_string(from->number) + " of " + credit.document +
                    ", charged too much (" + std::string(cause) + ")";
    } else {
        credit.document = difference.credits_of;
        line.text = model(difference).text + ", credited (" + std::string(cause) + ")";
    }
    line.amount = Amount(minor, difference.amount.currency());
    line.exact = line.amount.ratio();
    line.derivation = Correction(difference).amount(false, cause);
    if (!all) Correction::part(line.derivation, line.amount.ratio(), line.of);
    set_tax(line, difference, tax, false);
    return credit;
}

} // namespace proviso
