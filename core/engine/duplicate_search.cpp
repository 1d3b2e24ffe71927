#include "core/engine/duplicate_search.h"

#include "core/engine/explore_job.h"
#include "core/engine/look_hashes.h"
#include "core/explore/alike_pictures.h"
#include "core/explore/near_duplicates.h"
#include "core/index/dot.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace likeness {
namespace {

/// Neighbours asked for when nobody knows them yet. More equal pictures than these are still found: their members name
/// each other in overlapping sets.
constexpr std::uint32_t kNeighboursPerPhoto = 24;
/// Vectors of the same pixels differ by the rounding to halves at most, wherever the metadata has not changed how the
/// picture was decoded; the pixels are compared in any case.
constexpr float kSamePixelsScore = 0.999F;
constexpr std::size_t kHashesAtOnce = 1024;
constexpr std::size_t kPairsAtOnce = 1024;
constexpr std::size_t kVectorsHeld = 16 * 1024; // 20 MB
constexpr std::int64_t kFileBytesMax = std::int64_t{2} * 1024 * 1024 * 1024;

Failure stopped() { return fail(ErrorCode::Cancelled, "the search for duplicates was stopped"); }

/// The contents that are looked at, ascending, and the files they are shown by.
class Scope {
public:
    static Result<Scope> of(const std::filesystem::path& folder, const Catalog& catalog)
    {
        Scope scope;
        Query below;
        below.folder = folder;
        auto contents = folder.empty() ? catalog.contents() : catalog.contentsMatching(below, Filter{});
        if (!contents) {
            return contents.failure();
        }
        scope.m_contents = std::move(*contents);
        if (!folder.empty()) {
            auto photos = catalog.photosMatching(below, Filter{});
            if (!photos) {
                return photos.failure();
            }
            scope.m_photos = std::move(*photos);
            std::sort(scope.m_photos->begin(), scope.m_photos->end());
        }
        return scope;
    }

    const std::vector<ContentId>& contents() const { return m_contents; }
    std::optional<std::uint32_t> rowOf(ContentId content) const
    {
        const auto at = std::lower_bound(m_contents.begin(), m_contents.end(), content);
        return at != m_contents.end() && *at == content
                   ? std::optional(static_cast<std::uint32_t>(at - m_contents.begin()))
                   : std::nullopt;
    }
    bool has(PhotoId photo) const { return !m_photos || std::binary_search(m_photos->begin(), m_photos->end(), photo); }

    /// The files of some contents, in their order, then by path.
    Result<std::vector<std::pair<ContentId, PhotoId>>> photosOf(std::span<const ContentId> contents,
                                                                const Catalog& catalog) const
    {
        auto pairs = catalog.photosOf(contents);
        if (pairs) {
            std::erase_if(*pairs, [this](const auto& pair) { return !has(pair.second); });
        }
        return pairs;
    }

private:
    std::vector<ContentId> m_contents;
    std::optional<std::vector<PhotoId>> m_photos; // ascending; absent = all
};

/// Pairs that a person keeps apart, as rows of the scope.
std::vector<std::pair<std::uint32_t, std::uint32_t>>
rowsApart(const std::vector<std::pair<ContentId, ContentId>>& apart, const Scope& scope)
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rows;
    for (const auto& [a, b] : apart) {
        const auto first = scope.rowOf(a), second = scope.rowOf(b);
        if (first && second && a != b) {
            rows.emplace_back(*first, *second);
        }
    }
    return rows;
}

class Finder {
public:
    Finder(const FindDuplicates& question, const DuplicateSearch& search, const Catalog& catalog, Scope scope,
           std::vector<std::pair<ContentId, ContentId>> apart)
        : m_question(question)
        , m_search(search)
        , m_catalog(catalog)
        , m_scope(std::move(scope))
        , m_apart(std::move(apart))
        , m_looks(search.readers)
    {
    }

    Result<DuplicateList> exact();
    Result<DuplicateList> near();

private:
    const ExploreRun& run() const { return m_search.run; }

