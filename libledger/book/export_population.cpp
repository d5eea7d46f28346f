#include "book/export_population.hpp"

#include <algorithm>

#include "book/document_name.hpp"
#include "book/facts.hpp"
#include "book/journal_text.hpp"
#include "book/ledger.hpp"
#include "book/stored_event.hpp"
#include "io/json.hpp"

namespace proviso {
namespace {

std::string digits(Day day) {
    std::string text = day.text();
    text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
    return text;
}
std::string year(Day day) { return day.text().substr(0, 4); }
std::string month(Day day) { return day.text().substr(5, 2); }
std::string code(Amount amount) { return std::string(amount.currency().code()); }
std::string recorded_time(Instant at) { return at.text().substr(11, 8); }

class Population {
  public:
    Population(Book &book, const PopulationRequest &request, const FileSink &sink)
        : book_(book), store_(*book.impl().store), request_(request), sink_(sink) {}

    Result<PopulationReport> run() {
        PV_TRY(const ChainHead head, store_.head());
        report_.head = head_of(head);
        PV_CHECK(range());
        PV_CHECK(customers());
        PV_CHECK(invoices());
        PV_CHECK(applications());
        PV_CHECK(open_items());
        PV_CHECK(journal());
        PV_CHECK(balances());
        PV_CHECK(controls());
        return std::move(report_);
    }

  private:
    using Sums = std::map<std::string, Amount>; ///< by currency

    static Result<void> add_to(Sums &sums, Amount amount) {
        Amount &sum = sums.try_emplace(code(amount), 0, amount.currency()).first->second;
        PV_TRY(sum, add(sum, amount));
        return {};
    }

    /// Days that the files cover: as asked for, else from the first to the last document or posting.
    Result<void> range() {
        Day first = day_last, last = day_first;
        const auto meet = [&](Day day) {
            first = std::min(first, day);
            last = std::max(last, day);
        };
        PV_TRY(const CursorPtr<BalanceRow> balances, store_.balances(day_last));
        BalanceRow balance;
        for (;;) {
            PV_TRY(const bool more, balances->next(balance));
            if (!more) break;
            meet(balance.day);
        }
        PV_TRY(const CursorPtr<StoredDocument> documents, store_.documents(false));
        StoredDocument document;
        for (;;) {
            PV_TRY(const bool more, documents->next(document));
            if (!more) break;
            meet(document.day);
        }
        if (first > last) {
            PV_TRY(const BookInfo info, book_.info());
            first = last = info.created.utc_day();
        }
        report_.from = request_.from.value_or(first);
        report_.through = request_.through.value_or(last);
        if (report_.from > report_.through)
            return Error(Code::argument_invalid, "the population would end before it begins",
                         "give --from on or before --through", "from");
        return {};
    }
    [[nodiscard]] bool covers(Day day) const { return day >= report_.from && day <= report_.through; }

    ExportFile file(const std::string &name, const std::vector<std::string> &columns, bool as_of = false) {
        const std::string dated =
            name + '_' + (as_of ? std::string() : digits(report_.from) + '_') + digits(report_.through);
        return {sink_, request_.form, dated + (request_.form.separator == '|' ? ".txt" : ".csv"), columns};
    }
    void keep(ExportFile &file) { report_.files.push_back(file.finish()); }
    static Result<void> goes_on(const ExportFile &file) {
        if (file.stopped()) return Error(Code::cancelled, "the export was stopped", "begin it again");
        return {};
    }

    Result<Instant> recorded(std::uint64_t entry) {
        PV_TRY(const std::optional<Instant> at, store_.recorded_at(entry));
        return at.value_or(Instant());
    }

    Result<void> customers() {
        ExportFile out =
            file("Customer_Master",
                 {"Customer_Account_ID", "Customer_Account_Name", "Customer_Group", "Active_Date", "Inactive_Date",
                  "PrimaryContact_Email", "Tax_Jurisdiction", "Entered_Date", "Entered_Time"},
                 true);
        PV_TRY(const CursorPtr<StoredAccount> accounts, store_.accounts_after(""));
        StoredAccount account;
        for (;;) {
            PV_TRY(const bool more, accounts->next(account));
            if (!more) break;
            std::vector<StoredEvent> rows;
            PV_CHECK(store_.events_of(account.number, UINT64_MAX, rows));
            std::string group, jurisdiction, active, inactive;
            Instant entered;
            for (const StoredEvent &row : rows) {
                PV_TRY(const Event event, event_of(row));
                if (event.type == EventType::account_closed) inactive = event.on.text();
                if (row.number != account.opened) continue;
                group = event.text("contract");
                jurisdiction = event.text("jurisdiction");
                active = event.on.text();
                PV_TRY(entered, recorded(row.entry));
            }
            std::map<std::string, std::string> personal;
            if (request_.personal) { PV_TRY(personal, personal_of(store_, account.number)); }
            out.row({account.name, personal["name"], group, active, inactive, personal["email"], jurisdiction,
                     entered.utc_day().text(), recorded_time(entered)});
            PV_CHECK(goes_on(out));
        }
        keep(out);
        return {};
    }

