// In which time zone an account's days are told: its own, else the seller's.
#pragma once

#include <string>

#include "book/book.hpp"
#include "book/day_zones.hpp"

namespace proviso {

/// The zone that the account was opened with, or that the reading of whose day it is puts in its place; empty if it has
/// none or is not open. Errors: book.*.
[[nodiscard]] Result<std::string> account_zone(Book &book, const std::string &account, const DayZones &zones);
/// As of now. Errors: book.*, reading.*, argument.missing (no clock).
[[nodiscard]] Result<DayZones> day_zones(Book &book);
/// The seller's zone; empty if none was given. Errors: book.*.
[[nodiscard]] Result<std::string> seller_zone(Book &book);

} // namespace proviso
