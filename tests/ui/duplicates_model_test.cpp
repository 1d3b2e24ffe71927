#include "tests/support/window_fixture.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

struct Started : WindowFixture {
    explicit Started(std::int64_t groups)
        : WindowFixture({.photoCount = 3 * groups + 10, .duplicateGroups = groups})
    {
        session->start();
        model().search();
    }
    DuplicatesModel& model() { return *session->duplicates(); }
    QVariant at(int row, int role) { return model().data(model().index(row), role); }
    QString stateOf(int row) { return at(row, DuplicatesModel::StateRole).toString(); }
    QVariantList members(int row) { return at(row, DuplicatesModel::MembersRole).toList(); }
    QStringList marks(int row)
    {
        QStringList marks;
        for (const QVariant& member : members(row)) {
            marks << member.toMap().value(QStringLiteral("mark")).toString();
        }
        return marks;
    }
};

} // namespace

/// Going through duplicates, as the page does it.
class DuplicatesModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsAreLoadedWhenLookedAt()
    {
        Started window(1000);
        const QAbstractItemModelTester tester(&window.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(window.model().count(), 1000);
        QCOMPARE(window.model().photoCount(), 3000);
        QCOMPARE(window.stateOf(500), QStringLiteral("loading"));
        QTRY_COMPARE(window.stateOf(500), QStringLiteral("open"));
        QCOMPARE(window.members(500).size(), 3);
        const QVariantMap keeper = window.members(500).first().toMap();
        QVERIFY(keeper[QStringLiteral("keeper")].toBool());
        QCOMPARE(keeper[QStringLiteral("reason")].toString(), QStringLiteral("most pixels"));
        QCOMPARE(keeper[QStringLiteral("facts")].toList().size(), 6);
    }

    /// A list of any length costs what is on screen.
    void onlySomePagesAreKept()
    {
        Started window(100'000);
        QTRY_COMPARE(window.model().count(), 100'000);
        for (int row = 0; row < 100'000; row += 1000) {
            (void)window.stateOf(row);
            QTRY_COMPARE(window.stateOf(row), QStringLiteral("open"));
        }
        const auto asked = window.engine->commandsOf<LoadDuplicates>();
        QVERIFY(asked.size() >= 100);
        for (const LoadDuplicates& page : asked) {
            QVERIFY(page.count <= 16);
        }
        QCOMPARE(window.stateOf(0), QStringLiteral("loading")); // long gone, and asked for again
        QTRY_COMPARE(window.stateOf(0), QStringLiteral("open"));
    }

    void decisionsAreMarkedCountedAndTakenBack()
    {
        Started window(5);
        DuplicatesModel& model = window.model();
        QTRY_COMPARE(window.stateOf(0), QStringLiteral("open"));
        QSignalSpy marks(&model, &DuplicatesModel::marksChanged);
        model.accept();
        QCOMPARE(window.marks(0), (QStringList{"keep", "trash", "trash"}));
        QCOMPARE(window.stateOf(0), QStringLiteral("decided"));
        QCOMPARE(model.trashCount(), 2);
        QVERIFY(!marks.isEmpty());
        model.keep(2);
        QCOMPARE(window.marks(0), (QStringList{"trash", "trash", "keep"}));
        QCOMPARE(model.trashCount(), 2);
        model.toggleTrash(1);
        QCOMPARE(window.marks(0), (QStringList{"trash", "keep", "keep"}));
        QCOMPARE(model.trashCount(), 1);
        model.keepAll();
        QCOMPARE(window.marks(0), (QStringList{"keep", "keep", "keep"}));
        QCOMPARE(model.trashCount(), 0);
        model.nextOpen();
        QCOMPARE(model.current(), 1);
        model.toggleTrash(0);
        QCOMPARE(window.marks(1), (QStringList{"trash", "keep", "keep"}));
        model.clearMarks();
        QCOMPARE(model.trashCount(), 0);
        QCOMPARE(window.stateOf(1), QStringLiteral("open"));
    }

    void theLastOneOfAGroupAlwaysStays()
    {
        Started window(1);
        DuplicatesModel& model = window.model();
        QTRY_COMPARE(window.stateOf(0), QStringLiteral("open"));
        QSignalSpy failed(&model, &DuplicatesModel::failed);
        model.toggleTrash(0);
        model.toggleTrash(1);
        QCOMPARE(failed.count(), 0);
        model.toggleTrash(2);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(window.marks(0), (QStringList{"trash", "trash", "keep"}));
    }

    void applyingSendsWhatIsKeptAndWhatGoes()
    {
        Started window(5);
        DuplicatesModel& model = window.model();
        QTRY_COMPARE(window.stateOf(1), QStringLiteral("open"));
        model.accept(); // 1 stays, 2 and 3 go
        model.setCurrent(1);
        model.keep(1); // 5 stays, 4 and 6 go
        const QVariantList plan = model.plan();
        qint64 planned = 0;
        for (const QVariant& line : plan) {
            planned += line.toMap().value(QStringLiteral("count")).toLongLong();
        }
        QCOMPARE(planned, 4);
        model.apply();
        QCOMPARE(model.trashCount(), 0);
        QTRY_COMPARE(window.engine->commandsOf<ApplyDuplicates>().size(), std::size_t{1});
        const auto sent = window.engine->commandsOf<ApplyDuplicates>().front().decisions;
        const std::vector<DuplicateDecision> expected
            = {{{PhotoId{1}}, {PhotoId{2}, PhotoId{3}}}, {{PhotoId{5}}, {PhotoId{4}, PhotoId{6}}}};
        QCOMPARE(sent, expected);
        QTRY_VERIFY(!window.session->undo()->text().isEmpty());
        QTRY_COMPARE(window.stateOf(0), QStringLiteral("settled"));
        QTRY_COMPARE(window.stateOf(2), QStringLiteral("open"));
        window.session->undo()->takeBack();
        QTRY_COMPARE(window.stateOf(0), QStringLiteral("open"));
    }

    void acceptingAllGoesThroughEveryPage()
    {
        Started window(1000);
        DuplicatesModel& model = window.model();
        QTRY_COMPARE(window.stateOf(0), QStringLiteral("open"));
        model.keepAll(); // the first was decided otherwise
        model.acceptAll();
        QVERIFY(model.acceptingAll());
        QTRY_VERIFY(!model.acceptingAll());
        QCOMPARE(model.trashCount(), 999 * 2);
        QCOMPARE(window.marks(0), (QStringList{"keep", "keep", "keep"}));
    }

    void notDuplicatesAreSentAtOnceAndTakenBack()
    {
        Started window(3);
        DuplicatesModel& model = window.model();
        QTRY_COMPARE(window.stateOf(0), QStringLiteral("open"));
        QSignalSpy kept(&model, &DuplicatesModel::keptApart);
        model.accept();
        model.notDuplicates();
        QTRY_COMPARE(kept.count(), 1);
        QCOMPARE(window.stateOf(0), QStringLiteral("apart"));
        QCOMPARE(model.trashCount(), 0);
        model.nextOpen();
        QCOMPARE(model.current(), 1);
        model.takeBackNotDuplicates();
        QCOMPARE(window.stateOf(0), QStringLiteral("open"));
        QCOMPARE(model.current(), 0);
        const auto sent = window.engine->commandsOf<SetNotDuplicates>();
        QCOMPARE(sent.size(), std::size_t{2});
        QVERIFY(sent[0].apart && !sent[1].apart);
        QCOMPARE(sent[0].photos, sent[1].photos);
        QCOMPARE(sent[0].photos.size(), std::size_t{3});
    }

    void anotherQuestionForgetsTheMarks()
    {
        Started window(3);
        DuplicatesModel& model = window.model();
        QTRY_COMPARE(window.stateOf(0), QStringLiteral("open"));
        QVERIFY(!model.near());
        model.accept();
        model.setNear(true);
        QVERIFY(model.searching());
        QTRY_VERIFY(!model.searching());
        QCOMPARE(model.trashCount(), 0);
        QTRY_COMPARE(window.stateOf(0), QStringLiteral("open"));
        model.setThreshold(0.7);
        QTRY_COMPARE(window.engine->commandsOf<FindDuplicates>().size(), std::size_t{3});
        QCOMPARE(window.engine->commandsOf<FindDuplicates>().back().threshold, 0.7F);
    }
};

QTEST_MAIN(DuplicatesModelTest)
#include "duplicates_model_test.moc"
