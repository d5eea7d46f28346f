// The whole population for an auditor: files with the names and columns of the AICPA's Audit Data Standards (general
// ledger and order to cash), and control totals that tie them to each other and to the trial balance (docs/exports.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "book/book.hpp"
#include "book/export_file.hpp"

namespace proviso {

struct PopulationRequest {
    std::optional<Day> from, through; ///< by date, both inclusive; default: everything
    bool personal = false;            ///< with names and addresses of customers
    FileForm form;
};

/// Two sums that must agree, each made from another file or from the kept balances.
struct PopulationTie {
    std::string what;
    Amount left, right;
};

struct PopulationReport {
    Day from, through; ///< what the files cover; their names say so
    Head head;
    std::vector<FileTotals> files;
    std::vector<PopulationTie> ties; ///< those that compare balances only without `from`
    [[nodiscard]] bool ties_hold() const;
};

/// Customer_Master, Invoices_Generated and their lines (every document; credit notes with amounts below nothing),
/// AR_Cash_Application, Open_Accounts_Receivable with the money on account, Cash_Received, AR_Adjustments, GL_Detail,
/// Chart_Of_Accounts, Trial_Balance, and last Control_Totals and manifest.json. One file after the other; memory grows
/// with ledgers and one account's journal, not with rows.
[[nodiscard]] Result<PopulationReport> export_population(Book &book, const PopulationRequest &request,
                                                         const FileSink &sink);

} // namespace proviso
