#include "core/places/places.h"

#include "core/base/text.h"

#include <QtTest>

#include <random>

using namespace likeness;

class PlacesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBuiltInTableIsRead() { QVERIFY(PlaceTable::builtIn().labelCount() > 1500); }

    void pointsHaveTheNamesPeopleKnow_data()
    {
        QTest::addColumn<double>("latitude");
        QTest::addColumn<double>("longitude");
        QTest::addColumn<QString>("name");
        const std::tuple<const char*, double, double, const char*> rows[] = {
            {"Eiffel Tower", 48.8584, 2.2945, "Paris, France"},
            {"Palace of Versailles", 48.8049, 2.1204, "Versailles, France"},
            {"Brandenburg Gate", 52.5163, 13.3777, "Berlin, Germany"},
            {"Golden Gate Bridge", 37.8199, -122.4783, "San Francisco, United States"},
            {"Opera House", -33.8568, 151.2153, "Sydney, Australia"},
            {"Fushimi Inari", 34.9671, 135.7727, "Kyoto, Japan"},
            {"Table Mountain", -33.9628, 18.4098, "Cape Town, South Africa"},
            {"Christ the Redeemer", -22.9519, -43.2105, "Rio de Janeiro, Brazil"},
            {"Taj Mahal", 27.1751, 78.0421, "Agra, India"},
            {"Preikestolen is out of Stavanger's reach", 58.9863, 6.1905, "Norway"},
            {"the Black Forest", 48.30, 8.15, "Black Forest, Germany"},
            {"east of the date line", -16.9, -179.9, "Taveuni, Fiji"},
            {"west of the date line, the same place", -16.85, 179.99, "Taveuni, Fiji"},
            {"the South Pole", -90, 0, "South Pole, Antarctica"},
            {"the South Pole from the other side", -89.9, 170, "South Pole, Antarctica"},
            {"the North Pole", 90, -75, "North Pole, Arctic Ocean"},
            {"the middle of France", 46.8, 3.0, "France"},
            {"the middle of the Atlantic", 0.0, -30.0, "0.00° N, 30.00° W"},
            {"the South Pacific", -45.5, -125.25, "45.50° S, 125.25° W"},
        };
        for (const auto& [title, latitude, longitude, name] : rows) {
            QTest::newRow(title) << latitude << longitude << QString::fromUtf8(name);
        }
    }
    void pointsHaveTheNamesPeopleKnow()
    {
        QFETCH(double, latitude);
        QFETCH(double, longitude);
        QFETCH(QString, name);
        QCOMPARE(QString::fromStdString(PlaceTable::builtIn().describe({latitude, longitude})), name);
    }

    void everyPlaceButThoseInsideOthersIsFoundAtItsCentre()
    {
        auto table = PlaceTable::read("A\tLand\t10\t20\tm\nB\tLand\t10.2\t20\tt\nC\tOther\t10.05\t20.05\tr\n");
        QVERIFY(table);
        QCOMPARE(QString::fromStdString(table->describe({10, 20})), QString("A, Land"));
        QCOMPARE(QString::fromStdString(table->describe({10.2, 20})), QString("B, Land"));
        QCOMPARE(QString::fromStdString(table->describe({10.05, 20.05})), QString("A, Land")); // towns before regions
        QCOMPARE(QString::fromStdString(table->describe({10.0, 20.5})), QString("C, Other"));
        QCOMPARE(QString::fromStdString(table->describe({12.0, 20.0})), QString("Land"));
    }

    void namesFitPatterns()
    {
        const PlaceTable& table = PlaceTable::builtIn();
        const auto paris = table.nameOf(table.labelOf({48.8584, 2.2945}));
        for (const char* pattern : {"paris", "france", "paris, france", "pa*", "*"}) {
            QVERIFY2(PlaceTable::matches(paris, pattern), pattern);
        }
        QVERIFY(!PlaceTable::matches(paris, "par"));
        QVERIFY(!PlaceTable::matches(table.nameOf(0), "*"));
        QVERIFY(PlaceTable::matches(table.nameOf(table.labelOf({62.47, 6.15})), foldCase("ÅLESUND")));
    }

    void anyPointIsAnswered()
    {
        const PlaceTable& table = PlaceTable::builtIn();
        std::mt19937 random(5);
        std::uniform_real_distribution<double> latitude(-90, 90);
        std::uniform_real_distribution<double> longitude(-180, 180);
        for (int round = 0; round < 20'000; ++round) {
            const GeoPoint point{latitude(random), longitude(random)};
            const PlaceTable::Label label = table.labelOf(point);
            QVERIFY(label < table.labelCount());
            QCOMPARE(label == 0, table.nameOf(label).country.empty());
            // A turn around the Earth is no difference.
            const GeoPoint around{point.latitudeDegrees, point.longitudeDegrees + 360};
            QCOMPARE(table.labelOf(around), label);
        }
    }

    void aWrongTableSaysWhere()
    {
        for (const char* line : {"A\tLand\t10\t20\tx", "A\tLand\t91\t20\tm", "A\tLand\t10\t181\tm",
                                 "A\tLand\tten\t20\tm", "\tLand\t10\t20\tm", "A\t\t10\t20\tm", "A\tLand\t10\t20"}) {
            auto table = PlaceTable::read(std::string("# places\nB\tLand\t1\t2\tt\n") + line + "\n");
            QVERIFY2(!table, line);
            QVERIFY(QString::fromStdString(table.error().message).startsWith("line 3 "));
        }
    }
};

QTEST_GUILESS_MAIN(PlacesTest)
#include "places_test.moc"
