#include "core/duty/prepaid.hpp"

#include <algorithm>
#include <string>

#include "core/time/months.hpp"

namespace proviso {
namespace {

constexpr std::int32_t longest = 36'525; ///< a century of days

struct Word {
    std::string_view name;
    OrderTerm::Unit unit;
    std::int32_t times;
};
constexpr Word units[] = {
    {"day", OrderTerm::Unit::days, 1},     {"days", OrderTerm::Unit::days, 1},
    {"week", OrderTerm::Unit::days, 7},    {"weeks", OrderTerm::Unit::days, 7},
    {"month", OrderTerm::Unit::months, 1}, {"months", OrderTerm::Unit::months, 1},
    {"year", OrderTerm::Unit::months, 12}, {"years", OrderTerm::Unit::months, 12},
    {"cycle", OrderTerm::Unit::cycles, 1}, {"cycles", OrderTerm::Unit::cycles, 1},
    {"D", OrderTerm::Unit::days, 1},       {"W", OrderTerm::Unit::days, 7},
    {"M", OrderTerm::Unit::months, 1},     {"Y", OrderTerm::Unit::months, 12},
};
constexpr Word words[] = {
    {"annual", OrderTerm::Unit::months, 12},   {"yearly", OrderTerm::Unit::months, 12},
    {"quarterly", OrderTerm::Unit::months, 3}, {"monthly", OrderTerm::Unit::months, 0},
    {"month", OrderTerm::Unit::months, 0},     {"month-to-month", OrderTerm::Unit::months, 0},
    {"", OrderTerm::Unit::months, 0},
};

Error not_a_term(std::string_view text) {
    return Error(Code::order_term, "\"" + std::string(text) + "\" is not a term",
                 "write \"12 months\", \"1 year\", \"90 days\", \"6 cycles\", \"prepaid\" or \"monthly\"");
}

} // namespace

Result<OrderTerm> read_order_term(std::string_view text) {
    if (text == "prepaid") return OrderTerm{OrderTerm::Unit::days, 0, true};
    for (const Word &word : words)
        if (word.name == text) return OrderTerm{word.unit, word.times, false};
    const bool iso = text.front() == 'P';
    std::string_view rest = iso ? text.substr(1) : text;
    std::int64_t number = 0;
    std::size_t digits = 0;
    for (; digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9'; ++digits)
        if (number <= longest) number = number * 10 + (rest[digits] - '0');
    rest.remove_prefix(digits);
    if (!iso && !rest.empty() && (rest.front() == ' ' || rest.front() == '-')) rest.remove_prefix(1);
    for (const Word &unit : units) {
        const bool letter = unit.name.size() == 1;
        if (unit.name != rest || letter != iso) continue;
        const std::int64_t length = number * unit.times;
        if (digits == 0 || length < 1 || length > longest) return not_a_term(text);
        return OrderTerm{unit.unit, static_cast<std::int32_t>(length), false};
    }
    return not_a_term(text);
}

Result<Day> prepaid_until(const Terms &terms, const OrderTerm &term, Day start) {
    std::int64_t days = term.length;
    if (term.from_parameter) {
        PV_TRY(days, terms.integer("prepaid.term_days"));
        if (days < 1 || days > longest)
            return Error(Code::value_range, "parameter prepaid.term_days is " + std::to_string(days),
                         "give it a value from 1 to " + std::to_string(longest), {}, terms.clause("prepaid"));
    } else if (term.unit == OrderTerm::Unit::months) {
        MonthEnd policy = MonthEnd::round_down;
        if (terms.decides("month.end")) {
            PV_TRY(const ChosenReading end, terms.option("month.end"));
            if (end.option == "round_up") policy = MonthEnd::round_up;
            if (end.option == "fail") policy = MonthEnd::fail;
        }
        return add_months(start, term.length, policy);
    }
    if (days > day_last - start) return Error(Code::date_range, "the term ends after the calendar", "shorten the term");
    return start + static_cast<std::int32_t>(days);
}

} // namespace proviso
