// export journal, charges, population, book: what other programs and people who check take away.
#include <filesystem>
#include <map>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

std::string output_of(const Invocation &invocation) {
    return invocation.has("output") ? invocation.text("output") : "-";
}

/// Rows as they come, without keeping them: the header once, then a line for each.
class CsvRows {
  public:
    CsvRows(const std::string &path, std::vector<Column> columns, bool raw)
        : output_(path), columns_(std::move(columns)), raw_(raw), head_(csv_text(columns_, {})) {
        output_.write(head_);
    }
    void add(const Json &row) { output_.write(csv_text(columns_, {row}, raw_).substr(head_.size())); }
    void close() { output_.close(); }

  private:
    Output output_;
    std::vector<Column> columns_;
    bool raw_;
    std::string head_;
};

const std::vector<Column> &journal_columns() {
    static const std::vector<Column> columns = {{"number", "number", Align::right},
                                                {"date", "date"},
                                                {"ledger", "ledger"},
                                                {"account", "account"},
                                                {"debit", "debit", Align::right},
                                                {"credit", "credit", Align::right},
                                                {"currency", "currency"},
                                                {"text", "text"},
                                                {"key", "key"},
                                                {"recorded_at", "recorded"},
                                                {"entry", "entry", Align::right}};
    return columns;
}

/// One row per posting, debits and credits in columns of their own.
std::vector<Json> posting_rows(const Json &entry) {
    std::vector<Json> rows;
    for (const Json &posting : entry["postings"]) {
        const std::string amount = posting["amount"].get<std::string>();
        const bool is_credit = amount[0] == '-';
        rows.push_back({{"number", entry["number"]},
                        {"date", entry["date"]},
                        {"ledger", posting["ledger"]},
                        {"account", entry["account"]},
                        {"debit", is_credit ? "" : amount},
                        {"credit", is_credit ? amount.substr(1) : ""},
                        {"currency", posting["currency"]},
                        {"text", entry["text"]},
                        {"key", entry["key"]},
                        {"recorded_at", entry["recorded_at"]},
                        {"entry", entry["entry"]}});
    }
    return rows;
}

int export_journal(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = arguments_of(invocation, {"account", "from", "through", "known-at"});
    const std::string format = session.format();
    if (format == "csv") {
        CsvRows csv(output_of(invocation), journal_columns(), invocation.has("raw"));
        session.each("journal", arguments, [&](const Json &entry) {
            for (const Json &row : posting_rows(entry)) csv.add(row);
        });
        csv.close();
    } else if (format == "json") {
        write_file(output_of(invocation),
                   json_text({{"schema", "proviso.journal/1"}, {"entries", session.list("journal", arguments)}}));
    } else if (format == "table") {
        std::vector<Json> rows;
        session.each("journal", arguments, [&](const Json &entry) {
            for (Json &row : posting_rows(entry)) rows.push_back(std::move(row));
        });
        write_file(output_of(invocation), table_text(journal_columns(), rows));
    } else {
        arguments["format"] = format;
        Output output(output_of(invocation));
        session.each("journal_text", arguments,
                     [&](const Json &piece) { output.write(piece["text"].get<std::string>()); });
        output.close();
    }
    return exit_ok;
}

/// The readings as "R-1=option R-2=option", for one cell.
Json with_readings_in_a_cell(Json row) {
    std::string text;
    for (const auto &[reading, option] : row["readings"].items())
        text += (text.empty() ? "" : " ") + reading + "=" + option.get<std::string>();
    row["readings"] = text;
    return row;
}

int export_charges(Session &session, const Invocation &invocation) {
    session.open_book(true);
    const Json arguments = arguments_of(invocation, {"account", "from", "through"});
    const std::vector<Column> columns = {{"document", "document"},
                                         {"line", "line", Align::right},
                                         {"document_kind", "document_kind"},
                                         {"account", "account"},
                                         {"date", "date"},
                                         {"due", "due"},
                                         {"kind", "kind"},
                                         {"sku", "sku"},
                                         {"text", "text"},
                                         {"quantity", "quantity", Align::right},
                                         {"unit_price", "unit_price", Align::right},
                                         {"fraction", "fraction"},
                                         {"from", "from"},
                                         {"until", "until"},
                                         {"amount", "amount", Align::right},
                                         {"currency", "currency"},
                                         {"exact", "exact"},
                                         {"tax", "tax", Align::right},
                                         {"tax_jurisdiction", "jurisdiction"},
                                         {"ledger", "ledger"},
                                         {"income", "income"},
                                         {"clauses", "clauses"},
                                         {"readings", "readings"},
                                         {"key", "key"},
                                         {"calculation", "calculation"},
                                         {"derivation_sha256", "derivation_sha256"},
                                         {"pack", "pack"},
                                         {"pack_version", "pack_version"},
                                         {"pack_revision", "pack_revision", Align::right},
                                         {"entry", "entry", Align::right}};
    if (session.format() == "json") {
        write_file(output_of(invocation),
                   json_text({{"schema", "proviso.charges/1"}, {"charges", session.list("charges", arguments)}}));
    } else if (session.format() == "csv") {
        CsvRows csv(output_of(invocation), columns, invocation.has("raw"));
        session.each("charges", arguments, [&](Json row) { csv.add(with_readings_in_a_cell(std::move(row))); });
        csv.close();
    } else {
        std::vector<Json> rows;
        session.each("charges", arguments, [&](Json row) { rows.push_back(with_readings_in_a_cell(std::move(row))); });
        write_file(output_of(invocation), table_text(columns, rows));
    }
    return exit_ok;
}

