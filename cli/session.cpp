#include "session.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include "failure.hpp"
#include "progress.hpp"

namespace proviso::cli {
namespace {

std::atomic<int> interrupts{0};
static_assert(std::atomic<int>::is_always_lock_free); // else a signal handler must not touch it

void on_interrupt(int) {
    ++interrupts;
    std::signal(SIGINT, SIG_DFL); // a second Ctrl-C does not wait for the library
}

std::int32_t cancelled(void *) { return interrupts > 0 ? 1 : 0; }

void log_line(void *, std::int32_t level, const char *text, std::size_t size) {
    say((level == PV_LOG_WARNING ? "warning: " : "") + std::string(text, size));
}

} // namespace

void listen_for_interrupt() {
    struct sigaction action {};
    action.sa_handler = on_interrupt; // without SA_RESTART: waiting for input ends too
    sigaction(SIGINT, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // writing to a closed pipe fails instead, and print() ends quietly
}
bool interrupted() { return interrupts > 0; }

void check(std::int32_t status, pv_error *const &error) {
    if (status == PV_OK) return;
    const std::string line = error ? pv_error_render(error) : "error[internal]: a call failed and did not say why";
    pv_error_free(error);
    throw Failure(-status, line);
}

Session::Session(const Invocation &invocation) : invocation_(invocation), format_(invocation.text("format")) {
    pv_ctx_params params{};
    params.struct_size = sizeof params;
    params.log = log_line;
    params.progress = show_progress;
    params.cancel = cancelled;
    key_.listen(params);
    pv_ctx *made = nullptr;
    pv_error *error = nullptr;
    check(pv_ctx_new(&params, &made, &error), error);
    context_.reset(made);
}

Answer Session::call(const std::string &method, const Json &arguments) {
    const std::string text = arguments.dump(-1, ' ', false, Json::error_handler_t::replace);
    pv_buffer *made = nullptr;
    pv_error *error = nullptr;
    const std::int32_t status = pv_call_json(context_.get(), book_.get(), method.data(), method.size(), text.data(),
                                             text.size(), &made, &error);
    end_progress();
    if (!made && key_.problem()) { // the command knows better than the library why there is no key
        pv_error_free(error);
        throw Failure(*key_.problem());
    }
    if (!made) check(status, error); // an answer may come with an error that says why it is no
    const Buffer buffer(made);
    const char *begin = pv_buffer_data(made);
    Answer answer{Json::parse(begin, begin + pv_buffer_size(made)), status != PV_OK, {}};
    if (error) answer.line = pv_error_render(error);
    pv_error_free(error);
    return answer;
}

Json Session::ask(const std::string &method, const Json &arguments) {
    Answer answer = call(method, arguments);
    if (answer.no) throw Failure(exit_no, answer.line);
    return std::move(answer.result);
}

std::string Session::book_path() const {
    for (const char *name : {"BOOK", "book"})
        if (std::string given = invocation_.text(name); !given.empty()) return given;
    if (const char *given = std::getenv("PROVISO_BOOK"); given && *given) return given;
    throw Failure(PV_E_ARGUMENT_MISSING, invocation_.verb, "no book is named", "give --book PATH or set PROVISO_BOOK");
}

void Session::open_book(bool read_only) {
    const std::string path = book_path();
    pv_book_params params{};
    params.struct_size = sizeof params;
    params.flags = read_only ? PV_BOOK_READ_ONLY : 0;
    pv_book *made = nullptr;
    pv_error *error = nullptr;
    check(pv_book_open(context_.get(), path.data(), path.size(), &params, &made, &error), error);
    book_.reset(made);
}

void Session::blocks(const std::string &name, const Json &arguments,
                     const std::function<void(const char *, std::size_t)> &block) {
    pv_error *error = nullptr;
    pv_snapshot *taken = nullptr;
    check(pv_snapshot_open(book_.get(), &taken, &error), error);
    const Snapshot snapshot(taken);
    const std::string text = arguments.dump(-1, ' ', false, Json::error_handler_t::replace);
    pv_cursor *opened = nullptr;
    const std::int32_t status =
        pv_cursor_open(taken, name.data(), name.size(), text.data(), text.size(), &opened, &error);
    end_progress();
    check(status, error);
    const Cursor cursor(opened);
    const char *bytes = nullptr;
    for (std::size_t size = 0;;) {
        check(pv_cursor_next(opened, &bytes, &size, &error), error);
        if (!bytes) return;
        block(bytes, size);
    }
}

void Session::each(const std::string &name, const Json &arguments, const std::function<void(Json)> &row) {
    blocks(name, arguments, [&](const char *line, std::size_t size) {
        for (const char *const last = line + size; line < last;) {
            const char *end = std::find(line, last, '\n');
            row(Json::parse(line, end));
            line = end + 1;
        }
    });
}

std::vector<Json> Session::list(const std::string &name, const Json &arguments) {
    std::vector<Json> rows;
    each(name, arguments, [&](Json row) { rows.push_back(std::move(row)); });
    return rows;
}

Json arguments_of(const Invocation &invocation, const std::vector<std::string> &texts,
                  const std::vector<std::string> &flags) {
    Json out = Json::object();
    const auto key_of = [](std::string name) {
        std::replace(name.begin(), name.end(), '-', '_');
        return name;
    };
    for (const std::string &name : texts)
        if (invocation.has(name)) out[key_of(name)] = invocation.text(name);
    for (const std::string &name : flags)
        if (invocation.has(name)) out[key_of(name)] = true;
    return out;
}

std::string as_of(const Invocation &invocation) {
    if (invocation.has("as-of")) return invocation.text("as-of");
    const std::time_t now = std::time(nullptr);
    char text[PV_DAY_TEXT_SIZE];
    pv_error *error = nullptr;
    check(pv_day_text(static_cast<std::int32_t>(now / 86400), text, &error), error);
    say(std::string("as of ") + text + " (UTC); --as-of DATE names another day");
    return text;
}

Json pairs(const Invocation &invocation, const std::string &option) {
    Json out = Json::object();
    for (const std::string &given : invocation.all(option)) {
        const std::size_t equals = given.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Failure(PV_E_ARGUMENT_INVALID, "--" + option, "\"" + given + "\" has no =", "write NAME=VALUE");
        const std::string name = given.substr(0, equals);
        if (out.contains(name))
            throw Failure(PV_E_ARGUMENT_INVALID, "--" + option, name + " stands twice", "give it once");
        out[name] = given.substr(equals + 1);
    }
    return out;
}

Json ref_arguments(const std::string &given) {
    const std::size_t colon = given.rfind(':');
    const bool has_line = colon != std::string::npos && colon + 1 < given.size() && given.size() - colon < 8 &&
                          given.find_first_not_of("0123456789", colon + 1) == std::string::npos;
    if (!has_line) return {{"ref", given}};
    return {{"ref", given.substr(0, colon)}, {"line", std::stoull(given.substr(colon + 1))}};
}

} // namespace proviso::cli
