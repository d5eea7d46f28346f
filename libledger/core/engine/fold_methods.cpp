// Ways of payment, a change of card, declines, and time to cure what is late.
//
// The first payment may come in any way that the contract lists; what follows goes to the usual one ("payment.default")
// unless another was arranged. Money is taken however it comes; an exception says what the contract makes of it.
#include <algorithm>

#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"

namespace proviso {

bool Fold::usual_method(std::string_view method) const {
    const auto usual = terms_->text("payment.default");
    return !usual || method == *usual;
}

void Fold::judge_method(const Event &event) {
    const std::string method(event.text("method"));
    if (usual_method(method) || clause("payment_method").empty()) return;
    const auto listed = terms_->list("payment.methods");
    if (listed && std::find(listed->begin(), listed->end(), method) == listed->end()) {
        raise(Code::payment_method, clause("activation"), "the contract does not list payment by " + method,
              event.sequence);
        return;
    }
    const auto &arranged = state_.money.methods;
    const bool first = !state_.first_payment || *state_.first_payment == day_;
    if (first || std::find(arranged.begin(), arranged.end(), method) != arranged.end()) return;
    raise(Code::payment_method, clause("payment_method"),
          "payment by " + method + " was not arranged; renewals and additions go to the card on file", event.sequence);
}

/// Said once for a payment: what it settles was due before it came, and it did not come the usual way.
void Fold::judge_lateness(const Receipt &receipt, const Item &item, const DuePart &part) {
    if (receipt.method.empty() || usual_method(receipt.method) || clause("payment_method").empty()) return;
    if (item.kind != DocumentKind::invoice || part.cost || part.demanded || part.due >= receipt.on) return;
    const bool said = std::any_of(result_.exceptions.begin(), result_.exceptions.end(), [&](const Exception &other) {
        return other.code == Code::seat_lapsed && other.event == receipt.event;
    });
    if (said) return;
    raise(Code::seat_lapsed, clause("payment_method"),
          "money by " + receipt.method + " came " + std::to_string(receipt.on - part.due) + " days after " +
              part.due.text() + "; what it was to renew or activate may lapse, at the customer's risk",
          receipt.event);
}

void Fold::arrange_method(const Event &event) {
    auto &methods = state_.money.methods;
    const std::string method(event.text("method"));
    std::erase(methods, method);
    if (event.flag("accepted", true)) methods.push_back(method);
}

void Fold::decline(const Event &event) {
    const CardChange &change = state_.money.card_change;
    if (change.noticed && !clause("method_change").empty()) {
        raise(Code::payment_declined, clause("method_change"),
              "a payment was declined while a change of card runs (noticed " + change.noticed->text() +
                  (change.form_sent ? ", form sent " + change.form_sent->text() : ", no form sent yet") +
                  "); until the signed form is back declines are at the customer's risk, and what is open stays open",
              event.sequence);
        return;
    }
    raise(Code::payment_declined, clause("past_due"), "a payment was declined; what is open stays open",
          event.sequence);
}

Result<void> Fold::card_change_noticed(const NoticeInHand &notice) {
    CardChange &change = state_.money.card_change;
    change = {*notice.deemed, {}, {}};
    if (!terms_->find("card.change_lead_days") || !state_.anchor) return {};
    PV_TRY(const std::int64_t lead, terms_->integer("card.change_lead_days"));
    if (state_.cycle.until - *notice.deemed >= lead) return {};
    raise(Code::card_change_late, clause("method_change"),
          "the notice counts on " + notice.deemed->text() + ", less than " + std::to_string(lead) +
              " days before the billing date " + state_.cycle.until.text(),
          notice.event);
    return {};
}

void Fold::card_form_returned() {
    CardChange &change = state_.money.card_change;
    if (!change.noticed) return;
    change.noticed.reset();
    change.done = day_;
}

Result<void> Fold::grant_cure(const Event &event) {
    const Day through = event.day("through").value_or(day_);
    const bool late =
        std::any_of(state_.items.begin(), state_.items.end(), [&](const Item &item) { return item.late(day_) > 0; });
    if (!late)
        return Error(Code::event_reference_unknown, "nothing is past due that could be cured",
                     "give time to cure once something is late", {}, clause("cure"));
    if (through < day_)
        return Error(Code::event_field_type, "the time to cure ends on " + through.text() + ", before it is given",
                     "give a day that is still to come", "through");
    begin_cure(through);
    return {};
}

void Fold::begin_cure(Day through) {
    end_cure_deadlines();
    state_.money.cure = Cure{through, false};
    state_.deadlines.push_back(
        {"cure", through, day_, through + 1, clause("cure"), "the customer pays what is late, with its interest", {}});
}

void Fold::end_cure_deadlines() {
    for (Deadline &deadline : state_.deadlines)
        if ((deadline.name == "cure" || deadline.name == "collection") && deadline.known_until > day_)
            deadline.known_until = std::max(day_, deadline.known_from);
}

/// At the end of the day: paid, or over.
void Fold::judge_cure() {
    std::optional<Cure> &cure = state_.money.cure;
    if (!cure) return;
    std::int64_t late = 0;
    for (const Item &item : state_.items) late += item.late(day_);
    if (late == 0) {
        end_cure_deadlines();
        cure.reset();
        return;
    }
    if (cure->expired || day_ <= cure->through) return;
    cure->expired = true;
    raise(Code::cure_expired, clause("cure"),
          "the time to cure was over on " + cure->through.text() + " and " + Amount(late, state_.currency).text() +
              " are late; all of it, with interest and costs, may be collected");
    state_.deadlines.push_back({"collection",
                                day_,
                                day_,
                                day_last,
                                clause("cure"),
                                "the vendor may collect all that is late, with interest and costs",
                                {}});
}

} // namespace proviso
