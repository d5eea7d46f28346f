// The documents of a population: what was invoiced and credited, what settled it, and what is open of it.
//
// A credit note is a row like an invoice, with amounts, taxes and quantities below nothing and the invoice that it is
// about. Its money is on account (liabilities:unapplied) until it settles something, so that it never stands among
// receivables, and what of it is left stands with the customer's money on account.
#include "book/document_name.hpp"
#include "book/ledger.hpp"
#include "book/population_run.hpp"
#include "book/stored_event.hpp"
#include "core/bill/tax.hpp"

namespace proviso {
namespace {

class Documents {
  public:
    explicit Documents(PopulationRun &run) : run_(run), store_(run.store) {}

    Result<void> write() {
        ExportFile out = run_.file(
            "Invoices_Generated", {"Invoice_ID", "Invoice_Number", "Invoice_Date", "Invoice_Fiscal_Year",
                                   "Invoice_Period", "Invoice_Due_Date", "Customer_Account_ID", "Invoice_Amount",
                                   "Invoice_Amount_Currency", "Tax1_Type", "Tax1_Local", "Entered_Date", "Entered_Time",
                                   "Document_Type", "Refers_To_Invoice_ID", "Document_SHA256", "Chain_Entry"});
        ExportFile lines = run_.file("Invoices_Generated_Lines", {"Invoice_ID",
                                                                  "Invoice_Line_ID",
                                                                  "Invoice_Product_ID",
                                                                  "Invoice_Product_Description",
                                                                  "Invoice_Product_Group_01",
                                                                  "Invoice_Quantity",
                                                                  "Invoice_Unit_Price",
                                                                  "Service_From",
                                                                  "Service_Until",
                                                                  "Invoice_Line_Amount",
                                                                  "Invoice_Line_Amount_Currency",
                                                                  "Tax1_Type",
                                                                  "Tax1_Local",
                                                                  "GL_Line_Debit_Account_Number",
                                                                  "GL_Line_Credit_Account_Number",
                                                                  "GL_Tax1_Credit_Account_Number",
                                                                  "Clauses",
                                                                  "Line_Key",
                                                                  "Refers_To_Invoice_ID",
                                                                  "Refers_To_Line_ID",
                                                                  "Corrects_Line_Key"});
        PV_TRY(const CursorPtr<StoredDocument> documents, store_.documents(true));
        for (;;) {
            PV_TRY(const bool more, documents->next(stored_));
            if (!more) break;
            if (!run_.covers(stored_.day)) continue;
            PV_TRY(const Document document, document_from_json(stored_.body));
            credit_ = document.kind == DocumentKind::credit_note;
            PV_CHECK(one(out, document));
            for (std::size_t i = 0; i < document.lines.size(); ++i) PV_CHECK(line(lines, i + 1, document.lines[i]));
            PV_CHECK(goes_on(out));
            PV_CHECK(goes_on(lines));
        }
        run_.keep(out);
        run_.keep(lines);
        return {};
    }

  private:
    /// What a credit note gives is less than nothing.
    [[nodiscard]] Result<Amount> given(Amount amount) const {
        return credit_ ? negate(amount) : Result<Amount>(amount);
    }

    /// The number of the account's document of this draft id; empty if there is none.
    Result<std::string> number_of(std::string_view draft) {
        const std::optional<DraftName> name = draft_name(draft);
        if (!name) return std::string();
        PV_TRY(const std::optional<StoredDocument> found,
               store_.document_of(stored_.account, name->kind, name->date, name->ordinal));
        return found ? found->name : std::string();
    }

