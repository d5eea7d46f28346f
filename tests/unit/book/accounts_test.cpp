// Accounts as people see them.
#include "book/accounts.hpp"
#include "support/books.hpp"

using namespace proviso;
using namespace proviso::test;

TEST_CASE("a support contact's name is not the customer's") {
    TestBook t;
    t.record(printed_example());
    t.record({fact("2013-03-02", "contact.designated", {{"name", "Ana Field"}})});
    const AccountView view = get(show_account(t.book, "acme", day("2013-03-05")));
    CHECK(view.row.personal.at("name") == "Acme & Sons");
}
