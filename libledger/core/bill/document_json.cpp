// Canonical bytes of documents. One object, keys in the order written here, absent parts left out; amounts as decimal
// text.
#include "core/bill/document.hpp"
#include "core/json_text.hpp"

namespace proviso {
namespace {

constexpr std::size_t head_bytes_usual = 256;
constexpr std::size_t line_bytes_usual = 1024;

/// `begin` is what stands before the text: `,"sku":`.
void append_text(std::string &out, std::string_view begin, std::string_view text) {
    out += begin;
    append_json_string(out, text);
}

void append_member(std::string &out, std::string_view begin, std::string_view text) {
    if (!text.empty()) append_text(out, begin, text);
}

/// Of numbers, days and amounts: nothing in their texts is ever escaped.
void append_plain(std::string &out, std::string_view begin, std::string_view text) {
    out += begin;
    out += '"';
    out += text;
    out += '"';
}

void line_json(std::string &out, const Line &line) {
    append_plain(out, R"({"kind":)", line_kind_name(line.kind));
    append_member(out, R"(,"sku":)", line.sku);
    append_member(out, R"(,"text":)", line.text);
    out += R"(,"quantity":)";
    out += std::to_string(line.quantity);
    if (line.unit_price) append_plain(out, R"(,"unit_price":)", line.unit_price->text());
    if (line.fraction) append_plain(out, R"(,"fraction":)", line.fraction->text());
    append_plain(out, R"(,"from":)", line.service.from.text());
    append_plain(out, R"(,"until":)", line.service.until.text());
    append_plain(out, R"(,"amount":)", line.amount.text());
    append_plain(out, R"(,"exact":)", line.exact.text());
    if (!line.tax_jurisdiction.empty()) {
        append_plain(out, R"(,"tax":)", line.tax.text());
        append_text(out, R"(,"jurisdiction":)", line.tax_jurisdiction);
    }
    append_member(out, R"(,"ledger":)", line.ledger);
    append_member(out, R"(,"income":)", line.income);
    out += R"(,"clauses":[)";
    for (std::size_t i = 0; i < line.clauses.size(); ++i) append_text(out, i ? "," : "", line.clauses[i]);
    out += R"(],"readings":{)";
    for (const ReadingUse &use : line.readings) {
        if (use.option.empty()) continue;
        append_json_key(out, use.reading);
        append_json_string(out, use.option);
    }
    out += '}';
    append_member(out, R"(,"key":)", line.key);
    append_member(out, R"(,"adjusts":)", line.adjusts);
    append_member(out, R"(,"of":)", line.of);
    if (!line.derivation.empty()) {
        out += R"(,"derivation":)";
        append_derivation_json(out, line.derivation);
    }
    if (!line.tax_derivation.empty()) {
        out += R"(,"tax_derivation":)";
        append_derivation_json(out, line.tax_derivation);
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
        std::size_t length = 0;
        auto derivation = derivation_at_front(cursor_.rest(), length);
        if (derivation) {
            cursor_.skip(length);
            return std::move(*derivation);
        }
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
    std::string out;
    out.reserve(head_bytes_usual + line_bytes_usual * document.lines.size());
    append_text(out, R"({"account":)", document.account);
    append_plain(out, R"(,"kind":)", document_kind_name(document.kind));
    append_plain(out, R"(,"date":)", document.date.text());
    if (document.ordinal != 1) {
        out += R"(,"ordinal":)";
        out += std::to_string(document.ordinal);
    }
    append_plain(out, R"(,"due":)", document.due.text());
    append_text(out, R"(,"currency":)", document.currency.code());
    append_plain(out, R"(,"total":)", document.total.text());
    if (!document.tax.is_zero()) append_plain(out, R"(,"tax":)", document.tax.text());
    append_member(out, R"(,"refers_to":)", document.refers_to);
    append_text(out, R"(,"pack":)", document.pack);
    append_text(out, R"(,"version":)", document.pack_version);
    out += R"(,"revision":)";
    out += std::to_string(document.pack_revision);
    append_member(out, R"(,"terms":)", document.terms);
    out += R"(,"lines":[)";
    for (const Line &line : document.lines) {
        if (out.back() == '}') out += ',';
        line_json(out, line);
    }
    out += "]}";
    return out;
}

Result<Document> document_from_json(std::string_view json) { return Reader(json).document(); }

} // namespace proviso
