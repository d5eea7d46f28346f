// Which of the agreement's documents wins where two of them differ.
#include <algorithm>

#include "core/decide/asked.hpp"

namespace proviso::decide_family {
namespace {

Result<const Paper *> paper_of(const Asked &asked, std::string_view argument) {
    const std::string name(asked.with(argument));
    if (const Paper *found = asked.terms.pack().paper(name)) return found;
    std::string known;
    for (const Paper &paper : asked.terms.pack().papers) (known += known.empty() ? "" : ", ") += paper.name;
    return Error(Code::argument_invalid, "the agreement has no document \"" + name + "\"", "name one of " + known,
                 "with." + std::string(argument), asked.clause("papers"));
}

/// Whether the order that is meant is signed; yes where nothing tells.
Result<bool> is_signed(const Asked &asked) {
    const std::string_view id = asked.with("order");
    if (id.empty()) return asked.with("signed").empty() ? Result<bool>(true) : asked.flag("signed");
    const auto &orders = asked.state.orders.orders;
    const auto order = std::find_if(orders.begin(), orders.end(), [&](const OrderInHand &one) { return one.id == id; });
    if (order == orders.end())
        return Error(Code::argument_invalid, "no order \"" + std::string(id) + "\" is in hand",
                     "name an order of the account", "with.order", asked.clause("papers"));
    return order->signed_too;
}

/// The option's name as documents are named: app_terms is "app-terms".
std::string document_named(std::string option) {
    std::replace(option.begin(), option.end(), '_', '-');
    return option;
}

class Contest {
  public:
    Contest(const Asked &asked, const Paper &one, const Paper &other) : asked_(asked), one_(one), other_(other) {}

    Result<Decision> judge() {
        if (asked_.terms.decides("precedence.papers")) {
            PV_TRY(ReadingUse used, asked_.reading("precedence.papers"));
            weighing_.used(std::move(used));
        }
        PV_TRY(const bool silent, asked_.flag("silent"));
        const Paper *order = one_.is_order ? &one_ : other_.is_order ? &other_ : nullptr;
        if (order) return silent ? without(*order, "the order says nothing about it") : of_order(*order);
        if (silent && asked_.terms.decides("precedence.silent")) return fills();
        return by_rank();
    }

  private:
    [[nodiscard]] const Paper &other_than(const Paper &paper) const { return &paper == &one_ ? other_ : one_; }

    Decision won_by(const Paper &winner, const std::string &clause, const std::string &why) {
        weighing_.require(&winner == &one_, clause, why, why);
        return weighing_.answer(clause, why);
    }
    Decision without(const Paper &order, const std::string &why) {
        return won_by(other_than(order), order.clause, why);
    }

    Result<Decision> of_order(const Paper &order) {
        PV_TRY(const bool signed_too, is_signed(asked_));
        if (!signed_too && asked_.terms.decides("precedence.unsigned")) {
            PV_TRY(const ReadingUse used, asked_.reading("precedence.unsigned"));
            weighing_.used(used);
            if (used.option == "signed_only") return without(order, "an order that is not signed has no such place");
        }
        PV_TRY(const bool posted, asked_.flag("posted"));
        if (posted && asked_.terms.decides("precedence.posting")) {
            PV_TRY(const ReadingUse used, asked_.reading("precedence.posting"));
            weighing_.used(used);
            if (used.option == "posting_alters")
                return won_by(other_than(order), asked_.clause("terms_change"),
                              "what is posted later changes the order");
        }
        return by_rank();
    }

    /// The order is silent: one of the documents that are no order fills it.
    Result<Decision> fills() {
        PV_TRY(const ReadingUse used, asked_.reading("precedence.silent"));
        weighing_.used(used);
        const std::string filler = document_named(used.option);
        if (one_.name != filler && other_.name != filler) return by_rank();
        const Paper &winner = one_.name == filler ? one_ : other_;
        return won_by(winner, winner.clause, "where the order is silent, " + winner.name + " fills it");
    }

    Result<Decision> by_rank() {
        if (one_.rank == other_.rank) {
            weighing_.met(one_.clause, "no clause puts one of the two above the other");
            return weighing_.answer(one_.clause, "no clause puts one of the two above the other");
        }
        const Paper &winner = one_.rank < other_.rank ? one_ : other_;
        return won_by(winner, winner.clause, winner.name + " comes before " + other_than(winner).name);
    }

    const Asked &asked_;
    const Paper &one_;
    const Paper &other_;
    Weighing weighing_;
};

} // namespace

Result<Decision> document_prevail(const Asked &asked) {
    PV_TRY(const Paper *one, paper_of(asked, "document"));
    PV_TRY(const Paper *other, paper_of(asked, "over"));
    if (one == other)
        return Error(Code::argument_invalid, "a document does not differ from itself", "name two documents",
                     "with.over", asked.clause("papers"));
    return Contest(asked, *one, *other).judge();
}

} // namespace proviso::decide_family
