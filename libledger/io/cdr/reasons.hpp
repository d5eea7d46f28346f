// Why a call row waits, in words: what is wrong with it and what a person can do. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/rate/row_status.hpp"
#include "io/cdr/call_decoder.hpp"

namespace proviso {

/// What a reason may name.
struct ReasonContext {
    std::string_view account;
    std::string_view sku;
    std::string_view rating_clause;
    std::string_view zone_clause;
};

/// The error of a suspended row; `where` is not set.
[[nodiscard]] Error why_suspended(RowStatus status, const DecodedCall &call, const ReasonContext &context);

} // namespace proviso
