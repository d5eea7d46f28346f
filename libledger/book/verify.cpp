#include "book/verify.hpp"

#include "book/verifier.hpp"

namespace proviso {

void Verifier::begin(std::string name) { report_.checks.push_back({std::move(name), 0, true}); }

void Verifier::fault(std::uint64_t entry, std::string what) {
    if (failed()) return;
    report_.checks.back().passed = false;
    report_.fault = Fault{report_.checks.back().name, entry, std::move(what)};
}

Result<void> Verifier::tick(std::string_view stage, std::uint64_t done, std::uint64_t total) const {
    return done % 64 == 0 ? book_.progress(stage, done, total) : Result<void>();
}

Result<VerifyReport> Verifier::run() {
    using Stage = Result<void> (Verifier::*)();
    struct Named {
        const char *name;
        Stage check;
    };
    static constexpr Named checks[] = {{"chain", &Verifier::chain},
                                       {"numbering", &Verifier::numbering},
                                       {"keys", &Verifier::keys},
                                       {"balances", &Verifier::balances},
                                       {"allocation", &Verifier::allocation},
                                       {"recognition", &Verifier::recognition},
                                       {"documents", &Verifier::documents}};
    PV_TRY(const ChainHead head, store_.head());
    report_.head = head_of(head);
    for (const Named &named : checks) {
        if (failed()) break;
        if (named.check == &Verifier::documents && !request_.replay) continue;
        begin(named.name);
        PV_CHECK((this->*named.check)());
    }
    if (!failed() && request_.expect_head) {
        begin("head");
        checked();
        const std::string counted = std::to_string(report_.head.entries) + ':' + report_.head.hash;
        if (*request_.expect_head != report_.head.hash && *request_.expect_head != counted)
            fault(report_.head.entries, "the head is " + counted + ", and " + *request_.expect_head + " was expected");
    }
    return std::move(report_);
}

Result<VerifyReport> verify_book(Book &book, const VerifyRequest &request) {
    PV_TRY(ReadScope read, ReadScope::begin(*book.impl().store));
    return Verifier(book.impl(), request).run();
}

} // namespace proviso
