#include <algorithm>
#include <optional>

#include "core/closest.hpp"
#include "core/event/event.hpp"
#include "core/event/form.hpp"
#include "core/utf8.hpp"

namespace proviso {
namespace {

Error unknown_type(std::string_view type) {
    std::vector<std::string_view> names;
    for (const TypeSpec &spec : event_types()) names.push_back(spec.name);
    return Error(Code::event_type_unknown, "there is no event type \"" + excerpt(type) + "\"",
                 suggest_name(type, names, "use a type of docs/events.md"));
}

Error unknown_field(const TypeSpec &spec, const RawField &raw) {
    std::vector<std::string_view> names;
    for (const FieldSpec &field : spec.fields) names.push_back(field.name);
    return Error(Code::event_field_unknown,
                 "event " + std::string(spec.name) + " has no field \"" + excerpt(raw.name) + "\"",
                 suggest_name(raw.name, names, "take it out, or use a field of docs/events.md"), raw.where);
}

Result<void> check_names(const TypeSpec &spec, std::span<const RawField> fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!spec.field(fields[i].name)) return unknown_field(spec, fields[i]);
        for (std::size_t j = 0; j < i; ++j)
            if (fields[j].name == fields[i].name)
                return Error(Code::key_duplicate, "field \"" + fields[i].name + "\" stands twice", "take one out",
                             fields[i].where);
    }
    for (const FieldSpec &field : spec.fields) {
        const auto is_it = [&](const RawField &raw) { return raw.name == field.name; };
        if (field.required && std::none_of(fields.begin(), fields.end(), is_it))
            return Error(Code::event_field_missing,
                         "event " + std::string(spec.name) + " needs field \"" + std::string(field.name) + "\"",
                         "add it: " + std::string(field.summary));
    }
    return {};
}

/// The documented order of precedence among errors of form; smaller comes first.
int precedence(Code code) {
    if (code == Code::event_quantity_negative || code == Code::event_quantity_zero) return 2;
    if (code == Code::event_amount_negative) return 3;
    return 1;
}

Result<void> read_field(Event &event, const FieldSpec &spec, std::string_view text) {
    switch (spec.kind) {
    case FieldKind::items: {
        PV_TRY(event.items, read_items(text));
        event.fields.push_back({std::string(spec.name), items_json(event.items), 0});
        return {};
    }
    case FieldKind::counts: {
        PV_TRY(event.items, read_counts(text));
        event.fields.push_back({std::string(spec.name), counts_json(event.items), 0});
        return {};
    }
    case FieldKind::lines: {
        PV_TRY(event.lines, read_lines(text));
        event.fields.push_back({std::string(spec.name), lines_json(event.lines), 0});
        return {};
    }
    default:
        break;
    }
    PV_TRY(Field field, read_scalar(spec, text));
    event.fields.push_back(std::move(field));
    return {};
}

Result<void> read_fields(Event &event, const TypeSpec &spec, std::span<const RawField> fields) {
    std::optional<Error> first;
    const auto keep = [&](Error error, const RawField &raw) {
        if (first && precedence(first->code) <= precedence(error.code)) return;
        first = std::move(error);
        first->where = raw.where;
    };
    for (const RawField &raw : fields) {
        auto read = read_field(event, *spec.field(raw.name), raw.text);
        if (!read) keep(std::move(read.error()), raw);
    }
    if (first) return std::move(*first);
    for (const FieldSpec &field : spec.fields)
        if (!field.otherwise.empty() && !event.field(field.name)) PV_CHECK(read_field(event, field, field.otherwise));
    const auto by_name = [](const Field &a, const Field &b) { return a.name < b.name; };
    if (!std::is_sorted(event.fields.begin(), event.fields.end(), by_name)) // what comes out of a book is
        std::stable_sort(event.fields.begin(), event.fields.end(), by_name);
    return {};
}

/// Spans are half open: an end on the start is an empty span, an end before it cannot be.
Result<void> check_spans(const Event &event, std::span<const RawField> fields) {
    constexpr std::pair<std::string_view, std::string_view> spans[] = {{"start", "end"}, {"from", "until"}};
    for (const auto &span : spans) {
        const Field *first = event.field(span.first);
        const Field *last = event.field(span.second);
        if (!first || !last || first->number <= last->number) continue;
        const auto is_end = [&](const RawField &raw) { return raw.name == span.second; };
        return Error(Code::event_end_before_start, "it ends " + last->text + ", before it starts " + first->text,
                     "exchange them, or correct one", std::find_if(fields.begin(), fields.end(), is_end)->where);
    }
    return {};
}

} // namespace

Result<Event> make_event(std::string_view type, std::optional<Day> on, std::optional<Instant> at, std::string account,
                         std::string key, std::span<const RawField> fields) {
    const TypeSpec *spec = event_type(type);
    if (!spec) return unknown_type(type);
    PV_CHECK(check_names(*spec, fields));
    PV_CHECK(check_name("account", account));
    PV_CHECK(check_name("key", key));
    Event event;
    event.type = spec->type;
    event.fields.reserve(spec->fields.size());
    PV_CHECK(read_fields(event, *spec, fields));
    if (!on)
        return Error(Code::event_date_missing, "event " + std::string(type) + " has no date",
                     "add `on` (a date) or `at` (an instant)");
    if (account.empty() && !spec->book_wide)
        return Error(Code::event_account_missing, "event " + std::string(type) + " names no account", "add `account`");
    PV_CHECK(check_spans(event, fields));
    event.on = *on;
    event.at = at;
    event.account = std::move(account);
    event.key = std::move(key);
    return event;
}

const Field *Event::field(std::string_view name) const {
    for (const Field &candidate : fields)
        if (candidate.name == name) return &candidate;
    return nullptr;
}

std::string_view Event::text(std::string_view name) const {
    const Field *found = field(name);
    return found ? std::string_view(found->text) : std::string_view();
}

std::int64_t Event::number(std::string_view name, std::int64_t otherwise) const {
    const Field *found = field(name);
    return found ? found->number : otherwise;
}

bool Event::flag(std::string_view name, bool otherwise) const {
    const Field *found = field(name);
    return found ? found->number != 0 : otherwise;
}

std::optional<Day> Event::day(std::string_view name) const {
    const Field *found = field(name);
    if (!found) return std::nullopt;
    return Day(static_cast<std::int32_t>(found->number));
}

std::optional<Instant> Event::instant(std::string_view name) const {
    const Field *found = field(name);
    if (!found) return std::nullopt;
    return Instant(found->number);
}

} // namespace proviso
