// replay: scenario files against what they expect.
#include "capi/method.hpp"
#include "capi/progress.hpp"
#include "replay/runner.hpp"

namespace proviso::capi {
namespace {

SourceProvider provider_of(const Context &context) {
    return [&context](std::string_view kind, std::string_view id) -> std::optional<SourceFile> {
        if (kind == "pack")
            for (const auto &loaded : context.packs)
                if (loaded->value.id == id) return SourceFile{loaded->name, loaded->bytes};
        if (kind == "calendar")
            for (const auto &loaded : context.calendars)
                if (loaded->value.id == id) return SourceFile{loaded->name, loaded->bytes};
        if (kind == "zones" && context.number_plan)
            return SourceFile{context.number_plan->name, context.number_plan->bytes};
        return std::nullopt;
    };
}

Result<std::pair<std::string, std::string>> scenario_of(const Json &given, std::size_t number) {
    constexpr Arg args[] = {{"name", ArgKind::text, true, "the file's name, for messages"},
                            {"text", ArgKind::text, true, "the file's text"}};
    auto checked = check_arguments(args, given);
    if (!checked) return std::move(checked.error()).at("scenarios." + std::to_string(number));
    return std::pair(given["name"].get<std::string>(), given["text"].get<std::string>());
}

Result<Answer> replay_all(const Call &call) {
    const Json &given = call.value("scenarios");
    ReplaySources sources(provider_of(call.context()), *call.context().zones);
    ReplayOptions options;
    options.explain = call.flag("explain");
    Json rows = Json::array();
    std::uint64_t failed = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
        PV_CHECK(tell_progress(call.context(), "replay", i, given.size()));
        PV_TRY(const auto scenario, scenario_of(given[i], i));
        const ReplayResult result = replay(scenario.second, scenario.first, sources, options);
        if (!result.passed()) ++failed;
        PV_TRY(Json row, parse_json(replay_json(result)));
        row["text"] = replay_text(result);
        rows.push_back(std::move(row));
    }
    Json out = schema("replay");
    out["passed"] = given.size() - failed;
    out["failed"] = failed;
    out["scenarios"] = std::move(rows);
    std::optional<Error> no;
    if (failed > 0)
        no = Error(Code::scenario_differs,
                   std::to_string(failed) + " of " + std::to_string(given.size()) + " scenarios failed",
                   "see the differences of each");
    return Answer{std::move(out), std::move(no)};
}

constexpr Arg args[] = {
    {"scenarios", ArgKind::list, true, "a list of objects, each with the file's `name` and its `text`"},
    {"explain", ArgKind::flag, false, "also the derivation of every line that came out"},
};
constexpr Method table[] = {
    {"replay", "run scenarios with the context's packs and say what differs; the answer is no if one fails", false,
     args, replay_all},
};

} // namespace

std::span<const Method> replay_methods() { return table; }

} // namespace proviso::capi