    /// Invoices and their lines side by side; credit notes go to the adjustments.
    Result<void> invoices() {
        ExportFile out = file("Invoices_Generated",
                              {"Invoice_ID", "Invoice_Number", "Invoice_Date", "Invoice_Fiscal_Year", "Invoice_Period",
                               "Invoice_Due_Date", "Customer_Account_ID", "Invoice_Amount", "Invoice_Amount_Currency",
                               "Tax1_Type", "Tax1_Local", "Entered_Date", "Entered_Time", "Document_Type", "Refers_To",
                               "Document_SHA256", "Chain_Entry"});
        ExportFile lines = file("Invoices_Generated_Lines",
                                {"Invoice_ID", "Invoice_Line_ID", "Invoice_Product_ID", "Invoice_Product_Description",
                                 "Invoice_Product_Group_01", "Invoice_Quantity", "Invoice_Unit_Price", "Service_From",
                                 "Service_Until", "Invoice_Line_Amount", "Invoice_Line_Amount_Currency", "Tax1_Type",
                                 "Tax1_Local", "GL_Line_Debit_Account_Number", "GL_Line_Credit_Account_Number",
                                 "GL_Tax1_Credit_Account_Number", "Clauses", "Line_Key"});
        PV_TRY(const CursorPtr<StoredDocument> documents, store_.documents(true));
        StoredDocument stored;
        for (;;) {
            PV_TRY(const bool more, documents->next(stored));
            if (!more) break;
            if (stored.kind == DocumentKind::credit_note || !covers(stored.day)) continue;
            PV_TRY(const Document document, document_from_json(stored.body));
            PV_TRY(const Instant entered, recorded(stored.entry));
            out.row({stored.name, stored.name, stored.day.text(), year(stored.day), month(stored.day),
                     stored.due.text(), document.account, document.total.text(), code(document.total),
                     document.tax.is_zero() ? "" : "sales tax", document.tax.text(), entered.utc_day().text(),
                     recorded_time(entered), std::string(document_kind_name(document.kind)), document.refers_to,
                     hex(sha256(stored.body)), std::to_string(stored.entry)});
            PV_CHECK(out.total("Invoice_Amount", document.total));
            PV_CHECK(out.total("Tax1_Local", document.tax));
            PV_CHECK(add_to(invoiced_, document.total));
            for (std::size_t i = 0; i < document.lines.size(); ++i)
                PV_CHECK(line(lines, stored.name, i + 1, document.lines[i]));
            PV_CHECK(goes_on(out));
            PV_CHECK(goes_on(lines));
        }
        keep(out);
        keep(lines);
        return ties("invoices and their lines", invoiced_, lined_);
    }

    Result<void> line(ExportFile &out, const std::string &invoice, std::size_t number, const Line &line) {
        std::string clauses;
        for (const std::string &clause : line.clauses) clauses += (clauses.empty() ? "" : " ") + clause;
        const bool taxed = !line.tax.is_zero();
        out.row({invoice, std::to_string(number), line.sku, line.text, std::string(line_kind_name(line.kind)),
                 std::to_string(line.quantity), line.unit_price ? line.unit_price->text() : "",
                 line.service.from.text(), line.service.until.text(), line.amount.text(), code(line.amount),
                 taxed ? line.tax_jurisdiction : "", line.tax.text(), std::string(chart::receivable), line.ledger,
                 taxed ? std::string(chart::tax_prefix) + line.tax_jurisdiction : "", clauses, line.key});
        PV_CHECK(out.total("Invoice_Line_Amount", line.amount));
        PV_CHECK(out.total("Tax1_Local", line.tax));
        return add_to(lined_, line.amount);
    }

