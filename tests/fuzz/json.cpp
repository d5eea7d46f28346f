// Any bytes as JSON: what is read can be written, and is then read as the same thing.
#include <cstdlib>

#include "io/json.hpp"

namespace {

using proviso::JsonKind;
using proviso::JsonNode;

void write(proviso::JsonWriter &writer, const JsonNode &node) {
    switch (node.kind) {
    case JsonKind::null:
        writer.null();
        break;
    case JsonKind::flag:
        writer.flag(node.flag);
        break;
    case JsonKind::number:
        writer.raw(node.text);
        break;
    case JsonKind::text:
        writer.text(node.text);
        break;
    case JsonKind::list:
        writer.begin_list();
        for (const JsonNode &item : node.items) write(writer, item);
        writer.end();
        break;
    case JsonKind::object:
        writer.begin_object();
        for (const proviso::JsonMember &member : node.members) {
            writer.key(member.key);
            write(writer, member.value);
        }
        writer.end();
        break;
    }
}

std::string written(const JsonNode &node) {
    proviso::JsonWriter writer;
    write(writer, node);
    return writer.take();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const auto node = proviso::read_json({reinterpret_cast<const char *>(data), size});
    if (!node) return 0;
    const std::string once = written(*node);
    const auto again = proviso::read_json(once, {}, {once.size(), 64});
    if (!again || written(*again) != once) std::abort();
    return 0;
}
