#include "book/held_rows.hpp"

#include <algorithm>

namespace proviso {
namespace {

/// Numbers of a batch's blocks that hold rows.
Result<std::vector<std::uint64_t>> blocks_of(Store &store, std::uint64_t batch) {
    PV_TRY(const CursorPtr<UsageBlock> blocks, store.blocks(batch));
    std::vector<std::uint64_t> numbers;
    UsageBlock block;
    for (;;) {
        PV_TRY(const bool more, blocks->next(block));
        if (!more) return numbers;
        if (block.rows > 0) numbers.push_back(block.block);
    }
}

template <class T> void keep_only(std::vector<T> &column, const std::vector<bool> &keep) {
    std::size_t to = 0;
    for (std::size_t from = 0; from < column.size(); ++from)
        if (keep[from]) column[to++] = column[from];
    column.resize(to);
}

void keep_only(CallRows &rows, const std::vector<bool> &keep) {
    keep_only(rows.row, keep);
    keep_only(rows.account, keep);
    keep_only(rows.answered, keep);
    keep_only(rows.day, keep);
    keep_only(rows.millis, keep);
    keep_only(rows.billed_millis, keep);
    keep_only(rows.numerator, keep);
    keep_only(rows.number, keep);
    keep_only(rows.status, keep);
    keep_only(rows.price, keep);
    keep_only(rows.identity, keep);
}

} // namespace

Result<void>
visit_batches(Store &store,
              const std::function<void(std::uint64_t batch, const EntryRow &entry, const JsonNode *data)> &visit) {
    PV_TRY(const auto batches, store.batches());
    for (const auto &[batch, entry] : batches) {
        PV_TRY(const CursorPtr<EntryRow> at, store.entries(entry));
        EntryRow stored;
        PV_TRY(const bool found, at->next(stored));
        if (!found) continue;
        PV_TRY(const JsonNode body, read_json(stored.body));
        visit(batch, stored, body.find("data"));
    }
    return {};
}

Result<std::vector<HeldBatch>> held_batches(Store &store) {
    std::vector<HeldBatch> held;
    PV_CHECK(visit_batches(store, [&](std::uint64_t batch, const EntryRow &entry, const JsonNode *data) {
        const JsonNode *kind = data ? data->find("kind") : nullptr;
        held.push_back({batch, entry.number, kind ? kind->text : std::string()});
    }));
    return held;
}

Result<void> visit_call_rows(Store &store,
                             const std::function<Result<bool>(const HeldBatch &, const CallRows &)> &visit) {
    PV_TRY(const std::vector<HeldBatch> batches, held_batches(store));
    for (const HeldBatch &batch : batches) {
        if (batch.kind != "calls") continue;
        PV_TRY(const CursorPtr<UsageBlock> blocks, store.blocks(batch.batch));
        UsageBlock block;
        for (;;) {
            PV_TRY(const bool more, blocks->next(block));
            if (!more) break;
            if (block.rows == 0) continue;
            PV_TRY(const CallRows rows, decode_call_rows(block.bytes));
            PV_TRY(const bool on, visit(batch, rows));
            if (!on) return {};
        }
    }
    return {};
}

Result<void> edit_call_rows(Book::Impl &book, std::uint64_t entry, const EditRows &edit, Removal &removal) {
    Store &store = *book.store;
    PV_TRY(const std::vector<HeldBatch> batches, held_batches(store));
    for (const HeldBatch &batch : batches) {
        if (batch.kind != "calls") continue;
        PV_TRY(const std::vector<std::uint64_t> numbers, blocks_of(store, batch.batch));
        for (const std::uint64_t number : numbers) {
            PV_TRY(std::optional<UsageBlock> block, store.block(batch.batch, number));
            if (!block) continue;
            PV_TRY(CallRows rows, decode_call_rows(block->bytes));
            std::vector<bool> keep(rows.size(), true);
            PV_TRY(const bool changed, edit(rows, keep));
            if (!changed) continue;
            UsageChange change;
            change.entry = entry;
            change.batch = batch.batch;
            change.block = number;
            change.was = block_hash(*block);
            keep_only(rows, keep);
            change.gone = block->rows - rows.size();
            if (rows.size() == 0) {
                PV_CHECK(store.change_block(change, nullptr));
            } else {
                block->rows = rows.size();
                block->bytes = encode_call_rows(rows);
                PV_TRY(block->salt, book.random(32));
                change.now = block_hash(*block);
                PV_CHECK(store.change_block(change, &*block));
            }
            removal.block(change);
        }
    }
    return {};
}

} // namespace proviso
