// Fold: one account's facts folded into its state, day by day. Internal to the engine.
//
// run() walks the days on which something can happen (an event, a cycle's end, a notice that counts, the day after a
// due date) and calls process() for each; process() goes through the day in the order of product.md section 4. The
// members stand in one file per concern, fold.cpp the walk itself; the blocks below are named after the files.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/bill/overuse.hpp"
#include "core/bill/price_change.hpp"
#include "core/bill/refund_grounds.hpp"
#include "core/bill/support.hpp"
#include "core/engine/state.hpp"
#include "core/license/normal_use.hpp"

namespace proviso {

struct LineEnd;

class Fold {
  public:
    Fold(const BookTerms &book, AccountState::Impl &state, const AccountFacts &facts, const RunOptions &options,
         AccountResult &result)
        : book_(book), state_(state), facts_(facts), options_(options), result_(result) {}

    [[nodiscard]] Result<void> run(Day through);
    /// Before run(): the account is looked at again. The sealed documents stand in its ledger; those that the fold
    /// makes are what should have been and go to `due`, without postings. Both must outlive the run.
    void replay(std::span<const Document> sealed, std::vector<Document> &due);

  private:
    using Events = std::vector<const Event *>;

    // fold.cpp
    [[nodiscard]] Events events_through(Day through);
    [[nodiscard]] std::optional<Day> next_day(const Event *next) const;
    [[nodiscard]] Result<void> process(Day day, std::span<const Event *const> events);
    [[nodiscard]] Result<void> refresh_terms(Day day);
    void refuse(const Event &event, Error error);
    void raise(Code code, std::string clause, std::string what, std::uint64_t event = 0);
    void set_status(Status status, std::string clause);
    void report(Day through);
    void accrue(std::string_view income, std::int64_t minor);
    [[nodiscard]] bool started() const { return state_.pack != nullptr; }
    [[nodiscard]] bool ended() const { return state_.status == Status::ended; }

    // fold_events.cpp
    [[nodiscard]] Result<void> open(const Event *event);
    [[nodiscard]] Result<void> handle(const Event &event);
    [[nodiscard]] Result<void> choice(const Event &event);
    void say_zone_assumed(const Event &event);
    [[nodiscard]] Result<void> post_price(const Event &event);
    [[nodiscard]] Result<void> contact(const Event &event);
    [[nodiscard]] Result<void> suspend(const Event &event);
    [[nodiscard]] Result<void> restore(const Event &event);

    // fold_cycle.cpp
    [[nodiscard]] Result<void> start_of_day();
    [[nodiscard]] Result<void> close_agreement();
    [[nodiscard]] Result<void> begin_cycle();
    [[nodiscard]] Result<void> arrears(Day until);
    [[nodiscard]] Result<void> activate(std::uint64_t event, std::string_view sku, std::int64_t quantity);
    [[nodiscard]] Result<void> release(std::string_view sku, std::int64_t quantity);
    [[nodiscard]] Result<void> anchor_at(Day day);
    [[nodiscard]] Day anchor_for_activation() const;
    [[nodiscard]] Result<void> credit_suspension(Day until);
    [[nodiscard]] Result<void> cycle_deadlines();
    Subscription &subscription(std::string_view sku);

