// A licence: what a customer may run, for how long and how much of it, by which clause of which contract. The contract
// prevails: the file repeats what it allows, so that a machine far from the book can tell.
//
// Days are civil days in UTC; `until` is the first day after the term. Pure values; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/license/file.hpp"

namespace proviso {

/// At most so many of something: "users", "instances", "storage" (in GB), "servers", "numbers", "ports", ...
struct LicenceLimit {
    std::string metric; ///< is_licence_metric
    std::int64_t count = 0;
    std::string clause;
    [[nodiscard]] friend bool operator==(const LicenceLimit &, const LicenceLimit &) = default;
};

/// Only on what is named: a "mac" address, a "server".
struct LicenceName {
    std::string metric;
    std::string name; ///< is_licence_word
    std::string clause;
    [[nodiscard]] friend bool operator==(const LicenceName &, const LicenceName &) = default;
};

struct Licence {
    std::string key;        ///< id of the key that signs: 16 digits of lower-case hex
    std::string id;         ///< word
    std::int64_t issue = 1; ///< 1 or more; a later issue of the licence takes the place of earlier ones
    Day issued;
    std::string account; ///< text
    std::string order;   ///< text; empty: none
    std::string pack;    ///< word: the contract
    std::string version; ///< text: of the contract
    std::int64_t revision = 1;
    std::string clause;  ///< word: grants it and ends it
    std::string product; ///< word: sku
    Day from;
    std::optional<Day> until;         ///< none: no end
    std::int64_t grace_days = 0;      ///< 0 to 366: valid with a warning for so long after the term
    std::vector<LicenceLimit> limits; ///< sorted by metric, each once
    std::vector<LicenceName> names;   ///< sorted by metric and name, each once
    std::int64_t revocations = 0;     ///< number of the list that was out when it was issued; 0: none was
    [[nodiscard]] friend bool operator==(const Licence &, const Licence &) = default;
};

constexpr std::size_t licence_limits_most = 50, licence_names_most = 500;

/// Small letters, digits and -, at most 40, a letter first.
[[nodiscard]] bool is_licence_metric(std::string_view text);
/// Puts limits and names in order. Errors: license.invalid (`where` = the field): one that stands twice, is of a form
/// that a file cannot carry, or contradicts another.
[[nodiscard]] Result<void> settle_licence(Licence &licence);
/// The bytes to sign, of a settled licence. They fit licence_file_limit().
[[nodiscard]] std::string licence_text(const Licence &licence);
/// Errors: license.invalid, also for content that licence_text() would write in another way.
[[nodiscard]] Result<Licence> read_licence(const LicenceFile &file, const std::string &name);

} // namespace proviso
