#include "core/event/form.hpp"

#include <algorithm>

#include "core/utf8.hpp"

namespace proviso {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Error wrong_form(const FieldSpec &spec, std::string_view text, std::string todo) {
    return Error(
        Code::event_field_type,
        "field \"" + std::string(spec.name) + "\" is not " +
            (spec.choices.empty() ? "of kind " + std::string(field_kind_name(spec.kind)) : "one of its choices") +
            ": " + excerpt(text),
        std::move(todo));
}

/// A decimal number as written, and what it is.
struct Decimal {
    bool ok = false;
    bool negative = false;     ///< below zero: "-0.00" is not
    std::string whole;         ///< digits without leading zeros, at least one
    std::string_view fraction; ///< digits, may be empty
};

Decimal read_decimal(std::string_view text, std::size_t whole_digits, std::size_t fraction_digits) {
    Decimal out;
    const bool minus = !text.empty() && text.front() == '-';
    if (minus) text.remove_prefix(1);
    const auto point = text.find('.');
    std::string_view whole = text.substr(0, point);
    if (point != std::string_view::npos) {
        out.fraction = text.substr(point + 1);
        if (!all_digits(out.fraction) || out.fraction.size() > fraction_digits) return out;
    }
    if (!all_digits(whole)) return out;
    while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
    if (whole.size() > whole_digits) return out;
    const auto is_zero = [](char c) { return c == '0'; };
    out.negative = minus && !(whole == "0" && std::all_of(out.fraction.begin(), out.fraction.end(), is_zero));
    out.whole = whole;
    out.ok = true;
    return out;
}

std::string decimal_of(const Decimal &value) {
    std::string out = value.negative ? "-" + value.whole : value.whole;
    if (!value.fraction.empty()) out += '.' + std::string(value.fraction);
    return out;
}

Result<Field> read_text(const FieldSpec &spec, std::string_view text) {
    if (text.empty()) return wrong_form(spec, text, "leave the field out or give it a value");
    if (text.size() > longest_text || !is_utf8(text) || has_control(text))
        return wrong_form(spec, text, "use at most 4096 bytes of UTF-8 without control characters");
    if (!spec.choices.empty()) {
        const std::string listed = "|" + std::string(spec.choices) + "|";
        if (text.find('|') != std::string_view::npos ||
            listed.find("|" + std::string(text) + "|") == std::string::npos) {
            std::string todo = "use one of: " + std::string(spec.choices);
            for (std::size_t at = 0; (at = todo.find('|', at)) != std::string::npos; at += 2) todo.replace(at, 1, ", ");
            return wrong_form(spec, text, std::move(todo));
        }
    }
    return Field{std::string(spec.name), std::string(text), 0};
}

/// "66.33", "66.33 USD"; whether the decimals suit the currency is told where the agreement's currency is known.
Result<Field> read_money(const FieldSpec &spec, std::string_view text) {
    std::string_view digits = text;
    std::string_view currency;
    if (const auto blank = text.find(' '); blank != std::string_view::npos) {
        digits = text.substr(0, blank);
        currency = text.substr(blank + 1);
        const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
        if (currency.size() != 3 || !std::all_of(currency.begin(), currency.end(), is_capital))
            return wrong_form(spec, text, "write the currency as three capitals after one blank: 66.33 USD");
    }
    const Decimal value = read_decimal(digits, 15, 9);
    if (!value.ok) return wrong_form(spec, text, "write digits with a point and no separators: 1234.50");
    if (value.negative)
        return Error(Code::event_amount_negative,
                     "field \"" + std::string(spec.name) + "\" is negative: " + std::string(digits),
                     "record the opposite fact instead of a negative amount");
    std::string out = decimal_of(value);
    if (!currency.empty()) out += ' ' + std::string(currency);
    return Field{std::string(spec.name), std::move(out), 0};
}

Result<Field> read_integer(const FieldSpec &spec, std::string_view text) {
    const Decimal value = read_decimal(text, 18, 0);
    if (!value.ok) return wrong_form(spec, text, "write a whole number");
    std::int64_t number = 0;
    for (const char digit : value.whole) number = number * 10 + (digit - '0');
    if (value.negative)
        return Error(Code::event_quantity_negative,
                     "field \"" + std::string(spec.name) + "\" is negative: -" + value.whole,
                     "record what is given back as its own event");
    if (number == 0 && spec.kind == FieldKind::quantity)
        return Error(Code::event_quantity_zero, "field \"" + std::string(spec.name) + "\" is zero",
                     "leave the event out, or give a number above zero");
    if (number > largest_quantity) return wrong_form(spec, text, "use at most 1000000000");
    return Field{std::string(spec.name), value.whole, number};
}

Result<Field> read_seconds(const FieldSpec &spec, std::string_view text) {
    Decimal value = read_decimal(text, 9, 6);
    if (!value.ok) return wrong_form(spec, text, "write seconds with at most six decimals: 12.4");
    if (value.negative)
        return Error(Code::event_quantity_negative,
                     "field \"" + std::string(spec.name) + "\" is negative: " + std::string(text),
                     "give the time that was used");
    while (!value.fraction.empty() && value.fraction.back() == '0') value.fraction.remove_suffix(1);
    std::int64_t micros = 0;
    for (const char digit : value.whole) micros = micros * 10 + (digit - '0');
    for (std::size_t i = 0; i < 6; ++i)
        micros = micros * 10 + (i < value.fraction.size() ? value.fraction[i] - '0' : 0);
    return Field{std::string(spec.name), decimal_of(value), micros};
}

Result<Field> read_ratio(const FieldSpec &spec, std::string_view text) {
    const auto ratio = Ratio::parse(text);
    if (!ratio) return wrong_form(spec, text, "write a decimal or a fraction: 0.0825 or 1/120");
    if (ratio->sign() < 0)
        return Error(Code::event_amount_negative,
                     "field \"" + std::string(spec.name) + "\" is negative: " + std::string(text), "give zero or more");
    return Field{std::string(spec.name), std::string(text), 0};
}

} // namespace

