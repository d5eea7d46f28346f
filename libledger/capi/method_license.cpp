// license.issue, license.verify, license.inspect, license.revoke, license.key: licence files as texts. Signing keys
// come and go through the context's callbacks alone.
#include <algorithm>

#include "book/licences.hpp"
#include "capi/book_json.hpp"
#include "capi/license_json.hpp"
#include "capi/machine.hpp"
#include "capi/method.hpp"
#include "io/digest.hpp"
#include "signing/licence_files.hpp"

namespace proviso::capi {
namespace {

constexpr std::uint64_t list_days = 30; ///< until the next list, if the caller does not say

Result<std::int64_t> number_of(const Call &call, std::string_view name, std::uint64_t otherwise) {
    const std::uint64_t given = call.count(name, otherwise);
    if (given > static_cast<std::uint64_t>(licence_number_most))
        return Error(Code::argument_invalid, "the number is too large", "give one of at most 15 digits",
                     std::string(name));
    return static_cast<std::int64_t>(given);
}

/// The day that is asked about: `on`, else today by the context's clock, which may say anything.
Result<Day> day_of(const Call &call) {
    if (const auto given = call.day("on")) return *given;
    const Day today = now_of(call.context()).utc_day();
    if (today < day_first || today > day_last)
        return Error(Code::date_range, "the clock shows a day outside the years 0001 to 9999", "set the clock right",
                     "on");
    return today;
}

/// 16 hex digits from the context's generator.
Result<std::string> fresh_id(const Context &context) {
    std::byte bytes[8]{};
    PV_CHECK(random_of(context, bytes));
    constexpr std::string_view digits = "0123456789abcdef";
    std::string id;
    for (const std::byte byte : bytes) {
        id += digits[std::to_integer<unsigned>(byte) >> 4];
        id += digits[std::to_integer<unsigned>(byte) & 15];
    }
    return id;
}

Error lacking(std::string_view name) {
    return Error(Code::argument_missing, "the argument \"" + std::string(name) + "\" is missing",
                 "give it, or a book that has the account's order", std::string(name));
}

/// What a licence says without a book: all of it from the arguments.
Result<void> from_arguments(const Call &call, Licence &licence) {
    for (const std::string_view name : {"contract", "version", "clause"})
        if (!call.has(name)) return lacking(name);
    licence.pack = call.text("contract");
    licence.version = call.text("version");
    PV_TRY(licence.revision, number_of(call, "revision", 1));
    licence.clause = call.text("clause");
    licence.order = call.text("order");
    licence.from = call.day("from").value_or(licence.issued);
    licence.until = call.day("until");
    PV_TRY(licence.issue, number_of(call, "issue", 1));
    PV_TRY(licence.limits, limits_of(call, licence.clause));
    PV_TRY(licence.names, names_of(call, licence.clause));
    return {};
}

/// A given limit takes the place of the one that the order gives, unless it is larger.
Result<void> narrow(std::vector<LicenceLimit> &limits, const std::vector<LicenceLimit> &given) {
    for (const LicenceLimit &limit : given) {
        const auto same = [&](const LicenceLimit &row) { return row.metric == limit.metric; };
        const auto ordered = std::find_if(limits.begin(), limits.end(), same);
        if (ordered == limits.end())
            limits.push_back(limit);
        else if (limit.count > ordered->count)
            return Error(Code::license_not_ordered,
                         std::to_string(limit.count) + " " + limit.metric + " are asked for, and " +
                             std::to_string(ordered->count) + " are ordered",
                         "record the order for more first", "limits", ordered->clause);
        else
            ordered->count = limit.count;
    }
    return {};
}

/// Of the servers that are registered those that are given, or all of them.
Result<void> name_servers(Licence &licence, const LicenceScope &scope, const std::vector<LicenceName> &given) {
    const auto is_server = [](const LicenceName &row) { return row.metric == "server"; };
    if (!scope.on_registered_servers || std::none_of(given.begin(), given.end(), is_server))
        licence.names = scope.names;
    for (const LicenceName &name : given) {
        const bool registered = std::any_of(scope.names.begin(), scope.names.end(),
                                            [&](const LicenceName &row) { return row.name == name.name; });
        if (scope.on_registered_servers && is_server(name) && !registered)
            return Error(Code::license_not_ordered, "server " + name.name + " is not registered",
                         "record server.registered first", "names", scope.name_clause);
        licence.names.push_back(name);
    }
    return {};
}

/// What it says with one: what the account's contract and order allow, which arguments can narrow and not widen.
Result<void> from_book(const Call &call, Licence &licence) {
    for (const std::string_view name : {"contract", "version", "revision", "clause", "issue"})
        if (call.has(name))
            return Error(Code::argument_invalid, "with a book, \"" + std::string(name) + "\" comes from the book",
                         "leave it out", std::string(name));
    PV_TRY(const LicenceScope scope,
           account_licence_scope(call.book(), licence.account, {licence.product, call.text("order"), licence.id},
                                 licence.issued));
    licence.pack = scope.pack;
    licence.version = scope.version;
    licence.revision = scope.revision;
    licence.clause = scope.clause;
    licence.order = scope.order;
    licence.issue = scope.issue;
    licence.from = std::max(scope.from, call.day("from").value_or(scope.from));
    licence.until = scope.until;
    if (const auto until = call.day("until"); until && (!licence.until || *until < *licence.until))
        licence.until = until;
    if (licence.until && *licence.until <= licence.from)
        return Error(Code::license_not_ordered,
                     "nothing is left of the term, which ended before " + licence.until->text(),
                     "renew the order first", "product", scope.clause);
    licence.limits = scope.limits;
    PV_TRY(const std::vector<LicenceLimit> given, limits_of(call, scope.scope_clause));
    PV_CHECK(narrow(licence.limits, given));
    PV_TRY(const std::vector<LicenceName> names, names_of(call, scope.name_clause));
    return name_servers(licence, scope, names);
}

Result<Answer> issue(const Call &call) {
    Licence licence;
    licence.id = call.text("licence");
    if (licence.id.empty()) { PV_TRY(licence.id, fresh_id(call.context())); }
    licence.account = call.text("account");
    licence.product = call.text("product");
    PV_TRY(licence.issued, day_of(call));
    PV_TRY(licence.grace_days, number_of(call, "grace_days", 0));
    PV_TRY(licence.revocations, number_of(call, "revocations", 0));
    PV_CHECK(call.has_book() ? from_book(call, licence) : from_arguments(call, licence));
    PV_TRY(const SigningKey key, signing_key_of(call.context()));
    PV_TRY(const std::string file, sign_licence(licence, key));
    PV_TRY(licence, open_licence(file, {key.public_key()}, "licence")); // what was signed is what is told
    const std::string digest = sha256_hex(file);
    Json out = schema("license-issued");
    out["licence"] = to_json(licence);
    out["sha256"] = digest;
    out["event"] = nullptr;
    if (call.has_book()) {
        PV_TRY(const LicenceRecord record, record_licence_issued(call.book(), licence, digest));
        out["event"] = record.events.front();
        out["head"] = to_json(record.head);
    }
    out["file"] = file;
    return Answer{std::move(out), {}};
}

Result<Answer> verify(const Call &call) {
    PV_TRY(const std::vector<PublicKey> keys, keys_of(call));
    PV_TRY(const Licence licence, open_licence(call.text("file"), keys, "licence"));
    std::optional<RevocationList> list;
    if (call.has("revocations")) { PV_TRY(list, open_revocations(call.text("revocations"), keys, "revocations")); }
    std::optional<LicenceSeen> seen;
    if (call.has("state")) { PV_TRY(seen, open_licence_seen(call.text("state"), keys, "state")); }
    LicenceUse use{call.text("metric"), std::nullopt, call.text("name")};
    if (call.has("count")) { PV_TRY(use.count, number_of(call, "count", 0)); }
    if (use.metric.empty() != (!use.count && use.name.empty()))
        return Error(Code::argument_missing, "a question about use has a metric, and a count or a name",
                     "give both, or neither", use.metric.empty() ? "metric" : "count");
    PV_TRY(const Day on, day_of(call));
    PV_TRY(const LicenceVerdict verdict,
           judge_licence(licence, list ? &*list : nullptr, seen ? &*seen : nullptr, on, use));
    PV_TRY(const std::string state, seal_licence_seen(verdict.seen, keys));
    Json out = schema("license-verdict");
    out["on"] = to_json(on);
    out.update(to_json(verdict));
    out["licence"] = to_json(licence);
    out["list"] = list ? Json(list->number) : Json();
    // Of a day before one that has been nothing is kept: what was seen before goes on to count.
    out["state"] = verdict.status == LicenceStatus::clock_back ? Json() : Json(state);
    if (verdict.allow()) return Answer{std::move(out), {}};
    return Answer{std::move(out), Error(verdict.code(), verdict.reason, {}, "licence " + licence.id, verdict.clause)};
}

Result<Answer> inspect(const Call &call) {
    const std::string bytes = call.text("file");
    PV_TRY(const std::vector<PublicKey> keys, keys_of(call));
    PV_TRY(const LicenceFile file, split_licence_file(bytes, "file"));
    if (!keys.empty()) PV_CHECK(check_licence_signature(file, keys, "file"));
    Json out = schema("license-file");
    out["kind"] = licence_file_kind_name(file.kind);
    out["signature"] = keys.empty() ? "not checked" : "good";
    out["sha256"] = sha256_hex(bytes);
    if (file.kind == LicenceFileKind::licence) {
        PV_TRY(const Licence licence, read_licence(file, "file"));
        out.update(to_json(licence));
    } else {
        PV_TRY(const RevocationList list, read_revocations(file, "file"));
        out.update(to_json(list));
    }
    return Answer{std::move(out), {}};
}

Result<Answer> revoke(const Call &call) {
    PV_TRY(const std::vector<std::string> licences, texts_in(call, "licences"));
    PV_TRY(const SigningKey key, signing_key_of(call.context()));
    RevocationList list;
    if (call.has("list")) {
        PV_TRY(std::vector<PublicKey> keys, keys_of(call));
        keys.push_back(key.public_key());
        PV_TRY(list, open_revocations(call.text("list"), keys, "list"));
        ++list.number;
    } else {
        PV_TRY(list.number, number_of(call, "number", 1));
    }
    PV_TRY(const Day on, day_of(call));
    if (call.has("list") && on < list.issued)
        return Error(Code::license_clock_back,
                     "it is " + on.text() + ", and the last list was issued on " + list.issued.text(),
                     "set the clock right", "on");
    list.issued = on;
    const std::uint64_t days = call.count("next_days", list_days);
    PV_TRY(list.next, add_days(on, static_cast<std::int64_t>(std::min<std::uint64_t>(days, 100'000))));
    const std::string reason = call.has("reason") ? call.text("reason") : "unstated";
    for (const std::string &licence : licences) list.rows.push_back({licence, call.day("from").value_or(on), reason});
    PV_TRY(const std::string file, sign_revocations(list, key));
    PV_TRY(list, open_revocations(file, {key.public_key()}, "list"));
    Json out = schema("license-revocations");
    out.update(to_json(list));
    out["sha256"] = sha256_hex(file);
    out["events"] = Json::array();
    if (call.has_book() && !licences.empty()) {
        if (!call.has("account")) return lacking("account");
        PV_TRY(const LicenceRecord record, record_licences_revoked(call.book(), call.text("account"), licences,
                                                                   call.day("from").value_or(on), reason));
        for (const std::uint64_t event : record.events) out["events"].push_back(event);
        out["head"] = to_json(record.head);
    }
    out["file"] = file;
    return Answer{std::move(out), {}};
}

Result<Answer> key(const Call &call) {
    PV_TRY(const SigningKey made, call.flag("new") ? new_signing_key(call.context()) : signing_key_of(call.context()));
    const PublicKey public_key = made.public_key();
    Json out = schema("license-key");
    out["id"] = public_key.id();
    out["public"] = public_key.pem();
    return Answer{std::move(out), {}};
}

constexpr Arg keys_arg{"keys", ArgKind::list, false, "the seller's public keys, as texts of PEM files"};
constexpr Arg on_arg{"on", ArgKind::day, false, "the day, in UTC; default: today by the clock"};
constexpr Arg issue_args[] = {
    {"account", ArgKind::text, true, "whose licence it is"},
    {"product", ArgKind::text, true, "the sku"},
    {"licence", ArgKind::text, false, "its id; default: 16 random hex digits"},
    {"order", ArgKind::text, false, "the order that it stands on; with a book the latest that has the product"},
    {"contract", ArgKind::text, false, "id of the contract; without a book"},
    {"version", ArgKind::text, false, "version of the contract; without a book"},
    {"revision", ArgKind::count, false, "revision of its rule pack; default 1; without a book"},
    {"clause", ArgKind::text, false, "the clause that grants it; without a book"},
    {"issue", ArgKind::count, false, "which issue of the licence; default 1; with a book the next"},
    {"from", ArgKind::day, false, "first day of the term; default: that of the order, else `on`"},
    {"until", ArgKind::day, false, "first day after the term; default: that of the order, else none"},
    {"grace_days", ArgKind::count, false, "days after the term on which it holds with a warning, at most 366"},
    {"limits", ArgKind::list, false, "objects with metric, count, and clause; with a book they narrow the order's"},
    {"names", ArgKind::list, false, "objects with metric, name, and clause: it holds for what is named"},
    {"revocations", ArgKind::count, false, "number of the list of revocations that is out"},
    on_arg,
};
constexpr Arg verify_args[] = {
    {"file", ArgKind::text, true, "the licence file's text"},
    {"keys", ArgKind::list, true, "the seller's public keys, as texts of PEM files"},
    {"revocations", ArgKind::text, false, "the text of the newest list of revocations"},
    {"state", ArgKind::text, false, "`state` of the last verification; tells a clock that was set back"},
    {"metric", ArgKind::text, false, "what is used, such as \"users\""},
    {"count", ArgKind::count, false, "how many of it"},
    {"name", ArgKind::text, false, "which one, where the licence names them"},
    on_arg,
};
constexpr Arg inspect_args[] = {
    {"file", ArgKind::text, true, "the text of a licence file or of a list of revocations"},
    keys_arg,
};
constexpr Arg revoke_args[] = {
    {"licences", ArgKind::list, false, "ids of licences; none: the same list under a new number and day"},
    {"list", ArgKind::text, false, "the text of the last list, whose rows stay; default: a first list"},
    {"number", ArgKind::count, false, "of a first list; default 1"},
    {"reason", ArgKind::text, false, "one word for all to read, such as \"breach\"; default \"unstated\""},
    {"from", ArgKind::day, false, "the day from which they do not hold; default `on`"},
    {"next_days", ArgKind::count, false, "days by which the next list is out; default 30"},
    {"account", ArgKind::text, false, "whose licences they are; with a book"},
    {"keys", ArgKind::list, false, "public keys that the last list may be signed with, beside that of the signing key"},
    on_arg,
};
constexpr Arg key_args[] = {
    {"new", ArgKind::flag, false, "make a key and hand it to keep_secret; default: that which read_secret gives"},
};
constexpr Method table[] = {
    {"license.inspect", "what a licence file or list of revocations says; without keys its signature is not checked",
     false, inspect_args, inspect},
    {"license.issue",
     "sign a licence; with a book, of what the account's contract and order allow, and record it. Wants read_secret",
     false, issue_args, issue},
    {"license.key", "the public key of the signing key, or of a new one. Wants read_secret or keep_secret", false,
     key_args, key},
    {"license.revoke", "sign the next list of revocations; with a book, record them. Wants read_secret", false,
     revoke_args, revoke},
    {"license.verify", "does a licence hold on a day, and cover so much use? The answer is no with its clause", false,
     verify_args, verify},
};

} // namespace

std::span<const Method> license_methods() { return table; }

} // namespace proviso::capi
