// Licence files: what was issued for the account, and what of it was revoked. They repeat what the contract allows and
// change nothing of it.
#include "core/engine/fold.hpp"

#include <algorithm>

namespace proviso {

IssuedLicence *Fold::issued_licence(std::string_view id) {
    std::vector<IssuedLicence> &issued = state_.licences.issued;
    const auto found =
        std::find_if(issued.begin(), issued.end(), [&](const IssuedLicence &row) { return row.id == id; });
    return found == issued.end() ? nullptr : &*found;
}

Result<void> Fold::licence_issued(const Event &event) {
    const std::string id(event.text("license"));
    const std::int64_t issue = event.number("issue", 1);
    IssuedLicence *known = issued_licence(id);
    if (!known) {
        state_.licences.issued.push_back({id, std::string(event.text("sku")), issue, day_, std::nullopt});
        return {};
    }
    if (known->sku != event.text("sku") || known->issue >= issue)
        return Error(Code::event_duplicate_reference,
                     "licence \"" + id + "\" was issued for " + known->sku + " already, the last time as issue " +
                         std::to_string(known->issue),
                     "give the next issue the number after that, and another product a licence of its own");
    if (known->revoked)
        return Error(Code::event_duplicate_reference,
                     "licence \"" + id + "\" was revoked on " + known->revoked->text() + ", with every issue of it",
                     "issue a licence of another name");
    known->issue = issue;
    known->on = day_;
    return {};
}

Result<void> Fold::licence_revoked(const Event &event) {
    IssuedLicence *known = issued_licence(event.text("license"));
    if (!known)
        return Error(Code::event_reference_unknown,
                     "no licence \"" + std::string(event.text("license")) + "\" was issued for the account by then",
                     "name one that was");
    if (!known->revoked) known->revoked = day_;
    return {};
}

void Fold::licence_standings(std::vector<Standing> &all) const {
    for (const IssuedLicence &licence : state_.licences.issued) {
        const Sku *sku = state_.pack->sku(licence.sku);
        all.push_back({"licence:" + licence.id,
                       licence.revoked ? "revoked" : "issue " + std::to_string(licence.issue) + " of " + licence.sku,
                       licence.revoked.value_or(licence.on), sku ? sku->clause : clause("licence")});
    }
}

} // namespace proviso
