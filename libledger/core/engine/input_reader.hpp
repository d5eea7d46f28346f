// Reads a calculation's named inputs as typed values. Errors name the input: argument.missing, argument.invalid.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/calculations.hpp"
#include "core/money/amount.hpp"
#include "core/time/day.hpp"

namespace proviso {

class InputReader {
  public:
    /// Both must outlive the reader.
    InputReader(const Terms &terms, const Inputs &inputs) : terms_(terms), inputs_(inputs) {}

    [[nodiscard]] bool has(std::string_view name) const { return inputs_.contains(name); }
    [[nodiscard]] std::string_view text(std::string_view name) const; ///< empty if absent
    [[nodiscard]] Result<Day> day(std::string_view name) const;
    [[nodiscard]] Result<Ratio> number(std::string_view name) const;
    /// The price as a decimal with at most nine places, not negative.
    [[nodiscard]] Result<UnitPrice> price(std::string_view name) const;
    [[nodiscard]] Result<Amount> amount(std::string_view name) const;
    /// Seconds with at most six decimals, as microseconds.
    [[nodiscard]] Result<std::int64_t> seconds_as_micros(std::string_view name) const;
    /// `otherwise` if absent.
    [[nodiscard]] Result<std::int64_t> integer(std::string_view name, std::int64_t otherwise) const;
    [[nodiscard]] Result<bool> yes_or_no(std::string_view name, bool otherwise) const;
    /// The items of a list.
    [[nodiscard]] std::vector<std::string_view> items(std::string_view name) const;
    /// The same for one item of a list.
    [[nodiscard]] Result<Day> day_item(std::string_view name, std::string_view item) const;
    [[nodiscard]] Result<Amount> amount_item(std::string_view name, std::string_view item) const;

  private:
    [[nodiscard]] Result<std::string_view> require(std::string_view name) const;

    const Terms &terms_;
    const Inputs &inputs_;
};

} // namespace proviso
