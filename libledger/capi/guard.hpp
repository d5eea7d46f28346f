// The fence inside every function of the C interface: results become a status and an error object, and no exception
// passes.
#pragma once

#include <exception>
#include <new>
#include <string_view>
#include <utility>

#include "core/result.hpp"
#include "proviso.h"

namespace proviso::capi {

/// The negative status class of a code's kind.
[[nodiscard]] std::int32_t status_of(Code code) noexcept;
/// Stores the error, if the caller wants it, and gives its status. If there is no memory for the object, a static one
/// that says so is stored instead.
std::int32_t fail(pv_error **error, Error &&what) noexcept;
/// memory.exhausted, without allocating.
std::int32_t fail_for_memory(pv_error **error) noexcept;

/// Runs `work`, which returns Result<void> or Result<std::int32_t> (a status for which an error was stored already).
template <class Work> std::int32_t guard(pv_error **error, Work &&work) noexcept {
    try {
        auto done = std::forward<Work>(work)();
        if (!done) return fail(error, std::move(done.error()));
        if constexpr (requires { std::int32_t{done.value()}; }) return done.value();
        return PV_OK;
    } catch (const std::bad_alloc &) { return fail_for_memory(error); } catch (const std::exception &fault) {
        return fail(error, Error(Code::internal, fault.what(), "report it with what was called"));
    } catch (...) {
        return fail(error, Error(Code::internal, "an unknown exception", "report it with what was called"));
    }
}

/// A text argument; argument.missing if the pointer is null and the size is not 0 (or the text is needed and empty).
[[nodiscard]] Result<std::string_view> text_argument(const char *name, const char *text, std::size_t size,
                                                     bool needed = true);
/// argument.missing if the pointer is null.
[[nodiscard]] Result<void> needed(const char *name, const void *pointer);

} // namespace proviso::capi
