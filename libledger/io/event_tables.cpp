#include "io/event_tables.hpp"

#include <algorithm>
#include <array>

#include "core/utf8.hpp"

namespace proviso {
namespace {

constexpr ColumnSpec need(std::string_view name, std::string_view summary) { return {name, true, summary}; }
constexpr ColumnSpec may(std::string_view name, std::string_view summary) { return {name, false, summary}; }

constexpr std::array event_table{
    need("type", "type of docs/events.md"), may("on", "date; this or `at` is needed"),
    may("at", "instant with its offset"),   may("account", "whose event it is; prices and the like may leave it out"),
    may("key", "used once for ever"),       may("recorded_at", "instant at which it was written down"),
};
constexpr std::array account_table{
    need("account", "short name, used in all other files"),
    need("opened", "date on which the agreement begins"),
    may("name", "as documents show it"),
    may("contract", "rule pack; the import's default where empty"),
    may("zone", "time zone: America/Los_Angeles"),
    may("jurisdiction", "whose taxes apply: US-CA"),
    may("currency", "the pack's where empty"),
    may("address", "where documents go by post"),
    may("email", "where documents go by email"),
    may("plan", "sku of the seats; needed with seats"),
    may("seats", "how many become active"),
    may("activated", "date on which they do; opened where empty"),
    may("card_form", "yes, no, or the date on which the signed form came"),
};
constexpr std::array payment_table{
    need("account", "who paid"),
    need("date", "date on which the money arrived"),
    need("amount", "digits with a point: 398.00"),
    need("method", "card, cheque, wire, cash or ach"),
    may("currency", "where it is not the agreement's it is refused"),
    may("ref", "the payer's or bank's reference; never a card number"),
    may("invoice", "the document that the payer names"),
    may("for", "deposit, if it is one"),
    may("key", "used once for ever: the bank's own number of the row"),
};
constexpr std::array price_table{
    need("sku", "what is priced"),
    need("amount", "price of one unit, up to 9 decimals"),
    need("per", "seat, device, server, number, minute or unit"),
    need("date", "date on which it is published"),
    may("account", "for one account only"),
    may("currency", "where it is not the agreement's it is refused"),
    may("every", "cycle, month, year or once; usage has none"),
    may("from", "first day of the price; date where empty"),
    may("prefix", "numbers that start with these digits only"),
    may("notice", "the notice that announced it"),
    may("key", "used once for ever"),
};

/// Copies cells to the fields of the same name.
void copy(const TableRow &row, RawEvent &event, std::initializer_list<std::string_view> columns) {
    for (const std::string_view column : columns)
        for (const RawField &cell : row.cells)
            if (cell.name == column) event.fields.push_back(cell);
}

void copy_amount(const TableRow &row, RawEvent &event) {
    copy(row, event, {"amount"});
    const std::string currency = row.text("currency");
    if (!currency.empty() && !event.fields.empty() && event.fields.back().name == "amount")
        event.fields.back().text += ' ' + currency;
}

RawEvent begin(const TableRow &row, std::string type, std::string on) {
    RawEvent event;
    event.type = std::move(type);
    event.on = std::move(on);
    event.account = row.text("account");
    event.key = row.text("key");
    event.where = row.where;
    return event;
}

Result<std::vector<RawEvent>> event_row(const TableRow &row) {
    RawEvent event = begin(row, row.text("type"), row.text("on"));
    event.at = row.text("at");
    event.recorded_at = row.text("recorded_at");
    for (const RawField &cell : row.cells) {
        const bool own = std::any_of(event_table.begin(), event_table.end(),
                                     [&](const ColumnSpec &column) { return column.name == cell.name; });
        if (own) continue;
        event.fields.push_back(cell);
        if (cell.text.front() == '[') {
            auto list = list_json(cell.text);
            if (!list) return std::move(list.error()).at(cell.where);
            event.fields.back().text = std::move(*list);
        }
    }
    return std::vector{std::move(event)};
}

/// Keys by what a row is about, so that the same spreadsheet again changes nothing and a changed row says which field.
Result<std::vector<RawEvent>> account_row(const TableRow &row, std::string_view contract) {
    const std::string account = row.text("account");
    const std::string opened = row.text("opened");
    std::vector<RawEvent> events{begin(row, "account.opened", opened)};
    events[0].key = "account/" + account;
    copy(row, events[0], {"contract", "name", "zone", "jurisdiction", "currency", "address", "email"});
    if (row.text("contract").empty() && !contract.empty())
        events[0].fields.push_back({"contract", std::string(contract), row.where});

    const std::string form = row.text("card_form");
    const bool dated = Day::parse(form).ok();
    if (!form.empty() && form != "yes" && form != "no" && !dated)
        return Error(Code::event_field_type, "card_form is " + excerpt(form), "write yes, no or a date", row.where);
    if (form == "yes" || dated) {
        events.push_back(begin(row, "card_form.received", dated ? form : opened));
        events.back().key = "account/" + account + "/card-form";
    }

    const std::string plan = row.text("plan");
    const std::string seats = row.text("seats");
    if (seats.empty() != plan.empty())
        return Error(Code::column_missing,
                     std::string("the row has ") + (seats.empty() ? "a plan and no seats" : "seats and no plan"),
                     "fill both cells, or none", row.where);
    if (!seats.empty()) {
        const std::string activated = row.text("activated");
        events.push_back(begin(row, "seat.activated", activated.empty() ? opened : activated));
        events.back().key = "account/" + account + "/" + plan + "/" + events.back().on;
        copy(row, events.back(), {"plan"});
        events.back().fields.push_back({"quantity", seats, row.where});
    }
    return events;
}

std::vector<RawEvent> payment_row(const TableRow &row) {
    RawEvent event = begin(row, "payment.received", row.text("date"));
    copy_amount(row, event);
    copy(row, event, {"method", "ref", "invoice", "for"});
    return {std::move(event)};
}

std::vector<RawEvent> price_row(const TableRow &row) {
    RawEvent event = begin(row, "price.posted", row.text("date"));
    copy_amount(row, event);
    copy(row, event, {"sku", "per", "every", "from", "prefix", "notice"});
    return {std::move(event)};
}

} // namespace

std::string_view event_table_name(EventTable table) {
    switch (table) {
    case EventTable::events:
        return "events";
    case EventTable::accounts:
        return "accounts";
    case EventTable::payments:
        return "payments";
    case EventTable::prices:
        return "prices";
    }
    return "";
}

std::optional<EventTable> event_table_from_name(std::string_view name) {
    for (const auto table : {EventTable::events, EventTable::accounts, EventTable::payments, EventTable::prices})
        if (event_table_name(table) == name) return table;
    return std::nullopt;
}

std::span<const ColumnSpec> event_columns(EventTable table) {
    switch (table) {
    case EventTable::events:
        return event_table;
    case EventTable::accounts:
        return account_table;
    case EventTable::payments:
        return payment_table;
    case EventTable::prices:
        return price_table;
    }
    return {};
}

bool is_event_column(EventTable table, std::string_view name) {
    for (const ColumnSpec &column : event_columns(table))
        if (column.name == name) return true;
    if (table != EventTable::events) return false;
    for (const TypeSpec &type : event_types())
        if (type.field(name)) return true;
    return false;
}

std::string TableRow::text(std::string_view column) const {
    for (const RawField &cell : cells)
        if (cell.name == column) return cell.text;
    return {};
}

Result<std::vector<RawEvent>> events_of_row(EventTable table, const TableRow &row, std::string_view contract) {
    for (const ColumnSpec &column : event_columns(table))
        if (column.required && row.text(column.name).empty())
            return Error(Code::column_missing, "the row has nothing under \"" + std::string(column.name) + "\"",
                         "fill it in: " + std::string(column.summary), row.where);
    switch (table) {
    case EventTable::events:
        return event_row(row);
    case EventTable::accounts:
        return account_row(row, contract);
    case EventTable::payments:
        return payment_row(row);
    case EventTable::prices:
        return price_row(row);
    }
    return std::vector<RawEvent>{};
}

} // namespace proviso
