#include "core/closest.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace proviso {
namespace {

constexpr std::size_t longest_word = 64; ///< hostile input stays cheap

std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

} // namespace

std::string_view closest_name(std::string_view word, std::span<const std::string_view> names) {
    std::string_view best;
    std::size_t fewest = 3;
    if (word.size() > longest_word) return best;
    for (const std::string_view name : names) {
        const std::size_t count = edits(word, name);
        if (count < fewest && count * 2 < std::max(word.size(), name.size())) {
            fewest = count;
            best = name;
        }
    }
    return best;
}

std::string suggest_name(std::string_view word, std::span<const std::string_view> names, std::string_view otherwise) {
    const std::string_view name = closest_name(word, names);
    if (name.empty()) return std::string(otherwise);
    return "did you mean \"" + std::string(name) + "\"?";
}

} // namespace proviso
