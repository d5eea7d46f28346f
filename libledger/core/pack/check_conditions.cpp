// What can be said against checklists and duty rules.
#include "core/pack/check_conditions.hpp"

#include <algorithm>
#include <set>

#include "core/pack/state_facts.hpp"
#include "core/pack/terms.hpp"

namespace proviso {
namespace {

class ConditionChecker {
  public:
    ConditionChecker(const Pack &pack, std::vector<PackFinding> &findings) : pack_(pack), findings_(findings) {}

    void run() {
        std::set<std::string> asks;
        for (const Checklist &list : pack_.checklists) {
            part_ = "checklist:" + list.ask;
            cites(list.clause);
            if (!asks.insert(list.ask).second)
                add(Code::key_duplicate, "two checklists answer " + list.ask, "keep one");
            if (list.checks.empty()) add(Code::pack_invalid, list.ask + " has no condition", "add a check");
            for (const FactSpec &fact : list.facts)
                if (!identifies(list, fact.name) &&
                    std::none_of(list.checks.begin(), list.checks.end(),
                                 [&](const Check &check) { return reads(check, fact.name); }))
                    add(Code::pack_parameter_unread, "no condition of " + list.ask + " reads the fact " + fact.name,
                        "remove it, or correct its name", true);
            for (const FactSpec &fact : list.facts) known_to_state(fact);
            for (std::size_t i = 0; i < list.checks.size(); ++i) {
                part_ = "check:" + list.ask + ":" + std::to_string(i);
                check(list, list.checks[i]);
            }
        }
        for (std::size_t i = 0; i < pack_.duties.size(); ++i) {
            part_ = "duty:" + std::to_string(i);
            cites(pack_.duties[i].clause);
            has_parameter(pack_.duties[i].within);
            option(pack_.duties[i].reading, pack_.duties[i].option);
        }
    }

  private:
    static bool reads(const Check &check, const std::string &fact) {
        return check.field == fact || check.times == fact || check.only_if.fact == fact || check.unless.fact == fact;
    }
    /// It says of what a fact of the state is.
    static bool identifies(const Checklist &list, const std::string &fact) {
        return std::any_of(list.facts.begin(), list.facts.end(), [&](const FactSpec &other) {
            const StateFactSpec *state = state_fact(other.from);
            return state && state->of == fact;
        });
    }
    void add(Code code, std::string what, std::string todo, bool warning = false) {
        findings_.push_back({Error(code, std::move(what), std::move(todo)), warning, part_});
    }
    void known_to_state(const FactSpec &fact) {
        const auto parts = state_fact_parts(fact.from);
        if (!parts || pack_.sku(parts->second)) return;
        const auto of_kind = [&](const Sku &sku) { return sku.kind == parts->second; };
        if (std::none_of(pack_.skus.begin(), pack_.skus.end(), of_kind))
            add(Code::pack_invalid,
                "the fact " + fact.name + " is taken from '" + fact.from + "', and nothing has that name",
                "name a sku or a kind of one");
    }
    void cites(const std::string &clause) {
        if (!pack_.clause(clause))
            add(Code::pack_clause_unknown, "clause '" + clause + "' is not in the pack",
                "add the clause or correct the id");
    }
    void has_parameter(const std::string &id) {
        if (!id.empty() && !pack_.parameter(id))
            add(Code::parameter_unknown, "the pack has no parameter " + id, "add it or correct the id");
    }
    void fact(const Checklist &list, const std::string &name, FactForm form) {
        if (name.empty()) return;
        const FactSpec *spec = list.fact(name);
        if (!spec)
            add(Code::key_unknown, list.ask + " has no fact '" + name + "'", "declare it as a fact of the checklist");
        else if (spec->form != form)
            add(Code::value_type, "the fact " + name + " is not a " + std::string(fact_form_name(form)),
                "name a fact of that form");
    }

