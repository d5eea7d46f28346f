// One row of a call file to one call, by the file's layout and the mapping. What cannot be understood is an Error; what
// a call costs and whose it is comes later. Belongs to one thread.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "core/rate/rater.hpp"
#include "io/cdr/call_fields.hpp"
#include "io/cdr/call_time.hpp"
#include "io/cdr/layout.hpp"
#include "io/cdr/mapping.hpp"

namespace proviso {

/// A call as its row tells it. Texts are borrowed from the row, or from the decoder until forget().
struct DecodedCall {
    std::string_view name;        ///< account code, else caller; may be empty
    WrittenTime time;             ///< of the answer, or of the start ...
    std::int64_t wait_micros = 0; ///< ... and how long after it the answer came
    std::int64_t millis = 0;
    DialledNumber number = 0;
    std::uint16_t kind = 0;  ///< index into the skus
    std::uint16_t place = 0; ///< 1 + region index, 0 unknown
    std::uint8_t flags = 0;  ///< CallFlag
    bool has_id = false;
};

class CallDecoder {
  public:
    static constexpr std::uint16_t no_kind = 0xffff; ///< a sku that the import does not know

    /// `plan` may be null; all must outlive the decoder.
    CallDecoder(const CallLayout &layout, const CallMapping &mapping, const std::vector<std::string> &skus,
                const NumberPlan *plan);

    /// Errors: column.missing (too few fields), instant.invalid, row.invalid; `where` is not set.
    [[nodiscard]] Result<void> decode(const CsvRow &row, DecodedCall &call);
    /// Texts that decode() gave may go.
    void forget() { kept_.clear(); }

  private:
    [[nodiscard]] std::string_view text(const CsvRow &row, CallColumn column) {
        const auto index = static_cast<std::uint16_t>(layout_.at(column)); // -1 lies behind every row
        if (index >= row.fields.size()) return {};
        const CsvField &field = row.fields[index];
        return field.doubled ? keep(field) : field.raw();
    }
    [[nodiscard]] std::string_view keep(const CsvField &field);
    [[nodiscard]] Result<void> decode_time(const CsvRow &row, bool answered, DecodedCall &call);
    [[nodiscard]] Result<void> decode_length(const CsvRow &row, CallColumn column, std::int64_t &millis);
    void decode_number(const CsvRow &row, DecodedCall &call);
    void decode_kind(const CsvRow &row, DecodedCall &call);
    [[nodiscard]] bool is_answered(const CsvRow &row);
    [[nodiscard]] bool is_inbound(const CsvRow &row);

    const CallLayout &layout_;
    const CallMapping &mapping_;
    const std::vector<std::string> &skus_;
    const NumberPlan *plan_;
    std::uint16_t internal_kind_ = no_kind;
    CallColumn time_column_ = CallColumn::started; ///< where the answer's time is looked for first
    bool answered_later_ = false;                  ///< it has to be worked out from the start
    bool tells_answers_ = false, tells_direction_ = false, tells_kind_ = false; ///< what the file has columns for
    TimeReader times_;
    NumberReader numbers_;
    std::string scratch_;
    std::deque<std::string> kept_; ///< texts whose doubled quotes were undone
};

} // namespace proviso
