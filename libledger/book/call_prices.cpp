#include "book/call_prices.hpp"

#include <algorithm>
#include <set>

#include "book/stored_event.hpp"

namespace proviso {
namespace {

constexpr std::string_view plain_sku = "per-minute"; ///< of calls whose row names no sku (product, section 4)
constexpr std::string_view inside_sku = "on-net";    ///< of calls that stay inside

std::string_view prefix_of(std::string_view name, std::string_view sku) {
    return name.size() > sku.size() ? name.substr(sku.size() + 1) : std::string_view();
}
bool is_of(const PriceRow &row, std::string_view sku) {
    const std::string_view name = row.sku;
    return name.substr(0, sku.size()) == sku && (name.size() == sku.size() || name[sku.size()] == '/');
}

/// Adds the prices that an event gives. What contradicts an earlier one stays out: the engine refuses that event.
void add_prices(const Event &event, Currency currency, PriceList &list) {
    const PriceSource source = event.account.empty() ? PriceSource::posted : PriceSource::posted_for_account;
    if (event.type == EventType::price_posted) {
        const auto price = parse_unit_price(event.text("amount"), currency);
        if (!price) return;
        static_cast<void>(list.add({price_name(event.text("sku"), event.text("prefix")),
                                    source,
                                    event.day("from").value_or(event.on),
                                    event.on,
                                    *price,
                                    {},
                                    {}}));
        return;
    }
    for (const OrderItem &item : event.items) {
        if (item.unit_price.empty()) continue;
        const auto price = parse_unit_price(item.unit_price, currency);
        if (price) static_cast<void>(list.add({item.sku, PriceSource::order, event.on, event.on, *price, {}, {}}));
    }
}

/// True if the event may give an account a price of its own, without reading it all: canonical JSON has its type as
/// text.
bool may_price(const StoredEvent &row) {
    const std::string_view body = row.body;
    const bool order = body.find("\"type\":\"order.") != body.npos && body.find("unit_price") != body.npos;
    return row.account != 0 && (order || body.find("\"type\":\"price.posted\"") != body.npos);
}

/// A digit string as a deck's prefix; false for what is none.
bool read_prefix(std::string_view text, DeckRow &row) {
    if (text.empty() || text.size() > static_cast<std::size_t>(number_digits_max)) return false;
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
        row.prefix = row.prefix * 10 + static_cast<std::uint64_t>(c - '0');
    }
    row.length = static_cast<std::uint8_t>(text.size());
    return true;
}

} // namespace

Result<const Pack *> rating_pack(const LoadedTerms &terms, Day on) {
    for (const Pack &pack : terms.packs) {
        const Pack *in_force = terms.terms.pack(pack.id, on);
        if (in_force && !Terms(*in_force).clause("rating").empty()) return in_force;
    }
    return Error(Code::pack_unknown, "no pack of the book says how calls are billed",
                 "add a pack that has the provision \"rating\"");
}

/// Makes the services of a rater out of price lists and decks.
class CallPrices::Reader {
  public:
    Reader(CallPrices &prices, const Pack &pack, std::vector<KeptDeck> decks)
        : prices_(prices), pack_(pack), decks_(std::move(decks)) {}

