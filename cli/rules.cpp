// Where rule packs, calendars and area codes are. The library searches nothing: this file finds the bytes and hands
// them over.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

std::string environment(const char *name) {
    const char *value = std::getenv(name);
    return value ? value : "";
}

/// The folder of this program; empty if the system does not tell.
fs::path program_folder() {
    std::error_code none;
    return fs::read_symlink("/proc/self/exe", none).parent_path();
}

/// Regular files of a folder that end in .toml, sorted by name; none if there is no folder.
std::vector<fs::path> toml_files(const fs::path &folder) {
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto &entry : fs::directory_iterator(folder, none))
        if (entry.path().extension() == ".toml" && entry.is_regular_file(none)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

bool is_path(const std::string &name) {
    return name.find('/') != std::string::npos || fs::path(name).extension() == ".toml";
}

std::string load_pack(pv_ctx *context, const fs::path &file) {
    const std::string bytes = read_file(file.string());
    const std::string name = file.string();
    pv_pack *made = nullptr;
    pv_error *error = nullptr;
    check(pv_pack_new(context, name.data(), name.size(), bytes.data(), bytes.size(), &made, &error), error);
    const Pack pack(made);
    check(pv_ctx_add_pack(context, made, &error), error);
    return pv_pack_id(made);
}

} // namespace

std::string Session::rules() {
    if (const std::string given = invocation_.text("rules"); !given.empty()) return given;
    if (const std::string given = environment("PROVISO_RULES"); !given.empty()) return given;
    const fs::path here = program_folder();
    std::error_code none;
    if (const fs::path installed = here.parent_path() / "share" / "proviso" / "rules";
        fs::is_directory(installed, none))
        return installed.string();
    const fs::path build = PROVISO_BUILD_DIR;
    const bool in_build_tree = std::mismatch(build.begin(), build.end(), here.begin(), here.end()).first == build.end();
    if (in_build_tree) return PROVISO_BUILD_RULES;
    throw Failure(PV_E_PACK_UNKNOWN, "", "the rules are not installed beside this program",
                  "name their folder with --rules or PROVISO_RULES");
}

std::vector<std::string> Session::pack_names() {
    std::vector<std::string> names;
    for (const fs::path &file : toml_files(rules())) names.push_back(file.stem().string());
    return names;
}

std::string Session::pack_file(const std::string &name) {
    if (is_path(name)) return name;
    const fs::path file = fs::path(rules()) / (name + ".toml");
    std::error_code none;
    if (fs::is_regular_file(file, none)) return file.string();
    std::string known;
    for (const std::string &other : pack_names()) known += (known.empty() ? "" : ", ") + other;
    throw Failure(PV_E_PACK_UNKNOWN, name, "there is no such rule pack in " + rules(),
                  known.empty() ? "name the folder of the packs with --rules" : "name one of: " + known);
}

Json Session::pack_text(const std::string &name) {
    const std::string file = pack_file(name);
    return {{"name", file}, {"toml", read_file(file)}};
}

std::string Session::add_pack(const std::string &name) { return load_pack(context_.get(), pack_file(name)); }

void Session::add_all_packs() {
    for (const fs::path &file : toml_files(rules())) {
        try {
            load_pack(context_.get(), file);
        } catch (const Failure &failure) { say("warning: a pack is left out: " + failure.line); }
    }
}

void Session::add_data() {
    pv_error *error = nullptr;
    for (const fs::path &file : toml_files(fs::path(rules()) / "calendars")) {
        const std::string bytes = read_file(file.string());
        const std::string name = file.string();
        check(pv_ctx_add_calendar(context_.get(), name.data(), name.size(), bytes.data(), bytes.size(), &error), error);
    }
    for (const fs::path &file : toml_files(fs::path(rules()) / "zones")) {
        const std::string bytes = read_file(file.string());
        const std::string name = file.string();
        check(pv_ctx_set_area_codes(context_.get(), name.data(), name.size(), bytes.data(), bytes.size(), &error),
              error);
    }
}

} // namespace proviso::cli
