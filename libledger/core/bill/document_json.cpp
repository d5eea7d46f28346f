// Canonical bytes of documents. One object, keys in the order written here, absent parts left out; amounts as decimal
// text.
#include "core/bill/document.hpp"
#include "core/json_text.hpp"

namespace proviso {
namespace {

void text_member(std::string &out, std::string_view key, std::string_view text) {
    if (text.empty()) return;
    append_json_key(out, key);
    append_json_string(out, text);
}

void line_json(std::string &out, const Line &line) {
    out += '{';
    append_json_key(out, "kind");
    append_json_string(out, line_kind_name(line.kind));
    text_member(out, "sku", line.sku);
    text_member(out, "text", line.text);
    append_json_key(out, "quantity");
    out += std::to_string(line.quantity);
    if (line.unit_price) text_member(out, "unit_price", line.unit_price->text());
    if (line.fraction) text_member(out, "fraction", line.fraction->text());
    append_json_key(out, "from");
    append_json_string(out, line.service.from.text());
    append_json_key(out, "until");
    append_json_string(out, line.service.until.text());
    append_json_key(out, "amount");
    append_json_string(out, line.amount.text());
    append_json_key(out, "exact");
    append_json_string(out, line.exact.text());
    if (!line.tax_jurisdiction.empty()) {
        append_json_key(out, "tax");
        append_json_string(out, line.tax.text());
        text_member(out, "jurisdiction", line.tax_jurisdiction);
    }
    text_member(out, "ledger", line.ledger);
    text_member(out, "income", line.income);
    append_json_key(out, "clauses");
    out += '[';
    for (std::size_t i = 0; i < line.clauses.size(); ++i) {
        if (i) out += ',';
        append_json_string(out, line.clauses[i]);
    }
    out += ']';
    append_json_key(out, "readings");
    out += '{';
    for (const ReadingUse &use : line.readings) text_member(out, use.reading, use.option);
    out += '}';
    text_member(out, "key", line.key);
    text_member(out, "adjusts", line.adjusts);
    text_member(out, "of", line.of);
    if (!line.derivation.empty()) {
        append_json_key(out, "derivation");
        out += derivation_json(line.derivation);
    }
    if (!line.tax_derivation.empty()) {
        append_json_key(out, "tax_derivation");
        out += derivation_json(line.tax_derivation);
    }
    out += '}';
}

class Reader {
  public:
    explicit Reader(std::string_view json) : cursor_(json) {}

    Result<Document> document() {
        Document document;
        cursor_.expect("{");
        document.account = text("account");
        const auto kind = document_kind_from_name(text("kind"));
        if (!kind)
            cursor_.fail();
        else
            document.kind = *kind;
        document.date = day("date");
        if (cursor_.accept_key("ordinal")) document.ordinal = static_cast<std::int32_t>(cursor_.integer());
        document.due = day("due");
        auto currency = currency_from_code(text("currency"));
        if (!currency) return cursor_.error("the document");
        document.currency = currency_ = *currency;
        document.total = amount("total");
        document.tax = optional_amount("tax");
        document.refers_to = optional_text("refers_to");
        document.pack = text("pack");
        document.pack_version = text("version");
        if (cursor_.accept_key("revision")) document.pack_revision = static_cast<std::int32_t>(cursor_.integer());
        document.terms = optional_text("terms");
        if (!cursor_.accept_key("lines")) cursor_.fail();
        cursor_.expect("[");
        while (cursor_.ok() && cursor_.peek() == '{') {
            document.lines.push_back(line());
            if (!cursor_.accept(',')) break;
        }
        cursor_.expect("]}");
        if (failed_) return std::move(*failed_);
        if (!cursor_.ok() || !cursor_.at_end()) return cursor_.error("the document");
        return document;
    }

  private:
    std::string text(std::string_view key) {
        if (!cursor_.accept_key(key)) {
            cursor_.fail();
            return {};
        }
        return cursor_.string();
    }
    std::string optional_text(std::string_view key) {
        return cursor_.accept_key(key) ? cursor_.string() : std::string{};
    }
    Day day(std::string_view key) { return take(Day::parse(text(key)), Day{}); }
    Amount amount(std::string_view key) { return take(parse_amount(text(key), currency_), Amount(0, currency_)); }
    Amount optional_amount(std::string_view key) {
        if (!cursor_.accept_key(key)) return Amount(0, currency_);
        return take(parse_amount(cursor_.string(), currency_), Amount(0, currency_));
    }
    template <class T> T take(Result<T> result, T otherwise) {
        if (result) return std::move(*result);
        cursor_.fail();
        return otherwise;
    }

