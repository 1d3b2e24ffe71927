#include "core/embed/weights_hash.h"

#include "core/base/file_system.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>
#include <xxhash.h>

namespace likeness {
namespace {

constexpr std::int64_t kSmallFileMaxBytes = 256 << 20;
constexpr std::size_t kSampleBytes = 4096;

std::string digitsOf(const XXH3_state_t* state)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
    std::string digits;
    for (const unsigned char byte : canonical.digest) {
        constexpr const char* kDigits = "0123456789abcdef";
        digits += kDigits[byte >> 4U];
        digits += kDigits[byte & 0xFU];
    }
    return digits;
}

struct FreeState {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

/// Hashes texts and byte blocks with their lengths, so that no two sequences of them read alike.
class Hasher {
public:
    Hasher()
        : m_state(XXH3_createState())
    {
        XXH3_128bits_reset(m_state.get());
    }

    void add(std::span<const std::byte> bytes)
    {
        const std::uint64_t length = bytes.size();
        XXH3_128bits_update(m_state.get(), &length, sizeof length);
        XXH3_128bits_update(m_state.get(), bytes.data(), bytes.size());
    }
    void add(const std::string& text) { add(std::as_bytes(std::span(text))); }

    std::string digits() const { return digitsOf(m_state.get()); }

private:
    std::unique_ptr<XXH3_state_t, FreeState> m_state;
};

} // namespace

Result<std::string> weightsHash(const std::filesystem::path& path)
{
    const auto close = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path.c_str(), "rb"), close);
    if (!file) {
        return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                    displayPath(path) + ": " + std::strerror(errno));
    }
    const std::unique_ptr<XXH3_state_t, FreeState> state(XXH3_createState());
    XXH3_128bits_reset(state.get());
    std::vector<unsigned char> buffer(1 << 20);
    std::size_t count = 0;
    while ((count = std::fread(buffer.data(), 1, buffer.size(), file.get())) > 0) {
        XXH3_128bits_update(state.get(), buffer.data(), count);
    }
    if (std::ferror(file.get()) != 0) {
        return fail(ErrorCode::Io, displayPath(path) + ": " + std::strerror(errno));
    }
    return digitsOf(state.get());
}

std::string textHash(const std::string& text)
{
    Hasher hasher;
    hasher.add(text);
    return hasher.digits();
}

Result<std::string> modelHash(const std::filesystem::path& folder, const std::vector<std::string>& smallFiles,
                              const SafetensorsSet& weights)
{
    Hasher hasher;
    for (const std::string& name : smallFiles) {
        const auto bytes = readFile(folder / name, kSmallFileMaxBytes);
        if (!bytes && bytes.error().code != ErrorCode::NotFound) {
            return bytes.failure();
        }
        if (bytes) {
            hasher.add(name);
            hasher.add(*bytes);
        }
    }
    for (const auto& [name, file] : weights.fileOf()) {
        const TensorView& view = weights.files()[file].tensors().at(name);
        std::string description = name + ' ' + std::to_string(static_cast<int>(view.type));
        for (const std::int64_t extent : view.shape) {
            description += ' ' + std::to_string(extent);
        }
        hasher.add(description);
        const std::size_t length = std::min(view.bytes.size(), kSampleBytes);
        hasher.add(view.bytes.subspan((view.bytes.size() - length) / 2, length));
    }
    return hasher.digits();
}

} // namespace likeness
