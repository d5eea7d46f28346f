#include "core/license/seen.hpp"

#include <algorithm>

namespace proviso {
namespace {

auto place_of(const std::vector<LicenceIssueSeen> &issues, std::string_view licence) {
    return std::lower_bound(issues.begin(), issues.end(), licence,
                            [](const LicenceIssueSeen &row, std::string_view id) { return row.licence < id; });
}

} // namespace

std::int64_t LicenceSeen::issue_of(std::string_view licence) const {
    const auto found = place_of(issues, licence);
    return found == issues.end() || found->licence != licence ? 0 : found->issue;
}

void LicenceSeen::note_issue(std::string_view licence, std::int64_t issue) {
    const auto at = issues.begin() + (place_of(issues, licence) - issues.begin());
    if (at != issues.end() && at->licence == licence)
        at->issue = std::max(at->issue, issue);
    else
        issues.insert(at, {std::string(licence), issue});
}

std::string licence_seen_text(const LicenceSeen &seen) {
    LicenceLines lines(LicenceFileKind::state, seen.key);
    lines.add("day", seen.day).add("list", seen.list);
    for (const LicenceIssueSeen &row : seen.issues) lines.add("issue", row.licence + " " + std::to_string(row.issue));
    return lines.take();
}

Result<LicenceSeen> read_licence_seen(const LicenceFile &file, const std::string &name) {
    LicenceReader reader(file, name);
    LicenceSeen seen;
    seen.key = file.key;
    seen.day = reader.day("day");
    seen.list = reader.number("list");
    while (reader.next_is("issue")) {
        const auto parts = reader.words("issue", 2);
        seen.note_issue(parts[0], reader.number_of(parts[1]));
    }
    PV_CHECK(reader.finish());
    if (licence_seen_text(seen) != file.signed_bytes)
        return Error(Code::license_invalid, "the lines are not in the order in which they are written",
                     "take the file as it was written", name);
    return seen;
}

} // namespace proviso