    // fold_lines.cpp
    struct NewLine { ///< what begins
        std::uint64_t event = 0;
        std::string_view sku;
        std::int64_t quantity = 1;
        std::string_view order = {}; ///< id
        std::string_view term = {};  ///< as the order or the activation writes it
        std::string_view unit = {};  ///< the number or address that it is for
    };
    [[nodiscard]] bool stands(std::string_view sku) const; ///< it has dates of its own
    [[nodiscard]] bool by_lines() const;                   ///< the contract's services have, and none goes by the cycle
    [[nodiscard]] bool begun() const;                      ///< something was activated
    [[nodiscard]] Result<void> start_account(std::uint64_t event, std::string_view by);
    [[nodiscard]] Result<void> activate_lines(const Event &event, std::string_view sku, std::int64_t quantity);
    [[nodiscard]] Result<StandingLine> make_line(const NewLine &wanted) const;
    [[nodiscard]] Result<void> begin_line(const NewLine &wanted);
    [[nodiscard]] Result<void> lines_of_day();
    [[nodiscard]] Result<void> usage_with_lines();
    [[nodiscard]] Result<void> turn_line(StandingLine &standing);
    [[nodiscard]] Result<void> next_period(StandingLine &standing);
    [[nodiscard]] Result<bool> renew_line(StandingLine &standing);
    [[nodiscard]] Result<void> set_cadence(StandingLine &standing, const PriceRow &row) const;
    [[nodiscard]] Result<void> charge_line(StandingLine &standing, std::string_view provision, bool counted = false);
    void end_line(StandingLine &standing, Day on);
    [[nodiscard]] Result<void> line_deadlines(const StandingLine &standing);
    [[nodiscard]] Result<void> release_lines(std::string_view sku, std::int64_t quantity, std::string_view unit,
                                             std::string_view order);
    [[nodiscard]] const PriceRow *line_price(const StandingLine &standing) const;
    [[nodiscard]] std::optional<Day> next_renewal() const; ///< the first, of the services with dates of their own
    void keep_charges(const Document &document);

    // fold_line_ends.cpp
    [[nodiscard]] Result<void> cancel_lines(NoticeInHand &notice);
    void set_line_end(StandingLine &standing, Day ends);
    [[nodiscard]] Result<void> set_agreement_end(Day ends, std::string_view provision);
    [[nodiscard]] Result<LineEnd> end_by_notice(const StandingLine &standing, const NoticeInHand &notice);
    [[nodiscard]] Result<LineEnd> end_by_lead(const NoticeInHand &notice);
    bool ends_by_ground(const Event &event); ///< false: nothing of that name is active
    [[nodiscard]] Result<void> agreement_ended(const Event &event) const;
    [[nodiscard]] bool leaves_early(const Event &event) const;
    [[nodiscard]] Result<void> charge_early_end(const StandingLine &standing);
    [[nodiscard]] Result<void> after_end();
    [[nodiscard]] std::optional<Day> next_after_end() const;

    // fold_early.cpp
    void arrange_automatic(const Event &event);
    [[nodiscard]] Result<void> automatic_payment();
    void flag_risk(const Event &event);
    [[nodiscard]] Result<bool> bills_early() const;
    [[nodiscard]] Result<void> bill_usage_early();
    void cite_since(std::size_t before, std::string_view provision); ///< by all lines of today from that one on

    // fold_counts.cpp
    [[nodiscard]] StandingLine *counted_line(std::string_view sku); ///< the running one; null if none
    [[nodiscard]] Result<void> count_units(const Event &event);
    [[nodiscard]] bool add_to_count(std::string_view sku, std::int64_t quantity);
    [[nodiscard]] Result<void> capacity_needed(const Event &event);
    void calendar_months(StandingLine &standing) const;
    [[nodiscard]] bool follows_released(StandingLine &standing);
    void charge_after_counts(const StandingLine &standing, std::string_view provision);
    [[nodiscard]] bool charged_after_counts(const StandingLine &standing) const;
    [[nodiscard]] Result<void> counts_of_day();
    [[nodiscard]] Result<void> begin_count(StandingLine &standing);
    [[nodiscard]] Result<void> true_up_line(StandingLine &standing);

    // fold_users.cpp
    [[nodiscard]] Result<void> assign_user(const Event &event);
    void user_session(const Session &use, std::uint64_t event);
    [[nodiscard]] Result<Calculation> users_of(const StandingLine &standing, const PriceRow &row);
    [[nodiscard]] static std::int64_t users_counted(const Derivation &derivation);
    [[nodiscard]] Result<void> installed(const Event &event);
    [[nodiscard]] Result<void> place_address(const Event &event);

