// Imports of usage into a book: call records and login sessions.
#include "book/import_calls.hpp"
#include "book/import_sessions.hpp"
#include "capi/book_json.hpp"
#include "capi/import.hpp"
#include "capi/usage_json.hpp"

namespace proviso::capi {
namespace {

Json samples_json(const std::vector<HeldSample> &samples) {
    Json rows = Json::array();
    for (const HeldSample &sample : samples) {
        Json row = {{"row", sample.row}, {"line", sample.line}};
        if (sample.suspense != 0) row["suspense"] = sample.suspense;
        row.update(to_json(sample.reason));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::uint64_t count_of(const std::array<std::uint64_t, row_class_count> &classes, RowClass row_class) {
    return classes[static_cast<std::size_t>(row_class)];
}

template <class Report> void append_tail(Json &out, const Report &report) {
    out["reasons"] = to_json(report.reasons);
    out["samples"] = samples_json(report.samples);
    out["batches"] = report.batches;
    out["first_entry"] = report.first_entry;
    out["last_entry"] = report.last_entry;
    out["head"] = to_json(report.head);
}

class CallImporter : public Importer {
  public:
    CallImporter(const ImportTarget &target, BookCallImport import) : target_(target), import_(std::move(import)) {}

    Result<void> feed(std::string_view block) override { return import_.feed(block); }

    Result<ImportText> finish() override {
        PV_TRY(const BookCallReport report, import_.finish());
        Json out = schema("import-calls");
        out["kind"] = "calls";
        out["file"] = report.file;
        out["source"] = report.source;
        out["format"] = report.format;
        out["zone"] = report.zone;
        append_calls(out, report.calls, report.currency);
        append_tail(out, report);
        const auto &classes = report.calls.classes;
        return ImportText(Answer{std::move(out), rows_that_wait(count_of(classes, RowClass::suspended),
                                                                count_of(classes, RowClass::rejected))});
    }

  private:
    ImportTarget target_; ///< keeps the book
    BookCallImport import_;
};

class SessionImporter : public Importer {
  public:
    SessionImporter(const ImportTarget &target, BookSessionImport import)
        : target_(target), import_(std::move(import)) {}

    Result<void> feed(std::string_view block) override { return import_.feed(block); }

    Result<ImportText> finish() override {
        PV_TRY(const BookSessionReport report, import_.finish());
        Json out = schema("import-sessions");
        out["kind"] = "sessions";
        out["file"] = report.file;
        out["source"] = report.source;
        out["rows"] = report.rows;
        out["classes"] = classes_json(report.classes);
        out["ambiguous_times"] = report.ambiguous_times;
        append_tail(out, report);
        return ImportText(Answer{std::move(out), rows_that_wait(count_of(report.classes, RowClass::suspended),
                                                                count_of(report.classes, RowClass::rejected))});
    }

  private:
    ImportTarget target_;
    BookSessionImport import_;
};

} // namespace

Result<CallMapping> read_mapping(const Call &call) {
    CallMapping mapping;
    if (call.has("mapping")) { PV_TRY(mapping, read_call_mapping(call.text("mapping"), "mapping")); }
    if (call.has("columns")) PV_CHECK(add_columns(mapping, call.text("columns")));
    if (call.has("account")) mapping.account = call.text("account");
    return mapping;
}

Json classes_json(const std::array<std::uint64_t, row_class_count> &classes) {
    Json out = Json::object();
    for (std::size_t i = 0; i < classes.size(); ++i) out[row_class_name(static_cast<RowClass>(i))] = classes[i];
    return out;
}

void append_calls(Json &out, const CallReport &report, Currency currency) {
    out["rows"] = report.rows;
    out["classes"] = classes_json(report.classes);
    Json statuses = Json::object();
    for (std::size_t i = 0; i < report.statuses.size(); ++i)
        if (report.statuses[i] > 0) statuses[row_status_name(static_cast<RowStatus>(i))] = report.statuses[i];
    out["statuses"] = std::move(statuses);
    out["accounts"] = report.accounts;
    out["seconds"] = seconds_json(report.billed_calls_millis);
    out["billed_seconds"] = seconds_json(report.billed_millis);
    out["currency"] = currency.code();
    out["exact"] = report.exact.text();
    out["ambiguous_times"] = report.ambiguous_times;
    out["unchecked_duplicates"] = report.unchecked_duplicates;
    out["overruled"] = report.overruled.size();
}

Result<ImporterPtr> open_call_import(const ImportTarget &target, const Call &call) {
    BookCallRequest request;
    request.format = call.text("format");
    request.file = call.text("file");
    request.source = call.text("source");
    PV_TRY(request.mapping, read_mapping(call));
    request.zone = call.text("zone");
    request.zones = target.context->zones.get();
    PV_TRY(BookCallImport import, BookCallImport::open(target.book->book, std::move(request)));
    return ImporterPtr(std::make_unique<CallImporter>(target, std::move(import)));
}

Result<ImporterPtr> open_session_import(const ImportTarget &target, const Call &call) {
    BookSessionRequest request;
    request.file = call.text("file");
    request.source = call.text("source");
    request.zone = call.text("zone");
    request.zones = target.context->zones.get();
    PV_TRY(BookSessionImport import, BookSessionImport::open(target.book->book, std::move(request)));
    return ImporterPtr(std::make_unique<SessionImporter>(target, std::move(import)));
}

} // namespace proviso::capi
