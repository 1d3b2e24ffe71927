#include "core/engine/stacks.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

namespace likeness {
namespace {

float cosine(const std::vector<float>& a, const std::vector<float>& b)
{
    return a.size() == b.size() ? std::inner_product(a.begin(), a.end(), b.begin(), 0.0F) : 0.0F;
}

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
        return cosine(m_first, vectorOf(shot.content)) >= kBurstScore;
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
    std::unordered_map<PhotoId, std::uint32_t> known;
    std::vector<std::uint32_t> leader; // of each stack, the one that it was joined to
    const auto leaderOf = [&leader](std::uint32_t stack) {
        while (leader[stack] != stack) {
            stack = leader[stack] = leader[leader[stack]];
        }
        return stack;
    };
    for (const std::vector<PhotoId>& photos : stacks) {
        const auto fresh = static_cast<std::uint32_t>(leader.size());
        leader.push_back(fresh);
        for (const PhotoId photo : photos) {
            const auto [at, isNew] = known.emplace(photo, fresh);
            if (!isNew) {
                leader[leaderOf(at->second)] = leaderOf(fresh);
            }
        }
    }
    m_stackOf.reserve(known.size());
    for (const auto& [photo, stack] : known) {
        m_stackOf.emplace_back(photo, leaderOf(stack));
    }
    std::sort(m_stackOf.begin(), m_stackOf.end());
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
    QueryResult folded = result;
    folded.photos.clear();
    folded.scores.clear();
    folded.stackSizes.clear();
    const auto add = [&](std::uint32_t row, std::uint32_t size) {
        folded.photos.push_back(result.photos[row]);
        folded.stackSizes.push_back(size);
        if (!result.scores.empty()) {
            folded.scores.push_back(result.scores[row]);
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
    folded.folded = static_cast<std::int64_t>(result.photos.size() - folded.photos.size());
    result = std::move(folded);
}

Result<Stacks> findStacks(Readers& readers, const VectorIdentity& identity, const DuplicateList* near,
                          const std::stop_token& stop)
{
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
            return files ? fail(ErrorCode::Cancelled, "the search for bursts was stopped") : files.failure();
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
}

} // namespace likeness