    // fold_limits.cpp
    [[nodiscard]] Result<void> post_limit(const Event &event);
    [[nodiscard]] Result<std::optional<Ratio>> posted_limit(std::string_view sku, Day on) const;
    [[nodiscard]] Result<UseLimits> limits_of(std::string_view sku) const;
    [[nodiscard]] Result<bool> measured(const Event &event); ///< false: it has no limit
    [[nodiscard]] bool vendor_made_it_possible(const Event &event, std::string_view sku);

    // fold_support.cpp
    [[nodiscard]] Result<std::optional<Day>> credits_until() const;
    [[nodiscard]] Result<void> buy_credits(const Event &event);
    [[nodiscard]] Ratio credits_in_hand() const;
    void use_credits(Ratio used);
    [[nodiscard]] std::optional<Instant> asked_at(const Event &work) const;
    [[nodiscard]] Result<FreeWork> free_work(const Event &event);
    [[nodiscard]] Result<FreeWork> after_upgrade(const Event &event);
    [[nodiscard]] Result<void> support_work(const Event &event);
    [[nodiscard]] Result<void> expense(const Event &event);
    void asked_for_help(const Event &event);
    [[nodiscard]] Result<void> upgraded(const Event &event);
    void released(const Event &event);

    // fold_orders.cpp
    static constexpr std::size_t no_order = SIZE_MAX;
    struct Share { ///< of the seats that one event activates
        std::size_t order = no_order;
        std::int64_t quantity = 0;
    };
    [[nodiscard]] Result<void> order(const Event &event);
    [[nodiscard]] Result<void> activate_seats(const Event &event);
    [[nodiscard]] Result<void> activate_service(const Event &event);
    [[nodiscard]] Result<void> release_seats(const Event &event);
    [[nodiscard]] Result<std::vector<Share>> shares(const Event &event, std::string_view plan, std::int64_t quantity);
    [[nodiscard]] Result<void> take(OrderInHand &order, std::string_view sku, std::int64_t quantity);
    [[nodiscard]] Result<void> begin_ordered();
    [[nodiscard]] Result<void> regroup_seats();
    [[nodiscard]] Result<bool> by_minute(const OrderInHand *order) const;
    [[nodiscard]] const Sku *by_minute_seat() const;
    [[nodiscard]] bool charged_seat(std::string_view sku) const; ///< by the plan, not by the minute
    [[nodiscard]] std::int64_t flat_seats() const;
    void say_no_fee(const Sku &seat, std::uint64_t event);
    void record_threshold(Line &line) const;
    void judge_licence(const Session &use, std::uint64_t event);

    // fold_licences.cpp
    [[nodiscard]] IssuedLicence *issued_licence(std::string_view id); ///< null if there is none
    [[nodiscard]] Result<void> licence_issued(const Event &event);
    [[nodiscard]] Result<void> licence_revoked(const Event &event);
    void licence_standings(std::vector<Standing> &all) const;
    // fold_resale.cpp
    [[nodiscard]] bool is_resold(const OrderInHand &order) const; ///< the reseller pays for it, not the customer
    [[nodiscard]] bool activate_resold(const Event &event);       ///< false: it is of no such order
    [[nodiscard]] Result<OrderInHand *> resold_order(const Event &event);
    [[nodiscard]] Result<void> reseller_paid(const Event &event);
    [[nodiscard]] Result<void> reseller_unpaid(const Event &event);

    // fold_papers.cpp
    void binds(); ///< something today makes the agreement effective where its first day counts
    void say_unsigned(const OrderInHand &order);
    [[nodiscard]] bool refers_elsewhere(const OrderInHand &order);
    [[nodiscard]] bool order_counts(const PriceRow &row) const; ///< it has an order's place among the prices
    void say_missing_needs(std::string_view sku, std::uint64_t event, bool ordered_counts);
    void designate(const Event &event);
    void register_server(const Event &event);

    // fold_unfit.cpp
    [[nodiscard]] Result<void> assessed(const Event &event);
    [[nodiscard]] Result<void> cancel_unfit();
    void unwind();