    /// What settled what.
    Result<void> applications() {
        ExportFile out =
            file("AR_Cash_Application", {"Application_ID", "Customer_Account_ID", "Invoice_ID", "Receipt_Event",
                                         "Application_Date", "Application_Fiscal_Year", "Application_Period",
                                         "Application_Amount", "Application_Amount_Currency"});
        PV_TRY(const CursorPtr<StoredAllocation> rows, store_.allocations());
        StoredAllocation row;
        std::optional<StoredDocument> document;
        for (;;) {
            PV_TRY(const bool more, rows->next(row));
            if (!more) break;
            if (!covers(row.day)) continue;
            if (!document || document->number != row.document) { PV_TRY(document, store_.document(row.document)); }
            if (!document) return Error(Code::book_damaged, "an allocation is of no document", "verify the book");
            PV_TRY(const std::string account, store_.account_name(document->account));
            const Amount amount(row.minor, document->total.currency());
            out.row({std::to_string(row.journal), account, document->name, std::to_string(row.payment), row.day.text(),
                     year(row.day), month(row.day), amount.text(), code(amount)});
            PV_CHECK(out.total("Application_Amount", amount));
            PV_CHECK(goes_on(out));
        }
        keep(out);
        return {};
    }

    Result<void> open_items() {
        ExportFile out = file("Open_Accounts_Receivable",
                              {"Transaction_ID", "Invoice_ID", "Customer_Account_ID", "Transaction_Type",
                               "Transaction_Date", "Transaction_Due_Date", "Original_Amount", "Balance_Amount",
                               "Balance_Amount_Currency", "Days_Past_Due"},
                              true);
        PV_TRY(const CursorPtr<StoredDocument> documents, store_.documents(false));
        StoredDocument stored;
        const View view{report_.through, UINT64_MAX};
        for (;;) {
            PV_TRY(const bool more, documents->next(stored));
            if (!more) break;
            if (stored.day > report_.through) continue;
            PV_TRY(const Amount open, open_amount(store_, stored, view));
            if (open.is_zero()) continue;
            PV_TRY(const std::string account, store_.account_name(stored.account));
            out.row({stored.name, stored.name, account, std::string(document_kind_name(stored.kind)), stored.day.text(),
                     stored.due.text(), stored.total.text(), open.text(), code(open),
                     std::to_string(std::max(0, report_.through - stored.due))});
            PV_CHECK(out.total("Balance_Amount", open));
            PV_CHECK(add_to(open_, open));
            PV_CHECK(goes_on(out));
        }
        keep(out);
        return {};
    }

    /// The general ledger, and of it what came in and what changed receivables without an invoice or a settlement.
    Result<void> journal() {
        ExportFile out = file("GL_Detail", {"Journal_ID", "Journal_ID_Line_Number", "JE_Header_Description", "Source",
                                            "Effective_Date", "Fiscal_Year", "Period", "GL_Account_Number", "Amount",
                                            "Amount_Credit_Debit_Indicator", "Amount_Currency", "Entered_Date",
                                            "Entered_Time", "Customer_Account_ID", "Journal_Key", "Chain_Entry"});
        ExportFile cash = file("Cash_Received", {"Receipt_Number", "Customer_Account_ID", "Receipt_Date",
                                                 "Receipt_Fiscal_Year", "Receipt_Period", "Receipt_Amount",
                                                 "Receipt_Amount_Currency", "Receipt_Type", "Receipt_Reference"});
        ExportFile adjusted =
            file("AR_Adjustments", {"Adjustment_ID", "Customer_Account_ID", "Adjustment_Date", "Adjustment_Fiscal_Year",
                                    "Adjustment_Period", "Adjustment_Description", "Receivable_Amount",
                                    "Receivable_Amount_Currency", "Journal_Key"});
        PV_TRY(const CursorPtr<StoredJournal> rows, store_.journals(1));
        StoredJournal row;
        for (;;) {
            PV_TRY(const bool more, rows->next(row));
            if (!more) break;
            if (!covers(row.day)) continue;
            PV_TRY(const JournalEntry entry, journal_from_json(row.body));
            PV_CHECK(postings(out, row, entry));
            PV_CHECK(receipt(cash, row, entry));
            PV_CHECK(adjustment(adjusted, row, entry));
            PV_CHECK(goes_on(out));
        }
        keep(cash);
        keep(adjusted);
        keep(out);
        return {};
    }

