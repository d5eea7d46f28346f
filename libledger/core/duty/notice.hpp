// Deemed receipt: the day on which a notice counts, or why it is void.
//
// Rule, by the pack's method of that name:
//   counts from sending (post, courier)  so many business days after the sending day, which is never counted itself
//   counts on receipt (fax, email, hand) the day sent if proof of delivery comes with it, else the day received; on a
//   day that
//                                        is no business day, "notice.non_business_day" decides: any_day counts it,
//                                        next_business_day moves it on
//   counts on arrival (plain post)       the day that is recorded as that of its receipt, and on none before
// A pack may let a method count otherwise for each party, and under each option of "notice.methods".
// A method that the pack does not have, or that the option of "notice.methods" does not admit, makes the notice void;
// so does missing proof where the method needs it and the customer gives the notice. A void notice may be cured later:
// ask again with the proof. Business days come from the terms' calendar ("calendar.business_days").
//
// Example: certified mail sent on Tuesday 24 September 2013 is deemed received on Friday 27; on Wednesday 25, on
// Monday 30.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/duty/cancellation.hpp"
#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct NoticeFacts {
    std::string method; ///< "certified-mail"
    Day sent;
    std::optional<Day> received; ///< a recorded receipt (fax, email, hand)
    bool proof = true;           ///< proof of delivery is there
    bool by_customer = true;     ///< a vendor's notice needs no proof
};

enum class NoticeState : std::uint8_t {
    deemed,      ///< it counts on `day`
    void_method, ///< the method is unknown or not admitted: notice.method
    underway,    ///< it counts on arrival, of which nothing is recorded yet
    void_proof,  ///< proof or receipt is missing: notice.no_proof
};

/// What became of a notice. `code` is Code::ok, notice_method or notice_no_proof.
struct DeemedNotice {
    NoticeState state = NoticeState::deemed;
    std::optional<Day> day; ///< if deemed
    Code code = Code::ok;
    std::string clause;          ///< that decides
    std::optional<bool> in_time; ///< if a cycle was given; a void notice is never in time
    std::optional<Day> deadline; ///< if a cycle was given
    Calculation work; ///< outputs "valid", "deemed", "code", and with a cycle "deadline", "in_time", "renewal"
};

/// Calculation "notice"; with the cycle that runs when it is given, also whether it is in time to end the agreement
/// with that cycle (cancellation.hpp). Cites provision "notice", with a cycle "cancellation" too. Errors:
/// calendar.unknown, calendar.range, value.range (received before sent), reading.unknown, parameter.*.
[[nodiscard]] Result<DeemedNotice> deemed_notice(const Terms &terms, const NoticeFacts &facts,
                                                 const std::optional<Period> &cycle = std::nullopt);

} // namespace proviso
