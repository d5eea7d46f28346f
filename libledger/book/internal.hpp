// What a Book holds, and helpers of this folder. Internal to book/.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "book/book.hpp"
#include "book/seals.hpp"
#include "core/pack/pack.hpp"
#include "core/rate/zones.hpp"
#include "core/time/business_days.hpp"
#include "store/store.hpp"

namespace proviso {

/// Packs, calendars and the number plan read from the book's sources, and the terms made of them and of the book-wide
/// events.
struct LoadedTerms {
    std::deque<Pack> packs; ///< every revision, of one id the newest last; addresses stay
    std::deque<BusinessCalendar> calendars;
    std::deque<NumberPlan> plans;
    BookTerms terms;
    SealedTime sealed;
};

struct Book::Impl {
    BookOptions options;
    std::unique_ptr<Store> store;
    std::string identity_key; ///< 16 bytes, for the look-ups by key and content

    std::shared_ptr<const LoadedTerms> terms; ///< of the marks below
    std::size_t terms_sources = 0;
    std::uint64_t terms_event = 0; ///< last book-wide event
    std::size_t terms_seals = 0;
    std::uint64_t terms_entry = 0; ///< bound: events of entries up to here

    std::unordered_map<std::string, std::uint64_t> account_numbers; ///< committed ones, for programs that post

    [[nodiscard]] Result<Instant> now() const;
    [[nodiscard]] Result<std::string> random(std::size_t bytes) const;
    /// False from the caller's callback becomes the error `cancelled`.
    [[nodiscard]] Result<void> progress(std::string_view stage, std::uint64_t done, std::uint64_t total) const;
    /// `domain` keeps keys, contents and journal keys apart.
    [[nodiscard]] std::int64_t identity(std::string_view domain, std::string_view text) const;
    /// Terms with the book-wide events of entries up to `last_entry`, and `extra` ones not recorded yet.
    [[nodiscard]] Result<std::shared_ptr<const LoadedTerms>> load_terms(std::uint64_t last_entry = UINT64_MAX,
                                                                        const std::vector<Event> &extra = {});
    [[nodiscard]] Result<std::optional<Day>> day_setting(std::string_view name);
    [[nodiscard]] Result<void> set_day(std::string_view name, Day day);
    [[nodiscard]] unsigned workers() const;
};

/// Names of settings. They repeat what the chain says, so that it need not be read for them; verify compares.
namespace setting {
inline constexpr std::string_view id = "id";
inline constexpr std::string_view created = "created";
inline constexpr std::string_view seller = "seller";
inline constexpr std::string_view identity_key = "identity_key";
inline constexpr std::string_view sealed_through = "sealed_through";
inline constexpr std::string_view closed_through = "closed_through";
inline constexpr std::string_view recognised_through = "recognised_through";
inline constexpr std::string_view drafts_through = "drafts_through";
inline constexpr std::string_view drafts_interest = "drafts_interest";
inline constexpr std::string_view scrub_waits = "scrub_waits"; ///< set while removed values may stand in free bytes
} // namespace setting

/// Kinds of chain entries.
namespace entry_kind {
inline constexpr std::string_view created = "book.created";
inline constexpr std::string_view source = "source.adopted";
inline constexpr std::string_view events = "events.recorded";
inline constexpr std::string_view usage = "usage.imported";
inline constexpr std::string_view documents = "documents.issued";
inline constexpr std::string_view journal = "journal.posted";
inline constexpr std::string_view finalized = "documents.finalized";
inline constexpr std::string_view sent = "documents.sent";
inline constexpr std::string_view closed = "period.closed";
inline constexpr std::string_view reopened = "period.reopened";
inline constexpr std::string_view rejected = "suspense.rejected";
inline constexpr std::string_view erased = "personal.erased";
inline constexpr std::string_view purged = "rows.purged";
} // namespace entry_kind

[[nodiscard]] Head head_of(const ChainHead &head);

/// A small canonical JSON object for the data of an entry.
class Data {
  public:
    Data &text(std::string_view key, std::string_view value);
    Data &number(std::string_view key, std::uint64_t value);
    Data &raw(std::string_view key, std::string_view json);
    [[nodiscard]] std::string take() { return std::exchange(out_, "{") + "}"; }

  private:
    std::string out_ = "{";
};

} // namespace proviso
