// A verb's view of the library: the context with its data, the book, and calls that turn errors into Failure.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "key_file.hpp"
#include "out.hpp"
#include "proviso.h"
#include "verb.hpp"

namespace proviso::cli {

/// Owns a handle of the C interface.
template <class Handle, void (*free_handle)(Handle *)> struct Freed {
    void operator()(Handle *handle) const { free_handle(handle); }
};
template <class Handle, void (*free_handle)(Handle *)>
using Owned = std::unique_ptr<Handle, Freed<Handle, free_handle>>;

using Context = Owned<pv_ctx, pv_ctx_free>;
using Pack = Owned<pv_pack, pv_pack_free>;
using Buffer = Owned<pv_buffer, pv_buffer_free>;
using Book = Owned<pv_book, pv_book_close>;
using Import = Owned<pv_import, pv_import_free>;
using Snapshot = Owned<pv_snapshot, pv_snapshot_free>;
using Cursor = Owned<pv_cursor, pv_cursor_free>;

/// A call's result, and the error line if the answer is no.
struct Answer {
    Json result;
    bool no = false;
    std::string line; ///< what the "no" is, as an error line
};

class Session {
  public:
    explicit Session(const Invocation &invocation);
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    [[nodiscard]] const pv_ctx *context() const { return context_.get(); }

    /// The path of the verb's book: BOOK, --book or PROVISO_BOOK. Throws Failure (exit 3) if there is none.
    [[nodiscard]] std::string book_path() const;
    /// The file of the signing key, for the calls that follow: read, or made by license.key.
    void use_key(const std::string &path) { key_.use(path); }
    /// Opens the verb's book for the calls that follow.
    void open_book(bool read_only = false);
    /// The open book, null if none was opened.
    [[nodiscard]] pv_book *book() const { return book_.get(); }

    /// Throws Failure if there is no result. One may come with an error, which says why the answer is no.
    Answer call(const std::string &method, const Json &arguments);
    /// As call(); a "no" is a Failure as well.
    Json ask(const std::string &method, const Json &arguments);

    /// The file of a pack that is named by its id or its path. Throws Failure (exit 2) for a name that the rules do not
    /// have.
    [[nodiscard]] std::string pack_file(const std::string &name);
    /// The same file as {"name", "toml"}.
    [[nodiscard]] Json pack_text(const std::string &name);
    /// The blocks of a list of the book's state as it is now: whole lines of JSON.
    void blocks(const std::string &name, const Json &arguments,
                const std::function<void(const char *, std::size_t)> &block);
    /// Its rows, one after the other.
    void each(const std::string &name, const Json &arguments, const std::function<void(Json)> &row);
    /// Its rows, all of them.
    [[nodiscard]] std::vector<Json> list(const std::string &name, const Json &arguments);

    /// Adds the pack `name` ("safesoft-2013", or the path of a file) to the context. Returns its id.
    std::string add_pack(const std::string &name);
    /// Adds every pack of the rules; one that cannot be read is told on stderr.
    void add_all_packs();
    /// Adds calendars and area codes of the rules.
    void add_data();
    /// The names that add_pack() would find, sorted.
    [[nodiscard]] std::vector<std::string> pack_names();
    /// Where the rules are: --rules, PROVISO_RULES, the installed ones, or those of the source tree.
    [[nodiscard]] std::string rules();

    /// The chosen output format; Failure if the verb has no such one.
    [[nodiscard]] std::string format() const { return format_; }

  private:
    const Invocation &invocation_;
    KeyFile key_; ///< the context calls back into it
    Context context_;
    Book book_;
    std::string format_;
};

/// Throws Failure with the error's line and the status' exit code; frees the error. By reference, so that it is read
/// after the call that stands beside it: check(pv_book_open(..., &error), error).
void check(std::int32_t status, pv_error *const &error);

/// A whole file, or standard input for "-". Throws Failure (exit 4).
[[nodiscard]] std::string read_file(const std::string &path);
/// The files themselves, and every .toml below the folders, sorted. Throws Failure (exit 4) for a path that is not
/// there.
[[nodiscard]] std::vector<std::string> toml_below(const std::vector<std::string> &paths);
/// Reads a file in blocks of 1 MiB; "-" is standard input. Throws Failure (exit 4).
void read_blocks(const std::string &path, const std::function<void(const char *, std::size_t)> &block);

/// Begins to listen for Ctrl-C: the first makes the library cancel, the second ends the process.
void listen_for_interrupt();
[[nodiscard]] bool interrupted();

/// Arguments of a call from options of the same name ('-' for '_'): only those that were given. A flag becomes true.
[[nodiscard]] Json arguments_of(const Invocation &invocation, const std::vector<std::string> &texts,
                                const std::vector<std::string> &flags = {});
/// The day `--as-of` says, or today by the machine's clock in UTC, which is then told on stderr.
[[nodiscard]] std::string as_of(const Invocation &invocation);

/// Documents that another reading or pack changes: the list "comparison" as one object.
[[nodiscard]] Json compared(Session &session, const Json &arguments);
void print_compared(const Json &whole, const std::string &format);

/// `--reading R=name` options as {"R": "name"}, `--set` likewise.
[[nodiscard]] Json pairs(const Invocation &invocation, const std::string &option);

/// The arguments that name a document and perhaps a line: "INV-000001:2" is line 2 of INV-000001.
[[nodiscard]] Json ref_arguments(const std::string &given);

} // namespace proviso::cli
