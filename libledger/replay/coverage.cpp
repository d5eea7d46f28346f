#include "replay/coverage.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/decide/decide.hpp"
#include "core/pack/check_conditions.hpp"
#include "core/pack/vocabulary.hpp"

namespace proviso {
namespace {

using Names = std::set<std::string>;

std::vector<std::string> list_of(const Names &names) { return {names.begin(), names.end()}; }

bool is_permission(std::string_view name) {
    const auto specs = decision_specs();
    return std::any_of(specs.begin(), specs.end(), [&](const DecisionSpec &spec) { return spec.name == name; });
}

CoverageRow row_for(CoverageKind kind, std::string id, std::string name, char priority) {
    CoverageRow row;
    row.kind = kind;
    row.id = std::move(id);
    row.name = std::move(name);
    row.priority = priority;
    return row;
}

bool is_read(const Pack &pack, const Parameter &parameter) {
    return !parameter.recorded_only &&
           (is_known(known_parameters(), parameter.id) || conditions_read_parameter(pack, parameter.id) ||
            sku_priced_by(pack, parameter.id));
}
bool is_asked(const Pack &pack, const Reading &reading) {
    return !reading.recorded_only && (is_known(known_questions(), reading.decides) ||
                                      conditions_ask_reading(pack, reading.id) || supplies_parameter(pack, reading.id));
}

/// Clause -> what reads it.
class Components {
  public:
    explicit Components(const Pack &pack) {
        for (const Clause &clause : pack.clauses)
            if (!clause.check.empty() && is_permission(clause.check)) add(clause.id, "check " + clause.check);
        for (const Provision &provision : pack.provisions)
            if (is_known(known_provisions(), provision.id))
                for (const std::string &clause : provision.clauses) add(clause, "provision " + provision.id);
        for (const Parameter &parameter : pack.parameters) {
            if (!is_read(pack, parameter)) continue;
            add(parameter.clause, "parameter " + parameter.id);
            for (const ParameterValue &value : parameter.values) add(value.clause, "parameter " + parameter.id);
        }
        for (const Reading &reading : pack.readings)
            if (is_asked(pack, reading))
                for (const std::string &clause : reading.clauses) add(clause, "question " + reading.decides);
        for (const Checklist &list : pack.checklists) {
            add(list.clause, "checklist " + list.ask);
            for (const Check &check : list.checks) add(check.clause, "checklist " + list.ask);
        }
        for (const DutyRule &rule : pack.duties) add(rule.clause, "duty " + rule.name);
        for (const Paper &paper : pack.papers) add(paper.clause, "document " + paper.name);
        for (const Sku &sku : pack.skus) add(sku.clause, "price " + sku.id);
        for (const NoticeMethod &method : pack.notice_methods) add(method.clause, "notice by " + method.name);
        if (is_known(known_provisions(), "retention"))
            for (const RetentionClass &row : pack.retention) add(row.clause, "retention " + row.data);
    }
    [[nodiscard]] const Names &of(const std::string &clause) const {
        static const Names none;
        const auto found = by_clause_.find(clause);
        return found == by_clause_.end() ? none : found->second;
    }

