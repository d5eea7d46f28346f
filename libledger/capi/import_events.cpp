// Imports of facts: events, accounts, payments and prices, row by row; rates, as one deck.
#include "book/import_rates.hpp"
#include "book/record.hpp"
#include "capi/book_json.hpp"
#include "capi/event_zones.hpp"
#include "capi/import.hpp"
#include "io/event_reader.hpp"

namespace proviso::capi {
namespace {

class EventImporter : public Importer {
  public:
    EventImporter(const ImportTarget &target, EventImport import, EventReaderOptions options)
        : target_(target), reader_(std::move(options)), import_(std::move(import)) {}

    Result<void> feed(std::string_view block) override {
        return reader_.feed(block, [this](EventRow row) { return take(std::move(row)); });
    }

    Result<ImportText> finish() override {
        PV_CHECK(reader_.finish([this](EventRow row) { return take(std::move(row)); }));
        PV_TRY(const ImportReport report, import_.finish());
        Json out = schema("import");
        out["kind"] = report.kind;
        out["file"] = report.file;
        out["source"] = report.source;
        out["rows"] = rows_;
        out["events"] = report.rows;
        out["accepted"] = report.accepted;
        out["replayed"] = report.replayed;
        out["suspended"] = report.suspended;
        out["reasons"] = to_json(report.reasons);
        Json samples = Json::array();
        for (const SuspendedSample &sample : report.samples) {
            Json row = {{"suspense", sample.id}, {"row", sample.row}};
            row.update(to_json(sample.reason));
            samples.push_back(std::move(row));
        }
        out["samples"] = std::move(samples);
        out["first_entry"] = report.first_entry;
        out["last_entry"] = report.last_entry;
        out["head"] = to_json(report.head);
        return ImportText(Answer{std::move(out), rows_that_wait(report.suspended, 0)});
    }

  private:
    Result<void> take(EventRow row) {
        ++rows_;
        if (!row.events) return import_.refuse(row.line, std::move(row.raw), std::move(row.events.error()));
        for (Event &event : row.events.value()) PV_CHECK(import_.add({std::move(event), row.line, row.raw}));
        return {};
    }

    ImportTarget target_; ///< keeps the book that the reader's zones ask
    EventReader reader_;
    EventImport import_;
    std::uint64_t rows_ = 0;
};

class RatesImporter : public Importer {
  public:
    RatesImporter(const ImportTarget &target, RatesRequest request) : target_(target), request_(std::move(request)) {}

    Result<void> feed(std::string_view block) override {
        if (request_.bytes.size() + block.size() > deck_bytes_max)
            return Error(Code::input_too_large, "the deck is larger than 256 MiB", "split it by sku", request_.file);
        request_.bytes += block;
        return {};
    }

    Result<ImportText> finish() override {
        PV_TRY(const RatesReport report, import_rates(target_.book->book, request_));
        Json out = schema("import-rates");
        out["kind"] = "rates";
        out["file"] = report.file;
        out["sku"] = report.sku;
        out["currency"] = report.currency;
        out["from"] = to_json(report.from);
        out["replayed"] = report.replayed;
        out["rows"] = report.rows;
        out["overruled"] = report.overruled;
        Json rows = Json::array();
        for (const OverruledRow &row : report.overruled_rows)
            rows.push_back({{"prefix", row.prefix}, {"line", row.line}});
        out["overruled_rows"] = std::move(rows);
        if (report.overruled > 0) out["exception"] = {{"code", "deck.increment_overruled"}, {"clause", report.clause}};
        out["sha256"] = report.sha256;
        out["entry"] = report.entry;
        out["head"] = to_json(report.head);
        return ImportText(Answer{std::move(out), {}});
    }

  private:
    static constexpr std::size_t deck_bytes_max = std::size_t{256} << 20;
    ImportTarget target_;
    RatesRequest request_;
};

/// The pack of accounts that name none: the only one that the book has.
Result<std::string> only_pack(Book &book) {
    PV_TRY(const BookInfo info, book.info());
    std::string only;
    for (const AdoptedSource &source : info.sources) {
        if (source.kind != "pack" || source.id == only) continue;
        if (!only.empty()) return std::string();
        only = source.id;
    }
    return only;
}

} // namespace

Result<ImporterPtr> open_event_import(const ImportTarget &target, const Call &call) {
    Book &book = target.book->book;
    const std::string kind = call.text("kind");
    EventReaderOptions options;
    options.name = call.text("file");
    options.table = *event_table_from_name(kind);
    if (const std::string format = call.text("format"); format == "csv" || format == "jsonl")
        options.form = format == "csv" ? EventFileForm::csv : EventFileForm::jsonl;
    else if (!format.empty())
        return Error(Code::format_unknown, "there is no format \"" + format + "\" of " + kind, "give csv or jsonl",
                     "format");
    PV_TRY(options.zones, event_zones(*target.context, book, call.text("zone")));
    options.contract = call.text("contract");
    if (options.contract.empty()) { PV_TRY(options.contract, only_pack(book)); }
    ImportOptions import;
    import.kind = kind;
    import.file = call.text("file");
    import.source = call.text("source");
    PV_TRY(EventImport opened, EventImport::open(book, std::move(import)));
    return ImporterPtr(std::make_unique<EventImporter>(target, std::move(opened), std::move(options)));
}

Result<ImporterPtr> open_rates_import(const ImportTarget &target, const Call &call) {
    if (!call.has("from"))
        return Error(Code::argument_missing, "the day from which the deck is in force is missing", "give it", "from");
    RatesRequest request;
    request.file = call.text("file");
    if (call.has("sku")) request.sku = call.text("sku");
    request.from = *call.day("from");
    return ImporterPtr(std::make_unique<RatesImporter>(target, std::move(request)));
}

} // namespace proviso::capi
