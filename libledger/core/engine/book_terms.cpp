#include <algorithm>
#include <tuple>

#include "core/duty/business_calendar.hpp"
#include "core/engine/agreement_money.hpp"
#include "core/engine/engine.hpp"

namespace proviso {
namespace {

/// Without the country: a rate posted for "CA" serves an agreement in "US-CA".
std::string_view region(std::string_view jurisdiction) {
    const auto dash = jurisdiction.find('-');
    return dash == std::string_view::npos ? jurisdiction : jurisdiction.substr(dash + 1);
}

std::string event_place(const Event &event) { return "event " + std::to_string(event.sequence); }

} // namespace

Result<void> apply_choice(Terms &terms, const Event &event) {
    if (event.type == EventType::reading_chosen) return terms.choose(event.text("reading"), event.text("value"));
    const std::string_view id = event.text("parameter");
    const Parameter *parameter = terms.pack().parameter(id);
    if (!parameter) return terms.set_parameter(id, {});
    PV_TRY(ParameterValue value, parse_parameter_value(*parameter, event.text("value")));
    return terms.set_parameter(id, std::move(value));
}

Result<BookTerms> BookTerms::make(Config config, std::span<const Event> events) {
    BookTerms book;
    book.config_ = std::move(config);
    for (const Event &event : events)
        if (event.account.empty()) book.events_.push_back(event);
    std::stable_sort(book.events_.begin(), book.events_.end(), event_before);

    for (const Pack *pack : book.config_.packs) {
        PriceList list;
        for (PriceRow &row : pack_prices(*pack)) PV_CHECK(list.add(std::move(row)));
        for (const Event &event : book.events_) {
            if (event.type != EventType::price_posted) continue;
            // A price that names a currency is for the agreements in that currency alone.
            const std::string_view code = written_currency(event.text("amount"));
            if (!code.empty() && code != pack->currency.code() && book.config_.packs.size() > 1) continue;
            auto price = agreement_price(event.text("amount"), pack->currency);
            if (!price) return std::move(price.error()).at(event_place(event));
            auto added = list.add({price_name(event.text("sku"), event.text("prefix")), PriceSource::posted,
                                   event.day("from").value_or(event.on), event.on, *price,
                                   std::string(event.text("every")), "price posted " + event.on.text()});
            if (!added) return std::move(added.error()).at(event_place(event));
        }
        book.prices_.emplace_back(pack->id, std::move(list));
    }
    for (const Event &event : book.events_) {
        switch (event.type) {
        case EventType::tax_rate_posted: {
            auto rate = Ratio::parse(event.text("rate"));
            if (!rate) return std::move(rate.error()).at(event_place(event));
            book.tax_rates_.push_back({std::string(event.text("jurisdiction")), event.on, *rate, event.sequence});
            break;
        }
        case EventType::reading_chosen:
        case EventType::parameter_set:
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
    std::sort(book.change_days_.begin(), book.change_days_.end());
    for (const Pack *pack : book.config_.packs) PV_CHECK(book.terms(*pack, day_last));
    return book;
}

const Pack *BookTerms::pack(std::string_view id) const {
    for (const Pack *pack : config_.packs)
        if (pack->id == id) return pack;
    return nullptr;
}

const BusinessCalendar *BookTerms::calendar(std::string_view id) const {
    for (const BusinessCalendar *calendar : config_.calendars)
        if (calendar->id == id) return calendar;
    return nullptr;
}

Result<Terms> BookTerms::terms(const Pack &pack, Day on) const {
    Terms terms(pack, {}, {}, on, nullptr);
    // A choice for all names a reading that some pack of the book has; each pack takes those it knows.
    for (const auto &[reading, option] : config_.choices)
        if (config_.packs.size() == 1 || pack.reading(reading)) PV_CHECK(terms.choose(reading, option));
    for (const auto &[id, value] : config_.overrides)
        if (config_.packs.size() == 1 || pack.parameter(id)) PV_CHECK(terms.set_parameter(id, value));
    for (const Event &event : events_) {
        if (event.on > on) break;
        if (event.type != EventType::reading_chosen && event.type != EventType::parameter_set) continue;
        const std::string_view name = event.text(event.type == EventType::reading_chosen ? "reading" : "parameter");
        if (config_.packs.size() > 1 && !pack.reading(name) && !pack.parameter(name)) continue;
        auto applied = apply_choice(terms, event);
        if (!applied) return std::move(applied.error()).at(event_place(event));
    }
    return with_calendar(terms, config_.calendars);
}

bool BookTerms::bills_interest(Day day) const {
    return std::binary_search(interest_days_.begin(), interest_days_.end(), day);
}

const PriceRow *BookTerms::price(const Pack &pack, std::string_view sku, Day on) const {
    for (const auto &[id, list] : prices_)
        if (id == pack.id) return list.find(sku, on);
    return nullptr;
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
