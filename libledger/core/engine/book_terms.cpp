#include <algorithm>
#include <map>
#include <tuple>

#include "core/duty/business_calendar.hpp"
#include "core/engine/agreement_money.hpp"
#include "core/engine/late.hpp"

namespace proviso {
namespace {

/// Without the country: a rate posted for "CA" serves an agreement in "US-CA".
std::string_view region(std::string_view jurisdiction) {
    const auto dash = jurisdiction.find('-');
    return dash == std::string_view::npos ? jurisdiction : jurisdiction.substr(dash + 1);
}

std::string event_place(const Event &event) { return "event " + std::to_string(event.sequence); }

bool is_choice(const Event &event) {
    return event.type == EventType::reading_chosen || event.type == EventType::parameter_set;
}
std::string_view chosen_id(const Event &event) {
    return event.text(event.type == EventType::reading_chosen ? "reading" : "parameter");
}

/// Within a day nothing says which of two choices is the later one.
Result<void> check_one_a_day(const std::vector<Event> &events) {
    std::map<std::tuple<Day, EventType, std::string_view, std::string_view>, std::string_view> values;
    for (const Event &event : events) {
        if (!is_choice(event) || !event.text("terms").empty()) continue;
        const auto [at, fresh] =
            values.emplace(std::tuple(event.on, event.type, chosen_id(event), event.text("pack")), event.text("value"));
        if (!fresh && at->second != event.text("value"))
            return Error(Code::rules_conflict,
                         std::string(chosen_id(event)) + " is set to " + std::string(at->second) + " and to " +
                             std::string(event.text("value")) + " from one day, " + event.on.text(),
                         "give the later choice a later day", event_place(event));
    }
    return {};
}

} // namespace

Result<void> apply_choice(Terms &terms, const Event &event) {
    if (event.type == EventType::reading_chosen) return terms.choose(event.text("reading"), event.text("value"));
    const std::string_view id = event.text("parameter");
    const Parameter *parameter = terms.pack().parameter(id);
    if (!parameter) return terms.set_parameter(id, {});
    PV_TRY(ParameterValue value, parse_parameter_value(*parameter, event.text("value")));
    return terms.set_parameter(id, std::move(value));
}

bool knows_choice(const Pack &pack, const Event &event) {
    if (event.type == EventType::reading_chosen) return pack.reading(event.text("reading")) != nullptr;
    return pack.parameter(event.text("parameter")) != nullptr;
}

Result<BookTerms> BookTerms::build(Config config, std::span<const Event> events) {
    BookTerms book;
    book.config_ = std::move(config);
    for (const Event &event : events)
        if (event.account.empty()) {
            book.events_.push_back(event);
            move_choice(book.events_.back(), book.config_.seals);
        }
    std::stable_sort(book.events_.begin(), book.events_.end(), event_before);

    PV_CHECK(check_one_a_day(book.events_));
    std::vector<const Pack *> packs = book.config_.packs;
    for (const auto &revision : book.config_.pack_revisions) packs.push_back(revision.value);
    for (const Pack *pack : packs) {
        PriceList list;
        for (PriceRow &row : pack_prices(*pack)) PV_CHECK(list.add(std::move(row)));
        for (const Event &event : book.events_) {
            if (event.type != EventType::price_posted || !event.text("terms").empty()) continue;
            // A price that names a currency is for the agreements in that currency alone.
            const std::string_view code = written_currency(event.text("amount"));
            if (!code.empty() && code != pack->currency.code() && book.config_.packs.size() > 1) continue;
            auto price = agreement_price(event.text("amount"), pack->currency);
            if (!price) return std::move(price.error()).at(event_place(event));
            auto added =
                list.add({price_name(event.text("sku"), event.text("prefix")), PriceSource::posted,
                          event.day("from").value_or(event.on), event.on, *price, std::string(event.text("every")),
                          "price posted " + event.on.text(), std::string(event.text("notice"))});
            if (!added) return std::move(added.error()).at(event_place(event));
        }
        book.prices_.emplace_back(pack, std::move(list));
    }
    PV_CHECK(book.gather_versions());
    for (const Event &event : book.events_) {
        switch (event.type) {
        case EventType::tax_rate_posted: {
            auto rate = Ratio::parse(event.text("rate"));
            if (!rate) return std::move(rate.error()).at(event_place(event));
            book.tax_rates_.push_back({std::string(event.text("jurisdiction")), event.on, *rate, event.sequence});
            break;
        }
        case EventType::terms_posted:
            book.change_days_.push_back(terms_version(event).begins());
            book.change_days_.push_back(event.on);
            break;
        case EventType::reading_chosen:
        case EventType::parameter_set:
        case EventType::service_discontinued:
            book.change_days_.push_back(event.on);
            break;
        case EventType::interest_requested:
            book.interest_days_.push_back(event.on);
            book.change_days_.push_back(event.on);
            break;
        default:
            break;
        }
    }
    std::stable_sort(book.tax_rates_.begin(), book.tax_rates_.end(), [](const TaxRate &a, const TaxRate &b) {
        return std::tie(a.jurisdiction, a.from) < std::tie(b.jurisdiction, b.from);
    });
    for (const auto &revision : book.config_.pack_revisions) book.change_days_.push_back(revision.from);
    for (const auto &revision : book.config_.calendar_revisions) book.change_days_.push_back(revision.from);
    for (const auto &revision : book.config_.plan_revisions) book.change_days_.push_back(revision.from);
    std::sort(book.change_days_.begin(), book.change_days_.end());
    for (const Pack *pack : packs) PV_CHECK(book.terms(*pack, book.last_day_of(*pack)));
    return book;
}

Day BookTerms::last_day_of(const Pack &pack) const {
    // Of the days on which revisions end, the last one on which this one still counts.
    if (this->pack(pack.id) == &pack) return day_last;
    Day last = day_first;
    for (const auto &revision : config_.pack_revisions)
        if (revision.value->id == pack.id && revision.from > day_first &&
            this->pack(pack.id, revision.from - 1) == &pack)
            last = std::max(last, revision.from - 1);
    return last;
}

Result<void> BookTerms::gather_versions() {
    for (const Event &event : events_)
        if (event.type == EventType::terms_posted) versions_.push_back(terms_version(event));
    for (const Event &event : events_) {
        const std::string_view name = event.text("terms");
        if (name.empty()) continue;
        for (TermsVersion &version : versions_) {
            if (version.name != name) continue;
            if (event.type == EventType::parameter_set) version.parameters.push_back(event);
            if (event.type != EventType::price_posted) continue;
            const Pack *pack = this->pack(version.successor.empty() ? version.pack : version.successor);
            if (!pack && !config_.packs.empty()) pack = config_.packs.front();
            const Currency currency = pack ? pack->currency : Currency{};
            auto price = agreement_price(event.text("amount"), currency);
            if (!price) return std::move(price.error()).at(event_place(event));
            auto added = version.prices.add({price_name(event.text("sku"), event.text("prefix")), PriceSource::posted,
                                             event.day("from").value_or(event.on), event.on, *price,
                                             std::string(event.text("every")),
                                             "terms " + version.name + ", price posted " + event.on.text()});
            if (!added) return std::move(added.error()).at(event_place(event));
        }
    }
    return {};
}

const Pack *BookTerms::pack(std::string_view id, Day on) const {
    const Pack *found = nullptr;
    for (const Pack *pack : config_.packs)
        if (pack->id == id) found = pack;
    for (const auto &revision : config_.pack_revisions)
        if (revision.value->id == id && revision.from <= on) found = revision.value;
    return found;
}

const NumberPlan *BookTerms::plan(Day on) const {
    const NumberPlan *found = config_.plan;
    for (const auto &revision : config_.plan_revisions)
        if (revision.from <= on) found = revision.value;
    return found;
}

std::vector<const BusinessCalendar *> BookTerms::calendars(Day on) const {
    std::vector<const BusinessCalendar *> found = config_.calendars; // of one id the last counts
    for (const auto &revision : config_.calendar_revisions)
        if (revision.from <= on) found.push_back(revision.value);
    return found;
}

bool BookTerms::any_knows(std::string_view name) const {
    const auto knows = [name](const Pack &pack) { return pack.reading(name) || pack.parameter(name); };
    return std::any_of(config_.packs.begin(), config_.packs.end(), [&](const Pack *pack) { return knows(*pack); }) ||
           std::any_of(config_.pack_revisions.begin(), config_.pack_revisions.end(),
                       [&](const auto &revision) { return knows(*revision.value); });
}

std::vector<const Pack *> BookTerms::policies(const Pack &pack, Day on) const {
    std::vector<const Pack *> found;
    for (const Pack *first : config_.packs) {
        const Pack *other = this->pack(first->id, on);
        if (std::find(other->beside.begin(), other->beside.end(), pack.id) != other->beside.end())
            found.push_back(other);
    }
    return found;
}

const BusinessCalendar *BookTerms::calendar(std::string_view id) const {
    const BusinessCalendar *found = nullptr;
    for (const BusinessCalendar *calendar : calendars(day_last))
        if (calendar->id == id) found = calendar;
    return found;
}

Result<Terms> BookTerms::terms(const Pack &pack, Day on) const {
    Terms terms(pack, {}, {}, on, nullptr);
    // Each pack takes the choices that it knows; one that nobody knows is an error.
    const auto passed_over = [&](std::string_view name) {
        return !pack.reading(name) && !pack.parameter(name) && any_knows(name);
    };
    for (const auto &[reading, option] : config_.choices)
        if (!passed_over(reading)) PV_CHECK(terms.choose(reading, option));
    for (const auto &[id, value] : config_.overrides)
        if (!passed_over(id)) PV_CHECK(terms.set_parameter(id, value));
    for (const bool for_pack : {false, true}) // the narrower scope wins
        for (const Event &event : events_) {
            if (event.on > on) break;
            if (!is_choice(event) || !event.text("terms").empty() || event.text("pack").empty() == for_pack ||
                passed_over(chosen_id(event)))
                continue;
            if (for_pack && event.text("pack") != pack.id) continue;
            auto applied = apply_choice(terms, event);
            if (!applied) return std::move(applied.error()).at(event_place(event));
        }
    return with_calendar(terms, calendars(on));
}

bool BookTerms::bills_interest(Day day) const {
    return std::binary_search(interest_days_.begin(), interest_days_.end(), day);
}

const PriceRow *BookTerms::price(const Pack &pack, std::string_view sku, Day on) const {
    for (const auto &[of, list] : prices_)
        if (of == &pack) return list.find(sku, on);
    return nullptr;
}

std::span<const PriceRow> BookTerms::price_rows(const Pack &pack) const {
    for (const auto &[of, list] : prices_)
        if (of == &pack) return list.rows();
    return {};
}

const TaxRate *BookTerms::tax_rate(std::string_view jurisdiction, Day on) const {
    const TaxRate *found = nullptr;
    for (const TaxRate &rate : tax_rates_) {
        const bool same = rate.jurisdiction == jurisdiction || region(rate.jurisdiction) == region(jurisdiction);
        if (same && rate.from <= on && (!found || found->from <= rate.from)) found = &rate;
    }
    return found;
}

} // namespace proviso
