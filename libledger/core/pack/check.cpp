#include "core/pack/check.hpp"

#include <algorithm>
#include <set>

#include "core/pack/check_conditions.hpp"
#include "core/pack/terms.hpp"
#include "core/pack/vocabulary.hpp"

namespace proviso {
namespace {

class Checker {
  public:
    explicit Checker(const Pack &pack) : pack_(pack) {}

    std::vector<PackFinding> run() {
        clauses();
        provisions();
        parameters();
        readings();
        for (const Sku &sku : pack_.skus) price(sku);
        for (std::size_t i = 0; i < pack_.notice_methods.size(); ++i) notice_method(i);
        for (const RetentionClass &data : pack_.retention) {
            unique("retention:" + data.data, "retention class " + data.data);
            cites("retention:" + data.data, data.clause);
        }
        for (const Paper &paper : pack_.papers) {
            unique("document:" + paper.name, "document " + paper.name);
            cites("document:" + paper.name, paper.clause);
        }
        check_conditions(pack_, findings_);
        printed();
        for (std::size_t i = 0; i < pack_.defects.size(); ++i) defect(i);
        return std::move(findings_);
    }

  private:
    void add(const std::string &part, Code code, std::string what, std::string todo = {}, bool warning = false) {
        findings_.push_back({Error(code, std::move(what), std::move(todo)), warning, part});
    }
    void unique(const std::string &part, const std::string &name) {
        if (!seen_.insert(part).second) add(part, Code::key_duplicate, name + " stands twice", "remove or rename one");
    }
    void cites(const std::string &part, const std::string &clause) {
        if (!pack_.clause(clause))
            add(part, Code::pack_clause_unknown, "clause '" + clause + "' is not in the pack",
                "add the clause or correct the id");
    }
    void unread(const std::string &part, const std::string &what) {
        add(part, Code::pack_parameter_unread, what, "remove it, or correct its id", true);
    }

    void recorded_but_read(const std::string &part, const std::string &what) {
        add(part, Code::pack_invalid, "the " + what + " is kept for the record, but a component reads it",
            "remove recorded_only", true);
    }

    void price(const Sku &sku) {
        const std::string part = "sku:" + sku.id;
        unique(part, "sku " + sku.id);
        cites(part, sku.clause);
        const auto held = [&](const std::string &parameter, const std::string &what) {
            if (!parameter.empty() && !pack_.parameter(parameter))
                add(part, Code::parameter_unknown, "there is no parameter '" + parameter + "' to hold its " + what,
                    "add the parameter or correct the id");
        };
        held(sku.price_parameter, "price");
        held(sku.term_parameter, "term");
        if (!sku.overage.empty() && !pack_.sku(sku.overage))
            add(part, Code::pack_invalid, "use beyond its limit is '" + sku.overage + "', which is no sku",
                "name a sku of the pack");
        for (const std::string &needed : sku.needs)
            if (std::none_of(pack_.skus.begin(), pack_.skus.end(),
                             [&](const Sku &other) { return other.id == needed || other.kind == needed; }))
                add(part, Code::pack_invalid, "it needs '" + needed + "', which is neither a sku nor a kind of one",
                    "add the sku or correct the name");
    }

    void clauses() {
        for (const Clause &clause : pack_.clauses) unique("clause:" + clause.id, "clause " + clause.id);
    }

    void provisions() {
        for (const Provision &provision : pack_.provisions) {
            const std::string part = "provision:" + provision.id;
            unique(part, "provision " + provision.id);
            for (const std::string &clause : provision.clauses) cites(part, clause);
            if (!is_known(known_provisions(), provision.id))
                unread(part, "no component cites the provision " + provision.id);
        }
    }

    void parameters() {
        for (const Parameter &parameter : pack_.parameters) {
            const std::string part = "parameter:" + parameter.id;
            unique(part, "parameter " + parameter.id);
            cites(part, parameter.clause);
            for (const SuppliedValue &given : parameter.supplied)
                if (const Reading *reading = pack_.reading(given.reading);
                    reading && reading->recorded_only && given.option != reading->default_option)
                    recorded_but_read("reading:" + reading->id, "reading " + reading->id);
            for (std::size_t i = 0; i < parameter.values.size(); ++i) {
                const ParameterValue &value = parameter.values[i];
                if (value.clause != parameter.clause) cites(part, value.clause);
                if (value.until <= value.from)
                    add(part, Code::period_invalid, "a value of " + parameter.id + " ends before it starts",
                        "the day after `until` is the first on which it no longer holds");
                if (i > 0 && value.from < parameter.values[i - 1].until)
                    add(part, Code::pack_validity_overlap,
                        "two values of " + parameter.id + " are valid on " + value.from.text(),
                        "end the earlier one with until = " + value.from.text());
            }
            const bool read = sku_priced_by(pack_, parameter.id) || is_known(known_parameters(), parameter.id) ||
                              conditions_read_parameter(pack_, parameter.id);
            if (!read && !parameter.recorded_only && !parameter.answered_elsewhere())
                unread(part, "no component reads the parameter " + parameter.id);
            if (read && parameter.recorded_only) recorded_but_read(part, "parameter " + parameter.id);
            if (parameter.answered_elsewhere()) answered(part, parameter, read);
        }
    }

