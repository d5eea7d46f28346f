// Readings chosen and parameters set in a book: events that hold from an open day on, so that nothing sealed changes.
//
// A narrower scope wins: account over pack over book. Within a scope the later day counts; two values from one day are
// refused, since nothing would say which is the later one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "book/book.hpp"
#include "book/record.hpp"

namespace proviso {

enum class ChoiceKind : std::uint8_t { reading, parameter };

struct ChoiceRequest {
    ChoiceKind kind{};
    std::string id;    ///< "R-SS-10", "interest.monthly_rate"
    std::string value; ///< the option; a value as packs write it
    std::string pack;  ///< of scope pack; empty: every pack that knows the id
    std::string account;
    std::string by, why;
    std::optional<Day>
        on; ///< default: the first open day, or the day after the last choice for the same if that is later
};

struct ChoiceReport {
    std::uint64_t event = 0;
    Day from;                       ///< it holds from this day on
    std::optional<Day> sealed;      ///< what is sealed, through this day, stays as it is
    std::string before;             ///< the value until then
    std::vector<std::string> packs; ///< that it is for
    Head head;
};
/// Errors: reading.unknown, reading.option_unknown, reading.not_computed, parameter.unknown, parameter.type,
/// parameter.not_computed, pack.unknown, event.account_unknown, event.late (the day is sealed), rules.conflict,
/// argument.missing.
[[nodiscard]] Result<ChoiceReport> choose(Book &book, const ChoiceRequest &request);

/// A choice that was made.
struct ChoiceMade {
    std::uint64_t event = 0;
    Day from;
    std::string value;
    std::string scope; ///< "book", "pack", "account"
    std::string account;
    std::string by, why; ///< empty if they were erased
};

/// A reading or parameter of a pack and what is in force.
struct ChoiceRow {
    std::string pack, id;
    std::string about;    ///< the question; of a parameter its unit
    std::string clause;   ///< the first that it is about
    std::string value;    ///< in force on the day, for the book; empty: unset
    std::string standard; ///< of the pack
    bool computed = true;
    std::vector<std::string> options; ///< of a reading
    std::vector<ChoiceMade> made;     ///< by day, whatever their day
};
struct ChoiceList {
    Day as_of;
    std::vector<ChoiceRow> rows; ///< by pack and id
};
/// Every reading or parameter of the book's packs as of a day; by default of the first day that is not sealed, or of
/// the last choice if that is later.
[[nodiscard]] Result<ChoiceList> list_choices(Book &book, ChoiceKind kind, std::optional<Day> as_of = {});

} // namespace proviso
