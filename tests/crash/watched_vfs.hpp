// A file system for SQLite that watches every change of a book's files, for tests of crashes and of failing disks.
//
// It wraps SQLite's own and becomes the default. Before each change (a write, a cut, a removal) and each sync of a file
// it asks `before`; what that returns is what SQLite gets: SQLITE_OK lets the change happen. Beside the files as they
// are, it keeps what a disk would hold if power failed: what was last synced, and each change since. One test at a
// time, and one thread that writes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace proviso::test {

enum class Change : std::uint8_t { write, cut, sync, remove };

/// A change that was made and not synced yet.
struct Unsynced {
    std::uint64_t at = 0; ///< first byte; of a cut: the new size
    std::string bytes;
    bool cut = false;
};
struct WatchedFile {
    std::string durable; ///< what certainly stands on the disk
    std::vector<Unsynced> since;
};

class WatchedVfs {
  public:
    /// The one that there is. Registers itself when it is first asked for; from then on every book of this process is
    /// watched.
    static WatchedVfs &instance();

    /// Watches the book at `path` (its log too) until stop(). Files that are there already count as synced.
    void watch(const std::string &path, std::function<int(Change)> before);
    void stop();
    /// By the name's suffix: "" is the book, "-wal" its log.
    [[nodiscard]] const std::map<std::string, WatchedFile> &files() const { return files_; }

    // for the functions that SQLite calls
    [[nodiscard]] bool watches(const char *name) const;
    [[nodiscard]] int ask(Change change) { return before_(change); }
    [[nodiscard]] WatchedFile &file(const char *name) { return files_[std::string(name).substr(path_.size())]; }

  private:
    WatchedVfs();
    std::string path_;
    std::function<int(Change)> before_;
    std::map<std::string, WatchedFile> files_;
};

} // namespace proviso::test
