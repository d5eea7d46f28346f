// A Derivation is how a result was computed: a list of steps, arguments before the steps that use them, the result
// last.
//
// It is not a report made afterwards: components compute through it (working.hpp), and evaluate() on the steps alone
// gives the same result. It is kept as canonical JSON (docs/derivations.md) and rendered as text on demand. Values;
// thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/explain/value.hpp"
#include "core/money/amount.hpp"

namespace proviso {

enum class Op : std::uint8_t {
    input,     ///< a fact: from an event, a price, a row; `source` says which
    parameter, ///< a value of the pack; `name` is its id
    add,
    subtract,
    multiply,
    divide,
    minimum,
    maximum, ///< of all args, in order
    floor,
    ceiling, ///< to an integer
    round,   ///< to `decimals` by `rounding`; the one declared rounding of an amount
    power,   ///< args[0] ^ args[1], rounded to `decimals` by `rounding` from guarded digits
    days,    ///< args[1] - args[0], two days
    shift,   ///< args[0] (a day) plus args[1] days
    share,   ///< a part of a whole by largest remainder: args[0] is the whole, the value is given (an attested input)
    attest,  ///< a result that the step's source vouches for (a calendar walk, a batch's total); args show what went in
};
/// The largest denominator of an exponent: finer than any day count, and never slow to work out.
constexpr int power_degree_max = 400;
[[nodiscard]] std::string_view op_name(Op op);
[[nodiscard]] std::optional<Op> op_from_name(std::string_view name);

struct Step {
    Op op = Op::input;
    std::string name;                 ///< what it is, in the contract's terms: "price", "days left", "cycle.days"
    Value value;                      ///< what it came to
    std::vector<std::uint32_t> args;  ///< indices of earlier steps
    std::string source;               ///< input: the event, price or row; parameter: its unit; attest: who vouches
    std::vector<std::string> clauses; ///< that this step follows
    std::string reading;              ///< "R-SS-10", when a reading decided this step
    std::string option;               ///< "thirty_less_index"
    Rounding rounding = Rounding::half_up;
    std::int8_t decimals = 0;
};

/// One reading that a result went through.
struct ReadingUse {
    std::string reading;
    std::string option;
    [[nodiscard]] friend bool operator==(const ReadingUse &, const ReadingUse &) = default;
    [[nodiscard]] friend auto operator<=>(const ReadingUse &, const ReadingUse &) = default;
};

struct Derivation {
    std::string calculation;          ///< the component's name in the registry: "proration"
    std::vector<Step> steps;          ///< the last one is the result
    std::vector<ReadingUse> readings; ///< every reading used, sorted by id, rounding readings too
    [[nodiscard]] bool empty() const { return steps.empty(); }
    /// Every clause that any step cites, sorted, without repeats.
    [[nodiscard]] std::vector<std::string> clauses() const;
    /// The first step of this name; null if none.
    [[nodiscard]] const Step *find(std::string_view name) const;
};

/// Works the steps out again from inputs, parameters and attested values alone. Error if a step does not follow from
/// its arguments (verify.fault, `where` = the step's number).
[[nodiscard]] Result<Value> evaluate(const Derivation &derivation);
/// Canonical bytes: one JSON object without spaces, keys in a fixed order, defaults left out.
[[nodiscard]] std::string derivation_json(const Derivation &derivation);
void append_derivation_json(std::string &out, const Derivation &derivation);
/// Reads canonical bytes back; strict. Error: json.syntax.
[[nodiscard]] Result<Derivation> derivation_from_json(std::string_view json);
/// The same for one that stands at the front of longer text; `length` is how much of it is the derivation.
[[nodiscard]] Result<Derivation> derivation_at_front(std::string_view json, std::size_t &length);
/// The tree as indented text for people: each step with its value, clause, reading and source.
[[nodiscard]] std::string derivation_text(const Derivation &derivation);

/// n/d as the clause states it, unreduced: 10/30.
struct Fraction {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    [[nodiscard]] std::string text() const; ///< "10/30"
    [[nodiscard]] friend bool operator==(const Fraction &, const Fraction &) = default;
};

/// What a component gives back: the unrounded result, the rounded amount where it is money, and the derivation of both.
struct Calculation {
    Ratio exact;                      ///< unrounded, in major units where it is money
    std::optional<Amount> amount;     ///< after the one rounding
    std::optional<Fraction> fraction; ///< the clause's ratio, unreduced
    std::vector<std::string> clauses; ///< the provision's own clauses (deeper ones stand in the steps)
    std::vector<ReadingUse> readings; ///< that decided the result, without the rounding mode's
    /// Further named results: "billed_seconds", "deemed", "in_time". A dotted name is a member of a list:
    /// "periods.0.start".
    std::vector<std::pair<std::string, Value>> outputs;
    Derivation derivation;

    [[nodiscard]] const Value *output(std::string_view name) const; ///< null if there is none of this name
};

} // namespace proviso
