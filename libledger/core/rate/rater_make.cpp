// Building a rater: the pack's parameters and readings, decks and prices worked out to integers over one denominator.
#include <algorithm>
#include <numeric>

#include "core/rate/rater.hpp"

namespace proviso {
namespace {

constexpr std::int64_t micros_per_milli = 1'000;
constexpr std::int64_t minute_millis = 60'000;
constexpr std::int64_t deck_seconds_max = 86'400;

Error too_large(std::string_view what) {
    return Error(Code::money_overflow, std::string(what) + " is too large to rate with", "correct the price");
}

Result<std::int64_t> whole_millis(std::int64_t micros, const Terms &terms) {
    if (micros % micros_per_milli == 0) return micros / micros_per_milli;
    return Error(Code::value_range, "the minimum or step of calls is finer than a millisecond",
                 "use whole milliseconds", {}, terms.clause("rating"));
}

} // namespace

class Rater::Maker {
  public:
    Maker(Rater &rater, const std::vector<RatingContract> &contracts) : rater_(rater) {
        for (const RatingContract &one : contracts)
            contracts_.push_back({one.terms, one.terms->find("rating.minimum_seconds") != nullptr &&
                                                 one.terms->find("rating.step_seconds") != nullptr});
    }

    Result<void> run() {
        if (rater_.services_.empty() || rater_.services_.size() > services_max)
            return Error(Code::value_range, "calls need from 1 to 60,000 services with prices");
        for (const CallService &service : rater_.services_)
            if (service.contract >= contracts_.size())
                return Error(Code::argument_invalid, "a service is of a contract that the rater does not have");
        PV_CHECK(scale());
        for (const CallService &service : rater_.services_) { PV_CHECK(add(service)); }
        PV_CHECK(to_parts());
        PV_CHECK(rounding());
        flat();
        return {};
    }

  private:
    /// The most decimals of any price; one currency.
    Result<void> scale() {
        rater_.currency_ = contracts_.front().terms->pack().currency;
        for (const CallService &service : rater_.services_) {
            if (service.per_minute) { PV_CHECK(fit(service.per_minute->currency, service.per_minute->scale)); }
            if (service.deck) { PV_CHECK(fit(service.deck->currency(), service.deck->scale())); }
        }
        return {};
    }

    Result<void> fit(Currency currency, std::uint8_t scale) {
        if (currency != rater_.currency_)
            return Error(Code::money_currency,
                         "a price of calls is in " + std::string(currency.code()) + ", the agreement in " +
                             std::string(rater_.currency_.code()),
                         "give the price in the agreement's currency");
        rater_.scale_ = std::max(rater_.scale_, scale);
        return {};
    }

    Result<void> add(const CallService &service) {
        Service rule;
        rule.by_number = service.by_number;
        rule.zones = service.contract;
        PV_TRY(rule.inbound_is_billed, bills_inbound(*contracts_[service.contract].terms));
        rule.deck = service.deck.get();
        PV_TRY(rule.steps, steps_of_pack(service));
        if (service.per_minute) {
            PV_TRY(rule.flat, price(service.per_minute->mantissa, service.per_minute->scale, 0, rule.steps));
        }
        if (service.deck) {
            rule.deck_prices = static_cast<std::uint32_t>(rater_.prices_.size());
            const RateDeck &deck = *service.deck;
            for (std::uint32_t row = 0; row < deck.rows().size(); ++row) {
                PV_TRY(const std::uint32_t steps, steps_of_row(service, deck.rows()[row], row, rule.steps));
                PV_CHECK(price(deck.price(row), deck.scale(), deck.surcharge(row), steps));
            }
        }
        rater_.rules_.push_back(rule);
        return {};
    }

    /// Prices are kept as numerators of 10^-scale a minute first; to_parts() makes the surcharge comparable.
    Result<std::uint32_t> price(std::int64_t mantissa, std::uint8_t scale, std::int64_t surcharge,
                                std::uint32_t steps) {
        const auto factor = static_cast<std::int64_t>(power_of_ten(rater_.scale_ - scale));
        Price result{0, 0, steps};
        if (__builtin_mul_overflow(mantissa, factor, &result.per_part) ||
            __builtin_mul_overflow(surcharge, factor, &result.surcharge))
            return too_large("a price per minute");
        rater_.prices_.push_back(result);
        return static_cast<std::uint32_t>(rater_.prices_.size() - 1);
    }

