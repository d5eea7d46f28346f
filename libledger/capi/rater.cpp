// pv_rater: rating in columns.
#include <memory>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/method.hpp"
#include "capi/params.hpp"
#include "capi/services.hpp"

using namespace proviso;
using namespace proviso::capi;

static_assert(PV_CALL_UNANSWERED == call_unanswered && PV_CALL_INBOUND == call_inbound &&
              PV_CALL_INTERNAL == call_internal && PV_CALL_NUMBER_BAD == call_number_bad);
static_assert(PV_ROW_BILLED == int(RowStatus::billed) && PV_ROW_ZERO_SECONDS == int(RowStatus::zero_seconds) &&
              PV_ROW_UNANSWERED == int(RowStatus::unanswered) && PV_ROW_INBOUND == int(RowStatus::inbound) &&
              PV_ROW_INTERNAL == int(RowStatus::internal) && PV_ROW_EMERGENCY == int(RowStatus::emergency) &&
              PV_ROW_FREE_OF_CHARGE == int(RowStatus::free_of_charge));
static_assert(PV_ROW_DISPOSITION_CONFLICT == int(RowStatus::disposition_conflict) &&
              PV_ROW_DURATION_INVALID == int(RowStatus::duration_invalid) &&
              PV_ROW_NUMBER_INVALID == int(RowStatus::number_invalid) &&
              PV_ROW_PRICE_MISSING == int(RowStatus::price_missing) &&
              PV_ROW_ZONE_OUTSIDE == int(RowStatus::zone_outside) &&
              PV_ROW_ZONE_RESTRICTED == int(RowStatus::zone_restricted) &&
              PV_ROW_ZONE_UNPLACED == int(RowStatus::zone_unplaced) &&
              PV_ROW_AMOUNT_OVERFLOW == int(RowStatus::amount_overflow));

struct pv_rater {
    Rater rater;
};

std::int32_t pv_rater_new(const pv_ctx *ctx, const pv_pack *pack, const char *json, std::size_t json_size,
                          const char *deck, std::size_t deck_size, pv_rater **out, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("ctx", ctx));
        PV_CHECK(needed("pack", pack));
        PV_CHECK(needed("out", out));
        PV_TRY(const std::string_view text, text_argument("json", json, json_size, false));
        PV_TRY(const std::string_view csv, text_argument("deck", deck, deck_size, false));
        Json arguments = Json::object();
        if (!text.empty()) { PV_TRY(arguments, parse_json(text)); }
        PV_CHECK(check_arguments(rater_args(), arguments));
        const Context &context = *ctx->state;
        PV_TRY(Rater rater, make_rater(context, pack->state->value, Call(context, nullptr, arguments), csv));
        *out = std::make_unique<pv_rater>(pv_rater{std::move(rater)}).release();
        return {};
    });
}

void pv_rater_free(pv_rater *rater) { delete rater; }
std::int64_t pv_rater_denominator(const pv_rater *rater) { return rater ? rater->rater.denominator() : 0; }

std::int32_t pv_rate_calls(const pv_rater *rater, const pv_call_columns *calls, std::size_t count,
                           const pv_rated_columns *rated, std::uint8_t *row_status, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("rater", rater));
        PV_CHECK(needed("calls", calls));
        PV_CHECK(needed("rated", rated));
        PV_CHECK(needed("row_status", row_status));
        pv_call_columns in{};
        PV_CHECK(read_params(calls, in));
        pv_rated_columns out{};
        PV_CHECK(read_params(rated, out));
        PV_CHECK(needed("rated.billed_millis", out.billed_millis));
        PV_CHECK(needed("rated.numerator", out.numerator));
        CallColumns columns;
        columns.count = count;
        columns.millis32 = in.millis;
        columns.millis64 = in.millis_wide;
        columns.number = in.number;
        columns.service = in.service;
        columns.flags = in.flags;
        columns.place = in.place;
        return rater->rater.rate(columns, {out.billed_millis, out.numerator, row_status, out.price});
    });
}

std::int32_t pv_rater_price(const pv_rater *rater, std::uint32_t index, std::int64_t *mantissa, std::int32_t *scale,
                            pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("rater", rater));
        PV_CHECK(needed("mantissa", mantissa));
        PV_CHECK(needed("scale", scale));
        if (index >= rater->rater.price_count())
            return Error(Code::argument_invalid, "there is no price of this index", "pass one that pv_rate_calls wrote",
                         "index");
        const UnitPrice price = rater->rater.price(index);
        *mantissa = price.mantissa;
        *scale = price.scale;
        return {};
    });
}

const char *pv_row_status_name(std::uint8_t row_status) {
    return row_status_name(static_cast<RowStatus>(row_status)).data();
}
const char *pv_row_status_class(std::uint8_t row_status) {
    return *pv_row_status_name(row_status) ? row_class_name(row_class(static_cast<RowStatus>(row_status))).data() : "";
}
std::int32_t pv_row_status_code(std::uint8_t row_status) {
    return *pv_row_status_name(row_status) ? static_cast<std::int32_t>(row_code(static_cast<RowStatus>(row_status)))
                                           : 0;
}
