// Issued documents.
#include "store/sqlite/statements.hpp"

namespace proviso {
namespace {
void fill_document(const Statement &s, StoredDocument &row) {
    row.number = s.number(0);
    row.kind = static_cast<DocumentKind>(s.integer(1));
    row.position = s.number(2);
    row.name = s.text(3);
    row.entry = s.number(4);
    row.account = s.number(5);
    row.day = s.day(6);
    row.ordinal = static_cast<std::int32_t>(s.integer(7));
    row.due = s.day(8);
    auto currency = currency_from_code(s.text(9));
    row.total = Amount(s.integer(10), currency ? *currency : Currency{});
    row.tax = Amount(s.integer(11), currency ? *currency : Currency{});
    row.body = s.text(12);
}
Result<std::optional<StoredDocument>> one(Statement &find) {
    PV_TRY(const bool found, find.row());
    std::optional<StoredDocument> row;
    if (found) fill_document(find, row.emplace());
    find.reset();
    return row;
}
} // namespace

Result<std::uint64_t> SqliteStore::next_document() {
    Statement &last = sql_->last_document.start();
    PV_TRY(const bool found, last.row());
    const std::uint64_t number = found ? last.number(0) + 1 : 1;
    last.reset();
    return number;
}

Result<void> SqliteStore::add_document(const StoredDocument &row) {
    return sql_->add_document.run(row.number, row.kind, row.position, row.name, row.entry, row.account, row.day,
                                  row.ordinal, row.due, row.total.currency().code(), row.total.minor(), row.tax.minor(),
                                  row.body);
}

Result<SqliteStore::SeriesEnd> SqliteStore::series_end(DocumentKind kind) {
    Statement &last = sql_->series_end.start(kind);
    PV_TRY(const bool found, last.row());
    SeriesEnd end;
    if (found) end = {last.number(0), last.day(1)};
    last.reset();
    return end;
}

Result<std::optional<StoredDocument>> SqliteStore::document(std::uint64_t number) {
    return one(sql_->document.start(number));
}
Result<std::optional<StoredDocument>> SqliteStore::document_at(DocumentKind kind, std::uint64_t position) {
    return one(sql_->document_at.start(kind, position));
}
Result<std::optional<StoredDocument>> SqliteStore::document_of(std::uint64_t account, DocumentKind kind, Day day,
                                                               std::int32_t ordinal) {
    return one(sql_->document_of.start(account, kind, day, ordinal));
}

Result<CursorPtr<StoredDocument>> SqliteStore::documents(bool bodies) {
    const std::string sql = std::string("SELECT ") + document_columns + (bodies ? ", body" : ", ''") +
                            " FROM document ORDER BY kind, position";
    return make_cursor<StoredDocument>(*db_, sql.c_str(), fill_document);
}
Result<CursorPtr<StoredDocument>> SqliteStore::documents_from(std::uint64_t first) {
    const std::string sql =
        std::string("SELECT ") + document_columns + ", body FROM document WHERE number >= ? ORDER BY number";
    return make_cursor<StoredDocument>(*db_, sql.c_str(), fill_document, first);
}

Result<void> SqliteStore::documents_of(std::uint64_t account, bool bodies, std::vector<StoredDocument> &out) {
    out.clear();
    Statement &find = (bodies ? sql_->full_documents_of : sql_->documents_of).start(account);
    for (;;) {
        PV_TRY(const bool more, find.row());
        if (!more) return {};
        fill_document(find, out.emplace_back());
    }
}

} // namespace proviso
