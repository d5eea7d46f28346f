// Terms that a book does not have: what it would be billed under. Internal to book/.
#pragma once

#include <memory>

#include "book/bill_again.hpp"
#include "book/internal.hpp"

namespace proviso {

/// The book's terms with a pack of the source in the place of every revision of the pack with its id; where the book
/// has one pack only, of that one whatever the id. Errors: pack.*, reading.* (a choice of the book that it does not
/// know), argument.invalid.
[[nodiscard]] Result<std::shared_ptr<const LoadedTerms>> terms_with(Book::Impl &book, const Source &pack);
/// That some pack knows each reading and has the option. Errors: reading.unknown, reading.option_unknown,
/// reading.not_computed.
[[nodiscard]] Result<void> check_choices(const BookTerms &terms, const Choices &readings);
/// Through which day, and whether interest is billed on it as the last run did. Error: argument.missing.
[[nodiscard]] Result<BillTerms> last_bill(Book::Impl &book, const CompareScope &scope);
/// True if the question settles how usage is rated or dated, which happens when it is imported.
[[nodiscard]] bool settles_imports(std::string_view question);
/// True if it settles how long a call is billed and how its price is rounded: the kept rows can be rated again.
[[nodiscard]] bool rates_calls(std::string_view question);
/// The questions that the readings decide.
[[nodiscard]] std::vector<std::string> questions_of(const BookTerms &terms, const Choices &readings);

} // namespace proviso
