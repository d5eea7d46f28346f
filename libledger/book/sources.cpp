#include "book/sources.hpp"

#include <algorithm>

#include "book/packs.hpp"
#include "book/stored_event.hpp"
#include "io/calendar_reader.hpp"
#include "io/number_plan_reader.hpp"
#include "io/pack_reader.hpp"

namespace proviso {
namespace {

/// Packs and calendars without the header that a book does not need twice.
Result<ReadSource> read_source(const Source &source) {
    ReadSource read;
    read.row.kind = source.kind;
    read.row.name = source.name;
    read.row.bytes = source.bytes;
    read.row.sha256 = hex(sha256(source.bytes));
    if (source.kind == "pack") {
        PV_TRY(const Pack pack, read_pack(source.bytes, source.name));
        read.row.id = pack.id;
        read.row.version = pack.version;
        read.row.revision = pack.revision;
    } else if (source.kind == "calendar") {
        PV_TRY(const BusinessCalendar calendar, read_calendar(source.bytes, source.name));
        read.row.id = calendar.id;
        read.row.version = calendar.version;
    } else if (source.kind == "zones") {
        PV_TRY(const NumberPlan plan, read_number_plan(source.bytes, source.name));
        read.row.id = plan.id();
        read.row.version = plan.version();
    } else {
        return Error(Code::argument_invalid, "there is no source of kind \"" + source.kind + "\"",
                     "use pack, calendar or zones", source.name);
    }
    return read;
}

std::pair<std::string_view, std::string_view> row_kind_and_id(const SourceRow &row) { return {row.kind, row.id}; }

/// The first of an id is there from the beginning; what came later took its place from a day on.
template <class T>
void add_source(std::deque<T> &held, T value, Day from, std::vector<const T *> &first,
                std::vector<BookTerms::Revision<T>> &later) {
    const bool known = std::any_of(held.begin(), held.end(), [&](const T &old) { return old.id == value.id; });
    held.push_back(std::move(value));
    if (known)
        later.push_back({&held.back(), from});
    else
        first.push_back(&held.back());
}

Result<void> load_source(const SourceRow &row, LoadedTerms &loaded, BookTerms::Config &config) {
    if (row.kind == "pack") {
        PV_TRY(Pack pack, read_pack(row.bytes, row.name));
        add_source(loaded.packs, std::move(pack), row.from, config.packs, config.pack_revisions);
    } else if (row.kind == "calendar") {
        PV_TRY(BusinessCalendar calendar, read_calendar(row.bytes, row.name));
        add_source(loaded.calendars, std::move(calendar), row.from, config.calendars, config.calendar_revisions);
    } else if (row.kind == "zones") {
        PV_TRY(NumberPlan plan, read_number_plan(row.bytes, row.name));
        loaded.plans.push_back(std::move(plan));
        if (config.plan)
            config.plan_revisions.push_back({&loaded.plans.back(), row.from});
        else
            config.plan = &loaded.plans.back();
    }
    return {};
}

} // namespace

Result<std::vector<ReadSource>> read_sources(const std::vector<Source> &sources) {
    std::vector<ReadSource> read;
    for (const Source &source : sources) {
        PV_TRY(ReadSource one, read_source(source));
        read.push_back(std::move(one));
    }
    return read;
}

AdoptedSource adopted(const SourceRow &row) {
    return {row.kind, row.id, row.version, row.revision, row.sha256, row.entry, row.from};
}

Result<std::vector<AdoptedSource>> adopt(Book::Impl &book, const std::vector<ReadSource> &sources, Instant now,
                                         Day from) {
    PV_TRY(std::vector<SourceRow> present, book.store->sources(false));
    std::vector<AdoptedSource> fresh;
    for (const ReadSource &source : sources) {
        const bool known = std::any_of(present.begin(), present.end(),
                                       [&](const SourceRow &row) { return row.sha256 == source.row.sha256; });
        if (known) continue;
        for (const SourceRow &old : present)
            if (source.row.kind == "pack" && row_kind_and_id(old) == row_kind_and_id(source.row) &&
                old.revision >= source.row.revision)
                return Error(Code::pack_sealed,
                             "the book has revision " + std::to_string(old.revision) + " of " + old.id +
                                 " with other content, and documents cite packs by their revision",
                             "give the changed file a higher `revision`", source.row.name);
        SourceRow row = source.row;
        row.from = from;
        PV_TRY(const EntryRow entry,
               book.store->append(entry_kind::source, now,
                                  Data()
                                      .text("kind", row.kind)
                                      .text("id", row.id)
                                      .text("version", row.version)
                                      .number("revision", static_cast<std::uint64_t>(row.revision))
                                      .text("from", row.from.text())
                                      .text("sha256", row.sha256)
                                      .take()));
        row.entry = entry.number;
        PV_CHECK(book.store->add_source(row));
        fresh.push_back(adopted(row));
        present.push_back(std::move(row));
    }
    return fresh;
}

Result<std::shared_ptr<const LoadedTerms>> Book::Impl::load_terms(std::uint64_t last_entry,
                                                                  const std::vector<Event> &extra) {
    std::vector<StoredEvent> rows;
    PV_CHECK(store->events_of(0, last_entry, rows));
    const std::uint64_t last_event = rows.empty() ? 0 : rows.back().number;
    PV_TRY(const std::vector<SourceRow> heads, store->sources(false));
    PV_TRY(std::vector<Seal> seals, seals_of(*store, last_entry));
    const bool fresh = terms && extra.empty() && terms_sources == heads.size() && terms_event == last_event &&
                       terms_seals == seals.size() && terms_entry == last_entry;
    if (fresh) return terms;

    auto loaded = std::make_shared<LoadedTerms>();
    PV_TRY(const std::vector<SourceRow> sources, store->sources(true));
    BookTerms::Config config;
    for (const SourceRow &row : sources)
        if (row.entry <= last_entry) PV_CHECK(load_source(row, *loaded, config));
    loaded->sealed.seals = std::move(seals);
    if (!loaded->sealed.seals.empty()) { PV_TRY(loaded->sealed.batches, store->batches()); }
    for (const Seal &seal : loaded->sealed.seals) config.seals.push_back(seal.through);
    std::vector<Event> events;
    for (const StoredEvent &row : rows) {
        PV_TRY(Event event, event_of(row));
        event.seals = loaded->sealed.before(row.entry);
        events.push_back(std::move(event));
    }
    for (const Event &event : extra) {
        events.push_back(event);
        events.back().seals = static_cast<std::uint32_t>(config.seals.size());
    }
    PV_TRY(loaded->terms, BookTerms::make(std::move(config), events));
    if (!extra.empty()) return std::shared_ptr<const LoadedTerms>(loaded);
    terms = loaded;
    terms_sources = heads.size();
    terms_event = last_event;
    terms_seals = loaded->sealed.seals.size();
    terms_entry = last_entry;
    return terms;
}

Result<AdoptReport> adopt_sources(Book &book, const std::vector<Source> &sources) {
    Book::Impl &impl = book.impl();
    PV_TRY(const std::vector<ReadSource> read, read_sources(sources));
    PV_TRY(const Instant now, impl.now());
    PV_TRY(WriteScope write, WriteScope::begin(*impl.store));
    PV_TRY(const std::optional<Day> sealed, impl.day_setting(setting::sealed_through));
    AdoptReport report;
    PV_TRY(report.adopted, adopt(impl, read, now, sealed ? *sealed + 1 : day_first));
    PV_CHECK(impl.load_terms());
    PV_TRY(const ChainHead head, impl.store->head());
    report.head = head_of(head);
    PV_CHECK(write.commit());
    return report;
}

Result<Source> source_bytes(Book &book, const std::string &id_or_sha256) {
    Store &store = *book.impl().store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    PV_TRY(std::vector<SourceRow> rows, store.sources(true));
    const auto wanted = std::find_if(rows.rbegin(), rows.rend(), [&](const SourceRow &row) {
        return row.id == id_or_sha256 || row.sha256 == id_or_sha256;
    });
    if (wanted == rows.rend())
        return Error(Code::pack_unknown, "the book has no source \"" + id_or_sha256 + "\"",
                     "list the packs of the book");
    return Source{wanted->kind, wanted->name, std::move(wanted->bytes)};
}

Result<std::shared_ptr<const BookTerms>> book_terms(Book &book) {
    PV_TRY(ReadScope read, ReadScope::begin(*book.impl().store));
    PV_TRY(const std::shared_ptr<const LoadedTerms> loaded, book.impl().load_terms());
    return std::shared_ptr<const BookTerms>(loaded, &loaded->terms);
}

} // namespace proviso
