// Where the days of a book's accounts are told, for readers of events.
#pragma once

#include "book/book.hpp"
#include "capi/context.hpp"
#include "io/event_form.hpp"

namespace proviso::capi {

/// Accounts' zones are asked of the book once each. `otherwise` is the caller's zone; empty: the seller's. The book
/// must outlive the zones. Errors: book.*.
[[nodiscard]] Result<EventZones> event_zones(const Context &context, Book &book, std::string otherwise);

} // namespace proviso::capi
