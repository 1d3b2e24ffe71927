#include "core/engine/feedback.h"
#include "tests/support/temp_library.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <random>
#include <set>

using namespace likeness;
using likeness::test::TempLibrary;

namespace fs = std::filesystem;

namespace {

using Vector = std::vector<float>;

Vector unit(Vector vector)
{
    const float norm = std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0F));
    for (float& value : vector) {
        value /= norm;
    }
    return vector;
}

float dot(const Vector& a, const Vector& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F); }

Vector noise(std::mt19937& random)
{
    std::normal_distribution<float> normal;
    Vector vector(32);
    std::generate(vector.begin(), vector.end(), [&] { return normal(random); });
    return unit(vector);
}

/// One folder of real photos with a label for each.
struct Labelled {
    TempLibrary library{"builtin"};
    std::map<PhotoId, std::string> labelOf;

    /// Indexes `perKind` photos of each kind; false when the set is not here.
    bool open(const fs::path& set, int perKind)
    {
        if (!fs::is_directory(set)) {
            return false;
        }
        for (const auto& kind : fs::directory_iterator(set)) {
            std::set<fs::path> files;
            for (const auto& file : fs::directory_iterator(kind)) {
                files.insert(file.path());
            }
            int taken = 0;
            for (const fs::path& file : files) {
                if (taken++ == perKind) {
                    break;
                }
                const fs::path to = library.photos() / kind.path().filename();
                fs::create_directories(to);
                fs::copy_file(file, to / file.filename());
            }
        }
        if (!library.open() || !library.index()) {
            qFatal("the photos cannot be indexed");
        }
        for (const PhotoRow& row : library.rows()) {
            labelOf[row.id] = row.path.parent_path().filename().string();
        }
        return true;
    }

    std::vector<PhotoId> ask(Query query)
    {
        query.sort = SortKey::Score;
        auto answered = library.ask<QueryAnswered>(RunQuery{std::move(query)});
        return answered ? answered->result->photos : std::vector<PhotoId>();
    }
};

fs::path scenes() { return fs::path(LIKENESS_SHARED) / "photos/semantic/scenes8"; }

} // namespace

