#include "core/index/lists_write.h"

#include "core/base/half.h"
#include "core/index/dot.h"
#include "core/index/in_threads.h"

#include <array>
#include <cmath>
#include <random>

namespace likeness {
namespace {

// Splitting keeps lists short, but lists that were all clustered at once find more with less. Once in a doubling of a
// library costs less than all its merges.
constexpr std::size_t kClusterAnewAt = 4;

/// The place of each row among the codes of the generation before; `kNoRow` for a new one.
using OldPlaces = std::vector<std::uint32_t>;

/// The lists of the generation before with the rows that are still there, and with the new ones.
Result<std::vector<RowList>> listsBefore(const GenerationPlan& plan, const RowsToList& rows, OldPlaces& oldPlaces,
                                         const std::atomic<bool>& cancel)
{
    const ListsView& old = *plan.previous->lists();
    std::vector<std::uint32_t> newNumbers(plan.previous->rows().count, kNoRow);
    std::vector<std::uint32_t> added;
    for (std::uint32_t row = 0; row < rows.rows.count; ++row) {
        if (rows.sources[row].baseRow == kNoRow) {
            added.push_back(row);
        } else {
            newNumbers[rows.sources[row].baseRow] = row;
        }
    }
    std::vector<RowList> lists(old.terms.size());
    for (std::uint32_t list = 0; list < lists.size(); ++list) {
        const ListTerms& terms = old.terms[list];
        RowList& now = lists[list];
        now.keptFrom = list;
        now.newRows = terms.newRows;
        const std::uint16_t* centre = old.centres.halves + list * old.centres.stride;
        now.centre.assign(centre, centre + old.centres.stride);
        const std::uint32_t first = terms.firstBlock * static_cast<std::uint32_t>(kCodeBlockRows);
        for (std::uint32_t place = first; place < first + terms.rows; ++place) {
            const std::uint32_t row = newNumbers[old.rowNumbers[place]];
            if (row != kNoRow) {
                now.rows.push_back(row);
                oldPlaces[row] = place;
            }
        }
    }
    if (cancel.load()) {
        return fail(ErrorCode::Cancelled, "writing the index was stopped");
    }
    const std::vector<std::uint32_t> nearest = nearestCentres(rows.rows, added, old.centres, plan.threads);
    for (std::size_t i = 0; i < added.size(); ++i) {
        lists[nearest[i]].rows.push_back(added[i]);
        ++lists[nearest[i]].newRows;
    }
    if (Status balanced = balanceLists(rows.rows, plan.listSizes, lists, cancel); !balanced) {
        return balanced.failure();
    }
    return lists;
}

ListTerms termsOf(const RowBlock& rows, const RowList& list, std::span<const float> centre)
{
    ListTerms terms;
    terms.rows = static_cast<std::uint32_t>(list.rows.size());
    terms.newRows = list.newRows;
    terms.centreSquared = static_cast<float>(dot(centre, centre));
    std::vector<float> rest(rows.stride);
    double sum = 0;
    for (const std::uint32_t number : list.rows) {
        floatsFromHalves(rows.halves + number * rows.stride, rows.stride, rest.data());
        std::transform(rest.begin(), rest.end(), centre.begin(), rest.begin(), std::minus<>());
        sum += dot(rest, rest);
    }
    const double mean = list.rows.empty() ? 0 : sum / static_cast<double>(list.rows.size());
    terms.spread = static_cast<float>(std::sqrt(mean / static_cast<double>(rows.stride)));
    return terms;
}

/// By what some rows differ from their centres, in units of the spread of their lists. Shape: result [kRests, stride].
std::vector<std::uint16_t> restsOf(const RowBlock& rows, std::span<const RowList> lists,
                                   std::span<const ListTerms> terms)
{
    std::mt19937_64 random(kRotationSeed);
    std::vector<std::uint16_t> rests(kRests * rows.stride, 0);
    std::vector<float> row(rows.stride), centre(rows.stride);
    for (std::size_t i = 0; i < kRests; ++i) {
        const std::size_t list = random() % lists.size();
        if (terms[list].spread <= 0) {
            continue; // its rows are all alike
        }
        const std::uint32_t number = lists[list].rows[random() % lists[list].rows.size()];
        floatsFromHalves(rows.halves + number * rows.stride, rows.stride, row.data());
        floatsFromHalves(lists[list].centre.data(), rows.stride, centre.data());
        for (std::size_t at = 0; at < rows.stride; ++at) {
            rests[i * rows.stride + at] = halfFromFloat((row[at] - centre[at]) / terms[list].spread);
        }
    }
    return rests;
}

/// What the codes of lists are made from.
struct ListCodes {
    const CodeSpace& space;
    const RowBlock& rows;
    const ListsView* before = nullptr; ///< codes of rows that stay in a kept list are copied from it
    const OldPlaces& oldPlaces;
};

/// Whether each place follows the one before.
bool isRun(std::span<const std::uint32_t> places)
{
    return std::adjacent_find(places.begin(), places.end(), [](auto a, auto b) { return a + 1 != b; }) == places.end();
}

/// Shape: blocks as many as the list has, all zero.
void fillList(const ListCodes& codes, const RowList& list, std::span<std::byte> blocks)
{
    const CodeLayout& layout = codes.space.layout();
    std::vector<float> centre(layout.stride);
    floatsFromHalves(list.centre.data(), layout.stride, centre.data());
    std::uint32_t keptBegin = 0, keptEnd = 0; // places whose codes are around this very centre
    if (codes.before && list.keptFrom != kNoList) {
        const ListTerms& terms = codes.before->terms[list.keptFrom];
        keptBegin = terms.firstBlock * static_cast<std::uint32_t>(kCodeBlockRows);
        keptEnd = keptBegin + terms.rows;
    }
    for (std::size_t first = 0; first < list.rows.size(); first += kCodeBlockRows) {
        std::byte* block = blocks.data() + first / kCodeBlockRows * layout.blockBytes();
        const std::size_t count = std::min(kCodeBlockRows, list.rows.size() - first);
        std::array<std::uint32_t, kCodeBlockRows> places;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t place = codes.oldPlaces.empty() ? kNoRow : codes.oldPlaces[list.rows[first + i]];
            places[i] = place >= keptBegin && place < keptEnd ? place : kNoRow;
        }
        const auto oldBlock = [&](std::uint32_t place) {
            return codes.before->blocks.data() + place / kCodeBlockRows * layout.blockBytes();
        };
        if (count == kCodeBlockRows && places[0] % kCodeBlockRows == 0 && isRun(places)) {
            std::copy_n(oldBlock(places[0]), layout.blockBytes(), block);
            continue;
        }
        for (std::size_t i = 0; i < count; ++i) {
            if (places[i] != kNoRow) {
                copyCode(layout, oldBlock(places[i]), places[i] % kCodeBlockRows, block, i);
            } else {
                codes.space.encode(codes.rows.halves + list.rows[first + i] * layout.stride, centre, block, i);
            }
        }
    }
}

/// Errors: Cancelled, Io, OutOfResources.
Result<FileSum> writeLists(const std::filesystem::path& path, Manifest& manifest, const ListCodes& codes,
                           std::span<const RowList> lists, int threads, FileSystem& files,
                           const std::atomic<bool>& cancel)
{
    const CodeLayout& layout = codes.space.layout();
    const auto stopped = [] { return fail(ErrorCode::Cancelled, "writing the index was stopped"); };
    FileBuilder file(files, path, kListsMagic);
    file.addAll(codes.space.centre());
    std::vector<float> centre(layout.stride);
    std::vector<ListTerms> allTerms;
    allTerms.reserve(lists.size());
    std::uint32_t block = 0;
    for (const RowList& list : lists) {
        if (cancel.load(std::memory_order_relaxed)) {
            return stopped();
        }
        floatsFromHalves(list.centre.data(), layout.stride, centre.data());
        ListTerms terms = termsOf(codes.rows, list, centre);
        terms.firstBlock = block;
        block += static_cast<std::uint32_t>(CodeLayout::blocksOf(list.rows.size()));
        allTerms.push_back(terms);
    }
    file.addAll(std::span<const ListTerms>(allTerms));
    manifest.lists = static_cast<std::uint32_t>(lists.size());
    manifest.listBlocks = block;
    file.pad(kFileHeaderBytes);
    for (const RowList& list : lists) {
        file.addAll(std::span<const std::uint16_t>(list.centre));
    }
    file.addAll(std::span<const std::uint16_t>(restsOf(codes.rows, lists, allTerms)));
    const CodeSpace centreSpace({layout.stride, kCentreBits}, kRotationSeed,
                                {codes.space.centre().begin(), codes.space.centre().end()});
    std::vector<std::byte> centreBlocks(CodeLayout::blocksOf(lists.size()) * centreSpace.layout().blockBytes());
    for (std::size_t list = 0; list < lists.size(); ++list) {
        centreSpace.encode(lists[list].centre.data(),
                           centreBlocks.data() + list / kCodeBlockRows * centreSpace.layout().blockBytes(),
                           list % kCodeBlockRows);
    }
    file.add(centreBlocks);
    for (const RowList& list : lists) {
        std::vector<std::uint32_t> numbers(CodeLayout::blocksOf(list.rows.size()) * kCodeBlockRows, kNoRow);
        std::copy(list.rows.begin(), list.rows.end(), numbers.begin());
        file.addAll(std::span<const std::uint32_t>(numbers));
    }
    // The threads make the codes of some lists, then those are written in their order.
    constexpr std::size_t kListsAtOnce = 256;
    std::vector<std::vector<std::byte>> made(kListsAtOnce);
    for (std::size_t first = 0; first < lists.size(); first += kListsAtOnce) {
        if (cancel.load(std::memory_order_relaxed)) {
            return stopped();
        }
        const std::size_t count = std::min(kListsAtOnce, lists.size() - first);
        inThreads(threads, count, [&](std::size_t i) {
            const RowList& list = lists[first + i];
            made[i].assign(CodeLayout::blocksOf(list.rows.size()) * layout.blockBytes(), std::byte{0});
            fillList(codes, list, made[i]);
        });
        for (const std::vector<std::byte>& blocks : std::span(made).first(count)) {
            file.add(blocks);
        }
    }
    return file.finish();
}

} // namespace

