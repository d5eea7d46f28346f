#include "store/sha256_blocks.hpp"

#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace proviso {
namespace {

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).
alignas(64) constexpr std::array<std::uint32_t, 64> k{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t word(const std::uint8_t *data) {
    return std::uint32_t{data[0]} << 24 | std::uint32_t{data[1]} << 16 | std::uint32_t{data[2]} << 8 | data[3];
}

void portable(std::uint32_t *state, const std::uint8_t *data, std::size_t count) {
    for (; count > 0; --count, data += 64) {
        std::array<std::uint32_t, 64> w;
        for (std::size_t i = 0; i < 16; ++i) w[i] = word(data + 4 * i);
        for (std::size_t i = 16; i < 64; ++i) {
            const std::uint32_t a = w[i - 15], b = w[i - 2];
            w[i] = w[i - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ (a >> 3)) + w[i - 7] +
                   (std::rotr(b, 17) ^ std::rotr(b, 19) ^ (b >> 10));
        }
        std::array<std::uint32_t, 8> s;
        std::memcpy(s.data(), state, sizeof s);
        for (std::size_t i = 0; i < 64; ++i) {
            const std::uint32_t e = s[4], a = s[0];
            const std::uint32_t t1 = s[7] + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                                     ((e & s[5]) ^ (~e & s[6])) + k[i] + w[i];
            const std::uint32_t t2 =
                (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
            for (std::size_t j = 7; j > 0; --j) s[j] = s[j - 1];
            s[4] += t1;
            s[0] = t1 + t2;
        }
        for (std::size_t i = 0; i < 8; ++i) state[i] += s[i];
    }
}

#if defined(__x86_64__)
// The shape that the instructions ask for: the state as ABEF and CDGH, four rounds per step, the message schedule kept
// in four registers (Intel, "SHA Extensions", 2013).
__attribute__((target("sha,sse4.1,ssse3"))) void with_instructions(std::uint32_t *state, const std::uint8_t *data,
                                                                   std::size_t count) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    auto *out = reinterpret_cast<__m128i *>(state);
    __m128i t = _mm_shuffle_epi32(_mm_loadu_si128(out), 0xb1);
    __m128i cdgh = _mm_shuffle_epi32(_mm_loadu_si128(out + 1), 0x1b);
    __m128i abef = _mm_alignr_epi8(t, cdgh, 8);
    cdgh = _mm_blend_epi16(cdgh, t, 0xf0);
    for (; count > 0; --count, data += 64) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i m[4];
        for (int i = 0; i < 4; ++i)
            m[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(data) + i), swap);
        for (int round = 0; round < 16; ++round) {
            const __m128i *constants = reinterpret_cast<const __m128i *>(k.data()) + round;
            __m128i input = _mm_add_epi32(m[round & 3], _mm_load_si128(constants));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, input);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(input, 0x0e));
            if (round >= 12) continue;
            const __m128i last = m[(round + 3) & 3], before = m[(round + 2) & 3];
            __m128i next = _mm_sha256msg1_epu32(m[round & 3], m[(round + 1) & 3]);
            next = _mm_add_epi32(next, _mm_alignr_epi8(last, before, 4));
            m[round & 3] = _mm_sha256msg2_epu32(next, last);
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    t = _mm_shuffle_epi32(abef, 0x1b);
    cdgh = _mm_shuffle_epi32(cdgh, 0xb1);
    _mm_storeu_si128(out, _mm_blend_epi16(t, cdgh, 0xf0));
    _mm_storeu_si128(out + 1, _mm_alignr_epi8(cdgh, t, 8));
}

bool has_instructions() {
    std::uint32_t eax = 0, ebx = 0, ecx = 0, edx = 0;
    if (__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) == 0) return false;
    return (ebx >> 29 & 1) != 0 && __builtin_cpu_supports("sse4.1") != 0;
}
#endif

} // namespace

Sha256Blocks sha256_blocks_portable() { return portable; }

Sha256Blocks sha256_blocks() {
#if defined(__x86_64__)
    if (has_instructions()) return with_instructions;
#endif
    return portable;
}

} // namespace proviso
