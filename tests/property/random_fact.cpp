// Facts from the table of types: how often each comes, and what may stand in its fields.
#include <array>
#include <map>

#include "property/random_life.hpp"

namespace proviso::test {
namespace {

/// Types that carry a life come often, all others once; 0 are made by random_life() itself.
int weight_of(std::string_view type) {
    static const std::map<std::string_view, int> weights{
        {"account.opened", 0},      {"seat.activated", 14},    {"seat.released", 5},  {"payment.received", 16},
        {"payment.applied", 3},     {"notice.sent", 5},        {"notice.proved", 2},  {"account.suspended", 2},
        {"account.restored", 3},    {"call.ended", 5},         {"login.session", 4},  {"usage.metered", 2},
        {"order.placed", 2},        {"order.signed", 2},       {"cost.incurred", 3},  {"demand.sent", 2},
        {"price.posted", 2},        {"card_form.received", 2}, {"account.closed", 1}, {"service.activated", 5},
        {"service.deactivated", 4}, {"did.added", 3},          {"did.released", 2},   {"agreement.ended", 1},
        {"notice.confirmed", 2},
    };
    const auto at = weights.find(type);
    return at == weights.end() ? 1 : at->second;
}

using Words = std::vector<std::string>;

/// What may stand in a text field: by type and field, else by field alone. A field that is not here names something
/// ("notice-2"), one of three of its kind, so that later facts meet earlier ones.
const Words *words_of(std::string_view pack, std::string_view type, std::string_view field) {
    static const std::map<std::string, Words, std::less<>> words{
        {"notice.sent kind",
         {"cancel", "cancel", "breach", "price-change", "terms-change", "payment-method", "dispute", "hello"}},
        {"notice.sent method",
         {"fax", "certified-mail", "courier", "mail", "email", "hand", "posting", "carrier-pigeon"}},
        {"cost.incurred kind", {"collection", "attorney", "court", "lunch"}},
        {"call.ended sku", {"per-minute", "per-minute", "voice-broadcast", "on-net"}},
        {"usage.metered sku", {"per-minute", "storage"}},
        {"ticket.opened priority", {"1", "2", "3", "4"}},
        {"plan", {"unlimited-monthly", "unlimited-monthly", "unlimited-monthly", "dial-in", "no-such-plan"}},
        {"sku", {"unlimited-monthly", "per-minute", "dial-in", "inbound", "soft-phone", "storage", "no-such-sku"}},
        {"term", {"1 month", "3 months", "12 months"}},
        {"to", {"+14155550100", "+442079460000", "+19005550100", "911"}},
        {"name", {"Ann", "Bob", "Cy"}},
        {"by", {"Ann", "Bob"}},
        {"seat", {"ann", "bob"}},
        {"contract", {"safesoft-2013"}},
        {"jurisdiction", {"US-CA"}},
        {"zone", {"America/Los_Angeles"}},
        {"currency", {"USD"}},
        {"reseller", {"none"}},
        {"prefix", {"1900"}},
        {"class", {"recordings", "cdr", "lists"}},
        {"number", {"+14155550100"}},
        {"velvetel sku",
         {"flat-app", "flat-app", "monitoring", "monitoring", "cluster-server", "per-use-app", "number", "excess-use",
          "support-plan", "no-such-sku"}},
        {"velvetel plan", {"per-use-app", "cluster-server", "flat-app"}},
        {"velvetel method", {"email", "email", "certified-mail", "courier", "exchange", "posting", "card", "wire"}},
        {"velvetel order", {"order-1", "order-2"}},
        {"velvetel contract", {"velvetel"}},
        {"velvetel jurisdiction", {"US-IL"}},
        {"ipsoft-2019 sku",
         {"hosted-subscription", "hosted-subscription", "software-licence", "support", "hosted-user", "storage-overage",
          "training", "no-such-sku"}},
        {"ipsoft-2019 plan", {"hosted-user", "hosted-subscription"}},
        {"ipsoft-2019 method", {"mail", "mail", "email", "account", "card"}},
        {"ipsoft-2019 contract", {"ipsoft-2019"}},
        {"ipsoft-2019 jurisdiction", {"US-NY"}},
        {"agreement.ended ground", {"convenience", "breach", "law"}},
    };
    auto at = words.find(std::string(pack) + " " + std::string(field));
    if (at == words.end()) at = words.find(std::string(type) + " " + std::string(field));
    if (at == words.end()) at = words.find(field);
    return at == words.end() ? nullptr : &at->second;
}

std::string cents(int minor) {
    const int rest = minor % 100;
    return std::to_string(minor / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

std::string one_of(Dice &dice, std::string_view choices) {
    Words all;
    for (std::size_t at = 0; at <= choices.size();) {
        const std::size_t end = std::min(choices.find('|', at), choices.size());
        all.emplace_back(choices.substr(at, end - at));
        at = end + 1;
    }
    return dice.pick(all);
}

/// A draft id that may or may not be there: a day of billing under one of the rules, or any day.
std::string document_id(Dice &dice, const RandomLife &life) {
    const Day day = life.first + (dice.one_in(2) ? 30 * dice.roll(0, 6) : dice.roll(0, life.last - life.first));
    return day.text() + (dice.one_in(4) ? "/interest" : "");
}

std::string sku_word(Dice &dice, const RandomLife &life) { return dice.pick(*words_of(life.pack, "", "sku")); }

std::string items(Dice &dice, const RandomLife &life) {
    std::string out = "[";
    for (int i = dice.roll(1, 2); i > 0; --i) {
        out += R"({"sku":")" + sku_word(dice, life) + R"(","quantity":)" + std::to_string(dice.roll(1, 12));
        if (dice.one_in(2)) out += R"(,"unit_price":")" + cents(dice.roll(100, 30000)) + '"';
        if (life.pack != "safesoft-2013" && !dice.one_in(4))
            out += R"(,"term":")" + dice.pick<std::string>({"1 month", "3 months", "1 year", "15 months"}) + '"';
        out += i > 1 ? "}," : "}";
    }
    return out + "]";
}

std::string number(Dice &dice, int least, int most, int huge) {
    return std::to_string(dice.one_in(30) ? huge : dice.roll(least, most));
}

std::string value_of(Dice &dice, const RandomLife &life, std::string_view type, const FieldSpec &field, Day on) {
    if (!field.choices.empty()) return one_of(dice, field.choices);
    switch (field.kind) {
    case FieldKind::text:
        if (field.name == "invoice") return document_id(dice, life);
        if (const Words *words = words_of(life.pack, type, field.name)) return dice.pick(*words);
        return std::string(field.name) + "-" + std::to_string(dice.roll(1, 3));
    case FieldKind::amount:
        return cents(dice.one_in(3) ? 19900 * dice.roll(1, 4) : dice.roll(1, 90000));
    case FieldKind::price:
        return dice.pick<std::string>({"0.019", "0.05", "1.00", "149.00", "199", "0"});
    case FieldKind::ratio:
        return dice.pick<std::string>({"0.0825", "0.1", "1/30", "0"});
    case FieldKind::quantity:
        return number(dice, 1, 12, 1'000'000);
    case FieldKind::count:
        return number(dice, 0, 9, 1'000'000);
    case FieldKind::seconds:
        return number(dice, 0, 900, 90'000) + (dice.one_in(3) ? ".4" : "");
    case FieldKind::day:
        return (on + dice.roll(field.name == "until" ? 1 : -10, 60)).text();
    case FieldKind::instant: // morning in California, evening in Greenwich: the same day in both
        return on.text() + (field.name == "end" ? "T23:" : "T18:") + std::to_string(dice.roll(10, 59)) + ":00Z";
    case FieldKind::flag:
        return dice.one_in(2) ? "true" : "false";
    case FieldKind::items:
        return items(dice, life);
    case FieldKind::lines: {
        const std::string amount = cents(dice.roll(1, 9000));
        return R"([{"ledger":"assets:cash","amount":")" + amount + R"("},{"ledger":"income:one-off","amount":"-)" +
               amount + R"("}])";
    }
    case FieldKind::counts:
        return R"([{"sku":")" + sku_word(dice, life) + R"(","count":)" + std::to_string(dice.roll(0, 12)) + "}]";
    }
    return {};
}

