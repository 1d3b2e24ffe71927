#include "core/engine/search.h"

#include "core/engine/calibration.h"
#include "core/engine/feedback.h"
#include "core/media/media.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace likeness {
namespace {

constexpr std::uint32_t kHitsDefault = 1000;
constexpr std::uint32_t kHitsMax = 10'000;
constexpr std::int64_t kImageBytesMax = std::int64_t{2} * 1024 * 1024 * 1024;

using Clock = std::chrono::steady_clock;

std::chrono::microseconds since(Clock::time_point begin)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
}

Result<PhotoRow> rowOf(PhotoId photo, Readers& readers)
{
    auto catalog = readers.catalog();
    if (!catalog) {
        return catalog.failure();
    }
    auto rows = (*catalog)->rows(std::span(&photo, 1));
    if (!rows) {
        return rows.failure();
    }
    if (rows->empty()) {
        return fail(ErrorCode::NotFound, "this photo is no longer in the library");
    }
    return std::move(rows->front());
}

Result<Image> cropTo(const LoadedImage& loaded, const CropBox& box)
{
    const double scaleX
        = box.inPixels ? static_cast<double>(loaded.image.width) / loaded.fullWidth : loaded.image.width;
    const double scaleY
        = box.inPixels ? static_cast<double>(loaded.image.height) / loaded.fullHeight : loaded.image.height;
    const auto pixels = [](double value) { return static_cast<int>(std::lround(value)); };
    return cropped(loaded.image, pixels(box.x * scaleX), pixels(box.y * scaleY),
                   std::max(1, pixels(box.width * scaleX)), std::max(1, pixels(box.height * scaleY)));
}

/// An encoded picture, and what to call it.
struct Source {
    std::filesystem::path path;
    std::shared_ptr<const std::vector<std::byte>> bytes;
};

Result<Source> readSource(const std::variant<PhotoId, ImageFile, ImageBytes>& source, Readers& readers)
{
    if (const auto* memory = std::get_if<ImageBytes>(&source)) {
        if (!memory->bytes) {
            return fail(ErrorCode::InvalidInput, "there is no image in what was dropped");
        }
        return Source{memory->label, memory->bytes};
    }
    std::filesystem::path path;
    if (const auto* photo = std::get_if<PhotoId>(&source)) {
        auto row = rowOf(*photo, readers);
        if (!row) {
            return row.failure();
        }
        path = row->path;
    } else {
        path = std::get<ImageFile>(source).path;
    }
    auto bytes = readFile(path, kImageBytesMax);
    if (!bytes) {
        return bytes.failure();
    }
    return Source{std::move(path), std::make_shared<const std::vector<std::byte>>(std::move(*bytes))};
}

Result<LoadedImage> decode(const Source& source, const DecodeSize& size)
{
    auto photo = decodePhoto(*source.bytes, source.path, size);
    if (!photo) {
        return photo.failure();
    }
    return LoadedImage{std::move(photo->image), photo->fullWidth, photo->fullHeight};
}

/// Empty when the library has no vector for these bytes.
Result<std::vector<float>> vectorOfBytes(std::span<const std::byte> bytes, const VectorIdentity& identity,
                                         Readers& readers)
{
    auto catalog = readers.catalog();
    auto vectors = readers.vectors(identity);
    if (!catalog || !vectors) {
        return !catalog ? catalog.failure() : vectors.failure();
    }
    auto content = (*catalog)->contentWithHash(hashContent(bytes));
    if (!content) {
        return content.failure();
    }
    return *content ? (*vectors)->vectorOf(**content) : Result<std::vector<float>>(std::vector<float>());
}

