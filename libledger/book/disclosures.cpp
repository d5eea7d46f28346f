// To whom data about an account went, and who looked at it.
#include "book/facts.hpp"
#include "book/privacy.hpp"
#include "book/stored_event.hpp"
#include "core/decide/decide.hpp"

namespace proviso {

Result<std::vector<Disclosure>> list_disclosures(Book &handle, const std::string &account) {
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(const StoredAccount stored, open_account(store, account));
    PV_TRY(const AccountRows rows, read_rows(store, stored));
    PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book.load_terms());
    AccountState state;
    PV_TRY(const AccountResult result, apply_rows(*terms, rows, rows.last_day(day_first, terms->sealed), {}, state));
    PV_TRY(const AccountInput input, input_of(terms->sealed, rows));
    std::vector<Disclosure> out;
    for (std::size_t i = 0; i < input.events.size(); ++i) {
        const Event &event = input.events[i];
        if (event.type != EventType::data_shared && event.type != EventType::data_accessed) continue;
        Disclosure row;
        row.event = event.sequence;
        row.entry = rows.events[i].entry;
        row.on = event.on;
        row.what = event_type(event.type).name;
        row.data_class = event.text("class");
        row.recipient = event.text(event.type == EventType::data_shared ? "recipient" : "by");
        row.to = event.text("to");
        row.purpose = event.text(event.type == EventType::data_shared ? "purpose" : "ground");
        for (const Field &field : event.fields)
            if (field.name == "bound" || field.name == "valid") row.facts.emplace_back(field.name, field.text);
        if (const Checklist *list = judged_by(terms->terms, state, event)) {
            row.clause = list->clause;
            row.reason = list->summary;
        } else {
            row.reason = "no contract of the book speaks of it";
        }
        // What the contracts of the book do not allow stands among the exceptions.
        for (const Exception &exception : result.exceptions)
            if (exception.event == event.sequence) {
                row.allowed = false;
                row.clause = exception.clause;
                row.reason = exception.what;
            }
        out.push_back(std::move(row));
    }
    return out;
}

} // namespace proviso
