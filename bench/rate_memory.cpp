// rate_memory [CALLS]: calls already in memory, rated on one core, with the status of every row; the median of nine
// runs.
//   flat      one price, 12/6, lengths in one column: the kernel
//   rows      the same with a column of flags, which keeps the kernel out
//   rounded   one price, each call rounded half-up to four decimals
//   deck      the longest of 5,000 prefixes for each call
// Each run checks its sum against the plain rules on a thousand of the calls.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "core/rate/rater.hpp"
#include "support.hpp"

using namespace proviso;

namespace {

struct Calls {
    std::vector<std::int32_t> millis;
    std::vector<DialledNumber> number;
    std::vector<std::uint8_t> flags;
};

Calls make_calls(std::size_t count) {
    Calls calls;
    std::uint64_t x = 88172645463325252;
    for (std::size_t i = 0; i < count; ++i) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        calls.millis.push_back(static_cast<std::int32_t>(x % 600) * 1'000);
        calls.number.push_back(10'000'000'000 + (x >> 20) % 90'000'000'000);
    }
    calls.flags.assign(count, 0);
    return calls;
}

std::shared_ptr<const RateDeck> make_deck() {
    std::vector<DeckRow> rows;
    for (std::uint64_t prefix = 1; prefix <= 9; ++prefix)
        rows.push_back({prefix, 1, {420, 4, Currency{}}, {}, {}, {}, {}, {}, 0});
    std::uint64_t x = 5;
    while (rows.size() < 5'000) {
        x = x * 6364136223846793005 + 1442695040888963407;
        const auto length = static_cast<std::uint8_t>(4 + (x >> 60) % 4);
        DeckRow row{power_of_ten(length - 1) + (x >> 20) % (9 * power_of_ten(length - 1)),
                    length,
                    {static_cast<std::int64_t>(45 + (x >> 40) % 400), 4, Currency{}},
                    {},
                    {},
                    {},
                    {},
                    {},
                    0};
        const bool known = std::any_of(rows.begin(), rows.end(), [&](const DeckRow &other) {
            return other.length == row.length && other.prefix == row.prefix;
        });
        if (!known) rows.push_back(std::move(row));
    }
    return std::make_shared<const RateDeck>(RateDeck::make(std::move(rows)).value());
}

void measure(const char *name, const Terms &terms, const Rater &rater, const Calls &calls, CallColumns in) {
    in.count = calls.millis.size();
    in.millis32 = calls.millis.data();
    std::vector<std::int64_t> billed(in.count), numerator(in.count);
    std::vector<std::uint8_t> status(in.count);
    std::vector<std::uint32_t> price(in.count);
    std::vector<double> seconds;
    // Prices by row are only wanted where they differ.
    const bool one_price = in.number == nullptr;
    for (int run = 0; run < 9; ++run) {
        const auto begun = std::chrono::steady_clock::now();
        if (!rater.rate(in, {billed.data(), numerator.data(), status.data(), one_price ? nullptr : price.data()}))
            std::exit(2);
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    }
    std::sort(seconds.begin(), seconds.end());
    const IncrementRule steps = increment_rule(terms, "per-minute").value();
    const CallPriceRule rounding = call_price_rule(terms).value();
    for (std::size_t i = 0; i < in.count; i += in.count / 1'000 + 1) {
        const std::int64_t wanted = billed_micros(steps, std::int64_t{calls.millis[i]} * 1'000);
        const UnitPrice per_minute = one_price ? *rater.services().front().per_minute : rater.price(price[i]);
        if (wanted != billed[i] * 1'000) std::exit(1);
        if (status[i] != 0) continue;
        if (Ratio::of(numerator[i], rater.denominator()).value() != call_price(rounding, per_minute, wanted).value())
            std::exit(1);
    }
    std::printf("%-8s %6.0f M calls/s (%zu calls, %.4f s, fastest %.4f, slowest %.4f)\n", name,
                static_cast<double>(in.count) / seconds[4] * 1e-6, in.count, seconds[4], seconds[0], seconds[8]);
}

} // namespace

int main(int count, char **argument) {
    const std::size_t size = count > 1 ? std::strtoull(argument[1], nullptr, 10) : 10'000'000;
    const Calls calls = make_calls(size);
    const Pack pack = bench::call_pack();
    Terms terms(pack);
    CallService flat;
    flat.sku = "per-minute";
    flat.per_minute = UnitPrice{19, 3, Currency{}};
    const Rater plain = Rater::make(terms, {flat}, {}).value();
    std::printf("instruction set: %s\n", kernel::flat_instruction_set());
    measure("flat", terms, plain, calls, {});
    CallColumns flagged;
    flagged.flags = calls.flags.data();
    measure("rows", terms, plain, calls, flagged);
    CallService by_prefix;
    by_prefix.sku = "per-minute";
    by_prefix.deck = make_deck();
    CallColumns numbered;
    numbered.number = calls.number.data();
    measure("deck", terms, Rater::make(terms, {by_prefix}, {}).value(), calls, numbered);
    if (!terms.set_parameter("rating.call_decimals", {Ratio(4), "4", "rate", day_first, day_last})) return 2;
    measure("rounded", terms, Rater::make(terms, {flat}, {}).value(), calls, {});
    return 0;
}
