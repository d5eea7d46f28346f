// Single fields of call records: lengths, called numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/rate/number.hpp"
#include "io/cdr/digits.hpp"
#include "io/cdr/mapping.hpp"

namespace proviso {

[[nodiscard]] bool read_long_seconds(std::string_view text, std::int64_t &millis); // what read_seconds() leaves

/// "14", "14.250": seconds, 0 or more, as milliseconds. False for anything else, for more than 10^9 seconds, and for
/// parts finer than a millisecond: rounding is the contract's affair (rating.fraction_seconds).
[[nodiscard]] inline bool read_seconds(std::string_view text, std::int64_t &millis) {
    if (text.empty() || text.size() > 6) return read_long_seconds(text, millis);
    std::int64_t seconds = 0;
    for (const char c : text) {
        if (!is_digit(c)) return read_long_seconds(text, millis);
        seconds = seconds * 10 + (c - '0');
    }
    millis = seconds * 1'000;
    return true;
}

/// What a dialled string is.
enum class DialledKind : std::uint8_t {
    number,    ///< a public number, in international form
    extension, ///< fewer than seven digits
    feature,   ///< no number at all: *97, s, voicemail: stays inside
    bad,       ///< digits that are no telephone number: too many, or in no form the mapping knows
};
struct Dialled {
    DialledKind kind = DialledKind::feature;
    DialledNumber number = 0; ///< of a number or an extension
};

/// Reads dialled strings by the mapping's rules: an outside-line digit taken off, "+" or an international prefix taken
/// off, the country code put before national numbers, country code and area code before local ones. Blanks, hyphens,
/// dots and brackets are passed over. Immutable; thread-safe.
class NumberReader {
  public:
    explicit NumberReader(const CallMapping &mapping);
    [[nodiscard]] Dialled read(std::string_view text) const {
        // Plain digits of the international form, longer than a national number: nothing to put before them.
        std::uint64_t value = 0;
        if (text.size() > plain_digits_ && text.size() <= number_digits_max && text.front() != '0' &&
            parse_digits(text, value) && !prefixed_[text.front() - '0'])
            return {DialledKind::number, value};
        return read_any(text);
    }

  private:
    [[nodiscard]] Dialled read_any(std::string_view text) const;
    [[nodiscard]] Dialled complete(std::string_view digits, bool international) const;

    CallMapping rules_;
    std::size_t plain_digits_;
    bool prefixed_[10] = {}; ///< digits that an international prefix begins with
};

} // namespace proviso
