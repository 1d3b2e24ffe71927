#include "core/embed/safetensors.h"

#include "core/base/file_system.h"
#include "core/base/half.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace likeness {
namespace {

static_assert(std::endian::native == std::endian::little, "tensor bytes are used as they lie in the file");

using Json = nlohmann::json;

constexpr std::uint64_t kHeaderMaxBytes = 100'000'000; // the reference reader's limit
constexpr std::size_t kLengthBytes = 8;
constexpr std::int64_t kIndexMaxBytes = 64 << 20;

struct TypeName {
    const char* name;
    TensorType type;
    std::size_t sizeBytes;
};
constexpr TypeName kTypes[] = {
    {"BOOL", TensorType::Bool, 1}, {"U8", TensorType::U8, 1},   {"I8", TensorType::I8, 1},
    {"I16", TensorType::I16, 2},   {"U16", TensorType::U16, 2}, {"F16", TensorType::F16, 2},
    {"BF16", TensorType::BF16, 2}, {"I32", TensorType::I32, 4}, {"U32", TensorType::U32, 4},
    {"F32", TensorType::F32, 4},   {"I64", TensorType::I64, 8}, {"U64", TensorType::U64, 8},
    {"F64", TensorType::F64, 8},
};

/// Reads JSON, refusing what is not, and objects that name a key twice (the later one would silently win).
std::optional<Json> parseJson(const char* begin, const char* end)
{
    std::vector<std::set<std::string>> open;
    bool repeated = false;
    const auto watch = [&](int /*depth*/, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start) {
            open.emplace_back();
        } else if (event == Json::parse_event_t::object_end) {
            open.pop_back();
        } else if (event == Json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second) {
            repeated = true;
        }
        return true;
    };
    Json json = Json::parse(begin, end, watch, /*allow_exceptions=*/false);
    if (json.is_discarded() || repeated) {
        return std::nullopt;
    }
    return json;
}

/// A whole number that is not negative and fits; 1.0, "1" and -1 do not.
std::optional<std::uint64_t> wholeNumber(const Json& json)
{
    if (!json.is_number_unsigned()) {
        return std::nullopt;
    }
    return json.get<std::uint64_t>();
}

/// Reads one tensor's entry. On failure returns the reason.
std::optional<std::string> readEntry(const Json& entry, std::span<const std::byte> data, TensorView& view)
{
    if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape") || !entry.contains("data_offsets")) {
        return "lacks dtype, shape or data_offsets";
    }
    const Json& dtype = entry["dtype"];
    const auto type = std::find_if(std::begin(kTypes), std::end(kTypes),
                                   [&](const TypeName& known) { return dtype.is_string() && dtype == known.name; });
    if (type == std::end(kTypes)) {
        return "has an unknown dtype";
    }
    view.type = type->type;
    if (!entry["shape"].is_array()) {
        return "has a shape that is not a list";
    }
    std::uint64_t sizeBytes = type->sizeBytes;
    for (const Json& extent : entry["shape"]) {
        const auto length = wholeNumber(extent);
        if (!length) {
            return "has a shape that is not made of whole numbers";
        }
        if (*length != 0 && sizeBytes > std::numeric_limits<std::int64_t>::max() / *length) {
            return "has a shape too large to exist";
        }
        sizeBytes *= *length;
        view.shape.push_back(static_cast<std::int64_t>(*length));
    }
    const Json& offsets = entry["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2) {
        return "has data_offsets that are not two numbers";
    }
    const auto begin = wholeNumber(offsets[0]);
    const auto end = wholeNumber(offsets[1]);
    if (!begin || !end || *begin > *end || *end > data.size()) {
        return "lies outside the file";
    }
    if (*end - *begin != sizeBytes) {
        return "has a size that does not match its shape";
    }
    view.bytes = data.subspan(*begin, *end - *begin);
    return std::nullopt;
}

/// Checks that the tensors fill the data from the first to the last byte, each byte once.
bool fillsExactly(const std::map<std::string, TensorView>& tensors, std::span<const std::byte> data)
{
    std::vector<std::span<const std::byte>> parts;
    for (const auto& [name, view] : tensors) {
        parts.push_back(view.bytes);
    }
    std::sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
        return a.data() != b.data() ? a.data() < b.data() : a.size() < b.size();
    });
    const std::byte* next = data.data();
    for (const auto& part : parts) {
        if (part.data() != next) {
            return false;
        }
        next += part.size();
    }
    return next == data.data() + data.size();
}

