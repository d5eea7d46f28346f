#include "book/arithmetic_text.hpp"

#include <algorithm>
#include <string_view>

#include "book/print_text.hpp"
#include "core/explain/shown_value.hpp"

namespace proviso {
namespace {

constexpr std::size_t operands_shown_max = 8;

std::string name_of(const Step &step) { return step.name.empty() ? std::string(op_name(step.op)) : step.name; }

/// A fraction takes brackets beside other signs: 199 x (1/3).
std::string operand(const Step &step, bool beside_others) {
    std::string text = shown_value(step.value);
    if (beside_others && (text.find('/') != std::string::npos || text.starts_with('-'))) text = "(" + text + ")";
    return text;
}

/// The values of the step's arguments. Those of bytes that were tampered with may point nowhere: they are left out.
std::vector<std::string> operands(const Derivation &derivation, const Step &step, bool beside_others) {
    std::vector<std::string> texts;
    for (const std::uint32_t arg : step.args) {
        if (arg >= derivation.steps.size()) continue;
        if (texts.size() == operands_shown_max && step.args.size() > operands_shown_max + 1) {
            texts.push_back("... (" + std::to_string(step.args.size() - operands_shown_max) + " more)");
            break;
        }
        texts.push_back(operand(derivation.steps[arg], beside_others && step.args.size() > 1));
    }
    return texts;
}

std::string with_sign(const std::vector<std::string> &texts, std::string_view sign) {
    std::string out;
    for (const std::string &text : texts) {
        if (!out.empty()) ((out += ' ') += sign) += ' ';
        out += text;
    }
    return out;
}

std::string called(std::string_view what, const std::vector<std::string> &texts) {
    return std::string(what) + " " + with_sign(texts, "and");
}

std::string formula(const Derivation &derivation, const Step &step) {
    const auto numbers = [&] { return operands(derivation, step, true); };
    const auto plain = [&] { return operands(derivation, step, false); };
    switch (step.op) {
    case Op::add:
        return with_sign(numbers(), "+");
    case Op::subtract:
        return with_sign(numbers(), "-");
    case Op::multiply:
        return with_sign(numbers(), "x");
    case Op::divide:
        return with_sign(numbers(), "/");
    case Op::power:
        return with_sign(numbers(), "^");
    case Op::minimum:
        return called("the least of", plain());
    case Op::maximum:
        return called("the greatest of", plain());
    case Op::floor:
        return with_sign(plain(), "and") + " rounded down";
    case Op::ceiling:
        return with_sign(plain(), "and") + " rounded up";
    case Op::round:
        return with_sign(plain(), "and") + " rounded to " + std::to_string(step.decimals) + " decimals";
    case Op::days:
        return "days from " + with_sign(plain(), "to");
    case Op::shift:
        return with_sign(plain(), "and days:");
    case Op::share:
        return "part of " + with_sign(plain(), "and");
    default:
        return step.args.empty() ? std::string() : called("from", plain());
    }
}

std::string notes(const Step &step) {
    std::string out;
    const auto note = [&](const std::string &text) {
        if (!out.empty()) out += "; ";
        out += text;
    };
    for (const std::string &clause : step.clauses) note(clause);
    if (!step.reading.empty()) note(step.reading + " = " + step.option);
    if (!step.source.empty()) note(step.op == Op::parameter ? "unit: " + step.source : step.source);
    return out.empty() ? out : "  [" + out + "]";
}

} // namespace

ArithmeticText arithmetic_text(const Derivation &derivation) {
    ArithmeticText text;
    for (const Step &step : derivation.steps) {
        const bool given = step.op == Op::input || step.op == Op::parameter;
        const std::string sum = given ? std::string() : formula(derivation, step);
        std::string line = name_of(step) + " = " + (sum.empty() ? "" : sum + " = ") + shown_value(step.value);
        (given ? text.given : text.worked).push_back(printable(line + notes(step)));
    }
    return text;
}

} // namespace proviso