    /// Something else gives what the contract calls for: that has to be there, and to be all that gives it.
    void answered(const std::string &part, const Parameter &parameter, bool read) {
        if (read)
            add(part, Code::pack_invalid,
                "a component reads the parameter " + parameter.id +
                    ", and the pack says that something else answers it",
                "remove answered_by_reading or answered_by_event");
        const std::string &id = parameter.answered_by_reading;
        if (id.empty()) return;
        const Reading *reading = pack_.reading(id);
        if (!reading)
            add(part, Code::reading_unknown, "there is no reading '" + id + "' to answer " + parameter.id,
                "add the reading or correct its id");
        else if (!is_known(known_questions(), reading->decides) && !conditions_ask_reading(pack_, id))
            add(part, Code::pack_invalid, "no component asks the reading " + id + " that is to answer " + parameter.id,
                "name a reading that one asks");
    }

    void readings() {
        std::set<std::string> questions;
        for (const Reading &reading : pack_.readings) {
            const std::string part = "reading:" + reading.id;
            unique(part, "reading " + reading.id);
            for (const std::string &clause : reading.clauses) cites(part, clause);
            if (reading.default_option.empty())
                add(part, Code::pack_reading_no_default, "reading " + reading.id + " has no default",
                    "name one of its options");
            else if (!has_option(reading, reading.default_option))
                add(part, Code::pack_reading_no_default,
                    "the default '" + reading.default_option + "' of reading " + reading.id +
                        " is not one of its options",
                    unknown_option(reading, reading.default_option).todo);
            for (std::size_t i = 0; i < reading.options.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    if (reading.options[i].name == reading.options[j].name)
                        add(part, Code::key_duplicate,
                            "option '" + reading.options[i].name + "' of reading " + reading.id + " stands twice",
                            "remove or rename one");
            if (!questions.insert(reading.decides).second)
                add(part, Code::pack_invalid, "two readings decide the question " + reading.decides, "keep one");
            const bool asked = is_known(known_questions(), reading.decides) ||
                               conditions_ask_reading(pack_, reading.id) || supplies_parameter(pack_, reading.id);
            if (!asked && !reading.recorded_only)
                unread(part, "no component asks the question " + reading.decides + " of reading " + reading.id);
            if (asked && reading.recorded_only) recorded_but_read(part, "reading " + reading.id);
        }
    }

    /// Whether two rows of one method may both count for a notice.
    static bool overlap(const NoticeMethod &a, const NoticeMethod &b) {
        if (a.name != b.name || (!a.by.empty() && !b.by.empty() && a.by != b.by)) return false;
        return a.options.empty() || b.options.empty() ||
               std::find_first_of(a.options.begin(), a.options.end(), b.options.begin(), b.options.end()) !=
                   a.options.end();
    }

    void notice_method(std::size_t index) {
        const NoticeMethod &method = pack_.notice_methods[index];
        const std::string part = "notice_method:" + method.name;
        for (std::size_t i = 0; i < index; ++i)
            if (overlap(pack_.notice_methods[i], method))
                add(part, Code::key_duplicate, "notice method " + method.name + " stands twice for the same notices",
                    "remove one, or tell them apart by party or option");
        cites(part, method.clause);
        const Reading *methods = pack_.reading_that_decides("notice.methods");
        for (const std::string &option : method.options)
            if (!methods || !has_option(*methods, option))
                add(part, Code::reading_option_unknown,
                    "no reading that decides notice.methods has the option '" + option + "'",
                    "correct the option's name");
    }

    void defect(std::size_t index) {
        const TextDefect &defect = pack_.defects[index];
        const std::string part = "defect:" + std::to_string(index);
        for (const std::string &clause : defect_clauses(defect)) cites(part, clause);
        if (!defect.reading.empty() && !pack_.reading(defect.reading))
            add(part, Code::reading_unknown, "there is no reading '" + defect.reading + "' to settle it",
                "add the reading or correct its id");
    }

    void printed() {
        for (std::size_t i = 0; i < pack_.printed.size(); ++i) {
            const Printed &printed = pack_.printed[i];
            const std::string part = "printed:" + std::to_string(i);
            cites(part, printed.clause);
            const std::string name = printed.number + " (" + printed.unit + ")";
            if (printed.parameter.empty() && printed.fixture.empty())
                add(part, Code::pack_printed_uncarried, "nothing carries the printed number " + name,
                    "name a parameter, a sku or a fixture");
            else if (!printed.parameter.empty() && !carries(printed))
                add(part, Code::pack_printed_uncarried,
                    "'" + printed.parameter + "' does not carry the printed number " + name,
                    "give a parameter with this value, or a sku with this price");
        }
    }

    /// A parameter carries the number if one of its values is the number or, for lists, has it or has that many
    /// entries.
    [[nodiscard]] bool carries(const Printed &printed) const {
        Result<Ratio> number = Ratio::parse(printed.number);
        if (const Sku *sku = pack_.sku(printed.parameter))
            return number.ok() && sku->price && sku->price->ratio() == *number;
        if (const Parameter *parameter = pack_.parameter(printed.parameter))
            return std::any_of(parameter->values.begin(), parameter->values.end(), [&](const ParameterValue &value) {
                if (const auto *held = std::get_if<Ratio>(&value.data)) return number.ok() && *held == *number;
                if (const auto *list = std::get_if<std::vector<std::string>>(&value.data))
                    return std::find(list->begin(), list->end(), printed.number) != list->end() ||
                           (number.ok() && *number == Ratio(static_cast<std::int64_t>(list->size())));
                return value.text == printed.number;
            });
        return std::any_of(pack_.retention.begin(), pack_.retention.end(), [&](const RetentionClass &data) {
            return "retention." + data.data == printed.parameter && number.ok() && Ratio(data.days) == *number;
        });
    }

    const Pack &pack_;
    std::vector<PackFinding> findings_;
    std::set<std::string> seen_;
};

} // namespace

std::vector<PackFinding> check_pack(const Pack &pack) { return Checker(pack).run(); }

} // namespace proviso
