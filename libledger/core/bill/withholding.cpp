#include "core/bill/withholding.hpp"

#include <string>

#include "core/explain/working.hpp"

namespace proviso {
namespace {

constexpr std::string_view question = "tax.withholding";

Result<bool> grosses_up(const Terms &terms) {
    PV_TRY(const ChosenReading chosen, terms.option(question));
    if (chosen.option == "gross_up") return true;
    if (chosen.option == "add_ten_percent") return false;
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " has option '" + std::string(chosen.option) +
                     "', which is no way to top up withheld tax",
                 "choose another option");
}

Result<Amount> rounded(const Terms &terms, const Ratio &exact, Currency currency) {
    PV_TRY(const ChosenReading mode, terms.option("rounding.mode"));
    PV_TRY(const Rounding rounding, rounding_from_name(mode.option));
    return round_to_amount(exact, currency, rounding);
}

} // namespace

Result<Calculation> withheld_of_due(const Terms &terms, Amount due, const Ratio &rate) {
    if (rate.sign() < 0 || !(rate < Ratio(1)) || due.minor() < 0)
        return Error(Code::value_range, "the rate of withheld tax is " + rate.text(),
                     "give 0 or more, and less than 1");
    PV_TRY(const bool gross, grosses_up(terms));
    Working work(terms, "withholding");
    const Term base = work.input("amount", due.ratio(), "what is due");
    const Term share = work.input("rate", rate, "withheld of what is invoiced");
    const Term one = work.constant("the sum itself", 1);
    work.choose(question);
    const Term invoiced = gross ? work.divide(base, work.subtract(one, share, "what is left of a unit"), "invoiced")
                                : work.multiply(base, work.add(one, share, "a unit and the tax"), "invoiced");
    const Ratio whole = work.number(invoiced);
    PV_TRY(Calculation done, work.finish_money(work.subtract(invoiced, base, "on top"), due.currency()));
    PV_TRY(const Amount total, rounded(terms, whole, due.currency()));
    PV_TRY(const Ratio part, multiply(whole, rate));
    PV_TRY(const Amount held, rounded(terms, part, due.currency()));
    PV_TRY(const Amount net, subtract(total, held));
    done.outputs = {{"invoiced", total.text()}, {"withheld", held.text()}, {"net", net.text()}};
    return done;
}

Result<Calculation> withheld_of_payment(const Terms &terms, Amount received, Amount withheld) {
    if (received.minor() < 0 || withheld.minor() < 0 || received.minor() == 0)
        return Error(Code::value_range, received.text() + " arrived and " + withheld.text() + " were withheld",
                     "give what arrived, above 0, and what was withheld, 0 or more");
    PV_TRY(const bool gross, grosses_up(terms));
    Working work(terms, "withholding");
    const Term came = work.input("received", received.ratio(), "what arrived");
    const Term held = work.input("withheld", withheld.ratio(), "what the payer held back");
    const Term invoiced = work.add(came, held, "invoiced in all");
    const Term rate = work.divide(held, invoiced, "share withheld");
    const Term one = work.constant("the sum itself", 1);
    work.choose(question);
    const Term due = gross ? work.multiply(invoiced, work.subtract(one, rate, "what is left of a unit"), "what was due")
                           : work.divide(invoiced, work.add(one, rate, "a unit and the tax"), "what was due");
    const Ratio base = work.number(due);
    PV_TRY(Calculation done, work.finish_money(work.subtract(invoiced, due, "on top"), received.currency()));
    PV_TRY(const Amount total, add(received, withheld));
    PV_TRY(const Amount was_due, rounded(terms, base, received.currency()));
    done.outputs = {
        {"invoiced", total.text()}, {"withheld", withheld.text()}, {"net", received.text()}, {"due", was_due.text()}};
    return done;
}

} // namespace proviso
