// Notices: when they count, why they are void, and what a cancellation does.
#include <algorithm>

#include "core/bill/cycle.hpp"
#include "core/duty/cancellation.hpp"
#include "core/duty/notice.hpp"
#include "core/engine/fold.hpp"

namespace proviso {

Result<void> Fold::notice_sent(const Event &event) {
    const std::string id(event.text("notice"));
    for (const NoticeInHand &notice : state_.notices)
        if (notice.id == id)
            return Error(Code::event_duplicate_reference, "the notice \"" + id + "\" was sent on " + notice.sent.text(),
                         "give every notice its own name");
    NoticeInHand notice;
    notice.id = id;
    notice.kind = event.text("kind");
    notice.method = event.text("method");
    notice.sku = event.text("sku");
    notice.order = event.text("order");
    notice.event = event.sequence;
    notice.vendor = event.text("by") == "vendor";
    notice.proof = !event.text("proof").empty();
    notice.sent = day_;
    notice.effective = event.day("effective");
    if (!event.text("number").empty()) notice.confirmed = day_;
    const bool leaves = notice.kind == "cancel" && !notice.vendor;
    PV_CHECK(judge(notice));
    state_.notices.push_back(std::move(notice));
    return leaves ? cancel_unfit() : Result<void>();
}

Result<void> Fold::notice_followed_up(const Event &event) {
    const std::string_view id = event.text("notice");
    const auto at = std::find_if(state_.notices.begin(), state_.notices.end(),
                                 [&](const NoticeInHand &notice) { return notice.id == id; });
    if (at == state_.notices.end())
        return Error(Code::event_reference_unknown, "there is no notice \"" + std::string(id) + "\"",
                     "record notice.sent first");
    NoticeInHand notice = *at;
    if (event.type == EventType::notice_received) {
        if (!notice.received) notice.received = day_;
    } else {
        notice.proof = true;
        if (!notice.proved) notice.proved = day_;
    }
    if (!notice.deemed) PV_CHECK(judge(notice));
    *at = std::move(notice);
    return {};
}

Result<void> Fold::judge(NoticeInHand &notice) {
    const NoticeFacts facts{notice.method, notice.sent, notice.received, notice.proof, !notice.vendor};
    PV_TRY(const DeemedNotice deemed, deemed_notice(*terms_, facts));
    if (deemed.state == NoticeState::underway) return {};
    if (deemed.state != NoticeState::deemed || !deemed.day) {
        // Said once, when it is sent; a follow-up that does not cure it changes nothing.
        if (!notice.received && !notice.proved)
            raise(deemed.code, deemed.clause,
                  deemed.state == NoticeState::void_method
                      ? "the notice came by \"" + notice.method + "\", which the clause does not know; it is void"
                      : "the notice came without proof of delivery; it is void until it is proved",
                  notice.event);
        return {};
    }
    if (lacks_number(notice)) {
        if (!notice.received && !notice.proved)
            raise(Code::notice_no_number, clause("cancellation"),
                  "the notice came without the number that confirms it; it has no effect until it is confirmed",
                  notice.event);
        return {};
    }
    // A notice that was void counts from its cure on, never before.
    notice.deemed = notice.proved ? std::max(*deemed.day, *notice.proved) : *deemed.day;
    if (notice.confirmed && option("cancel.number") == "number_in_time")
        notice.deemed = std::max(*notice.deemed, *notice.confirmed);
    return {};
}

bool Fold::lacks_number(const NoticeInHand &notice) const {
    if (notice.vendor || notice.kind != "cancel" || notice.confirmed) return false;
    const NoticeMethod *method = state_.pack->notice_method(notice.method, "customer", option("notice.methods"));
    return method && method->number_required;
}

Result<void> Fold::notice_confirmed(const Event &event) {
    const std::string_view id = event.text("notice");
    const auto at = std::find_if(state_.notices.begin(), state_.notices.end(),
                                 [&](const NoticeInHand &notice) { return notice.id == id; });
    if (at == state_.notices.end())
        return Error(Code::event_reference_unknown, "there is no notice \"" + std::string(id) + "\"",
                     "record notice.sent first");
    NoticeInHand notice = *at;
    if (!notice.confirmed) notice.confirmed = day_;
    if (!notice.deemed) PV_CHECK(judge(notice));
    *at = std::move(notice);
    return {};
}

Result<void> Fold::notices_of_day() {
    for (std::size_t i = 0; i < state_.notices.size(); ++i) {
        NoticeInHand &notice = state_.notices[i];
        if (notice.done || !notice.deemed || *notice.deemed > day_) continue;
        notice.done = true;
        if (notice.kind == "cancel" && !ended()) PV_CHECK(cancel(notice));
        if (notice.kind == "invoice" && notice.vendor) bill_noticed(*notice.deemed);
        if (notice.kind == "payment-method" && !notice.vendor) PV_CHECK(card_change_noticed(notice));
    }
    return {};
}

Result<void> Fold::cancel(NoticeInHand &notice) {
    if (by_lines()) return cancel_lines(notice);
    Day ends = day_ + 1; // nothing is active yet: nothing to wait for
    if (state_.anchor && !state_.anchor_provisional) {
        PV_TRY(const CancellationWindow window, cancellation_window(*terms_, state_.cycle.until));
        std::int32_t index = state_.cycle_index;
        ends = state_.cycle.until;
        if (!window.in_time(*notice.deemed)) {
            raise(Code::notice_late, clause("cancellation"),
                  "the notice counts on " + notice.deemed->text() + ", after " + window.deadline.text() +
                      "; the service renews once more",
                  notice.event);
            PV_TRY(const Period next, cycle_period(*terms_, *state_.anchor, ++index));
            ends = next.until;
        }
        if (const auto prepaid = state_.orders.prepaid_after(ends)) {
            raise(Code::prepaid_running, clause("prepaid"),
                  "something is prepaid to " + prepaid->text() + "; no notice ends the service before that",
                  notice.event);
            while (ends < *prepaid) {
                PV_TRY(const Period next, cycle_period(*terms_, *state_.anchor, ++index));
                ends = next.until;
            }
        } else if (notice.effective && *notice.effective < ends)
            raise(Code::prepaid_running, clause("prepaid"),
                  "the cycle is paid ahead; the service cannot end before " + ends.text(), notice.event);
        while (notice.effective && ends < *notice.effective) {
            PV_TRY(const Period next, cycle_period(*terms_, *state_.anchor, ++index));
            ends = next.until;
        }
    }
    if (state_.ends_on && *state_.ends_on <= ends) return {};
    state_.ends_on = ends;
    for (Deadline &deadline : state_.deadlines) {
        const bool superseded =
            deadline.name == "cancellation-notice" || (deadline.name == "renewal" && deadline.date >= ends);
        if (superseded && deadline.known_until > day_) deadline.known_until = std::max(day_, deadline.known_from);
    }
    state_.deadlines.push_back({"agreement-end", ends, day_, ends, clause("cancellation"), "the agreement ends", {}});
    if (!state_.suspended) set_status(Status::ending, clause("cancellation"));
    return {};
}

} // namespace proviso
