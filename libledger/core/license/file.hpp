// The form of the files that a licence needs: the licence itself, the list of revoked ones, and what a verifier keeps.
//
// Lines of UTF-8 that end in LF. The first names kind and version, each further one is `name: value`, and the last one
// vouches for all before it:
//
//   Proviso licence 1
//   key: 8c1f0a...           which key signed
//   ...
//   signature: q1Zb...==     base64 of an Ed25519 signature over every byte above this line
//
// What is signed is what is shown: `head -n -1 FILE` gives the signed bytes to any tool. One meaning has one spelling:
// a file that is not, byte for byte, what the writer makes of its content is refused. The kind stands in the signed
// bytes, so a signature of one kind of file says nothing for another. This file knows no cryptography (libledger/
// signing has it). Pure; thread-safe. The bytes that are given must outlive what is read from them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/time/day.hpp"

namespace proviso {

enum class LicenceFileKind : std::uint8_t { licence, revocations, state };
/// "licence", "revocations", "licence state": as the first line says.
[[nodiscard]] std::string_view licence_file_kind_name(LicenceFileKind kind);
/// 128 KiB for licences, 4 MiB for lists, 1 MiB for states.
[[nodiscard]] std::size_t licence_file_limit(LicenceFileKind kind);

constexpr std::int32_t licence_file_version = 1;
constexpr std::int64_t licence_number_most = 999'999'999'999'999; ///< counts and numbers in files: 15 digits

/// A file taken apart, nothing of it checked against a key.
struct LicenceFile {
    LicenceFileKind kind{};
    std::string_view signed_bytes; ///< every line above the last
    std::string_view key;          ///< id of the key: 16 digits of lower-case hex
    std::string_view proof;        ///< what the last line says: a signature in base64, or a digest in hex
};

/// Errors (`where` = name, perhaps with the line): license.invalid, input.too_large, text.not_utf8.
[[nodiscard]] Result<LicenceFile> split_licence_file(std::string_view bytes, LicenceFileKind kind,
                                                     const std::string &name);
/// The same for a licence or a list, whichever it is.
[[nodiscard]] Result<LicenceFile> split_licence_file(std::string_view bytes, const std::string &name);
/// The whole file: the bytes, and a last line with what vouches for them.
[[nodiscard]] std::string seal_licence_file(std::string signed_bytes, LicenceFileKind kind, std::string_view proof);

/// Writes the lines above the last.
class LicenceLines {
  public:
    LicenceLines(LicenceFileKind kind, std::string_view key);
    LicenceLines &add(std::string_view name, std::string_view value);
    LicenceLines &add(std::string_view name, Day value) { return add(name, value.text()); }
    LicenceLines &add(std::string_view name, std::int64_t value) { return add(name, std::to_string(value)); }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

/// Reads the lines below `key:` front to back. The first mismatch sticks: later reads give empty values.
class LicenceReader {
  public:
    LicenceReader(const LicenceFile &file, std::string name);

    [[nodiscard]] bool next_is(std::string_view name) const;
    [[nodiscard]] std::string_view text(std::string_view name); ///< 1 to 200 bytes without control characters
    [[nodiscard]] std::string_view word(std::string_view name); ///< is_licence_word
    [[nodiscard]] Day day(std::string_view name);
    [[nodiscard]] std::int64_t number(std::string_view name); ///< 0 to licence_number_most, no leading zero
    /// The value's parts, single spaces between them; exactly `count`.
    [[nodiscard]] std::vector<std::string_view> words(std::string_view name, std::size_t count);
    /// One part of a value as a number or a day.
    [[nodiscard]] std::int64_t number_of(std::string_view part);
    [[nodiscard]] Day day_of(std::string_view part);
    void fail(std::string what);
    /// license.invalid at the first line that did not fit, or if lines are left.
    [[nodiscard]] Result<void> finish();

  private:
    [[nodiscard]] std::string_view value(std::string_view name);

    std::string name_;
    std::string_view rest_;
    std::int32_t line_ = 2;
    std::optional<Error> error_;
};

/// 1 to 64 of letters, digits and . _ - : / + @, such as ids, skus, clauses, addresses of network cards.
[[nodiscard]] bool is_licence_word(std::string_view text);
/// 1 to 200 bytes of UTF-8 without control characters, and no space at either end.
[[nodiscard]] bool is_licence_text(std::string_view text);

} // namespace proviso
