// Events from files: tables with a header, JSONL, and what happens to rows that cannot be understood.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "io/event_reader.hpp"

using namespace proviso;

namespace {

const ZoneDatabase database;

struct Read {
    std::vector<EventRow> rows;
    std::optional<Error> error;
    /// "type on account key" of every event; "line code" of a bad row.
    [[nodiscard]] std::vector<std::string> summary() const {
        std::vector<std::string> out;
        for (const EventRow &row : rows) {
            if (!row.events) {
                out.push_back(row.events.error().where + " " + std::string(code_name(row.events.error().code)));
                continue;
            }
            for (const Event &event : *row.events)
                out.push_back(std::string(event_type(event.type).name) + " " + event.on.text() + " " + event.account +
                              " " + event.key);
        }
        return out;
    }
};

Read read(EventTable table, std::string_view text, std::size_t block = 7) {
    EventReaderOptions options;
    options.name = "f";
    options.table = table;
    options.zones.database = &database;
    options.contract = "safesoft-2013";
    Read out;
    EventReader reader(std::move(options));
    const auto sink = [&](EventRow row) -> Result<void> {
        out.rows.push_back(std::move(row));
        return {};
    };
    for (std::size_t at = 0; at < text.size() && !out.error; at += block)
        if (auto fed = reader.feed(text.substr(at, block), sink); !fed) out.error = fed.error();
    if (!out.error)
        if (auto finished = reader.finish(sink); !finished) out.error = finished.error();
    return out;
}
std::string refused(EventTable table, std::string_view text) {
    const Read got = read(table, text);
    return got.error ? got.error->where + " " + std::string(code_name(got.error->code)) : "accepted";
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("one spreadsheet of accounts is enough to start from") {
    const Read got =
        read(EventTable::accounts, "Account,Opened,Name,Zone,Plan,Seats,Activated,Card_form\r\n"
                                   "acme,2013-03-01,\"Acme, Inc.\",America/Los_Angeles,unlimited-monthly,2,,yes\r\n"
                                   "bolt,2013-03-05,Bolt,,unlimited-monthly,1,2013-03-10,2013-03-09\r\n"
                                   "coil,2013-03-05,Coil,,,,,no\r\n");
    CHECK_FALSE(got.error);
    CHECK(got.summary() == Lines{"account.opened 2013-03-01 acme account/acme",
                                 "card_form.received 2013-03-01 acme account/acme/card-form",
                                 "seat.activated 2013-03-01 acme account/acme/unlimited-monthly/2013-03-01",
                                 "account.opened 2013-03-05 bolt account/bolt",
                                 "card_form.received 2013-03-09 bolt account/bolt/card-form",
                                 "seat.activated 2013-03-10 bolt account/bolt/unlimited-monthly/2013-03-10",
                                 "account.opened 2013-03-05 coil account/coil"});
    CHECK(got.rows.at(0).events->at(0).text("name") == "Acme, Inc.");
    CHECK(got.rows.at(0).events->at(0).text("contract") == "safesoft-2013");
    CHECK(got.rows.at(0).line == 2);
}

TEST_CASE("payments keep their amounts as text and join the currency") {
    const Read got = read(EventTable::payments, "account,date,amount,currency,method,ref,invoice\n"
                                                "acme,2013-03-01,398.00,,card,r1,2013-03-01\n"
                                                ",,,,,,\n"
                                                "acme,2013-03-20,66.33,USD,wire,,\n");
    REQUIRE(got.rows.size() == 2);
    CHECK(got.rows[0].events->at(0).text("amount") == "398.00");
    CHECK(got.rows[0].events->at(0).text("invoice") == "2013-03-01");
    CHECK(got.rows[1].events->at(0).text("amount") == "66.33 USD");
}

TEST_CASE("a bad row is a value with its place, and the rows around it stand") {
    const Read got = read(EventTable::payments, "account,date,amount,method\n"
                                                "acme,2013-03-01,398.00,card\n"
                                                "acme,03/02/2013,1.00,card\n"
                                                "acme,2013-03-02,\"1,000.00\",card\n"
                                                "acme,2013-03-02,-5.00,card\n"
                                                "acme,2013-03-02,5.00,barter\n"
                                                "acme,2013-03-02,5.00\n"
                                                ",2013-03-02,5.00,card\n"
                                                "acme,2013-03-02,5\"00,card\n"
                                                "acme,2013-03-03,\xff,card\n"
                                                "acme,2013-03-04,7.00,card\n");
    CHECK_FALSE(got.error);
    CHECK(got.summary() == Lines{"payment.received 2013-03-01 acme ", "f:3 event.field_type", "f:4:3 event.field_type",
                                 "f:5:3 event.amount_negative", "f:6:4 event.field_type", "f:7 csv.syntax",
                                 "f:8 column.missing", "f:9 csv.syntax", "f:10 text.not_utf8",
                                 "payment.received 2013-03-04 acme "});
    CHECK(got.rows.at(1).raw == "acme,03/02/2013,1.00,card");
}

TEST_CASE("a row of accounts is taken whole or not at all") {
    const Read got = read(EventTable::accounts, "account,opened,plan,seats,card_form\n"
                                                "acme,2013-03-01,unlimited-monthly,-2,\n"
                                                "bolt,2013-03-01,,2,\n"
                                                "coil,2013-03-01,,,perhaps\n");
    CHECK(got.summary() == Lines{"f:2 event.quantity_negative", "f:3 column.missing", "f:4 event.field_type"});
}

TEST_CASE("a header that is wrong makes the whole file useless") {
    CHECK(refused(EventTable::payments, "account,date,amount\nacme,2013-03-01,1.00\n") == "f:1 column.missing");
    CHECK(refused(EventTable::payments, "account,date,amont,method\n") == "f:1:3 key.unknown");
    CHECK(refused(EventTable::payments, "account,date,amount,method,amount\n") == "f:1:5 key.duplicate");
    CHECK(refused(EventTable::payments, "acc\"ount\n") == "f:1 csv.syntax");
    CHECK(refused(EventTable::payments, "") == "f:1 column.missing");
    CHECK(read(EventTable::payments, "account,date,amont,method\n").error->todo == "did you mean \"amount\"?");
}

TEST_CASE("events come as a table with the fields of all types as columns") {
    const Read got =
        read(EventTable::events,
             "type,on,at,account,key,plan,quantity,notice,items,order,channel,,\n"
             "seat.activated,2013-03-20,,acme,k1,unlimited-monthly,1,,,,,,\n"
             "notice.received,,2013-09-29T05:30:00Z,acme,,,,n1,,,,,\n"
             "order.placed,2013-03-20,,acme,,,,,\"[ {\"\"sku\"\": \"\"x\"\", \"\"quantity\"\": 1} ]\",o1,portal,,\n"
             "seat.activated,2013-03-20,,acme,,unlimited-monthly,1,,,,,stray,\n"
             "card_form.received,2013-03-20,,acme,,,1,,,,,,\n");
    CHECK_FALSE(got.error);
    CHECK(got.summary() == Lines{"seat.activated 2013-03-20 acme k1", "notice.received 2013-09-29 acme ",
                                 "order.placed 2013-03-20 acme ", "f:5:12 csv.syntax", "f:6:7 event.field_unknown"});
}

TEST_CASE("JSONL is told by its first character, and knows the zones of accounts that it opened") {
    const std::string text =
        "\xef\xbb\xbf{\"type\":\"account.opened\",\"on\":\"2013-09-01\",\"account\":\"acme\",\"contract\":\"c\","
        "\"zone\":\"America/Los_Angeles\"}\r\n"
        "\n"
        "{\"type\":\"notice.received\",\"at\":\"2013-09-29T05:30:00Z\",\"account\":\"acme\",\"notice\":\"n1\"}\n"
        "{\"type\":\"seat.activated\",\"on\":\"2013-09-05\",\"account\":\"acme\",\"plan\":\"p\",\"quantity\":2}\n"
        "{\"type\":\"seat.activated\",\"on\":\"2013-09-05\",\"account\":\"acme\",\"plan\":\"p\",\"quantity\":2,"
        "\"quantity\":3}\n"
        "{\"type\":\"seat.activated\"\n"
        "{\"type\":\"payment.received\",\"on\":\"2013-09-05\",\"account\":\"acme\",\"amount\":12.5,\"method\":"
        "\"card\"}";
    for (const std::size_t block : {std::size_t{1}, std::size_t{64}, text.size()}) {
        const Read got = read(EventTable::events, text, block);
        CHECK_FALSE(got.error);
        REQUIRE(got.rows.size() == 6);
        CHECK(got.rows[1].events->at(0).on.text() == "2013-09-28");
        CHECK(got.rows[1].line == 3);
        CHECK(got.rows[2].events->at(0).number("quantity") == 2);
        CHECK(got.rows[3].events.error().code == Code::key_duplicate);
        CHECK(got.rows[4].events.error().code == Code::json_syntax);
        CHECK(got.rows[5].events->at(0).text("amount") == "12.5");
    }
}

TEST_CASE("tables also come as JSONL, with the columns as keys") {
    const Read got = read(EventTable::payments,
                          "{\"account\":\"acme\",\"date\":\"2013-03-01\",\"amount\":\"398.00\",\"method\":\"card\"}\n"
                          "{\"account\":\"acme\",\"day\":\"2013-03-01\",\"amount\":\"398.00\",\"method\":\"card\"}\n");
    CHECK(got.summary() == Lines{"payment.received 2013-03-01 acme ", "f:2 key.unknown"});
}

TEST_CASE("prices may stand without an account") {
    const Read got = read(EventTable::prices, "sku,amount,per,date,from,prefix\n"
                                              "per-minute,0.019,minute,2013-03-01,2013-04-01,1907\n");
    REQUIRE(got.rows.size() == 1);
    REQUIRE(got.rows[0].events.ok());
    const Event &price = got.rows[0].events->at(0);
    CHECK(price.account.empty());
    CHECK(price.text("amount") == "0.019");
    CHECK(price.day("from")->text() == "2013-04-01");
    CHECK(price.text("prefix") == "1907");
}
