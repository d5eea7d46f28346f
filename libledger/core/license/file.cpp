#include "core/license/file.hpp"

#include <algorithm>
#include <charconv>

#include "core/utf8.hpp"

namespace proviso {
namespace {

constexpr std::string_view product = "Proviso ";
constexpr std::size_t key_digits = 16;
constexpr std::size_t text_most = 200, word_most = 64;

std::string_view proof_name(LicenceFileKind kind) { return kind == LicenceFileKind::state ? "check: " : "signature: "; }

std::string first_line(LicenceFileKind kind) {
    return std::string(product) + std::string(licence_file_kind_name(kind)) + " " +
           std::to_string(licence_file_version);
}

Error bad_form(const std::string &name, std::int32_t line, std::string what) {
    return Error(Code::license_invalid, std::move(what), "take the file as it was issued, every byte of it",
                 line == 0 ? name : name + ":" + std::to_string(line));
}

/// The line without its end, which is taken off `rest` with it.
std::string_view take_line(std::string_view &rest) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return line;
}

bool is_hex(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// What a first line that is not the expected one is.
Error wrong_kind(std::string_view line, LicenceFileKind kind, const std::string &name) {
    const std::string wanted(licence_file_kind_name(kind));
    const std::string head = std::string(product) + wanted + " ";
    if (line.starts_with(head) && line.size() > head.size())
        return Error(Code::license_invalid,
                     "the file is of version " + excerpt(line.substr(head.size())) + " of its form, which is not known",
                     "use a newer version of this program, or have the file issued again", name + ":1");
    for (const LicenceFileKind other : {LicenceFileKind::licence, LicenceFileKind::revocations, LicenceFileKind::state})
        if (line == first_line(other))
            return Error(Code::license_invalid,
                         "the file is a " + std::string(licence_file_kind_name(other)) + " file and not a " + wanted +
                             " file",
                         "give the right one", name + ":1");
    return Error(Code::license_invalid, "the file is no " + wanted + " file",
                 "its first line is \"" + first_line(kind) + "\"", name + ":1");
}

} // namespace

std::string_view licence_file_kind_name(LicenceFileKind kind) {
    switch (kind) {
    case LicenceFileKind::licence:
        return "licence";
    case LicenceFileKind::revocations:
        return "revocations";
    case LicenceFileKind::state:
        return "licence state";
    }
    return {};
}

std::size_t licence_file_limit(LicenceFileKind kind) {
    switch (kind) {
    case LicenceFileKind::licence:
        return std::size_t{128} << 10;
    case LicenceFileKind::revocations:
        return std::size_t{4} << 20;
    case LicenceFileKind::state:
        return std::size_t{1} << 20;
    }
    return 0;
}

Result<LicenceFile> split_licence_file(std::string_view bytes, LicenceFileKind kind, const std::string &name) {
    if (bytes.size() > licence_file_limit(kind))
        return Error(Code::input_too_large,
                     "the file has more than " + std::to_string(licence_file_limit(kind)) + " bytes",
                     "give a file of this kind", name);
    if (!is_utf8(bytes))
        return Error(Code::text_not_utf8, "the file is not UTF-8", "give the file as it was issued", name);
    std::string_view rest = bytes;
    const std::string_view head = take_line(rest);
    if (head != first_line(kind)) return wrong_kind(head, kind, name);
    if (!bytes.ends_with('\n')) return bad_form(name, 0, "the file ends in the middle of a line");
    LicenceFile file;
    file.kind = kind;
    const std::string_view key = take_line(rest);
    if (!key.starts_with("key: ") || key.size() != 5 + key_digits || !is_hex(key.substr(5)))
        return bad_form(name, 2, "the line does not say which key signed");
    file.key = key.substr(5);
    const std::size_t last = bytes.rfind('\n', bytes.size() - 2) + 1; // the first line is there, so one is found
    std::string_view proof = bytes.substr(last, bytes.size() - last - 1);
    if (!proof.starts_with(proof_name(kind)))
        return bad_form(name, 0,
                        "the file ends without its " +
                            std::string(proof_name(kind).substr(0, proof_name(kind).find(':'))));
    proof.remove_prefix(proof_name(kind).size());
    file.proof = proof;
    file.signed_bytes = bytes.substr(0, last);
    return file;
}

Result<LicenceFile> split_licence_file(std::string_view bytes, const std::string &name) {
    const bool is_list = bytes.starts_with(first_line(LicenceFileKind::revocations));
    return split_licence_file(bytes, is_list ? LicenceFileKind::revocations : LicenceFileKind::licence, name);
}

std::string seal_licence_file(std::string signed_bytes, LicenceFileKind kind, std::string_view proof) {
    signed_bytes += proof_name(kind);
    signed_bytes += proof;
    signed_bytes += '\n';
    return signed_bytes;
}

LicenceLines::LicenceLines(LicenceFileKind kind, std::string_view key) : out_(first_line(kind) + "\n") {
    add("key", key);
}

LicenceLines &LicenceLines::add(std::string_view name, std::string_view value) {
    out_ += name;
    out_ += ": ";
    out_ += value;
    out_ += '\n';
    return *this;
}

LicenceReader::LicenceReader(const LicenceFile &file, std::string name)
    : name_(std::move(name)), rest_(file.signed_bytes) {
    take_line(rest_); // kind and version, and the key: split_licence_file() looked at them
    take_line(rest_);
}

bool LicenceReader::next_is(std::string_view name) const {
    return !error_ && rest_.starts_with(name) && rest_.substr(name.size()).starts_with(": ");
}

void LicenceReader::fail(std::string what) {
    if (!error_) error_ = bad_form(name_, line_, std::move(what));
}

std::string_view LicenceReader::value(std::string_view name) {
    if (error_) return {};
    ++line_;
    if (!next_is(name)) {
        fail("\"" + std::string(name) + ": ...\" is expected here");
        return {};
    }
    return take_line(rest_).substr(name.size() + 2);
}

std::string_view LicenceReader::text(std::string_view name) {
    const std::string_view given = value(name);
    if (!error_ && !is_licence_text(given))
        fail("the value is empty, too long, or has signs that a file does not carry");
    return error_ ? std::string_view() : given;
}

std::string_view LicenceReader::word(std::string_view name) {
    const std::string_view given = value(name);
    if (!error_ && !is_licence_word(given))
        fail("\"" + excerpt(given) + "\" is not one word of letters, digits and . _ - : / + @");
    return error_ ? std::string_view() : given;
}

Day LicenceReader::day(std::string_view name) { return day_of(value(name)); }
std::int64_t LicenceReader::number(std::string_view name) { return number_of(value(name)); }

std::vector<std::string_view> LicenceReader::words(std::string_view name, std::size_t count) {
    std::string_view left = value(name);
    std::vector<std::string_view> parts;
    while (!error_) {
        const std::size_t space = left.find(' ');
        parts.push_back(left.substr(0, space));
        if (!is_licence_word(parts.back())) fail("\"" + excerpt(parts.back()) + "\" is not one word");
        if (space == std::string_view::npos) break;
        left.remove_prefix(space + 1);
    }
    if (!error_ && parts.size() != count)
        fail("the line has " + std::to_string(parts.size()) + " parts and not " + std::to_string(count));
    if (error_) parts.assign(count, {});
    return parts;
}

std::int64_t LicenceReader::number_of(std::string_view part) {
    if (error_) return 0;
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), number);
    const bool is_plain = problem == std::errc() && end == part.data() + part.size() && std::to_string(number) == part;
    if (!is_plain || number < 0 || number > licence_number_most) {
        fail("\"" + excerpt(part) + "\" is not a whole number");
        return 0;
    }
    return number;
}

Day LicenceReader::day_of(std::string_view part) {
    if (error_) return {};
    const auto parsed = Day::parse(part);
    if (!parsed) {
        fail("\"" + excerpt(part) + "\" is not a date");
        return {};
    }
    return *parsed;
}

Result<void> LicenceReader::finish() {
    if (!error_ && !rest_.empty()) {
        ++line_;
        fail("the line stands where the form has none");
    }
    if (error_) return *error_;
    return {};
}

bool is_licence_word(std::string_view text) {
    constexpr std::string_view signs = "._-:/+@";
    return !text.empty() && text.size() <= word_most && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               signs.find(c) != std::string_view::npos;
    });
}

bool is_licence_text(std::string_view text) {
    return !text.empty() && text.size() <= text_most && text.front() != ' ' && text.back() != ' ' && is_utf8(text) &&
           !has_control(text);
}

} // namespace proviso
