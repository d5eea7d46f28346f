// Questions of the customer's data: may it be purged, can it be kept longer.
#include "core/decide/asked.hpp"
#include "core/duty/retention.hpp"

namespace proviso::decide_family {

Result<Decision> data_purge(const Asked &asked) {
    const Retained &kept = asked.state.retained;
    const std::string data(asked.with("class")), ref(asked.with("ref"));
    const RetentionClass *known = asked.terms.pack().retention_class(data);
    if (!known)
        return Error(Code::argument_invalid, "the contract knows no retention class \"" + data + "\"",
                     "name one of the contract's", "with.class", asked.clause("retention"));
    Weighing weighing;
    if (kept.stored) weighing.failed(asked.clause("retention"), "longer keeping is ordered and active");
    std::size_t found = 0;
    for (const auto &[key, datum] : kept.data) {
        if (key.first != data || datum.purged || (!ref.empty() && key.second != ref)) continue;
        ++found;
        PV_TRY(const auto clock, retention_clock(asked.terms, facts_of(kept, datum)));
        const bool over = clock.first_day && *clock.first_day <= asked.question.on;
        weighing.require(over, clock.clause, data + " \"" + key.second + "\": the clock has run",
                         data + " \"" + key.second + "\" may be purged " +
                             (clock.first_day ? "from " + clock.first_day->text() + " on" : "once it is offloaded") +
                             "; the way out is: " + clock.way_out);
    }
    if (found == 0) weighing.failed(known->clause, "no such data is recorded; without it no clock has run");
    return weighing.answer(known->clause, "the retention clock has run");
}

Result<Decision> data_store(const Asked &asked) {
    PV_TRY(const std::string sku, asked.terms.text("retention.storage_sku"));
    const std::string clause = asked.clause("retention");
    const PriceRow *row = asked.state.prices.find(sku, asked.question.on);
    if (!row) row = asked.book.price(asked.terms.pack(), sku, asked.question.on);
    std::string price = row ? row->price.ratio().text() : std::string();
    if (!row && asked.terms.find("retention.storage_fee")) {
        PV_TRY(const Ratio fee, asked.terms.number("retention.storage_fee"));
        price = fee.text();
    }
    Weighing weighing;
    weighing.require(!price.empty(), clause, "order " + sku + ": it costs " + price + " each",
                     sku + " has no price yet; agree one, and order it");
    return weighing.answer(clause, "order " + sku + ": it costs " + price + " each");
}

} // namespace proviso::decide_family
