#include "core/pack/vocabulary.hpp"

#include <algorithm>

namespace proviso {
namespace {

constexpr VocabularyWord parameters[] = {
#define PV_PARAMETER(id, reader) {id, reader},
#include "core/pack/vocabulary.def"
};
constexpr VocabularyWord questions[] = {
#define PV_QUESTION(id, settles) {id, settles},
#include "core/pack/vocabulary.def"
};
constexpr VocabularyWord provisions[] = {
#define PV_PROVISION(id, cited_by) {id, cited_by},
#include "core/pack/vocabulary.def"
};

} // namespace

std::span<const VocabularyWord> known_parameters() { return parameters; }
std::span<const VocabularyWord> known_questions() { return questions; }
std::span<const VocabularyWord> known_provisions() { return provisions; }

bool is_known(std::span<const VocabularyWord> words, std::string_view id) {
    return std::any_of(words.begin(), words.end(), [&](const VocabularyWord &word) { return word.id == id; });
}

} // namespace proviso
