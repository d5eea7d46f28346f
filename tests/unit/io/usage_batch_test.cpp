#include "io/usage_batch.hpp"

#include <doctest/doctest.h>

#include <random>

#include "unit/core/rate/call_pack.hpp"

using namespace proviso;
using test::usd;

namespace {

constexpr std::uint8_t billed = static_cast<std::uint8_t>(RowStatus::billed);

/// Two accounts, two days, two skus; 12/6 at 0.02 and 0.001 a minute over one denominator of 10,000 (ten parts a
/// minute).
CallRows rows() {
    CallRows rows;
    rows.accounts = {"acme", "other"};
    rows.prices = {{"per-minute", usd("0.02"), UnitPrice{}}, {"on-net", usd("0.001"), UnitPrice{}}};
    rows.denominator = 10'000;
    const auto add = [&](std::uint64_t row, std::uint32_t account, std::int32_t day, std::int64_t millis,
                         std::uint32_t price) {
        const std::int64_t length = millis <= 12'000 ? 12'000 : 12'000 + (millis - 12'000 + 5'999) / 6'000 * 6'000;
        rows.row.push_back(row);
        rows.account.push_back(account);
        rows.answered.push_back(day * std::int64_t{86'400'000'000} + 1);
        rows.day.push_back(day);
        rows.millis.push_back(millis);
        rows.billed_millis.push_back(price == Rater::no_price ? 0 : length);
        rows.numerator.push_back(price == Rater::no_price ? 0 : length / 6'000 * (price == 0 ? 20 : 1));
        rows.number.push_back(14155551234);
        rows.status.push_back(price == Rater::no_price ? static_cast<std::uint8_t>(RowStatus::unanswered) : billed);
        rows.price.push_back(price);
        rows.identity.push_back({row, ~row});
    };
    add(2, 0, 15'784, 14'000, 0);
    add(3, 1, 15'784, 7'000, 0);
    add(4, 0, 15'784, 13'000, 1);
    add(7, 0, 15'783, 0, Rater::no_price);
    add(8, 0, 15'784, 60'000, 0);
    add(9, 0, 15'785, 7'000, 0);
    return rows;
}

} // namespace

TEST_CASE("rows add up by account, day and sku") {
    const CallRows some = rows();
    const std::vector<CallTotal> totals = sum_calls(some).value();
    REQUIRE(totals.size() == 4);
    CHECK(totals[0].sku == "on-net");
    CHECK(totals[0].calls == 1);
    CHECK(totals[1].sku == "per-minute");
    CHECK(totals[1].calls == 2);
    CHECK(totals[1].millis == 74'000);
    CHECK(totals[1].billed_millis == 78'000);
    CHECK(totals[2].day == Day(15'785));
    CHECK(totals[3].account == 1);
    const UsageTotal usage = usage_total(totals[1], some, "batch 3").value();
    CHECK(usage.exact.text() == "13/500"); // 78 s at 0.02 a minute
    CHECK(usage.price == usd("0.02"));
    CHECK(usage.source == "batch 3");
}

TEST_CASE("a total with two prices has none") {
    CallRows some = rows();
    some.prices.push_back({"per-minute", usd("0.03"), UnitPrice{}});
    some.price[4] = 2;
    const std::vector<CallTotal> totals = sum_calls(some).value();
    CHECK(totals[1].price == Rater::no_price);
    CHECK_FALSE(usage_total(totals[1], some, "").value().price.has_value());
}

TEST_CASE("changed rows, totals and prices are found") {
    const Pack pack = test::call_pack();
    const Terms terms(pack);
    const CallRows some = rows();
    const std::vector<CallTotal> totals = sum_calls(some).value();
    CHECK(check_usage_batch(some, totals).ok());
    CHECK(check_call_prices(some, terms).ok());
    CallRows changed = some;
    ++changed.numerator[1];
    CHECK(check_usage_batch(changed, totals).error().where == "other 2013-03-20");
    CHECK(check_call_prices(changed, terms).error().where == "row 3");
    changed = some;
    changed.billed_millis[0] += 6'000;
    CHECK(check_call_prices(changed, terms).error().code == Code::verify_fault);
    std::vector<CallTotal> fewer(totals.begin(), totals.end() - 1), more = totals;
    CHECK(check_usage_batch(some, fewer).error().code == Code::verify_fault);
    more.push_back(totals.back());
    CHECK(check_usage_batch(some, more).error().code == Code::verify_fault);
}

TEST_CASE("a block of rows reads back as it was, and any other bytes are refused") {
    const CallRows some = rows();
    const std::string bytes = encode_call_rows(some);
    const CallRows again = decode_call_rows(bytes).value();
    CHECK(encode_call_rows(again) == bytes);
    CHECK(again.accounts == some.accounts);
    CHECK(again.prices == some.prices);
    CHECK(again.row == some.row);
    CHECK(again.account == some.account);
    CHECK(again.answered == some.answered);
    CHECK(again.day == some.day);
    CHECK(again.millis == some.millis);
    CHECK(again.billed_millis == some.billed_millis);
    CHECK(again.numerator == some.numerator);
    CHECK(again.number == some.number);
    CHECK(again.status == some.status);
    CHECK(again.price == some.price);
    CHECK(again.identity == some.identity);
    CHECK(decode_call_rows(encode_call_rows(CallRows{})).ok());

    for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(decode_call_rows(bytes.substr(0, size)));
    CHECK_FALSE(decode_call_rows(bytes + '\0'));
    std::mt19937_64 random(6);
    for (int round = 0; round < 20'000; ++round) {
        std::string broken = bytes;
        broken[random() % broken.size()] = static_cast<char>(random());
        const Result<CallRows> read = decode_call_rows(broken);
        if (read) REQUIRE(encode_call_rows(*read) == broken); // one form of bytes for each block
    }
}

TEST_CASE("a block's indices and order are checked") {
    const auto refused = [](auto change) {
        CallRows some = rows();
        change(some);
        return !decode_call_rows(encode_call_rows(some));
    };
    CHECK(refused([](CallRows &r) { r.account[0] = 2; }));
    CHECK(refused([](CallRows &r) { r.price[0] = 2; }));
    CHECK(refused([](CallRows &r) { r.price[0] = Rater::no_price; }));
    CHECK(refused([](CallRows &r) { r.row[1] = 2; }));
    CHECK(refused([](CallRows &r) { r.status[0] = 200; }));
    CHECK(refused([](CallRows &r) { std::swap(r.accounts[0], r.accounts[1]); }));
    CHECK(refused([](CallRows &r) { r.denominator = 0; }));
    CHECK(refused([](CallRows &r) { r.day[0] = 3'000'000; }));
}
