// Every reading of the book's packs under every option that is not in force.
#include <algorithm>
#include <map>
#include <tuple>

#include "book/call_prices.hpp"
#include "book/comparison.hpp"
#include "book/other_terms.hpp"
#include "book/sweep.hpp"
#include "book/usage_again.hpp"

namespace proviso {
namespace {

/// What an option comes to so far over the accounts of one currency.
struct Sum {
    Currency currency{};
    std::uint64_t accounts = 0, documents = 0;
    std::int64_t difference = 0, accrued = 0, moved = 0;
    std::vector<std::pair<std::int64_t, std::string>> affected; ///< most first
    CompareLimits limits;
};

/// One option.
struct Variation {
    Ambiguity row;
    std::string question; ///< as components ask it
    Choices fixed;
    std::optional<std::size_t> history;           ///< of imported calls, if it settles how they are rated
    Currency currency{};                          ///< its pack's
    std::map<std::string, Sum, std::less<>> sums; ///< by currency
};

/// What one variation does to one account.
struct Effect {
    std::size_t variation = 0;
    std::uint64_t documents = 0;
    std::int64_t minor = 0, accrued = 0, both = 0; ///< of documents, of what has accrued, their sum
    bool rated_before = false;
    std::optional<Error> failed;
};

/// What the variations do to one account.
struct Effects {
    Currency currency{};
    std::vector<Effect> rows;
};

std::uint64_t magnitude(std::int64_t minor) {
    return minor < 0 ? -static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
}

/// Accounts whose calls are rated again at a time: their days are what is kept of them.
constexpr std::size_t accounts_at_once = 10'000;

class Pricing {
  public:
    Pricing(Book::Impl &book, const CompareScope &scope, std::size_t most) : book_(book), scope_(scope), most_(most) {}

    Result<AmbiguityReport> run() {
        PV_TRY(const std::shared_ptr<const LoadedTerms> terms, book_.load_terms());
        PV_TRY(base_, last_bill(book_, scope_));
        base_.terms = &terms->terms;
        report_.through = base_.through;
        PV_CHECK(list_variations());
        PV_CHECK(list_histories(*terms));
        Sweep job;
        job.terms = terms;
        job.stage = "compare";
        job.account = scope_.account;
        job.apply = [&](Swept &swept) -> Result<void> {
            PV_TRY(const AccountInput input, input_of(terms->sealed, swept.rows));
            auto effects = std::make_shared<Effects>();
            PV_CHECK(bill(input, *effects));
            swept.made = std::move(effects);
            return {};
        };
        PV_CHECK(sweep_in_parts(
            book_, job, again_.empty() ? SIZE_MAX : accounts_at_once,
            [&](const std::vector<std::string> &names) { return again_.rate(names); },
            [&](Swept &swept) { return take(swept); }));
        return finish();
    }

  private:
    Result<void> list_variations() {
        const BookTerms &terms = *base_.terms;
        for (const Pack *first : terms.config().packs) {
            const Pack &pack = *terms.pack(first->id, base_.through);
            PV_TRY(const Terms now, terms.terms(pack, base_.through));
            for (const Reading &reading : pack.readings) {
                const auto chosen = now.choices().find(reading.id);
                const std::string in_force = chosen == now.choices().end() ? reading.default_option : chosen->second;
                for (const ReadingOption &option : reading.options) {
                    if (option.name == in_force) continue;
                    Variation variation;
                    Ambiguity &row = variation.row;
                    row.pack = pack.id;
                    row.reading = reading.id;
                    row.question = reading.question;
                    row.clauses = reading.clauses;
                    row.in_force = in_force;
                    row.option = option.name;
                    row.computed = !reading.recorded_only;
                    variation.question = reading.decides;
                    variation.fixed.emplace(reading.id, option.name);
                    variation.currency = pack.currency;
                    variations_.push_back(std::move(variation));
                }
            }
        }
        return {};
    }

    /// Readings that settle how calls are rated need the calls themselves.
    Result<void> list_histories(const LoadedTerms &loaded) {
        std::vector<Terms> histories;
        const std::vector<const Pack *> rating = rating_packs(loaded, base_.through);
        for (Variation &variation : variations_) {
            const auto pack = std::find_if(rating.begin(), rating.end(),
                                           [&](const Pack *one) { return one->id == variation.row.pack; });
            if (!variation.row.computed || pack == rating.end() || !rates_calls(variation.question)) continue;
            PV_TRY(Terms terms, loaded.terms.terms(**pack, base_.through));
            PV_CHECK(terms.fix(variation.row.reading, variation.row.option));
            variation.history = histories.size();
            histories.push_back(std::move(terms));
        }
        PV_TRY(again_, UsageAgain::read(book_, std::move(histories)));
        return {};
    }

