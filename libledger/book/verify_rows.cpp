// What one row says of itself: its columns are those of its bytes, and its bytes make sense.
#include <algorithm>

#include "book/document_name.hpp"
#include "book/journal_text.hpp"
#include "book/settle.hpp"
#include "book/stored_event.hpp"
#include "book/verifier.hpp"
#include "core/bill/tax.hpp"

namespace proviso {

Result<std::string> Verifier::account_name(std::uint64_t account) {
    if (account == account_) return account_name_;
    PV_TRY(account_name_, store_.account_name(account));
    account_ = account;
    return account_name_;
}

Result<void> Verifier::event_row(const StoredEvent &row) {
    const std::string what = "event " + std::to_string(row.number);
    auto event = event_of(row);
    if (!event) return fault(row.entry, what + " cannot be read"), Result<void>();
    if (canonical_json(*event) != row.body) fault(row.entry, what + " is not written canonically");
    PV_TRY(const std::string name, account_name(row.account));
    if (event->account != name || event->on != row.day)
        fault(row.entry, "the columns of " + what + " are not what its bytes say");
    if (has_personal(event->type)) {
        PV_TRY(const std::vector<PersonalRow> personal, store_.personal(row.number));
        for (const FieldSpec &field : event_type(event->type).fields)
            if (field.personal && is_commitment(event->text(field.name)) &&
                std::none_of(personal.begin(), personal.end(),
                             [&](const PersonalRow &value) { return value.field == field.name; }))
                fault(row.entry, "the personal field " + std::string(field.name) + " of " + what +
                                     " is gone, and no entry took it out");
        for (const PersonalRow &value : personal)
            if (value.erased == 0 && event->text(value.field) != commitment(value.salt, value.value))
                fault(row.entry,
                      "the personal field " + value.field + " of " + what + " is not the one that was recorded");
    }
    if (!event->key.empty() && row.identity != book_.identity("key", event->key))
        fault(row.entry, what + " is not found by its key");
    return {};
}

Result<void> Verifier::journal_row(const StoredJournal &row) {
    const std::string what = "journal entry " + std::to_string(row.number);
    auto entry = journal_from_json(row.body);
    if (!entry) return fault(row.entry, what + " cannot be read"), Result<void>();
    if (auto balanced = check_balanced(*entry); !balanced) fault(row.entry, what + ": " + balanced.error().what);
    PV_TRY(const std::string name, account_name(row.account));
    if (entry->account != name || entry->date != row.day || row.identity != book_.identity("journal", entry->key))
        fault(row.entry, "the columns of " + what + " are not what its bytes say");
    if (is_settlement_key(entry->key)) ++settlements_;
    for (const Posting &posting : entry->postings) {
        std::int64_t &sum = balances_[{posting.ledger, std::string(posting.amount.currency().code()), entry->date}];
        if (__builtin_add_overflow(sum, posting.amount.minor(), &sum)) fault(row.entry, what + " overflows a balance");
    }
    return {};
}

/// The amount must be what its derivation comes to, worked out from the steps alone.
void Verifier::derived(const StoredDocument &row, const std::string &what, const Derivation &derivation,
                       Amount amount) {
    if (derivation.empty()) return fault(row.entry, what + " has no derivation");
    const auto value = evaluate(derivation);
    if (!value) return fault(row.entry, what + ": " + value.error().where + " does not follow: " + value.error().what);
    if (const Ratio *number = std::get_if<Ratio>(&*value); !number || *number != amount.ratio())
        fault(row.entry, what + " does not follow from its derivation");
}

Result<void> Verifier::document_row(const StoredDocument &row) {
    auto document = document_from_json(row.body);
    if (!document) return fault(row.entry, "document " + row.name + " cannot be read"), Result<void>();
    PV_TRY(const std::string name, account_name(row.account));
    const bool same = document->account == name && document->kind == row.kind && document->date == row.day &&
                      document->due == row.due && document->ordinal == row.ordinal && document->total == row.total &&
                      document->tax == row.tax && row.name == document_number(row.kind, row.position);
    if (!same) fault(row.entry, "the columns of document " + row.name + " are not what its bytes say");
    Amount total(0, document->currency), tax(0, document->currency);
    std::size_t number = 0;
    for (const Line &line : document->lines) {
        const std::string place = "line " + std::to_string(++number) + " of " + row.name;
        auto sum = add(total, line.amount);
        auto taxes = add(tax, tax_in(line));
        if (!sum || !taxes) return fault(row.entry, "the sums up to " + place + " are too large"), Result<void>();
        total = *sum;
        tax = *taxes;
        derived(row, "the amount of " + place, line.derivation, line.amount);
        if (!line.tax.is_zero() || !line.tax_derivation.empty())
            derived(row, "the tax in " + place, line.tax_derivation, line.tax);
        if (failed()) break;
    }
    if (total != document->total) fault(row.entry, "the lines of " + row.name + " do not add up to its total");
    if (tax != document->tax) fault(row.entry, "the taxes of " + row.name + " do not add up to its tax");
    return {};
}

} // namespace proviso
