// rate: a call file and a deck to exact totals for each account, without a book.
#include <filesystem>
#include <functional>

#include "failure.hpp"
#include "import.hpp"

namespace proviso::cli {
namespace {

/// The services that calls are charged under: per-minute by the deck or --per-minute, others by --price.
Json services(const Invocation &invocation) {
    Json plain = {{"sku", "per-minute"}};
    if (invocation.has("rates")) plain["deck"] = true;
    if (invocation.has("per-minute")) plain["per_minute"] = invocation.text("per-minute");
    Json list = Json::array({std::move(plain)});
    const Json prices = pairs(invocation, "price");
    for (const auto &[sku, price] : prices.items())
        list.push_back({{"sku", sku}, {"per_minute", price}, {"by_number", sku != "on-net"}});
    return list;
}

std::string classes(const Json &report) {
    std::string out = cell(report, "rows") + " rows";
    for (const auto &[name, count] : report["classes"].items())
        out += (out.find(':') == std::string::npos ? ": " : ", ") + count.dump() + " " + name;
    return out;
}

/// Gives every account of the report to `row` and returns the rest of it: as values, all accounts at once would take
/// many times the memory of the text.
Json each_account(const Buffer &report, const std::function<void(const Json &)> &row) {
    std::string member;
    const auto taken = [&](int depth, Json::parse_event_t event, Json &value) {
        if (depth == 1 && event == Json::parse_event_t::key) member = value.get<std::string>();
        if (depth != 2 || event != Json::parse_event_t::object_end || member != "totals") return true;
        row(value);
        return false;
    };
    const char *text = pv_buffer_data(report.get());
    return Json::parse(text, text + pv_buffer_size(report.get()), taken);
}

/// Prints the accounts and returns the rest of the report.
Json print_report(const std::string &format, const Buffer &report) {
    const std::vector<Column> columns = {{"account", "account"},
                                         {"calls", "calls", Align::right},
                                         {"billed_seconds", "billed seconds", Align::right},
                                         {"currency", "currency"},
                                         {"amount", "amount", Align::right},
                                         {"exact", "exact", Align::right}};
    if (format == "json") {
        const char *text = pv_buffer_data(report.get());
        Json whole = Json::parse(text, text + pv_buffer_size(report.get()));
        print(json_text(whole));
        return whole;
    }
    if (format == "csv") {
        print(csv_head(columns));
        return each_account(report, [&](const Json &row) { print(csv_line(columns, row)); });
    }
    Table table(columns);
    bool any = false;
    each_account(report, [&](const Json &row) {
        table.measure(row);
        any = true;
    });
    if (any) print(table.head());
    return each_account(report, [&](const Json &row) { print(table.line(row)); });
}

int run(Session &session, const Invocation &invocation) {
    const std::string file = invocation.text("FILE");
    Json arguments = {{"kind", "calls"}, {"pack", session.add_pack(invocation.text("pack"))}};
    session.add_data();
    arguments["file"] = file == "-" ? "standard input" : std::filesystem::path(file).filename().string();
    add_reader_arguments(arguments, invocation);
    if (!arguments.contains("format") && !arguments.contains("mapping")) arguments["format"] = "csv";
    arguments["services"] = services(invocation);
    if (invocation.has("rates")) arguments["deck"] = read_file(invocation.text("rates"));
    arguments["readings"] = pairs(invocation, "reading");
    arguments["set"] = pairs(invocation, "set");
    if (invocation.has("on")) arguments["on"] = invocation.text("on");
    if (invocation.has("any-zone")) arguments["zones"] = false;
    std::string waits;
    const Buffer text = push_file_text(session, file, arguments, waits);
    const Json report = print_report(session.format(), text);
    say(classes(report));
    for (const auto &[status, count] : report["statuses"].items())
        if (status != "billed") say("  " + count.dump() + " " + status);
    return exit_ok;
}

} // namespace

void add_rate(std::vector<Verb> &verbs) {
    verbs.push_back({"rate",
                     "rate a call file to exact totals for each account; needs no book",
                     {{"FILE", "the call records; - is standard input"}},
                     {{"pack", "PACK", "the rule pack: a name, or a file", true},
                      {"rates", "DECK", "rate deck: CSV with prefix, rate_cost, ..."},
                      {"per-minute", "PRICE", "price per minute of what no deck row prices"},
                      {"price", "SKU=PRICE", "price per minute of another sku, such as on-net", false, true},
                      {"from", "FORMAT", "asterisk, freepbx, freeswitch or csv (csv)"},
                      {"mapping", "FILE", "TOML that says which column is what"},
                      {"columns", "SPEC", "account=Customer,number=To,... or a mapping file"},
                      {"zone", "ZONE", "time zone of local times"},
                      {"source", "NAME", "which switch the file comes from"},
                      {"account", "ACCOUNT", "the account of rows that name none"},
                      {"any-zone", "", "every number is covered by a sku's own price"},
                      {"reading", "R=NAME", "take another option of a reading", false, true},
                      {"set", "PARAMETER=VALUE", "give a parameter a value", false, true},
                      {"on", "DATE", "the day whose values of the pack count"}},
                     false,
                     "table json csv",
                     {"proviso rate calls.csv --rates rates.csv --pack safesoft-2013"},
                     run});
}

} // namespace proviso::cli
