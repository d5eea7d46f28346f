// All targets in one program without libFuzzer: each seed as it is, then a fixed number of inputs made of the seeds,
// the same ones on every machine.
//
//     test_fuzz SOURCE FINDINGS [COUNT [NAME]]
//
// Seeds are those of seeds.txt and of tests/fuzz/corpus. An input that breaks a target is written to the folder
// FINDINGS.
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <unistd.h>
#include <vector>

#define PV_FUZZ(name) extern "C" int fuzz_##name(const std::uint8_t *data, std::size_t size);
#include "targets.def"
#undef PV_FUZZ

namespace {

namespace fs = std::filesystem;
constexpr std::size_t longest = 1 << 18;
constexpr unsigned patience = 20; // seconds of one input

struct Target {
    const char *name;
    int (*run)(const std::uint8_t *, std::size_t);
};
constexpr Target targets[] = {
#define PV_FUZZ(name) {#name, fuzz_##name},
#include "targets.def"
#undef PV_FUZZ
};

std::string current, finding; ///< the input that runs, and where it is written if it breaks its target

extern "C" void broken(int signal) {
    if (std::FILE *out = std::fopen(finding.c_str(), "wb")) {
        std::fwrite(current.data(), 1, current.size(), out);
        std::fclose(out);
    }
    std::printf("FAIL %s: signal %d\n0 passed, 1 failed\n", finding.c_str(), signal);
    std::fflush(stdout);
    _exit(1);
}

std::string bytes_of(const fs::path &path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

using Seeds = std::map<std::string, std::vector<std::string>>;

/// seeds.txt: target, the byte ahead of the file or "-", folder, end of the file's name.
Seeds read_seeds(const fs::path &source) {
    Seeds seeds;
    std::ifstream list(source / "tests/fuzz/seeds.txt");
    std::string target, ahead, folder, end;
    while (list >> target >> ahead >> folder >> end) {
        if (target.front() == '#') {
            list.ignore(4096, '\n');
            continue;
        }
        std::vector<fs::path> found;
        for (const auto &entry : fs::directory_iterator(source / folder))
            if (entry.is_regular_file() && entry.path().filename().string().ends_with(end))
                found.push_back(entry.path());
        std::sort(found.begin(), found.end());
        for (const fs::path &path : found) {
            std::string seed = ahead == "-" ? std::string() : std::string(1, static_cast<char>(std::stoi(ahead)));
            seed += bytes_of(path);
            seeds[target].push_back(std::move(seed));
        }
    }
    if (fs::exists("/usr/share/zoneinfo/America/Los_Angeles"))
        seeds["zone"].push_back(bytes_of("/usr/share/zoneinfo/America/Los_Angeles"));
    for (const Target &each : targets) {
        const fs::path kept = source / "tests/fuzz/corpus" / each.name;
        std::vector<fs::path> found;
        if (fs::is_directory(kept))
            for (const auto &entry : fs::directory_iterator(kept)) found.push_back(entry.path());
        std::sort(found.begin(), found.end());
        for (const fs::path &path : found) seeds[each.name].push_back(bytes_of(path));
    }
    return seeds;
}

/// What libFuzzer does, without its eyes: bytes changed, pieces left out, doubled, or taken from another seed.
class Mutator {
  public:
    Mutator(std::uint64_t seed, const std::vector<std::string> &seeds) : random_(seed), seeds_(seeds) {}

    std::string next() {
        std::string input = seeds_.empty() ? std::string(roll(64), '\0') : seeds_[roll(seeds_.size())];
        for (std::size_t n = 1 + roll(6); n > 0; --n) change(input);
        if (input.size() > longest) input.resize(longest);
        return input;
    }

  private:
    std::size_t roll(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random_() % n); }

    void change(std::string &input) {
        static const std::vector<std::string> words{"\"",
                                                    "\\",
                                                    "\n",
                                                    "\r\n",
                                                    ",",
                                                    "=",
                                                    "[",
                                                    "]",
                                                    "{",
                                                    "}",
                                                    "[[",
                                                    "'''",
                                                    "\"\"\"",
                                                    "-",
                                                    "0",
                                                    "9223372036854775807",
                                                    "-9223372036854775808",
                                                    "1e999",
                                                    "0.0000000000000000001",
                                                    "2013-02-29",
                                                    "0000-00-00",
                                                    "9999-12-31",
                                                    "null",
                                                    "true",
                                                    std::string(1, '\0'),
                                                    "\xff\xfe",
                                                    "\xef\xbb\xbf",
                                                    "\xe2\x80\xa8",
                                                    "\xc0\x80",
                                                    "1/0",
                                                    "US-CA"};
        const std::size_t at = roll(input.size() + 1), length = roll(std::min<std::size_t>(input.size() - at, 64) + 1);
        switch (roll(8)) {
        case 0:
            if (at < input.size()) input[at] = static_cast<char>(random_());
            break;
        case 1:
            if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << roll(8)));
            break;
        case 2:
            input.erase(at, length);
            break;
        case 3:
            input.insert(at, input.substr(at, length));
            break;
        case 4:
            input.insert(at, words[roll(words.size())]);
            break;
        case 5:
            input.replace(at, std::min(length, roll(8)), words[roll(words.size())]);
            break;
        case 6: {
            if (seeds_.empty()) break;
            const std::string &other = seeds_[roll(seeds_.size())];
            const std::size_t from = roll(other.size());
            input.replace(at, length, other, from, roll(256));
            break;
        }
        default:
            input.insert(at, 1 + roll(8), static_cast<char>(random_()));
            break;
        }
    }

    std::mt19937_64 random_;
    const std::vector<std::string> &seeds_;
};

} // namespace

int main(int count, char **arguments) {
    if (count < 3) {
        std::puts("test_fuzz SOURCE FINDINGS [COUNT [NAME]]\n0 passed, 1 failed");
        return 2;
    }
    const fs::path findings = arguments[2];
    fs::create_directories(findings);
    const int inputs = count > 3 ? std::atoi(arguments[3]) : 300;
    Seeds seeds = read_seeds(arguments[1]);
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM}) std::signal(signal, broken);
    int passed = 0;
    for (const Target &target : targets) {
        if (count > 4 && std::string(arguments[4]) != target.name) continue;
        finding = (findings / target.name).string();
        const auto run = [&](std::string input) {
            current = std::move(input);
            alarm(patience);
            target.run(reinterpret_cast<const std::uint8_t *>(current.data()), current.size());
            alarm(0);
        };
        run("");
        for (const std::string &seed : seeds[target.name]) run(seed);
        Mutator mutator(1, seeds[target.name]);
        for (int i = 0; i < inputs; ++i) run(mutator.next());
        std::printf("ok %s, %zu seeds\n", target.name, seeds[target.name].size());
        ++passed;
    }
    std::printf("%d passed, %d failed\n", passed, passed == 0);
    return passed == 0;
}
