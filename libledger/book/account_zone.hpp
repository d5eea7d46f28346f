// In which time zone an account's days are told: its own, else the seller's.
#pragma once

#include <string>

#include "book/book.hpp"

namespace proviso {

/// The zone that the account was opened with; empty if it has none or is not open. Errors: book.*.
[[nodiscard]] Result<std::string> account_zone(Book &book, const std::string &account);
/// The seller's zone; empty if none was given. Errors: book.*.
[[nodiscard]] Result<std::string> seller_zone(Book &book);

} // namespace proviso
