#include "core/rate/rater.hpp"

#include <doctest/doctest.h>

#include <random>

#include "unit/core/rate/call_pack.hpp"

using namespace proviso;
using test::usd;

namespace {

struct Rated {
    std::vector<std::int64_t> billed, numerator;
    std::vector<std::uint8_t> status;
    std::vector<std::uint32_t> price;
    Ratio sum;
    [[nodiscard]] RowStatus at(std::size_t row) const { return static_cast<RowStatus>(status[row]); }
};

Rated rate(const Rater &rater, CallColumns in) {
    Rated out{std::vector<std::int64_t>(in.count),
              std::vector<std::int64_t>(in.count),
              std::vector<std::uint8_t>(in.count),
              std::vector<std::uint32_t>(in.count),
              {}};
    const Result<void> done =
        rater.rate(in, {out.billed.data(), out.numerator.data(), out.status.data(), out.price.data()});
    REQUIRE(done.ok());
    Int128 sum = 0;
    for (const std::int64_t numerator : out.numerator) sum += numerator;
    out.sum = Ratio::of(sum, rater.denominator()).value();
    return out;
}

Rated rate_all(const Rater &rater, const std::vector<std::int64_t> &millis) {
    CallColumns in;
    in.count = millis.size();
    in.millis64 = millis.data();
    return rate(rater, in);
}

Rater flat_rater(const Terms &terms, std::string_view price, std::string sku = "per-minute") {
    CallService service;
    service.sku = std::move(sku);
    service.per_minute = usd(price);
    return Rater::make(terms, {service}, {}).value();
}

DeckRow row(std::uint64_t prefix, int length, std::string_view price) {
    DeckRow result;
    result.prefix = prefix;
    result.length = static_cast<std::uint8_t>(length);
    result.per_minute = usd(price);
    return result;
}

std::shared_ptr<const RateDeck> deck(std::vector<DeckRow> rows) {
    return std::make_shared<const RateDeck>(RateDeck::make(std::move(rows)).value());
}

std::string text(const Ratio &ratio) { return ratio.text(); }

} // namespace

