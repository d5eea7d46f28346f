// The single door of the core: events in, documents, postings, deadlines, exceptions and decisions out.
//
// apply() is a pure function. An account's state is folded day by day in the order of product.md section 4; any split
// of a run gives what one run from the start gives, and a preview is the same call as a posting. Book-wide facts
// (prices, tax rates, choices) are gathered once in BookTerms and shared by all accounts; accounts do not touch each
// other, so they may be applied in any order and on any number of threads.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bill/document.hpp"
#include "core/engine/price_list.hpp"
#include "core/engine/terms_version.hpp"
#include "core/event/event.hpp"
#include "core/pack/terms.hpp"
#include "core/post/posting.hpp"
#include "core/rate/usage.hpp"
#include "core/rate/zones.hpp"

namespace proviso {

/// A tax rate in force from a day on (tax.rate_posted).
struct TaxRate {
    std::string jurisdiction; ///< "US-CA"
    Day from;
    Ratio rate; ///< 0.0825 is 8.25 %
    std::uint64_t event = 0;
};

/// What is the same for every account: packs, calendars, default choices, and the book-wide events.
class BookTerms {
  public:
    /// Something in force from a day on, until the next one of the same id.
    template <class T> struct Revision {
        const T *value = nullptr; ///< must outlive
        Day from;
    };
    struct Config {
        std::vector<const Pack *> packs;                 ///< one of each id; must outlive
        std::vector<const BusinessCalendar *> calendars; ///< must outlive
        Choices choices;                                 ///< overrides of defaults; each pack takes those it knows
        Overrides overrides;
        const NumberPlan *plan = nullptr; ///< must outlive; without it no number is outside a zone
        /// What took the place of one of the above, in order of the days; of a day the last counts.
        std::vector<Revision<Pack>> pack_revisions{};
        std::vector<Revision<BusinessCalendar>> calendar_revisions{};
        std::vector<Revision<NumberPlan>> plan_revisions{};
        std::vector<Day>
            seals{}; ///< through which days documents were sealed, ascending; the n-th made `n` seals stand
    };
    /// `events`: the book-wide ones, in any order; events of an account are ignored. Errors: parameter.*, reading.*,
    /// rules.conflict, money.* (where = event number).
    [[nodiscard]] static Result<BookTerms> make(Config config, std::span<const Event> events);

    /// The revision in force on the day; null for an unknown id.
    [[nodiscard]] const Pack *pack(std::string_view id, Day on = day_last) const;
    /// The number plan in force on the day; null if there is none.
    [[nodiscard]] const NumberPlan *plan(Day on) const;
    /// The policies in force on the day that stand beside the agreements under a pack, in the order of the packs.
    [[nodiscard]] std::vector<const Pack *> policies(const Pack &pack, Day on) const;
    [[nodiscard]] const Config &config() const { return config_; }
    [[nodiscard]] const std::vector<Event> &events() const { return events_; } ///< in order
    /// The newest of this id.
    [[nodiscard]] const BusinessCalendar *calendar(std::string_view id) const;
    /// Those that there are on the day; of one id the last counts.
    [[nodiscard]] std::vector<const BusinessCalendar *> calendars(Day on) const;
    /// The terms of one revision on a day, with the choices and parameters set for all until then. A choice that
    /// another pack or revision of the book knows and this one does not is passed over.
    [[nodiscard]] Result<Terms> terms(const Pack &pack, Day on) const;
    /// Days on which a choice, a parameter for all or a revision changes, and days on which accrued interest is billed;
    /// sorted.
    [[nodiscard]] const std::vector<Day> &change_days() const { return change_days_; }
    [[nodiscard]] bool bills_interest(Day day) const;
    /// The price for all in force on the day (posted, else the pack's); null if none.
    [[nodiscard]] const PriceRow *price(const Pack &pack, std::string_view sku, Day on) const;
    /// All prices for all, the pack's own among them.
    [[nodiscard]] std::span<const PriceRow> price_rows(const Pack &pack) const;
    /// Versions of the terms that were posted for all, in order.
    [[nodiscard]] const std::vector<TermsVersion> &versions() const { return versions_; }
    /// The rate in force for the jurisdiction; null if none is posted.
    [[nodiscard]] const TaxRate *tax_rate(std::string_view jurisdiction, Day on) const;
    /// The terms as they were known when `seals` seals stood: without the facts for all that came after.
    [[nodiscard]] const BookTerms &known(std::uint32_t seals) const;
    /// True if a fact for all that was recorded after that many seals is dated in the time that they sealed.
    [[nodiscard]] bool late_for_all(std::uint32_t seals) const;
    /// All such numbers of seals, ascending.
    [[nodiscard]] const std::vector<std::uint32_t> &late_seals() const { return late_seals_; }

  private:
    [[nodiscard]] static Result<BookTerms> build(Config config, std::span<const Event> events);
    [[nodiscard]] Result<void> keep_earlier(std::span<const Event> events);
    [[nodiscard]] Result<void> gather_versions();

    Config config_;
    std::vector<Event> events_;
    [[nodiscard]] bool any_knows(std::string_view name) const;
    [[nodiscard]] Day last_day_of(const Pack &pack) const; ///< on which the revision is in force