    // The graph, over all contents that have a vector.
    Result<NeighbourGraph> neighbours(const ExploreRun& part) const;
    /// Calls `each(row, row, score)` once for every pair of the scope that a link joins. Errors: Cancelled.
    template <class Each> Status forEachLink(const NeighbourGraph& graph, float scoreMin, Each each) const;

    /// One file for each content, the first by path.
    using RowsByContent = std::unordered_map<ContentId, PhotoRow>;
    Result<RowsByContent> firstRows(std::span<const ContentId> contents) const;
    void keepFresh(bool all);

    // Exact
    Result<std::vector<std::vector<ContentId>>> samePixels();
    using PixelHashes = std::unordered_map<ContentId, std::optional<ContentHash>>;
    /// Adds those of `pairs` to `same` that show the same pixels. `hashes` are those computed so far.
    Status comparePixels(std::span<const AlikePair> pairs, PixelHashes& hashes, std::vector<AlikePair>& same);
    std::optional<ContentHash> pixelHash(const PhotoRow& row);

    // Near
    Result<std::vector<PerceptualHash>> wholeHashes(const ExploreRun& part);
    /// How alike two contents are; 0 when their pixels disagree. `cosine` is given where it is known.
    float scoreOf(std::uint32_t first, std::uint32_t second, std::optional<float> cosine);
    float cosineOf(std::uint32_t first, std::uint32_t second);

    const FindDuplicates& m_question;
    const DuplicateSearch& m_search;
    const Catalog& m_catalog;
    Scope m_scope;
    std::vector<std::pair<ContentId, ContentId>> m_apart; // ascending
    Looks m_looks;
    std::vector<ThumbnailStore::PictureHashes> m_fresh;
    std::unordered_map<std::uint32_t, std::vector<float>> m_vectors; // some
};

Result<NeighbourGraph> Finder::neighbours(const ExploreRun& part) const
{
    const SearchSnapshot& snapshot = *m_search.snapshot;
    auto vectors = m_search.readers.vectors(snapshot.vectors);
    if (!vectors) {
        return vectors.failure();
    }
    auto embedded = (*vectors)->contents();
    auto present = m_catalog.contents();
    if (!embedded || !present) {
        return !embedded ? embedded.failure() : present.failure();
    }
    std::vector<ContentId> wanted, added, removed;
    std::ranges::set_intersection(*embedded, *present, std::back_inserter(wanted));
    auto saved = savedNeighbours(m_search.library, snapshot.vectors, **vectors);
    NeighbourGraph graph = saved ? std::move(*saved) : NeighbourGraph({}, kNeighboursPerPhoto);
    std::ranges::set_difference(wanted, graph.contents(), std::back_inserter(added));
    std::ranges::set_difference(graph.contents(), wanted, std::back_inserter(removed));
    const auto addIfKnown = [&](ContentId content, std::int64_t, std::span<const std::uint16_t>) {
        if (graph.rowOf(content) && std::binary_search(wanted.begin(), wanted.end(), content)) {
            added.push_back(content); // its links are those of an older vector
        }
    };
    if (Status read = saved ? (*vectors)->forEachSince(graph.lastSequence(), addIfKnown) : Status(); !read) {
        return read.failure();
    }
    if (!added.empty() || !removed.empty()) {
        graph.apply(added, removed);
    }
    const auto ask = [&](ContentId content, std::uint32_t countMax) -> Result<std::vector<ScoredContent>> {
        auto vector = (*vectors)->vectorOf(content);
        if (!vector || vector->empty()) {
            return vector ? Result<std::vector<ScoredContent>>(std::vector<ScoredContent>()) : vector.failure();
        }
        auto found = snapshot.index->search(*vector, countMax, nullptr);
        if (!found) {
            return found.failure();
        }
        std::vector<ScoredContent> scored;
        scored.reserve(found->size());
        for (const Neighbour& one : *found) {
            scored.push_back({one.content, one.score});
        }
        return scored;
    };
    ExploreRun alone = part;
    alone.threads = 1; // the connection is one thread's
    if (Status filled = fillBySearch(graph, ask, alone); !filled) {
        return filled.failure();
    }
    return graph;
}

