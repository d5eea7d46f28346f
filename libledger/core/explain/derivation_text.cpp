// A derivation as indented text: the result first, what it was made of below it, each step once.
#include <algorithm>
#include <vector>

#include "core/explain/derivation.hpp"
#include "core/explain/shown_value.hpp"

namespace proviso {
namespace {

constexpr std::size_t indent_max = 40; ///< levels; deeper ones stay there, so that hostile chains stay readable

std::string_view verb(Op op) {
    switch (op) {
    case Op::add:
        return "sum of";
    case Op::subtract:
        return "difference of";
    case Op::multiply:
        return "product of";
    case Op::divide:
        return "quotient of";
    case Op::minimum:
        return "least of";
    case Op::maximum:
        return "greatest of";
    case Op::floor:
        return "rounded down from";
    case Op::ceiling:
        return "rounded up from";
    case Op::round:
        return "rounded from";
    case Op::power:
        return "power of";
    case Op::days:
        return "days from and to";
    case Op::shift:
        return "a day and the days after it:";
    case Op::share:
        return "part of";
    case Op::attest:
        return "worked out from";
    default:
        return "";
    }
}

void append_notes(std::string &out, const Step &step) {
    std::string notes;
    const auto note = [&](std::string_view text) {
        if (!notes.empty()) notes += "; ";
        notes += text;
    };
    for (const std::string &clause : step.clauses) note(clause);
    if (!step.reading.empty()) note(step.reading + " = " + step.option);
    if (step.op == Op::round || step.op == Op::power)
        note(std::string(rounding_name(step.rounding)) + " to " + std::to_string(step.decimals) + " decimals");
    if (!step.source.empty()) note(step.op == Op::parameter ? "unit " + step.source : step.source);
    if (!notes.empty()) out += "  [" + notes + "]";
}

/// A step's name and value where it is mentioned again, short, so that many mentions of a long one stay small.
std::string mention(const std::string &text) {
    constexpr std::size_t bytes_max = 80;
    if (text.size() <= bytes_max) return text;
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end; // not within a character
    return text.substr(0, end) + "...";
}

struct Visit {
    std::uint32_t step;
    std::size_t depth;
};

} // namespace

std::string derivation_text(const Derivation &derivation) {
    std::string out = derivation.calculation + '\n';
    if (derivation.empty()) return out;
    std::vector<bool> seen(derivation.steps.size());
    std::vector<Visit> stack{{static_cast<std::uint32_t>(derivation.steps.size() - 1), 1}};
    while (!stack.empty()) {
        const Visit visit = stack.back();
        stack.pop_back();
        const Step &step = derivation.steps[visit.step];
        out.append(2 * std::min(visit.depth, indent_max), ' ');
        const std::string line =
            (step.name.empty() ? std::string(op_name(step.op)) : step.name) + " = " + shown_value(step.value);
        if (seen[visit.step]) {
            out += mention(line) + (step.args.empty() ? "\n" : "  [as above]\n");
            continue;
        }
        out += line;
        append_notes(out, step);
        if (!step.args.empty()) (out += ", ") += verb(step.op);
        out += '\n';
        seen[visit.step] = true;
        for (auto arg = step.args.rbegin(); arg != step.args.rend(); ++arg)
            if (*arg < visit.step) stack.push_back({*arg, visit.depth + 1});
    }
    return out;
}

} // namespace proviso