Result<std::vector<float>> vectorOfPart(const QueryPart& part, const VectorIdentity& identity, Readers& readers,
                                        Inference& inference)
{
    if (const Words* words = std::get_if<Words>(&part.source)) {
        return inference.embedTextsNow({words->text});
    }
    if (const PhotoId* photo = std::get_if<PhotoId>(&part.source); photo != nullptr && !part.crop) {
        auto row = rowOf(*photo, readers);
        auto vectors = readers.vectors(identity);
        if (!row || !vectors) {
            return !row ? row.failure() : vectors.failure();
        }
        auto vector = (*vectors)->vectorOf(row->content);
        if (!vector || !vector->empty()) {
            return vector;
        }
    }
    std::variant<PhotoId, ImageFile, ImageBytes> source;
    std::visit(
        [&source](const auto& value) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(value)>, Words>) {
                source = value;
            }
        },
        part.source);
    auto file = readSource(source, readers);
    if (!file) {
        return file.failure();
    }
    if (!part.crop) { // the bytes of a photo of the library, from wherever they come, need no model
        auto known = vectorOfBytes(*file->bytes, identity, readers);
        if (!known || !known->empty()) {
            return known;
        }
    }
    auto model = inference.model();
    if (!model) {
        return model.failure();
    }
    auto loaded = decode(*file, DecodeSize(0, (*model)->inputEdgePx(), part.crop));
    if (!loaded) {
        return loaded.failure();
    }
    if (part.crop) {
        auto cut = cropTo(*loaded, *part.crop);
        if (!cut) {
            return cut.failure();
        }
        loaded->image = std::move(*cut);
    }
    auto input = (*model)->prepare(loaded->image);
    if (!input) {
        return input.failure();
    }
    std::vector<ModelInput> inputs;
    inputs.push_back(std::move(*input));
    return inference.embedNow(std::move(inputs));
}

/// How the scores of this vector are spread over the library. Errors: as `VectorIndex::search`.
Result<ScoreSpread> spreadOf(std::span<const float> vector, const SearchSnapshot& snapshot)
{
    if (!snapshot.sample || snapshot.sample->count() == 0) {
        return ScoreSpread{};
    }
    auto neighbours
        = snapshot.exact->search(vector, static_cast<std::uint32_t>(snapshot.sample->count()), snapshot.sample.get());
    if (!neighbours) {
        return neighbours.failure();
    }
    std::vector<float> scores;
    for (const Neighbour& neighbour : *neighbours) {
        scores.push_back(neighbour.score);
    }
    return ScoreSpread::of(std::move(scores));
}

/// Some of the library, evenly drawn. Shape: [at most kBackground][dimension]. Errors: as `VectorStore::vectorOf`.
Result<std::vector<std::vector<float>>> backgroundOf(const SearchSnapshot& snapshot, Readers& readers)
{
    constexpr std::size_t kBackground = 200;
    std::vector<std::vector<float>> background;
    auto vectors = readers.vectors(snapshot.vectors);
    if (!vectors || !snapshot.sample) {
        return vectors ? Result<std::vector<std::vector<float>>>(std::move(background)) : vectors.failure();
    }
    const std::span<const ContentId> drawn = snapshot.sample->contents();
    const std::size_t count = std::min(kBackground, drawn.size());
    background.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto vector = (*vectors)->vectorOf(drawn[i * drawn.size() / count]);
        if (!vector) {
            return vector.failure();
        }
        if (!vector->empty()) {
            background.push_back(std::move(*vector));
        }
    }
    return background;
}

/// What the pictures among `parts`, examples and marks, teach together. Words stay parts of their own: they lie too far
/// from every photo to be told from photos by a plane. Errors: as `vectorOfPart`.
Status learnFromMarks(std::vector<WeightedVector>& parts, std::vector<JudgedVector> judged,
                      const SearchSnapshot& snapshot, Readers& readers)
{
    auto background = backgroundOf(snapshot, readers);
    if (!background) {
        return background.failure();
    }
    if (std::vector<float> learnt = learntDirection(judged, *background); !learnt.empty()) {
        parts.push_back({std::move(learnt), 1.0, {}});
        return {};
    }
    // Nothing says what is looked for but words, so what is marked can only be kept away from.
    for (JudgedVector& one : judged) {
        parts.push_back({std::move(one.vector), one.weight / static_cast<double>(judged.size()), {}});
    }
    return {};
}

