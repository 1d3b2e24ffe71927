#include "core/engine/upkeep.h"

#include "core/media/media.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

namespace likeness {
namespace {

namespace fs = std::filesystem;

/// Rows fetched from the catalog at once.
constexpr std::size_t kRowsAtOnce = 4096;

template <class T> std::vector<T> onlyIn(const std::vector<T>& all, const std::vector<T>& known)
{
    std::vector<T> missing;
    std::set_difference(all.begin(), all.end(), known.begin(), known.end(), std::back_inserter(missing));
    return missing;
}

std::string isoTime(const CaptureTime& time)
{
    const std::chrono::sys_seconds seconds{std::chrono::seconds(time.localSeconds)};
    const auto day = std::chrono::floor<std::chrono::days>(seconds);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{seconds - day};
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

std::string csvField(const std::string& text)
{
    if (text.find_first_of(",\"\n\r") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char symbol : text) {
        quoted += symbol == '"' ? std::string("\"\"") : std::string(1, symbol);
    }
    return quoted + "\"";
}

std::string csvLine(const PhotoRow& row)
{
    return std::to_string(row.id.value) + "," + csvField(displayPath(row.path)) + "," + std::to_string(row.width) + ","
           + std::to_string(row.height) + "," + std::to_string(row.sizeBytes) + ","
           + (row.taken ? isoTime(*row.taken) : "") + "," + row.format + "," + std::to_string(row.rating);
}

std::string jsonLine(const PhotoRow& row)
{
    nlohmann::ordered_json line;
    line["photo"] = row.id.value;
    line["path"] = displayPath(row.path);
    line["width"] = row.width;
    line["height"] = row.height;
    line["bytes"] = row.sizeBytes;
    line["taken"] = row.taken ? nlohmann::ordered_json(isoTime(*row.taken)) : nlohmann::ordered_json();
    line["format"] = row.format;
    line["rating"] = row.rating;
    return line.dump();
}

Status forEachRow(const Catalog& catalog, const std::function<void(const PhotoRow&)>& visit)
{
    Query everything;
    everything.sort = SortKey::Name;
    everything.ascending = true;
    auto photos = catalog.photosMatching(everything, Filter{});
    if (!photos) {
        return photos.failure();
    }
    for (std::size_t begin = 0; begin < photos->size(); begin += kRowsAtOnce) {
        const std::size_t count = std::min(kRowsAtOnce, photos->size() - begin);
        auto rows = catalog.rows(std::span(*photos).subspan(begin, count));
        if (!rows) {
            return rows.failure();
        }
        std::for_each(rows->begin(), rows->end(), visit);
    }
    return {};
}

/// NumPy's format version 1.0. Layout: 6 bytes magic, 2 version, u16 header length, header padded so that data begins
/// at a multiple of 64. Source: numpy.lib.format.
std::string npyHeader(std::size_t rows, std::size_t columns)
{
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(rows) + ", "
                         + std::to_string(columns) + "), }";
    header.append(64 - (10 + header.size() + 1) % 64, ' ');
    header += '\n';
    const auto length = static_cast<unsigned>(header.size());
    std::string begin = "\x93NUMPY\x01";
    begin += '\0';
    begin += static_cast<char>(length & 0xFFU);
    begin += static_cast<char>(length >> 8U);
    return begin + header;
}

Status writeVectors(const fs::path& file, const std::vector<PhotoRow>& rows, const VectorStore& vectors, int dimension)
{
    std::ofstream out(file, std::ios::binary);
    out << npyHeader(rows.size(), static_cast<std::size_t>(dimension));
    const std::vector<float> absent(static_cast<std::size_t>(dimension), 0.0F);
    for (const PhotoRow& row : rows) {
        auto vector = vectors.vectorOf(row.content);
        if (!vector) {
            return vector.failure();
        }
        const std::vector<float>& values = vector->empty() ? absent : *vector;
        out.write(reinterpret_cast<const char*>(values.data()),
                  static_cast<std::streamsize>(values.size() * sizeof(float)));
    }
    out.flush();
    return out ? Status() : Status(fail(ErrorCode::Io, "cannot write " + displayPath(file)));
}

std::int64_t bytesUnder(const fs::path& path)
{
    std::error_code error;
    if (fs::is_regular_file(path, error)) {
        return static_cast<std::int64_t>(fs::file_size(path, error));
    }
    std::int64_t total = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path, error)) {
        total += entry.is_regular_file(error) ? static_cast<std::int64_t>(entry.file_size(error)) : 0;
    }
    return total;
}

void reportMissing(std::vector<std::string>& problems, const std::vector<ContentId>& missing, const std::string& what)
{
    if (!missing.empty()) {
        problems.push_back(std::to_string(missing.size()) + " photos have no " + what + " (the first is content "
                           + std::to_string(missing.front().value) + "); `index` makes them");
    }
}

} // namespace

