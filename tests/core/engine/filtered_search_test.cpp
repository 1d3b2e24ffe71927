#include "core/places/places.h"
#include "generated_library.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace likeness;
using likeness::test::GeneratedLibrary;
using likeness::test::GeneratedPhoto;

namespace {

/// A condition as it is written, and as a person would judge it photo by photo.
struct Condition {
    std::string text;
    std::function<bool(const GeneratedPhoto&)> holds;
};

const Metadata& metadataOf(const GeneratedPhoto& photo) { return photo.file.content->metadata; }

std::string lowered(std::string text)
{
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/// By the chord through the Earth, which is another way than the catalog's.
double metresBetween(const GeoPoint& a, const GeoPoint& b)
{
    constexpr double kRadiusMetres = 6'371'008.8;
    const auto onSphere = [](const GeoPoint& point) {
        const double north = point.latitudeDegrees * std::numbers::pi / 180;
        const double east = point.longitudeDegrees * std::numbers::pi / 180;
        return std::array{std::cos(north) * std::cos(east), std::cos(north) * std::sin(east), std::sin(north)};
    };
    const auto p = onSphere(a);
    const auto q = onSphere(b);
    return 2 * kRadiusMetres * std::asin(std::min(1.0, std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) / 2));
}

/// Draws conditions over every key.
class Conditions {
public:
    explicit Conditions(unsigned seed)
        : m_random(seed)
    {
    }

    /// One to four conditions, all of which must hold; each may be negated.
    Condition expression()
    {
        std::vector<Condition> all;
        const std::size_t count = 1 + m_random() % 4;
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            Condition one = drawn();
            const bool negated = m_random() % 3 == 0;
            text += std::string(i > 0 ? " " : "") + (negated ? "-" : "") + one.text;
            if (negated) {
                one.holds = [holds = one.holds](const GeneratedPhoto& photo) { return !holds(photo); };
            }
            all.push_back(std::move(one));
        }
        return {text, [all](const GeneratedPhoto& photo) {
                    return std::ranges::all_of(all, [&](const Condition& one) { return one.holds(photo); });
                }};
    }

private:
    using Photo = GeneratedPhoto;

    template <class T> T oneOf(const std::vector<T>& values) { return values[m_random() % values.size()]; }

    /// One value, or two of which one suffices.
    Condition valueOf(const std::string& key, const std::vector<Condition>& values)
    {
        const Condition first = oneOf(values);
        if (m_random() % 3 != 0) {
            return {key + ":" + first.text, first.holds};
        }
        const Condition second = oneOf(values);
        return {key + ":" + first.text + "," + second.text,
                [first, second](const Photo& photo) { return first.holds(photo) || second.holds(photo); }};
    }

    /// A number written as itself, as a bound, or as a range. What is not known is in no range.
    Condition number(const std::string& key, const std::vector<int>& values,
                     const std::function<std::optional<double>(const Photo&)>& of, const std::string& unit = "",
                     double slack = 0)
    {
        const auto draw = [&, this]() -> Condition {
            int from = oneOf(values);
            int to = oneOf(values);
            if (from > to) {
                std::swap(from, to);
            }
            const std::string a = std::to_string(from) + unit;
            const std::string b = std::to_string(to) + unit;
            const double low = from - slack;
            const double high = from + slack;
            switch (m_random() % 6) {
            case 0:
                return {a, [=](const Photo& p) { return of(p) && *of(p) >= low && *of(p) <= high; }};
            case 1:
                return {">" + a, [=](const Photo& p) { return of(p) && *of(p) > high; }};
            case 2:
                return {">=" + a, [=](const Photo& p) { return of(p) && *of(p) >= low; }};
            case 3:
                return {"<" + a, [=](const Photo& p) { return of(p) && *of(p) < low; }};
            case 4:
                return {"<=" + a, [=](const Photo& p) { return of(p) && *of(p) <= high; }};
            default:
                return {a + ".." + b, [=](const Photo& p) { return of(p) && *of(p) >= low && *of(p) <= to + slack; }};
            }
        };
        return valueOf(key, {draw(), draw()});
    }

