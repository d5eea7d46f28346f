// Rating rows: the order of questions stands in the header. rater_make.cpp builds what is asked here.
#include "core/rate/rater.hpp"

namespace proviso {
namespace {

constexpr std::size_t row_block = 256;    ///< rows whose deck rows are looked up together
constexpr std::size_t flat_block = 4'096; ///< rows between two looks at the kernel's bounds: small enough for the cache

} // namespace

const DeckRow *Rater::deck_row(std::uint32_t price) const {
    for (const Service &rule : rules_)
        if (rule.deck != nullptr && price >= rule.deck_prices && price - rule.deck_prices < rule.deck->rows().size())
            return &rule.deck->rows()[price - rule.deck_prices];
    return nullptr;
}

UnitPrice Rater::price(std::uint32_t index) const {
    if (const DeckRow *row = deck_row(index)) return row->per_minute;
    for (std::size_t i = 0; i < rules_.size(); ++i)
        if (index == rules_[i].flat && services_[i].per_minute) return *services_[i].per_minute;
    return UnitPrice{0, 0, currency_};
}

UnitPrice Rater::surcharge(std::uint32_t index) const {
    const DeckRow *row = deck_row(index);
    return row != nullptr && row->surcharge ? *row->surcharge : UnitPrice{0, 0, currency_};
}

/// What rows are asked against, in one place that the loop below keeps in registers: the columns that it writes could
/// be anything else's memory, for all that the compiler knows.
class Rater::Rules {
  public:
    explicit Rules(const Rater &rater)
        : services_(rater.rules_.data()), steps_(rater.steps_.data()), prices_(rater.prices_.data()),
          service_count_(rater.rules_.size()), zones_(rater.zones_.data()) {}

    [[nodiscard]] Row rate(const Input &in) const;

  private:
    [[nodiscard]] RowStatus find_price(const Service &service, const Input &in, std::uint32_t &price) const;