/// A reading and one of its options, or a parameter and a value that it may have.
void choose(Dice &dice, const RandomLife &life, Fact &fact) {
    static const std::vector<std::pair<std::string, Words>> parameters{{"interest.monthly_rate", {"0.01", "0.02"}},
                                                                       {"credit.due_days", {"7", "30"}},
                                                                       {"rating.step_seconds", {"1", "60"}}};
    std::string id, value;
    if (fact.type == "parameter.set") {
        const auto &[name, values] = dice.pick(parameters);
        id = name, value = dice.pick(values);
    } else {
        const Choices all = random_choices(dice, life.pack);
        auto at = all.begin();
        std::advance(at, dice.roll(0, static_cast<int>(all.size()) - 1));
        id = at->first, value = at->second;
    }
    for (auto &[name, text] : fact.fields) {
        if (name == "reading" || name == "parameter") text = id;
        if (name == "value") text = value;
        if (name == "scope") text = fact.account.empty() ? "book" : "account";
    }
    std::erase_if(fact.fields, [](const auto &field) { return field.first == "pack"; });
}

} // namespace

std::string_view random_type(Dice &dice) {
    static const std::vector<std::string_view> drawn = [] {
        std::vector<std::string_view> out;
        for (const TypeSpec &type : event_types())
            if (!type.engine_made) out.insert(out.end(), static_cast<std::size_t>(weight_of(type.name)), type.name);
        return out;
    }();
    return dice.pick(drawn);
}

std::optional<Fact> random_fact(Dice &dice, const RandomLife &life, std::string_view type, const std::string &account,
                                Day on) {
    const TypeSpec &spec = *event_type(type);
    for (int tries = 0; tries < 100; ++tries) {
        Fact fact{std::string(type), on, spec.book_wide && !dice.one_in(3) ? std::string() : account, {}};
        for (const FieldSpec &field : spec.fields)
            if (field.required || dice.one_in(3))
                fact.fields.emplace_back(field.name, value_of(dice, life, type, field, on));
        if (type == "reading.chosen" || type == "parameter.set") choose(dice, life, fact);
        if (event_of(life, fact).ok()) return fact;
    }
    return std::nullopt;
}

} // namespace proviso::test
