// Permissions: asked for on a day, answered by a clause. One function per question, in a closed, sorted list.
#include <algorithm>
#include <array>

#include "core/engine/state.hpp"

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
    [[nodiscard]] Decision answer(bool allow, std::string_view provision, std::string reason) const {
        return {allow, terms.clause(provision), std::move(reason)};
    }
};

Result<Decision> account_suspend(const Asked &asked) {
    for (const Item &item : asked.state.items)
        if (!item.open.is_zero() && item.due < asked.question.on)
            return asked.answer(true, "suspension", item.document + " is past due with " + item.open.text());
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

Result<Decision> seat_activate(const Asked &asked) {
    if (asked.state.status == Status::ended) return asked.answer(false, "cancellation", "the agreement has ended");
    if (!asked.state.card_form) return asked.answer(false, "card_form", "no signed card form is on file");
    for (const Item &item : asked.state.items)
        if (!item.open.is_zero() && item.due <= asked.question.on)
            return asked.answer(false, "activation", item.document + " is not paid: " + item.open.text() + " is open");
    return asked.answer(true, "activation", "the card form is on file and nothing that is due is open");
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
constexpr std::array<Rule, 6> rules{{
    {"account.suspend", {"", ""}, account_suspend},
    {"call.place", {"to", ""}, call_place},
    {"data.purge", {"class", "ref"}, data_purge},
    {"data.store", {"", ""}, data_store},
    {"seat.activate", {"", "quantity"}, seat_activate},
    {"ticket.open", {"by", ""}, ticket_open},
}};
constexpr std::array<std::string_view, rules.size()> names{rules[0].name, rules[1].name, rules[2].name,
                                                           rules[3].name, rules[4].name, rules[5].name};

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
