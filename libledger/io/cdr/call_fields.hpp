// Single fields of call records: lengths, called numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/rate/number.hpp"
#include "io/cdr/mapping.hpp"

namespace proviso {

/// "14", "14.250": seconds, 0 or more, as milliseconds. False for anything else, for more than 10^9 seconds, and for
/// parts finer than a millisecond: rounding is the contract's affair (rating.fraction_seconds).
[[nodiscard]] bool read_seconds(std::string_view text, std::int64_t &millis);

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
    [[nodiscard]] Dialled read(std::string_view text) const;

  private:
    [[nodiscard]] Dialled complete(std::string_view digits, bool international) const;

    CallMapping rules_;
    bool prefixed_[10] = {}; ///< digits that an international prefix begins with
};

} // namespace proviso
