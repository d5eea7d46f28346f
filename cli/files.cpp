#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

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

} // namespace proviso::cli