std::string quoted(const std::filesystem::path& path) { return displayPath(path); }

} // namespace

std::size_t sizeBytesOf(TensorType type)
{
    for (const TypeName& known : kTypes) {
        if (known.type == type) {
            return known.sizeBytes;
        }
    }
    return 0;
}

std::int64_t TensorView::elementCount() const { return static_cast<std::int64_t>(bytes.size() / sizeBytesOf(type)); }

/// Owns the mapped bytes of a file.
class SafetensorsFile::Mapping {
public:
    static Result<std::shared_ptr<const Mapping>> map(const std::filesystem::path& path)
    {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0) {
            const ErrorCode code = errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io;
            return fail(code, quoted(path) + ": " + std::strerror(errno));
        }
        struct stat status = {};
        if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
            ::close(file);
            return fail(ErrorCode::Io, quoted(path) + ": not a readable file");
        }
        const auto sizeBytes = static_cast<std::size_t>(status.st_size);
        if (sizeBytes < kLengthBytes) {
            ::close(file);
            return fail(ErrorCode::Corrupt, quoted(path) + ": too short for a safetensors file");
        }
        void* start = ::mmap(nullptr, sizeBytes, PROT_READ, MAP_PRIVATE, file, 0);
        const int reason = errno;
        ::close(file);
        if (start == MAP_FAILED) {
            return fail(ErrorCode::Io, quoted(path) + ": cannot map: " + std::strerror(reason));
        }
        return std::shared_ptr<const Mapping>(new Mapping(start, sizeBytes));
    }

    ~Mapping() { ::munmap(m_start, m_sizeBytes); }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    std::span<const std::byte> bytes() const { return {static_cast<const std::byte*>(m_start), m_sizeBytes}; }

private:
    Mapping(void* start, std::size_t sizeBytes)
        : m_start(start)
        , m_sizeBytes(sizeBytes)
    {
    }

    void* m_start;
    std::size_t m_sizeBytes;
};

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path)
{
    auto mapping = Mapping::map(path);
    if (!mapping) {
        return mapping.failure();
    }
    const auto corrupt = [&](const std::string& why) { return fail(ErrorCode::Corrupt, quoted(path) + ": " + why); };
    SafetensorsFile file;
    file.m_path = path;
    file.m_mapping = *mapping;
    const std::span<const std::byte> all = file.m_mapping->bytes();
    std::uint64_t headerBytes = 0;
    std::memcpy(&headerBytes, all.data(), kLengthBytes);
    if (headerBytes > kHeaderMaxBytes || headerBytes > all.size() - kLengthBytes) {
        return corrupt("header is longer than the file or 100 MB; truncated, or not a safetensors file");
    }
    const char* text = reinterpret_cast<const char*>(all.data()) + kLengthBytes;
    const auto header = parseJson(text, text + headerBytes);
    if (!header || !header->is_object()) {
        return corrupt("header is not a JSON object without repeated names");
    }
    const std::span<const std::byte> data = all.subspan(kLengthBytes + headerBytes);
    for (const auto& [name, entry] : header->items()) {
        if (name == "__metadata__") {
            if (!entry.is_object()) {
                return corrupt("__metadata__ is not an object");
            }
            for (const auto& [key, value] : entry.items()) {
                if (!value.is_string()) {
                    return corrupt("__metadata__ holds something that is not text");
                }
                file.m_metadata[key] = value.get<std::string>();
            }
            continue;
        }
        TensorView view;
        if (const auto reason = readEntry(entry, data, view)) {
            return corrupt("tensor " + name + " " + *reason);
        }
        file.m_tensors.emplace(name, std::move(view));
    }
    if (!fillsExactly(file.m_tensors, data)) {
        return corrupt("tensors overlap or leave gaps");
    }
    return file;
}

Result<TensorView> SafetensorsFile::tensor(const std::string& name) const
{
    const auto found = m_tensors.find(name);
    if (found == m_tensors.end()) {
        return fail(ErrorCode::NotFound, quoted(m_path) + ": has no tensor " + name);
    }
    return found->second;
}

