#include "tests/support/window_fixture.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

struct Started : WindowFixture {
    explicit Started(FakeLibrary library)
        : WindowFixture(std::move(library))
    {
        session->start();
        page().refresh();
        (void)QTest::qWaitFor([this] { return page().loaded(); });
    }
    Diagnostics& page() { return *session->diagnostics(); }
};

/// The value of a fact; empty when it is not there.
QString valueOf(const QVariantList& facts, const QString& label)
{
    for (const QVariant& one : facts) {
        const auto fact = one.value<DiagnosticFact>();
        if (fact.label == label) {
            return fact.value;
        }
    }
    return {};
}

} // namespace

/// What the diagnostics page shows and does.
class DiagnosticsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsKnownIsSaidInPlainWords()
    {
        Started window({.photoCount = 1200, .failureCount = 3});
        QCOMPARE(valueOf(window.page().library(), "Photos"), QLocale().toString(1200));
        QCOMPARE(valueOf(window.page().library(), "Not readable"), QStringLiteral("3"));
        QCOMPARE(valueOf(window.page().library(), "Away"), QString());
        QCOMPARE(valueOf(window.page().index(), "Kind"), QStringLiteral("exact"));
        QCOMPARE(valueOf(window.page().computing(), "Computes on"), QStringLiteral("CPU, 2 threads"));
        QVERIFY(window.page().recall().isEmpty());
        QCOMPARE(window.page().times().size(), 1); // the person's own
        double share = 0;
        for (const QVariant& part : window.page().parts()) {
            share += part.value<DiagnosticPart>().share;
        }
        QCOMPARE(share, 1.0);
    }

    void aMeasurementIsShownWhenItIsThereAndNeverRoundedUp()
    {
        Started window({.photoCount = 300, .understandsWords = true});
        window.engine->hold();
        window.page().measure();
        window.page().measure(); // once is enough
        QVERIFY(window.page().measuring());
        window.engine->release();
        QTRY_VERIFY(!window.page().measuring());
        QCOMPARE(window.engine->commandsOf<MeasureIndex>().size(), 1U);
        const QString percent = QLocale().percent();
        QCOMPARE(valueOf(window.page().recall(), "With a photo"), QLocale().toString(99.9, 'f', 1) + " " + percent);
        QCOMPARE(valueOf(window.page().recall(), "With words"), QLocale().toString(98.1, 'f', 1) + " " + percent);
        QCOMPARE(window.page().times().size(), 3);
        QCOMPARE(window.page().times()[1].value<DiagnosticTimes>().p99,
                 "2" + QString(QLocale().decimalPoint()) + "0 ms");
    }

    void withoutPhotosThereIsNothingToMeasure()
    {
        Started window({.photoCount = 0});
        QVERIFY(window.page().empty());
        window.page().measure();
        QTRY_VERIFY(!window.page().problem().isEmpty());
        QCOMPARE(window.page().problemDetail(), QStringLiteral("no photo is indexed yet"));
        QVERIFY(!window.page().measuring());
        window.page().dismissProblem();
        QVERIFY(window.page().problem().isEmpty());
    }

    void aCheckSaysWhatIsDamaged()
    {
        Started whole({.photoCount = 300});
        whole.page().verify();
        QVERIFY(whole.page().verifying());
        QTRY_VERIFY(!whole.page().verifying());
        QVERIFY(whole.page().verifiedText().contains("300"));
        QVERIFY(whole.page().damages().isEmpty());

        Started damaged({.photoCount = 300, .damages = {"12 photos have no thumbnail"}});
        damaged.page().verify();
        QTRY_COMPARE(damaged.page().damages(), QStringList{"12 photos have no thumbnail"});
        QVERIFY(damaged.page().asText().contains("12 photos have no thumbnail"));
    }

    void theIndexIsMadeAgainOnce()
    {
        Started window({.photoCount = 300});
        window.engine->hold();
        window.page().rebuild();
        window.page().rebuild();
        QVERIFY(window.page().building());
        window.engine->release();
        QTRY_VERIFY(!window.page().building());
        QCOMPARE(window.engine->commandsOf<RebuildIndex>().size(), 1U);
    }

    void everythingIsCopiedAsText()
    {
        Started window({.photoCount = 300, .understandsWords = true});
        window.session->indexing()->setGraphics("Vulkan", "software");
        window.page().measure();
        QTRY_VERIFY(!window.page().measuring() && !window.page().recall().isEmpty());
        window.page().copy();
        const QString text = QGuiApplication::clipboard()->text();
        for (const char* part :
             {"/library", "Computes on: CPU, 2 threads (no GPU was found)", "Draws with: Vulkan (software)",
              "Kind: exact", "With words: ", "Your last 12 search", "Thumbnails: "}) {
            QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
        }
    }

    void aPageThatIsFollowedAsksAgainUntilItIsNot()
    {
        Started window({.photoCount = 300});
        QSignalSpy changed(&window.page(), &Diagnostics::changed);
        window.page().follow(true);
        QTRY_VERIFY(changed.size() >= 2);
        window.page().follow(false);
        QTRY_COMPARE(window.engine->commandsOf<ReportStatus>().empty(), false);
    }
};

QTEST_MAIN(DiagnosticsTest)
#include "diagnostics_test.moc"
