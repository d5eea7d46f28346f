// Call rows of a book, read and written again block by block. Internal to book/.
#pragma once

#include <functional>
#include <vector>

#include "book/removal.hpp"
#include "io/json.hpp"
#include "io/usage_batch.hpp"

namespace proviso {

/// Every batch of usage with its entry; `data` is what the entry says of it, null if nothing. Inside a read or a write.
[[nodiscard]] Result<void>
visit_batches(Store &store,
              const std::function<void(std::uint64_t batch, const EntryRow &entry, const JsonNode *data)> &visit);

/// A batch of a kind of usage ("calls", "sessions").
struct HeldBatch {
    std::uint64_t batch = 0, entry = 0;
    std::string kind;
};
/// Inside a read or a write.
[[nodiscard]] Result<std::vector<HeldBatch>> held_batches(Store &store);

/// Every block of rows of the call batches, decoded. `visit` returns false to stop. Inside a read or a write.
[[nodiscard]] Result<void>
visit_call_rows(Store &store, const std::function<Result<bool>(const HeldBatch &batch, const CallRows &rows)> &visit);

/// What becomes of one block: numbers in `rows` may be changed; rows whose `keep` is set to false go. True if anything
/// is to change.
using EditRows = std::function<Result<bool>(CallRows &rows, std::vector<bool> &keep)>;
/// Writes the blocks again under new salts and adds the changes to the removal, under the number of its entry. Inside a
/// write.
[[nodiscard]] Result<void> edit_call_rows(Book::Impl &book, std::uint64_t entry, const EditRows &edit,
                                          Removal &removal);

} // namespace proviso
