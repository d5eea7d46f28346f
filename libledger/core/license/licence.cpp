#include "core/license/licence.hpp"

#include <algorithm>
#include <tuple>

namespace proviso {
namespace {

constexpr std::int64_t grace_most = 366;

Error unfit(std::string field, std::string what, std::string todo) {
    return Error(Code::license_invalid, std::move(what), std::move(todo), std::move(field));
}

Result<void> need_word(std::string field, std::string_view value) {
    if (is_licence_word(value)) return {};
    return unfit(std::move(field), value.empty() ? "the field is empty" : "the value is not one word",
                 "give 1 to 64 letters, digits and . _ - : / + @");
}

Result<void> need_text(std::string field, std::string_view value) {
    if (is_licence_text(value)) return {};
    return unfit(std::move(field),
                 value.empty() ? "the field is empty" : "the value cannot stand on one line of a file",
                 "give 1 to 200 bytes, no control characters, no space at either end");
}

Result<void> need_number(std::string field, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most) return {};
    return unfit(std::move(field), "the number is outside its range",
                 "give " + std::to_string(least) + " to " + std::to_string(most));
}

Result<void> need_metric(std::string_view metric) {
    if (is_licence_metric(metric)) return {};
    return unfit("metric", "\"" + std::string(metric) + "\" is no name of something counted",
                 "give small letters, digits and -, a letter first");
}

Result<void> settle_limits(Licence &licence) {
    std::vector<LicenceLimit> &limits = licence.limits;
    if (limits.size() > licence_limits_most)
        return unfit("limits", "the licence has more than " + std::to_string(licence_limits_most) + " limits",
                     "issue several licences");
    std::stable_sort(limits.begin(), limits.end(),
                     [](const LicenceLimit &a, const LicenceLimit &b) { return a.metric < b.metric; });
    for (std::size_t i = 0; i < limits.size(); ++i) {
        PV_CHECK(need_metric(limits[i].metric));
        PV_CHECK(need_number("limits", limits[i].count, 0, licence_number_most));
        PV_CHECK(need_word("limits.clause", limits[i].clause));
        if (i > 0 && limits[i].metric == limits[i - 1].metric)
            return unfit("limits", "\"" + limits[i].metric + "\" is limited twice", "give one limit for each");
    }
    return {};
}

Result<void> settle_names(Licence &licence) {
    std::vector<LicenceName> &names = licence.names;
    if (names.size() > licence_names_most)
        return unfit("names", "the licence has more than " + std::to_string(licence_names_most) + " names",
                     "issue several licences");
    std::stable_sort(names.begin(), names.end(), [](const LicenceName &a, const LicenceName &b) {
        return std::tie(a.metric, a.name) < std::tie(b.metric, b.name);
    });
    for (std::size_t i = 0; i < names.size(); ++i) {
        PV_CHECK(need_metric(names[i].metric));
        PV_CHECK(need_word("names", names[i].name));
        PV_CHECK(need_word("names.clause", names[i].clause));
        if (i > 0 && names[i].metric == names[i - 1].metric && names[i].name == names[i - 1].name)
            return unfit("names", names[i].metric + " \"" + names[i].name + "\" is named twice", "name each once");
    }
    return {};
}

} // namespace

bool is_licence_metric(std::string_view text) {
    return !text.empty() && text.size() <= 40 && text.front() >= 'a' && text.front() <= 'z' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

Result<void> settle_licence(Licence &licence) {
    PV_CHECK(need_word("licence", licence.id));
    PV_CHECK(need_number("issue", licence.issue, 1, licence_number_most));
    PV_CHECK(need_text("account", licence.account));
    if (!licence.order.empty()) PV_CHECK(need_text("order", licence.order));
    PV_CHECK(need_word("contract", licence.pack));
    PV_CHECK(need_text("version", licence.version));
    PV_CHECK(need_number("revision", licence.revision, 0, licence_number_most));
    PV_CHECK(need_word("clause", licence.clause));
    PV_CHECK(need_word("product", licence.product));
    if (licence.until && *licence.until <= licence.from)
        return unfit("until", "the term ends before it begins", "give a day after " + licence.from.text());
    PV_CHECK(need_number("grace_days", licence.grace_days, 0, grace_most));
    PV_CHECK(need_number("revocations", licence.revocations, 0, licence_number_most));
    PV_CHECK(settle_limits(licence));
    return settle_names(licence);
}

std::string licence_text(const Licence &licence) {
    LicenceLines lines(LicenceFileKind::licence, licence.key);
    lines.add("licence", licence.id).add("issue", licence.issue).add("issued", licence.issued);
    lines.add("account", licence.account);
    if (!licence.order.empty()) lines.add("order", licence.order);
    lines.add("contract", licence.pack).add("version", licence.version).add("revision", licence.revision);
    lines.add("clause", licence.clause).add("product", licence.product).add("from", licence.from);
    if (licence.until) lines.add("until", *licence.until);
    lines.add("grace-days", licence.grace_days);
    for (const LicenceLimit &limit : licence.limits)
        lines.add("limit", limit.metric + " " + std::to_string(limit.count) + " " + limit.clause);
    for (const LicenceName &name : licence.names) lines.add("name", name.metric + " " + name.name + " " + name.clause);
    if (licence.revocations > 0) lines.add("revocations", licence.revocations);
    return lines.take();
}

Result<Licence> read_licence(const LicenceFile &file, const std::string &name) {
    LicenceReader reader(file, name);
    Licence licence;
    licence.key = file.key;
    licence.id = reader.word("licence");
    licence.issue = reader.number("issue");
    licence.issued = reader.day("issued");
    licence.account = reader.text("account");
    if (reader.next_is("order")) licence.order = reader.text("order");
    licence.pack = reader.word("contract");
    licence.version = reader.text("version");
    licence.revision = reader.number("revision");
    licence.clause = reader.word("clause");
    licence.product = reader.word("product");
    licence.from = reader.day("from");
    if (reader.next_is("until")) licence.until = reader.day("until");
    licence.grace_days = reader.number("grace-days");
    while (reader.next_is("limit") && licence.limits.size() <= licence_limits_most) {
        const auto parts = reader.words("limit", 3);
        licence.limits.push_back({std::string(parts[0]), reader.number_of(parts[1]), std::string(parts[2])});
    }
    while (reader.next_is("name") && licence.names.size() <= licence_names_most) {
        const auto parts = reader.words("name", 3);
        licence.names.push_back({std::string(parts[0]), std::string(parts[1]), std::string(parts[2])});
    }
    if (reader.next_is("revocations")) licence.revocations = reader.number("revocations");
    PV_CHECK(reader.finish());
    if (auto settled = settle_licence(licence); !settled)
        return std::move(settled.error()).at(name + ": " + settled.error().where);
    if (licence_text(licence) != file.signed_bytes)
        return Error(Code::license_invalid, "the lines are not in the order in which they are written",
                     "take the file as it was issued, every byte of it", name);
    return licence;
}

} // namespace proviso
