#include "core/embed/weights_hash.h"

#include "core/base/file_system.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>
#include <xxhash.h>

namespace likeness {

Result<std::string> weightsHash(const std::filesystem::path& path)
{
    const auto close = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path.c_str(), "rb"), close);
    if (!file) {
        return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                    displayPath(path) + ": " + std::strerror(errno));
    }
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), &XXH3_freeState);
    XXH3_128bits_reset(state.get());
    std::vector<unsigned char> buffer(1 << 20);
    std::size_t count = 0;
    while ((count = std::fread(buffer.data(), 1, buffer.size(), file.get())) > 0) {
        XXH3_128bits_update(state.get(), buffer.data(), count);
    }
    if (std::ferror(file.get()) != 0) {
        return fail(ErrorCode::Io, displayPath(path) + ": " + std::strerror(errno));
    }
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state.get()));
    std::string digits;
    for (const unsigned char byte : canonical.digest) {
        constexpr const char* kDigits = "0123456789abcdef";
        digits += kDigits[byte >> 4U];
        digits += kDigits[byte & 0xFU];
    }
    return digits;
}

} // namespace likeness
