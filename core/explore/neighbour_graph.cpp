#include "core/explore/neighbour_graph.h"

#include "core/explore/derived_file.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace likeness {
namespace {

// The file, after magic and version: linksPerRow u32, rows u32, lastSequence i64, model id (length u32 and bytes),
// contents [rows] i64, link counts [rows] u8, pending [rows] u8, links [rows, linksPerRow] (row u32, score f32).
constexpr std::string_view kMagic("LKNEIGH\n", 8);
constexpr std::uint32_t kVersion = 1;
static_assert(sizeof(GraphLink) == 8 && sizeof(ContentId) == 8, "links and contents are stored as they are");

constexpr float kWeightMin = 1e-6F; // a link that is there is never quite without weight
constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

bool nearer(const GraphLink& a, const GraphLink& b) { return a.score != b.score ? a.score > b.score : a.row < b.row; }

std::vector<ContentId> sortedUnique(std::span<const ContentId> contents)
{
    std::vector<ContentId> sorted(contents.begin(), contents.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    return sorted;
}

} // namespace

NeighbourGraph::NeighbourGraph(std::string modelId, std::uint32_t linksPerRow)
    : m_modelId(std::move(modelId))
    , m_linksPerRow(std::clamp<std::uint32_t>(linksPerRow, 1, kLinksMax))
{
}

Result<NeighbourGraph> NeighbourGraph::open(const std::filesystem::path& path)
{
    auto file = DerivedFileReader::open(path, kMagic, kVersion);
    if (!file) {
        return file.failure();
    }
    const Failure corrupt = fail(ErrorCode::Corrupt, displayPath(path) + " is damaged; it can be computed again");
    std::uint32_t linksPerRow = 0, rows = 0;
    NeighbourGraph graph("", 1);
    if (!file->take(linksPerRow) || !file->take(rows) || !file->take(graph.m_lastSequence)
        || !file->takeText(graph.m_modelId) || !file->takeAll(graph.m_contents, rows)
        || !file->takeAll(graph.m_counts, rows) || !file->takeAll(graph.m_pending, rows)
        || !file->takeAll(graph.m_links, std::uint64_t{rows} * linksPerRow) || !file->atEnd() || linksPerRow == 0
        || linksPerRow > kLinksMax) {
        return corrupt;
    }
    graph.m_linksPerRow = linksPerRow;
    if (std::adjacent_find(graph.m_contents.begin(), graph.m_contents.end(), std::greater_equal<>())
        != graph.m_contents.end()) {
        return corrupt;
    }
    for (std::uint32_t row = 0; row < rows; ++row) {
        if (graph.m_counts[row] > linksPerRow) {
            return corrupt;
        }
        const auto links = graph.linksOf(row);
        if (std::any_of(links.begin(), links.end(), [&](const GraphLink& l) { return l.row >= rows || l.row == row; })
            || !std::is_sorted(links.begin(), links.end(), nearer)) {
            return corrupt;
        }
    }
    return graph;
}

Status NeighbourGraph::save(const std::filesystem::path& path, FileSystem& files) const
{
    DerivedFileWriter file(kMagic, kVersion);
    file.put(m_linksPerRow);
    file.put(count());
    file.put(m_lastSequence);
    file.putText(m_modelId);
    file.putAll(std::span<const ContentId>(m_contents));
    file.putAll(std::span<const std::uint8_t>(m_counts));
    file.putAll(std::span<const std::uint8_t>(m_pending));
    file.putAll(std::span<const GraphLink>(m_links));
    return file.writeTo(path, files);
}

std::optional<std::uint32_t> NeighbourGraph::rowOf(ContentId content) const
{
    const auto at = std::lower_bound(m_contents.begin(), m_contents.end(), content);
    if (at == m_contents.end() || *at != content) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(at - m_contents.begin());
}

std::size_t NeighbourGraph::pendingCount() const
{
    return static_cast<std::size_t>(std::count_if(m_pending.begin(), m_pending.end(), [](auto p) { return p != 0; }));
}

void NeighbourGraph::apply(std::span<const ContentId> added, std::span<const ContentId> removed)
{
    const std::vector<ContentId> coming = sortedUnique(added);
    std::vector<ContentId> going = sortedUnique(removed);
    {
        std::vector<ContentId> both;
        std::set_union(going.begin(), going.end(), coming.begin(), coming.end(), std::back_inserter(both));
        going = std::move(both); // what is added anew loses the links to its old vector
    }
    std::vector<ContentId> kept;
    std::set_difference(m_contents.begin(), m_contents.end(), going.begin(), going.end(), std::back_inserter(kept));
    std::vector<ContentId> contents;
    contents.reserve(kept.size() + coming.size());
    std::merge(kept.begin(), kept.end(), coming.begin(), coming.end(), std::back_inserter(contents));

    std::vector<std::uint32_t> newRow(m_contents.size(), kGone);
    std::uint32_t at = 0;
    for (std::uint32_t old = 0, keptRow = 0; old < m_contents.size() && keptRow < kept.size(); ++old) {
        if (m_contents[old] != kept[keptRow]) {
            continue;
        }
        ++keptRow;
        while (contents[at] != m_contents[old]) {
            ++at;
        }
        newRow[old] = at;
    }
    const std::size_t rows = contents.size();
    const std::size_t enough = (std::size_t{2} * m_linksPerRow + 2) / 3;
    std::vector<std::uint8_t> counts(rows, 0), pending(rows, 1);
    std::vector<GraphLink> links(rows * m_linksPerRow);
    for (std::uint32_t old = 0; old < m_contents.size(); ++old) {
        const std::uint32_t row = newRow[old];
        if (row == kGone) {
            continue;
        }
        GraphLink* to = links.data() + std::size_t{row} * m_linksPerRow;
        for (const GraphLink& link : linksOf(old)) {
            if (newRow[link.row] != kGone) {
                to[counts[row]++] = {newRow[link.row], link.score};
            }
        }
        const bool lostTooMany = counts[row] < enough && counts[row] < m_counts[old];
        pending[row] = isPending(old) || lostTooMany ? 1 : 0;
    }
    m_contents = std::move(contents);
    m_counts = std::move(counts);
    m_pending = std::move(pending);
    m_links = std::move(links);
}

void NeighbourGraph::setLinks(std::uint32_t row, std::span<const GraphLink> links, bool pending)
{
    const std::size_t taken = std::min<std::size_t>(links.size(), m_linksPerRow);
    std::copy_n(links.begin(), taken, m_links.begin() + static_cast<std::ptrdiff_t>(std::size_t{row} * m_linksPerRow));
    m_counts[row] = static_cast<std::uint8_t>(taken);
    m_pending[row] = pending ? 1 : 0;
}

bool NeighbourGraph::offer(std::uint32_t row, const GraphLink& link)
{
    GraphLink* links = m_links.data() + std::size_t{row} * m_linksPerRow;
    std::uint32_t count = m_counts[row];
    // Past the end of a list that is short because links were removed, something nearer may exist that nobody knows.
    const bool listsEveryone = count + 2U >= m_contents.size();
    if (link.row == row || (count > 0 && !nearer(link, links[count - 1]) && !listsEveryone)
        || std::any_of(links, links + count, [&](const GraphLink& known) { return known.row == link.row; })) {
        return false;
    }
    if (count == m_linksPerRow) {
        if (!nearer(link, links[count - 1])) {
            return false;
        }
        --count;
    }
    GraphLink* at = std::upper_bound(links, links + count, link, nearer);
    std::move_backward(at, links + count, links + count + 1);
    *at = link;
    m_counts[row] = static_cast<std::uint8_t>(count + 1);
    return true;
}

Status fillBySearch(NeighbourGraph& graph, const NeighbourSearch& search, const ExploreRun& run)
{
    // Twice as many as are kept: a row that has the new one among its nearest is often farther from it than those.
    const std::uint32_t asked = 2 * graph.linksPerRow() + 1;
    constexpr std::size_t kRowsAtOnce = 1024;
    std::vector<std::uint32_t> pending;
    for (std::uint32_t row = 0; row < graph.count(); ++row) {
        if (graph.isPending(row)) {
            pending.push_back(row);
        }
    }
    std::vector<std::vector<GraphLink>> found(kRowsAtOnce);
    for (std::size_t done = 0; done < pending.size(); done += kRowsAtOnce) {
        const std::size_t count = std::min(kRowsAtOnce, pending.size() - done);
        std::mutex mutex;
        Status refused;
        Status searched = inBlocks(count, 16, run.quiet(), [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const std::uint32_t row = pending[done + i];
                found[i].clear();
                auto hits = search(graph.contents()[row], asked);
                if (!hits) {
                    const std::lock_guard lock(mutex);
                    refused = hits.failure();
                    return;
                }
                for (const ScoredContent& hit : *hits) {
                    const auto other = graph.rowOf(hit.content); // the index may know others
                    if (other && *other != row) {
                        found[i].push_back({*other, hit.score});
                    }
                }
                std::sort(found[i].begin(), found[i].end(), nearer);
            }
        });
        if (!searched || !refused) {
            return !searched ? searched : refused;
        }
        for (std::size_t i = 0; i < count; ++i) {
            graph.setLinks(pending[done + i], found[i], /*pending=*/false);
        }
        for (std::size_t i = 0; i < count; ++i) {
            for (const GraphLink& link : found[i]) {
                if (!graph.isPending(link.row)) {
                    graph.offer(link.row, {pending[done + i], link.score});
                }
            }
        }
        run.report(static_cast<double>(done + count) / static_cast<double>(pending.size()));
    }
    return {};
}