Result<Field> read_scalar(const FieldSpec &spec, std::string_view text) {
    switch (spec.kind) {
    case FieldKind::text:
        return read_text(spec, text);
    case FieldKind::amount:
    case FieldKind::price:
        return read_money(spec, text);
    case FieldKind::ratio:
        return read_ratio(spec, text);
    case FieldKind::quantity:
    case FieldKind::count:
        return read_integer(spec, text);
    case FieldKind::seconds:
        return read_seconds(spec, text);
    case FieldKind::day: {
        const auto value = Day::parse(text);
        if (!value) return wrong_form(spec, text, "write a date that exists as 2013-03-20");
        return Field{std::string(spec.name), value->text(), value->number()};
    }
    case FieldKind::instant: {
        const auto value = Instant::parse(text);
        if (!value) return wrong_form(spec, text, "write an instant with its offset: 2013-03-20T10:00:00-07:00");
        return Field{std::string(spec.name), value->text(), value->micros()};
    }
    case FieldKind::flag:
        if (text != "true" && text != "false") return wrong_form(spec, text, "write true or false");
        return Field{std::string(spec.name), std::string(text), text == "true" ? 1 : 0};
    case FieldKind::items:
    case FieldKind::lines:
    case FieldKind::counts:
        break;
    }
    return wrong_form(spec, text, "give a list");
}

Result<void> check_name(std::string_view what, std::string_view name) {
    if (name.size() > longest_name || !is_utf8(name) || has_control(name) ||
        (!name.empty() && (name.front() == ' ' || name.back() == ' ')))
        return Error(Code::event_field_type, "the " + std::string(what) + " is not a usable name",
                     "use at most 255 bytes of UTF-8 without control characters or blanks at the ends");
    return {};
}

} // namespace proviso
