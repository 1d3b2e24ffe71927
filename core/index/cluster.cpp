#include "core/index/cluster.h"

#include "core/base/half.h"
#include "core/index/dot.h"
#include "core/index/in_threads.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

namespace likeness {
namespace {

constexpr std::uint64_t kSeed = 0x4C697374; // "List"
constexpr int kRounds = 10;
constexpr std::size_t kSamplePerCentre = 64;
// Of the centres of the first level, below how many of the nearest a row looks for its nearest of the second.
constexpr std::size_t kGroupsTried = 4;
constexpr std::size_t kBatchRows = 64;
// Fewer centres than this are all compared with.
constexpr std::size_t kTreeFrom = 512;
// A split that leaves so much in one part has met rows that are all alike, or nearly.
constexpr double kUnsplit = 0.9;
constexpr std::size_t kSplitMax = 64; // parts at once

/// Centres to compare rows with, by |row - centre|.
struct Centres {
    std::size_t stride = 0;
    std::vector<std::uint16_t> halves; ///< Shape: [count, stride]
    std::vector<float> halfSquared;    ///< half of |centre|^2

    std::size_t count() const { return halfSquared.size(); }
    void set(std::size_t at, std::span<const float> centre)
    {
        double squared = 0;
        for (std::size_t i = 0; i < stride; ++i) {
            const std::uint16_t half = halves[at * stride + i] = halfFromFloat(centre[i]);
            squared += double{floatFromHalf(half)} * floatFromHalf(half);
        }
        halfSquared[at] = static_cast<float>(squared / 2);
    }
    void resize(std::size_t count)
    {
        halves.resize(count * stride);
        halfSquared.resize(count);
    }
};

/// A few rows as floats.
class Batch {
public:
    explicit Batch(std::size_t stride)
        : m_stride(stride)
        , m_floats(kBatchRows * stride)
    {
    }

