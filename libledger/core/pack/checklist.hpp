// Plain conditions and plain duties of a contract, as data. A checklist answers one question ("readiness.check") by
// conditions on facts that are told; a duty rule puts a dated duty on the calendar when an event happens. Both are
// evaluated by components of core/duty that know no contract. Values; thread-safe to read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proviso {

/// How the text of a fact is read.
enum class FactForm : std::uint8_t {
    number,  ///< "20", "0.5", "1/3"
    text,    ///< compared as it is
    list,    ///< texts separated by blanks or commas
    flag,    ///< yes, no, true, false
    version, ///< its runs of digits in order: "1.4.2 b4" is 1, 4, 2, 4
    hour,    ///< time of day: "20:30"
};
[[nodiscard]] std::string_view fact_form_name(FactForm form);
[[nodiscard]] std::optional<FactForm> fact_form_from_name(std::string_view name);

/// A fact that a checklist asks for.
struct FactSpec {
    std::string name;
    FactForm form = FactForm::text;
    bool optional = false; ///< true: what is not told is not judged; false: it counts as not met
    std::string summary;   ///< meaning and unit, in our words
    /// What of the account's state it is where nobody tells it: "order.signed" (state_facts.def), "active:support"; or
    /// empty.
    std::string from = {};
};

/// What a fact's `from` says: "active" and "support" of "active:support"; nothing for what no state knows. The forms are
/// active (units of a sku or kind in force), in_force (yes or no), paid (yes or no), production and installs.
[[nodiscard]] std::optional<std::pair<std::string_view, std::string_view>> state_fact_parts(std::string_view from);

enum class Relation : std::uint8_t {
    at_least,
    at_most,
    equals,
    one_of,
    none_of,
    contains_all,
    yes,
    no,
    within, ///< an hour in a span such as "08:00-21:00", its end excluded
    below,
};
[[nodiscard]] std::string_view relation_name(Relation relation); ///< "at least"
[[nodiscard]] std::optional<Relation> relation_from_name(std::string_view name);
/// Whether facts of the form can be compared so.
[[nodiscard]] bool compares(Relation relation, FactForm form);

/// Where a condition is judged: the flag is yes, or the fact is one of these.
struct Guard {
    std::string fact; ///< empty: no guard
    std::vector<std::string> one_of;
};

/// One condition. What it wants is `value` or the value of `parameter`; neither for yes and no.
struct Check {
    std::string field;
    Relation is = Relation::equals;
    std::string value;     ///< as written; a list is separated by blanks
    std::string parameter; ///< id
    std::string times;     ///< name of a number by which what is wanted is multiplied; empty: once
    std::string factor;    ///< what is wanted is multiplied by this number: "1024" MB in a GB; empty: 1
    Guard only_if;         ///< judged only there
    Guard unless;          ///< not judged there
    std::string reading;   ///< id: judged only where ...
    std::string option;    ///< ... this option of it is in force
    std::string clause;
    std::string reason; ///< what is wanted, in our words
};

struct Checklist {
    std::string ask;     ///< the question that it answers, or helps a component to answer
    std::string event;   ///< type of the events that are judged by it, whose fields are the facts; empty: none
    std::string clause;  ///< cited where every condition is met
    std::string summary; ///< allowed when, in our words
    std::vector<FactSpec> facts;
    std::vector<Check> checks; ///< in the file's order: the first that is not met decides

    [[nodiscard]] const FactSpec *fact(std::string_view name) const;
};

/// From when the days of a duty count.
enum class DutyStart : std::uint8_t {
    event,           ///< the event's own day
    deemed,          ///< the day on which the notice counts that the event is
    deemed_weekdays, ///< the same, were there no holidays
};
/// Which days they are.
enum class DutyDays : std::uint8_t {
    calendar,
    clear, ///< so many whole days lie between
    business,
};
/// Which day a duty of months or years takes where the month has no such day.
enum class DutyMonthEnd : std::uint8_t {
    asked, ///< as the question "duty.month_end" says; the last of the month where the pack does not ask
    round_down,
    round_up,
};

/// A duty or right that an event brings about.
struct DutyRule {
    std::string name;                ///< of the deadline: "claim-notice"
    std::string event;               ///< type of the event that starts it
    std::string field;               ///< of that event; empty: any event of the type ...
    std::vector<std::string> one_of; ///< ... else only where the field is one of these
    std::string owner;               ///< customer, vendor, either, loser, ...
    std::string what;                ///< who must or may do what
    std::string within;              ///< id of the parameter that gives the days, or hours by its unit; empty: no date
    DutyStart counts_from = DutyStart::event;
    DutyDays days = DutyDays::calendar;
    bool open_day = false;  ///< a date on no business day moves on to the next one
    std::string date_field; ///< a day that the event tells, from which the time counts in place of the event's own
    bool ahead = false;     ///< it counts backwards: so long before
    DutyMonthEnd month_end = DutyMonthEnd::asked;
    std::string otherwise_within; ///< in words, where no parameter gives days: "in reasonable time"
    std::string otherwise;        ///< what happens if it is not done
    std::string clause;
    std::string settled_by; ///< type of the event that ends it; empty: it stands
    std::string reference;  ///< field that both events share: "claim"; empty: any such event ends it
    std::string reading;    ///< id: it begins only where ...
    std::string option;     ///< ... this option of it is in force
};

} // namespace proviso
