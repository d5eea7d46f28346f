#include "crash/watched_vfs.hpp"

#include <cstring>
#include <fstream>
#include <iterator>

#include <sqlite3.h>

namespace proviso::test {
namespace {

/// The file as SQLite holds it; the wrapped one lies behind it.
struct Handle {
    sqlite3_file base;
    const char *name; ///< null: not watched
    [[nodiscard]] sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};
Handle &handle(sqlite3_file *file) { return *reinterpret_cast<Handle *>(file); }
sqlite3_file *real(sqlite3_file *file) { return handle(file).real(); }
const sqlite3_io_methods &methods(sqlite3_file *file) { return *real(file)->pMethods; }
sqlite3_vfs *wrapped(sqlite3_vfs *vfs) { return static_cast<sqlite3_vfs *>(vfs->pAppData); }

/// The file's name if somebody watches it now.
const char *watched(sqlite3_file *file) {
    const char *name = handle(file).name;
    return name && WatchedVfs::instance().watches(name) ? name : nullptr;
}

int write(sqlite3_file *file, const void *data, int size, sqlite3_int64 at) {
    const char *name = watched(file);
    if (name) {
        if (const int code = WatchedVfs::instance().ask(Change::write); code != SQLITE_OK) return code;
        WatchedVfs::instance().file(name).since.push_back(
            {static_cast<std::uint64_t>(at), {static_cast<const char *>(data), static_cast<std::size_t>(size)}, false});
    }
    return methods(file).xWrite(real(file), data, size, at);
}
int cut(sqlite3_file *file, sqlite3_int64 size) {
    const char *name = watched(file);
    if (name) {
        if (const int code = WatchedVfs::instance().ask(Change::cut); code != SQLITE_OK) return code;
        WatchedVfs::instance().file(name).since.push_back({static_cast<std::uint64_t>(size), {}, true});
    }
    return methods(file).xTruncate(real(file), size);
}
int sync(sqlite3_file *file, int flags) {
    const char *name = watched(file);
    if (name)
        if (const int code = WatchedVfs::instance().ask(Change::sync); code != SQLITE_OK) return code;
    const int code = methods(file).xSync(real(file), flags);
    if (name && code == SQLITE_OK) {
        WatchedFile &kept = WatchedVfs::instance().file(name);
        for (const Unsynced &change : kept.since) {
            if (change.cut || kept.durable.size() < change.at + change.bytes.size())
                kept.durable.resize(change.at + change.bytes.size());
            kept.durable.replace(change.at, change.bytes.size(), change.bytes);
        }
        kept.since.clear();
    }
    return code;
}

int close(sqlite3_file *file) { return methods(file).xClose(real(file)); }
int read(sqlite3_file *file, void *data, int size, sqlite3_int64 at) {
    return methods(file).xRead(real(file), data, size, at);
}
int file_size(sqlite3_file *file, sqlite3_int64 *size) { return methods(file).xFileSize(real(file), size); }
int lock(sqlite3_file *file, int level) { return methods(file).xLock(real(file), level); }
int unlock(sqlite3_file *file, int level) { return methods(file).xUnlock(real(file), level); }
int reserved(sqlite3_file *file, int *held) { return methods(file).xCheckReservedLock(real(file), held); }
int control(sqlite3_file *file, int what, void *with) { return methods(file).xFileControl(real(file), what, with); }
int sector(sqlite3_file *file) { return methods(file).xSectorSize(real(file)); }
int traits(sqlite3_file *file) { return methods(file).xDeviceCharacteristics(real(file)); }
int shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **at) {
    return methods(file).xShmMap(real(file), page, size, extend, at);
}
int shm_lock(sqlite3_file *file, int from, int count, int flags) {
    return methods(file).xShmLock(real(file), from, count, flags);
}
void shm_barrier(sqlite3_file *file) { methods(file).xShmBarrier(real(file)); }
int shm_unmap(sqlite3_file *file, int remove) { return methods(file).xShmUnmap(real(file), remove); }

// Version 2: no memory-mapped reads, which would go past xRead.
constexpr sqlite3_io_methods io{2,        close,       read,      write,   cut,    sync,   file_size,
                                lock,     unlock,      reserved,  control, sector, traits, shm_map,
                                shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *given) {
    Handle &made = handle(file);
    made.base.pMethods = nullptr;
    made.name = name;
    const int code = wrapped(vfs)->xOpen(wrapped(vfs), name, made.real(), flags, given);
    if (code == SQLITE_OK) made.base.pMethods = &io;
    return code;
}
int remove(sqlite3_vfs *vfs, const char *name, int sync_folder) {
    WatchedVfs &all = WatchedVfs::instance();
    if (all.watches(name)) {
        if (const int code = all.ask(Change::remove); code != SQLITE_OK) return code;
        all.file(name) = {};
    }
    return wrapped(vfs)->xDelete(wrapped(vfs), name, sync_folder);
}
int access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    return wrapped(vfs)->xAccess(wrapped(vfs), name, flags, result);
}
int full_name(sqlite3_vfs *vfs, const char *name, int size, char *out) {
    return wrapped(vfs)->xFullPathname(wrapped(vfs), name, size, out);
}
int randomness(sqlite3_vfs *vfs, int size, char *out) { return wrapped(vfs)->xRandomness(wrapped(vfs), size, out); }
int sleep(sqlite3_vfs *vfs, int micros) { return wrapped(vfs)->xSleep(wrapped(vfs), micros); }
int now(sqlite3_vfs *vfs, double *days) { return wrapped(vfs)->xCurrentTime(wrapped(vfs), days); }
int last_error(sqlite3_vfs *vfs, int size, char *out) { return wrapped(vfs)->xGetLastError(wrapped(vfs), size, out); }
int now_exactly(sqlite3_vfs *vfs, sqlite3_int64 *millis) {
    return wrapped(vfs)->xCurrentTimeInt64(wrapped(vfs), millis);
}

} // namespace

WatchedVfs::WatchedVfs() {
    static sqlite3_vfs vfs{};
    sqlite3_vfs *own = sqlite3_vfs_find(nullptr);
    vfs.iVersion = 2;
    vfs.szOsFile = static_cast<int>(sizeof(Handle)) + own->szOsFile;
    vfs.mxPathname = own->mxPathname;
    vfs.zName = "watched";
    vfs.pAppData = own;
    vfs.xOpen = open;
    vfs.xDelete = remove;
    vfs.xAccess = access;
    vfs.xFullPathname = full_name;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleep;
    vfs.xCurrentTime = now;
    vfs.xGetLastError = last_error;
    vfs.xCurrentTimeInt64 = now_exactly;
    sqlite3_vfs_register(&vfs, 1);
}

WatchedVfs &WatchedVfs::instance() {
    static WatchedVfs only;
    return only;
}

void WatchedVfs::watch(const std::string &path, std::function<int(Change)> before) {
    path_ = path;
    before_ = std::move(before);
    files_.clear();
    for (const char *suffix : {"", "-wal"})
        if (std::ifstream in(path + suffix, std::ios::binary); in)
            files_[suffix].durable.assign(std::istreambuf_iterator<char>(in), {});
}

void WatchedVfs::stop() {
    path_.clear();
    before_ = nullptr;
}

bool WatchedVfs::watches(const char *name) const {
    if (path_.empty() || !name || std::strncmp(name, path_.c_str(), path_.size()) != 0) return false;
    const char *suffix = name + path_.size();
    return *suffix == '\0' || std::strcmp(suffix, "-wal") == 0;
}

} // namespace proviso::test
