#include "book/sweep.hpp"

#include <optional>

#include "book/pipeline.hpp"

namespace proviso {
namespace {

constexpr std::size_t accounts_per_job = 64;

struct Job {
    std::vector<Swept> accounts;
    std::optional<Error> error;
};

Result<void> apply_one(const Sweep &sweep, Swept &swept) {
    const Day through = sweep.to_last_fact ? swept.rows.last_day(sweep.through, sweep.terms->sealed) : sweep.through;
    AccountState state;
    PV_TRY(swept.result, apply_rows(*sweep.terms, swept.rows, through, sweep.options, state));
    for (Document &document : swept.result.documents) {
        if (document.date <= sweep.after || document.date > sweep.until) continue;
        MadeDocument made;
        made.body = document_json(document);
        made.sha256 = sha256(made.body);
        made.document = std::move(document);
        if (!sweep.keep) {
            made.body = {};
            made.document.lines = {};
        }
        swept.documents.push_back(std::move(made));
    }
    swept.result.documents = {};
    return {};
}

Result<void> work_on(const Sweep &sweep, Swept &swept) {
    auto applied = sweep.apply ? sweep.apply(swept) : apply_one(sweep, swept);
    if (!applied) {
        Error error = std::move(applied.error());
        if (error.where.empty()) error.where = "account " + swept.rows.account.name;
        return error;
    }
    // What nobody needs any more is freed here, on the thread that has time.
    swept.rows.events = {};
    swept.rows.personal = {};
    swept.rows.usage = {};
    return {};
}

void work(const Sweep &sweep, Job &job) {
    for (Swept &swept : job.accounts)
        if (auto applied = work_on(sweep, swept); !applied) {
            job.error = std::move(applied.error());
            return;
        }
}

} // namespace

Result<void> sweep(Book::Impl &book, const Sweep &sweep, const std::function<Result<bool>(Swept &)> &consume) {
    Store &store = *book.store;
    if (!sweep.account.empty()) {
        Swept swept;
        PV_TRY(StoredAccount account, open_account(store, sweep.account));
        PV_TRY(swept.rows, read_rows(store, std::move(account), sweep.last_entry));
        PV_CHECK(work_on(sweep, swept));
        PV_CHECK(consume(swept));
        return {};
    }
    PV_TRY(const Store::Counts counts, store.counts());
    PV_TRY(const CursorPtr<StoredAccount> accounts, store.accounts_after(sweep.after_account));
    Pipeline<Job> pipeline(book.workers(), [&](Job &job) { work(sweep, job); });
    std::uint64_t done = sweep.done_before;
    bool go_on = true;
    const auto finish_one = [&]() -> Result<void> {
        Job job = pipeline.pop();
        if (job.error) return std::move(*job.error);
        for (Swept &swept : job.accounts) {
            PV_TRY(go_on, consume(swept));
            if (!go_on) return {};
        }
        done += job.accounts.size();
        return book.progress(sweep.stage, done, counts.accounts);
    };
    StoredAccount account;
    for (bool more = true; more && go_on;) {
        Job job;
        while (job.accounts.size() < accounts_per_job) {
            PV_TRY(more, accounts->next(account));
            if (more && !sweep.last_account.empty() && sweep.last_account < account.name) more = false;
            if (!more) break;
            if (account.opened == 0) continue;
            PV_TRY(AccountRows rows, read_rows(store, account, sweep.last_entry));
            job.accounts.push_back({std::move(rows), {}, {}, {}});
        }
        if (!job.accounts.empty()) pipeline.push(std::move(job));
        while (go_on && pipeline.full()) PV_CHECK(finish_one());
    }
    while (go_on && !pipeline.empty()) PV_CHECK(finish_one());
    return {};
}

Result<void> sweep_in_parts(Book::Impl &book, Sweep job, std::size_t part,
                            const std::function<Result<void>(const std::vector<std::string> &)> &prepare,
                            const std::function<Result<bool>(Swept &)> &consume) {
    if (!job.account.empty()) {
        PV_CHECK(prepare({job.account}));
        return sweep(book, job, consume);
    }
    bool go_on = true;
    const auto until_told = [&](Swept &swept) -> Result<bool> {
        PV_TRY(go_on, consume(swept));
        return go_on;
    };
    while (go_on) {
        std::vector<std::string> names;
        PV_TRY(const CursorPtr<StoredAccount> accounts, book.store->accounts_after(job.after_account));
        StoredAccount account;
        while (names.size() < part) {
            PV_TRY(const bool more, accounts->next(account));
            if (!more) break;
            if (account.opened != 0) names.push_back(account.name);
        }
        if (names.empty()) return {};
        PV_CHECK(prepare(names));
        job.last_account = names.back();
        PV_CHECK(sweep(book, job, until_told));
        job.after_account = names.back();
        job.done_before += names.size();
    }
    return {};
}

} // namespace proviso
