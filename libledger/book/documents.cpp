#include "book/documents.hpp"

#include <algorithm>

#include "book/document_name.hpp"
#include "book/find_document.hpp"
#include "core/json_text.hpp"

namespace proviso {
namespace {

/// Twelve digits of the document's hash, to print and to compare by eye: "3f2a-90c1-77de".
std::string fingerprint_of(const std::string &sha256_hex) {
    return sha256_hex.substr(0, 4) + '-' + sha256_hex.substr(4, 4) + '-' + sha256_hex.substr(8, 4);
}

bool in_range(const DocumentFilter &filter, DocumentKind kind, Day date) {
    return (!filter.kind || *filter.kind == kind) && (!filter.from || date >= *filter.from) &&
           (!filter.through || date <= *filter.through);
}

Result<std::string> name_of(Store &store, std::uint64_t account) {
    PV_TRY(auto personal, personal_of(store, account));
    return personal["name"];
}

class Lister {
  public:
    Lister(Book::Impl &book, const DocumentFilter &filter, const std::function<bool(const DocumentRow &)> &visit)
        : store_(*book.store), filter_(filter), visit_(visit) {}

    Result<void> run() {
        PV_TRY(view_, view_of(store_, filter_.as_of.value_or(day_last), filter_.known_at));
        if (!filter_.account.empty()) {
            PV_TRY(const StoredAccount account, open_account(store_, filter_.account));
            only_ = account.number;
        }
        if (filter_.issued) PV_CHECK(issued());
        // Drafts are not a record: what stood at an earlier instant is not known.
        if (go_on_ && filter_.drafts && !filter_.only_open && !filter_.known_at) PV_CHECK(drafts());
        return {};
    }

  private:
    Result<void> issued() {
        StoredDocument document;
        if (only_ != 0) {
            std::vector<StoredDocument> documents;
            PV_CHECK(store_.documents_of(only_, false, documents));
            std::stable_sort(documents.begin(), documents.end(), [](const StoredDocument &a, const StoredDocument &b) {
                return a.kind != b.kind ? a.kind < b.kind : a.position < b.position;
            });
            for (const StoredDocument &row : documents)
                if (go_on_) PV_CHECK(show(row));
            return {};
        }
        PV_TRY(const CursorPtr<StoredDocument> documents, store_.documents(false));
        while (go_on_) {
            PV_TRY(const bool more, documents->next(document));
            if (!more) return {};
            PV_CHECK(show(document));
        }
        return {};
    }

    Result<void> show(const StoredDocument &document) {
        if (!in_range(filter_, document.kind, document.day) || document.entry > view_.last_entry ||
            document.day > view_.as_of)
            return {};
        PV_TRY(const std::string account, store_.account_name(document.account));
        PV_TRY(DocumentRow row, issued_row(store_, document, account, view_));
        if (filter_.only_open && row.open.minor() <= 0) return {};
        PV_TRY(row.account_name, name_of(store_, document.account));
        go_on_ = visit_(row);
        return {};
    }

    Result<void> drafts() {
        if (only_ != 0) {
            std::vector<StoredDraft> drafts;
            PV_CHECK(store_.drafts_of(only_, drafts));
            for (const StoredDraft &draft : drafts)
                if (go_on_) PV_CHECK(show(draft));
            return {};
        }
        PV_TRY(const CursorPtr<StoredDraft> drafts, store_.drafts());
        StoredDraft draft;
        while (go_on_) {
            PV_TRY(const bool more, drafts->next(draft));
            if (!more) return {};
            PV_CHECK(show(draft));
        }
        return {};
    }

    Result<void> show(const StoredDraft &draft) {
        if (!in_range(filter_, draft.kind, draft.day)) return {};
        DocumentRow row;
        row.id = draft_id(draft.day, draft.kind, draft.ordinal);
        PV_TRY(row.account, store_.account_name(draft.account));
        PV_TRY(row.account_name, name_of(store_, draft.account));
        row.kind = draft.kind;
        row.date = draft.day;
        row.due = draft.due;
        row.total = row.open = draft.total;
        row.tax = Amount(0, draft.total.currency());
        row.status = "draft";
        row.draft_state = static_cast<DraftState>(draft.state);
        go_on_ = visit_(row);
        return {};
    }

