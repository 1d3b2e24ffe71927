#include "core/index/cluster.h"
#include "core/index/generation.h"
#include "core/index/lists.h"
#include "core/index/row_set.h"
#include "tests/core/index/index_fixture.h"

#include <cstring>

using namespace likeness;
using namespace likeness::test;

namespace {

constexpr int kDimension = 64;
const std::atomic<bool> kGoOn{false};

std::vector<float> repeated(std::span<const float> one, std::size_t count)
{
    std::vector<float> many;
    for (std::size_t i = 0; i < count; ++i) {
        many.insert(many.end(), one.begin(), one.end());
    }
    return many;
}

/// Whether the lists hold each of `rows` rows once, and none twice.
bool holdEveryRow(const std::vector<RowList>& lists, std::uint32_t rows)
{
    std::set<std::uint32_t> seen;
    std::size_t count = 0;
    for (const RowList& list : lists) {
        seen.insert(list.rows.begin(), list.rows.end());
        count += list.rows.size();
    }
    return count == rows && seen.size() == rows && *seen.rbegin() == rows - 1;
}

/// A generation with lists of `values`, whose rows are named 1, 2, 3, ...
struct Listed : NamedRows {
    explicit Listed(std::vector<float> values)
        : NamedRows(std::move(values), kDimension)
    {
        RowSet rows;
        rows.stride = block.stride;
        rows.live = block.count;
        rows.chunks.push_back({nullptr, block.halves, contents.data(), block.count, nullptr});
        GenerationPlan plan;
        plan.folder = std::filesystem::path(folder.path().toStdString()) / "gen-1";
        plan.identity = {"test-model", kDimension};
        plan.withLists = true;
        plan.listSizes = {64, 256, 8};
        FileSystem files;
        generation = *writeGeneration(plan, rows, files, kGoOn);
    }

    const ListsView& lists() const { return *generation->lists(); }

    std::vector<Neighbour> search(std::span<const float> query, std::size_t count, float strength,
                                  const RowBits* allowed = nullptr)
    {
        TopList found(count);
        counts = searchLists(lists(), generation->rows(), generation->contents(), {query.data(), strength, walkFrom},
                             allowed, generation->seen(), found);
        return found.takeSorted();
    }

    double recallOf(const std::vector<float>& queries, std::size_t count, const RowBits* allowed = nullptr)
    {
        double sum = 0;
        const std::size_t queryCount = queries.size() / kDimension;
        for (std::size_t i = 0; i < queryCount; ++i) {
            const std::span<const float> query = std::span(queries).subspan(i * kDimension, kDimension);
            sum += recall(exact(query, count, allowed), search(query, count, lists().strength, allowed));
        }
        return sum / static_cast<double>(queryCount);
    }

    QTemporaryDir folder;
    std::shared_ptr<const Generation> generation;
    ListCounts counts;
    std::size_t walkFrom = kWalkFrom;
};

constexpr float kAllLists = 1e6F;

} // namespace

class ListsTest : public QObject {
    Q_OBJECT

    FileSystem m_files;

