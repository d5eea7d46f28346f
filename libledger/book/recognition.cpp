#include "book/recognition.hpp"

#include "core/bill/recognition.hpp"

namespace proviso {

Result<Amount> earned_before(const DeferralRow &line, Day until) {
    return earned_before(line.amount, line.service, until);
}

} // namespace proviso
