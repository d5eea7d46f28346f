// A rule pack in memory: a contract's clauses, parameters, readings and tables as data. Built by io/pack_reader from
// TOML.
//
// Components never name a vendor. They ask for a parameter by id ("interest.monthly_rate"), for the option of the
// reading that decides a question ("interest.method"), and for the clauses of a provision ("interest"); the pack says
// which clause, reading id and value that is. Immutable after building; safe to share between threads.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/money/amount.hpp"
#include "core/pack/checklist.hpp"
#include "core/pack/defect.hpp"
#include "core/time/day.hpp"

namespace proviso {

struct Clause {
    std::string id; ///< "SS-6.b.ii"
    std::string section;
    std::string title;
    std::string summary; ///< in our words
    char priority = 'D'; ///< A, B, C, D
    std::string check;   ///< for a C row that is a plain check: the name of the check
};

using ParameterData = std::variant<Ratio, std::string, bool, std::vector<std::string>>;

struct ParameterValue {
    ParameterData data;
    std::string text; ///< as written in the pack
    std::string clause;
    Day from = day_first; ///< valid from this day ...
    Day until = day_last; ///< ... to before this one
};

enum class ParameterKind : std::uint8_t { required, optional, by_reading };

/// A value that a parameter has while an option of a reading is in force.
struct SuppliedValue {
    std::string reading; ///< id
    std::string option;
    ParameterValue value;
};

struct Parameter {
    std::string id;     ///< "provision.name": "cycle.days"
    std::string unit;   ///< "day", "second", "per month", "USD", ...
    std::string clause; ///< that calls for it, also when it has no value
    ParameterKind kind = ParameterKind::optional;
    bool recorded_only =
        false; ///< the pack says that no component computes with it (a printed figure kept for the record)
    /// Where no component reads it because something else gives what the contract calls for: a reading's id or an event
    /// type's name. At most one is set, and then the parameter has no values.
    std::string answered_by_reading, answered_by_event;
    std::vector<ParameterValue> values;  ///< sorted by from, not overlapping; empty = unset
    std::vector<SuppliedValue> supplied; ///< what options give it, in place of `values`
    [[nodiscard]] bool answered_elsewhere() const { return !answered_by_reading.empty() || !answered_by_event.empty(); }
};

struct ReadingOption {
    std::string name;    ///< "thirty_less_index"
    std::string figure;  ///< the number that the catalogue gives it, as text
    std::string fixture; ///< scenario id that proves the figure; may be empty
};

struct Reading {
    std::string id;      ///< "R-SS-10"
    std::string decides; ///< the question that components ask: "proration.day_count"
    std::vector<std::string> clauses;
    std::string question; ///< in our words
    std::string default_option;
    std::vector<ReadingOption> options;
    bool recorded_only = false; ///< the pack says that no component asks the question: only the default can be chosen
};

/// A number printed in the contract and what carries it.
struct Printed {
    std::string number;
    std::string unit;
    std::string clause;
    std::string parameter; ///< parameter id or sku, or empty
    std::string fixture;   ///< scenario id, or empty
};

/// When and for how many units a sku is charged.
enum class SkuBilling : std::uint8_t {
    cycle,   ///< with the account's cycle
    own,     ///< in advance, by a period and a term of its own
    counted, ///< as own, for the units counted at the start, with those added in the period before trued up
    each,    ///< as own, in full for each use, however short
    arrears, ///< after its own period
};
/// As packs write it: "cycle", "own", ...
[[nodiscard]] std::string_view billing_name(SkuBilling billing);
[[nodiscard]] std::optional<SkuBilling> billing_from(std::string_view name);

/// Something that has a price in the pack.
struct Sku {
    std::string id; ///< "unlimited-monthly"
    std::string title;
    std::optional<UnitPrice> price; ///< unset: only orders and price.posted give it
    std::string per;                ///< seat, device, server, number, minute, unit
    std::string every;              ///< cycle, month, year, once; empty for usage
    std::string clause;
    bool seat = false;     ///< a login seat (activation gate, eight hours)
    bool included = false; ///< comes with what else is ordered: no line of its own unless it has a price after all
    /// Takes the place of a seat of an order that is charged by the minute: its price is that order's fee for the seat.
    bool by_minute = false;
    std::string price_parameter; ///< id of the parameter that holds its price where nothing else gives one; or empty
    std::string kind;            ///< what the contract calls it: "software", "hosted", "support", ...; or empty
    SkuBilling billing = SkuBilling::cycle;
    std::string term_parameter;     ///< id of the parameter with the months of its term; empty: no term of its own
    std::string overage;            ///< id of the sku that use beyond its limit is charged as; empty: it has no limit
    std::vector<std::string> needs; ///< ids of skus (or kinds) that have to be active for it to be ordered
    bool price_at_renewal = false; ///< its fee is the one that applies on the day it is charged, whatever was announced
};

/// How notices by one method count (SS-13.g, IP-27, VT-25.10). A method may stand more than once: for each party, and
/// for options of "notice.methods" that differ in how it counts.
struct NoticeMethod {
    std::string name;                 ///< "certified-mail"
    std::string by;                   ///< whose notices: "customer", "vendor"; empty: both
    bool counts_from_sending = false; ///< true: business_days after sending; false: on receipt
    bool open_day = false;            ///< after no business days: on the day itself if it is one, else the next
    bool on_arrival = false;          ///< on receipt: on the day recorded as that of arrival, which no proof stands for
    std::int32_t business_days = 0; ///< as the pack's file gives it; `parameter` holds it with its clause and overrides
    std::string parameter;          ///< id of the parameter that gives business_days; empty if no clause gives a number
    bool proof_required = true;
    bool number_required = false;     ///< a customer's cancellation counts only with the number that confirms it
    std::string proof;                ///< what proves it, in our words
    std::vector<std::string> options; ///< options of "notice.methods" under which it is valid; empty = all
    std::string clause;
};

/// Named list of clauses that a component cites for its results.
struct Provision {
    std::string id; ///< "proration"
    std::vector<std::string> clauses;
};

/// From what a retention clock counts.
enum class RetentionStart : std::uint8_t {
    data,        ///< the data itself: its creation, last change or last use, by the reading "retention.start"
    complete_by, ///< a date that the data carries
    disabled,    ///< the closure or suspension of the account; bears on all of its data
};

struct RetentionClass {
    std::string data; ///< "call-log"
    std::int32_t days = 0;
    std::string way_out;
    std::string clause;
    RetentionStart counts_from = RetentionStart::data;
    bool offload = false; ///< an offload by the customer matters (reading "retention.offload")
    bool usage = false;   ///< the rows of imported usage are data of this class
};

/// A document of the agreement and its place among the others (IP-1, VT-0.b, VT-8.3, VT-25.2).
struct Paper {
    std::string name;      ///< "order", "app-terms", "general-terms", "policy"
    std::int32_t rank = 1; ///< the lower wins; of equal ones neither loses
    std::string clause;    ///< that gives it its place
    bool is_order = false; ///< it is the order: it has its place if it is signed ("precedence.unsigned")
};

struct Pack {
    std::string id; ///< "safesoft-2013"
    std::string title;
    std::string version;       ///< the contract text's
    std::int32_t revision = 1; ///< of this file
    Currency currency{};
    std::string jurisdiction; ///< "US-CA"
    std::string calendar;     ///< business-day calendar id: "us-federal"
    std::string zone;         ///< the vendor's time zone, or empty
    /// Ids of the agreement packs that it stands beside; not empty makes it a policy: no account is opened under it,
    /// and it answers for accounts under those packs what their agreement says nothing about.
    std::vector<std::string> beside;
    std::string sha256;                ///< of the file's bytes, lower-case hex; set by the reader
    std::vector<Clause> clauses;       ///< in the file's order
    std::vector<Provision> provisions; ///< sorted by id
    std::vector<Parameter> parameters; ///< sorted by id
    std::vector<Reading> readings;     ///< sorted by id
    std::vector<Printed> printed;
    std::vector<Sku> skus; ///< sorted by id
    std::vector<NoticeMethod> notice_methods;
    std::vector<RetentionClass> retention;
    std::vector<Checklist> checklists; ///< sorted by ask
    std::vector<DutyRule> duties;      ///< in the file's order
    std::vector<Paper> papers;         ///< in the file's order
    std::vector<TextDefect> defects;
    std::vector<std::string> conflicts; ///< named conflicts, in our words ("G1/G3: ...")

