#include "core/bill/recovery.hpp"

#include <string>

#include "core/explain/working.hpp"

namespace proviso {

std::string_view recovery_provision(std::string_view kind) {
    if (kind == "telemarketing") return "compliance";
    if (kind == "third-party") return "indemnity";
    return "costs";
}

std::string_view party_name(Party party) { return party == Party::customer ? "customer" : "vendor"; }

Result<Calculation> recovered_cost(const Terms &terms, Amount amount, std::string_view kind) {
    Working work(terms, recovery_provision(kind), "cost");
    work.input("kind", kind, "what it was for");
    return work.finish_money(work.input("amount", amount.ratio(), "what was spent"), amount.currency());
}

Result<SuitCosts> suit_costs(const Terms &terms, const SuitFacts &facts) {
    Working work(terms, "judgment");
    const Term winner = work.input("winner", party_name(facts.winner), "judgment.entered");
    const Term vendor = work.input("vendor costs", facts.vendor_costs.ratio(), "judgment.entered");
    const Term customer = work.input("customer costs", facts.customer_costs.ratio(), "judgment.entered");
    SuitCosts result;
    const std::string_view option = work.choose("costs.who_pays");
    if (option == "one_way") {
        for (const std::string &clause : terms.clauses("costs")) work.cite(clause);
        result.payer = Party::customer;
    } else if (option == "prevailing_party") {
        result.payer = facts.winner == Party::vendor ? Party::customer : Party::vendor;
    } else if (!work.failed()) {
        work.fail(Error(Code::reading_option_unknown, "\"" + std::string(option) + "\" does not say who pays",
                        "choose another option"));
    }
    work.attest("payer", std::string(party_name(result.payer)), option == "one_way" ? "the customer alone" : "who lost",
                {winner});
    work.output("payer", std::string(party_name(result.payer)));
    PV_TRY(result.work,
           work.finish_money(result.payer == Party::customer ? vendor : customer, facts.vendor_costs.currency()));
    return result;
}

} // namespace proviso
