// What the engine says of all accounts on a day: deadlines and exceptions.
#include <algorithm>

#include "book/reports.hpp"
#include "book/sweep.hpp"

namespace proviso {
namespace {

Result<Sweep> looking_at(Book::Impl &book, std::string_view stage, Day through, const std::string &account) {
    Sweep job;
    PV_TRY(job.terms, book.load_terms());
    job.stage = stage;
    job.account = account;
    job.through = through;
    job.until = day_first - 1; // no documents are wanted
    return job;
}

} // namespace

Result<void> calendar(Book &handle, const CalendarRequest &request,
                      const std::function<bool(const CalendarRow &)> &visit) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    PV_TRY(const Sweep job, looking_at(book, "calendar", request.as_of, request.account));
    const auto consume = [&](Swept &swept) -> Result<bool> {
        auto &deadlines = swept.result.deadlines;
        std::stable_sort(deadlines.begin(), deadlines.end(),
                         [](const Deadline &a, const Deadline &b) { return a.date < b.date; });
        for (Deadline &deadline : deadlines) {
            const bool stands = deadline.known_from <= request.as_of && request.as_of < deadline.known_until;
            if (deadline.standing && !request.standing) continue;
            if (!stands || (deadline.date > request.until && deadline.date != day_last)) continue;
            CalendarRow row{swept.rows.account.name, std::move(deadline), false};
            row.past = row.deadline.date < request.as_of;
            if (!visit(row)) return false;
        }
        return true;
    };
    return sweep(book, job, consume);
}

Result<void> exceptions(Book &handle, Day through, const std::string &account,
                        const std::function<bool(const Exception &)> &visit) {
    Book::Impl &book = handle.impl();
    PV_TRY(ReadScope read, ReadScope::begin(*book.store));
    PV_TRY(const Sweep job, looking_at(book, "exceptions", through, account));
    const auto consume = [&](Swept &swept) -> Result<bool> {
        return std::all_of(swept.result.exceptions.begin(), swept.result.exceptions.end(), visit);
    };
    return sweep(book, job, consume);
}

} // namespace proviso
