// A book file with bytes changed, pages swapped, or its end cut off: it opens or does not, verifies or does not, and
// every answer is one of the library's. An input is a list of edits of eight bytes: what, page, place, value, length.
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

#include "context.hpp"

namespace {

constexpr std::size_t page_size = 4096;

struct Given {
    std::string folder, path, bytes;
};

void call(pv_book *book, const char *method, const char *json) {
    pv_buffer *answer = nullptr;
    pv_error *error = nullptr;
    const std::int32_t status =
        pv_call_json(fuzz_context(), book, method, std::strlen(method), json, std::strlen(json), &answer, &error);
    if (status != PV_OK && status != PV_NO) expect_told(status, error);
    pv_buffer_free(answer);
    pv_error_free(error);
}

/// A month of one account, sealed; made once.
const Given &given() {
    static const Given made = [] {
        Given book;
        std::string pattern = (std::filesystem::temp_directory_path() / "proviso-fuzz-XXXXXX").string();
        book.folder = mkdtemp(pattern.data());
        book.path = book.folder + "/a.book";
        const std::string options = R"({"packs":["safesoft-2013"]})";
        pv_book *handle = nullptr;
        if (pv_book_create(fuzz_context(), book.path.data(), book.path.size(), options.data(), options.size(), nullptr,
                           &handle, nullptr) != PV_OK)
            std::abort();
        call(handle, "event.record", R"({"events":[
{"on":"2013-03-01","account":"acme","type":"account.opened","contract":"safesoft-2013","name":"Acme"},
{"on":"2013-03-01","account":"acme","type":"card_form.received"},
{"on":"2013-03-01","account":"acme","type":"payment.received","amount":"398.00","method":"card"},
{"on":"2013-03-01","account":"acme","type":"seat.activated","plan":"unlimited-monthly","quantity":2},
{"on":"2013-03-20","account":"acme","type":"seat.activated","plan":"unlimited-monthly","quantity":1}]})");
        call(handle, "run", R"({"through":"2013-04-01"})");
        call(handle, "finalize", "{}");
        call(handle, "close", R"({"period":"2013-03"})");
        pv_book_close(handle);
        std::ifstream in(book.path, std::ios::binary);
        book.bytes.assign(std::istreambuf_iterator<char>(in), {});
        std::atexit([] { std::filesystem::remove_all(given().folder); });
        return book;
    }();
    return made;
}

void edit(std::string &bytes, const std::uint8_t *data) {
    const std::size_t pages = bytes.size() / page_size;
    if (pages == 0) return;
    const std::size_t page = (data[1] + 256U * data[2]) % pages * page_size;
    const std::size_t at = (data[3] + 256U * data[4]) % page_size;
    const std::size_t other = data[5] % pages * page_size;
    switch (data[0] % 6) {
    case 0:
        bytes[page + at] = static_cast<char>(data[5]);
        break;
    case 1:
        bytes[page + at] = static_cast<char>(bytes[page + at] ^ (1 << data[5] % 8));
        break;
    case 2: // a run of one byte
        std::memset(bytes.data() + page + at, data[5], std::min<std::size_t>(data[6] + 1U, page_size - at));
        break;
    case 3:
        std::memcpy(bytes.data() + page, bytes.data() + other, page_size);
        break;
    case 4:
        bytes.resize(page + at);
        break;
    default: // the first bytes, where the file says what it is
        bytes[at % 100] = static_cast<char>(data[5]);
        break;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    std::string bytes = given().bytes;
    for (std::size_t at = 0; at + 8 <= size && at < 512; at += 8) edit(bytes, data + at);
    const std::string path = given().folder + "/b.book";
    for (const char *suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
    std::ofstream(path, std::ios::binary) << bytes;
    pv_book *book = nullptr;
    pv_error *error = nullptr;
    const std::int32_t status = pv_book_open(fuzz_context(), path.data(), path.size(), nullptr, &book, &error);
    expect_told(status, error);
    pv_error_free(error);
    if (status != PV_OK) return 0;
    for (const auto &[method, json] :
         {std::pair("verify", "{}"), std::pair("invoice.show", R"({"document":"INV-000001"})"),
          std::pair("trial_balance", R"({"as_of":"2013-04-01"})"),
          std::pair("account.show", R"({"account":"acme","as_of":"2013-04-01"})"),
          std::pair("run", R"({"through":"2013-05-01"})"), std::pair("finalize", "{}")})
        call(book, method, json);
    pv_book_close(book);
    return 0;
}
