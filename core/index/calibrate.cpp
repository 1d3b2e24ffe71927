#include "core/index/lists_write.h"

#include "core/index/dot.h"
#include "core/index/in_threads.h"

#include <array>
#include <cmath>
#include <random>

namespace likeness {
namespace {

constexpr std::uint32_t kNeighbours = 10;
constexpr std::size_t kQueries = 256;         // of each kind
constexpr std::uint64_t kSeed = 0x50726F6265; // "Probe"

/// Share of the neighbours whose lists are to be looked into; a little is lost to codes besides. INDEX: .99 and .98 at
/// a million, .98 and .97 at ten.
constexpr double kImagesFound = 0.996;
constexpr double kWordsFound = 0.99;

// Neighbours are first looked for in the lists that a search of this strength looks into: of a million rows that takes
// a fifth of looking everywhere, and one in thousands is left out. Where the strength comes near it, more were; then
// they are looked for further out, and last in all lists.
constexpr std::array kWithin{6.5F, 8.5F, 1e6F};
constexpr float kNear = 0.85F;

using Query = std::vector<float>;

void normalise(Query& query)
{
    double squared = 0;
    for (const float value : query) {
        squared += double{value} * value;
    }
    const auto scale = static_cast<float>(squared > 0 ? 1.0 / std::sqrt(squared) : 0.0);
    std::for_each(query.begin(), query.end(), [scale](float& value) { value *= scale; });
}

Query rowAt(const RowBlock& rows, std::uint32_t row)
{
    Query query(rows.stride);
    floatsFromHalves(rows.halves + row * rows.stride, rows.stride, query.data());
    normalise(query);
    return query;
}

/// Words for a model of which none are known: as much of what one picture shows as of another's and of what none does,
/// aside from all pictures.
std::vector<Query> madeWords(const ListsView& lists, const RowBlock& rows, int dimension)
{
    std::mt19937_64 random(kSeed);
    std::normal_distribution<float> normal;
    const auto width = static_cast<std::size_t>(dimension);
    const auto aside = [&] {
        Query direction(rows.stride, 0.0F);
        std::generate_n(direction.begin(), width, [&] { return normal(random); });
        normalise(direction);
        return direction;
    };
    const auto rest = [&] {
        Query query = rowAt(rows, static_cast<std::uint32_t>(random() % rows.count));
        std::transform(query.begin(), query.end(), lists.space.centre().begin(), query.begin(), std::minus<>());
        normalise(query);
        return query;
    };
    const Query everyWord = aside();
    Query mean(lists.space.centre().begin(), lists.space.centre().end());
    normalise(mean);
    std::vector<Query> words(kQueries);
    for (Query& query : words) {
        const Query meant = rest(), other = rest(), own = aside();
        query.resize(rows.stride);
        for (std::size_t i = 0; i < rows.stride; ++i) {
            query[i] = 0.35F * (meant[i] + other[i] + own[i]) + 0.75F * everyWord[i] + 0.2F * mean[i];
        }
        normalise(query);
    }
    return words;
}

/// For each of the nearest neighbours of a query, the least strength that looks into its list.
class Needs {
public:
    Needs(const ListsView& lists, const RowBlock& rows, std::span<const std::uint32_t> listOf)
        : m_lists(lists)
        , m_rows(rows)
        , m_listOf(listOf)
        , m_numbers(rows.count)
    {
        for (std::uint32_t row = 0; row < rows.count; ++row) {
            m_numbers[row] = {row};
        }
    }

    /// Looks for them in the lists that a search of strength `within` looks into. `self` is the row that the query is,
    /// and is not asked for; `kNoRow` for a query that is none.
    std::vector<float> of(const Query& query, std::uint32_t self, float within) const
    {
        TopList found(kNeighbours + (self == kNoRow ? 0 : 1));
        SeenRows unused(1);
        const ListCounts counts
            = searchLists(m_lists, m_rows, m_numbers, {query.data(), within, std::numeric_limits<std::size_t>::max()},
                          nullptr, unused, found);
        std::vector<Neighbour> nearest = found.takeSorted();
        std::erase_if(nearest, [self](const Neighbour& n) { return n.content.value == self; });
        if (nearest.size() > kNeighbours) {
            nearest.resize(kNeighbours); // equal rows kept the row itself out of the list
        }
        const std::vector<float> centreScores = estimatedCentres(m_lists, query.data());
        std::vector<float> needs;
        needs.reserve(nearest.size());
        for (const Neighbour& neighbour : nearest) {
            const std::uint32_t list = m_listOf[static_cast<std::size_t>(neighbour.content.value)];
            const ListTerms& terms = m_lists.terms[list];
            const float width = counts.width * terms.spread;
            needs.push_back(width > 0 ? (nearest.back().score - centreScores[list]) / width : 0.0F);
        }
        return needs;
    }

private:
    const ListsView& m_lists;
    const RowBlock& m_rows;
    std::span<const std::uint32_t> m_listOf;
    std::vector<ContentId> m_numbers;
};

float atShare(const std::vector<std::vector<float>>& parts, double share)
{
    std::vector<float> values;
    for (const std::vector<float>& part : parts) {
        values.insert(values.end(), part.begin(), part.end());
    }
    std::sort(values.begin(), values.end());
    return values.empty() ? 0.0F : values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

} // namespace

Result<float> calibrateProbes(const ListsView& lists, const RowBlock& rows, std::span<const std::uint32_t> listOf,
                              const CalibrationPlan& plan, const std::atomic<bool>& cancel)
{
    std::mt19937_64 random(kSeed + 1);
    std::vector<std::uint32_t> selves(kQueries);
    std::generate(selves.begin(), selves.end(), [&] { return static_cast<std::uint32_t>(random() % rows.count); });
    std::vector<Query> images(kQueries);
    std::transform(selves.begin(), selves.end(), images.begin(), [&](std::uint32_t row) { return rowAt(rows, row); });
    std::vector<Query> words;
    const auto width = static_cast<std::size_t>(plan.dimension);
    const std::size_t givenCount = plan.wordQueries.size() / width;
    words.reserve(kQueries);
    for (std::size_t i = 0; i < std::min(givenCount, kQueries); ++i) { // evenly: lists of captions go by subjects
        const auto given = plan.wordQueries.subspan(i * givenCount / std::min(givenCount, kQueries) * width, width);
        Query query(given.begin(), given.end());
        query.resize(rows.stride, 0.0F);
        normalise(query);
        words.push_back(std::move(query));
    }
    if (words.empty()) {
        words = madeWords(lists, rows, plan.dimension);
    }

    const Needs needs(lists, rows, listOf);
    float strength = 0;
    for (const float within : kWithin) {
        std::vector<std::vector<float>> ofImages(images.size()), ofWords(words.size());
        inThreads(plan.threads, images.size() + words.size(), [&](std::size_t i) {
            if (cancel.load()) {
                return;
            }
            if (i < images.size()) {
                ofImages[i] = needs.of(images[i], selves[i], within);
            } else {
                ofWords[i - images.size()] = needs.of(words[i - images.size()], kNoRow, within);
            }
        });
        if (cancel.load()) {
            return fail(ErrorCode::Cancelled, "writing the index was stopped");
        }
        strength = std::max(atShare(ofImages, kImagesFound), atShare(ofWords, kWordsFound));
        if (strength < kNear * within) {
            break;
        }
    }
    return strength;
}

} // namespace likeness
