#include "core/license/users.hpp"

#include <algorithm>
#include <string>

#include "core/explain/working.hpp"

namespace proviso {
namespace {

Error no_rule(const ChosenReading &chosen) {
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " has option '" + std::string(chosen.option) +
                     "', by which no users are counted",
                 "choose another option");
}

} // namespace

Result<Calculation> users_charge(const Terms &terms, const UnitPrice &price, const UsersSeen &seen,
                                 std::string_view source) {
    if (std::min({seen.staff, seen.guests, seen.active_staff, seen.active_guests, seen.at_once, seen.staff_at_once}) <
        0)
        return Error(Code::value_range, "a number of users is below 0", "give 0 or more");
    PV_TRY(const ChosenReading rule, terms.option("users.count"));
    PV_TRY(const ChosenReading guest_rule, terms.option("users.guests"));
    const bool with_guests = guest_rule.option == "guests_count";
    if (!with_guests && guest_rule.option != "guests_free") return no_rule(guest_rule);
    Working work(terms, "users");
    const Term unit = work.input("price", price.ratio(), source);
    const Term staff = work.input("staff", Ratio(seen.staff), "user.assigned");
    const Term guests = work.input("guests", Ratio(seen.guests), "user.assigned");
    const Term active_staff = work.input("active staff", Ratio(seen.active_staff), "login.session");
    const Term active_guests = work.input("active guests", Ratio(seen.active_guests), "login.session");
    const Term at_once = work.input("at once", Ratio(seen.at_once), "login.session");
    const Term staff_at_once = work.input("staff at once", Ratio(seen.staff_at_once), "login.session");
    // Both questions decide the count; the step of each carries its reading.
    const auto counted = [&](Term without, Term more) {
        work.choose("users.guests");
        return with_guests ? work.add(without, more, "users")
                           : work.add(without, work.constant("guests counted", 0), "users");
    };
    Term users;
    if (rule.option == "named_assigned") {
        users = counted(staff, guests);
    } else if (rule.option == "named_active_in_period") {
        users = counted(active_staff, active_guests);
    } else if (rule.option == "concurrent") {
        work.choose("users.guests");
        users = work.maximum(with_guests ? at_once : staff_at_once, work.constant("none", 0), "users");
    } else {
        return no_rule(rule);
    }
    work.output("users", work.number(users));
    work.choose("users.count");
    return work.finish_money(work.multiply(unit, users, "exact"), price.currency);
}

} // namespace proviso
