#include "core/engine/duplicate_search.h"

#include "core/engine/duplicate_scope.h"
#include "core/engine/explore_files.h"
#include "core/engine/look_hashes.h"
#include "core/engine/picture_comparer.h"
#include "core/explore/alike_pictures.h"
#include "core/explore/near_duplicates.h"

#include <algorithm>
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
constexpr std::size_t kPixelPairsAtOnce = 1024;
constexpr std::size_t kNearPairsAtOnce = 32 * 1024;
constexpr std::size_t kPairsInBlock = 32; // by one thread: 5 us each for most, half a millisecond for a few
constexpr int kDecodingThreadsMax = 4;    // each holds a whole picture
constexpr std::int64_t kFileBytesMax = std::int64_t{2} * 1024 * 1024 * 1024;

Failure stopped() { return fail(ErrorCode::Cancelled, "the search for duplicates was stopped"); }

/// Rows of the scope that may be duplicates.
struct CandidatePair {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    std::optional<float> cosine; ///< where it is known
};

/// Of a picture's pixels as they are in the file, with its size.
struct PixelHash {
    std::optional<ContentHash> hash; ///< absent: it cannot be read
    bool isNew = false;              ///< not kept yet
};

class Finder {
public:
    Finder(const FindDuplicates& question, const DuplicateSearch& search, const Catalog& catalog, DuplicateScope scope,
           std::vector<std::pair<ContentId, ContentId>> apart)
        : m_question(question)
        , m_search(search)
        , m_catalog(catalog)
        , m_scope(std::move(scope))
        , m_apart(std::move(apart))
        , m_comparers(search.library, search.snapshot != nullptr ? search.snapshot->vectors : VectorIdentity{})
    {
    }

    Result<DuplicatesSearched> exact();
    Result<DuplicatesSearched> near();

private:
    const ExploreRun& run() const { return m_search.run; }
    ContentId contentOf(std::uint32_t row) const { return m_scope.contents()[row]; }
    std::vector<ContentId> contentsOf(std::span<const std::uint32_t> rows) const;
    void keepFresh(bool all);

    // The graph, over all contents that have a vector.
    Result<NeighbourGraph> neighbours(const ExploreRun& part);
    Result<std::vector<ScoredContent>> askIndex(ContentId content, std::uint32_t countMax);
    /// Calls `each(candidates)` once for every pair of the scope that a link joins, until that fails.
    template <class Each>
    Status forEachLink(const NeighbourGraph& graph, float scoreMin, const ExploreRun& part, Each each) const;

    // Exact
    Result<std::vector<std::vector<ContentId>>> samePixels();
    using PixelHashes = std::unordered_map<ContentId, std::optional<ContentHash>>;
    /// Adds those of `pairs` to `same` that show the same pixels. `hashes` are those computed so far.
    Status comparePixels(std::span<const AlikePair> pairs, PixelHashes& hashes, std::vector<AlikePair>& same);
    static PixelHash pixelHash(const PhotoRow& row, Readers& readers);

    // Near
    Result<std::vector<PerceptualHash>> wholeHashes(const ExploreRun& part);
    Status computeHashes(std::span<const std::uint32_t> rows, std::vector<PerceptualHash>& wholes);
    Result<std::vector<AlikePair>> nearPairs(const NeighbourGraph& graph, std::span<const PerceptualHash> wholes,
                                             const ExploreRun& part);
    /// Compares the pictures and adds the pairs that are alike; empties `candidates`.
    Status compare(std::vector<CandidatePair>& candidates, std::vector<AlikePair>& pairs);

    const FindDuplicates& m_question;
    const DuplicateSearch& m_search;
    const Catalog& m_catalog;
    const DuplicateScope m_scope;
    const std::vector<std::pair<ContentId, ContentId>> m_apart; // ascending
    PictureComparers m_comparers;
    std::vector<ThumbnailStore::PictureHashes> m_fresh;
    std::size_t m_unasked = 0;
};

std::vector<ContentId> Finder::contentsOf(std::span<const std::uint32_t> rows) const
{
    std::vector<ContentId> contents(rows.size());
    std::ranges::transform(rows, contents.begin(), [this](std::uint32_t row) { return contentOf(row); });
    return contents;
}

void Finder::keepFresh(bool all)
{
    if (!m_fresh.empty() && (all || m_fresh.size() >= kHashesAtOnce) && m_search.keepHashes) {
        m_search.keepHashes(std::exchange(m_fresh, {}));
    }
}

