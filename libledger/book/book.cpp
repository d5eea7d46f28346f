#include "book/book.hpp"

#include <algorithm>
#include <thread>

#include <sodium.h>

#include "book/internal.hpp"
#include "book/sources.hpp"
#include "core/json_text.hpp"
#include "io/json.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace proviso {
namespace {

SqliteOptions store_options(const BookOptions &options) {
    return {options.read_only, options.busy_wait, options.max_bytes};
}

std::string seller_json(const std::map<std::string, std::string> &seller) {
    Data data;
    for (const auto &[name, value] : seller) data.text(name, value);
    return data.take();
}

Result<std::string> bytes_of_hex(const std::string &digits) {
    if (digits.size() != 32)
        return Error(Code::book_damaged, "the book's settings are not complete", "restore it from a copy");
    std::string bytes(16, '\0');
    std::size_t length = 0;
    const int bad = sodium_hex2bin(reinterpret_cast<unsigned char *>(bytes.data()), bytes.size(), digits.data(),
                                   digits.size(), nullptr, &length, nullptr);
    if (bad != 0 || length != 16)
        return Error(Code::book_damaged, "the book's settings are not readable", "restore it from a copy");
    return bytes;
}

} // namespace

Head head_of(const ChainHead &head) { return {head.entries, hex(head.hash)}; }

Data &Data::text(std::string_view key, std::string_view value) {
    append_json_key(out_, key);
    append_json_string(out_, value);
    return *this;
}
Data &Data::number(std::string_view key, std::uint64_t value) { return raw(key, std::to_string(value)); }
Data &Data::raw(std::string_view key, std::string_view json) {
    append_json_key(out_, key);
    out_ += json;
    return *this;
}