    Result<void> postings(ExportFile &out, const StoredJournal &row, const JournalEntry &entry) {
        PV_TRY(const Instant entered, recorded(row.entry));
        std::size_t number = 0;
        for (const Posting &posting : entry.postings) {
            const Amount amount = posting.amount;
            PV_TRY(const Amount size, amount.minor() < 0 ? negate(amount) : Result<Amount>(amount));
            const bool debit = amount.minor() >= 0;
            out.row({std::to_string(row.number), std::to_string(++number), entry.text,
                     entry.key.substr(0, entry.key.find(':')), entry.date.text(), year(entry.date), month(entry.date),
                     posting.ledger, size.text(), debit ? "D" : "C", code(amount), entered.utc_day().text(),
                     recorded_time(entered), entry.account, entry.key, std::to_string(row.entry)});
            PV_CHECK(out.total(debit ? "Debit" : "Credit", size));
            PV_CHECK(add_to(debit ? debits_ : credits_, size));
        }
        return {};
    }

    static Result<Sums> sums_of(const JournalEntry &entry, std::string_view ledger) {
        Sums sums;
        for (const Posting &posting : entry.postings)
            if (posting.ledger == ledger) PV_CHECK(add_to(sums, posting.amount));
        return sums;
    }

    Result<void> receipt(ExportFile &out, const StoredJournal &row, const JournalEntry &entry) {
        PV_TRY(const Sums sums, sums_of(entry, chart::cash));
        for (const auto &[currency, amount] : sums) {
            std::string method, reference;
            const std::string prefix = "pay:" + entry.account + '/';
            if (entry.key.compare(0, prefix.size(), prefix) == 0) { // the event's number follows
                const std::uint64_t number = std::strtoull(entry.key.c_str() + prefix.size(), nullptr, 10);
                PV_TRY(const std::optional<StoredEvent> stored, store_.event(number));
                if (stored) {
                    PV_TRY(Event event, event_of(*stored));
                    if (request_.personal) {
                        PV_TRY(const std::vector<PersonalRow> personal, store_.personal(number));
                        restore_personal(event, personal);
                    }
                    method = event.text("method");
                    reference = event.text("ref");
                    if (reference.compare(0, 7, "sha256:") == 0) reference.clear(); // a commitment says nothing
                }
            }
            out.row({std::to_string(row.number), entry.account, entry.date.text(), year(entry.date), month(entry.date),
                     amount.text(), currency, method, reference});
            PV_CHECK(out.total("Receipt_Amount", amount));
            PV_CHECK(add_to(received_, amount));
        }
        return {};
    }

    Result<void> adjustment(ExportFile &out, const StoredJournal &row, const JournalEntry &entry) {
        std::string_view key = entry.key;
        if (key.substr(0, 4) == "rev:") key.remove_prefix(4);
        const bool settles = key.substr(0, 6) == "alloc:";
        const bool issues = key.substr(0, 4) == "doc:" && key.find("/credit-note") == std::string_view::npos;
        PV_TRY(const Sums sums, sums_of(entry, chart::receivable));
        for (const auto &[currency, amount] : sums) {
            PV_CHECK(add_to(settles ? applied_ : issues ? issued_ : adjusted_, amount));
            if (settles || issues) continue;
            out.row({std::to_string(row.number), entry.account, entry.date.text(), year(entry.date), month(entry.date),
                     entry.text, amount.text(), currency, entry.key});
            PV_CHECK(out.total("Receivable_Amount", amount));
        }
        return {};
    }

