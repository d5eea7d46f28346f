#include "core/bill/help_rights.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/explain/working.hpp"

namespace proviso {
namespace {

constexpr std::int64_t largest_number = 1'000'000'000; // of a version's parts
constexpr std::int64_t micros_per_hour = std::int64_t{3600} * 1'000'000;

Error no_rule(const ChosenReading &chosen) {
    return Error(Code::reading_option_unknown,
                 "reading " + chosen.reading->id + " has option '" + std::string(chosen.option) +
                     "', which is no rule for it",
                 "choose another option");
}

/// The numbers of "5.10.2": 5, 10, 2. Numbers beyond any that releases have make it unreadable.
Result<std::vector<std::int64_t>> version_numbers(std::string_view text) {
    std::vector<std::int64_t> numbers;
    constexpr std::int64_t none = -1;
    std::int64_t number = none;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : ' ';
        if (c >= '0' && c <= '9') {
            number = std::max<std::int64_t>(number, 0) * 10 + (c - '0');
            if (number > largest_number) break;
        } else if (number != none) {
            numbers.push_back(std::exchange(number, none));
        }
    }
    if (numbers.empty() || number != none)
        return Error(Code::value_range, "\"" + std::string(text.substr(0, 80)) + "\" is no version", "write it as 5.1");
    return numbers;
}

using Version = std::vector<std::int64_t>;

/// The versions that count as such, newest first, without repeats: releases, or the lines that they belong to.
Result<std::vector<Version>> versions_of(std::span<const std::string> releases, bool lines) {
    std::vector<Version> versions;
    for (const std::string &release : releases) {
        PV_TRY(Version version, version_numbers(release));
        if (lines) version.resize(1);
        versions.push_back(std::move(version));
    }
    std::stable_sort(versions.begin(), versions.end(), [](const Version &a, const Version &b) { return b < a; });
    versions.erase(std::unique(versions.begin(), versions.end()), versions.end());
    return versions;
}

} // namespace

Result<HelpRight> downgrade_right(const Terms &terms, const UpgradeFacts &facts) {
    if (facts.finished < facts.started || facts.asked < facts.started)
        return Error(Code::value_range, "the upgrade ended, or help was asked for, before it began",
                     "give the instants in their order");
    PV_TRY(const ChosenReading clock, terms.option("downgrade.clock"));
    PV_TRY(const ChosenReading edge, terms.option("downgrade.edge"));
    PV_TRY(const ChosenReading fee, terms.option("downgrade.fee"));
    const bool from_finish = clock.option == "from_finish";
    const bool inclusive = edge.option == "two_hours_inclusive";
    HelpRight right;
    if (!from_finish && clock.option != "from_start") return no_rule(clock);
    if (!inclusive && edge.option != "strictly_less") return no_rule(edge);
    if (fee.option != "in_window_free" && fee.option != "own_expense") return no_rule(fee);
    Working work(terms, "downgrade");
    const Term started = work.input("started", facts.started.text(), "upgrade.installed");
    const Term finished = work.input("finished", facts.finished.text(), "upgrade.installed");
    const Term asked = work.input("asked", facts.asked.text(), "the request for help");
    work.choose("downgrade.clock");
    PV_TRY(const Ratio hours,
           Ratio::of(facts.asked.micros() - (from_finish ? facts.finished : facts.started).micros(), micros_per_hour));
    const Term passed =
        work.attest("hours passed", hours, "between the two instants", {from_finish ? finished : started, asked});
    const Term left = work.subtract(work.parameter("upgrade.downgrade_hours"), passed, "hours left");
    right.granted = work.number(left).sign() > 0 || (inclusive && work.number(left).is_zero());
    work.choose("downgrade.edge");
    const Term in_time = work.attest("in time", Ratio(right.granted ? 1 : 0), "hours left", {left});
    work.choose("downgrade.fee");
    right.free = right.granted && fee.option == "in_window_free";
    work.output("granted", std::string(right.granted ? "yes" : "no"));
    work.output("free", std::string(right.free ? "yes" : "no"));
    PV_TRY(right.work, work.finish(work.attest("granted", Ratio(right.granted ? 1 : 0), "in time or late", {in_time})));
    return right;
}

Result<HelpRight> maintenance_right(const Terms &terms, std::span<const std::string> releases,
                                    std::string_view version) {
    if (releases.empty()) return Error(Code::value_range, "no release is known", "give the releases");
    PV_TRY(const ChosenReading unit, terms.option("maintenance.versions"));
    PV_TRY(const ChosenReading count, terms.option("maintenance.count"));
    const bool lines = unit.option == "major_lines";
    const bool plus = count.option == "newest_plus_two";
    if (!lines && unit.option != "releases") return no_rule(unit);
    if (!plus && count.option != "newest_two") return no_rule(count);
    PV_TRY(const std::vector<Version> versions, versions_of(releases, lines));
    PV_TRY(Version own, version_numbers(version));
    if (lines) own.resize(1);
    Working work(terms, "maintenance");
    std::vector<Term> told;
    for (const std::string &release : releases) told.push_back(work.input("releases", release, "release.published"));
    told.push_back(work.input("version", version, "the version that the bug is in"));
    const auto newer = std::count_if(versions.begin(), versions.end(), [&](const Version &one) { return own < one; });
    work.choose("maintenance.versions");
    const Term before =
        work.attest("newer versions", Ratio(static_cast<std::int64_t>(newer)), "releases, in order", told);
    Term kept = work.parameter("maintenance.versions");
    work.choose("maintenance.count");
    kept =
        work.add(kept, work.constant(plus ? "the newest itself" : "none beside them", plus ? 1 : 0), "versions kept");
    const Term place = work.subtract(kept, before, "versions to spare");
    HelpRight right;
    right.granted = right.free = work.number(place).sign() > 0;
    work.output("granted", std::string(right.granted ? "yes" : "no"));
    PV_TRY(right.work, work.finish(work.attest("granted", Ratio(right.granted ? 1 : 0), "covered or not", {place})));
    return right;
}

} // namespace proviso
