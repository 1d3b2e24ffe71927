#include "tests/support/window_fixture.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

class EngineBridgeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAnswerReachesTheOneWhoAsked()
    {
        WindowFixture window;
        int folders = -1;
        window.bridge->ask<FoldersListed>(
            ListFolders{}, this, [&folders](const FoldersListed& listed) { folders = int(listed.folders.size()); });
        QTRY_COMPARE(folders, 1);
    }

    void aFailureReachesTheOneWhoAsked()
    {
        WindowFixture window;
        window.engine->failNextQuery({ErrorCode::InvalidInput, "column 3: no such key"});
        std::string message;
        window.bridge->ask<QueryAnswered>(
            RunQuery{}, this, [](const QueryAnswered&) {}, [&message](const Error& error) { message = error.message; });
        QTRY_COMPARE(message, std::string("column 3: no such key"));
    }

    void aForgottenQuestionIsWithdrawnAndNotAnswered()
    {
        WindowFixture window;
        window.engine->hold();
        bool answered = false;
        const RequestId request = window.bridge->ask<FoldersListed>(
            ListFolders{}, this, [&answered](const FoldersListed&) { answered = true; });
        window.bridge->forget(request);
        QVERIFY(!window.engine->cancelled().empty());
        QCOMPARE(window.engine->cancelled().back(), request);
        bool later = false;
        window.bridge->ask<FoldersListed>(ListFolders{}, this, [&later](const FoldersListed&) { later = true; });
        window.engine->release();
        QTRY_VERIFY(later);
        QVERIFY(!answered);
    }

    void nobodyIsCalledAfterItsDeath()
    {
        WindowFixture window;
        window.engine->hold();
        bool answered = false;
        auto asker = std::make_unique<QObject>();
        window.bridge->ask<FoldersListed>(ListFolders{}, asker.get(),
                                          [&answered](const FoldersListed&) { answered = true; });
        asker.reset();
        bool later = false;
        window.bridge->ask<FoldersListed>(ListFolders{}, this, [&later](const FoldersListed&) { later = true; });
        window.engine->release();
        QTRY_VERIFY(later);
        QVERIFY(!answered);
    }

    void aHandlerMayDestroyItsReceiver()
    {
        WindowFixture window;
        auto* asker = new QObject;
        bool answered = false;
        window.bridge->ask<FoldersListed>(ListFolders{}, asker, [asker, &answered](const FoldersListed&) {
            delete asker;
            answered = true;
        });
        QTRY_VERIFY(answered);
    }

    void aStormOfNewsIsDrainedAFewTimesASecond()
    {
        WindowFixture window;
        QSignalSpy progressed(window.bridge.get(), &EngineBridge::progressed);
        QElapsedTimer timer;
        timer.start();
        window.engine->setStorm(true);
        QTRY_VERIFY(progressed.size() >= 12);
        const qint64 ms = timer.elapsed();
        window.engine->setStorm(false);
        QVERIFY2(progressed.size() <= 2 + ms / 33,
                 qPrintable(QStringLiteral("%1 in %2 ms").arg(progressed.size()).arg(ms)));
    }

    void takesDownWithWorkInFlight()
    {
        for (int round = 0; round < 20; ++round) {
            WindowFixture window({.photoCount = 5000});
            window.engine->setStorm(true);
            window.session->start();
            for (int i = 0; i < 200; ++i) {
                window.bridge->askDirect(LoadThumbnail{PhotoId{i + 1}}, [](Event&&) {});
                window.bridge->ask<PhotosLoaded>(LoadPhotos{{PhotoId{i + 1}}}, this, [](const PhotosLoaded&) {});
            }
            QSignalSpy answered(window.session->photos(), &PhotoListModel::answered);
            if (round % 2 == 0) {
                QVERIFY(!answered.isEmpty() || answered.wait());
            }
        } // the fixture's destructor ends it in the middle
    }

    void takesDownWhileTheEngineHoldsBack()
    {
        WindowFixture window;
        window.engine->hold();
        window.session->start();
        window.session.reset();
        window.bridge.reset();
        window.engine->release();
        bool alive = false;
        EngineBridge second(window.channel, *window.engine);
        second.ask<FoldersListed>(ListFolders{}, this, [&alive](const FoldersListed&) { alive = true; });
        QTRY_VERIFY(alive);
    }
};

QTEST_MAIN(EngineBridgeTest)
#include "engine_bridge_test.moc"