    Condition camera()
    {
        const auto is = [](const char* make) {
            return [make = std::string(make)](const Photo& photo) { return metadataOf(photo).cameraMake == make; };
        };
        return valueOf("camera", {{"canon", is("Canon")},
                                  {"\"Canon EOS 5D\"", is("Canon")},
                                  {"*eos*", is("Canon")},
                                  {"x100", is("FUJIFILM")},
                                  {"\"fujifilm x100\"", is("FUJIFILM")},
                                  {"nikon*", is("NIKON CORPORATION")},
                                  {"leica", [](const Photo&) { return false; }}});
    }

    Condition lens()
    {
        const auto begins = [](const char* start) {
            return [start = std::string(start)](const Photo& p) { return metadataOf(p).lens.starts_with(start); };
        };
        return valueOf("lens", {{"ef*", begins("EF")},
                                {"\"ef50mm f/1.8 ii\"", begins("EF50")},
                                {"xf23mm", begins("XF23")},
                                {"xf", [](const Photo&) { return false; }}});
    }

    Condition date()
    {
        using namespace std::chrono;
        // The file's own time where the camera says nothing: both lie on the photo's day, in the photo's year.
        const auto dayOf = [](const Photo& photo) { return photo.day; };
        const int first = 2014 + static_cast<int>(m_random() % 10);
        const int last = first + static_cast<int>(m_random() % 3);
        const auto inYear = 1 + static_cast<unsigned>(m_random() % 12);
        std::array<char, 16> monthText{};
        std::snprintf(monthText.data(), monthText.size(), "%d-%02u", first, inYear);
        const std::string y = std::to_string(first);
        const std::string z = std::to_string(last);
        const std::string m = monthText.data();
        const auto yearOf = [dayOf](const Photo& p) { return int(dayOf(p).year()); };
        const auto monthOf
            = [dayOf](const Photo& p) { return int(dayOf(p).year()) * 12 + int(unsigned(dayOf(p).month())); };
        const int number = first * 12 + int(inYear);
        return valueOf("date", {{y, [=](const Photo& p) { return yearOf(p) == first; }},
                                {m, [=](const Photo& p) { return monthOf(p) == number; }},
                                {y + ".." + z, [=](const Photo& p) { return yearOf(p) >= first && yearOf(p) <= last; }},
                                {".." + m, [=](const Photo& p) { return monthOf(p) <= number; }},
                                {">" + m, [=](const Photo& p) { return monthOf(p) > number; }},
                                {"<" + y, [=](const Photo& p) { return yearOf(p) < first; }}});
    }

    Condition folder()
    {
        const auto holds = [](const char* part) {
            return [part = std::string(part)](const Photo& photo) {
                return ("photos/" + lowered(photo.folder)).find(part) != std::string::npos;
            };
        };
        const auto below = [](const char* path) {
            return [path = std::string(path)](const Photo& photo) {
                return ("/photos/" + lowered(photo.folder) + "/").starts_with(path);
            };
        };
        return valueOf("folder", {{"trips", holds("trips")},
                                  {"Paris", holds("paris")},
                                  {"family/2019", holds("family/2019")},
                                  {"photos", holds("photos")},
                                  {"/photos/trips", below("/photos/trips/")},
                                  {"/photos/family/", below("/photos/family/")},
                                  {"/photos/tri", [](const Photo&) { return false; }}});
    }

    Condition format()
    {
        const auto is = [](const char* name) {
            return [name = std::string(name)](const Photo& photo) { return photo.file.content->format == name; };
        };
        return valueOf("format", {{"jpg", is("jpeg")}, {"JPEG", is("jpeg")}, {"heic", is("heif")}, {"raw", is("raw")}});
    }

