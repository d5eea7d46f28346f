// The data of one account whose retention clocks run. Part of the account's state; plain values.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/duty/retention.hpp"
#include "core/engine/engine.hpp"

namespace proviso {

struct RetainedData {
    RetentionFacts facts;              ///< `disabled` is the account's, below
    std::uint64_t event = 0;           ///< that recorded it
    std::optional<std::size_t> stands; ///< its deadline, in Retained::deadlines
    bool purged = false;
};

struct Retained {
    std::map<std::pair<std::string, std::string>, RetainedData> data; ///< by class and reference
    std::vector<Deadline> deadlines; ///< "retention": from the first day on which a purge is allowed
    std::optional<Day> disabled;     ///< closed or suspended since
    bool stored = false;             ///< longer keeping is ordered and active
    std::string readings;            ///< options under which the deadlines were worked out
};

/// The facts of one datum as of now.
[[nodiscard]] inline RetentionFacts facts_of(const Retained &kept, const RetainedData &datum) {
    RetentionFacts facts = datum.facts;
    facts.disabled = kept.disabled;
    return facts;
}

} // namespace proviso
