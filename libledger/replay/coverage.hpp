// What of a contract is carried: every clause, option of a reading, parameter and printed number of a pack, with the
// components that read it and the scenarios that prove it.
//
// Nothing is listed by hand. A component carries a clause when the pack ties something to the clause that a component
// looks up (core/pack/vocabulary.def, which a test keeps true against the sources): a parameter, the question of a
// reading, a provision; or a price, a way of notice, a retention class, or a check that is a permission of the engine.
// A scenario proves the clauses that it names, and an option under which it runs. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/pack/pack.hpp"
#include "replay/scenario.hpp"

namespace proviso {

enum class CoverageKind : std::uint8_t { clause, reading, parameter, printed };
/// "clause", "reading", "parameter", "printed".
[[nodiscard]] std::string_view coverage_kind_name(CoverageKind kind);

/// One thing that the contract says.
struct CoverageRow {
    CoverageKind kind{};
    std::string id;      ///< clause, reading or parameter; of a printed number its clause
    std::string name;    ///< title, option, value, or the printed number with its unit
    char priority = 'D'; ///< of the clause, or of the clause that a reading, parameter or number is about
    bool is_default = false;
    std::string figure;                  ///< what the catalogue gives the option
    std::vector<std::string> components; ///< what reads it: "parameter interest.monthly_rate"; sorted
    std::vector<std::string> scenarios;  ///< ids; sorted
    std::string gap;                     ///< what is missing; empty: nothing
    bool fails = false;                  ///< the gap breaks the promise: an A, B or C clause, or an option
};

/// How many of a kind and priority are carried. A reading is one, whatever the number of its options, and is carried
/// if each of them is; its priority is the highest of its clauses. A clause of priority D is cited only, and counts.
struct CoverageSum {
    CoverageKind kind{};
    char priority = 'D';
    std::uint64_t carried = 0, total = 0;
};

struct Coverage {
    std::vector<CoverageRow> rows; ///< clauses in the pack's order, then readings, parameters, printed numbers
    std::vector<CoverageSum> sums; ///< by kind and priority; those of which there are none are left out
    std::uint64_t gaps = 0, failing = 0;
};

/// Scenarios of other packs are passed over.
[[nodiscard]] Coverage coverage(const Pack &pack, std::span<const Scenario> scenarios);

} // namespace proviso
