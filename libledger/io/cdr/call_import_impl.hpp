// The inside of CallImport: rows are decoded one by one into a chunk, and a full chunk goes through accounts, times,
// identities and rates column by column. Included by call_import.cpp and call_chunk.cpp only.
#pragma once

#include <optional>
#include <vector>

#include "io/cdr/call_decoder.hpp"
#include "io/cdr/call_import.hpp"
#include "io/cdr/identity.hpp"
#include "io/cdr/name_table.hpp"
#include "io/cdr/zone_clock.hpp"

namespace proviso {

struct CallImport::Impl final : CsvHandler {
    /// Rows that go through the columns together: enough to overlap memory reads, few enough for the cache.
    static constexpr std::size_t chunk_rows = 256;
    static constexpr std::uint32_t no_account = 0xffff'ffff;
    static constexpr std::uint16_t no_service = 0xffff;
    static constexpr std::uint8_t undecided = 0xff;

    Impl(CallImportSpec spec_, CallConsumer &consumer_);

    // CsvHandler
    Result<void> row(const CsvRow &row) override;
    Result<void> bad_row(const CsvBadRow &row) override;
    Result<void> release() override;

    [[nodiscard]] Result<void> check_spec();
    [[nodiscard]] CallReport report() const;

    /// What an account's terms come to for a row; most accounts of an import share one.
    struct Profile {
        bool known = true;
        std::uint16_t clock = 0;             ///< index into clocks, no_clock for UTC days
        std::vector<ServicePeriod> services; ///< by kind
        std::optional<Day> sealed_through;
        bool plain = false; ///< the service is the kind, on every day
    };
    /// A row of the chunk, as far as it is not in columns.
    struct Pending {
        DecodedCall call;
        NameKey key;
        std::string_view raw;
        std::uint64_t line = 0;
    };

    // call_chunk.cpp: the steps of a full chunk
    [[nodiscard]] Result<void> process();
    [[nodiscard]] Result<void> find_accounts();
    [[nodiscard]] Result<void> resolve_times();
    [[nodiscard]] Result<void> tell_duplicates();
    void choose_services();
    void settle();
    void decide(std::size_t i, RowStatus what) {
        early[i] = static_cast<std::uint8_t>(what);
        any_early = true;
    }
    [[nodiscard]] Result<void> count();
    [[nodiscard]] Result<void> hold_back(std::size_t i);
    [[nodiscard]] Result<std::uint32_t> account_of(std::uint32_t name);
    [[nodiscard]] const Profile &profile(std::uint32_t account_index) const {
        return profiles.size() == 1 ? profiles.front() : profiles[profile_by_account[account_index]];
    }
    [[nodiscard]] Result<std::uint32_t> profile_of(const CallAccount &account);
    [[nodiscard]] Result<std::uint16_t> clock_of(const std::string &zone);
    [[nodiscard]] Result<void> reject(std::uint64_t number, std::uint64_t line, std::string_view raw, Error reason);
    [[nodiscard]] std::string place(std::uint64_t line) const;

    CallImportSpec spec;
    CallConsumer &consumer;
    CsvScanner scanner;
    std::optional<CallLayout> layout;
    std::optional<CallDecoder> decoder;
    RowHasher hasher;
    ContentCounter contents; ///< of rows without ids
    bool every_identity = false;
    bool local_zone_given = false;
    bool over = false; ///< an error ended the import

    NameTable names; ///< account codes and callers, each with its account, or no_account
    NameTable account_names;
    std::vector<std::uint32_t> profile_by_account;
    std::vector<Profile> profiles;
    bool any_sealed = false;       ///< of a profile
    std::vector<ZoneClock> clocks; ///< the first is the import's, or UTC

    // the chunk
    std::size_t filled = 0;
    std::vector<Pending> pending;
    std::vector<std::uint64_t> row_number;
    std::vector<std::uint32_t> account;
    std::vector<std::int64_t> answered, millis, billed, numerator;
    std::vector<std::int32_t> day;
    std::vector<DialledNumber> number;
    std::vector<std::uint16_t> service, place_column;
    std::vector<std::uint8_t> flags, status;
    std::vector<std::uint8_t> early; ///< a RowStatus decided before rating, or undecided
    bool any_early = false;          ///< of a row of the chunk
    std::vector<std::uint32_t> price;
    std::vector<CallIdentity> identity;

    // sums
    CallReport sums;
    Int128 numerator_sum = 0;
};

} // namespace proviso
