#include "book/other_terms.hpp"

#include <algorithm>

#include "io/pack_reader.hpp"

namespace proviso {
namespace {

const Reading *reading_of(const BookTerms &terms, std::string_view id, const Pack *&pack) {
    for (const Pack *candidate : terms.config().packs) {
        pack = terms.pack(candidate->id);
        if (const Reading *found = pack->reading(id)) return found;
    }
    return nullptr;
}

} // namespace

Result<std::shared_ptr<const LoadedTerms>> terms_with(Book::Impl &book, const Source &source) {
    PV_TRY(const std::shared_ptr<const LoadedTerms> now, book.load_terms());
    PV_TRY(Pack pack, read_pack(source.bytes, source.name));
    BookTerms::Config config = now->terms.config();
    if (!now->terms.pack(pack.id)) {
        if (config.packs.size() != 1)
            return Error(Code::argument_invalid,
                         "no account of the book is under " + pack.id + ", and it could stand for more than one pack",
                         "give a pack with the id of the one that it is to replace", source.name);
        pack.id = config.packs.front()->id; // accounts are under this name
    }
    auto loaded = std::make_shared<LoadedTerms>();
    loaded->packs.push_back(std::move(pack));
    const Pack &instead = loaded->packs.back();
    for (const Pack *&held : config.packs)
        if (held->id == instead.id) held = &instead;
    std::erase_if(config.pack_revisions, [&](const auto &revision) { return revision.value->id == instead.id; });
    const std::vector<Event> events = now->terms.events();
    PV_TRY(loaded->terms, BookTerms::make(std::move(config), events));
    // The calendars and the other packs are the book's own: both live as long as the answer.
    auto both =
        std::make_shared<std::pair<std::shared_ptr<const LoadedTerms>, std::shared_ptr<LoadedTerms>>>(now, loaded);
    return std::shared_ptr<const LoadedTerms>(both, loaded.get());
}

Result<void> check_choices(const BookTerms &terms, const Choices &readings) {
    for (const auto &[id, option] : readings) {
        const Pack *pack = nullptr;
        if (!reading_of(terms, id, pack))
            return Error(Code::reading_unknown, "no pack of the book has a reading " + id,
                         "see the readings with `proviso reading list`", id);
        Terms on(*pack);
        PV_CHECK(on.choose(id, option));
    }
    return {};
}

Result<BillTerms> last_bill(Book::Impl &book, const CompareScope &scope) {
    BillTerms under;
    PV_TRY(const std::optional<Day> drafts, book.day_setting(setting::drafts_through));
    PV_TRY(const std::optional<Day> sealed, book.day_setting(setting::sealed_through));
    const std::optional<Day> last = drafts && sealed ? std::max(drafts, sealed) : drafts ? drafts : sealed;
    if (!scope.through && !last)
        return Error(Code::argument_missing, "nothing has been billed yet, so there is no last day to compare through",
                     "run the billing first, or say through which day", "through");
    under.through = scope.through.value_or(last.value_or(day_first));
    PV_TRY(const std::optional<std::string> interest, book.store->setting(setting::drafts_interest));
    under.interest = interest.has_value() && under.through == drafts;
    return under;
}

bool settles_imports(std::string_view question) {
    return rates_calls(question) || question.substr(0, 5) == "zone." || question == "day.zone";
}
bool rates_calls(std::string_view question) { return question.substr(0, 7) == "rating."; }

std::vector<std::string> questions_of(const BookTerms &terms, const Choices &readings) {
    std::vector<std::string> questions;
    for (const auto &[id, option] : readings) {
        const Pack *pack = nullptr;
        if (const Reading *reading = reading_of(terms, id, pack)) questions.push_back(reading->decides);
    }
    return questions;
}

} // namespace proviso
