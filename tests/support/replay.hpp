// Runs scenarios with the packs and calendars of the source tree.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "replay/runner.hpp"
#include "support/source_dir.hpp"

namespace proviso::test {

inline std::optional<SourceFile> source_tree(std::string_view kind, std::string_view id) {
    const std::string folder = kind == "pack" ? "rules/" : kind == "calendar" ? "rules/calendars/" : "rules/zones/";
    const std::string name = folder + (kind == "zones" ? "nanp" : std::string(id)) + ".toml";
    std::ifstream in(std::string(source_dir()) + "/" + name, std::ios::binary);
    if (!in) return std::nullopt;
    std::ostringstream out;
    out << in.rdbuf();
    return SourceFile{name, out.str()};
}

inline ReplaySources &sources() {
    static const ZoneDatabase zones;
    static ReplaySources all(source_tree, zones);
    return all;
}

inline ReplayResult replayed(std::string_view text) { return replay(text, "test.toml", sources()); }

} // namespace proviso::test