Result<std::vector<float>> SafetensorsFile::floats(const std::string& name,
                                                   const std::vector<std::int64_t>& shape) const
{
    const auto view = tensor(name);
    if (!view) {
        return view.failure();
    }
    if (view->shape != shape) {
        return fail(ErrorCode::Corrupt, quoted(m_path) + ": tensor " + name + " has an unexpected shape");
    }
    return toFloats(*view);
}

Result<std::vector<std::int64_t>> SafetensorsFile::integers(const std::string& name) const
{
    const auto view = tensor(name);
    if (!view) {
        return view.failure();
    }
    if (view->type != TensorType::I64) {
        return fail(ErrorCode::Unsupported, quoted(m_path) + ": tensor " + name + " is not I64");
    }
    std::vector<std::int64_t> values(static_cast<std::size_t>(view->elementCount()));
    if (!values.empty()) {
        std::memcpy(values.data(), view->bytes.data(), view->bytes.size());
    }
    return values;
}

Result<std::vector<float>> toFloats(const TensorView& view)
{
    std::vector<float> values(static_cast<std::size_t>(view.elementCount()));
    const std::byte* from = view.bytes.data();
    if (view.type == TensorType::F32) {
        if (!values.empty()) {
            std::memcpy(values.data(), from, view.bytes.size());
        }
        return values;
    }
    if (view.type != TensorType::F16 && view.type != TensorType::BF16) {
        return fail(ErrorCode::Unsupported, "tensor is neither F32 nor F16 nor BF16");
    }
    for (float& value : values) {
        std::uint16_t bits = 0;
        std::memcpy(&bits, from, sizeof bits); // the header's length may leave the data unaligned
        from += sizeof bits;
        value = view.type == TensorType::F16 ? floatFromHalf(bits)
                                             : std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U);
    }
    return values;
}

Result<SafetensorsSet> SafetensorsSet::open(const std::filesystem::path& folder, const std::string& stem)
{
    SafetensorsSet set;
    auto whole = SafetensorsFile::open(folder / (stem + ".safetensors"));
    if (whole) {
        for (const auto& [name, view] : whole->tensors()) {
            set.m_fileOf[name] = 0;
        }
        set.m_files.push_back(std::move(*whole));
        return set;
    }
    if (whole.error().code != ErrorCode::NotFound) {
        return whole.failure();
    }
    const std::filesystem::path indexPath = folder / (stem + ".safetensors.index.json");
    const auto text = readFile(indexPath, kIndexMaxBytes);
    if (!text) {
        return text.error().code == ErrorCode::NotFound
                   ? fail(ErrorCode::NotFound, quoted(folder) + ": no " + stem + ".safetensors, and no index of parts")
                   : text.failure();
    }
    const auto corrupt
        = [&](const std::string& why) { return fail(ErrorCode::Corrupt, quoted(indexPath) + ": " + why); };
    const char* begin = reinterpret_cast<const char*>(text->data());
    const auto index = parseJson(begin, begin + text->size());
    if (!index || !index->is_object() || !index->contains("weight_map") || !(*index)["weight_map"].is_object()) {
        return corrupt("has no weight_map");
    }
    std::map<std::string, std::size_t> opened;
    for (const auto& [name, part] : (*index)["weight_map"].items()) {
        const std::string fileName = part.is_string() ? part.get<std::string>() : "";
        if (fileName.empty() || fileName == "." || fileName == ".." || fileName.find('/') != std::string::npos) {
            return corrupt("names a part that is not a file of this folder");
        }
        if (!opened.contains(fileName)) {
            auto file = SafetensorsFile::open(folder / fileName);
            if (!file) {
                return file.failure();
            }
            opened[fileName] = set.m_files.size();
            set.m_files.push_back(std::move(*file));
        }
        const std::size_t which = opened[fileName];
        if (!set.m_files[which].tensors().contains(name)) {
            return corrupt("says that " + name + " is in " + fileName + ", which does not hold it");
        }
        set.m_fileOf[name] = which;
    }
    return set;
}

Result<TensorView> SafetensorsSet::tensor(const std::string& name) const
{
    const auto found = m_fileOf.find(name);
    if (found == m_fileOf.end()) {
        return fail(ErrorCode::NotFound, "the model has no tensor " + name);
    }
    return m_files[found->second].tensor(name);
}

} // namespace likeness
