// Every reading of the book's packs under every option that is not in force.
#include <algorithm>
#include <tuple>

#include "book/call_prices.hpp"
#include "book/comparison.hpp"
#include "book/other_terms.hpp"
#include "book/sweep.hpp"
#include "book/usage_again.hpp"

namespace proviso {
namespace {

/// One option, and what it comes to so far.
struct Variation {
    Ambiguity row;
    std::string question; ///< as components ask it
    Choices fixed;
    std::optional<std::size_t> history; ///< of imported calls, if it settles how they are rated
    Currency currency{};
    std::int64_t difference = 0, accrued = 0, moved = 0, most = 0;
};

/// What one variation does to one account.
struct Effect {
    std::size_t variation = 0;
    std::uint64_t documents = 0;
    std::int64_t minor = 0, accrued = 0, both = 0; ///< of documents, of what has accrued, their sum
    bool rated_before = false;
    std::optional<Error> failed;
};

std::uint64_t magnitude(std::int64_t minor) {
    return minor < 0 ? -static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
}

/// Accounts whose calls are rated again at a time: their days are what is kept of them.
constexpr std::size_t accounts_at_once = 10'000;

class Pricing {
  public:
    Pricing(Book::Impl &book, const CompareScope &scope) : book_(book), scope_(scope) {}

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
            auto effects = std::make_shared<std::vector<Effect>>();
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
        const auto rating = rating_pack(loaded, base_.through);
        if (!rating) return {}; // no pack rates calls, so none were imported
        for (Variation &variation : variations_) {
            if (!variation.row.computed || variation.row.pack != (*rating)->id || !rates_calls(variation.question))
                continue;
            PV_TRY(Terms terms, loaded.terms.terms(**rating, base_.through));
            PV_CHECK(terms.fix(variation.row.reading, variation.row.option));
            variation.history = histories.size();
            histories.push_back(std::move(terms));
        }
        PV_TRY(again_, UsageAgain::read(book_, std::move(histories)));
        return {};
    }

    /// On any thread: only reads.
    Result<void> bill(const AccountInput &input, std::vector<Effect> &effects) const {
        std::set<std::string, std::less<>> asked;
        PV_TRY(const Bill before, bill_of(input, base_, &asked));
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
                effects.push_back(std::move(effect));
        }
        return {};
    }

    Result<bool> take(Swept &swept) {
        ++report_.accounts;
        for (Effect &effect : *static_cast<std::vector<Effect> *>(swept.made.get())) {
            Variation &variation = variations_[effect.variation];
            Ambiguity &row = variation.row;
            row.limits.rated_before += effect.rated_before ? 1 : 0;
            if (effect.failed) {
                if (row.limits.failed++ == 0) row.limits.failure = effect.failed->render();
                continue;
            }
            if (effect.documents == 0 && effect.accrued == 0) continue;
            ++row.accounts;
            row.documents += effect.documents;
            const std::int64_t size = effect.both < 0 ? -effect.both : effect.both;
            if (__builtin_add_overflow(variation.difference, effect.minor, &variation.difference) ||
                __builtin_add_overflow(variation.accrued, effect.accrued, &variation.accrued) ||
                __builtin_add_overflow(variation.moved, size, &variation.moved))
                return Error(Code::money_overflow, "the sum of all bills is larger than the largest amount");
            if (row.most_affected.empty() || magnitude(effect.both) > magnitude(variation.most)) {
                row.most_affected = swept.rows.account.name;
                variation.most = effect.both;
            }
        }
        return true;
    }
    Result<AmbiguityReport> finish() {
        std::stable_sort(variations_.begin(), variations_.end(), [](const Variation &a, const Variation &b) {
            return std::tuple(magnitude(b.difference + b.accrued), b.moved, b.row.documents, a.row.pack) <
                   std::tuple(magnitude(a.difference + a.accrued), a.moved, a.row.documents, b.row.pack);
        });
        for (Variation &variation : variations_) {
            Ambiguity &row = variation.row;
            row.difference = Amount(variation.difference, variation.currency);
            row.accrued = Amount(variation.accrued, variation.currency);
            row.moved = Amount(variation.moved, variation.currency);
            row.most_difference = Amount(variation.most, variation.currency);
            report_.rows.push_back(std::move(row));
        }
        return std::move(report_);
    }

    Book::Impl &book_;
    const CompareScope &scope_;
    BillTerms base_;
    std::vector<Variation> variations_;
    UsageAgain again_;
    AmbiguityReport report_;
};

} // namespace

Result<AmbiguityReport> price_ambiguities(Book &handle, const CompareScope &scope) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    return Pricing(book, scope).run();
}

} // namespace proviso
