#include "core/engine/stacks.h"

#include "core/engine/picture_comparer.h"
#include "core/explore/leader_groups.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace likeness {
namespace {

/// Contents of bursts, one burst after the other.
class Bursts {
public:
    Bursts(const VectorStore& vectors, std::vector<std::vector<ContentId>>& found)
        : m_vectors(vectors)
        , m_found(found)
    {
    }

    /// By camera and time.
    void take(const Catalog::Shot& shot)
    {
        const bool follows = !m_burst.empty() && shot.camera == m_last.camera
                             && shot.takenSeconds - m_last.takenSeconds <= kBurstPauseSeconds && looksLikeFirst(shot);
        if (!follows) {
            end();
            m_first.clear();
        }
        m_burst.push_back(shot.content);
        m_last = shot;
    }
    void end()
    {
        if (m_burst.size() > 1) {
            m_found.push_back(m_burst);
        }
        m_burst.clear();
    }

private:
    bool looksLikeFirst(const Catalog::Shot& shot)
    {
        if (m_first.empty()) { // fetched when there is something to compare it with: most photos are no burst
            m_first = vectorOf(m_burst.front());
        }
        return cosineOf(m_first, vectorOf(shot.content)) >= kBurstScore;
    }
    std::vector<float> vectorOf(ContentId content) const
    {
        auto vector = m_vectors.vectorOf(content);
        return vector ? std::move(*vector) : std::vector<float>();
    }

    const VectorStore& m_vectors;
    std::vector<std::vector<ContentId>>& m_found;
    std::vector<ContentId> m_burst;
    std::vector<float> m_first; // of the first of m_burst
    Catalog::Shot m_last;
};

} // namespace

Stacks::Stacks(std::span<const std::vector<PhotoId>> stacks)
{
    std::vector<PhotoId> known;
    for (const std::vector<PhotoId>& photos : stacks) {
        known.insert(known.end(), photos.begin(), photos.end());
    }
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    const auto positionOf = [&known](PhotoId photo) {
        return static_cast<std::uint32_t>(std::lower_bound(known.begin(), known.end(), photo) - known.begin());
    };
    LeaderGroups groups(known.size());
    for (const std::vector<PhotoId>& photos : stacks) {
        for (const PhotoId photo : photos) {
            groups.join(positionOf(photos.front()), positionOf(photo), [](auto, auto) { return true; });
        }
    }
    m_stackOf.reserve(known.size());
    for (std::uint32_t position = 0; position < known.size(); ++position) {
        m_stackOf.emplace_back(known[position], groups.leaderOf(position));
    }
}

std::optional<std::uint32_t> Stacks::stackOf(PhotoId photo) const
{
    const auto at = std::lower_bound(m_stackOf.begin(), m_stackOf.end(), std::pair(photo, std::uint32_t{0}));
    return at != m_stackOf.end() && at->first == photo ? std::optional(at->second) : std::nullopt;
}

void fold(QueryResult& result, const Stacks& stacks, std::span<const PhotoId> unfolded)
{
    std::unordered_set<std::uint32_t> open;
    for (const PhotoId photo : unfolded) {
        if (const auto stack = stacks.stackOf(photo)) {
            open.insert(*stack);
        }
    }
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> rowsOf; // of each stack that is met, in order
    std::vector<std::optional<std::uint32_t>> stackOf(result.photos.size());
    for (std::uint32_t row = 0; row < result.photos.size(); ++row) {
        stackOf[row] = stacks.stackOf(result.photos[row]);
        if (stackOf[row]) {
            rowsOf[*stackOf[row]].push_back(row);
        }
    }
    std::vector<PhotoId> photos;
    std::vector<float> scores;
    result.stackSizes.clear();
    const auto add = [&](std::uint32_t row, std::uint32_t size) {
        photos.push_back(result.photos[row]);
        result.stackSizes.push_back(size);
        if (!result.scores.empty()) {
            scores.push_back(result.scores[row]);
        }
    };
    for (std::uint32_t row = 0; row < result.photos.size(); ++row) {
        const std::vector<std::uint32_t>* rows = stackOf[row] ? &rowsOf.at(*stackOf[row]) : nullptr;
        if (rows == nullptr) {
            add(row, 1);
        } else if (rows->front() == row) {
            add(row, static_cast<std::uint32_t>(rows->size()));
            for (std::size_t i = 1; open.contains(*stackOf[row]) && i < rows->size(); ++i) {
                add((*rows)[i], 0);
            }
        }
    }
    result.folded = static_cast<std::int64_t>(result.photos.size() - photos.size());
    result.photos = std::move(photos);
    result.scores = std::move(scores);
}

Result<Stacks> findStacks(Readers& readers, const VectorIdentity& identity, const DuplicateList* near,
                          const std::stop_token& stop)
{
    return guarded("finding stacks", ErrorCode::Internal, [&]() -> Result<Stacks> {
        auto catalog = readers.catalog();
        auto vectors = readers.vectors(identity);
        if (!catalog || !vectors) {
            return !catalog ? catalog.failure() : vectors.failure();
        }
        std::vector<std::vector<ContentId>> bursts;
        Bursts finder(**vectors, bursts);
        Status walked = (*catalog)->forEachShot([&](const Catalog::Shot& shot) {
            finder.take(shot);
            return !stop.stop_requested();
        });
        finder.end();
        const auto stopped = [] { return fail(ErrorCode::Cancelled, "the search for stacks was stopped"); };
        if (stop.stop_requested()) {
            return stopped();
        }
        auto copies = walked ? (*catalog)->exactDuplicates() : Result<std::vector<Catalog::Copies>>(walked.failure());
        if (!copies) {
            return copies.failure();
        }
        std::vector<std::vector<PhotoId>> stacks;
        stacks.reserve(copies->size() + bursts.size());
        for (Catalog::Copies& one : *copies) {
            stacks.push_back(std::move(one.photos));
        }
        for (const std::vector<ContentId>& burst : bursts) {
            auto files = (*catalog)->photosOf(burst);
            if (!files || stop.stop_requested()) {
                return files ? stopped() : files.failure();
            }
            std::vector<PhotoId>& photos = stacks.emplace_back();
            for (const auto& [_, photo] : *files) {
                photos.push_back(photo);
            }
        }
        for (std::size_t i = 0; near != nullptr && i < near->count(); ++i) {
            stacks.emplace_back(near->group(i).begin(), near->group(i).end());
        }
        return Stacks(stacks);
    });
}

} // namespace likeness