    // fold_terms.cpp
    [[nodiscard]] bool concerns(const TermsVersion &version) const;
    [[nodiscard]] bool mid_term(const TermsVersion &version, bool renews) const;
    [[nodiscard]] Result<void> adopt_terms(bool renews);
    [[nodiscard]] const PriceRow *version_price(std::string_view sku, const PriceRow *other) const;
    void announce(const TermsVersion &version);
    [[nodiscard]] Result<void> terms_posted_today(); ///< for all: duties that begin with it

    // fold_prices.cpp
    [[nodiscard]] const PriceRow *price(std::string_view sku) const;
    [[nodiscard]] bool versioned() const; ///< versions of the terms may bring prices
    [[nodiscard]] const PriceRow *contract_price(std::string_view sku) const;
    void not_effective_yet();

    // fold_price_changes.cpp
    struct PriceBegin { ///< a posted price and from when the account has it
        const PriceRow *row;
        Day applies;
        bool splits;
        AnnouncedPrice announced;
    };
    [[nodiscard]] std::optional<Day> in_use_since(std::string_view sku) const;
    [[nodiscard]] Result<std::vector<PriceBegin>> price_begins(std::string_view sku) const; ///< the earliest first
    [[nodiscard]] const PriceRow *announced_price(std::string_view sku) const;
    /// What a period costs with the prices that begin within it, as far as they are known today.
    [[nodiscard]] Result<PeriodPrice> changing_price(std::string_view sku, Period period, std::int64_t quantity,
                                                     const PriceRow &row) const;
    /// A line for what prices that became known in the service's last period change about its charge.
    [[nodiscard]] Result<void> price_difference(const StandingLine &standing);

    // fold_price_exit.cpp
    void note_price(std::string_view sku, const PriceRow &row, const PeriodPrice &facts);
    void date_price_exit(PriceExit &exit);
    void bill_noticed(Day counts); ///< a notice that brought the bill

    // fold_usage.cpp
    [[nodiscard]] Result<void> call(const Event &event);
    [[nodiscard]] Result<void> metered(const Event &event);
    [[nodiscard]] Result<void> session(Session session, std::uint64_t event);
    [[nodiscard]] Result<bool> outside_zones(std::string_view to, std::uint64_t event);
    [[nodiscard]] const PriceRow *call_price_row(std::string_view sku, std::string_view to) const;
    void absorb_usage(Day before);
    [[nodiscard]] Result<void> sessions_of_day();
    [[nodiscard]] Result<void> usage_lines(Day until);
    [[nodiscard]] std::int64_t accrued_usage() const; ///< minor units; of the running cycle, rounded per sku
    [[nodiscard]] Result<void> extra_seat_lines(Period cycle);

    // fold_notices.cpp
    [[nodiscard]] Result<void> notice_sent(const Event &event);
    [[nodiscard]] Result<void> notice_followed_up(const Event &event);
    [[nodiscard]] Result<void> notice_confirmed(const Event &event);
    [[nodiscard]] Result<void> judge(NoticeInHand &notice);
    [[nodiscard]] bool lacks_number(const NoticeInHand &notice) const;
    [[nodiscard]] Result<void> notices_of_day();
    [[nodiscard]] Result<void> cancel(NoticeInHand &notice);

    // fold_retention.cpp
    [[nodiscard]] Result<void> data_created(const Event &event);
    [[nodiscard]] Result<void> data_changed(const Event &event);
    [[nodiscard]] Result<void> retention_deadline(RetainedData &datum, const std::string &ref);
    [[nodiscard]] Result<void> retention_of_day();

    // fold_duties.cpp
    [[nodiscard]] Result<void> breach(const Event &event);
    [[nodiscard]] Result<void> consent(const Event &event);
    [[nodiscard]] Result<void> campaign(const Event &event);
    void ticket(const Event &event);
    [[nodiscard]] Result<void> follow(const Event &event);
    [[nodiscard]] Result<void> weigh(const Terms &terms, const Event &event);
    [[nodiscard]] Result<void> begin_duties(EventType type, const Event *event);
    void settle_duties(const Pack &pack, const Event &event);
    void end_duties();
    [[nodiscard]] std::vector<Standing> standings() const;
    [[nodiscard]] Result<std::vector<Terms>> policy_terms(const Event *also = nullptr) const;
    [[nodiscard]] Result<std::vector<Terms>> governing_terms() const;
    [[nodiscard]] bool a_policy_knows(const Event &choice) const;