// --- Neighbours -----------------------------------------------------------------------------------------------------

Result<std::vector<ScoredContent>> Finder::askIndex(ContentId content, std::uint32_t countMax)
{
    const auto comparer = m_comparers.lend();
    auto vectors = comparer->readers().vectors(m_search.snapshot->vectors);
    auto vector = vectors ? (*vectors)->vectorOf(content) : Result<std::vector<float>>(vectors.failure());
    if (!vector || vector->empty()) {
        return vector ? Result<std::vector<ScoredContent>>(std::vector<ScoredContent>()) : vector.failure();
    }
    return nearestOf(*m_search.snapshot->index, *vector, countMax);
}

Result<NeighbourGraph> Finder::neighbours(const ExploreRun& part)
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
    auto saved = savedNeighbours(ExploreFiles::of(m_search.library, snapshot.vectors), snapshot.vectors, **vectors);
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
    if (const std::size_t pending = graph.pendingCount(); pending > m_search.askedMax) {
        m_unasked = pending;
        return graph;
    }
    const auto ask = [this](ContentId content, std::uint32_t countMax) { return askIndex(content, countMax); };
    if (Status filled = fillBySearch(graph, ask, part); !filled) {
        return filled.failure();
    }
    return graph;
}

template <class Each>
Status Finder::forEachLink(const NeighbourGraph& graph, float scoreMin, const ExploreRun& part, Each each) const
{
    for (std::uint32_t row = 0; row < graph.count(); ++row) {
        if (row % 256 == 0) {
            if (part.stop.stop_requested()) {
                return stopped();
            }
            part.report(static_cast<double>(row) / graph.count());
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
            const auto second = m_scope.rowOf(graph.contents()[link.row]);
            if (Status taken = second ? each(CandidatePair{*first, *second, link.score}) : Status(); !taken) {
                return taken;
            }
        }
    }
    return {};
}

// --- Exact ----------------------------------------------------------------------------------------------------------

PixelHash Finder::pixelHash(const PhotoRow& row, Readers& readers)
{
    auto thumbnails = readers.thumbnails();
    if (!thumbnails) {
        return {};
    }
    if (auto known = (*thumbnails)->pixelHash(row.content); known && *known) {
        return {**known, false};
    }
    const auto file = readFile(row.path, kFileBytesMax);
    auto decoded = file ? decodePhoto(*file, row.path, DecodeSize(0)) : Result<DecodedPhoto>(file.failure());
    if (!decoded) {
        return {};
    }
    std::vector<std::uint8_t> size = {0, 0, 0, 0, 0, 0, 0, 0};
    for (std::size_t i = 0; i < 4; ++i) {
        size[i] = static_cast<std::uint8_t>(static_cast<unsigned>(decoded->image.width) >> (8 * i));
        size[4 + i] = static_cast<std::uint8_t>(static_cast<unsigned>(decoded->image.height) >> (8 * i));
    }
    std::vector<std::uint8_t>& pixels = decoded->image.pixels;
    pixels.insert(pixels.end(), size.begin(), size.end());
    return {hashContent(std::as_bytes(std::span(pixels))), true};
}

