#include "tests/support/window_fixture.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

QStringList namesOf(const LibraryModel& library)
{
    QStringList names;
    for (int row = 0; row < library.rowCount(); ++row) {
        const QModelIndex index = library.index(row);
        names << QString(2 * library.data(index, LibraryModel::DepthRole).toInt(), u' ')
                     + library.data(index, LibraryModel::NameRole).toString();
    }
    return names;
}

} // namespace

class LibraryModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foldersOpenAndClose()
    {
        WindowFixture window;
        LibraryModel& library = *window.session->library();
        const QAbstractItemModelTester tester(&library, QAbstractItemModelTester::FailureReportingMode::QtTest);
        library.refresh();
        QTRY_COMPARE(namesOf(library), QStringList{"photos"});
        library.toggle(0);
        QTRY_COMPARE(namesOf(library), (QStringList{"photos", "  2023 Iceland", "  2024 Lisbon", "  Archive"}));
        library.toggle(2);
        QTRY_COMPARE(namesOf(library),
                     (QStringList{"photos", "  2023 Iceland", "  2024 Lisbon", "    raw", "  Archive"}));
        library.toggle(0);
        QCOMPARE(namesOf(library), QStringList{"photos"});
    }

    void openFoldersStayOpenWhenTheLibraryChanges()
    {
        WindowFixture window;
        LibraryModel& library = *window.session->library();
        library.refresh();
        QTRY_COMPARE(library.rowCount(), 1);
        library.toggle(0);
        QTRY_COMPARE(library.rowCount(), 4);
        QSignalSpy changed(&library, &LibraryModel::foldersChanged);
        QSignalSpy removed(&library, &QAbstractItemModel::rowsRemoved);
        window.engine->emitEvent(LibraryChanged{1, true, false, false});
        QVERIFY(changed.wait());
        QCOMPARE(library.rowCount(), 4);
        QCOMPARE(removed.size(), 0);
    }

    void foldersWhoseDriveIsAwayAreCounted()
    {
        for (const bool online : {true, false}) {
            WindowFixture window({.folderOnline = online});
            window.session->library()->refresh();
            QTRY_VERIFY(window.session->library()->loaded());
            QCOMPARE(window.session->library()->offlineCount(), online ? 0 : 1);
        }
    }

    void anEmptyLibraryIsOnlyEmptyOnceThatIsKnown()
    {
        WindowFixture window({.photoCount = 0, .hasFolder = false});
        LibraryModel& library = *window.session->library();
        QVERIFY(!library.loaded());
        QVERIFY(!library.empty());
        library.refresh();
        QTRY_VERIFY(library.loaded());
        QVERIFY(library.empty());
    }

    void aFolderInsideAKnownOneIsRefused()
    {
        WindowFixture window;
        LibraryModel& library = *window.session->library();
        library.refresh();
        QTRY_COMPARE(library.rowCount(), 1);
        QSignalSpy failed(&library, &LibraryModel::failed);
        library.addFolder(QUrl::fromLocalFile("/photos/inside"));
        QCOMPARE(failed.size(), 1);
        QVERIFY(window.engine->commandsOf<AddFolder>().empty());
        library.addFolder(QUrl::fromLocalFile("/photos2"));
        QCOMPARE(window.engine->commandsOf<AddFolder>().size(), 1U);
    }

    void failuresAreListedWithTheirReasons()
    {
        WindowFixture window({.failureCount = 3});
        FailureModel& failures = *window.session->failures();
        const QAbstractItemModelTester tester(&failures, QAbstractItemModelTester::FailureReportingMode::QtTest);
        failures.refresh();
        QTRY_COMPARE(failures.count(), 3);
        QCOMPARE(failures.data(failures.index(1), FailureModel::ReasonRole).toString(),
                 QStringLiteral("the file ends too early"));
        QVERIFY(failures.asText().contains(QStringLiteral("broken2.jpg")));
    }
};

QTEST_MAIN(LibraryModelTest)
#include "library_model_test.moc"
