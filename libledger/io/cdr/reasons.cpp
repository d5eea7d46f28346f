#include "io/cdr/reasons.hpp"

namespace proviso {
namespace {

std::string seconds_text(std::int64_t millis) {
    std::string text = std::to_string(millis / 1'000);
    if (millis % 1'000 != 0) text += "." + std::to_string(1'000 + millis % 1'000).substr(1);
    return text;
}

} // namespace

Error why_suspended(RowStatus status, const DecodedCall &call, const ReasonContext &context) {
    const Code code = row_code(status);
    const std::string account(context.account);
    switch (status) {
    case RowStatus::disposition_conflict:
        return Error(code, "the call was not answered and yet lasted " + seconds_text(call.millis) + " s",
                     "correct the disposition or the seconds, or reject the row");
    case RowStatus::duration_invalid:
        return Error(code, "the call lasted " + seconds_text(call.millis) + " s",
                     "correct the seconds, or reject the row")
            .by(std::string(context.rating_clause));
    case RowStatus::number_invalid:
        return Error(code, "the called number cannot be read as a telephone number",
                     "correct the number, or say in the mapping's [numbers] how it is dialled");
    case RowStatus::price_missing:
        return Error(code,
                     call.kind == CallDecoder::no_kind
                         ? "the row's sku is not one that calls are charged under"
                         : "account " + account + " has no price for " + std::string(context.sku),
                     "post a price, then retry the row")
            .by(std::string(context.rating_clause));
    case RowStatus::zone_outside:
        return Error(code, "the called number is outside the area that the rates cover",
                     "post a price for its prefix, then retry the row")
            .by(std::string(context.zone_clause));
    case RowStatus::zone_restricted:
        return Error(code, "the called number is in a restricted area code",
                     "post a price for its prefix, then retry the row")
            .by(std::string(context.zone_clause));
    case RowStatus::zone_unplaced:
        return Error(code, "the row does not say where the call was answered",
                     "give the place, or choose the reading by number")
            .by(std::string(context.zone_clause));
    case RowStatus::account_unmatched:
        return account.empty() ? Error(code, "the row names no account", "name a default account in the mapping")
                               : Error(code, "there is no open account " + account,
                                       "open it, or name the account in the mapping's [accounts], then retry the row");
    case RowStatus::time_nonexistent:
        return Error(code, "the clock left this local time out", "correct the time, or reject the row");
    case RowStatus::possible_duplicate:
        return Error(code, "a row of the same content was imported from another file",
                     "accept it as a call of its own, or reject it");
    case RowStatus::late:
        return Error(code, "the call is dated in sealed time", "retry it with a day in the open period");
    case RowStatus::amount_overflow:
        return Error(code, "the call's price is larger than the largest amount", "correct the price or the seconds");
    default:
        return Error(code, std::string(code_text(code)));
    }
}

} // namespace proviso
