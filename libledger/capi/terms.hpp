// Terms from the arguments that calculations, raters and imports without a book share: readings, set, on.
#pragma once

#include "capi/context.hpp"
#include "capi/method.hpp"
#include "core/pack/terms.hpp"

namespace proviso::capi {

/// The pack's terms with the call's `readings` and `set`, on the day `on` or the first on which the pack has its
/// values. Errors: reading.unknown, reading.option_unknown, parameter.unknown, argument.invalid. The pack and the
/// context outlive them.
[[nodiscard]] Result<Terms> terms_of(const Context &context, const Pack &pack, const Call &call);

} // namespace proviso::capi