TEST_CASE("twelve seconds at least, then steps of six (SS-6.f)") {
    const Pack pack = test::call_pack();
    const Rater rater = flat_rater(Terms(pack), "0.02");
    const Rated out =
        rate_all(rater, {0, 1'000, 11'000, 12'000, 12'001, 13'000, 14'000, 18'000, 18'001, 19'000, 60'000, 61'000});
    CHECK(out.billed == std::vector<std::int64_t>{0, 12'000, 12'000, 12'000, 18'000, 18'000, 18'000, 18'000, 24'000,
                                                  24'000, 60'000, 66'000});
    CHECK(out.at(0) == RowStatus::zero_seconds);
    CHECK(out.price[0] == Rater::no_price);
    for (std::size_t i = 1; i < out.status.size(); ++i) CHECK(out.at(i) == RowStatus::billed);
    CHECK(text(Ratio::of(out.numerator[6], rater.denominator()).value()) == "3/500");
    CHECK(rater.price(out.price[6]).text() == "0.02");
}

TEST_CASE("a thousand calls of seven seconds at 0.02 are 4.00 exactly") {
    const Pack pack = test::call_pack();
    const Rated out = rate_all(flat_rater(Terms(pack), "0.02"), std::vector<std::int64_t>(1'000, 7'000));
    CHECK(text(out.sum) == "4");
}

TEST_CASE("the literal reading bills a call of no length the minimum (R-SS-13)") {
    const Pack pack = test::call_pack();
    Terms terms(pack);
    REQUIRE(terms.choose("R-1", "literal_min"));
    const Rated out = rate_all(flat_rater(terms, "0.02"), {0, 11'000});
    CHECK(out.billed == std::vector<std::int64_t>{12'000, 12'000});
    CHECK(out.at(0) == RowStatus::billed);
}

TEST_CASE("parts of a second open a step, or are rounded first (R-SS-29)") {
    const Pack pack = test::call_pack();
    Terms terms(pack);
    CHECK(rate_all(flat_rater(terms, "0.02"), {12'400, 18'001}).billed == std::vector<std::int64_t>{18'000, 24'000});
    REQUIRE(terms.choose("R-2", "round_seconds_first"));
    const Rated out = rate_all(flat_rater(terms, "0.02"), {12'400, 18'001, 499, 500, 12'500});
    CHECK(out.billed == std::vector<std::int64_t>{12'000, 18'000, 0, 12'000, 18'000});
    CHECK(out.at(2) == RowStatus::zero_seconds);
}

TEST_CASE("broadcast traffic at 0.019, fourteen seconds (R-SS-30)") {
    const Pack pack = test::call_pack();
    Terms terms(pack);
    CHECK(text(rate_all(flat_rater(terms, "0.019", "voice-broadcast"), {14'000}).sum) == "57/10000");
    REQUIRE(terms.choose("R-3", "exact_seconds"));
    const Rated exact = rate_all(flat_rater(terms, "0.019", "voice-broadcast"), {14'000, 1});
    CHECK(exact.billed == std::vector<std::int64_t>{14'000, 1});
    CHECK(text(Ratio::of(exact.numerator[0], flat_rater(terms, "0.019", "voice-broadcast").denominator()).value()) ==
          "133/30000");
    REQUIRE(terms.choose("R-3", "whole_minutes"));
    CHECK(text(rate_all(flat_rater(terms, "0.019", "voice-broadcast"), {14'000}).sum) == "19/1000");
}

TEST_CASE("ten thousand calls of 12 s at 0.019 under each rounding (R-SS-15)") {
    const Pack pack = test::call_pack();
    Terms terms(pack);
    const std::vector<std::int64_t> calls(10'000, 12'000);
    CHECK(text(rate_all(flat_rater(terms, "0.019"), calls).sum) == "38");
    REQUIRE(terms.choose("R-4", "per_call_half_up"));
    CHECK(text(rate_all(flat_rater(terms, "0.019"), calls).sum) == "0");
    CHECK(text(rate_all(flat_rater(terms, "0.019"), std::vector<std::int64_t>(10'000, 14'000)).sum) == "100");
    REQUIRE(terms.choose("R-4", "per_call_up"));
    CHECK(text(rate_all(flat_rater(terms, "0.019"), calls).sum) == "100");
}

TEST_CASE("the kernel, the rows and the plain rules agree under every reading") {
    const Pack pack = test::call_pack();
    std::mt19937_64 random(41);
    std::vector<std::int64_t> lengths{0, 1, 499, 500, 999, 1'000, 11'999, 12'000, 12'001, 17'999, 18'000, 18'001};
    for (int i = 0; i < 3'000; ++i) lengths.push_back(static_cast<std::int64_t>(random() >> (34 + random() % 30)));
    lengths.push_back(kernel::flat_millis_max);
    lengths.push_back(std::int64_t{kernel::flat_millis_max} + 1); // its block of rows goes the other way
    const std::vector<std::int32_t> narrow(lengths.begin(), lengths.end());
    const std::vector<std::uint8_t> no_flags(lengths.size(), 0);
    for (const char *price : {"0.02", "0.019", "0.0420", "1.5", "0.123456789", "999999999"})
        for (const char *zero : {"answered_only", "literal_min"})
            for (const char *fraction : {"raw", "round_seconds_first"})
                for (const char *level : {"sum_then_round", "per_call_half_up", "per_call_up"})
                    for (const int decimals : {-1, 4}) {
                        Terms terms(pack);
                        REQUIRE(terms.choose("R-1", zero));
                        REQUIRE(terms.choose("R-2", fraction));
                        REQUIRE(terms.choose("R-4", level));
                        if (decimals >= 0)
                            REQUIRE(terms.set_parameter("rating.call_decimals",
                                                        {Ratio(decimals), "4", "C-1", day_first, day_last}));
                        const Rater rater = flat_rater(terms, price);
                        CallColumns in;
                        in.count = lengths.size();
                        in.millis64 = lengths.data();
                        const Rated wide = rate(rater, in);
                        in.millis64 = nullptr;
                        in.millis32 = narrow.data();
                        CHECK(rate(rater, in).numerator == wide.numerator);
                        in.flags = no_flags.data(); // keeps the kernel out
                        const Rated by_row = rate(rater, in);
                        CHECK(by_row.billed == wide.billed);
                        CHECK(by_row.numerator == wide.numerator);
                        CHECK(by_row.status == wide.status);
                        CHECK(by_row.price == wide.price);
                        const IncrementRule steps = increment_rule(terms, "per-minute").value();
                        const CallPriceRule rounding = call_price_rule(terms).value();
                        for (std::size_t i = 0; i < lengths.size(); i += 7) {
                            const std::int64_t billed = billed_micros(steps, lengths[i] * 1'000);
                            REQUIRE(wide.billed[i] * 1'000 == billed);
                            REQUIRE(Ratio::of(wide.numerator[i], rater.denominator()).value() ==
                                    call_price(rounding, usd(price), billed).value());
                        }
                    }
}

TEST_CASE("which question comes first") {
    const Pack pack = test::call_pack();
    Terms terms(pack);
    REQUIRE(terms.set_parameter("zone.restricted_area_codes",
                                {std::vector<std::string>{"916"}, "", "C-3", day_first, day_last}));
    const NumberPlan plan = NumberPlan::make("small", "1", {day_first, day_last},
                                             {{"US-CA", "", RegionKind::state}, {"US-NY", "", RegionKind::state}},
                                             {{415, 0}, {916, 0}, {212, 1}})
                                .value();
    CallService minutes;
    minutes.sku = "per-minute";
    minutes.per_minute = usd("0.02");
    minutes.deck = deck({row(44, 2, "0.05"), row(1916555, 7, "0.03")});
    CallService inside;
    inside.sku = "on-net";
    inside.per_minute = usd("0.001");
    inside.by_number = false;
    CallService unpriced;
    unpriced.sku = "dial-in";
    const Rater rater = Rater::make(terms, {minutes, inside, unpriced}, ZoneRule::make(terms, plan).value()).value();

    struct Case {
        std::int64_t millis;
        DialledNumber number;
        std::uint8_t service, flags;
        RowStatus status;
    };
    const std::vector<Case> cases{
        {0, 14155551234, 0, call_unanswered, RowStatus::unanswered},
        {5'000, 14155551234, 0, call_unanswered, RowStatus::disposition_conflict},
        {-1, 14155551234, 0, 0, RowStatus::duration_invalid},
        {Rater::millis_max + 1, 14155551234, 0, 0, RowStatus::duration_invalid},
        {5'000, 105, 0, call_inbound, RowStatus::inbound},
        {5'000, 911, 0, 0, RowStatus::emergency},
        {5'000, 105, 0, 0, RowStatus::internal},
        {5'000, 0, 0, 0, RowStatus::internal},
        {5'000, 999'999, 0, 0, RowStatus::internal},
        {5'000, 14155551234, 0, call_internal, RowStatus::internal},
        {5'000, 105, 1, 0, RowStatus::billed}, // between extensions, charged
        {0, 105, 1, 0, RowStatus::zero_seconds},
        {0, 442071234567, 0, 0, RowStatus::zero_seconds},
        {5'000, 0, 0, call_number_bad, RowStatus::number_invalid},
        {5'000, 14155551234, 0, 0, RowStatus::billed},
        {5'000, 442071234567, 0, 0, RowStatus::billed}, // the deck is the written agreement
        {5'000, 19165551234, 0, 0, RowStatus::billed},  // and lifts the restriction
        {5'000, 19164441234, 0, 0, RowStatus::zone_restricted},
        {5'000, 33123456789, 0, 0, RowStatus::zone_outside},
        {5'000, 1'000'000, 0, 0, RowStatus::zone_outside}, // seven digits are no extension
        {5'000, 14155551234, 2, 0, RowStatus::price_missing},
        {5'000, 14155551234, 9, 0, RowStatus::price_missing}, // no such service
        {Rater::millis_max, 14155551234, 0, 0, RowStatus::billed},
    };
    std::vector<std::int64_t> millis;
    std::vector<DialledNumber> numbers;
    std::vector<std::uint16_t> services;
    std::vector<std::uint8_t> flags;
    for (const Case &c : cases) {
        millis.push_back(c.millis);
        numbers.push_back(c.number);
        services.push_back(c.service);
        flags.push_back(c.flags);
    }
    CallColumns in;
    in.count = cases.size();
    in.millis64 = millis.data();
    in.number = numbers.data();
    in.service = services.data();
    in.flags = flags.data();
    const Rated out = rate(rater, in);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        CAPTURE(i);
        CHECK(row_status_name(out.at(i)) == row_status_name(cases[i].status));
        if (cases[i].status != RowStatus::billed) {
            CHECK(out.numerator[i] == 0);
            CHECK(out.price[i] == Rater::no_price);
        }
    }
    CHECK(rater.price(out.price[15]).text() == "0.05");
    CHECK(rater.price(out.price[16]).text() == "0.03");
    CHECK(rater.price(out.price[10]).text() == "0.001");
}

TEST_CASE("the clause wins over a deck's increments, and says so") {
    const Pack pack = test::call_pack();
    DeckRow differs = row(44, 2, "0.06");
    differs.minimum_millis = 60'000;
    differs.increment_millis = 60'000;
    DeckRow free_time = row(33, 2, "0.06");
    free_time.nocharge_millis = 5'000;
    DeckRow same = row(1, 1, "0.06");
    same.minimum_millis = 12'000;
    same.increment_millis = 6'000;
    same.nocharge_millis = 0;
    CallService service;
    service.sku = "per-minute";
    service.deck = deck({differs, free_time, same});
    const Rater rater = Rater::make(Terms(pack), {service}, {}).value();
    REQUIRE(rater.overruled().size() == 2);
    CHECK(service.deck->rows()[rater.overruled()[0].row].prefix == 33);
    CHECK(service.deck->rows()[rater.overruled()[1].row].prefix == 44);
    const std::vector<std::int64_t> millis{5'000, 14'000};
    const std::vector<DialledNumber> numbers{33123456789, 442071234567};
    CallColumns in;
    in.count = 2;
    in.millis64 = millis.data();
    in.number = numbers.data();
    CHECK(rate(rater, in).billed == std::vector<std::int64_t>{12'000, 18'000});
}

TEST_CASE("where the contract fixes no increments the deck's hold, with surcharge and free time") {
    const Pack pack = test::call_pack(false);
    DeckRow fixed = row(44, 2, "0.06");
    fixed.minimum_millis = 60'000;
    fixed.increment_millis = 30'000;
    fixed.surcharge = usd("0.5");
    fixed.nocharge_millis = 5'000;
    CallService service;
    service.sku = "per-minute";
    service.deck = deck({fixed});
    const Rater rater = Rater::make(Terms(pack), {service}, {}).value();
    const std::vector<std::int64_t> millis{5'000, 6'000, 61'000};
    const std::vector<DialledNumber> numbers(3, 442071234567);
    CallColumns in;
    in.count = 3;
    in.millis64 = millis.data();
    in.number = numbers.data();
    const Rated out = rate(rater, in);
    CHECK(out.at(0) == RowStatus::free_of_charge);
    CHECK(out.billed == std::vector<std::int64_t>{0, 60'000, 90'000});
    CHECK(text(out.sum) == "23/20"); // 0.06 + 0.5 and 0.09 + 0.5
    service.deck = deck({row(44, 2, "0.06")});
    CHECK(Rater::make(Terms(pack), {service}, {}).error().code == Code::deck_invalid);
}

TEST_CASE("a product that does not fit is suspended, never wrapped") {
    const Pack pack = test::call_pack();
    const Rater rater = flat_rater(Terms(pack), "9223372036");
    const Rated fits = rate_all(rater, {12'000});
    CHECK(fits.at(0) == RowStatus::billed);
    CallService service;
    service.sku = "per-minute";
    service.per_minute = UnitPrice{9'223'372'036'854'775'807, 9, Currency{}};
    const Rater huge = Rater::make(Terms(pack), {service}, {}).value();
    CHECK(rate_all(huge, {12'000}).at(0) == RowStatus::amount_overflow);
}

TEST_CASE("columns that do not go together are refused") {
    const Pack pack = test::call_pack();
    const Rater rater = flat_rater(Terms(pack), "0.02");
    std::int64_t millis = 1'000, billed = 0, numerator = 0;
    std::uint8_t status = 0;
    CallColumns in;
    in.count = 1;
    CHECK(rater.rate(in, {&billed, &numerator, &status, nullptr}).error().code == Code::argument_invalid);
    in.millis64 = &millis;
    CHECK(rater.rate(in, {&billed, nullptr, &status, nullptr}).error().code == Code::argument_invalid);
    CHECK(rater.rate(in, {&billed, &numerator, &status, nullptr}).ok());
    CallService service;
    service.sku = "per-minute";
    service.deck = deck({row(1, 1, "0.02")});
    const Rater by_number = Rater::make(Terms(pack), {service}, {}).value();
    CHECK(by_number.rate(in, {&billed, &numerator, &status, nullptr}).error().code == Code::argument_invalid);
    CHECK(Rater::make(Terms(pack), {}, {}).error().code == Code::value_range);
    service.deck = nullptr;
    service.per_minute = UnitPrice{1, 2, Currency{{'E', 'U', 'R'}, 2}};
    CHECK(Rater::make(Terms(pack), {service}, {}).error().code == Code::money_currency);
}

TEST_CASE("every status has a name, a class and, where rows wait, a code") {
    for (int value = 0; value < 256; ++value) {
        const auto status = static_cast<RowStatus>(value);
        if (row_status_name(status).empty()) continue;
        if (row_class(status) == RowClass::suspended) CHECK(row_code(status) != Code::ok);
    }
    CHECK(row_class(RowStatus::billed) == RowClass::billed);
    CHECK(row_class(RowStatus::emergency) == RowClass::not_billable);
    CHECK(row_code(RowStatus::emergency) == Code::call_emergency);
    CHECK(row_provision(RowStatus::zone_outside) == "call_zone");
}

TEST_CASE("under two contracts each service has the steps of its own") {
    const Pack first = test::call_pack();
    Pack second = first;
    for (Parameter &parameter : second.parameters)
        if (parameter.id == "rating.minimum_seconds" || parameter.id == "rating.step_seconds")
            parameter.values.front().data = Ratio(1);
    const Terms one(first), two(second);
    CallService mine, other;
    mine.sku = other.sku = "per-minute";
    mine.per_minute = other.per_minute = usd("0.60");
    other.contract = 1;
    const Rater rater = Rater::make({{&one, {}}, {&two, {}}}, {mine, other}).value();
    const std::vector<std::int64_t> millis{14'000, 14'000};
    const std::vector<std::uint16_t> service{0, 1};
    CallColumns in;
    in.count = 2;
    in.millis64 = millis.data();
    in.service = service.data();
    const Rated out = rate(rater, in);
    CHECK(out.billed == std::vector<std::int64_t>{18'000, 14'000}); // 12/6, and by the second
    CHECK(Ratio::of(out.numerator[0], rater.denominator()).value() == Ratio::parse("0.18").value());
    CHECK(Ratio::of(out.numerator[1], rater.denominator()).value() == Ratio::parse("0.14").value());

    other.contract = 2;
    CHECK(Rater::make({{&one, {}}, {&two, {}}}, {other}).error().code == Code::argument_invalid);
    CHECK(Rater::make(std::vector<RatingContract>(), {mine}).error().code == Code::argument_invalid);
    other.contract = 1;
    Terms up(second);
    REQUIRE(up.choose("R-4", "per_call_up").ok());
    CHECK(Rater::make({{&one, {}}, {&up, {}}}, {mine, other}).error().code == Code::argument_invalid);
}
