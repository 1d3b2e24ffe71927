#include "core/index/lists.h"

#include "core/index/dot.h"

#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace likeness {
namespace {

// The lists nearest to the query are always scanned, and tell how far scores are spread.
constexpr std::size_t kFirstLists = 16;
// The floor rises after each step. More lists at a time scan some in vain, fewer ask too often: an eighth of those
// before are few enough.
constexpr std::size_t kStepLists = 16;
constexpr std::size_t kStepShare = 8;
// More lists than most searches look into; those that look further compare with all centres after all.
constexpr std::size_t kWalkBreadth = 256;

struct Probe {
    float upper = 0; ///< what the best of its rows may reach; the score of the centre until the width is known
    float score = 0; ///< of the centre, estimated; exact once the list is taken
    std::uint32_t list = 0;
};

bool soonerProbed(const Probe& a, const Probe& b) { return a.upper != b.upper ? a.upper > b.upper : a.list < b.list; }

/// Lists in the order in which they are worth a look, sorted as far as they are asked for.
class ProbeOrder {
public:
    ProbeOrder(const ListsView& lists, const ListQuery& query, SeenRows& seen)
        : m_lists(lists)
        , m_query(query.query)
    {
        if (lists.terms.size() < query.walkFrom) {
            estimateAll();
            return;
        }
        TopList nearest(kWalkBreadth);
        walkGraph(lists.graph, lists.centres, lists.listNumbers,
                  {m_query, kWalkBreadth, std::numeric_limits<std::size_t>::max()}, nullptr, seen, nearest);
        m_probes.reserve(nearest.size());
        for (const Neighbour& list : nearest.unsorted()) {
            m_probes.push_back({list.score, list.score, static_cast<std::uint32_t>(list.content.value)});
        }
        m_isAll = m_probes.size() == lists.terms.size();
    }

    /// The next `count` lists or fewer; none when those before were all.
    std::span<const Probe> next(std::size_t count)
    {
        if (m_taken == m_probes.size() && !m_isAll) {
            addTheRest();
        }
        const std::size_t end = std::min(m_probes.size(), m_taken + count);
        while (m_sorted < end) {
            const std::size_t more = std::min(m_probes.size(), std::max(end, 2 * m_sorted));
            const auto from = m_probes.begin() + static_cast<std::ptrdiff_t>(m_sorted);
            const auto to = m_probes.begin() + static_cast<std::ptrdiff_t>(more);
            std::partial_sort(from, to, m_probes.end(), soonerProbed);
            m_sorted = more;
        }
        const std::span<Probe> taken = std::span(m_probes).subspan(m_taken, end - m_taken);
        m_taken = end;
        scoreCentres(taken);
        return taken;
    }

    /// From now on lists are ordered by what their best row may reach: `width` times its spread above the centre. Those
    /// that cannot reach `floor` never come.
    void widen(float width, float floor)
    {
        m_width = width;
        m_floor = floor;
        for (std::size_t i = m_taken; i < m_probes.size(); ++i) {
            m_probes[i].upper = upperOf(m_probes[i]);
        }
        dropHopeless();
    }

private:
    /// No bound at all where a damaged file makes it no number: then the list is looked into.
    float upperOf(const Probe& probe) const
    {
        const float upper = probe.score + m_width * m_lists.terms[probe.list].spread + kScoreRounding;
        return std::isnan(upper) ? std::numeric_limits<float>::infinity() : upper;
    }

    void estimateAll()
    {
        const std::vector<float> scores = estimatedCentres(m_lists, m_query);
        m_probes.resize(m_lists.terms.size());
        for (std::uint32_t list = 0; list < m_probes.size(); ++list) {
            m_probes[list] = {scores[list], scores[list], list};
            m_probes[list].upper = upperOf(m_probes[list]);
        }
        m_isAll = true;
    }

    /// Behind those that the graph led to, which stay in their places.
    void addTheRest()
    {
        const std::vector<Probe> taken = std::move(m_probes);
        std::vector<bool> known(m_lists.terms.size());
        for (const Probe& probe : taken) {
            known[probe.list] = true;
        }
        estimateAll();
        std::erase_if(m_probes, [&known](const Probe& probe) { return known[probe.list]; });
        m_probes.insert(m_probes.begin(), taken.begin(), taken.end());
        dropHopeless();
    }

    void dropHopeless()
    {
        m_probes.erase(std::remove_if(m_probes.begin() + static_cast<std::ptrdiff_t>(m_taken), m_probes.end(),
                                      [this](const Probe& probe) { return probe.upper < m_floor; }),
                       m_probes.end());
        m_sorted = m_taken;
    }

