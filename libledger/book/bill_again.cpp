#include "book/bill_again.hpp"

#include <algorithm>
#include <tuple>

namespace proviso {
namespace {

Result<void> add_to(std::int64_t &sum, std::int64_t minor) {
    if (__builtin_add_overflow(sum, minor, &sum))
        return Error(Code::money_overflow, "the sum of a bill is larger than the largest amount");
    return {};
}

Result<Bill::Item> item_of(const Document &document) {
    Bill::Item item;
    item.kind = document.kind;
    item.date = document.date;
    item.ordinal = document.ordinal;
    const std::int64_t sign = document.kind == DocumentKind::credit_note ? -1 : 1;
    for (const Line &line : document.lines) {
        PV_CHECK(add_to(item.minor, sign * line.amount.minor()));
        PV_CHECK(add_to(item.clauses[line.clauses.empty() ? std::string() : line.clauses.front()],
                        sign * line.amount.minor()));
    }
    return item;
}

auto place_of(const Bill::Item &item) { return std::tie(item.date, item.kind, item.ordinal); }

/// Dates and orders of documents are what a reading moves; a document is another one only by these and its amounts.
bool same(const Bill::Item &a, const Bill::Item &b) { return a.minor == b.minor && a.clauses == b.clauses; }

} // namespace

Result<Bill> bill_of(const AccountInput &input, const BillTerms &under, std::set<std::string, std::less<>> *asked) {
    RunOptions options;
    options.interest = under.interest;
    options.asked = asked;
    options.fixed = under.fixed.empty() ? nullptr : &under.fixed;
    AccountState state;
    AccountResult result;
    PV_CHECK(apply(*under.terms, state, input.facts(), under.through, options, result));
    Bill bill;
    bill.pack = result.pack;
    bill.currency = result.unapplied.currency();
    for (const Document &document : result.documents) {
        if (document.date > under.through) continue;
        PV_TRY(Bill::Item item, item_of(document));
        PV_CHECK(add_to(bill.total, item.minor));
        bill.items.push_back(std::move(item));
    }
    for (const Posting &posting : result.accrued)
        if (posting.ledger == chart::unbilled) PV_CHECK(add_to(bill.accrued, posting.amount.minor()));
    std::stable_sort(bill.items.begin(), bill.items.end(),
                     [](const Bill::Item &a, const Bill::Item &b) { return place_of(a) < place_of(b); });
    return bill;
}

Result<std::vector<BillDifference>> differences(const Bill &before, const Bill &after) {
    std::vector<BillDifference> rows;
    auto a = before.items.begin();
    auto b = after.items.begin();
    while (a != before.items.end() || b != after.items.end()) {
        const bool only_before = b == after.items.end() || (a != before.items.end() && place_of(*a) < place_of(*b));
        const bool only_after = !only_before && (a == before.items.end() || place_of(*b) < place_of(*a));
        BillDifference row;
        if (!only_after) row.before = &*a++;
        if (!only_before) row.after = &*b++;
        if (row.before && row.after && same(*row.before, *row.after)) continue;
        if (__builtin_sub_overflow(row.after ? row.after->minor : 0, row.before ? row.before->minor : 0, &row.minor))
            return Error(Code::money_overflow, "the difference of two bills is larger than the largest amount");
        rows.push_back(row);
    }
    return rows;
}

} // namespace proviso