namespace {

/// A row's weights, so that they sum to log2 of their number plus one.
/// Shape: both [links].
void membershipOf(std::span<const GraphLink> links, float* weights)
{
    constexpr int kSteps = 32;
    constexpr double kTolerance = 1e-4;
    const auto distance = [](const GraphLink& link) { return std::max(0.0, 1.0 - static_cast<double>(link.score)); };
    const double nearest = links.empty() ? 0 : distance(links[0]);
    const double wanted = std::log2(static_cast<double>(links.size()) + 1);
    double low = 0, high = std::numeric_limits<double>::infinity(), scale = 1;
    double farthest = 0;
    for (const GraphLink& link : links) {
        farthest = std::max(farthest, distance(link) - nearest);
    }
    if (farthest <= 0) {
        std::fill_n(weights, links.size(), 1.0F);
        return;
    }
    scale = farthest;
    for (int step = 0; step < kSteps; ++step) {
        double sum = 0;
        for (const GraphLink& link : links) {
            sum += std::exp(-(distance(link) - nearest) / scale);
        }
        if (std::abs(sum - wanted) < kTolerance) {
            break;
        }
        (sum > wanted ? high : low) = scale;
        scale = std::isinf(high) ? scale * 2 : (low + high) / 2;
    }
    for (std::size_t i = 0; i < links.size(); ++i) {
        weights[i] = static_cast<float>(std::exp(-(distance(links[i]) - nearest) / scale));
    }
}

} // namespace

