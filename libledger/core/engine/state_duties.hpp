// What an account's permissions and duties hang on: breaches, tickets, consents, duties under way. Plain values, part
// of AccountState::Impl; names and numbers of people stay here, in memory.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/day.hpp"

namespace proviso {

struct Breach {
    std::string id;
    std::string kind;
    Day on;
    bool cured = false;
};

/// What a telephone number agreed to.
struct NumberConsent {
    std::string number; ///< as told, without blanks
    bool express = false;
    bool carried = false; ///< through a business relation that carries the consent
};

/// Terms that the customer accepted.
struct Acceptance {
    std::string sku;     ///< the product; empty: all
    std::string version; ///< or empty
    Day on;
};

/// What the vendor calls a product from a day on.
struct Designation {
    std::string sku;
    std::string kind; ///< free, trial, beta, general
    Day from;
    std::optional<Day> through; ///< last day; none: until the next one
};

struct DutyState {
    std::vector<Breach> breaches;
    std::vector<Designation> designations; ///< in order
    std::optional<Day> terms_posted;       ///< the last version for all accounts
    std::vector<Acceptance> accepted;      ///< in order
    std::vector<std::string> servers;      ///< registered, sorted
    std::optional<Day> bound;              ///< an order was signed, terms accepted or a service used: the first of them
    std::optional<Day> last_ticket;
    std::vector<NumberConsent> consents; ///< sorted by number
    std::optional<Day> marketing_opted_out;

    /// What holds of the product on the day; null if nothing, or it is generally available.
    [[nodiscard]] const Designation *designation(std::string_view sku, Day on) const;
    [[nodiscard]] const NumberConsent *consent(std::string_view number) const; ///< null if nothing is recorded
    /// A business relation alone is not enough.
    [[nodiscard]] bool may_broadcast(std::string_view number) const;
};

/// The numbers of a list that is separated by commas or blanks.
[[nodiscard]] std::vector<std::string> telephone_numbers(std::string_view list);

} // namespace proviso
