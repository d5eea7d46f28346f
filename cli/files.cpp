#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t block_size = std::size_t{1} << 20;

struct Close {
    void operator()(std::FILE *file) const {
        if (file != stdin) std::fclose(file);
    }
};

} // namespace

void read_blocks(const std::string &path, const std::function<void(const char *, std::size_t)> &block) {
    const std::unique_ptr<std::FILE, Close> file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
    if (!file) throw Failure(PV_E_FILE_UNREADABLE, path, std::strerror(errno), "check the path");
    const auto bytes = std::make_unique<char[]>(block_size);
    for (;;) {
        const std::size_t size = std::fread(bytes.get(), 1, block_size, file.get());
        if (interrupted())
            throw Failure(PV_E_CANCELLED, path, "interrupted while reading",
                          "what was committed stays; give the file again to go on");
        if (size > 0) block(bytes.get(), size);
        if (size == block_size) continue;
        if (std::ferror(file.get())) throw Failure(PV_E_FILE_UNREADABLE, path, std::strerror(errno), "check the path");
        return;
    }
}

std::string read_file(const std::string &path) {
    std::string text;
    read_blocks(path, [&text](const char *bytes, std::size_t size) { text.append(bytes, size); });
    return text;
}

std::vector<std::string> toml_below(const std::vector<std::string> &paths) {
    std::vector<std::string> files;
    for (const std::string &path : paths) {
        std::error_code none;
        if (path != "-" && !fs::exists(path, none))
            throw Failure(PV_E_FILE_UNREADABLE, path, "there is no such file or folder", "check the path");
        if (!fs::is_directory(path, none)) {
            files.push_back(path);
            continue;
        }
        std::vector<std::string> found;
        for (const auto &entry : fs::recursive_directory_iterator(path, none))
            if (entry.path().extension() == ".toml" && entry.is_regular_file(none))
                found.push_back(entry.path().string());
        std::sort(found.begin(), found.end());
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

} // namespace proviso::cli
