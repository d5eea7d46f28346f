// A method's name on the first line and any bytes after it as the JSON call's arguments: an answer, or an error that
// tells.
#include <string_view>

#include "context.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const std::size_t line = bytes.find('\n');
    const std::string_view method = bytes.substr(0, line);
    const std::string_view json = line == std::string_view::npos ? std::string_view() : bytes.substr(line + 1);
    pv_buffer *answer = nullptr;
    pv_error *error = nullptr;
    const std::int32_t status =
        pv_call_json(fuzz_context(), nullptr, method.data(), method.size(), json.data(), json.size(), &answer, &error);
    expect_told(status, error);
    if ((status == PV_OK || status == PV_NO) && pv_buffer_size(answer) == 0) std::abort();
    pv_buffer_free(answer);
    pv_error_free(error);
    return 0;
}
