#include "book/usage.hpp"

#include <algorithm>

#include "book/held_rows.hpp"
#include "book/stored_event.hpp"
#include "book/usage_import.hpp"
#include "book/usage_text.hpp"
#include "io/json.hpp"

namespace proviso {
namespace {
constexpr std::size_t most_samples = 20;

Result<Ratio> exact_sum(const AccountUsage &usage) {
    Ratio sum;
    for (const UsageTotal &total : usage.totals) { PV_TRY(sum, add(sum, total.exact)); }
    return sum;
}
} // namespace

Result<void> UsageWriter::begin() {
    PV_TRY(batch_, store_.next_batch());
    PV_TRY(sealed_, book_.day_setting(setting::sealed_through));
    report_.kind = label_.kind;
    report_.file = label_.file;
    report_.source = label_.source;
    return {};
}

Result<std::uint64_t> UsageWriter::number_of(const std::string &account) {
    const auto known = numbers_.find(account);
    if (known != numbers_.end()) return known->second;
    PV_TRY(const std::optional<StoredAccount> row, store_.account(account));
    return numbers_.emplace(account, row && row->opened != 0 ? row->number : 0).first->second;
}

Result<bool> UsageWriter::knows(const std::string &account) {
    PV_TRY(const std::uint64_t number, number_of(account));
    return number != 0;
}

Result<void> UsageWriter::add_rows(std::string_view block, std::uint64_t rows) {
    if (block.size() > largest_block)
        return Error(Code::input_too_large, "a block of rows is larger than 16 MiB", "split it");
    PV_TRY(std::string salt, book_.random(32));
    const UsageBlock stored{batch_, ++blocks_, rows, std::string(block), std::move(salt)};
    block_digest_.add(hex(block_hash(stored)));
    return store_.add_block(stored);
}

Result<void> UsageWriter::add_account(AccountUsage usage) {
    PV_TRY(const std::uint64_t number, number_of(usage.account));
    if (number == 0)
        return Error(Code::event_account_unknown, "account \"" + usage.account + "\" has not been opened",
                     "import it first");
    AccountUsage &share = shares_[number];
    share.account = usage.account;
    std::move(usage.totals.begin(), usage.totals.end(), std::back_inserter(share.totals));
    std::move(usage.sessions.begin(), usage.sessions.end(), std::back_inserter(share.sessions));
    return {};
}

Result<void> UsageWriter::suspend(SuspendedRow row) {
    SuspenseEntry entry;
    entry.kind = label_.kind;
    entry.file = label_.file;
    entry.source = label_.source;
    entry.row = row.row;
    entry.account = std::move(row.account);
    entry.raw = std::move(row.raw);
    entry.reason = std::move(row.reason);
    entry.recorded_at = now_;
    PV_TRY(const std::uint64_t id, store_.add_suspense(entry));
    ++report_.suspended;
    const std::string code(code_name(entry.reason.code));
    auto at =
        std::find_if(report_.reasons.begin(), report_.reasons.end(), [&](const auto &r) { return r.first >= code; });
    if (at == report_.reasons.end() || at->first != code) at = report_.reasons.insert(at, {code, 0});
    ++at->second;
    if (report_.samples.size() < most_samples) report_.samples.push_back({id, entry.row, entry.reason});
    return {};
}

/// Login names are personal: what is hashed holds commitments in their place, one for each name of the batch.
Result<void> UsageWriter::set_apart(std::uint64_t account, std::vector<Session> &sessions) {
    std::map<std::string, std::string> commitments;
    for (Session &session : sessions) {
        std::string &committed = commitments[session.seat];
        if (committed.empty()) {
            UsageSeat row{batch_, account, {}, {}, session.seat, 0};
            PV_TRY(row.salt, book_.random(32));
            committed = row.seat = commitment(row.salt, row.value);
            PV_CHECK(store_.add_seat(row));
        }
        session.seat = committed;
    }
    return {};
}

Result<void> UsageWriter::write_account(std::uint64_t number, AccountUsage &usage, const Ratio &exact) {
    PV_CHECK(set_apart(number, usage.sessions));
    const StoredUsage row{batch_, number, usage_json(usage)};
    account_digest_.add(usage.account + ' ' + row.body);
    PV_TRY(exact_, add(exact_, exact));
    for (const UsageTotal &total : usage.totals) {
        calls_ += total.calls;
        billed_millis_ += total.billed_millis;
    }
    return store_.add_usage(row);
}

Result<ImportReport> UsageWriter::finish(const UsageBatchHead &counts) {
    for (auto &[number, usage] : shares_) {
        PV_TRY(const Ratio exact, exact_sum(usage));
        PV_CHECK(write_account(number, usage, exact));
    }
    const std::uint64_t accounts = account_digest_.count();
    Data data;
    data.number("batch", batch_).text("kind", label_.kind).text("file", label_.file).text("source", label_.source);
    data.text("format", label_.format).text("zones", label_.zone_version).text("file_sha256", counts.sha256);
    data.number("rows", counts.rows).number("billed", counts.billed).number("not_billable", counts.not_billable);
    data.number("duplicate", counts.duplicate)
        .number("suspended", report_.suspended)
        .number("rejected", counts.rejected);
    data.raw("calls", std::to_string(calls_)).raw("billed_millis", std::to_string(billed_millis_));
    data.text("exact", exact_.text());
    data.number("blocks", blocks_).text("blocks_sha256", hex(block_digest_.finish()));
    data.number("accounts", accounts).text("accounts_sha256", hex(account_digest_.finish()));
    PV_TRY(const EntryRow entry, store_.append(entry_kind::usage, now_, data.take()));
    PV_CHECK(store_.add_batch(batch_, entry.number));
    PV_CHECK(identities_.write(batch_));
    report_.rows = counts.rows;
    report_.accepted = counts.billed + counts.not_billable;
    report_.replayed = counts.duplicate;
    report_.first_entry = report_.last_entry = entry.number;
    report_.head = head_of({entry.number, entry.hash});
    return std::move(report_);
}

struct UsageImport::Impl {
    Impl(Book::Impl &book_, WriteScope write_, Instant now, const UsageBatchHead &head, std::vector<std::uint64_t> own)
        : book(book_), write(std::move(write_)), writer(book_, now, head, std::move(own)) {}
    Book::Impl &book;
    WriteScope write;
    UsageWriter writer;
};

UsageImport::UsageImport(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
UsageImport::UsageImport(UsageImport &&) noexcept = default;
UsageImport &UsageImport::operator=(UsageImport &&) noexcept = default;
UsageImport::~UsageImport() = default;

Result<UsageImport> UsageImport::open(Book &book, const UsageBatchHead &head, std::vector<std::uint64_t> own) {
    PV_TRY(const Instant now, book.impl().now());
    PV_TRY(WriteScope write, WriteScope::begin(*book.impl().store));
    auto impl = std::make_unique<Impl>(book.impl(), std::move(write), now, head, std::move(own));
    PV_CHECK(impl->writer.begin());
    return UsageImport(std::move(impl));
}

std::uint64_t UsageImport::batch() const { return impl_->writer.batch(); }
std::optional<Day> UsageImport::sealed_through() const { return impl_->writer.sealed(); }
Result<bool> UsageImport::knows(const std::string &account) { return impl_->writer.knows(account); }
Result<Seen> UsageImport::look(Day day, std::uint64_t identity_high, std::uint64_t identity_low) {
    return impl_->writer.identities().look(day, {identity_high, identity_low});
}
Result<void> UsageImport::add_rows(std::string_view block, std::uint64_t rows) {
    return impl_->writer.add_rows(block, rows);
}
Result<void> UsageImport::add_account(AccountUsage usage) { return impl_->writer.add_account(std::move(usage)); }
Result<void> UsageImport::write_account(std::uint64_t number, AccountUsage &usage, const Ratio &exact) {
    return impl_->writer.write_account(number, usage, exact);
}
Result<void> UsageImport::suspend(SuspendedRow row) { return impl_->writer.suspend(std::move(row)); }
Result<ImportReport> UsageImport::finish(const UsageBatchHead &head) {
    PV_TRY(ImportReport report, impl_->writer.finish(head));
    PV_CHECK(impl_->write.commit());
    PV_CHECK(impl_->book.progress("import", head.rows, head.rows));
    return report;
}

Result<std::vector<UsageBatchRow>> list_usage_batches(Book &book) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    std::vector<UsageBatchRow> rows;
    PV_CHECK(visit_batches(store, [&](std::uint64_t batch, const EntryRow &entry, const JsonNode *data) {
        const auto text = [&](std::string_view key) {
            const JsonNode *value = data ? data->find(key) : nullptr;
            return value ? value->text : std::string();
        };
        const auto number = [&](std::string_view key) -> std::uint64_t {
            return std::strtoull(text(key).c_str(), nullptr, 10);
        };
        UsageBatchRow row;
        row.batch = batch;
        row.entry = entry.number;
        row.recorded_at = entry.recorded_at;
        row.head = {text("kind"),           text("file"),        text("source"),    text("format"),
                    text("zones"),          text("file_sha256"), number("rows"),    number("billed"),
                    number("not_billable"), number("duplicate"), number("rejected")};
        row.suspended = number("suspended");
        rows.push_back(std::move(row));
    }));
    return rows;
}

Result<void> read_usage_blocks(Book &book, std::uint64_t batch,
                               const std::function<bool(std::string_view block, std::uint64_t rows)> &visit) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(const CursorPtr<UsageBlock> blocks, store.blocks(batch));
    UsageBlock block;
    for (;;) {
        PV_TRY(const bool more, blocks->next(block));
        if (more && !visit(block.bytes, block.rows)) return {};
        if (!more) break;
    }
    PV_TRY(const std::vector<UsageChange> changes, store.changes_of_batch(batch));
    for (const UsageChange &change : changes)
        if (change.gone > 0)
            return Error(Code::rows_purged,
                         std::to_string(change.gone) + " rows of usage batch " + std::to_string(batch) +
                             " were purged (entry " + std::to_string(change.entry) + ")",
                         "their totals are attested and stay; the rows cannot be rated again",
                         "batch " + std::to_string(batch));
    return {};
}

} // namespace proviso
