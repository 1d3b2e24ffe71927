#include "core/engine/text_vectors.h"

#include "core/explore/derived_file.h"

namespace likeness {
namespace {

constexpr std::int64_t kTextBytesMax = 1 << 20;
constexpr std::string_view kMagic("LKTEXTS\n", 8);
constexpr std::uint32_t kVersion = 1;

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines) {
        text += line + "\n";
    }
    return text;
}

} // namespace

Result<std::vector<std::string>> readLines(const std::filesystem::path& file)
{
    auto bytes = readFile(file, kTextBytesMax);
    if (!bytes) {
        return bytes.failure();
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end > begin && text[begin] != '#') {
            lines.emplace_back(text.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return lines;
}

std::optional<std::vector<float>> readTextVectors(const std::filesystem::path& file,
                                                  const std::vector<std::string>& texts, int dimension)
{
    auto reader = DerivedFileReader::open(file, kMagic, kVersion);
    std::string text;
    std::uint32_t dimensionKept = 0;
    std::vector<float> vectors;
    if (!reader || !reader->takeText(text) || text != joined(texts) || !reader->take(dimensionKept)
        || dimensionKept != static_cast<std::uint32_t>(dimension)
        || !reader->takeAll(vectors, texts.size() * dimensionKept) || !reader->atEnd()) {
        return std::nullopt;
    }
    return vectors;
}

Status keepTextVectors(const std::filesystem::path& file, const std::vector<std::string>& texts,
                       const std::vector<float>& vectors, FileSystem& files)
{
    DerivedFileWriter writer(kMagic, kVersion);
    writer.putText(joined(texts));
    writer.put(static_cast<std::uint32_t>(vectors.size() / texts.size()));
    writer.putAll(std::span<const float>(vectors));
    return writer.writeTo(file, files);
}

} // namespace likeness
