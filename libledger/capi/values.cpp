// Days, currencies and buffers: what a binding needs to speak the interface's units.
#include <cstring>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "core/money/amount.hpp"
#include "core/time/day.hpp"

using namespace proviso;
using namespace proviso::capi;

std::int32_t pv_day_parse(const char *text, std::size_t text_size, std::int32_t *day, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_TRY(const std::string_view written, text_argument("text", text, text_size));
        PV_CHECK(needed("day", day));
        PV_TRY(const Day parsed, Day::parse(written));
        *day = parsed.number();
        return {};
    });
}

std::int32_t pv_day_text(std::int32_t day, char *text, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("text", text));
        if (day < day_first.number() || day > day_last.number())
            return Error(Code::date_range, "the day is outside 0001-01-01 to 9999-12-31", {}, "day");
        const std::string written = Day(day).text();
        std::memcpy(text, written.c_str(), written.size() + 1);
        return {};
    });
}

std::int32_t pv_currency_exponent(const char *code, std::size_t code_size, std::int32_t *exponent, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_TRY(const std::string_view letters, text_argument("code", code, code_size));
        PV_CHECK(needed("exponent", exponent));
        PV_TRY(const Currency currency, currency_from_code(letters));
        *exponent = currency.exponent;
        return {};
    });
}

const char *pv_buffer_data(const pv_buffer *buffer) { return buffer ? buffer->bytes.c_str() : nullptr; }
std::size_t pv_buffer_size(const pv_buffer *buffer) { return buffer ? buffer->bytes.size() : 0; }
void pv_buffer_free(pv_buffer *buffer) { delete buffer; }
