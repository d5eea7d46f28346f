// A derivation as sums written out, in the order in which they were worked out. Internal to book/. Pure.
//
// derivation_text shows the tree from the result down; here each step is one line with its numbers:
//   days charged = 30 - 20 = 10  [clause; reading = option]
#pragma once

#include <string>
#include <vector>

#include "core/explain/derivation.hpp"

namespace proviso {

struct ArithmeticText {
    std::vector<std::string> given;  ///< facts and parameters: "price = 199  [price of the pack]"
    std::vector<std::string> worked; ///< each sum, the result last
};
[[nodiscard]] ArithmeticText arithmetic_text(const Derivation &derivation);

} // namespace proviso
