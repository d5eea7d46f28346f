// The general ledger of a population: every posting, what of it is cash or changes receivables by itself, the balances,
// and whether all files say the same.
#include "book/facts.hpp"
#include "book/journal_text.hpp"
#include "book/ledger.hpp"
#include "book/population_run.hpp"
#include "book/settle.hpp"
#include "book/stored_event.hpp"

namespace proviso {
namespace {

bool begins(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

class Journal {
  public:
    explicit Journal(PopulationRun &run) : run_(run), store_(run.store) {}

    Result<void> write() {
        ExportFile out =
            run_.file("GL_Detail", {"Journal_ID", "Journal_ID_Line_Number", "JE_Header_Description", "Source",
                                    "Effective_Date", "Fiscal_Year", "Period", "GL_Account_Number", "Amount",
                                    "Amount_Credit_Debit_Indicator", "Amount_Currency", "Entered_Date", "Entered_Time",
                                    "Customer_Account_ID", "Journal_Key", "Chain_Entry"});
        ExportFile cash = run_.file("Cash_Received", {"Receipt_Number", "Customer_Account_ID", "Receipt_Date",
                                                      "Receipt_Fiscal_Year", "Receipt_Period", "Receipt_Amount",
                                                      "Receipt_Amount_Currency", "Receipt_Type", "Receipt_Reference"});
        ExportFile adjusted =
            run_.file("AR_Adjustments", {"Adjustment_ID", "Customer_Account_ID", "Adjustment_Date",
                                         "Adjustment_Fiscal_Year", "Adjustment_Period", "Adjustment_Description",
                                         "Receivable_Amount", "Receivable_Amount_Currency", "Journal_Key"});
        PV_TRY(const CursorPtr<StoredJournal> rows, store_.journals(1));
        StoredJournal row;
        for (;;) {
            PV_TRY(const bool more, rows->next(row));
            if (!more) break;
            if (!run_.covers(row.day)) continue;
            PV_TRY(const JournalEntry entry, journal_from_json(row.body));
            PV_CHECK(postings(out, row, entry));
            PV_CHECK(receipt(cash, row, entry));
            PV_CHECK(receivable(adjusted, row, entry));
            PV_CHECK(goes_on(out));
        }
        run_.keep(cash);
        run_.keep(adjusted);
        run_.keep(out);
        return {};
    }

  private:
    Result<void> postings(ExportFile &out, const StoredJournal &row, const JournalEntry &entry) {
        PV_TRY(const Instant entered, run_.recorded(row.entry));
        std::size_t number = 0;
        for (const Posting &posting : entry.postings) {
            const Amount amount = posting.amount;
            PV_TRY(const Amount size, amount.minor() < 0 ? negate(amount) : Result<Amount>(amount));
            const bool debit = amount.minor() >= 0;
            out.row({std::to_string(row.number), std::to_string(++number), entry.text,
                     entry.key.substr(0, entry.key.find(':')), entry.date.text(), fiscal_year(entry.date),
                     fiscal_month(entry.date), posting.ledger, size.text(), debit ? "D" : "C", currency_of(amount),
                     entered.utc_day().text(), time_of_day(entered), entry.account, entry.key,
                     std::to_string(row.entry)});
            PV_CHECK(out.total(debit ? "Debit" : "Credit", size));
            PV_CHECK(add_to(debit ? run_.sums.debits : run_.sums.credits, size));
            PV_CHECK(add_to(run_.sums.ledgers[posting.ledger], amount));
        }
        return {};
    }

    Result<void> receipt(ExportFile &out, const StoredJournal &row, const JournalEntry &entry) {
        PopulationSums sums;
        for (const Posting &posting : entry.postings)
            if (posting.ledger == chart::cash) PV_CHECK(add_to(sums, posting.amount));
        for (const auto &[currency, amount] : sums) {
            std::string method, reference;
            const std::string prefix = "pay:" + entry.account + '/';
            if (begins(entry.key, prefix)) { // the event's number follows
                const std::uint64_t number = std::strtoull(entry.key.c_str() + prefix.size(), nullptr, 10);
                PV_TRY(const std::optional<StoredEvent> stored, store_.event(number));
                if (stored) {
                    PV_TRY(Event event, event_of(*stored));
                    if (run_.request.personal) {
                        PV_TRY(const std::vector<PersonalRow> personal, store_.personal(number));
                        restore_personal(event, personal);
                    }
                    method = event.text("method");
                    reference = event.text("ref");
                    if (begins(reference, "sha256:")) reference.clear(); // a commitment says nothing
                }
            }
            out.row({std::to_string(row.number), entry.account, entry.date.text(), fiscal_year(entry.date),
                     fiscal_month(entry.date), amount.text(), currency, method, reference});
            PV_CHECK(out.total("Receipt_Amount", amount));
            PV_CHECK(add_to(run_.sums.received, amount));
        }
        return {};
    }

    /// What the entry posts for a document or a settlement; what it changes of receivables without either is an
    /// adjustment.
    Result<void> receivable(ExportFile &out, const StoredJournal &row, const JournalEntry &entry) {
        const bool settles = is_settlement_key(entry.key);
        const bool issues = begins(entry.key, "doc:") || begins(entry.key, "rev:doc:");
        PopulationSums changes;
        for (const Posting &posting : entry.postings) {
            // An invoice is a receivable, a credit note money on account.
            const bool of_document = posting.ledger == chart::receivable || posting.ledger == chart::unapplied;
            if (issues && of_document) PV_CHECK(add_to(run_.sums.posted_documents, posting.amount));
            if (issues && begins(posting.ledger, chart::tax_prefix)) {
                PV_TRY(const Amount tax, negate(posting.amount));
                PV_CHECK(add_to(run_.sums.posted_tax, tax));
            }
            if (posting.ledger != chart::receivable) continue;
            if (settles) {
                PV_TRY(const Amount applied, negate(posting.amount));
                PV_CHECK(add_to(run_.sums.posted_applied, applied));
            } else if (!issues) {
                PV_CHECK(add_to(changes, posting.amount));
            }
        }
        for (const auto &[currency, amount] : changes) {
            PV_CHECK(add_to(run_.sums.adjusted, amount));
            out.row({std::to_string(row.number), entry.account, entry.date.text(), fiscal_year(entry.date),
                     fiscal_month(entry.date), entry.text, amount.text(), currency, entry.key});
            PV_CHECK(out.total("Receivable_Amount", amount));
        }
        return {};
    }

    PopulationRun &run_;
    Store &store_;
};

} // namespace

Result<void> population_journal(PopulationRun &run) { return Journal(run).write(); }

Result<void> population_balances(PopulationRun &run) {
    const Day through = run.report.through;
    ExportFile accounts = run.file("Chart_Of_Accounts", {"GL_Account_Number", "GL_Account_Name", "Account_Type"}, true);
    ExportFile out = run.file("Trial_Balance",
                              {"GL_Account_Number", "Fiscal_Year", "Period", "Amount_Ending",
                               "Amount_Credit_Debit_Indicator", "Amount_Currency", "Balance_As_Of_Date"},
                              true);
    PV_TRY(const TrialBalance balance, trial_balance(run.book, through));
    PopulationFigures &sums = run.sums;
    PopulationSums debits, credits;
    std::map<std::string, PopulationSums> ledgers;
    std::string before;
    for (const TrialBalanceRow &row : balance.rows) {
        const std::string name = row.ledger.substr(row.ledger.find(':') + 1);
        if (row.ledger != before) accounts.row({row.ledger, name, row.ledger.substr(0, row.ledger.find(':'))});
        before = row.ledger;
        const bool debit = !row.debit.is_zero();
        const Amount size = debit ? row.debit : row.credit;
        out.row({row.ledger, fiscal_year(through), fiscal_month(through), size.text(), debit ? "D" : "C", row.currency,
                 through.text()});
        PV_CHECK(out.total(debit ? "Debit" : "Credit", size));
        PV_TRY(const Amount net, subtract(row.debit, row.credit));
        PV_CHECK(add_to(ledgers[row.ledger], net));
        PV_CHECK(add_to(debits, row.debit));
        PV_CHECK(add_to(credits, row.credit));
    }
    run.keep(accounts);
    run.keep(out);
    PV_CHECK(run.tie("debits and credits of GL_Detail", sums.debits, sums.credits));
    PV_CHECK(run.tie("debits and credits of Trial_Balance", debits, credits));
    PV_CHECK(run.tie("documents and their lines", sums.invoiced, sums.lined));
    PV_CHECK(run.tie("taxes of documents and of their lines", sums.taxed, sums.lines_taxed));
    PV_CHECK(run.tie("documents, and what GL_Detail posts for them", sums.invoiced, sums.posted_documents));
    PV_CHECK(run.tie("taxes of documents, and what GL_Detail posts for them", sums.taxed, sums.posted_tax));
    PV_CHECK(run.tie("AR_Cash_Application, and what GL_Detail posts for it", sums.applied, sums.posted_applied));
    if (run.request.from) return {}; // balances are of everything before as well
    PV_CHECK(
        run.tie("Cash_Received, and assets:cash of Trial_Balance", sums.received, ledgers[std::string(chart::cash)]));
    PV_CHECK(run.tie("open documents and AR_Adjustments, and assets:receivable of Trial_Balance", sums.open,
                     ledgers[std::string(chart::receivable)], sums.adjusted));
    PV_CHECK(run.tie("money on account, and liabilities:unapplied of Trial_Balance", sums.on_account,
                     ledgers[std::string(chart::unapplied)]));
    for (auto &[ledger, net] : sums.ledgers) ledgers.try_emplace(ledger); // one that the balances lack
    for (const auto &[ledger, net] : ledgers)
        PV_CHECK(run.tie("GL_Detail and Trial_Balance, " + ledger, sums.ledgers[ledger], net));
    return {};
}

} // namespace proviso
