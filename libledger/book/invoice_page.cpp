#include "book/invoice_page.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "book/print_text.hpp"
#include "core/bill/tax.hpp"
#include "core/explain/shown_value.hpp"
#include "core/post/posting.hpp"

namespace proviso {
namespace {

constexpr std::size_t payments_listed_max = 12; ///< more are shown as one sum

/// Sums of amounts that may not fit an Amount any more: 128 bits hold all that a document can carry.
std::string money(Int128 minor, Currency currency) {
    std::string digits = int128_text(minor < 0 ? -minor : minor);
    const std::size_t decimals = currency.exponent;
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
    return (minor < 0 ? "-" : "") + grouped(digits);
}

std::string text_of(const PartyTexts &texts, const std::string &key) {
    const auto at = texts.find(key);
    return at == texts.end() ? std::string() : at->second;
}

PageParty party(const PartyTexts &texts, const std::string &otherwise) {
    PageParty party;
    party.name = printable(text_of(texts, "name"));
    if (party.name.empty()) party.name = printable(otherwise);
    party.details = printable_lines(text_of(texts, "address"));
    for (const char *key : {"email", "phone"})
        if (std::string line = printable(text_of(texts, key)); !line.empty()) party.details.push_back(std::move(line));
    if (const std::string id = printable(text_of(texts, "tax_id")); !id.empty())
        party.details.push_back("Tax ID " + id);
    return party;
}

/// With as many decimals as the currency has, or more: "199.00" where the price list says 199.
std::string price_text(const UnitPrice &price) {
    std::string text = price.text();
    if (price.scale == 0 && price.currency.exponent > 0) text += '.';
    for (std::size_t scale = price.scale; scale < price.currency.exponent; ++scale) text += '0';
    return grouped(text);
}

const Ratio *number_of(const Step &step) { return std::get_if<Ratio>(&step.value); }

/// "1,000 calls come to 300 min 12 s."
std::vector<std::string> usage_working(const Line &line) {
    const Step *billed = line.derivation.find("billed seconds");
    const Ratio *seconds = billed ? number_of(*billed) : nullptr;
    if (!seconds) return {};
    const Int128 whole = seconds->numerator() / seconds->denominator();
    const auto rest = subtract(*seconds, Ratio(static_cast<std::int64_t>(whole - whole % 60)));
    if (!rest) return {};
    return {"billed " + grouped(int128_text(whole / 60)) + " min " + shown_value(*rest) + " s"};
}

/// "597 from 2013-04-01 to 2013-05-16, 45 days" for each part, the rate, and the exact sum less what was billed before.
std::vector<std::string> interest_working(const Line &line) {
    std::vector<std::string> working;
    std::string part, rate;
    const auto &steps = line.derivation.steps;
    for (const Step &step : steps) {
        const std::string shown = shown_value(step.value);
        if (step.name == "interest.monthly_rate") rate = "at " + shown + " a month";
        if (step.name == "principal") part = "late " + shown;
        if (step.name == "due" || step.name == "interest from") part += " from " + shown;
        if (step.name == "paid") {
            part += " to " + shown;
            working.push_back(std::exchange(part, {}));
        }
        if (step.name == "days late" && !working.empty()) working.back() += ", " + shown + " days";
        if (step.name == "billed before") rate += ", less " + shown + " billed before";
    }
    if (!rate.empty()) working.push_back(rate + ": exactly " + shown_value(line.exact));
    return working;
}

std::vector<std::string> working_of(const Line &line) {
    std::vector<std::string> working;
    if (line.kind == LineKind::usage) working = usage_working(line);
    if (line.kind == LineKind::interest) working = interest_working(line);
    for (std::string &text : working) text = printable(text);
    return working;
}

PageLine page_line(const Line &line) {
    PageLine page;
    page.text = printable(line.text.empty() ? line.sku : line.text);
    page.period = period_text(line.service);
    const bool calls = line.kind == LineKind::usage && line.unit_price;
    if (line.quantity != 0) page.quantity = grouped(std::to_string(line.quantity));
    if (line.unit_price) page.unit_price = price_text(*line.unit_price);
    if (calls) { // one price for all calls of a line is per minute (core/rate/usage.hpp)
        page.quantity_unit = line.quantity == 1 ? "call" : "calls";
        page.price_unit = "per minute";
    }
    if (line.fraction) page.share = line.fraction->text();
    page.multiplies = !calls && line.unit_price && line.quantity != 0;
    page.working = working_of(line);
    page.amount = money(line.amount.minor(), line.amount.currency());
    page.basis = joined(line.clauses, ", ");
    if (!line.readings.empty()) page.basis += (page.basis.empty() ? "" : "; ") + readings_text(line.readings, ", ");
    page.basis = printable(page.basis);
    return page;
}

/// The tax of one jurisdiction at one rate, in lines that contain it and on lines of its own.
struct TaxGroup {
    Int128 contained = 0;
    Int128 net = 0; ///< of the lines that contain it
    Int128 on_top = 0;
};
using TaxKey = std::pair<std::string, std::string>; ///< jurisdiction, "8.25%" or empty

std::string percent(const Derivation &derivation) {
    const Step *rate = derivation.find("rate");
    const Ratio *number = rate ? std::get_if<Ratio>(&rate->value) : nullptr;
    if (!number) return {};
    const auto hundredfold = multiply(*number, Ratio(100));
    return hundredfold ? shown_value(*hundredfold) + "%" : std::string();
}

std::map<TaxKey, TaxGroup> taxes(const Document &document) {
    std::map<TaxKey, TaxGroup> groups;
    for (const Line &line : document.lines) {
        if (is_all_tax(line)) {
            std::string place = line.tax_jurisdiction;
            if (line.ledger.starts_with(chart::tax_prefix)) place = line.ledger.substr(chart::tax_prefix.size());
            groups[{place, percent(line.derivation)}].on_top += line.amount.minor();
        } else if (!line.tax.is_zero()) {
            TaxGroup &group = groups[{line.tax_jurisdiction, percent(line.tax_derivation)}];
            group.contained += line.tax.minor();
            group.net += line.amount.minor();
            group.net -= line.tax.minor();
        }
    }
    return groups;
}

std::string tax_label(const TaxKey &key) {
    std::string label = "tax";
    if (!key.first.empty()) label += " " + printable(key.first);
    if (!key.second.empty()) label += " " + key.second;
    return label;
}

void add_total(const Document &document, std::vector<PageSum> &sums) {
    const Currency currency = document.currency;
    const auto groups = taxes(document);
    Int128 on_top = 0;
    for (const auto &[key, group] : groups) on_top += group.on_top;
    if (on_top != 0) {
        sums.push_back({"Subtotal", money(document.total.minor() - on_top, currency), SumWeight::plain});
        for (const auto &[key, group] : groups)
            if (group.on_top != 0)
                sums.push_back({"Plus " + tax_label(key), money(group.on_top, currency), SumWeight::plain});
    }
    const std::string what = document.kind == DocumentKind::credit_note ? "Total credited " : "Total ";
    sums.push_back({what + std::string(currency.code()), money(document.total.minor(), currency), SumWeight::total});
    for (const auto &[key, group] : groups)
        if (group.contained != 0)
            sums.push_back({"includes " + tax_label(key) + " on " + money(group.net, currency),
                            money(group.contained, currency), SumWeight::remark});
}

void add_settled(const DocumentView &view, std::vector<PageSum> &sums) {
    const Currency currency = view.document.currency;
    Int128 settled = 0;
    for (const Allocation &allocation : view.allocations) settled += allocation.amount.minor();
    const Int128 rest = Int128(view.document.total.minor()) - settled - view.row.open.minor();
    if (view.allocations.size() <= payments_listed_max) {
        for (const Allocation &allocation : view.allocations)
            sums.push_back({(allocation.amount.minor() < 0 ? "Taken back "
                             : allocation.payment == 0     ? "Credited "
                                                           : "Paid ") +
                                allocation.on.text(),
                            money(-Int128(allocation.amount.minor()), currency), SumWeight::plain});
    } else {
        sums.push_back({"Paid, " + std::to_string(view.allocations.size()) + " entries", money(-settled, currency),
                        SumWeight::plain});
    }
    if (rest != 0) sums.push_back({"Settled otherwise", money(-rest, currency), SumWeight::plain});
    sums.push_back(
        {"Amount due " + std::string(currency.code()), money(view.row.open.minor(), currency), SumWeight::total});
}

std::string due_text(const Document &document) { return document.due == on_demand ? "on demand" : document.due.text(); }

std::string terms_sentence(const DocumentView &view, const RenderNotes &notes) {
    const Document &document = view.document;
    if (document.kind == DocumentKind::credit_note)
        return "This amount is credited to account " + printable(document.account) + ".";
    if (view.row.open.minor() <= 0) return "Nothing is left to pay on this document.";
    std::string sentence = view.row.number.empty() ? "A draft asks for no payment. Once issued, " : "";
    const bool demand = document.due == on_demand;
    sentence += money(view.row.open.minor(), document.currency) + " " + std::string(document.currency.code()) +
                (demand ? " is due once it is demanded, after the days that the contract gives."
                        : " is due on " + document.due.text() + ".");
    if (document.kind == DocumentKind::invoice && !notes.interest_clauses.empty())
        sentence += std::string(demand ? " What is paid late" : " What is paid after that day") +
                    " bears late interest under " + printable(joined(notes.interest_clauses, ", ")) +
                    ", billed on a document of its own.";
    return sentence;
}

std::vector<PageFact> facts(const DocumentView &view, const RenderNotes &notes) {
    const Document &document = view.document;
    std::vector<PageFact> facts;
    if (view.row.number.empty()) facts.push_back({"Draft id", document.draft_id()});
    facts.push_back({"Date", document.date.text()});
    if (document.kind != DocumentKind::credit_note) facts.push_back({"Due", due_text(document)});
    if (!notes.refers_to_number.empty())
        facts.push_back({"Refers to", printable(notes.refers_to_number)});
    else if (!document.refers_to.empty())
        facts.push_back({"Refers to", "document " + printable(document.refers_to)});
    facts.push_back({"Account", printable(document.account)});
    facts.push_back({"Currency", std::string(document.currency.code())});
    if (const std::string contract = printable(notes.contract); !contract.empty())
        facts.push_back({"Contract", contract});
    facts.push_back({"Rules", printable(pack_text(document))});
    return facts;
}

std::vector<std::string> page_notes(const DocumentView &view) {
    std::vector<std::string> notes;
    const auto &lines = view.document.lines;
    if (std::any_of(lines.begin(), lines.end(), [](const Line &line) { return line.service.days() > 1; }))
        notes.emplace_back("Service periods include their first and their last day.");
    notes.emplace_back("Each line follows from the clauses and readings beside it. To see every step of it:");
    return notes;
}

std::string command(const DocumentView &view) {
    if (!view.row.number.empty()) return "proviso explain " + shell_word(printable(view.row.number));
    return "proviso explain " + shell_word(view.document.draft_id()) + " --account " +
           shell_word(printable(view.document.account));
}

} // namespace

std::string grouped(std::string_view decimal) {
    const std::size_t from = decimal.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(decimal.find('.'), decimal.size());
    std::string out(decimal);
    for (std::size_t at = point; at > from + 3;) out.insert(at -= 3, 1, ',');
    return out;
}

std::string joined(const std::vector<std::string> &parts, std::string_view separator) {
    std::string out;
    for (const std::string &part : parts) {
        if (!out.empty()) out += separator;
        out += part;
    }
    return out;
}

std::string readings_text(const std::vector<ReadingUse> &readings, std::string_view separator) {
    std::vector<std::string> parts;
    for (const ReadingUse &use : readings) parts.push_back(use.reading + " = " + use.option);
    return joined(parts, separator);
}

std::string period_text(const Period &period) {
    if (period.days() <= 0) return {};
    if (period.days() == 1) return period.from.text();
    return period.from.text() + " to " + (period.until - 1).text();
}

std::string pack_text(const Document &document) {
    return document.pack + ", text of " + document.pack_version + ", revision " +
           std::to_string(document.pack_revision);
}

std::string_view kind_title(DocumentKind kind) {
    constexpr std::array<std::string_view, 3> titles{"Invoice", "Late interest", "Credit note"};
    return titles[static_cast<std::size_t>(kind)];
}

InvoicePage invoice_page(const DocumentView &view, const PartyTexts &seller, const RenderNotes &notes) {
    const Document &document = view.document;
    InvoicePage page;
    page.title = kind_title(document.kind);
    page.number = printable(view.row.number);
    page.draft = page.number.empty();
    page.seller = party(seller, "");
    page.customer = party(view.customer, view.row.account_name.empty() ? document.account : view.row.account_name);
    page.facts = facts(view, notes);
    for (const Line &line : document.lines) page.lines.push_back(page_line(line));
    add_total(document, page.sums);
    if (!page.draft && document.kind != DocumentKind::credit_note) add_settled(view, page.sums);
    page.terms = terms_sentence(view, notes);
    page.how_to_pay = printable_lines(text_of(seller, "payment"));
    page.notes = page_notes(view);
    page.command = command(view);
    page.fingerprint = printable(view.fingerprint);
    page.sha256 = printable(view.sha256);
    return page;
}

} // namespace proviso
