#include "core/duty/checklist.hpp"

#include <algorithm>
#include <optional>

namespace proviso {
namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
    Words words;
    std::string word;
    const auto end = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    for (const char c : text) {
        if (c == ' ' || c == ',' || c == '\t')
            end();
        else
            word += c;
    }
    end();
    return words;
}

std::string joined(const Words &words) {
    std::string text;
    for (const std::string &word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

bool has(const Words &words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The runs of digits, without leading zeros: of equal length they compare as texts.
Words version_of(std::string_view text) {
    Words parts;
    std::string part;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && is_digit(text[i])) {
            part += text[i];
        } else if (!part.empty()) {
            part.erase(0, std::min(part.find_first_not_of('0'), part.size()));
            parts.push_back(std::move(part));
            part.clear();
        }
    }
    return parts;
}

bool version_before(const Words &a, const Words &b) {
    const std::size_t most = std::max(a.size(), b.size());
    for (std::size_t i = 0; i < most; ++i) {
        const std::string left = i < a.size() ? a[i] : std::string();
        const std::string right = i < b.size() ? b[i] : std::string();
        if (left.size() != right.size()) return left.size() < right.size();
        if (left != right) return left < right;
    }
    return false;
}

/// Minutes since midnight of "20:30"; 24:00 is the end of a day.
std::optional<int> hour_of(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t i : {0u, 1u, 3u, 4u})
        if (!is_digit(text[i])) return std::nullopt;
    const int minutes = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
    return text[3] < '6' && minutes <= 24 * 60 ? std::optional(minutes) : std::nullopt;
}

std::optional<bool> flag_of(std::string_view text) {
    if (text == "yes" || text == "true") return true;
    if (text == "no" || text == "false") return false;
    return std::nullopt;
}

class Judge {
  public:
    Judge(const Terms &terms, const Checklist &list, ToldFacts told) : terms_(terms), list_(list), told_(told) {}

    Result<Decision> run(std::string_view only) {
        PV_CHECK(readable());
        for (const Check &check : list_.checks)
            if (only.empty() || check.clause == only) PV_CHECK(weigh(check));
        if (!only.empty() && !untold_.empty() && !weighing_.judged())
            return Error(Code::argument_missing,
                         "nothing is told that " + std::string(only) + " could be judged by: \"" + untold_ +
                             "\" is missing",
                         "tell " + list_.fact(untold_)->summary, "with." + untold_, std::string(only));
        return weighing_.answer(only.empty() ? list_.clause : std::string(only), list_.summary);
    }

  private:
    [[nodiscard]] const std::string *told(std::string_view name) const {
        for (const auto &[key, text] : told_)
            if (key == name) return &text;
        return nullptr;
    }
    [[nodiscard]] bool holds(const Guard &guard) const {
        const std::string *text = told(guard.fact);
        if (!text) return false;
        return guard.one_of.empty() ? flag_of(*text).value_or(false) : has(guard.one_of, *text);
    }

    [[nodiscard]] Result<void> readable() const {
        for (const FactSpec &spec : list_.facts) {
            const std::string *text = told(spec.name);
            if (!text) continue;
            const auto wrong = [&](std::string_view wanted) {
                return Error(Code::argument_invalid, "\"" + *text + "\" is not " + std::string(wanted),
                             spec.name + " is " + spec.summary, "with." + spec.name, list_.clause);
            };
            if (spec.form == FactForm::number && !Ratio::parse(*text)) return wrong("a number");
            if (spec.form == FactForm::flag && !flag_of(*text)) return wrong("yes or no");
            if (spec.form == FactForm::hour && !hour_of(*text)) return wrong("a time of day such as 20:30");
            if (spec.form == FactForm::version && version_of(*text).empty()) return wrong("a version");
        }
        return {};
    }

    Result<void> weigh(const Check &check) {
        const auto skip = [&](const std::string &why) {
            weighing_.not_applied(check.clause, check.reason + ": " + why);
        };
        if (!check.reading.empty()) {
            PV_TRY(const ReadingUse use, reading_in_force(terms_, check.reading));
            weighing_.used(use);
            if (use.option != check.option) {
                skip("not under " + use.reading + " = " + use.option);
                return {};
            }
        }
        if (!check.only_if.fact.empty() && !holds(check.only_if)) {
            skip("not asked for by this " + check.only_if.fact);
            return {};
        }
        if (!check.unless.fact.empty() && holds(check.unless)) {
            skip("not asked for by this " + check.unless.fact);
            return {};
        }
        if (!check.parameter.empty() && !terms_.find(check.parameter)) {
            const Parameter *parameter = terms_.pack().parameter(check.parameter);
            if (parameter && parameter->kind == ParameterKind::optional) {
                skip(check.parameter + " is unset");
                return {};
            }
        }
        const FactSpec *spec = list_.fact(check.field);
        const std::string *text = told(check.field);
        if (!text || !spec) {
            if (spec && spec->optional) {
                if (untold_.empty()) untold_ = check.field;
                skip(check.field + " is not told");
            } else {
                weighing_.failed(check.clause, check.reason + ": " + check.field + " is not told");
            }
            return {};
        }
        return compare(check, spec->form, *text);
    }

