// What stands in for erased values: "erased-3" for the third value of an account, the same wherever that value stands,
// and for a number called its leading digits with zeros behind. Internal to book/.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "book/internal.hpp"
#include "core/event/event.hpp"
#include "core/rate/number.hpp"

namespace proviso {

class StandIns {
  public:
    /// `prefixes`: digits that prices go by; the longest that fits a number is kept of it.
    explicit StandIns(std::vector<std::string> prefixes) : prefixes_(std::move(prefixes)) {}
    /// Those of an account: numbers go on where its erased values end. Inside a read or a write.
    [[nodiscard]] static Result<StandIns> of_account(Store &store, std::uint64_t account);
    /// A stand-in that is in use already.
    void known(std::string_view stands_in);
    /// For the value of an event's field, or of a login name.
    [[nodiscard]] std::string of(std::string_view type, std::string_view field, const std::string &value);
    [[nodiscard]] std::string name(const std::string &value);
    [[nodiscard]] std::string number(std::string_view text) const;
    [[nodiscard]] DialledNumber number(DialledNumber number) const;

  private:
    [[nodiscard]] std::size_t kept_digits(std::string_view digits) const;
    std::vector<std::string> prefixes_;
    std::map<std::string, std::string, std::less<>> names_;
    std::uint64_t last_ = 0;
};

/// The prefixes of every price of the book. Inside a read or a write.
[[nodiscard]] Result<std::vector<std::string>> price_prefixes(Store &store);

} // namespace proviso