    // fold_documents.cpp
    [[nodiscard]] Line line(LineKind kind, std::string_view sku, Period service, Calculation calculation) const;
    [[nodiscard]] Result<void> issue(DocumentKind kind, std::vector<Line> lines, std::string refers_to = {});
    [[nodiscard]] Result<void> tax(std::vector<Line> &lines);
    void record_choice(Line &line, std::string_view question) const; ///< of a reading that decided on it from outside
    [[nodiscard]] Result<void> post(JournalEntry entry);
    void keep_item(const Document &document);

    // fold_late.cpp
    void enter(const Document &document);
    void take_from_line(const Line &line);
    enum class Moment : std::uint8_t { bills, grants, interest }; ///< when in a day a document was made
    void enter_sealed(Moment moment);
    [[nodiscard]] Result<void> bill_differences();
    [[nodiscard]] Result<void> bill_late_interest();
    [[nodiscard]] Result<void> give_back_interest(const Item &item, Day from, Calculation calculation);

    // fold_grant.cpp
    [[nodiscard]] const Document *issued(std::string_view draft_id) const;
    [[nodiscard]] Result<void> grant(const Event &event);
    [[nodiscard]] Result<Line> granted_line(const Event &event, const std::string &document, std::size_t number,
                                            std::int64_t minor) const;

    // fold_money.cpp
    [[nodiscard]] Result<void> payment(const Event &event);
    [[nodiscard]] Result<void> direct(const Event &event);
    [[nodiscard]] Result<void> adjust(const Event &event);
    [[nodiscard]] Result<void> end_of_day();
    void gate();
    [[nodiscard]] Result<void> past_due();

    // fold_settle.cpp
    struct Payable {
        Item *item;
        std::size_t part; ///< index of Item::parts
    };
    /// Open parts in the clause's order; those that are late, interest or costs if `arrears`.
    [[nodiscard]] std::vector<Payable> payables(const Item *only, bool arrears);
    [[nodiscard]] Result<void> allocate();
    [[nodiscard]] Result<void> settle(Receipt &receipt, const Payable &payable);
    [[nodiscard]] Result<void> post_settlement(Item &item, std::uint64_t payment, Amount amount);

    // fold_deposits.cpp
    struct AppliedDeposit {
        std::uint64_t event;
        Amount amount;
    };
    [[nodiscard]] Result<void> apply_deposit(const Event &event);
    [[nodiscard]] Result<void> settle_deposits();
    [[nodiscard]] Result<void> take_back(const Event &event);
    [[nodiscard]] Result<void> give_again(const Event &event);
    [[nodiscard]] Result<void> reopen(std::uint64_t payment, std::int64_t minor);
    [[nodiscard]] Result<void> demand_deposit(const Event &event);
    [[nodiscard]] Result<void> pay_out_deposit(const Event &event);
    [[nodiscard]] Result<void> return_deposits();
    [[nodiscard]] bool renewed_today() const; ///< a term was over, and another began
    [[nodiscard]] Result<void> owe_deposit(Amount amount, std::string_view why);

    // fold_disputes.cpp
    [[nodiscard]] Result<void> file_dispute(const Event &event);
    [[nodiscard]] Result<void> close_dispute(const Event &event);
    [[nodiscard]] Result<Day> dispute_deadline(const Item &item) const;
    [[nodiscard]] Result<std::string> dispute_fault(const Event &event, Day deadline) const; ///< empty: none
    [[nodiscard]] Result<void> hold_disputed(Dispute &dispute, Item &item);
    [[nodiscard]] Result<void> free_disputed(Dispute &dispute, bool decided);
    [[nodiscard]] Result<void> judge_disputes();
    [[nodiscard]] Result<void> credit_rejected(const Dispute &dispute, Amount upheld);