    /// Scores the rows named in `listed`, at most `kBatchRows`, against centres [first, first + count): the larger, the
    /// nearer. Shape of the result: [listed.size(), count].
    std::span<const float> score(const RowBlock& rows, std::span<const std::uint32_t> listed, const Centres& centres)
    {
        for (std::size_t i = 0; i < listed.size(); ++i) {
            floatsFromHalves(rows.halves + listed[i] * m_stride, m_stride, m_floats.data() + i * m_stride);
        }
        m_scores.resize(listed.size() * centres.count());
        scoreRowsForEach(m_floats.data(), listed.size(), centres.halves.data(), m_stride, centres.count(),
                         m_scores.data());
        for (std::size_t i = 0; i < listed.size(); ++i) {
            for (std::size_t at = 0; at < centres.count(); ++at) {
                m_scores[i * centres.count() + at] -= centres.halfSquared[at];
            }
        }
        return m_scores;
    }
    std::span<const float> row(std::size_t i) const { return std::span(m_floats).subspan(i * m_stride, m_stride); }

private:
    std::size_t m_stride;
    std::vector<float> m_floats;
    std::vector<float> m_scores;
};

std::uint32_t indexOfLargest(std::span<const float> scores)
{
    return static_cast<std::uint32_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

/// At most `count` of `listed`, evenly taken.
std::vector<std::uint32_t> sampleOf(std::span<const std::uint32_t> listed, std::size_t count)
{
    std::vector<std::uint32_t> sample(std::min(count, listed.size()));
    for (std::size_t i = 0; i < sample.size(); ++i) {
        sample[i] = listed[i * listed.size() / sample.size()];
    }
    return sample;
}

/// Lloyd's k-means over the rows named in `sample`. A centre that loses all rows moves to a row of the largest part.
Centres meansOf(const RowBlock& rows, std::span<const std::uint32_t> sample, std::size_t count, std::uint64_t seed)
{
    const std::size_t stride = rows.stride;
    Centres centres;
    centres.stride = stride;
    centres.resize(std::min(count, sample.size()));
    count = centres.count();
    std::mt19937_64 random(seed);
    std::vector<std::uint32_t> order(sample.begin(), sample.end());
    std::vector<float> floats(stride);
    const auto place = [&](std::size_t centre, std::uint32_t row) {
        floatsFromHalves(rows.halves + row * stride, stride, floats.data());
        centres.set(centre, floats);
    };
    for (std::size_t i = 0; i < count; ++i) {
        std::swap(order[i], order[i + random() % (order.size() - i)]);
        place(i, order[i]);
    }
    Batch batch(stride);
    std::vector<float> sums(count * stride);
    std::vector<std::uint32_t> sizes(count), partOf(sample.size());
    for (int round = 0; round < kRounds; ++round) {
        std::fill(sums.begin(), sums.end(), 0.0F);
        std::fill(sizes.begin(), sizes.end(), 0U);
        for (std::size_t first = 0; first < sample.size(); first += kBatchRows) {
            const auto part = sample.subspan(first, std::min(kBatchRows, sample.size() - first));
            const std::span<const float> scores = batch.score(rows, part, centres);
            for (std::size_t i = 0; i < part.size(); ++i) {
                const std::uint32_t nearest = indexOfLargest(scores.subspan(i * count, count));
                partOf[first + i] = nearest;
                ++sizes[nearest];
                float* sum = sums.data() + nearest * stride;
                std::transform(sum, sum + stride, batch.row(i).begin(), sum, std::plus<>());
            }
        }
        const auto largest = static_cast<std::uint32_t>(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
        for (std::size_t at = 0; at < count; ++at) {
            if (sizes[at] == 0) {
                std::size_t i = random() % sample.size();
                while (partOf[i] != largest) {
                    i = (i + 1) % sample.size();
                }
                place(at, sample[i]);
                continue;
            }
            const float share = 1.0F / static_cast<float>(sizes[at]);
            const std::span<float> mean = std::span(sums).subspan(at * stride, stride);
            std::transform(mean.begin(), mean.end(), mean.begin(), [share](float value) { return value * share; });
            centres.set(at, mean);
        }
    }
    return centres;
}

Centres centresFrom(std::span<const std::uint16_t> halves, std::size_t stride)
{
    Centres centres;
    centres.stride = stride;
    centres.resize(halves.size() / stride);
    std::vector<float> floats(stride);
    for (std::size_t at = 0; at < centres.count(); ++at) {
        floatsFromHalves(halves.data() + at * stride, stride, floats.data());
        centres.set(at, floats);
    }
    return centres;
}

/// Puts the number of the nearest centre of each row into `nearest`. Shape: nearest [listed.size()].
void putNearest(const RowBlock& rows, std::span<const std::uint32_t> listed, const Centres& centres,
                std::span<std::uint32_t> nearest)
{
    Batch batch(rows.stride);
    for (std::size_t first = 0; first < listed.size(); first += kBatchRows) {
        const auto part = listed.subspan(first, std::min(kBatchRows, listed.size() - first));
        const std::span<const float> scores = batch.score(rows, part, centres);
        for (std::size_t i = 0; i < part.size(); ++i) {
            nearest[first + i] = indexOfLargest(scores.subspan(i * centres.count(), centres.count()));
        }
    }
}

std::vector<std::uint32_t> nearestOf(const RowBlock& rows, std::span<const std::uint32_t> listed,
                                     const Centres& centres)
{
    std::vector<std::uint32_t> nearest(listed.size());
    putNearest(rows, listed, centres, nearest);
    return nearest;
}

/// Centres of centres: a row looks only below the few groups that it is nearest to.
struct Tree {
    Centres groups;
    std::vector<Centres> centres;                    ///< of each group
    std::vector<std::vector<std::uint32_t>> numbers; ///< of the centres of each group

    std::size_t count() const
    {
        return std::accumulate(numbers.begin(), numbers.end(), std::size_t{0},
                               [](std::size_t sum, const auto& of) { return sum + of.size(); });
    }
    /// Puts the number of the nearest centre of each row into `nearest`. Shape: nearest [listed.size()].
    void assign(const RowBlock& rows, std::span<const std::uint32_t> listed, std::span<std::uint32_t> nearest) const;
};

std::size_t fanOf(std::size_t centres)
{
    return static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(centres))));
}

/// Over centres that there are.
Tree treeOver(const RowBlock& centres)
{
    Tree tree;
    std::vector<std::uint32_t> all(centres.count);
    std::iota(all.begin(), all.end(), 0U);
    tree.groups = meansOf(centres, all, fanOf(all.size()), kSeed);
    tree.numbers.resize(tree.groups.count());
    const std::vector<std::uint32_t> groupOf = nearestOf(centres, all, tree.groups);
    for (const std::uint32_t centre : all) {
        tree.numbers[groupOf[centre]].push_back(centre);
    }
    std::vector<std::uint16_t> halves;
    for (const std::vector<std::uint32_t>& numbers : tree.numbers) {
        halves.clear();
        for (const std::uint32_t number : numbers) {
            const std::uint16_t* centre = centres.halves + number * centres.stride;
            halves.insert(halves.end(), centre, centre + centres.stride);
        }
        tree.centres.push_back(centresFrom(halves, centres.stride));
    }
    return tree;
}

Tree treeOf(const RowBlock& rows, std::span<const std::uint32_t> sample, std::size_t lists, int threads,
            const std::atomic<bool>& cancel)
{
    Tree tree;
    const std::size_t fan = fanOf(lists);
    tree.groups = meansOf(rows, sampleOf(sample, fan * kSamplePerCentre * 4), fan, kSeed);
    std::vector<std::uint32_t> nearest(sample.size());
    inParts(threads, sample.size(), [&](std::size_t first, std::size_t count) {
        if (!cancel.load()) {
            putNearest(rows, sample.subspan(first, count), tree.groups, std::span(nearest).subspan(first, count));
        }
    });
    std::vector<std::vector<std::uint32_t>> members(tree.groups.count());
    for (std::size_t i = 0; i < sample.size(); ++i) {
        members[nearest[i]].push_back(sample[i]);
    }
    tree.centres.resize(members.size());
    inThreads(threads, members.size(), [&](std::size_t group) {
        tree.centres[group].stride = rows.stride;
        if (members[group].empty() || cancel.load()) {
            return;
        }
        const double share = static_cast<double>(members[group].size()) / static_cast<double>(sample.size());
        const auto count = static_cast<std::size_t>(std::lround(share * static_cast<double>(lists)));
        tree.centres[group] = meansOf(rows, members[group], std::max<std::size_t>(1, count), kSeed + 1 + group);
    });
    std::uint32_t first = 0;
    for (const Centres& centres : tree.centres) {
        std::vector<std::uint32_t>& numbers = tree.numbers.emplace_back(centres.count());
        std::iota(numbers.begin(), numbers.end(), first);
        first += static_cast<std::uint32_t>(numbers.size());
    }
    return tree;
}

void Tree::assign(const RowBlock& rows, std::span<const std::uint32_t> listed, std::span<std::uint32_t> nearest) const
{
    const std::size_t tried = std::min(kGroupsTried, groups.count());
    std::vector<std::vector<std::uint32_t>> tryIn(groups.count()); // places in `listed` of rows that look below a group
    std::vector<float> best(listed.size(), -std::numeric_limits<float>::infinity());
    Batch batch(rows.stride);
    std::vector<std::uint32_t> order(groups.count());
    for (std::size_t first = 0; first < listed.size(); first += kBatchRows) {
        const std::size_t count = std::min(kBatchRows, listed.size() - first);
        const std::span<const float> scores = batch.score(rows, listed.subspan(first, count), groups);
        for (std::size_t i = 0; i < count; ++i) {
            const float* of = scores.data() + i * groups.count();
            std::iota(order.begin(), order.end(), 0U);
            std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(tried), order.end(),
                              [of](std::uint32_t a, std::uint32_t b) { return of[a] > of[b]; });
            for (std::size_t at = 0; at < tried; ++at) {
                tryIn[order[at]].push_back(static_cast<std::uint32_t>(first + i));
            }
        }
    }
    std::array<std::uint32_t, kBatchRows> some;
    for (std::size_t group = 0; group < groups.count(); ++group) {
        const std::size_t centreCount = centres[group].count();
        for (std::size_t first = 0; centreCount > 0 && first < tryIn[group].size(); first += kBatchRows) {
            const auto places
                = std::span(tryIn[group]).subspan(first, std::min(kBatchRows, tryIn[group].size() - first));
            std::transform(places.begin(), places.end(), some.begin(),
                           [listed](std::uint32_t place) { return listed[place]; });
            const std::span<const float> scores
                = batch.score(rows, std::span(some).first(places.size()), centres[group]);
            for (std::size_t i = 0; i < places.size(); ++i) {
                const auto of = scores.subspan(i * centreCount, centreCount);
                const std::uint32_t at = indexOfLargest(of);
                if (of[at] > best[places[i]]) {
                    best[places[i]] = of[at];
                    nearest[places[i]] = numbers[group][at];
                }
            }
        }
    }
}