    Result<void> balances() {
        ExportFile accounts = file("Chart_Of_Accounts", {"GL_Account_Number", "GL_Account_Name", "Account_Type"}, true);
        ExportFile out = file("Trial_Balance",
                              {"GL_Account_Number", "Fiscal_Year", "Period", "Amount_Ending",
                               "Amount_Credit_Debit_Indicator", "Amount_Currency", "Balance_As_Of_Date"},
                              true);
        PV_TRY(const TrialBalance balance, trial_balance(book_, report_.through));
        Sums cash, receivable, debits, credits;
        std::string before;
        for (const TrialBalanceRow &row : balance.rows) {
            const std::string name = row.ledger.substr(row.ledger.find(':') + 1);
            if (row.ledger != before) accounts.row({row.ledger, name, row.ledger.substr(0, row.ledger.find(':'))});
            before = row.ledger;
            const bool debit = !row.debit.is_zero();
            const Amount size = debit ? row.debit : row.credit;
            out.row({row.ledger, year(report_.through), month(report_.through), size.text(), debit ? "D" : "C",
                     row.currency, report_.through.text()});
            PV_CHECK(out.total(debit ? "Debit" : "Credit", size));
            PV_TRY(const Amount net, subtract(row.debit, row.credit));
            if (row.ledger == chart::cash) PV_CHECK(add_to(cash, net));
            if (row.ledger == chart::receivable) PV_CHECK(add_to(receivable, net));
            PV_CHECK(add_to(debits, row.debit));
            PV_CHECK(add_to(credits, row.credit));
        }
        keep(accounts);
        keep(out);
        PV_CHECK(ties("debits and credits of GL_Detail", debits_, credits_));
        PV_CHECK(ties("debits and credits of Trial_Balance", debits, credits));
        PV_CHECK(ties("Invoices_Generated and what GL_Detail posts for them", invoiced_, issued_));
        if (request_.from) return {}; // balances are of everything before as well
        PV_CHECK(ties("Open_Accounts_Receivable with AR_Adjustments, and assets:receivable of Trial_Balance", open_,
                      receivable, adjusted_));
        return ties("Cash_Received and assets:cash of Trial_Balance", received_, cash);
    }

    /// left + also = right, currency by currency.
    Result<void> ties(const std::string &what, const Sums &left, const Sums &right, const Sums &also = {}) {
        Sums all = left;
        for (const auto &[currency, amount] : also) PV_CHECK(add_to(all, amount));
        for (const auto &[currency, amount] : right) all.try_emplace(currency, 0, amount.currency());
        for (const auto &[currency, amount] : all) {
            const auto other = right.find(currency);
            report_.ties.push_back({what, amount, other == right.end() ? Amount(0, amount.currency()) : other->second});
        }
        return {};
    }

    Result<void> controls() {
        ExportFile out = file("Control_Totals", {"File", "Rows", "First", "Last", "Total_Of", "Total", "SHA256"}, true);
        JsonWriter json;
        PV_TRY(const BookInfo info, book_.info());
        const auto seller = info.seller.find("name");
        json.begin_object().text("schema", "proviso.population/1");
        json.text("entity", seller == info.seller.end() ? std::string() : seller->second).text("book", info.id);
        json.text("from", report_.from.text()).text("through", report_.through.text());
        json.text("head", std::to_string(report_.head.entries) + ':' + report_.head.hash).key("files").begin_list();
        const std::vector<FileTotals> files = report_.files;
        for (const FileTotals &of : files) {
            json.begin_object().text("name", of.name).integer("rows", static_cast<std::int64_t>(of.rows));
            json.text("first", of.first).text("last", of.last).text("sha256", of.sha256).key("totals").begin_object();
            if (of.sums.empty()) out.row({of.name, std::to_string(of.rows), of.first, of.last, "", "", of.sha256});
            for (const auto &[name, amount] : of.sums) {
                json.text(name, amount.text());
                out.row({of.name, std::to_string(of.rows), of.first, of.last, name, amount.text(), of.sha256});
            }
            json.end().end();
        }
        json.end().key("ties").begin_list();
        for (const PopulationTie &tie : report_.ties) {
            json.begin_object().text("what", tie.what).text("currency", tie.left.currency().code());
            json.text("left", tie.left.text()).text("right", tie.right.text()).flag("holds", tie.left == tie.right);
            json.end();
        }
        json.end().end();
        keep(out);
        if (!sink_("manifest.json", json.take() + "\n"))
            return Error(Code::cancelled, "the export was stopped", "begin it again");
        return {};
    }

    Book &book_;
    Store &store_;
    const PopulationRequest &request_;
    const FileSink &sink_;
    PopulationReport report_;
    Sums invoiced_, lined_, open_, received_, issued_, applied_, adjusted_, debits_, credits_; ///< as files and GL say
};

} // namespace

bool PopulationReport::ties_hold() const {
    return std::all_of(ties.begin(), ties.end(), [](const PopulationTie &tie) { return tie.left == tie.right; });
}

Result<PopulationReport> export_population(Book &book, const PopulationRequest &request, const FileSink &sink) {
    PV_TRY(ReadScope read, ReadScope::begin(*book.impl().store));
    return Population(book, request, sink).run();
}

} // namespace proviso
