#include "core/pack/difference.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace proviso {
namespace {

/// A part of a pack as texts by field, so that one comparison serves all parts.
struct Shape {
    std::string clause;
    std::string summary; ///< what it is, where all of it is added or removed
    std::map<std::string, std::string> fields;
};
using Shapes = std::map<std::string, Shape>; ///< by id

std::string joined(const std::vector<std::string> &texts) {
    std::string out;
    for (const std::string &text : texts) out += (out.empty() ? "" : ", ") + text;
    return out;
}

std::string values_of(const Parameter &parameter) {
    std::string out;
    for (const ParameterValue &value : parameter.values) {
        out += (out.empty() ? "" : ", ") + value.text;
        if (value.from != day_first) out += " from " + value.from.text();
        if (value.until != day_last) out += " until " + value.until.text();
        if (value.clause != parameter.clause) out += " by " + value.clause;
    }
    return out.empty() ? "(unset)" : out;
}

std::string_view kind_of(ParameterKind kind) {
    constexpr std::string_view names[] = {"required", "optional", "by reading"};
    return names[static_cast<std::size_t>(kind)];
}

Shapes head(const Pack &pack) {
    Shape shape;
    shape.fields = {{"title", pack.title},
                    {"version", pack.version},
                    {"revision", std::to_string(pack.revision)},
                    {"currency", std::string(pack.currency.code())},
                    {"jurisdiction", pack.jurisdiction},
                    {"calendar", pack.calendar},
                    {"zone", pack.zone},
                    {"beside", joined(pack.beside)}};
    return {{pack.id, shape}};
}

Shapes clauses(const Pack &pack) {
    Shapes shapes;
    for (const Clause &clause : pack.clauses)
        shapes[clause.id] = {clause.id,
                             clause.title,
                             {{"title", clause.title},
                              {"summary", clause.summary},
                              {"section", clause.section},
                              {"priority", std::string(1, clause.priority)},
                              {"check", clause.check}}};
    return shapes;
}

Shapes provisions(const Pack &pack) {
    Shapes shapes;
    for (const Provision &provision : pack.provisions)
        shapes[provision.id] = {provision.clauses.empty() ? std::string() : provision.clauses.front(),
                                joined(provision.clauses),
                                {{"clauses", joined(provision.clauses)}}};
    return shapes;
}

Shapes parameters(const Pack &pack) {
    Shapes shapes;
    for (const Parameter &parameter : pack.parameters)
        shapes[parameter.id] = {parameter.clause,
                                values_of(parameter) + " " + parameter.unit,
                                {{"value", values_of(parameter)},
                                 {"unit", parameter.unit},
                                 {"clause", parameter.clause},
                                 {"kind", std::string(kind_of(parameter.kind))},
                                 {"recorded only", parameter.recorded_only ? "yes" : "no"},
                                 {"answered by", parameter.answered_by_reading + parameter.answered_by_event}}};
    return shapes;
}

Shapes readings(const Pack &pack) {
    Shapes shapes;
    for (const Reading &reading : pack.readings) {
        Shape shape;
        shape.clause = reading.clauses.empty() ? std::string() : reading.clauses.front();
        shape.summary = reading.default_option;
        shape.fields = {{"default", reading.default_option},
                        {"decides", reading.decides},
                        {"question", reading.question},
                        {"clauses", joined(reading.clauses)},
                        {"recorded only", reading.recorded_only ? "yes" : "no"}};
        for (const ReadingOption &option : reading.options) shape.fields["option " + option.name] = option.figure;
        for (const Parameter &parameter : pack.parameters)
            for (const SuppliedValue &given : parameter.supplied)
                if (given.reading == reading.id)
                    shape.fields["option " + given.option + ": " + parameter.id] = given.value.text;
        shapes[reading.id] = std::move(shape);
    }
    return shapes;
}

Shapes skus(const Pack &pack) {
    Shapes shapes;
    for (const Sku &sku : pack.skus)
        shapes[sku.id] = {sku.clause,
                          sku.price ? sku.price->text() : sku.title,
                          {{"price", sku.price ? sku.price->text() : "(none)"},
                           {"per", sku.per},
                           {"every", sku.every},
                           {"title", sku.title},
                           {"clause", sku.clause},
                           {"seat", sku.seat ? "yes" : "no"},
                           {"by minute", sku.by_minute ? "yes" : "no"},
                           {"included", sku.included ? "yes" : "no"},
                           {"price parameter", sku.price_parameter},
                           {"kind", sku.kind},
                           {"billing", std::string(billing_name(sku.billing))},
                           {"term", sku.term_parameter},
                           {"overage", sku.overage},
                           {"needs", joined(sku.needs)},
                           {"price at renewal", sku.price_at_renewal ? "yes" : "no"}}};
    return shapes;
}

Shapes notice_methods(const Pack &pack) {
    Shapes shapes;
    for (const NoticeMethod &method : pack.notice_methods) {
        const std::string from = method.counts_from_sending ? "sending" : method.on_arrival ? "arrival" : "receipt";
        std::string name = method.name + (method.by.empty() ? "" : " by the " + method.by);
        for (int copy = 2; shapes.contains(name); ++copy) name = method.name + " (" + std::to_string(copy) + ")";
        shapes[name] = {method.clause,
                        (method.counts_from_sending ? "counts from " : "counts on ") + from,
                        {{"counts from", from},
                         {"by", method.by.empty() ? "either" : method.by},
                         {"business days", method.parameter},
                         {"open day", method.open_day ? "yes" : "no"},
                         {"number", method.number_required ? "needed" : "none needed"},
                         {"proof", method.proof_required ? method.proof : "none needed"},
                         {"options", joined(method.options)},
                         {"clause", method.clause}}};
    }
    return shapes;
}

Shapes retention(const Pack &pack) {
    Shapes shapes;
    for (const RetentionClass &row : pack.retention)
        shapes[row.data] = {row.clause,
                            std::to_string(row.days) + " days",
                            {{"days", std::to_string(row.days)}, {"way out", row.way_out}, {"clause", row.clause}}};
    return shapes;
}

std::string guard_text(std::string_view word, const Guard &guard) {
    if (guard.fact.empty()) return {};
    return std::string(word) + guard.fact + (guard.one_of.empty() ? "" : " is one of " + joined(guard.one_of));
}

std::string wanted(const Check &check) {
    std::string out(relation_name(check.is));
    if (!check.value.empty()) out += " " + check.value;
    if (!check.parameter.empty()) out += " parameter " + check.parameter;
    if (!check.factor.empty()) out += " x " + check.factor;
    if (!check.times.empty()) out += " x " + check.times;
    out += guard_text(", if ", check.only_if) + guard_text(", unless ", check.unless);
    if (!check.reading.empty()) out += ", under " + check.reading + " = " + check.option;
    return out + ": " + check.reason;
}

/// A name that the map does not have yet: the second of a name is "name 2".
template <class Value> std::string free_name(const std::map<std::string, Value> &map, const std::string &name) {
    std::string free = name;
    for (int number = 2; map.count(free) > 0; ++number) free = name + " " + std::to_string(number);
    return free;
}

Shapes checklists(const Pack &pack) {
    Shapes shapes;
    for (const Checklist &list : pack.checklists) {
        Shape shape{list.clause, list.summary, {{"event", list.event}, {"clause", list.clause}}};
        shape.fields["summary"] = list.summary;
        for (const FactSpec &fact : list.facts)
            shape.fields["fact " + fact.name] =
                std::string(fact_form_name(fact.form)) + (fact.optional ? ", optional" : "") +
                (fact.from.empty() ? "" : ", else from " + fact.from) + ": " + fact.summary;
        for (const Check &check : list.checks)
            shape.fields[free_name(shape.fields, "condition on " + check.field + " by " + check.clause)] =
                wanted(check);
        shapes[list.ask] = std::move(shape);
    }
    return shapes;
}

Shapes duties(const Pack &pack) {
    Shapes shapes;
    for (const DutyRule &rule : pack.duties) {
        std::string begins = rule.event;
        if (!rule.field.empty()) begins += " with " + rule.field + " = " + joined(rule.one_of);
        if (!rule.reading.empty()) begins += " under " + rule.reading + " = " + rule.option;
        shapes[free_name(shapes, rule.name)] = {rule.clause,
                                                rule.what,
                                                {{"begins", begins},
                                                 {"owner", rule.owner},
                                                 {"what", rule.what},
                                                 {"within", rule.within},
                                                 {"counts from", rule.date_field},
                                                 {"ahead", rule.ahead ? "yes" : ""},
                                                 {"otherwise within", rule.otherwise_within},
                                                 {"otherwise", rule.otherwise},
                                                 {"settled by", rule.settled_by},
                                                 {"reference", rule.reference},
                                                 {"clause", rule.clause}}};
    }
    return shapes;
}

Shapes documents(const Pack &pack) {
    Shapes shapes;
    for (const Paper &paper : pack.papers)
        shapes[paper.name] = {paper.clause,
                              "rank " + std::to_string(paper.rank),
                              {{"rank", std::to_string(paper.rank)},
                               {"clause", paper.clause},
                               {"is the order", paper.is_order ? "yes" : "no"}}};
    return shapes;
}

Shapes printed(const Pack &pack) {
    Shapes shapes;
    for (const Printed &row : pack.printed)
        shapes[row.clause + ": " + row.number + " " + row.unit] = {
            row.clause, row.number, {{"carried by", row.parameter}, {"scenario", row.fixture}}};
    return shapes;
}

constexpr std::pair<PackPart, Shapes (*)(const Pack &)> parts[] = {{PackPart::pack, head},
                                                                   {PackPart::clause, clauses},
                                                                   {PackPart::provision, provisions},
                                                                   {PackPart::parameter, parameters},
                                                                   {PackPart::reading, readings},
                                                                   {PackPart::sku, skus},
                                                                   {PackPart::notice_method, notice_methods},
                                                                   {PackPart::retention, retention},
                                                                   {PackPart::checklist, checklists},
                                                                   {PackPart::duty, duties},
                                                                   {PackPart::document, documents},
                                                                   {PackPart::printed, printed}};

void compare_fields(PackPart part, const std::string &id, const Shape &before, const Shape &after,
                    std::vector<PackChange> &out) {
    std::map<std::string, std::pair<std::string, std::string>> both;
    for (const auto &[field, text] : before.fields) both[field].first = text;
    for (const auto &[field, text] : after.fields) both[field].second = text;
    for (const auto &[field, texts] : both) {
        const bool had = before.fields.count(field) > 0, has = after.fields.count(field) > 0;
        if (had && has && texts.first == texts.second) continue;
        const std::string what = had && has ? field : field + (has ? " added" : " removed");
        out.push_back({part, id, after.clause, what, texts.first, texts.second});
    }
}

} // namespace

std::string_view pack_part_name(PackPart part) {
    constexpr std::string_view names[] = {"pack",      "clause", "provision",     "parameter",
                                          "reading",   "sku",    "notice-method", "retention",
                                          "checklist", "duty",   "document",      "printed"};
    return names[static_cast<std::size_t>(part)];
}

std::vector<PackChange> difference(const Pack &before, const Pack &after) {
    std::vector<PackChange> out;
    for (const auto &[part, shapes_of] : parts) {
        const Shapes old_ones = shapes_of(before), new_ones = shapes_of(after);
        std::map<std::string, std::pair<const Shape *, const Shape *>> both;
        for (const auto &[id, shape] : old_ones) both[id].first = &shape;
        for (const auto &[id, shape] : new_ones) both[id].second = &shape;
        for (const auto &[id, shapes] : both) {
            if (!shapes.first)
                out.push_back({part, id, shapes.second->clause, "added", {}, shapes.second->summary});
            else if (!shapes.second)
                out.push_back({part, id, shapes.first->clause, "removed", shapes.first->summary, {}});
            else
                compare_fields(part, id, *shapes.first, *shapes.second, out);
        }
    }
    return out;
}

} // namespace proviso