/// Two parts or more of the rows of a long list; itself where they are all alike, or nearly.
std::vector<RowList> partsOf(const RowBlock& rows, RowList whole, const ListSizes& sizes)
{
    const std::size_t count = (whole.rows.size() + sizes.usual - 1) / sizes.usual;
    const Centres centres = meansOf(rows, sampleOf(whole.rows, std::min(count, kSplitMax) * kSamplePerCentre),
                                    std::min(count, kSplitMax), kSeed);
    const std::vector<std::uint32_t> nearest = nearestOf(rows, whole.rows, centres);
    std::vector<RowList> parts(centres.count());
    for (std::size_t i = 0; i < nearest.size(); ++i) {
        parts[nearest[i]].rows.push_back(whole.rows[i]);
    }
    std::erase_if(parts, [](const RowList& part) { return part.rows.empty(); });
    const bool isSplit = std::all_of(parts.begin(), parts.end(), [&](const RowList& part) {
        return static_cast<double>(part.rows.size()) < kUnsplit * static_cast<double>(whole.rows.size());
    });
    std::vector<RowList> made;
    for (RowList& part : parts) {
        if (isSplit && part.rows.size() > sizes.most) {
            std::vector<RowList> smaller = partsOf(rows, std::move(part), sizes);
            std::move(smaller.begin(), smaller.end(), std::back_inserter(made));
        } else {
            part.centre = meanOf(rows, part.rows);
            made.push_back(std::move(part));
        }
    }
    return made;
}

} // namespace

