// Whom a search or an erasure is about: a name, or a telephone number as people write it. Internal to book/.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "core/rate/number.hpp"

namespace proviso {

class Person {
  public:
    explicit Person(std::string_view written) : written_(written) {
        if (written.find_first_not_of("+0123456789 ()-./") != std::string_view::npos) return;
        std::copy_if(written.begin(), written.end(), std::back_inserter(digits_),
                     [](char c) { return c >= '0' && c <= '9'; });
        if (digits_.size() < static_cast<std::size_t>(number_digits_public)) digits_.clear();
    }

    /// True if nobody is named: every value is meant.
    [[nodiscard]] bool everybody() const { return written_.empty(); }
    /// The text has the name as it is written, or the number's digits in a row.
    [[nodiscard]] bool in(std::string_view text) const {
        return everybody() || text.find(written_) != std::string_view::npos ||
               (!digits_.empty() && text.find(digits_) != std::string_view::npos);
    }
    /// The number called is the one that is written.
    [[nodiscard]] bool is(DialledNumber number) const {
        if (everybody()) return true;
        const std::string called = std::to_string(number);
        return called == digits_ || called == written_;
    }

  private:
    std::string_view written_;
    std::string digits_; ///< of a number that leaves a switch; else none
};

} // namespace proviso