    Line line() {
        Line line;
        cursor_.expect("{");
        const auto kind = line_kind_from_name(text("kind"));
        if (!kind)
            cursor_.fail();
        else
            line.kind = *kind;
        line.sku = optional_text("sku");
        line.text = optional_text("text");
        if (cursor_.accept_key("quantity")) line.quantity = cursor_.integer();
        if (cursor_.accept_key("unit_price"))
            line.unit_price = take(parse_unit_price(cursor_.string(), currency_), UnitPrice{});
        if (cursor_.accept_key("fraction")) line.fraction = fraction(cursor_.string());
        line.service.from = day("from");
        line.service.until = day("until");
        line.amount = amount("amount");
        line.exact = take(Ratio::parse(text("exact")), Ratio{});
        line.tax = optional_amount("tax");
        line.tax_jurisdiction = optional_text("jurisdiction");
        line.ledger = optional_text("ledger");
        line.income = optional_text("income");
        if (!cursor_.accept_key("clauses")) cursor_.fail();
        cursor_.expect("[");
        while (cursor_.ok() && cursor_.peek() == '"') {
            line.clauses.push_back(cursor_.string());
            if (!cursor_.accept(',')) break;
        }
        cursor_.expect("]");
        if (!cursor_.accept_key("readings")) cursor_.fail();
        cursor_.expect("{");
        while (cursor_.ok() && cursor_.peek() == '"') {
            ReadingUse use;
            use.reading = cursor_.string();
            cursor_.expect(":");
            use.option = cursor_.string();
            line.readings.push_back(std::move(use));
            if (!cursor_.accept(',')) break;
        }
        cursor_.expect("}");
        line.key = optional_text("key");
        line.adjusts = optional_text("adjusts");
        line.of = optional_text("of");
        if (cursor_.accept_key("derivation")) line.derivation = derivation();
        if (cursor_.accept_key("tax_derivation")) line.tax_derivation = derivation();
        cursor_.expect("}");
        return line;
    }

    Derivation derivation() {
        auto derivation = derivation_from_json(cursor_.raw());
        if (derivation) return std::move(*derivation);
        failed_ = std::move(derivation.error());
        cursor_.fail();
        return {};
    }

    Fraction fraction(const std::string &text) {
        JsonCursor parts(text);
        Fraction fraction;
        fraction.numerator = parts.integer();
        parts.expect("/");
        fraction.denominator = parts.integer();
        if (!parts.ok() || !parts.at_end()) cursor_.fail();
        return fraction;
    }

    JsonCursor cursor_;
    Currency currency_{};
    std::optional<Error> failed_;
};

} // namespace

std::string document_json(const Document &document) {
    std::string out = "{";
    out.reserve(512 * (1 + document.lines.size()));
    append_json_key(out, "account");
    append_json_string(out, document.account);
    append_json_key(out, "kind");
    append_json_string(out, document_kind_name(document.kind));
    append_json_key(out, "date");
    append_json_string(out, document.date.text());
    if (document.ordinal != 1) {
        append_json_key(out, "ordinal");
        out += std::to_string(document.ordinal);
    }
    append_json_key(out, "due");
    append_json_string(out, document.due.text());
    append_json_key(out, "currency");
    append_json_string(out, document.currency.code());
    append_json_key(out, "total");
    append_json_string(out, document.total.text());
    if (!document.tax.is_zero()) {
        append_json_key(out, "tax");
        append_json_string(out, document.tax.text());
    }
    text_member(out, "refers_to", document.refers_to);
    append_json_key(out, "pack");
    append_json_string(out, document.pack);
    append_json_key(out, "version");
    append_json_string(out, document.pack_version);
    append_json_key(out, "revision");
    out += std::to_string(document.pack_revision);
    text_member(out, "terms", document.terms);
    append_json_key(out, "lines");
    out += '[';
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
        if (i) out += ',';
        line_json(out, document.lines[i]);
    }
    out += "]}";
    return out;
}

Result<Document> document_from_json(std::string_view json) { return Reader(json).document(); }

} // namespace proviso