    Result<void> one(ExportFile &out, const Document &document) {
        PV_TRY(const Instant entered, run_.recorded(stored_.entry));
        PV_TRY(const Amount total, given(document.total));
        PV_TRY(const Amount tax, given(document.tax));
        PV_TRY(const std::string refers_to, number_of(document.refers_to));
        out.row({stored_.name, stored_.name, stored_.day.text(), fiscal_year(stored_.day), fiscal_month(stored_.day),
                 stored_.due.text(), document.account, total.text(), currency_of(total),
                 tax.is_zero() ? "" : "sales tax", tax.text(), entered.utc_day().text(), time_of_day(entered),
                 std::string(document_kind_name(document.kind)), refers_to, hex(sha256(stored_.body)),
                 std::to_string(stored_.entry)});
        PV_CHECK(out.total("Invoice_Amount", total));
        PV_CHECK(out.total("Tax1_Local", tax));
        PV_CHECK(add_to(run_.sums.invoiced, total));
        return add_to(run_.sums.taxed, tax);
    }

    Result<void> line(ExportFile &out, std::size_t number, const Line &line) {
        PV_TRY(const Amount amount, given(line.amount));
        PV_TRY(const Amount tax, given(tax_in(line)));
        std::string clauses, jurisdiction, tax_ledger, refers_to, refers_to_line;
        for (const std::string &clause : line.clauses) clauses += (clauses.empty() ? "" : " ") + clause;
        if (is_all_tax(line))
            tax_ledger = line.ledger;
        else if (!tax.is_zero())
            tax_ledger = std::string(chart::tax_prefix) + line.tax_jurisdiction;
        if (!tax_ledger.empty()) jurisdiction = tax_ledger.substr(chart::tax_prefix.size());
        if (const auto colon = line.of.rfind(':'); colon != std::string::npos) {
            PV_TRY(refers_to, number_of(std::string_view(line.of).substr(0, colon)));
            refers_to_line = line.of.substr(colon + 1);
        }
        out.row({stored_.name,
                 std::to_string(number),
                 line.sku,
                 line.text,
                 std::string(line_kind_name(line.kind)),
                 std::to_string(credit_ ? -line.quantity : line.quantity),
                 line.unit_price ? line.unit_price->text() : "",
                 line.service.from.text(),
                 line.service.until.text(),
                 amount.text(),
                 currency_of(amount),
                 jurisdiction,
                 tax.text(),
                 std::string(credit_ ? chart::unapplied : chart::receivable),
                 line.ledger,
                 tax_ledger,
                 clauses,
                 line.key,
                 refers_to,
                 refers_to_line,
                 line.adjusts});
        PV_CHECK(out.total("Invoice_Line_Amount", amount));
        PV_CHECK(out.total("Tax1_Local", tax));
        PV_CHECK(add_to(run_.sums.lined, amount));
        return add_to(run_.sums.lines_taxed, tax);
    }

