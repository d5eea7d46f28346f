// Which version of the terms governs an account: when a posted one begins, and what it brings.
#include <algorithm>
#include <tuple>

#include "core/engine/account_versions.hpp"
#include "core/engine/fold.hpp"

namespace proviso {
bool Fold::concerns(const TermsVersion &version) const { return proviso::concerns(version, *terms_); }

bool Fold::mid_term(const TermsVersion &version, bool renews) const {
    const std::string rule = option("terms.effective");
    if (rule.empty() || !begun()) return false;
    // Who prepaid is within a term under either reading. A customer from month to month is under the first alone; under
    // the second the version begins on its day, for those who were not held to another term then.
    if (state_.orders.prepaid_after(day_)) return true;
    return !renews && (rule != "immediate_on_posting" || day_ != version.begins());
}

Result<void> Fold::adopt_terms(bool renews) {
    for (const TermsVersion *version : versions_of(book_, state_)) {
        if (version->begins() > day_ || !concerns(*version)) continue;
        const auto known = [&](const TermsInForce &governing) { return is_version(governing, *version); };
        if (std::any_of(state_.orders.terms.begin(), state_.orders.terms.end(), known)) continue;
        if (mid_term(*version, renews)) {
            if (version->begins() == day_) announce(*version);
            continue;
        }
        state_.orders.terms.push_back({version->name, version->pack, version->posted, day_});
        for (Deadline &deadline : state_.deadlines)
            if (deadline.name == "terms-change" && deadline.document == version->name && deadline.known_until > day_)
                deadline.known_until = day_;
        if (!version->successor.empty()) {
            const Pack *pack = book_.pack(version->successor, day_);
            if (pack && pack->currency == state_.currency)
                state_.pack = pack;
            else
                raise(Code::pack_unknown, clause("terms_change"),
                      "version " + version->name + " names \"" + version->successor +
                          "\", which is no pack of this book in the agreement's currency; the text stays as it is",
                      version->event);
        }
        terms_.reset();
        PV_CHECK(refresh_terms(day_));
    }
    return {};
}

void Fold::announce(const TermsVersion &version) {
    if (!options_.calendar) return;
    Day from = state_.cycle.until;
    if (by_lines())
        if (const auto renewal = next_renewal()) from = *renewal;
    if (const auto prepaid = state_.orders.prepaid_after(day_)) from = std::max(from, *prepaid);
    state_.deadlines.push_back({"terms-change", from, day_, day_last, clause("terms_change"),
                                "version " + version.name +
                                    " of the terms governs from the first renewal on or after this day; who does not "
                                    "want it gives notice in time for that renewal",
                                version.name});
}

Result<void> Fold::terms_posted_today() {
    for (const TermsVersion &version : book_.versions()) {
        if (version.posted != day_ || !concerns(version)) continue;
        state_.duties.terms_posted = day_;
        const auto &events = book_.events();
        const auto posting = std::find_if(events.begin(), events.end(),
                                          [&](const Event &event) { return event.sequence == version.event; });
        if (posting != events.end()) PV_CHECK(begin_duties(EventType::terms_posted, &*posting));
    }
    return {};
}

TermsVersion terms_version(const Event &event) {
    return {std::string(event.text("version")),
            std::string(event.text("pack")),
            std::string(event.text("successor")),
            event.on,
            event.day("effective").value_or(event.on),
            event.sequence,
            {},
            {}};
}

const PriceRow *Fold::version_price(std::string_view sku, const PriceRow *other) const {
    const auto rank = [](const PriceRow &row, Day since) { return std::tuple(row.source, std::max(row.from, since)); };
    const PriceRow *best = other;
    Day best_since = day_first;
    std::vector<std::pair<const TermsVersion *, Day>> governing = versions_in_force(book_, state_);
    // An order has the version in force when it is placed, wherever the rest of the account stands.
    if (const std::string scope = option("terms.scope"); scope == "per_order" || scope == "whole_account") {
        governing.clear();
        for (const TermsVersion *version : versions_of(book_, state_))
            if (concerns(*version) && version->begins() <= day_) governing.emplace_back(version, version->begins());
    }
    for (const auto &[version, since] : governing) {
        const PriceRow *row = version->prices.find(sku, day_);
        if (!row || (best && rank(*row, since) < rank(*best, best_since))) continue;
        best = row;
        best_since = since;
    }
    return best;
}

} // namespace proviso
