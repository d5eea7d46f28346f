// pack.list, pack.show, pack.check, pack.lint: what a contract says, as data.
#include <utility>

#include "capi/method.hpp"
#include "io/pack_reader.hpp"

namespace proviso::capi {
namespace {

Json head_of(const Pack &pack) {
    return {{"id", pack.id},
            {"title", pack.title},
            {"version", pack.version},
            {"revision", pack.revision},
            {"currency", pack.currency.code()},
            {"jurisdiction", pack.jurisdiction},
            {"calendar", pack.calendar},
            {"zone", pack.zone},
            {"beside", to_json(pack.beside)},
            {"sha256", pack.sha256}};
}

Json value_json(const ParameterValue &value) {
    Json out = {{"value", value.text}, {"clause", value.clause}};
    if (value.from != day_first) out["from"] = to_json(value.from);
    if (value.until != day_last) out["until"] = to_json(value.until);
    return out;
}

std::string_view kind_name(ParameterKind kind) {
    switch (kind) {
    case ParameterKind::required:
        return "required";
    case ParameterKind::optional:
        return "optional";
    case ParameterKind::by_reading:
        return "by reading";
    }
    return "";
}

Json parameters_json(const Pack &pack) {
    Json rows = Json::array();
    for (const Parameter &parameter : pack.parameters) {
        Json values = Json::array();
        for (const ParameterValue &value : parameter.values) values.push_back(value_json(value));
        rows.push_back({{"id", parameter.id},
                        {"unit", parameter.unit},
                        {"clause", parameter.clause},
                        {"kind", kind_name(parameter.kind)},
                        {"values", std::move(values)}});
    }
    return rows;
}

/// Parameter -> its value while the option is in force.
Json supplied_json(const Pack &pack, const std::string &reading, const std::string &option) {
    Json values = Json::object();
    for (const Parameter &parameter : pack.parameters)
        for (const SuppliedValue &given : parameter.supplied)
            if (given.reading == reading && given.option == option) values[parameter.id] = given.value.text;
    return values;
}

std::string_view counts_from(DutyStart start) {
    if (start == DutyStart::deemed) return "deemed";
    return start == DutyStart::deemed_weekdays ? "deemed-weekdays" : "event";
}

std::string_view days_counted(DutyDays days) {
    if (days == DutyDays::clear) return "clear";
    return days == DutyDays::business ? "business" : "calendar";
}

Json readings_json(const Pack &pack) {
    Json rows = Json::array();
    for (const Reading &reading : pack.readings) {
        Json options = Json::array();
        for (const ReadingOption &option : reading.options)
            options.push_back({{"name", option.name},
                               {"figure", option.figure},
                               {"fixture", option.fixture},
                               {"values", supplied_json(pack, reading.id, option.name)}});
        rows.push_back({{"id", reading.id},
                        {"decides", reading.decides},
                        {"clauses", to_json(reading.clauses)},
                        {"question", reading.question},
                        {"default", reading.default_option},
                        {"options", std::move(options)}});
    }
    return rows;
}

Json skus_json(const Pack &pack) {
    Json rows = Json::array();
    for (const Sku &sku : pack.skus)
        rows.push_back({{"id", sku.id},
                        {"title", sku.title},
                        {"price", sku.price ? Json(sku.price->text()) : Json(nullptr)},
                        {"per", sku.per},
                        {"every", sku.every},
                        {"clause", sku.clause},
                        {"seat", sku.seat}});
    return rows;
}

Json clauses_json(const Pack &pack) {
    Json rows = Json::array();
    for (const Clause &clause : pack.clauses)
        rows.push_back({{"id", clause.id},
                        {"section", clause.section},
                        {"title", clause.title},
                        {"priority", std::string(1, clause.priority)},
                        {"summary", clause.summary},
                        {"check", clause.check}});
    return rows;
}

Json checklists_json(const Pack &pack) {
    const auto guard = [](const Guard &given) {
        if (given.fact.empty()) return Json(nullptr);
        return Json{{"fact", given.fact}, {"one_of", to_json(given.one_of)}};
    };
    Json rows = Json::array();
    for (const Checklist &list : pack.checklists) {
        Json facts = Json::array();
        for (const FactSpec &fact : list.facts)
            facts.push_back({{"name", fact.name},
                             {"form", fact_form_name(fact.form)},
                             {"optional", fact.optional},
                             {"from", fact.from},
                             {"summary", fact.summary}});
        Json checks = Json::array();
        for (const Check &check : list.checks)
            checks.push_back({{"field", check.field},
                              {"is", relation_name(check.is)},
                              {"value", check.value},
                              {"parameter", check.parameter},
                              {"times", check.times},
                              {"factor", check.factor},
                              {"only_if", guard(check.only_if)},
                              {"unless", guard(check.unless)},
                              {"reading", check.reading},
                              {"option", check.option},
                              {"clause", check.clause},
                              {"reason", check.reason}});
        rows.push_back({{"ask", list.ask},
                        {"event", list.event},
                        {"clause", list.clause},
                        {"summary", list.summary},
                        {"facts", std::move(facts)},
                        {"checks", std::move(checks)}});
    }
    return rows;
}

Json duties_json(const Pack &pack) {
    Json rows = Json::array();
    for (const DutyRule &rule : pack.duties)
        rows.push_back({{"name", rule.name},
                        {"event", rule.event},
                        {"field", rule.field},
                        {"one_of", to_json(rule.one_of)},
                        {"reading", rule.reading},
                        {"option", rule.option},
                        {"owner", rule.owner},
                        {"what", rule.what},
                        {"within", rule.within},
                        {"counts_from", counts_from(rule.counts_from)},
                        {"days", days_counted(rule.days)},
                        {"open_day", rule.open_day},
                        {"date_field", rule.date_field},
                        {"ahead", rule.ahead},
                        {"otherwise_within", rule.otherwise_within},
                        {"otherwise", rule.otherwise},
                        {"settled_by", rule.settled_by},
                        {"reference", rule.reference},
                        {"clause", rule.clause}});
    return rows;
}

Json printed_json(const Pack &pack) {
    Json rows = Json::array();
    for (const Printed &printed : pack.printed)
        rows.push_back({{"number", printed.number},
                        {"unit", printed.unit},
                        {"clause", printed.clause},
                        {"parameter", printed.parameter},
                        {"fixture", printed.fixture}});
    return rows;
}

Result<Answer> list(const Call &call) {
    Json rows = Json::array();
    for (const auto &loaded : call.context().packs) {
        Json row = head_of(loaded->value);
        row["clauses"] = loaded->value.clauses.size();
        row["parameters"] = loaded->value.parameters.size();
        row["readings"] = loaded->value.readings.size();
        rows.push_back(std::move(row));
    }
    Json out = schema("packs");
    out["packs"] = std::move(rows);
    return Answer{std::move(out), {}};
}

Result<Answer> show(const Call &call) {
    PV_TRY(const LoadedPack *loaded, call.context().pack(call.text("pack")));
    const Pack &pack = loaded->value;
    Json out = schema("pack");
    out.update(head_of(pack));
    out["clauses"] = clauses_json(pack);
    out["parameters"] = parameters_json(pack);
    out["readings"] = readings_json(pack);
    out["skus"] = skus_json(pack);
    out["checklists"] = checklists_json(pack);
    out["duties"] = duties_json(pack);
    Json papers = Json::array();
    for (const Paper &paper : pack.papers)
        papers.push_back(
            {{"name", paper.name}, {"rank", paper.rank}, {"clause", paper.clause}, {"is_order", paper.is_order}});
    out["documents"] = std::move(papers);
    out["printed"] = printed_json(pack);
    out["conflicts"] = to_json(pack.conflicts);
    return Answer{std::move(out), {}};
}

Result<Answer> check(const Call &call) {
    const PackReport report = check_pack_file(call.text("toml"), call.text("name"));
    Json out = schema("pack-check");
    out["usable"] = report.usable();
    if (report.pack) out["pack"] = head_of(*report.pack);
    Json findings = Json::array();
    const Error *first = nullptr;
    for (const PackFinding &finding : report.findings) {
        Json row = to_json(finding.error);
        row["warning"] = finding.warning;
        row["text"] = finding.error.render();
        findings.push_back(std::move(row));
        if (!finding.warning && !first) first = &finding.error;
    }
    out["findings"] = std::move(findings);
    std::optional<Error> no;
    if (first) no = *first;
    return Answer{std::move(out), std::move(no)};
}

Result<Answer> lint_pack(const Call &call) {
    PV_TRY(const LoadedPack *loaded, call.context().pack(call.text("pack")));
    Json rows = Json::array();
    for (const LintRow &row : lint(loaded->value))
        rows.push_back({{"kind", row.kind},
                        {"clauses", to_json(row.clauses)},
                        {"id", row.id},
                        {"says", row.says},
                        {"actually", row.actually},
                        {"reading", row.reading},
                        {"option", row.option}});
    Json out = schema("pack-lint");
    out["pack"] = loaded->value.id;
    out["title"] = loaded->value.title;
    out["rows"] = std::move(rows);
    return Answer{std::move(out), {}};
}

constexpr Arg show_args[] = {{"pack", ArgKind::text, true, "the id of a pack of the context"}};
constexpr Arg check_args[] = {{"name", ArgKind::text, true, "the file's name, for messages"},
                              {"toml", ArgKind::text, true, "the file's text"}};
constexpr Method table[] = {
    {"pack.check", "everything that can be said against a rule pack, with file, line and column", false, check_args,
     check},
    {"pack.lint",
     "what is wrong with the contract's own text: dangling references, names without a meaning, contradictions, values "
     "that it calls for and never gives; each with the reading that settles it",
     false, show_args, lint_pack},
    {"pack.list", "the packs of the context", false, {}, list},
    {"pack.show", "a pack's clauses, parameters, readings, skus, conditions, duties and printed numbers", false,
     show_args, show},
};

} // namespace

std::span<const Method> pack_methods() { return table; }

} // namespace proviso::capi
