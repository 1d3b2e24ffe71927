#include "core/explore/neighbour_graph.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>

namespace likeness {
namespace {

constexpr std::uint32_t kNewMark = 0x8000'0000U; // in `Entry::row`
constexpr std::size_t kStripes = 1024;           // of locks
constexpr std::size_t kRowsAtOnce = 512;

struct Entry {
    std::uint32_t markedRow = 0; ///< with `kNewMark` until its neighbours have been looked at
    float score = 0;

    std::uint32_t row() const { return markedRow & ~kNewMark; }
    bool isNew() const { return (markedRow & kNewMark) != 0; }
};

/// The lists while they get better. What a list holds after a round is the best of everything that was offered to it,
/// in whatever order that happened: so the threads do not show in the answer.
class Lists {
public:
    Lists(std::uint32_t rows, std::uint32_t length)
        : m_length(length)
        , m_entries(std::size_t{rows} * length)
        , m_counts(rows, 0)
        , m_worst(rows)
        , m_locks(kStripes)
    {
        for (auto& worst : m_worst) {
            worst.store(-2.0F, std::memory_order_relaxed);
        }
    }

    std::span<Entry> of(std::uint32_t row)
    {
        return std::span(m_entries).subspan(std::size_t{row} * m_length, m_counts[row]);
    }

    /// Thread: any.
    void offer(std::uint32_t row, std::uint32_t other, float score)
    {
        if (score < m_worst[row].load(std::memory_order_relaxed)) {
            return;
        }
        const std::lock_guard lock(m_locks[row % kStripes]);
        insert(row, {other | kNewMark, score});
    }

    /// Thread: one.
    void insert(std::uint32_t row, const Entry& entry)
    {
        Entry* entries = m_entries.data() + std::size_t{row} * m_length;
        std::uint32_t& count = m_counts[row];
        std::uint32_t at = count;
        while (at > 0 && nearer(entry, entries[at - 1])) {
            --at;
        }
        // The same row always has the same score (the kernel's sum is the same both ways), so it stands right before.
        if (at == m_length || (at > 0 && entries[at - 1].row() == entry.row())) {
            return;
        }
        count = std::min(count + 1, m_length);
        std::move_backward(entries + at, entries + count - 1, entries + count);
        entries[at] = entry;
        if (count == m_length) {
            m_worst[row].store(entries[count - 1].score, std::memory_order_relaxed);
        }
    }

    /// Links that nobody has looked at.
    std::uint64_t newCount() const
    {
        std::uint64_t count = 0;
        for (std::size_t row = 0; row < m_counts.size(); ++row) {
            const Entry* begin = m_entries.data() + row * m_length;
            count += static_cast<std::uint64_t>(
                std::count_if(begin, begin + m_counts[row], [](const Entry& entry) { return entry.isNew(); }));
        }
        return count;
    }

private:
    static bool nearer(const Entry& a, const Entry& b)
    {
        return a.score != b.score ? a.score > b.score : a.row() < b.row();
    }

    std::uint32_t m_length;
    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_counts;
    std::vector<std::atomic<float>> m_worst; // of full lists
    std::vector<std::mutex> m_locks;
};

/// Compares the rows of each leaf of random trees with one another.
class Trees {
public:
    Trees(const VectorRows& rows, const NeighbourGraph& graph, const DescentOptions& options, Lists& lists)
        : m_rows(rows)
        , m_graph(graph)
        , m_options(options)
        , m_lists(lists)
    {
    }

    /// One tree, on one thread. Stops early when asked to.
    void grow(std::uint64_t tree, const std::stop_token& stop)
    {
        std::vector<std::uint32_t> rows(m_rows.count());
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            rows[i] = i;
        }
        Buffers buffers{std::vector<float>(m_rows.stride), std::vector<float>(m_rows.stride), {}, {}};
        std::vector<std::span<std::uint32_t>> open{rows};
        for (std::uint64_t node = 0; !open.empty() && !stop.stop_requested(); ++node) {
            const std::span<std::uint32_t> part = open.back();
            open.pop_back();
            if (part.size() <= m_options.leafRows) {
                join(part, buffers);
                continue;
            }
            const std::size_t middle = split(part, mixedBits(m_options.seed, tree, node), buffers);
            open.push_back(part.first(middle));
            open.push_back(part.subspan(middle));
        }
    }

private:
    struct Buffers {
        std::vector<float> a;
        std::vector<float> b;
        std::vector<float> scores;
        std::vector<std::uint32_t> moved;
    };

