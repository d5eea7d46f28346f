#include <doctest/doctest.h>

#include "book/stand_ins.hpp"

using namespace proviso;

TEST_CASE("equal values have one stand-in, and a list one for each of its items") {
    StandIns stand_ins({});
    stand_ins.known("erased-4");
    stand_ins.known("erased-x"); // no stand-in of ours
    CHECK(stand_ins.of("contact.designated", "name", "Ada") == "erased-5");
    CHECK(stand_ins.of("ticket.opened", "by", "Ada") == "erased-5");
    CHECK(stand_ins.of("ticket.opened", "by", "Bob") == "erased-6");
    CHECK(stand_ins.of("campaign.loaded", "numbers", "Bob, Eve,Ada") == "erased-6, erased-7,erased-5");
}

TEST_CASE("of a number called the digits stay that its zone and its price go by") {
    StandIns stand_ins({"1310555"});
    CHECK(stand_ins.of("call.ended", "to", "+12135550177") == "+12130000000");
    CHECK(stand_ins.of("call.ended", "to", "+13105550177") == "+13105550000");
    CHECK(stand_ins.of("call.ended", "to", "911") == "911");
    CHECK(stand_ins.of("call.ended", "to", "100200") == "100200");
    CHECK(stand_ins.number(DialledNumber{12135550177}) == 12130000000);
    CHECK(stand_ins.number(DialledNumber{13105550177}) == 13105550000);
    CHECK(stand_ins.number(DialledNumber{0}) == 0);
    CHECK(stand_ins.number(DialledNumber{911}) == 911);
}