Result<LinkedRows> weightedLinks(const NeighbourGraph& graph, const ExploreRun& run)
{
    return guarded("weighting the neighbours", ErrorCode::Internal, [&]() -> Result<LinkedRows> {
        const std::uint32_t rows = graph.count();
        const std::size_t width = graph.linksPerRow();
        std::vector<float> forward(rows * width, 0.0F);
        Status weighted = inBlocks(rows, 2048, run, [&](std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row) {
                membershipOf(graph.linksOf(static_cast<std::uint32_t>(row)), forward.data() + row * width);
            }
        });
        if (!weighted) {
            return weighted.failure();
        }

        // Both directions side by side: a row's own links and, with 0 forward, those that only lead to it.
        struct Half {
            std::uint32_t row;
            float weight;
        };
        std::vector<std::uint32_t> ends(std::size_t{rows} + 1, 0);
        for (std::uint32_t row = 0; row < rows; ++row) {
            ends[row + 1] += static_cast<std::uint32_t>(graph.linksOf(row).size());
            for (const GraphLink& link : graph.linksOf(row)) {
                ++ends[link.row + 1];
            }
        }
        for (std::uint32_t row = 0; row < rows; ++row) {
            ends[row + 1] += ends[row];
        }
        std::vector<Half> halves(ends[rows]);
        std::vector<std::uint32_t> fillAt(ends.begin(), ends.end() - 1);
        for (std::uint32_t row = 0; row < rows; ++row) {
            const auto links = graph.linksOf(row);
            for (std::size_t i = 0; i < links.size(); ++i) {
                const float weight = forward[row * width + i];
                halves[fillAt[row]++] = {links[i].row, weight};
                halves[fillAt[links[i].row]++] = {row, weight};
            }
        }
        LinkedRows linked;
        linked.first.assign(1, 0);
        linked.first.reserve(std::size_t{rows} + 1);
        for (std::uint32_t row = 0; row < rows; ++row) {
            Half* begin = halves.data() + ends[row];
            Half* end = halves.data() + ends[row + 1];
            std::sort(begin, end, [](const Half& a, const Half& b) {
                return a.row != b.row ? a.row < b.row : a.weight < b.weight; // so that a + b is b + a to the last bit
            });
            for (const Half* at = begin; at != end; ++at) {
                if (at != begin && at->row == (at - 1)->row) {
                    float& weight = linked.weight.back(); // linked from both sides: a or b, a + b - ab
                    weight = std::min(1.0F, weight + at->weight - weight * at->weight);
                } else {
                    linked.row.push_back(at->row);
                    linked.weight.push_back(std::max(kWeightMin, at->weight));
                }
            }
            linked.first.push_back(static_cast<std::uint32_t>(linked.row.size()));
        }
        return linked;
    });
}

} // namespace likeness
