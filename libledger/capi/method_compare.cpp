// compare: the book under another reading or pack; without either, every reading priced.
#include <algorithm>
#include <array>

#include "capi/compare_json.hpp"

namespace proviso::capi {
namespace {

Json clauses_json(const std::vector<ClauseDifference> &clauses) {
    Json rows = Json::array();
    for (const ClauseDifference &row : clauses)
        rows.push_back({{"clause", row.clause}, {"difference", row.difference.text()}});
    return rows;
}

Json amount_json(const std::optional<Amount> &amount) { return amount ? Json(amount->text()) : Json(nullptr); }

Json document_json(const DocumentDifference &row) {
    return {{"account", row.account},
            {"document", row.document},
            {"number", row.number},
            {"date", to_json(row.date)},
            {"currency", row.difference.currency().code()},
            {"before", amount_json(row.before)},
            {"after", amount_json(row.after)},
            {"difference", row.difference.text()},
            {"clauses", clauses_json(row.clauses)}};
}

Json limits_json(const CompareLimits &limits) {
    return {{"failed", limits.failed}, {"failure", limits.failure}, {"rated_before", limits.rated_before}};
}

Json total_json(const CompareTotal &total) {
    return {{"currency", total.currency.code()},
            {"accounts", total.accounts},
            {"accounts_changed", total.accounts_changed},
            {"documents_before", total.documents_before},
            {"documents_after", total.documents_after},
            {"documents_changed", total.documents_changed},
            {"before", total.before.text()},
            {"after", total.after.text()},
            {"difference", total.difference.text()},
            {"accrued_before", total.accrued_before.text()},
            {"accrued_after", total.accrued_after.text()},
            {"clauses", clauses_json(total.clauses)}};
}

constexpr std::uint64_t accounts_named_most = 1'000;

Result<Answer> price_all(const Call &call) {
    const std::uint64_t most = call.count("accounts", 1);
    if (most > accounts_named_most)
        return Error(Code::argument_invalid, "at most 1000 accounts can be named for each option",
                     "give a lower number", "accounts");
    PV_TRY(const AmbiguityReport report,
           price_ambiguities(call.book(), {call.day("through"), call.text("account")}, most));
    Json rows = Json::array();
    for (const Ambiguity &row : report.rows) {
        Json affected = Json::array();
        for (const AffectedAccount &one : row.affected)
            affected.push_back({{"account", one.account}, {"difference", one.difference.text()}});
        Json out = {
            {"pack", row.pack},
            {"reading", row.reading},
            {"question", row.question},
            {"clauses", to_json(row.clauses)},
            {"in_force", row.in_force},
            {"option", row.option},
            {"computed", row.computed},
            {"currency", row.difference.currency().code()},
            {"difference", row.computed ? Json(row.difference.text()) : Json(nullptr)},
            {"accrued", row.computed ? Json(row.accrued.text()) : Json(nullptr)},
            {"moved", row.computed ? Json(row.moved.text()) : Json(nullptr)},
            {"accounts", row.accounts},
            {"documents", row.documents},
            {"most_affected", row.affected.empty() ? std::string() : row.affected.front().account},
            {"most_difference", row.affected.empty() ? Json(nullptr) : Json(row.affected.front().difference.text())},
            {"affected", std::move(affected)}};
        out.update(limits_json(row.limits));
        rows.push_back(std::move(out));
    }
    Json out = schema("ambiguities");
    out["through"] = to_json(report.through);
    out["accounts"] = report.accounts;
    out["rows"] = std::move(rows);
    return Answer{std::move(out), {}};
}

Result<Answer> compare(const Call &call) {
    if (call.has("accounts") && (call.has("readings") || call.has("pack")))
        return Error(Code::argument_invalid, "the most affected accounts are named where all readings are priced",
                     "leave out `accounts`, or `readings` and `pack`", "accounts");
    if (!call.has("readings") && !call.has("pack")) {
        if (call.has("from"))
            return Error(Code::argument_missing, "there is nothing to compare the pack with", "give `pack` as well",
                         "pack");
        return price_all(call);
    }
    PV_TRY(const CompareRequest request, compare_request(call));
    PV_TRY(const CompareReport report, compare_book(call.book(), request, [](const auto &) { return true; }));
    return Answer{to_json(report), {}};
}

/// Those of the list, and one that only the prices of all readings take.
constexpr auto all_args = [] {
    std::array<Arg, std::size(compare_args) + 1> args{};
    std::copy(std::begin(compare_args), std::end(compare_args), args.begin());
    args.back() = {"accounts", ArgKind::count, false,
                   "how many of the most affected accounts to name for each option; default 1, at most 1000"};
    return args;
}();
constexpr Method table[] = {
    {"compare",
     "the book billed again under another reading or pack, in sums; without either, every option that is not in force",
     true, all_args, compare},
};

} // namespace

Result<Source> pack_source(const Call &call, std::string_view argument) {
    constexpr Arg parts[] = {{"name", ArgKind::text, true, "the file's name, for messages"},
                             {"toml", ArgKind::text, true, "the file's text"}};
    const Json &given = call.value(argument);
    auto checked = check_arguments(parts, given);
    if (!checked) {
        const std::string where = std::string(argument) + "." + checked.error().where;
        return std::move(checked.error()).at(where);
    }
    return Source{"pack", given["name"].get<std::string>(), given["toml"].get<std::string>()};
}

Result<CompareRequest> compare_request(const Call &call) {
    CompareRequest request;
    PV_TRY(const auto readings, call.texts_of("readings"));
    for (const auto &[reading, option] : readings) request.readings.insert_or_assign(reading, option);
    if (call.has("pack")) { PV_TRY(request.pack, pack_source(call, "pack")); }
    if (call.has("from")) { PV_TRY(request.from, pack_source(call, "from")); }
    request.scope = {call.day("through"), call.text("account")};
    return request;
}

Json to_json(const CompareReport &report) {
    Json totals = Json::array();
    for (const CompareTotal &total : report.totals) totals.push_back(total_json(total));
    Json out = schema("compare");
    out["through"] = to_json(report.through);
    out["totals"] = std::move(totals);
    out.update(limits_json(report.limits));
    return out;
}

Result<void> comparison_rows(const Call &call, const Emit &emit) {
    PV_TRY(const CompareRequest request, compare_request(call));
    bool go_on = true;
    PV_TRY(const CompareReport report, compare_book(call.book(), request, [&](const DocumentDifference &difference) {
               Json row = {{"row", "document"}};
               row.update(document_json(difference));
               return go_on = emit(row);
           }));
    for (const CompareTotal &total : report.totals) {
        if (!go_on) return {};
        Json row = {{"row", "total"}, {"through", to_json(report.through)}};
        row.update(total_json(total));
        go_on = emit(row);
    }
    Json row = {{"row", "limits"}};
    row.update(limits_json(report.limits));
    if (go_on) static_cast<void>(emit(row));
    return {};
}

std::span<const Method> compare_methods() { return table; }

} // namespace proviso::capi
