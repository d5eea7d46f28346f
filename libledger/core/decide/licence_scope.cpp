#include "core/decide/licence_scope.hpp"

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

    /// Services that run with dates of their own, of the wished order if one is.
    bool from_lines() const {
        for (const StandingLine &line : state.lines.lines) {
            if (line.sku != sku.id || !line.runs_on(on) || (!wish.order.empty() && line.order != wish.order)) continue;
            const bool has_term = line.term.until > line.term.from;
            if (scope.quantity == 0) {
                scope.from = has_term ? line.term.from : line.since;
                scope.until = has_term ? std::optional(line.term.until) : line.ends_on;
                scope.order = line.order;
            } else {
                // Of several the file says what all of them allow: no longer than the first that ends.
                scope.from = std::max(scope.from, has_term ? line.term.from : line.since);
                const std::optional<Day> until = has_term ? std::optional(line.term.until) : line.ends_on;
                if (until && (!scope.until || *until < *scope.until)) scope.until = until;
                if (scope.order != line.order) scope.order.clear();
            }
            if (line.ends_on && (!scope.until || *line.ends_on < *scope.until)) scope.until = line.ends_on;
            scope.quantity += line.quantity;
        }
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
    if (state.status == Status::ended)
        return scoping.none("the agreement has ended on " + state.statuses.back().on.text(),
                            "licences end with the agreement");
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
    return scope;
}

} // namespace proviso
