// Files written by every released format must be read by every later program. tests/data/catalog/v<N> holds a library
// in format N; it is never written again. To pin a new format, run this with LIKENESS_PIN_FORMAT naming an empty
// folder.

#include "core/catalog/catalog.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <fstream>

using namespace likeness;
namespace fs = std::filesystem;

namespace {

constexpr int kNewest = 1;

const VectorStore::Header kHeader{"pinned-model", "pinned-preprocessing", 8};

ContentHash hash(std::uint8_t seed)
{
    ContentHash hash{};
    hash.fill(seed);
    return hash;
}

std::vector<std::byte> picture(std::uint8_t seed)
{
    return {std::byte{0xFF}, std::byte{0xD8}, std::byte{seed}, std::byte{0xFF}, std::byte{0xD9}};
}

Query search()
{
    Query query;
    query.filter = "rating:>=3";
    query.sort = SortKey::Name;
    query.parts.push_back({Words{"bridge"}, std::nullopt, 1});
    return query;
}

/// What lies in every pinned library: three photos (one with a name that is not UTF-8, one gone), a failure, a rating,
/// a kept search, a setting, two vectors (one removed later), thumbnails.
void writeLibrary(const fs::path& library)
{
    auto catalog = Catalog::open(library, Catalog::Access::ReadWrite);
    const FolderId folder = *(*catalog)->addFolder("/photos", {{"*.tmp"}});
    IndexedFile first;
    first.folder = folder;
    first.relativePath = "2019/bridge.jpg";
    first.stamp = {1234, 1'560'000'000'500'000'000, 11, 22};
    first.hash = hash(1);
    first.content = IndexedFile::Content{4000, 3000, "jpeg", 0xABCDEF, {}};
    Metadata& metadata = first.content->metadata;
    metadata.taken = CaptureTime{1'559'383'200, 120};
    metadata.place = GeoPoint{48.5, 2.25};
    metadata.cameraMake = "Canon";
    metadata.cameraModel = "Canon EOS 5D";
    metadata.lens = "EF 50mm";
    metadata.iso = 200;
    metadata.rating = 2;
    metadata.tags = {"print", "Été"};
    IndexedFile second = first;
    second.relativePath = "\xFF\xE9.jpg";
    second.hash = hash(2);
    second.content->metadata = {};
    IndexedFile third = second;
    third.relativePath = "gone.jpg";
    third.hash = hash(3);
    const auto outcome = (*catalog)->commit({{first, second, third}, {{folder, "bad.jpg", {}, "it is empty"}}, {}});
    (void)(*catalog)->commit({{}, {}, {{outcome->photos[2], "/photos/gone.jpg"}}});
    (void)(*catalog)->setRating(std::span(outcome->photos).first(1), 5);
    (void)(*catalog)->saveSearch("bridges", search());
    (void)(*catalog)->setSetting("model", "pinned-model");
    auto vectors = VectorStore::open(library / "vectors" / "pinned.db", kHeader, Catalog::Access::ReadWrite);
    std::vector<float> values(16, 0.25F);
    values[1] = -0.5F;
    (void)(*vectors)->put(std::span(outcome->contents).first(2), values);
    (void)(*vectors)->remove(std::span(outcome->contents).subspan(1, 1));
    auto thumbnails = ThumbnailStore::open(library, Catalog::Access::ReadWrite);
    const auto small = picture(1);
    const auto large = picture(2);
    const ThumbnailStore::Entry entries[] = {{outcome->contents[0], ThumbnailSize::Small236, small},
                                             {outcome->contents[0], ThumbnailSize::Large474, large}};
    (void)(*thumbnails)->put(entries);
}

} // namespace

class FormatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QByteArray folder = qgetenv("LIKENESS_PIN_FORMAT"); !folder.isEmpty()) {
            writeLibrary(folder.toStdString());
        }
    }

    void everyFormatIsRead_data()
    {
        QTest::addColumn<int>("format");
        for (int format = 1; format <= kNewest; ++format) {
            QTest::addRow("v%d", format) << format;
        }
        QTest::newRow("written now") << 0;
    }
    void everyFormatIsRead()
    {
        QFETCH(int, format);
        const QTemporaryDir folder;
        const fs::path library = fs::path(folder.path().toStdString()) / "library";
        if (format == 0) {
            writeLibrary(library);
        } else {
            fs::copy(fs::path(LIKENESS_TEST_DATA) / "catalog" / ("v" + std::to_string(format)), library,
                     fs::copy_options::recursive);
        }
        auto catalog = Catalog::open(library, Catalog::Access::ReadWrite);
        QVERIFY2(catalog, catalog ? "" : catalog.error().message.c_str());
        checkCatalog(**catalog);
        checkStores(library, **catalog);
    }

