// Amounts and prices as events write them: in the agreement's currency, which may be named ("66.33", "66.33 USD").
#pragma once

#include <string_view>

#include "core/money/amount.hpp"

namespace proviso {

/// The currency code behind the number; empty if none is written.
[[nodiscard]] std::string_view written_currency(std::string_view text);
/// Errors: event.currency (another currency than the agreement's), and those of parse_amount.
[[nodiscard]] Result<Amount> agreement_amount(std::string_view text, Currency currency);
/// Errors: event.currency, and those of parse_unit_price.
[[nodiscard]] Result<UnitPrice> agreement_price(std::string_view text, Currency currency);

} // namespace proviso
