#include "core/engine/agreement_money.hpp"

namespace proviso {
namespace {

/// The number without the currency behind it, which must be the agreement's.
Result<std::string_view> number_of(std::string_view text, Currency currency) {
    const std::string_view code = written_currency(text);
    if (code.empty()) return text;
    if (code != currency.code())
        return Error(Code::event_currency,
                     "the amount is in " + std::string(code) + ", and the agreement is in " +
                         std::string(currency.code()),
                     "record it under an agreement in that currency");
    return text.substr(0, text.find(' '));
}

} // namespace

std::string_view written_currency(std::string_view text) {
    const auto space = text.find(' ');
    return space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
}

Result<Amount> agreement_amount(std::string_view text, Currency currency) {
    PV_TRY(const std::string_view number, number_of(text, currency));
    return parse_amount(number, currency);
}

Result<UnitPrice> agreement_price(std::string_view text, Currency currency) {
    PV_TRY(const std::string_view number, number_of(text, currency));
    return parse_unit_price(number, currency);
}

} // namespace proviso