template <class Each> Status Finder::forEachLink(const NeighbourGraph& graph, float scoreMin, Each each) const
{
    for (std::uint32_t row = 0; row < graph.count(); ++row) {
        if (row % 256 == 0 && run().stop.stop_requested()) {
            return stopped();
        }
        const auto first = m_scope.rowOf(graph.contents()[row]);
        for (const GraphLink& link : graph.linksOf(row)) {
            if (!first || !(link.score >= scoreMin)) {
                break; // the rest is farther
            }
            const auto back = graph.linksOf(link.row);
            const bool alsoBack
                = std::any_of(back.begin(), back.end(), [row](const GraphLink& other) { return other.row == row; });
            if (alsoBack && link.row < row) {
                continue; // met already from the other side
            }
            if (const auto second = m_scope.rowOf(graph.contents()[link.row])) {
                each(*first, *second, link.score);
            }
        }
    }
    return {};
}

Result<Finder::RowsByContent> Finder::firstRows(std::span<const ContentId> contents) const
{
    auto files = m_scope.photosOf(contents, m_catalog);
    if (!files) {
        return files.failure();
    }
    std::vector<PhotoId> photos;
    ContentId last;
    for (const auto& [content, photo] : *files) {
        if (content != last) {
            photos.push_back(photo);
            last = content;
        }
    }
    auto rows = m_catalog.rows(photos);
    if (!rows) {
        return rows.failure();
    }
    RowsByContent found;
    for (PhotoRow& row : *rows) {
        found.emplace(row.content, std::move(row));
    }
    return found;
}

void Finder::keepFresh(bool all)
{
    if (!m_fresh.empty() && (all || m_fresh.size() >= kHashesAtOnce) && m_search.keepHashes) {
        m_search.keepHashes(std::exchange(m_fresh, {}));
    }
}

// --- Exact ----------------------------------------------------------------------------------------------------------

std::optional<ContentHash> Finder::pixelHash(const PhotoRow& row)
{
    auto thumbnails = m_search.readers.thumbnails();
    if (!thumbnails) {
        return std::nullopt;
    }
    if (auto known = (*thumbnails)->pixelHash(row.content); known && *known) {
        return *known;
    }
    const auto file = readFile(row.path, kFileBytesMax);
    auto decoded = file ? decodePhoto(*file, row.path, DecodeSize(0)) : Result<DecodedPhoto>(file.failure());
    if (!decoded) {
        return std::nullopt;
    }
    std::vector<std::uint8_t> size = {0, 0, 0, 0, 0, 0, 0, 0};
    for (std::size_t i = 0; i < 4; ++i) {
        size[i] = static_cast<std::uint8_t>(static_cast<unsigned>(decoded->image.width) >> (8 * i));
        size[4 + i] = static_cast<std::uint8_t>(static_cast<unsigned>(decoded->image.height) >> (8 * i));
    }
    std::vector<std::uint8_t>& pixels = decoded->image.pixels;
    pixels.insert(pixels.end(), size.begin(), size.end());
    const ContentHash hash = hashContent(std::as_bytes(std::span(pixels)));
    m_fresh.push_back({row.content, {}, hash});
    return hash;
}

