// Calculations of prices that change.
#include "core/bill/price_change.hpp"
#include "core/engine/calculation_families.hpp"
#include "core/engine/input_reader.hpp"

namespace proviso {
namespace {

constexpr InputSpec price_change_inputs[] = {
    {"old", true, "the price of a whole period before the change"},
    {"new", true, "the price of a whole period after it; a list of several, the earliest first"},
    {"posted", true, "the day on which each new price was posted"},
    {"told", false, "the days on which the notices of them count, those of the postings if absent"},
    {"from", false, "the first days that the postings name, those of the postings if absent"},
    {"in_use", false, "yes or no for each: whether the service was in use when the price was posted, yes if absent"},
    {"start", true, "the first day of the period"},
    {"end", true, "the first day after the period"},
    {"quantity", false, "how many, 1 if absent"},
    {"difference", false, "yes: only what the new prices change, for the rest was charged; no if absent"},
};
using Items = std::vector<std::string_view>;

Result<AnnouncedPrice> announced(const Terms &terms, const InputReader &read, std::size_t i) {
    AnnouncedPrice later;
    const Items told = read.items("told"), from = read.items("from"), in_use = read.items("in_use");
    PV_TRY(later.price, parse_unit_price(read.items("new")[i], terms.pack().currency));
    PV_TRY(later.posted, read.day_item("posted", read.items("posted")[i]));
    later.from = later.posted;
    later.source = "given";
    if (!told.empty()) { PV_TRY(later.told, read.day_item("told", told[i])); }
    if (!from.empty()) { PV_TRY(later.from, read.day_item("from", from[i])); }
    if (in_use.empty()) return later;
    if (in_use[i] != "yes" && in_use[i] != "no")
        return Error(Code::argument_invalid, "in_use is neither yes nor no", "give one of them", "in_use");
    later.in_use = in_use[i] == "yes";
    return later;
}

Result<Calculation> run_price_change(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PeriodPrice facts;
    PV_TRY(facts.price, read.price("old"));
    facts.source = "given";
    PV_TRY(facts.period.from, read.day("start"));
    PV_TRY(facts.period.until, read.day("end"));
    PV_TRY(facts.quantity, read.integer("quantity", 1));
    PV_TRY(facts.difference, read.yes_or_no("difference", false));
    const std::size_t count = read.items("new").size();
    const auto fits = [&](std::string_view name) { return !read.has(name) || read.items(name).size() == count; };
    if (count == 0 || !fits("posted") || !fits("told") || !fits("from") || !fits("in_use"))
        return Error(Code::argument_invalid, "new, posted, told, from and in_use do not have equally many items",
                     "give each for every new price, or leave it out", "new");
    for (std::size_t i = 0; i < count; ++i) {
        PV_TRY(AnnouncedPrice later, announced(terms, read, i));
        facts.later.push_back(std::move(later));
    }
    return price_change(terms, facts);
}

constexpr CalculationSpec rows[] = {
    {"price_change", "what a period costs in which, or before which, a price changes", price_change_inputs,
     run_price_change},
};

} // namespace

std::span<const CalculationSpec> calculation_family::prices() { return rows; }

} // namespace proviso
