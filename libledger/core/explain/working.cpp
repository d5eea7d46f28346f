#include "core/explain/working.hpp"

#include <algorithm>

namespace proviso {
namespace {

constexpr std::size_t steps_usual = 16;
constexpr std::string_view definition = "definition";

void add_once(std::vector<std::string> &list, std::string_view item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.emplace_back(item);
}

void add_once(std::vector<ReadingUse> &list, const ReadingUse &use) {
    const auto at = std::lower_bound(list.begin(), list.end(), use);
    if (at == list.end() || *at != use) list.insert(at, use);
}

} // namespace

Working::Working(const Terms &terms, std::string_view provision, std::string_view calculation) : terms_(terms) {
    result_.clauses = terms.clauses(provision);
    result_.derivation.calculation = calculation.empty() ? provision : calculation;
    result_.derivation.steps.reserve(steps_usual);
}

Term Working::push(Step step) {
    if (error_) return {};
    if (!pending_reading_.reading.empty()) {
        step.reading = std::move(pending_reading_.reading);
        step.option = std::move(pending_reading_.option);
        pending_reading_ = {};
    }
    for (std::string &clause : pending_clauses_) add_once(step.clauses, clause);
    pending_clauses_.clear();
    result_.derivation.steps.push_back(std::move(step));
    return {static_cast<std::uint32_t>(result_.derivation.steps.size() - 1)};
}

Term Working::make(Op op, std::string_view name, Value value, std::initializer_list<Term> args) {
    if (error_) return {};
    Step step;
    step.op = op;
    step.name = name;
    step.value = std::move(value);
    step.args.reserve(args.size());
    for (const Term arg : args) step.args.push_back(arg.step);
    return push(std::move(step));
}

Term Working::input(std::string_view name, Ratio value, std::string_view source) {
    if (error_) return {};
    Step step;
    step.name = name;
    step.value = value;
    step.source = source;
    return push(std::move(step));
}

Term Working::input(std::string_view name, Day value, std::string_view source) {
    if (error_) return {};
    Step step;
    step.name = name;
    step.value = value;
    step.source = source;
    return push(std::move(step));
}

Term Working::input(std::string_view name, std::string_view value, std::string_view source) {
    if (error_) return {};
    Step step;
    step.name = name;
    step.value = std::string(value);
    step.source = source;
    return push(std::move(step));
}

Term Working::parameter(std::string_view id) {
    if (error_) return {};
    const ParameterValue *value = terms_.find(id);
    const Ratio *number = value ? std::get_if<Ratio>(&value->data) : nullptr;
    if (!number) {
        fail(terms_.number(id)
                 .error()); // unknown, unset or no number: the terms say which, and the clause that needs it
        return {};
    }
    if (const Reading *reading = terms_.supplier(id)) record(reading->decides, true);
    Step step;
    step.op = Op::parameter;
    step.name = id;
    step.value = *number;
    if (const Parameter *parameter = terms_.pack().parameter(id)) step.source = parameter->unit;
    if (!value->clause.empty()) step.clauses.push_back(value->clause);
    return push(std::move(step));
}

std::optional<Term> Working::optional_parameter(std::string_view id) {
    if (error_) return std::nullopt;
    if (terms_.find(id)) return parameter(id);
    const Parameter *parameter = terms_.pack().parameter(id);
    if (!parameter) return std::nullopt;
    Step step;
    step.op = Op::parameter;
    step.name = id;
    step.value = std::string("unset");
    step.source = parameter->unit;
    if (!parameter->clause.empty()) step.clauses.push_back(parameter->clause);
    push(std::move(step));
    return std::nullopt;
}

Term Working::constant(std::string_view name, std::int64_t value) { return input(name, Ratio(value), definition); }

Term Working::binary(Op op, Term a, Term b, std::string_view name) {
    if (error_) return {};
    const Ratio left = number(a);
    const Ratio right = number(b);
    Result<Ratio> value = left;
    switch (op) {
    case Op::add:
        value = proviso::add(left, right);
        break;
    case Op::subtract:
        value = proviso::subtract(left, right);
        break;
    case Op::multiply:
        value = proviso::multiply(left, right);
        break;
    case Op::divide:
        value = proviso::divide(left, right);
        break;
    case Op::minimum:
        value = std::min(left, right);
        break;
    default:
        value = std::max(left, right);
        break;
    }
    if (!value) {
        fail(std::move(value).error());
        return {};
    }
    return make(op, name, *value, {a, b});
}

Term Working::add(Term a, Term b, std::string_view name) { return binary(Op::add, a, b, name); }
Term Working::subtract(Term a, Term b, std::string_view name) { return binary(Op::subtract, a, b, name); }
Term Working::multiply(Term a, Term b, std::string_view name) { return binary(Op::multiply, a, b, name); }
Term Working::divide(Term a, Term b, std::string_view name) { return binary(Op::divide, a, b, name); }
Term Working::minimum(Term a, Term b, std::string_view name) { return binary(Op::minimum, a, b, name); }
Term Working::maximum(Term a, Term b, std::string_view name) { return binary(Op::maximum, a, b, name); }

Term Working::sum(const std::vector<Term> &terms, std::string_view name) {
    if (error_) return {};
    if (terms.empty()) return constant(name, 0);
    Step step;
    step.op = Op::add;
    step.name = name;
    step.args.reserve(terms.size());
    Ratio total;
    for (const Term term : terms) {
        auto next = proviso::add(total, number(term));
        if (!next) {
            fail(std::move(next).error());
            return {};
        }
        total = *next;
        step.args.push_back(term.step);
    }
    step.value = total;
    return push(std::move(step));
}

Term Working::floor(Term a, std::string_view name) {
    auto value = round_to_integer(number(a), Rounding::floor);
    if (!value) {
        fail(std::move(value).error());
        return {};
    }
    return make(Op::floor, name, Ratio(*value), {a});
}

Term Working::ceiling(Term a, std::string_view name) {
    auto value = round_to_integer(number(a), Rounding::ceiling);
    if (!value) {
        fail(std::move(value).error());
        return {};
    }
    return make(Op::ceiling, name, Ratio(*value), {a});
}

Term Working::round(Term a, int decimals, Rounding rounding, std::string_view name) {
    auto value = round_to_decimals(number(a), decimals, rounding);
    if (!value) {
        fail(std::move(value).error());
        return {};
    }
    const Term term = make(Op::round, name, *value, {a});
    if (error_) return term;
    Step &step = result_.derivation.steps[term.step];
    step.rounding = rounding;
    step.decimals = static_cast<std::int8_t>(decimals);
    return term;
}

Term Working::power(Term base, Term exponent, int decimals, Rounding rounding, std::string_view name) {
    if (error_) return {};
    auto value = number(exponent).denominator() > power_degree_max
                     ? Error(Code::value_range, "the exponent " + number(exponent).text() + " is too fine",
                             "use a coarser day count")
                     : power_rounded(number(base), number(exponent), decimals, rounding);
    if (!value) {
        fail(std::move(value).error());
        return {};
    }
    const Term term = make(Op::power, name, *value, {base, exponent});
    if (error_) return term;
    Step &step = result_.derivation.steps[term.step];
    step.rounding = rounding;
    step.decimals = static_cast<std::int8_t>(decimals);
    return term;
}

Term Working::days(Term from, Term until, std::string_view name) {
    return make(Op::days, name, Ratio(day(until) - day(from)), {from, until});
}

Term Working::shift(Term from, Term days, std::string_view name) {
    if (error_) return {};
    const Ratio count = number(days);
    const Int128 shifted = day(from).number() + count.numerator();
    if (!count.is_integer() || shifted < day_first.number() || shifted > day_last.number()) {
        fail(Error(Code::date_range, day(from).text() + " plus " + count.text() + " days is no day of the calendar"));
        return {};
    }
    return make(Op::shift, name, Day(static_cast<std::int32_t>(shifted)), {from, days});
}

Term Working::attest(std::string_view name, Value value, std::string_view source, const std::vector<Term> &args) {
    if (error_) return {};
    const Term term = make(Op::attest, name, std::move(value), {});
    Step &step = result_.derivation.steps[term.step];
    step.source = source;
    for (const Term arg : args) step.args.push_back(arg.step);
    return term;
}

std::string_view Working::record(std::string_view question, bool deciding) {
    if (error_) return {};
    auto chosen = terms_.option(question);
    if (!chosen) {
        fail(std::move(chosen).error());
        return {};
    }
    pending_reading_ = {chosen->reading->id, std::string(chosen->option)};
    add_once(result_.derivation.readings, pending_reading_);
    if (deciding) add_once(result_.readings, pending_reading_);
    return chosen->option;
}

std::string_view Working::choose(std::string_view question) { return record(question, true); }

void Working::cite(std::string_view clause) {
    if (error_ || clause.empty()) return;
    add_once(pending_clauses_, clause);
    add_once(result_.clauses, clause);
}

void Working::fraction(std::int64_t numerator, std::int64_t denominator) {
    result_.fraction = Fraction{numerator, denominator};
}

void Working::output(std::string_view name, Value value) {
    if (!error_) result_.outputs.emplace_back(std::string(name), std::move(value));
}

void Working::fail(Error error) {
    if (!error_) error_ = std::move(error);
}

Ratio Working::number(Term term) const {
    if (error_) return {};
    const auto *number = std::get_if<Ratio>(&result_.derivation.steps[term.step].value);
    return number ? *number : Ratio();
}

Day Working::day(Term term) const {
    if (error_) return {};
    const auto *day = std::get_if<Day>(&result_.derivation.steps[term.step].value);
    return day ? *day : Day();
}

Term Working::rounded_money(Term exact, Currency currency) {
    const std::string_view option = record("rounding.mode", false);
    if (error_) return {};
    auto mode = rounding_from_name(option);
    if (!mode) {
        fail(std::move(mode).error());
        return {};
    }
    return round(exact, currency.exponent, *mode, "amount");
}

Result<Calculation> Working::finish_money(Term exact, Currency currency) {
    return finish_money_less(exact, Amount(0, currency));
}

Result<Calculation> Working::finish_money_less(Term exact, Amount billed) {
    Term amount = rounded_money(exact, billed.currency());
    result_.exact = number(exact);
    if (!billed.is_zero()) {
        const Term before = input("billed before", billed.ratio(), "documents");
        amount = subtract(amount, before, "to bill");
        auto rest = proviso::subtract(result_.exact, billed.ratio());
        if (!rest)
            fail(std::move(rest).error());
        else
            result_.exact = *rest;
    }
    auto money =
        round_to_amount(number(amount), billed.currency(), Rounding::half_even); // a multiple of the minor unit
    if (!money)
        fail(std::move(money).error());
    else
        result_.amount = *money;
    const Ratio exact_value = result_.exact;
    PV_TRY(Calculation done, finish(amount));
    done.exact = exact_value;
    return done;
}

Result<Calculation> Working::finish(Term result) {
    if (error_) return std::move(*error_);
    std::vector<Step> &steps = result_.derivation.steps;
    assert(!steps.empty() && result.step + 1 == steps.size() && "the result is the last step written");
    Step &last = steps.back();
    for (const std::string &clause : result_.clauses) add_once(last.clauses, clause);
    result_.exact = number(result);
    return std::move(result_);
}

} // namespace proviso
