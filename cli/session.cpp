#include "session.hpp"

#include <atomic>
#include <csignal>
#include <cstring>

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
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGPIPE, SIG_IGN); // writing to a closed pipe fails instead, and print() ends quietly
}
bool interrupted() { return interrupts > 0; }

void check(std::int32_t status, pv_error *error) {
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
    pv_ctx *made = nullptr;
    pv_error *error = nullptr;
    check(pv_ctx_new(&params, &made, &error), error);
    context_.reset(made);
}

Answer Session::call(const std::string &method, const Json &arguments) {
    const std::string text = arguments.dump(-1, ' ', false, Json::error_handler_t::replace);
    pv_buffer *made = nullptr;
    pv_error *error = nullptr;
    const std::int32_t status =
        pv_call_json(context_.get(), nullptr, method.data(), method.size(), text.data(), text.size(), &made, &error);
    end_progress();
    if (status != PV_OK && status != PV_NO) check(status, error);
    const Buffer buffer(made);
    const char *begin = pv_buffer_data(made);
    Answer answer{Json::parse(begin, begin + pv_buffer_size(made)), status == PV_NO, {}};
    if (error) answer.line = pv_error_render(error);
    pv_error_free(error);
    return answer;
}

Json Session::ask(const std::string &method, const Json &arguments) {
    Answer answer = call(method, arguments);
    if (answer.no) throw Failure(exit_no, answer.line);
    return std::move(answer.result);
}

Json pairs(const Invocation &invocation, const std::string &option) {
    Json out = Json::object();
    for (const std::string &given : invocation.all(option)) {
        const std::size_t equals = given.find('=');
        if (equals == std::string::npos || equals == 0)
            throw usage("argument.invalid", "--" + option, "\"" + given + "\" has no =", "write NAME=VALUE");
        const std::string name = given.substr(0, equals);
        if (out.contains(name)) throw usage("argument.invalid", "--" + option, name + " stands twice", "give it once");
        out[name] = given.substr(equals + 1);
    }
    return out;
}

} // namespace proviso::cli
