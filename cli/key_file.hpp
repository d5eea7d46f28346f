// The files of signing keys: made for their owner alone, never overwritten, and read only if nobody else can.
//
// The library asks for a key, and hands a new one over, through callbacks of the context; the bytes go straight between
// the file and the library's own memory. Callbacks cannot throw: what went wrong is kept for the verb to tell.
#pragma once

#include <optional>
#include <string>

#include "failure.hpp"
#include "proviso.h"

namespace proviso::cli {

class KeyFile {
  public:
    /// Lets the library read the key from this file, or write a new one to it.
    void use(std::string path) { path_ = std::move(path); }
    /// Puts the callbacks into `params`, whose `user` becomes this: it must stay where it is.
    void listen(pv_ctx_params &params);
    /// What a callback failed with; none if none did.
    [[nodiscard]] const std::optional<Failure> &problem() const { return problem_; }

  private:
    static std::int32_t read(void *user, char *room, std::size_t room_size, std::size_t *size);
    static std::int32_t keep(void *user, const char *text, std::size_t size);
    std::int32_t fail(std::int32_t code, const std::string &what, const std::string &todo);

    std::string path_;
    std::optional<Failure> problem_;
};

/// A file that takes the place of another only when it is whole: written beside it, then moved. "-" is standard output.
/// Throws Failure (exit 4), already when it cannot be begun.
class Replacement {
  public:
    explicit Replacement(std::string path);
    Replacement(const Replacement &) = delete;
    Replacement &operator=(const Replacement &) = delete;
    ~Replacement();
    void commit(const std::string &text);

  private:
    std::string path_, beside_;
    int file_ = -1;
};

} // namespace proviso::cli
