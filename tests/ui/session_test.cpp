#include "tests/support/window_fixture.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

class SessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksForWhatTheWindowShowsFirst()
    {
        WindowFixture window({.photoCount = 70, .failureCount = 2});
        window.session->start();
        QTRY_COMPARE(window.session->photos()->count(), 70);
        QTRY_VERIFY(window.session->library()->loaded());
        QTRY_COMPARE(window.session->failures()->count(), 2);
    }

    void theLastQuestionAndLayoutComeBack()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        WindowFixture window;
        {
            Session first(*window.bridge, QStringLiteral("library"), file);
            first.start();
            first.query()->findSimilar(12);
            first.query()->setFilter(QStringLiteral("rating:>=3"));
            first.settings()->setThumbnailEdge(300);
            first.settings()->setTheme(QStringLiteral("dark"));
            first.keepQuestion();
        }
        Session second(*window.bridge, QStringLiteral("library"), file);
        second.start();
        QCOMPARE(second.query()->chipCount(), 1);
        QCOMPARE(second.query()->filter(), QStringLiteral("rating:>=3"));
        QVERIFY(!second.query()->canGoBack());
        QCOMPARE(second.settings()->thumbnailEdge(), 300);
        QCOMPARE(second.settings()->theme(), QStringLiteral("dark"));
        Session other(*window.bridge, QStringLiteral("other library"), file);
        other.start();
        QVERIFY(other.query()->empty());
    }

    void thumbnailEdgesStayWithinBounds()
    {
        WindowFixture window;
        UiSettings& settings = *window.session->settings();
        settings.setThumbnailEdge(5);
        QCOMPARE(settings.thumbnailEdge(), UiSettings::kThumbnailEdgeMin);
        settings.setThumbnailEdge(5000);
        QCOMPARE(settings.thumbnailEdge(), UiSettings::kThumbnailEdgeMax);
    }

    void progressBecomesTexts()
    {
        WindowFixture window;
        IndexingStatus& status = *window.session->indexing();
        IndexProgress progress;
        progress.state = IndexingState::Indexing;
        progress.filesToDo = 200;
        progress.filesDone = 50;
        progress.filesPerSecond = 12.5;
        progress.timeLeft = std::chrono::seconds(600);
        progress.bottleneck = "decoding";
        window.engine->emitEvent(progress);
        QTRY_COMPARE(status.state(), QStringLiteral("indexing"));
        QCOMPARE(status.fraction(), 0.25);
        QVERIFY(!status.rateText().isEmpty());
        QVERIFY(!status.timeLeftText().isEmpty());
        QCOMPARE(status.bottleneck(), QStringLiteral("decoding pictures"));
        status.pause();
        QTRY_COMPARE(window.engine->commandsOf<PauseIndexing>().size(), 1U);
    }
};

QTEST_MAIN(SessionTest)
#include "session_test.moc"
