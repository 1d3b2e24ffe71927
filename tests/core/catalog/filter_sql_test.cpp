#include "catalog_fixture.h"

#include "core/catalog/filter_sql.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace likeness;

class FilterSqlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<CatalogFixture>();
        Metadata paris;
        paris.taken = CaptureTime{1'559'383'200, 120}; // 2019-06-01 10:00
        paris.place = GeoPoint{48.8584, 2.2945};
        paris.cameraMake = "Canon";
        paris.cameraModel = "Canon EOS 5D";
        paris.lens = "EF50mm f/1.8 II";
        paris.focalLengthMm = 50;
        paris.apertureF = 2797.0 / 1000;
        paris.iso = 400;
        paris.rating = 4;
        paris.title = "Tower";
        paris.tags = {"Print", "Été"};
        IndexedFile file = m_fixture->file("Trips/Paris/tower.jpg", 1, paris);
        m_fixture->add(file);

        Metadata versailles;
        versailles.place = GeoPoint{48.8049, 2.1204}; // 14.1 km from the tower
        versailles.cameraMake = "FUJIFILM";
        versailles.cameraModel = "X100";
        versailles.apertureF = 8;
        versailles.iso = 100;
        versailles.tags = {"print shop"};
        file = m_fixture->file("Trips/palace.raf", 2, versailles);
        file.content->width = 300;
        file.content->height = 400;
        file.content->format = "raw";
        file.stamp.sizeBytes = 25'000'000;
        m_fixture->add(file);

        file = m_fixture->file("МОРЕ/пляж.heic", 3, {});
        file.content->width = 300;
        file.content->format = "heif";
        file.stamp.modifiedNs = 1'600'000'000LL * 1'000'000'000; // 2020-09-13
        m_fixture->add(file);

        Metadata fiji;
        fiji.place = GeoPoint{-17, 179.9};
        fiji.description = "date line";
        m_fixture->add("fiji.png", 4, fiji);
        fiji.place = GeoPoint{-17, -179.9};
        m_fixture->add("taveuni.png", 5, fiji);
        m_fixture->add("taveuni-copy.png", 5, fiji);
    }

    void everyKeyFindsItsPhotos_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("names");
        const std::pair<const char*, const char*> rows[] = {
            {"", "fiji palace taveuni taveuni-copy tower пляж"},
            {"camera:\"canon eos 5d\"", "tower"},
            {"camera:canon", "tower"},
            {"camera:*eos*", "tower"},
            {"camera:x100,canon", "palace tower"},
            {"camera:\"fujifilm x100\"", "palace"},
            {"camera:eos", ""},
            {"-camera:canon", "fiji palace taveuni taveuni-copy пляж"},
            {"lens:ef50*", "tower"},
            {"date:2019-06-01", "tower"},
            {"date:2019-06-01T10", "tower"},
            {"date:2019-06-01T11", ""},
            {"date:2019..2020", "tower пляж"},
            {"date:1970", "fiji palace taveuni taveuni-copy"},
            {"-date:..2019-06", "пляж"},
            {"rating:4", "tower"},
            {"rating:>=1", "tower"},
            {"rating:0", "fiji palace taveuni taveuni-copy пляж"},
            {"folder:trips", "palace tower"},
            {"folder:aris", "tower"},
            {"folder:trips/paris", "tower"},
            {"folder:море", "пляж"},
            {"folder:photos", "fiji palace taveuni taveuni-copy tower пляж"},
            {"folder:/photos/trips", "palace tower"},
            {"folder:/photos/tri", ""},
            {"folder:/photos/tri*", "palace tower"},
            {"-folder:trips", "fiji taveuni taveuni-copy пляж"},
            {"format:raw,heic", "palace пляж"},
            {"format:JPG", "fiji taveuni taveuni-copy tower"},
            {"orientation:portrait", "palace"},
            {"orientation:square", "пляж"},
            {"orientation:landscape", "fiji taveuni taveuni-copy tower"},
            {"orientation:square,portrait", "palace пляж"},
            {"width:>300", "fiji taveuni taveuni-copy tower"},
            {"width:<=300", "palace пляж"},
            {"height:400", "palace"},
            {"iso:100..400", "palace tower"},
            {"iso:>100", "tower"},
            {"-iso:>100", "fiji palace taveuni taveuni-copy пляж"},
            {"aperture:2.8", "tower"},
            {"f:>2.8", "palace"},
            {"focal:50mm", "tower"},
            {"size:>20MB", "palace"},
            {"has:gps", "fiji palace taveuni taveuni-copy tower"},
            {"-has:gps", "пляж"},
            {"has:rating", "tower"},
            {"has:tag", "palace tower"},
            {"has:date", "tower"},
            {"has:camera", "palace tower"},
            {"has:lens", "tower"},
            {"has:title,description", "fiji taveuni taveuni-copy tower"},
            {"has:duplicate", "taveuni taveuni-copy"},
            {"near:48.8584,2.2945,14km", "tower"},
            {"near:48.8584,2.2945,14.2km", "palace tower"},
            {"near:-17,180,11km", "fiji taveuni taveuni-copy"},
            {"near:-17,-180,10km", ""},
            {"near:90,0,20000km", "fiji palace taveuni taveuni-copy tower"},
            {"near:90,0,5000km", "palace tower"},
            {"place:paris", "tower"},
            {"place:France", "palace tower"},
            {"place:\"Paris, France\",fiji", "fiji taveuni taveuni-copy tower"},
            {"-place:france", "fiji taveuni taveuni-copy пляж"},
            {"place:nowhere", ""},
            {"aspect:4:3", "fiji palace taveuni taveuni-copy tower"},
            {"aspect:1:1", "пляж"},
            {"megapixels:<0.12", "пляж"},
            {"mp:0.12", "fiji palace taveuni taveuni-copy tower"},
            {"-near:48.8584,2.2945,14.2km", "fiji taveuni taveuni-copy пляж"},
            {"tag:print", "tower"},
            {"tag:print*", "palace tower"},
            {"tag:ÉTÉ", "tower"},
            {"tag:\"print shop\"", "palace"},
            {"-tag:print", "fiji palace taveuni taveuni-copy пляж"},
            {"name:OWE", "tower"},
            {"ПЛЯЖ", "пляж"},
            {"tav -copy", "taveuni"},
            {"t*r.jpg", "tower"},
            {"has:gps orientation:landscape -has:duplicate iso:>0", "tower"},
            // Nothing of what is typed is ever SQL.
            {"tag:\"x' OR '1'='1\"", ""},
            {"name:\"%\"", ""},
            {"\"') OR 1=1 --\"", ""},
        };
        for (const auto& [expression, names] : rows) {
            QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(names);
        }
    }
    void everyKeyFindsItsPhotos()
    {
        QFETCH(QString, expression);
        QFETCH(QString, names);
        const std::string text = expression.toStdString();
        QCOMPARE(m_fixture->matching(text), names);
        // The contents are those of the same photos.
        auto filter = parseFilter(text);
        auto photos = m_fixture->catalog->photosMatching({}, *filter);
        std::vector<ContentId> expected;
        const auto found = m_fixture->catalog->rows(*photos);
        for (const PhotoRow& row : *found) {
            expected.push_back(row.content);
        }
        std::ranges::sort(expected);
        expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
        QVERIFY(*m_fixture->catalog->contentsMatching({}, *filter) == expected);
    }

    void whatAPersonDecidedIsWhatFiltersSee()
    {
        auto photos = m_fixture->catalog->photosMatching({}, *parseFilter("tower"));
        QVERIFY(m_fixture->catalog->setRating(*photos, 0));
        QCOMPARE(m_fixture->matching("has:rating"), QString());
        QVERIFY(m_fixture->catalog->setRating(*photos, 5));
        QCOMPARE(m_fixture->matching("rating:5"), QString("tower"));
        QVERIFY(m_fixture->catalog->setRating(*photos, 4));
        QCOMPARE(m_fixture->matching("has:title"), QString("tower"));
        QVERIFY(m_fixture->catalog->setTexts(*photos, "", "seen from below")); // the file still has its title
        QCOMPARE(m_fixture->matching("has:title"), QString());
        QVERIFY(m_fixture->matching("has:description").contains("tower"));
        QVERIFY(m_fixture->catalog->setTexts(*photos, "Tower", ""));
        QCOMPARE(m_fixture->matching("has:title"), QString("tower"));
    }

    void nearAgreesWithTheDistanceEverywhere()
    {
        CatalogFixture fixture;
        std::mt19937 random(31);
        std::uniform_real_distribution<double> latitude(-90, 90);
        std::uniform_real_distribution<double> longitude(-180, 180);
        CatalogBatch batch;
        std::vector<GeoPoint> places;
        for (int i = 0; i < 400; ++i) {
            Metadata metadata;
            metadata.place = GeoPoint{latitude(random), longitude(random)};
            places.push_back(*metadata.place);
            batch.indexed.push_back(fixture.file(std::to_string(i), i, metadata));
        }
        const auto outcome = fixture.catalog->commit(batch);
        for (int round = 0; round < 200; ++round) {
            FilterTerm term;
            term.key = FilterTerm::Key::Near;
            const GeoPoint centre{round % 10 == 0 ? 90.0 : latitude(random), longitude(random)};
            const double radius = std::pow(10.0, 4 + static_cast<double>(random() % 330) / 100);
            term.value = FilterTerm::Circle{centre, radius};
            std::vector<ContentId> expected;
            for (std::size_t i = 0; i < places.size(); ++i) {
                if (greatCircleMetres(centre, places[i]) <= radius) {
                    expected.push_back(outcome->contents[i]);
                }
            }
            const auto found = fixture.catalog->contentsMatching({}, Filter{{term}});
            QVERIFY(*found == expected);
        }
        // Paris to London, 343.6 km by every calculator.
        QVERIFY(std::abs(greatCircleMetres({48.8566, 2.3522}, {51.5074, -0.1278}) - 343'600) < 500);
    }

private:
    std::unique_ptr<CatalogFixture> m_fixture;
};

QTEST_GUILESS_MAIN(FilterSqlTest)
#include "filter_sql_test.moc"
