#include "book/stand_ins.hpp"

#include <algorithm>
#include <charconv>

#include "book/stored_event.hpp"

namespace proviso {
namespace {

constexpr std::string_view mark = "erased-";
constexpr std::size_t fewest_digits = 4; ///< country and area of a North American number: what its zone goes by

bool is_digit(char c) { return c >= '0' && c <= '9'; }

} // namespace

Result<StandIns> StandIns::of_account(Store &store, std::uint64_t account) {
    PV_TRY(std::vector<std::string> prefixes, price_prefixes(store));
    StandIns made(std::move(prefixes));
    PV_TRY(const CursorPtr<PersonalRow> values, store.personal_of_account(account));
    PersonalRow row;
    for (;;) {
        PV_TRY(const bool more, values->next(row));
        if (!more) break;
        if (row.erased != 0) made.known(row.value);
    }
    PV_TRY(const std::vector<UsageSeat> seats, store.seats_of(account));
    for (const UsageSeat &seat : seats)
        if (seat.erased != 0) made.known(seat.value);
    return made;
}

void StandIns::known(std::string_view stands_in) {
    if (!stands_in.starts_with(mark)) return;
    std::uint64_t number = 0;
    const std::string_view digits = stands_in.substr(mark.size());
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failed == std::errc() && end == digits.data() + digits.size()) last_ = std::max(last_, number);
}

std::string StandIns::of(std::string_view type, std::string_view field, const std::string &value) {
    if (type == "call.ended" && field == "to") return number(std::string_view(value));
    if (field != "numbers") return name(value);
    // A list: one stand-in for each, so that those that were equal to another field's value still are.
    std::string out;
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find_first_of(", ", at), value.size());
        if (end > at) out += name(value.substr(at, end - at));
        if (end < value.size()) out += value[end];
        at = end + 1;
    }
    return out;
}

std::string StandIns::name(const std::string &value) {
    std::string &stand_in = names_[value];
    if (stand_in.empty()) stand_in = std::string(mark) + std::to_string(++last_);
    return stand_in;
}

std::size_t StandIns::kept_digits(std::string_view digits) const {
    // Extensions and service numbers are nobody's in particular, and what they are goes by all of their digits.
    if (digits.size() < static_cast<std::size_t>(number_digits_public)) return digits.size();
    std::size_t kept = fewest_digits;
    for (const std::string &prefix : prefixes_)
        if (digits.starts_with(prefix)) kept = std::max(kept, prefix.size());
    return std::min(kept, digits.size());
}

std::string StandIns::number(std::string_view text) const {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
    const std::size_t kept = kept_digits(digits);
    std::string out(text);
    std::size_t at = 0;
    for (char &c : out)
        if (is_digit(c) && at++ >= kept) c = '0';
    return out;
}

DialledNumber StandIns::number(DialledNumber number) const {
    const std::string digits = std::to_string(number);
    const std::size_t kept = number == 0 ? 1 : kept_digits(digits);
    const std::uint64_t unit = power_of_ten(static_cast<int>(digits.size() - std::min(kept, digits.size())));
    return number / unit * unit;
}

Result<std::vector<std::string>> price_prefixes(Store &store) {
    std::vector<std::string> prefixes;
    PV_TRY(const CursorPtr<StoredEvent> events, store.events(1));
    StoredEvent row;
    for (;;) {
        PV_TRY(const bool more, events->next(row));
        if (!more) break;
        if (row.body.find("\"type\":\"price.posted\"") == std::string::npos) continue;
        PV_TRY(const Event event, event_of(row));
        std::string digits;
        for (const char c : event.text("prefix"))
            if (is_digit(c)) digits += c;
        if (!digits.empty()) prefixes.push_back(std::move(digits));
    }
    std::sort(prefixes.begin(), prefixes.end());
    prefixes.erase(std::unique(prefixes.begin(), prefixes.end()), prefixes.end());
    return prefixes;
}

} // namespace proviso
