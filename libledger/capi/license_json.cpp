#include "capi/license_json.hpp"

#include <algorithm>

namespace proviso::capi {
namespace {

constexpr Arg limit_args[] = {
    {"metric", ArgKind::text, true, "what is counted, such as \"users\""},
    {"count", ArgKind::count, true, "how many at most"},
    {"clause", ArgKind::text, false, "the clause that sets it"},
};
constexpr Arg name_args[] = {
    {"metric", ArgKind::text, true, "what is named, such as \"mac\""},
    {"name", ArgKind::text, true, "its name: one word"},
    {"clause", ArgKind::text, false, "the clause that wants it named"},
};

/// Checks each object of a list and hands it over as a call of its own.
template <class Row>
Result<std::vector<Row>> rows_of(const Call &call, std::string_view list, std::span<const Arg> args,
                                 Row (*make)(const Call &)) {
    std::vector<Row> rows;
    for (const Json &given : call.value(list)) {
        if (auto fits = check_arguments(args, given); !fits)
            return std::move(fits.error()).at(std::string(list) + "." + std::to_string(rows.size()));
        rows.push_back(make(Call(call.context(), nullptr, given)));
    }
    return rows;
}

template <class Row> void fill_clauses(std::vector<Row> &rows, const std::string &clause) {
    for (Row &row : rows)
        if (row.clause.empty()) row.clause = clause;
}

} // namespace

Json to_json(const Licence &licence) {
    Json limits = Json::array(), names = Json::array();
    for (const LicenceLimit &limit : licence.limits)
        limits.push_back({{"metric", limit.metric}, {"count", limit.count}, {"clause", limit.clause}});
    for (const LicenceName &name : licence.names)
        names.push_back({{"metric", name.metric}, {"name", name.name}, {"clause", name.clause}});
    return {{"key", licence.key},
            {"licence", licence.id},
            {"issue", licence.issue},
            {"issued", to_json(licence.issued)},
            {"account", licence.account},
            {"order", licence.order},
            {"contract", licence.pack},
            {"version", licence.version},
            {"revision", licence.revision},
            {"clause", licence.clause},
            {"product", licence.product},
            {"from", to_json(licence.from)},
            {"until", to_json(licence.until)},
            {"grace_days", licence.grace_days},
            {"limits", std::move(limits)},
            {"names", std::move(names)},
            {"revocations", licence.revocations}};
}

Json to_json(const RevocationList &list) {
    Json rows = Json::array();
    for (const RevokedLicence &row : list.rows)
        rows.push_back({{"licence", row.licence}, {"from", to_json(row.from)}, {"reason", row.reason}});
    return {{"key", list.key},
            {"number", list.number},
            {"issued", to_json(list.issued)},
            {"next", to_json(list.next)},
            {"revoked", std::move(rows)}};
}

Json to_json(const LicenceVerdict &verdict) {
    return {{"status", licence_status_name(verdict.status)},
            {"answer", verdict.allow() ? "allow" : "deny"},
            {"clause", verdict.clause},
            {"reason", verdict.reason},
            {"warnings", to_json(verdict.warnings)}};
}

Result<std::vector<std::string>> texts_in(const Call &call, std::string_view name) {
    std::vector<std::string> texts;
    for (const Json &given : call.value(name)) {
        if (!given.is_string())
            return Error(Code::argument_invalid, "the value is not a text", "write it in quotes",
                         std::string(name) + "." + std::to_string(texts.size()));
        texts.push_back(given.get<std::string>());
    }
    return texts;
}

Result<std::vector<PublicKey>> keys_of(const Call &call) {
    PV_TRY(const std::vector<std::string> texts, texts_in(call, "keys"));
    std::vector<PublicKey> keys;
    for (const std::string &pem : texts) {
        PV_TRY(const PublicKey key, PublicKey::from_pem(pem, "keys." + std::to_string(keys.size())));
        keys.push_back(key);
    }
    return keys;
}

Result<std::vector<LicenceLimit>> limits_of(const Call &call, const std::string &clause) {
    PV_TRY(std::vector<LicenceLimit> limits, rows_of<LicenceLimit>(call, "limits", limit_args, [](const Call &row) {
               const std::uint64_t most = licence_number_most;
               return LicenceLimit{row.text("metric"),
                                   static_cast<std::int64_t>(std::min(row.count("count"), most + 1)),
                                   row.text("clause")};
           }));
    fill_clauses(limits, clause);
    return limits;
}

Result<std::vector<LicenceName>> names_of(const Call &call, const std::string &clause) {
    PV_TRY(std::vector<LicenceName> names, rows_of<LicenceName>(call, "names", name_args, [](const Call &row) {
               return LicenceName{row.text("metric"), row.text("name"), row.text("clause")};
           }));
    fill_clauses(names, clause);
    return names;
}

} // namespace proviso::capi
