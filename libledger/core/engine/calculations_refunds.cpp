// Calculations about money that comes back, is taken back or is withheld.
#include <string>

#include "core/bill/chargeback_charge.hpp"
#include "core/bill/depreciation.hpp"
#include "core/bill/exemption.hpp"
#include "core/bill/giving_back.hpp"
#include "core/bill/refund_grounds.hpp"
#include "core/bill/withholding.hpp"
#include "core/engine/calculation_families.hpp"
#include "core/engine/input_reader.hpp"

namespace proviso {
namespace {

Result<PrepaidSum> prepaid(const InputReader &read) {
    PrepaidSum sum;
    PV_TRY(sum.paid, read.amount("amount"));
    PV_TRY(sum.service.from, read.day("from"));
    PV_TRY(sum.service.until, read.day("until"));
    PV_TRY(sum.ended, read.day("ended"));
    return sum;
}

constexpr InputSpec chargeback_inputs[] = {
    {"amount", true, "what was paid in advance"},
    {"from", true, "the first day paid for"},
    {"until", true, "the first day not paid for"},
    {"ended", true, "the day of deactivation, the first without service"},
    {"taken_back", false, "yes or no: whether the chargeback took the money back, yes if absent"},
};
Result<Calculation> run_chargeback(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const PrepaidSum sum, prepaid(read));
    PV_TRY(const bool taken_back, read.yes_or_no("taken_back", true));
    return chargeback_charge(terms, sum, taken_back);
}

constexpr InputSpec chargeback_fee_inputs[] = {{"chargebacks", true, "how many there were"}};
Result<Calculation> run_chargeback_fee(const Terms &terms, const Inputs &inputs) {
    PV_TRY(const std::int64_t count, InputReader(terms, inputs).integer("chargebacks", 0));
    return chargeback_fee(terms, count, terms.pack().currency);
}

constexpr InputSpec exempted_inputs[] = {{"amount", true, "the tax that was charged while the certificate is valid"}};
Result<Calculation> run_exempted(const Terms &terms, const Inputs &inputs) {
    PV_TRY(const Amount amount, InputReader(terms, inputs).amount("amount"));
    return exempted_tax(terms, amount);
}

constexpr InputSpec refund_inputs[] = {
    {"amount", true, "what was charged"},
    {"ground", false, "unused (if absent), discontinued, window, vendor-ends, hosted, software"},
    {"from", false, "discontinued, vendor-ends, hosted: the first day paid for"},
    {"until", false, "the same: the first day not paid for"},
    {"ended", false, "the same, and software: the first day without it"},
    {"purchased", false, "software: the day of purchase"},
    {"subscribed", false, "window: the day of purchase"},
    {"subscribed_at", false, "window: its instant, where hours may count"},
    {"asked", false, "window: the day on which it was given back"},
    {"asked_at", false, "window: its instant"},
    {"channel", false, "window: the way in which it was bought"},
    {"asked_by", false, "window: the way in which it was given back"},
    {"renewal", false, "window: yes or no, whether what was paid renews something; no if absent"},
};

Result<std::optional<Instant>> instant(const InputReader &read, std::string_view name) {
    if (!read.has(name)) return std::optional<Instant>();
    auto at = Instant::parse(read.text(name));
    if (!at)
        return Error(Code::argument_invalid, std::string(name) + " is no instant",
                     "give one such as 2025-03-01T16:00:00Z", std::string(name));
    return std::optional<Instant>(*at);
}

Result<Calculation> run_window(const Terms &terms, const InputReader &read) {
    WindowAsked asked;
    PV_TRY(asked.paid, read.amount("amount"));
    PV_TRY(asked.bought, read.day("subscribed"));
    PV_TRY(asked.asked, read.day("asked"));
    PV_TRY(asked.bought_at, instant(read, "subscribed_at"));
    PV_TRY(asked.asked_at, instant(read, "asked_at"));
    PV_TRY(asked.renewal, read.yes_or_no("renewal", false));
    asked.channel = read.text("channel");
    asked.asked_by = read.text("asked_by");
    return window_refund(terms, asked);
}

Result<Calculation> run_refund(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    PV_TRY(const Amount amount, read.amount("amount"));
    if (!read.has("ground")) return refund(terms, amount);
    const auto ground = ground_from_name(read.text("ground"));
    if (!ground)
        return Error(Code::argument_invalid, "there is no ground \"" + std::string(read.text("ground")) + "\"",
                     "give unused, discontinued, window, vendor-ends, hosted or software", "ground");
    switch (*ground) {
    case RefundGround::unused:
        return refund(terms, amount);
    case RefundGround::window:
        return run_window(terms, read);
    case RefundGround::software: {
        if (!terms.pack().provision("refund_software")) return refund(terms, amount);
        PV_TRY(const Day purchased, read.day("purchased"));
        PV_TRY(const Day ended, read.day("ended"));
        return depreciated(terms, {amount, purchased, ended});
    }
    default:
        break;
    }
    PV_TRY(const PrepaidSum sum, prepaid(read));
    return prepaid_refund(terms, *ground, sum);
}

constexpr InputSpec withholding_inputs[] = {
    {"amount", false, "what is due, together with rate"},
    {"rate", false, "the share that is withheld of what is invoiced: 0.1 is ten per cent"},
    {"received", false, "instead: what arrived"},
    {"withheld", false, "with received: what was withheld"},
};
Result<Calculation> run_withholding(const Terms &terms, const Inputs &inputs) {
    const InputReader read(terms, inputs);
    if (read.has("amount") == read.has("received"))
        return Error(Code::argument_missing, "the calculation withholding needs either amount or received",
                     "give amount and rate, or received and withheld", "amount");
    if (read.has("amount")) {
        PV_TRY(const Amount due, read.amount("amount"));
        PV_TRY(const Ratio rate, read.number("rate"));
        return withheld_of_due(terms, due, rate);
    }
    PV_TRY(const Amount received, read.amount("received"));
    PV_TRY(const Amount withheld, read.amount("withheld"));
    return withheld_of_payment(terms, received, withheld);
}

constexpr CalculationSpec rows[] = {
    {"chargeback", "what a deactivation after a chargeback costs", chargeback_inputs, run_chargeback},
    {"chargeback_fee", "what an account costs that comes back after chargebacks", chargeback_fee_inputs,
     run_chargeback_fee},
    {"exempted", "what comes back of tax for a certificate that came late", exempted_inputs, run_exempted},
    {"refund", "what comes back of a charge, and on which ground", refund_inputs, run_refund},
    {"withholding", "what comes on top for tax that is withheld", withholding_inputs, run_withholding},
};

} // namespace

std::span<const CalculationSpec> calculation_family::refunds() { return rows; }

} // namespace proviso
