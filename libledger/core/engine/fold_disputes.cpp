// Disputes: whether one stands, what becomes of the disputed part while it does, and what is decided in the end.
//
// A dispute that meets the contract's form (its way, address, subject, contents, and time) holds its part back: that
// part is posted to the disputed receivables, is not past due, bears no interest and is settled by nothing. The rest is
// payable as ever, and has to be paid by the last day for a dispute, or the right is gone. What is upheld is payable at
// once, with interest from the day on which it was due first; the rest was never due.
#include <algorithm>

#include "core/engine/agreement_money.hpp"
#include "core/engine/fold.hpp"
#include "core/explain/working.hpp"

namespace proviso {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char &c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool tells(std::string_view contents, std::string_view wanted) {
    for (std::size_t at = 0; at < contents.size();) {
        const std::size_t end = std::min(contents.find_first_of(" ,", at), contents.size());
        if (contents.substr(at, end - at) == wanted) return true;
        at = end + 1;
    }
    return false;
}

} // namespace

Result<Day> Fold::dispute_deadline(const Item &item) const {
    Day due = item.due;
    const std::string which = option("dispute.deadline");
    if (which == "due_date_literal") {
        due = item.date; // payable with the activation, whatever an order says
    } else if (which == "invoice_due_date_from_order") {
        const std::vector<std::string> &known = state_.returns.due_by_order;
        if (std::find(known.begin(), known.end(), item.document) == known.end())
            return Error(Code::parameter_unset, "no order sets a due date for the invoice " + item.document,
                         "give the order a due date: the contract names none by which to dispute", {},
                         clause("dispute"));
    }
    if (!terms_->find("dispute.days_after_due")) return due;
    PV_TRY(const std::int64_t days, terms_->integer("dispute.days_after_due"));
    return add_days(due, days);
}

Result<std::string> Fold::dispute_fault(const Event &event, Day deadline) const {
    if (terms_->find("dispute.channels")) {
        PV_TRY(const std::vector<std::string> channels, terms_->list("dispute.channels"));
        if (std::find(channels.begin(), channels.end(), event.text("channel")) == channels.end())
            return "it came by " + std::string(event.text("channel"));
    }
    if (terms_->find("dispute.address")) {
        PV_TRY(const std::string address, terms_->text("dispute.address"));
        if (lower(event.text("address")) != lower(address)) return std::string("it did not go to ") + address;
    }
    if (terms_->find("dispute.subject")) {
        PV_TRY(const std::string subject, terms_->text("dispute.subject"));
        if (lower(event.text("subject")).find(lower(subject)) == std::string::npos)
            return "its subject line lacks \"" + subject + "\"";
    }
    if (terms_->find("dispute.contents")) {
        PV_TRY(const std::vector<std::string> wanted, terms_->list("dispute.contents"));
        for (const std::string &one : wanted)
            if (!tells(event.text("contents"), one)) return "it does not tell the " + one;
    }
    if (day_ > deadline) return "the last day for it was " + deadline.text();
    return std::string();
}

Result<void> Fold::file_dispute(const Event &event) {
    if (!state_.pack->provision("dispute")) return {};
    const std::string id(event.text("dispute")), document(event.text("invoice"));
    if (state_.returns.dispute(id))
        return Error(Code::event_duplicate_reference, "the dispute \"" + id + "\" was filed before",
                     "give every dispute its own name");
    Item *target = item(document);
    if (!target)
        return Error(Code::event_reference_unknown, "there is no document \"" + document + "\" to dispute",
                     "name a document of the account by its number or date");
    PV_TRY(const Amount amount, agreement_amount(event.text("amount"), state_.currency));
    if (amount.is_zero() || amount.minor() > target->total.minor())
        return Error(Code::amount_exceeds_open,
                     amount.text() + " are disputed of the " + target->total.text() + " of " + document,
                     "dispute something, and at most what the document charges");
    PV_TRY(const Day deadline, dispute_deadline(*target));
    PV_TRY(std::string fault, dispute_fault(event, deadline));
    Dispute dispute{id, document, amount, Amount(0, state_.currency), deadline, event.sequence, std::move(fault)};
    if (dispute.waived.empty()) {
        PV_CHECK(hold_disputed(dispute, *target));
    } else {
        raise(Code::condition_failed, clause("dispute"),
              "the dispute of " + amount.text() + " of " + document + " is waived: " + dispute.waived, event.sequence);
    }
    state_.returns.disputes.push_back(std::move(dispute));
    return {};
}

