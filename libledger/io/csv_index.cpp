#include "io/csv_index.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace proviso {
namespace {

constexpr std::size_t block_size = 64;
constexpr std::size_t blocks_max = csv_window / block_size;

/// One bit for each byte of a block.
struct Marks {
    std::uint64_t quote = 0, separator = 0, line = 0;
};
using Classify = void (*)(const char *data, std::size_t blocks, char separator, Marks *out);

void classify_plain(const char *data, std::size_t blocks, char separator, Marks *out) {
    for (std::size_t b = 0; b < blocks; ++b) {
        Marks marks;
        for (std::size_t i = 0; i < block_size; ++i) {
            const char c = data[b * block_size + i];
            marks.quote |= std::uint64_t{c == '"'} << i;
            marks.separator |= std::uint64_t{c == separator} << i;
            marks.line |= std::uint64_t{c == '\n'} << i;
        }
        out[b] = marks;
    }
}

#if defined(__x86_64__)
std::uint64_t equal_sse2(const __m128i (&bytes)[4], char wanted) {
    const __m128i all = _mm_set1_epi8(wanted);
    std::uint64_t bits = 0;
    for (int i = 3; i >= 0; --i)
        bits = bits << 16 | static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes[i], all)));
    return bits;
}

void classify_sse2(const char *data, std::size_t blocks, char separator, Marks *out) {
    for (std::size_t b = 0; b < blocks; ++b) {
        __m128i bytes[4];
        std::memcpy(bytes, data + b * block_size, block_size);
        out[b] = {equal_sse2(bytes, '"'), equal_sse2(bytes, separator), equal_sse2(bytes, '\n')};
    }
}

[[gnu::target("avx2")]] void classify_avx2(const char *data, std::size_t blocks, char separator, Marks *out) {
    const __m256i quote = _mm256_set1_epi8('"'), comma = _mm256_set1_epi8(separator), line = _mm256_set1_epi8('\n');
    for (std::size_t b = 0; b < blocks; ++b) {
        const auto *at = reinterpret_cast<const __m256i *>(data + b * block_size);
        const __m256i low = _mm256_loadu_si256(at), high = _mm256_loadu_si256(at + 1);
#define PV_EQUAL(wanted)                                                                                               \
    (static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted))))     \
         << 32 |                                                                                                       \
     static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted))))
        out[b] = {PV_EQUAL(quote), PV_EQUAL(comma), PV_EQUAL(line)};
#undef PV_EQUAL
    }
}

[[gnu::target("avx512f,avx512bw")]] void classify_avx512(const char *data, std::size_t blocks, char separator,
                                                         Marks *out) {
    const __m512i quote = _mm512_set1_epi8('"'), comma = _mm512_set1_epi8(separator), line = _mm512_set1_epi8('\n');
    for (std::size_t b = 0; b < blocks; ++b) {
        const __m512i bytes = _mm512_loadu_si512(data + b * block_size);
        out[b] = {_mm512_cmpeq_epi8_mask(bytes, quote), _mm512_cmpeq_epi8_mask(bytes, comma),
                  _mm512_cmpeq_epi8_mask(bytes, line)};
    }
}
#endif

Classify widest() {
#if defined(__x86_64__)
    static const Classify found = [] {
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")) return &classify_avx512;
        return __builtin_cpu_supports("avx2") ? &classify_avx2 : &classify_sse2;
    }();
    return found;
#else
    return &classify_plain;
#endif
}

/// Bit i is the parity of bits 0 to i: set between an opening quote and the closing one.
std::uint64_t parity_so_far(std::uint64_t bits) {
    for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
    return bits;
}

void collect(const Marks *marks, std::size_t blocks, CsvIndex &index) {
    std::uint32_t *next = index.structure.data();
    std::uint64_t inside_before = index.inside_quotes ? ~std::uint64_t{0} : 0;
    index.has_quotes = index.inside_quotes;
    index.quoted_lines.clear();
    for (std::size_t b = 0; b < blocks; ++b) {
        const auto base = static_cast<std::uint32_t>(b * block_size);
        std::uint64_t structure = marks[b].separator | marks[b].line;
        if ((marks[b].quote | inside_before) != 0) {
            index.has_quotes = true;
            const std::uint64_t inside = parity_so_far(marks[b].quote) ^ inside_before;
            inside_before = inside >> 63 != 0 ? ~std::uint64_t{0} : 0;
            structure &= ~inside;
            for (std::uint64_t lines = marks[b].line & inside; lines != 0; lines &= lines - 1)
                index.quoted_lines.push_back(base + static_cast<std::uint32_t>(std::countr_zero(lines)));
        }
        for (; structure != 0; structure &= structure - 1)
            *next++ = base + static_cast<std::uint32_t>(std::countr_zero(structure));
    }
    index.inside_quotes = inside_before != 0;
    index.structure_count = static_cast<std::size_t>(next - index.structure.data());
}

void index_with(Classify classify, const char *data, std::size_t size, char separator, CsvIndex &index) {
    assert(size <= csv_window);
    std::array<Marks, blocks_max + 1> marks;
    std::size_t blocks = size / block_size;
    classify(data, blocks, separator, marks.data());
    if (const std::size_t rest = size % block_size; rest != 0) {
        // The last bytes go through a block of their own: nothing behind the text is read.
        char padded[block_size] = {};
        std::memcpy(padded, data + blocks * block_size, rest);
        classify(padded, 1, separator, &marks[blocks]);
        ++blocks;
    }
    collect(marks.data(), blocks, index);
}

} // namespace

void index_csv(const char *data, std::size_t size, char separator, CsvIndex &index) {
    index_with(widest(), data, size, separator, index);
}

void index_csv_plain(const char *data, std::size_t size, char separator, CsvIndex &index) {
    index_with(&classify_plain, data, size, separator, index);
}

} // namespace proviso
