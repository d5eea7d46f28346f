// A full chunk of an import, column by column.
#include <algorithm>

#include "core/utf8.hpp"
#include "io/cdr/call_import_impl.hpp"
#include "io/cdr/reasons.hpp"

namespace proviso {
namespace {

constexpr std::size_t account_name_max = 256; ///< bytes
constexpr std::uint16_t no_clock = 0xffff;
constexpr std::size_t ahead = 48; ///< rows

} // namespace

Result<void> CallImport::Impl::process() {
    if (filled == 0) return {};
    PV_CHECK(find_accounts());
    PV_CHECK(resolve_times());
    PV_CHECK(tell_duplicates());
    choose_services();
    CallColumns in;
    in.count = filled;
    in.millis64 = millis.data();
    in.number = number.data();
    in.service = service.data();
    in.flags = flags.data();
    in.place = place_column.data();
    PV_CHECK(spec.rater->rate(in, {billed.data(), numerator.data(), status.data(), price.data()}));
    settle();
    PV_CHECK(count());
    RatedCalls rated;
    rated.count = filled;
    rated.row = row_number.data();
    rated.account = account.data();
    rated.answered = answered.data();
    rated.day = day.data();
    rated.millis = millis.data();
    rated.billed_millis = billed.data();
    rated.numerator = numerator.data();
    rated.number = number.data();
    rated.service = service.data();
    rated.status = status.data();
    rated.price = price.data();
    rated.identity = every_identity ? identity.data() : nullptr;
    filled = 0;
    decoder->forget();
    return consumer.calls(rated);
}

Result<void> CallImport::Impl::find_accounts() {
    for (std::size_t i = 0; i < filled; ++i) {
        // Three reads that depend on each other, each fetched while others' are used: slot (row()), entry, account.
        if (i + ahead < filled) names.prefetch_entry(pending[i + ahead].key);
        const std::size_t known = names.size();
        const std::uint32_t name = names.find_or_add(pending[i].key);
        if (name == known) {
            PV_TRY(const std::uint32_t owner, account_of(name));
            names.set_value(name, owner);
        }
        account[i] = names.value(name);
        if (account[i] == no_account || !profile(account[i]).known) decide(i, RowStatus::account_unmatched);
    }
    return {};
}

/// Whose calls these are, asked once for each name.
Result<std::uint32_t> CallImport::Impl::account_of(std::uint32_t name) {
    std::string text = names.name(name);
    if (const auto mapped = spec.mapping.accounts.find(text); mapped != spec.mapping.accounts.end())
        text = mapped->second;
    else if (!spec.mapping.account.empty())
        text = spec.mapping.account;
    if (text.empty() || text.size() > account_name_max || !is_utf8(text) || has_control(text)) return no_account;
    const std::uint32_t index = account_names.find_or_add(account_names.key(text));
    if (index < profile_by_account.size()) return index;
    PV_TRY(const CallAccount terms, consumer.account(index, text));
    PV_TRY(const std::uint32_t profile, profile_of(terms));
    profile_by_account.push_back(profile);
    return index;
}

Result<std::uint32_t> CallImport::Impl::profile_of(const CallAccount &terms) {
    Profile profile;
    profile.known = terms.known;
    profile.sealed_through = terms.sealed_through;
    profile.services = terms.services;
    PV_TRY(profile.clock, terms.zone.empty() ? Result<std::uint16_t>(local_zone_given ? std::uint16_t{0} : no_clock)
                                             : clock_of(terms.zone));
    profile.plain = terms.services.size() == spec.skus.size();
    for (std::size_t i = 0; profile.plain && i < terms.services.size(); ++i) {
        const ServicePeriod &period = terms.services[i];
        profile.plain = period.kind == i && period.service == i && period.from == day_first && period.until == day_last;
    }
    const auto same = [&](const Profile &other) {
        return other.known == profile.known && other.clock == profile.clock &&
               other.sealed_through == profile.sealed_through &&
               std::equal(other.services.begin(), other.services.end(), profile.services.begin(),
                          profile.services.end(), [](const ServicePeriod &a, const ServicePeriod &b) {
                              return a.kind == b.kind && a.service == b.service && a.from == b.from &&
                                     a.until == b.until;
                          });
    };
    // The latest are the likeliest; accounts with terms of their own do not make this a long search.
    constexpr std::size_t looked_at = 16;
    const std::size_t first = profiles.size() > looked_at ? profiles.size() - looked_at : 0;
    for (std::size_t i = profiles.size(); i-- > first;)
        if (same(profiles[i])) return static_cast<std::uint32_t>(i);
    any_sealed = any_sealed || profile.sealed_through.has_value();
    profiles.push_back(std::move(profile));
    return static_cast<std::uint32_t>(profiles.size() - 1);
}

Result<std::uint16_t> CallImport::Impl::clock_of(const std::string &zone) {
    for (std::size_t i = 0; i < clocks.size(); ++i)
        if (clocks[i].name() == zone) return static_cast<std::uint16_t>(i);
    if (spec.zones == nullptr)
        return Error(Code::zone_unknown, "there is no time zone database to find " + zone + " in");
    PV_TRY(Zone found, spec.zones->zone(zone));
    clocks.emplace_back(std::move(found));
    return static_cast<std::uint16_t>(clocks.size() - 1);
}

/// Instants of the answers and their civil days in the accounts' zones.
Result<void> CallImport::Impl::resolve_times() {
    for (std::size_t i = 0; i < filled; ++i) {
        const DecodedCall &call = pending[i].call;
        const std::uint16_t own =
            account[i] == no_account ? (local_zone_given ? std::uint16_t{0} : no_clock) : profile(account[i]).clock;
        std::int64_t instant = 0;
        if (call.time.has_offset && call.time.offset_seconds == 0 && call.wait_micros == 0 && own == no_clock &&
            !local_zone_given) {
            // In UTC, and no zone anywhere: the day is the written one.
            answered[i] = call.time.day * micros_per_day + call.time.micros;
            day[i] = call.time.day;
            continue;
        }
        if (call.time.has_offset) {
            instant =
                call.time.day * micros_per_day + call.time.micros - call.time.offset_seconds * std::int64_t{1'000'000};
        } else {
            const std::uint16_t clock = local_zone_given ? std::uint16_t{0} : own;
            if (clock == no_clock)
                return Error(Code::import_zone_missing, "the file has local times and no time zone is given",
                             "give --zone, or the account's zone", place(pending[i].line));
            switch (clocks[clock].instant(call.time.day, call.time.micros, instant)) {
            case ZoneClock::Found::once:
                break;
            case ZoneClock::Found::twice:
                ++sums.ambiguous_times;
                break;
            case ZoneClock::Found::never:
                instant = call.time.day * micros_per_day + call.time.micros;
                if (early[i] == undecided) decide(i, RowStatus::time_nonexistent);
                break;
            }
        }
        answered[i] = instant + call.wait_micros;
        // Without any zone a time with an offset counts on its day in UTC.
        day[i] = clocks[own == no_clock ? 0 : own].day(answered[i]);
    }
    return {};
}

Result<void> CallImport::Impl::tell_duplicates() {
    if (!every_identity && layout->at(CallColumn::id) < 0) return {};
    for (std::size_t i = 0; i < filled; ++i) {
        const Pending &row = pending[i];
        if (!every_identity && !row.call.has_id) continue;
        const Day written(row.call.time.day);
        PV_TRY(Sighting sighting, consumer.sight(written, identity[i]));
        if (!row.call.has_id) {
            if (const std::uint64_t ordinal = contents.next(identity[i], sighting); ordinal > 1) {
                identity[i] = hasher.nth(identity[i], ordinal);
                PV_TRY(sighting, consumer.sight(written, identity[i]));
            }
        }
        if (sighting == Sighting::again || sighting == Sighting::again_here)
            decide(i, row.call.has_id ? RowStatus::duplicate : RowStatus::possible_duplicate);
        else if (sighting == Sighting::not_checked)
            ++sums.unchecked_duplicates;
    }
    return {};
}

/// What each row is charged under.
void CallImport::Impl::choose_services() {
    for (std::size_t i = 0; i < filled; ++i) {
        // A barred number stays one, also where calls between extensions are charged.
        std::uint16_t kind = pending[i].call.kind;
        if (kind != 0 && spec.rater->zones().is_emergency(number[i])) kind = 0;
        service[i] = no_service;
        if (account[i] == no_account || kind == CallDecoder::no_kind) continue;
        const Profile &terms = profile(account[i]);
        if (terms.plain) {
            service[i] = kind;
            continue;
        }
        for (const ServicePeriod &period : terms.services)
            if (period.kind == kind && period.from.number() <= day[i] &&
                (day[i] < period.until.number() || period.until == day_last))
                service[i] = period.service;
    }
}

/// What was decided before rating goes first, where the row would cost something or wait.
void CallImport::Impl::settle() {
    if (!any_early && !any_sealed) return;
    any_early = false;
    for (std::size_t i = 0; i < filled; ++i) {
        const auto rated = static_cast<RowStatus>(status[i]);
        auto what = static_cast<RowStatus>(early[i]);
        if (early[i] == undecided) {
            if (rated != RowStatus::billed) continue;
            const Profile &terms = profile(account[i]);
            if (!terms.sealed_through || day[i] > terms.sealed_through->number()) continue;
            what = RowStatus::late;
        }
        const bool costs_or_waits = row_class(rated) == RowClass::billed || row_class(rated) == RowClass::suspended;
        if (what != RowStatus::duplicate && what != RowStatus::possible_duplicate && !costs_or_waits) continue;
        status[i] = static_cast<std::uint8_t>(what);
        billed[i] = numerator[i] = 0;
        price[i] = Rater::no_price;
    }
}

Result<void> CallImport::Impl::hold_back(std::size_t i) {
    const Pending &row = pending[i];
    HeldRow held;
    held.row = row_number[i];
    held.line = row.line;
    held.raw = row.raw.substr(0, CsvScanner::bad_row_bytes);
    held.account = account[i] == no_account ? excerpt(row.call.name) : account_names.name(account[i]);
    ReasonContext context;
    context.account = held.account;
    if (row.call.kind != CallDecoder::no_kind) context.sku = spec.skus[row.call.kind];
    context.rating_clause = spec.rating_clause;
    context.zone_clause = spec.zone_clause;
    held.reason = why_suspended(static_cast<RowStatus>(status[i]), row.call, context).at(place(row.line));
    return consumer.held(held);
}

/// Each row into its class; those that wait are handed over with their reason.
Result<void> CallImport::Impl::count() {
    std::uint64_t billed_rows = 0;
    for (std::size_t i = 0; i < filled; ++i) {
        const auto what = static_cast<RowStatus>(status[i]);
        if (what == RowStatus::billed) {
            ++billed_rows;
            sums.billed_calls_millis += millis[i];
            sums.billed_millis += billed[i];
            numerator_sum += numerator[i];
            continue;
        }
        ++sums.statuses[status[i]];
        ++sums.classes[static_cast<std::size_t>(row_class(what))];
        if (row_class(what) == RowClass::suspended) { PV_CHECK(hold_back(i)); }
    }
    sums.statuses[static_cast<std::size_t>(RowStatus::billed)] += billed_rows;
    sums.classes[static_cast<std::size_t>(RowClass::billed)] += billed_rows;
    return {};
}

} // namespace proviso
