// What the parts of one export of the population share: the days that it covers, its files, and sums that must agree.
// Internal to book/.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "book/export_population.hpp"
#include "book/internal.hpp"
#include "core/post/posting.hpp"

namespace proviso {

/// By currency.
using PopulationSums = std::map<std::string, Amount>;
[[nodiscard]] Result<void> add_to(PopulationSums &sums, Amount amount);

/// "2013", "03", "USD", "14:03:59": how the standard's columns take a day, an amount's currency and an instant apart.
[[nodiscard]] std::string fiscal_year(Day day);
[[nodiscard]] std::string fiscal_month(Day day);
[[nodiscard]] std::string currency_of(Amount amount);
[[nodiscard]] std::string time_of_day(Instant at);

/// Sums of files, and of what the journal posts for the same thing; debits are positive.
struct PopulationFigures {
    PopulationSums invoiced, lined, taxed, lines_taxed; ///< documents and lines; credit notes less than nothing
    PopulationSums applied, open, on_account, received;
    PopulationSums posted_documents, posted_tax, posted_applied; ///< of entries that post documents and settlements
    PopulationSums adjusted;                                     ///< receivables, by entries that are neither
    PopulationSums debits, credits;
    std::map<std::string, PopulationSums> ledgers; ///< net, by ledger
};

struct PopulationRun {
    Book &book;
    Store &store;
    const PopulationRequest &request;
    const FileSink &sink;
    PopulationReport report;
    PopulationFigures sums;

    [[nodiscard]] bool covers(Day day) const { return day >= report.from && day <= report.through; }
    /// A file of the days covered, or of how things stand on the last of them.
    [[nodiscard]] ExportFile file(const std::string &name, const std::vector<std::string> &columns,
                                  bool as_of = false) const;
    void keep(ExportFile &file) { report.files.push_back(file.finish()); }
    /// When an entry of the chain was recorded.
    [[nodiscard]] Result<Instant> recorded(std::uint64_t entry);
    /// left + also = right, currency by currency.
    [[nodiscard]] Result<void> tie(const std::string &what, const PopulationSums &left, const PopulationSums &right,
                                   const PopulationSums &also = {});
};

/// Error cancelled if nobody takes the file any more.
[[nodiscard]] Result<void> goes_on(const ExportFile &file);

/// Invoices_Generated and their lines, AR_Cash_Application, Open_Accounts_Receivable.
[[nodiscard]] Result<void> population_documents(PopulationRun &run);
/// Cash_Received, AR_Adjustments, GL_Detail.
[[nodiscard]] Result<void> population_journal(PopulationRun &run);
/// Chart_Of_Accounts, Trial_Balance, and the ties of all files.
[[nodiscard]] Result<void> population_balances(PopulationRun &run);

} // namespace proviso