  private:
    void add(const std::string &clause, std::string component) {
        if (!clause.empty()) by_clause_[clause].insert(std::move(component));
    }
    std::map<std::string, Names> by_clause_;
};

/// What scenarios prove.
class Proofs {
  public:
    Proofs(const Pack &pack, std::span<const Scenario> scenarios) {
        for (const Scenario &scenario : scenarios) {
            if (std::find(scenario.packs.begin(), scenario.packs.end(), pack.id) == scenario.packs.end()) continue;
            all_.insert(scenario.id);
            for (const std::string &clause : scenario.clauses) clauses_[clause].insert(scenario.id);
            for (const auto &[reading, option] : scenario.readings) {
                options_[{reading, option}].insert(scenario.id);
                elsewhere_[reading].insert(scenario.id);
            }
            for (const auto &[parameter, value] : scenario.set) parameters_[parameter].insert(scenario.id);
            for (const ExpectedUnder &under : scenario.under) {
                for (const auto &[reading, option] : under.readings) options_[{reading, option}].insert(scenario.id);
                for (const auto &[parameter, value] : under.set) parameters_[parameter].insert(scenario.id);
            }
        }
    }
    [[nodiscard]] bool has(const std::string &scenario) const { return all_.count(scenario) > 0; }
    [[nodiscard]] Names of_clause(const std::string &clause) const { return find(clauses_, clause); }
    [[nodiscard]] Names of_parameter(const std::string &parameter) const { return find(parameters_, parameter); }
    /// Those that choose the option; for the default also the scenario that is named for it and leaves it alone.
    [[nodiscard]] Names of_option(const Reading &reading, const ReadingOption &option) const {
        Names found = find(options_, std::pair(reading.id, option.name));
        const bool left_alone = option.name == reading.default_option && has(option.fixture) &&
                                find(elsewhere_, reading.id).count(option.fixture) == 0;
        if (left_alone) found.insert(option.fixture);
        return found;
    }

  private:
    template <class Key> static Names find(const std::map<Key, Names> &in, const Key &key) {
        const auto found = in.find(key);
        return found == in.end() ? Names() : found->second;
    }
    Names all_;
    std::map<std::string, Names> clauses_, parameters_, elsewhere_; ///< elsewhere_: scenarios that choose by reading
    std::map<std::pair<std::string, std::string>, Names> options_;
};

class Report {
  public:
    Report(const Pack &pack, std::span<const Scenario> scenarios)
        : pack_(pack), components_(pack), proofs_(pack, scenarios) {}

    Coverage make() {
        for (const Clause &clause : pack_.clauses) add(row_of(clause));
        for (const Reading &reading : pack_.readings)
            for (const ReadingOption &option : reading.options) add(row_of(reading, option));
        for (const Parameter &parameter : pack_.parameters) add(row_of(parameter));
        for (const Printed &printed : pack_.printed) add(row_of(printed));
        sum_up();
        return std::move(out_);
    }

  private:
    void add(CoverageRow row) {
        out_.gaps += row.gap.empty() ? 0 : 1;
        out_.failing += row.fails ? 1 : 0;
        out_.rows.push_back(std::move(row));
    }

    /// Rows of one reading follow each other.
    void sum_up() {
        std::map<std::pair<CoverageKind, char>, CoverageSum> sums;
        const CoverageRow *last = nullptr;
        bool counted = false; ///< the reading of the last row is among the carried
        for (const CoverageRow &row : out_.rows) {
            CoverageSum &sum =
                sums.try_emplace({row.kind, row.priority}, CoverageSum{row.kind, row.priority}).first->second;
            const bool carried = row.gap.empty();
            if (row.kind == CoverageKind::reading && last && last->kind == row.kind && last->id == row.id) {
                if (counted && !carried) --sum.carried;
                counted = counted && carried;
            } else {
                ++sum.total;
                sum.carried += carried ? 1 : 0;
                counted = carried;
            }
            last = &row;
        }
        for (const auto &[place, sum] : sums) out_.sums.push_back(sum);
    }

    [[nodiscard]] char priority_of(const std::string &clause) const {
        const Clause *found = pack_.clause(clause);
        return found ? found->priority : 'D';
    }

    [[nodiscard]] CoverageRow row_of(const Clause &clause) const {
        CoverageRow row = row_for(CoverageKind::clause, clause.id, clause.title, clause.priority);
        row.components = list_of(components_.of(clause.id));
        row.scenarios = list_of(proofs_.of_clause(clause.id));
        if (clause.priority == 'D') return row; // cited, not computed
        if (row.components.empty()) row.gap = "no component";
        if (row.scenarios.empty()) row.gap += row.gap.empty() ? "no scenario" : ", no scenario";
        row.fails = !row.gap.empty();
        return row;
    }

