// How the fields of a call record are read: which column is what, whose call it is, what stays inside, what was
// answered.
//
// Every FORMAT has a mapping of its own (formats.hpp); a mapping file (TOML) or `--columns` changes parts of it:
//
//     format = "csv"                     # asterisk, freepbx, freeswitch or csv
//     account = "acme"                   # every row is this account's, unless [accounts] names another
//     time = "iso"                       # csv only: iso, d/m/y or m/d/y
//     [columns]                          # csv only: what the header calls it; a column that is not named has its own
//     name account = "Customer" number = "To" answered = "Answered at" seconds = "Talk time" [accounts] # account code
//     or caller -> account 105 = "acme" [answered] values = ["ANSWERED"]              # dispositions of calls that were
//     answered [internal]                         # calls to fewer than seven digits, and to what is no number, stay
//     inside charge_as = "on-net"               # those to extensions are charged under this sku; left out: not
//     billable contexts = ["ext-local"]           # calls of these stay inside whatever their number looks like
//     [inbound]
//     contexts = ["from-pstn"]           # calls of these came in; not billable
//     [numbers]
//     country = "1"                      # put before national numbers ...
//     national_digits = 10               # ... of so many digits
//     area = "415"                       # put before local numbers; left out: they stay as they are
//     international = ["011", "00"]      # dialled before international numbers
//     strip = "9"                        # dialled for an outside line
//
// A mapping is a value; thread-safe to read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace proviso {

/// What a column can be.
enum class CallColumn : std::uint8_t {
    account,  ///< account code, as the switch keeps it
    source,   ///< who called: extension or number
    number,   ///< the called number as dialled
    started,  ///< when the call began
    answered, ///< when it was answered; empty if it was not
    ended,
    duration,    ///< seconds from start to end
    seconds,     ///< seconds from answer to end: what is billed
    disposition, ///< ANSWERED, NO ANSWER, BUSY, ...
    id,          ///< the switch's identifier of the record
    context,     ///< where the dial plan took it
    direction,   ///< inbound, outbound
    sku,         ///< what it is charged under
    place,       ///< region where it was answered: "US-CA"
};
constexpr int call_column_count = 14;
/// "account", "source", ...
[[nodiscard]] std::string_view call_column_name(CallColumn column);

struct CallMapping {
    std::string format;                                       ///< empty: not said
    std::string time = "iso";                                 ///< of the format csv: iso, d/m/y, m/d/y
    std::string account;                                      ///< default account; empty: the caller is the account
    std::map<std::string, std::string, std::less<>> columns;  ///< column name -> header text
    std::map<std::string, std::string, std::less<>> accounts; ///< account code or caller -> account
    std::vector<std::string> answered_values{"ANSWERED"};
    std::vector<std::string> inbound_contexts;
    std::vector<std::string> internal_contexts;
    std::string internal_sku; ///< empty: calls between extensions are not billable
    std::string country = "1";
    std::uint32_t national_digits = 10;
    std::string area; ///< empty: numbers of seven digits are not completed
    std::vector<std::string> international{"011", "00"};
    std::string strip;
};

/// Reads a mapping file. Errors: toml.*, key.*, value.*, mapping.invalid.
[[nodiscard]] Result<CallMapping> read_call_mapping(std::string_view bytes, const std::string &name);
/// Reads "account=Customer,number=To,answered=Answered at,seconds=Talk" into mapping.columns. Errors: mapping.invalid.
[[nodiscard]] Result<void> add_columns(CallMapping &mapping, std::string_view columns);

} // namespace proviso
