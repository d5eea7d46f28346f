// Replays scenarios: reads one, runs its events, compares what came out with what it expects, and says what differs.
//
//     ReplaySources sources(provider, zones);
//     ReplayResult result = replay(bytes, "fixtures/safesoft/SS-4.b-printed-example.toml", sources);
//
// A malformed scenario is a failed one. The same bytes and sources give the same result. One `sources` per thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "replay/compare.hpp"
#include "replay/sources.hpp"

namespace proviso {

struct ReplayOptions {
    bool explain = false; ///< also the derivation of every line that came out
};

/// A document that came out, for people.
struct ReplayedDocument {
    std::string account;
    std::string document; ///< draft id
    std::string total;
    std::string text; ///< lines with their derivations
};

/// All that came out of one set of readings, as canonical bytes: for whoever works the amounts out again without this
/// library.
struct ReplayedRun {
    std::string name;                      ///< "under R-SS-10=calendar"; empty: the scenario's own readings
    std::vector<std::string> documents;    ///< document_json, derivations inside
    std::vector<JournalEntry> journal;     ///< of every account
    std::vector<std::string> calculations; ///< derivations of the calculations that are asked for
};

struct ReplayResult {
    std::string file;
    std::string id; ///< empty if the file is not well formed
    std::string title;
    std::vector<std::string> clauses;        ///< that the scenario says it covers
    std::vector<Difference> failures;        ///< empty: passed
    std::vector<ReplayedDocument> documents; ///< only with `explain`
    std::vector<ReplayedRun> runs;           ///< only with `explain`
    [[nodiscard]] bool passed() const { return failures.empty(); }
};

[[nodiscard]] ReplayResult replay(std::string_view bytes, const std::string &file, ReplaySources &sources,
                                  ReplayOptions options = {});

/// One JSON object: file, id, title, passed, clauses, failures, and with `explain` documents and runs.
[[nodiscard]] std::string replay_json(const ReplayResult &result);
/// "ok ID: title" or "FAILED ID: title" and the differences below it, each line ended.
[[nodiscard]] std::string replay_text(const ReplayResult &result);

} // namespace proviso