Status Finder::comparePixels(std::span<const AlikePair> pairs, PixelHashes& hashes, std::vector<AlikePair>& same)
{
    std::vector<ContentId> contents;
    contents.reserve(pairs.size() * 2);
    for (const AlikePair& pair : pairs) {
        contents.push_back(contentOf(pair.first));
        contents.push_back(contentOf(pair.second));
    }
    std::sort(contents.begin(), contents.end());
    contents.erase(std::unique(contents.begin(), contents.end()), contents.end());
    auto rows = m_scope.firstRows(contents);
    if (!rows) {
        return rows.failure();
    }
    std::vector<AlikePair> ofOneSize;
    std::vector<const PhotoRow*> toHash;
    for (const AlikePair& pair : pairs) {
        const auto a = rows->find(contentOf(pair.first)), b = rows->find(contentOf(pair.second));
        if (a == rows->end() || b == rows->end() || a->second.width != b->second.width
            || a->second.height != b->second.height) {
            continue;
        }
        ofOneSize.push_back(pair);
        for (const PhotoRow* row : {&a->second, &b->second}) {
            if (hashes.try_emplace(row->content).second) {
                toHash.push_back(row);
            }
        }
    }
    std::vector<PixelHash> found(toHash.size());
    ExploreRun decoding = run().quiet();
    decoding.threads = std::min(decoding.threads > 0 ? decoding.threads : kDecodingThreadsMax, kDecodingThreadsMax);
    Status hashed = m_comparers.forEach(toHash.size(), 1, decoding, [&](PictureComparer& comparer, std::size_t i) {
        found[i] = pixelHash(*toHash[i], comparer.readers());
    });
    if (!hashed) {
        return hashed;
    }
    for (std::size_t i = 0; i < toHash.size(); ++i) {
        hashes[toHash[i]->content] = found[i].hash;
        if (found[i].isNew) {
            m_fresh.push_back({toHash[i]->content, {}, found[i].hash});
        }
    }
    for (const AlikePair& pair : ofOneSize) {
        if (const auto& pixels = hashes[contentOf(pair.first)]; pixels && pixels == hashes[contentOf(pair.second)]) {
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
    Status walked = forEachLink(*graph, kSamePixelsScore, run().part(0.5, 0.5), [&](const CandidatePair& two) {
        pairs.push_back({two.first, two.second, 1.0F});
        return Status();
    });
    if (!walked) {
        return walked.failure();
    }
    std::vector<AlikePair> same;
    PixelHashes hashes;
    for (std::size_t i = 0; i < pairs.size(); i += kPixelPairsAtOnce) {
        const std::size_t count = std::min(kPixelPairsAtOnce, pairs.size() - i);
        if (Status compared = comparePixels(std::span(pairs).subspan(i, count), hashes, same); !compared) {
            return compared.failure();
        }
        run().report(0.5 + 0.5 * static_cast<double>(i + count) / static_cast<double>(pairs.size()));
    }
    const AlikeGroups groups = groupAlike(m_scope.count(), std::move(same), {1.0F, m_scope.rowsOf(m_apart)},
                                          [](std::uint32_t, std::uint32_t) { return 1.0F; });
    std::vector<std::vector<ContentId>> found;
    found.reserve(groups.count());
    for (std::size_t i = 0; i < groups.count(); ++i) {
        found.push_back(contentsOf(groups.group(i)));
    }
    return found;
}

Result<DuplicatesSearched> Finder::exact()
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
        auto files = m_scope.photosOf(contents);
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
        const bool isApart
            = std::binary_search(m_apart.begin(), m_apart.end(), std::pair(copies.content, copies.content));
        std::erase_if(copies.photos, [this](PhotoId photo) { return !m_scope.has(photo); });
        if (!isApart && !grouped.contains(copies.content)) {
            list.add(copies.photos, /*sameBytes=*/true);
        }
    }
    list.sort();
    return DuplicatesSearched{std::move(list), m_unasked};
}

// --- Near -----------------------------------------------------------------------------------------------------------

/// Shape: one for each content of the scope; 0 where nothing is known of the picture.
Result<std::vector<PerceptualHash>> Finder::wholeHashes(const ExploreRun& part)
{
    std::vector<PerceptualHash> wholes(m_scope.count());
    std::vector<bool> known(m_scope.count());
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
    std::vector<std::uint32_t> unknown;
    for (std::uint32_t row = 0; row < m_scope.count(); ++row) {
        if (!known[row]) {
            unknown.push_back(row);
        }
    }
    for (std::size_t i = 0; i < unknown.size(); i += kHashesAtOnce) {
        const std::size_t count = std::min(kHashesAtOnce, unknown.size() - i);
        if (Status computed = computeHashes(std::span(unknown).subspan(i, count), wholes); !computed) {
            return computed.failure();
        }
        part.report(static_cast<double>(i + count) / static_cast<double>(unknown.size()));
    }
    keepFresh(/*all=*/true);
    return wholes;
}

/// From the thumbnails.
Status Finder::computeHashes(std::span<const std::uint32_t> rows, std::vector<PerceptualHash>& wholes)
{
    std::vector<std::optional<LookHashes>> hashes(rows.size());
    Status computed = m_comparers.forEach(rows.size(), 8, run().quiet(), [&](PictureComparer& comparer, std::size_t i) {
        if (const Image thumbnail = thumbnailOf(contentOf(rows[i]), comparer.readers()); !thumbnail.empty()) {
            hashes[i] = lookHashesOf(sketchOf(thumbnail));
        }
    });
    if (!computed) {
        return computed;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (hashes[i]) {
            wholes[rows[i]] = hashes[i]->whole;
            m_fresh.push_back({contentOf(rows[i]), bytesOf(*hashes[i]), std::nullopt});
        }
    }
    keepFresh(/*all=*/false);
    return {};
}

