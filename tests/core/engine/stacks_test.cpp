#include "core/engine/stacks.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace likeness;

namespace {

/// A catalog and vectors without pictures: what matters is when, with which camera, and at which angle.
class Shots {
public:
    Shots()
    {
        auto opened = Catalog::open(library(), Catalog::Access::ReadWrite);
        m_identity = VectorIdentity::of(library(), {"test-model", "plain", 2});
        std::filesystem::create_directories(m_identity.file.parent_path());
        auto vectors = VectorStore::open(m_identity.file, m_identity.header, Catalog::Access::ReadWrite);
        if (!opened || !vectors) {
            qFatal("no library");
        }
        m_catalog = std::move(*opened);
        m_vectors = std::move(*vectors);
        m_folder = *m_catalog->addFolder("/photos", {});
    }

    /// `seconds` < 0: nobody knows when.
    PhotoId add(std::int64_t seconds, double degrees, const std::string& camera = "Canon")
    {
        m_last.hash[0] = static_cast<std::uint8_t>(m_count + 1);
        m_last.content = IndexedFile::Content{400, 300, "jpeg", 0, {}};
        m_last.content->metadata.cameraMake = camera;
        if (seconds >= 0) {
            m_last.content->metadata.taken = CaptureTime{seconds, {}};
        }
        const auto outcome = commitLast();
        const double radians = degrees * 3.14159265358979 / 180;
        const float vector[] = {static_cast<float>(std::cos(radians)), static_cast<float>(std::sin(radians))};
        if (!outcome || !m_vectors->put(outcome->contents, vector)) {
            qFatal("not written");
        }
        return outcome->photos[0];
    }

    /// Another file with the same bytes.
    PhotoId addCopyOfLast()
    {
        const auto outcome = commitLast();
        return outcome ? outcome->photos[0] : PhotoId{};
    }

    Stacks find(const DuplicateList* near = nullptr) const
    {
        auto stacks = tryToFind({}, near);
        if (!stacks) {
            qFatal("%s", stacks.error().message.c_str());
        }
        return std::move(*stacks);
    }

    Result<Stacks> tryToFind(const std::stop_token& stop, const DuplicateList* near = nullptr) const
    {
        Readers readers(library());
        return findStacks(readers, m_identity, near, stop);
    }

private:
    Result<CommitOutcome> commitLast()
    {
        m_last.folder = m_folder;
        m_last.relativePath = std::to_string(++m_count) + ".jpg";
        m_last.stamp = {1000, m_count, 7, static_cast<std::uint64_t>(m_count)};
        return m_catalog->commit({{m_last}, {}, {}});
    }

    std::filesystem::path library() const { return m_root.path().toStdString(); }

    QTemporaryDir m_root;
    VectorIdentity m_identity;
    std::unique_ptr<Catalog> m_catalog;
    std::unique_ptr<VectorStore> m_vectors;
    FolderId m_folder;
    IndexedFile m_last;
    std::int64_t m_count = 0;
};

QueryResult resultOf(std::vector<PhotoId> photos)
{
    QueryResult result;
    result.photos = std::move(photos);
    return result;
}

} // namespace

class StacksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void framesOfOneCameraThatFollowAreABurst()
    {
        Shots shots;
        const PhotoId a = shots.add(100, 0), b = shots.add(102, 10), c = shots.add(105, 20);
        const PhotoId otherCamera = shots.add(103, 5, "Nikon"), late = shots.add(109, 10);
        const PhotoId otherPicture = shots.add(110, 80), undated = shots.add(-1, 0);
        const Stacks stacks = shots.find();
        QVERIFY(stacks.stackOf(a));
        QCOMPARE(stacks.stackOf(a), stacks.stackOf(b));
        QCOMPARE(stacks.stackOf(a), stacks.stackOf(c));
        for (const PhotoId alone : {otherCamera, late, otherPicture, undated}) {
            QVERIFY(!stacks.stackOf(alone));
        }
        QCOMPARE(stacks.photoCount(), std::size_t{3});
    }

    void twoCamerasAtOneMomentAreNoBurst()
    {
        Shots shots;
        shots.add(100, 0, "Canon");
        shots.add(101, 0, "Nikon");
        shots.add(99, 0, "Pentax");
        QCOMPARE(shots.find().photoCount(), std::size_t{0});
    }

    void aPanThatTurnsAwayIsDivided()
    {
        Shots shots;
        std::vector<PhotoId> photos;
        for (int i = 0; i < 12; ++i) {
            photos.push_back(shots.add(i, 12.0 * i)); // .98 from one to the next; .8 is 37 degrees
        }
        const Stacks stacks = shots.find();
        QCOMPARE(stacks.stackOf(photos[0]), stacks.stackOf(photos[3]));
        QVERIFY(stacks.stackOf(photos[0]) != stacks.stackOf(photos[4]));
        QCOMPARE(stacks.stackOf(photos[4]), stacks.stackOf(photos[7]));
    }

    void copiesOfAFrameAreInItsBurst()
    {
        Shots shots;
        const PhotoId a = shots.add(100, 0), b = shots.add(101, 5), copyOfB = shots.addCopyOfLast();
        const PhotoId other = shots.add(200, 90), copyOfOther = shots.addCopyOfLast(), alone = shots.add(300, 0);
        const Stacks stacks = shots.find();
        QVERIFY(stacks.stackOf(a) && stacks.stackOf(other) && !stacks.stackOf(alone));
        QCOMPARE(stacks.stackOf(a), stacks.stackOf(b));
        QCOMPARE(stacks.stackOf(a), stacks.stackOf(copyOfB));
        QCOMPARE(stacks.stackOf(other), stacks.stackOf(copyOfOther));
        QVERIFY(stacks.stackOf(a) != stacks.stackOf(other));
    }

    void aStopIsNoAnswer()
    {
        Shots shots;
        shots.add(100, 0);
        shots.add(101, 5);
        std::stop_source stop;
        stop.request_stop();
        const auto stacks = shots.tryToFind(stop.get_token());
        QVERIFY(!stacks && stacks.error().code == ErrorCode::Cancelled);
    }

    void nearDuplicatesJoinTheBurstTheyTouch()
    {
        Shots shots;
        const PhotoId a = shots.add(100, 0), b = shots.add(101, 5), copy = shots.add(-1, 90), alone = shots.add(-1, 45);
        DuplicateList near(DuplicateKind::Near);
        near.add(std::array{b, copy}, false);
        const Stacks stacks = shots.find(&near);
        QCOMPARE(stacks.stackOf(a), stacks.stackOf(copy));
        QVERIFY(stacks.stackOf(a) && !stacks.stackOf(alone));
    }

    void foldingKeepsTheFirstOfEachStackInTheOrderOfTheAnswer()
    {
        const std::vector<PhotoId> of[] = {{PhotoId{1}, PhotoId{2}, PhotoId{3}}, {PhotoId{7}, PhotoId{8}}};
        const Stacks stacks(of);
        QueryResult result = resultOf({PhotoId{8}, PhotoId{2}, PhotoId{5}, PhotoId{1}, PhotoId{7}, PhotoId{3}});
        result.scores = {0.9F, 0.8F, 0.7F, 0.6F, 0.5F, 0.4F};
        QueryResult folded = result;
        fold(folded, stacks, {});
        QCOMPARE(folded.photos, (std::vector<PhotoId>{{8}, {2}, {5}}));
        QCOMPARE(folded.stackSizes, (std::vector<std::uint32_t>{2, 3, 1}));
        QCOMPARE(folded.scores, (std::vector<float>{0.9F, 0.8F, 0.7F}));
        QCOMPARE(folded.folded, 3);
        // Opened by any of its photos, the others come right behind the first.
        fold(result, stacks, std::array{PhotoId{3}});
        QCOMPARE(result.photos, (std::vector<PhotoId>{{8}, {2}, {1}, {3}, {5}}));
        QCOMPARE(result.stackSizes, (std::vector<std::uint32_t>{2, 3, 0, 0, 1}));
        QCOMPARE(result.scores, (std::vector<float>{0.9F, 0.8F, 0.6F, 0.4F, 0.7F}));
        QCOMPARE(result.folded, 1);
    }

    void aStackOfWhichOneIsFoundIsNoStack()
    {
        const std::vector<PhotoId> of[] = {{PhotoId{1}, PhotoId{2}}};
        QueryResult result = resultOf({PhotoId{2}, PhotoId{9}});
        fold(result, Stacks(of), {});
        QCOMPARE(result.stackSizes, (std::vector<std::uint32_t>{1, 1}));
        QCOMPARE(result.folded, 0);
        QueryResult nothing;
        fold(nothing, Stacks({}), {});
        QVERIFY(nothing.photos.empty());
    }
};

QTEST_GUILESS_MAIN(StacksTest)
#include "stacks_test.moc"
