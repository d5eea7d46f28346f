// Licences, lists of revocations and verdicts as JSON, and what of them stands in a call's arguments.
#pragma once

#include <string>
#include <vector>

#include "capi/method.hpp"
#include "core/license/judge.hpp"
#include "signing/key.hpp"

namespace proviso::capi {

[[nodiscard]] Json to_json(const Licence &licence);
[[nodiscard]] Json to_json(const RevocationList &list);
[[nodiscard]] Json to_json(const LicenceVerdict &verdict);

/// `keys`: a list of public keys in PEM. Error: argument.invalid, license.key_invalid.
[[nodiscard]] Result<std::vector<PublicKey>> keys_of(const Call &call);
/// `limits`: objects with metric, count, and clause, for which `clause` stands in. Errors: argument.*.
[[nodiscard]] Result<std::vector<LicenceLimit>> limits_of(const Call &call, const std::string &clause);
/// `names`: objects with metric, name, and clause.
[[nodiscard]] Result<std::vector<LicenceName>> names_of(const Call &call, const std::string &clause);
/// A list of texts. Error: argument.invalid.
[[nodiscard]] Result<std::vector<std::string>> texts_in(const Call &call, std::string_view name);

} // namespace proviso::capi