Result<std::vector<float>> vectorOfQuery(const Query& query, const SearchSnapshot& snapshot, Readers& readers,
                                         Inference& inference)
{
    const bool marked
        = std::any_of(query.parts.begin(), query.parts.end(), [](const QueryPart& part) { return part.marked; });
    std::vector<WeightedVector> parts;
    std::vector<JudgedVector> judged;
    for (const QueryPart& part : query.parts) {
        auto vector = vectorOfPart(part, snapshot.vectors, readers, inference);
        if (!vector) {
            return vector.failure();
        }
        if (marked && !std::holds_alternative<Words>(part.source)) {
            judged.push_back({std::move(*vector), part.weight});
        } else {
            parts.push_back({std::move(*vector), part.weight, {}});
        }
    }
    if (!judged.empty()) {
        if (Status learnt = learnFromMarks(parts, std::move(judged), snapshot, readers); !learnt) {
            return learnt.failure();
        }
    }
    for (WeightedVector& part : parts) {
        if (parts.size() > 1) {
            auto spread = spreadOf(part.vector, snapshot);
            if (!spread) {
                return spread.failure();
            }
            part.spread = *spread;
        }
    }
    auto vector = combined(parts);
    if (vector.empty()) {
        return fail(ErrorCode::InvalidInput, "the examples cancel each other out: there is nothing left to look for");
    }
    return vector;
}

/// Turns contents into the photos that have them, keeping the order of likeness.
Result<std::vector<std::pair<PhotoId, float>>> photosFor(std::span<const Neighbour> neighbours,
                                                         const ResolvedQuery& resolved, const Catalog& catalog)
{
    std::vector<ContentId> contents;
    std::unordered_map<ContentId, float> scoreOf;
    for (const Neighbour& neighbour : neighbours) {
        contents.push_back(neighbour.content);
        scoreOf.emplace(neighbour.content, neighbour.score);
    }
    auto pairs = catalog.photosOf(contents);
    if (!pairs) {
        return pairs.failure();
    }
    std::vector<std::pair<PhotoId, float>> hits;
    for (const auto& [content, photo] : *pairs) {
        hits.emplace_back(photo, scoreOf.at(content));
    }
    if (resolved.limits()) {
        // A content passes if one of its files does; its copies elsewhere do not come along.
        auto allowed = catalog.photosMatching(resolved.query, resolved.filter);
        if (!allowed) {
            return allowed.failure();
        }
        std::sort(allowed->begin(), allowed->end());
        std::erase_if(
            hits, [&](const auto& hit) { return !std::binary_search(allowed->begin(), allowed->end(), hit.first); });
    }
    return hits;
}

Status sortHits(std::vector<std::pair<PhotoId, float>>& hits, const Query& query, const Catalog& catalog)
{
    if (query.sort == SortKey::Score) {
        if (query.ascending) {
            std::reverse(hits.begin(), hits.end());
        }
        return {};
    }
    std::vector<PhotoId> photos;
    std::unordered_map<PhotoId, float> scoreOf;
    for (const auto& [photo, score] : hits) {
        photos.push_back(photo);
        scoreOf.emplace(photo, score);
    }
    auto rows = catalog.rows(photos);
    if (!rows) {
        return rows.failure();
    }
    const auto seconds = [](const PhotoRow& row) { return row.taken ? row.taken->localSeconds : row.modifiedSeconds; };
    const auto before = [&](const PhotoRow& a, const PhotoRow& b) {
        switch (query.sort) {
        case SortKey::Name:
            return a.path.filename() < b.path.filename();
        case SortKey::Size:
            return a.sizeBytes < b.sizeBytes;
        default:
            return seconds(a) < seconds(b);
        }
    };
    std::stable_sort(rows->begin(), rows->end(), [&](const PhotoRow& a, const PhotoRow& b) {
        return query.ascending ? before(a, b) : before(b, a);
    });
    hits.clear();
    for (const PhotoRow& row : *rows) {
        hits.emplace_back(row.id, scoreOf.at(row.id));
    }
    return {};
}

} // namespace

Result<LoadedImage> loadImage(const std::variant<PhotoId, ImageFile, ImageBytes>& source, const DecodeSize& size,
                              Readers& readers)
{
    auto file = readSource(source, readers);
    return file ? decode(*file, size) : Result<LoadedImage>(file.failure());
}

Result<std::vector<ScoredContent>> nearestOf(const VectorIndex& index, std::span<const float> vector,
                                             std::uint32_t countMax)
{
    auto found = index.search(vector, countMax, nullptr);
    if (!found) {
        return found.failure();
    }
    std::vector<ScoredContent> nearest;
    nearest.reserve(found->size());
    for (const Neighbour& one : *found) {
        nearest.push_back({one.content, one.score});
    }
    return nearest;
}