Status Finder::comparePixels(std::span<const AlikePair> pairs, PixelHashes& hashes, std::vector<AlikePair>& same)
{
    std::vector<ContentId> contents;
    contents.reserve(pairs.size() * 2);
    for (const AlikePair& pair : pairs) {
        contents.push_back(m_scope.contents()[pair.first]);
        contents.push_back(m_scope.contents()[pair.second]);
    }
    std::sort(contents.begin(), contents.end());
    contents.erase(std::unique(contents.begin(), contents.end()), contents.end());
    auto rows = firstRows(contents);
    if (!rows) {
        return rows.failure();
    }
    const auto hashOf = [&](const PhotoRow& row) {
        const auto [at, isNew] = hashes.try_emplace(row.content);
        if (isNew) {
            at->second = pixelHash(row);
        }
        return at->second;
    };
    for (const AlikePair& pair : pairs) {
        if (run().stop.stop_requested()) {
            return stopped();
        }
        const auto a = rows->find(m_scope.contents()[pair.first]), b = rows->find(m_scope.contents()[pair.second]);
        if (a == rows->end() || b == rows->end() || a->second.width != b->second.width
            || a->second.height != b->second.height) {
            continue;
        }
        if (const auto pixels = hashOf(a->second); pixels && pixels == hashOf(b->second)) {
            same.push_back(pair);
        }
    }
    keepFresh(/*all=*/false);
    return {};
}

/// Groups of contents with the same pixels.
Result<std::vector<std::vector<ContentId>>> Finder::samePixels()
{
    auto graph = neighbours(run().part(0, 0.5));
    if (!graph) {
        return graph.failure();
    }
    std::vector<AlikePair> pairs;
    Status walked = forEachLink(*graph, kSamePixelsScore, [&](std::uint32_t a, std::uint32_t b, float) {
        pairs.push_back({a, b, 1.0F});
    });
    if (!walked) {
        return walked.failure();
    }
    std::vector<AlikePair> same;
    PixelHashes hashes;
    for (std::size_t i = 0; i < pairs.size(); i += kPairsAtOnce) {
        const std::size_t count = std::min(kPairsAtOnce, pairs.size() - i);
        if (Status compared = comparePixels(std::span(pairs).subspan(i, count), hashes, same); !compared) {
            return compared.failure();
        }
        run().report(0.5 + 0.5 * static_cast<double>(i + count) / static_cast<double>(pairs.size()));
    }
    const AlikeGroups groups
        = groupAlike(static_cast<std::uint32_t>(m_scope.contents().size()), std::move(same),
                     {1.0F, rowsApart(m_apart, m_scope)}, [](std::uint32_t, std::uint32_t) { return 1.0F; });
    std::vector<std::vector<ContentId>> found;
    found.reserve(groups.count());
    for (std::size_t i = 0; i < groups.count(); ++i) {
        auto& contents = found.emplace_back();
        for (const std::uint32_t row : groups.group(i)) {
            contents.push_back(m_scope.contents()[row]);
        }
    }
    return found;
}

Result<DuplicateList> Finder::exact()
{
    auto sameBytes = m_catalog.exactDuplicates();
    auto pixels = m_search.snapshot != nullptr ? samePixels() : std::vector<std::vector<ContentId>>();
    keepFresh(/*all=*/true);
    if (!sameBytes || !pixels) {
        return !sameBytes ? sameBytes.failure() : pixels.failure();
    }
    DuplicateList list(DuplicateKind::Exact);
    std::unordered_set<ContentId> grouped;
    for (const std::vector<ContentId>& contents : *pixels) {
        auto files = m_scope.photosOf(contents, m_catalog);
        if (!files) {
            return files.failure();
        }
        std::vector<PhotoId> photos;
        photos.reserve(files->size());
        for (const auto& [_, photo] : *files) {
            photos.push_back(photo);
        }
        list.add(photos, /*sameBytes=*/false);
        grouped.insert(contents.begin(), contents.end());
    }
    for (Catalog::Copies& copies : *sameBytes) {
        const bool wanted
            = std::binary_search(m_apart.begin(), m_apart.end(), std::pair(copies.content, copies.content));
        std::erase_if(copies.photos, [this](PhotoId photo) { return !m_scope.has(photo); });
        if (!wanted && copies.photos.size() > 1 && !grouped.contains(copies.content)) {
            list.add(copies.photos, /*sameBytes=*/true);
        }
    }
    list.sort();
    return list;
}

// --- Near -----------------------------------------------------------------------------------------------------------