    Condition orientation()
    {
        const auto shape = [](int sign) {
            return [sign](const Photo& photo) {
                const int difference = photo.file.content->width - photo.file.content->height;
                return sign > 0 ? difference > 0 : sign < 0 ? difference < 0 : difference == 0;
            };
        };
        return valueOf("orientation", {{"landscape", shape(1)}, {"portrait", shape(-1)}, {"square", shape(0)}});
    }

    Condition aspect()
    {
        const auto ratio = [](const Photo& photo) {
            const auto [shorter, longer] = std::minmax(photo.file.content->width, photo.file.content->height);
            return static_cast<double>(longer) / shorter;
        };
        const auto about = [ratio](double wanted) {
            return [=](const Photo& photo) { return std::abs(ratio(photo) / wanted - 1) <= 0.01; };
        };
        return valueOf("aspect", {{"4:3", about(4.0 / 3)},
                                  {"3:4", about(4.0 / 3)},
                                  {"1:1", about(1)},
                                  {"1.6", about(1.6)},
                                  {">2", [ratio](const Photo& photo) { return ratio(photo) > 2.02; }}});
    }

    Condition has()
    {
        return valueOf("has", {{"gps", [](const Photo& p) { return metadataOf(p).place.has_value(); }},
                               {"rating", [](const Photo& p) { return p.rating > 0; }},
                               {"tag", [](const Photo& p) { return !metadataOf(p).tags.empty(); }},
                               {"date", [](const Photo& p) { return metadataOf(p).taken.has_value(); }},
                               {"camera", [](const Photo& p) { return !metadataOf(p).cameraModel.empty(); }},
                               {"lens", [](const Photo& p) { return !metadataOf(p).lens.empty(); }},
                               {"title", [](const Photo& p) { return !metadataOf(p).title.empty(); }},
                               {"description", [](const Photo& p) { return !metadataOf(p).description.empty(); }},
                               {"duplicate", [](const Photo& p) { return p.hasCopy; }}});
    }

