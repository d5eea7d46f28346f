#include "core/bill/liability.hpp"

#include <algorithm>

namespace proviso {
namespace {

class Cap {
  public:
    Cap(const Terms &terms, const ClaimFacts &facts)
        : terms_(terms), facts_(facts), work_(terms, "cap"), currency_(terms.pack().currency) {}

    Result<Calculation> run() {
        tell();
        PV_TRY(const bool outside, listed("cap.uncapped_grounds", facts_.ground));
        work_.output("capped", !outside);
        if (outside) return uncapped();
        PV_TRY(const bool barred, is_barred());
        if (barred) return work_.finish_money(work_.constant("owed for such a loss", 0), currency_);
        PV_TRY(const Term cap, product_cap());
        if (!claimed_) return work_.finish_money(cap, currency_);
        return work_.finish_money(work_.minimum(*claimed_, cap, "owed at most"), currency_);
    }

  private:
    void tell() {
        work_.input("claim", facts_.made, "claim.made");
        if (facts_.arose) work_.input("arose", *facts_.arose, "claim.made");
        if (!facts_.product.empty()) work_.input("product", facts_.product, "what it is");
        if (!facts_.loss.empty()) work_.input("loss", facts_.loss, "claim.made");
        if (!facts_.ground.empty()) work_.input("ground", facts_.ground, "claim.made");
        if (!facts_.payments.empty()) work_.input("payments", receipts_text(facts_.payments), "received");
        if (facts_.claimed) claimed_ = work_.input("claimed", facts_.claimed->ratio(), "claim.made");
    }

    /// Whether the list holds the word. Cites its clause, and the reading that supplies it.
    Result<bool> listed(std::string_view parameter, const std::string &word) {
        if (word.empty() || !terms_.find(parameter)) return false;
        PV_TRY(const std::vector<std::string> list, terms_.list(parameter));
        if (const Parameter *known = terms_.pack().parameter(parameter); known && !known->supplied.empty())
            if (const Reading *reading = terms_.pack().reading(known->supplied.front().reading))
                work_.choose(reading->decides);
        if (std::find(list.begin(), list.end(), word) == list.end()) return false;
        work_.cite(terms_.find(parameter)->clause);
        return true;
    }

    Result<Calculation> uncapped() {
        if (!claimed_)
            return Error(Code::argument_missing, "no cap holds for a claim on the ground of " + facts_.ground,
                         "give what is claimed", "claimed", terms_.clause("cap"));
        return work_.finish_money(work_.add(*claimed_, work_.constant("beyond the cap", 0), "owed without a cap"),
                                  currency_);
    }

    Result<bool> is_barred() {
        if (facts_.loss == "direct")
            return terms_.decides("cap.direct") && work_.choose("cap.direct") == "direct_excluded";
        return listed("liability.barred_losses", facts_.loss);
    }

    bool as_beta() {
        if (facts_.product == "beta") return true;
        return facts_.product == "app" && terms_.decides("beta.scope") && work_.choose("beta.scope") == "every_app";
    }

    /// The clause of the value that decides.
    void cite(std::string_view parameter) {
        if (const ParameterValue *value = terms_.find(parameter)) work_.cite(value->clause);
    }

    Result<Term> product_cap() {
        const bool has_free = terms_.pack().parameter("cap.free_amount") != nullptr;
        const bool as_free = facts_.product == "free" || (facts_.product == "beta" && terms_.decides("beta.cap") &&
                                                          work_.choose("beta.cap") == "no_charge_cap");
        if (has_free && as_free) {
            cite("cap.free_amount");
            return work_.parameter("cap.free_amount");
        }
        if (as_beta() && terms_.pack().parameter("cap.beta_months"))
            return windowed("cap.beta_months", "cap.beta_runs_from");
        return windowed("cap.months", "cap.runs_from");
    }

    Result<Term> windowed(std::string_view length, std::string_view runs_from) {
        cite(length);
        PV_TRY(const std::string start, terms_.text(runs_from));
        const Day from = start == "liability" ? facts_.arose.value_or(facts_.made) : facts_.made;
        work_.parameter(length);
        PV_TRY(const std::int64_t months, terms_.integer(length));
        if (terms_.decides("threshold.window")) work_.choose("threshold.window");
        PV_TRY(const Period window, trailing_window(terms_, from, months));
        work_.attest("from", window.from, "first day that counts");
        work_.attest("through", window.until - 1, "last day that counts");
        work_.output("from", window.from);
        work_.output("through", window.until - 1);
        const std::string_view option = work_.choose("cap.window");
        if (option.starts_with("accrued_in"))
            return accrued_in(work_, facts_.payments, window, "accrued in the window");
        if (!option.starts_with("paid_in") && !work_.failed())
            return Error(Code::reading_option_unknown, "'" + std::string(option) + "' does not say what counts",
                         "choose another option");
        return received_in(work_, facts_.payments, window, "paid in the window");
    }

    const Terms &terms_;
    const ClaimFacts &facts_;
    Working work_;
    Currency currency_;
    std::optional<Term> claimed_;
};

} // namespace

Result<Calculation> liability_cap(const Terms &terms, const ClaimFacts &facts) { return Cap(terms, facts).run(); }

bool caps_by_service(const Terms &terms) {
    const auto of = terms.text("cap.of");
    return of && *of == "service";
}

} // namespace proviso