    /// The pack's increments for the service's sku. Where the pack fixes none, only its readings, for calls of no
    /// length.
    Result<std::uint32_t> steps_of_pack(const CallService &service) {
        const Contract &contract = contracts_[service.contract];
        const Terms &terms = *contract.terms;
        if (contract.fixed || service.per_minute || !service.deck) {
            PV_TRY(const IncrementRule rule, increment_rule(terms, service.sku));
            Steps steps;
            PV_TRY(steps.minimum_millis, whole_millis(rule.minimum_micros, terms));
            // A step of a microsecond bills a call as long as it lasted: a millisecond is as fine as lengths come.
            PV_TRY(steps.step_millis,
                   rule.step_micros == 1 ? Result<std::int64_t>(1) : whole_millis(rule.step_micros, terms));
            steps.zero_is_billed = rule.zero_is_billed;
            steps.whole_seconds_first = rule.whole_seconds_first;
            return index_of(steps);
        }
        Steps steps;
        if (terms.decides("rating.zero_seconds")) {
            PV_TRY(const ChosenReading chosen, terms.option("rating.zero_seconds"));
            steps.zero_is_billed = chosen.option == "literal_min";
        }
        if (terms.decides("rating.fraction_seconds")) {
            PV_TRY(const ChosenReading chosen, terms.option("rating.fraction_seconds"));
            steps.whole_seconds_first = chosen.option == "round_seconds_first";
        }
        return index_of(steps);
    }

    Result<std::uint32_t> steps_of_row(const CallService &service, const DeckRow &row, std::uint32_t index,
                                       std::uint32_t pack_steps) {
        const Steps &pack = rater_.steps_[pack_steps];
        if (contracts_[service.contract].fixed) {
            const bool differs = row.minimum_millis.value_or(pack.minimum_millis) != pack.minimum_millis ||
                                 row.increment_millis.value_or(pack.step_millis) != pack.step_millis ||
                                 row.nocharge_millis.value_or(0) != 0;
            if (differs) rater_.overruled_.push_back({service.sku, index});
            return pack_steps;
        }
        const std::int64_t minimum = row.minimum_millis.value_or(0), step = row.increment_millis.value_or(0);
        if (!row.minimum_millis || step < 1 || minimum < 0 || minimum > deck_seconds_max * 1000 ||
            step > deck_seconds_max * 1000)
            return Error(Code::deck_invalid,
                         "the deck gives no minimum and increment for prefix '" + row.prefix_text() +
                             "', and the contract fixes none",
                         "add rate_minimum and rate_increment",
                         row.line == 0 ? "" : "line " + std::to_string(row.line));
        Steps steps = pack;
        steps.minimum_millis = minimum;
        steps.step_millis = step;
        if (row.nocharge_millis && *row.nocharge_millis > 0) steps.free_millis = *row.nocharge_millis;
        return index_of(steps);
    }

    std::uint32_t index_of(Steps steps) {
        const auto same = [&](const Steps &other) {
            return other.minimum_millis == steps.minimum_millis && other.step_millis == steps.step_millis &&
                   other.free_millis == steps.free_millis && other.zero_is_billed == steps.zero_is_billed &&
                   other.whole_seconds_first == steps.whole_seconds_first;
        };
        const auto found = std::find_if(rater_.steps_.begin(), rater_.steps_.end(), same);
        const auto index = static_cast<std::uint32_t>(found - rater_.steps_.begin());
        if (found == rater_.steps_.end()) {
            steps.step = Reciprocal(static_cast<std::uint64_t>(steps.step_millis));
            rater_.steps_.push_back(steps);
        }
        return index;
    }

    /// The unit of billed time: the longest that measures every minimum, every step and the minute.
    Result<void> to_parts() {
        std::int64_t unit = minute_millis;
        for (const Steps &steps : rater_.steps_)
            unit = std::gcd(std::gcd(unit, steps.minimum_millis), steps.step_millis);
        for (Steps &steps : rater_.steps_) {
            steps.minimum_parts = steps.minimum_millis / unit;
            steps.step_parts = steps.step_millis / unit;
        }
        const std::int64_t parts_per_minute = minute_millis / unit;
        for (Price &price : rater_.prices_)
            if (__builtin_mul_overflow(price.surcharge, parts_per_minute, &price.surcharge))
                return too_large("a surcharge");
        rater_.denominator_ = static_cast<std::int64_t>(power_of_ten(rater_.scale_)) * parts_per_minute;
        return {};
    }