    Result<void> read(Book::Impl &book, const std::string &inside) {
        for (PriceRow &row : pack_prices(pack_)) PV_CHECK(shared_.add(std::move(row)));
        for (const Event &event : prices_.terms_->terms.events())
            if (event.type == EventType::price_posted && event.text("terms").empty()) // else it begins with a version
                add_prices(event, pack_.currency, shared_);
        PV_CHECK(read_own(book));
        choose_skus(inside);
        PV_TRY(prices_.shared_, services_of(nullptr));
        for (const std::string &sku : prices_.skus_) {
            prices_.unpriced_.push_back(
                {kind_of(sku), static_cast<std::uint16_t>(services_.size()), day_first, day_last});
            PV_CHECK(add_service(sku, {}, nullptr));
        }
        std::map<std::string, std::size_t> equal; // accounts by what their prices are
        for (const auto &[account, list] : own_) {
            std::string text;
            for (const PriceRow &row : list.rows())
                text += row.sku + '|' + std::to_string(static_cast<int>(row.source)) + '|' + row.from.text() + '|' +
                        row.posted.text() + '|' + row.price.text() + '\n';
            const auto [at, fresh] = equal.emplace(std::move(text), prices_.own_.size());
            if (fresh) {
                PV_TRY(std::vector<ServicePeriod> periods, services_of(&list));
                prices_.own_.push_back(std::move(periods));
            }
            prices_.own_by_account_.emplace(account, at->second);
        }
        return {};
    }
    [[nodiscard]] std::vector<CallService> take() { return std::move(services_); }

  private:
    Result<void> read_own(Book::Impl &book) {
        PV_TRY(const CursorPtr<StoredEvent> events, book.store->events(1));
        StoredEvent row;
        for (;;) {
            PV_TRY(const bool more, events->next(row));
            if (!more) return {};
            if (!may_price(row)) continue;
            PV_TRY(const Event event, event_of(row));
            add_prices(event, pack_.currency, own_[row.account]);
        }
    }

    /// Everything that is sold by the minute, and what has a deck.
    void choose_skus(const std::string &inside) {
        std::set<std::string> more;
        for (const Sku &sku : pack_.skus)
            if (sku.per == "minute") more.insert(sku.id);
        for (const Event &event : prices_.terms_->terms.events())
            if (event.type == EventType::price_posted && event.text("per") == "minute")
                more.insert(std::string(event.text("sku")));
        for (const KeptDeck &deck : decks_) more.insert(deck.sku);
        if (!inside.empty()) more.insert(inside);
        more.erase(std::string(plain_sku));
        prices_.skus_ = {std::string(plain_sku)};
        prices_.skus_.insert(prices_.skus_.end(), more.begin(), more.end());
        inside_ = inside;
    }

    [[nodiscard]] std::uint16_t kind_of(const std::string &sku) const {
        const auto at = std::find(prices_.skus_.begin(), prices_.skus_.end(), sku);
        return static_cast<std::uint16_t>(at - prices_.skus_.begin());
    }

    Result<void> add_service(const std::string &sku, std::optional<UnitPrice> price,
                             std::shared_ptr<const RateDeck> deck) {
        if (services_.size() >= Rater::services_max)
            return Error(Code::value_range, "the book has too many different prices for calls to be rated at once",
                         "withdraw prices of accounts that have ended");
        const bool inside = sku == inside_sku || sku == inside_;
        services_.push_back({sku, price, std::move(deck), !inside});
        return {};
    }

    /// One service for each sku and span of days; in the order of skus where every span is all time.
    Result<std::vector<ServicePeriod>> services_of(const PriceList *own) {
        std::vector<ServicePeriod> periods;
        for (const std::string &sku : prices_.skus_) {
            std::set<Day> changes{day_first};
            for (const PriceList *list : {static_cast<const PriceList *>(&shared_), own})
                for (std::size_t i = 0; list && i < list->rows().size(); ++i)
                    if (is_of(list->rows()[i], sku)) changes.insert(list->rows()[i].from);
            for (const KeptDeck &deck : decks_)
                if (deck.sku == sku) changes.insert(deck.from);
            for (auto at = changes.begin(); at != changes.end(); ++at) {
                const Day until = std::next(at) == changes.end() ? day_last : *std::next(at);
                periods.push_back({kind_of(sku), static_cast<std::uint16_t>(services_.size()), *at, until});
                const PriceRow *flat = own ? own->find(sku, *at) : nullptr;
                if (!flat) flat = shared_.find(sku, *at);
                PV_TRY(std::shared_ptr<const RateDeck> deck, deck_of(sku, own, *at));
                PV_CHECK(add_service(sku, flat ? std::optional(flat->price) : std::nullopt, std::move(deck)));
            }
        }
        return periods;
    }

