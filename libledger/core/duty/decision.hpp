// An answer to "may this be done?": allow or deny, the clause that decides, and every condition that was looked at,
// met or not, each with its clause. Values; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/explain/derivation.hpp"

namespace proviso {

enum class Verdict : std::uint8_t {
    met,
    failed,
    not_applied, ///< a parameter is unset, another option is in force, or the condition is about something else
};
[[nodiscard]] std::string_view verdict_name(Verdict verdict); ///< "met", "failed", "not applied"

struct Condition {
    std::string clause;
    Verdict verdict = Verdict::met;
    std::string what; ///< what is wanted and what is told
};

struct Decision {
    bool allow = false;
    std::string clause; ///< of the first condition that is not met; of the permission if all are
    std::string reason;
    std::vector<Condition> conditions;
    std::vector<ReadingUse> readings; ///< that had a say, sorted
};

/// Gathers conditions and gives the decision. `clause` and `reason` are those of an answer that allows.
class Weighing {
  public:
    void met(std::string clause, std::string what) { add(std::move(clause), Verdict::met, std::move(what)); }
    void failed(std::string clause, std::string what) { add(std::move(clause), Verdict::failed, std::move(what)); }
    void not_applied(std::string clause, std::string what) {
        add(std::move(clause), Verdict::not_applied, std::move(what));
    }
    /// One of the two texts, as it holds.
    void require(bool holds, std::string clause, std::string if_met, std::string if_not);
    void used(ReadingUse use);
    void add(const Decision &part);    ///< conditions and readings of another decision
    [[nodiscard]] bool judged() const; ///< a condition was met or failed
    [[nodiscard]] Decision answer(std::string clause, std::string reason) const;

  private:
    void add(std::string clause, Verdict verdict, std::string what);

    std::vector<Condition> conditions_;
    std::vector<ReadingUse> readings_;
};

} // namespace proviso
