#include "store/chain.hpp"

#include "core/json_text.hpp"

namespace proviso {
namespace {
std::string_view view(const Hash &hash) { return {reinterpret_cast<const char *>(hash.data()), hash.size()}; }
std::string body_before_data(std::uint64_t number, std::string_view kind, Instant recorded_at) {
    std::string body = "{\"entry\":" + std::to_string(number) + ",\"kind\":";
    append_json_string(body, kind);
    body += ",\"recorded_at\":";
    append_json_string(body, recorded_at.text());
    body += ",\"data\":";
    return body;
}
} // namespace

std::string entry_body(std::uint64_t number, std::string_view kind, Instant recorded_at, std::string_view data) {
    std::string body = body_before_data(number, kind, recorded_at);
    body += data;
    body += '}';
    return body;
}

std::string_view entry_data(std::string_view body, std::uint64_t number, std::string_view kind, Instant recorded_at) {
    const std::string before = body_before_data(number, kind, recorded_at);
    if (body.size() <= before.size() || body.substr(0, before.size()) != before || body.back() != '}') return {};
    return body.substr(before.size(), body.size() - before.size() - 1);
}

Hash chain_hash(const Hash &before, std::string_view body) {
    Sha256 digest;
    digest.add("proviso.entry.1\n");
    digest.add(hex(before));
    digest.add("\n");
    digest.add(body);
    digest.add("\n");
    return digest.finish();
}

Hash hmac_sha256(std::string_view key, std::string_view message) {
    constexpr std::size_t block = 64;
    std::string padded(key.size() > block ? std::string() : std::string(key));
    if (key.size() > block) {
        const Hash shorter = sha256(key);
        padded.assign(view(shorter));
    }
    padded.resize(block, '\0');
    std::string inner = padded, outer = padded;
    for (char &c : inner) c = static_cast<char>(c ^ 0x36);
    for (char &c : outer) c = static_cast<char>(c ^ 0x5c);
    Sha256 digest;
    digest.add(inner);
    digest.add(message);
    const Hash first = digest.finish();
    digest.add(outer);
    digest.add(view(first));
    return digest.finish();
}

} // namespace proviso
