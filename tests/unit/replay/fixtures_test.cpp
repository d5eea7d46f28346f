// Every scenario of the repository, as `proviso replay fixtures` runs them.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "support/files.hpp"
#include "support/replay.hpp"
#include "support/source_dir.hpp"

using namespace proviso;

TEST_CASE("every scenario in fixtures/ passes") {
    const std::string root = std::string(test::source_dir()) + "/";
    std::vector<std::string> files;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(root + "fixtures"))
        if (entry.path().extension() == ".toml" && entry.path().parent_path().filename() != "bad")
            files.push_back(entry.path().string().substr(root.size()));
    std::sort(files.begin(), files.end());
    REQUIRE_FALSE(files.empty());
    for (const std::string &file : files) {
        const std::string text = test::source_file(file);
        if (text.find("[scenario]") == std::string::npos) continue; // a seller, a mapping, ...
        const ReplayResult result = replay(text, file, test::sources());
        INFO(replay_text(result));
        CHECK(result.passed());
    }
}
