// The tables [[checklist]] with its checks, and [[duty]].
#include <algorithm>

#include "core/duty/duties.hpp"
#include "core/event/event.hpp"
#include "core/pack/state_facts.hpp"
#include "io/pack_form.hpp"

namespace proviso {
namespace {

/// Scalars and lists as the checklists compare them: a list becomes its entries with blanks between.
std::string value_of(TomlTable &form) {
    const TomlNode *node = form.take("value");
    if (!node) return {};
    const auto plain = [](const TomlNode &one) { return one.kind == TomlKind::text || one.kind == TomlKind::integer; };
    if (plain(*node)) return node->text;
    std::string joined;
    if (node->kind == TomlKind::list && std::all_of(node->items.begin(), node->items.end(), plain)) {
        for (const TomlNode &item : node->items) joined += (joined.empty() ? "" : " ") + item.text;
        return joined;
    }
    form.fail("value", Error(Code::value_type, "a condition cannot want " + std::string(toml_kind_name(node->kind)),
                             "write a text, a whole number or a list of them"));
    return {};
}

const TypeSpec *event_named(TomlTable &form, std::string_view key, const std::string &name) {
    if (name.empty()) return nullptr;
    const TypeSpec *type = event_type(name);
    if (!type)
        form.fail(key,
                  Error(Code::event_type_unknown, "there is no event '" + name + "'", "use a type of docs/events.md"));
    return type;
}

void read_fact(TomlTable &form, Checklist &list) {
    FactSpec fact;
    fact.name = form.text("name");
    const std::string kind = form.maybe_text("form").value_or("text");
    if (const auto known = fact_form_from_name(kind))
        fact.form = *known;
    else
        form.fail("form", Error(Code::value_range, "there is no form '" + kind + "'",
                                "use number, text, list, flag, version or hour"));
    fact.optional = form.flag("optional", false);
    fact.summary = form.text("summary");
    fact.from = form.maybe_text("from").value_or("");
    if (!fact.from.empty() && !is_state_fact(fact.from) && !state_fact_parts(fact.from))
        form.fail("from", Error(Code::value_range, "'" + fact.from + "' is nothing that an account's state knows",
                                "use active, in_force, paid, production or installs, a colon, and a sku or a kind, or "
                                "one of " +
                                    known_state_facts()));
    form.finish();
    list.facts.push_back(std::move(fact));
}

/// A flag by its name, or { fact = "class", one_of = ["personal"] }.
Guard read_guard(TomlTable &form, std::string_view key) {
    Guard guard;
    if (const TomlEntry *entry = form.node().entry(key); !entry || entry->value.kind == TomlKind::text) {
        guard.fact = form.maybe_text(key).value_or("");
        return guard;
    }
    TomlTable inner = form.table(key);
    guard.fact = inner.text("fact");
    guard.one_of = inner.texts("one_of", Need::required);
    inner.finish();
    return guard;
}

void read_check(TomlTable &form, Checklist &list) {
    Check check;
    check.field = form.text("field");
    const std::string is = form.text("is");
    if (const auto known = relation_from_name(is))
        check.is = *known;
    else if (!is.empty())
        form.fail("is",
                  Error(Code::value_range, "there is no comparison '" + is + "'",
                        "use at least, at most, below, equals, one of, none of, contains all, yes, no or within"));
    check.value = value_of(form);
    check.parameter = form.maybe_text("parameter").value_or("");
    check.times = form.maybe_text("times").value_or("");
    if (const std::optional<Ratio> factor = form.maybe_ratio("factor")) check.factor = factor->text();
    check.only_if = read_guard(form, "only_if");
    check.unless = read_guard(form, "unless");
    check.reading = form.maybe_text("reading").value_or("");
    check.option = form.maybe_text("option").value_or("");
    check.clause = form.text("clause");
    check.reason = form.text("reason");
    form.finish();
    list.checks.push_back(std::move(check));
}

} // namespace

void read_checklist(TomlTable &form, Pack &pack, PackPlaces &places) {
    Checklist list;
    list.ask = form.text("ask");
    list.event = form.maybe_text("event").value_or("");
    list.clause = form.text("clause");
    list.summary = form.text("summary");
    for (TomlTable &fact : form.tables("fact", "fact")) read_fact(fact, list);
    for (TomlTable &check : form.tables("check", "check")) {
        places.emplace("check:" + list.ask + ":" + std::to_string(list.checks.size()), check.place());
        read_check(check, list);
    }
    (void)event_named(form, "event", list.event);
    form.finish();
    places.emplace("checklist:" + list.ask, form.place());
    pack.checklists.push_back(std::move(list));
}

void read_duty(TomlTable &form, Pack &pack, PackPlaces &places) {
    DutyRule rule;
    rule.name = form.text("name");
    rule.event = form.text("event");
    rule.field = form.maybe_text("field").value_or("");
    rule.one_of = form.texts("one_of", rule.field.empty() ? Need::optional : Need::required);
    rule.owner = form.text("owner");
    rule.what = form.text("what");
    rule.within = form.maybe_text("within").value_or("");
    const std::string from = form.maybe_text("counts_from").value_or("event");
    if (from == "deemed")
        rule.counts_from = DutyStart::deemed;
    else if (from == "deemed-weekdays")
        rule.counts_from = DutyStart::deemed_weekdays;
    else if (from != "event")
        form.fail("counts_from", Error(Code::value_range, "'" + from + "' is not known here",
                                       "use one of event, deemed, deemed-weekdays"));
    const std::string days = form.maybe_text("days").value_or("calendar");
    if (days == "clear")
        rule.days = DutyDays::clear;
    else if (days == "business")
        rule.days = DutyDays::business;
    else if (days != "calendar")
        form.fail("days",
                  Error(Code::value_range, "'" + days + "' is not known here", "use one of calendar, clear, business"));
    rule.open_day = form.flag("open_day", false);
    rule.date_field = form.maybe_text("date_field").value_or("");
    rule.ahead = form.flag("ahead", false);
    if (const std::string end = form.maybe_text("month_end").value_or(""); end == "round_down")
        rule.month_end = DutyMonthEnd::round_down;
    else if (end == "round_up")
        rule.month_end = DutyMonthEnd::round_up;
    else if (!end.empty())
        form.fail("month_end",
                  Error(Code::value_range, "'" + end + "' is not known here", "use one of round_down, round_up"));
    rule.otherwise_within = form.text("otherwise_within");
    rule.otherwise = form.text("otherwise");
    rule.clause = form.text("clause");
    rule.settled_by = form.maybe_text("settled_by").value_or("");
    rule.reference = form.maybe_text("reference").value_or("");
    rule.reading = form.maybe_text("reading").value_or("");
    rule.option = form.maybe_text("option").value_or("");
    const TypeSpec *event = event_named(form, "event", rule.event);
    const TypeSpec *end = event_named(form, "settled_by", rule.settled_by);
    const auto has_field = [&](const TypeSpec *type, std::string_view key, const std::string &field) {
        if (type && !field.empty() && !type->field(field))
            form.fail(key, Error(Code::event_field_unknown,
                                 "the event " + std::string(type->name) + " has no field '" + field + "'",
                                 "use one of its fields"));
    };
    has_field(event, "field", rule.field);
    has_field(event, "date_field", rule.date_field);
    has_field(event, "reference", rule.reference);
    has_field(end, "reference", rule.reference);
    if (duty_spec(rule.name))
        form.fail("name", Error(Code::key_duplicate, "'" + rule.name + "' is a deadline of the engine's own",
                                "give the duty another name"));
    form.finish();
    places.emplace("duty:" + std::to_string(pack.duties.size()), form.place());
    pack.duties.push_back(std::move(rule));
}

} // namespace proviso
