// Working is how a component computes: each operation both gives a value and writes its step. The first error sticks,
// so that a formula reads as a formula and is checked once, at finish().
//
//     Working work(terms, "proration");                       // cites the provision's clauses
//     Term price = work.input("price", unit_price.ratio(), "price of unlimited-monthly");
//     Term share = work.divide(left, work.parameter("cycle.days"), "share of the cycle");
//     return work.finish_money(work.multiply(price, share, "exact"), currency);
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/explain/derivation.hpp"
#include "core/pack/terms.hpp"

namespace proviso {

/// A handle to a step of one Working.
struct Term {
    std::uint32_t step = 0;
};

class Working {
  public:
    /// `provision` names the pack's provision whose clauses the result cites ("proration", "renewal", "interest", ...);
    /// the registry name of the calculation is `calculation`, by default the same.
    Working(const Terms &terms, std::string_view provision, std::string_view calculation = {});

    Term input(std::string_view name, Ratio value, std::string_view source = {});
    Term input(std::string_view name, Day value, std::string_view source = {});
    Term input(std::string_view name, std::string_view value, std::string_view source = {});
    /// The pack's number on the terms' day, with its clause. Sticks parameter.unknown, parameter.unset, parameter.type.
    Term parameter(std::string_view id);
    /// The same for a parameter that may be unset: then nothing, and a step that says "unset"; without a step if the
    /// pack does not know it at all.
    std::optional<Term> optional_parameter(std::string_view id);
    /// A number that no clause names as a parameter (60 seconds in a minute): an input with the source "definition".
    Term constant(std::string_view name, std::int64_t value);

    Term add(Term a, Term b, std::string_view name = {});
    Term sum(const std::vector<Term> &terms, std::string_view name = {});
    Term subtract(Term a, Term b, std::string_view name = {});
    Term multiply(Term a, Term b, std::string_view name = {});
    Term divide(Term a, Term b, std::string_view name = {});
    Term minimum(Term a, Term b, std::string_view name = {});
    Term maximum(Term a, Term b, std::string_view name = {});
    Term floor(Term a, std::string_view name = {});
    Term ceiling(Term a, std::string_view name = {});
    Term round(Term a, int decimals, Rounding rounding, std::string_view name = {});
    Term power(Term base, Term exponent, int decimals, Rounding rounding, std::string_view name = {});
    Term days(Term from, Term until, std::string_view name = {});
    Term shift(Term day, Term days, std::string_view name = {});
    Term attest(std::string_view name, Value value, std::string_view source, const std::vector<Term> &args = {});

    /// The chosen option of the reading that decides `question` ("proration.day_count"). It is recorded, and marks the
    /// next step written; of several asked in a row the last does. Sticks reading.unknown (then the option is empty).
    std::string_view choose(std::string_view question);
    /// Adds a clause to the next step and to the result's own clauses.
    void cite(std::string_view clause);
    void fraction(std::int64_t numerator, std::int64_t denominator);
    void output(std::string_view name, Value value);
    /// Sticks an error; later operations do nothing.
    void fail(Error error);

    [[nodiscard]] Ratio number(Term term) const; ///< 0 after an error
    [[nodiscard]] Day day(Term term) const;      ///< 1970-01-01 after an error
    [[nodiscard]] bool failed() const { return error_.has_value(); }
    [[nodiscard]] const Terms &terms() const { return terms_; }

    /// Ends with the rounding of an amount by the pack's mode (question "rounding.mode", R-X-03).
    [[nodiscard]] Result<Calculation> finish_money(Term exact, Currency currency);
    /// The same for a cumulative amount of which `billed` was billed before: rounded first, then less `billed`.
    [[nodiscard]] Result<Calculation> finish_money_less(Term exact, Amount billed);
    /// Ends with a result that is not money: the last step written.
    [[nodiscard]] Result<Calculation> finish(Term result);

  private:
    Term push(Step step);
    Term make(Op op, std::string_view name, Value value, std::initializer_list<Term> args);
    Term binary(Op op, Term a, Term b, std::string_view name);
    Term rounded_money(Term exact, Currency currency);
    std::string_view record(std::string_view question, bool deciding);

    const Terms &terms_;
    Calculation result_;
    std::optional<Error> error_;
    std::vector<std::string> pending_clauses_;
    ReadingUse pending_reading_;
};

} // namespace proviso
