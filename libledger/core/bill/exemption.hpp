// Tax that was charged before a certificate of exemption came, for a time in which the certificate is valid (VT-5.2.a).
//
// Question "tax.exemption": backdated gives all of it back, any other option nothing.
#pragma once

#include <string_view>

#include "core/explain/derivation.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// Calculation "exempted"; `source` names the taxed line. Cites provision "tax_exemption". Errors: reading.*,
/// money.overflow.
[[nodiscard]] Result<Calculation> exempted_tax(const Terms &terms, Amount charged, std::string_view source = {});

} // namespace proviso