    Store &store_;
    const DocumentFilter &filter_;
    const std::function<bool(const DocumentRow &)> &visit_;
    View view_;
    std::uint64_t only_ = 0;
    bool go_on_ = true;
};

Result<DocumentRow> row_of(Store &store, const FoundDocument &found) {
    if (found.issued) {
        PV_TRY(DocumentRow row, issued_row(store, *found.issued, found.account.name, {}));
        PV_TRY(row.account_name, name_of(store, found.account.number));
        return row;
    }
    DocumentRow row;
    row.id = found.document.draft_id();
    row.account = found.account.name;
    PV_TRY(row.account_name, name_of(store, found.account.number));
    row.kind = found.document.kind;
    row.date = found.document.date;
    row.due = found.document.due;
    row.total = row.open = found.document.total;
    row.tax = found.document.tax;
    row.status = "draft";
    row.draft_state = found.state;
    return row;
}

} // namespace

Result<void> list_documents(Book &book, const DocumentFilter &filter,
                            const std::function<bool(const DocumentRow &)> &visit) {
    PV_TRY(ReadScope read, ReadScope::begin(*book.impl().store));
    return Lister(book.impl(), filter, visit).run();
}

Result<DocumentView> show_document(Book &book, const std::string &ref, const std::string &account) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(FoundDocument found, find_document(book.impl(), ref, account));
    DocumentView view;
    PV_TRY(view.row, row_of(store, found));
    view.sha256 = hex(sha256(found.body));
    view.fingerprint = fingerprint_of(view.sha256);
    PV_TRY(view.customer, personal_of(store, found.account.number));
    if (found.issued) {
        std::vector<StoredAllocation> allocations;
        PV_CHECK(store.allocations_of(found.issued->number, allocations));
        for (const StoredAllocation &row : allocations)
            view.allocations.push_back(
                {row.payment, found.issued->name, row.day, Amount(row.minor, found.issued->total.currency())});
    }
    view.document = std::move(found.document);
    return view;
}

Result<Explanation> explain_document(Book &handle, const std::string &ref, const std::string &account, std::size_t line,
                                     bool alternatives) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    PV_TRY(FoundDocument found, find_document(book, ref, account));
    Explanation explanation;
    PV_TRY(explanation.row, row_of(*book.store, found));
    if (line > found.document.lines.size())
        return Error(Code::line_unknown,
                     "document " + ref + " has " + std::to_string(found.document.lines.size()) + " lines",
                     "name one of them", ref);
    PV_TRY(const std::shared_ptr<const LoadedTerms> loaded, book.load_terms());
    const BookTerms &terms = loaded->terms;
    const Pack *pack = terms.pack(found.document.pack, found.document.date);
    for (std::size_t i = 0; i < found.document.lines.size(); ++i) {
        if (line != 0 && line != i + 1) continue;
        ExplainedLine explained;
        explained.number = i + 1;
        explained.line = found.document.lines[i];
        if (found.issued) explained.entry_text = "entry " + std::to_string(found.issued->entry);
        const Derivation &derivation = explained.line.derivation;
        if (alternatives && pack && calculation(derivation.calculation)) {
            PV_TRY(Terms on, terms.terms(*pack, found.document.date));
            for (const ReadingUse &use : derivation.readings) PV_CHECK(on.choose(use.reading, use.option));
            auto rows =
                all_readings(on, derivation.calculation, inputs_of(derivation), terms.calendars(found.document.date));
            if (rows) explained.alternatives = std::move(*rows);
        }
        explanation.lines.push_back(std::move(explained));
    }
    explanation.document = std::move(found.document);
    return explanation;
}

Result<Head> mark_sent(Book &handle, const std::vector<std::string> &refs, const std::string &channel,
                       std::optional<Day> on) {
    Book::Impl &book = handle.impl();
    Store &store = *book.store;
    if (refs.empty()) return Error(Code::argument_missing, "no document is named", "name what was sent");
    PV_TRY(const Instant now, book.now());
    PV_TRY(WriteScope write, WriteScope::begin(store));
    std::vector<StoredDocument> documents;
    std::string names = "[";
    for (const std::string &ref : refs) {
        PV_TRY(StoredDocument document, find_issued(store, ref, {}));
        if (std::any_of(documents.begin(), documents.end(),
                        [&](const StoredDocument &other) { return other.number == document.number; }))
            continue; // named twice
        if (names.size() > 1) names += ',';
        append_json_string(names, document.name);
        documents.push_back(std::move(document));
    }
    const Day day = on.value_or(now.utc_day());
    PV_TRY(const EntryRow entry,
           store.append(entry_kind::sent, now,
                        Data().raw("documents", names + ']').text("on", day.text()).text("channel", channel).take()));
    for (const StoredDocument &document : documents)
        PV_CHECK(store.add_sending({document.number, entry.number, day, channel}));
    PV_CHECK(write.commit());
    return head_of({entry.number, entry.hash});
}

} // namespace proviso