std::vector<std::uint16_t> meanOf(const RowBlock& rows, std::span<const std::uint32_t> listed)
{
    std::vector<double> sums(rows.stride, 0.0);
    std::vector<float> floats(rows.stride);
    for (const std::uint32_t row : listed) {
        floatsFromHalves(rows.halves + row * rows.stride, rows.stride, floats.data());
        std::transform(sums.begin(), sums.end(), floats.begin(), sums.begin(), std::plus<>());
    }
    std::vector<std::uint16_t> mean(rows.stride);
    std::transform(sums.begin(), sums.end(), mean.begin(), [&](double sum) {
        return halfFromFloat(static_cast<float>(sum / static_cast<double>(listed.size())));
    });
    return mean;
}

std::vector<std::uint32_t> nearestCentres(const RowBlock& rows, std::span<const std::uint32_t> listed,
                                          const RowBlock& centres, int threads)
{
    const bool withTree = centres.count >= kTreeFrom && listed.size() >= centres.count / 4;
    const Tree tree = withTree ? treeOver(centres) : Tree();
    const Centres all
        = withTree ? Centres() : centresFrom({centres.halves, centres.count * centres.stride}, centres.stride);
    std::vector<std::uint32_t> nearest(listed.size());
    inParts(threads, listed.size(), [&](std::size_t first, std::size_t count) {
        const auto part = listed.subspan(first, count);
        const auto found = std::span(nearest).subspan(first, count);
        if (withTree) {
            tree.assign(rows, part, found);
        } else {
            putNearest(rows, part, all, found);
        }
    });
    return nearest;
}