    Result<void> rounding() {
        PV_TRY(const CallPriceRule rule, call_price_rule(*contracts_.front().terms));
        for (const Contract &contract : contracts_) {
            PV_TRY(const CallPriceRule other, call_price_rule(*contract.terms));
            if (!(other == rule))
                return Error(Code::argument_invalid, "the contracts round the prices of calls in different ways",
                             "rate the calls of each by themselves");
        }
        if (rule.decimals) round_to(*rule.decimals, false);
        if (rule.rounding != CallRounding::none) round_to(rater_.currency_.exponent, rule.rounding == CallRounding::up);
        return {};
    }

    /// From the present denominator to 10^decimals. With 10^decimals / denominator = p / q in lowest terms, half-up is
    /// floor((2 n p + q) / 2 q) and up is floor((n p + q - 1) / q), for n >= 0.
    void round_to(int decimals, bool up) {
        const auto target = static_cast<std::int64_t>(power_of_ten(decimals));
        const std::int64_t common = std::gcd(target, rater_.denominator_);
        const std::int64_t p = target / common, q = rater_.denominator_ / common;
        Rounding step;
        step.multiply = up ? p : 2 * p;
        step.add = up ? q - 1 : q;
        step.divide = Reciprocal(static_cast<std::uint64_t>(up ? q : 2 * q));
        step.numerator_max = ((std::int64_t{1} << 62) - 1 - step.add) / step.multiply;
        rater_.rounding_.push_back(step);
        rater_.denominator_ = target;
    }

    /// One service with one price that the kernel's lanes can hold.
    void flat() {
        if (rater_.rules_.size() != 1 || rater_.prices_.size() != 1 || !rater_.rounding_.empty()) return;
        const Price &price = rater_.prices_.front();
        const Steps &steps = rater_.steps_[price.steps];
        constexpr std::int64_t lane = 0xffff'ffff;
        if (rater_.rules_.front().flat != 0 || price.per_part > lane) return;
        kernel::FlatRule rule;
        rule.minimum_millis = static_cast<std::uint32_t>(steps.minimum_millis);
        rule.step_millis = static_cast<std::uint32_t>(steps.step_millis);
        rule.minimum_parts = static_cast<std::uint32_t>(steps.minimum_parts);
        rule.step_parts = static_cast<std::uint32_t>(steps.step_parts);
        rule.price_per_part = static_cast<std::uint32_t>(price.per_part);
        rule.zero_is_billed = steps.zero_is_billed;
        rule.whole_seconds_first = steps.whole_seconds_first;
        rule.status_billed = static_cast<std::uint8_t>(RowStatus::billed);
        rule.status_zero = static_cast<std::uint8_t>(RowStatus::zero_seconds);
        if (kernel::flat_fits(rule)) rater_.flat_ = rule;
    }

    struct Contract {
        const Terms *terms = nullptr;
        bool fixed = false; ///< the pack fixes minimum and step
    };
    Rater &rater_;
    std::vector<Contract> contracts_;
};

Result<Rater> Rater::make(const Terms &terms, std::vector<CallService> services, ZoneRule zones) {
    std::vector<RatingContract> contracts;
    contracts.push_back({&terms, std::move(zones)});
    return make(std::move(contracts), std::move(services));
}

Result<Rater> Rater::make(std::vector<RatingContract> contracts, std::vector<CallService> services) {
    constexpr std::size_t contracts_max = 256;
    if (contracts.empty() || contracts.size() > contracts_max)
        return Error(Code::argument_invalid, "calls are rated under 1 to 256 contracts");
    Rater rater;
    rater.services_ = std::move(services);
    PV_CHECK(Maker(rater, contracts).run());
    for (RatingContract &contract : contracts) rater.zones_.push_back(std::move(contract.zones));
    return rater;
}

} // namespace proviso