    /// What is wanted, as text; a number is multiplied where the condition says so.
    Result<std::optional<std::string>> wanted(const Check &check) {
        std::string text = check.value;
        if (!check.parameter.empty()) {
            if (const ParameterValue *value = terms_.find(check.parameter)) {
                text = value->text;
                if (const auto *list = std::get_if<Words>(&value->data)) text = joined(*list);
            } else {
                PV_TRY(text, terms_.text(check.parameter)); // the error that says why there is none
            }
        }
        for (const bool by_fact : {false, true}) {
            if ((by_fact ? check.times : check.factor).empty()) continue;
            const std::string *times = by_fact ? told(check.times) : &check.factor;
            if (!times) return std::optional<std::string>();
            PV_TRY(const Ratio one, Ratio::parse(text));
            PV_TRY(const Ratio count, Ratio::parse(*times));
            PV_TRY(const Ratio product, multiply(one, count));
            text = product.text();
        }
        return std::optional(text);
    }

    Result<void> compare(const Check &check, FactForm form, const std::string &given) {
        PV_TRY(const std::optional<std::string> want, wanted(check));
        if (!want) {
            weighing_.failed(check.clause, check.reason + ": " + check.times + " is not told");
            return {};
        }
        PV_TRY(const bool holds, holds_for(check, form, given, *want));
        std::string what = check.reason + ": ";
        if (check.is == Relation::yes || check.is == Relation::no)
            what += check.field + " is " + (*flag_of(given) ? "yes" : "no");
        else
            what += check.field + " " + given + ", wanted " + std::string(relation_name(check.is)) + " " + *want;
        if (holds)
            weighing_.met(check.clause, std::move(what));
        else
            weighing_.failed(check.clause, std::move(what));
        return {};
    }

    static Result<bool> holds_for(const Check &check, FactForm form, const std::string &given,
                                  const std::string &want) {
        switch (check.is) {
        case Relation::yes:
            return *flag_of(given);
        case Relation::no:
            return !*flag_of(given);
        case Relation::at_least: {
            PV_TRY(const bool less, before(form, given, want));
            return !less;
        }
        case Relation::below:
            return before(form, given, want);
        case Relation::at_most: {
            PV_TRY(const bool more, before(form, want, given));
            return !more;
        }
        case Relation::equals: {
            if (form == FactForm::text || form == FactForm::hour) return given == want;
            PV_TRY(const bool under, before(form, given, want));
            PV_TRY(const bool over, before(form, want, given));
            return !under && !over;
        }
        case Relation::one_of:
            return has(words_of(want), given);
        case Relation::none_of:
        case Relation::contains_all: {
            const bool all = check.is == Relation::contains_all;
            const Words list = form == FactForm::list ? words_of(given) : Words{given};
            const Words wants = words_of(want);
            return std::all_of(wants.begin(), wants.end(),
                               [&](const std::string &word) { return has(list, word) == all; });
        }
        case Relation::within: {
            const auto dash = want.find('-');
            const auto from = hour_of(std::string_view(want).substr(0, std::min(dash, want.size())));
            const auto until =
                dash == std::string::npos ? std::nullopt : hour_of(std::string_view(want).substr(dash + 1));
            if (!from || !until)
                return Error(Code::parameter_type, check.parameter + " is '" + want + "', not a span of hours",
                             "write it as 08:00-21:00", {}, check.clause);
            const int at = hour_of(given).value_or(0);
            return *from <= at && at < *until;
        }
        }
        return false;
    }

    static Result<bool> before(FactForm form, const std::string &a, const std::string &b) {
        if (form == FactForm::version) return version_before(version_of(a), version_of(b));
        PV_TRY(const Ratio left, Ratio::parse(a));
        PV_TRY(const Ratio right, Ratio::parse(b));
        return left < right;
    }

    const Terms &terms_;
    const Checklist &list_;
    ToldFacts told_;
    Weighing weighing_;
    std::string untold_; ///< the first optional fact that a condition wanted and nobody told
};

} // namespace

Result<ReadingUse> reading_in_force(const Terms &terms, std::string_view id) {
    const Reading *reading = terms.pack().reading(id);
    if (!reading) return Error(Code::reading_unknown, "the pack has no reading " + std::string(id), "correct the pack");
    PV_TRY(const ChosenReading chosen, terms.option(reading->decides));
    return ReadingUse{reading->id, std::string(chosen.option)};
}

Result<Decision> judge(const Terms &terms, const Checklist &list, ToldFacts told, std::string_view only) {
    return Judge(terms, list, told).run(only);
}

} // namespace proviso
