// reading.set, reading.list, parameter.set, parameter.list: what a book is billed by, chosen from an open day on.
#include "book/choices.hpp"
#include "capi/book_json.hpp"
#include "capi/method.hpp"

namespace proviso::capi {
namespace {

Result<Answer> set(const Call &call, ChoiceKind kind, std::string_view name) {
    ChoiceRequest request;
    request.kind = kind;
    request.id = call.text(name);
    request.value = call.text("value");
    request.pack = call.text("pack");
    request.account = call.text("account");
    request.by = call.text("by");
    request.why = call.text("why");
    request.on = call.day("on");
    PV_TRY(const ChoiceReport report, choose(call.book(), request));
    Json out = schema("choice");
    out[std::string(name)] = request.id;
    out["value"] = request.value;
    out["before"] = report.before;
    out["from"] = to_json(report.from);
    out["sealed_through"] = to_json(report.sealed);
    out["packs"] = to_json(report.packs);
    if (!request.account.empty()) out["account"] = request.account;
    out["event"] = report.event;
    out["head"] = to_json(report.head);
    return Answer{std::move(out), {}};
}

Result<Answer> list(const Call &call, ChoiceKind kind, std::string_view name) {
    PV_TRY(const ChoiceList found, list_choices(call.book(), kind, call.day("as_of")));
    Json rows = Json::array();
    for (const ChoiceRow &row : found.rows) {
        Json made = Json::array();
        for (const ChoiceMade &choice : row.made)
            made.push_back({{"value", choice.value},
                            {"from", to_json(choice.from)},
                            {"scope", choice.scope},
                            {"account", choice.account},
                            {"by", choice.by},
                            {"why", choice.why},
                            {"event", choice.event}});
        const bool reading = kind == ChoiceKind::reading;
        Json out = {{"pack", row.pack},        {std::string(name), row.id}, {"value", row.value},
                    {"default", row.standard}, {"clause", row.clause},      {reading ? "question" : "unit", row.about},
                    {"computed", row.computed}};
        if (reading) out["options"] = to_json(row.options);
        out["made"] = std::move(made);
        rows.push_back(std::move(out));
    }
    Json out = schema(std::string(name) + "s");
    out["as_of"] = to_json(found.as_of);
    out[std::string(name) + "s"] = std::move(rows);
    return Answer{std::move(out), {}};
}

Result<Answer> set_reading(const Call &call) { return set(call, ChoiceKind::reading, "reading"); }
Result<Answer> set_parameter(const Call &call) { return set(call, ChoiceKind::parameter, "parameter"); }
Result<Answer> list_readings(const Call &call) { return list(call, ChoiceKind::reading, "reading"); }
Result<Answer> list_parameters(const Call &call) { return list(call, ChoiceKind::parameter, "parameter"); }

constexpr Arg value{"value", ArgKind::text, true, "the option; of a parameter the value as packs write it"};
constexpr Arg by{"by", ArgKind::text, true, "who chose it"};
constexpr Arg why{"why", ArgKind::text, true, "on what ground"};
constexpr Arg pack{"pack", ArgKind::text, false, "for accounts under this pack only"};
constexpr Arg account{"account", ArgKind::text, false, "for this account only"};
constexpr Arg on{"on", ArgKind::day, false, "from this open day; default: the first that is not sealed"};
constexpr Arg reading_args[] = {
    {"reading", ArgKind::text, true, "the reading's id"}, value, by, why, pack, account, on};
constexpr Arg parameter_args[] = {
    {"parameter", ArgKind::text, true, "the parameter's id"}, value, by, why, pack, account, on};
constexpr Arg list_args[] = {{"as_of", ArgKind::day, false,
                              "in force on this day; default: the first that is not sealed, or the last choice's"}};
constexpr Method table[] = {
    {"parameter.list", "the parameters of the book's packs: what is in force, and what was set", true, list_args,
     list_parameters},
    {"parameter.set", "set a parameter from an open day on; nothing sealed changes", true, parameter_args,
     set_parameter},
    {"reading.list", "the readings of the book's packs: what is in force, and what was chosen", true, list_args,
     list_readings},
    {"reading.set", "choose a reading from an open day on; nothing sealed changes", true, reading_args, set_reading},
};

} // namespace

std::span<const Method> choice_methods() { return table; }

} // namespace proviso::capi
