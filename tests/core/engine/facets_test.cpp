#include "core/engine/facet_counts.h"
#include "core/engine/facet_service.h"

#include "core/api/filter_text.h"
#include "core/base/filter_value.h"
#include "core/places/places.h"
#include "tests/core/catalog/catalog_fixture.h"

#include <QtTest>

#include <random>

using namespace likeness;

namespace {

/// Photos whose facts are drawn from a few values each, so that filters meet many and few of them.
void fill(CatalogFixture& fixture, int count, unsigned seed)
{
    std::mt19937 random(seed);
    const auto oneOf = [&](auto... values) {
        const std::common_type_t<decltype(values)...> list[] = {values...};
        return list[random() % sizeof...(values)];
    };
    const std::pair<const char*, const char*> cameras[]
        = {{"Canon", "Canon EOS 5D"}, {"FUJIFILM", "X100"}, {"NIKON", "Z 6"}, {"Canon", "PowerShot"}};
    const GeoPoint places[] = {{48.8584, 2.2945}, {48.8049, 2.1204}, {35.0116, 135.7681}, {-17, 179.9}, {0, -30}};
    CatalogBatch batch;
    for (int i = 0; i < count; ++i) {
        Metadata metadata;
        if (random() % 4 != 0) {
            const auto& [make, model] = cameras[random() % std::size(cameras)];
            metadata.cameraMake = make;
            metadata.cameraModel = model;
            metadata.lens = oneOf("35mm", "35MM", "50mm f/1.8", "");
            metadata.iso = oneOf(50, 100, 160, 200, 400, 1600, 25600);
            metadata.apertureF = oneOf(1.4, 2.8, 2797.0 / 1000, 5.6, 22.0);
            metadata.focalLengthMm = oneOf(15.0, 24.0, 35.0, 50.0, 400.0);
        }
        if (random() % 5 != 0) {
            metadata.taken = CaptureTime{1'400'000'000 + static_cast<std::int64_t>(random() % 200'000'000), 0};
        }
        if (random() % 2 == 0) {
            metadata.place = places[random() % std::size(places)];
        }
        if (random() % 3 == 0) {
            metadata.rating = static_cast<int>(random() % 6);
        }
        if (random() % 3 == 0) {
            metadata.tags = {oneOf("print", "Été", "cat"), oneOf("cat", "dog", "print shop")};
        }
        if (random() % 7 == 0) {
            metadata.title = "A title";
        }
        const char* folder = oneOf("", "Trips/", "Trips/Paris/", "Trips/Kyoto/2019/", "Trips abroad/", "Old/");
        IndexedFile file = fixture.file(folder + std::to_string(i) + ".jpg", i, metadata);
        file.hash = CatalogFixture::hash(random() % 10 == 0 ? i / 2 : i); // some are copies
        file.stamp.sizeBytes = static_cast<std::int64_t>(random() % 60'000'000);
        file.content->width = oneOf(400, 4000, 6000, 3000);
        file.content->height = oneOf(300, 4000, 3000);
        file.content->format = oneOf("jpeg", "raw", "heif");
        batch.indexed.push_back(std::move(file));
    }
    auto done = fixture.catalog->commit(batch);
    if (!done) {
        qFatal("%s", done.error().message.c_str());
    }
    // What a person decides goes before what the files say.
    for (std::size_t i = 0; i < done->photos.size(); i += 5) {
        const std::span photo(&done->photos[i], 1);
        const Status named = fixture.catalog->setTexts(photo, oneOf("", "Another title"), std::nullopt);
        const Status rated = fixture.catalog->setRating(photo, static_cast<int>(random() % 6));
        if (!named || !rated) {
            qFatal("%s", (named ? rated : named).error().message.c_str());
        }
    }
}

std::string randomTerm(std::mt19937& random)
{
    const char* terms[] = {"camera:\"Canon EOS 5D\"",
                           "camera:canon,x100",
                           "camera:\"FUJIFILM X100\"",
                           "lens:35*",
                           "iso:101..200",
                           "iso:>100",
                           "aperture:2.8",
                           "f:1.5..2.0,>=16.1",
                           "focal:24,35",
                           "rating:>=3",
                           "rating:0",
                           "tag:cat",
                           "tag:print*,dog",
                           "place:Paris",
                           "place:France,Japan",
                           "has:gps",
                           "has:duplicate",
                           "has:title,camera",
                           "format:raw,heic",
                           "orientation:portrait",
                           "orientation:square,landscape",
                           "width:>3000",
                           "height:300",
                           "mp:12.0..23.9",
                           "aspect:4:3",
                           "size:5MB..20MB",
                           "date:2015",
                           "date:2016-03..2018-07",
                           "folder:trips",
                           "folder:/photos/Trips",
                           "near:48.85,2.35,30km",
                           "near:48.8584,2.2945,10km",
                           "name:1"};
    return (random() % 4 == 0 ? "-" : "") + std::string(terms[random() % std::size(terms)]);
}

std::string joined(const std::vector<std::string>& terms)
{
    std::string text;
    for (const std::string& term : terms) {
        text += (text.empty() ? "" : " ") + term;
    }
    return text;
}

} // namespace

class FacetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<CatalogFixture>();
        fill(*m_fixture, 600, 12);
        m_table = *m_fixture->catalog->facetTable([] { return false; });
        QCOMPARE(m_table->size(), 600U);
    }

    /// Every count is what the catalog itself lists for the rest of the filter and the value: everywhere, in a folder
    /// that has a namesake, and among photos that were picked.
    void countsAreWhatTheCatalogLists()
    {
        std::mt19937 random(2024);
        int values = 0;
        for (int round = 0; round < 60; ++round) {
            std::vector<std::string> terms;
            for (auto left = random() % 4; left > 0; --left) {
                terms.push_back(randomTerm(random));
            }
            const std::string expression = joined(terms);
            const Filter filter = *parseFilter(expression);
            Query query;
            query.folder = round % 3 == 0 ? "/photos/Trips" : "";
            if (round % 4 == 0) {
                query.among = {std::make_shared<const std::vector<PhotoId>>(m_table->photos.begin() + round,
                                                                            m_table->photos.begin() + 300 + 4 * round)};
            }
            auto base = facetBase(query, filter, *m_table, *m_fixture->catalog);
            QVERIFY(base);
            QCOMPARE(std::ranges::count(base->all, 1), listed(expression, query));
            for (const FacetCounts& facet : countFacets(*base, filter, query.folder, *m_table)) {
                std::vector<std::string> others;
                for (const std::string& term : terms) {
                    if (homeOf(parseFilter(term)->terms[0]).facet != facet.facet) {
                        others.push_back(term);
                    }
                }
                for (const FacetValue& value : facet.values) {
                    const FilterTermText own{facet.key, value.negated, {{value.value}}};
                    std::vector<std::string> all = others;
                    all.push_back(joinFilter({own}));
                    const std::string asked = joined(all);
                    QVERIFY2(value.count == listed(asked, query),
                             (expression + " -> " + asked + ": " + std::to_string(value.count)).c_str());
                    ++values;
                }
            }
        }
        QVERIFY(values > 2000);
    }

    void barsHoldEveryPhotoOnce()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 40; ++round) {
            std::vector<std::string> terms;
            for (auto left = random() % 3; left > 0; --left) {
                terms.push_back(randomTerm(random));
            }
            const Filter filter = *parseFilter(joined(terms));
            auto base = facetBase({}, filter, *m_table, *m_fixture->catalog);
            QVERIFY(base);
            std::vector<std::string> others;
            std::ranges::copy_if(terms, std::back_inserter(others),
                                 [](const std::string& term) { return term.find("date:") == std::string::npos; });
            const std::string rest = joined(others);
            const DateHistogram dates = countDates(*base, filter, std::nullopt, *m_table);
            QVERIFY(dates.bars.size() <= 120);
            std::int64_t total = dates.earlier + dates.later;
            for (std::size_t i = 0; i < dates.bars.size(); ++i) {
                const auto& bar = dates.bars[i];
                total += bar.count;
                QVERIFY(i == 0 || bar.from == dates.bars[i - 1].to + 1);
                if (i % 7 == 0) {
                    FilterTerm day;
                    day.key = FilterTerm::Key::Date;
                    day.value = FilterTerm::Ranges{{{static_cast<double>(bar.from), static_cast<double>(bar.to)}}};
                    QCOMPARE(listed(rest + " " + printFilter({{day}}), {}), bar.count);
                }
            }
            QCOMPARE(total, listed(rest, {}));
        }
    }

    void stepsSuitTheSpan_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("step");
        using Step = DateHistogram::Step;
        const std::tuple<const char*, int, Step> rows[]
            = {{"one day", 0, Step::Day},          {"a month", 30, Step::Day},
               {"four months", 118, Step::Day},    {"two years", 730, Step::Week},
               {"nine years", 3285, Step::Month},  {"twenty years", 7300, Step::Quarter},
               {"fifty years", 18'250, Step::Year}};
        for (const auto& [title, days, step] : rows) {
            QTest::newRow(title) << days << int(step);
        }
    }
    void stepsSuitTheSpan()
    {
        QFETCH(int, days);
        QFETCH(int, step);
        FacetTable table;
        const std::int64_t begin = 946'684'800; // 2000-01-01
        for (const std::int64_t seconds : {begin, begin + std::int64_t{days} * 86'400}) {
            table.photos.push_back({static_cast<std::int64_t>(table.photos.size()) + 1});
            table.seconds.push_back(seconds);
        }
        const FacetBase base{PhotoMask(2, 1), {}, {}};
        const DateHistogram dates = countDates(base, {}, std::nullopt, table);
        QCOMPARE(int(dates.step), step);
        QVERIFY(!dates.bars.empty() && dates.bars.size() <= 120);
        QVERIFY(days < 60 || dates.bars.size() >= 20);
        QVERIFY(dates.bars.front().from <= begin);
        QVERIFY(dates.bars.front().count >= 1 && dates.bars.back().count >= 1);
        for (const DateHistogram::Bar& bar : dates.bars) {
            const QDate first = QDateTime::fromSecsSinceEpoch(bar.from, Qt::UTC).date();
            using Step = DateHistogram::Step;
            QCOMPARE(bar.from % 86'400, 0);
            QVERIFY(dates.step != Step::Week || first.dayOfWeek() == Qt::Monday);
            QVERIFY(dates.step < Step::Month || first.day() == 1);
            QVERIFY(dates.step != Step::Quarter || first.month() % 3 == 1);
            QVERIFY(dates.step != Step::Year || first.month() == 1);
        }
    }

    void straysDoNotSqueezeTheBars()
    {
        FacetTable table;
        for (int i = 0; i < 2000; ++i) {
            table.photos.push_back({i + 1});
            table.seconds.push_back(i == 0 ? 0 : i == 1 ? 4'000'000'000 : 1'500'000'000 + i * 10'000LL);
        }
        const DateHistogram dates = countDates({PhotoMask(2000, 1), {}, {}}, {}, std::nullopt, table);
        QCOMPARE(dates.earlier, 1);
        QCOMPARE(dates.later, 1);
        QVERIFY(dates.bars.size() > 20);
        const DateHistogram view
            = countDates({PhotoMask(2000, 1), {}, {}}, {}, DateSpan{1'500'000'000, 1'501'000'000}, table);
        QCOMPARE(int(view.step), int(DateHistogram::Step::Day));
        QVERIFY(view.earlier > 0 && view.later > 1000);
    }

    void classesLeaveNoGap()
    {
        using Key = FilterTerm::Key;
        for (const auto& [facet, key] :
             {std::pair(Facet::Iso, Key::Iso), std::pair(Facet::Aperture, Key::Aperture),
              std::pair(Facet::FocalLength, Key::FocalLength), std::pair(Facet::Megapixels, Key::Megapixels),
              std::pair(Facet::FileSize, Key::Size)}) {
            const auto classes = facetClasses(facet);
            QVERIFY(classes.size() > 5);
            for (std::size_t i = 0; i < classes.size(); ++i) {
                const auto range = parseFilterRange(key, classes[i]);
                QVERIFY2(range, classes[i]);
                QCOMPARE(range->from.has_value(), i > 0);
                QCOMPARE(range->to.has_value(), i + 1 < classes.size());
                if (i > 0) {
                    const double step = *range->from - *parseFilterRange(key, classes[i - 1])->to;
                    QVERIFY2(std::abs(step) < (key == Key::Iso || key == Key::Size ? 1.1 : 1e-9), classes[i]);
                }
            }
        }
    }

    void whatTheFilterNamesIsMarked()
    {
        const auto value = [&](const std::string& expression, Facet facet, const std::string& name) {
            const Filter filter = *parseFilter(expression);
            auto base = facetBase({}, filter, *m_table, *m_fixture->catalog);
            for (const FacetCounts& counts : countFacets(*base, filter, {}, *m_table)) {
                for (const FacetValue& one : counts.values) {
                    if (counts.facet == facet && one.value == name && !one.negated) {
                        return one;
                    }
                }
            }
            return FacetValue{};
        };
        QVERIFY(value("camera:x100", Facet::Camera, "FUJIFILM X100").chosen);
        QVERIFY(!value("camera:x100", Facet::Camera, "Canon EOS 5D").chosen);
        QVERIFY(value("camera:x100", Facet::Camera, "Canon EOS 5D").count > 0); // can be chosen beside it
        QVERIFY(value("-camera:canon*", Facet::Camera, "Canon EOS 5D").excluded);
        QVERIFY(value("iso:>=101", Facet::Iso, "201..400").chosen);
        QVERIFY(!value("iso:>=150", Facet::Iso, "101..200").chosen); // only a part of it
        QVERIFY(value("rating:>=4", Facet::Rating, "5").chosen);
        QVERIFY(value("-rating:0", Facet::Rating, "0").excluded);
        QVERIFY(value("place:france", Facet::Place, "France").chosen);
        QVERIFY(value("place:paris", Facet::Place, "Paris").chosen);
        QVERIFY(value("folder:/photos", Facet::Folder, "/photos").chosen);
        QVERIFY(value("has:gps", Facet::Gps, "gps").chosen);
        // What is chosen is listed, though no photo has it.
        const FacetValue none = value("tag:cat date:1990", Facet::Tag, "cat");
        QVERIFY(none.chosen);
        QCOMPARE(none.count, 0);
    }

    void foldersAreListedLevelByLevel()
    {
        const auto names = [&](const std::filesystem::path& folder) {
            Query query;
            query.folder = folder;
            auto base = facetBase(query, {}, *m_table, *m_fixture->catalog);
            QStringList list;
            for (const FacetCounts& counts : countFacets(*base, {}, folder, *m_table)) {
                for (const FacetValue& value :
                     counts.facet == Facet::Folder ? counts.values : std::vector<FacetValue>()) {
                    list << QString::fromStdString(value.label + (value.hasChildren ? "+" : ""));
                }
            }
            return list.join(' ');
        };
        QCOMPARE(names(""), QString("photos+"));
        QCOMPARE(names("/photos"), QString("Old Trips+ Trips abroad"));
        QCOMPARE(names("/photos/Trips"), QString("Kyoto+ Paris"));
        QCOMPARE(names("/photos/Trips/Paris"), QString());
    }

    void theServiceAnswersTheNewestAndNoticesChanges()
    {
        CatalogFixture fixture;
        fill(fixture, 50, 3);
        std::mutex mutex;
        std::condition_variable arrived;
        std::vector<Event> events;
        FacetService service(
            fixture.library(),
            [&](Event event) {
                const std::lock_guard lock(mutex);
                events.push_back(std::move(event));
                arrived.notify_all();
            },
            [](const Query& query) { return parseFilter(query.filter); },
            [](const ResolvedQuery&, Readers&) -> Result<std::shared_ptr<const QueryResult>> {
                return fail(ErrorCode::Unsupported, "no model here");
            });
        const auto answer = [&](std::int64_t request) {
            std::unique_lock lock(mutex);
            std::optional<Event> found;
            arrived.wait_for(lock, std::chrono::seconds(30), [&] {
                for (const Event& event : events) {
                    const auto* loaded = std::get_if<FacetsLoaded>(&event);
                    const auto* failed = std::get_if<CommandFailed>(&event);
                    if ((loaded != nullptr && loaded->request.value == request)
                        || (failed != nullptr && failed->request.value == request)) {
                        found = event;
                        return true;
                    }
                }
                return false;
            });
            return found;
        };
        for (std::int64_t request = 1; request <= 20; ++request) {
            service.ask({request}, {});
        }
        for (std::int64_t request = 1; request <= 20; ++request) {
            const auto event = answer(request); // all are answered; those overtaken, by Cancelled
            QVERIFY(event);
            if (const auto* failed = std::get_if<CommandFailed>(&*event)) {
                QCOMPARE(failed->error.code, ErrorCode::Cancelled);
                QVERIFY(request < 20);
            }
        }
        QCOMPARE(std::get<FacetsLoaded>(*answer(20)).total, 50);
        fixture.add("new.jpg", 1234);
        // The table is read again when it is due; until then the answer says that it is old.
        std::int64_t total = 0;
        for (std::int64_t request = 21; request < 100'000 && total != 51; ++request) {
            service.ask({request}, {});
            const auto loaded = std::get<FacetsLoaded>(*answer(request));
            total = loaded.total;
            QCOMPARE(loaded.stale, total != 51);
        }
        QCOMPARE(total, 51);
        LoadFacets wrong;
        wrong.query.filter = "rating:9";
        service.ask({200'000}, wrong);
        QVERIFY(QString::fromStdString(std::get<CommandFailed>(*answer(200'000)).error.message).startsWith("column 8"));
    }

private:
    std::int64_t listed(const std::string& expression, const Query& query) const
    {
        auto filter = parseFilter(expression);
        auto photos = filter ? m_fixture->catalog->photosMatching(query, *filter)
                             : Result<std::vector<PhotoId>>(filter.failure());
        return photos ? static_cast<std::int64_t>(photos->size()) : -1;
    }

    std::unique_ptr<CatalogFixture> m_fixture;
    std::shared_ptr<const FacetTable> m_table;
};

QTEST_GUILESS_MAIN(FacetsTest)
#include "facets_test.moc"
