// The fields of every event type: the table of docs/events.md, which is made from this one. Names, order and spellings
// are fixed by the product's interface; required fields stand before optional ones. Amounts are in the agreement's
// currency.
//
// Marked personal: what may identify a person (names, addresses, login and telephone names, proof numbers, free reasons
// that people type). A book keeps it apart and its chain holds only a salted commitment to it.
#include "core/event/fields.hpp"

#include <array>

namespace proviso {
namespace {

using enum FieldKind;

constexpr FieldSpec need(std::string_view name, FieldKind kind, std::string_view summary,
                         std::string_view choices = {}) {
    return {name, kind, true, choices, {}, false, summary};
}
constexpr FieldSpec may(std::string_view name, FieldKind kind, std::string_view summary, std::string_view choices = {},
                        std::string_view otherwise = {}) {
    return {name, kind, false, choices, otherwise, false, summary};
}
constexpr FieldSpec personal(FieldSpec spec) {
    spec.personal = true;
    return spec;
}

namespace table {

constexpr std::string_view payment_methods = "card|cheque|wire|cash|ach";
constexpr std::string_view parties = "customer|vendor";
constexpr std::string_view channels = "portal|exchange|service-order|reseller";
constexpr std::string_view scopes = "book|pack|account";

constexpr std::array<FieldSpec, 0> nothing{};
constexpr std::array only_reason{personal(need("reason", text, "why, in a few words"))};
constexpr std::array sku_and_count{
    need("sku", text, "what was counted"),
    need("count", count, "how many there are on the day"),
};
constexpr std::array sku_and_number{
    need("sku", text, "the kind of number"),
    personal(need("number", text, "the telephone number")),
};
constexpr std::array sku_and_quantity{
    need("sku", text, "the service"),
    may("quantity", quantity, "how many", {}, "1"),
};

// the agreement
constexpr std::array account_opened{
    need("contract", text, "id of the rule pack that governs the agreement"),
    personal(may("name", text, "the customer's name, as documents show it")),
    may("zone", text, "time zone of the account's civil days, such as America/Los_Angeles"),
    may("jurisdiction", text, "whose taxes apply, such as US-CA"),
    may("currency", text, "ISO 4217 code; the pack's where absent"),
    personal(may("address", text, "where documents go by post")),
    personal(may("email", text, "where documents go by email")),
};
constexpr std::array account_updated{
    personal(may("name", text, "the customer's name from this day on")),
    personal(may("address", text, "where documents go by post")),
    personal(may("email", text, "where documents go by email")),
};
constexpr auto account_suspended = only_reason;
constexpr auto account_restored = only_reason;
constexpr auto account_closed = only_reason;
constexpr std::array contact_designated{personal(need("name", text, "the person"))};
constexpr auto contact_removed = contact_designated;
constexpr std::array equipment_assessed{
    need("fit", flag, "whether the equipment will do"),
    personal(may("findings", text, "what was found, in a few words")),
};
constexpr std::array user_added{
    personal(need("user", text, "who it is")),
    may("kind", text, "end-user, employee, agent, ..."),
};
constexpr std::array release_published{
    need("sku", text, "what is released"),
    need("version", text, "its version"),
    may("changes", text, "what changes for users: feature, api, ..."),
};
constexpr std::array eol_planned{
    need("sku", text, "the product"),
    need("end", day, "the first day without it"),
};
constexpr std::array upgrade_installed{
    need("sku", text, "what was upgraded"),
    need("version", text, "to which version"),
    may("platform", text, "where: hosted, private, own, ..."),
    may("started", instant, "when the installation began"),
    may("finished", instant, "when the installation was done"),
};
constexpr std::array upgrade_requested{
    need("sku", text, "what is to be upgraded"),
    may("platform", text, "where: hosted, private, own, ..."),
};
constexpr std::array risk_flagged{need("ground", text, "fraud, non-payment, security, ...")};
constexpr std::array insolvency_reported{
    need("by", text, "the party that is insolvent", parties),
    may("kind", text, "bankruptcy, receivership, ceased, ..."),
};
constexpr std::array payment_method_expired{may("method", text, "the way of payment")};

// consent
constexpr std::array consent_recorded{
    personal(need("number", text, "the telephone number")),
    need("basis", text, "what the consent rests on", "express|relationship"),
    may("carries_consent", flag, "of a relationship: whether the consent is part of it", {}, "false"),
};
constexpr std::array consent_withdrawn{personal(need("number", text, "the telephone number"))};
constexpr std::array marketing_opted_out{may("channel", text, "the message that the customer answered")};

// prices and orders
constexpr std::array price_posted{
    need("sku", text, "what is priced"),
    need("amount", price, "price of one unit"),
    need("per", text, "the unit", "seat|device|server|number|minute|unit"),
    may("every", text, "how often it is charged; usage has none", "cycle|month|year|once"),
    may("from", day, "first day of the price; the event's day where absent"),
    may("notice", text, "the notice that announced it"),
    may("prefix", text, "numbers that start with these digits only"),
    may("terms", text, "the version of the terms that brings it; it begins with that version"),
};
constexpr std::array order_placed{
    need("order", text, "id of the order"),
    need("items", items, "what is ordered"),
    need("channel", text, "how it came in", channels),
    may("reseller", text, "who resells it"),
    may("due", day, "the date that the order sets for its invoice"),
    may("terms", text, "the terms that the order refers to"),
    may("entity", text, "the vendor's company that the order names"),
};
constexpr auto order_signed = order_placed;
constexpr std::array terms_accepted{
    may("version", text, "the text's version"),
    may("sku", text, "the product for which they are accepted; all where absent"),
};
constexpr std::array reseller_paid{
    need("order", text, "the order that was paid for"),
    need("amount", amount, "how much reached the vendor"),
};
constexpr std::array reseller_unpaid{need("order", text, "the order that was not paid for")};
constexpr std::array product_designated{
    need("sku", text, "the product"),
    need("kind", text, "what it is from this day on", "free|trial|beta|general"),
    may("through", day, "the last day of it"),
};
constexpr std::array limit_posted{
    need("sku", text, "what is limited"),
    need("quantity", ratio, "how much may be used: 80, 19.05"),
    may("from", day, "first day of the limit; the event's day where absent"),
};

// what is active
constexpr std::array seat_activated{
    need("plan", text, "sku of the seats"),
    need("quantity", quantity, "how many seats"),
    may("order", text, "the order that they belong to"),
};
constexpr auto seat_released = seat_activated;
constexpr auto did_added = sku_and_number;
constexpr auto did_released = sku_and_number;
constexpr std::array user_assigned{
    personal(need("user", text, "the person's identity")),
    need("sku", text, "the product"),
    may("kind", text, "whose person it is", "staff|guest", "staff"),
};
constexpr std::array user_removed{
    personal(need("user", text, "the person's identity")),
    need("sku", text, "the product"),
};
constexpr std::array server_registered{
    personal(need("server", text, "the server's name or address")),
    may("role", text, "what it is for", "production|test", "production"),
};
constexpr std::array ip_assigned{
    need("sku", text, "the kind of address"),
    personal(need("address", text, "the address")),
    may("server", text, "the server that it is for"),
};
constexpr std::array port_assigned{
    need("sku", text, "the kind of port"),
    need("port", text, "the port's name"),
};
constexpr std::array service_activated{
    need("sku", text, "the service"),
    may("quantity", quantity, "how many", {}, "1"),
    may("order", text, "the order that it belongs to"),
    may("term", text, "how long it is taken for, where no order says: 12 months, 1 year, 30 days"),
    may("channel", text, "the way in which it was asked for", "portal|api|call|ticket|exchange|service-order"),
};
constexpr auto service_deactivated = service_activated;
constexpr auto service_discontinued = sku_and_quantity;

// use
constexpr std::array login_session{
    personal(need("seat", text, "login name")),
    need("start", instant, "first instant of use"),
    need("end", instant, "first instant after use"),
    may("idle", seconds, "part of the span in which the login did nothing"),
};
constexpr std::array call_ended{
    need("id", text, "the switch's id of the call"),
    need("seconds", seconds, "talk time"),
    personal(need("to", text, "number called")),
    may("started", instant, "when it was answered; the event's instant less the seconds where absent"),
    may("answered", flag, "whether anybody answered", {}, "true"),
    may("direction", text, "seen from the customer", "outbound|inbound|internal", "outbound"),
    may("sku", text, "what the call is charged as", {}, "per-minute"),
    may("fraud", text, "of fraudulent use: what made it possible", "customer|vendor-breach"),
};
constexpr std::array usage_metered{
    need("sku", text, "what was used"),
    need("quantity", quantity, "how many units"),
    need("from", day, "first day of use"),
    need("until", day, "first day after use"),
    may("fraud", text, "of fraudulent use: what made it possible", "customer|vendor-breach"),
};
constexpr auto device_count = sku_and_count;
constexpr auto server_count = sku_and_count;
constexpr std::array install_reported{
    need("sku", text, "the product"),
    need("production", count, "installations in production"),
    may("tests", count, "installations for tests", {}, "0"),
};
constexpr auto capacity_notice = sku_and_count;
constexpr std::array config_checked{
    need("kind", text, "what was counted: group, busy-lamp list, conference, devices, numbers, ..."),
    need("count", count, "how many"),
};
constexpr std::array service_first_used{may("sku", text, "the service")};
constexpr std::array data_created{
    need("class", text, "retention class"),
    personal(need("ref", text, "the data's reference")),
};
constexpr auto data_offloaded = data_created;
constexpr auto data_modified = data_created;
constexpr auto data_read = data_created;
constexpr auto data_purged = data_created;
constexpr std::array data_used{
    need("class", text, "class of data"),
    need("purpose", text, "what for"),
};
constexpr std::array data_shared{
    need("class", text, "class of data"),
    need("recipient", text, "what kind of recipient: processor, authority, ..."),
    need("purpose", text, "what for"),
    may("bound", flag, "whether the recipient is bound to keep it confidential", {}, "false"),
    may("to", text, "the recipient's name"),
};
constexpr std::array data_accessed{
    need("class", text, "class of data"),
    need("ground", text, "why: malfunction, official-request, ..."),
    may("valid", flag, "of an official request: whether it is valid", {}, "false"),
    personal(may("by", text, "who looked")),
};
constexpr std::array callback_set{
    personal(need("ref", text, "the call-back's reference")),
    need("complete_by", day, "the day by which it is to be made"),
};
constexpr std::array campaign_loaded{
    need("campaign", text, "id of the campaign"),
    personal(need("numbers", text, "the telephone numbers, separated by commas or blanks")),
    may("recorded", flag, "whether a recorded message is played", {}, "true"),
};

// money
constexpr std::array payment_received{
    need("amount", amount, "how much arrived"),
    need("method", text, "how it was paid", payment_methods),
    personal(may("ref", text, "the payer's or bank's reference; never a card number")),
    may("invoice", text, "the document that the payer names"),
    may("for", text, "what it is for, if not for documents", "deposit"),
    may("order", text, "the order that it is for, if no document is named"),
    may("withheld", amount, "tax that the payer held back of what was due"),
};
constexpr std::array payment_applied{
    need("invoice", text, "the document that is settled"),
    need("amount", amount, "how much of the money on account"),
    personal(may("payment", text, "reference of the payment that it comes from")),
};
constexpr std::array payment_declined{
    may("invoice", text, "the document that was to be paid"),
    personal(may("reason", text, "what the bank says")),
};
constexpr auto card_form_received = nothing;
constexpr auto credit_requested = nothing;
constexpr std::array credit_granted{may("limit", amount, "at most so much may be open on credit")};
constexpr auto credit_withdrawn = nothing;
constexpr std::array demand_sent{
    need("amount", amount, "how much"),
    may("invoice", text, "the document that is demanded; the earliest open ones where absent"),
    may("method", text, "how it was sent, as in notice.sent; certified-mail where absent"),
};
constexpr std::array deposit_demanded{
    need("amount", amount, "how much"),
    may("due", day, "the day by which it is to arrive"),
};
constexpr std::array deposit_applied{may("amount", amount, "at most how much; all that is held where absent")};
constexpr auto card_form_sent = nothing;
constexpr std::array payment_method_arranged{
    need("method", text, "the way of payment", payment_methods),
    may("accepted", flag, "whether the vendor takes it", {}, "true"),
};
constexpr std::array cure_granted{need("through", day, "last day to pay")};
constexpr std::array cost_incurred{
    need("amount", amount, "how much"),
    need("kind", text, "what for: collection, enforcement, attorney; telemarketing or third-party for a claim"),
};
constexpr std::array expense_recorded{
    need("amount", amount, "how much was spent"),
    need("kind", text, "what for: travel, lodging, third-party gear, ..."),
    may("order", text, "the order that it belongs to"),
};
constexpr std::array deposit_returned{may("amount", amount, "how much; all that is held where absent")};
constexpr std::array chargeback_opened{
    need("chargeback", text, "id of the chargeback"),
    need("amount", amount, "how much was taken back"),
    personal(may("payment", text, "reference of the payment")),
};
constexpr std::array chargeback_reversed{need("chargeback", text, "id of the chargeback")};
constexpr std::array refund_requested{
    personal(need("reason", text, "why")),
    may("sku", text, "for what"),
    may("order", text, "of which order"),
    may("invoice", text, "of which document"),
    may("channel", text, "the way in which it was asked for", "portal|api|call|ticket|exchange|service-order|email"),
};
constexpr std::array line_credited{
    need("invoice", text, "the document that is credited"),
    need("amount", amount, "how much of it"),
    need("reason", text, "why, in a few words that the credit note prints; no names"),
    personal(need("by", text, "who granted it")),
    may("line", count, "the line, counted from 1; 0 or none: the lines in their order", {}, "0"),
    may("clause", text, "the clause that grants it; none: goodwill"),
};
constexpr std::array journal_adjusted{
    need("lines", lines, "postings that add up to zero, debit positive"),
    personal(need("reason", text, "why")),
    personal(need("by", text, "who made it")),
    personal(need("approved_by", text, "who approved it")),
};

// notices, disputes, claims
constexpr std::array notice_sent{
    need("notice", text, "id of the notice"),
    need("kind", text, "cancel, breach, price-change, terms-change, payment-method, dispute, ..."),
    need("by", text, "who gives it", parties),
    need("method", text, "certified-mail, mail, courier, fax, hand, email, account, posting; any other is void"),
    personal(may("proof", text, "tracking number, receipt, confirmation sheet")),
    may("effective", day, "the day from which it is meant to hold"),
    personal(may("number", text, "number that the contract wants with it")),
    may("breach", text, "id of the leak of data that it tells of"),
    may("sku", text, "the service that it concerns; the whole agreement where absent"),
    may("order", text, "the order that it concerns"),
};
constexpr std::array notice_received{need("notice", text, "id of the notice")};
constexpr std::array notice_proved{
    need("notice", text, "id of the notice"),
    personal(need("proof", text, "tracking number, receipt, confirmation sheet")),
};
constexpr std::array notice_confirmed{
    need("notice", text, "id of the notice"),
    personal(need("number", text, "the number that confirms it")),
};
constexpr std::array breach_notified{
    need("breach", text, "id of the breach"),
    need("by", text, "who notifies it", parties),
    need("kind", text, "what kind"),
    may("method", text, "how it was sent, as in notice.sent; email where absent"),
};
constexpr std::array breach_cured{need("breach", text, "id of the breach")};
constexpr std::array agreement_ended{
    need("by", text, "who ends it", parties),
    need("ground", text, "breach, convenience, insolvency, partner, law, expiry, ..."),
    may("sku", text, "the service that ends; the whole agreement where absent"),
};
constexpr std::array licence_terminated_ip{
    need("sku", text, "the product"),
    need("choice", text, "what the vendor chose", "license|replace|end"),
    may("order", text, "the order that it belongs to"),
};
constexpr std::array port_requested{
    need("sku", text, "the kind of number"),
    personal(need("number", text, "the telephone number")),
};
constexpr std::array optout_sent{may("kind", text, "what it takes back: publicity, ...", {}, "publicity")};
constexpr std::array dispute_filed{
    need("dispute", text, "id of the dispute"),
    need("invoice", text, "the document"),
    need("amount", amount, "how much of it is disputed"),
    need("channel", text, "how it was filed"),
    may("subject", text, "the subject line as sent; a contract may set it"),
    may("address", text, "where it was sent"),
    may("contents", text, "what it tells, by name, separated by blanks"),
};
constexpr std::array dispute_closed{
    need("dispute", text, "id of the dispute"),
    need("upheld", amount, "what was charged rightly"),
};
constexpr std::array breach_detected{
    need("breach", text, "id of the breach"),
    need("class", text, "class of data that leaked"),
    may("records", count, "how many records"),
};
constexpr std::array claim_made{
    need("kind", text, "what kind of claim: third-party, telemarketing, suit, ..."),
    need("amount", amount, "how much is claimed"),
    may("claim", text, "id of the claim"),
    may("arose", day, "the day on which the liability arose; the event's day where absent"),
    may("sku", text, "the service or product that it concerns"),
    may("order", text, "the order that it concerns"),
    may("loss", text, "what was lost: direct, indirect, profit, data, ..."),
};
constexpr std::array judgment_entered{
    need("winner", text, "who won", parties),
    may("claim", text, "id of the claim that it decides"),
    may("vendor_costs", amount, "what the suit cost the vendor, attorney fees included"),
    may("customer_costs", amount, "what the suit cost the customer, attorney fees included"),
};
constexpr std::array assignment_requested{
    personal(need("to", text, "who would take over")),
    may("consent", flag, "whether the vendor agreed in writing", {}, "false"),
};

// service
constexpr std::array outage_opened{
    need("outage", text, "id of the outage"),
    may("sku", text, "the service that is down; all where absent"),
    may("material", flag, "whether it matters", {}, "true"),
    may("cause", text, "one of the clause's exclusions"),
    may("users", count, "how many users it reaches"),
    may("function", text, "what of the service is down: calls, registration, voicemail, ...; all of it where absent"),
    may("place", text, "where it went down: vendor-centre, customer-centre, ..."),
};
constexpr std::array outage_closed{need("outage", text, "id of the outage")};
constexpr std::array support_worked{
    need("minutes", quantity, "time spent"),
    may("cause", text, "what it was for"),
    may("ticket", text, "the ticket that it belongs to"),
    may("category", text, "what kind of work it was: development, alert, upgrade, downgrade, logs, ..."),
    may("version", text, "the version of the software that it concerns"),
    may("sku", text, "the product that it concerns"),
    may("asked", instant, "when the help was asked for; else the ticket's instant"),
};
constexpr std::array ticket_opened{
    personal(need("by", text, "who opens it")),
    may("kind", text, "what it is about"),
    may("priority", text, "the priority asked for"),
    may("cause", text, "what it comes from, if one of the clause's exclusions"),
    may("contents", text, "what the ticket tells, by name, separated by blanks"),
    may("tried", text, "the steps of escalation taken before, by name, separated by blanks"),
    may("ticket", text, "id of the ticket"),
    may("sku", text, "the product that it concerns"),
    may("version", text, "the version of the product"),
};
constexpr std::array audit_noticed{
    need("audit", text, "id of the audit"),
    may("method", text, "how it was sent, as in notice.sent; email where absent"),
};
constexpr std::array audit_closed{
    need("audit", text, "id of the audit"),
    need("found", counts, "what was counted"),
    may("cost", amount, "what the audit cost"),
    may("since", day, "first day of the overuse that was found"),
};

// terms, taxes, choices
constexpr std::array terms_posted{
    need("version", text, "the text's version"),
    may("effective", day, "the day from which it is meant to hold"),
    may("pack", text, "the rule pack whose text it is; every agreement's where absent"),
    may("successor", text, "the rule pack that holds the new text; the same one where absent"),
    may("shrinks", flag, "whether it takes rights of the customer away noticeably", {}, "false"),
};
constexpr std::array tax_certificate{
    need("jurisdiction", text, "whose tax"),
    need("kind", text, "what kind of exemption"),
    may("through", day, "last day of the exemption"),
    may("from", day, "first day of the exemption; the event's day where absent"),
};
constexpr std::array tax_rate_posted{
    need("jurisdiction", text, "whose tax"),
    need("rate", ratio, "share of the net price: 0.1 is ten per cent"),
};
constexpr std::array reading_chosen{
    need("reading", text, "id of the reading"),
    need("value", text, "the option"),
    personal(need("by", text, "who chose it")),
    personal(need("why", text, "on what ground")),
    may("scope", text, "for what it holds", scopes, "book"),
    may("pack", text, "the rule pack, under scope pack"),
};
constexpr std::array parameter_set{
    need("parameter", text, "id of the parameter"),
    need("value", text, "its value, as a pack writes it"),
    personal(need("by", text, "who set it")),
    personal(need("why", text, "on what ground")),
    may("scope", text, "for what it holds", scopes, "book"),
    may("pack", text, "the rule pack, under scope pack"),
    may("terms", text, "the version of the terms that brings it; it begins with that version"),
};

constexpr auto interest_requested = nothing;

// licence files
constexpr std::array license_issued{
    need("license", text, "id of the licence file"),
    need("sku", text, "the product"),
    need("sha256", text, "hash of the file, lower-case hex"),
    may("order", text, "the order that it stands on"),
    may("issue", quantity, "which issue of the licence; a later one takes the place of those before", {}, "1"),
    may("from", day, "first day of it"),
    may("until", day, "first day after it"),
};
constexpr std::array license_revoked{
    need("license", text, "id of the licence file"),
    personal(may("reason", text, "why")),
};

// made by the engine
constexpr std::array usage_imported{
    need("batch", quantity, "number of the batch in its book"),
    need("kind", text, "what kind of rows", "calls|sessions|counts"),
    need("source", text, "the switch or file that they come from"),
    need("sha256", text, "hash of the batch's rows, lower-case hex"),
    need("rows", count, "rows read; the five classes add up to it"),
    need("billed", count, "rows that are charged"),
    need("not_billable", count, "rows that cost nothing"),
    need("duplicate", count, "rows that were there before"),
    need("suspended", count, "rows that wait"),
    need("rejected", count, "rows that cannot be understood"),
    need("seconds", seconds, "billed time"),
    need("totals", text, "hash of the exact totals per account, day, sku and price, lower-case hex"),
};
constexpr std::array documents_finalized{need("through", day, "last billing day that was sealed")};
constexpr std::array period_closed{need("period", text, "the period: 2013-03")};
constexpr std::array document_issued{
    need("number", text, "the document's number"),
    need("document", text, "draft id of the document"),
    need("sha256", text, "hash of the document, lower-case hex"),
};
constexpr std::array document_sent{
    need("number", text, "the document's number"),
    may("method", text, "how it was sent"),
    personal(may("to", text, "where it was sent")),
};

} // namespace table
} // namespace

std::span<const FieldSpec> fields_of(EventType type) {
    switch (type) {
#define PV_EVENT(identifier, name, scope, phase, summary)                                                              \
    case EventType::identifier:                                                                                        \
        return table::identifier;
#include "core/event/types.def"
#undef PV_EVENT
    }
    return {};
}

} // namespace proviso
