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

std::vector<const Pack *> rating_packs(const LoadedTerms &terms, Day on) {
    std::vector<const Pack *> found;
    for (const Pack &pack : terms.packs) { // each revision of a pack stands here
        const Pack *in_force = terms.terms.pack(pack.id, on);
        if (in_force && !Terms(*in_force).clause("rating").empty() &&
            std::find(found.begin(), found.end(), in_force) == found.end())
            found.push_back(in_force);
    }
    return found;
}

Result<const Pack *> rating_pack(const LoadedTerms &terms, Day on) {
    const std::vector<const Pack *> found = rating_packs(terms, on);
    if (!found.empty()) return found.front();
    return Error(Code::pack_unknown, "no pack of the book says how calls are billed",
                 "add a pack that has the provision \"rating\"");
}

/// Makes the services of a rater out of price lists and decks.
class CallPrices::Reader {
  public:
    /// `packs`: one for each contract of `prices`, in one currency.
    Reader(CallPrices &prices, std::vector<const Pack *> packs, std::vector<KeptDeck> decks)
        : prices_(prices), packs_(std::move(packs)), decks_(std::move(decks)) {}

    Result<void> read(Book::Impl &book, const std::string &inside) {
        PV_CHECK(read_own(book));
        choose_skus(inside);
        for (contract_ = 0; contract_ < packs_.size(); ++contract_) PV_CHECK(read_contract());
        contract_ = 0;
        for (const std::string &sku : prices_.skus_) {
            prices_.unpriced_.push_back(
                {kind_of(sku), static_cast<std::uint16_t>(services_.size()), day_first, day_last});
            PV_CHECK(add_service(sku, {}, nullptr));
        }
        return {};
    }
    [[nodiscard]] std::vector<CallService> take() { return std::move(services_); }

  private:
    /// What the accounts under one pack are charged.
    Result<void> read_contract() {
        const Pack &pack = *packs_[contract_];
        Contract &contract = prices_.contracts_[contract_];
        shared_ = {};
        for (PriceRow &row : pack_prices(pack)) PV_CHECK(shared_.add(std::move(row)));
        for (const Event &event : prices_.terms_->terms.events())
            if (event.type == EventType::price_posted && event.text("terms").empty()) // else it begins with a version
                add_prices(event, pack.currency, shared_);
        PV_TRY(contract.shared, services_of(nullptr));
        std::map<std::string, std::size_t> equal; // accounts by what their prices are
        for (const auto &[account, list] : own_) {
            std::string text;
            for (const PriceRow &row : list.rows())
                text += row.sku + '|' + std::to_string(static_cast<int>(row.source)) + '|' + row.from.text() + '|' +
                        row.posted.text() + '|' + row.price.text() + '\n';
            const auto [at, fresh] = equal.emplace(std::move(text), contract.own.size());
            if (fresh) {
                PV_TRY(std::vector<ServicePeriod> periods, services_of(&list));
                contract.own.push_back(std::move(periods));
            }
            contract.own_by_account.emplace(account, at->second);
        }
        return {};
    }

    Result<void> read_own(Book::Impl &book) {
        PV_TRY(const CursorPtr<StoredEvent> events, book.store->events(1));
        StoredEvent row;
        for (;;) {
            PV_TRY(const bool more, events->next(row));
            if (!more) return {};
            if (!may_price(row)) continue;
            PV_TRY(const Event event, event_of(row));
            add_prices(event, packs_.front()->currency, own_[row.account]);
        }
    }

    /// Everything that is sold by the minute, and what has a deck.
    void choose_skus(const std::string &inside) {
        std::set<std::string> more;
        for (const Pack *pack : packs_)
            for (const Sku &sku : pack->skus)
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
        services_.push_back({sku, price, std::move(deck), !inside, static_cast<std::uint8_t>(contract_)});
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
    std::vector<const Pack *> packs_;
    std::size_t contract_ = 0; ///< whose services are being made
    std::vector<KeptDeck> decks_;
    std::string inside_;
    PriceList shared_;
    std::map<std::uint64_t, PriceList> own_;
    std::vector<CallService> services_;
};

Result<CallPrices> CallPrices::read(Book::Impl &book, Day on, const std::string &inside, const Terms *under) {
    CallPrices prices;
    PV_TRY(prices.terms_, book.load_terms());
    prices.plan_ = prices.terms_->terms.plan(on);
    PV_TRY(prices.day_zones_, DayZones::read(book, on));
    PV_TRY(const std::vector<Terms> terms, prices.rated_together(on, under));
    std::vector<const Pack *> packs;
    std::vector<RatingContract> rules;
    for (const Terms &one : terms) {
        packs.push_back(&one.pack());
        prices.contracts_.push_back(
            {one.pack().id, std::string(one.clause("rating")), std::string(one.clause("call_zone")), {}, {}, {}});
        RatingContract rule{&one, {}};
        if (prices.plan_) { PV_TRY(rule.zones, ZoneRule::make(one, *prices.plan_)); }
        rules.push_back(std::move(rule));
    }
    PV_TRY(std::vector<KeptDeck> decks, kept_decks(*book.store));
    std::erase_if(decks, [&](const KeptDeck &deck) { return deck.deck->currency() != packs.front()->currency; });
    Reader reader(prices, packs, std::move(decks));
    PV_CHECK(reader.read(book, inside));
    PV_TRY(Rater rater, Rater::make(std::move(rules), reader.take()));
    prices.rater_ = std::make_shared<const Rater>(std::move(rater));
    return prices;
}

/// The terms of the first pack that rates calls, and of those others that go with it in one rater.
Result<std::vector<Terms>> CallPrices::rated_together(Day on, const Terms *under) const {
    std::vector<Terms> together;
    if (under) {
        together.push_back(*under);
        return together;
    }
    PV_TRY(const Pack *first, rating_pack(*terms_, on));
    PV_TRY(Terms first_terms, terms_->terms.terms(*first, on));
    PV_TRY(const CallPriceRule rounding, call_price_rule(first_terms));
    together.push_back(std::move(first_terms));
    for (const Pack *pack : rating_packs(*terms_, on)) {
        if (pack == first || pack->currency != first->currency) continue;
        PV_TRY(Terms terms, terms_->terms.terms(*pack, on));
        const Result<CallPriceRule> own = call_price_rule(terms);
        if (own && *own == rounding) together.push_back(std::move(terms));
    }
    return together;
}

const CallPrices::Contract *CallPrices::contract(std::string_view pack) const {
    const auto found = std::find_if(contracts_.begin(), contracts_.end(),
                                    [&](const Contract &contract) { return contract.pack == pack; });
    return found == contracts_.end() ? nullptr : &*found;
}

const std::string &CallPrices::clause_under(std::string_view pack, const std::string &clause) const {
    const Contract *own = contract(pack);
    if (!own || clause.empty()) return clause;
    if (clause == rating_clause()) return own->rating_clause;
    return clause == zone_clause() ? own->zone_clause : clause;
}

std::shared_ptr<const NumberPlan> CallPrices::plan() const {
    if (!plan_) return nullptr;
    return {terms_, plan_};
}

const std::vector<ServicePeriod> &CallPrices::services(std::uint64_t account, std::string_view pack) const {
    const Contract *under = contract(pack);
    if (!under) return unpriced_;
    const auto own = under->own_by_account.find(account);
    return own == under->own_by_account.end() ? under->shared : under->own[own->second];
}

} // namespace proviso
