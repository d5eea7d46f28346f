// Codes and error objects.
#include <array>
#include <string>

#include "capi/guard.hpp"
#include "core/json_text.hpp"

namespace {
struct Row {
    std::int32_t code;
    const char *name;
    const char *constant;
    const char *text;
    std::int32_t status;
};

/// "PV_E_NOTICE_NO_PROOF" of "notice.no_proof", with its NUL, made at compile time.
template <std::size_t size> constexpr std::array<char, size + 5> constant_of(const char (&name)[size]) {
    std::array<char, size + 5> out{'P', 'V', '_', 'E', '_'};
    for (std::size_t i = 0; i < size; ++i) {
        const char c = name[i];
        out[i + 5] = c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}
#define PV_CODE(identifier, number, name, kind, text) constexpr auto constant_##identifier = constant_of(name);
#include "core/errors.def"
#undef PV_CODE

constexpr Row rows[] = {
#define PV_CODE(identifier, number, name, kind, text)                                                                  \
    {number, name, constant_##identifier.data(), text, -static_cast<std::int32_t>(proviso::CodeKind::kind)},
#include "core/errors.def"
#undef PV_CODE
};

const Row *find(std::int32_t code) noexcept {
    for (const Row &row : rows)
        if (row.code == code) return &row;
    return nullptr;
}
} // namespace

struct pv_error {
    std::int32_t code;
    const char *message, *where, *clause, *todo, *details, *rendered;
};

namespace proviso::capi {
namespace {
/// Handed out when there is no memory for a real one; never freed.
constexpr pv_error memory_error{PV_E_MEMORY_EXHAUSTED,
                                "no memory left",
                                "",
                                "",
                                "give the process more memory, or less to do",
                                R"({"code":"memory.exhausted","constant":"PV_E_MEMORY_EXHAUSTED"})",
                                "error[memory.exhausted]: no memory left; give the process more memory, or less to do"};

/// An error with the texts that its pointers point to.
struct OwnedError : pv_error {
    OwnedError(std::int32_t number, Error &&what, std::string details_, std::string rendered_)
        : pv_error{}, texts{std::move(what.what), std::move(what.where), std::move(what.clause),
                            std::move(what.todo), std::move(details_),   std::move(rendered_)} {
        code = number;
        message = texts[0].c_str();
        where = texts[1].c_str();
        clause = texts[2].c_str();
        todo = texts[3].c_str();
        details = texts[4].c_str();
        rendered = texts[5].c_str();
    }
    std::array<std::string, 6> texts;
};

std::string details_of(const Error &error, std::int32_t code) {
    std::string out = "{";
    const auto text = [&out](std::string_view key, std::string_view value) {
        append_json_key(out, key);
        append_json_string(out, value);
    };
    const auto number = [&out](std::string_view key, std::int32_t value) {
        append_json_key(out, key);
        out += std::to_string(value);
    };
    text("code", pv_code_name(code));
    text("constant", pv_code_constant(code));
    number("number", code);
    number("status", pv_code_status(code));
    text("message", error.what);
    if (!error.where.empty()) text("where", error.where);
    if (!error.clause.empty()) text("clause", error.clause);
    if (!error.todo.empty()) text("todo", error.todo);
    return out + "}";
}
} // namespace

std::int32_t status_of(Code code) noexcept { return pv_code_status(static_cast<std::int32_t>(code)); }

std::int32_t fail_for_memory(pv_error **error) noexcept {
    if (error) *error = const_cast<pv_error *>(&memory_error); // every accessor takes it as const
    return PV_FAULT;
}

std::int32_t fail(pv_error **error, Error &&what) noexcept {
    // An exception code is no failure of itself; where one is returned as an error all the same, it is a refusal.
    std::int32_t status = status_of(what.code);
    if (status == PV_OK) status = PV_REFUSED;
    if (!error) return status;
    try {
        const auto code = static_cast<std::int32_t>(what.code);
        if (what.what.empty()) what.what = code_text(what.code);
        std::string details = details_of(what, code);
        std::string rendered = what.render();
        *error = new OwnedError(code, std::move(what), std::move(details), std::move(rendered));
        return status;
    } catch (...) { // only memory can be short here
        return fail_for_memory(error);
    }
}

Result<std::string_view> text_argument(const char *name, const char *text, std::size_t size, bool is_needed) {
    if (!text && size > 0)
        return Error(Code::argument_missing, "the text is NULL and its size is not 0", "pass the text", name);
    if (is_needed && size == 0) return Error(Code::argument_missing, "the text is empty", "pass the text", name);
    return size == 0 ? std::string_view() : std::string_view(text, size);
}

Result<void> needed(const char *name, const void *pointer) {
    if (!pointer) return Error(Code::argument_missing, "the pointer is NULL", "pass an object", name);
    return {};
}

} // namespace proviso::capi

using proviso::capi::OwnedError;

void pv_error_free(pv_error *error) {
    if (error && error != &proviso::capi::memory_error) delete static_cast<OwnedError *>(error);
}
std::int32_t pv_error_code(const pv_error *error) { return error ? error->code : 0; }
std::int32_t pv_error_status(const pv_error *error) {
    if (!error) return PV_OK;
    const std::int32_t status = pv_code_status(error->code);
    return status == PV_OK ? PV_REFUSED : status;
}
const char *pv_error_name(const pv_error *error) { return error ? pv_code_name(error->code) : ""; }
const char *pv_error_constant(const pv_error *error) { return error ? pv_code_constant(error->code) : ""; }
const char *pv_error_message(const pv_error *error) { return error ? error->message : ""; }
const char *pv_error_where(const pv_error *error) { return error ? error->where : ""; }
const char *pv_error_clause(const pv_error *error) { return error ? error->clause : ""; }
const char *pv_error_todo(const pv_error *error) { return error ? error->todo : ""; }
const char *pv_error_details(const pv_error *error) { return error ? error->details : "{}"; }
const char *pv_error_render(const pv_error *error) { return error ? error->rendered : ""; }

std::size_t pv_code_count(void) { return std::size(rows); }
std::int32_t pv_code_at(std::size_t index) { return index < std::size(rows) ? rows[index].code : 0; }
const char *pv_code_name(std::int32_t code) {
    const Row *row = find(code);
    return row ? row->name : "unknown";
}
const char *pv_code_constant(std::int32_t code) {
    const Row *row = find(code);
    return row ? row->constant : "PV_E_UNKNOWN";
}
const char *pv_code_text(std::int32_t code) {
    const Row *row = find(code);
    return row ? row->text : "";
}
std::int32_t pv_code_status(std::int32_t code) {
    const Row *row = find(code);
    return row ? row->status : PV_FAULT;
}