    /// On any thread: only reads.
    Result<void> bill(const AccountInput &input, Effects &effects) const {
        std::set<std::string, std::less<>> asked;
        PV_TRY(const Bill before, bill_of(input, base_, &asked));
        effects.currency = before.currency;
        const bool imported = !input.usage.empty() || !input.sessions.empty();
        for (std::size_t i = 0; i < variations_.size(); ++i) {
            const Variation &variation = variations_[i];
            if (!variation.row.computed || variation.row.pack != before.pack) continue;
            Effect effect;
            effect.variation = i;
            const bool rerated = variation.history && !input.usage.empty();
            effect.rated_before =
                imported && settles_imports(variation.question) && (!rerated || again_.lacks_rows(input.usage));
            if (rerated || asked.contains(variation.row.reading)) {
                BillTerms under = base_;
                under.fixed = variation.fixed;
                AccountInput other;
                if (rerated) {
                    other = input;
                    other.usage = again_.usage(input.account, *variation.history, input.usage);
                }
                auto after = bill_of(rerated ? other : input, under);
                if (after) {
                    PV_TRY(const std::vector<BillDifference> rows, differences(before, *after));
                    effect.documents = rows.size();
                    if (__builtin_sub_overflow(after->total, before.total, &effect.minor) ||
                        __builtin_sub_overflow(after->accrued, before.accrued, &effect.accrued) ||
                        __builtin_add_overflow(effect.minor, effect.accrued, &effect.both))
                        return Error(Code::money_overflow, "a difference is larger than the largest amount");
                } else {
                    effect.failed = std::move(after.error());
                }
            }
            if (effect.documents != 0 || effect.accrued != 0 || effect.rated_before || effect.failed)
                effects.rows.push_back(std::move(effect));
        }
        return {};
    }

    Result<bool> take(Swept &swept) {
        ++report_.accounts;
        const Effects &effects = *static_cast<const Effects *>(swept.made.get());
        for (const Effect &effect : effects.rows) {
            const auto at = variations_[effect.variation].sums.try_emplace(std::string(effects.currency.code())).first;
            at->second.currency = effects.currency;
            PV_CHECK(add(at->second, effect, swept.rows.account.name));
        }
        return true;
    }

    Result<void> add(Sum &sum, const Effect &effect, const std::string &account) const {
        sum.limits.rated_before += effect.rated_before ? 1 : 0;
        if (effect.failed) {
            if (sum.limits.failed++ == 0) sum.limits.failure = effect.failed->render();
            return {};
        }
        if (effect.documents == 0 && effect.accrued == 0) return {};
        ++sum.accounts;
        sum.documents += effect.documents;
        const std::int64_t size = effect.both < 0 ? -effect.both : effect.both;
        if (__builtin_add_overflow(sum.difference, effect.minor, &sum.difference) ||
            __builtin_add_overflow(sum.accrued, effect.accrued, &sum.accrued) ||
            __builtin_add_overflow(sum.moved, size, &sum.moved))
            return Error(Code::money_overflow, "the sum of all bills is larger than the largest amount");
        // Accounts come by name, so that of equals the first stays before the others.
        const auto place = std::find_if(sum.affected.begin(), sum.affected.end(),
                                        [&](const auto &one) { return magnitude(one.first) < magnitude(effect.both); });
        if (place != sum.affected.end() || sum.affected.size() < most_)
            sum.affected.insert(place, {effect.both, account});
        if (sum.affected.size() > most_) sum.affected.pop_back();
        return {};
    }

    Result<AmbiguityReport> finish() {
        for (Variation &variation : variations_) {
            if (variation.sums.empty())
                variation.sums[std::string(variation.currency.code())].currency = variation.currency;
            for (auto &[code, sum] : variation.sums) {
                Ambiguity row = variation.row;
                row.accounts = sum.accounts;
                row.documents = sum.documents;
                row.difference = Amount(sum.difference, sum.currency);
                row.accrued = Amount(sum.accrued, sum.currency);
                row.moved = Amount(sum.moved, sum.currency);
                for (const auto &[minor, account] : sum.affected)
                    row.affected.push_back({account, Amount(minor, sum.currency)});
                row.limits = std::move(sum.limits);
                report_.rows.push_back(std::move(row));
            }
        }
        std::stable_sort(report_.rows.begin(), report_.rows.end(), [](const Ambiguity &a, const Ambiguity &b) {
            if (a.difference.currency().code() != b.difference.currency().code())
                return a.difference.currency().code() < b.difference.currency().code();
            return std::tuple(magnitude(b.difference.minor() + b.accrued.minor()), b.moved.minor(), b.documents,
                              a.pack) < std::tuple(magnitude(a.difference.minor() + a.accrued.minor()), a.moved.minor(),
                                                   a.documents, b.pack);
        });
        return std::move(report_);
    }

    Book::Impl &book_;
    const CompareScope &scope_;
    std::size_t most_;
    BillTerms base_;
    std::vector<Variation> variations_;
    UsageAgain again_;
    AmbiguityReport report_;
};

} // namespace

Result<AmbiguityReport> price_ambiguities(Book &handle, const CompareScope &scope, std::size_t most) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    return Pricing(book, scope, most).run();
}

} // namespace proviso
