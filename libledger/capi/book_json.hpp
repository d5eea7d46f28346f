// How the book's results are written as JSON. Amounts are texts with their currency beside them; keys keep the order in
// which people read them.
#pragma once

#include "book/accounts.hpp"
#include "book/documents.hpp"
#include "book/record.hpp"
#include "book/reports.hpp"
#include "book/run.hpp"
#include "capi/json.hpp"

namespace proviso::capi {

/// Texts of a person or a seller: an object.
[[nodiscard]] Json to_json(const std::map<std::string, std::string> &texts);
[[nodiscard]] Json to_json(const Head &head);
[[nodiscard]] Json to_json(const DocumentRow &row);
[[nodiscard]] Json to_json(const Line &line, std::size_t number);
[[nodiscard]] Json to_json(const std::vector<ReadingUse> &readings);
[[nodiscard]] Json to_json(const AgingStrip &strip);
[[nodiscard]] Json to_json(const AccountRow &row);
[[nodiscard]] Json to_json(const Exception &exception);
[[nodiscard]] Json to_json(const Deadline &deadline);
[[nodiscard]] Json to_json(const RunTotal &total);
[[nodiscard]] Json to_json(const Allocation &allocation);
/// Reasons of suspended rows with their numbers: an object.
[[nodiscard]] Json to_json(const std::vector<std::pair<std::string, std::uint64_t>> &reasons);

} // namespace proviso::capi
