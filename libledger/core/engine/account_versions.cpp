#include "core/engine/account_versions.hpp"

#include <algorithm>

namespace proviso {

bool is_version(const TermsInForce &governing, const TermsVersion &version) {
    return governing.version == version.name && governing.pack == version.pack && governing.posted == version.posted;
}

std::vector<const TermsVersion *> versions_of(const BookTerms &book, const AccountState::Impl &state) {
    std::vector<const TermsVersion *> all;
    for (const TermsVersion &version : book.versions()) all.push_back(&version);
    for (const TermsVersion &version : state.own_versions) all.push_back(&version);
    return all;
}

std::vector<std::pair<const TermsVersion *, Day>> versions_in_force(const BookTerms &book,
                                                                    const AccountState::Impl &state) {
    std::vector<std::pair<const TermsVersion *, Day>> found;
    if (state.orders.terms.empty()) return found;
    for (const TermsInForce &governing : state.orders.terms)
        for (const TermsVersion *version : versions_of(book, state))
            if (is_version(governing, *version)) found.emplace_back(version, governing.from);
    return found;
}

bool concerns(const TermsVersion &version, const Terms &terms) {
    if (!version.pack.empty()) return version.pack == terms.pack().id;
    return terms.decides("terms.effective") || !terms.clause("terms_change").empty();
}

namespace {

/// When the line was ordered or last renewed, on or before the day; none if it began later.
std::optional<Day> taken(const StandingLine &line, Day placed, Day on) {
    if (line.since > on) return std::nullopt;
    return line.term_index > 0 && line.term.from <= on ? line.term.from : std::min(placed, line.since);
}

Day placed_on(const AccountState::Impl &state, std::string_view order, Day otherwise) {
    for (const OrderInHand &one : state.orders.orders)
        if (one.id == order) return one.on;
    return otherwise;
}

} // namespace

Result<const TermsVersion *> version_of_order(const BookTerms &book, const AccountState::Impl &state,
                                              const Terms &terms, std::string_view order, Day on) {
    PV_TRY(const ChosenReading scope, terms.option("terms.scope"));
    Day day = state.opened;
    for (const OrderInHand &one : state.orders.orders) {
        const bool counts = scope.option == "whole_account" || (scope.option == "per_order" && one.id == order);
        if (counts && one.on <= on) day = std::max(day, one.on);
    }
    for (const StandingLine &line : state.lines.lines) {
        const bool mine = scope.option != "per_order" || order.empty() || line.order == order;
        const auto at = taken(line, placed_on(state, line.order, line.since), on);
        if (!mine || !at) continue;
        // Where no order is named, or orders do not count, what renews alone moves the version.
        const bool renewed = line.term_index > 0 && *at == line.term.from;
        const bool named = scope.option == "per_order" && !order.empty();
        if (renewed || named || scope.option == "whole_account") day = std::max(day, *at);
    }
    const TermsVersion *found = nullptr;
    for (const TermsVersion *version : versions_of(book, state))
        if (concerns(*version, terms) && version->begins() <= day && (!found || found->begins() <= version->begins()))
            found = version;
    return found;
}

Result<void> apply_versions(Terms &terms, const BookTerms &book, const AccountState::Impl &state, Day on) {
    for (const auto &[version, from] : versions_in_force(book, state))
        for (const Event &event : version->parameters)
            if (event.on <= on && state.pack->parameter(event.text("parameter"))) PV_CHECK(apply_choice(terms, event));
    return {};
}

} // namespace proviso
