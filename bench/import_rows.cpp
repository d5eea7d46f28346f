// import_rows CALLS DECK: a generated call file to batches as a book gets them (identity of every row, rows as
// bytes), with nothing behind: what an import costs before anything is stored.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>

#include "io/cdr/batch_builder.hpp"
#include "io/cdr/call_import.hpp"
#include "io/cdr/deck_reader.hpp"
#include "support.hpp"

using namespace proviso;

namespace {

class Counter : public BatchSink {
  public:
    Result<CallAccount> account(std::uint32_t, std::string_view) override {
        CallAccount account;
        account.services = {{0, 0, day_first, day_last}};
        return account;
    }
    Result<Sighting> sight(Day, const CallIdentity &) override { return Sighting::first; }
    Result<void> batch(const UsageBatch &batch) override {
        bytes += encode_call_rows(batch.rows).size();
        accounts += batch.owners.size();
        return {};
    }
    std::size_t bytes = 0, accounts = 0;
};

std::string file_bytes(const char *path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Result<int> measure(const char *calls, const char *deck_path) {
    const Pack pack = bench::call_pack();
    PV_TRY(RateDeck deck, read_rate_deck(file_bytes(deck_path), deck_path, Currency{}));
    CallService service;
    service.sku = "per-minute";
    service.deck = std::make_shared<const RateDeck>(std::move(deck));
    PV_TRY(Rater made, Rater::make(Terms(pack, {{"zero", "literal_min"}}), {service}, {}));
    const auto rater = std::make_shared<const Rater>(std::move(made));
    CallImportSpec spec;
    spec.format = "csv";
    spec.source = "bench";
    spec.where = calls;
    spec.rater = rater;
    PV_CHECK(add_columns(spec.mapping, "account=account,started=start,seconds=seconds,number=destination"));
    Counter counter;
    BatchBuilder builder(*rater, counter);
    const auto begun = std::chrono::steady_clock::now();
    PV_TRY(CallImport import, CallImport::open(std::move(spec), builder));
    std::ifstream file(calls, std::ios::binary);
    std::vector<char> block(1 << 20);
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0)
        PV_CHECK(import.feed({block.data(), static_cast<std::size_t>(file.gcount())}));
    PV_TRY(const CallReport report, import.finish());
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begun;
    std::printf("rows %llu billed %llu, %zu accounts in blocks, %.1f bytes a row, wall %.3f s, %.2f M rows/s, "
                "processor %.3f s\n",
                static_cast<unsigned long long>(report.rows), static_cast<unsigned long long>(report.classes[0]),
                counter.accounts, static_cast<double>(counter.bytes) / static_cast<double>(report.rows), wall.count(),
                static_cast<double>(report.rows) / wall.count() * 1e-6,
                static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
    return 0;
}

} // namespace

int main(int count, char **argument) {
    if (count != 3) {
        std::fprintf(stderr, "usage: import_rows CALLS DECK\n");
        return 3;
    }
    const Result<int> done = measure(argument[1], argument[2]);
    if (!done) std::fprintf(stderr, "%s\n", done.error().render().c_str());
    return done ? 0 : 2;
}
