#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

struct evp_md_ctx_st;

namespace likeness {

/// The checksum that a hub lists for a file, made while the file goes by: 64 hexadecimal digits are the SHA-256 of its
/// bytes, 40 the SHA-1 that git gives a blob of them.
/// Source: Git LFS specification (oid); git's object format ("blob <size>\0" before the bytes).
class Checksum {
public:
    /// True for 40 or 64 lower-case hexadecimal digits.
    static bool isOne(std::string_view text);

    /// Begins one of the kind of `like` for a file of `sizeBytes`. Errors: InvalidInput (not one), Internal.
    static Result<Checksum> begin(std::string_view like, std::int64_t sizeBytes);

    void add(std::span<const std::byte> bytes);
    /// In lower-case hexadecimal digits; nothing can be added afterwards.
    std::string finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };

    explicit Checksum(evp_md_ctx_st* context)
        : m_context(context)
    {
    }

    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace likeness
