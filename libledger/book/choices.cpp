#include "book/choices.hpp"

#include <algorithm>

#include "book/facts.hpp"
#include "book/stored_event.hpp"
#include "core/closest.hpp"

namespace proviso {
namespace {

/// From it on everything is open where nothing is sealed: no contract of a book is older.
constexpr Day beginning = Day(0);

std::string_view id_field(ChoiceKind kind) { return kind == ChoiceKind::reading ? "reading" : "parameter"; }
EventType type_of(ChoiceKind kind) {
    return kind == ChoiceKind::reading ? EventType::reading_chosen : EventType::parameter_set;
}
bool knows(const Pack &pack, ChoiceKind kind, std::string_view id) {
    return kind == ChoiceKind::reading ? pack.reading(id) != nullptr : pack.parameter(id) != nullptr;
}

struct Made {
    std::string pack; ///< of scope pack
    ChoiceMade choice;
    std::string id;
};

/// Choices of the kind, by day; those for accounts too.
Result<std::vector<Made>> choices_made(Store &store, ChoiceKind kind) {
    const std::string mark = "\"type\":\"" + std::string(event_type(type_of(kind)).name) + "\"";
    std::vector<Made> all;
    PV_TRY(const CursorPtr<StoredEvent> events, store.events(1));
    StoredEvent row;
    for (;;) {
        PV_TRY(const bool more, events->next(row));
        if (!more) break;
        if (row.body.find(mark) == std::string::npos) continue;
        PV_TRY(Event event, event_of(row));
        if (event.type != type_of(kind)) continue;
        for (const std::string_view personal : {"by", "why"}) // a commitment is nothing to read
            for (Field &field : event.fields)
                if (field.name == personal) field.text.clear();
        PV_TRY(const std::vector<PersonalRow> personal, store.personal(row.number));
        restore_personal(event, personal);
        Made made;
        made.pack = event.text("pack");
        made.id = event.text(id_field(kind));
        made.choice = {row.number,
                       event.on,
                       std::string(event.text("value")),
                       !event.account.empty() ? "account"
                       : made.pack.empty()    ? "book"
                                              : "pack",
                       event.account,
                       std::string(event.text("by")),
                       std::string(event.text("why"))};
        all.push_back(std::move(made));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Made &a, const Made &b) { return a.choice.from < b.choice.from; });
    return all;
}

std::string value_in_force(const Terms &terms, ChoiceKind kind, std::string_view id) {
    if (kind == ChoiceKind::parameter) {
        const ParameterValue *value = terms.find(id);
        return value ? value->text : std::string();
    }
    const auto chosen = terms.choices().find(id);
    if (chosen != terms.choices().end()) return chosen->second;
    const Reading *reading = terms.pack().reading(id);
    return reading ? reading->default_option : std::string();
}

Error unknown(const BookTerms &terms, const ChoiceRequest &request) {
    std::vector<std::string_view> names;
    for (const Pack *pack : terms.config().packs) {
        const Pack &newest = *terms.pack(pack->id);
        for (const Reading &reading : newest.readings)
            if (request.kind == ChoiceKind::reading) names.push_back(reading.id);
        for (const Parameter &parameter : newest.parameters)
            if (request.kind == ChoiceKind::parameter) names.push_back(parameter.id);
    }
    const bool reading = request.kind == ChoiceKind::reading;
    return Error(
        reading ? Code::reading_unknown : Code::parameter_unknown,
        "no pack that it could be for has a " + std::string(id_field(request.kind)) + " " + request.id,
        suggest_name(request.id, names, "list them with `proviso " + std::string(id_field(request.kind)) + " list`"),
        request.id);
}

class Choosing {
  public:
    Choosing(Book &handle, const ChoiceRequest &request) : handle_(handle), book_(handle.impl()), request_(request) {}

    Result<ChoiceReport> run() {
        PV_CHECK(check_words());
        PV_CHECK(look());
        Event event;
        {
            std::vector<RawField> fields = {{std::string(id_field(request_.kind)), request_.id, {}},
                                            {"value", request_.value, {}},
                                            {"by", request_.by, {}},
                                            {"why", request_.why, {}},
                                            {"scope", scope(), {}}};
            if (!request_.pack.empty()) fields.push_back({"pack", request_.pack, {}});
            PV_TRY(event,
                   make_event(event_type(type_of(request_.kind)).name, report_.from, {}, request_.account, {}, fields));
        }
        PV_TRY(const RecordReport recorded, record_events(handle_, {std::move(event)}));
        report_.event = recorded.events.front();
        report_.head = recorded.head;
        return std::move(report_);
    }

  private:
    [[nodiscard]] std::string scope() const {
        return !request_.account.empty() ? "account" : !request_.pack.empty() ? "pack" : "book";
    }

    [[nodiscard]] Result<void> check_words() const {
        if (request_.by.empty() || request_.why.empty())
            return Error(Code::argument_missing, "a choice needs who made it and why", "give both",
                         request_.by.empty() ? "by" : "why");
        if (!request_.account.empty() && !request_.pack.empty())
            return Error(Code::argument_invalid, "a choice is for one account or for one pack", "leave one out",
                         "pack");
        return {};
    }