private:
    void checkCatalog(Catalog& catalog)
    {
        QVERIFY(catalog.verify()->empty());
        const auto folders = catalog.folders();
        QCOMPARE(folders->size(), 1U);
        QVERIFY(folders->at(0).info.rules == FolderRules{{"*.tmp"}});
        const auto counts = catalog.counts();
        QCOMPARE(counts->photos, 2);
        QCOMPARE(counts->contents, 3);
        QCOMPARE(counts->failures, 1);
        Query byName;
        byName.sort = SortKey::Name;
        byName.ascending = true;
        const auto photos = catalog.photosMatching(byName, {});
        QCOMPARE(photos->size(), 2U);
        const auto details = catalog.details(photos->at(0));
        QCOMPARE(details->row.path.native(), std::string("/photos/2019/bridge.jpg"));
        QCOMPARE(details->row.rating, 5);
        QCOMPARE(details->row.averageRgb, 0xABCDEFU);
        QVERIFY((details->metadata.taken == CaptureTime{1'559'383'200, 120}));
        QVERIFY((details->metadata.place == GeoPoint{48.5, 2.25}));
        QCOMPARE(details->metadata.cameraModel, "Canon EOS 5D");
        QCOMPARE(details->metadata.lens, "EF 50mm");
        QVERIFY((details->metadata.tags == std::vector<std::string>{"print", "Été"}));
        QCOMPARE(*details->metadata.rating, 2);
        QCOMPARE(catalog.rows(*photos)->at(1).path.native(), std::string("/photos/\xFF\xE9.jpg"));
        QCOMPARE(catalog.failures()->at(0).reason, "it is empty");
        QVERIFY(catalog.savedSearches()->at(0).query == search());
        QCOMPARE(*catalog.setting("model"), std::string("pinned-model"));
        // The photo that is gone is still the same when it comes back.
        IndexedFile back;
        back.folder = folders->at(0).info.id;
        back.relativePath = "elsewhere.jpg";
        back.hash = hash(3);
        QCOMPARE(catalog.commit({{back}, {}, {}})->photos[0].value, 2);
    }

    void checkStores(const fs::path& library, const Catalog& catalog)
    {
        const ContentId content = catalog.contentWithHash(hash(1))->value();
        auto vectors = VectorStore::open(library / "vectors" / "pinned.db", kHeader, Catalog::Access::ReadWrite);
        QVERIFY(vectors);
        QVERIFY((*vectors)->verify()->empty());
        QCOMPARE(*(*vectors)->count(), 1);
        QCOMPARE(*(*vectors)->lastSequence(), 3);
        QCOMPARE((*vectors)->removedSince(0)->size(), 1U);
        QVERIFY((*(*vectors)->vectorOf(content)
                 == std::vector<float>{0.25F, -0.5F, 0.25F, 0.25F, 0.25F, 0.25F, 0.25F, 0.25F}));
        auto thumbnails = ThumbnailStore::open(library, Catalog::Access::ReadWrite);
        QVERIFY(thumbnails);
        QVERIFY((*thumbnails)->verify()->empty());
        QVERIFY(*(*thumbnails)->encoded(content, ThumbnailSize::Small236) == picture(1));
        QVERIFY(*(*thumbnails)->encoded(content, ThumbnailSize::Large474) == picture(2));
    }
};

QTEST_GUILESS_MAIN(FormatTest)
#include "format_test.moc"
