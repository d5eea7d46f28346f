#include "book/call_batches.hpp"

#include <algorithm>

namespace proviso {
namespace {
constexpr std::size_t most_samples = 20;

std::uint64_t count_of(const UsageBatch &block, RowClass row_class) {
    return block.counts[static_cast<std::size_t>(row_class)];
}
} // namespace

CallBatches::CallBatches(Book &book, const CallPrices &prices, Config config)
    : book_(book), prices_(prices), config_(std::move(config)), sums_(prices.rater()->denominator()) {}

Result<void> CallBatches::begin() {
    if (import_) return {};
    PV_TRY(UsageImport import, UsageImport::open(book_, config_.label, committed_));
    import_.emplace(std::move(import));
    if (report_.batches == 0) PV_CHECK(import_->add_rows(call_profile_text(config_.profile), 0));
    return {};
}

Result<CallAccount> CallBatches::account(std::uint32_t index, std::string_view name) {
    PV_CHECK(begin());
    PV_TRY(const AccountTerms terms, account_terms(*book_.impl().store, name));
    owners_.resize(index + 1);
    owners_[index] = {terms.number, std::string(name)};
    CallAccount account;
    account.known = terms.number != 0;
    account.zone = prices_.day_zones().of(terms.pack, terms.zone.empty() ? config_.account_zone : terms.zone);
    account.services = prices_.services(terms.number, terms.pack);
    if (terms.number != 0 && terms.pack != prices_.pack()) other_packs_.emplace(name, terms.pack);
    return account;
}

Result<Sighting> CallBatches::sight(Day day, const CallIdentity &identity) {
    PV_CHECK(begin());
    PV_TRY(const Seen seen, import_->look(day, identity.high, identity.low));
    return seen == Seen::never ? Sighting::first : seen == Seen::before ? Sighting::again : Sighting::again_here;
}

Result<void> CallBatches::batch(const UsageBatch &block) {
    PV_CHECK(begin());
    if (block.rows.size() > 0) PV_CHECK(import_->add_rows(encode_call_rows(block.rows), block.rows.size()));
    PV_CHECK(sums_.add(block.rows, block.owners));
    for (const HeldRow &row : block.held) PV_CHECK(hold(row));
    counts_.billed += count_of(block, RowClass::billed);
    counts_.not_billable += count_of(block, RowClass::not_billable);
    counts_.duplicate += count_of(block, RowClass::duplicate);
    counts_.rejected += count_of(block, RowClass::rejected);
    for (const std::uint64_t count : block.counts) counts_.rows += count;
    return book_.impl().progress("import", rows_ + counts_.rows, 0);
}

Result<void> CallBatches::hold(const HeldRow &row) {
    Error reason = row.reason;
    if (const auto pack = other_packs_.find(row.account); pack != other_packs_.end())
        reason.clause = prices_.clause_under(pack->second, reason.clause);
    if (report_.samples.size() < most_samples) report_.samples.push_back({0, row.row, row.line, reason});
    if (row.row_class == RowClass::rejected) return {};
    return import_->suspend({row.row, row.raw, row.account, std::move(reason)});
}

/// In order of their numbers, one at a time: nothing of all of them stands in memory but the sums.
Result<void> CallBatches::write_accounts() {
    const std::string source = "batch " + std::to_string(import_->batch());
    std::vector<std::uint32_t> owners = sums_.arrange();
    // total order: each account has its own number
    std::sort(owners.begin(), owners.end(),
              [&](std::uint32_t a, std::uint32_t b) { return owners_[a].number < owners_[b].number; });
    AccountUsage usage;
    for (std::size_t i = 0; i < owners.size(); ++i) {
        if (constexpr std::size_t ahead = 4; i + ahead < owners.size()) sums_.prefetch(owners[i + ahead]);
        const std::uint32_t owner = owners[i];
        usage.account = owners_[owner].name;
        PV_TRY(const Ratio exact, sums_.totals_of(owner, source, usage));
        PV_CHECK(import_->write_account(owners_[owner].number, usage, exact));
    }
    sums_.clear();
    return {};
}

Result<void> CallBatches::commit(bool last) {
    PV_CHECK(write_accounts());
    if (last) counts_.sha256 = hex(file_hash_.finish());
    const std::uint64_t batch = import_->batch();
    auto done = import_->finish(counts_);
    import_.reset(); // its write has ended, whatever became of it
    if (!done) return std::move(done.error());
    committed_.push_back(batch);
    merge(*done);
    rows_ += std::exchange(counts_, {}).rows;
    return book_.impl().progress("import", rows_, last ? rows_ : 0);
}

void CallBatches::merge(const ImportReport &done) {
    ++report_.batches;
    for (const auto &[code, count] : done.reasons) {
        const auto at = std::find_if(report_.reasons.begin(), report_.reasons.end(),
                                     [&, &name = code](const auto &reason) { return reason.first == name; });
        if (at == report_.reasons.end())
            report_.reasons.emplace_back(code, count);
        else
            at->second += count;
    }
    std::sort(report_.reasons.begin(), report_.reasons.end());
    for (HeldSample &sample : report_.samples)
        for (const SuspendedSample &suspended : done.samples)
            if (sample.row == suspended.row) sample.suspense = suspended.id;
    if (report_.first_entry == 0) report_.first_entry = done.first_entry;
    report_.last_entry = done.last_entry;
}

Result<void> CallBatches::finish(BookCallReport &report) {
    if (import_) PV_CHECK(commit(true));
    report.batches = report_.batches;
    report.reasons = std::move(report_.reasons);
    report.samples = std::move(report_.samples);
    report.first_entry = report_.first_entry;
    report.last_entry = report_.last_entry;
    PV_TRY(ReadScope read, ReadScope::begin(*book_.impl().store));
    PV_TRY(const ChainHead head, book_.impl().store->head());
    report.head = head_of(head);
    return {};
}

} // namespace proviso
