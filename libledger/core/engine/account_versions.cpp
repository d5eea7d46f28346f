#include "core/engine/account_versions.hpp"

namespace proviso {

bool is_version(const TermsInForce &governing, const TermsVersion &version) {
    return governing.version == version.name && governing.pack == version.pack && governing.posted == version.posted;
}

std::vector<const TermsVersion *> versions_of(const BookTerms &book, const AccountState::Impl &state) {
    std::vector<const TermsVersion *> all;
    for (const TermsVersion &version : book.versions()) all.push_back(&version);
    for (const TermsVersion &version : state.own_versions) all.push_back(&version);
    return all;
}

std::vector<std::pair<const TermsVersion *, Day>> versions_in_force(const BookTerms &book,
                                                                    const AccountState::Impl &state) {
    std::vector<std::pair<const TermsVersion *, Day>> found;
    if (state.orders.terms.empty()) return found;
    for (const TermsInForce &governing : state.orders.terms)
        for (const TermsVersion *version : versions_of(book, state))
            if (is_version(governing, *version)) found.emplace_back(version, governing.from);
    return found;
}

Result<void> apply_versions(Terms &terms, const BookTerms &book, const AccountState::Impl &state, Day on) {
    for (const auto &[version, from] : versions_in_force(book, state))
        for (const Event &event : version->parameters)
            if (event.on <= on && state.pack->parameter(event.text("parameter"))) PV_CHECK(apply_choice(terms, event));
    return {};
}

} // namespace proviso