int export_population(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Json arguments = arguments_of(invocation, {"from", "through"}, {"personal", "raw"});
    if (session.format() == "pipe") arguments["pipe"] = true;
    const fs::path folder = invocation.text("output");
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem || !fs::is_directory(folder) || !fs::is_empty(folder))
        throw Failure(PV_E_FILE_UNWRITABLE, folder.string(), "the folder cannot be made, or has files in it",
                      "name a new or an empty one");
    std::map<std::string, Output> files;
    std::vector<Json> ties;
    bool hold = true;
    session.each("population", arguments, [&](const Json &row) {
        if (!row.contains("file")) {
            hold = hold && row["holds"].get<bool>();
            ties.push_back(row);
            return;
        }
        const std::string name = row["file"].get<std::string>();
        const auto file = files.try_emplace(name, (folder / name).string()).first;
        file->second.write(row["text"].get<std::string>());
    });
    for (auto &[name, file] : files) file.close();
    print(table_text({{"tie", "what must agree"},
                      {"currency", "currency"},
                      {"left", "left", Align::right},
                      {"right", "right", Align::right},
                      {"holds", "holds"}},
                     ties));
    print("wrote " + std::to_string(files.size()) + " files to " + folder.string() + "\n");
    return hold ? exit_ok : exit_no;
}

int export_book(Session &session, const Invocation &invocation) {
    session.open_book(true);
    Output output(output_of(invocation));
    session.blocks("book_rows", Json::object(),
                   [&](const char *bytes, std::size_t size) { output.write(std::string(bytes, size)); });
    output.close();
    return exit_ok;
}

const Option account_option = {"account", "ACCOUNT", "one account only"};
const Option from_option = {"from", "DATE", "dated on this day or later"};
const Option through_option = {"through", "DATE", "dated on this day or earlier"};
const Option output_option = {"output", "FILE", "write to a file"};
const Option raw_option = {"raw", "", "CSV: leave texts as they are, also those that a spreadsheet takes for formulas"};

} // namespace

void add_export(std::vector<Verb> &verbs) {
    verbs.push_back({"export journal",
                     "the journal: a row for each posting, or a file for ledger, hledger or beancount",
                     {},
                     {account_option,
                      from_option,
                      through_option,
                      {"known-at", "TIME", "only what the book knew then: an instant, or a date for its end"},
                      output_option,
                      raw_option},
                     true,
                     "csv json table ledger hledger beancount",
                     {"proviso export journal --format csv > journal.csv",
                      "proviso export journal --format ledger | ledger -f - --pedantic balance"},
                     export_journal});
    verbs.push_back({"export charges",
                     "every line of every issued document, with what it rests on",
                     {},
                     {account_option, from_option, through_option, output_option, raw_option},
                     true,
                     "csv json table",
                     {"proviso export charges --from 2013-03-01 --through 2013-03-31 > march.csv"},
                     export_charges});
    verbs.push_back({"export population",
                     "files for auditors, in the columns of the audit data standards, with control totals",
                     {},
                     {{"output", "DIR", "the folder to write to: a new or an empty one", true},
                      from_option,
                      through_option,
                      {"personal", "", "with names and addresses of customers and references of payments"},
                      raw_option},
                     true,
                     "csv pipe",
                     {"proviso export population --format csv --output audit-2013"},
                     export_population});
    verbs.push_back({"export book",
                     "the whole book as lines of JSON, for a checker that does not read SQLite",
                     {},
                     {output_option},
                     true,
                     "jsonl",
                     {"proviso export book > shop.jsonl", "check_book.py shop.jsonl"},
                     export_book});
}

} // namespace proviso::cli
