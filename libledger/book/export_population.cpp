#include "book/export_population.hpp"

#include <algorithm>

#include "book/facts.hpp"
#include "book/population_run.hpp"
#include "book/stored_event.hpp"
#include "io/json.hpp"

namespace proviso {
namespace {

class Population {
  public:
    Population(Book &book, const PopulationRequest &request, const FileSink &sink)
        : run_{book, *book.impl().store, request, sink, {}, {}} {}

    Result<PopulationReport> run() {
        PV_TRY(const ChainHead head, run_.store.head());
        run_.report.head = head_of(head);
        PV_CHECK(range());
        PV_CHECK(customers());
        PV_CHECK(population_documents(run_));
        PV_CHECK(population_journal(run_));
        PV_CHECK(population_balances(run_));
        PV_CHECK(controls());
        return std::move(run_.report);
    }

  private:
    /// Days that the files cover: as asked for, else from the first to the last document or posting.
    Result<void> range() {
        Day first = day_last, last = day_first;
        const auto meet = [&](Day day) {
            first = std::min(first, day);
            last = std::max(last, day);
        };
        PV_TRY(const CursorPtr<BalanceRow> balances, run_.store.balances(day_last));
        BalanceRow balance;
        for (;;) {
            PV_TRY(const bool more, balances->next(balance));
            if (!more) break;
            meet(balance.day);
        }
        PV_TRY(const CursorPtr<StoredDocument> documents, run_.store.documents(false));
        StoredDocument document;
        for (;;) {
            PV_TRY(const bool more, documents->next(document));
            if (!more) break;
            meet(document.day);
        }
        if (first > last) {
            PV_TRY(const BookInfo info, run_.book.info());
            first = last = info.created.utc_day();
        }
        run_.report.from = run_.request.from.value_or(first);
        run_.report.through = run_.request.through.value_or(last);
        if (run_.report.from > run_.report.through)
            return Error(Code::argument_invalid, "the population would end before it begins",
                         "give --from on or before --through", "from");
        return {};
    }

    Result<void> customers() {
        ExportFile out =
            run_.file("Customer_Master",
                      {"Customer_Account_ID", "Customer_Account_Name", "Customer_Group", "Active_Date", "Inactive_Date",
                       "PrimaryContact_Email", "Tax_Jurisdiction", "Entered_Date", "Entered_Time"},
                      true);
        PV_TRY(const CursorPtr<StoredAccount> accounts, run_.store.accounts_after(""));
        StoredAccount account;
        for (;;) {
            PV_TRY(const bool more, accounts->next(account));
            if (!more) break;
            std::vector<StoredEvent> rows;
            PV_CHECK(run_.store.events_of(account.number, UINT64_MAX, rows));
            std::string group, jurisdiction, active, inactive;
            Instant entered;
            for (const StoredEvent &row : rows) {
                PV_TRY(const Event event, event_of(row));
                if (event.type == EventType::account_closed) inactive = event.on.text();
                if (row.number != account.opened) continue;
                group = event.text("contract");
                jurisdiction = event.text("jurisdiction");
                active = event.on.text();
                PV_TRY(entered, run_.recorded(row.entry));
            }
            std::map<std::string, std::string> personal;
            if (run_.request.personal) { PV_TRY(personal, personal_of(run_.store, account.number)); }
            out.row({account.name, personal["name"], group, active, inactive, personal["email"], jurisdiction,
                     entered.utc_day().text(), time_of_day(entered)});
            PV_CHECK(goes_on(out));
        }
        run_.keep(out);
        return {};
    }

    Result<void> controls() {
        ExportFile out =
            run_.file("Control_Totals", {"File", "Rows", "First", "Last", "Total_Of", "Total", "SHA256"}, true);
        JsonWriter json;
        PV_TRY(const BookInfo info, run_.book.info());
        const PopulationReport &report = run_.report;
        const auto seller = info.seller.find("name");
        json.begin_object().text("schema", "proviso.population/1");
        json.text("entity", seller == info.seller.end() ? std::string() : seller->second).text("book", info.id);
        json.text("from", report.from.text()).text("through", report.through.text());
        json.text("head", std::to_string(report.head.entries) + ':' + report.head.hash).key("files").begin_list();
        for (const FileTotals &of : report.files) {
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
        for (const PopulationTie &tie : report.ties) {
            json.begin_object().text("what", tie.what).text("currency", tie.left.currency().code());
            json.text("left", tie.left.text()).text("right", tie.right.text()).flag("holds", tie.left == tie.right);
            json.end();
        }
        json.end().end();
        run_.keep(out);
        if (!run_.sink("manifest.json", json.take() + "\n"))
            return Error(Code::cancelled, "the export was stopped", "begin it again");
        return {};
    }

    PopulationRun run_;
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
