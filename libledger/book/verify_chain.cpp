// The chain: every entry's bytes against its hash, and the rows beside it, in the same order, against the entry.
#include "book/verifier.hpp"

namespace proviso {
namespace {

std::string text_of(const JsonNode &data, std::string_view key) {
    const JsonNode *value = data.find(key);
    return value ? value->text : std::string();
}
std::uint64_t number_of(const JsonNode &data, std::string_view key) {
    return std::strtoull(text_of(data, key).c_str(), nullptr, 10);
}

} // namespace

Result<void> Verifier::chain() {
    PV_TRY(events_, store_.events(1));
    PV_TRY(journals_, store_.journals(1));
    PV_TRY(documents_, store_.documents_from(1));
    PV_TRY(const CursorPtr<EntryRow> entries, store_.entries(0));
    ChainHead head;
    Instant before(INT64_MIN);
    EntryRow entry;
    while (!failed()) {
        PV_TRY(const bool more, entries->next(entry));
        if (!more) break;
        if (entry.number != head.entries + 1) {
            fault(head.entries + 1, "entry " + std::to_string(head.entries + 1) + " is missing");
            break;
        }
        if (chain_hash(head.hash, entry.body) != entry.hash) {
            fault(entry.number, "the bytes of entry " + std::to_string(entry.number) + " do not have its hash");
            break;
        }
        const std::string_view data = entry_data(entry.body, entry.number, entry.kind, entry.recorded_at);
        auto json = read_json(data);
        if (data.empty() || !json) {
            fault(entry.number, "the columns of entry " + std::to_string(entry.number) + " are not what its bytes say");
            break;
        }
        if (entry.recorded_at < before) fault(entry.number, "it is recorded earlier than the entry before it");
        before = entry.recorded_at;
        head = {entry.number, entry.hash};
        PV_CHECK(beside(entry, *json));
        checked();
        PV_CHECK(tick("verify", entry.number, report_.head.entries));
    }
    if (!failed()) PV_CHECK(nothing_left());
    events_.reset();
    journals_.reset();
    documents_.reset();
    return {};
}

Result<void> Verifier::beside(const EntryRow &entry, const JsonNode &data) {
    if (entry.kind == entry_kind::events) return events_beside(entry, data);
    if (entry.kind == entry_kind::journal) return journal_beside(entry, data);
    if (entry.kind == entry_kind::documents) return documents_beside(entry, data);
    if (entry.kind == entry_kind::usage) return usage_beside(entry, data);
    if (entry.kind == entry_kind::source) return source_beside(entry, data);
    if (entry.kind == entry_kind::erased || entry.kind == entry_kind::purged) return removal_beside(entry, data);
    if (entry.kind == entry_kind::finalized) {
        if (const auto day = Day::parse(text_of(data, "through"))) {
            sealed_ = *day;
            seals_.push_back({entry.number, *day});
        }
    } else if (entry.kind == entry_kind::closed) {
        closings_.emplace_back(text_of(data, "period"), closed_);
        if (const auto day = Day::parse(text_of(data, "through"))) closed_ = recognised_ = *day;
    } else if (entry.kind == entry_kind::reopened && !closings_.empty()) {
        closed_ = closings_.back().second;
        PV_CHECK(receipt_beside(entry, data));
        if (data.find("reversed")) recognised_ = closed_; // before 0.2 a reopening left the postings
        closings_.pop_back();
    }
    return {};
}

Result<void> Verifier::events_beside(const EntryRow &entry, const JsonNode &data) {
    RowsDigest digest;
    StoredEvent row;
    for (std::uint64_t left = number_of(data, "count"); left > 0 && !failed(); --left) {
        PV_TRY(const bool more, events_->next(row));
        if (!more || row.entry != entry.number || row.number != last_event_ + 1) {
            fault(entry.number, "event " + std::to_string(last_event_ + 1) + " is missing or of another entry");
            break;
        }
        ++last_event_;
        digest.add(row.body);
        PV_CHECK(event_row(row));
    }
    if (!failed() && hex(digest.finish()) != text_of(data, "sha256"))
        fault(entry.number, "the events of entry " + std::to_string(entry.number) + " do not have its hash");
    return {};
}

Result<void> Verifier::journal_beside(const EntryRow &entry, const JsonNode &data) {
    RowsDigest digest;
    StoredJournal row;
    for (std::uint64_t left = number_of(data, "count"); left > 0 && !failed(); --left) {
        PV_TRY(const bool more, journals_->next(row));
        if (!more || row.entry != entry.number || row.number != last_journal_ + 1) {
            fault(entry.number,
                  "journal entry " + std::to_string(last_journal_ + 1) + " is missing or of another entry");
            break;
        }
        ++last_journal_;
        digest.add(row.body);
        PV_CHECK(journal_row(row));
    }
    if (!failed() && hex(digest.finish()) != text_of(data, "sha256"))
        fault(entry.number, "the journal rows of entry " + std::to_string(entry.number) + " do not have its hash");
    return {};
}

Result<void> Verifier::documents_beside(const EntryRow &entry, const JsonNode &data) {
    RowsDigest digest;
    StoredDocument row;
    for (std::uint64_t left = number_of(data, "count"); left > 0 && !failed(); --left) {
        PV_TRY(const bool more, documents_->next(row));
        if (!more || row.entry != entry.number || row.number != last_document_ + 1) {
            fault(entry.number,
                  "document row " + std::to_string(last_document_ + 1) + " is missing or of another entry");
            break;
        }
        ++last_document_;
        digest.add(row.name + ' ' + row.body);
        PV_CHECK(document_row(row));
    }
    if (!failed() && hex(digest.finish()) != text_of(data, "sha256"))
        fault(entry.number, "the documents of entry " + std::to_string(entry.number) + " do not have its hash");
    return {};
}

Result<void> Verifier::usage_beside(const EntryRow &entry, const JsonNode &data) {
    const std::uint64_t batch = number_of(data, "batch");
    if (batch != ++last_batch_) fault(entry.number, "usage batch " + std::to_string(last_batch_) + " is missing");
    RowsDigest digest;
    PV_CHECK(blocks_beside(entry, batch, number_of(data, "blocks"), digest));
    std::uint64_t count = digest.count();
    if (count != number_of(data, "blocks") || hex(digest.finish()) != text_of(data, "blocks_sha256"))
        fault(entry.number, "the rows of usage batch " + std::to_string(batch) + " do not have its hash");
    PV_TRY(const CursorPtr<StoredUsage> shares, store_.usage_of_batch(batch));
    StoredUsage share;
    for (;;) {
        PV_TRY(const bool more, shares->next(share));
        if (!more) break;
        PV_TRY(const std::string name, account_name(share.account));
        digest.add(name + ' ' + share.body);
        PV_CHECK(seats_beside(entry, share));
    }
    count = digest.count();
    if (count != number_of(data, "accounts") || hex(digest.finish()) != text_of(data, "accounts_sha256"))
        fault(entry.number, "the totals of usage batch " + std::to_string(batch) + " do not have its hash");
    return {};
}

Result<void> Verifier::source_beside(const EntryRow &entry, const JsonNode &data) {
    PV_TRY(const std::vector<SourceRow> sources, store_.sources(true));
    const std::string wanted = text_of(data, "sha256");
    ++sources_;
    for (const SourceRow &row : sources)
        if (row.entry == entry.number && row.sha256 == wanted && hex(sha256(row.bytes)) == wanted) return {};
    fault(entry.number,
          "the bytes of " + text_of(data, "kind") + " " + text_of(data, "id") + " do not have the entry's hash");
    return {};
}

/// Rows that no entry vouches for.
Result<void> Verifier::nothing_left() {
    StoredEvent event;
    PV_TRY(const bool more_events, events_->next(event));
    if (more_events) fault(0, "event " + std::to_string(event.number) + " is of no entry");
    StoredJournal journal;
    PV_TRY(const bool more_journals, journals_->next(journal));
    if (more_journals) fault(0, "journal entry " + std::to_string(journal.number) + " is of no entry");
    StoredDocument document;
    PV_TRY(const bool more_documents, documents_->next(document));
    if (more_documents) fault(0, "document " + document.name + " is of no entry");
    PV_TRY(const auto batches, store_.batches());
    if (batches.size() != last_batch_) fault(0, "a usage batch is of no entry");
    PV_TRY(const std::vector<SourceRow> sources, store_.sources(false));
    if (sources.size() != sources_) fault(0, "a source is of no entry");
    const auto same = [&](std::string_view name, std::optional<Day> chained) -> Result<void> {
        PV_TRY(const std::optional<Day> kept, book_.day_setting(name));
        if (kept != chained) fault(0, "the setting " + std::string(name) + " is not what the chain says");
        return {};
    };
    PV_CHECK(nothing_erased_else());
    PV_CHECK(same(setting::sealed_through, sealed_));
    PV_TRY(const std::vector<Seal> seals, seals_of(store_));
    if (seals != seals_) fault(0, "the list of seals is not what the chain says");
    PV_CHECK(same(setting::closed_through, closed_));
    return same(setting::recognised_through, recognised_);
}

} // namespace proviso
