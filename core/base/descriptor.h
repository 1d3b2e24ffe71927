#pragma once

#include <unistd.h>
#include <utility>

namespace likeness {

/// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int value = -1)
        : m_value(value)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : m_value(std::exchange(other.m_value, -1))
    {
    }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_value, other.m_value);
        return *this;
    }
    ~Descriptor()
    {
        if (m_value >= 0) {
            ::close(m_value);
        }
    }

    int value() const { return m_value; }
    bool valid() const { return m_value >= 0; }

private:
    int m_value;
};

} // namespace likeness