    /// Moves the rows nearer to one of two random rows to the front and returns how many.
    std::size_t split(std::span<std::uint32_t> part, std::uint64_t random, Buffers& buffers)
    {
        MixedSequence numbers(random);
        const auto size = static_cast<std::uint32_t>(part.size());
        m_rows.copyRow(part[numbers.below(size)], buffers.a.data());
        m_rows.copyRow(part[numbers.below(size)], buffers.b.data());
        float border = 0; // halves are of unit length to three digits only
        for (std::size_t i = 0; i < m_rows.stride; ++i) {
            border += (buffers.a[i] * buffers.a[i] - buffers.b[i] * buffers.b[i]) / 2;
            buffers.a[i] -= buffers.b[i];
        }
        buffers.scores.resize(part.size());
        m_rows.scoreListed(buffers.a.data(), m_rows.halves, m_rows.stride, part, buffers.scores.data());
        buffers.moved.clear();
        std::size_t front = 0;
        for (std::size_t i = 0; i < part.size(); ++i) {
            if (buffers.scores[i] > border) {
                part[front++] = part[i];
            } else {
                buffers.moved.push_back(part[i]);
            }
        }
        std::copy(buffers.moved.begin(), buffers.moved.end(), part.begin() + static_cast<std::ptrdiff_t>(front));
        if (front < part.size() / 20 || front > part.size() - part.size() / 20) {
            // Nearly all on one side, as with many equal pictures: halves by chance, so that the tree stays low.
            for (std::size_t i = part.size() - 1; i > 0; --i) {
                std::swap(part[i], part[numbers.below(static_cast<std::uint32_t>(i + 1))]);
            }
            front = part.size() / 2;
        }
        return front;
    }

    void join(std::span<std::uint32_t> leaf, Buffers& buffers)
    {
        // Rows that are done go last and are not compared with each other.
        const auto done = std::stable_partition(leaf.begin(), leaf.end(),
                                                [&](std::uint32_t row) { return m_graph.isPending(row); });
        const auto pending = static_cast<std::size_t>(done - leaf.begin());
        buffers.scores.resize(leaf.size());
        for (std::size_t i = 0; i < pending; ++i) {
            const auto rest = leaf.subspan(i + 1);
            m_rows.copyRow(leaf[i], buffers.a.data());
            m_rows.scoreListed(buffers.a.data(), m_rows.halves, m_rows.stride, rest, buffers.scores.data());
            for (std::size_t j = 0; j < rest.size(); ++j) {
                m_lists.offer(leaf[i], rest[j], buffers.scores[j]);
                m_lists.offer(rest[j], leaf[i], buffers.scores[j]);
            }
        }
    }

    const VectorRows& m_rows;
    const NeighbourGraph& m_graph;
    const DescentOptions& m_options;
    Lists& m_lists;
};

/// One round: every row's neighbours, in both directions, are compared with one another.
class Round {
public:
    Round(const VectorRows& rows, const DescentOptions& options, Lists& lists)
        : m_rows(rows)
        , m_options(options)
        , m_lists(lists)
        , m_new(rows.count() * std::size_t{options.candidates})
        , m_old(m_new.size())
        , m_newCounts(rows.count())
        , m_oldCounts(rows.count())
    {
    }

    Status run(std::uint64_t number, const ExploreRun& quiet)
    {
        m_random = mixedBits(m_options.seed, ~number);
        collectReverse();
        Status chosen = inBlocks(m_rows.count(), kRowsAtOnce, quiet, [this](std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row) {
                choose(static_cast<std::uint32_t>(row));
            }
        });
        if (!chosen) {
            return chosen;
        }
        Status aged = inBlocks(m_rows.count(), kRowsAtOnce, quiet, [this](std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row) {
                age(static_cast<std::uint32_t>(row));
            }
        });
        if (!aged) {
            return aged;
        }
        return inBlocks(m_rows.count(), kRowsAtOnce / 4, quiet, [this](std::size_t begin, std::size_t end) {
            std::vector<float> query(m_rows.stride), scores;
            std::vector<std::uint32_t> others;
            for (std::size_t row = begin; row < end; ++row) {
                join(static_cast<std::uint32_t>(row), query, others, scores);
            }
        });
    }