Status addLists(Manifest& manifest, const GenerationPlan& plan, const std::filesystem::path& folder,
                const RowsToList& rows, FileSystem& files, const std::atomic<bool>& cancel)
{
    const ListsView* before = plan.previous && plan.previous->lists() ? &*plan.previous->lists() : nullptr;
    const std::size_t clustered = before ? plan.previous->clusteredRows() : 0;
    if (before && rows.rows.count > clustered * kClusterAnewAt) {
        before = nullptr;
    }
    OldPlaces oldPlaces(before ? rows.rows.count : 0, kNoRow);
    auto lists = before ? listsBefore(plan, rows, oldPlaces, cancel)
                        : clusterRows(rows.rows, plan.listSizes, plan.threads, cancel);
    if (!lists) {
        return lists.failure();
    }
    manifest.clusteredRows = before ? static_cast<std::uint32_t>(clustered) : rows.rows.count;
    manifest.seed = kRotationSeed;
    const CodeLayout layout{rows.rows.stride, kListBits};
    const CodeSpace space = before ? before->space : CodeSpace(layout, kRotationSeed, centreOf(rows.rows));
    const auto sum = writeLists(folder / "lists", manifest, {space, rows.rows, before, oldPlaces}, *lists, plan.threads,
                                files, cancel);
    if (!sum) {
        return sum.failure();
    }
    manifest.listsFile = *sum;
    std::vector<std::uint32_t> listOf(rows.rows.count);
    for (std::uint32_t list = 0; list < lists->size(); ++list) {
        for (const std::uint32_t row : (*lists)[list].rows) {
            listOf[row] = list;
        }
    }
    lists = std::vector<RowList>();
    oldPlaces = OldPlaces();

    const auto file = MappedFile::open(folder / "lists");
    if (!file) {
        return file.failure();
    }
    const std::vector<ContentId> listNumbers = numbersOfLists(manifest.lists);
    ListsView view = listsIn((*file)->bytes().data(), manifest, GraphView(), listNumbers);
    if (Status added = addGraph(manifest, folder, view.centres, plan.threads, files, cancel); !added) {
        return added;
    }
    const auto strength
        = calibrateProbes(view, rows.rows, listOf, {plan.wordQueries, plan.identity.dimension, plan.threads}, cancel);
    if (!strength) {
        return strength.failure();
    }
    manifest.probeStrength = *strength;
    return {};
}

} // namespace likeness
