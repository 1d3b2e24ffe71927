#include "tests/support/window_fixture.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

struct Comparing : WindowFixture {
    explicit Comparing(const QVariantList& ids, FakeLibrary library = {})
        : WindowFixture(std::move(library))
        , compare(*session->photoCompare())
    {
        session->start();
        compare.start(ids);
    }
    QList<qint64> shown() const
    {
        QList<qint64> ids;
        for (const int row : compare.panes()) {
            ids << compare.data(compare.index(row), PhotoCompare::PhotoIdRole).toLongLong();
        }
        return ids;
    }
    PhotoCompare& compare;
};

QVariantList from1To(int last)
{
    QVariantList ids;
    for (int id = 1; id <= last; ++id) {
        ids << qint64(id);
    }
    return ids;
}

QImage plain(const QColor& color, int width = 40, int height = 30)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

} // namespace

class PhotoCompareTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void upToFourAreShownAtOnceAndMoreByTwo()
    {
        Comparing three(from1To(3));
        QVERIFY(three.compare.loading());
        QTRY_COMPARE(three.compare.count(), 3);
        QCOMPARE(three.shown(), (QList<qint64>{1, 2, 3}));
        Comparing many(from1To(9));
        QTRY_COMPARE(many.compare.count(), 9);
        QCOMPARE(many.shown(), (QList<qint64>{1, 2}));
        many.compare.setPaneCount(4);
        QCOMPARE(many.shown(), (QList<qint64>{1, 2, 3, 4}));
        many.compare.setCurrent(3);
        many.compare.setPaneCount(2);
        QCOMPARE(many.shown(), (QList<qint64>{1, 4})); // what is being looked at stays
        QCOMPARE(many.compare.currentId(), 4);
    }

    void eachPhotoOnceAndNotTooMany()
    {
        QVariantList ids = from1To(1500);
        ids.prepend(qint64(1));
        Comparing window(ids, {.photoCount = 2000});
        QTRY_COMPARE(window.compare.count(), PhotoCompare::kPhotosMax);
        QCOMPARE(window.shown(), (QList<qint64>{1, 2}));
    }

    void arrowsBringWhatNoPaneShows()
    {
        Comparing window(from1To(5));
        PhotoCompare& compare = window.compare;
        QTRY_COMPARE(compare.count(), 5);
        const QAbstractItemModelTester tester(&compare, QAbstractItemModelTester::FailureReportingMode::QtTest);
        compare.step(1);
        QCOMPARE(window.shown(), (QList<qint64>{3, 2}));
        compare.step(-1);
        QCOMPARE(window.shown(), (QList<qint64>{1, 2}));
        compare.step(-1); // there is none before it
        QCOMPARE(window.shown(), (QList<qint64>{1, 2}));
        compare.setCurrent(1);
        compare.step(1);
        compare.step(1);
        compare.step(1);
        compare.step(1);
        QCOMPARE(window.shown(), (QList<qint64>{1, 5}));
        compare.show(2);
        QCOMPARE(window.shown(), (QList<qint64>{1, 3}));
        compare.show(0); // shown already: the keys are for it now
        QCOMPARE(compare.current(), 0);
        QCOMPARE(window.shown(), (QList<qint64>{1, 3}));
        QCOMPARE(compare.data(compare.index(2), PhotoCompare::PaneRole).toInt(), 1);
        QCOMPARE(compare.data(compare.index(4), PhotoCompare::PaneRole).toInt(), -1);
    }

    void neighboursAreKeptReadyAndNotMoreThanThat()
    {
        Comparing window(from1To(100));
        PhotoCompare& compare = window.compare;
        QTRY_COMPARE(compare.count(), 100);
        compare.show(50);
        const auto isReady
            = [&](int row) { return compare.data(compare.index(row), PhotoCompare::ReadyRole).toBool(); };
        for (const int row : {50, 1, 51, 49, 52, 48, 2}) { // shown, and what is beside that
            QVERIFY2(isReady(row), QByteArray::number(row));
        }
        QVERIFY(!isReady(60));
        compare.setPaneCount(4);
        QCOMPARE(int(compare.ready().size()), PhotoCompare::kReadyMax);
        compare.setCurrent(1);
        compare.show(80);
        QVERIFY(isReady(81) && isReady(79) && !isReady(52));
    }

    void verdictsAreCountedAndTakenBack()
    {
        Comparing window(from1To(4));
        PhotoCompare& compare = window.compare;
        QTRY_COMPARE(compare.count(), 4);
        QSignalSpy changed(&compare, &PhotoCompare::verdictsChanged);
        compare.judge(PhotoCompare::Keep);
        compare.judgeRow(1, PhotoCompare::Reject);
        compare.judgeRow(2, PhotoCompare::Reject);
        QCOMPARE(changed.count(), 3);
        QCOMPARE(compare.keptCount(), 1);
        QCOMPARE(compare.rejected(), (QVariantList{qint64(2), qint64(3)}));
        compare.judgeRow(2, PhotoCompare::Keep);
        QCOMPARE(compare.keptCount(), 2);
        compare.judgeRow(2, PhotoCompare::Keep); // the same again
        QCOMPARE(compare.keptCount(), 1);
        compare.judgeRow(7, PhotoCompare::Keep);
        compare.judgeRow(0, 9);
        QCOMPARE(compare.keptCount(), 1);
        QCOMPARE(compare.rejectedCount(), 1);
    }

    void whatGoesToTheTrashLeavesItsPlaceAndComesBackWithUndo()
    {
        Comparing window(from1To(4));
        PhotoCompare& compare = window.compare;
        QTRY_COMPARE(compare.count(), 4);
        compare.setPaneCount(2);
        compare.judgeRow(0, PhotoCompare::Reject);
        compare.judgeRow(3, PhotoCompare::Keep);
        window.engine->dropMissingRows();
        window.session->actions()->trash(compare.rejected());
        QTRY_COMPARE(compare.count(), 3);
        QCOMPARE(window.shown(), (QList<qint64>{3, 2})); // the next one that was not shown took the place
        QCOMPARE(compare.rejectedCount(), 0);
        QCOMPARE(compare.keptCount(), 1);
        QTRY_VERIFY(!window.session->undo()->text().isEmpty());
        window.session->undo()->takeBack();
        QTRY_COMPARE(compare.count(), 4);
        QCOMPARE(compare.rejectedCount(), 1);
        QCOMPARE(window.shown(), (QList<qint64>{3, 2}));
    }

    void whenAllAreGoneNothingIsShown()
    {
        Comparing window(from1To(2));
        PhotoCompare& compare = window.compare;
        QTRY_COMPARE(compare.count(), 2);
        window.engine->dropMissingRows();
        window.session->actions()->trash(from1To(2));
        QTRY_COMPARE(compare.count(), 0);
        QCOMPARE(compare.paneCount(), 0);
        QCOMPARE(compare.currentId(), 0);
        QVERIFY(compare.facts().isEmpty());
        compare.step(1);
        compare.judge(PhotoCompare::Keep);
        compare.show(0);
    }

    void factsSayWhatDiffers()
    {
        Comparing window(from1To(2));
        PhotoCompare& compare = window.compare;
        QTRY_VERIFY(!compare.facts().isEmpty());
        QTRY_VERIFY(!compare.facts().first().toMap()[QStringLiteral("values")].toStringList().contains(QString()));
        const auto factOf = [&](const QString& label) {
            for (const QVariant& fact : compare.facts()) {
                if (fact.toMap()[QStringLiteral("label")] == label) {
                    return fact.toMap();
                }
            }
            return QVariantMap();
        };
        const QVariantMap camera = factOf(QStringLiteral("Camera"));
        QCOMPARE(camera[QStringLiteral("values")].toStringList(),
                 QStringList({QStringLiteral("Canon EOS 5D Mark III"), QStringLiteral("Canon EOS 5D Mark III")}));
        QCOMPARE(camera[QStringLiteral("differs")].toBool(), false);
        const QVariantMap taken = factOf(QStringLiteral("Taken"));
        QCOMPARE(taken[QStringLiteral("differs")].toBool(), true);
        QCOMPARE(taken[QStringLiteral("odd")].toList(), (QVariantList{false, true}));
        compare.setCurrent(1);
        QCOMPARE(factOf(QStringLiteral("Taken"))[QStringLiteral("odd")].toList(), (QVariantList{true, false}));
        QVERIFY(factOf(QStringLiteral("Rating")).isEmpty()); // nobody rated them
        window.session->actions()->rate({qint64(2)}, 4);
        QTRY_COMPARE(factOf(QStringLiteral("Rating"))[QStringLiteral("values")].toStringList(),
                     QStringList({QString(), QStringLiteral("★★★★")}));
    }

    void theDifferenceIsMeasuredAndFollowsThePanes()
    {
        Comparing window({qint64(1), qint64(2), qint64(97)}); // 97 has the same picture as 1
        PhotoCompare& compare = window.compare;
        QTRY_COMPARE(compare.count(), 3);
        compare.setPaneCount(2);
        QVERIFY(!compare.differenceKnown());
        compare.measureDifference(0, 1);
        QTRY_VERIFY(compare.differenceKnown());
        QVERIFY(compare.difference() > 0.02);
        QVERIFY(compare.visibleDifference() > 0.1);
        compare.setCurrent(1);
        compare.step(1);
        QVERIFY(!compare.differenceKnown());
        QTRY_VERIFY(compare.differenceKnown());
        QCOMPARE(compare.difference(), 0.0);
        compare.stopMeasuring();
        QVERIFY(!compare.differenceKnown());
    }

    void differencesAreSharesOfAllThereIs()
    {
        const auto of = [](const QImage& a, const QImage& b) { return PictureDifference::of(a, b); };
        QCOMPARE(of(plain(Qt::black), plain(Qt::white)).mean, 1.0);
        QCOMPARE(of(plain(Qt::black), plain(Qt::white)).visible, 1.0);
        QCOMPARE(of(plain(Qt::red), plain(Qt::red, 80, 60)).mean, 0.0); // of another size
        QCOMPARE(of(plain(Qt::black), plain(Qt::red)).mean, 1.0 / 3);
        QImage half = plain(Qt::black);
        for (int y = 0; y < half.height() / 2; ++y) {
            for (int x = 0; x < half.width(); ++x) {
                half.setPixelColor(x, y, QColor(20, 20, 20)); // too little to be seen
            }
        }
        QCOMPARE(of(plain(Qt::black), half).visible, 0.0);
        QCOMPARE(of(plain(Qt::black), half).mean, 0.5 * 20 / 255);
        QCOMPARE(of({}, plain(Qt::black)).mean, 1.0);
    }
};

QTEST_MAIN(PhotoCompareTest)
#include "photo_compare_test.moc"
