// Where the structure of CSV text lies: separators and line ends outside quotes, found 64 bytes at a time.
//
// Bytes are compared in the widest registers that the running machine has (AVX-512, AVX2, SSE2; plain words elsewhere);
// which bytes lie inside quotes follows from the parity of the quotes before them, also for doubled quotes. Whether the
// quotes stand where RFC 4180 allows them is for the scanner (csv.hpp) to check. Pure; safe to call from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace proviso {

/// Bytes that are indexed at a time.
constexpr std::size_t csv_window = 16 * 1024;

struct CsvIndex {
    std::vector<std::uint32_t> structure;    ///< offsets of separators and line ends outside quotes
    std::vector<std::uint32_t> quoted_lines; ///< offsets of line ends inside quotes
    std::size_t structure_count = 0;         ///< entries of `structure` that are in use
    bool has_quotes = false;                 ///< a quote, or text inside quotes, is in the window
    bool inside_quotes = false;              ///< at the end of the window; also the state that the next one starts with

    CsvIndex() : structure(csv_window + 64) {}
};

/// Indexes `size` bytes (at most csv_window), continuing with index.inside_quotes.
void index_csv(const char *data, std::size_t size, char separator, CsvIndex &index);

/// The same by the plain loop; what the tests compare with.
void index_csv_plain(const char *data, std::size_t size, char separator, CsvIndex &index);

} // namespace proviso
