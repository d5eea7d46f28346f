#include "core/decide/licence_scope.hpp"

#include <algorithm>

#include "core/decide/decide.hpp"
#include "core/duty/prepaid.hpp"
#include "core/engine/account_versions.hpp"
#include "core/engine/state.hpp"

namespace proviso {
namespace {

constexpr std::string_view software = "software"; ///< Sku::kind of what runs on the customer's machines

struct Scoping {
    const AccountState::Impl &state;
    const Terms &terms;
    const Sku &sku;
    const LicenceWish &wish;
    Day on;
    LicenceScope &scope;

    Error none(std::string what, std::string todo) const {
        return Error(Code::license_not_ordered, std::move(what), std::move(todo), "product", sku.clause);
    }

    /// The item of the wished order, or of the latest order that has the product.
    const OrderedItem *item(const OrderInHand *&of) const {
        const OrderedItem *found = nullptr;
        for (const OrderInHand &order : state.orders.orders) {
            if (order.stands_apart || (!wish.order.empty() && order.id != wish.order)) continue;
            for (const OrderedItem &each : order.items)
                if (each.sku == sku.id) {
                    found = &each;
                    of = &order;
                }
        }
        return found;
    }

    [[nodiscard]] bool was_active() const {
        const auto same = [&](const auto &row) { return row.sku == sku.id; };
        return std::any_of(state.lines.lines.begin(), state.lines.lines.end(), same) ||
               std::any_of(state.subscriptions.begin(), state.subscriptions.end(),
                           [&](const Subscription &row) { return same(row) && row.active > 0; });
    }

    /// The product may be used on the day: nothing has ended, nothing is suspended. What was ordered and never active
    /// yet may be licensed ahead.
    Result<void> allowed(const BookTerms &book, const AccountState &account) const {
        if (terms.clause("access").empty() || !was_active()) {
            if (state.status != Status::ended) return {};
            return none("the agreement has ended on " + state.statuses.back().on.text(),
                        "licences end with the agreement");
        }
        PV_TRY(const Decision decision, decide(book, account, {"product.access", {{"sku", sku.id}}, on}));
        if (decision.allow) return {};
        return Error(Code::license_not_ordered, decision.reason, "no licence is issued for what may not be used",
                     "product", decision.clause);
    }

    /// Adds what one service allows. Of several the file says what all of them allow: no longer than the first that
    /// ends.
    void add(const StandingLine &line) const {
        const bool outlives = !line.runs_on(on); // a perpetual one, of an agreement that ended
        const bool has_term = !outlives && line.term.until > line.term.from;
        const bool first = scope.quantity == 0;
        const Day from = has_term ? line.term.from : line.since;
        scope.from = first ? from : std::max(scope.from, from);
        if (first) scope.order = line.order;
        if (scope.order != line.order) scope.order.clear();
        const auto sooner = [&](std::optional<Day> end) {
            if (end && (!scope.until || *end < *scope.until)) scope.until = end;
        };
        if (has_term) sooner(line.term.until);
        if (!outlives) sooner(line.ends_on);
        scope.quantity += line.quantity;
    }

    /// Services with dates of their own, of the wished order if one is.
    bool from_lines() const {
        const bool ended = state.status == Status::ended; // and yet allowed: what outlives the agreement
        for (const StandingLine &line : state.lines.lines)
            if (line.sku == sku.id && (line.runs_on(on) || (ended && line.ends_on == state.ends_on)) &&
                (wish.order.empty() || line.order == wish.order))
                add(line);
        return scope.quantity > 0;
    }

    Result<void> from_order() const {
        const OrderInHand *order = nullptr;
        const OrderedItem *ordered = item(order);
        if (!ordered) {
            if (!wish.order.empty())
                return none("no order \"" + wish.order + "\" of " + sku.id + " is in hand on " + on.text(),
                            "name one that is, or record it first");
            for (const Subscription &running : state.subscriptions)
                if (running.sku == sku.id && running.active > 0) {
                    scope.quantity = running.active;
                    scope.from = state.anchor.value_or(state.opened);
                    return {};
                }
            return none("no " + sku.id + " is ordered or active on " + on.text(), "record the order first");
        }
        scope.order = order->id;
        scope.quantity = ordered->quantity;
        scope.from = order->on;
        PV_TRY(const OrderTerm term, read_order_term(ordered->term));
        if (term.unit == OrderTerm::Unit::cycles || (term.length == 0 && !term.from_parameter)) return {};
        PV_TRY(scope.until, prepaid_until(terms, term, order->on));
        return {};
    }

    Result<void> limits() const {
        if (sku.per != "minute" && !sku.per.empty())
            scope.limits.push_back({sku.per + "s", scope.quantity, sku.clause});
        const ParameterValue *instances = terms.find("licence.production_instances");
        if (!instances || sku.kind != software) return {};
        PV_TRY(const std::int64_t each, terms.integer("licence.production_instances"));
        if (each < 0 || (each > 0 && scope.quantity > licence_number_most / each))
            return Error(Code::value_range, "the licences allow more instances than can be counted", "ask for less", {},
                         instances->clause);
        scope.limits.push_back({"instances", each * scope.quantity, instances->clause});
        return {};
    }

    /// Where the contract lets the product run on registered servers alone, those that are.
    Result<void> servers() const {
        scope.name_clause = sku.clause;
        const ParameterValue *bound = terms.find("licence.registered_servers");
        if (!bound) return {};
        PV_TRY(const std::vector<std::string> bound_skus, terms.list("licence.registered_servers"));
        if (std::find(bound_skus.begin(), bound_skus.end(), sku.id) == bound_skus.end() &&
            std::find(bound_skus.begin(), bound_skus.end(), sku.kind) == bound_skus.end())
            return {};
        scope.on_registered_servers = true;
        scope.name_clause = bound->clause;
        for (const std::string &name : state.duties.servers) scope.names.push_back({"server", name, bound->clause});
        return {};
    }
};

} // namespace

Result<LicenceScope> licence_scope(const BookTerms &book, const AccountState &account, const LicenceWish &wish,
                                   Day on) {
    const AccountState::Impl &state = account.impl();
    if (!state.pack)
        return Error(Code::event_account_unknown, "the account has not been opened by " + on.text(),
                     "open it with account.opened first", "account");
    const Sku *sku = state.pack->sku(wish.product);
    if (!sku)
        return Error(Code::license_not_ordered, "the contract has no product \"" + wish.product + "\"",
                     "name one of the contract's", "product");
    PV_TRY(Terms terms, book.terms(*state.pack, on));
    PV_CHECK(apply_versions(terms, book, state, on));
    LicenceScope scope;
    const Scoping scoping{state, terms, *sku, wish, on, scope};
    PV_CHECK(scoping.allowed(book, account));
    const IssuedLicence *issued = state.licences.find(wish.licence);
    if (issued && (issued->revoked || issued->sku != sku->id))
        return scoping.none(issued->revoked ? "licence " + wish.licence + " was revoked on " + issued->revoked->text()
                                            : "licence " + wish.licence + " is for " + issued->sku,
                            "give the licence another name");
    scope.issue = issued ? issued->issue + 1 : 1;
    scope.pack = state.pack->id;
    scope.version = state.pack->version;
    scope.revision = state.pack->revision;
    scope.clause = sku->clause;
    if (!scoping.from_lines()) PV_CHECK(scoping.from_order());
    const ParameterValue *dimensions = terms.find("order.scope_dimensions");
    scope.scope_clause = dimensions ? dimensions->clause : sku->clause;
    PV_CHECK(scoping.limits());
    PV_CHECK(scoping.servers());
    return scope;
}

} // namespace proviso