    /// What it is for, from when, and whether it can be.
    Result<void> look() {
        PV_TRY(ReadScope read, ReadScope::begin(*book_.store));
        PV_TRY(const std::shared_ptr<const LoadedTerms> loaded, book_.load_terms());
        const BookTerms &terms = loaded->terms;
        PV_TRY(report_.sealed, book_.day_setting(setting::sealed_through));
        Day first = report_.sealed ? *report_.sealed + 1 : beginning;
        std::string only = request_.pack;
        if (!request_.account.empty()) {
            PV_TRY(const StoredAccount account, open_account(*book_.store, request_.account));
            PV_TRY(const std::optional<StoredEvent> opening, book_.store->event(account.opened));
            if (!opening) return Error(Code::book_damaged, "the opening of an account is missing", "verify the book");
            PV_TRY(const Event opened, event_of(*opening));
            only = opened.text("contract");
            first = std::max(first, opened.on);
        }
        if (!only.empty() && !terms.pack(only))
            return Error(Code::pack_unknown, "the book has no pack " + only, "name one that it has", "pack");
        PV_CHECK(find_day(first));
        for (const Pack *pack : terms.config().packs) {
            const Pack &in_force = *terms.pack(pack->id, report_.from);
            if ((!only.empty() && pack->id != only) || !knows(in_force, request_.kind, request_.id)) continue;
            PV_TRY(Terms on, terms.terms(in_force, report_.from));
            if (report_.packs.empty()) report_.before = value_in_force(on, request_.kind, request_.id);
            PV_CHECK(check_value(on));
            report_.packs.push_back(pack->id);
        }
        if (report_.packs.empty()) return unknown(terms, request_);
        return {};
    }

    Result<void> check_value(Terms &terms) const {
        if (request_.kind == ChoiceKind::reading) return terms.choose(request_.id, request_.value);
        const Parameter &parameter = *terms.pack().parameter(request_.id);
        PV_TRY(const ParameterValue value, parse_parameter_value(parameter, request_.value));
        static_cast<void>(value);
        return {};
    }

    Result<void> find_day(Day first) {
        if (request_.on && *request_.on < first)
            return Error(Code::event_late,
                         (report_.sealed && first == *report_.sealed + 1
                              ? "documents are sealed through " + report_.sealed->text()
                              : "the account was opened on " + first.text()) +
                             ", and a choice holds from an open day on",
                         "give " + first.text() + " or later", "on");
        report_.from = request_.on.value_or(first);
        PV_TRY(const std::vector<Made> made, choices_made(*book_.store, request_.kind));
        for (const Made &other : made) {
            const bool same = other.id == request_.id && other.pack == request_.pack &&
                              other.choice.account == request_.account && other.choice.value != request_.value;
            if (!same) continue;
            if (request_.on && other.choice.from == *request_.on)
                return Error(Code::rules_conflict,
                             request_.id + " is " + other.choice.value + " from " + other.choice.from.text() +
                                 " on already, and nothing would say which of the two counts",
                             "give a later day", "on");
            if (!request_.on) report_.from = std::max(report_.from, other.choice.from + 1);
        }
        return {};
    }

    Book &handle_;
    Book::Impl &book_;
    const ChoiceRequest &request_;
    ChoiceReport report_;
};

ChoiceRow row_of(const Terms &terms, const Reading &reading) {
    ChoiceRow row;
    row.id = reading.id;
    row.about = reading.question;
    if (!reading.clauses.empty()) row.clause = reading.clauses.front();
    row.value = value_in_force(terms, ChoiceKind::reading, reading.id);
    row.standard = reading.default_option;
    row.computed = !reading.recorded_only;
    for (const ReadingOption &option : reading.options) row.options.push_back(option.name);
    return row;
}

ChoiceRow row_of(const Terms &terms, const Terms &plain, const Parameter &parameter) {
    ChoiceRow row;
    row.id = parameter.id;
    row.about = parameter.unit;
    row.clause = parameter.clause;
    row.value = value_in_force(terms, ChoiceKind::parameter, parameter.id);
    row.standard = value_in_force(plain, ChoiceKind::parameter, parameter.id);
    row.computed = !parameter.recorded_only && !parameter.answered_elsewhere();
    return row;
}

} // namespace

Result<ChoiceReport> choose(Book &book, const ChoiceRequest &request) { return Choosing(book, request).run(); }

Result<ChoiceList> list_choices(Book &handle, ChoiceKind kind, std::optional<Day> given) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    PV_TRY(const std::shared_ptr<const LoadedTerms> loaded, book.load_terms());
    PV_TRY(const std::vector<Made> made, choices_made(*book.store, kind));
    PV_TRY(const std::optional<Day> sealed, book.day_setting(setting::sealed_through));
    Day as_of = sealed ? *sealed + 1 : beginning;
    if (!made.empty()) as_of = std::max(as_of, made.back().choice.from);
    as_of = given.value_or(as_of);
    std::vector<ChoiceRow> rows;
    for (const Pack *first : loaded->terms.config().packs) {
        const Pack &pack = *loaded->terms.pack(first->id, as_of);
        PV_TRY(const Terms terms, loaded->terms.terms(pack, as_of));
        const Terms plain(pack, {}, {}, as_of);
        const std::size_t before = rows.size();
        if (kind == ChoiceKind::reading)
            for (const Reading &reading : pack.readings) rows.push_back(row_of(terms, reading));
        else
            for (const Parameter &parameter : pack.parameters) rows.push_back(row_of(terms, plain, parameter));
        for (std::size_t i = before; i < rows.size(); ++i) {
            rows[i].pack = pack.id;
            for (const Made &choice : made)
                if (choice.id == rows[i].id && (choice.pack.empty() || choice.pack == pack.id))
                    rows[i].made.push_back(choice.choice);
        }
    }
    return ChoiceList{as_of, std::move(rows)};
}

} // namespace proviso