    Condition near()
    {
        const GeoPoint centre{static_cast<double>(m_random() % 180) - 90, static_cast<double>(m_random() % 360) - 180};
        const int kilometres = oneOf<int>({50, 500, 2000, 6000, 15'000});
        return {"near:" + std::to_string(static_cast<int>(centre.latitudeDegrees)) + ","
                    + std::to_string(static_cast<int>(centre.longitudeDegrees)) + "," + std::to_string(kilometres)
                    + "km",
                [=](const Photo& photo) {
                    const auto& place = metadataOf(photo).place;
                    return place && metresBetween(*place, centre) <= kilometres * 1000.0;
                }};
    }

    /// What a point is called is for the table to say; the rest is judged here.
    Condition place()
    {
        const auto called = [](const std::function<bool(const PlaceTable::Name&)>& matches) {
            return [matches](const Photo& photo) {
                const auto& point = metadataOf(photo).place;
                const PlaceTable& table = PlaceTable::builtIn();
                return point && matches(table.nameOf(table.labelOf(*point)));
            };
        };
        const auto in = [called](const char* country) {
            return called([country = std::string(country)](const PlaceTable::Name& n) { return n.country == country; });
        };
        const auto begins = [called](const char* start) {
            return called([start = std::string(start)](const PlaceTable::Name& n) {
                return n.place.starts_with(start) || n.country.starts_with(start);
            });
        };
        return valueOf("place", {{"russia", in("Russia")},
                                 {"CANADA", in("Canada")},
                                 {"\"united states\"", in("United States")},
                                 {"brazil", in("Brazil")},
                                 {"a*", begins("A")},
                                 {"new*", begins("New")},
                                 {"russ", [](const Photo&) { return false; }}});
    }

    Condition tag()
    {
        const auto any = [](const std::function<bool(const std::string&)>& matches) {
            return [matches](const Photo& photo) { return std::ranges::any_of(metadataOf(photo).tags, matches); };
        };
        const auto is = [any](const char* name) {
            return any([name = std::string(name)](const std::string& one) { return one == name; });
        };
        return valueOf("tag", {{"print", is("print")},
                               {"print*", any([](const std::string& one) { return one.starts_with("print"); })},
                               {"ÉTÉ", is("Été")},
                               {"\"Print Shop\"", is("print shop")},
                               {"sea", is("sea")},
                               {"cat", is("cat")}});
    }

    Condition name()
    {
        const std::string digits = std::to_string(m_random() % 100);
        const auto holds = [](const std::string& part) {
            return [part](const Photo& photo) { return lowered(photo.name).find(part) != std::string::npos; };
        };
        if (m_random() % 2 == 0) {
            return {digits, holds(digits)}; // a word without a key
        }
        return valueOf("name", {{digits, holds(digits)}, {"copy", holds("copy")}});
    }

    Condition drawn()
    {
        const auto content = [](int IndexedFile::Content::*field) {
            return [field](const Photo& photo) { return std::optional<double>((*photo.file.content).*field); };
        };
        switch (m_random() % 20) {
        case 0:
            return camera();
        case 1:
            return lens();
        case 2:
            return date();
        case 3:
            return number("rating", {0, 1, 2, 3, 4, 5}, [](const Photo& p) { return std::optional<double>(p.rating); });
        case 4:
            return folder();
        case 5:
            return format();
        case 6:
            return orientation();
        case 7:
            return number("width", {640, 1200, 1920, 3000, 4000}, content(&IndexedFile::Content::width));
        case 8:
            return number("height", {640, 1200, 1920, 3000, 4000}, content(&IndexedFile::Content::height));
        case 9:
            return number("iso", {100, 200, 400, 800, 1600, 6400}, [](const Photo& p) {
                const auto& iso = metadataOf(p).iso;
                return iso ? std::optional<double>(*iso) : std::nullopt;
            });
        case 10: // "4" means what would be written like that, 3.5 to 4.5
            return number(
                "aperture", {2, 3, 4, 6, 8}, [](const Photo& p) { return metadataOf(p).apertureF; }, "", 0.5);
        case 11:
            return number(
                "focal", {24, 35, 50, 85, 200}, [](const Photo& p) { return metadataOf(p).focalLengthMm; }, "mm", 0.5);
        case 12:
            return number("size", {500'000, 2'000'000, 5'000'000, 8'000'000},
                          [](const Photo& p) { return std::optional(static_cast<double>(p.file.stamp.sizeBytes)); });
        case 13:
            return has();
        case 14:
            return near();
        case 15:
            return tag();
        case 16:
            return aspect();
        case 17:
            return number(
                "megapixels", {1, 2, 4, 8, 12},
                [](const Photo& p) { return std::optional(p.file.content->width * p.file.content->height / 1e6); }, "",
                0.5);
        case 18:
            return place();
        default:
            return name();
        }
    }

    std::mt19937 m_random;
};

/// What brute force finds: photos with their scores, best first.
struct Judged {
    std::map<PhotoId, float> scores;
    std::vector<float> best; ///< descending
};

Judged judge(const GeneratedLibrary& library, const Condition& condition, std::span<const float> query)
{
    Judged judged;
    for (const GeneratedPhoto& photo : library.photos()) {
        if (condition.holds(photo)) {
            const auto vector = library.vector(photo.vector);
            const float score = std::inner_product(query.begin(), query.end(), vector.begin(), 0.0F);
            judged.scores.emplace(photo.id, score);
            judged.best.push_back(score);
        }
    }
    std::sort(judged.best.rbegin(), judged.best.rend());
    return judged;
}

/// Vectors are kept as half floats: a cosine is off by no more than this.
constexpr float kRounding = 2e-3F;

/// Empty when these hits are `judged`'s best.
QString mistakeIn(const QueryResult& found, const Judged& judged, std::size_t countMax)
{
    if (found.photos.size() != std::min(countMax, judged.scores.size())) {
        return QStringLiteral("%1 hits, expected %2 of %3")
            .arg(found.photos.size())
            .arg(std::min(countMax, judged.scores.size()))
            .arg(judged.scores.size());
    }
    for (std::size_t i = 0; i < found.photos.size(); ++i) {
        const auto expected = judged.scores.find(found.photos[i]);
        if (expected == judged.scores.end()) {
            return QStringLiteral("hit %1 does not pass the filter").arg(i);
        }
        if (std::abs(expected->second - found.scores[i]) > kRounding) {
            return QStringLiteral("hit %1 has the score %2, not %3").arg(i).arg(expected->second).arg(found.scores[i]);
        }
        if (std::abs(judged.best[i] - found.scores[i]) > kRounding) {
            return QStringLiteral("rank %1 should score %2, not %3").arg(i).arg(judged.best[i]).arg(found.scores[i]);
        }
    }
    return {};
}

} // namespace

/// Filters and likeness together, against photos judged one by one.
class FilteredSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyIndexFindsTheBestOfWhatPasses_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("exact") << static_cast<int>(IndexKind::Exact) << QByteArray("exact");
        QTest::newRow("flat") << static_cast<int>(IndexKind::Flat) << QByteArray("flat");
        QTest::newRow("hnsw-if") << static_cast<int>(IndexKind::HnswIf) << QByteArray("hnsw-if");
        QTest::newRow("hnsw") << static_cast<int>(IndexKind::Hnsw) << QByteArray("hnsw");
    }
    void everyIndexFindsTheBestOfWhatPasses()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, name);
        constexpr int kExpressions = 1000;
        GeneratedLibrary library(600, kSeed);
        const auto session = library.open(static_cast<IndexKind>(kind));
        QCOMPARE(session->snapshot().index->kind(), name.toStdString());
        compare(library, *session, kExpressions);
    }

    void alsoWhereTheGraphAndTheCodesAreWorthwhile_data() { everyIndexFindsTheBestOfWhatPasses_data(); }
    void alsoWhereTheGraphAndTheCodesAreWorthwhile()
    {
        QFETCH(int, kind);
        constexpr int kExpressions = 40;
        static GeneratedLibrary library(11'000, kSeed + 1);
        const auto session = library.open(static_cast<IndexKind>(kind));
        compare(library, *session, kExpressions);
    }

private:
    static constexpr unsigned kSeed = 20261121;

    static void compare(const GeneratedLibrary& library, ModelSession& session, int expressions)
    {
        Readers readers(library.library());
        Conditions conditions(kSeed);
        int passing = 0;
        for (int i = 0; i < expressions; ++i) {
            const Condition condition = conditions.expression();
            const GeneratedPhoto& example = library.photos()[static_cast<std::size_t>(i * 7) % library.photos().size()];
            Query query;
            query.parts.push_back({example.id, {}, 1.0});
            query.sort = SortKey::Score;
            query.filter = condition.text;
            query.countMax = i % 4 == 0 ? 10'000 : 10; // few lets the index choose, all lets nothing hide
            const auto found
                = findAlike({query, *parseFilter(query.filter)}, session.snapshot(), readers, session.inference());
            QVERIFY2(found, (condition.text + ": " + (found ? "" : found.error().message)).c_str());
            const Judged judged = judge(library, condition, library.vector(example.vector));
            const QString mistake = mistakeIn(**found, judged, query.countMax);
            QVERIFY2(mistake.isEmpty(), qPrintable(QString::fromStdString(condition.text) + ": " + mistake));
            passing += judged.scores.empty() ? 0 : 1;
        }
        QVERIFY(passing > expressions / 2); // a test of empty answers would prove little
    }
};

QTEST_GUILESS_MAIN(FilteredSearchTest)
#include "filtered_search_test.moc"
