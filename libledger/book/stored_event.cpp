#include "book/stored_event.hpp"

#include <algorithm>

#include "store/chain.hpp"

namespace proviso {

std::string commitment(const std::string &salt, const std::string &value) {
    return "sha256:" + hex(hmac_sha256(salt, value));
}

bool is_commitment(std::string_view text) {
    constexpr std::string_view mark = "sha256:";
    return text.starts_with(mark) && text.size() == mark.size() + 64 &&
           text.find_first_not_of("0123456789abcdef", mark.size()) == std::string_view::npos;
}

Result<SplitEvent> split_event(const Event &event, const std::function<Result<std::string>()> &salt) {
    SplitEvent split;
    if (!has_personal(event.type)) {
        split.body = canonical_json(event);
        return split;
    }
    Event committed = event;
    const TypeSpec &type = event_type(event.type);
    for (Field &field : committed.fields) {
        const FieldSpec *spec = type.field(field.name);
        if (!spec || !spec->personal) continue;
        PersonalRow row;
        row.field = field.name;
        PV_TRY(row.salt, salt());
        row.value = field.text;
        field.text = commitment(row.salt, row.value);
        split.personal.push_back(std::move(row));
    }
    split.body = canonical_json(committed);
    return split;
}

Result<Event> event_of(const StoredEvent &row) {
    auto event = event_from_kept_json(row.body);
    if (!event)
        return Error(Code::book_damaged,
                     "event " + std::to_string(row.number) + " cannot be read: " + event.error().what,
                     "verify the book", "entry " + std::to_string(row.entry));
    event->sequence = row.number;
    return event;
}

void restore_personal(Event &event, const std::vector<PersonalRow> &personal) {
    for (const PersonalRow &row : personal)
        for (Field &field : event.fields)
            if (field.name == row.field) field.text = row.value;
}

bool has_personal(EventType type) {
    const auto fields = event_type(type).fields;
    return std::any_of(fields.begin(), fields.end(), [](const FieldSpec &field) { return field.personal; });
}

bool engine_reads_personal(EventType type) {
    switch (type) {
    case EventType::account_opened: // name and addresses: printed, nothing follows from them
    case EventType::account_updated:
    case EventType::reading_chosen: // by whom and why
    case EventType::parameter_set:
    case EventType::journal_adjusted:
        return false;
    default:
        return has_personal(type);
    }
}

bool is_money(EventType type) { return event_type(type).phase == 6; }

} // namespace proviso
