#include "book/population_run.hpp"

#include <algorithm>

namespace proviso {

Result<void> add_to(PopulationSums &sums, Amount amount) {
    Amount &sum = sums.try_emplace(currency_of(amount), 0, amount.currency()).first->second;
    PV_TRY(sum, add(sum, amount));
    return {};
}

std::string fiscal_year(Day day) { return day.text().substr(0, 4); }
std::string fiscal_month(Day day) { return day.text().substr(5, 2); }
std::string currency_of(Amount amount) { return std::string(amount.currency().code()); }
std::string time_of_day(Instant at) { return at.text().substr(11, 8); }

ExportFile PopulationRun::file(const std::string &name, const std::vector<std::string> &columns, bool as_of) const {
    const auto digits = [](Day day) {
        std::string text = day.text();
        std::erase(text, '-');
        return text;
    };
    const std::string dated = name + '_' + (as_of ? "" : digits(report.from) + '_') + digits(report.through);
    return {sink, request.form, dated + (request.form.separator == '|' ? ".txt" : ".csv"), columns};
}

Result<Instant> PopulationRun::recorded(std::uint64_t entry) {
    PV_TRY(const std::optional<Instant> at, store.recorded_at(entry));
    return at.value_or(Instant());
}

Result<void> PopulationRun::tie(const std::string &what, const PopulationSums &left, const PopulationSums &right,
                                const PopulationSums &also) {
    PopulationSums all = left;
    for (const auto &[currency, amount] : also) PV_CHECK(add_to(all, amount));
    for (const auto &[currency, amount] : right) all.try_emplace(currency, 0, amount.currency());
    for (const auto &[currency, amount] : all) {
        const auto other = right.find(currency);
        report.ties.push_back({what, amount, other == right.end() ? Amount(0, amount.currency()) : other->second});
    }
    return {};
}

Result<void> goes_on(const ExportFile &file) {
    if (file.stopped()) return Error(Code::cancelled, "the export was stopped", "begin it again");
    return {};
}

} // namespace proviso
