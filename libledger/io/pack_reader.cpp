#include "io/pack_reader.hpp"

#include <algorithm>

#include "io/digest.hpp"
#include "io/pack_form.hpp"

namespace proviso {

bool PackReport::usable() const {
    return pack &&
           std::all_of(findings.begin(), findings.end(), [](const PackFinding &finding) { return finding.warning; });
}

PackReport check_pack_file(std::string_view bytes, const std::string &name) {
    PackReport report;
    Result<TomlNode> root = parse_toml(bytes, name, pack_size_limit);
    if (!root) {
        report.findings.push_back({std::move(root).error(), false, {}});
        return report;
    }
    TomlErrors errors{name, {}};
    PackPlaces places;
    Pack pack = read_pack_form(*root, errors, places);
    for (Error &error : errors.list) report.findings.push_back({std::move(error), false, {}});
    if (!report.findings.empty()) return report;
    report.findings = check_pack(pack);
    for (PackFinding &finding : report.findings) {
        auto place = places.find(finding.part);
        finding.error.where = place != places.end() ? toml_where(name, place->second) : name;
    }
    pack.sha256 = sha256_hex(bytes);
    report.pack = std::move(pack);
    return report;
}

Result<Pack> read_pack(std::string_view bytes, const std::string &name) {
    PackReport report = check_pack_file(bytes, name);
    for (PackFinding &finding : report.findings)
        if (!finding.warning) return std::move(finding.error);
    return std::move(*report.pack);
}

} // namespace proviso
