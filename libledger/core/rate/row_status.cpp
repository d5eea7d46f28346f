#include "core/rate/row_status.hpp"

#include <array>

namespace proviso {
namespace {

struct StatusSpec {
    RowStatus status;
    std::string_view name;
    RowClass row_class;
    Code code;
    std::string_view provision;
};

constexpr std::array specs{
    StatusSpec{RowStatus::billed, "billed", RowClass::billed, Code::ok, "rating"},
    StatusSpec{RowStatus::zero_seconds, "zero_seconds", RowClass::not_billable, Code::ok, "rating"},
    StatusSpec{RowStatus::unanswered, "unanswered", RowClass::not_billable, Code::ok, ""},
    StatusSpec{RowStatus::inbound, "inbound", RowClass::not_billable, Code::ok, ""},
    StatusSpec{RowStatus::internal, "internal", RowClass::not_billable, Code::ok, ""},
    StatusSpec{RowStatus::emergency, "emergency", RowClass::not_billable, Code::call_emergency, "emergency"},
    StatusSpec{RowStatus::free_of_charge, "free_of_charge", RowClass::not_billable, Code::ok, ""},
    StatusSpec{RowStatus::disposition_conflict, "disposition_conflict", RowClass::suspended,
               Code::call_disposition_conflict, ""},
    StatusSpec{RowStatus::duration_invalid, "duration_invalid", RowClass::suspended, Code::call_duration_invalid,
               "rating"},
    StatusSpec{RowStatus::number_invalid, "number_invalid", RowClass::suspended, Code::call_number_invalid, ""},
    StatusSpec{RowStatus::price_missing, "price_missing", RowClass::suspended, Code::price_missing, "rating"},
    StatusSpec{RowStatus::zone_outside, "zone_outside", RowClass::suspended, Code::zone_outside, "call_zone"},
    StatusSpec{RowStatus::zone_restricted, "zone_restricted", RowClass::suspended, Code::zone_restricted, "call_zone"},
    StatusSpec{RowStatus::zone_unplaced, "zone_unplaced", RowClass::suspended, Code::zone_unplaced, "call_zone"},
    StatusSpec{RowStatus::amount_overflow, "amount_overflow", RowClass::suspended, Code::money_overflow, ""},
    StatusSpec{RowStatus::account_unmatched, "account_unmatched", RowClass::suspended, Code::account_unmatched, ""},
    StatusSpec{RowStatus::time_nonexistent, "time_nonexistent", RowClass::suspended, Code::time_nonexistent, ""},
    StatusSpec{RowStatus::possible_duplicate, "possible_duplicate", RowClass::suspended, Code::possible_duplicate, ""},
    StatusSpec{RowStatus::late, "late", RowClass::suspended, Code::event_late, ""},
    StatusSpec{RowStatus::duplicate, "duplicate", RowClass::duplicate, Code::call_duplicate, ""},
    StatusSpec{RowStatus::rejected, "rejected", RowClass::rejected, Code::row_invalid, ""},
};

constexpr StatusSpec unknown{RowStatus::rejected, "", RowClass::rejected, Code::row_invalid, ""};

const StatusSpec &spec(RowStatus status) {
    for (const StatusSpec &entry : specs)
        if (entry.status == status) return entry;
    return unknown;
}

} // namespace

std::string_view row_class_name(RowClass row_class) {
    switch (row_class) {
    case RowClass::billed:
        return "billed";
    case RowClass::not_billable:
        return "not_billable";
    case RowClass::duplicate:
        return "duplicate";
    case RowClass::suspended:
        return "suspended";
    case RowClass::rejected:
        return "rejected";
    }
    return {};
}

RowClass row_class(RowStatus status) { return spec(status).row_class; }
Code row_code(RowStatus status) { return spec(status).code; }
std::string_view row_provision(RowStatus status) { return spec(status).provision; }
std::string_view row_status_name(RowStatus status) { return spec(status).name; }

} // namespace proviso