    void guard(const Checklist &list, const Guard &guard) {
        const FactSpec *spec = list.fact(guard.fact);
        fact(list, guard.fact, guard.one_of.empty() || !spec ? FactForm::flag : spec->form);
    }
    void option(const std::string &id, const std::string &name) {
        if (id.empty() != name.empty())
            add(Code::pack_invalid, "a reading and its option stand together", "give both or none");
        if (id.empty() || name.empty()) return;
        const Reading *reading = pack_.reading(id);
        if (!reading)
            add(Code::reading_unknown, "the pack has no reading " + id, "correct the id");
        else if (!has_option(*reading, name))
            add(Code::reading_option_unknown, unknown_option(*reading, name).what, unknown_option(*reading, name).todo);
    }

    void check(const Checklist &list, const Check &check) {
        cites(check.clause);
        has_parameter(check.parameter);
        fact(list, check.times, FactForm::number);
        guard(list, check.only_if);
        guard(list, check.unless);
        if (!check.factor.empty() && !Ratio::parse(check.factor))
            add(Code::value_type, "the factor '" + check.factor + "' is no number", "correct it");
        const FactSpec *spec = list.fact(check.field);
        if (!spec)
            add(Code::key_unknown, list.ask + " has no fact '" + check.field + "'",
                "declare it as a fact of the checklist");
        else if (!compares(check.is, spec->form))
            add(Code::value_type,
                "a " + std::string(fact_form_name(spec->form)) + " cannot be compared by '" +
                    std::string(relation_name(check.is)) + "'",
                "use another comparison");
        const bool bare = check.is == Relation::yes || check.is == Relation::no;
        const bool both = !check.value.empty() && !check.parameter.empty();
        if (both ||
            (bare ? !check.value.empty() || !check.parameter.empty() : check.value.empty() && check.parameter.empty()))
            add(Code::pack_invalid, bare ? "yes and no want no value" : "a condition wants a value or a parameter",
                bare ? "remove it" : "give one of them");
        wants(check, spec);
        option(check.reading, check.option);
    }

    /// What a number is compared with has to be one.
    void wants(const Check &check, const FactSpec *spec) {
        if (!spec || spec->form != FactForm::number || check.is == Relation::one_of || check.is == Relation::none_of)
            return;
        bool number = check.value.empty() || Ratio::parse(check.value).ok();
        if (const Parameter *parameter = pack_.parameter(check.parameter))
            number = parameter_form(parameter->unit) == ParameterForm::number;
        if (!number)
            add(Code::value_type, "what is wanted of the number " + check.field + " is no number", "correct it");
    }

    const Pack &pack_;
    std::vector<PackFinding> &findings_;
    std::string part_;
};

} // namespace

void check_conditions(const Pack &pack, std::vector<PackFinding> &findings) { ConditionChecker(pack, findings).run(); }

bool conditions_read_parameter(const Pack &pack, std::string_view id) {
    return std::any_of(pack.checklists.begin(), pack.checklists.end(),
                       [&](const Checklist &list) {
                           return std::any_of(list.checks.begin(), list.checks.end(),
                                              [&](const Check &check) { return check.parameter == id; });
                       }) ||
           std::any_of(pack.duties.begin(), pack.duties.end(), [&](const DutyRule &rule) { return rule.within == id; });
}

const Sku *sku_priced_by(const Pack &pack, std::string_view parameter) {
    const auto found = std::find_if(pack.skus.begin(), pack.skus.end(), [&](const Sku &sku) {
        return sku.price_parameter == parameter || sku.term_parameter == parameter;
    });
    return found == pack.skus.end() ? nullptr : &*found;
}

bool supplies_parameter(const Pack &pack, std::string_view reading) {
    return std::any_of(pack.parameters.begin(), pack.parameters.end(), [&](const Parameter &parameter) {
        return std::any_of(parameter.supplied.begin(), parameter.supplied.end(),
                           [&](const SuppliedValue &given) { return given.reading == reading; });
    });
}

bool conditions_ask_reading(const Pack &pack, std::string_view id) {
    return std::any_of(pack.checklists.begin(), pack.checklists.end(),
                       [&](const Checklist &list) {
                           return std::any_of(list.checks.begin(), list.checks.end(),
                                              [&](const Check &check) { return check.reading == id; });
                       }) ||
           std::any_of(pack.duties.begin(), pack.duties.end(),
                       [&](const DutyRule &rule) { return rule.reading == id; });
}

} // namespace proviso
