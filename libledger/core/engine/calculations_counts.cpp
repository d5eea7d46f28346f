// The calculations of quantities, users and support work.
#include "core/bill/help_rights.hpp"
#include "core/bill/support.hpp"
#include "core/engine/calculation_families.hpp"
#include "core/engine/input_reader.hpp"
#include "core/license/normal_use.hpp"
#include "core/license/true_up.hpp"
#include "core/license/users.hpp"

namespace proviso::calculation_family {
namespace {

Result<Ratio> ratio_item(std::string_view name, std::string_view item) {
    auto number = Ratio::parse(item);
    if (!number)
        return Error(Code::argument_invalid, std::string(name) + " has an item that is no number", "give numbers",
                     std::string(name));
    return number;
}

constexpr InputSpec trueup_inputs[] = {
    {"price", true, "the price of one unit for a whole period"},
    {"period_start", true, "the first day of the period"},
    {"period_end", true, "the first day after it"},
    {"billed", true, "the units charged at its start"},
    {"price_periods", false, "for how many times what the price is for the period is charged, 1 if absent"},
    {"ended", false, "the first day without the service, if it ended within the period"},
    {"counted_on", false, "the days on which units were counted, as a list"},
    {"count", false, "how many there were on each of them"},
};
Result<TrueUpFacts> trueup_facts(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    TrueUpFacts facts;
    PV_TRY(facts.price, read.price("price"));
    PV_TRY(facts.period.from, read.day("period_start"));
    PV_TRY(facts.period.until, read.day("period_end"));
    PV_TRY(facts.billed, read.integer("billed", 0));
    if (read.has("price_periods")) { PV_TRY(facts.price_periods, read.number("price_periods")); }
    if (read.has("ended")) { PV_TRY(facts.ended, read.day("ended")); }
    const std::vector<std::string_view> days = read.items("counted_on"), counts = read.items("count");
    if (days.size() != counts.size())
        return Error(Code::argument_invalid, "counted_on and count do not have equally many items",
                     "give one count for each day", "count");
    for (std::size_t i = 0; i < days.size(); ++i) {
        Counted counted;
        PV_TRY(counted.on, read.day_item("counted_on", days[i]));
        PV_TRY(const Ratio number, ratio_item("count", counts[i]));
        if (!number.is_integer())
            return Error(Code::argument_invalid, "a count is no whole number", "give whole numbers", "count");
        PV_TRY(counted.count, round_to_integer(number, Rounding::down));
        facts.counts.push_back(counted);
    }
    return facts;
}
Result<Calculation> run_trueup(const Terms &terms, const Inputs &inputs) {
    PV_TRY(const TrueUpFacts facts, trueup_facts(terms, inputs));
    return true_up(terms, facts);
}
Result<Calculation> run_trueup_credit(const Terms &terms, const Inputs &inputs) {
    PV_TRY(const TrueUpFacts facts, trueup_facts(terms, inputs));
    return true_up_credit(terms, facts);
}

constexpr InputSpec users_inputs[] = {
    {"price", true, "the price of a user for a period"},
    {"staff", true, "how many of the customer's people hold an identity"},
    {"guests", false, "how many customers of the customer do, 0 if absent"},
    {"active_staff", false, "how many of the people logged in, 0 if absent"},
    {"active_guests", false, "how many of the guests logged in, 0 if absent"},
    {"at_once", false, "the most that were logged in at one time, 0 if absent"},
    {"staff_at_once", false, "the same without guests; at_once if absent"},
};
Result<Calculation> run_users(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const UnitPrice price, read.price("price"));
    UsersSeen seen;
    PV_TRY(seen.staff, read.integer("staff", 0));
    PV_TRY(seen.guests, read.integer("guests", 0));
    PV_TRY(seen.active_staff, read.integer("active_staff", 0));
    PV_TRY(seen.active_guests, read.integer("active_guests", 0));
    PV_TRY(seen.at_once, read.integer("at_once", 0));
    PV_TRY(seen.staff_at_once, read.integer("staff_at_once", seen.at_once));
    return users_charge(terms, price, seen);
}

constexpr InputSpec overage_inputs[] = {
    {"price", true, "the price of one unit beyond the limit"},
    {"used", true, "how much was used"},
    {"ordered", false, "the limit of the order"},
    {"posted", false, "the limit that is published"},
    {"posted_at_renewal", false, "the limit that was published when the last term began; none in the first"},
};
Result<Calculation> run_overage(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const UnitPrice price, read.price("price"));
    PV_TRY(const Ratio used, read.number("used"));
    UseLimits limits;
    if (read.has("ordered")) { PV_TRY(limits.ordered, read.number("ordered")); }
    if (read.has("posted")) { PV_TRY(limits.posted, read.number("posted")); }
    if (read.has("posted_at_renewal")) { PV_TRY(limits.posted_at_renewal, read.number("posted_at_renewal")); }
    return overage(terms, price, used, limits);
}