Result<std::shared_ptr<const QueryResult>> listPhotos(const ResolvedQuery& resolved, Readers& readers)
{
    const auto begin = Clock::now();
    const Query& query = resolved.query;
    auto catalog = readers.catalog();
    if (!catalog) {
        return catalog.failure();
    }
    auto photos = (*catalog)->photosMatching(query, resolved.filter);
    if (!photos) {
        return photos.failure();
    }
    auto result = std::make_shared<QueryResult>();
    result->photos = std::move(*photos);
    if (query.countMax > 0 && result->photos.size() > query.countMax) {
        result->photos.resize(query.countMax);
    }
    result->searchTime = since(begin);
    return std::shared_ptr<const QueryResult>(std::move(result));
}

Result<std::shared_ptr<const QueryResult>> findAlike(const ResolvedQuery& resolved, const SearchSnapshot& snapshot,
                                                     Readers& readers, Inference& inference)
{
    const Query& query = resolved.query;
    auto catalog = readers.catalog();
    if (!catalog) {
        return catalog.failure();
    }
    auto result = std::make_shared<QueryResult>();
    const auto begin = Clock::now();
    auto vector = vectorOfQuery(query, snapshot, readers, inference);
    if (!vector) {
        return vector.failure();
    }
    result->embedTime = since(begin);

    const auto searchBegin = Clock::now();
    SearchPlan& plan = result->plan;
    std::optional<RowFilter> rows;
    if (resolved.limits()) {
        auto contents = (*catalog)->contentsMatching(query, resolved.filter);
        if (!contents) {
            return contents.failure();
        }
        rows.emplace(*contents);
        plan.allowedContents = static_cast<std::int64_t>(rows->count());
        plan.catalogTime = since(searchBegin);
    }
    const VectorIndex& index = query.exact ? *snapshot.exact : *snapshot.index;
    const std::uint32_t countMax = std::min(query.countMax == 0 ? kHitsDefault : query.countMax, kHitsMax);
    std::vector<std::pair<PhotoId, float>> hits;
    // Vectors of deleted photos stay until the library is compacted; when they push real hits out, ask for more.
    for (std::size_t asked = countMax;; asked *= 4) {
        const auto indexBegin = Clock::now();
        SearchTrace trace;
        auto neighbours = index.search(*vector, static_cast<std::uint32_t>(asked), rows ? &*rows : nullptr, &trace);
        if (!neighbours) {
            return neighbours.failure();
        }
        plan.indexTime += since(indexBegin);
        plan.words = std::move(trace.plan);
        plan.listsProbed += static_cast<std::int64_t>(trace.listsProbed);
        plan.rowsEstimated += static_cast<std::int64_t>(trace.rowsEstimated);
        plan.rowsCompared += static_cast<std::int64_t>(trace.rowsCompared);
        const auto catalogBegin = Clock::now();
        auto found = photosFor(*neighbours, resolved, **catalog);
        if (!found) {
            return found.failure();
        }
        hits = std::move(*found);
        plan.catalogTime += since(catalogBegin);
        if (hits.size() >= countMax || neighbours->size() < asked) {
            break;
        }
    }
    std::vector<float> scores;
    scores.reserve(hits.size());
    for (const auto& [_, score] : hits) {
        scores.push_back(score);
    }
    if (query.scoreMin) {
        std::erase_if(hits, [&](const auto& hit) { return hit.second < *query.scoreMin; });
    }
    if (hits.size() > countMax) {
        hits.resize(countMax);
    }
    auto spread = spreadOf(*vector, snapshot);
    if (!spread) {
        return spread.failure();
    }
    result->suggestedCutOff = chanceCutOff(scores, *spread, rows ? rows->count() : snapshot.exact->size());
    if (Status sorted = sortHits(hits, query, **catalog); !sorted) {
        return sorted.failure();
    }
    result->searchTime = since(searchBegin);
    result->indexKind = index.kind();
    for (const auto& [photo, score] : hits) {
        result->photos.push_back(photo);
        result->scores.push_back(score);
    }
    return std::shared_ptr<const QueryResult>(std::move(result));
}

} // namespace likeness
