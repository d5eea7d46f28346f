// Terms: a pack as it stands on one day for one agreement: its values in force, the chosen readings, and overrides from
// orders, parameter.set and reading.chosen. What components look things up in. Cheap to copy views of; thread-safe to
// read.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/pack/pack.hpp"
#include "core/time/business_days.hpp"

namespace proviso {

/// Reading id -> option. Kept sorted: it is part of results.
using Choices = std::map<std::string, std::string, std::less<>>;
/// Parameter id -> value that replaces the pack's.
using Overrides = std::map<std::string, ParameterValue, std::less<>>;

[[nodiscard]] bool has_option(const Reading &reading, std::string_view option);
/// reading.option_unknown, with the options that there are.
[[nodiscard]] Error unknown_option(const Reading &reading, std::string_view option);

struct ChosenReading {
    const Reading *reading = nullptr;
    std::string_view option;
};

class Terms {
  public:
    /// The pack (and calendar, if given) must outlive the terms.
    Terms(const Pack &pack, Choices choices = {}, Overrides overrides = {}, Day on = Day(0),
          const BusinessCalendar *calendar = nullptr);

    [[nodiscard]] const Pack &pack() const { return *pack_; }
    [[nodiscard]] Day on() const { return on_; }
    void set_day(Day on) { on_ = on; }
    [[nodiscard]] const Choices &choices() const { return choices_; }
    [[nodiscard]] const Overrides &overrides() const { return overrides_; }
    /// Errors: reading.unknown, reading.option_unknown, reading.not_computed. Accepts a reading id.
    [[nodiscard]] Result<void> choose(std::string_view reading, std::string_view option);
    /// As choose(), and whatever is chosen later is passed over: the history under another reading.
    [[nodiscard]] Result<void> fix(std::string_view reading, std::string_view option);
    /// Errors: parameter.unknown, parameter.not_computed.
    [[nodiscard]] Result<void> set_parameter(std::string_view id, ParameterValue value);

    /// The option in force of the reading that decides the question. Error: reading.unknown.
    [[nodiscard]] Result<ChosenReading> option(std::string_view question) const;
    /// True if the pack has a reading that decides the question.
    [[nodiscard]] bool decides(std::string_view question) const;

    /// The value in force on the terms' day, null if unset or unknown.
    [[nodiscard]] const ParameterValue *find(std::string_view id) const;
    /// The reading whose option in force gives the parameter its value; null if none does.
    [[nodiscard]] const Reading *supplier(std::string_view id) const;
    /// Errors: parameter.unknown, parameter.unset (both name the clause), parameter.type.
    [[nodiscard]] Result<Ratio> number(std::string_view id) const;
    [[nodiscard]] Result<std::int64_t> integer(std::string_view id) const;
    [[nodiscard]] Result<std::string> text(std::string_view id) const;
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view id) const;
    /// The provision's clauses; empty if the pack has none of that name.
    [[nodiscard]] std::vector<std::string> clauses(std::string_view provision) const;
    /// The first clause of the provision, or empty.
    [[nodiscard]] std::string clause(std::string_view provision) const;
    /// Error: calendar.unknown if none was given.
    [[nodiscard]] Result<const BusinessCalendar *> calendar() const;
    void set_calendar(const BusinessCalendar *calendar) { calendar_ = calendar; }

    /// Notes in `asked` the reading of every question that is asked from now on; null ends it. What was worked out
    /// without asking a question is the same under each of its options. The set must outlive the terms and their
    /// copies; terms that are watched are for one thread.
    void watch(std::set<std::string, std::less<>> *asked) { asked_ = asked; }

  private:
    /// What an option in force supplies; null if none does.
    [[nodiscard]] const SuppliedValue *supplied(const Parameter &parameter) const;
    /// The value in force, or why there is none.
    [[nodiscard]] Result<const ParameterValue *> require(std::string_view id) const;

    const Pack *pack_;
    Choices choices_;
    Overrides overrides_;
    Day on_;
    const BusinessCalendar *calendar_;
    std::set<std::string, std::less<>> fixed_;            ///< readings that no later choice changes
    std::set<std::string, std::less<>> *asked_ = nullptr; ///< readings whose option was looked up
};

} // namespace proviso