    std::unique_ptr<LiveIndex> opened(const QTemporaryDir& folder)
    {
        auto index = LiveIndex::open(optionsIn(folder, kDimension, IndexKind::HnswIf), m_files);
        return index ? std::move(*index) : nullptr;
    }

private Q_SLOTS:
    void everyRowIsInOneListOfFittingLength()
    {
        const NamedRows rows(RealisticVectors(kDimension, 60).images(20'000), kDimension);
        const ListSizes sizes{64, 200, 16};
        const auto lists = clusterRows(rows.block, sizes, 1, kGoOn);
        QVERIFY(lists);
        QVERIFY(holdEveryRow(*lists, rows.block.count));
        for (const RowList& list : *lists) {
            QVERIFY(list.rows.size() <= sizes.most + sizes.least); // those of dissolved lists come last
            QVERIFY(list.rows.size() >= sizes.least);
            QVERIFY(std::is_sorted(list.rows.begin(), list.rows.end()));
        }
        QVERIFY(lists->size() > 200 && lists->size() < 500);

        // Most rows are in the list of their nearest centre.
        std::vector<std::uint16_t> centres;
        std::vector<std::uint32_t> all, listOf(rows.block.count);
        for (std::uint32_t at = 0; at < lists->size(); ++at) {
            const RowList& list = (*lists)[at];
            centres.insert(centres.end(), list.centre.begin(), list.centre.end());
            for (const std::uint32_t row : list.rows) {
                listOf[row] = at;
            }
        }
        all.resize(rows.block.count);
        std::iota(all.begin(), all.end(), 0U);
        const RowBlock block{centres.data(), static_cast<std::uint32_t>(lists->size()), rows.block.stride};
        const auto nearest = nearestCentres(rows.block, all, block, 3);
        const double same = std::inner_product(nearest.begin(), nearest.end(), listOf.begin(), 0.0, std::plus<>(),
                                               [](auto a, auto b) { return a == b ? 1.0 : 0.0; });
        qInfo("in the list of the nearest centre: %.3f", same / rows.block.count);
        QVERIFY(same / rows.block.count > 0.7);
    }

    void ofManyCentresOneOfTheNearestIsFound()
    {
        RealisticVectors source(kDimension, 77);
        const NamedRows centres(source.images(3000), kDimension), rows(source.images(4000), kDimension);
        std::vector<std::uint32_t> listed;
        for (std::uint32_t row = 0; row < rows.block.count; row += 2) {
            listed.push_back(row);
        }
        const auto nearest = nearestCentres(rows.block, listed, centres.block, 2);
        QCOMPARE(nearest, nearestCentres(rows.block, listed, centres.block, 1));
        std::size_t same = 0, near = 0;
        for (std::size_t i = 0; i < listed.size(); ++i) { // all of unit length: the nearest has the highest score
            const auto best = centres.exact(rows.vectors.row(listed[i]), 10);
            const ContentId found = centres.contents[nearest[i]];
            same += found == best.front().content ? 1 : 0;
            near += std::any_of(best.begin(), best.end(), [&](const Neighbour& n) { return n.content == found; }) ? 1
                                                                                                                  : 0;
        }
        qInfo("the nearest: %zu, one of the ten nearest: %zu of %zu", same, near, listed.size());
        QVERIFY(same >= listed.size() * 3 / 4);
        QVERIFY(near >= listed.size() * 99 / 100);
    }

    void severalThreadsClusterAlike()
    {
        const NamedRows rows(RealisticVectors(kDimension, 61).images(20'000), kDimension);
        const auto one = clusterRows(rows.block, {}, 1, kGoOn);
        for (const int threads : {2, 5}) {
            const auto several = clusterRows(rows.block, {}, threads, kGoOn);
            QCOMPARE(several->size(), one->size());
            for (std::size_t i = 0; i < one->size(); ++i) {
                QCOMPARE((*several)[i].rows, (*one)[i].rows);
                QCOMPARE((*several)[i].centre, (*one)[i].centre);
            }
        }
    }

    void rowsThatAreAllAlikeStayInOneLongList()
    {
        std::vector<float> values = RealisticVectors(kDimension, 62).images(3000);
        const std::vector<float> same = repeated(std::span(values).first(kDimension), 5000);
        values.insert(values.end(), same.begin(), same.end());
        const NamedRows rows(values, kDimension);
        const ListSizes sizes{64, 256, 8};
        const auto lists = clusterRows(rows.block, sizes, 1, kGoOn);
        QVERIFY(holdEveryRow(*lists, rows.block.count));
        const auto longest = std::max_element(lists->begin(), lists->end(), [](const RowList& a, const RowList& b) {
            return a.rows.size() < b.rows.size();
        });
        QVERIFY(longest->rows.size() >= 5001);
        QVERIFY(std::all_of(lists->begin(), lists->end(), [&](const RowList& list) {
            return &list == &*longest || list.rows.size() <= sizes.most + sizes.least;
        }));

        const NamedRows onlySame(same, kDimension);
        const auto one = clusterRows(onlySame.block, sizes, 1, kGoOn);
        QVERIFY(holdEveryRow(*one, 5000));
        QCOMPARE(one->size(), std::size_t{1});
    }

    void balancingSplitsMergesAndMovesCentres()
    {
        const NamedRows rows(RealisticVectors(kDimension, 63).images(1000), kDimension);
        const auto listOf = [&](std::uint32_t first, std::uint32_t count, std::uint32_t from, std::uint32_t newRows) {
            RowList list;
            list.rows.resize(count);
            std::iota(list.rows.begin(), list.rows.end(), first);
            list.centre = meanOf(rows.block, list.rows);
            list.keptFrom = from;
            list.newRows = newRows;
            return list;
        };
        const ListSizes sizes{64, 300, 10};
        std::vector<RowList> lists{listOf(0, 600, 0, 0), listOf(600, 5, 1, 0), listOf(605, 195, 2, 90),
                                   listOf(800, 200, 3, 101)};
        const std::vector<std::uint16_t> kept = lists[2].centre;
        lists[3].centre = kept; // wherever it was, it is to move
        QVERIFY(balanceLists(rows.block, sizes, lists, kGoOn));
        QVERIFY(holdEveryRow(lists, 1000));
        QVERIFY(lists.size() > 4); // the first became several, the second none
        const auto from = [&lists](std::uint32_t old) {
            return std::count_if(lists.begin(), lists.end(), [old](const RowList& l) { return l.keptFrom == old; });
        };
        QCOMPARE(from(0) + from(1) + from(3), 0);
        QCOMPARE(from(2), 1);
        for (const RowList& list : lists) {
            if (list.keptFrom == 2) {
                QCOMPARE(list.centre, kept);
                QVERIFY(list.newRows >= 90);
            } else if (std::binary_search(list.rows.begin(), list.rows.end(), 850U)) {
                QVERIFY(list.centre != kept);
                QVERIFY(list.newRows <= 5); // of the list that was dissolved
            }
        }

        std::vector<RowList> tiny{listOf(0, 3, 0, 0), listOf(3, 4, 1, 0)};
        QVERIFY(balanceLists(rows.block, sizes, tiny, kGoOn));
        QCOMPARE(tiny.size(), std::size_t{1}); // too short, but there is no other
        QVERIFY(holdEveryRow(tiny, 7));
    }

    void clusteringStopsWhenAsked()
    {
        const NamedRows rows(RealisticVectors(kDimension, 64).images(5000), kDimension);
        const std::atomic<bool> stop{true};
        QCOMPARE(clusterRows(rows.block, {}, 2, stop).error().code, ErrorCode::Cancelled);
    }

    void findsTheNeighboursOfImagesAndWords()
    {
        for (const auto details : {RealisticVectors::Details::None, RealisticVectors::Details::Photographic}) {
            RealisticVectors source(kDimension, 65, details);
            Listed listed(source.images(30'011));
            const double images = listed.recallOf(source.images(200), 10);
            const ListCounts ofImages = listed.counts;
            const double words = listed.recallOf(source.words(200), 10);
            qInfo("strength %.2f; recall@10: images %.4f, words %.4f; the last looked into %zu and %zu of %zu lists",
                  static_cast<double>(listed.lists().strength), images, words, ofImages.probed, listed.counts.probed,
                  listed.lists().terms.size());
            QVERIFY(images >= 0.99);
            QVERIFY(words >= 0.98);
            QVERIFY(ofImages.probed < listed.lists().terms.size() / 2);
            QVERIFY(listed.counts.probed < listed.lists().terms.size());
        }
    }

    void moreStrengthFindsMoreAndAllListsFindEverything()
    {
        RealisticVectors source(kDimension, 66, RealisticVectors::Details::Photographic);
        Listed listed(source.images(20'000));
        std::vector<double> recalls;
        for (const float strength : {1.0F, 3.0F, 5.0F, kAllLists}) {
            double sum = 0;
            for (int i = 0; i < 100; ++i) {
                const auto query = listed.vectors.row(static_cast<std::size_t>(i) * 150);
                sum += recall(listed.exact(query, 20), listed.search(query, 20, strength));
            }
            recalls.push_back(sum / 100);
        }
        QVERIFY(std::is_sorted(recalls.begin(), recalls.end()));
        QVERIFY(recalls[0] < 0.95);
        QVERIFY(recalls[3] >= 0.9995);
        QCOMPARE(listed.counts.probed, listed.lists().terms.size());
        QCOMPARE(listed.counts.estimated, std::size_t{20'000});
    }

    void codesTellTheScoresOfCentres()
    {
        RealisticVectors source(kDimension, 78);
        Listed listed(source.images(20'000));
        const ListsView& lists = listed.lists();
        for (const std::vector<float>& query : {source.images(1), source.words(1)}) {
            const std::vector<float> estimated = estimatedCentres(lists, query.data());
            std::vector<float> scores(lists.terms.size());
            QCOMPARE(estimated.size(), scores.size());
            scoreRows(query.data(), lists.centres.halves, lists.centres.stride, scores.size(), scores.data());
            double off = 0, squared = 0, spread = 0;
            for (std::size_t i = 0; i < scores.size(); ++i) {
                off += double{estimated[i]} - scores[i];
                squared += (double{estimated[i]} - scores[i]) * (double{estimated[i]} - scores[i]);
                spread += lists.terms[i].spread;
            }
            const auto count = static_cast<double>(scores.size());
            qInfo("off %.4f, root of mean square %.4f of a spread", off / spread,
                  std::sqrt(squared / count) * count / spread);
            QVERIFY(std::abs(off / count) < 0.05 * spread / count);
            QVERIFY(std::sqrt(squared / count) < 0.15 * spread / count);
        }
    }

    void aWalkToTheListsFindsWhatComparingWithAllCentresFinds()
    {
        RealisticVectors source(kDimension, 75);
        Listed listed(source.images(30'000));
        const std::vector<float> images = source.images(100), words = source.words(100);
        listed.walkFrom = 1;
        const double imagesWalked = listed.recallOf(images, 10), wordsWalked = listed.recallOf(words, 10);
        QVERIFY(imagesWalked >= 0.99);
        QVERIFY(wordsWalked >= 0.98);
        // Further than the walk leads: the others come after it, each once.
        QVERIFY(listed.lists().terms.size() > 400);
        const auto query = listed.vectors.row(3);
        QCOMPARE(listed.search(query, 500, kAllLists), listed.exact(query, 500));
        QCOMPARE(listed.counts.probed, listed.lists().terms.size());
        QCOMPARE(listed.counts.estimated, std::size_t{30'000});
    }

    void filtersHoldWhateverTheirSize()
    {
        RealisticVectors source(kDimension, 67);
        Listed listed(source.images(20'000));
        const std::vector<float> images = source.images(60), words = source.words(60);
        for (const std::uint32_t every : {2U, 7U, 100U, 2000U, 40'000U}) {
            const RowBits allowed = listed.rowsThat([every](std::uint32_t row) { return row % every == 1; });
            QVERIFY2(listed.recallOf(images, 10, &allowed) >= 0.98, std::to_string(every).c_str());
            QVERIFY2(listed.recallOf(words, 10, &allowed) >= 0.98, std::to_string(every).c_str());
            for (const Neighbour& n : listed.search(listed.vectors.row(0), 10, listed.lists().strength, &allowed)) {
                QVERIFY(allowed.has(static_cast<std::uint32_t>(n.content.value - 1)));
            }
        }
        // One corner of the collection, far from the query.
        std::vector<bool> inCorner(20'000);
        for (const Neighbour& n : listed.exact(listed.vectors.row(1), 2000)) {
            inCorner[static_cast<std::size_t>(n.content.value - 1)] = true;
        }
        const RowBits corner = listed.rowsThat([&](std::uint32_t row) { return inCorner[row]; });
        QVERIFY(listed.recallOf(words, 10, &corner) >= 0.98);
        const RowBits none(listed.block.count);
        QVERIFY(listed.search(listed.vectors.row(0), 10, 5, &none).empty());
    }

    void thousandsOfEqualVectorsAreAllFoundAndHideNothing()
    {
        RealisticVectors source(kDimension, 68);
        std::vector<float> values = source.images(8000);
        const std::vector<float> one = source.images(1);
        const std::vector<float> same = repeated(one, 5000);
        values.insert(values.end(), same.begin(), same.end());
        Listed listed(std::move(values));
        QCOMPARE(listed.search(one, 40, listed.lists().strength), listed.exact(one, 40)); // by ascending id
        QCOMPARE(listed.search(one, 4000, listed.lists().strength), listed.exact(one, 4000));
        QVERIFY(listed.recallOf(source.images(200), 10) >= 0.99);

        Listed onlySame(repeated(one, 3000));
        QCOMPARE(onlySame.search(one, 100, onlySame.lists().strength), onlySame.exact(one, 100));
        const std::vector<float> words = source.words(1);
        QCOMPARE(onlySame.search(words, 100, onlySame.lists().strength), onlySame.exact(words, 100));
    }

    void fewRowsAreOneList()
    {
        RealisticVectors source(kDimension, 69);
        for (const std::size_t count : {1, 2, 40}) {
            Listed listed(source.images(count));
            QCOMPARE(listed.lists().terms.size(), std::size_t{1});
            QCOMPARE(listed.search(listed.vectors.row(0), 50, listed.lists().strength),
                     listed.exact(listed.vectors.row(0), 50));
        }
    }

    void wordsThatAreGivenDecideHowFarSearchesLook()
    {
        RealisticVectors source(kDimension, 76, RealisticVectors::Details::Photographic);
        const Vectors vectors(source.images(12'000), kDimension);
        const std::vector<float> words = source.words(300);
        int asked = 0;
        const auto strengthWith = [&](IndexKind kind, std::vector<float> given) {
            const QTemporaryDir folder;
            LiveIndex::Options options = optionsIn(folder, kDimension, kind);
            options.wordQueries = [&](const std::atomic<bool>&) {
                ++asked;
                return given;
            };
            auto index = *LiveIndex::open(options, m_files);
            if (!index->apply(vectors.all()) || !build(*index)) {
                return 0.0F;
            }
            const auto generation = *Generation::open(options.folder / "gen-1", {"test-model", kDimension});
            return generation->lists() ? generation->lists()->strength : 0.0F;
        };
        QCOMPARE(strengthWith(IndexKind::Flat, words), 0.0F);
        QCOMPARE(asked, 0); // embedding them takes seconds
        // Of rows each is its own nearest; random directions are as far from all as can be, and all lists compete.
        const std::vector<float> easy(vectors.row(0).begin(), vectors.row(0).begin() + 256 * kDimension);
        std::mt19937 random(77);
        std::normal_distribution<float> normal;
        std::vector<float> hard(256 * kDimension);
        std::generate(hard.begin(), hard.end(), [&] { return normal(random); });
        const float withEasy = strengthWith(IndexKind::HnswIf, easy), withHard = strengthWith(IndexKind::HnswIf, hard);
        const float withMade = strengthWith(IndexKind::HnswIf, {});
        qInfo("easy %.2f, hard %.2f, made %.2f", static_cast<double>(withEasy), static_cast<double>(withHard),
              static_cast<double>(withMade));
        QCOMPARE(asked, 3);
        QVERIFY(withEasy > 0 && withEasy < withHard);
        QVERIFY(withMade != withHard && withMade > 0);
    }

    /// Words that find all they look for in one list say nothing of how far pictures have to look.
    void picturesAreFoundWhateverTheWordsAre()
    {
        RealisticVectors source(kDimension, 79, RealisticVectors::Details::Photographic);
        std::vector<float> values = source.images(12'000);
        const std::vector<float> same = repeated(std::span(values).first(kDimension), 300);
        values.insert(values.end(), same.begin(), same.end());
        const Vectors vectors(std::move(values), kDimension);
        const QTemporaryDir folder;
        LiveIndex::Options options = optionsIn(folder, kDimension, IndexKind::HnswIf);
        options.wordQueries = [&](const std::atomic<bool>&) { return same; };
        auto index = *LiveIndex::open(options, m_files);
        QVERIFY(index->apply(vectors.all()));
        QVERIFY(build(*index));
        const auto figures = measureIndex(*index->snapshot(), *index->exactSnapshot(), source.images(200), kGoOn);
        qInfo("recall@10 %.4f", figures->recall10);
        QVERIFY(figures->recall10 >= 0.99);
    }

    /// Wide enough that comparing with every allowed row would take longer.
    void theSearchOfAnIndexLooksIntoListsUnderWideFilters()
    {
        RealisticVectors source(kDimension, 78);
        const Vectors vectors(source.images(26'000), kDimension);
        const QTemporaryDir folder;
        auto index = opened(folder);
        QVERIFY(index->apply(vectors.all()));
        QVERIFY(build(*index));
        VectorChanges deletions;
        std::vector<ContentId> allowed;
        for (std::int64_t id = 1; id <= 26'000; ++id) {
            if (id % 9 == 0) {
                deletions.removed.push_back({id});
            }
            if (id % 10 != 3) {
                allowed.push_back({id});
            }
        }
        deletions.lastSequence = 2;
        QVERIFY(index->apply(deletions));
        const RowFilter filter(allowed);
        double sum = 0;
        constexpr int kQueries = 60;
        for (int i = 0; i < kQueries; ++i) {
            const std::vector<float> query = i % 2 == 0 ? source.images(1) : source.words(1);
            for (const RowFilter* one : {&filter, static_cast<const RowFilter*>(nullptr)}) {
                SearchTrace trace;
                const auto found = index->snapshot()->search(query, 10, one, &trace);
                QVERIFY(found && trace.listsProbed > 0);
                for (const Neighbour& n : *found) {
                    QVERIFY(n.content.value % 9 != 0 && (!one || n.content.value % 10 != 3));
                }
                sum += recall(*index->exactSnapshot()->search(query, 10, one), *found) / (2 * kQueries);
            }
        }
        QVERIFY2(sum >= 0.98, std::to_string(sum).c_str());
    }

    void mergingKeepsTheListsAndCodesOfRowsThatStay()
    {
        RealisticVectors source(kDimension, 70);
        const Vectors vectors(source.images(24'000), kDimension);
        const QTemporaryDir folder;
        auto index = opened(folder);
        QVERIFY(index->apply(vectors.changes(0, 18'000, 1)));
        QVERIFY(build(*index));
        const auto openNewest = [&] {
            const auto home = optionsIn(folder, kDimension, IndexKind::HnswIf).folder;
            return *Generation::open(std::filesystem::directory_iterator(home)->path(), {"test-model", kDimension});
        };
        const auto before = openNewest();
        VectorChanges changes = vectors.changes(18'000, 6'000, 2);
        for (std::int64_t id = 100; id < 1100; ++id) {
            changes.removed.push_back({id});
        }
        changes.added[0] = {5000}; // replaced
        QVERIFY(index->apply(changes));
        QVERIFY(build(*index));
        const auto after = openNewest();
        QCOMPARE(after->clusteredRows(), 18'000U);

        std::set<std::vector<std::uint16_t>> old;
        const auto centreOf = [](const ListsView& lists, std::size_t list) {
            const std::uint16_t* at = lists.centres.halves + list * lists.centres.stride;
            return std::vector<std::uint16_t>(at, at + lists.centres.stride);
        };
        for (std::size_t list = 0; list < before->lists()->terms.size(); ++list) {
            old.insert(centreOf(*before->lists(), list));
        }
        const ListsView& lists = *after->lists();
        std::size_t kept = 0;
        for (std::size_t list = 0; list < lists.terms.size(); ++list) {
            kept += old.count(centreOf(lists, list));
        }
        QVERIFY(kept * 4 > lists.terms.size() * 3);

        // Whether copied or not, the codes are those that making them anew gives.
        const CodeLayout& layout = lists.space.layout();
        std::vector<std::byte> anew(lists.blocks.size());
        std::vector<float> centre(layout.stride);
        for (std::size_t list = 0; list < lists.terms.size(); ++list) {
            floatsFromHalves(centreOf(lists, list).data(), layout.stride, centre.data());
            for (std::size_t i = 0; i < lists.terms[list].rows; ++i) {
                const std::size_t place = lists.terms[list].firstBlock * kCodeBlockRows + i;
                lists.space.encode(after->rows().halves + lists.rowNumbers[place] * layout.stride, centre,
                                   anew.data() + place / kCodeBlockRows * layout.blockBytes(), place % kCodeBlockRows);
            }
        }
        QVERIFY(std::memcmp(anew.data(), lists.blocks.data(), anew.size()) == 0);
    }

    void severalThreadsWriteTheSameFiles()
    {
        const Vectors vectors(RealisticVectors(kDimension, 71).images(20'000), kDimension);
        std::vector<Checksum> sums;
        for (const int threads : {1, 2, 5}) {
            const QTemporaryDir folder;
            LiveIndex::Options options = optionsIn(folder, kDimension, IndexKind::HnswIf);
            options.buildThreads = threads;
            auto index = *LiveIndex::open(options, m_files);
            QVERIFY(index->apply(vectors.all()));
            QVERIFY(build(*index));
            sums.push_back(sumOfFile(options.folder / "gen-1" / "lists")->checksum);
        }
        QVERIFY(sums[0] == sums[1] && sums[1] == sums[2]);
    }

    /// The collection turns over in one of the ways that people's do; what is lost against lists clustered anew is
    /// little.
    void churnCostsNoRecall_data()
    {
        QTest::addColumn<QString>("way");
        for (const char* way : {"clustered inserts", "sliding window", "random replacement", "equal pictures"}) {
            QTest::newRow(way) << way;
        }
    }

    void churnCostsNoRecall()
    {
        QFETCH(QString, way);
        constexpr std::size_t kHeld = 8'000, kAll = 24'000, kStep = 2'000;
        RealisticVectors source(kDimension, 73, RealisticVectors::Details::Photographic);
        std::vector<float> values = source.images(kAll);
        if (way == "clustered inserts") { // one subject after the other: along one direction
            std::vector<std::size_t> order(kAll);
            std::iota(order.begin(), order.end(), 0U);
            std::sort(order.begin(), order.end(),
                      [&](std::size_t a, std::size_t b) { return values[a * kDimension] < values[b * kDimension]; });
            std::vector<float> sorted;
            for (const std::size_t row : order) {
                sorted.insert(sorted.end(), values.begin() + static_cast<std::ptrdiff_t>(row * kDimension),
                              values.begin() + static_cast<std::ptrdiff_t>((row + 1) * kDimension));
            }
            values = std::move(sorted);
        } else if (way == "equal pictures") {
            const std::vector<float> same = repeated(std::span(values).first(kDimension), 5000);
            std::copy(same.begin(), same.end(), values.begin() + kHeld * kDimension);
        }
        const Vectors vectors(std::move(values), kDimension);
        const QTemporaryDir folder, freshFolder;
        auto index = opened(folder);
        QVERIFY(index->apply(vectors.changes(0, kHeld, 1)));
        QVERIFY(build(*index));
        std::mt19937 random(74);
        for (std::size_t at = kHeld; at < kAll; at += kStep) {
            VectorChanges changes = vectors.changes(at, kStep, static_cast<std::int64_t>(at));
            for (std::size_t i = 0; i < kStep; ++i) {
                if (way == "sliding window") {
                    changes.removed.push_back({static_cast<std::int64_t>(at - kHeld + i + 1)});
                } else if (way == "random replacement") {
                    changes.added[i] = {static_cast<std::int64_t>(random() % kHeld + 1)};
                }
            }
            QVERIFY(index->apply(changes));
            BuildWaiter waiter;
            index->buildIfDue(waiter.callback());
            QVERIFY(!index->building() || waiter.wait()->has_value());
        }
        QCOMPARE(index->snapshot()->kind(), std::string("hnsw-if"));
        QVERIFY(index->verify()->empty());

        auto fresh = opened(freshFolder);
        const auto held = index->exactSnapshot()->search(vectors.row(0), kAll, nullptr);
        QCOMPARE(held->size(), index->snapshot()->size());
        QVERIFY(
            way == "random replacement"
            || fresh->apply(vectors.changes(way == "sliding window" ? kAll - kHeld : 0, index->snapshot()->size(), 1)));
        for (const bool isWords : {false, true}) {
            const std::vector<float> queries = isWords ? source.words(150) : source.images(150);
            const double now = measureIndex(*index->snapshot(), *index->exactSnapshot(), queries, kGoOn)->recall10;
            double then = isWords ? 0.99 : 0.995; // where there is nothing to compare with
            if (fresh->snapshot()->size() > 0) {
                QVERIFY(fresh->snapshot()->kind() == "hnsw-if" || build(*fresh));
                then = measureIndex(*fresh->snapshot(), *fresh->exactSnapshot(), queries, kGoOn)->recall10;
            }
            qInfo("%s: recall@10 %.4f, anew %.4f", isWords ? "words" : "images", now, then);
            QVERIFY(now >= then - 0.005);
        }
    }
};

QTEST_GUILESS_MAIN(ListsTest)
#include "lists_test.moc"
