// The money side of an account's state: documents and when their parts fall due, money on account, deposits, credit,
// time to cure, ways of payment. Plain values, as all of the state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/bill/document.hpp"
#include "core/money/amount.hpp"
#include "core/pack/terms.hpp"
#include "core/time/day.hpp"

namespace proviso {

/// An open part of a document and when it falls due. Most documents have one part; costs are a part of their own, a
/// demand cuts one off what is payable on demand, and money that was taken back becomes one.
struct DuePart {
    Amount open;
    Day due; ///< on_demand: nobody demanded it yet
    bool cost = false;
    std::optional<Day> demanded{}; ///< the day of the demand that set `due`
    std::string method{};          ///< by which it was sent
    std::string dispute{};         ///< id of the dispute that it waits for: not late, and nothing settles it
    std::optional<Day> resolved{}; ///< the day on which a dispute of it was decided: payable at once
    [[nodiscard]] bool disputed() const { return !dispute.empty(); }
    /// The day by which it is to be paid; interest runs from `due`.
    [[nodiscard]] Day pay_by() const { return resolved && due < *resolved ? *resolved : due; }
};

/// A part of a document that was settled: late interest on it stops on that day.
struct SettledPart {
    Amount amount;
    Day on;
    std::uint64_t payment = 0;   ///< the event that the money came with; 0: a credit note
    DuePart part;                ///< what it settled
    std::int64_t taken_back = 0; ///< of it, in minor units, open again as a part of its own
    Day booked{};                ///< when it was applied; `on` of a credit for what was never due is the day it was due
};

/// An issued document as the ledger of the account sees it.
struct Item {
    std::string document; ///< draft id
    DocumentKind kind{};
    Day date, due; ///< due: as the document says
    Amount total, open;
    std::vector<DuePart> parts; ///< their open amounts add up to `open`
    std::vector<SettledPart> settled;
    Amount interest_billed;
    std::uint32_t entries = 0;       ///< journal entries that settled it or took that back
    Amount undone;                   ///< credited as never due, of what was paid: no interest ran on it
    Day undone_on = day_first - 1;   ///< when the last of it was credited
    std::vector<std::int64_t> lines; ///< minor units left of each line: less what credit notes took

    /// The earliest day on which something open falls due; the document's own if nothing is open.
    [[nodiscard]] Day next_due() const;
    /// Open, undisputed and due before the day, in minor units.
    [[nodiscard]] std::int64_t late(Day day) const;
    /// Open, undisputed and due on the day or before, in minor units.
    [[nodiscard]] std::int64_t payable(Day day) const { return late(day + 1); }
};

/// Money on account: a payment, or a credit note's amount.
struct Receipt {
    std::uint64_t event = 0; ///< 0: a credit note
    Day on;                  ///< it came on this day
    Amount left;
    std::string reference;  ///< the payer's
    std::string document;   ///< the document that the payer named; empty: by the clause's order
    bool arrears = false;   ///< settles what is late and its interest and costs only (a deposit)
    std::string method;     ///< of payment; empty: no payment of the customer's
    bool undoes = false;    ///< a credit for what should never have been charged: no interest ran on it
    bool owed_back = false; ///< it is to be paid out to the customer and settles nothing
};

/// Credit as the vendor granted it.
struct Credit {
    bool requested = false;
    bool granted = false;
    std::optional<Amount> limit; ///< of this grant; else the contract's parameter, if it has a value
};

/// The limit in force; none: without limit. Errors: parameter.type, money.overflow.
[[nodiscard]] Result<std::optional<Amount>> credit_limit(const Terms &terms, const Credit &credit, Currency currency);

/// A payment, for the case that it is taken back.
struct Paid {
    std::uint64_t event = 0;
    std::string reference;
    Amount left; ///< less what was taken back
    Day on{};    ///< it came on this day
};
struct Chargeback {
    std::string id;
    Amount amount;
    bool reversed = false;
    Day opened{};
    std::uint64_t event = 0;
    bool suspended = false; ///< the account was suspended or deactivated since: bringing it back may cost a fee
    bool fee_billed = false;
    bool closed_account = false; ///< nothing resolved it in time
    [[nodiscard]] bool open() const { return !reversed && !closed_account; }
};

struct Outage {
    std::string id, sku; ///< without sku: all services
    Day opened;
    bool closed = false;
};

/// A change of card: noticed, a form sent, the form back signed.
struct CardChange {
    std::optional<Day> noticed, form_sent; ///< of a change that runs
    std::optional<Day> done;               ///< of the last one that is through
};

/// Time that the vendor gave to pay what is late.
struct Cure {
    Day through;
    bool expired = false;
};

/// What the account's money is governed by beside its documents.
struct MoneyFacts {
    Credit credit;
    Amount deposits; ///< held
    bool was_late = false;
    std::vector<Paid> paid;
    std::vector<Chargeback> chargebacks;
    std::vector<Outage> outages;
    std::vector<std::string> methods; ///< arranged beside the usual one
    CardChange card_change;
    std::optional<Cure> cure;
};

} // namespace proviso