Result<std::vector<RowList>> clusterRows(const RowBlock& rows, const ListSizes& sizes, int threads,
                                         const std::atomic<bool>& cancel)
{
    const std::size_t count = std::max<std::size_t>(1, rows.count / sizes.usual);
    std::vector<std::uint32_t> all(rows.count), listOf(rows.count);
    std::iota(all.begin(), all.end(), 0U);
    const Tree tree = treeOf(rows, sampleOf(all, count * kSamplePerCentre), count, threads, cancel);
    inParts(threads, all.size(), [&](std::size_t first, std::size_t part) {
        if (!cancel.load()) {
            tree.assign(rows, std::span(all).subspan(first, part), std::span(listOf).subspan(first, part));
        }
    });
    all = {};
    if (cancel.load()) {
        return fail(ErrorCode::Cancelled, "clustering the photos was stopped");
    }
    std::vector<RowList> lists(tree.count());
    std::vector<std::uint32_t> lengths(lists.size());
    for (const std::uint32_t list : listOf) {
        ++lengths[list];
    }
    for (std::size_t list = 0; list < lists.size(); ++list) {
        lists[list].rows.reserve(lengths[list]);
    }
    for (std::uint32_t row = 0; row < rows.count; ++row) {
        lists[listOf[row]].rows.push_back(row);
        ++lists[listOf[row]].newRows; // the centres are those of a sample
    }
    if (Status balanced = balanceLists(rows, sizes, lists, cancel); !balanced) {
        return balanced.failure();
    }
    return lists;
}

Status balanceLists(const RowBlock& rows, const ListSizes& sizes, std::vector<RowList>& lists,
                    const std::atomic<bool>& cancel)
{
    std::vector<RowList> balanced;
    std::vector<std::uint32_t> homeless;
    for (RowList& list : lists) {
        if (cancel.load(std::memory_order_relaxed)) {
            return fail(ErrorCode::Cancelled, "clustering the photos was stopped");
        }
        if (list.rows.size() > sizes.most) {
            std::vector<RowList> parts = partsOf(rows, std::move(list), sizes);
            std::move(parts.begin(), parts.end(), std::back_inserter(balanced));
        } else if (list.rows.size() < sizes.least) {
            homeless.insert(homeless.end(), list.rows.begin(), list.rows.end());
        } else {
            if (std::size_t{list.newRows} * 2 > list.rows.size()) {
                list.centre = meanOf(rows, list.rows);
                list.keptFrom = kNoList;
                list.newRows = 0;
            }
            balanced.push_back(std::move(list));
        }
    }
    if (balanced.empty() && !homeless.empty()) {
        balanced.push_back({homeless, meanOf(rows, homeless), kNoList, 0});
        homeless.clear();
    }
    if (!homeless.empty()) {
        std::vector<std::uint16_t> centres;
        centres.reserve(balanced.size() * rows.stride);
        for (const RowList& list : balanced) {
            centres.insert(centres.end(), list.centre.begin(), list.centre.end());
        }
        const RowBlock block{centres.data(), static_cast<std::uint32_t>(balanced.size()), rows.stride};
        const std::vector<std::uint32_t> nearest = nearestCentres(rows, homeless, block, 1);
        for (std::size_t i = 0; i < homeless.size(); ++i) {
            balanced[nearest[i]].rows.push_back(homeless[i]);
            ++balanced[nearest[i]].newRows;
        }
    }
    for (RowList& list : balanced) {
        std::sort(list.rows.begin(), list.rows.end());
    }
    lists = std::move(balanced);
    return {};
}

} // namespace likeness
