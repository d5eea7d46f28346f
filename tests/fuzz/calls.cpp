// Any bytes as a file of call records in each format: the classes add up to the rows, and the size of the blocks makes
// no difference to a single byte of the report.
#include <string_view>

#include "context.hpp"

namespace {

constexpr const char *formats[] = {"asterisk", "freepbx", "freeswitch", "csv"};
// What `csv` needs to be told; the other formats know.
constexpr const char *mapping =
    R"([columns]\naccount = \"account\"\nnumber = \"to\"\nanswered = \"at\"\nseconds = \"seconds\"\n)";

struct Answer {
    std::int32_t status = PV_OK;
    std::int32_t code = 0;
    std::string report;
};

Answer import(std::string_view bytes, std::size_t format, std::size_t block) {
    std::string json = std::string(R"({"kind":"calls","file":"fuzz","format":")") + formats[format] +
                       R"(","zone":"America/New_York","pack":"safesoft-2013","per_minute":"0.019")";
    if (format == 3) json += std::string(R"(,"mapping":")") + mapping + '"';
    json += '}';
    Answer answer;
    pv_import *import = nullptr;
    pv_buffer *report = nullptr;
    pv_error *error = nullptr;
    answer.status = pv_import_open(fuzz_context(), nullptr, json.data(), json.size(), &import, &error);
    for (std::size_t at = 0; answer.status == PV_OK && at < bytes.size(); at += block) {
        const std::string_view part = bytes.substr(at, block);
        answer.status = pv_import_feed(import, part.data(), part.size(), &error);
    }
    if (answer.status == PV_OK) answer.status = pv_import_finish(import, &report, &error);
    expect_told(answer.status, error);
    answer.code = error ? pv_error_code(error) : 0;
    if (report) answer.report.assign(pv_buffer_data(report), pv_buffer_size(report));
    pv_buffer_free(report);
    pv_error_free(error);
    pv_import_free(import);
    return answer;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size < 1) return 0;
    const std::size_t format = data[0] % 4;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    const Answer whole = import(bytes, format, bytes.size() + 1);
    const Answer parts = import(bytes, format, 13);
    if (whole.status != parts.status || whole.code != parts.code || whole.report != parts.report) std::abort();
    return 0;
}
