// A batch of imported calls, in the form in which a book keeps it: rows in columns, totals per account and day.
//
// Rows are personal data (who called whom, and when). They are one block of bytes that a store keeps apart and proves
// by a salted hash; docs/usage-batches.md has the bytes. Totals carry no numbers called. check_usage_batch() works the
// totals out again from the rows, so that what was billed follows from what was recorded.
//
// Storage-neutral: a store persists the bytes and never looks inside. Values; thread-safe to read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/rate/rater.hpp"
#include "core/rate/usage.hpp"

namespace proviso {

/// 128 bits of BLAKE2b over source, fields and ordinal: the same row gives the same identity.
struct CallIdentity {
    std::uint64_t high = 0, low = 0;
    [[nodiscard]] friend bool operator==(const CallIdentity &, const CallIdentity &) = default;
};

/// A service as a batch needs it: what was charged, and how prices become numerators.
struct BatchPrice {
    std::string sku;
    UnitPrice per_minute;
    UnitPrice surcharge;
    [[nodiscard]] friend bool operator==(const BatchPrice &, const BatchPrice &) = default;
};

/// Rows in columns of equal length, in the file's order.
struct CallRows {
    std::vector<std::string> accounts; ///< that `account` indexes, sorted
    std::vector<BatchPrice> prices;    ///< that `price` indexes
    std::int64_t denominator = 1;      ///< of `numerator`, in major units
    Currency currency{};

    std::vector<std::uint64_t> row;     ///< number in the file, from 1, rising
    std::vector<std::uint32_t> account; ///< index
    std::vector<std::int64_t> answered; ///< microseconds since 1970 UTC
    std::vector<std::int32_t> day;      ///< civil day of the answer in the account's zone, days since 1970
    std::vector<std::int64_t> millis;   ///< length as recorded
    std::vector<std::int64_t> billed_millis;
    std::vector<std::int64_t> numerator;
    std::vector<DialledNumber> number; ///< 0 if it was none
    std::vector<std::uint8_t> status;  ///< RowStatus
    std::vector<std::uint32_t> price;  ///< index, Rater::no_price if the row has none
    std::vector<CallIdentity> identity;

    [[nodiscard]] std::size_t size() const { return row.size(); }
};

/// Exact sums of the billed calls of one account on one day under one sku.
struct CallTotal {
    std::uint32_t account = 0; ///< index into CallRows::accounts
    Day day;
    std::string sku;
    std::int64_t calls = 0, millis = 0, billed_millis = 0;
    Int128 numerator = 0;                  ///< over CallRows::denominator
    std::uint32_t price = Rater::no_price; ///< if one price holds for all of it
    [[nodiscard]] friend bool operator==(const CallTotal &, const CallTotal &) = default;
};

/// A row that waits or was refused, with what a person needs to decide.
struct HeldRow {
    std::uint64_t row = 0; ///< number in the file
    std::uint64_t line = 0;
    RowClass row_class = RowClass::suspended; ///< suspended or rejected
    std::string raw;                          ///< as read, at most 4,096 bytes
    std::string account;                      ///< if it is known
    Error reason;                             ///< code, what is wrong, what to do, clause
};

struct UsageBatch {
    CallRows rows;                              ///< every row that was understood and is no duplicate
    std::vector<std::uint32_t> owners;          ///< by index of rows.accounts: the account's number in the import
    std::vector<HeldRow> held;                  ///< in the file's order
    std::uint64_t counts[row_class_count] = {}; ///< rows by RowClass
};

/// The price of one call of `billed` microseconds by the plain rules, in major units. Error: money.overflow.
[[nodiscard]] Result<Ratio> plain_call_price(const CallPriceRule &rule, const BatchPrice &price, std::int64_t billed);
/// The rows' totals, by account, day, sku. Error: money.overflow.
[[nodiscard]] Result<std::vector<CallTotal>> sum_calls(const CallRows &rows);
/// What the engine bills from. `source` names the batch ("batch 3"). Error: money.overflow.
[[nodiscard]] Result<UsageTotal> usage_total(const CallTotal &total, const CallRows &rows, std::string_view source);
/// Error: verify.fault if rows and totals do not agree (`where` = account and day).
[[nodiscard]] Result<void> check_usage_batch(const CallRows &rows, std::span<const CallTotal> totals);
/// Bills each row again by the plain rules of the terms, with the price that it was billed at. Error: verify.fault
/// (`where` = the row). For packs that fix minimum and step.
[[nodiscard]] Result<void> check_call_prices(const CallRows &rows, const Terms &terms);

/// The rows as bytes; equal rows give equal bytes.
[[nodiscard]] std::string encode_call_rows(const CallRows &rows);
/// Strict. Error: row.invalid for bytes that are no such block.
[[nodiscard]] Result<CallRows> decode_call_rows(std::string_view bytes);

} // namespace proviso
