// Packs that follow each other in one book, and choices: what is in force on which day. The figures follow from the
// printed price of 199 and R-SS-10; 209 is a price of ours.
#include "support/life.hpp"

using namespace proviso;
using namespace proviso::test;

namespace {

Pack revised(std::int32_t revision, const std::string &price) {
    Pack pack = safesoft();
    pack.revision = revision;
    for (Sku &sku : pack.skus)
        if (sku.id == "unlimited-monthly") sku.price = parse_unit_price(price, Currency{}).value();
    return pack;
}

BookTerms::Config config(std::vector<BookTerms::Revision<Pack>> revisions) {
    BookTerms::Config made;
    made.packs = {&safesoft()};
    made.calendars = {&weekdays()};
    made.pack_revisions = std::move(revisions);
    return made;
}

Event chosen(const std::string &on, const std::string &reading, const std::string &value,
             const std::string &account = {}) {
    const std::vector<RawField> raw = {
        {"reading", reading, {}}, {"value", value, {}}, {"by", "me", {}}, {"why", "so", {}}};
    Event event = make_event("reading.chosen", day(on), std::nullopt, account, {}, raw).value();
    event.sequence = 900;
    return event;
}

AccountResult billed(const BookTerms &terms, const Life &life, const std::string &through, RunOptions options = {}) {
    AccountState state;
    AccountResult result;
    const AccountFacts facts{"acme", life.events(), {}, {}};
    const auto applied = apply(terms, state, facts, day(through), options, result);
    REQUIRE_MESSAGE(applied.ok(), (applied.ok() ? std::string() : applied.error().render()));
    return result;
}

Life one_seat() {
    Life life;
    life.open("2013-03-01").seats("2013-03-01", 1);
    return life;
}

} // namespace

TEST_CASE("each day is billed under the revision in force on it, and documents cite it") {
    const Pack second = revised(2, "209"), third = revised(3, "219");
    const BookTerms terms =
        BookTerms::make(config({{&second, day("2013-04-01")}, {&third, day("2013-05-15")}}), {}).value();
    CHECK(terms.pack("safesoft-2013", day("2013-03-31"))->revision == 1);
    CHECK(terms.pack("safesoft-2013", day("2013-04-01"))->revision == 2);
    CHECK(terms.pack("safesoft-2013")->revision == 3);
    CHECK(terms.pack("other") == nullptr);
    const AccountResult result = billed(terms, one_seat(), "2013-05-30");
    REQUIRE(result.documents.size() == 4); // 1 and 31 March, 30 April, 30 May
    const std::vector<std::pair<std::int32_t, std::string>> wanted = {
        {1, "199.00"}, {1, "199.00"}, {2, "209.00"}, {3, "219.00"}};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        CHECK(result.documents[i].pack_revision == wanted[i].first);
        CHECK(result.documents[i].total.text() == wanted[i].second);
    }
}

TEST_CASE("a run that is split at a revision gives what one run gives") {
    const Pack second = revised(2, "209");
    const BookTerms terms = BookTerms::make(config({{&second, day("2013-04-01")}}), {}).value();
    const Life life = one_seat();
    AccountState state;
    AccountResult result;
    REQUIRE(apply(terms, state, {"acme", life.events(), {}, {}}, day("2013-03-31"), {}, result).ok());
    REQUIRE(apply(terms, state, {"acme", {}, {}, {}}, day("2013-04-30"), {}, result).ok());
    const AccountResult whole = billed(terms, life, "2013-04-30");
    REQUIRE(result.documents.size() == whole.documents.size());
    for (std::size_t i = 0; i < whole.documents.size(); ++i)
        CHECK(document_json(result.documents[i]) == document_json(whole.documents[i]));
}

TEST_CASE("a choice for all that only the new revision knows does not trouble the old one") {
    Pack second = revised(2, "199");
    second.readings.push_back({"R-NEW", "new.question", {"SS-1.bd"}, "New?", "no", {{"no", "", ""}, {"yes", "", ""}}});
    sort_pack(second);
    const BookTerms::Config both = config({{&second, day("2013-04-01")}});
    CHECK(BookTerms::make(both, std::vector{chosen("2013-04-02", "R-NEW", "yes")}).ok());
    CHECK(BookTerms::make(both, std::vector{chosen("2013-04-02", "R-NONE", "yes")}).error().code ==
          Code::reading_unknown);
    CHECK(BookTerms::make(both, std::vector{chosen("2013-04-02", "R-NEW", "perhaps")}).error().code ==
          Code::reading_option_unknown);
}

