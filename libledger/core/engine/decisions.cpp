// Permissions: asked for on a day, answered by a clause. One function per question, in a closed, sorted list.
#include <algorithm>
#include <array>

#include "core/engine/money_rights.hpp"

namespace proviso {
namespace {

struct Asked {
    const BookTerms &book;
    const AccountState::Impl &state;
    const Terms &terms;
    const Question &question;

    [[nodiscard]] std::string_view with(std::string_view name) const {
        for (const auto &[key, value] : question.with)
            if (key == name) return value;
        return {};
    }
    [[nodiscard]] std::string money(std::int64_t minor) const { return Amount(minor, state.currency).text(); }
    [[nodiscard]] Decision answer(bool allow, std::string_view provision, std::string reason) const {
        return {allow, terms.clause(provision), std::move(reason)};
    }
};

Result<Decision> account_suspend(const Asked &asked) {
    for (const Item &item : asked.state.items)
        if (const std::int64_t late = item.late(asked.question.on); late > 0)
            return asked.answer(true, "suspension", item.document + " is past due with " + asked.money(late));
    return asked.answer(false, "suspension", "nothing is past due");
}

Result<Decision> call_place(const Asked &asked) {
    auto emergency = asked.terms.list("emergency.numbers");
    if (!emergency) return std::move(emergency.error());
    const std::string_view to = asked.with("to");
    if (std::find(emergency->begin(), emergency->end(), to) != emergency->end())
        return asked.answer(false, "emergency", "emergency numbers cannot be called; another telephone line is needed");
    if (asked.state.suspended) return asked.answer(false, "suspension", "services are suspended");
    return asked.answer(true, "emergency", "the number is not an emergency number");
}

Result<Decision> data_purge(const Asked &asked) {
    const Retained &kept = asked.state.retained;
    const std::string data(asked.with("class")), ref(asked.with("ref"));
    const RetentionClass *known = asked.terms.pack().retention_class(data);
    if (!known)
        return Error(Code::argument_invalid, "the contract knows no retention class \"" + data + "\"",
                     "name one of the contract's", "with.class", asked.terms.clause("retention"));
    if (kept.stored) return asked.answer(false, "retention", "longer keeping is ordered and active");
    std::size_t found = 0;
    for (const auto &[key, datum] : kept.data) {
        if (key.first != data || datum.purged || (!ref.empty() && key.second != ref)) continue;
        ++found;
        auto clock = retention_clock(asked.terms, facts_of(kept, datum));
        if (!clock) return std::move(clock.error());
        if (clock->first_day && *clock->first_day <= asked.question.on) continue;
        return Decision{false, clock->clause,
                        data + " \"" + key.second + "\" may be purged " +
                            (clock->first_day ? "from " + clock->first_day->text() + " on" : "once it is offloaded") +
                            "; the way out is: " + clock->way_out};
    }
    if (found == 0) return Decision{false, known->clause, "no such data is recorded; without it no clock has run"};
    return Decision{true, known->clause, "the retention clock has run"};
}

Result<Decision> data_store(const Asked &asked) {
    auto sku = asked.terms.text("retention.storage_sku");
    if (!sku) return std::move(sku.error());
    const PriceRow *row = asked.state.prices.find(*sku, asked.question.on);
    if (!row) row = asked.book.price(asked.terms.pack(), *sku, asked.question.on);
    if (row)
        return asked.answer(true, "retention", "order " + *sku + ": it costs " + row->price.ratio().text() + " each");
    if (asked.terms.find("retention.storage_fee")) {
        auto fee = asked.terms.number("retention.storage_fee");
        if (!fee) return std::move(fee.error());
        return asked.answer(true, "retention", "order " + *sku + ": it costs " + fee->text());
    }
    return asked.answer(false, "retention", *sku + " has no price yet; agree one, and order it");
}

Decision told(Right right) { return {right.allow, std::move(right.clause), std::move(right.reason)}; }
Result<Decision> told(Result<Right> right) {
    if (!right) return std::move(right.error());
    return told(std::move(*right));
}

Result<Decision> account_collect(const Asked &asked) {
    return told(may_collect(asked.state, asked.terms, asked.question.on));
}
Result<Decision> account_end(const Asked &asked) { return told(may_end(asked.state, asked.terms, asked.question.on)); }
Result<Decision> account_on_credit(const Asked &asked) { return told(on_credit(asked.state, asked.terms)); }
Result<Decision> card_change(const Asked &asked) { return told(card_changed(asked.state, asked.terms)); }
Result<Decision> outage_credit(const Asked &asked) { return told(may_have_back(asked.terms, "service_credit")); }
Result<Decision> payment_method(const Asked &asked) {
    return told(may_pay_by(asked.state, asked.terms, asked.with("method")));
}
Result<Decision> refund_give(const Asked &asked) { return told(may_have_back(asked.terms, "refund")); }
Result<Decision> seat_activate(const Asked &asked) {
    return told(may_activate(asked.state, asked.terms, asked.question.on));
}

Result<Decision> ticket_open(const Asked &asked) {
    const auto &contacts = asked.state.contacts;
    if (std::find(contacts.begin(), contacts.end(), asked.with("by")) != contacts.end())
        return asked.answer(true, "contacts", "a designated contact asks");
    return asked.answer(false, "contacts",
                        contacts.empty() ? "no contact is designated" : "only designated contacts may open tickets");
}

struct Rule {
    std::string_view name;
    std::array<std::string_view, 2> arguments; ///< the required one, the optional one
    Result<Decision> (*decide)(const Asked &);
};
constexpr std::array<Rule, 13> rules{{
    {"account.collect", {"", ""}, account_collect},
    {"account.end", {"", ""}, account_end},
    {"account.on_credit", {"", ""}, account_on_credit},
    {"account.suspend", {"", ""}, account_suspend},
    {"call.place", {"to", ""}, call_place},
    {"card.change", {"", ""}, card_change},
    {"data.purge", {"class", "ref"}, data_purge},
    {"data.store", {"", ""}, data_store},
    {"outage.credit", {"", ""}, outage_credit},
    {"payment.method", {"method", ""}, payment_method},
    {"refund.give", {"", ""}, refund_give},
    {"seat.activate", {"", "quantity"}, seat_activate},
    {"ticket.open", {"by", ""}, ticket_open},
}};
constexpr auto names = [] {
    std::array<std::string_view, rules.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = rules[i].name;
    return all;
}();

} // namespace

std::span<const std::string_view> decision_names() { return names; }

Result<Decision> decide(const BookTerms &book, const AccountState &state, const Question &question) {
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule &r) { return r.name == question.ask; });
    if (rule == rules.end())
        return Error(Code::ask_unknown, "there is no decision \"" + question.ask + "\"",
                     "ask one that the manual lists");
    for (const auto &[name, value] : question.with)
        if (name.empty() || (name != rule->arguments[0] && name != rule->arguments[1]))
            return Error(Code::argument_unknown, "\"" + question.ask + "\" does not take \"" + name + "\"",
                         "leave it out", "with." + name);
    const AccountState::Impl &impl = state.impl();
    if (!impl.pack)
        return Error(Code::event_account_unknown, "the account has not been opened by " + question.on.text(),
                     "open it with account.opened first");
    PV_TRY(const Terms terms, book.terms(*impl.pack, question.on));
    const Asked asked{book, impl, terms, question};
    if (!rule->arguments[0].empty() && asked.with(rule->arguments[0]).empty())
        return Error(Code::argument_missing,
                     "\"" + question.ask + "\" needs \"" + std::string(rule->arguments[0]) + "\"", "give it",
                     "with." + std::string(rule->arguments[0]));
    return rule->decide(asked);
}

} // namespace proviso
