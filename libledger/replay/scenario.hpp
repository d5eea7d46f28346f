// A scenario in memory (product, section 6): events in, expectations out. Built by scenario_reader; run by runner.
// Values.
//
// Amounts stay text until the currency of what they are compared with is known. `where` is file:line:column.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/bill/document.hpp"
#include "core/engine/engine.hpp"
#include "core/pack/terms.hpp"
#include "io/event_form.hpp"

namespace proviso {

/// One [[event]], not yet of a type: what it lacks or has too much is a refusal of that event, not a fault of the file.
struct ScenarioEvent {
    RawEvent raw;
    std::optional<Error> refusal; ///< a value that no field can have (a number with decimals)
};

struct ExpectedLine {
    std::optional<LineKind> kind;
    std::optional<std::string> sku, amount, tax, unit_price, fraction;
    std::optional<std::int64_t> quantity;
    std::optional<Ratio> exact;
    std::optional<Day> from, until;   ///< of the service period
    std::vector<std::string> clauses; ///< a part of the line's
    Choices readings;                 ///< a part of the line's
    std::string where;
};

/// A document: [[expect.invoice]], whatever its kind.
struct ExpectedDocument {
    std::string account;
    Day date;
    DocumentKind kind = DocumentKind::invoice;
    std::optional<std::int64_t> ordinal; ///< n-th of its account, kind and date
    std::optional<std::string> total, tax, refers_to;
    std::optional<Day> due;
    std::optional<Ratio> exact; ///< sum of the lines before rounding
    std::vector<std::string> clauses;
    Choices readings;
    std::optional<std::vector<ExpectedLine>> lines; ///< given: all of them
    std::string where;
};

struct ExpectedNoDocument {
    std::string account;
    std::optional<Day> date;
    std::optional<DocumentKind> kind; ///< absent: any
    std::string where;
};

struct ExpectedBalance {
    std::string account; ///< empty: all accounts
    std::string ledger;  ///< full or short name
    Day as_of;
    std::string amount;
    std::string where;
};

struct ExpectedState {
    std::string account;
    Day as_of;
    Status status{};
    std::string where;
};

struct ExpectedDeadline {
    std::string account;
    std::string name;
    Day as_of;
    std::optional<Day> date; ///< absent: the contract names none
    std::optional<std::string> clause, owner, within, about;
    std::string where;
};

/// A consent, or a clause that outlives the agreement: how it stands on the last day.
struct ExpectedStanding {
    std::string account;
    std::string name;
    std::string value;
    std::optional<Day> since;
    std::optional<std::string> clause;
    std::string where;
};

/// Also the form of "no such exception".
struct ExpectedException {
    Code code{};
    std::optional<std::uint64_t> event;
    std::optional<std::string> account, clause;
    std::optional<Day> on;
    std::string where;
};

struct ExpectedError {
    Code code{};
    std::optional<std::uint64_t> event; ///< absent: of the run itself
    std::optional<std::string> clause;
    std::string where;
};

struct ExpectedDecision {
    std::string account;
    std::optional<Day> on;
    std::optional<Instant> at;
    std::string ask;
    std::vector<std::pair<std::string, std::string>> with;
    bool allow = false;
    std::optional<std::string> clause;
    std::optional<std::vector<std::string>> failed; ///< clauses of all conditions that are not met, each once
    Choices readings;                               ///< a part of those that had a say
    std::optional<Code> error;                      ///< instead of an answer
    std::string where;
};

/// A calculation by hand under the scenario's readings (calculations.hpp); needs no events.
struct ExpectedCalculation {
    std::string name;
    std::string pack; ///< empty: the scenario's only one
    std::map<std::string, std::string, std::less<>> with;
    std::optional<std::string> amount, fraction;
    std::optional<Ratio> exact;
    std::map<std::string, std::string, std::less<>> outputs;
    std::vector<std::string> clauses;
    Choices readings;
    std::optional<Code> error;
    std::string where;
};

struct Expectations {
    std::vector<ExpectedDocument> documents;
    std::vector<ExpectedNoDocument> no_documents;
    std::vector<ExpectedBalance> balances;
    std::vector<ExpectedState> states;
    std::vector<ExpectedDeadline> deadlines;
    std::vector<ExpectedDeadline> no_deadlines; ///< that nothing like this stands on the calendar
    std::vector<ExpectedStanding> standings;
    std::vector<ExpectedException> exceptions;
    std::vector<ExpectedException> no_exceptions;
    std::vector<ExpectedError> errors;
    std::vector<ExpectedDecision> decisions;
    std::vector<ExpectedCalculation> calculations;
    std::vector<ExpectedError> tolerated; ///< refusals that may be there: the scenario's own, under another reading
    bool exhaustive = false;              ///< a document that is not listed is a failure
};

/// Values of parameters as written, by id.
using ParameterTexts = std::map<std::string, std::string, std::less<>>;

/// The same events under other readings or parameters.
struct ExpectedUnder {
    Choices readings;
    ParameterTexts set;
    Expectations expect;
    std::string where;
};

struct Scenario {
    std::string file; ///< as messages call it
    std::string id;
    std::string title;
    std::vector<std::string> packs;
    std::vector<std::string> clauses; ///< that it covers
    Day through;
    std::string zone; ///< empty: none given
    Choices readings;
    ParameterTexts set;
    std::vector<ScenarioEvent> events; ///< event 1 is the first
    Expectations expect;
    std::vector<ExpectedUnder> under;
};

} // namespace proviso
