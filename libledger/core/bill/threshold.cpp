#include "core/bill/threshold.hpp"

namespace proviso {

Result<Calculation> fee_threshold(const Terms &terms, const ThresholdFacts &facts) {
    Working work(terms, "threshold");
    work.input("claim", facts.claim, "claim.made");
    if (!facts.fees.empty()) work.input("fees", receipts_text(facts.fees), "received");
    if (!facts.support.empty()) work.input("support", receipts_text(facts.support), "received");
    work.parameter("indemnity.window_months");
    PV_TRY(const std::int64_t months, terms.integer("indemnity.window_months"));
    work.choose("threshold.window");
    PV_TRY(const Period window, trailing_window(terms, facts.claim, months));
    work.attest("from", window.from, "first day that counts");
    work.attest("through", window.until - 1, "last day that counts");
    const Term least = work.parameter("indemnity.least_fees");
    const Term licence = received_in(work, facts.fees, window, "fees of the licence");
    const Term support = received_in(work, facts.support, window, "fees of its support");
    const std::string_view option = work.choose("threshold.fees");
    if (option != "licence_only" && option != "with_support" && !work.failed())
        return Error(Code::reading_option_unknown, "'" + std::string(option) + "' does not say what counts",
                     "choose another option");
    const Term counted = option == "with_support"
                             ? work.add(licence, support, "fees that count")
                             : work.add(licence, work.constant("support does not count", 0), "fees that count");
    const bool reached = work.number(counted) >= work.number(least);
    work.output("reached", reached);
    work.output("from", window.from);
    work.output("through", window.until - 1);
    return work.finish_money(counted, terms.pack().currency);
}

} // namespace proviso
