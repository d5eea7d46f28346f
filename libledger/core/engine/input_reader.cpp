#include "core/engine/input_reader.hpp"

namespace proviso {
namespace {

constexpr std::uint8_t price_scale_max = 9;
constexpr std::int64_t micros_per_second = 1'000'000;

Error invalid(std::string_view name, std::string_view text, std::string_view wanted) {
    return Error(Code::argument_invalid, std::string(name) + " is '" + std::string(text.substr(0, 80)) + "'",
                 "give " + std::string(wanted), std::string(name));
}

Result<Ratio> number_of(std::string_view name, std::string_view text) {
    auto number = Ratio::parse(text);
    if (!number) return invalid(name, text, "a decimal or a fraction");
    return number;
}

} // namespace

Result<std::string_view> InputReader::require(std::string_view name) const {
    const auto at = inputs_.find(name);
    if (at != inputs_.end()) return std::string_view(at->second);
    return Error(Code::argument_missing, "the input " + std::string(name) + " is missing", "give it",
                 std::string(name));
}

std::string_view InputReader::text(std::string_view name) const {
    const auto at = inputs_.find(name);
    return at == inputs_.end() ? std::string_view() : std::string_view(at->second);
}

Result<Day> InputReader::day(std::string_view name) const {
    PV_TRY(const std::string_view given, require(name));
    return day_item(name, given);
}

Result<Day> InputReader::day_item(std::string_view name, std::string_view item) const {
    auto day = Day::parse(item);
    if (!day) return invalid(name, item, "a date such as 2013-03-20");
    return day;
}

Result<Ratio> InputReader::number(std::string_view name) const {
    PV_TRY(const std::string_view given, require(name));
    return number_of(name, given);
}

Result<UnitPrice> InputReader::price(std::string_view name) const {
    PV_TRY(const Ratio exact, number(name));
    UnitPrice price;
    price.currency = terms_.pack().currency;
    Int128 power = 1;
    for (price.scale = 0; price.scale <= price_scale_max; ++price.scale, power *= 10) {
        if (power % exact.denominator() != 0) continue;
        PV_TRY(const Ratio mantissa, multiply(exact, Ratio(static_cast<std::int64_t>(power))));
        PV_TRY(price.mantissa, round_to_integer(mantissa, Rounding::down));
        if (price.mantissa < 0) break;
        return price;
    }
    return invalid(name, text(name), "a price, not negative, of at most nine decimals");
}

Result<Amount> InputReader::amount(std::string_view name) const {
    PV_TRY(const std::string_view given, require(name));
    return amount_item(name, given);
}

Result<Amount> InputReader::amount_item(std::string_view name, std::string_view item) const {
    PV_TRY(const Ratio exact, number_of(name, item));
    PV_TRY(const Amount amount, round_to_amount(exact, terms_.pack().currency, Rounding::down));
    if (amount.ratio() == exact) return amount;
    return invalid(name, item, "an amount with no more decimals than the currency has");
}

Result<std::int64_t> InputReader::seconds_as_micros(std::string_view name) const {
    PV_TRY(const Ratio seconds, number(name));
    PV_TRY(const Ratio micros, multiply(seconds, Ratio(micros_per_second)));
    if (!micros.is_integer() || micros.sign() < 0) return invalid(name, text(name), "seconds of at most six decimals");
    return round_to_integer(micros, Rounding::down);
}

Result<std::int64_t> InputReader::integer(std::string_view name, std::int64_t otherwise) const {
    if (!has(name)) return otherwise;
    PV_TRY(const Ratio exact, number(name));
    if (!exact.is_integer()) return invalid(name, text(name), "a whole number");
    return round_to_integer(exact, Rounding::down);
}

Result<bool> InputReader::yes_or_no(std::string_view name, bool otherwise) const {
    if (!has(name)) return otherwise;
    const std::string_view given = text(name);
    if (given == "yes" || given == "true") return true;
    if (given == "no" || given == "false") return false;
    return invalid(name, given, "yes or no");
}

std::vector<std::string_view> InputReader::items(std::string_view name) const {
    std::vector<std::string_view> items;
    std::string_view rest = text(name);
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        items.push_back(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return items;
}

} // namespace proviso
