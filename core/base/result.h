#pragma once

#include "core/api/error.h"

#include <cstdlib>
#include <exception>
#include <new>
#include <utility>
#include <variant>

namespace likeness {

/// Makes an error to return: `return fail(ErrorCode::Io, "cannot read /a/b.jpg: permission denied");`
struct Failure {
    Error error;
};

inline Failure fail(ErrorCode code, std::string message) { return Failure{{code, std::move(message)}}; }

/// A value or the reason why there is none; the member names are those of std::expected.
template <class T> class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Failure failure)
        : m_state(std::in_place_index<1>, std::move(failure.error))
    {
    }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & { return checked(); }
    const T& value() const& { return const_cast<Result*>(this)->checked(); }
    T&& value() && { return std::move(checked()); }
    T& operator*() & { return checked(); }
    const T& operator*() const& { return const_cast<Result*>(this)->checked(); }
    T&& operator*() && { return std::move(checked()); }
    T* operator->() { return &checked(); }
    const T* operator->() const { return &const_cast<Result*>(this)->checked(); }

    const Error& error() const { return std::get<1>(m_state); }
    /// The error, ready to be returned from a function with another value type.
    Failure failure() const { return Failure{std::get<1>(m_state)}; }

private:
    T& checked()
    {
        if (!has_value()) {
            std::abort(); // programmer error: the value of a failed Result
        }
        return *std::get_if<0>(&m_state);
    }

    std::variant<T, Error> m_state;
};

/// Success without a value, or an error.
template <> class [[nodiscard]] Result<void> {
public:
    using value_type = void;

    Result() = default;
    Result(Failure failure)
        : m_error(std::move(failure.error))
        , m_failed(true)
    {
    }

    bool has_value() const { return !m_failed; }
    explicit operator bool() const { return has_value(); }

    const Error& error() const { return m_error; }
    Failure failure() const { return Failure{m_error}; }

private:
    Error m_error;
    bool m_failed = false;
};

using Status = Result<void>;

/// Runs `body`, which calls a library that throws, and turns whatever it throws into an error that begins with `what`.
/// Memory running out becomes OutOfResources, everything else `code`.
template <class Body> auto guarded(const char* what, ErrorCode code, Body body) -> decltype(body())
{
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfResources, std::string(what) + ": out of memory");
    } catch (const std::exception& e) {
        return fail(code, std::string(what) + ": " + e.what());
    } catch (...) {
        return fail(code, std::string(what) + ": unknown exception");
    }
}

} // namespace likeness
