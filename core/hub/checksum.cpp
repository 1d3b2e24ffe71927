#include "core/hub/checksum.h"

#include <algorithm>
#include <array>
#include <openssl/evp.h>

namespace likeness {
namespace {

constexpr std::size_t kSha1Digits = 40;
constexpr std::size_t kSha256Digits = 64;

} // namespace

void Checksum::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

bool Checksum::isOne(std::string_view text)
{
    return (text.size() == kSha1Digits || text.size() == kSha256Digits)
           && std::all_of(text.begin(), text.end(),
                          [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Result<Checksum> Checksum::begin(std::string_view like, std::int64_t sizeBytes)
{
    if (!isOne(like)) {
        return fail(ErrorCode::InvalidInput, "neither a SHA-256 nor a SHA-1: " + std::string(like));
    }
    Checksum sum(EVP_MD_CTX_new());
    const bool isBlob = like.size() == kSha1Digits;
    if (!sum.m_context || EVP_DigestInit_ex(sum.m_context.get(), isBlob ? EVP_sha1() : EVP_sha256(), nullptr) != 1) {
        return fail(ErrorCode::Internal, "OpenSSL cannot make checksums here");
    }
    if (isBlob) {
        const std::string header = "blob " + std::to_string(sizeBytes);
        EVP_DigestUpdate(sum.m_context.get(), header.c_str(), header.size() + 1);
    }
    return sum;
}

void Checksum::add(std::span<const std::byte> bytes) { EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()); }

std::string Checksum::finish()
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(m_context.get(), digest.data(), &length);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        text += kDigits[digest[i] >> 4];
        text += kDigits[digest[i] & 15];
    }
    return text;
}

} // namespace likeness