/// Shape: one for each content of the scope; 0 where nothing is known of the picture.
Result<std::vector<PerceptualHash>> Finder::wholeHashes(const ExploreRun& part)
{
    const std::vector<ContentId>& contents = m_scope.contents();
    std::vector<PerceptualHash> wholes(contents.size());
    std::vector<bool> known(contents.size());
    auto thumbnails = m_search.readers.thumbnails();
    if (!thumbnails) {
        return thumbnails.failure();
    }
    Status read = (*thumbnails)->forEachLookHash([&](ContentId content, std::span<const std::byte> bytes) {
        const auto row = m_scope.rowOf(content);
        if (const auto hashes = row ? lookHashesFrom(bytes) : std::nullopt) {
            wholes[*row] = hashes->whole;
            known[*row] = true;
        }
    });
    if (!read) {
        return read.failure();
    }
    for (std::size_t row = 0; row < contents.size(); ++row) {
        if (part.stop.stop_requested()) {
            return stopped();
        }
        if (known[row]) {
            continue;
        }
        if (const Image thumbnail = thumbnailOf(contents[row], m_search.readers); !thumbnail.empty()) {
            const LookHashes hashes = lookHashesOf(sketchOf(thumbnail));
            wholes[row] = hashes.whole;
            m_fresh.push_back({contents[row], bytesOf(hashes), std::nullopt});
            keepFresh(/*all=*/false);
        }
        part.report(static_cast<double>(row) / static_cast<double>(contents.size()));
    }
    keepFresh(/*all=*/true);
    return wholes;
}

float Finder::cosineOf(std::uint32_t first, std::uint32_t second)
{
    const auto vectorOf = [this](std::uint32_t row) -> const std::vector<float>& {
        auto known = m_vectors.find(row);
        if (known == m_vectors.end()) {
            auto vectors = m_search.readers.vectors(m_search.snapshot->vectors);
            auto vector = vectors ? (*vectors)->vectorOf(m_scope.contents()[row])
                                  : Result<std::vector<float>>(vectors.failure());
            known = m_vectors.emplace(row, vector ? std::move(*vector) : std::vector<float>()).first;
        }
        return known->second;
    };
    if (m_vectors.size() > kVectorsHeld) {
        m_vectors.clear();
    }
    return likeness::cosineOf(vectorOf(first), vectorOf(second));
}

float Finder::scoreOf(std::uint32_t first, std::uint32_t second, std::optional<float> cosine)
{
    const ContentId a = m_scope.contents()[first], b = m_scope.contents()[second];
    const LookHashes* hashes = m_looks.hashes(a);
    if (hashes == nullptr) {
        return 0;
    }
    const LookHashes ofA = *hashes;
    hashes = m_looks.hashes(b);
    const Alignment alignment = hashes != nullptr ? alignmentOf(ofA, *hashes) : Alignment{};
    if (alignment.distance > kAlikeBitsMax) {
        return 0;
    }
    const Sketch* sketch = m_looks.sketch(a);
    if (sketch == nullptr) {
        return 0;
    }
    const Sketch sketchOfA = *sketch;
    sketch = m_looks.sketch(b);
    return sketch != nullptr ? alikeScore(cosine ? *cosine : cosineOf(first, second), sketchOfA, *sketch, alignment)
                             : 0.0F;
}

