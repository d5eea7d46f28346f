#include "io/cdr/call_decoder.hpp"

#include <algorithm>

#include "core/utf8.hpp"

namespace proviso {
namespace {

bool is_one_of(const std::vector<std::string> &values, std::string_view text) {
    return std::find(values.begin(), values.end(), text) != values.end();
}

std::string quoted(std::string_view text) { return "'" + excerpt(text) + "'"; }

} // namespace

CallDecoder::CallDecoder(const CallLayout &layout, const CallMapping &mapping, const std::vector<std::string> &skus,
                         const NumberPlan *plan)
    : layout_(layout), mapping_(mapping), skus_(skus), plan_(plan), times_(layout.time), numbers_(mapping) {
    const auto internal = std::find(skus.begin(), skus.end(), mapping.internal_sku);
    const auto has = [&](CallColumn column) { return layout.at(column) >= 0; };
    tells_answers_ = has(CallColumn::disposition) || has(CallColumn::answered);
    if (has(CallColumn::answered)) time_column_ = CallColumn::answered;
    answered_later_ = !has(CallColumn::answered) && has(CallColumn::duration);
    tells_direction_ = has(CallColumn::direction) || !mapping.inbound_contexts.empty();
    tells_kind_ = has(CallColumn::sku) || has(CallColumn::place);
    if (!mapping.internal_sku.empty() && internal != skus.end())
        internal_kind_ = static_cast<std::uint16_t>(internal - skus.begin());
}

std::string_view CallDecoder::keep(const CsvField &field) {
    kept_.emplace_back(field.text(scratch_));
    return kept_.back();
}

Result<void> CallDecoder::decode(const CsvRow &row, DecodedCall &call) {
    if (row.fields.size() < layout_.fields_min)
        return Error(Code::column_missing,
                     "the row has " + std::to_string(row.fields.size()) + " fields, not " +
                         std::to_string(layout_.fields_min),
                     "correct the row");
    call.name = text(row, CallColumn::account);
    if (call.name.empty()) call.name = text(row, CallColumn::source);
    call.has_id = !text(row, CallColumn::id).empty();
    call.flags = 0;
    call.place = 0;
    if (!read_seconds(text(row, CallColumn::seconds), call.millis)) {
        PV_CHECK(decode_length(row, CallColumn::seconds, call.millis));
    }
    const bool answered = !tells_answers_ || is_answered(row);
    if (!answered) call.flags |= call_unanswered;
    if (tells_direction_ && is_inbound(row)) call.flags |= call_inbound;
    call.wait_micros = 0;
    if (answered_later_ || !times_.read(text(row, time_column_), call.time)) {
        PV_CHECK(decode_time(row, answered, call));
    }
    decode_number(row, call);
    if (tells_kind_) decode_kind(row, call);
    return {};
}

Result<void> CallDecoder::decode_length(const CsvRow &row, CallColumn column, std::int64_t &millis) {
    const std::string_view written = text(row, column);
    millis = 0;
    if (written.empty() || read_seconds(written, millis)) return {};
    return Error(Code::row_invalid, quoted(written) + " is no number of seconds",
                 "write seconds, 0 or more, with at most three decimals");
}

bool CallDecoder::is_answered(const CsvRow &row) {
    if (layout_.at(CallColumn::disposition) >= 0)
        return is_one_of(mapping_.answered_values, text(row, CallColumn::disposition));
    return layout_.at(CallColumn::answered) < 0 || !text(row, CallColumn::answered).empty();
}

bool CallDecoder::is_inbound(const CsvRow &row) {
    if (layout_.at(CallColumn::direction) >= 0) {
        const std::string_view direction = text(row, CallColumn::direction);
        if (direction == "inbound" || direction == "in") return true;
    }
    return !mapping_.inbound_contexts.empty() && is_one_of(mapping_.inbound_contexts, text(row, CallColumn::context));
}

Result<void> CallDecoder::decode_time(const CsvRow &row, bool answered, DecodedCall &call) {
    std::string_view written = text(row, CallColumn::answered);
    if (written.empty()) {
        written = text(row, CallColumn::started);
        // The answer came when the whole length is over but for the part that is billed.
        if (answered && layout_.at(CallColumn::duration) >= 0) {
            std::int64_t whole = 0;
            PV_CHECK(decode_length(row, CallColumn::duration, whole));
            call.wait_micros = std::max<std::int64_t>(0, whole - call.millis) * 1'000;
        }
    }
    if (times_.read(written, call.time)) return {};
    if (written.empty()) return Error(Code::instant_invalid, "the call has no time", "give the time of the answer");
    return Error(Code::instant_invalid, quoted(written) + " is no date and time of the file's form",
                 layout_.time == TimeForm::iso              ? "write 2013-03-20 10:11:12"
                 : layout_.time == TimeForm::day_month_year ? "write day/month/year and 10:11:12"
                                                            : "write month/day/year and 10:11:12");
}

void CallDecoder::decode_number(const CsvRow &row, DecodedCall &call) {
    const Dialled dialled = numbers_.read(text(row, CallColumn::number));
    call.number = dialled.number;
    call.kind = 0;
    if (dialled.kind == DialledKind::bad) call.flags |= call_number_bad;
    bool inside = dialled.kind == DialledKind::extension;
    if (!mapping_.internal_contexts.empty() && is_one_of(mapping_.internal_contexts, text(row, CallColumn::context))) {
        call.flags |= call_internal;
        inside = inside || dialled.kind == DialledKind::number;
    }
    if (inside && internal_kind_ != no_kind) call.kind = internal_kind_;
}

void CallDecoder::decode_kind(const CsvRow &row, DecodedCall &call) {
    if (layout_.at(CallColumn::place) >= 0 && plan_ != nullptr)
        if (const Region *region = plan_->region(text(row, CallColumn::place)))
            call.place = static_cast<std::uint16_t>(region - plan_->regions().data() + 1);
    if (layout_.at(CallColumn::sku) < 0) return;
    const std::string_view sku = text(row, CallColumn::sku);
    if (sku.empty()) return;
    const auto found = std::find(skus_.begin(), skus_.end(), sku);
    call.kind = found == skus_.end() ? no_kind : static_cast<std::uint16_t>(found - skus_.begin());
}

} // namespace proviso
