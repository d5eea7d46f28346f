#include "core/decide/decide.hpp"

#include <algorithm>
#include <array>

#include "core/closest.hpp"
#include "core/decide/asked.hpp"
#include "core/duty/checklist.hpp"
#include "core/engine/account_versions.hpp"
#include "core/engine/state_answers.hpp"

namespace proviso {
namespace {

constexpr bool need = true;
constexpr bool may = false;
struct NamedArgument {
    std::string_view ask;
    ArgumentSpec spec;
};
/// Sorted as the questions are, so that each question's stand together.
constexpr NamedArgument named_arguments[] = {
#define PV_ASK(identifier, name, provision, summary)
#define PV_WITH(identifier, name, needed, summary) {#identifier, {name, needed, summary}},
#include "core/decide/questions.def"
};
constexpr auto argument_list = [] {
    std::array<ArgumentSpec, std::size(named_arguments)> list{};
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = named_arguments[i].spec;
    return list;
}();
constexpr std::span<const ArgumentSpec> arguments_of(std::string_view identifier) {
    std::size_t first = 0;
    while (first < argument_list.size() && named_arguments[first].ask != identifier) ++first;
    std::size_t end = first;
    while (end < argument_list.size() && named_arguments[end].ask == identifier) ++end;
    return std::span(argument_list).subspan(first, end - first);
}

constexpr DecisionSpec specs[] = {
#define PV_ASK(identifier, name, provision, summary) {name, provision, summary, arguments_of(#identifier)},
#define PV_WITH(identifier, name, needed, summary)
#include "core/decide/questions.def"
};
using Answerer = Result<Decision> (*)(const Asked &);
constexpr Answerer answerers[] = {
#define PV_ASK(identifier, name, provision, summary) decide_family::identifier,
#define PV_WITH(identifier, name, needed, summary)
#include "core/decide/questions.def"
};

/// What answers a question for an account: a component, a checklist, or both.
struct Governing {
    const Pack *pack = nullptr;
    const DecisionSpec *component = nullptr;
    const Checklist *list = nullptr;
};

Governing governing(const BookTerms &book, const Pack &own, std::string_view ask, Day on) {
    std::vector<const Pack *> packs = book.policies(own, on);
    packs.insert(packs.begin(), &own);
    const auto spec =
        std::find_if(std::begin(specs), std::end(specs), [&](const auto &row) { return row.name == ask; });
    for (const Pack *pack : packs) {
        Governing found{pack, nullptr, pack->checklist(ask)};
        if (spec != std::end(specs) && pack->provision(spec->provision)) found.component = spec;
        if (found.component || found.list) return found;
    }
    return {};
}

Error unknown_question(const BookTerms &book, const std::string &ask) {
    std::vector<std::string_view> names;
    for (const DecisionSpec &spec : specs) names.push_back(spec.name);
    for (const Pack *pack : book.config().packs)
        for (const Checklist &list : pack->checklists) names.push_back(list.ask);
    if (std::find(names.begin(), names.end(), ask) != names.end())
        return Error(Code::ask_ungoverned,
                     "neither the account's contract nor a policy beside it says anything about \"" + ask + "\"",
                     "ask an account whose contract does");
    return Error(Code::ask_unknown, "there is no decision \"" + ask + "\"",
                 suggest_name(ask, names, "ask one that the manual lists"));
}

Result<void> check_arguments(const Governing &by, const Question &question) {
    for (const auto &[name, value] : question.with) {
        bool known = by.list && (name == "only" || by.list->fact(name));
        if (by.component)
            for (const ArgumentSpec &spec : by.component->arguments) known = known || spec.name == name;
        if (!known)
            return Error(Code::argument_unknown, "\"" + question.ask + "\" does not take \"" + name + "\"",
                         "leave it out", "with." + name);
        if (name == "only" && std::none_of(by.list->checks.begin(), by.list->checks.end(),
                                           [&wanted = value](const Check &check) { return check.clause == wanted; }))
            return Error(Code::argument_invalid,
                         "no condition of \"" + question.ask + "\" is of clause \"" + value + "\"",
                         "name a clause that the question is judged by", "with.only");
    }
    if (!by.component) return {};
    for (const ArgumentSpec &spec : by.component->arguments) {
        const bool given = std::any_of(question.with.begin(), question.with.end(), [&](const auto &pair) {
            return pair.first == spec.name && !pair.second.empty();
        });
        if (spec.required && !given)
            return Error(Code::argument_missing, "\"" + question.ask + "\" needs \"" + std::string(spec.name) + "\"",
                         "give " + std::string(spec.summary), "with." + std::string(spec.name));
    }
    return {};
}

Result<Terms> terms_of(const BookTerms &book, const AccountState::Impl &state, const Pack &pack, Day on) {
    PV_TRY(Terms terms, book.terms(pack, on));
    if (&pack == state.pack) PV_CHECK(apply_versions(terms, book, state, on));
    // What was chosen for the account alone, as far as this pack knows it.
    for (const Event &choice : state.choices)
        if (knows_choice(pack, choice)) PV_CHECK(apply_choice(terms, choice));
    return terms;
}

} // namespace

std::string_view Asked::with(std::string_view name) const {
    for (const auto &[key, value] : question.with)
        if (key == name) return value;
    return {};
}

Result<bool> Asked::flag(std::string_view name) const {
    const std::string_view text = with(name);
    if (text == "yes" || text == "true") return true;
    if (text.empty() || text == "no" || text == "false") return false;
    return Error(Code::argument_invalid, "\"" + std::string(text) + "\" is not yes or no", "write yes or no",
                 "with." + std::string(name));
}

Result<std::int64_t> Asked::count(std::string_view name) const {
    const auto number = Ratio::parse(with(name));
    if (!number || !number->is_integer() || *number < Ratio(0) || Ratio(1'000'000'000) < *number)
        return Error(Code::argument_invalid, "\"" + std::string(with(name)) + "\" is not a whole number",
                     "write digits only", "with." + std::string(name));
    return static_cast<std::int64_t>(number->numerator());
}

Result<ReadingUse> Asked::reading(std::string_view decided) const {
    PV_TRY(const ChosenReading chosen, terms.option(decided));
    return ReadingUse{chosen.reading->id, std::string(chosen.option)};
}

Decision told(const Right &right) {
    Weighing weighing;
    weighing.require(right.allow, right.clause, right.reason, right.reason);
    return weighing.answer(right.clause, right.reason);
}

std::span<const DecisionSpec> decision_specs() { return specs; }

Result<Decision> decide(const BookTerms &book, const AccountState &state, const Question &question) {
    const AccountState::Impl &impl = state.impl();
    const bool component = std::any_of(std::begin(specs), std::end(specs),
                                       [&](const DecisionSpec &spec) { return spec.name == question.ask; });
    const bool listed = std::any_of(book.config().packs.begin(), book.config().packs.end(),
                                    [&](const Pack *pack) { return pack->checklist(question.ask) != nullptr; });
    if (!component && !listed) return unknown_question(book, question.ask);
    if (!impl.pack)
        return Error(Code::event_account_unknown, "the account has not been opened by " + question.on.text(),
                     "open it with account.opened first");
    const Governing by = governing(book, *impl.pack, question.ask, question.on);
    if (!by.pack) return unknown_question(book, question.ask);
    PV_CHECK(check_arguments(by, question));
    PV_TRY(const Terms terms, terms_of(book, impl, *by.pack, question.on));
    const Asked asked{book, impl, terms, question};
    const std::string only(asked.with("only"));
    const auto told = by.list ? told_or_known(impl, *by.list, question.with, question.on) : question.with;
    if (!by.component || !only.empty()) return judge(terms, *by.list, told, only);
    PV_TRY(Decision answer, answerers[by.component - std::begin(specs)](asked));
    if (!by.list) return answer;
    PV_TRY(const Decision conditions, judge(terms, *by.list, told));
    Weighing both;
    both.add(answer);
    both.add(conditions);
    return both.answer(answer.clause, answer.reason);
}

const Checklist *judged_by(const BookTerms &book, const AccountState &state, const Event &event) {
    const Pack *agreement = state.impl().pack;
    if (!agreement) return nullptr;
    std::vector<const Pack *> packs = book.policies(*agreement, event.on);
    packs.insert(packs.begin(), agreement);
    for (const Pack *pack : packs)
        for (const Checklist &list : pack->checklists)
            if (list.event == event_type(event.type).name) return &list;
    return nullptr;
}

} // namespace proviso
