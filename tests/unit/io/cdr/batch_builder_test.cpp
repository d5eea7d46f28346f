#include "io/cdr/batch_builder.hpp"

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "io/cdr/call_import.hpp"
#include "support/files.hpp"
#include "unit/io/cdr/import_fixture.hpp"

using namespace proviso;

namespace {

/// A book that keeps batches and identities in memory.
class Keeper : public BatchSink {
  public:
    Result<CallAccount> account(std::uint32_t index, std::string_view name) override {
        names.resize(index + 1);
        names[index] = name;
        CallAccount account;
        account.services = {{0, 0, day_first, day_last}, {1, 1, day_first, day_last}};
        account.known = name != "117";
        return account;
    }
    Result<Sighting> sight(Day, const CallIdentity &identity) override {
        const std::pair<std::uint64_t, std::uint64_t> key{identity.high, identity.low};
        if (earlier.count(key) != 0) return Sighting::again;
        return seen.insert(key).second ? Sighting::first : Sighting::again_here;
    }
    void next_import() {
        earlier.merge(seen);
        seen.clear();
    }
    Result<void> batch(const UsageBatch &batch) override {
        batches.push_back(batch);
        return {};
    }
    std::set<std::pair<std::uint64_t, std::uint64_t>> seen, earlier; ///< by this import, by those before
    std::vector<UsageBatch> batches;
    std::vector<std::string> names;
};

std::shared_ptr<const Rater> rater() {
    static const Pack pack = test::call_pack();
    return test::two_services(Terms(pack));
}

CallReport run(Keeper &keeper, std::string_view text, std::size_t rows, const std::vector<std::size_t> &cuts = {},
               std::string format = "freepbx") {
    static const ZoneDatabase zones;
    CallImportSpec spec = test::spec_for(std::move(format), rater());
    spec.zone = "Europe/Tirane";
    spec.zones = &zones;
    spec.mapping.internal_sku = "on-net";
    if (spec.format == "csv") REQUIRE(add_columns(spec.mapping, "number=to"));
    const auto shared = spec.rater;
    BatchBuilder builder(*shared, keeper, rows);
    CallImport import = CallImport::open(std::move(spec), builder).value();
    std::size_t from = 0;
    for (const std::size_t cut : cuts) {
        REQUIRE(import.feed(text.substr(from, cut - from)));
        from = cut;
    }
    REQUIRE(import.feed(text.substr(from)));
    keeper.next_import();
    return import.finish().value();
}

std::string bytes(const Keeper &keeper) {
    std::string all;
    for (const UsageBatch &batch : keeper.batches) {
        all += encode_call_rows(batch.rows);
        for (const HeldRow &row : batch.held) all += std::to_string(row.row) + row.reason.render();
    }
    return all;
}

} // namespace

TEST_CASE("batches hold every row that is no duplicate, and whose accounts are in them") {
    const std::string file = test::source_file("fixtures/calls/freepbx-cdr-2017-09.csv");
    Keeper keeper;
    const CallReport report = run(keeper, file, 100);
    REQUIRE(keeper.batches.size() == 9);
    static const Pack pack = test::call_pack();
    std::uint64_t rows = 0, held = 0, counted = 0;
    std::int64_t billed = 0, calls = 0;
    Int128 numerator = 0;
    for (const UsageBatch &batch : keeper.batches) {
        const std::vector<CallTotal> totals = sum_calls(batch.rows).value();
        REQUIRE(batch.owners.size() == batch.rows.accounts.size());
        for (std::size_t i = 0; i < batch.owners.size(); ++i)
            CHECK(keeper.names[batch.owners[i]] == batch.rows.accounts[i]);
        CHECK(check_call_prices(batch.rows, Terms(pack)).ok());
        rows += batch.rows.size();
        held += batch.held.size();
        for (const std::uint64_t count : batch.counts) counted += count;
        for (const CallTotal &total : totals) {
            billed += total.billed_millis;
            calls += total.calls;
            numerator += total.numerator;
        }
    }
    CHECK(rows == 856);
    CHECK(counted == 856);
    CHECK(held == report.classes[static_cast<std::size_t>(RowClass::suspended)]);
    CHECK(calls == 606 - 33); // those of 117 wait for their account
    CHECK(billed == report.billed_millis);
    CHECK(Ratio::of(numerator, rater()->denominator()).value() == report.exact);
}

TEST_CASE("batches end where they end, however the file is cut") {
    const std::string file = test::source_file("fixtures/calls/freepbx-cdr-2017-09.csv") + "a \"stray,quote\nx\n";
    Keeper whole;
    run(whole, file, 70);
    std::mt19937_64 random(8);
    for (int round = 0; round < 10; ++round) {
        std::vector<std::size_t> cuts;
        for (std::size_t cut = 0; (cut += 1 + random() % 20'000) < file.size();) cuts.push_back(cut);
        Keeper cut;
        run(cut, file, 70, cuts);
        CHECK(bytes(cut) == bytes(whole));
    }
}

TEST_CASE("the same file again is all duplicates; equal rows without ids in one file all stand") {
    const std::string file = test::source_file("fixtures/calls/freepbx-cdr-2017-09.csv");
    Keeper keeper;
    run(keeper, file, 1'000);
    const CallReport again = run(keeper, file, 1'000);
    CHECK(again.classes[static_cast<std::size_t>(RowClass::duplicate)] == 856);
    CHECK(keeper.batches.back().rows.size() == 0);
    CHECK(keeper.batches.back().owners.empty());

    const std::string row = "acme,2013-03-20T10:00:00Z,7,14155551234\n", head = "account,started,seconds,to\n";
    Keeper plain;
    CHECK(run(plain, head + row + row, 1'000, {}, "csv").classes[0] == 2);
    const CallReport third = run(plain, head + row + row + row, 1'000, {}, "csv");
    CHECK(third.statuses[static_cast<std::size_t>(RowStatus::possible_duplicate)] == 2);
    CHECK(third.classes[0] == 1); // as many stand as the file with most of them has
    CHECK(plain.batches.back().held.front().reason.code == Code::possible_duplicate);
}