Result<DuplicateList> Finder::near()
{
    if (m_search.snapshot == nullptr) {
        return fail(ErrorCode::NotFound, "no model is open: near-duplicates are found by what a model sees");
    }
    auto wholes = wholeHashes(run().part(0, 0.4));
    auto graph = wholes ? neighbours(run().part(0.4, 0.8)) : Result<NeighbourGraph>(wholes.failure());
    if (!graph) {
        return graph.failure();
    }
    std::vector<AlikePair> pairs;
    const auto take = [&](std::uint32_t first, std::uint32_t second, std::optional<float> cosine) {
        if (const float score = scoreOf(first, second, cosine); score >= m_question.threshold) {
            pairs.push_back({first, second, score});
        }
    };
    Status walked = forEachLink(*graph, kAlikeCosineMin,
                                [&](std::uint32_t a, std::uint32_t b, float score) { take(a, b, score); });
    if (!walked) {
        return walked.failure();
    }
    run().report(0.9);
    forEachHashPair(*wholes, [&](std::uint32_t a, std::uint32_t b) {
        if (!run().stop.stop_requested()) {
            take(a, b, std::nullopt);
        }
    });
    std::sort(pairs.begin(), pairs.end(), [](const AlikePair& a, const AlikePair& b) {
        return std::pair(a.first, a.second) < std::pair(b.first, b.second);
    });
    const AlikeGroups groups
        = groupAlike(static_cast<std::uint32_t>(m_scope.contents().size()), std::move(pairs),
                     {m_question.threshold, rowsApart(m_apart, m_scope)},
                     [&](std::uint32_t a, std::uint32_t b) { return scoreOf(a, b, std::nullopt); });
    if (run().stop.stop_requested()) {
        return stopped();
    }
    DuplicateList list(DuplicateKind::Near);
    for (std::size_t i = 0; i < groups.count(); ++i) {
        std::vector<ContentId> contents;
        for (const std::uint32_t row : groups.group(i)) {
            contents.push_back(m_scope.contents()[row]);
        }
        auto rows = firstRows(contents);
        if (!rows) {
            return rows.failure();
        }
        std::vector<PhotoId> photos;
        for (const ContentId content : contents) {
            if (const auto row = rows->find(content); row != rows->end()) {
                photos.push_back(row->second.id);
            }
        }
        list.add(photos, /*sameBytes=*/false);
    }
    list.sort();
    run().report(1);
    return list;
}

} // namespace

std::span<const PhotoId> DuplicateList::group(std::size_t index) const
{
    const std::uint32_t begin = index == 0 ? 0 : m_ends[index - 1];
    return std::span(m_photos).subspan(begin, m_ends[index] - begin);
}

void DuplicateList::add(std::span<const PhotoId> photos, bool sameBytes)
{
    if (photos.size() < 2) {
        return;
    }
    m_photos.insert(m_photos.end(), photos.begin(), photos.end());
    m_ends.push_back(static_cast<std::uint32_t>(m_photos.size()));
    m_sameBytes.push_back(sameBytes ? 1 : 0);
}

void DuplicateList::sort()
{
    std::vector<std::uint32_t> order(count());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
        return group(a).size() != group(b).size() ? group(a).size() > group(b).size()
                                                  : group(a).front() < group(b).front();
    });
    DuplicateList sorted(m_kind);
    sorted.m_photos.reserve(m_photos.size());
    sorted.m_ends.reserve(m_ends.size());
    sorted.m_sameBytes.reserve(m_sameBytes.size());
    for (const std::uint32_t index : order) {
        sorted.add(group(index), sameBytes(index));
    }
    *this = std::move(sorted);
}

float cosineOf(const std::vector<float>& a, const std::vector<float>& b)
{
    return a.size() == b.size() ? std::inner_product(a.begin(), a.end(), b.begin(), 0.0F) : 0.0F;
}

Result<DuplicateList> findDuplicates(const FindDuplicates& question, const DuplicateSearch& search)
{
    if (!(question.threshold >= 0 && question.threshold <= 1)) {
        return fail(ErrorCode::InvalidInput, "the score from which photos are near-duplicates must be from 0 to 1");
    }
    return guarded("finding duplicates", ErrorCode::Internal, [&]() -> Result<DuplicateList> {
        auto catalog = search.readers.catalog();
        if (!catalog) {
            return catalog.failure();
        }
        auto scope = Scope::of(question.folder, **catalog);
        auto apart = (*catalog)->notDuplicates();
        if (!scope || !apart) {
            return !scope ? scope.failure() : apart.failure();
        }
        Finder finder(question, search, **catalog, std::move(*scope), std::move(*apart));
        return question.kind == DuplicateKind::Exact ? finder.exact() : finder.near();
    });
}

} // namespace likeness
