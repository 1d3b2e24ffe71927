#include "tests/support/window_fixture.h"
#include "ui/models/facet_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace likeness;

class FacetModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>(FakeLibrary{});
        m_fixture->session->start(false);
        m_tester = std::make_unique<QAbstractItemModelTester>(&facets());
        facets().setOpenKeys({"date", "camera", "format", "rating", "has:gps"});
        facets().setActive(true);
        QTRY_VERIFY(facets().counted());
    }
    void cleanup()
    {
        m_tester.reset();
        m_fixture.reset();
    }

    void nothingIsCountedWhileNobodyLooks()
    {
        facets().setActive(false);
        const auto asked = m_fixture->engine->commandsOf<LoadFacets>().size();
        query().setFilter("rating:3");
        QTRY_COMPARE(m_fixture->engine->commandsOf<RunQuery>().back().query.filter, std::string("rating:3"));
        QTRY_VERIFY(!m_fixture->session->photos()->loading());
        QCOMPARE(m_fixture->engine->commandsOf<LoadFacets>().size(), asked);
        facets().setActive(true);
        QTRY_COMPARE(m_fixture->engine->commandsOf<LoadFacets>().back().query.filter, std::string("rating:3"));
    }

    void aChosenValueIsWrittenIntoTheExpressionAndOutAgain()
    {
        facets().activate(row("Model 1"));
        QCOMPARE(query().filter(), QString("camera:\"Model 1\""));
        QVERIFY(is("Model 1", FacetModel::ChosenRole)); // at once
        facets().activate(row("Model 3"));
        QCOMPARE(query().filter(), QString("camera:\"Model 1\",\"Model 3\""));
        QTRY_COMPARE(m_fixture->engine->commandsOf<LoadFacets>().back().query.filter,
                     std::string("camera:\"Model 1\",\"Model 3\""));
        QTRY_VERIFY(is("Model 3", FacetModel::ChosenRole));
        facets().activate(row("Model 1"));
        facets().activate(row("Model 3"));
        QCOMPARE(query().filter(), QString());
        QVERIFY(!is("Model 3", FacetModel::ChosenRole));
    }

    void everyChoiceIsAStepThatCanBeGoneBack()
    {
        facets().activate(row("Model 1"));
        facets().exclude(row("Model 2"));
        facets().clearAll();
        QCOMPARE(query().filter(), QString());
        query().back();
        QCOMPARE(query().filter(), QString("camera:\"Model 1\" -camera:\"Model 2\""));
        QTRY_VERIFY(is("Model 2", FacetModel::ExcludedRole));
        query().back();
        QCOMPARE(query().filter(), QString("camera:\"Model 1\""));
        QTRY_VERIFY(!is("Model 2", FacetModel::ExcludedRole));
        query().forward();
        QCOMPARE(query().filter(), QString("camera:\"Model 1\" -camera:\"Model 2\""));
        query().back();
        query().back();
        QCOMPARE(query().filter(), QString());
        QVERIFY(!query().canGoBack());
    }

    void whatIsLeftOutIsNotChosenToo()
    {
        facets().activate(row("Model 1"));
        facets().exclude(row("Model 1"));
        QCOMPARE(query().filter(), QString("-camera:\"Model 1\""));
        QVERIFY(is("Model 1", FacetModel::ExcludedRole) && !is("Model 1", FacetModel::ChosenRole));
        facets().exclude(row("Model 2"));
        QCOMPARE(query().filter(), QString("-camera:\"Model 1\",\"Model 2\""));
        facets().activate(row("Model 1"));
        QCOMPARE(query().filter(), QString("-camera:\"Model 2\" camera:\"Model 1\""));
    }

    void whatTheTextSaysBesidesIsKept()
    {
        query().setFilter("near:1,2,3km camera:\"Model 2\" \"a b\"");
        QTRY_VERIFY(is("Model 2", FacetModel::ChosenRole));
        facets().activate(row("Model 1"));
        QCOMPARE(query().filter(), QString("near:1,2,3km camera:\"Model 2\",\"Model 1\" \"a b\""));
        facets().clearFacet(row("Camera"));
        QCOMPARE(query().filter(), QString("near:1,2,3km \"a b\""));
        query().setFilter("tag:\"open");
        facets().activate(row("Model 1")); // what cannot be read is not written over
        QCOMPARE(query().filter(), QString("tag:\"open"));
    }

    void ofAWiderTermTheRestStays()
    {
        FacetsLoaded loaded;
        FacetCounts iso{Facet::Iso, "iso", {}};
        for (const char* text : {"<=100", "101..200", "201..400"}) {
            FacetValue value;
            value.value = text;
            value.chosen = true;
            value.count = 3;
            iso.values.push_back(value);
        }
        loaded.facets = {iso};
        facets().setOpenKeys({"iso"});
        query().setFilter("iso:..400");
        QTRY_COMPARE(m_fixture->engine->commandsOf<LoadFacets>().back().query.filter, std::string("iso:..400"));
        m_fixture->engine->hold();
        facets().setActive(false);
        facets().setActive(true); // asks; answered here
        loaded.request = m_fixture->engine->lastRequest();
        m_fixture->engine->emitEvent(loaded);
        QTRY_VERIFY(row("up to 100") >= 0);
        facets().activate(row("up to 100"));
        QCOMPARE(query().filter(), QString("iso:101..200,201..400"));
        m_fixture->engine->release();
    }

    void thingsHaveTwoSides()
    {
        facets().activate(row("With position"));
        QCOMPARE(query().filter(), QString("has:gps"));
        facets().activate(row("Without position"));
        QCOMPARE(query().filter(), QString("-has:gps"));
        facets().activate(row("Without position"));
        QCOMPARE(query().filter(), QString());
    }

    void aStretchOfTheHistogramIsADate()
    {
        QCOMPARE(facets().bars().size(), 48);
        facets().chooseBars(5, 0);
        QCOMPARE(query().filter(), QString("date:2019-01..2019-06"));
        QCOMPARE(facets().firstBar(), 0);
        QCOMPARE(facets().lastBar(), 5);
        facets().chooseBars(12, 23);
        QCOMPARE(query().filter(), QString("date:2020"));
        facets().chooseBars(3, 3);
        QCOMPARE(query().filter(), QString("date:2019-04"));
        facets().clearDates();
        QCOMPARE(query().filter(), QString());
        facets().zoom(0, 11);
        QTRY_COMPARE(facets().bars().size(), 12);
        QVERIFY(facets().zoomed());
        facets().zoomOut();
        QTRY_COMPARE(facets().bars().size(), 48);
    }

    void datesAreSaidAsShortAsTheyCanBe()
    {
        const auto day = [](int year, int month, int date) {
            return QDateTime(QDate(year, month, date), QTime(0, 0), Qt::UTC).toSecsSinceEpoch();
        };
        QCOMPARE(dateValue({day(2019, 1, 1), day(2020, 1, 1) - 1}), std::string("2019"));
        QCOMPARE(dateValue({day(2019, 1, 1), day(2021, 1, 1) - 1}), std::string("2019..2020"));
        QCOMPARE(dateValue({day(2020, 2, 1), day(2020, 3, 1) - 1}), std::string("2020-02"));
        QCOMPARE(dateValue({day(2020, 2, 1), day(2020, 2, 15) - 1}), std::string("2020-02-01..2020-02-14"));
        QCOMPARE(dateValue({day(2020, 2, 29), day(2020, 3, 1) - 1}), std::string("2020-02-29"));
    }

    void manyValuesAreFoldedAndSearched()
    {
        QCOMPARE(rowsOf("camera"), 1 + 1 + FacetModel::kFewValues + 1); // heading, search, values, more
        facets().activate(rowOfKind("more"));
        QCOMPARE(rowsOf("camera"), 1 + 1 + 20 + 1);
        facets().activate(rowOfKind("less"));
        facets().setSearch(row("Model 1"), "model 2");
        QCOMPARE(rowsOf("camera"), 1 + 1 + 2); // 2 and 20
        facets().setSearch(rowOfKind("search"), "");
        facets().activate(row("Camera"));
        QCOMPARE(rowsOf("camera"), 1);
        QVERIFY(!facets().openKeys().contains("camera"));
    }

    void linesThatStayAreNotMadeAnew()
    {
        QSignalSpy removed(&facets(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(&facets(), &QAbstractItemModel::modelReset);
        facets().activate(row("Model 1"));
        QTRY_COMPARE(m_fixture->engine->commandsOf<LoadFacets>().back().query.filter,
                     std::string("camera:\"Model 1\""));
        QTRY_VERIFY(is("Model 1", FacetModel::ChosenRole));
        QCOMPARE(removed.count() + reset.count(), 0);
    }

    void aLineThatMovesIsFollowed()
    {
        const QPersistentModelIndex first(facets().index(row("Model 1")));
        m_fixture->engine->hold();
        facets().setActive(false);
        facets().setActive(true); // asks; answered here
        FacetsLoaded loaded;
        loaded.request = m_fixture->engine->lastRequest();
        FacetCounts cameras{Facet::Camera, "camera", {}};
        for (const char* name : {"Model 3", "New", "Model 2", "Model 1"}) {
            cameras.values.push_back({});
            cameras.values.back().value = name;
            cameras.values.back().count = 1;
        }
        loaded.facets = {cameras};
        m_fixture->engine->emitEvent(loaded);
        QTRY_COMPARE(facets().rowCount(), 5);
        QVERIFY(first.isValid());
        QCOMPARE(first.row(), 4);
        QCOMPARE(first.data(FacetModel::TitleRole).toString(), QString("Model 1"));
        QCOMPARE(row("New"), 2);
        m_fixture->engine->release();
    }

    void chipsAreTheTermsOfTheExpression()
    {
        query().setFilter("rating:>=3 -camera:\"Model 1\",X100 f:1.5..2.0");
        const QVariantList chips = facets().chips();
        QCOMPARE(chips.size(), 3);
        QCOMPARE(chips[0].toMap()["label"].toString(), QString("Rating: 3 ★ and more"));
        QCOMPARE(chips[1].toMap()["label"].toString(), QString("Camera: Model 1, X100"));
        QVERIFY(chips[1].toMap()["negated"].toBool());
        QCOMPARE(chips[2].toMap()["label"].toString(), QString("Aperture: f/1.5 – 2"));
        facets().removeChip(1);
        QCOMPARE(query().filter(), QString("rating:>=3 aperture:1.5..2.0"));
        facets().clearAll();
        QCOMPARE(facets().chips().size(), 0);
    }

    void likenessIsCountedDownToTheLineShown()
    {
        query().findSimilar(5);
        QTRY_VERIFY(!m_fixture->engine->commandsOf<LoadFacets>().back().query.parts.empty());
        QTRY_VERIFY(!m_fixture->session->photos()->loading());
        query().setCutOff(0.5);
        QTRY_COMPARE(m_fixture->engine->commandsOf<LoadFacets>().back().query.scoreMin, std::optional(0.5F));
    }

private:
    FacetModel& facets() { return *m_fixture->session->facets(); }
    QueryModel& query() { return *m_fixture->session->query(); }
    int row(const QString& title)
    {
        for (int i = 0; i < facets().rowCount(); ++i) {
            if (facets().data(facets().index(i), FacetModel::TitleRole).toString() == title
                && facets().data(facets().index(i), FacetModel::KindRole).toString() != "search") {
                return i;
            }
        }
        return -1;
    }
    int rowOfKind(const QString& kind)
    {
        for (int i = 0; i < facets().rowCount(); ++i) {
            if (facets().data(facets().index(i), FacetModel::KindRole).toString() == kind) {
                return i;
            }
        }
        return -1;
    }
    int rowsOf(const QString& facet)
    {
        int found = 0;
        for (int i = 0; i < facets().rowCount(); ++i) {
            found += facets().data(facets().index(i), FacetModel::FacetRole).toString() == facet ? 1 : 0;
        }
        return found;
    }
    bool is(const QString& title, FacetModel::Role role)
    {
        return facets().data(facets().index(row(title)), role).toBool();
    }

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_MAIN(FacetModelTest)
#include "facet_model_test.moc"
