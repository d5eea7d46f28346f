#include "book/import_calls.hpp"

#include <algorithm>

#include "book/call_batches.hpp"

namespace proviso {
namespace {

/// Rows of a block: the more, the fewer accounts are named again; all of them fit the book's 16 MiB.
constexpr std::uint64_t largest_block = 131'072;

/// Between the import and the batches. In a file that begins as an earlier one did, a row that was read before is the
/// same row, with or without an id; and batches are committed between two chunks of rows.
class CallGate final : public CallConsumer {
  public:
    CallGate(BatchBuilder &next, CallBatches &batches) : next_(next), batches_(batches) {}
    void set_known() { known_ = true; }
    [[nodiscard]] std::uint64_t settled() const { return settled_; }

    Result<CallAccount> account(std::uint32_t index, std::string_view name) override {
        return next_.account(index, name);
    }
    bool wants_identities() const override { return next_.wants_identities(); }
    Result<Sighting> sight(Day day, const CallIdentity &identity) override { return next_.sight(day, identity); }
    Result<void> calls(const RatedCalls &calls) override {
        if (!known_) return pass(calls);
        status_.assign(calls.status, calls.status + calls.count);
        for (std::uint8_t &status : status_)
            if (status == static_cast<std::uint8_t>(RowStatus::possible_duplicate)) {
                status = static_cast<std::uint8_t>(RowStatus::duplicate);
                ++settled_;
            }
        RatedCalls settled = calls;
        settled.status = status_.data();
        return pass(settled);
    }
    Result<void> held(const HeldRow &row) override {
        if (known_ && row.reason.code == Code::possible_duplicate) return {};
        return next_.held(row);
    }
    Result<void> finish() override { return next_.finish(); }

  private:
    Result<void> pass(const RatedCalls &calls) {
        PV_CHECK(next_.calls(calls));
        if (!batches_.due()) return {};
        PV_CHECK(next_.finish()); // the block that has begun
        return batches_.commit();
    }

    BatchBuilder &next_;
    CallBatches &batches_;
    bool known_ = false;
    std::uint64_t settled_ = 0; ///< rows that would have waited as possible duplicates
    std::vector<std::uint8_t> status_;
};

} // namespace

struct BookCallImport::Impl {
    Impl(Book &book_, BookCallRequest request_, CallPrices prices_, CallBatches::Config config)
        : book(book_), request(std::move(request_)), prices(std::move(prices_)),
          batches(book_, prices, std::move(config)), builder(*prices.rater(), batches, block_rows(request)),
          gate(builder, batches) {}

    static std::size_t block_rows(const BookCallRequest &request) {
        return static_cast<std::size_t>(std::clamp<std::uint64_t>(request.batch_rows, 1, largest_block));
    }

    /// The file's first bytes are there: is it one that the book has seen, and what is its header?
    Result<void> begin() {
        started = true;
        CallProfile profile{request.format, request.zone, call_header(beginning, request.format, request.mapping),
                            hex(sha256(std::string_view(beginning).substr(0, call_head_bytes))), request.mapping};
        PV_CHECK(call_profiles(book, "calls", request.source, {}, [&](const CallProfile &earlier) {
            if (earlier.head != profile.head) return true;
            gate.set_known();
            return false;
        }));
        batches.set_profile(std::move(profile));
        batches.hash(beginning);
        return calls->feed(std::exchange(beginning, {}));
    }

    Result<void> feed(std::string_view bytes) {
        if (started) {
            batches.hash(bytes);
            return calls->feed(bytes);
        }
        beginning += bytes;
        return beginning.size() < call_head_bytes ? Result<void>() : begin();
    }