    // fold_chargebacks.cpp
    [[nodiscard]] std::vector<Day>
    return_days() const; ///< on which chargebacks, disputes and what was bought are judged
    [[nodiscard]] Result<Day> chargeback_ends(const Chargeback &chargeback) const;
    void chargeback_suspension();
    [[nodiscard]] Result<void> chargebacks_of_day();
    [[nodiscard]] Result<void> deactivate(const Chargeback &chargeback);
    [[nodiscard]] Result<void> end_now(const std::string &by);
    [[nodiscard]] Result<void> reactivate();
    [[nodiscard]] Result<std::optional<Line>> reactivation_fee();

    // fold_exemptions.cpp
    [[nodiscard]] Result<void> certificate(const Event &event);
    [[nodiscard]] const Certificate *exemption(std::string_view jurisdiction, Day day) const;
    [[nodiscard]] bool exempt_on_invoice() const;
    [[nodiscard]] Result<void> credit_exempted(const Certificate &certificate);
    void keep_taxes(const Document &document);
    [[nodiscard]] Result<void> withheld(const Event &event);
    [[nodiscard]] Result<void> withholding_line(const Event &event);

    // fold_refunds.cpp
    void note_bought(const Event &event);
    [[nodiscard]] Result<void> refund_in_window(const Event &event, StandingLine &standing);
    [[nodiscard]] Result<void> product_ended(const Event &event);
    [[nodiscard]] Result<void> ended_by_vendor(std::string_view sku, std::uint64_t event);
    [[nodiscard]] Result<void> discontinued(std::string_view sku, std::uint64_t event);
    [[nodiscard]] Result<void> discontinued_today();
    void ported(const Event &event);
    [[nodiscard]] Result<void> refund_rest(StandingLine &standing, RefundGround ground, std::uint64_t event);
    [[nodiscard]] Result<bool> give_refund(const StandingLine &standing, const PrepaidCharge &charge, Period service,
                                           Calculation calculation);
    [[nodiscard]] Result<std::optional<Line>> refunded_tax(const PrepaidCharge &charge, const Line &refund) const;
    void say_no_refund(const Calculation &calculation, Amount charged, std::string_view what, std::uint64_t event);

    // fold_due.cpp
    void note_ordered(const Event &event, std::size_t first_line);
    std::vector<std::pair<std::string, Day>> ordered_lines_; ///< of today: keys, and when their order wants to be paid
    void order_due(const Event &event);
    [[nodiscard]] std::optional<Day> later_due(const Document &document) const;
    [[nodiscard]] std::int64_t arrears_in(const Document &document) const; ///< minor units, with their tax
    [[nodiscard]] Result<Day> due_of(std::span<const Line> lines, bool &by_order) const;
    [[nodiscard]] bool in_arrears(const Line &line) const;
    [[nodiscard]] Result<std::optional<Day>> arrears_due(std::span<const Line> lines) const;

    // fold_uptime.cpp
    [[nodiscard]] bool promises_uptime() const;
    [[nodiscard]] Result<void> judge_outage(const Event &event, SlaOutage &outage) const;
    [[nodiscard]] Result<void> note_outage(const Event &event);
    [[nodiscard]] Result<void> availability_of_day();
    [[nodiscard]] Result<void> credit_availability(Day month);
    void give_waiting_credits();
    [[nodiscard]] Day day_of(Instant instant) const;

    // fold_claims.cpp
    [[nodiscard]] bool keeps_claims() const;
    void note_charged(const Document &document);
    [[nodiscard]] Result<void> note_claim(const Event &event);
    [[nodiscard]] Result<void> audit(const Event &event);
    [[nodiscard]] Result<OveruseFacts> overuse_facts(const Event &event, const std::string &sku,
                                                     const StandingLine *standing) const;