Result<std::unordered_set<ContentId>> contentsLackingSomething(Readers& readers, const VectorIdentity& identity)
{
    auto catalog = readers.catalog();
    auto thumbnails = readers.thumbnails();
    auto vectors = readers.vectors(identity);
    if (!catalog || !thumbnails || !vectors) {
        return !catalog ? catalog.failure() : !thumbnails ? thumbnails.failure() : vectors.failure();
    }
    auto contents = (*catalog)->contents();
    auto withVector = (*vectors)->contents();
    auto withThumbnail = (*thumbnails)->contents();
    if (!contents || !withVector || !withThumbnail) {
        return !contents ? contents.failure() : !withVector ? withVector.failure() : withThumbnail.failure();
    }
    std::unordered_set<ContentId> lacking;
    for (const auto* known : {&*withVector, &*withThumbnail}) {
        const auto missing = onlyIn(*contents, *known);
        lacking.insert(missing.begin(), missing.end());
    }
    return lacking;
}

Result<std::vector<float>> embedAll(const EmbedThings& things, Readers& readers, Inference& inference)
{
    std::vector<float> values;
    if (!things.images.empty()) {
        auto model = inference.model();
        if (!model) {
            return model.failure();
        }
        for (const ImageFile& file : things.images) {
            auto loaded = loadImage(file, DecodeSize(0, (*model)->inputEdgePx()), readers);
            auto input = loaded ? (*model)->prepare(loaded->image) : Result<ModelInput>(loaded.failure());
            if (!input) {
                return fail(input.error().code, displayPath(file.path) + ": " + input.error().message);
            }
            std::vector<ModelInput> inputs;
            inputs.push_back(std::move(*input));
            auto vector = inference.embedNow(std::move(inputs));
            if (!vector) {
                return vector.failure();
            }
            values.insert(values.end(), vector->begin(), vector->end());
        }
    }
    if (!things.texts.empty()) {
        auto vectors = inference.embedTextsNow(things.texts);
        if (!vectors) {
            return vectors.failure();
        }
        values.insert(values.end(), vectors->begin(), vectors->end());
    }
    return values;
}

Status exportLibrary(const fs::path& file, Readers& readers, const VectorIdentity& identity)
{
    auto catalog = readers.catalog();
    auto vectors = readers.vectors(identity);
    if (!catalog || !vectors) {
        return !catalog ? catalog.failure() : vectors.failure();
    }
    const std::string ending = file.extension().string();
    if (ending != ".csv" && ending != ".jsonl" && ending != ".npy") {
        return fail(ErrorCode::InvalidInput,
                    "cannot tell the format from \"" + displayPath(file) + "\": use .csv, .jsonl or .npy");
    }
    const fs::path listFile = ending == ".npy" ? fs::path(file).replace_extension(".jsonl") : file;
    std::ofstream list(listFile, std::ios::binary);
    if (ending == ".csv") {
        list << "photo,path,width,height,bytes,taken,format,rating\n";
    }
    std::vector<PhotoRow> rows; // only for vectors, which are written in the same order
    Status walked = forEachRow(**catalog, [&](const PhotoRow& row) {
        list << (ending == ".csv" ? csvLine(row) : jsonLine(row)) << '\n';
        if (ending == ".npy") {
            rows.push_back(row);
        }
    });
    list.flush();
    if (!walked) {
        return walked;
    }
    if (!list) {
        return fail(ErrorCode::Io, "cannot write " + displayPath(listFile));
    }
    return ending == ".npy" ? writeVectors(file, rows, **vectors, identity.header.dimension) : Status();
}

Result<VerifyFinished> verifyLibrary(Readers& readers, const VectorIdentity& identity)
{
    auto catalog = readers.catalog();
    auto thumbnails = readers.thumbnails();
    auto vectors = readers.vectors(identity);
    if (!catalog || !thumbnails || !vectors) {
        return !catalog ? catalog.failure() : !thumbnails ? thumbnails.failure() : vectors.failure();
    }
    VerifyFinished finished;
    for (auto found : {(*catalog)->verify(), (*vectors)->verify(), (*thumbnails)->verify()}) {
        if (!found) {
            return found.failure();
        }
        finished.problems.insert(finished.problems.end(), found->begin(), found->end());
    }
    auto contents = (*catalog)->contents();
    auto withVector = (*vectors)->contents();
    auto withThumbnail = (*thumbnails)->contents();
    if (!contents || !withVector || !withThumbnail) {
        return !contents ? contents.failure() : !withVector ? withVector.failure() : withThumbnail.failure();
    }
    reportMissing(finished.problems, onlyIn(*contents, *withVector), "embedding");
    reportMissing(finished.problems, onlyIn(*contents, *withThumbnail), "thumbnail");
    finished.checked = static_cast<std::int64_t>(contents->size());
    return finished;
}

LibraryStatus sizesOnDisk(const fs::path& library)
{
    LibraryStatus status;
    status.library = library;
    status.catalogBytes = bytesUnder(library / "catalog.db") + bytesUnder(library / "catalog.db-wal");
    status.thumbnailBytes
        = bytesUnder(library / "thumbs.db") + bytesUnder(library / "thumbs.db-wal") + bytesUnder(library / "thumbs");
    status.vectorBytes = bytesUnder(library / "vectors");
    status.indexBytes = bytesUnder(library / "index");
    return status;
}

} // namespace likeness
