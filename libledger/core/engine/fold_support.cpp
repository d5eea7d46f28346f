// Support work and expenses: what was bought to pay for it, what is free, and the line for the rest. Work is billed
// afterwards, with the next bill.
#include <algorithm>

#include "core/bill/expense.hpp"
#include "core/bill/help_rights.hpp"
#include "core/bill/support.hpp"
#include "core/duty/prepaid.hpp"
#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"
#include "core/engine/state_units.hpp"

namespace proviso {
namespace {

/// The clause that a plain list of the pack names for help with something: of its first condition about it.
std::string_view clause_for(const Pack &pack, std::string_view category) {
    const Checklist *list = pack.checklist("support.cover");
    if (!list || category.empty()) return {};
    for (const Check &check : list->checks) {
        const auto &about = check.only_if.one_of;
        if (check.only_if.fact == "about" && std::find(about.begin(), about.end(), category) != about.end())
            return check.clause;
    }
    return {};
}

} // namespace

/// Until when credits that are bought today are good; nothing: they stay.
Result<std::optional<Day>> Fold::credits_until() const {
    PV_TRY(const std::string text, terms_->text("support.credit_expiry"));
    if (text == "never") return std::optional<Day>();
    PV_TRY(const OrderTerm term, read_order_term(text));
    PV_TRY(const Day until, prepaid_until(*terms_, term, day_));
    return std::optional(until);
}

Result<void> Fold::buy_credits(const Event &event) {
    PV_TRY(const std::optional<Day> until, credits_until());
    PV_CHECK(activate_service(event));
    state_.counts.credits.push_back({Ratio(event.number("quantity", 1)), until});
    return {};
}

Ratio Fold::credits_in_hand() const {
    Ratio all;
    for (const SupportCredits &credits : state_.counts.credits)
        if (!credits.until || day_ < *credits.until)
            if (const auto sum = add(all, credits.left)) all = *sum;
    return all;
}

void Fold::use_credits(Ratio used) {
    std::vector<SupportCredits *> good; // what is lost first is used first
    for (SupportCredits &credits : state_.counts.credits)
        if (!credits.until || day_ < *credits.until) good.push_back(&credits);
    std::stable_sort(good.begin(), good.end(), [](const SupportCredits *a, const SupportCredits *b) {
        return a->until.value_or(day_last) < b->until.value_or(day_last);
    });
    for (SupportCredits *credits : good) {
        const Ratio part = std::min(used, credits->left);
        if (const auto left = subtract(credits->left, part)) credits->left = *left;
        if (const auto rest = subtract(used, part)) used = *rest;
    }
}

std::optional<Instant> Fold::asked_at(const Event &work) const {
    if (const auto told = work.instant("asked")) return told;
    std::optional<Instant> at;
    for (const AskedForHelp &asked : state_.counts.asked)
        if (asked.ticket == work.text("ticket")) at = asked.at;
    return at;
}

Result<FreeWork> Fold::after_upgrade(const Event &event) {
    const auto asked = asked_at(event);
    const KnownUpgrade *last = nullptr;
    for (const KnownUpgrade &upgrade : state_.counts.upgrades)
        if (asked && upgrade.started <= *asked) last = &upgrade;
    if (!last) {
        raise(Code::support_refused, clause("downgrade"),
              "help with going back was given, and no upgrade or no request of it is recorded", event.sequence);
        return FreeWork::no;
    }
    PV_TRY(const HelpRight right, downgrade_right(*terms_, {last->started, last->finished, *asked}));
    if (!right.granted)
        raise(Code::support_refused, clause("downgrade"), "help with going back was asked for too late",
              event.sequence);
    return right.free ? FreeWork::in_window : FreeWork::no;
}

Result<FreeWork> Fold::free_work(const Event &event) {
    const std::string_view category = event.text("category"), cause = event.text("cause");
    if (!cause.empty() && terms_->find("support.credited_causes")) {
        PV_TRY(const std::vector<std::string> causes, terms_->list("support.credited_causes"));
        if (std::find(causes.begin(), causes.end(), cause) != causes.end()) return FreeWork::credited_back;
    }
    if (category == "downgrade" && !clause("downgrade").empty()) return after_upgrade(event);
    if (category == "bug" && units_of_kind(state_, "maintenance", day_) > 0 && !event.text("version").empty()) {
        std::vector<std::string> releases;
        for (const KnownRelease &release : state_.counts.releases)
            if (event.text("sku").empty() || event.text("sku") == release.sku) releases.push_back(release.version);
        if (releases.empty()) return FreeWork::no;
        PV_TRY(const HelpRight right, maintenance_right(*terms_, releases, event.text("version")));
        return right.free ? FreeWork::maintained : FreeWork::no;
    }
    return FreeWork::no;
}

Result<void> Fold::support_work(const Event &event) {
    if (clause("support_work").empty()) return {}; // no clause makes it cost anything
    const std::string_view category = event.text("category");
    const bool of_claim = category == "claim" && !clause("indemnity").empty();
    WorkFacts facts;
    facts.minutes = Ratio(event.number("minutes"));
    facts.alert = category == "alert";
    std::string_view provision = "support_work";
    if (of_claim) {
        provision = "indemnity";
        facts.rate = "indemnity.hourly_rate";
    } else {
        PV_TRY(facts.free, free_work(event));
        if (units_of_kind(state_, "support", day_) > 0) {
            facts.credits = credits_in_hand();
            facts.rate = "support.overage_rate";
        }
        if (category == "downgrade" && !clause("downgrade").empty()) provision = "downgrade";
        if (category == "bug" && !clause("maintenance").empty()) provision = "maintenance";
        if (category == "alert" && !clause("support_alert").empty()) provision = "support_alert";
        facts.clause = clause_for(*state_.pack, category);
    }
    PV_TRY(WorkCharge charge, support_charge(*terms_, facts, provision));
    use_credits(charge.credits_used);
    const std::string text = "Support" + (category.empty() ? std::string() : ", " + std::string(category)) + ": " +
                             std::to_string(event.number("minutes")) + " minutes";
    if (of_claim) {
        add_cost_line(text, "support/claim", std::move(charge.work));
        return {};
    }
    Line made = line(LineKind::one_off, {}, {day_, day_ + 1}, std::move(charge.work));
    made.quantity = event.number("minutes");
    made.text = text;
    made.key = distinct_key(state_.carried, "support");
    if (facts.free == FreeWork::in_window || category == "downgrade")
        for (const std::string_view question : {"downgrade.clock", "downgrade.edge", "downgrade.fee"})
            record_choice(made, question);
    if (category == "bug")
        for (const std::string_view question : {"maintenance.versions", "maintenance.count"})
            record_choice(made, question);
    state_.carried.push_back(std::move(made));
    return {};
}

Result<void> Fold::expense(const Event &event) {
    if (clause("expenses").empty()) return {};
    PV_TRY(const Amount amount, agreement_amount(event.text("amount"), state_.currency));
    const std::string kind(event.text("kind"));
    PV_TRY(const bool owed, repays_expense(*terms_, kind));
    if (amount.is_zero()) return {};
    if (!owed) {
        raise(Code::expense_not_owed, clause("expenses"),
              amount.text() + " for " + kind + " is not among what the customer repays", event.sequence);
        return {};
    }
    PV_TRY(Calculation calculation, repaid_expense(*terms_, amount, kind));
    if (calculation.amount->minor() < amount.minor())
        raise(Code::expense_not_owed, clause("expenses"),
              "of " + amount.text() + " for " + kind + " the ceiling leaves " + calculation.amount->text(),
              event.sequence);
    add_cost_line("Expenses: " + kind, "expense/" + kind, std::move(calculation));
    return {};
}

void Fold::asked_for_help(const Event &event) {
    if (event.at) state_.counts.asked.push_back({std::string(event.text("ticket")), *event.at});
}

Result<void> Fold::upgraded(const Event &event) {
    const auto started = event.instant("started"), finished = event.instant("finished");
    const auto any = started ? started : finished ? finished : event.at;
    if (!any) return {}; // no instant to count hours from
    KnownUpgrade upgrade{std::string(event.text("sku")), started.value_or(*any), finished.value_or(*any)};
    if (upgrade.finished < upgrade.started)
        return Error(Code::event_end_before_start, "the installation was done before it began",
                     "give the instants in their order");
    state_.counts.upgrades.push_back(std::move(upgrade));
    return {};
}

void Fold::released(const Event &event) {
    state_.counts.releases.push_back({std::string(event.text("sku")), std::string(event.text("version"))});
}

} // namespace proviso
