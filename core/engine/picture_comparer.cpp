#include "core/engine/picture_comparer.h"

#include "core/engine/look_hashes.h"
#include "core/explore/alike_pictures.h"

#include <numeric>

namespace likeness {
namespace {

// Held by each comparer. Larger libraries are compared in the order of their contents, so that one side of many pairs
// in a row is the same; the other is fetched again.
constexpr std::size_t kHashesHeld = 8 * 1024;  // 3 MB
constexpr std::size_t kSketchesHeld = 2048;    // 8 MB
constexpr std::size_t kVectorsHeld = 4 * 1024; // 8 MB of 512 numbers

/// What is known of a content, computed if it is not.
template <class Map, class Compute> auto known(Map& map, std::size_t held, ContentId content, Compute compute)
{
    auto at = map.find(content);
    if (at == map.end()) {
        if (map.size() >= held) {
            map.clear();
        }
        at = map.emplace(content, compute()).first;
    }
    return at->second;
}

} // namespace

std::shared_ptr<const LookHashes> PictureComparer::hashes(ContentId content)
{
    return known(m_hashes, kHashesHeld, content, [&]() -> std::shared_ptr<const LookHashes> {
        auto thumbnails = m_readers.thumbnails();
        auto bytes
            = thumbnails ? (*thumbnails)->lookHash(content) : Result<std::vector<std::byte>>(thumbnails.failure());
        std::optional<LookHashes> hashes = bytes ? lookHashesFrom(*bytes) : std::nullopt;
        if (!hashes) { // not written down yet
            const auto seen = sketch(content);
            hashes = seen ? std::optional(lookHashesOf(*seen)) : std::nullopt;
        }
        return hashes ? std::make_shared<const LookHashes>(*hashes) : nullptr;
    });
}

std::shared_ptr<const Sketch> PictureComparer::sketch(ContentId content)
{
    return known(m_sketches, kSketchesHeld, content, [&]() -> std::shared_ptr<const Sketch> {
        const Image thumbnail = thumbnailOf(content, m_readers);
        return thumbnail.empty() ? nullptr : std::make_shared<const Sketch>(sketchOf(thumbnail));
    });
}

std::shared_ptr<const std::vector<float>> PictureComparer::vector(ContentId content)
{
    return known(m_vectors, kVectorsHeld, content, [&] {
        auto vectors = m_readers.vectors(m_identity);
        auto vector = vectors ? (*vectors)->vectorOf(content) : Result<std::vector<float>>(vectors.failure());
        return std::make_shared<const std::vector<float>>(vector ? std::move(*vector) : std::vector<float>());
    });
}

float PictureComparer::cosine(ContentId a, ContentId b)
{
    const auto first = vector(a), second = vector(b);
    return cosineOf(*first, *second);
}

float PictureComparer::score(ContentId a, ContentId b, std::optional<float> cosineKnown)
{
    const auto hashesOfA = hashes(a), hashesOfB = hashes(b);
    if (!hashesOfA || !hashesOfB) {
        return 0;
    }
    const Alignment alignment = alignmentOf(*hashesOfA, *hashesOfB);
    if (alignment.distance > kAlikeBitsMax) { // nearly all pairs end here, before their thumbnails are decoded
        return 0;
    }
    const auto sketchOfA = sketch(a), sketchOfB = sketch(b);
    return sketchOfA && sketchOfB
               ? alikeScore(cosineKnown ? *cosineKnown : cosine(a, b), *sketchOfA, *sketchOfB, alignment)
               : 0.0F;
}

void PictureComparers::GiveBack::operator()(PictureComparer* comparer) const
{
    std::unique_ptr<PictureComparer> back(comparer);
    const std::lock_guard lock(owner->m_mutex);
    owner->m_idle.push_back(std::move(back));
}

PictureComparers::Lent PictureComparers::lend()
{
    std::unique_ptr<PictureComparer> lent;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            lent = std::move(m_idle.back());
            m_idle.pop_back();
        }
    }
    if (!lent) {
        lent = std::make_unique<PictureComparer>(m_library, m_identity);
    }
    return {lent.release(), GiveBack{this}};
}

Status PictureComparers::forEach(std::size_t count, std::size_t blockSize, const ExploreRun& run,
                                 const std::function<void(PictureComparer& comparer, std::size_t i)>& body)
{
    return inBlocks(count, blockSize, run, [&](std::size_t begin, std::size_t end) {
        const Lent comparer = lend();
        for (std::size_t i = begin; i < end; ++i) {
            body(*comparer, i);
        }
    });
}

float cosineOf(const std::vector<float>& a, const std::vector<float>& b)
{
    return a.size() == b.size() ? std::inner_product(a.begin(), a.end(), b.begin(), 0.0F) : 0.0F;
}

} // namespace likeness
