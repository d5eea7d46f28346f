// A rater from arguments: what pv_rater_new and the import of calls without a book take.
#pragma once

#include <span>
#include <string_view>

#include "capi/context.hpp"
#include "capi/method.hpp"
#include "core/rate/rater.hpp"

namespace proviso::capi {

/// services, readings, set, on, zones.
[[nodiscard]] std::span<const Arg> rater_args();
/// `call` was checked against rater_args(). `deck` is CSV, empty for none. Errors: argument.*, money.*, deck.invalid
/// and the like, reading.*, parameter.*, value.range.
[[nodiscard]] Result<Rater> make_rater(const Context &context, const Pack &pack, const Call &call,
                                       std::string_view deck);

} // namespace proviso::capi
