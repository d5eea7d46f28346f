// Rate decks as CSV with a header: KAZOO's column names, or simply prefix and rate.
//
//   prefix              digits of the international form, "+" allowed; empty: every number
//   rate_cost, rate     price per minute
//   rate_surcharge      for each call
//   rate_minimum        seconds; rate_increment seconds; rate_nocharge_time seconds
//   description         text; other columns are passed over (routes, weight, iso_country_code, ...)
//
// Prices are decimals with up to nine places, in the currency given.
#pragma once

#include <string>
#include <string_view>

#include "core/rate/deck.hpp"

namespace proviso {

/// Errors, with `where` name:line: csv.syntax, column.missing, deck.invalid, money.*, text.not_utf8, input.too_large.
[[nodiscard]] Result<RateDeck> read_rate_deck(std::string_view bytes, const std::string &name, Currency currency);

} // namespace proviso