    /// The sku's deck on the day, with the prices posted for prefixes over it; null if there is neither.
    Result<std::shared_ptr<const RateDeck>> deck_of(const std::string &sku, const PriceList *own, Day on) {
        const KeptDeck *kept = nullptr;
        for (const KeptDeck &deck : decks_)
            if (deck.sku == sku && deck.from <= on) kept = &deck; // the last one counts
        std::map<std::string, DeckRow> posted;
        for (const PriceList *list : {static_cast<const PriceList *>(&shared_), own})
            for (std::size_t i = 0; list && i < list->rows().size(); ++i) {
                const PriceRow &row = list->rows()[i];
                const std::string_view prefix = is_of(row, sku) ? prefix_of(row.sku, sku) : std::string_view();
                const PriceRow *now = prefix.empty() ? nullptr : list->find(row.sku, on);
                if (!now || (list == &shared_ && kept && now->from < kept->from && has_row(*kept->deck, prefix)))
                    continue;
                DeckRow made;
                if (!read_prefix(prefix, made)) continue;
                made.per_minute = now->price;
                posted[std::string(prefix)] = std::move(made);
            }
        if (posted.empty()) return kept ? kept->deck : nullptr;
        std::vector<DeckRow> rows;
        if (kept)
            for (const DeckRow &row : kept->deck->rows())
                if (posted.find(row.prefix_text()) == posted.end()) rows.push_back(row);
        for (auto &[prefix, row] : posted) rows.push_back(std::move(row));
        PV_TRY(RateDeck deck, RateDeck::make(std::move(rows)));
        return std::make_shared<const RateDeck>(std::move(deck));
    }

    static bool has_row(const RateDeck &deck, std::string_view prefix) {
        return std::any_of(deck.rows().begin(), deck.rows().end(),
                           [&](const DeckRow &row) { return row.prefix_text() == prefix; });
    }

    CallPrices &prices_;
    const Pack &pack_;
    std::vector<KeptDeck> decks_;
    std::string inside_;
    PriceList shared_;
    std::map<std::uint64_t, PriceList> own_;
    std::vector<CallService> services_;
};

Result<CallPrices> CallPrices::read(Book::Impl &book, Day on, const std::string &inside, const Terms *under) {
    CallPrices prices;
    PV_TRY(prices.terms_, book.load_terms());
    PV_TRY(const Pack *pack, rating_pack(*prices.terms_, on));
    prices.plan_ = prices.terms_->terms.plan(on);
    PV_TRY(prices.day_zones_, DayZones::read(book, on));
    prices.pack_ = pack->id;
    PV_TRY(std::vector<KeptDeck> decks, kept_decks(*book.store));
    std::erase_if(decks, [&](const KeptDeck &deck) { return deck.deck->currency() != pack->currency; });
    Reader reader(prices, *pack, std::move(decks));
    PV_CHECK(reader.read(book, inside));
    PV_TRY(const Terms terms, prices.terms_->terms.terms(*pack, on));
    prices.rating_clause_ = terms.clause("rating");
    prices.zone_clause_ = terms.clause("call_zone");
    ZoneRule zones;
    if (prices.plan_) { PV_TRY(zones, ZoneRule::make(terms, *prices.plan_)); }
    PV_TRY(Rater rater, Rater::make(under ? *under : terms, reader.take(), std::move(zones)));
    prices.rater_ = std::make_shared<const Rater>(std::move(rater));
    return prices;
}

std::shared_ptr<const NumberPlan> CallPrices::plan() const {
    if (!plan_) return nullptr;
    return {terms_, plan_};
}

const std::vector<ServicePeriod> &CallPrices::services(std::uint64_t account, std::string_view pack) const {
    if (pack != pack_) return unpriced_;
    const auto own = own_by_account_.find(account);
    return own == own_by_account_.end() ? shared_ : own_[own->second];
}

} // namespace proviso
