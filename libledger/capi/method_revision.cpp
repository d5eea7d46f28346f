// pack.add, pack.adopt, pack.coverage, pack.diff: packs as they come and change.
#include <algorithm>

#include "book/packs.hpp"
#include "capi/book_json.hpp"
#include "capi/compare_json.hpp"
#include "capi/progress.hpp"
#include "core/duty/business_calendar.hpp"
#include "core/pack/difference.hpp"
#include "io/pack_reader.hpp"
#include "replay/coverage.hpp"
#include "replay/scenario_reader.hpp"

namespace proviso::capi {
namespace {

bool holds(const BookInfo &info, std::string_view kind, std::string_view id) {
    return std::any_of(info.sources.begin(), info.sources.end(),
                       [&](const AdoptedSource &source) { return source.kind == kind && source.id == id; });
}

/// What a pack brings: itself, and the data that the book does not have; with `all_data`, changed data as well.
Result<std::vector<Source>> sources_for(const Call &call, const LoadedPack &pack, const BookInfo &info) {
    const bool all_data = call.flag("data");
    std::vector<Source> sources{{"pack", pack.name, pack.bytes}};
    for (const auto &calendar : call.context().calendars)
        if (holds(info, "calendar", calendar->value.id) ? all_data : may_ask_for(pack.value, calendar->value.id))
            sources.push_back({"calendar", calendar->name, calendar->bytes});
    const auto &plan = call.context().number_plan;
    if (plan && (all_data || std::none_of(info.sources.begin(), info.sources.end(),
                                          [](const AdoptedSource &source) { return source.kind == "zones"; })))
        sources.push_back({"zones", plan->name, plan->bytes});
    return sources;
}

Result<Answer> adopt(const Call &call, bool new_id) {
    PV_TRY(const LoadedPack *pack, call.context().pack(call.text("pack")));
    PV_TRY(const BookInfo info, call.book().info());
    const bool has = holds(info, "pack", pack->value.id);
    if (new_id && has)
        return Error(Code::argument_invalid, "the book has a pack " + pack->value.id + " already",
                     "adopt a new revision of it with pack adopt", "pack");
    if (!new_id && !has)
        return Error(Code::pack_unknown, "the book has no pack " + pack->value.id, "add it with pack add", "pack");
    PV_TRY(const std::vector<Source> sources, sources_for(call, *pack, info));
    PV_TRY(const AdoptReport report, adopt_sources(call.book(), sources));
    Json rows = Json::array();
    for (const AdoptedSource &source : report.adopted)
        rows.push_back({{"kind", source.kind},
                        {"id", source.id},
                        {"version", source.version},
                        {"revision", source.revision},
                        {"sha256", source.sha256},
                        {"from", source.from == day_first ? Json(nullptr) : to_json(source.from)},
                        {"entry", source.entry}});
    Json out = schema("adopt");
    out["pack"] = pack->value.id;
    out["sealed_through"] = to_json(info.sealed_through);
    out["adopted"] = std::move(rows);
    out["head"] = to_json(report.head);
    return Answer{std::move(out), {}};
}

Result<Answer> add_pack(const Call &call) { return adopt(call, true); }
Result<Answer> adopt_pack(const Call &call) { return adopt(call, false); }

Result<Answer> diff(const Call &call) {
    PV_TRY(const Source before, pack_source(call, "old"));
    PV_TRY(const Source after, pack_source(call, "new"));
    PV_TRY(const Pack first, read_pack(before.bytes, before.name));
    PV_TRY(const Pack second, read_pack(after.bytes, after.name));
    Json rows = Json::array();
    for (const PackChange &change : difference(first, second))
        rows.push_back({{"part", pack_part_name(change.part)},
                        {"id", change.id},
                        {"clause", change.clause},
                        {"what", change.what},
                        {"before", change.before},
                        {"after", change.after}});
    Json out = schema("pack-diff");
    out["old"] = {{"id", first.id}, {"version", first.version}, {"revision", first.revision}, {"sha256", first.sha256}};
    out["new"] = {
        {"id", second.id}, {"version", second.version}, {"revision", second.revision}, {"sha256", second.sha256}};
    out["changes"] = std::move(rows);
    return Answer{std::move(out), {}};
}

Result<std::vector<Scenario>> scenarios_of(const Call &call) {
    constexpr Arg parts[] = {{"name", ArgKind::text, true, "the file's name, for messages"},
                             {"text", ArgKind::text, true, "the file's text"}};
    std::vector<Scenario> scenarios;
    const Json &given = call.value("scenarios");
    for (std::size_t i = 0; i < given.size(); ++i) {
        PV_CHECK(tell_progress(call.context(), "coverage", i, given.size()));
        auto checked = check_arguments(parts, given[i]);
        if (!checked) return std::move(checked.error()).at("scenarios." + std::to_string(i));
        ScenarioFile file = read_scenario(given[i]["text"].text(), given[i]["name"].get<std::string>());
        if (!file.ok()) return std::move(file.errors.front());
        file.scenario.events = {}; // what it covers is all that is needed
        scenarios.push_back(std::move(file.scenario));
    }
    return scenarios;
}

Result<Answer> cover(const Call &call) {
    PV_TRY(const LoadedPack *pack, call.context().pack(call.text("pack")));
    PV_TRY(const std::vector<Scenario> scenarios, scenarios_of(call));
    const Coverage found = coverage(pack->value, scenarios);
    Json rows = Json::array();
    for (const CoverageRow &row : found.rows) {
        Json out = {{"kind", coverage_kind_name(row.kind)},
                    {"id", row.id},
                    {"name", row.name},
                    {"priority", std::string(1, row.priority)}};
        if (row.kind == CoverageKind::reading) {
            out["default"] = row.is_default;
            out["figure"] = row.figure;
        }
        out["components"] = to_json(row.components);
        out["scenarios"] = to_json(row.scenarios);
        out["gap"] = row.gap;
        out["fails"] = row.fails;
        rows.push_back(std::move(out));
    }
    Json out = schema("pack-coverage");
    out["pack"] = pack->value.id;
    out["title"] = pack->value.title;
    out["revision"] = pack->value.revision;
    out["rows"] = std::move(rows);
    Json sums = Json::array();
    for (const CoverageSum &sum : found.sums)
        sums.push_back({{"kind", coverage_kind_name(sum.kind)},
                        {"priority", std::string(1, sum.priority)},
                        {"carried", sum.carried},
                        {"total", sum.total}});
    out["sums"] = std::move(sums);
    out["gaps"] = found.gaps;
    out["failing"] = found.failing;
    std::optional<Error> no;
    if (found.failing > 0)
        no = Error(Code::pack_uncovered,
                   std::to_string(found.failing) + " clauses and readings lack a component, a scenario or a figure",
                   "see the rows with a gap", pack->value.id);
    return Answer{std::move(out), std::move(no)};
}

constexpr Arg pack_arg{"pack", ArgKind::text, true, "the id of a pack of the context"};
constexpr Arg adopt_args[] = {
    pack_arg,
    {"data", ArgKind::flag, false, "take the context's calendars and area codes too where the book's differ"}};
constexpr Arg diff_args[] = {{"old", ArgKind::object, true, "`name` and `toml` of a rule pack"},
                             {"new", ArgKind::object, true, "`name` and `toml` of another"}};
constexpr Arg coverage_args[] = {
    pack_arg,
    {"scenarios", ArgKind::list, true, "a list of objects, each with the file's `name` and its `text`"},
};
constexpr Method table[] = {
    {"pack.add", "add a pack that the book does not have, for accounts that open under it", true, adopt_args, add_pack},
    {"pack.adopt", "a new revision of a pack, in force from the next open period; nothing sealed changes", true,
     adopt_args, adopt_pack},
    {"pack.coverage",
     "clauses, readings, parameters and printed numbers against components and scenarios; the answer is no if an A, B "
     "or C clause or an option is not carried",
     false, coverage_args, cover},
    {"pack.diff", "what differs between two rule packs", false, diff_args, diff},
};

} // namespace

std::span<const Method> revision_methods() { return table; }

} // namespace proviso::capi
