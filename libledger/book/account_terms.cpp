#include "book/account_terms.hpp"

#include "book/stored_event.hpp"
#include "io/json.hpp"

namespace proviso {

Result<AccountTerms> account_terms(Store &store, std::string_view name) {
    AccountTerms terms;
    PV_TRY(const std::optional<StoredAccount> account, store.account(name));
    if (!account || account->opened == 0) return terms;
    PV_TRY(const std::optional<StoredEvent> opening, store.event(account->opened));
    if (!opening)
        return Error(Code::book_damaged, "the opening of account \"" + account->name + "\" is missing",
                     "verify the book");
    PV_TRY(const Event event, event_of(*opening));
    terms.number = account->number;
    terms.zone = event.text("zone");
    terms.pack = event.text("contract");
    return terms;
}

Result<std::string> seller_zone(Store &store) {
    PV_TRY(const std::optional<std::string> seller, store.setting(setting::seller));
    PV_TRY(const JsonNode json, read_json(seller.value_or("{}")));
    const JsonNode *zone = json.find("zone");
    return zone ? zone->text : std::string();
}

} // namespace proviso