    std::vector<std::pair<const Pack *, PriceList>> prices_; ///< of each revision: posted and own
    std::vector<TaxRate> tax_rates_;                         ///< sorted by jurisdiction, from
    std::vector<TermsVersion> versions_;
    std::vector<Day> change_days_;
    std::vector<Day> interest_days_;
    std::vector<std::uint32_t> late_seals_;
    std::vector<std::pair<std::uint32_t, std::shared_ptr<const BookTerms>>> earlier_; ///< known before so many seals
};

/// Applies one reading.chosen or parameter.set event to terms. Errors: reading.*, parameter.*.
[[nodiscard]] Result<void> apply_choice(Terms &terms, const Event &event);
/// True if the pack has the reading or parameter that such an event is about.
[[nodiscard]] bool knows_choice(const Pack &pack, const Event &event);

/// A fact that the contract does not allow, with what it means.
struct Exception {
    Code code{};
    Day on;
    std::string account;
    std::uint64_t event = 0; ///< the event's sequence, 0 if none
    std::string clause;
    std::string what;
};

/// A dated duty or right. The names are those of core/duty/duties.def and of the packs' [[duty]] tables.
struct Deadline {
    std::string name; ///< "cancellation-notice", "renewal", "invoice-due", ...
    Day date;         ///< last day; day_last where the contract names none (then `within` says what it says)
    Day known_from;   ///< it stands on the calendar from this day ...
    Day known_until;  ///< ... to before this one
    std::string clause;
    std::string what;       ///< who must or may do what
    std::string document;   ///< draft id of the document it is about; empty if none
    std::string owner = {}; ///< customer, vendor, either, ...: whose duty or right it is; of duties.def if left empty
    std::string otherwise = {}; ///< what happens if it is not done; of duties.def if left empty
    std::string within = {};    ///< the contract's time in words, where it gives no date: "in reasonable time"
    bool standing = false;      ///< it holds as long as the agreement: no day, nothing that began or ends it
    std::string about = {};     ///< id of the claim, breach or notice that it is about; empty if none
};

/// Something that stands about an account beside its status: a consent, a clause that outlives the agreement.
struct Standing {
    std::string name;  ///< "marketing-consent", "clause:SS-10"
    std::string value; ///< "given", "withdrawn", "survives", "ended"
    Day since;
    std::string clause;
};

enum class Status : std::uint8_t { pending, active, suspended, ending, ended };
[[nodiscard]] std::string_view status_name(Status status);
struct StatusChange {
    Day on;
    Status status;
    std::string clause;
};

/// An event that was refused; the state is as if it had not been there.
struct Refusal {
    std::uint64_t event = 0;
    Error error;
};

/// A document and how it stands on the last day applied.
struct OpenItem {
    std::string document; ///< draft id
    DocumentKind kind{};
    Day date, due;
    Amount total, open;
};

/// Where money went: `amount` of payment `payment` (its event's sequence) settles `document` on `on`.
struct Allocation {
    std::uint64_t payment = 0;
    std::string document;
    Day on;
    Amount amount;
};

struct AccountResult {
    std::string account;
    std::string pack;
    std::vector<Document> documents;   ///< by date, kind, ordinal
    std::vector<JournalEntry> journal; ///< by date
    std::vector<Exception> exceptions;
    std::vector<Deadline> deadlines;
    std::vector<StatusChange> statuses; ///< the first is pending
    std::vector<Standing> standings;    ///< as of the last day, by name
    std::vector<Refusal> refusals;
    std::vector<OpenItem> items; ///< every document, as of the last day
    std::vector<Allocation> allocations;
    Amount unapplied;             ///< money on account
    std::vector<Posting> accrued; ///< interest accrued and not billed, as of the last day

    [[nodiscard]] Status status_on(Day day) const;
    /// Sum of the postings to a ledger (full or short name) dated on or before the day.
    [[nodiscard]] Result<Amount> balance(std::string_view ledger, Day day, Currency currency) const;
};

/// One account's facts, in any order.
struct AccountFacts {
    std::string account;
    std::span<const Event> events;
    std::span<const UsageTotal> usage;
    std::span<const Session> sessions;
};

struct RunOptions {
    bool interest = false;    ///< bill accrued interest on the last day (`run --interest`); a book keeps it as an event
    bool calendar = true;     ///< deadlines and accrued interest too; bulk runs leave them out: documents are the same
    std::string default_pack; ///< for an account that no event opens (scenarios with one pack)
    /// If set, gets the readings whose option was looked up: under another option of any other reading of the pack the
    /// same facts give the same result. Must outlive the call.
    std::set<std::string, std::less<>> *asked = nullptr;
    /// Readings that stand whatever events choose: the same facts billed another way. A pack takes those it knows. Must
    /// outlive the call.
    const Choices *fixed = nullptr;
};

/// The state of one account after some day: opaque, copyable, continued by apply().
class AccountState {
  public:
    AccountState();
    AccountState(const AccountState &);
    AccountState(AccountState &&) noexcept;
    AccountState &operator=(AccountState other) noexcept;
    ~AccountState();
    struct Impl;
    [[nodiscard]] Impl &impl() { return *impl_; }
    [[nodiscard]] const Impl &impl() const { return *impl_; }

  private:
    std::unique_ptr<Impl> impl_;
};

/// Applies facts through the day (inclusive) and adds to `result`. `state` moves on to that day. A refused event
/// changes nothing. Errors are of the pack and the terms (parameter.unset, rules.conflict), not of single events.
///
/// Late facts (product, section 5) are facts that were recorded when documents of their day were sealed already
/// (Event::seals against BookTerms::Config::seals). They take effect by differences on the first open day; for that a
/// new state is given all facts from the start. A state that has moved on cannot go back: what is dated on or before
/// the day that it has reached is refused as event.late.
[[nodiscard]] Result<void> apply(const BookTerms &book, AccountState &state, const AccountFacts &facts, Day through,
                                 const RunOptions &options, AccountResult &result);

} // namespace proviso
