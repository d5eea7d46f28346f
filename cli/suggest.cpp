#include "suggest.hpp"

#include <algorithm>

namespace proviso::cli {
namespace {

/// Insertions, deletions, replacements and swaps of neighbours between two words.
std::size_t edits(const std::string &a, const std::string &b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    return cost[a.size()][b.size()];
}

} // namespace

std::string suggest(const std::string &word, const std::vector<std::string> &known, const std::string &otherwise) {
    if (word.size() > 64) return otherwise;
    std::size_t best = 4;
    const std::string *nearest = nullptr;
    for (const std::string &candidate : known) {
        const std::size_t distance = edits(word, candidate);
        if (distance < best && 2 * distance < std::max(word.size(), candidate.size())) {
            best = distance;
            nearest = &candidate;
        }
    }
    return nearest ? "did you mean \"" + *nearest + "\"?" : otherwise;
}

} // namespace proviso::cli
