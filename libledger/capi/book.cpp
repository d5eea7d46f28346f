// pv_book: making, opening, closing and migrating books.
#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/machine.hpp"
#include "capi/method.hpp"
#include "capi/params.hpp"
#include "capi/progress.hpp"
#include "core/closest.hpp"
#include "core/duty/business_calendar.hpp"
#include "io/toml_reader.hpp"

namespace proviso::capi {
namespace {

/// The context's callbacks as a book wants them; the machine's clock and generator where there are none.
Rim rim_of(std::shared_ptr<const Context> context) {
    Rim rim;
    rim.now = [context] { return now_of(*context); };
    rim.random = [context](std::span<std::byte> bytes) {
        if (const auto filled = random_of(*context, bytes); !filled)
            throw std::runtime_error(filled.error().what); // reaches the fence of the call
    };
    rim.progress = [context](const Progress &progress) {
        return tell_progress(*context, progress.stage, progress.done, progress.total).ok();
    };
    return rim;
}

Result<BookOptions> read_options(const pv_ctx *ctx, const pv_book_params *params) {
    pv_book_params given{};
    PV_CHECK(read_params(params, given));
    if ((given.flags & ~std::uint32_t{PV_BOOK_READ_ONLY}) != 0)
        return Error(Code::argument_unknown, "the book has a flag that this version does not know", "leave it 0",
                     "flags");
    BookOptions options;
    options.rim = rim_of(ctx->state);
    options.read_only = (given.flags & PV_BOOK_READ_ONLY) != 0;
    options.threads = given.threads;
    options.max_bytes = given.bytes_max;
    if (given.busy_wait_millis != 0)
        options.busy_wait = std::chrono::milliseconds(std::max<std::int64_t>(given.busy_wait_millis, 0));
    return options;
}

constexpr Arg create_args[] = {
    {"packs", ArgKind::list, true, "ids of packs of the context"},
    {"seller", ArgKind::object, false, "name, address, email, phone, tax_id, payment, zone: all texts"},
    {"seller_toml", ArgKind::text, false, "the same as the text of a TOML file"},
};

using Seller = std::map<std::string, std::string>;

Result<Seller> read_seller_toml(const std::string &text) {
    const std::string name = "seller";
    PV_TRY(const TomlNode tree, parse_toml(text, name));
    Seller seller;
    for (const TomlEntry &entry : tree.entries) {
        if (entry.value.kind != TomlKind::text)
            return Error(Code::value_type, "`" + entry.key + "` is not a text", "write it in quotes",
                         toml_where(name, entry.place));
        seller[entry.key] = entry.value.text;
    }
    return seller;
}

Result<void> check_seller(const Context &context, const Seller &seller) {
    constexpr std::string_view known[] = {"address", "email", "name", "payment", "phone", "tax_id", "zone"};
    for (const auto &[key, text] : seller) {
        if (std::find(std::begin(known), std::end(known), key) == std::end(known))
            return Error(Code::key_unknown, "a seller has no `" + key + "`",
                         suggest_name(key, known, "give name, address, email, phone, tax_id, payment or zone"),
                         "seller");
    }
    if (const auto zone = seller.find("zone"); zone != seller.end()) PV_CHECK(context.zones->zone(zone->second));
    return {};
}

Result<CreateRequest> read_request(const Context &context, std::string_view json) {
    PV_TRY(const Json arguments, parse_json(json.empty() ? "{}" : json));
    PV_CHECK(check_arguments(create_args, arguments));
    const Call call(context, nullptr, arguments);
    CreateRequest request;
    std::vector<const Pack *> packs;
    for (const Json &name : call.value("packs")) {
        if (!name.is_string())
            return Error(Code::argument_invalid, "a pack's id is not a text", "write it in quotes", "packs");
        PV_TRY(const LoadedPack *pack, context.pack(name.get<std::string>()));
        request.sources.push_back({"pack", pack->name, pack->bytes});
        packs.push_back(&pack->value);
    }
    for (const auto &calendar : context.calendars)
        if (std::any_of(packs.begin(), packs.end(),
                        [&](const Pack *pack) { return may_ask_for(*pack, calendar->value.id); }))
            request.sources.push_back({"calendar", calendar->name, calendar->bytes});
    if (context.number_plan)
        request.sources.push_back({"zones", context.number_plan->name, context.number_plan->bytes});
    PV_TRY(const auto seller, call.texts_of("seller"));
    request.seller = {seller.begin(), seller.end()};
    if (call.has("seller_toml")) { PV_TRY(request.seller, read_seller_toml(call.text("seller_toml"))); }
    PV_CHECK(check_seller(context, request.seller));
    return request;
}

pv_book *handle_of(const pv_ctx *ctx, std::string path, BookOptions options, Book &&book) {
    auto made = std::make_unique<pv_book>();
    made->state =
        std::make_shared<OpenBook>(OpenBook{ctx->state, std::move(path), std::move(options), std::move(book)});
    return made.release();
}

} // namespace
} // namespace proviso::capi

using namespace proviso;
using namespace proviso::capi;

std::int32_t pv_book_create(const pv_ctx *ctx, const char *path, std::size_t path_size, const char *json,
                            std::size_t json_size, const pv_book_params *params, pv_book **out, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("ctx", ctx));
        PV_CHECK(needed("out", out));
        PV_TRY(const std::string_view file, text_argument("path", path, path_size));
        PV_TRY(const std::string_view text, text_argument("json", json, json_size, false));
        PV_TRY(BookOptions options, read_options(ctx, params));
        PV_TRY(const CreateRequest request, read_request(*ctx->state, text));
        PV_TRY(Book book, Book::create(std::string(file), request, options));
        *out = handle_of(ctx, std::string(file), std::move(options), std::move(book));
        return {};
    });
}

std::int32_t pv_book_open(const pv_ctx *ctx, const char *path, std::size_t path_size, const pv_book_params *params,
                          pv_book **out, pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("ctx", ctx));
        PV_CHECK(needed("out", out));
        PV_TRY(const std::string_view file, text_argument("path", path, path_size));
        PV_TRY(BookOptions options, read_options(ctx, params));
        PV_TRY(Book book, Book::open(std::string(file), options));
        *out = handle_of(ctx, std::string(file), std::move(options), std::move(book));
        return {};
    });
}

void pv_book_close(pv_book *book) { delete book; }

std::int32_t pv_book_migrate(const pv_ctx *ctx, const char *path, std::size_t path_size, std::int32_t *schema_before,
                             pv_error **error) {
    return guard(error, [&]() -> Result<void> {
        PV_CHECK(needed("ctx", ctx));
        PV_TRY(const std::string_view file, text_argument("path", path, path_size));
        PV_TRY(BookOptions options, read_options(ctx, nullptr));
        PV_TRY(const std::int32_t before, Book::migrate(std::string(file), std::move(options)));
        if (schema_before) *schema_before = before;
        return {};
    });
}
