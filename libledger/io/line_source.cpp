#include "io/line_source.hpp"

namespace proviso {

Result<void> LineSource::feed(std::string_view block, const Sink &sink) {
    for (auto end = block.find('\n'); end != std::string_view::npos; end = block.find('\n')) {
        if (rest_.empty()) {
            PV_CHECK(give(block.substr(0, end), sink));
        } else {
            rest_.append(block.substr(0, end));
            const std::string line = std::move(rest_);
            rest_.clear();
            PV_CHECK(give(line, sink));
        }
        block.remove_prefix(end + 1);
    }
    rest_.append(block);
    if (rest_.size() > longest_line)
        return Error(Code::input_too_large, "a line is longer than 1 MiB", "write one object on each line",
                     std::to_string(number_));
    return {};
}

Result<void> LineSource::finish(const Sink &sink) {
    const std::string line = std::move(rest_);
    rest_.clear();
    return line.empty() ? Result<void>() : give(line, sink);
}

Result<void> LineSource::give(std::string_view line, const Sink &sink) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    const std::uint64_t number = number_++;
    if (number == 1 && line.substr(0, byte_order_mark.size()) == byte_order_mark)
        line.remove_prefix(byte_order_mark.size());
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) return {};
    if (line.size() > longest_line)
        return Error(Code::input_too_large, "a line is longer than 1 MiB", "write one object on each line",
                     std::to_string(number));
    return sink(number, line);
}

} // namespace proviso