    PopulationRun &run_;
    Store &store_;
    StoredDocument stored_; ///< the one at hand
    bool credit_ = false;   ///< it is a credit note
};

/// Where the money of a settlement came from: the type of the event that brought it. Credit notes bring theirs
/// themselves.
Result<std::string> source_of(Store &store, std::uint64_t payment) {
    if (payment == 0) return std::string(document_kind_name(DocumentKind::credit_note));
    PV_TRY(const std::optional<StoredEvent> stored, store.event(payment));
    if (!stored) return std::string();
    PV_TRY(const Event event, event_of(*stored));
    return std::string(event_type(event.type).name);
}

/// What settled what.
Result<void> applications(PopulationRun &run) {
    ExportFile out =
        run.file("AR_Cash_Application", {"Application_ID", "Customer_Account_ID", "Invoice_ID", "Receipt_Event",
                                         "Application_Date", "Application_Fiscal_Year", "Application_Period",
                                         "Application_Amount", "Application_Amount_Currency", "Application_Source"});
    PV_TRY(const CursorPtr<StoredAllocation> rows, run.store.allocations());
    StoredAllocation row;
    std::optional<StoredDocument> document;
    for (;;) {
        PV_TRY(const bool more, rows->next(row));
        if (!more) break;
        if (!run.covers(row.day)) continue;
        if (!document || document->number != row.document) { PV_TRY(document, run.store.document(row.document)); }
        if (!document) return Error(Code::book_damaged, "an allocation is of no document", "verify the book");
        PV_TRY(const std::string account, run.store.account_name(document->account));
        PV_TRY(const std::string source, source_of(run.store, row.payment));
        const Amount amount(row.minor, document->total.currency());
        out.row({std::to_string(row.journal), account, document->name,
                 row.payment == 0 ? "" : std::to_string(row.payment), row.day.text(), fiscal_year(row.day),
                 fiscal_month(row.day), amount.text(), currency_of(amount), source});
        PV_CHECK(out.total("Application_Amount", amount));
        PV_CHECK(add_to(run.sums.applied, amount));
        PV_CHECK(goes_on(out));
    }
    run.keep(out);
    return {};
}

class OpenItems {
  public:
    explicit OpenItems(PopulationRun &run)
        : run_(run), view_{run.report.through, UINT64_MAX},
          out_(run.file("Open_Accounts_Receivable",
                        {"Transaction_ID", "Invoice_ID", "Customer_Account_ID", "Transaction_Type", "Transaction_Date",
                         "Transaction_Due_Date", "Original_Amount", "Balance_Amount", "Balance_Amount_Currency",
                         "Days_Past_Due"},
                        true)) {}

    Result<void> write() {
        PV_CHECK(documents());
        PV_TRY(const CursorPtr<StoredAccount> accounts, run_.store.accounts_after(""));
        StoredAccount account;
        for (;;) {
            PV_TRY(const bool more, accounts->next(account));
            if (!more) break;
            PV_CHECK(on_account(account.number, account.name));
        }
        PV_CHECK(on_account(0, "")); // manual entries that name no account
        run_.keep(out_);
        return {};
    }

  private:
    Result<void> documents() {
        PV_TRY(const CursorPtr<StoredDocument> documents, run_.store.documents(false));
        StoredDocument stored;
        for (;;) {
            PV_TRY(const bool more, documents->next(stored));
            if (!more) return {};
            if (stored.day > run_.report.through) continue;
            PV_TRY(const Amount open, open_amount(run_.store, stored, view_));
            if (open.is_zero()) continue;
            PV_TRY(const std::string account, run_.store.account_name(stored.account));
            out_.row({stored.name, stored.name, account, std::string(document_kind_name(stored.kind)),
                      stored.day.text(), stored.due.text(), stored.total.text(), open.text(), currency_of(open),
                      std::to_string(std::max(0, run_.report.through - stored.due))});
            PV_CHECK(add_to(run_.sums.open, open));
            PV_CHECK(counted(open));
        }
    }

    /// Payments and credit notes that have settled nothing yet, as one row for each customer.
    Result<void> on_account(std::uint64_t account, const std::string &name) {
        PV_TRY(const LedgerSums sums, account_sums(run_.store, account, view_));
        for (const auto &[key, minor] : sums.rows()) {
            if (key.first != chart::unapplied || minor == 0) continue;
            PV_TRY(const Currency currency, currency_from_code(key.second));
            const Amount amount(minor, currency);
            out_.row({"on-account/" + name, "", name, "on-account", run_.report.through.text(), "", amount.text(),
                      amount.text(), key.second, "0"});
            PV_CHECK(add_to(run_.sums.on_account, amount));
            PV_CHECK(counted(amount));
        }
        return {};
    }

    Result<void> counted(Amount amount) {
        PV_CHECK(out_.total("Balance_Amount", amount));
        return goes_on(out_);
    }

    PopulationRun &run_;
    View view_;
    ExportFile out_;
};

} // namespace

Result<void> population_documents(PopulationRun &run) {
    PV_CHECK(Documents(run).write());
    PV_CHECK(applications(run));
    return OpenItems(run).write();
}

} // namespace proviso
