// Names that other programs accept. Whatever a customer or a jurisdiction is called, what comes out has letters, digits
// and '-' only (for ledger and hledger also '.' and '_'), and two different names stay different: a name that had to be
// changed, or that looks as if it had been, ends in '-' and eight digits of its SHA-256. Internal to book/. Pure.
#pragma once

#include <string>
#include <string_view>

namespace proviso {

enum class JournalFormat : std::uint8_t { ledger, hledger, beancount };

/// "assets:receivable:acme"; for beancount "Assets:Receivable:C-acme". `account` may be empty: the ledger itself.
[[nodiscard]] std::string exported_account(JournalFormat format, std::string_view ledger, std::string_view account);

/// One line for a description or the value of a tag: printable, without what these formats take for syntax.
[[nodiscard]] std::string exported_text(JournalFormat format, std::string_view text);

} // namespace proviso