constexpr InputSpec normal_use_inputs[] = {
    {"quantities", true, "what each customer of the service used, as a list"},
    {"used", true, "what the one used that is charged"},
    {"price", true, "the price of one unit above the line"},
};
Result<Calculation> run_normal_use(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const UnitPrice price, read.price("price"));
    PV_TRY(const Ratio used, read.number("used"));
    std::vector<Ratio> quantities;
    for (const std::string_view item : read.items("quantities")) {
        PV_TRY(const Ratio quantity, ratio_item("quantities", item));
        quantities.push_back(quantity);
    }
    return normal_use(terms, price, used, quantities);
}

constexpr InputSpec support_inputs[] = {
    {"minutes", true, "the time that was worked"},
    {"credits", false, "the support credits in hand, where a plan is in force"},
    {"alert", false, "yes if an alert was worked on"},
    {"rate", false, "the parameter that prices an hour, support.hourly_rate if absent"},
    {"free", false, "why it costs nothing: credited back, maintained, in the window"},
};
Result<Calculation> run_support(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    WorkFacts facts;
    PV_TRY(facts.minutes, read.number("minutes"));
    if (read.has("credits")) { PV_TRY(facts.credits, read.number("credits")); }
    PV_TRY(facts.alert, read.yes_or_no("alert", false));
    if (read.has("rate")) facts.rate = read.text("rate");
    const auto free = read.has("free") ? free_work_from(read.text("free")) : FreeWork::no;
    if (!free)
        return Error(Code::argument_invalid, "free is '" + std::string(read.text("free").substr(0, 80)) + "'",
                     "give credited back, maintained or in the window", "free");
    facts.free = *free;
    PV_TRY(WorkCharge charge, support_charge(terms, facts));
    return std::move(charge.work);
}

constexpr InputSpec downgrade_inputs[] = {
    {"started", true, "the instant at which the upgrade began"},
    {"finished", true, "the instant at which it was done"},
    {"asked", true, "the instant at which help was asked for"},
};
Result<Instant> instant_of(const InputReader &read, std::string_view name) {
    auto instant = Instant::parse(read.text(name));
    if (!instant)
        return Error(Code::argument_invalid, std::string(name) + " is no instant",
                     "give an instant such as 2025-03-01T10:00:00-06:00", std::string(name));
    return instant;
}
Result<Calculation> run_downgrade(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    UpgradeFacts facts;
    PV_TRY(facts.started, instant_of(read, "started"));
    PV_TRY(facts.finished, instant_of(read, "finished"));
    PV_TRY(facts.asked, instant_of(read, "asked"));
    PV_TRY(HelpRight right, downgrade_right(terms, facts));
    return std::move(right.work);
}

constexpr InputSpec maintenance_inputs[] = {
    {"releases", true, "the versions that were released, as a list"},
    {"version", true, "the version that the bug is in"},
};
Result<Calculation> run_maintenance(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    std::vector<std::string> releases;
    for (const std::string_view item : read.items("releases")) releases.emplace_back(item);
    PV_TRY(HelpRight right, maintenance_right(terms, releases, read.text("version")));
    return std::move(right.work);
}

constexpr CalculationSpec family[] = {
    {"downgrade", "whether help with going back after an upgrade is in time, and free", downgrade_inputs,
     run_downgrade},
    {"maintenance", "whether maintenance covers a version", maintenance_inputs, run_maintenance},
    {"normal_use", "what most customers of a service keep within, and what use above it costs", normal_use_inputs,
     run_normal_use},
    {"overage", "what use beyond a limit costs", overage_inputs, run_overage},
    {"support", "what support work costs", support_inputs, run_support},
    {"trueup", "what units cost that came after a charge by count", trueup_inputs, run_trueup},
    {"trueup_credit", "what comes back for units that went after a charge by count", trueup_inputs, run_trueup_credit},
    {"users", "how many users a product is charged for", users_inputs, run_users},
};

} // namespace

std::span<const CalculationSpec> counts() { return family; }

} // namespace proviso::calculation_family
