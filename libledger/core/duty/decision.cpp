#include "core/duty/decision.hpp"

#include <algorithm>
#include <array>

namespace proviso {

std::string_view verdict_name(Verdict verdict) {
    constexpr std::array<std::string_view, 3> names{"met", "failed", "not applied"};
    return names[static_cast<std::size_t>(verdict)];
}

void Weighing::add(std::string clause, Verdict verdict, std::string what) {
    conditions_.push_back({std::move(clause), verdict, std::move(what)});
}

void Weighing::require(bool holds, std::string clause, std::string if_met, std::string if_not) {
    add(std::move(clause), holds ? Verdict::met : Verdict::failed, holds ? std::move(if_met) : std::move(if_not));
}

void Weighing::used(ReadingUse use) {
    const auto at = std::lower_bound(readings_.begin(), readings_.end(), use);
    if (at == readings_.end() || !(*at == use)) readings_.insert(at, std::move(use));
}

void Weighing::add(const Decision &part) {
    conditions_.insert(conditions_.end(), part.conditions.begin(), part.conditions.end());
    for (const ReadingUse &use : part.readings) used(use);
}

bool Weighing::judged() const {
    return std::any_of(conditions_.begin(), conditions_.end(),
                       [](const Condition &condition) { return condition.verdict != Verdict::not_applied; });
}

Decision Weighing::answer(std::string clause, std::string reason) const {
    Decision decision{true, std::move(clause), std::move(reason), conditions_, readings_};
    const auto failed = std::find_if(conditions_.begin(), conditions_.end(),
                                     [](const Condition &condition) { return condition.verdict == Verdict::failed; });
    if (failed == conditions_.end()) return decision;
    decision.allow = false;
    decision.clause = failed->clause;
    decision.reason = failed->what;
    return decision;
}

} // namespace proviso
