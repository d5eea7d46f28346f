#include "core/sla/time_spans.hpp"

#include <algorithm>

namespace proviso {
namespace {

constexpr std::size_t items_max = 100'000;
constexpr std::size_t shown_max = 80;
constexpr std::string_view minute_form = "2025-04-02T10:02";
constexpr std::string_view second_form = "2025-04-02T10:02:30";

Error malformed(std::string_view item) {
    return Error(Code::value_type, "'" + std::string(item.substr(0, shown_max)) + "' is no span of time",
                 "give START/END, such as 2025-04-02T10:02/2025-04-02T10:13");
}

} // namespace

TimeSpans joined(TimeSpans spans) {
    std::erase_if(spans, [](const TimeSpan &span) { return span.until <= span.from; });
    // total order: equal spans are the same
    std::sort(spans.begin(), spans.end(), [](const TimeSpan &a, const TimeSpan &b) {
        return a.from != b.from ? a.from < b.from : a.until < b.until;
    });
    TimeSpans out;
    for (const TimeSpan &span : spans) {
        if (!out.empty() && span.from <= out.back().until)
            out.back().until = std::max(out.back().until, span.until);
        else
            out.push_back(span);
    }
    return out;
}

TimeSpans within(const TimeSpans &spans, const TimeSpan &window) {
    TimeSpans out;
    for (const TimeSpan &span : spans) {
        const TimeSpan part{std::max(span.from, window.from), std::min(span.until, window.until)};
        if (part.from < part.until) out.push_back(part);
    }
    return out;
}

TimeSpans without(const TimeSpans &spans, const TimeSpans &taken) {
    TimeSpans out;
    for (const TimeSpan &span : spans) {
        Instant at = span.from;
        for (const TimeSpan &hole : taken) {
            if (hole.until <= at) continue;
            if (hole.from >= span.until) break;
            if (at < hole.from) out.push_back({at, hole.from});
            at = hole.until;
        }
        if (at < span.until) out.push_back({at, span.until});
    }
    return out;
}

std::int64_t micros_of(const TimeSpans &spans) {
    std::int64_t sum = 0;
    for (const TimeSpan &span : spans) sum += span.micros();
    return sum;
}

std::string time_spans_text(const TimeSpans &spans) {
    std::string out;
    for (const TimeSpan &span : spans) {
        if (!out.empty()) out += ',';
        out += span.from.text() + '/' + span.until.text();
    }
    return out;
}

Result<Instant> parse_clock(std::string_view text) {
    if (text.size() == minute_form.size()) return Instant::parse(std::string(text) + ":00Z");
    if (text.size() == second_form.size()) return Instant::parse(std::string(text) + 'Z');
    return Instant::parse(text);
}

Result<TimeSpans> parse_time_spans(std::string_view text) {
    TimeSpans spans;
    while (!text.empty()) {
        if (spans.size() == items_max)
            return Error(Code::input_too_large, "there are more than 100,000 spans of time", "give fewer");
        const std::size_t comma = text.find(',');
        const std::string_view item = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        const std::size_t slash = item.find('/');
        if (slash == std::string_view::npos) return malformed(item);
        TimeSpan span;
        PV_TRY(span.from, parse_clock(item.substr(0, slash)));
        PV_TRY(span.until, parse_clock(item.substr(slash + 1)));
        if (span.until < span.from)
            return Error(Code::value_range, "the span that starts at " + span.from.text() + " ends before it",
                         "correct its times");
        spans.push_back(span);
    }
    return spans;
}

} // namespace proviso