Status Finder::compare(std::vector<CandidatePair>& candidates, std::vector<AlikePair>& pairs)
{
    std::vector<float> scores(candidates.size());
    Status compared = m_comparers.forEach(
        candidates.size(), kPairsInBlock, run().quiet(), [&](PictureComparer& comparer, std::size_t i) {
            const CandidatePair& two = candidates[i];
            scores[i] = comparer.score(contentOf(two.first), contentOf(two.second), two.cosine);
        });
    for (std::size_t i = 0; compared && i < candidates.size(); ++i) {
        if (scores[i] >= m_question.threshold) {
            pairs.push_back({candidates[i].first, candidates[i].second, scores[i]});
        }
    }
    candidates.clear();
    return compared;
}

Result<std::vector<AlikePair>> Finder::nearPairs(const NeighbourGraph& graph, std::span<const PerceptualHash> wholes,
                                                 const ExploreRun& part)
{
    std::vector<AlikePair> pairs;
    std::vector<CandidatePair> candidates;
    const auto take = [&](const CandidatePair& two) {
        candidates.push_back(two);
        return candidates.size() >= kNearPairsAtOnce ? compare(candidates, pairs) : Status();
    };
    Status done = forEachLink(graph, kAlikeCosineMin, part.part(0, 0.8), take);
    if (done) {
        done = forEachHashPair(wholes, part.part(0.8, 1), [&](std::uint32_t a, std::uint32_t b) {
            return take({a, b, std::nullopt});
        });
    }
    if (done) {
        done = compare(candidates, pairs);
    }
    return done ? Result<std::vector<AlikePair>>(std::move(pairs)) : done.failure();
}

Result<DuplicatesSearched> Finder::near()
{
    if (m_search.snapshot == nullptr) {
        return fail(ErrorCode::NotFound, "no model is open: near-duplicates are found by what a model sees");
    }
    auto wholes = wholeHashes(run().part(0, 0.3));
    auto graph = wholes ? neighbours(run().part(0.3, 0.6)) : Result<NeighbourGraph>(wholes.failure());
    auto pairs
        = graph ? nearPairs(*graph, *wholes, run().part(0.6, 0.95)) : Result<std::vector<AlikePair>>(graph.failure());
    if (!pairs) {
        return pairs.failure();
    }
    const auto comparer = m_comparers.lend();
    const auto isStopped = [this] { return run().stop.stop_requested(); };
    const AlikeGroups groups
        = groupAlike(m_scope.count(), std::move(*pairs), {m_question.threshold, m_scope.rowsOf(m_apart)},
                     [&](std::uint32_t a, std::uint32_t b) {
                         return isStopped() ? 0.0F : comparer->score(contentOf(a), contentOf(b), std::nullopt);
                     });
    DuplicateList list(DuplicateKind::Near);
    for (std::size_t i = 0; i < groups.count(); ++i) {
        const std::vector<ContentId> contents = contentsOf(groups.group(i));
        auto rows = m_scope.firstRows(contents);
        if (!rows || isStopped()) {
            return rows ? stopped() : rows.failure();
        }
        std::vector<PhotoId> photos;
        for (const ContentId content : contents) {
            if (const auto row = rows->find(content); row != rows->end()) {
                photos.push_back(row->second.id);
            }
        }
        list.add(photos, /*sameBytes=*/false);
    }
    if (isStopped()) {
        return stopped();
    }
    list.sort();
    run().report(1);
    return DuplicatesSearched{std::move(list), m_unasked};
}

} // namespace

Result<DuplicatesSearched> findDuplicates(const FindDuplicates& question, const DuplicateSearch& search)
{
    if (!(question.threshold >= 0 && question.threshold <= 1)) {
        return fail(ErrorCode::InvalidInput, "the score from which photos are near-duplicates must be from 0 to 1");
    }
    return guarded("finding duplicates", ErrorCode::Internal, [&]() -> Result<DuplicatesSearched> {
        auto catalog = search.readers.catalog();
        if (!catalog) {
            return catalog.failure();
        }
        auto scope = DuplicateScope::of(question.folder, **catalog);
        auto apart = (*catalog)->notDuplicates();
        if (!scope || !apart) {
            return !scope ? scope.failure() : apart.failure();
        }
        Finder finder(question, search, **catalog, std::move(*scope), std::move(*apart));
        return question.kind == DuplicateKind::Exact ? finder.exact() : finder.near();
    });
}

} // namespace likeness
