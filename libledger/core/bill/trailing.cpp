#include "core/bill/trailing.hpp"

#include <algorithm>

#include "core/time/months.hpp"

namespace proviso {
namespace {

constexpr std::int64_t months_max = 1'200; ///< a century
constexpr std::int32_t months_of_year = 12;
constexpr std::int32_t days_of_year = 365;
constexpr std::size_t items_max = 100'000;
constexpr std::size_t shown_max = 80;

Error malformed(std::string_view item) {
    return Error(Code::value_type, "'" + std::string(item.substr(0, shown_max)) + "' is no receipt",
                 "give DAY=AMOUNT, or DAY=AMOUNT FROM..UNTIL");
}

Result<ReceivedSum> parse_one(std::string_view item) {
    const std::size_t equals = item.find('=');
    if (equals == std::string_view::npos) return malformed(item);
    ReceivedSum one;
    PV_TRY(one.on, Day::parse(item.substr(0, equals)));
    std::string_view rest = item.substr(equals + 1);
    const std::size_t blank = rest.find(' ');
    PV_TRY(one.amount, Ratio::parse(rest.substr(0, blank)));
    if (one.amount.sign() < 0) return malformed(item);
    if (blank == std::string_view::npos) return one;
    rest = rest.substr(blank + 1);
    const std::size_t dots = rest.find("..");
    if (dots == std::string_view::npos) return malformed(item);
    Period serves;
    PV_TRY(serves.from, Day::parse(rest.substr(0, dots)));
    PV_TRY(serves.until, Day::parse(rest.substr(dots + 2)));
    if (serves.until <= serves.from) return malformed(item);
    one.serves = serves;
    return one;
}

} // namespace

Result<Period> trailing_window(const Terms &terms, Day day, std::int64_t months) {
    if (months < 1 || months > months_max)
        return Error(Code::value_range, "a window of " + std::to_string(months) + " months",
                     "give it 1 to " + std::to_string(months_max));
    const auto count = static_cast<std::int32_t>(months);
    const auto chosen = terms.option("threshold.window");
    const std::string_view option = chosen ? chosen->option : "calendar_12m_inclusive";
    if (option == "365_days") {
        PV_TRY(const Day from, add_days(day, -std::int64_t{count} * days_of_year / months_of_year));
        return Period{from, day};
    }
    const bool exclusive = option == "calendar_12m_exclusive";
    if (!exclusive && option != "calendar_12m_inclusive")
        return Error(Code::reading_option_unknown, "'" + std::string(option) + "' bounds no window",
                     "choose another option");
    PV_TRY(const Day from, add_months(day, -count, MonthEnd::round_down));
    return exclusive ? Period{from + 1, day + 1} : Period{from, day};
}

Result<Ratio> months_between(Day from, Day day) {
    if (day <= from) return Ratio(0);
    const CivilDate a = from.civil(), b = day.civil();
    std::int32_t whole = (b.year - a.year) * months_of_year + b.month - a.month;
    PV_TRY(Day begun, add_months(from, whole, MonthEnd::round_down));
    if (begun > day) { PV_TRY(begun, add_months(from, --whole, MonthEnd::round_down)); }
    PV_TRY(const Day next, add_months(from, whole + 1, MonthEnd::round_down));
    PV_TRY(const Ratio part, Ratio::of(day - begun, next - begun));
    return add(Ratio(whole), part);
}

std::string receipts_text(const std::vector<ReceivedSum> &receipts) {
    std::string out;
    for (const ReceivedSum &one : receipts) {
        if (!out.empty()) out += ',';
        out += one.on.text() + '=' + one.amount.text();
        if (one.serves) out += ' ' + one.serves->from.text() + ".." + one.serves->until.text();
    }
    return out;
}

Result<std::vector<ReceivedSum>> parse_receipts(std::string_view text) {
    std::vector<ReceivedSum> receipts;
    while (!text.empty()) {
        if (receipts.size() == items_max)
            return Error(Code::input_too_large, "there are more than 100,000 receipts", "give fewer");
        const std::size_t comma = text.find(',');
        PV_TRY(ReceivedSum one, parse_one(text.substr(0, comma)));
        receipts.push_back(std::move(one));
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return receipts;
}

Term received_in(Working &work, const std::vector<ReceivedSum> &receipts, const Period &window, std::string_view name) {
    std::vector<Term> parts;
    for (const ReceivedSum &one : receipts)
        if (window.contains(one.on)) parts.push_back(work.input("received " + one.on.text(), one.amount, "payment"));
    return work.sum(parts, name);
}

Result<Term> accrued_in(Working &work, const std::vector<ReceivedSum> &receipts, const Period &window,
                        std::string_view name) {
    std::vector<Term> parts;
    for (const ReceivedSum &one : receipts) {
        if (one.on >= window.until) continue;
        if (!one.serves) {
            if (window.contains(one.on))
                parts.push_back(work.input("received " + one.on.text(), one.amount, "payment"));
            continue;
        }
        const Day from = std::max(one.serves->from, window.from), until = std::min(one.serves->until, window.until);
        if (from >= until) continue;
        PV_TRY(const Ratio before, months_between(one.serves->from, from));
        PV_TRY(const Ratio after, months_between(one.serves->from, until));
        PV_TRY(const Ratio inside, subtract(after, before));
        PV_TRY(const Ratio all, months_between(one.serves->from, one.serves->until));
        const Term share = work.divide(work.input("months in the window", inside, "calendar"),
                                       work.input("months paid for", all, "calendar"), "share");
        parts.push_back(
            work.multiply(work.input("received " + one.on.text(), one.amount, "payment"), share, "accrued"));
    }
    return work.sum(parts, name);
}

} // namespace proviso
