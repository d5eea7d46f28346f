#include "property/lives.hpp"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace proviso::test {
namespace {

int from_environment(const char *name, int otherwise) {
    const char *text = std::getenv(name);
    int value = otherwise;
    if (text) std::from_chars(text, text + std::string_view(text).size(), value);
    return value;
}

std::string written(const std::string &name, const std::string &scenario) {
    const std::filesystem::path folder = std::filesystem::path(PROVISO_BUILD_DIR) / "lives";
    std::filesystem::create_directories(folder);
    const std::string path = (folder / (name + ".toml")).string();
    std::ofstream(path, std::ios::binary) << scenario;
    return path;
}

/// What stands ahead of the particulars: a smaller life must fail in the same way, not in any.
std::string kind_of(const Broken &broken) {
    return broken ? "broken " + broken.what.substr(0, broken.what.find_first_of(":\n")) : std::string();
}

/// One attempt after the other to make a failing life smaller; each that still fails is kept.
class Shrinker {
  public:
    Shrinker(RandomLife life, const std::function<bool(const RandomLife &)> &fails, int budget)
        : life_(std::move(life)), fails_(fails), left_(budget) {}

    RandomLife go() {
        for (bool smaller = true; smaller && left_ > 0;) {
            smaller = false;
            for (const bool did : {fewer(&RandomLife::usage), fewer(&RandomLife::sessions), fewer(&RandomLife::facts),
                                   fewer_choices(), fewer_fields(), rounder(), shorter()})
                smaller = smaller || did;
        }
        return std::move(life_);
    }

  private:
    bool keep(RandomLife smaller) {
        if (left_-- <= 0 || !fails_(smaller)) return false;
        life_ = std::move(smaller);
        return true;
    }

    /// Leaves out halves, then quarters, ... then single ones, as long as it fails without them.
    template <class List> bool fewer(List RandomLife::*list) {
        const std::size_t before = (life_.*list).size();
        for (std::size_t size = before; size > 0; size /= 2)
            for (std::size_t at = (life_.*list).size(); at > 0 && left_ > 0;) {
                const std::size_t from = at > size ? at - size : 0;
                RandomLife smaller = life_;
                auto &items = smaller.*list;
                items.erase(items.begin() + static_cast<std::ptrdiff_t>(from),
                            items.begin() + static_cast<std::ptrdiff_t>(at));
                keep(std::move(smaller));
                at = std::min(from, (life_.*list).size());
            }
        return (life_.*list).size() < before;
    }

    bool fewer_choices() {
        const Choices before = life_.choices;
        for (const auto &[reading, option] : before) {
            RandomLife smaller = life_;
            smaller.choices.erase(reading);
            keep(std::move(smaller));
        }
        return life_.choices.size() < before.size();
    }

    bool fewer_fields() {
        bool any = false;
        for (std::size_t i = 0; i < life_.facts.size(); ++i)
            for (std::size_t at = life_.facts[i].fields.size(); at-- > 0;) {
                if (event_type(life_.facts[i].type)->field(life_.facts[i].fields[at].first)->required) continue;
                RandomLife smaller = life_;
                smaller.facts[i].fields.erase(smaller.facts[i].fields.begin() + static_cast<std::ptrdiff_t>(at));
                any |= keep(std::move(smaller));
            }
        return any;
    }

    /// Amounts of 100.00, quantities of 1.
    bool rounder() {
        bool any = false;
        for (std::size_t i = 0; i < life_.facts.size(); ++i)
            for (std::size_t at = 0; at < life_.facts[i].fields.size(); ++at) {
                const auto &[name, text] = life_.facts[i].fields[at];
                const FieldKind kind = event_type(life_.facts[i].type)->field(name)->kind;
                const std::string round = kind == FieldKind::amount     ? "100.00"
                                          : kind == FieldKind::quantity ? "1"
                                          : kind == FieldKind::seconds  ? "60"
                                                                        : text;
                if (round == text) continue;
                RandomLife smaller = life_;
                smaller.facts[i].fields[at].second = round;
                any |= keep(std::move(smaller));
            }
        return any;
    }

    /// An earlier end: half as long, or a day less.
    bool shorter() {
        bool any = false;
        for (std::int32_t step = (life_.last - life_.first) / 2; step > 0 && left_ > 0;) {
            RandomLife smaller = life_;
            smaller.last = life_.last - step;
            const bool kept = smaller.last >= smaller.first && keep(std::move(smaller));
            any |= kept;
            if (!kept) step /= 2;
        }
        return any;
    }

    RandomLife life_;
    const std::function<bool(const RandomLife &)> &fails_;
    int left_;
};

} // namespace

RandomLife shrunk(RandomLife life, const std::function<bool(const RandomLife &)> &fails, int budget) {
    return Shrinker(std::move(life), fails, budget).go();
}

void in_every_life(const std::string &name, int count, const Property &property, const Engine &engine) {
    const int first = from_environment("PROVISO_SEED", 1);
    const int lives = from_environment("PROVISO_LIVES", count);
    for (int seed = first; seed < first + lives; ++seed) {
        const RandomLife life = random_life(static_cast<std::uint64_t>(seed));
        const std::string kind = kind_of(property(life, engine));
        if (kind.empty()) continue;
        const RandomLife small =
            shrunk(life, [&](const RandomLife &smaller) { return kind_of(property(smaller, engine)) == kind; });
        const Broken broken = property(small, engine);
        const std::string path = written(name, scenario_of(small, name, broken.what, broken.expects));
        FAIL_CHECK("seed " << seed << ", written to " << path << "\n" << broken.what);
        return;
    }
    CHECK(lives > 0);
}

} // namespace proviso::test