    const Service *services_;
    const Steps *steps_;
    const Price *prices_;
    std::size_t service_count_;
    const ZoneRule *zones_;
};

inline RowStatus Rater::Rules::find_price(const Service &service, const Input &in, std::uint32_t &price) const {
    if (in.numbered && service.by_number) {
        if ((in.flags & call_number_bad) != 0) return RowStatus::number_invalid;
        if (service.deck != nullptr) {
            const bool known = in.deck_row != nullptr && in.service == 0;
            const std::uint32_t row = known ? *in.deck_row : service.deck->find(in.number);
            if (row != RateDeck::none) {
                price = service.deck_prices + row;
                return RowStatus::billed;
            }
        }
        switch (zones_[service.zones].zone(in.number, in.place)) {
        case CallZone::covered:
            break;
        case CallZone::outside:
            return RowStatus::zone_outside;
        case CallZone::restricted:
            return RowStatus::zone_restricted;
        case CallZone::unplaced:
            return RowStatus::zone_unplaced;
        }
    }
    price = service.flat;
    return price == no_price ? RowStatus::price_missing : RowStatus::billed;
}

inline Rater::Row Rater::Rules::rate(const Input &in) const {
    const auto without_charge = [](RowStatus status) { return Row{0, 0, status, no_price}; };
    if ((in.flags & call_unanswered) != 0)
        return without_charge(in.millis == 0 ? RowStatus::unanswered : RowStatus::disposition_conflict);
    if (in.millis < 0 || in.millis > millis_max) return without_charge(RowStatus::duration_invalid);
    const bool known = in.service < service_count_;
    if ((in.flags & call_inbound) != 0 && !(known && services_[in.service].inbound_is_billed))
        return without_charge(RowStatus::inbound);
    if (!known) return without_charge(RowStatus::price_missing);
    const Service &service = services_[in.service];
    if (in.numbered && service.by_number) {
        const bool is_short = in.number < power_of_ten(number_digits_public - 1) && (in.flags & call_number_bad) == 0;
        if (is_short && zones_[service.zones].is_emergency(in.number)) return without_charge(RowStatus::emergency);
        if (is_short || (in.flags & call_internal) != 0) return without_charge(RowStatus::internal);
    }
    const Steps &own = steps_[service.steps];
    std::int64_t length = in.millis;
    if (own.whole_seconds_first) length = (length + 500) / 1000 * 1000;
    if (length == 0 && !own.zero_is_billed) return without_charge(RowStatus::zero_seconds);

    Row row;
    row.status = find_price(service, in, row.price);
    if (row.status != RowStatus::billed) return without_charge(row.status);
    const Price &price = prices_[row.price];
    const Steps &steps = steps_[price.steps];
    if (length <= steps.free_millis) return without_charge(RowStatus::free_of_charge);
    const std::int64_t above = length > steps.minimum_millis ? length - steps.minimum_millis : 0;
    const auto count = static_cast<std::int64_t>(
        steps.step.floor(static_cast<std::uint64_t>(above + steps.step_millis - 1))); // any excess opens a step
    row.billed = steps.minimum_millis + count * steps.step_millis;
    const std::int64_t parts = steps.minimum_parts + count * steps.step_parts;
    if (__builtin_mul_overflow(price.per_part, parts, &row.numerator) ||
        __builtin_add_overflow(row.numerator, price.surcharge, &row.numerator))
        return without_charge(RowStatus::amount_overflow);
    return row;
}

/// The numerator after one rounding step; false if it does not fit.
inline bool Rater::round_one(const Rounding &step, std::int64_t &numerator) {
    if (numerator <= step.numerator_max) {
        const auto scaled = static_cast<std::uint64_t>(numerator * step.multiply + step.add);
        numerator = static_cast<std::int64_t>(step.divide.floor(scaled));
        return true;
    }
    const Int128 scaled = Int128{numerator} * step.multiply + step.add;
    const Int128 quotient = scaled / static_cast<Int128>(step.divide.divisor());
    numerator = static_cast<std::int64_t>(quotient);
    return numerator == quotient;
}

/// Rounds each call's price, where the pack does. Rows without one have the numerator 0, which stays 0.
void Rater::round_rows(const RatedColumns &out, std::size_t begin, std::size_t end) const {
    for (const Rounding &step : rounding_)
        for (std::size_t i = begin; i < end; ++i) {
            if (round_one(step, out.numerator[i])) continue;
            out.billed_millis[i] = out.numerator[i] = 0;
            out.status[i] = static_cast<std::uint8_t>(RowStatus::amount_overflow);
            if (out.price != nullptr) out.price[i] = no_price;
        }
}

template <class Millis>
void Rater::rate_rows(const CallColumns &in, const Millis *millis, const RatedColumns &out) const {
    const RateDeck *const deck = in.number != nullptr ? rules_.front().deck : nullptr;
    const Rules rules(*this);
    std::uint32_t deck_rows[row_block];
    for (std::size_t begin = 0; begin < in.count; begin += row_block) {
        const std::size_t end = in.count - begin < row_block ? in.count : begin + row_block;
        if (deck != nullptr) deck->find_all(in.number + begin, end - begin, deck_rows);
        for (std::size_t i = begin; i < end; ++i) {
            Input input;
            input.millis = millis[i];
            input.numbered = in.number != nullptr;
            if (in.number != nullptr) input.number = in.number[i];
            if (deck != nullptr) input.deck_row = &deck_rows[i - begin];
            if (in.service != nullptr) input.service = in.service[i];
            if (in.flags != nullptr) input.flags = in.flags[i];
            if (in.place != nullptr) input.place = in.place[i];
            const Row row = rules.rate(input);
            out.billed_millis[i] = row.billed;
            out.numerator[i] = row.numerator;
            out.status[i] = static_cast<std::uint8_t>(row.status);
            if (out.price != nullptr) out.price[i] = row.price;
        }
        round_rows(out, begin, end);
    }
}

template <class Millis>
bool Rater::rate_flat(const CallColumns &in, const Millis *millis, const RatedColumns &out) const {
    if (!flat_ || in.number != nullptr || in.service != nullptr || in.flags != nullptr) return false;
    for (std::size_t begin = 0; begin < in.count; begin += flat_block) {
        const std::size_t count = in.count - begin < flat_block ? in.count - begin : flat_block;
        const RatedColumns at{out.billed_millis + begin, out.numerator + begin, out.status + begin,
                              out.price != nullptr ? out.price + begin : nullptr};
        if (!kernel::durations_fit(millis + begin, count)) {
            CallColumns rest;
            rest.count = count;
            rate_rows(rest, millis + begin, at);
            continue;
        }
        kernel::rate_flat(*flat_, millis + begin, count, {at.billed_millis, at.numerator, at.status});
        for (std::size_t i = 0; at.price != nullptr && i < count; ++i)
            at.price[i] = at.status[i] == static_cast<std::uint8_t>(RowStatus::billed) ? rules_.front().flat : no_price;
    }
    return true;
}

Result<void> Rater::rate(const CallColumns &in, const RatedColumns &out) const {
    if (in.count == 0) return {};
    if ((in.millis32 == nullptr) == (in.millis64 == nullptr))
        return Error(Code::argument_invalid, "the call lengths are not given in exactly one column");
    if (out.billed_millis == nullptr || out.numerator == nullptr || out.status == nullptr)
        return Error(Code::argument_invalid, "a column for results is missing");
    for (const Service &rule : rules_)
        if (in.number == nullptr && rule.deck_prices != no_price)
            return Error(Code::argument_invalid, "the prices go by number and no numbers are given");
    if (in.millis32 != nullptr) {
        if (!rate_flat(in, in.millis32, out)) rate_rows(in, in.millis32, out);
    } else {
        if (!rate_flat(in, in.millis64, out)) rate_rows(in, in.millis64, out);
    }
    return {};
}

} // namespace proviso
