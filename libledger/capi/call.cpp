// pv_call_json: the one door of everything that is not a hot path.
#include "capi/calc.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/import.hpp"
#include "capi/method.hpp"

namespace proviso::capi {
namespace {

Json list_methods() {
    Json rows = Json::array();
    for (const Method &method : methods())
        rows.push_back({{"name", method.name},
                        {"summary", method.summary},
                        {"book", method.needs_book},
                        {"arguments", describe(method.args)}});
    for (Json &row : describe_calculations()) rows.push_back(std::move(row));
    Json out = schema("methods");
    out["methods"] = std::move(rows);
    out["lists"] = Json::array();
    for (const List &list : lists())
        out["lists"].push_back({{"name", list.name}, {"summary", list.summary}, {"arguments", describe(list.args)}});
    out["import"] = describe(import_args());
    return out;
}

Result<Answer> dispatch(const Context &context, Book *book, std::string_view name, std::string_view json) {
    const Method *method = find_method(name);
    const bool is_calculation = !method && name.substr(0, calc_prefix.size()) == calc_prefix;
    if (!method && !is_calculation && name != "methods")
        return Error(Code::method_unknown, "there is no method \"" + std::string(name) + "\"",
                     "call \"methods\" for the list", std::string(name));
    Json arguments = Json::object();
    if (!json.empty()) { PV_TRY(arguments, parse_json(json)); }
    if (name == "methods") {
        PV_CHECK(check_arguments({}, arguments));
        return Answer{list_methods(), {}};
    }
    if (is_calculation) return run_calculation(context, name.substr(calc_prefix.size()), arguments);
    PV_CHECK(check_arguments(method->args, arguments));
    if (method->needs_book && !book)
        return Error(Code::argument_missing, "the method needs a book", "open one and pass it", "book");
    if (context.cancelled()) return Error(Code::cancelled, "the caller cancelled before the work began");
    return method->run(Call(context, book, arguments));
}

} // namespace
} // namespace proviso::capi

using namespace proviso;
using namespace proviso::capi;

std::int32_t pv_call_json(const pv_ctx *ctx, pv_book *book, const char *method, std::size_t method_size,
                          const char *json, std::size_t json_size, pv_buffer **out, pv_error **error) {
    return guard(error, [&]() -> Result<std::int32_t> {
        PV_CHECK(needed("ctx", ctx));
        PV_CHECK(needed("out", out));
        PV_TRY(const std::string_view name, text_argument("method", method, method_size));
        PV_TRY(const std::string_view arguments, text_argument("json", json, json_size, false));
        PV_TRY(Answer answer, dispatch(*ctx->state, book ? &book->state->book : nullptr, name, arguments));
        auto made = std::make_unique<pv_buffer>(pv_buffer{json_text(answer.result)});
        const std::int32_t status = answer.no ? fail(error, std::move(*answer.no)) : PV_OK;
        *out = made.release();
        return status;
    });
}
