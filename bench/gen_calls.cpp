// gen_calls rates COUNT SEED OUT                  a rate deck: prefix,rate (1 to 7 digits, 4 decimals)
// gen_calls calls COUNT ACCOUNTS SEED RATES OUT   call records: account,start,seconds,destination
// The same arguments give the same bytes on every machine; bench/reference.json has their SHA-256. Some accounts call
// far more than others, lengths are log-normal with one call in twelve below four seconds, prefixes are used unevenly.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

__extension__ using Wide = unsigned __int128;

/// xoshiro256**, seeded by splitmix64.
class Random {
  public:
    explicit Random(std::uint64_t seed) {
        for (std::uint64_t &word : state_) {
            seed += 0x9E3779B97F4A7C15;
            std::uint64_t z = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            word = z ^ (z >> 31);
        }
    }
    std::uint64_t next() {
        const auto turn = [](std::uint64_t x, int by) { return x << by | x >> (64 - by); };
        const std::uint64_t result = turn(state_[1] * 5, 7) * 9, shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = turn(state_[3], 45);
        return result;
    }
    std::uint64_t below(std::uint64_t bound) { return static_cast<std::uint64_t>((Wide{next()} * bound) >> 64); }
    char digit() { return static_cast<char>('0' + below(10)); }
    double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    /// Twelve uniform numbers added up: exact in integers, so that no machine's mathematics makes a difference.
    double normal() {
        std::uint64_t sum = 0;
        for (int i = 0; i < 6; ++i) {
            const std::uint64_t word = next();
            sum += (word & 0xffffffff) + (word >> 32);
        }
        return static_cast<double>(sum) * 0x1p-32 - 6.0;
    }

  private:
    std::uint64_t state_[4];
};

std::string padded(std::uint64_t value, std::size_t width) {
    std::string text = std::to_string(value);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

int make_rates(std::size_t count, std::uint64_t seed, std::ofstream &out) {
    Random random(seed);
    std::set<std::string> known;
    std::vector<std::string> prefixes;
    const auto add = [&](const std::string &prefix) {
        if (known.insert(prefix).second) prefixes.push_back(prefix);
    };
    for (char first = '1'; first <= '9'; ++first) add(std::string(1, first)); // every number has a price
    while (prefixes.size() < 49 && prefixes.size() < count) add(std::to_string(10 + random.below(90)));
    while (prefixes.size() < 249 && prefixes.size() < count) add(std::to_string(100 + random.below(900)));
    while (prefixes.size() < count) {
        std::string prefix = prefixes[random.below(prefixes.size())];
        const std::size_t length = prefix.size() + 1 + random.below(3);
        if (length > 7 || length < 4) continue;
        while (prefix.size() < length) prefix += random.digit();
        add(prefix);
    }
    out << "prefix,rate\n";
    for (const std::string &prefix : prefixes) {
        const std::uint64_t kind = random.below(100);
        const std::uint64_t price = kind < 70   ? 45 + random.below(400)
                                    : kind < 95 ? 445 + random.below(3'000)
                                                : 3'445 + random.below(16'000);
        out << prefix << ',' << price / 10'000 << '.' << padded(price % 10'000, 4) << '\n';
    }
    return out.good() ? 0 : 4;
}

std::vector<std::string> read_prefixes(const char *path) {
    std::vector<std::string> prefixes;
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) prefixes.push_back(line.substr(0, line.find(',')));
    return prefixes;
}

std::int64_t call_seconds(Random &random) {
    if (random.below(100) < 8) return static_cast<std::int64_t>(random.below(4));
    const double seconds = std::ceil(std::exp(3.9998096703302650 + random.normal()));
    return seconds > 14'400 ? 14'400 : static_cast<std::int64_t>(seconds);
}

/// Calls of June 2026, in the order of their start give or take two minutes.
int make_calls(std::uint64_t count, std::uint64_t accounts, std::uint64_t seed, std::vector<std::string> prefixes,
               std::ofstream &out) {
    constexpr std::uint64_t month = 30 * 86'400;
    if (prefixes.empty()) return 2;
    Random random(seed);
    for (std::size_t i = prefixes.size() - 1; i > 0; --i) std::swap(prefixes[i], prefixes[random.below(i + 1)]);
    out << "account,start,seconds,destination\n";
    for (std::uint64_t i = 0; i < count; ++i) {
        const double by_account = random.uniform(), by_prefix = random.uniform();
        const auto rank = static_cast<std::uint64_t>(by_account * by_account * static_cast<double>(accounts));
        const std::uint64_t account = (rank * 7'654'321 + 12'345) % 99'999'989; // scattered, each its own
        const std::uint64_t start = std::min(i * month / count + random.below(120), month - 1);
        const std::int64_t seconds = call_seconds(random);
        std::string number = prefixes[static_cast<std::size_t>(by_prefix * by_prefix * by_prefix *
                                                               static_cast<double>(prefixes.size()))];
        const std::size_t length = 11 + random.below(3);
        while (number.size() < length) number += random.digit();
        const std::uint64_t second = start % 86'400;
        out << "AC" << padded(account, 8) << ",2026-06-" << padded(1 + start / 86'400, 2) << 'T'
            << padded(second / 3'600, 2) << ':' << padded(second / 60 % 60, 2) << ':' << padded(second % 60, 2) << "Z,"
            << seconds << ',' << number << '\n';
    }
    return out.good() ? 0 : 4;
}

} // namespace

int main(int count, char **argument) {
    const auto number = [&](int i) { return std::strtoull(argument[i], nullptr, 10); };
    const std::string_view what = count > 1 ? argument[1] : "";
    if (what == "rates" && count == 5) {
        std::ofstream out(argument[4], std::ios::binary);
        return make_rates(number(2), number(3), out);
    }
    if (what == "calls" && count == 7) {
        std::ofstream out(argument[6], std::ios::binary);
        return make_calls(number(2), number(3), number(4), read_prefixes(argument[5]), out);
    }
    std::fprintf(stderr, "usage: gen_calls rates COUNT SEED OUT | calls COUNT ACCOUNTS SEED RATES OUT\n");
    return 3;
}
