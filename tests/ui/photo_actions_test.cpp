#include "tests/support/window_fixture.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

struct Filled : WindowFixture {
    Filled()
        : WindowFixture({.photoCount = 100})
    {
        session->photos()->show({}, {}, false);
        if (!QTest::qWaitFor([this] { return session->photos()->count() == 100; })) {
            qFatal("the list did not fill");
        }
    }
    PhotoActions& actions() { return *session->actions(); }
};

} // namespace

class PhotoActionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trashIsUndone()
    {
        Filled window;
        window.session->selection()->click(0);
        window.session->selection()->click(2, int(Qt::ShiftModifier));
        QCOMPARE(window.actions().targetCount(), 3);
        window.actions().trash();
        QTRY_VERIFY(!window.session->undo()->text().isEmpty());
        QTRY_COMPARE(window.session->photos()->count(), 97);
        window.session->undo()->takeBack();
        QVERIFY(window.session->undo()->text().isEmpty());
        QTRY_COMPARE(window.session->photos()->count(), 100);
        QCOMPARE(window.engine->commandsOf<RestoreFromTrash>()[0].items.size(), 3U);
    }

    void deletingForEverLeavesNothingToUndo()
    {
        Filled window;
        window.actions().deleteForever({qint64(5)});
        QTRY_COMPARE(window.session->photos()->count(), 99);
        QVERIFY(window.session->undo()->text().isEmpty());
    }

    void givenIdsWinOverTheSelection()
    {
        Filled window;
        window.session->selection()->selectAll();
        window.actions().rate({qint64(7)}, 5);
        QTRY_COMPARE(window.engine->commandsOf<SetRating>().size(), 1U);
        QCOMPARE(window.engine->commandsOf<SetRating>()[0].photos, (std::vector<PhotoId>{PhotoId{7}}));
        window.actions().rate({qint64(7)}, 6);
        QCOMPARE(window.engine->commandsOf<SetRating>().size(), 1U);
    }

    void starsAreTakenBackToWhatEachPhotoHad()
    {
        Filled window;
        Undo& undo = *window.session->undo();
        const auto stars = [&window](qint64 photo) {
            PhotoListModel& photos = *window.session->photos();
            return photos.data(photos.index(photos.rowOf(photo)), PhotoListModel::RatingRole).toInt();
        };
        for (const int row : {0, 1, 2}) { // loads them
            window.session->photos()->data(window.session->photos()->index(row), PhotoListModel::RatingRole);
        }
        window.actions().rate({qint64(2)}, 2);
        QTRY_COMPARE(stars(2), 2);
        // One right after the other: the second knows what the first did.
        window.actions().rate({qint64(1)}, 3);
        window.actions().rate({qint64(1), qint64(2), qint64(3)}, 5);
        QTRY_COMPARE(stars(3), 5);
        QTRY_VERIFY(undo.text().contains(QStringLiteral("★★★★★")));
        undo.takeBack();
        QVERIFY(undo.text().isEmpty());
        QTRY_COMPARE(stars(3), 0);
        QTRY_COMPARE(stars(2), 2);
        QTRY_COMPARE(stars(1), 3);
    }

    void starsThatChangeNothingLeaveTheLastStepAlone()
    {
        Filled window;
        window.actions().rate({qint64(2)}, 2);
        QTRY_VERIFY(window.session->undo()->text().contains(QStringLiteral("★★")));
        window.actions().rate({qint64(2)}, 2);
        window.actions().rate({qint64(3)}, 4);
        QTRY_VERIFY(window.session->undo()->text().contains(QStringLiteral("★★★★")));
        QCOMPARE(window.engine->commandsOf<SetRating>().size(), 2U);
    }

    void copyPutsFilesAndPictureOnTheClipboard()
    {
        Filled window;
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        window.actions().copyFiles({qint64(3)});
        QTRY_VERIFY(QGuiApplication::clipboard()->mimeData()->hasImage());
        const QMimeData* mime = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(mime->urls().size(), 1);
        QVERIFY(mime->data(QStringLiteral("x-special/gnome-copied-files")).startsWith("copy\nfile:///photos/"));
    }

    void copyOfSeveralPutsTheFilesThere()
    {
        Filled window;
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        window.actions().copyFiles({qint64(3), qint64(4)});
        QTRY_COMPARE(QGuiApplication::clipboard()->mimeData()->urls().size(), 2);
        QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasImage());
    }

    void pathsAreCopiedOneALine()
    {
        Filled window;
        window.actions().copyPath({qint64(3), qint64(4)});
        QTRY_COMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 1);
    }

    void anImpossibleNameIsRefusedBeforeTheEngineIsAsked()
    {
        Filled window;
        QSignalSpy failed(&window.actions(), &PhotoActions::failed);
        window.actions().rename(3, QStringLiteral("a/b.jpg"));
        window.actions().rename(3, QStringLiteral("  "));
        QCOMPARE(failed.size(), 2);
        QVERIFY(window.engine->commandsOf<RenamePhoto>().empty());
        window.actions().rename(3, QStringLiteral("bridge.jpg"));
        QCOMPARE(window.engine->commandsOf<RenamePhoto>()[0].newName, std::string("bridge.jpg"));
    }

    void dragUrlsNameTheFilesThatAreKnown()
    {
        Filled window;
        window.session->photos()->data(window.session->photos()->index(0), PhotoListModel::NameRole);
        QTRY_COMPARE(window.actions().dragUrls({qint64(1), qint64(2)}).size(), 2);
    }

    void theInspectorShowsTheCurrentPhoto()
    {
        Filled window;
        Inspector& inspector = *window.session->inspector();
        QVERIFY(!inspector.valid());
        window.session->selection()->click(4);
        QTRY_COMPARE(inspector.photoId(), 5);
        QCOMPARE(inspector.camera(), QStringLiteral("Canon EOS 5D Mark III"));
        QCOMPARE(inspector.exposureText(), QStringLiteral("35 mm  f/8  1/250 s"));
        QCOMPARE(inspector.iso(), QStringLiteral("ISO 200"));
        QVERIFY(inspector.dateText().endsWith(QStringLiteral("UTC+01:00")));
    }
};

QTEST_MAIN(PhotoActionsTest)
#include "photo_actions_test.moc"
