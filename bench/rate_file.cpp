// rate_file CALLS DECK|flat [OUT]: a generated call file to exact totals per account, through the import that the
// command uses, reading the file block by block; prints rows, totals, wall and processor time, peak memory. The rule is
// the one that the reference totals were made by: minimum 12 s, step 6 s, a call of no length bills 12 s, each call
// rounded half-up to four decimals. OUT gets "account,calls,billed,cents" as every peer wrote it.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "io/cdr/call_import.hpp"
#include "io/cdr/call_totals.hpp"
#include "io/cdr/deck_reader.hpp"
#include "support.hpp"

using namespace proviso;

namespace {

constexpr std::size_t block_bytes = 1 << 20;

Result<CallReport> run(const char *path, const Rater &rater, std::shared_ptr<const Rater> shared, CallTotals &totals) {
    CallImportSpec spec;
    spec.format = "csv";
    spec.source = "bench";
    spec.where = path;
    spec.rater = std::move(shared);
    PV_CHECK(add_columns(spec.mapping, "account=account,started=start,seconds=seconds,number=destination"));
    (void)rater;
    PV_TRY(CallImport import, CallImport::open(std::move(spec), totals));
    const int file = open(path, O_RDONLY);
    if (file < 0) return Error(Code::file_unreadable, path);
    std::vector<char> block(block_bytes);
    for (ssize_t size = 0; (size = read(file, block.data(), block.size())) > 0;) {
        Result<void> fed = import.feed({block.data(), static_cast<std::size_t>(size)});
        if (!fed) {
            close(file);
            return std::move(fed.error());
        }
    }
    close(file);
    return import.finish();
}

Result<int> measure(const char *calls, const char *deck_path, const char *out) {
    const Pack pack = bench::call_pack();
    Terms terms(pack, {{"zero", "literal_min"}});
    PV_CHECK(terms.set_parameter("rating.call_decimals", {Ratio(4), "4", "rate", day_first, day_last}));
    std::string deck_bytes = "prefix,rate\n,0.0420\n";
    if (std::string_view(deck_path) != "flat") {
        std::ifstream file(deck_path, std::ios::binary);
        deck_bytes.assign(std::istreambuf_iterator<char>(file), {});
    }
    const auto begun = std::chrono::steady_clock::now();
    PV_TRY(RateDeck deck, read_rate_deck(deck_bytes, deck_path, Currency{}));
    CallService service;
    service.sku = "per-minute";
    service.deck = std::make_shared<const RateDeck>(std::move(deck));
    PV_TRY(Rater made, Rater::make(terms, {service}, {}));
    const auto rater = std::make_shared<const Rater>(std::move(made));
    CallTotals totals(*rater);
    PV_TRY(const CallReport report, run(calls, *rater, rater, totals));
    PV_TRY(const std::vector<AccountCalls> accounts, totals.accounts(Rounding::half_up));
    std::string text = "account,calls,billed,cents\n";
    std::int64_t cents = 0;
    for (const AccountCalls &account : accounts) {
        cents += account.amount.minor();
        text += account.account + "," + std::to_string(account.calls) + "," +
                std::to_string(account.billed_millis / 1'000) + "," + std::to_string(account.amount.minor()) + "\n";
    }
    if (out != nullptr) std::ofstream(out, std::ios::binary) << text;
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begun;
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    const auto seconds = [](const timeval &t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    std::printf("rows %llu billed %llu accounts %zu billed_seconds %lld cents %lld\n"
                "wall %.3f s, processor %.3f s, %.1f M rows/s, peak %.1f MiB\n",
                static_cast<unsigned long long>(report.rows), static_cast<unsigned long long>(report.classes[0]),
                accounts.size(), static_cast<long long>(report.billed_millis / 1'000), static_cast<long long>(cents),
                wall.count(), seconds(use.ru_utime) + seconds(use.ru_stime),
                static_cast<double>(report.rows) / wall.count() * 1e-6, static_cast<double>(use.ru_maxrss) / 1024);
    return 0;
}

} // namespace

int main(int count, char **argument) {
    if (count < 3) {
        std::fprintf(stderr, "usage: rate_file CALLS DECK|flat [OUT]\n");
        return 3;
    }
    const Result<int> done = measure(argument[1], argument[2], count > 3 ? argument[3] : nullptr);
    if (!done) std::fprintf(stderr, "%s\n", done.error().render().c_str());
    return done ? 0 : 2;
}