private:
    struct Chosen {
        std::uint64_t order;
        std::uint32_t row;
        bool operator<(const Chosen& other) const
        {
            return order != other.order ? order < other.order : row < other.row;
        }
    };

    /// Who links to a row, for every row.
    void collectReverse()
    {
        const std::uint32_t rows = m_rows.count();
        m_reverseEnds.assign(std::size_t{rows} + 1, 0);
        for (std::uint32_t row = 0; row < rows; ++row) {
            for (const Entry& entry : m_lists.of(row)) {
                ++m_reverseEnds[entry.row() + 1];
            }
        }
        for (std::uint32_t row = 0; row < rows; ++row) {
            m_reverseEnds[row + 1] += m_reverseEnds[row];
        }
        m_reverse.resize(m_reverseEnds[rows]);
        std::vector<std::uint32_t> at(m_reverseEnds.begin(), m_reverseEnds.end() - 1);
        for (std::uint32_t row = 0; row < rows; ++row) {
            for (const Entry& entry : m_lists.of(row)) {
                m_reverse[at[entry.row()]++] = row | (entry.markedRow & kNewMark);
            }
        }
    }

    /// The order by which links are chosen is that of the undirected link, so that both ends choose alike.
    std::uint64_t orderOf(std::uint32_t a, std::uint32_t b) const
    {
        return mixedBits(m_random, std::min(a, b), std::max(a, b));
    }

    void choose(std::uint32_t row)
    {
        thread_local std::vector<Chosen> fresh, known;
        fresh.clear();
        known.clear();
        const auto take = [&](std::uint32_t marked) {
            const std::uint32_t other = marked & ~kNewMark;
            ((marked & kNewMark) != 0 ? fresh : known).push_back({orderOf(row, other), other});
        };
        for (const Entry& entry : m_lists.of(row)) {
            take(entry.markedRow);
        }
        for (std::uint32_t i = m_reverseEnds[row]; i < m_reverseEnds[row + 1]; ++i) {
            take(m_reverse[i]);
        }
        m_newCounts[row] = keepFirst(fresh, m_new.data() + row * std::size_t{m_options.candidates});
        m_oldCounts[row] = keepFirst(known, m_old.data() + row * std::size_t{m_options.candidates});
    }

    std::uint32_t keepFirst(std::vector<Chosen>& all, std::uint32_t* out) const
    {
        std::sort(all.begin(), all.end());
        std::uint32_t count = 0;
        for (const Chosen& one : all) {
            if (count == m_options.candidates) {
                break;
            }
            if (count == 0 || out[count - 1] != one.row) { // linked both ways: side by side
                out[count++] = one.row;
            }
        }
        return count;
    }

    /// What was chosen is no longer new.
    void age(std::uint32_t row)
    {
        const std::uint32_t* begin = m_new.data() + row * std::size_t{m_options.candidates};
        const std::uint32_t* end = begin + m_newCounts[row];
        for (Entry& entry : m_lists.of(row)) {
            if (entry.isNew() && std::find(begin, end, entry.row()) != end) {
                entry.markedRow = entry.row();
            }
        }
    }

    void join(std::uint32_t row, std::vector<float>& query, std::vector<std::uint32_t>& others,
              std::vector<float>& scores)
    {
        const std::span fresh(m_new.data() + row * std::size_t{m_options.candidates}, m_newCounts[row]);
        const std::span known(m_old.data() + row * std::size_t{m_options.candidates}, m_oldCounts[row]);
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            others.assign(fresh.begin() + static_cast<std::ptrdiff_t>(i) + 1, fresh.end());
            others.insert(others.end(), known.begin(), known.end());
            scores.resize(others.size());
            m_rows.copyRow(fresh[i], query.data());
            m_rows.scoreListed(query.data(), m_rows.halves, m_rows.stride, others, scores.data());
            for (std::size_t j = 0; j < others.size(); ++j) {
                if (others[j] != fresh[i]) { // one end may hold a link as new, the other as known
                    m_lists.offer(fresh[i], others[j], scores[j]);
                    m_lists.offer(others[j], fresh[i], scores[j]);
                }
            }
        }
    }

    const VectorRows& m_rows;
    const DescentOptions& m_options;
    Lists& m_lists;
    std::uint64_t m_random = 0;
    std::vector<std::uint32_t> m_new; // Shape: [rows, candidates]
    std::vector<std::uint32_t> m_old;
    std::vector<std::uint32_t> m_newCounts;
    std::vector<std::uint32_t> m_oldCounts;
    std::vector<std::uint32_t> m_reverse; // with `kNewMark`
    std::vector<std::uint32_t> m_reverseEnds;
};