    void scoreCentres(std::span<Probe> probes) const
    {
        for (Probe& probe : probes) {
            scoreListedRows(m_query, m_lists.centres.halves, m_lists.centres.stride, std::span(&probe.list, 1),
                            &probe.score);
        }
    }

    const ListsView& m_lists;
    const float* m_query;
    std::vector<Probe> m_probes;
    float m_width = 0;
    float m_floor = std::numeric_limits<float>::lowest();
    std::size_t m_taken = 0;
    std::size_t m_sorted = 0;
    bool m_isAll = false;
};

/// How far the scores of rows from everywhere lie from those of their centres: root of the mean square, in units of the
/// spread of their lists.
float widthEverywhere(const ListsView& lists, const float* query)
{
    std::array<float, kRests> scores;
    scoreRows(query, lists.rests.halves, lists.rests.stride, kRests, scores.data());
    return std::sqrt(std::inner_product(scores.begin(), scores.end(), scores.begin(), 0.0F) / kRests);
}

/// The same for the rows of some lists.
class Width {
public:
    /// `ready` as for a scan, but unbiased: allowances would count as spread.
    void add(const ListsView& lists, std::uint32_t list, const CodeQuery& ready)
    {
        const ListTerms& terms = lists.terms[list];
        if (terms.spread <= 0) {
            return;
        }
        const std::size_t blockBytes = lists.space.layout().blockBytes();
        const std::size_t blocks = std::min<std::size_t>(kBlocksMax, lists.blocksOf(list));
        std::array<float, kBlocksMax * kCodeBlockRows> scores;
        std::array<std::uint32_t, kBlocksMax> reaching;
        scoreCodes(ready, lists.space.layout(),
                   lists.blocks.subspan(terms.firstBlock * blockBytes, blocks * blockBytes), 2.0F, scores.data(),
                   reaching.data());
        const std::size_t rows = std::min<std::size_t>(terms.rows, blocks * kCodeBlockRows);
        float sum = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            const float off = scores[i] - ready.constant;
            sum += off * off;
        }
        m_sum += double{sum} / (double{terms.spread} * terms.spread);
        m_rows += rows;
    }

    float value() const { return m_rows > 0 ? static_cast<float>(std::sqrt(m_sum / static_cast<double>(m_rows))) : 0; }

private:
    static constexpr std::size_t kBlocksMax = 16;

    double m_sum = 0;
    std::size_t m_rows = 0;
};

} // namespace

std::vector<float> estimatedCentres(const ListsView& lists, const float* query)
{
    const std::size_t blocks = CodeLayout::blocksOf(lists.terms.size());
    std::vector<float> scores(blocks * kCodeBlockRows);
    std::vector<std::uint32_t> unused(blocks);
    scoreCodes(lists.centreSpace.prepare(query, 0.0F), lists.centreSpace.layout(), lists.centreBlocks, 2.0F,
               scores.data(), unused.data());
    scores.resize(lists.terms.size());
    return scores;
}

ListCounts searchLists(const ListsView& lists, const RowBlock& rows, std::span<const ContentId> contents,
                       const ListQuery& query, const RowBits* allowed, SeenRows& seen, TopList& found)
{
    CodeQuery ready = lists.space.prepare(query.query, kCodeDeviations);
    CodeQuery plain = ready.unbiased();
    CandidateTask task{rows, contents, query.query, allowed, std::numeric_limits<std::size_t>::max()};
    Candidates candidates(task, found.countMax());
    const CodeLayout& layout = lists.space.layout();
    ProbeOrder order(lists, query, seen);
    ListCounts counts;
    const auto scan = [&](const Probe& probe) {
        const std::size_t first = lists.terms[probe.list].firstBlock;
        ready.constant = probe.score + kScoreRounding;
        candidates.scan(
            ready, layout,
            lists.blocks.subspan(first * layout.blockBytes(), lists.blocksOf(probe.list) * layout.blockBytes()),
            lists.rowNumbers.data() + first * kCodeBlockRows, 0);
        ++counts.probed;
        counts.estimated += lists.terms[probe.list].rows;
    };

    Width width;
    for (const Probe& probe : order.next(kFirstLists)) {
        plain.constant = probe.score;
        width.add(lists, probe.list, plain);
        scan(probe);
    }
    candidates.tighten();
    counts.width = std::max(width.value(), widthEverywhere(lists, query.query));
    order.widen(query.strength * counts.width, candidates.floor());
    for (bool enough = false; !enough;) {
        const std::span<const Probe> step = order.next(std::max(kStepLists, counts.probed / kStepShare));
        enough = step.empty();
        for (const Probe& probe : step) {
            if (probe.upper < candidates.floor()) {
                enough = true;
                break;
            }
            scan(probe);
        }
        candidates.tighten();
    }
    candidates.finish(found);
    counts.compared = candidates.compared();
    return counts;
}

} // namespace likeness
