// The rows of a book as they are stored. Numbers count from 1 in the order of recording; 0 means none. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/bill/document.hpp"
#include "core/money/amount.hpp"
#include "core/time/day.hpp"
#include "store/sha256.hpp"

namespace proviso {

/// One link of the chain.
struct EntryRow {
    std::uint64_t number = 0;
    std::string kind;
    Instant recorded_at;
    std::string body; ///< canonical bytes, hashed
    Hash hash{};
};

/// A pack, calendar or zone table, by the SHA-256 of its bytes.
struct SourceRow {
    std::string sha256;
    std::string kind, id, version;
    std::int32_t revision = 1;
    Day from = day_first;
    std::uint64_t entry = 0;
    std::string name, bytes;
};

struct StoredAccount {
    std::uint64_t number = 0;
    std::string name;
    std::uint64_t opened = 0; ///< event that opened it
};

struct StoredEvent {
    std::uint64_t number = 0;
    std::uint64_t entry = 0;
    std::uint64_t account = 0; ///< 0: book-wide
    std::int64_t identity = 0; ///< keyed hash of its key, or of source and content
    Day day;
    std::string body; ///< canonical, personal values replaced by commitments
};

/// A personal value of an event, kept apart from the chain, which has only its commitment.
struct PersonalRow {
    std::uint64_t event = 0;
    std::string field;
    std::string salt;         ///< 32 bytes; none once it is erased
    std::string value;        ///< once it is erased what stands in for it
    std::uint64_t erased = 0; ///< entry that erased it
};

/// A login name of imported sessions, kept apart as a personal value is.
struct UsageSeat {
    std::uint64_t batch = 0;
    std::uint64_t account = 0;
    std::string seat; ///< its commitment, as usage_account's body has it
    std::string salt, value;
    std::uint64_t erased = 0;
};

/// A block of rows that was purged, or written again without what was erased.
struct UsageChange {
    std::uint64_t entry = 0; ///< the receipt
    std::uint64_t batch = 0;
    std::uint64_t block = 0;
    std::uint64_t gone = 0;  ///< rows that were removed
    Hash was{};              ///< of salt and bytes before
    std::optional<Hash> now; ///< and after; none if the block is gone
};

/// What the entry of a removal or a reopening says in words, apart from the chain: it names the one who did it.
struct ReceiptRow {
    std::uint64_t entry = 0;
    std::string salt, by, reason;
};

struct StoredJournal {
    std::uint64_t number = 0;
    std::uint64_t entry = 0;
    std::uint64_t account = 0; ///< 0: book-wide
    std::int64_t identity = 0; ///< keyed hash of its key
    Day day;
    std::string body;
};

struct BalanceRow {
    std::string ledger;
    std::string currency;
    Day day;
    std::int64_t minor = 0; ///< change on that day, debit positive
};

struct StoredDocument {
    std::uint64_t number = 0; ///< row
    DocumentKind kind{};
    std::uint64_t position = 0; ///< in its series, from 1, without gaps
    std::string name;           ///< "INV-000001"
    std::uint64_t entry = 0;
    std::uint64_t account = 0;
    Day day, due;
    std::int32_t ordinal = 1;
    Amount total, tax;
    std::string body; ///< document_json
};

struct StoredDraft {
    std::uint64_t account = 0;
    DocumentKind kind{};
    Day day, due;
    std::int32_t ordinal = 1;
    Amount total;
    Hash sha256{};          ///< of document_json
    std::uint8_t state = 0; ///< against the run before: DraftState
};

struct StoredAllocation {
    std::uint64_t document = 0; ///< row
    std::uint64_t payment = 0;  ///< event
    std::uint64_t journal = 0;
    Day day;
    std::int64_t minor = 0; ///< negative: taken back
};

/// A line whose income is recognised over its service period.
struct DeferralRow {
    std::uint64_t document = 0;
    std::uint32_t line = 0; ///< from 1
    std::uint64_t account = 0;
    Period service;
    Amount amount; ///< without tax
    std::int64_t recognised = 0;
    std::string income; ///< ledger
};

struct SuspenseEntry {
    std::uint64_t id = 0;
    std::string kind, file, source;
    std::uint64_t row = 0;
    std::string account, raw;
    std::string event; ///< canonical JSON of the event, if the row was one
    Error reason;
    std::uint8_t state = 0; ///< SuspenseState
    Instant recorded_at;
    std::string note;
};

struct UsageBlock {
    std::uint64_t batch = 0;
    std::uint64_t block = 0;
    std::uint64_t rows = 0;
    std::string bytes;
    std::string salt; ///< 32 random bytes before them in the hash; a rewritten block has others
};

/// One account's share of a batch, as canonical JSON.
struct StoredUsage {
    std::uint64_t batch = 0;
    std::uint64_t account = 0;
    std::string body;
};

/// A source's rows on a day, as a batch brought them.
struct IdentityRun {
    std::uint64_t batch = 0;
    std::string identities; ///< packed, sorted
};

struct StoredPeriod {
    std::uint64_t entry = 0;
    std::string period;
    Day from, until;
    bool reopened = false;
};

struct StoredSending {
    std::uint64_t document = 0;
    std::uint64_t entry = 0;
    Day on;
    std::string channel;
};

} // namespace proviso
