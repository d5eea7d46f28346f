#include "book/export_rows.hpp"

#include "book/removal.hpp"

namespace proviso {
namespace {

using Value = BookRow::Value;

Value whole(std::uint64_t number) { return static_cast<std::int64_t>(number); }
Value whole(Day day) { return std::int64_t{day.number()}; }
Value account_of(std::uint64_t account) { return account == 0 ? Value() : whole(account); }
Value text(std::string_view text) { return std::string(text); }

class Lister {
  public:
    Lister(Store &store, const std::function<bool(const BookRow &)> &visit) : store_(store), visit_(visit) {}

    Result<void> run() {
        using Part = Result<void> (Lister::*)();
        static constexpr Part parts[] = {&Lister::chain,    &Lister::accounts, &Lister::facts,
                                         &Lister::usage,    &Lister::journals, &Lister::documents,
                                         &Lister::balances, &Lister::settled,  &Lister::deferred};
        for (const Part part : parts)
            if (go_on_) PV_CHECK((this->*part)());
        return {};
    }

  private:
    template <class Row, class Columns>
    Result<void> each(std::string_view table, Result<CursorPtr<Row>> opened, Columns columns) {
        PV_TRY(const CursorPtr<Row> rows, std::move(opened));
        Row row;
        while (go_on_) {
            PV_TRY(const bool more, rows->next(row));
            if (!more) return {};
            go_on_ = visit_({table, columns(row)});
        }
        return {};
    }

    using Columns = std::vector<std::pair<std::string_view, Value>>;

    Result<void> chain() {
        PV_CHECK(each("entry", store_.entries(0), [](const EntryRow &row) {
            return Columns{{"number", whole(row.number)},
                           {"kind", text(row.kind)},
                           {"recorded_at", Value(row.recorded_at.micros())},
                           {"body", text(row.body)},
                           {"hash", text(hex(row.hash))}};
        }));
        PV_TRY(const std::vector<SourceRow> sources, store_.sources(true));
        for (const SourceRow &row : sources)
            if (go_on_)
                go_on_ = visit_({"source",
                                 {{"sha256", text(row.sha256)},
                                  {"kind", text(row.kind)},
                                  {"id", text(row.id)},
                                  {"version", text(row.version)},
                                  {"entry", whole(row.entry)},
                                  {"bytes", text(hex(std::string_view(row.bytes)))}}});
        return {};
    }
    Result<void> accounts() {
        return each("account", store_.accounts_after(""), [](const StoredAccount &row) {
            return Columns{{"number", whole(row.number)}, {"name", text(row.name)}, {"opened", whole(row.opened)}};
        });
    }
    Result<void> facts() {
        return each("event", store_.events(1), [](const StoredEvent &row) {
            return Columns{{"number", whole(row.number)},
                           {"entry", whole(row.entry)},
                           {"account", account_of(row.account)},
                           {"day", whole(row.day)},
                           {"body", text(row.body)}};
        });
    }
    Result<void> usage() {
        PV_TRY(const auto batches, store_.batches());
        for (const auto &[batch, entry] : batches) {
            PV_CHECK(each("usage_block", store_.blocks(batch), [](const UsageBlock &row) {
                return Columns{{"batch", whole(row.batch)},
                               {"block", whole(row.block)},
                               {"rows", whole(row.rows)},
                               {"sha256", text(hex(block_hash(row)))}};
            }));
            PV_TRY(const std::vector<UsageChange> changes, store_.changes_of_batch(batch));
            for (const UsageChange &row : changes)
                if (go_on_)
                    go_on_ = visit_({"usage_change",
                                     {{"entry", whole(row.entry)},
                                      {"batch", whole(row.batch)},
                                      {"block", whole(row.block)},
                                      {"gone", whole(row.gone)},
                                      {"was", text(hex(row.was))},
                                      {"now", text(row.now ? hex(*row.now) : std::string())}}});
            PV_CHECK(each("usage_account", store_.usage_of_batch(batch), [](const StoredUsage &row) {
                return Columns{{"batch", whole(row.batch)}, {"account", whole(row.account)}, {"body", text(row.body)}};
            }));
        }
        return {};
    }
    Result<void> journals() {
        return each("journal", store_.journals(1), [](const StoredJournal &row) {
            return Columns{{"number", whole(row.number)},
                           {"entry", whole(row.entry)},
                           {"account", account_of(row.account)},
                           {"day", whole(row.day)},
                           {"body", text(row.body)}};
        });
    }
    Result<void> documents() {
        return each("document", store_.documents_from(1), [](const StoredDocument &row) {
            return Columns{{"number", whole(row.number)},
                           {"kind", whole(static_cast<std::uint64_t>(row.kind))},
                           {"position", whole(row.position)},
                           {"name", text(row.name)},
                           {"entry", whole(row.entry)},
                           {"account", whole(row.account)},
                           {"day", whole(row.day)},
                           {"ordinal", Value(std::int64_t{row.ordinal})},
                           {"due", whole(row.due)},
                           {"currency", text(row.total.currency().code())},
                           {"total", Value(row.total.minor())},
                           {"tax", Value(row.tax.minor())},
                           {"body", text(row.body)}};
        });
    }
    Result<void> balances() {
        return each("balance", store_.balances(day_last), [](const BalanceRow &row) {
            return Columns{{"ledger", text(row.ledger)},
                           {"currency", text(row.currency)},
                           {"day", whole(row.day)},
                           {"minor", Value(row.minor)}};
        });
    }
    Result<void> settled() {
        return each("allocation", store_.allocations(), [](const StoredAllocation &row) {
            return Columns{{"document", whole(row.document)},
                           {"journal", whole(row.journal)},
                           {"payment", whole(row.payment)},
                           {"day", whole(row.day)},
                           {"minor", Value(row.minor)}};
        });
    }
    Result<void> deferred() {
        return each("deferral", store_.all_deferrals(), [](const DeferralRow &row) {
            return Columns{{"document", whole(row.document)},
                           {"line", whole(row.line)},
                           {"from_day", whole(row.service.from)},
                           {"until_day", whole(row.service.until)},
                           {"currency", text(row.amount.currency().code())},
                           {"minor", Value(row.amount.minor())},
                           {"recognised", Value(row.recognised)},
                           {"income", text(row.income)}};
        });
    }

    Store &store_;
    const std::function<bool(const BookRow &)> &visit_;
    bool go_on_ = true;
};

} // namespace

Result<void> list_book_rows(Book &book, const std::function<bool(const BookRow &)> &visit) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    return Lister(store, visit).run();
}

} // namespace proviso
