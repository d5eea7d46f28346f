#include "key_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "out.hpp"

namespace proviso::cli {
namespace {

constexpr mode_t others = S_IRWXG | S_IRWXO;

/// All of it, or false with errno.
bool write_all(int file, const char *bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t written = ::write(file, bytes, size);
        if (written < 0 && errno != EINTR) return false;
        if (written <= 0) continue;
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

/// Up to `size` bytes; -1 with errno.
ssize_t read_all(int file, char *room, std::size_t size) {
    std::size_t had = 0;
    while (had < size) {
        const ssize_t got = ::read(file, room + had, size - had);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        if (got == 0) break;
        had += static_cast<std::size_t>(got);
    }
    return static_cast<ssize_t>(had);
}

} // namespace

void KeyFile::listen(pv_ctx_params &params) {
    params.user = this;
    params.read_secret = read;
    params.keep_secret = keep;
}

std::int32_t KeyFile::fail(std::int32_t code, const std::string &what, const std::string &todo) {
    problem_.emplace(code, path_, what, todo);
    return 1;
}

std::int32_t KeyFile::read(void *user, char *room, std::size_t room_size, std::size_t *size) {
    auto &self = *static_cast<KeyFile *>(user);
    const int file = ::open(self.path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (file < 0) return self.fail(PV_E_FILE_UNREADABLE, std::strerror(errno), "check the path of the signing key");
    struct stat is {};
    std::int32_t status = 0;
    if (::fstat(file, &is) != 0 || !S_ISREG(is.st_mode)) {
        status = self.fail(PV_E_FILE_UNREADABLE, "a signing key is read from a plain file", "give the path of one");
    } else if ((is.st_mode & others) != 0 || (is.st_uid != ::geteuid() && ::geteuid() != 0)) {
        status = self.fail(PV_E_LICENSE_KEY_EXPOSED, "others than its owner may read or change the file, or own it",
                           "make a new key, unless nobody can have read this one; then `chmod 600` it");
    } else {
        const ssize_t got = read_all(file, room, room_size);
        if (got < 0)
            status = self.fail(PV_E_FILE_UNREADABLE, std::strerror(errno), "check the disk");
        else
            *size = static_cast<std::size_t>(got);
    }
    ::close(file);
    return status;
}

std::int32_t KeyFile::keep(void *user, const char *text, std::size_t size) {
    auto &self = *static_cast<KeyFile *>(user);
    const int file = ::open(self.path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        const bool there = errno == EEXIST;
        return self.fail(PV_E_FILE_UNWRITABLE,
                         there ? "there is a file already, and a key is never overwritten" : std::strerror(errno),
                         there ? "give another path" : "check the path");
    }
    const bool written = write_all(file, text, size) && ::fsync(file) == 0;
    const int why = errno;
    if (::close(file) == 0 && written) return 0;
    ::unlink(self.path_.c_str());
    return self.fail(PV_E_FILE_UNWRITABLE, std::strerror(why), "make room, or write elsewhere");
}

Replacement::Replacement(std::string path) : path_(std::move(path)) {
    if (path_ == "-") return;
    beside_ = path_ + ".new-" + std::to_string(::getpid());
    file_ = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file_ < 0) throw Failure(PV_E_FILE_UNWRITABLE, path_, std::strerror(errno), "check the path");
}

Replacement::~Replacement() {
    if (file_ >= 0) ::close(file_);
    if (!beside_.empty()) ::unlink(beside_.c_str());
}

void Replacement::commit(const std::string &text) {
    if (path_ == "-") return print(text);
    const bool done = write_all(file_, text.data(), text.size()) && ::fsync(file_) == 0 &&
                      std::rename(beside_.c_str(), path_.c_str()) == 0;
    if (!done) throw Failure(PV_E_FILE_UNWRITABLE, path_, std::strerror(errno), "make room, or write elsewhere");
    beside_.clear();
}

} // namespace proviso::cli
