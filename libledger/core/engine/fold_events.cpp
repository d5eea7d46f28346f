// What each event does to an account. A handler that returns an error has changed nothing.
#include <algorithm>
#include <limits>

#include "core/bill/cycle.hpp"
#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"

namespace proviso {

Result<void> Fold::open(const Event *event) {
    std::string_view contract = options_.default_pack;
    if (event) contract = event->text("contract");
    const Pack *pack = book_.pack(contract, day_);
    if (!pack)
        return Error(Code::pack_unknown, "the contract \"" + std::string(contract) + "\" is not a pack of this book",
                     "name one of the book's packs");
    if (pack->is_policy())
        return Error(Code::pack_policy, "\"" + pack->id + "\" is a policy that stands beside agreements",
                     "open the account under the agreement's pack");
    Currency currency = pack->currency;
    if (event && !event->text("currency").empty()) {
        PV_TRY(currency, currency_from_code(event->text("currency")));
        if (!(currency == pack->currency))
            return Error(Code::event_currency,
                         "the agreement's currency is " + std::string(pack->currency.code()) + ", not " +
                             std::string(currency.code()),
                         "open the account under a pack in that currency");
    }
    state_.pack = pack;
    state_.currency = currency;
    state_.money.deposits = Amount(0, currency);
    state_.jurisdiction =
        event && !event->text("jurisdiction").empty() ? std::string(event->text("jurisdiction")) : pack->jurisdiction;
    state_.opened = day_;
    PV_CHECK(refresh_terms(day_));
    set_status(Status::pending, clause("activation"));
    // Until something is activated the cycle runs from sign-up, so that usage has a billing date.
    state_.anchor = day_;
    state_.anchor_provisional = option("cycle.anchor") != "sign_up";
    state_.cycle_index = 0;
    Result<Period> first = cycle_period(*terms_, day_, 0);
    if (first) {
        state_.cycle = *first;
    } else {
        // Where the order gives the length, there is no cycle before it.
        if (!state_.anchor_provisional || first.error().code != Code::parameter_unset) return std::move(first.error());
        state_.anchor.reset();
    }
    return {};
}

Result<void> Fold::choice(const Event &event) {
    const std::string_view key = event.type == EventType::reading_chosen ? "reading" : "parameter";
    for (const Event &other : state_.choices)
        if (other.on == event.on && other.type == event.type && other.text(key) == event.text(key) &&
            other.text("value") != event.text("value"))
            return Error(Code::rules_conflict,
                         std::string(event.text(key)) + " is set to " + std::string(other.text("value")) + " and to " +
                             std::string(event.text("value")) + " from one day",
                         "give the later choice a later day");
    if (knows_choice(*state_.pack, event) || !a_policy_knows(event)) PV_CHECK(apply_choice(*terms_, event));
    PV_TRY([[maybe_unused]] const std::vector<Terms> policies, policy_terms(&event)); // a choice of theirs has to fit
    state_.choices.push_back(event);
    return {};
}

Result<void> Fold::handle(const Event &event) {
    if (!started())
        return Error(Code::event_account_unknown, "the account \"" + event.account + "\" has not been opened by then",
                     "open it with account.opened first");
    if (event.type == EventType::account_opened) {
        const bool first = state_.opened == day_ && event.text("contract") == state_.pack->id &&
                           std::none_of(result_.refusals.begin(), result_.refusals.end(),
                                        [&](const Refusal &refusal) { return refusal.event == event.sequence; });
        if (first && !opening_seen_) {
            opening_seen_ = true;
            return {};
        }
        return Error(Code::event_account_exists,
                     "the account \"" + event.account + "\" was opened on " + state_.opened.text(),
                     "use another account name");
    }
    if (ended() || (state_.ends_on && *state_.ends_on <= day_ && event.type != EventType::account_closed)) {
        switch (event.type) {
        case EventType::order_placed:
        case EventType::order_signed:
        case EventType::seat_activated:
        case EventType::service_activated:
        case EventType::did_added:
        case EventType::ip_assigned:
        case EventType::port_assigned:
        case EventType::capacity_notice:
        case EventType::user_assigned:
        case EventType::credit_granted:
        case EventType::account_suspended:
        case EventType::account_restored:
        case EventType::account_closed:
            if (event.type == EventType::account_restored && state_.returns.deactivated) return reactivate();
            return Error(Code::event_account_ended, "the account \"" + event.account + "\" has ended",
                         "open a new account for a new agreement");
        default:
            break;
        }
    }
    if (event.zone_assumed) say_zone_assumed(event);
    switch (event.type) {
    case EventType::account_suspended:
        return suspend(event);
    case EventType::account_restored:
        return restore(event);
    case EventType::account_closed:
        state_.ends_on = day_;
        ending_today_ = true;
        if (!state_.lines.ending) state_.lines.ending = Ending{{}, {}, day_};
        return {};
    case EventType::agreement_ended:
        PV_CHECK(agreement_ended(event));
        if (event.text("by") != "vendor" || event.text("sku").empty()) return {};
        return ended_by_vendor(event.text("sku"), event.sequence);
    case EventType::risk_flagged:
        flag_risk(event);
        return {};
    case EventType::payment_method_expired:
        arrange_automatic(event);
        return {};
    case EventType::notice_confirmed:
        return notice_confirmed(event);
    case EventType::price_posted:
        return post_price(event);
    case EventType::reading_chosen:
    case EventType::parameter_set:
        if (!event.text("terms").empty())
            return Error(Code::event_field_unknown, "a value for one account does not come with a version of the terms",
                         "leave the account out, or the version");
        PV_CHECK(choice(event));
        return {};
    case EventType::order_signed:
    case EventType::order_placed:
        PV_CHECK(order(event));
        order_due(event);
        return {};
    case EventType::card_form_received:
        if (!state_.papers) state_.papers = day_;
        state_.card_form = true;
        card_form_returned();
        return {};
    case EventType::card_form_sent:
        if (state_.money.card_change.noticed) state_.money.card_change.form_sent = day_;
        return {};
    case EventType::payment_method_arranged:
        arrange_method(event);
        arrange_automatic(event);
        return {};
    case EventType::cure_granted:
        return grant_cure(event);
    case EventType::outage_opened:
    case EventType::outage_closed:
        return outage(event);
    case EventType::deposit_applied:
        return apply_deposit(event);
    case EventType::deposit_demanded:
        return demand_deposit(event);
    case EventType::deposit_returned:
        return pay_out_deposit(event);
    case EventType::dispute_filed:
        return file_dispute(event);
    case EventType::dispute_closed:
        return close_dispute(event);
    case EventType::tax_certificate:
        return certificate(event);
    case EventType::port_requested:
        ported(event);
        return {};
    case EventType::licence_terminated_ip:
        return product_ended(event);
    case EventType::service_discontinued:
        return discontinued(event.text("sku"), event.sequence);
    case EventType::chargeback_opened:
        return take_back(event);
    case EventType::chargeback_reversed:
        return give_again(event);
    case EventType::contact_designated:
    case EventType::contact_removed:
        return contact(event);
    case EventType::seat_activated:
        return activate_seats(event);
    case EventType::service_activated: {
        if (const Sku *sku = state_.pack->sku(event.text("sku")); sku && sku->kind == "support-credit")
            return buy_credits(event);
        const std::size_t first = lines_.size();
        PV_CHECK(activate_service(event));
        note_ordered(event, first);
        note_bought(event);
        return {};
    }
    case EventType::did_added:
        if (stands(event.text("sku"))) return activate_lines(event, event.text("sku"), 1);
        return activate(event.sequence, event.text("sku"), 1);
    case EventType::seat_released:
        return release_seats(event);
    case EventType::service_deactivated:
    case EventType::did_released:
        if (stands(event.text("sku")))
            return release_lines(event.text("sku"), event.number("quantity", 1), event.text("number"),
                                 event.text("order"));
        return release(event.text("sku"), event.number("quantity", 1));
    case EventType::device_count:
    case EventType::server_count:
        return count_units(event);
    case EventType::capacity_notice:
        return capacity_needed(event);
    case EventType::ip_assigned:
        return place_address(event);
    case EventType::port_assigned:
        return stands(event.text("sku")) ? activate_lines(event, event.text("sku"), 1) : Result<void>();
    case EventType::user_assigned:
    case EventType::user_removed:
        return assign_user(event);
    case EventType::install_reported:
        return installed(event);
    case EventType::limit_posted:
        return post_limit(event);
    case EventType::support_worked:
        return support_work(event);
    case EventType::upgrade_installed:
        return upgraded(event);
    case EventType::release_published:
        released(event);
        return {};
    case EventType::equipment_assessed:
        return assessed(event);
    case EventType::terms_accepted:
        binds();
        state_.duties.accepted.push_back({std::string(event.text("sku")), std::string(event.text("version")), day_});
        return {};
    case EventType::service_first_used:
        binds();
        return {};
    case EventType::product_designated:
        designate(event);
        return {};
    case EventType::server_registered:
        register_server(event);
        return {};
    case EventType::reseller_paid:
        return reseller_paid(event);
    case EventType::terms_posted:
        state_.own_versions.push_back(terms_version(event));
        return {};
    case EventType::call_ended:
        return call(event);
    case EventType::usage_metered:
        return metered(event);
    case EventType::login_session: {
        Session use;
        use.seat = event.text("seat");
        use.start = event.instant("start").value_or(Instant{});
        use.end = event.instant("end").value_or(Instant{});
        use.pieces = event.pieces;
        use.idle_micros = event.number("idle");
        use.source = "login.session " + event.on.text();
        return session(std::move(use), event.sequence);
    }
    case EventType::ticket_opened:
        asked_for_help(event);
        ticket(event);
        return {};
    case EventType::breach_notified:
    case EventType::breach_cured:
        return breach(event);
    case EventType::consent_recorded:
    case EventType::consent_withdrawn:
        return consent(event);
    case EventType::campaign_loaded:
        return campaign(event);
    case EventType::marketing_opted_out:
        if (!state_.duties.marketing_opted_out) state_.duties.marketing_opted_out = day_;
        return {};
    case EventType::notice_sent:
        return notice_sent(event);
    case EventType::notice_received:
    case EventType::notice_proved:
        return notice_followed_up(event);
    case EventType::data_created:
    case EventType::callback_set:
        return data_created(event);
    case EventType::data_modified:
    case EventType::data_read:
    case EventType::data_offloaded:
    case EventType::data_purged:
        return data_changed(event);
    case EventType::credit_requested:
    case EventType::credit_granted:
    case EventType::credit_withdrawn:
        return credit(event);
    case EventType::demand_sent:
        return demand(event);
    case EventType::payment_received:
        return payment(event);
    case EventType::payment_applied:
        return direct(event);
    case EventType::payment_declined:
        decline(event);
        return {};
    case EventType::claim_made:
        return note_claim(event);
    case EventType::line_credited:
        return grant(event);
    case EventType::journal_adjusted:
        return adjust(event);
    case EventType::license_issued:
        return licence_issued(event);
    case EventType::license_revoked:
        return licence_revoked(event);
    default:
        return {}; // kept as a fact; no clause of this pack gives it an effect on money here
    }
}

void Fold::say_zone_assumed(const Event &event) {
    const std::string_view provision = event.type == EventType::login_session ? "seat_hours"
                                       : event.type == EventType::call_ended  ? "rating"
                                                                              : "notice";
    raise(Code::zone_missing, clause(provision), "no time zone is given; the day was taken in UTC", event.sequence);
}

Result<void> Fold::post_price(const Event &event) {
    if (!event.text("terms").empty())
        return Error(Code::event_field_unknown, "a price for one account does not come with a version of the terms",
                     "leave the account out, or the version");
    PV_TRY(const UnitPrice unit_price, agreement_price(event.text("amount"), state_.currency));
    return state_.prices.add({price_name(event.text("sku"), event.text("prefix")), PriceSource::posted_for_account,
                              event.day("from").value_or(day_), day_, unit_price, std::string(event.text("every")),
                              "price posted " + day_.text() + " for the account", std::string(event.text("notice"))});
}

Result<void> Fold::contact(const Event &event) {
    const std::string name(event.text("name"));
    const auto at = std::find(state_.contacts.begin(), state_.contacts.end(), name);
    if (event.type == EventType::contact_removed) {
        if (at == state_.contacts.end())
            return Error(Code::event_reference_unknown, "the person is not a designated contact",
                         "name a designated contact");
        state_.contacts.erase(at);
        return {};
    }
    if (at != state_.contacts.end()) return {};
    std::int64_t most = std::numeric_limits<std::int64_t>::max(); // a contract may set no limit
    if (terms_->pack().parameter("contacts.max")) { PV_TRY(most, terms_->integer("contacts.max")); }
    if (static_cast<std::int64_t>(state_.contacts.size()) >= most) {
        raise(Code::contact_limit, clause("contacts"),
              "at most " + std::to_string(most) + " contacts may be designated; this one is not", event.sequence);
        return {};
    }
    state_.contacts.push_back(name);
    return {};
}

Result<void> Fold::suspend(const Event &) {
    if (state_.suspended) return {};
    state_.suspended = true;
    state_.suspended_from = day_;
    chargeback_suspension();
    set_status(Status::suspended, clause("suspension"));
    return {};
}

Result<void> Fold::restore(const Event &event) {
    if (!state_.suspended)
        return Error(Code::event_reference_unknown, "the account is not suspended",
                     "restore an account that is suspended");
    PV_TRY(std::optional<Line> fee, reactivation_fee());
    PV_CHECK(credit_suspension(day_));
    if (fee) lines_.push_back(std::move(*fee));
    if (promises_uptime()) state_.sla.suspensions.push_back({state_.suspended_from, day_});
    // Services may come back while money is late: that gives up nothing.
    std::int64_t late = 0;
    for (const Item &item : state_.items) late += item.late(day_);
    if (const std::string by = clause("restoration"); late > 0 && !by.empty())
        raise(Code::invoice_past_due, by,
              "services come back while " + Amount(late, state_.currency).text() +
                  " are past due; they stay owed, with interest, and so does every right",
              event.sequence);
    state_.suspended = false;
    set_status(state_.ends_on ? Status::ending : begun() ? Status::active : Status::pending, clause("suspension"));
    return {};
}

} // namespace proviso
