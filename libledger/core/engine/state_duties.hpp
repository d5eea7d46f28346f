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

struct DutyState {
    std::vector<Breach> breaches;
    std::optional<Day> last_ticket;
    std::vector<NumberConsent> consents; ///< sorted by number
    std::optional<Day> marketing_opted_out;

    [[nodiscard]] const NumberConsent *consent(std::string_view number) const; ///< null if nothing is recorded
    /// A business relation alone is not enough.
    [[nodiscard]] bool may_broadcast(std::string_view number) const;
};

/// The numbers of a list that is separated by commas or blanks.
[[nodiscard]] std::vector<std::string> telephone_numbers(std::string_view list);

} // namespace proviso
