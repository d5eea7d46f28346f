#include "core/bill/chargeback_charge.hpp"

#include <string>

namespace proviso {

Result<Calculation> chargeback_charge(const Terms &terms, const PrepaidSum &sum, bool taken_back) {
    constexpr std::string_view question = "chargeback.charge";
    PV_TRY(const ChosenReading chosen, terms.option(question));
    const std::string_view option = chosen.option;
    const bool forfeit = option == "forfeit_unused", accrued = option == "bill_accrued_part";
    if (!forfeit && !accrued && option != "bill_remaining_term")
        return Error(Code::reading_option_unknown,
                     "reading " + chosen.reading->id + " has option '" + std::string(option) +
                         "', which is no charge for a chargeback",
                     "choose another option");
    Working work(terms, "chargeback");
    work.input("taken back", std::string_view(taken_back ? "yes" : "no"), "whether the money went back");
    const auto [paid, unused] = unused_part(work, sum, UnusedCount::actual);
    const Ratio kept = work.number(unused);
    work.choose(question);
    Term billed = unused;
    if (accrued) {
        billed = work.subtract(paid, unused, "used part");
    } else if (forfeit || !taken_back) {
        billed = work.multiply(unused, work.constant("nothing new is billed", 0), "billed");
    } else {
        billed = work.multiply(unused, work.constant("all of it again", 1), "billed");
    }
    PV_TRY(Calculation done, work.finish_money(billed, sum.paid.currency()));
    PV_TRY(const ChosenReading mode, terms.option("rounding.mode"));
    PV_TRY(const Rounding rounding, rounding_from_name(mode.option));
    PV_TRY(const Amount amount, round_to_amount(kept, sum.paid.currency(), rounding));
    done.outputs.emplace_back("kept", (forfeit ? amount : Amount(0, sum.paid.currency())).text());
    return done;
}

Result<Calculation> chargeback_fee(const Terms &terms, std::int64_t chargebacks, Currency currency) {
    if (chargebacks < 1)
        return Error(Code::value_range, std::to_string(chargebacks) + " chargebacks are given", "give 1 or more");
    Working work(terms, "chargeback_fee");
    const Term count = work.input("chargebacks", Ratio(chargebacks), "chargeback.opened");
    return work.finish_money(work.multiply(count, work.parameter("chargeback.fee"), "fee"), currency);
}

} // namespace proviso
