// Issued documents and drafts: lists, one document, its explanation, sending.
//
// A REF is a document's number ("INV-000012") or, with an account, its draft id ("2013-04-01", "2013-05-16/interest").
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "book/book.hpp"
#include "book/run.hpp"
#include "core/engine/calculations.hpp"

namespace proviso {

struct DocumentRow {
    std::string number; ///< empty for a draft
    std::string id;     ///< draft id within the account
    std::string account;
    std::string account_name; ///< from the personal data; may be empty
    DocumentKind kind{};
    Day date, due;
    Amount total, tax, open; ///< open as of the filter's day; drafts: the total
    std::string status;      ///< "draft", "open", "part-paid", "paid"
    std::optional<Instant> issued_at, sent_at;
    std::uint64_t entry = 0; ///< chain entry that issued it
    DraftState draft_state = DraftState::fresh;
};

struct DocumentFilter {
    std::string account; ///< empty: all
    std::optional<DocumentKind> kind;
    std::optional<Day> from, through; ///< by date, both inclusive
    std::optional<Day> as_of;         ///< open amounts and status as of the day; default: everything posted
    std::optional<Instant> known_at;  ///< only what the book knew then
    bool drafts = true, issued = true;
    bool only_open = false;
};
/// Issued ones by number, then drafts by account and date. `visit` returns false to stop.
[[nodiscard]] Result<void> list_documents(Book &book, const DocumentFilter &filter,
                                          const std::function<bool(const DocumentRow &)> &visit);

/// A document with its lines, made again from the book if it is a draft.
struct DocumentView {
    DocumentRow row;
    Document document;
    std::string sha256;                  ///< of the canonical bytes, hex
    std::string fingerprint;             ///< short form of it, to print
    std::vector<Allocation> allocations; ///< payments that settled it (Allocation::payment is the event's number)
    std::map<std::string, std::string> customer; ///< personal data: "name", ...
};
/// Errors: document.unknown.
[[nodiscard]] Result<DocumentView> show_document(Book &book, const std::string &ref, const std::string &account = {});

/// One line and what it follows from.
struct ExplainedLine {
    std::size_t number = 0; ///< 1-based
    Line line;
    std::vector<Alternative> alternatives; ///< per reading in the derivation: what each option would have given
    std::string entry_text;                ///< "entry 12, event 45": facts it rests on
};
struct Explanation {
    DocumentRow row;
    Document document;
    std::vector<ExplainedLine> lines;
};
/// `line` 0: all lines. Errors: document.unknown, line.unknown.
[[nodiscard]] Result<Explanation> explain_document(Book &book, const std::string &ref, const std::string &account = {},
                                                   std::size_t line = 0, bool alternatives = true);

/// Records that documents were sent. Errors: document.unknown (also for drafts).
[[nodiscard]] Result<Head> mark_sent(Book &book, const std::vector<std::string> &refs, const std::string &channel,
                                     std::optional<Day> on);

} // namespace proviso
