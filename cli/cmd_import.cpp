// import: files into the book, pushed block by block.
#include <filesystem>

#include "failure.hpp"
#include "import.hpp"
#include "progress.hpp"
#include "session.hpp"

namespace proviso::cli {

Buffer push_file_text(Session &session, const std::string &file, const Json &arguments, std::string &waits) {
    const std::string text = arguments.dump(-1, ' ', false, Json::error_handler_t::replace);
    pv_import *made = nullptr;
    pv_error *error = nullptr;
    check(pv_import_open(session.context(), session.book(), text.data(), text.size(), &made, &error), error);
    const Import import(made);
    read_blocks(file,
                [&](const char *bytes, std::size_t size) { check(pv_import_feed(made, bytes, size, &error), error); });
    pv_buffer *report = nullptr;
    const std::int32_t status = pv_import_finish(made, &report, &error);
    end_progress();
    if (status != PV_OK && status != PV_NO) check(status, error);
    Buffer buffer(report);
    if (error) waits = pv_error_render(error);
    pv_error_free(error);
    return buffer;
}

Json push_file(Session &session, const std::string &file, const Json &arguments, std::string &waits) {
    const Buffer report = push_file_text(session, file, arguments, waits);
    return Json::parse(pv_buffer_data(report.get()), pv_buffer_data(report.get()) + pv_buffer_size(report.get()));
}

void add_reader_arguments(Json &arguments, const Invocation &invocation) {
    if (invocation.has("from")) arguments["format"] = invocation.text("from");
    for (const char *name : {"source", "zone", "account"})
        if (invocation.has(name)) arguments[name] = invocation.text(name);
    if (invocation.has("mapping")) arguments["mapping"] = read_file(invocation.text("mapping"));
    if (invocation.has("columns")) {
        // "account=Customer,number=To", or a mapping file
        const std::string columns = invocation.text("columns");
        const bool is_file = columns.find('=') == std::string::npos;
        arguments[is_file ? "mapping" : "columns"] = is_file ? read_file(columns) : columns;
    }
}

namespace {

std::string number(const Json &row, const std::string &key) { return cell(row, key); }

/// One line for each file, and below it what waits.
std::string summary(const Json &report) {
    std::string out = cell(report, "file") + ": " + number(report, "rows") + " rows";
    std::string parts;
    const auto add = [&parts](const std::string &count, const std::string &what) {
        if (!count.empty()) parts += (parts.empty() ? ": " : ", ") + count + " " + what;
    };
    if (report.contains("classes"))
        for (const auto &[name, count] : report["classes"].items()) add(count.dump(), name);
    else if (report.contains("accepted")) {
        out += ", " + number(report, "events") + " events";
        for (const char *name : {"accepted", "replayed", "suspended"}) add(number(report, name), name);
    } else if (report.contains("replayed")) {
        add(number(report, "sku"),
            "from " + number(report, "from") + (report["replayed"].get<bool>() ? ", there already" : ""));
        if (report["overruled"].get<std::uint64_t>() > 0)
            add(number(report, "overruled"), "overruled by " + number(report["exception"], "clause"));
    }
    out += parts + "\n";
    if (report.contains("reasons"))
        for (const auto &[code, count] : report["reasons"].items()) out += "  " + count.dump() + " " + code + "\n";
    if (report.contains("samples"))
        for (const Json &sample : report["samples"])
            out += "  row " + number(sample, "row") + ": " + number(sample, "message") +
                   (sample.contains("todo") ? "; " + number(sample, "todo") : "") +
                   (sample.contains("clause") ? " (" + number(sample, "clause") + ")" : "") + "\n";
    return out;
}

/// The report as one row, for spreadsheets.
std::vector<Column> report_columns(const Json &report) {
    std::vector<Column> columns;
    for (const char *key :
         {"file", "kind", "source", "format", "rows", "events", "accepted", "replayed", "suspended", "overruled"})
        if (report.contains(key)) columns.push_back({key, key});
    if (report.contains("classes"))
        for (const auto &[name, count] : report["classes"].items()) columns.push_back({"classes." + name, name});
    return columns;
}

int run(Session &session, const Invocation &invocation) {
    session.open_book();
    Json arguments = {{"kind", invocation.text("KIND")}};
    add_reader_arguments(arguments, invocation);
    for (const char *name : {"contract", "sku"})
        if (invocation.has(name)) arguments[name] = invocation.text(name);
    if (invocation.has("on")) arguments["from"] = invocation.text("on");
    Json reports = Json::array();
    bool some_wait = false;
    for (const std::string &file : invocation.all("FILE")) {
        arguments["file"] = file == "-" ? "standard input" : std::filesystem::path(file).filename().string();
        std::string waits;
        reports.push_back(push_file(session, file, arguments, waits));
        if (session.format() == "table") print(summary(reports.back()));
        if (!waits.empty()) tell_error(waits);
        some_wait = some_wait || !waits.empty();
    }
    if (session.format() == "csv") print(csv_text(report_columns(reports[0]), {reports.begin(), reports.end()}));
    if (session.format() == "json")
        print(
            json_text(reports.size() == 1 ? reports[0] : Json{{"schema", "proviso.imports/1"}, {"imports", reports}}));
    return some_wait ? exit_no : exit_ok;
}

} // namespace

void add_import(std::vector<Verb> &verbs) {
    verbs.push_back(
        {"import",
         "bring files into the book; a row that is not understood waits in suspense",
         {{"KIND", "events, accounts, payments, prices, rates, calls or sessions"},
          {"FILE", "files; - is standard input", true, true}},
         {{"from", "FORMAT", "of calls: asterisk, freepbx, freeswitch, csv; of facts: csv, jsonl"},
          {"mapping", "FILE", "of calls: TOML that says which column is what, what is internal, what is billable"},
          {"columns", "SPEC", "of calls: account=Customer,number=To,... or a mapping file"},
          {"zone", "ZONE", "time zone of local times, such as America/New_York"},
          {"source", "NAME", "which switch, bank or system the file comes from"},
          {"account", "ACCOUNT", "of calls: the account of rows that name none"},
          {"contract", "PACK", "of accounts: the pack of rows that name none"},
          {"sku", "SKU", "of rates: what the deck prices (per-minute)"},
          {"on", "DATE", "of rates: the day from which the deck is in force"}},
         true,
         "table json csv",
         {"proviso import accounts accounts.csv", "proviso import calls Master.csv --from asterisk --source pbx1",
          "proviso import rates deck.csv --on 2017-09-01"},
         run});
}

} // namespace proviso::cli