/// Relevance feedback and the arrangement by look, on vectors made up and real.
class FeedbackTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsJudgedGoodStandsOutFromTheRest()
    {
        std::mt19937 random(1);
        const Vector wanted = noise(random);
        const Vector unwanted = noise(random);
        std::vector<Vector> background;
        for (int i = 0; i < 100; ++i) {
            background.push_back(noise(random));
        }
        const auto near = [&](const Vector& what) {
            Vector vector = noise(random);
            for (std::size_t d = 0; d < vector.size(); ++d) {
                vector[d] = 0.5F * vector[d] + what[d];
            }
            return unit(vector);
        };
        std::vector<JudgedVector> judged;
        for (int i = 0; i < 3; ++i) {
            judged.push_back({near(wanted), 1});
            judged.push_back({near(unwanted), -1});
        }
        const Vector learnt = learntDirection(judged, background);
        QCOMPARE(learnt.size(), wanted.size());
        QVERIFY(std::abs(dot(learnt, learnt) - 1) < 1e-3F);
        QVERIFY2(dot(learnt, wanted) > 0.6F, QByteArray::number(dot(learnt, wanted)));
        QVERIFY2(dot(learnt, unwanted) < -0.15F, QByteArray::number(dot(learnt, unwanted)));
    }

    void manyMarksOfOneKindDoNotOutweighTheOther()
    {
        std::mt19937 random(2);
        const Vector good = noise(random);
        const Vector bad = noise(random);
        const std::vector<JudgedVector> few{{good, 1}, {bad, -1}};
        std::vector<JudgedVector> many{{good, 1}};
        many.insert(many.end(), 20, {bad, -1});
        const std::vector<Vector> background{noise(random), noise(random), noise(random)};
        QVERIFY(dot(learntDirection(few, background), learntDirection(many, background)) > 0.9999F);
    }

    void withoutAGoodOneNothingIsLearnt()
    {
        std::mt19937 random(3);
        const std::vector<JudgedVector> bad{{noise(random), -1}};
        QVERIFY(learntDirection(bad, {}).empty());
        QVERIFY(learntDirection({}, {}).empty());
        const std::vector<JudgedVector> alone{{noise(random), 1}};
        QVERIFY(dot(learntDirection(alone, {}), alone[0].vector) > 0.9999F);
    }

    void marksPullTheirKindUpRoundAfterRound()
    {
        Labelled photos;
        if (!photos.open(scenes(), 20)) {
            QSKIP("the shared photos are missing");
        }
        constexpr int kSeen = 20;
        constexpr int kRounds = 3;
        std::array<int, kRounds + 1> found{};
        int asked = 0;
        int number = 0;
        for (const auto& [photo, label] : photos.labelOf) {
            if (number++ % 10 != 0) {
                continue;
            }
            Query query;
            query.parts.push_back({photo, {}, 1.0});
            std::array<std::vector<PhotoId>, kRounds + 1> lists;
            std::set<PhotoId> marked{photo};
            for (int round = 0; round <= kRounds; ++round) {
                lists.at(std::size_t(round)) = photos.ask(query);
                // The first good and the first bad one that are seen and not marked yet.
                bool likes = false;
                bool dislikes = false;
                int place = 0;
                for (const PhotoId hit : lists.at(std::size_t(round))) {
                    bool& done = photos.labelOf[hit] == label ? likes : dislikes;
                    if (place++ < kSeen && !marked.contains(hit) && !std::exchange(done, true)) {
                        query.parts.push_back({hit, {}, photos.labelOf[hit] == label ? 1.0 : -1.0, /*marked=*/true});
                        marked.insert(hit);
                    }
                }
            }
            for (int round = 0; round <= kRounds; ++round) { // over what nobody marked
                int place = 0;
                for (const PhotoId hit : lists.at(std::size_t(round))) {
                    if (!marked.contains(hit) && place++ < kSeen) {
                        found.at(std::size_t(round)) += photos.labelOf[hit] == label ? 1 : 0;
                    }
                }
            }
            asked += kSeen;
        }
        QByteArray figures;
        for (const int count : found) {
            figures += QByteArray::number(double(count) / asked, 'f', 3) + " ";
        }
        QVERIFY2(found[1] > found[0] && found[2] > found[1], figures);
        QVERIFY2(found[3] > found[0] + asked / 10, figures);
    }

    void aMarkIsNotAnotherExample()
    {
        TempLibrary library;
        for (int i = 0; i < 40; ++i) {
            library.writePhoto(std::to_string(i) + ".jpg", i);
        }
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto rows = library.rows();
        Query query;
        query.sort = SortKey::Score;
        query.parts = {{rows[0].id, {}, 1.0}};
        auto plain = library.ask<QueryAnswered>(RunQuery{query});
        QVERIFY(plain);
        const PhotoId next = plain->result->photos.at(1);
        query.parts.push_back({next, {}, -1.0, /*marked=*/true});
        auto marked = library.ask<QueryAnswered>(RunQuery{query});
        QVERIFY(marked);
        QCOMPARE(marked->result->photos.front(), rows[0].id);
        QVERIFY(std::ranges::find(marked->result->photos, next) - marked->result->photos.begin() > 5);
        // Only a mark that says what not to look for: still an answer, with that photo last.
        query.parts = {{rows[1].id, {}, -1.0, /*marked=*/true}};
        auto away = library.ask<QueryAnswered>(RunQuery{query});
        QVERIFY(away);
        QCOMPARE(away->result->photos.back(), rows[1].id);
    }

    void photosThatLookAlikeStandTogether()
    {
        Labelled photos;
        if (!photos.open(scenes(), 12)) {
            QSKIP("the shared photos are missing");
        }
        std::vector<PhotoId> asked;
        for (const auto& [photo, label] : photos.labelOf) {
            asked.push_back(photo);
        }
        std::shuffle(asked.begin(), asked.end(), std::mt19937(4));
        constexpr std::uint32_t kColumns = 12;
        const auto alikeNeighbours = [&](const std::vector<PhotoId>& order) {
            int alike = 0;
            for (std::size_t i = 0; i < order.size(); ++i) {
                for (const std::size_t other : {i + 1, i + kColumns}) {
                    const bool beside = other != i + 1 || other % kColumns != 0;
                    if (beside && other < order.size() && photos.labelOf[order[i]] == photos.labelOf[order[other]]) {
                        ++alike;
                    }
                }
            }
            return alike;
        };
        auto sorted = photos.library.ask<GridSorted>(SortOnGrid{asked, kColumns});
        QVERIFY(sorted);
        QCOMPARE(std::set<PhotoId>(sorted->photos.begin(), sorted->photos.end()).size(), asked.size());
        QCOMPARE(sorted->photos.size(), asked.size());
        const int before = alikeNeighbours(asked);
        const int after = alikeNeighbours(sorted->photos);
        QVERIFY2(after > 2 * before, QByteArray::number(after) + " instead of " + QByteArray::number(before));
        auto again = photos.library.ask<GridSorted>(SortOnGrid{asked, kColumns});
        QVERIFY(again && again->photos == sorted->photos);
    }

    void copiesStandSideBySideAndWhatIsGoneComesLast()
    {
        TempLibrary library;
        for (int i = 0; i < 9; ++i) {
            library.writePhoto(std::to_string(i) + ".jpg", i);
        }
        fs::copy_file(library.photos() / "4.jpg", library.photos() / "copy.jpg");
        QVERIFY(library.open());
        QVERIFY(library.index());
        std::vector<PhotoId> asked{PhotoId{987'654}};
        PhotoId four;
        PhotoId copy;
        for (const PhotoRow& row : library.rows()) {
            asked.push_back(row.id);
            four = row.path.filename() == "4.jpg" ? row.id : four;
            copy = row.path.filename() == "copy.jpg" ? row.id : copy;
        }
        auto sorted = library.ask<GridSorted>(SortOnGrid{asked, 10});
        QVERIFY(sorted);
        QCOMPARE(sorted->photos.size(), asked.size());
        QCOMPARE(sorted->photos.back(), asked.front());
        const auto at = [&](PhotoId id) { return std::find(sorted->photos.begin(), sorted->photos.end(), id); };
        QCOMPARE(std::abs(at(four) - at(copy)), 1);
    }

    void tooManyPhotosAreRefusedWithTheLimit()
    {
        TempLibrary library;
        QVERIFY(library.open());
        auto failed = library.ask<CommandFailed>(SortOnGrid{std::vector<PhotoId>(SortOnGrid::kPhotosMax + 1), 10});
        QVERIFY(failed);
        QCOMPARE(failed->error.code, ErrorCode::InvalidInput);
        QVERIFY(failed->error.message.find("10000") != std::string::npos);
    }

    void aCancelledArrangementIsNotAnswered()
    {
        TempLibrary library;
        for (int i = 0; i < 30; ++i) {
            library.writePhoto(std::to_string(i) + ".jpg", i);
        }
        QVERIFY(library.open());
        QVERIFY(library.index());
        std::vector<PhotoId> asked;
        for (const PhotoRow& row : library.rows()) {
            asked.push_back(row.id);
        }
        while (asked.size() < SortOnGrid::kPhotosMax) { // the same ones again and again: seconds of work
            asked.insert(asked.end(), asked.begin(),
                         asked.begin() + std::ptrdiff_t(std::min(asked.size(), SortOnGrid::kPhotosMax - asked.size())));
        }
        const RequestId request = library.engine().post(SortOnGrid{asked, 100});
        library.engine().cancel(request);
        // Every look thread is free again once this many more questions are answered.
        for (int i = 0; i < 3; ++i) {
            QVERIFY(library.ask<GridSorted>(SortOnGrid{{asked[0]}, 1}));
        }
        library.close();
        QCOMPARE(library.log().count<GridSorted>(), 0);
    }
};

QTEST_GUILESS_MAIN(FeedbackTest)
#include "feedback_test.moc"
