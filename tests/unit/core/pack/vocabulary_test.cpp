// The vocabulary against the components' source: what it lists is looked up somewhere, and what is looked up is listed.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "core/pack/vocabulary.hpp"
#include "support/files.hpp"
#include "support/source_dir.hpp"

using namespace proviso;

namespace {

/// The source of the library, without the packs' own.
std::string library_source() {
    std::vector<std::string> files;
    const std::string root = std::string(test::source_dir()) + "/";
    for (const auto &entry : std::filesystem::recursive_directory_iterator(root + "libledger"))
        if ((entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") &&
            entry.path().parent_path().filename() != "pack")
            files.push_back(entry.path().string().substr(root.size()));
    std::sort(files.begin(), files.end());
    std::string all;
    for (const std::string &file : files) all += test::source_file(file);
    return all;
}

/// Every literal that stands where a lookup takes its first argument.
std::vector<std::string> looked_up(const std::string &source, const std::string &functions) {
    const std::regex call("\\b(?:" + functions + ")\\(\\s*\"([a-z_]+\\.[a-z_.]+)\"");
    std::vector<std::string> found;
    for (std::sregex_iterator it(source.begin(), source.end(), call), end; it != end; ++it) found.push_back((*it)[1]);
    return found;
}

} // namespace

TEST_CASE("what is looked up is in the vocabulary") {
    const std::string source = library_source();
    const auto questions = looked_up(source, "option|choose|decides");
    CHECK(questions.size() > 10);
    for (const std::string &question : questions) {
        CAPTURE(question);
        CHECK(is_known(known_questions(), question));
    }
    const auto parameters = looked_up(source, "parameter|number|integer|text|list|find");
    CHECK(parameters.size() > 10);
    for (const std::string &parameter : parameters) {
        CAPTURE(parameter);
        CHECK(is_known(known_parameters(), parameter));
    }
}

TEST_CASE("what is in the vocabulary is looked up") {
    const std::string source = library_source();
    const auto stands = [&](std::string_view id) {
        return source.find("\"" + std::string(id) + "\"") != std::string::npos;
    };
    for (const VocabularyWord &word : known_questions()) {
        CAPTURE(word.id);
        CHECK(stands(word.id));
    }
    for (const VocabularyWord &word : known_parameters()) {
        CAPTURE(word.id);
        // Methods of notice name their parameters in the pack.
        CHECK((stands(word.id) || word.id.ends_with("_business_days")));
    }
}
