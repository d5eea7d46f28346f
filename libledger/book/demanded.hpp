// The days on which documents that are payable on demand fall due. Internal to book/.
#pragma once

#include <vector>

#include "book/facts.hpp"
#include "book/ledger.hpp"

namespace proviso {

/// A sealed document says "on demand" for ever; a demand made later stands in the events. Puts the day of the earliest
/// open demand made by then in the place of on_demand, where there is one.
[[nodiscard]] Result<void> put_demanded_days(Book::Impl &book, const StoredAccount &account, const View &view,
                                             std::vector<StoredDocument> &documents);

} // namespace proviso
