// Checks a derivation step by step. Every step is worked out from the recorded values of its arguments, which were
// themselves checked before, so nothing has to be kept beside the derivation and nothing is allocated on the way.
#include "core/explain/derivation.hpp"

namespace proviso {
namespace {

constexpr int round_decimals_max = 9;
constexpr int power_decimals_max = 30;

Error fault(std::size_t index, const Step &step, std::string what) {
    return Error(Code::verify_fault,
                 "step '" + step.name + "' (" + std::string(op_name(step.op)) + ") " + std::move(what),
                 "compare the derivation with the one that the same facts give", "step " + std::to_string(index));
}

/// The steps before the one at hand, read as numbers or days.
class Arguments {
  public:
    Arguments(const Derivation &derivation, const Step &step) : steps_(derivation.steps), args_(step.args) {}
    [[nodiscard]] std::size_t count() const { return args_.size(); }
    [[nodiscard]] const Value &value(std::size_t i) const { return steps_[args_[i]].value; }
    [[nodiscard]] const Ratio *number(std::size_t i) const { return std::get_if<Ratio>(&value(i)); }
    [[nodiscard]] const Day *day(std::size_t i) const { return std::get_if<Day>(&value(i)); }
    [[nodiscard]] bool all_numbers() const {
        for (std::size_t i = 0; i < count(); ++i)
            if (!number(i)) return false;
        return true;
    }

  private:
    const std::vector<Step> &steps_;
    const std::vector<std::uint32_t> &args_;
};

Result<Ratio> combine(Op op, const Ratio &a, const Ratio &b) {
    switch (op) {
    case Op::add:
        return add(a, b);
    case Op::subtract:
        return subtract(a, b);
    case Op::multiply:
        return multiply(a, b);
    case Op::divide:
        return divide(a, b);
    case Op::minimum:
        return b < a ? b : a;
    default:
        return a < b ? b : a;
    }
}

Result<Ratio> fold(Op op, const Arguments &args) {
    Ratio total = *args.number(0);
    for (std::size_t i = 1; i < args.count(); ++i) { PV_TRY(total, combine(op, total, *args.number(i))); }
    return total;
}

Result<Ratio> whole(const Ratio &value, Rounding rounding) {
    PV_TRY(const std::int64_t integer, round_to_integer(value, rounding));
    return Ratio(integer);
}

Result<Value> shifted(std::size_t index, const Step &step, const Day *from, const Ratio *days) {
    if (!from || !days || !days->is_integer()) return fault(index, step, "needs a day and a whole number of days");
    const Int128 number = from->number() + days->numerator();
    if (number < day_first.number() || number > day_last.number()) return fault(index, step, "leaves the calendar");
    return Value(Day(static_cast<std::int32_t>(number)));
}

Value as_value(const Ratio &ratio) { return Value(ratio); }

/// What the step comes to; for given values (inputs and the like) their own.
Result<Value> work_out(const Derivation &derivation, std::size_t index) {
    const Step &step = derivation.steps[index];
    for (const std::uint32_t arg : step.args)
        if (arg >= index) return fault(index, step, "uses a step that is not before it");
    const Arguments args(derivation, step);
    switch (step.op) {
    case Op::input:
    case Op::parameter:
        if (args.count() != 0) return fault(index, step, "is given and cannot have arguments");
        return step.value;
    case Op::attest:
        return step.value;
    case Op::share:
        if (args.count() != 1) return fault(index, step, "needs the whole as its one argument");
        return step.value;
    case Op::days: {
        if (args.count() != 2 || !args.day(0) || !args.day(1)) return fault(index, step, "needs two days");
        return as_value(Ratio(*args.day(1) - *args.day(0)));
    }
    case Op::shift:
        if (args.count() != 2) return fault(index, step, "needs a day and a number of days");
        return shifted(index, step, args.day(0), args.number(1));
    default:
        break;
    }
    if (args.count() == 0 || !args.all_numbers()) return fault(index, step, "needs numbers");
    Result<Ratio> number = Ratio();
    switch (step.op) {
    case Op::floor:
        number = whole(*args.number(0), Rounding::floor);
        break;
    case Op::ceiling:
        number = whole(*args.number(0), Rounding::ceiling);
        break;
    case Op::round:
        if (step.decimals < 0 || step.decimals > round_decimals_max)
            return fault(index, step, "has impossible decimals");
        number = round_to_decimals(*args.number(0), step.decimals, step.rounding);
        break;
    case Op::power:
        if (args.count() != 2 || step.decimals < 0 || step.decimals > power_decimals_max)
            return fault(index, step, "needs a base, an exponent and possible decimals");
        if (args.number(1)->denominator() > power_degree_max) return fault(index, step, "has too fine an exponent");
        number = power_rounded(*args.number(0), *args.number(1), step.decimals, step.rounding);
        break;
    default:
        number = fold(step.op, args);
        break;
    }
    if (!number) return fault(index, step, "cannot be worked out: " + std::string(code_text(number.error().code)));
    return as_value(*number);
}

} // namespace

Result<Value> evaluate(const Derivation &derivation) {
    if (derivation.empty()) return Error(Code::verify_fault, "the derivation has no steps");
    for (std::size_t i = 0; i < derivation.steps.size(); ++i) {
        const Step &step = derivation.steps[i];
        if (step.op == Op::input && step.args.empty()) continue;
        PV_TRY(const Value value, work_out(derivation, i));
        if (value != step.value)
            return fault(i, step, "says " + value_text(step.value) + ", its arguments give " + value_text(value));
    }
    return derivation.steps.back().value;
}

} // namespace proviso