    [[nodiscard]] CoverageRow row_of(const Reading &reading, const ReadingOption &option) const {
        CoverageRow row = row_for(CoverageKind::reading, reading.id, option.name, 'D');
        for (const std::string &clause : reading.clauses) row.priority = std::min(row.priority, priority_of(clause));
        row.is_default = option.name == reading.default_option;
        row.figure = option.figure;
        if (is_asked(pack_, reading)) row.components = {"question " + reading.decides};
        const Names runs = proofs_.of_option(reading, option);
        row.scenarios = list_of(runs);
        if (row.components.empty())
            row.gap = "no component";
        else if (option.figure.empty())
            row.gap = "no figure";
        else if (runs.empty())
            row.gap = "no scenario";
        else if (!option.fixture.empty() && !proofs_.has(option.fixture))
            row.gap = "there is no scenario " + option.fixture;
        row.fails = !row.gap.empty();
        return row;
    }

    [[nodiscard]] CoverageRow row_of(const Parameter &parameter) const {
        CoverageRow row = row_for(CoverageKind::parameter, parameter.id, {}, priority_of(parameter.clause));
        for (const ParameterValue &value : parameter.values) row.name += (row.name.empty() ? "" : ", ") + value.text;
        if (row.name.empty()) row.name = "(unset)";
        row.name += " " + parameter.unit;
        for (const VocabularyWord &word : known_parameters())
            if (word.id == parameter.id && is_read(pack_, parameter)) row.components = {std::string(word.meaning)};
        if (row.components.empty() && conditions_read_parameter(pack_, parameter.id))
            row.components = {"a condition or duty of the pack"};
        if (const Reading *reading = pack_.reading(parameter.answered_by_reading); reading && is_asked(pack_, *reading))
            row.components = {"question " + reading->decides};
        if (!parameter.answered_by_event.empty()) row.components = {"event " + parameter.answered_by_event};
        if (const Sku *sku = sku_priced_by(pack_, parameter.id); sku && row.components.empty())
            row.components = {"price " + sku->id};
        Names proofs = proofs_.of_clause(parameter.clause);
        proofs.merge(proofs_.of_parameter(parameter.id));
        row.scenarios = list_of(proofs);
        if (row.components.empty()) row.gap = "no component";
        return row;
    }

    [[nodiscard]] CoverageRow row_of(const Printed &printed) const {
        CoverageRow row = row_for(CoverageKind::printed, printed.clause, printed.number + " " + printed.unit,
                                  priority_of(printed.clause));
        const Parameter *parameter = pack_.parameter(printed.parameter);
        const bool retained = printed.parameter.substr(0, 10) == "retention.";
        if (parameter ? is_read(pack_, *parameter) : pack_.sku(printed.parameter) != nullptr)
            row.components = {(parameter ? "parameter " : "price ") + printed.parameter};
        else if (retained && is_known(known_provisions(), "retention"))
            row.components = {"retention " + printed.parameter.substr(10)};
        if (proofs_.has(printed.fixture)) row.scenarios = {printed.fixture};
        if (!printed.fixture.empty() && row.scenarios.empty())
            row.gap = "there is no scenario " + printed.fixture;
        else if (row.components.empty() && row.scenarios.empty())
            row.gap = "no component";
        return row;
    }

    const Pack &pack_;
    Components components_;
    Proofs proofs_;
    Coverage out_;
};

} // namespace

std::string_view coverage_kind_name(CoverageKind kind) {
    constexpr std::string_view names[] = {"clause", "reading", "parameter", "printed"};
    return names[static_cast<std::size_t>(kind)];
}

Coverage coverage(const Pack &pack, std::span<const Scenario> scenarios) { return Report(pack, scenarios).make(); }

} // namespace proviso
