#include "io/cdr/mapping.hpp"

#include <doctest/doctest.h>

using namespace proviso;

TEST_CASE("a mapping file says what the columns are and whose calls they are") {
    const CallMapping mapping = read_call_mapping("format = \"csv\"\n"
                                                  "account = \"acme\"\n"
                                                  "time = \"d/m/y\"\n"
                                                  "[columns]\nnumber = \"To\"\nseconds = \"Talk time\"\n"
                                                  "[accounts]\n105 = \"other\"\n"
                                                  "[answered]\nvalues = [\"OK\"]\n"
                                                  "[internal]\ncharge_as = \"on-net\"\ncontexts = [\"ext-local\"]\n"
                                                  "[inbound]\ncontexts = [\"from-pstn\"]\n"
                                                  "[numbers]\ncountry = \"355\"\nnational_digits = 9\narea = \"4\"\n"
                                                  "international = [\"00\"]\nstrip = \"9\"\n",
                                                  "map.toml")
                                    .value();
    CHECK(mapping.format == "csv");
    CHECK(mapping.account == "acme");
    CHECK(mapping.time == "d/m/y");
    CHECK(mapping.columns.at("seconds") == "Talk time");
    CHECK(mapping.accounts.at("105") == "other");
    CHECK(mapping.answered_values == std::vector<std::string>{"OK"});
    CHECK(mapping.internal_sku == "on-net");
    CHECK(mapping.internal_contexts == std::vector<std::string>{"ext-local"});
    CHECK(mapping.inbound_contexts == std::vector<std::string>{"from-pstn"});
    CHECK(mapping.country == "355");
    CHECK(mapping.national_digits == 9);
    CHECK(mapping.area == "4");
    CHECK(mapping.international == std::vector<std::string>{"00"});
    CHECK(mapping.strip == "9");
    CHECK(read_call_mapping("", "empty.toml").value().answered_values == std::vector<std::string>{"ANSWERED"});
}

TEST_CASE("a mapping that says something unknown is refused with its place") {
    const auto error = [](std::string_view text) { return read_call_mapping(text, "map.toml").error(); };
    CHECK(error("acount = \"acme\"\n").code == Code::key_unknown);
    CHECK(error("acount = \"acme\"\n").where == "map.toml:1:1");
    CHECK(error("[columns]\ntelephone = \"To\"\n").code == Code::mapping_invalid);
    CHECK(error("[columns]\nnumber = 3\n").code == Code::value_type);
    CHECK(error("time = \"y/m/d\"\n").code == Code::value_range);
    CHECK(error("[numbers]\ncountry = \"US\"\n").code == Code::value_range);
    CHECK(error("[numbers]\nnational_digits = 99\n").code == Code::value_range);
    CHECK(error("[numbers]\ninternational = [\"\"]\n").code == Code::value_range);
    CHECK(error("[answered]\n").code == Code::key_missing);
    CHECK(error("[accounts\n").code == Code::toml_syntax);
}

TEST_CASE("columns are named on one line") {
    CallMapping mapping;
    REQUIRE(add_columns(mapping, "account=Customer,number=To,seconds=Talk time"));
    CHECK(mapping.columns.size() == 3);
    CHECK(mapping.columns.at("seconds") == "Talk time");
    CHECK(add_columns(mapping, "").ok());
    for (const char *wrong : {"number", "=To", "number=", "telephone=To", "account=Other", "a=b,"})
        CHECK_MESSAGE(add_columns(mapping, wrong).error().code == Code::mapping_invalid, wrong);
}