TEST_CASE(
    "a revision that loses an option which somebody chose is refused; an account's own choice lapses and is told") {
    Pack second = revised(2, "199");
    for (Reading &reading : second.readings)
        if (reading.id == "R-SS-10")
            std::erase_if(reading.options, [](const ReadingOption &option) { return option.name == "both_ends_365"; });
    const BookTerms::Config both = config({{&second, day("2013-04-01")}});
    CHECK(BookTerms::make(both, std::vector{chosen("2013-03-01", "R-SS-10", "both_ends_365")}).error().code ==
          Code::reading_option_unknown);
    const BookTerms terms = BookTerms::make(both, {}).value();
    Life life = one_seat();
    life.seats("2013-03-20", 1).seats("2013-04-19", 1); // the twentieth day of each cycle
    life.events().push_back(chosen("2013-03-01", "R-SS-10", "both_ends_365", "acme"));
    const AccountResult result = billed(terms, life, "2013-04-20");
    REQUIRE(result.documents.size() == 4);
    CHECK(result.documents[1].total.text() == "78.51");
    CHECK(result.documents[3].total.text() == "66.33");
    std::size_t lapsed = 0;
    for (const Exception &exception : result.exceptions)
        if (exception.code == Code::choice_lapsed) {
            ++lapsed;
            CHECK(exception.on == day("2013-04-01"));
            CHECK(exception.event == 900);
        }
    CHECK(lapsed == 1);
}

TEST_CASE("two values of one choice from one day are refused") {
    const std::vector<Event> both = {chosen("2013-03-01", "R-SS-10", "both_ends_365"),
                                     chosen("2013-03-01", "R-SS-10", "thirty_e_360")};
    CHECK(BookTerms::make(config({}), both).error().code == Code::rules_conflict);
    CHECK(BookTerms::make(config({}), std::vector{both[0], both[0]}).ok());
    Life life = one_seat();
    life.events().push_back(chosen("2013-03-02", "R-SS-10", "both_ends_365", "acme"));
    life.events().push_back(chosen("2013-03-02", "R-SS-10", "thirty_e_360", "acme"));
    const AccountResult result = billed(BookTerms::make(config({}), {}).value(), life, "2013-03-03");
    REQUIRE(result.refusals.size() == 1);
    CHECK(result.refusals[0].error.code == Code::rules_conflict);
}

TEST_CASE("fixed readings beat every choice, and what was not asked for could not have mattered") {
    Life life = one_seat();
    life.seats("2013-03-20", 1);
    life.events().push_back(chosen("2013-03-10", "R-SS-10", "both_ends_365", "acme"));
    const BookTerms terms =
        BookTerms::make(config({}), std::vector{chosen("2013-03-05", "R-SS-10", "thirty_e_360")}).value();
    CHECK(billed(terms, life, "2013-03-20").documents[1].total.text() == "78.51");
    std::set<std::string, std::less<>> asked;
    const Choices fixed = {{"R-SS-10", "from_day_over_cycle"}};
    RunOptions options;
    options.asked = &asked;
    options.fixed = &fixed;
    const AccountResult other = billed(terms, life, "2013-03-20", options);
    CHECK(other.documents[1].total.text() == "72.97");
    CHECK(asked.contains("R-SS-10"));
    CHECK(asked.contains("R-SS-03"));
    CHECK_FALSE(asked.contains("R-SS-06-none"));
    for (const Reading &reading : safesoft().readings) {
        if (asked.contains(reading.id) || reading.recorded_only) continue;
        for (const ReadingOption &option : reading.options) {
            Choices also = fixed;
            also.emplace(reading.id, option.name);
            RunOptions under;
            under.fixed = &also;
            const AccountResult again = billed(terms, life, "2013-03-20", under);
            REQUIRE(again.documents.size() == other.documents.size());
            for (std::size_t i = 0; i < again.documents.size(); ++i)
                CHECK(document_json(again.documents[i]) == document_json(other.documents[i]));
        }
    }
}
