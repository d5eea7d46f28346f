// The FORMATs of the field: which column of a switch's file is what, and how it writes times.
//   asterisk    cdr-csv Master.csv: with or without the account code first, with or without uniqueid, userfield, ...
//   last freepbx     CDR report export: 25 columns, d/m/Y, local time, with or without its header freeswitch  cdr_csv
//   Master.csv of the default template csv         own header, mapped by the mapping's columns
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "io/cdr/call_time.hpp"
#include "io/cdr/mapping.hpp"
#include "io/csv.hpp"

namespace proviso {

struct CallLayout {
    std::array<std::int16_t, call_column_count> column; ///< index of each CallColumn, -1 if there is none
    TimeForm time = TimeForm::iso;
    std::size_t fields_min = 1; ///< rows with fewer fields are rejected
    bool header = false;        ///< the first row is one
    bool local_times = false;   ///< times are always local

    CallLayout() { column.fill(-1); }
    [[nodiscard]] std::int16_t at(CallColumn which) const { return column[static_cast<std::size_t>(which)]; }
    std::int16_t &at(CallColumn which) { return column[static_cast<std::size_t>(which)]; }
};

/// True if there is such a format.
[[nodiscard]] bool is_call_format(std::string_view format);
/// True if the format writes local times without saying so.
[[nodiscard]] bool has_local_times(std::string_view format);
/// Reads the layout off the first row. Errors: column.missing, format.unknown, mapping.invalid.
[[nodiscard]] Result<CallLayout> call_layout(std::string_view format, const CallMapping &mapping, const CsvRow &first);

} // namespace proviso