Book::Book(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Book::Book(Book &&) noexcept = default;
Book &Book::operator=(Book &&) noexcept = default;
Book::~Book() = default;

Result<Book> Book::create(const std::string &path, const CreateRequest &request, BookOptions options) {
    auto impl = std::make_unique<Impl>();
    impl->options = std::move(options);
    PV_TRY(const Instant now, impl->now());
    PV_TRY(const std::string id, impl->random(16));
    PV_TRY(impl->identity_key, impl->random(16));
    PV_TRY(std::vector<ReadSource> sources, read_sources(request.sources));
    if (std::none_of(sources.begin(), sources.end(),
                     [](const ReadSource &source) { return source.row.kind == "pack"; }))
        return Error(Code::argument_missing, "a book needs at least one rule pack", "name one");
    PV_TRY(impl->store, create_sqlite_store(path, store_options(impl->options)));
    const auto fill = [&]() -> Result<void> {
        Store &store = *impl->store;
        PV_TRY(WriteScope write, WriteScope::begin(store));
        const std::string seller = seller_json(request.seller);
        PV_CHECK(store.set(setting::id, hex(id)));
        PV_CHECK(store.set(setting::created, std::to_string(now.micros())));
        PV_CHECK(store.set(setting::seller, seller));
        PV_CHECK(store.set(setting::identity_key, hex(impl->identity_key)));
        PV_CHECK(store.append(entry_kind::created, now,
                              Data()
                                  .text("book", hex(id))
                                  .number("schema", static_cast<std::uint64_t>(store.schema()))
                                  .raw("seller", seller)
                                  .take()));
        PV_CHECK(adopt(*impl, sources, now, day_first));
        PV_CHECK(impl->load_terms());
        return write.commit();
    };
    if (auto filled = fill(); !filled) { // nothing half done
        impl->store.reset();
        remove_sqlite_store(path);
        return std::move(filled.error());
    }
    return Book(std::move(impl));
}

Result<Book> Book::open(const std::string &path, BookOptions options) {
    auto impl = std::make_unique<Impl>();
    impl->options = std::move(options);
    PV_TRY(impl->store, open_sqlite_store(path, store_options(impl->options)));
    PV_TRY(ReadScope read, ReadScope::begin(*impl->store));
    PV_TRY(const std::optional<std::string> key, impl->store->setting(setting::identity_key));
    PV_TRY(impl->identity_key, bytes_of_hex(key.value_or("")));
    return Book(std::move(impl));
}

Result<std::int32_t> Book::migrate(const std::string &path, BookOptions options) {
    return migrate_sqlite_store(path, store_options(options));
}

Result<BookInfo> Book::info() {
    Store &store = *impl_->store;
    PV_TRY(ReadScope read, ReadScope::begin(store));
    BookInfo info;
    PV_TRY(const std::optional<std::string> id, store.setting(setting::id));
    info.id = id.value_or("");
    info.schema = store.schema();
    PV_TRY(const std::optional<std::string> created, store.setting(setting::created));
    if (created) info.created = Instant(std::strtoll(created->c_str(), nullptr, 10));
    PV_TRY(const std::optional<std::string> seller, store.setting(setting::seller));
    PV_TRY(const JsonNode json, read_json(seller.value_or("{}")));
    for (const JsonMember &member : json.members) info.seller[member.key] = member.value.text;
    PV_TRY(const std::vector<SourceRow> sources, store.sources(false));
    for (const SourceRow &row : sources) info.sources.push_back(adopted(row));
    PV_TRY(const ChainHead head, store.head());
    info.head = head_of(head);
    PV_TRY(info.sealed_through, impl_->day_setting(setting::sealed_through));
    PV_TRY(info.closed_through, impl_->day_setting(setting::closed_through));
    PV_TRY(info.drafts_through, impl_->day_setting(setting::drafts_through));
    PV_TRY(const Store::Counts counts, store.counts());
    info.accounts = counts.accounts;
    info.events = counts.events;
    info.documents = counts.documents;
    info.journal_entries = counts.journal;
    PV_TRY(info.drafts, store.draft_count());
    PV_TRY(info.suspended, store.waiting());
    return info;
}

Book::Snapshot::~Snapshot() {
    if (store_) store_->end_read();
}
Result<Book::Snapshot> Book::snapshot() {
    PV_CHECK(impl_->store->begin_read());
    return Snapshot(impl_->store.get());
}

Result<Instant> Book::Impl::now() const {
    if (!options.rim.now) return Error(Code::argument_missing, "a book that is written to needs a clock", "give one");
    return options.rim.now();
}

Result<std::string> Book::Impl::random(std::size_t bytes) const {
    if (!options.rim.random)
        return Error(Code::argument_missing, "a book that is written to needs a random source", "give one");
    std::string out(bytes, '\0');
    options.rim.random(std::as_writable_bytes(std::span(out)));
    return out;
}

Result<void> Book::Impl::progress(std::string_view stage, std::uint64_t done, std::uint64_t total) const {
    if (options.rim.progress && !options.rim.progress({stage, done, total}))
        return Error(Code::cancelled, "the work was cancelled", "whole batches that were committed stay");
    return {};
}

std::int64_t Book::Impl::identity(std::string_view domain, std::string_view text) const {
    static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == 8);
    std::string message(domain);
    message += '\0';
    message += text;
    std::int64_t hash = 0;
    crypto_shorthash(reinterpret_cast<unsigned char *>(&hash), reinterpret_cast<const unsigned char *>(message.data()),
                     message.size(), reinterpret_cast<const unsigned char *>(identity_key.data()));
    return hash;
}

Result<std::optional<Day>> Book::Impl::day_setting(std::string_view name) {
    PV_TRY(const std::optional<std::string> text, store->setting(name));
    if (!text) return std::optional<Day>();
    PV_TRY(const Day day, Day::parse(*text));
    return std::optional<Day>(day);
}
Result<void> Book::Impl::set_day(std::string_view name, Day day) { return store->set(name, day.text()); }

unsigned Book::Impl::workers() const {
    return options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

} // namespace proviso
