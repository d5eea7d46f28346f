// init: a new book.
#include "failure.hpp"
#include "session.hpp"

namespace proviso::cli {
namespace {

int run(Session &session, const Invocation &invocation) {
    Json request = {{"packs", Json::array()}};
    for (const std::string &name : invocation.all("pack")) request["packs"].push_back(session.add_pack(name));
    session.add_data();
    if (invocation.has("seller")) request["seller_toml"] = read_file(invocation.text("seller"));
    const std::string path = session.book_path();
    const std::string text = request.dump(-1, ' ', false, Json::error_handler_t::replace);
    pv_book *made = nullptr;
    pv_error *error = nullptr;
    check(pv_book_create(session.context(), path.data(), path.size(), text.data(), text.size(), nullptr, &made, &error),
          error);
    const Book book(made);
    if (session.format() == "json")
        print(json_text({{"schema", "proviso.init/1"}, {"book", path}, {"packs", request["packs"]}}));
    else
        say("made " + path);
    return exit_ok;
}

int migrate(Session &session, const Invocation &) {
    const std::string path = session.book_path();
    std::int32_t before = 0;
    pv_error *error = nullptr;
    check(pv_book_migrate(session.context(), path.data(), path.size(), &before, &error), error);
    session.open_book(true);
    const Json info = session.ask("book.info", Json::object());
    if (session.format() == "json")
        print(json_text(
            {{"schema", "proviso.migrate/1"}, {"book", path}, {"before", before}, {"now", info["schema_version"]}}));
    else
        say(path + ": schema " + std::to_string(before) + ", now " + cell(info, "schema_version"));
    return exit_ok;
}

} // namespace

void add_init(std::vector<Verb> &verbs) {
    verbs.push_back({"init",
                     "make a book",
                     {},
                     {{"pack", "PACK", "a rule pack that the book bills under: a name, or a file", true, true},
                      {"seller", "FILE", "who bills, as TOML: name, address, email, phone, tax_id, payment, zone"}},
                     true,
                     "table json",
                     {"proviso init shop.book --pack safesoft-2013 --seller seller.toml"},
                     run});
    verbs.push_back({"migrate",
                     "bring a book of an older version up to date",
                     {},
                     {},
                     true,
                     "table json",
                     {"proviso migrate shop.book"},
                     migrate});
}

} // namespace proviso::cli
