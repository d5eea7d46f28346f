#include "out.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "failure.hpp"

namespace proviso::cli {
namespace {

bool quiet = false;

[[noreturn]] void failed(const std::string &where) {
    const int why = errno;
    if (why == EPIPE) std::_Exit(exit_ok); // the reader has seen enough
    throw Failure(PV_E_FILE_UNWRITABLE, where, std::strerror(why), "make room, or write elsewhere");
}

} // namespace

std::string json_text(const Json &value) { return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

void print_rows(const std::string &format, const std::vector<Column> &columns, const std::vector<Json> &rows,
                const Json &whole) {
    if (format == "json")
        print(json_text(whole));
    else if (format == "csv")
        print(csv_text(columns, rows));
    else
        print(table_text(columns, rows));
}

void print(const std::string &text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) failed("standard output");
}

void flush() {
    if (std::fflush(stdout) != 0) failed("standard output");
}

void write_file(const std::string &path, const std::string &text) {
    Output output(path);
    output.write(text);
    output.close();
}

Output::Output(const std::string &path) : path_(path) {
    if (path_ == "-") return;
    file_ = std::fopen(path_.c_str(), "wb");
    if (!file_) failed(path_);
}

Output::~Output() {
    if (file_) std::fclose(file_);
}

void Output::write(const std::string &text) const {
    if (!file_) return print(text);
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) failed(path_);
}

void Output::close() {
    if (file_ && std::fclose(std::exchange(file_, nullptr)) != 0) failed(path_);
}

void set_quiet(bool is_quiet) { quiet = is_quiet; }

void say(const std::string &line) {
    if (!quiet) std::fprintf(stderr, "%s\n", line.c_str());
}

void tell_error(const std::string &line) {
    const std::size_t end = line.find(']');
    const std::string head = line.substr(0, end == std::string::npos ? 0 : end + 1);
    std::fprintf(stderr, "%s%s\n", red(head).c_str(), line.substr(head.size()).c_str());
}

bool stderr_is_terminal() { return isatty(STDERR_FILENO) == 1; }

std::string red(const std::string &text) {
    const char *no_color = std::getenv("NO_COLOR");
    const char *term = std::getenv("TERM");
    const bool plain = (no_color && *no_color) || !term || std::strcmp(term, "dumb") == 0 || !stderr_is_terminal();
    return plain ? text : "\x1b[31m" + text + "\x1b[0m";
}

} // namespace proviso::cli
