// What components look up in packs, from the one list in vocabulary.def. Constant data; thread-safe.
#pragma once

#include <span>
#include <string_view>

namespace proviso {

struct VocabularyWord {
    std::string_view id;
    std::string_view meaning;
};

[[nodiscard]] std::span<const VocabularyWord> known_parameters();
[[nodiscard]] std::span<const VocabularyWord> known_questions();
[[nodiscard]] std::span<const VocabularyWord> known_provisions();
[[nodiscard]] bool is_known(std::span<const VocabularyWord> words, std::string_view id);

} // namespace proviso
