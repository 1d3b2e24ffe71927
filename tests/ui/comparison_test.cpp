#include "tests/support/window_fixture.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

ModelInfo other(std::int64_t vectors)
{
    ModelInfo model;
    model.id = "other";
    model.name = "Other";
    model.vectors = vectors;
    return model;
}

struct Started : WindowFixture {
    explicit Started(std::int64_t vectors = 1000)
        : WindowFixture({.photoCount = 1000, .moreModels = {other(vectors)}})
    {
        session->start();
        QTRY_COMPARE(session->models()->count(), 2);
    }
    Comparison& comparison() { return *session->comparison(); }
};

} // namespace

/// The same question put to two models.
class ComparisonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothModelsAnswerTheSameQuestion()
    {
        Started window;
        window.session->query()->addPhoto(7);
        window.comparison().start();
        QCOMPARE(window.comparison().left()->modelName(), QStringLiteral("Fake"));
        QCOMPARE(window.comparison().right()->modelName(), QStringLiteral("Other"));
        QVERIFY(window.comparison().left()->inUse());
        QTRY_COMPARE(window.comparison().left()->photos()->count(), Comparison::kDepth);
        QTRY_COMPARE(window.comparison().right()->photos()->count(), Comparison::kDepth);
        std::vector<Query> asked;
        for (const RunQuery& run : window.engine->commandsOf<RunQuery>()) {
            if (!run.query.model.empty()) {
                asked.push_back(run.query);
            }
        }
        QCOMPARE(asked.size(), 2U);
        QCOMPARE(asked[0].parts, asked[1].parts);
        QVERIFY(asked[0].model != asked[1].model);
    }

    void photosOfBothSidesAreMarkedWithTheirPlaceOverThere()
    {
        Started window;
        window.session->query()->addPhoto(7);
        window.comparison().start();
        ComparisonSide& left = *window.comparison().left();
        ComparisonSide& right = *window.comparison().right();
        QTRY_COMPARE(left.photos()->count(), Comparison::kDepth);
        QTRY_COMPARE(right.photos()->count(), Comparison::kDepth);
        QTRY_COMPARE(window.comparison().sharedCount(), Comparison::kDepth / 2);
        QCOMPARE(left.otherRank(left.photos()->photoIdAt(0)), 1);
        QCOMPARE(left.otherRank(left.photos()->photoIdAt(1)), 0); // only here
        QCOMPARE(right.otherRank(right.photos()->photoIdAt(2)), 3);
    }

    void anotherQuestionIsAnsweredByBoth()
    {
        Started window;
        window.comparison().start();
        QVERIFY(window.session->query()->empty());
        QCOMPARE(window.comparison().left()->photos()->count(), 0);
        window.session->query()->addPhoto(7);
        QTRY_COMPARE(window.comparison().left()->photos()->count(), Comparison::kDepth);
        QTRY_COMPARE(window.comparison().right()->photos()->count(), Comparison::kDepth);
        window.comparison().stop();
        const auto runs = window.engine->commandsOf<RunQuery>().size();
        window.session->query()->addPhoto(8);
        QTRY_VERIFY(!window.session->photos()->loading());
        QCOMPARE(window.engine->commandsOf<RunQuery>().size(), runs + 1); // the photo list's own
    }

    void aModelWithoutVectorsIsNotChosen()
    {
        Started window(0);
        window.comparison().start();
        QCOMPARE(window.comparison().left()->modelName(), QStringLiteral("Fake"));
        QVERIFY(window.comparison().right()->modelId().isEmpty());
    }

    void wordsAreRefusedByTheSideThatHasNone()
    {
        ModelInfo words = other(1000);
        words.understandsWords = true;
        WindowFixture window({.photoCount = 1000, .moreModels = {words}});
        window.session->start();
        QTRY_COMPARE(window.session->models()->count(), 2);
        Query question;
        question.parts.push_back({Words{"a dog"}, {}, 1.0});
        window.session->query()->open(question);
        window.session->comparison()->start();
        QTRY_COMPARE(window.session->comparison()->right()->photos()->count(), Comparison::kDepth);
        QTRY_VERIFY(window.session->comparison()->left()->problem().contains(QStringLiteral("words")));
        QCOMPARE(window.session->comparison()->sharedCount(), 0);
    }

    void theSidesCanBeSwapped()
    {
        Started window;
        window.session->query()->addPhoto(7);
        window.comparison().start();
        window.comparison().swap();
        QCOMPARE(window.comparison().left()->modelName(), QStringLiteral("Other"));
        QTRY_COMPARE(window.comparison().left()->photos()->count(), Comparison::kDepth);
        QCOMPARE(window.comparison().right()->modelName(), QStringLiteral("Fake"));
    }
};

QTEST_MAIN(ComparisonTest)
#include "comparison_test.moc"
