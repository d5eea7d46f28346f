#include "replay/closing.hpp"

#include "core/bill/recognition.hpp"

namespace proviso {

Result<void> Closings::recognise(const AccountResult &result, Day last) {
    for (const Document &document : result.documents) {
        JournalEntry entry;
        entry.date = last;
        entry.account = result.account;
        entry.key = "rec:" + result.account + "/" + document.draft_id() + "/" + last.text();
        entry.text = "earned by " + last.text() + " of " + document.draft_id();
        for (std::size_t i = 0; i < document.lines.size(); ++i) {
            const Line &line = document.lines[i];
            if (line.ledger != chart::deferred || line.income.empty()) continue;
            PV_TRY(const Amount net, deferred_amount(line, document.kind));
            PV_TRY(const Amount earned, earned_before(net, line.service, last + 1));
            std::int64_t &before = recognised_[{document.draft_id(), i}];
            PV_TRY(const Amount change, subtract(earned, Amount(before, earned.currency())));
            PV_TRY(const Amount credit, negate(change));
            before = earned.minor();
            if (change.is_zero()) continue;
            entry.postings.push_back({std::string(chart::deferred), change});
            entry.postings.push_back({line.income, credit});
        }
        if (!entry.postings.empty()) journal_.push_back(std::move(entry));
    }
    return {};
}

Result<void> Closings::accrue(const AccountResult &result, Day last) {
    JournalEntry forth;
    forth.date = last;
    forth.account = result.account;
    forth.key = "acc:" + result.account + "/" + last.text();
    forth.text = "accrued and not billed";
    JournalEntry back = forth;
    back.date = last + 1;
    back.key += "/back";
    back.text = "accrual of " + last.text() + " taken back";
    for (const Posting &posting : result.accrued) {
        PV_TRY(const Amount reversed, negate(posting.amount));
        forth.postings.push_back(posting);
        back.postings.push_back({posting.ledger, reversed});
    }
    if (forth.postings.empty()) return {};
    journal_.push_back(std::move(forth));
    journal_.push_back(std::move(back));
    return {};
}

Result<void> Closings::close(const AccountResult &result, Day last) {
    PV_CHECK(recognise(result, last));
    return accrue(result, last);
}

void Closings::add_to(AccountResult &result) const {
    result.journal.insert(result.journal.end(), journal_.begin(), journal_.end());
}

} // namespace proviso