    // fold_costs.cpp
    void costs_of_day(std::span<const Event *const> events);
    [[nodiscard]] Result<void> cost(const Event &event);
    [[nodiscard]] Result<void> judgment(const Event &event);
    [[nodiscard]] Result<void> refund_request(const Event &event);
    [[nodiscard]] Result<void> outage(const Event &event);
    void add_cost_line(std::string text, std::string_view what, Calculation calculation);
    void add_credit_line(LineKind kind, std::string text, std::string_view what, Calculation calculation);
    [[nodiscard]] std::string distinct_key(std::span<const Line> lines, std::string_view what) const;

    // fold_methods.cpp
    [[nodiscard]] bool usual_method(std::string_view method) const;
    void judge_method(const Event &event);
    void judge_lateness(const Receipt &receipt, const Item &item, const DuePart &part);
    void arrange_method(const Event &event);
    void decline(const Event &event);
    [[nodiscard]] Result<void> card_change_noticed(const NoticeInHand &notice);
    void card_form_returned();
    [[nodiscard]] Result<void> grant_cure(const Event &event);
    void begin_cure(Day through);
    void end_cure_deadlines();
    void judge_cure();

    // fold_credit.cpp
    [[nodiscard]] Result<void> credit(const Event &event);
    [[nodiscard]] Result<void> demand(const Event &event);
    [[nodiscard]] Result<void> demand_part(Item &item, const Event &event, Day due, Amount amount);
    [[nodiscard]] bool defer(Item &item); ///< makes what is not late yet payable on demand; false: nothing
    [[nodiscard]] Result<bool> on_credit(std::span<const Line> lines);

    // fold_interest.cpp
    [[nodiscard]] Result<void> bill_interest(bool all);
    [[nodiscard]] bool bears_interest(const Item &item) const;
    [[nodiscard]] Result<Calculation> interest_on(const Item &item) const;
    [[nodiscard]] std::int64_t accrued_interest() const; ///< minor units; less what was billed

    [[nodiscard]] std::string option(std::string_view question) const; ///< empty if the pack does not ask it
    [[nodiscard]] std::string clause(std::string_view provision) const { return terms_->clause(provision); }
    Item *item(std::string_view document);

    const BookTerms &book_;
    AccountState::Impl &state_;
    const AccountFacts &facts_;
    const RunOptions &options_;
    AccountResult &result_;

    std::optional<Terms> terms_;
    mutable std::map<std::string, PriceRow, std::less<>> contract_prices_; ///< rows that contract_price() made
    Day terms_day_;                                                        ///< for which the choices in terms_ hold
    Day day_;                                                              ///< the day being processed
    Day through_;
    bool ending_today_ = false;
    bool risk_today_ = false; ///< a risk was flagged for which the contract bills early
    const Event *refused_opening_ = nullptr;
    bool opening_seen_ = false;                  ///< the event that opened the account came by
    std::size_t usage_at_ = 0, sessions_at_ = 0; ///< next of facts_ to absorb
    std::vector<const UsageTotal *> usage_;      ///< facts_.usage by day
    std::vector<const Session *> sessions_;      ///< facts_.sessions by start
    std::vector<Line> lines_;                    ///< of today's invoice
    std::vector<Line> credits_;                  ///< of today's credit note
    std::vector<AppliedDeposit> deposits_;       ///< of today
    std::vector<const Event *> refused_today_;   ///< before their phase came
    std::vector<std::uint64_t> activated_;       ///< today's activations that were billed (the gate judges them)
    std::optional<ZoneRule> zones_;              ///< of the terms in force, made for the first call
    std::span<const Document> sealed_;           ///< looking again: what was issued, by day
    std::array<std::size_t, 3> sealed_at_{};     ///< next of them, by moment
    std::vector<Document> *due_ = nullptr;       ///< looking again: what should have been
    const Event *last_call_ = nullptr;           ///< equal calls of a day stand side by side: duplicates
    std::vector<std::pair<std::string, std::string>>
        charged_; ///< keys of today's charges of standing lines, their lines
    std::vector<std::pair<std::string, std::string>>
        counted_due_; ///< lines that today's counts have a say in, and the provision that charges them
};

} // namespace proviso
