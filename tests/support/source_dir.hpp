// Where the checkout is, so that tests find fixtures/ and rules/. A function, not a macro on every command line: the
// compiled tests of two checkouts are then the same, and a compiler cache serves both.
#pragma once

namespace proviso::test {

[[nodiscard]] const char *source_dir(); ///< absolute, without a slash at the end

} // namespace proviso::test