    [[nodiscard]] const Clause *clause(std::string_view wanted) const;
    [[nodiscard]] const Parameter *parameter(std::string_view wanted) const;
    [[nodiscard]] const Reading *reading(std::string_view wanted) const;
    [[nodiscard]] const Reading *reading_that_decides(std::string_view question) const;
    [[nodiscard]] const Provision *provision(std::string_view wanted) const;
    [[nodiscard]] const Sku *sku(std::string_view wanted) const;
    [[nodiscard]] const NoticeMethod *notice_method(std::string_view name) const;
    /// The method as it counts for the party ("customer", "vendor") under the option of "notice.methods"; null if it
    /// does not count.
    [[nodiscard]] const NoticeMethod *notice_method(std::string_view name, std::string_view by,
                                                    std::string_view option) const;
    [[nodiscard]] const RetentionClass *retention_class(std::string_view data) const;
    /// The first class that counts from there; null if none.
    [[nodiscard]] const RetentionClass *retention_from(RetentionStart start) const;
    /// The class of imported usage rows; null if none.
    [[nodiscard]] const RetentionClass *retention_of_usage() const;
    [[nodiscard]] const Checklist *checklist(std::string_view ask) const;
    [[nodiscard]] const Paper *paper(std::string_view name) const;
    [[nodiscard]] bool is_policy() const { return !beside.empty(); }
};

/// Puts the sorted lists in order. Call once after filling a pack; lookups search these lists by halves.
void sort_pack(Pack &pack);

/// What a value of a parameter with this unit holds. Units "text", "list" and "flag" say so; any other unit is a
/// number's.
enum class ParameterForm : std::uint8_t { number, text, list, flag };
[[nodiscard]] ParameterForm parameter_form(std::string_view unit);
/// Reads one value as written: "1/120", "0.015", "yes", "US-CA US-NV" (a list is separated by spaces or commas). The
/// clause is the parameter's; the validity is unlimited. Error: parameter.type.
[[nodiscard]] Result<ParameterValue> parse_parameter_value(const Parameter &parameter, std::string_view text);

} // namespace proviso
