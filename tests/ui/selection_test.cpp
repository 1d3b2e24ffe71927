#include "tests/support/window_fixture.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

constexpr int kControl = int(Qt::ControlModifier);
constexpr int kShift = int(Qt::ShiftModifier);

/// A window whose list is there.
struct Filled : WindowFixture {
    explicit Filled(int count)
        : WindowFixture({.photoCount = count})
    {
        session->photos()->show({}, {}, false);
        if (!QTest::qWaitFor([this, count] { return session->photos()->count() == count; })) {
            qFatal("the list did not fill");
        }
    }
    Selection& selection() { return *session->selection(); }
    std::vector<RowRange> ranges() { return selection().rows().ranges(); }
};

using Ranges = std::vector<RowRange>;

} // namespace

class SelectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClickSelectsOne()
    {
        Filled window(100);
        window.selection().click(5);
        window.selection().click(9);
        QCOMPARE(window.ranges(), (Ranges{{9, 9}}));
        QCOMPARE(window.selection().currentId(), 10);
    }

    void controlClickTogglesOne()
    {
        Filled window(100);
        window.selection().click(5);
        window.selection().click(9, kControl);
        QCOMPARE(window.ranges(), (Ranges{{5, 5}, {9, 9}}));
        window.selection().click(5, kControl);
        QCOMPARE(window.ranges(), (Ranges{{9, 9}}));
        QCOMPARE(window.selection().current(), 5);
    }

    void shiftClickSelectsFromTheAnchor()
    {
        Filled window(100);
        window.selection().click(10);
        window.selection().click(20, kShift);
        QCOMPARE(window.ranges(), (Ranges{{10, 20}}));
        window.selection().click(4, kShift); // the anchor stays
        QCOMPARE(window.ranges(), (Ranges{{4, 10}}));
    }

    void controlShiftClickAddsFromTheAnchor()
    {
        Filled window(100);
        window.selection().click(1);
        window.selection().click(10, kControl);
        window.selection().click(12, kControl | kShift);
        QCOMPARE(window.ranges(), (Ranges{{1, 1}, {10, 12}}));
    }

    void arrowsMoveAndShiftArrowsExtend()
    {
        Filled window(100);
        Selection& selection = window.selection();
        selection.click(50);
        QCOMPARE(selection.step(Selection::Down, 10, 4), 60);
        QCOMPARE(window.ranges(), (Ranges{{60, 60}}));
        QCOMPARE(selection.step(Selection::Right, 10, 4, kShift), 61);
        QCOMPARE(selection.step(Selection::Up, 10, 4, kShift), 51);
        QCOMPARE(window.ranges(), (Ranges{{51, 60}}));
        QCOMPARE(selection.step(Selection::PageDown, 10, 4), 91);
        QCOMPARE(selection.step(Selection::Down, 10, 4), 91);
        QCOMPARE(selection.step(Selection::Home, 10, 4), 0);
        QCOMPARE(selection.step(Selection::End, 10, 4, kShift), 99);
        QCOMPARE(selection.count(), 100);
    }

    void downFromTheLastFullLineReachesTheEnd()
    {
        Filled window(95);
        window.selection().click(88);
        QCOMPARE(window.selection().step(Selection::Down, 10, 4), 94);
    }

    void controlArrowsMoveWithoutSelecting()
    {
        Filled window(100);
        window.selection().click(5);
        window.selection().move(8, kControl);
        QCOMPARE(window.ranges(), (Ranges{{5, 5}}));
        QCOMPARE(window.selection().current(), 8);
        window.selection().toggleCurrent();
        QCOMPARE(window.ranges(), (Ranges{{5, 5}, {8, 8}}));
    }

    void aRubberBandReplacesOrAdds()
    {
        Filled window(100);
        Selection& selection = window.selection();
        selection.click(50);
        selection.beginRubberBand(/*additive=*/true);
        selection.updateRubberBand({0, 3, 10, 13});
        selection.updateRubberBand({0, 2, 10, 12, 20, 22}); // what it leaves is let go
        selection.endRubberBand();
        QCOMPARE(window.ranges(), (Ranges{{0, 2}, {10, 12}, {20, 22}, {50, 50}}));
        selection.rubberBand({7, 8}, /*additive=*/false);
        QCOMPARE(window.ranges(), (Ranges{{7, 8}}));
    }

    void aMillionAreSelectedAndInvertedAtOnce()
    {
        Filled window(1'000'000);
        Selection& selection = window.selection();
        selection.selectAll();
        QCOMPARE(selection.count(), 1'000'000);
        selection.click(400'000, kControl);
        QCOMPARE(selection.count(), 999'999);
        selection.invert();
        QCOMPARE(window.ranges(), (Ranges{{400'000, 400'000}}));
    }

    void newPhotosAreNotSelectedByThemselves()
    {
        Filled window(100);
        window.selection().selectAll();
        std::vector<PhotoId> photos{PhotoId{1000}};
        for (int id = 1; id <= 100; ++id) {
            photos.push_back(PhotoId{id});
        }
        window.engine->setPhotos(photos);
        window.engine->emitEvent(LibraryChanged{1, false, false, false});
        QTRY_COMPARE(window.session->photos()->count(), 101);
        QCOMPARE(window.ranges(), (Ranges{{1, 100}}));
    }

    void afterTheCurrentPhotoGoesTheNextIsCurrent()
    {
        Filled window(100);
        window.selection().click(10);
        window.session->actions()->trash();
        QTRY_COMPARE(window.session->photos()->count(), 99);
        QCOMPARE(window.selection().current(), 10);
        QCOMPARE(window.selection().currentId(), 12);
        QCOMPARE(window.selection().count(), 0);
    }

    void selectedPhotosComeInTheOrderShown()
    {
        Filled window(100);
        window.selection().click(9);
        window.selection().click(3, kControl);
        QCOMPARE(window.selection().photos(), (std::vector<PhotoId>{PhotoId{4}, PhotoId{10}}));
    }

    void aRowOutsideTheListIsIgnored()
    {
        Filled window(10);
        window.selection().click(10);
        window.selection().click(-1);
        QCOMPARE(window.selection().count(), 0);
        QCOMPARE(window.selection().current(), -1);
    }
};

QTEST_MAIN(SelectionTest)
#include "selection_test.moc"
