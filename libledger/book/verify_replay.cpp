// Every issued document and posting of sealed time made again from the events, by the engine, and compared byte for
// byte.
#include <algorithm>

#include "book/document_name.hpp"
#include "book/ledger.hpp"
#include "book/settle.hpp"
#include "book/verifier.hpp"

namespace proviso {

Result<void> Verifier::documents() {
    if (!sealed_) return {};
    Sweep job;
    PV_TRY(job.terms, book_.load_terms());
    job.stage = "verify";
    job.options.calendar = false;
    job.through = *sealed_;
    job.until = *sealed_;
    const auto consume = [&](Swept &swept) -> Result<bool> {
        PV_CHECK(account(swept));
        return !failed();
    };
    PV_CHECK(sweep(book_, job, consume));
    if (!failed() && report_.checks.back().checked != last_document_)
        fault(0, "a document is of an account that is not open");
    return {};
}

Result<void> Verifier::account(Swept &swept) {
    const std::uint64_t number = swept.rows.account.number;
    std::vector<StoredDocument> issued;
    PV_CHECK(store_.documents_of(number, true, issued));
    for (const StoredDocument &row : issued) {
        const auto made =
            std::find_if(swept.documents.begin(), swept.documents.end(), [&](const MadeDocument &candidate) {
                return candidate.document.kind == row.kind && candidate.document.date == row.day &&
                       candidate.document.ordinal == row.ordinal;
            });
        if (made == swept.documents.end())
            fault(row.entry, row.name + " does not follow from the events");
        else if (made->body != row.body)
            fault(row.entry, row.name + " is not what the events give");
        checked();
    }
    if (issued.size() < swept.documents.size())
        fault(0, "account " + swept.rows.account.name + " has a document in sealed time that was not issued");
    if (failed()) return {};
    IssuedDocuments names;
    for (const StoredDocument &row : issued) names.emplace(draft_id(row), row.number);
    PV_TRY(const std::vector<PlannedEntry> missing, plan_settlement(store_, number, swept.result, names, *sealed_));
    if (!missing.empty())
        fault(0, "the journal of account " + swept.rows.account.name +
                     " is not what the events give: " + missing.front().entry.key);
    return {};
}

} // namespace proviso
