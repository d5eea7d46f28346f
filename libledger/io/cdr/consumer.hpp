// Who takes what a call import reads. Three are there: CallTotals (exact totals per account, for rating without a
// book), BatchBuilder (batches for a book), and whatever a test wants to see.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/rate/rater.hpp"
#include "core/time/day.hpp"
#include "io/usage_batch.hpp"

namespace proviso {

/// From when to when calls of an account are charged under a service of the rater.
struct ServicePeriod {
    std::uint16_t kind = 0;    ///< index into CallImportSpec::skus
    std::uint16_t service = 0; ///< index into the rater's services
    Day from = day_first;
    Day until = day_last; ///< exclusive
};

/// What an import must know of an account.
struct CallAccount {
    bool known = true;                   ///< false: its rows wait (account.unmatched)
    std::string zone;                    ///< IANA name; empty: the import's
    std::vector<ServicePeriod> services; ///< what is not listed: no price (price.missing)
    std::optional<Day> sealed_through;   ///< rows dated on or before it wait (event.late)
};

enum class Sighting : std::uint8_t {
    first,       ///< of this identity
    again_here,  ///< seen before in this import
    again,       ///< seen before in another
    not_checked, ///< beyond what is remembered
};

/// Rated rows in columns, borrowed for the length of one call.
struct RatedCalls {
    std::size_t count = 0;
    const std::uint64_t *row = nullptr;     ///< number in the file
    const std::uint32_t *account = nullptr; ///< index; the consumer was told its name by account()
    const std::int64_t *answered = nullptr; ///< microseconds since 1970 UTC
    const std::int32_t *day = nullptr;
    const std::int64_t *millis = nullptr;
    const std::int64_t *billed_millis = nullptr;
    const std::int64_t *numerator = nullptr;
    const DialledNumber *number = nullptr;
    const std::uint16_t *service = nullptr;
    const std::uint8_t *status = nullptr;
    const std::uint32_t *price = nullptr;
    const CallIdentity *identity = nullptr; ///< null if the consumer wants none
};

class CallConsumer {
  public:
    virtual ~CallConsumer() = default;

    /// Asked once for each account name, in order of first appearance; `index` counts from 0. Under an import without a
    /// book the answer is every service, for ever.
    virtual Result<CallAccount> account(std::uint32_t index, std::string_view name) = 0;
    /// True if identities are wanted for every row, else only for rows whose switch gave them an id.
    virtual bool wants_identities() const = 0;
    /// Tells whether the identity was seen before, and remembers it. `day` is the day as the row writes it.
    virtual Result<Sighting> sight(Day day, const CallIdentity &identity) = 0;
    /// Rows in the file's order, of every class but rejected.
    virtual Result<void> calls(const RatedCalls &calls) = 0;
    /// A suspended or rejected row; a suspended one was or will be among calls() as well.
    virtual Result<void> held(const HeldRow &row) = 0;
    /// The import is over.
    virtual Result<void> finish() { return {}; }
};

} // namespace proviso
