#include "io/cdr/call_import.hpp"

#include <algorithm>
#include <utility>

#include "io/cdr/call_import_impl.hpp"

namespace proviso {

CallImport::Impl::Impl(CallImportSpec spec_, CallConsumer &consumer_)
    : spec(std::move(spec_)), consumer(consumer_), scanner(*this, spec.limits), hasher(spec.source),
      every_identity(consumer_.wants_identities()), pending(chunk_rows), row_number(chunk_rows), account(chunk_rows),
      answered(chunk_rows), millis(chunk_rows), billed(chunk_rows), numerator(chunk_rows), day(chunk_rows),
      number(chunk_rows), service(chunk_rows), place_column(chunk_rows), flags(chunk_rows), status(chunk_rows),
      early(chunk_rows), price(chunk_rows), identity(chunk_rows) {}

Result<void> CallImport::Impl::check_spec() {
    if (!is_call_format(spec.format))
        return Error(Code::format_unknown, "there is no format '" + spec.format + "'",
                     "use asterisk, freepbx, freeswitch or csv");
    if (!spec.rater || spec.skus.empty())
        return Error(Code::argument_missing, "calls are to be read and there is nothing to rate them with");
    const std::string &inside = spec.mapping.internal_sku;
    if (!inside.empty() && std::find(spec.skus.begin(), spec.skus.end(), inside) == spec.skus.end())
        return Error(Code::mapping_invalid, "calls that stay inside are charged as '" + inside + "', which is no sku",
                     "use one of the pack's skus");
    local_zone_given = !spec.zone.empty();
    Zone zone = Zone::utc();
    if (local_zone_given && spec.zone != zone.name()) {
        if (spec.zones == nullptr)
            return Error(Code::zone_unknown, "there is no time zone database to find " + spec.zone + " in");
        PV_TRY(zone, spec.zones->zone(spec.zone));
    }
    clocks.emplace_back(std::move(zone));
    return {};
}

std::string CallImport::Impl::place(std::uint64_t line) const { return spec.where + ":" + std::to_string(line); }

Result<void> CallImport::Impl::row(const CsvRow &row) {
    if (!decoder) {
        auto found = call_layout(spec.format, spec.mapping, row);
        if (!found) return std::move(found).error().at(place(row.line));
        layout = std::move(found).value();
        decoder.emplace(*layout, spec.mapping, spec.skus, spec.plan.get());
        if (layout->header) {
            sums.header = row.raw;
            return {};
        }
    }
    ++sums.rows;
    Pending &next = pending[filled];
    if (auto decoded = decoder->decode(row, next.call); !decoded)
        return reject(row.number, row.line, row.raw, std::move(decoded).error());
    next.key = names.key(next.call.name);
    names.prefetch(next.key);
    next.raw = row.raw;
    next.line = row.line;
    row_number[filled] = row.number;
    millis[filled] = next.call.millis;
    number[filled] = next.call.number;
    flags[filled] = next.call.flags;
    place_column[filled] = next.call.place;
    early[filled] = undecided;
    if (every_identity || next.call.has_id) identity[filled] = hasher.hash(row.fields);
    ++filled;
    if (filled == chunk_rows) { PV_CHECK(process()); }
    return {};
}

Result<void> CallImport::Impl::bad_row(const CsvBadRow &row) {
    ++sums.rows;
    return reject(row.number, row.line, row.raw,
                  Error(Code::csv_syntax, std::string(row.fault.what), std::string(row.fault.todo)));
}

Result<void> CallImport::Impl::release() { return process(); }

Result<void> CallImport::Impl::reject(std::uint64_t row_at, std::uint64_t line, std::string_view raw, Error reason) {
    PV_CHECK(process()); // what came before it goes first
    ++sums.classes[static_cast<std::size_t>(RowClass::rejected)];
    ++sums.statuses[static_cast<std::size_t>(RowStatus::rejected)];
    HeldRow held;
    held.row = row_at;
    held.line = line;
    held.row_class = RowClass::rejected;
    held.raw = raw.substr(0, CsvScanner::bad_row_bytes);
    held.reason = std::move(reason).at(place(line));
    return consumer.held(held);
}

CallReport CallImport::Impl::report() const {
    CallReport result = sums;
    result.accounts = account_names.size();
    result.overruled = spec.rater->overruled();
    return result;
}

CallImport::CallImport(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CallImport::CallImport(CallImport &&) noexcept = default;
CallImport &CallImport::operator=(CallImport &&) noexcept = default;
CallImport::~CallImport() = default;

Result<CallImport> CallImport::open(CallImportSpec spec, CallConsumer &consumer) {
    auto impl = std::make_unique<Impl>(std::move(spec), consumer);
    PV_CHECK(impl->check_spec());
    return CallImport(std::move(impl));
}

Result<void> CallImport::feed(std::string_view block) {
    if (impl_->over) return Error(Code::argument_invalid, "the import has ended", "open another one");
    Result<void> done = impl_->scanner.feed(block);
    impl_->over = !done;
    return done;
}

Result<CallReport> CallImport::finish() {
    if (impl_->over) return Error(Code::argument_invalid, "the import has ended", "open another one");
    impl_->over = true;
    PV_CHECK(impl_->scanner.finish());
    PV_CHECK(impl_->process());
    PV_CHECK(impl_->consumer.finish());
    CallReport report = impl_->report();
    PV_TRY(report.exact, Ratio::of(impl_->numerator_sum, impl_->spec.rater->denominator()));
    return report;
}

} // namespace proviso
