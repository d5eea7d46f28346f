#include "core/license/revocations.hpp"

#include <algorithm>

namespace proviso {
namespace {

bool by_licence(const RevokedLicence &a, const RevokedLicence &b) { return a.licence < b.licence; }

Error unfit(std::string field, std::string what, std::string todo) {
    return Error(Code::license_invalid, std::move(what), std::move(todo), std::move(field));
}

} // namespace

const RevokedLicence *RevocationList::find(std::string_view licence) const {
    const auto found =
        std::lower_bound(rows.begin(), rows.end(), licence,
                         [](const RevokedLicence &row, std::string_view id) { return row.licence < id; });
    return found == rows.end() || found->licence != licence ? nullptr : &*found;
}

Result<void> settle_revocations(RevocationList &list) {
    if (list.number < 1 || list.number > licence_number_most)
        return unfit("number", "lists are numbered from 1 on", "give the number after the last list's");
    if (list.next <= list.issued)
        return unfit("next", "the next list is announced for a day that is not after this one's",
                     "give a day after " + list.issued.text());
    std::stable_sort(list.rows.begin(), list.rows.end(), by_licence);
    for (std::size_t i = 0; i < list.rows.size(); ++i) {
        const RevokedLicence &row = list.rows[i];
        if (!is_licence_word(row.licence))
            return unfit("licence", "the id of a licence is one word", "give the id that its file has");
        if (!is_licence_word(row.reason))
            return unfit("reason", "the reason is one word", "give one such as breach, ended, replaced");
        if (i > 0 && row.licence == list.rows[i - 1].licence)
            return unfit("licence", "licence " + row.licence + " is revoked twice", "give it once");
    }
    return {};
}

std::string revocations_text(const RevocationList &list) {
    LicenceLines lines(LicenceFileKind::revocations, list.key);
    lines.add("number", list.number).add("issued", list.issued).add("next", list.next);
    for (const RevokedLicence &row : list.rows)
        lines.add("revoked", row.licence + " " + row.from.text() + " " + row.reason);
    return lines.take();
}

Result<RevocationList> read_revocations(const LicenceFile &file, const std::string &name) {
    LicenceReader reader(file, name);
    RevocationList list;
    list.key = file.key;
    list.number = reader.number("number");
    list.issued = reader.day("issued");
    list.next = reader.day("next");
    while (reader.next_is("revoked")) {
        const auto parts = reader.words("revoked", 3);
        list.rows.push_back({std::string(parts[0]), reader.day_of(parts[1]), std::string(parts[2])});
    }
    PV_CHECK(reader.finish());
    if (auto settled = settle_revocations(list); !settled)
        return std::move(settled.error()).at(name + ": " + settled.error().where);
    if (revocations_text(list) != file.signed_bytes)
        return Error(Code::license_invalid, "the lines are not in the order in which they are written",
                     "take the file as it was issued, every byte of it", name);
    return list;
}

} // namespace proviso
