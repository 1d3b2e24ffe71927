#include "tests/support/window_fixture.h"

#include <QtTest>

using namespace likeness;

/// The fake library has cameras "Model 1" to "Model 20" and some formats.
class FilterCompleterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>(FakeLibrary{});
        m_fixture->session->start(false);
    }
    void cleanup() { m_fixture.reset(); }

    void keysAreCompletedWhereverATermBegins_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("offered");
        QTest::newRow("one") << "ca" << QStringList{"camera:"};
        QTest::newRow("several") << "fo" << QStringList{"focal:", "folder:", "format:"};
        QTest::newRow("left out") << "-ta" << QStringList{"tag:"};
        QTest::newRow("after another") << "tag:\"a b\" Le" << QStringList{"lens:"};
        QTest::newRow("inside quotes") << "tag:\"a le" << QStringList{};
        QTest::newRow("a word") << "beach" << QStringList{};
        QTest::newRow("nothing") << "" << QStringList{};
    }
    void keysAreCompletedWhereverATermBegins()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, offered);
        completer().look(typed, int(typed.size()));
        QCOMPARE(texts(), offered);
    }

    void valuesAreThoseOfTheLibrary()
    {
        const QString typed = "-camera:\"Model 1\",\"model 2";
        completer().look(typed, int(typed.size()));
        QTRY_COMPARE(texts(), QStringList{"Model 20"});
        const QVariantMap taken = completer().take(0);
        QCOMPARE(taken["text"].toString(), QString("-camera:\"Model 1\",\"Model 20\""));
        QCOMPARE(qsizetype(taken["cursor"].toInt()), taken["text"].toString().size());
        QCOMPARE(m_fixture->engine->commandsOf<LoadFacets>().size(), std::size_t(1));
        completer().look("camera:", 7);
        QCOMPARE(completer().offers().size(), qsizetype(FilterCompleter::kOffersMax)); // at once
        QCOMPARE(m_fixture->engine->commandsOf<LoadFacets>().size(), std::size_t(1));
    }

    void whatComesAfterTheCursorStays()
    {
        completer().look("cam rating:3", 3);
        QCOMPARE(completer().take(0)["text"].toString(), QString("camera: rating:3"));
        QCOMPARE(completer().take(0)["cursor"].toInt(), 7);
        completer().look("camera rating:3", 3); // in the middle of a word
        QVERIFY(texts().isEmpty());
    }

    void thePanelsCountsAreNotCalledOff()
    {
        m_fixture->session->facets()->setActive(true);
        QTRY_VERIFY(m_fixture->session->facets()->counted());
        const auto asked = m_fixture->engine->commandsOf<LoadFacets>().size();
        completer().look("camera:Model 3", 8);
        QVERIFY(texts().isEmpty()); // in the middle
        completer().look("camera:\"Model 3", 15);
        QCOMPARE(texts(), QStringList{});
        completer().look("camera:\"Model ", 14);
        QCOMPARE(texts().size(), qsizetype(FilterCompleter::kOffersMax));
        QCOMPARE(m_fixture->engine->commandsOf<LoadFacets>().size(), asked);
    }

    void whatWasUsedIsOfferedAgainTheLatestFirst()
    {
        for (const char* used : {"rating:3", " tag:\"a, b\" ", "rating:3", ""}) {
            completer().remember(used);
        }
        completer().look("", 0);
        QVERIFY(texts().isEmpty());
        completer().look("", 0, /*asked=*/true);
        QCOMPARE(texts(), (QStringList{"rating:3", "tag:\"a, b\""}));
        QCOMPARE(completer().take(1)["text"].toString(), QString("tag:\"a, b\""));
    }

    void anAnswerAfterDismissingOpensNothing()
    {
        m_fixture->engine->hold();
        completer().look("camera:", 7);
        completer().dismiss();
        bool answered = false;
        m_fixture->bridge->ask<TagsListed>(ListTags{}, this, [&](const TagsListed&) { answered = true; });
        m_fixture->engine->release();
        QTRY_VERIFY(answered); // answers come in order
        QVERIFY(texts().isEmpty());
        completer().look("camera:", 7);
        QCOMPARE(texts().size(), qsizetype(FilterCompleter::kOffersMax)); // they came
    }

private:
    FilterCompleter& completer() { return *m_fixture->session->completer(); }
    QStringList texts()
    {
        QStringList texts;
        for (const QVariant& offer : completer().offers()) {
            texts << offer.toMap()["text"].toString();
        }
        return texts;
    }

    std::unique_ptr<WindowFixture> m_fixture;
};

QTEST_MAIN(FilterCompleterTest)
#include "filter_completer_test.moc"