Result<void> Fold::hold_disputed(Dispute &dispute, Item &item) {
    std::int64_t wanted = dispute.amount.minor(), held = 0;
    const std::size_t count = item.parts.size();
    for (std::size_t i = 0; i < count && wanted > 0; ++i) {
        DuePart part = item.parts[i];
        if (part.cost || part.disputed() || part.open.is_zero()) continue;
        const std::int64_t taken = std::min(wanted, part.open.minor());
        item.parts[i].open = Amount(part.open.minor() - taken, state_.currency);
        part.open = Amount(taken, state_.currency);
        part.dispute = dispute.id;
        item.parts.push_back(std::move(part));
        wanted -= taken;
        held += taken;
    }
    std::erase_if(item.parts, [](const DuePart &part) { return part.open.is_zero(); });
    dispute.held = Amount(held, state_.currency);
    for (Deadline &deadline : state_.deadlines)
        if (deadline.document == item.document && deadline.known_until > day_ && item.late(deadline.date + 1) == 0)
            deadline.known_until = std::max(day_, deadline.known_from);
    return post({day_,
                 state_.account,
                 "pay:" + state_.account + "/disputed/" + std::to_string(dispute.event),
                 "disputed of " + item.document,
                 {{std::string(chart::receivable_disputed), dispute.held},
                  {std::string(chart::receivable), Amount(-held, state_.currency)}}});
}

Result<void> Fold::free_disputed(Dispute &dispute, bool decided) {
    Item *target = item(dispute.document);
    if (!target) return {};
    for (DuePart &part : target->parts) {
        if (part.dispute != dispute.id) continue;
        part.dispute.clear();
        if (decided) part.resolved = day_;
    }
    return post({day_,
                 state_.account,
                 "pay:" + state_.account + "/no-longer-disputed/" + std::to_string(dispute.event),
                 "no longer disputed of " + dispute.document,
                 {{std::string(chart::receivable), dispute.held},
                  {std::string(chart::receivable_disputed), Amount(-dispute.held.minor(), state_.currency)}}});
}

Result<void> Fold::close_dispute(const Event &event) {
    if (!state_.pack->provision("dispute")) return {};
    const std::string id(event.text("dispute"));
    Dispute *dispute = state_.returns.dispute(id);
    if (!dispute || !dispute->stands())
        return Error(Code::event_reference_unknown,
                     dispute && !dispute->closed ? "the dispute \"" + id + "\" was waived: " + dispute->waived
                                                 : "there is no open dispute \"" + id + "\"",
                     "name a dispute that stands");
    PV_TRY(const Amount upheld, agreement_amount(event.text("upheld"), state_.currency));
    if (upheld.minor() > dispute->amount.minor())
        return Error(Code::amount_exceeds_open,
                     upheld.text() + " are upheld of the " + dispute->amount.text() + " that were disputed",
                     "uphold at most what was disputed");
    dispute->closed = true;
    PV_CHECK(free_disputed(*dispute, true));
    return credit_rejected(*dispute, upheld);
}

Result<void> Fold::credit_rejected(const Dispute &dispute, Amount upheld) {
    const Item *target = item(dispute.document);
    PV_TRY(const Amount back, subtract(dispute.amount, upheld));
    std::int64_t wanted = back.minor();
    std::vector<Line> lines;
    for (std::size_t i = 0; target && i < target->lines.size() && wanted > 0; ++i) {
        const std::int64_t part = std::min(wanted, target->lines[i]);
        if (part <= 0) continue;
        const std::string of = dispute.document + ":" + std::to_string(i + 1);
        Working work(*terms_, "dispute_upheld", "dispute");
        const Term disputed = work.input("disputed", dispute.amount.ratio(), "dispute.filed");
        const Term right = work.input("upheld", upheld.ratio(), "dispute.closed of " + day_.text());
        const Term wrong = work.subtract(disputed, right, "charged wrongly");
        const Term share = work.minimum(
            wrong, work.input("of this line", Amount(part, state_.currency).ratio(), "what line " + of + " has left"),
            "taken from this line");
        PV_TRY(Calculation calculation, work.finish_money(share, state_.currency));
        Line credit = line(LineKind::credit, {}, {day_, day_ + 1}, std::move(calculation));
        if (const Document *found = issued(dispute.document); found && i < found->lines.size()) {
            const Line &charged = found->lines[i];
            credit.sku = charged.sku;
            credit.service = charged.service;
            if (charged.kind == LineKind::tax) {
                credit.kind = LineKind::tax;
                credit.ledger = charged.ledger;
            }
        }
        credit.text = "Charged wrongly on line " + std::to_string(i + 1) + " of " + dispute.document;
        credit.quantity = 1;
        credit.of = of;
        credit.key = state_.account + "/" + of + "/dispute/" + std::to_string(dispute.event);
        lines.push_back(std::move(credit));
        wanted -= part;
    }
    if (lines.empty()) return {};
    return issue(DocumentKind::credit_note, std::move(lines), dispute.document);
}

Result<void> Fold::judge_disputes() {
    for (Dispute &dispute : state_.returns.disputes) {
        if (!dispute.stands() || dispute.deadline != day_) continue;
        const Item *target = item(dispute.document);
        const std::int64_t rest = target ? target->payable(day_) : 0;
        if (rest == 0) continue;
        dispute.waived = "the undisputed " + Amount(rest, state_.currency).text() + " were not paid";
        PV_CHECK(free_disputed(dispute, false));
        raise(Code::condition_failed, clause("dispute"),
              "the dispute of " + dispute.amount.text() + " of " + dispute.document + " is waived: " + dispute.waived,
              dispute.event);
    }
    return {};
}

} // namespace proviso
