#include "io/cdr/layout.hpp"

#include <algorithm>

namespace proviso {
namespace {

bool looks_like_time(const CsvField &field, TimeForm form) {
    std::string scratch;
    WrittenTime time;
    return TimeReader(form).read(field.text(scratch), time);
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char &c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

struct Place {
    CallColumn column;
    std::int16_t index;
};

CallLayout layout_of(std::initializer_list<Place> places, std::int16_t shift, TimeForm form) {
    CallLayout layout;
    layout.time = form;
    layout.local_times = true;
    for (const Place &place : places) {
        layout.at(place.column) = static_cast<std::int16_t>(place.index + shift);
        layout.fields_min = std::max(layout.fields_min, static_cast<std::size_t>(place.index + shift) + 1);
    }
    return layout;
}

/// accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata, start, answer, end, duration,
/// billsec, disposition, amaflags[, uniqueid[, userfield, ...]]: the first and the bracketed ones by the switch's
/// settings.
Result<CallLayout> asterisk(const CsvRow &first) {
    constexpr std::int16_t with_account = 0, without_account = -1; // how far the columns are shifted
    // Without the account code the ninth column is the start; with it, that is what the last application was given.
    for (const std::int16_t shift : {without_account, with_account}) {
        const auto start = static_cast<std::size_t>(9 + shift);
        if (first.fields.size() <= start || !looks_like_time(first.fields[start], TimeForm::iso)) continue;
        CallLayout layout = layout_of({{CallColumn::source, 1},
                                       {CallColumn::number, 2},
                                       {CallColumn::context, 3},
                                       {CallColumn::started, 9},
                                       {CallColumn::answered, 10},
                                       {CallColumn::ended, 11},
                                       {CallColumn::duration, 12},
                                       {CallColumn::seconds, 13},
                                       {CallColumn::disposition, 14}},
                                      shift, TimeForm::iso);
        if (shift == with_account) layout.at(CallColumn::account) = 0;
        const auto id = static_cast<std::int16_t>(16 + shift);
        if (first.fields.size() > static_cast<std::size_t>(id)) layout.at(CallColumn::id) = id;
        return layout;
    }
    return Error(Code::column_missing, "the file is no Master.csv of Asterisk: no start time in its column",
                 "check --from; the columns are accountcode, src, dst, ..., start in the tenth or ninth");
}

/// calldate, clid, src, dst, dcontext, channel, dstchannel, lastapp, lastdata, duration, billsec, disposition,
/// amaflags, accountcode, uniqueid, userfield, did, recordingfile, ...
Result<CallLayout> freepbx(const CsvRow &first) {
    CallLayout layout = layout_of({{CallColumn::started, 0},
                                   {CallColumn::source, 2},
                                   {CallColumn::number, 3},
                                   {CallColumn::context, 4},
                                   {CallColumn::duration, 9},
                                   {CallColumn::seconds, 10},
                                   {CallColumn::disposition, 11},
                                   {CallColumn::account, 13},
                                   {CallColumn::id, 14}},
                                  0, TimeForm::day_month_year);
    std::string scratch;
    layout.header = lower(first.fields.front().text(scratch)) == "calldate";
    if (!layout.header && !looks_like_time(first.fields.front(), layout.time))
        return Error(Code::column_missing, "the file is no CDR report export of FreePBX: it does not begin with a date",
                     "check --from; the first column is calldate, such as 28/9/2017 16:33:01");
    return layout;
}

/// caller_id_name, caller_id_number, destination_number, context, start_stamp, answer_stamp, end_stamp, duration,
/// billsec, hangup_cause, uuid, bleg_uuid, accountcode, read_codec, write_codec
Result<CallLayout> freeswitch(const CsvRow &first) {
    CallLayout layout = layout_of({{CallColumn::source, 1},
                                   {CallColumn::number, 2},
                                   {CallColumn::context, 3},
                                   {CallColumn::started, 4},
                                   {CallColumn::answered, 5},
                                   {CallColumn::ended, 6},
                                   {CallColumn::duration, 7},
                                   {CallColumn::seconds, 8},
                                   {CallColumn::id, 10},
                                   {CallColumn::account, 12}},
                                  0, TimeForm::iso);
    if (first.fields.size() < layout.fields_min || !looks_like_time(first.fields[4], TimeForm::iso))
        return Error(Code::column_missing, "the file is no Master.csv of FreeSWITCH: no start_stamp in its column",
                     "check --from; the columns are those of the default template, start_stamp the fifth");
    return layout;
}

/// What other programs call the columns; taken where neither the mapping nor the header has the plain name.
constexpr std::pair<std::string_view, CallColumn> usual_names[] = {
    {"start", CallColumn::started},   {"destination", CallColumn::number},  {"dst", CallColumn::number},
    {"billsec", CallColumn::seconds}, {"accountcode", CallColumn::account},
};

/// The file's header, with the mapping's names for columns; a column that the mapping does not name has its own name.
Result<CallLayout> own_header(const CallMapping &mapping, const CsvRow &first) {
    CallLayout layout;
    layout.header = true;
    layout.time = mapping.time == "d/m/y"   ? TimeForm::day_month_year
                  : mapping.time == "m/d/y" ? TimeForm::month_day_year
                                            : TimeForm::iso;
    layout.local_times = layout.time != TimeForm::iso;
    std::vector<std::string> header;
    std::string scratch;
    for (const CsvField &field : first.fields) header.push_back(lower(field.text(scratch)));
    for (int i = 0; i < call_column_count; ++i) {
        const auto column = static_cast<CallColumn>(i);
        const auto mapped = mapping.columns.find(call_column_name(column));
        const std::string wanted = lower(mapped == mapping.columns.end() ? call_column_name(column) : mapped->second);
        auto found = std::find(header.begin(), header.end(), wanted);
        if (found == header.end() && mapped == mapping.columns.end())
            for (const auto &[usual, meant] : usual_names)
                if (meant == column && found == header.end()) found = std::find(header.begin(), header.end(), usual);
        if (found == header.end()) {
            if (mapped == mapping.columns.end()) continue;
            return Error(Code::column_missing, "the file has no column '" + mapped->second + "'",
                         "name the columns of the file's first row");
        }
        if (std::find(found + 1, header.end(), wanted) != header.end())
            return Error(Code::column_missing, "two columns are called '" + wanted + "'", "give each its own name");
        layout.at(column) = static_cast<std::int16_t>(found - header.begin());
        layout.fields_min = std::max(layout.fields_min, static_cast<std::size_t>(layout.at(column)) + 1);
    }
    const auto needs = [&](CallColumn column) -> Result<void> {
        if (layout.at(column) >= 0) return {};
        const std::string name(call_column_name(column));
        return Error(Code::column_missing, "no column holds the calls' " + name,
                     "name it: --columns " + name + "=HEADER, or a mapping file");
    };
    PV_CHECK(needs(CallColumn::seconds));
    PV_CHECK(needs(CallColumn::number));
    if (layout.at(CallColumn::answered) < 0) { PV_CHECK(needs(CallColumn::started)); }
    if (mapping.account.empty() && layout.at(CallColumn::source) < 0) { PV_CHECK(needs(CallColumn::account)); }
    return layout;
}

} // namespace

bool is_call_format(std::string_view format) {
    return format == "asterisk" || format == "freepbx" || format == "freeswitch" || format == "csv";
}

bool has_local_times(std::string_view format) { return format != "csv"; }

Result<CallLayout> call_layout(std::string_view format, const CallMapping &mapping, const CsvRow &first) {
    if (format != "csv" && !mapping.columns.empty())
        return Error(Code::mapping_invalid, "columns can be named for the format csv only",
                     "leave the mapping's [columns] out");
    if (format == "asterisk") return asterisk(first);
    if (format == "freepbx") return freepbx(first);
    if (format == "freeswitch") return freeswitch(first);
    if (format == "csv") return own_header(mapping, first);
    return Error(Code::format_unknown, "there is no format '" + std::string(format) + "'",
                 "use asterisk, freepbx, freeswitch or csv");
}

} // namespace proviso
