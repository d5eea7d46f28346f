// Whose day it is: in which zone the days of accounts are told, by the reading that decides "day.zone" as it stands
// when facts are recorded. Internal to book/ and the readers of events above it.
#pragma once

#include <map>
#include <string>

#include "book/book.hpp"

namespace proviso {

class DayZones {
  public:
    DayZones() = default; ///< every account its own
    /// Inside a read or a write. `on`: the day of recording. Errors: book.*, reading.*.
    [[nodiscard]] static Result<DayZones> read(Book::Impl &book, Day on);
    /// The zone of an account under the pack; `own` is the account's, or what stands for it.
    [[nodiscard]] const std::string &of(const std::string &pack, const std::string &own) const {
        const auto found = instead_.find(pack);
        return found == instead_.end() ? own : found->second;
    }

  private:
    std::map<std::string, std::string> instead_; ///< by pack: the vendor's zone, or UTC
};

} // namespace proviso