/// Writes the lists into the graph's pending rows and offers these to the others.
void keepInGraph(NeighbourGraph& graph, Lists& lists, bool stillPending)
{
    std::vector<GraphLink> links;
    for (std::uint32_t row = 0; row < graph.count(); ++row) {
        const bool pending = graph.isPending(row);
        links.clear();
        for (const Entry& entry : lists.of(row)) {
            links.push_back({entry.row(), entry.score});
        }
        if (pending) {
            graph.setLinks(row, links, stillPending);
        } else if (!stillPending) {
            for (const GraphLink& link : links) {
                graph.offer(row, link);
            }
        }
    }
}

Status descend(NeighbourGraph& graph, const VectorRows& rows, const DescentOptions& options, Lists& lists,
               const ExploreRun& run)
{
    const ExploreRun quiet = run.quiet();
    std::vector<float> query(rows.stride);
    std::uint64_t wanting = 0, linked = 0;
    for (std::uint32_t row = 0; row < graph.count(); ++row) {
        const std::uint32_t mark = graph.isPending(row) ? kNewMark : 0;
        const auto links = graph.linksOf(row);
        if (!links.empty()) { // scored anew: an index may round differently, and a pair must have one score
            rows.copyRow(row, query.data());
        }
        for (const GraphLink& link : links) {
            lists.insert(row, {link.row | mark, rows.score(query.data(), link.row)});
        }
        wanting += graph.isPending(row) ? graph.linksPerRow() : 0;
        linked += graph.isPending(row) ? graph.linksOf(row).size() : 0;
    }
    constexpr double kTreesShare = 0.25; // of the time, roughly
    if (linked < wanting / 2) {          // else these are from a run that was stopped
        Trees trees(rows, graph, options, lists);
        Status grown = inBlocks(options.trees, 1, run.part(0, kTreesShare),
                                [&](std::size_t begin, std::size_t) { trees.grow(begin, run.stop); });
        if (!grown) {
            return grown;
        }
    }
    Round round(rows, options, lists);
    double left = 1 - kTreesShare;
    for (std::uint32_t number = 0; number < options.roundsMax; ++number) {
        if (Status looked = round.run(number, quiet); !looked) {
            return looked;
        }
        left *= 0.6; // each round has about that much less to do
        run.report(1 - left);
        if (options.roundDone) {
            keepInGraph(graph, lists, /*stillPending=*/true);
            if (Status kept = options.roundDone(); !kept) {
                return kept;
            }
        }
        if (static_cast<double>(lists.newCount()) < options.newMin * static_cast<double>(wanting)) {
            break;
        }
    }
    return {};
}

} // namespace

Status fillByDescent(NeighbourGraph& graph, const VectorRows& rows, const DescentOptions& options,
                     const ExploreRun& run)
{
    if (!std::equal(rows.contents.begin(), rows.contents.end(), graph.contents().begin(), graph.contents().end())) {
        return fail(ErrorCode::InvalidInput,
                    "the neighbour graph has other photos than the vectors given; apply the changes to it first");
    }
    if (rows.count() >= kNewMark || options.leafRows < 2 || options.candidates < 2) {
        return fail(ErrorCode::InvalidInput,
                    "neighbours by descent: at most 2^31 rows, and at least 2 leaf rows and 2 candidates");
    }
    if (graph.pendingCount() == 0) {
        return {};
    }
    return guarded("finding neighbours", ErrorCode::Internal, [&]() -> Status {
        // Lists half as long again as what is kept find .98 of the neighbours instead of .95.
        Lists lists(graph.count(), graph.linksPerRow() + graph.linksPerRow() / 2);
        Status done = descend(graph, rows, options, lists, run);
        keepInGraph(graph, lists, /*stillPending=*/!done.has_value());
        if (done) {
            run.report(1);
        }
        return done;
    });
}

} // namespace likeness