    Result<BookCallReport> finish() {
        if (!started) PV_CHECK(begin());
        BookCallReport report;
        PV_TRY(report.calls, calls->finish());
        const auto move = [&](auto &counts, auto from, auto to) {
            counts[static_cast<std::size_t>(from)] -= gate.settled();
            counts[static_cast<std::size_t>(to)] += gate.settled();
        };
        move(report.calls.classes, RowClass::suspended, RowClass::duplicate);
        move(report.calls.statuses, RowStatus::possible_duplicate, RowStatus::duplicate);
        PV_CHECK(batches.finish(report));
        const auto raise = [&](Code code, std::uint64_t count) {
            if (count != 0) report.exceptions.emplace_back(code_name(code), count);
        };
        raise(Code::time_ambiguous, report.calls.ambiguous_times);
        raise(Code::call_emergency, report.calls.statuses[static_cast<std::size_t>(RowStatus::emergency)]);
        raise(Code::deck_increment_overruled, report.calls.overruled.size());
        report.file = request.file;
        report.source = request.source;
        report.format = request.format;
        report.zone = request.zone;
        report.currency = prices.rater()->currency();
        return report;
    }

    template <class T> Result<T> guarded(Result<T> result) {
        if (result) return result;
        over = true;
        batches.drop(); // others may write again
        return result;
    }

    Book &book;
    BookCallRequest request;
    CallPrices prices;
    CallBatches batches;
    BatchBuilder builder;
    CallGate gate;
    std::optional<ZoneDatabase> own_zones;
    std::optional<CallImport> calls;
    std::string beginning;
    bool started = false, over = false;
};

BookCallImport::BookCallImport(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BookCallImport::BookCallImport(BookCallImport &&) noexcept = default;
BookCallImport &BookCallImport::operator=(BookCallImport &&) noexcept = default;
BookCallImport::~BookCallImport() = default;

Result<BookCallImport> BookCallImport::open(Book &book, BookCallRequest request) {
    Book::Impl &inside = book.impl();
    if (request.format.empty()) request.format = request.mapping.format;
    if (request.format.empty()) request.format = "csv";
    if (request.source.empty()) request.source = request.format;
    PV_TRY(const Instant now, inside.now());
    std::string sellers_zone;
    std::optional<CallPrices> prices;
    {
        PV_TRY(ReadScope read, ReadScope::begin(*inside.store));
        PV_TRY(sellers_zone, seller_zone(*inside.store));
        PV_TRY(prices, CallPrices::read(inside, now.utc_day(), request.mapping.internal_sku));
    }
    std::optional<ZoneDatabase> own_zones;
    if (!request.zones) own_zones.emplace();
    const ZoneDatabase *zones = request.zones ? request.zones : &*own_zones;

    CallBatches::Config config;
    config.label.kind = "calls";
    config.label.file = request.file;
    config.label.source = request.source;
    config.label.format = request.format;
    config.label.zone_version = zones->version();
    config.account_zone = request.zone.empty() ? sellers_zone : std::string();
    config.batch_rows = std::max<std::uint64_t>(request.batch_rows, 1);

    auto impl = std::make_unique<Impl>(book, std::move(request), std::move(*prices), std::move(config));
    impl->own_zones = std::move(own_zones);
    CallImportSpec spec;
    spec.format = impl->request.format;
    spec.source = impl->request.source;
    spec.mapping = impl->request.mapping;
    spec.skus = impl->prices.skus();
    spec.rater = impl->prices.rater();
    spec.plan = impl->prices.plan();
    spec.zone = impl->request.zone;
    spec.zones = impl->request.zones ? impl->request.zones : &*impl->own_zones;
    spec.where = impl->request.file;
    spec.rating_clause = impl->prices.rating_clause();
    spec.zone_clause = impl->prices.zone_clause();
    PV_TRY(CallImport calls, CallImport::open(std::move(spec), impl->gate));
    impl->calls.emplace(std::move(calls));
    return BookCallImport(std::move(impl));
}

Result<void> BookCallImport::feed(std::string_view bytes) {
    if (impl_->over) return Error(Code::argument_invalid, "the import has ended", "open another one");
    return impl_->guarded(impl_->feed(bytes));
}

Result<BookCallReport> BookCallImport::finish() {
    if (impl_->over) return Error(Code::argument_invalid, "the import has ended", "open another one");
    auto report = impl_->guarded(impl_->finish());
    impl_->over = true;
    return report;
}

} // namespace proviso
