#include "capi/services.hpp"

#include "capi/terms.hpp"
#include "io/cdr/deck_reader.hpp"

namespace proviso::capi {
namespace {

using Deck = std::shared_ptr<const RateDeck>;

constexpr Arg service_args[] = {
    {"sku", ArgKind::text, true, "what calls are charged under"},
    {"per_minute", ArgKind::text, false, "the price per minute of what no deck row prices"},
    {"deck", ArgKind::flag, false, "the deck prices what its prefixes match"},
    {"by_number", ArgKind::flag, false, "false: charged whatever the number is"},
};

Result<CallService> read_service(const Json &given, const Deck &deck, Currency currency) {
    PV_CHECK(check_arguments(service_args, given));
    CallService service;
    service.sku = given["sku"].get<std::string>();
    service.by_number = given.value("by_number", true);
    if (given.value("deck", false)) {
        if (!deck)
            return Error(Code::argument_missing, "the service has a deck and none is given", "give the deck's CSV",
                         "deck");
        service.deck = deck;
    }
    if (given.contains("per_minute")) {
        PV_TRY(service.per_minute, parse_unit_price(given["per_minute"].get<std::string>(), currency));
    }
    return service;
}

Result<std::vector<CallService>> read_services(const Call &call, const Deck &deck, Currency currency) {
    if (!call.has("services")) return std::vector<CallService>{{"per-minute", std::nullopt, deck, true}};
    std::vector<CallService> services;
    for (const Json &given : call.value("services")) {
        auto service = read_service(given, deck, currency);
        if (!service) return std::move(service.error()).at("services." + std::to_string(services.size()));
        services.push_back(std::move(service).value());
    }
    return services;
}

constexpr Arg args[] = {
    {"services", ArgKind::list, false, "what calls are charged under: objects with sku, per_minute, deck, by_number"},
    {"readings", ArgKind::object, false, "readings to take instead of the defaults: id to option"},
    {"set", ArgKind::object, false, "parameters to set: id to value as text"},
    {"on", ArgKind::day, false, "the day whose values of the pack count"},
    {"zones", ArgKind::flag, false, "false: every number is covered by a service's own price"},
};

} // namespace

std::span<const Arg> rater_args() { return args; }

Result<Rater> make_rater(const Context &context, const Pack &pack, const Call &call, std::string_view deck_csv) {
    PV_TRY(const Terms terms, terms_of(context, pack, call));
    Deck deck;
    if (!deck_csv.empty()) {
        PV_TRY(RateDeck read, read_rate_deck(deck_csv, "deck", pack.currency));
        deck = std::make_shared<const RateDeck>(std::move(read));
    }
    PV_TRY(std::vector<CallService> services, read_services(call, deck, pack.currency));
    ZoneRule zones;
    if (call.flag("zones", true) && context.number_plan) {
        PV_TRY(zones, ZoneRule::make(terms, context.number_plan->value));
    }
    return Rater::make(terms, std::move(services), std::move(zones));
}

} // namespace proviso::capi
