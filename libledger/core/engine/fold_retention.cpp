// Retention clocks: what is recorded of data, and the deadlines from which it may be purged.
#include <algorithm>

#include "core/engine/fold.hpp"
#include "core/engine/keeping.hpp"

namespace proviso {
namespace {

std::string quoted(std::string_view data, std::string_view ref) {
    return std::string(data) + " \"" + std::string(ref) + "\"";
}

} // namespace

Result<void> Fold::data_created(const Event &event) {
    RetainedData datum;
    std::string ref(event.text("ref"));
    datum.facts.created = day_;
    datum.event = event.sequence;
    if (event.type == EventType::callback_set) {
        const RetentionClass *kept = state_.pack->retention_from(RetentionStart::complete_by);
        if (!kept) return {}; // the contract has no clock for call-backs
        datum.facts.data = kept->data;
        datum.facts.complete_by = event.day("complete_by");
        const auto known = state_.retained.data.find({kept->data, ref});
        if (known != state_.retained.data.end() && !known->second.purged) {
            known->second.facts.complete_by = datum.facts.complete_by; // set anew
            return retention_deadline(known->second, ref);
        }
    } else {
        datum.facts.data = event.text("class");
        const RetentionClass *kept = state_.pack->retention_class(datum.facts.data);
        if (!kept || kept->counts_from != RetentionStart::data) {
            if (state_.pack->retention.empty()) return {};
            raise(Code::retention_class_unknown, clause("retention"),
                  "the contract has no clock that counts from the creation of \"" + datum.facts.data + "\"",
                  event.sequence);
            return {};
        }
        const auto known = state_.retained.data.find({datum.facts.data, ref});
        if (known != state_.retained.data.end() && !known->second.purged)
            return Error(Code::event_duplicate_reference,
                         quoted(datum.facts.data, ref) + " was created on " + known->second.facts.created.text(),
                         "give every datum of a class its own reference");
    }
    PV_CHECK(retention_deadline(datum, ref));
    state_.retained.data.insert_or_assign({datum.facts.data, ref}, std::move(datum));
    return {};
}

Result<void> Fold::data_changed(const Event &event) {
    const std::string data(event.text("class")), ref(event.text("ref"));
    if (state_.pack->retention.empty()) return {};
    const auto at = state_.retained.data.find({data, ref});
    if (at == state_.retained.data.end() || at->second.purged)
        return Error(Code::event_reference_unknown, "there is no " + quoted(data, ref),
                     "record data.created, or callback.set, first");
    RetainedData datum = at->second;
    switch (event.type) {
    case EventType::data_modified:
        datum.facts.changed = datum.facts.used = day_;
        break;
    case EventType::data_read:
        datum.facts.used = day_;
        break;
    case EventType::data_offloaded:
        if (!datum.facts.offloaded) datum.facts.offloaded = day_;
        break;
    default: { // data.purged
        PV_TRY(const RetentionClock clock, retention_clock(*terms_, facts_of(state_.retained, datum)));
        if (state_.retained.stored || !clock.first_day || day_ < *clock.first_day)
            raise(Code::retention_early, clock.clause,
                  quoted(data, ref) + " was purged, which was not allowed " +
                      (state_.retained.stored ? "while longer keeping is ordered"
                       : clock.first_day      ? "before " + clock.first_day->text()
                                              : "before an offload"),
                  event.sequence);
        datum.purged = true;
        break;
    }
    }
    PV_CHECK(retention_deadline(datum, ref));
    at->second = std::move(datum);
    return {};
}

Result<void> Fold::retention_deadline(RetainedData &datum, const std::string &ref) {
    Retained &kept = state_.retained;
    std::optional<Deadline> next;
    if (!datum.purged && !kept.stored) {
        PV_TRY(const RetentionClock clock, retention_clock(*terms_, facts_of(kept, datum)));
        if (clock.first_day)
            next = Deadline{"retention",
                            *clock.first_day,
                            day_,
                            day_last,
                            clock.clause,
                            quoted(datum.facts.data, ref) +
                                " may be purged from this day on; the way out is: " + clock.way_out,
                            {}};
    }
    if (datum.stands) {
        Deadline &old = kept.deadlines[*datum.stands];
        if (next && next->date == old.date && next->clause == old.clause) return {};
        old.known_until = std::max(day_, old.known_from);
        datum.stands.reset();
    }
    if (!next) return {};
    datum.stands = kept.deadlines.size();
    kept.deadlines.push_back(std::move(*next));
    return {};
}

Result<void> Fold::retention_of_day() {
    if (state_.pack->retention.empty()) return {};
    Retained &kept = state_.retained;
    std::optional<Day> disabled;
    if (state_.suspended) disabled = state_.suspended_from;
    if (ended()) disabled = kept.disabled ? kept.disabled : day_;
    std::string readings;
    for (const auto &name : {option("retention.start"), option("retention.offload"), option("retention.suspended")})
        (readings += name) += ' ';
    std::string sku;
    if (terms_->find("retention.storage_sku")) { PV_TRY(sku, terms_->text("retention.storage_sku")); }
    const bool stored =
        !ended() && std::any_of(state_.subscriptions.begin(), state_.subscriptions.end(),
                                [&](const Subscription &sub) { return sub.sku == sku && sub.active > 0; });
    if (disabled == kept.disabled && readings == kept.readings && stored == kept.stored) return {};
    const bool newly = disabled && !kept.disabled;
    const bool over = !disabled && kept.disabled;
    kept.disabled = disabled;
    kept.readings = std::move(readings);
    kept.stored = stored;
    // The account's own clock: what stands at the vendor for it as a whole.
    if (const RetentionClass *domain = state_.pack->retention_from(RetentionStart::disabled)) {
        const std::pair<std::string, std::string> key(domain->data, state_.account);
        if (newly) {
            RetainedData datum;
            datum.facts.data = domain->data;
            datum.facts.created = *disabled;
            kept.data.insert_or_assign(key, std::move(datum));
        } else if (over) {
            const auto at = kept.data.find(key);
            if (at != kept.data.end() && at->second.stands)
                kept.deadlines[*at->second.stands].known_until =
                    std::max(day_, kept.deadlines[*at->second.stands].known_from);
            if (at != kept.data.end()) kept.data.erase(at);
        }
    }
    for (auto &[key, datum] : kept.data) PV_CHECK(retention_deadline(datum, key.second));
    return {};
}

Keeping keeping_of(const AccountState &state) { return {state.impl().retained.disabled, state.impl().retained.stored}; }

} // namespace proviso
