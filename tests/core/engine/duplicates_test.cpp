#include "core/base/file_system.h"
#include "core/catalog/catalog.h"
#include "core/engine/duplicate_search.h"
#include "core/engine/look_hashes.h"
#include "core/engine/model_session.h"
#include "core/explore/neighbour_graph.h"
#include "core/media/media.h"
#include "core/media/picture_writer.h"
#include "tests/core/catalog/run_sql.h"
#include "tests/support/temp_library.h"

#include <QTest>

#include <fstream>
#include <random>
#include <set>
using namespace likeness;
using likeness::test::TempLibrary;

namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

Names namesOf(const DuplicateGroup& group)
{
    Names names;
    for (const DuplicateMember& member : group.members) {
        names.insert(member.row.path.filename());
    }
    return names;
}

std::string keeperOf(const DuplicateGroup& group)
{
    return group.members.empty() || !group.members.front().keep ? std::string()
                                                                : group.members.front().row.path.filename().native();
}

Image decoded(const fs::path& file)
{
    auto bytes = readFile(file, 1 << 30);
    auto photo = bytes ? decodePhoto(*bytes, file, DecodeSize(0)) : Result<DecodedPhoto>(bytes.failure());
    return photo ? std::move(photo->image) : Image{};
}

void write(const fs::path& file, const std::vector<std::byte>& bytes)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

void writeJpeg(const fs::path& file, const Image& image, int quality)
{
    auto bytes = encodeJpeg(image, quality);
    if (!bytes) {
        qFatal("%s", bytes.error().message.c_str());
    }
    write(file, *bytes);
}

/// The same picture with a comment in the file.
void writeWithComment(const fs::path& from, const fs::path& to)
{
    auto bytes = *readFile(from, 1 << 30);
    const std::string comment = "not in the other";
    std::vector<std::byte> segment{std::byte{0xFF}, std::byte{0xFE}, std::byte{0},
                                   static_cast<std::byte>(comment.size() + 2)};
    const auto text = std::as_bytes(std::span(comment));
    segment.insert(segment.end(), text.begin(), text.end());
    bytes.insert(bytes.begin() + 2, segment.begin(), segment.end());
    write(to, bytes);
}

void writePng(const fs::path& file, const Image& image)
{
    auto bytes = encodePng(image);
    if (!bytes) {
        qFatal("%s", bytes.error().message.c_str());
    }
    write(file, *bytes);
}

/// The picture with a grey border of a twentieth of its edges.
Image framed(const Image& image)
{
    const int left = image.width / 20, top = image.height / 20;
    Image wide{image.width + 2 * left, image.height + 2 * top, 3, {}};
    wide.pixels.assign(static_cast<std::size_t>(wide.width) * static_cast<std::size_t>(wide.height) * 3, 128);
    for (int y = 0; y < image.height; ++y) {
        std::copy_n(image.pixels.data() + y * image.width * 3, image.width * 3,
                    wide.pixels.data() + ((y + top) * wide.width + left) * 3);
    }
    return wide;
}

std::vector<DuplicateGroup> groupsOf(TempLibrary& library, const FindDuplicates& question)
{
    const auto found = library.ask<DuplicatesFound>(question);
    if (!found) {
        return {};
    }
    const auto loaded = library.ask<DuplicatesLoaded>(LoadDuplicates{found->list, 0, found->groups});
    return loaded ? loaded->groups : std::vector<DuplicateGroup>();
}

/// A photo and its upper left nine tenths, which only neighbours bring together, among `others`.
void writeCropped(const TempLibrary& library, int others)
{
    const Image image = decoded(library.writePhoto("a.jpg", 1));
    auto part = cropped(image, 0, 0, image.width * 9 / 10, image.height * 9 / 10);
    writeJpeg(library.photos() / "part.jpg", *part, 90);
    for (int i = 0; i < others; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", 100 + i);
    }
}

fs::path neighboursFile(const TempLibrary& library)
{
    return fs::directory_iterator(library.library() / "explore")->path() / "neighbours";
}

/// Neighbours as they were kept, except that nobody has any: who believes them finds nothing.
NeighbourGraph withoutLinks(const fs::path& file, const std::string& modelId = {})
{
    const auto kept = NeighbourGraph::open(file);
    if (!kept) {
        qFatal("%s", kept.error().message.c_str());
    }
    NeighbourGraph graph(modelId.empty() ? kept->modelId() : modelId, kept->linksPerRow());
    graph.apply(kept->contents(), {});
    for (std::uint32_t row = 0; row < graph.count(); ++row) {
        graph.setLinks(row, {}, /*pending=*/false);
    }
    graph.setLastSequence(kept->lastSequence());
    return graph;
}

/// Of a closed library: how many pictures have hashes.
int hashedPictures(const TempLibrary& library)
{
    auto thumbnails = ThumbnailStore::open(library.library(), Catalog::Access::ReadOnly);
    int count = 0;
    const Status read = (*thumbnails)->forEachLookHash([&](ContentId, std::span<const std::byte> bytes) {
        count += lookHashesFrom(bytes) ? 1 : 0;
    });
    return read ? count : -1;
}

FindDuplicates exact() { return {DuplicateKind::Exact, 0, {}}; }
FindDuplicates near(float threshold = kNearDuplicateScore) { return {DuplicateKind::Near, threshold, {}}; }

/// The trash of this process is a folder of the test's.
class TrashElsewhere {
public:
    explicit TrashElsewhere(const fs::path& folder)
        : m_before(qgetenv("XDG_DATA_HOME"))
    {
        qputenv("XDG_DATA_HOME", QByteArray::fromStdString(folder.native()));
    }
    ~TrashElsewhere()
    {
        if (m_before.isNull()) {
            qunsetenv("XDG_DATA_HOME");
        } else {
            qputenv("XDG_DATA_HOME", m_before);
        }
    }
    TrashElsewhere(const TrashElsewhere&) = delete;
    TrashElsewhere& operator=(const TrashElsewhere&) = delete;

private:
    QByteArray m_before;
};

} // namespace

/// Real files, a real catalog, a real trash, the null model.
class DuplicatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactNearAndNeitherAreTold()
    {
        TempLibrary library;
        const fs::path a = library.writePhoto("a.jpg", 1);
        fs::copy_file(a, library.photos() / "copy of a.jpg");
        const fs::path b = library.writePhoto("b.jpg", 2);
        writeWithComment(b, library.photos() / "b commented.jpg");
        const fs::path c = library.writePhoto("c.jpg", 3);
        writeJpeg(library.photos() / "c small.jpg", shrunkTo(decoded(c), 160), 80);
        library.writePhoto("d.jpg", 4);
        QVERIFY(library.open());
        QVERIFY(library.index());

        const auto same = groupsOf(library, exact());
        QCOMPARE(same.size(), std::size_t{2});
        for (const DuplicateGroup& group : same) {
            QVERIFY(group.kind == DuplicateKind::Exact);
            const bool ofA = namesOf(group) == Names{"a.jpg", "copy of a.jpg"};
            QVERIFY(ofA || namesOf(group) == (Names{"b.jpg", "b commented.jpg"}));
            QCOMPARE(group.sameBytes, ofA);
        }
        const auto alike = groupsOf(library, near());
        QCOMPARE(alike.size(), std::size_t{2}); // copies of the same bytes are not near-duplicates
        for (const DuplicateGroup& group : alike) {
            QVERIFY(group.kind == DuplicateKind::Near);
            QVERIFY(namesOf(group) == (Names{"b.jpg", "b commented.jpg"})
                    || namesOf(group) == (Names{"c.jpg", "c small.jpg"}));
        }
        const auto& small = *std::find_if(alike.begin(), alike.end(),
                                          [](const DuplicateGroup& group) { return namesOf(group).contains("c.jpg"); });
        QCOMPARE(keeperOf(small), std::string("c.jpg"));
        QVERIFY(small.members[1].reason == KeepReason::Pixels);
        QCOMPARE(small.members[1].jpegQuality, 80);
    }

    void whatIsInAGroupOfEqualPixelsIsInNoOther()
    {
        TempLibrary library;
        const fs::path a = library.writePhoto("a.jpg", 1);
        fs::copy_file(a, library.photos() / "copy of a.jpg");
        writeWithComment(a, library.photos() / "a commented.jpg");
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto same = groupsOf(library, exact());
        QCOMPARE(same.size(), std::size_t{1});
        QCOMPARE(namesOf(same[0]), (Names{"a.jpg", "copy of a.jpg", "a commented.jpg"}));
        QVERIFY(!same[0].sameBytes);
    }

    void samePixelsNeedTheSamePixels()
    {
        TempLibrary library;
        const fs::path a = library.writePhoto("a.jpg", 1);
        Image image = decoded(a);
        writeJpeg(library.photos() / "again.jpg", image, 97); // as good as the same to any model
        QVERIFY(library.open());
        QVERIFY(library.index());
        QVERIFY(groupsOf(library, exact()).empty());
        QCOMPARE(groupsOf(library, near()).size(), std::size_t{1});
        QVERIFY(groupsOf(library, exact()).empty()); // from what was kept the first time
    }

    void turnedAndMirroredPicturesAreFoundWhateverTheModelSays()
    {
        TempLibrary library;
        const Image image = decoded(library.writePhoto("a.jpg", 1));
        Image turned{image.height, image.width, 3, std::vector<std::uint8_t>(image.pixels.size())};
        Image mirrored = image;
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                const auto* from = image.pixels.data() + (y * image.width + x) * 3;
                std::copy_n(from, 3, turned.pixels.data() + (x * image.height + image.height - 1 - y) * 3);
                std::copy_n(from, 3, mirrored.pixels.data() + (y * image.width + image.width - 1 - x) * 3);
            }
        }
        writeJpeg(library.photos() / "turned.jpg", turned, 90);
        writeJpeg(library.photos() / "mirrored.jpg", mirrored, 90);
        for (int i = 10; i < 20; ++i) {
            library.writePhoto(std::to_string(i) + ".jpg", i);
        }
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto groups = groupsOf(library, near());
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(namesOf(groups[0]), (Names{"a.jpg", "mirrored.jpg", "turned.jpg"}));
    }

    void theWholeIsKeptThoughAPartOfItIsLarger()
    {
        TempLibrary library;
        const Image image = decoded(library.writePhoto("a.jpg", 1, 800, 600));
        const auto part = cropped(image, 0, 0, 640, 480);
        writeJpeg(library.photos() / "a.jpg", shrunkTo(image, 400), 90);
        writeJpeg(library.photos() / "part.jpg", *part, 90);
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto groups = groupsOf(library, near());
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(keeperOf(groups[0]), std::string("a.jpg"));
        QVERIFY(groups[0].members[1].reason == KeepReason::Whole);
    }

    void whatHasABorderIsNotKeptThoughItIsLarger()
    {
        TempLibrary library;
        const Image image = decoded(library.writePhoto("a.jpg", 1, 400, 300));
        writeJpeg(library.photos() / "framed.jpg", framed(image), 90);
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto groups = groupsOf(library, near());
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(keeperOf(groups[0]), std::string("a.jpg"));
        QVERIFY(groups[0].members[1].reason == KeepReason::Unframed);
    }

    void theBetterFileIsKept_data()
    {
        QTest::addColumn<QString>("better");
        QTest::addColumn<int>("quality"); // of the better one's JPEG; 0: PNG
        QTest::addColumn<int>("otherQuality");
        QTest::newRow("lossless") << "the better one.png" << 0 << 98;
        QTest::newRow("less compressed") << "the better one.jpg" << 95 << 70;
    }
    void theBetterFileIsKept()
    {
        QFETCH(QString, better);
        QFETCH(int, quality);
        QFETCH(int, otherQuality);
        TempLibrary library;
        const Image image = decoded(library.writePhoto("b.jpg", 1, 400, 300));
        const fs::path file = library.photos() / better.toStdString();
        quality == 0 ? writePng(file, image) : writeJpeg(file, image, quality);
        writeJpeg(library.photos() / "b.jpg", image, otherQuality);
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto groups = groupsOf(library, near());
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(keeperOf(groups[0]), better.toStdString());
        QVERIFY(groups[0].members[1].reason == KeepReason::Quality);
    }

    /// Both beat the shorter path and the bigger file.
    void whatAPersonHasTaggedOrRatedIsKept()
    {
        TempLibrary library;
        const fs::path a = library.writePhoto("a long name.jpg", 1);
        writeWithComment(a, library.photos() / "b.jpg");
        QVERIFY(library.open());
        QVERIFY(library.index());
        QCOMPARE(keeperOf(groupsOf(library, exact()).at(0)), std::string("b.jpg"));
        const PhotoId photo = library.rows().at(0).id;
        QVERIFY(library.ask<CommandDone>(SetRating{{photo}, 3}));
        auto groups = groupsOf(library, exact());
        QCOMPARE(keeperOf(groups.at(0)), std::string("a long name.jpg"));
        QVERIFY(groups[0].members[1].reason == KeepReason::Rating);
        QVERIFY(library.ask<CommandDone>(SetRating{{photo}, 0}));
        QVERIFY(library.ask<TagsChanged>(SetTags{{{{photo}, {"Rome"}, {}}}}));
        groups = groupsOf(library, exact());
        QCOMPARE(keeperOf(groups.at(0)), std::string("a long name.jpg"));
        QVERIFY(groups[0].members[1].reason == KeepReason::Metadata);
    }

    void theColouredAreKept()
    {
        TempLibrary library;
        const Image image = decoded(library.writePhoto("a.jpg", 1, 400, 300));
        Image grey = image;
        for (std::size_t i = 0; i < grey.pixels.size(); i += 3) {
            const int luma = (299 * grey.pixels[i] + 587 * grey.pixels[i + 1] + 114 * grey.pixels[i + 2]) / 1000;
            std::fill_n(grey.pixels.begin() + static_cast<std::ptrdiff_t>(i), 3, static_cast<std::uint8_t>(luma));
        }
        writeJpeg(library.photos() / "grey.jpg", grey, 99); // a bigger file, less compressed
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto groups = groupsOf(library, near(0.7F));
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(keeperOf(groups[0]), std::string("a.jpg"));
        QVERIFY(groups[0].members[1].reason == KeepReason::Colour);
    }

    void aPreferredFolderDecidesBetweenEquals()
    {
        TempLibrary library;
        const fs::path a = library.writePhoto("a/one.jpg", 1);
        fs::create_directories(library.photos() / "better");
        fs::copy_file(a, library.photos() / "better/one with a longer name.jpg");
        QVERIFY(library.open());
        QVERIFY(library.index());
        QCOMPARE(keeperOf(groupsOf(library, exact()).at(0)), std::string("one.jpg"));
        QVERIFY(library.ask<CommandDone>(SetKeeperFolders{{library.photos() / "better"}}));
        const auto found = library.ask<DuplicatesFound>(exact());
        QVERIFY(found);
        QCOMPARE(found->keeperFolders, (std::vector<fs::path>{library.photos() / "better"}));
        const auto groups = groupsOf(library, exact());
        QCOMPARE(keeperOf(groups.at(0)), std::string("one with a longer name.jpg"));
        QVERIFY(groups[0].members[0].reason == KeepReason::Folder);
        QVERIFY(library.ask<CommandFailed>(SetKeeperFolders{{"relative"}}));
    }

    void aFolderLimitsTheSearch()
    {
        TempLibrary library;
        const fs::path a = library.writePhoto("one/a.jpg", 1);
        fs::copy_file(a, library.photos() / "one/copy.jpg");
        fs::create_directories(library.photos() / "two");
        fs::copy_file(a, library.photos() / "two/copy elsewhere.jpg");
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto in = [&](const char* folder) {
            return groupsOf(library, {DuplicateKind::Exact, 0, library.photos() / folder});
        };
        QCOMPARE(namesOf(in("one").at(0)), (Names{"a.jpg", "copy.jpg"}));
        QVERIFY(in("two").empty());
    }

    void whatAreNotDuplicatesIsRememberedAndForgottenOnRequest()
    {
        TempLibrary library;
        const fs::path a = library.writePhoto("a.jpg", 1);
        writeJpeg(library.photos() / "a small.jpg", shrunkTo(decoded(a), 160), 80);
        fs::copy_file(a, library.photos() / "copy.jpg");
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto photosOf = [](const DuplicateGroup& group) {
            std::vector<PhotoId> photos;
            for (const DuplicateMember& member : group.members) {
                photos.push_back(member.row.id);
            }
            return photos;
        };
        const auto nearPhotos = photosOf(groupsOf(library, near()).at(0));
        const auto exactPhotos = photosOf(groupsOf(library, exact()).at(0));
        QVERIFY(library.ask<CommandDone>(SetNotDuplicates{nearPhotos, true}));
        QVERIFY(groupsOf(library, near()).empty());
        QCOMPARE(groupsOf(library, exact()).size(), std::size_t{1});
        QVERIFY(library.ask<CommandDone>(SetNotDuplicates{exactPhotos, true}));
        QVERIFY(groupsOf(library, exact()).empty());

        library.close();
        fs::rename(library.photos() / "a small.jpg", library.photos() / "under another name.jpg");
        QVERIFY(library.open());
        QVERIFY(library.rescan());
        QVERIFY(groupsOf(library, near()).empty());
        QVERIFY(library.ask<CommandDone>(SetNotDuplicates{nearPhotos, false}));
        QCOMPARE(groupsOf(library, near()).size(), std::size_t{1});
        QVERIFY(library.ask<CommandFailed>(SetNotDuplicates{{PhotoId{12345}}, true}));
    }

    void theBiggestGroupsComeFirstThenThoseOfTheFirstPhotos()
    {
        DuplicateList list(DuplicateKind::Exact);
        list.add(std::array<PhotoId, 2>{{{5}, {6}}}, true);
        list.add(std::array<PhotoId, 1>{{{9}}}, true); // is none
        list.add(std::array<PhotoId, 3>{{{10}, {11}, {12}}}, false);
        list.add(std::array<PhotoId, 2>{{{1}, {8}}}, true);
        list.sort();
        QCOMPARE(list.count(), std::size_t{3});
        QCOMPARE(list.photoCount(), std::size_t{7});
        QVERIFY(std::ranges::equal(list.group(0), std::array<PhotoId, 3>{{{10}, {11}, {12}}}));
        QVERIFY(std::ranges::equal(list.group(1), std::array<PhotoId, 2>{{{1}, {8}}}));
        QVERIFY(std::ranges::equal(list.group(2), std::array<PhotoId, 2>{{{5}, {6}}}));
        QVERIFY(!list.sameBytes(0) && list.sameBytes(1) && list.sameBytes(2));
    }

    void listsAreLoadedInPagesAndOnlyTheLastOneIsKept()
    {
        TempLibrary library;
        for (int i = 0; i < 7; ++i) {
            const fs::path file = library.writePhoto(std::to_string(i) + ".jpg", i);
            fs::copy_file(file, library.photos() / (std::to_string(i) + " copy.jpg"));
        }
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto found = library.ask<DuplicatesFound>(exact());
        QVERIFY(found);
        QCOMPARE(found->groups, 7);
        QCOMPARE(found->photos, 14);
        Names names;
        for (std::int64_t first = 0; first < 7; first += 3) {
            const auto page = library.ask<DuplicatesLoaded>(LoadDuplicates{found->list, first, 3});
            QVERIFY(page);
            QCOMPARE(page->first, first);
            QCOMPARE(page->groups.size(), first == 6 ? std::size_t{1} : std::size_t{3});
            for (const DuplicateGroup& group : page->groups) {
                QCOMPARE(group.members.size(), std::size_t{2});
                names.merge(namesOf(group));
            }
        }
        QCOMPARE(names.size(), std::size_t{14});
        const auto beyond = library.ask<DuplicatesLoaded>(LoadDuplicates{found->list, 7, 3});
        QVERIFY(beyond && beyond->groups.empty());
        QVERIFY(library.ask<DuplicatesFound>(exact()));
        const auto stale = library.ask<CommandFailed>(LoadDuplicates{found->list, 0, 3});
        QVERIFY(stale && stale->error.code == ErrorCode::NotFound);
    }

    void applyingMovesToTheTrashAndUndoBringsBack()
    {
        TempLibrary library;
        const TrashElsewhere trash(library.root() / "data");
        const fs::path a = library.writePhoto("a.jpg", 1);
        fs::copy_file(a, library.photos() / "copy.jpg");
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto groups = groupsOf(library, exact());
        QCOMPARE(groups.size(), std::size_t{1});
        const DuplicateMember& keeper = groups[0].members[0];
        const DuplicateMember& other = groups[0].members[1];
        const auto applied = library.ask<TrashedFiles>(ApplyDuplicates{{{{keeper.row.id}, {other.row.id}}}});
        QVERIFY(applied);
        QVERIFY(applied->failures.empty());
        QCOMPARE(applied->items.size(), std::size_t{1});
        QVERIFY(fs::exists(keeper.row.path) && !fs::exists(other.row.path));
        QVERIFY(fs::exists(applied->items[0].inTrash));
        QVERIFY(applied->items[0].inTrash.native().starts_with((library.root() / "data").native()));
        QCOMPARE(library.rows().size(), std::size_t{1});
        QVERIFY(library.ask<CommandDone>(RestoreFromTrash{applied->items}));
        QVERIFY(library.log().waitFor<IndexingFinished>([](const auto&) { return true; }));
        QVERIFY(fs::exists(other.row.path));
        QCOMPARE(library.rows().size(), std::size_t{2});
    }

    void aGroupNeverLosesItsLastPhoto()
    {
        TempLibrary library;
        const TrashElsewhere trash(library.root() / "data");
        const fs::path a = library.writePhoto("a.jpg", 1);
        fs::copy_file(a, library.photos() / "copy.jpg");
        const fs::path b = library.writePhoto("b.jpg", 2);
        fs::copy_file(b, library.photos() / "copy of b.jpg");
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto groups = groupsOf(library, exact());
        QCOMPARE(groups.size(), std::size_t{2});
        const auto id = [&](std::size_t group, std::size_t member) { return groups[group].members[member].row.id; };
        const auto refused = [&](std::vector<DuplicateDecision> decisions) {
            const auto failed = library.ask<CommandFailed>(ApplyDuplicates{std::move(decisions)});
            return failed && failed->error.code == ErrorCode::InvalidInput
                   && library.rows().size() == 4; // nothing has moved
        };
        QVERIFY(refused({{{}, {id(0, 0), id(0, 1)}}}));
        QVERIFY(refused({{{id(1, 0)}, {id(1, 1)}}, {{}, {id(0, 1)}}})); // as a whole
        QVERIFY(refused({{{id(0, 0)}, {id(0, 0), id(0, 1)}}}));
        QVERIFY(refused({{{id(0, 0)}, {id(0, 1)}}, {{id(0, 1)}, {id(0, 0)}}}));
        QVERIFY(refused({{{id(0, 0)}, {id(0, 1)}}, {{id(0, 1)}, {}}})); // also where nothing else is decided

        // The keeper was deleted behind our back: its group stays, the other one is dealt with.
        fs::remove(groups[0].members[0].row.path);
        const auto applied
            = library.ask<TrashedFiles>(ApplyDuplicates{{{{id(0, 0)}, {id(0, 1)}}, {{id(1, 0)}, {id(1, 1)}}}});
        QVERIFY(applied);
        QCOMPARE(applied->items.size(), std::size_t{1});
        QCOMPARE(applied->failures.size(), std::size_t{1});
        QCOMPARE(applied->failures[0].photo, id(0, 1));
        QVERIFY(applied->failures[0].reason.find("is not there") != std::string::npos);
        QVERIFY(fs::exists(groups[0].members[1].row.path));

        // The keeper was cut short.
        fs::copy_file(groups[0].members[1].row.path, groups[0].members[0].row.path);
        fs::resize_file(groups[0].members[0].row.path, 100);
        const auto again = library.ask<TrashedFiles>(ApplyDuplicates{{{{id(0, 0)}, {id(0, 1)}}}});
        QVERIFY(again);
        QVERIFY(again->items.empty());
        QCOMPARE(again->failures.size(), std::size_t{1});
    }

    void aLinkCannotStayInThePlaceOfWhatItLeadsTo()
    {
        TempLibrary library;
        const TrashElsewhere trash(library.root() / "data");
        const fs::path a = library.writePhoto("a.jpg", 1), link = library.photos() / "link.jpg";
        fs::create_symlink(a, link);
        QVERIFY(library.open());
        QVERIFY(library.index());
        const auto rows = library.rows();
        QCOMPARE(rows.size(), std::size_t{2});
        const PhotoId photo = rows[0].id, linked = rows[1].id;
        QCOMPARE(rows[1].path, link);
        const auto kept = library.ask<TrashedFiles>(ApplyDuplicates{{{{linked}, {photo}}}});
        QVERIFY(kept && kept->items.empty());
        QCOMPARE(kept->failures.size(), std::size_t{1});
        QVERIFY(kept->failures[0].reason.find("only a link") != std::string::npos);
        QVERIFY(fs::exists(a));
        const auto moved = library.ask<TrashedFiles>(ApplyDuplicates{{{{photo}, {linked}}}});
        QVERIFY(moved && moved->failures.empty());
        QVERIFY(fs::exists(a) && !fs::is_symlink(fs::symlink_status(link)));
    }

    void neighboursThatTheMapIsMadeFromAreNotLookedForAgain()
    {
        TempLibrary library;
        writeCropped(library, 12);
        QVERIFY(library.open());
        QVERIFY(library.index());
        QCOMPARE(namesOf(groupsOf(library, near()).at(0)), (Names{"a.jpg", "part.jpg"})); // from the index
        QVERIFY(library.ask<CommandDone>(UpdateMap{}));
        const auto groups = groupsOf(library, near()); // from the neighbours
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(namesOf(groups[0]), (Names{"a.jpg", "part.jpg"}));
        FileSystem files;
        QVERIFY(withoutLinks(neighboursFile(library)).save(neighboursFile(library), files));
        QVERIFY(groupsOf(library, near()).empty()); // they were asked, and nobody else

        const Image image = decoded(library.photos() / "3.jpg"); // came since: the index is asked about it
        writeJpeg(library.photos() / "part of 3.jpg",
                  *cropped(image, 32, 24, image.width * 9 / 10, image.height * 9 / 10), 90);
        fs::remove(library.photos() / "4.jpg");
        QVERIFY(library.rescan());
        const auto later = groupsOf(library, near());
        QCOMPARE(later.size(), std::size_t{1});
        QCOMPARE(namesOf(later[0]), (Names{"3.jpg", "part of 3.jpg"}));
    }

    /// Of two photos one may be among the nearest of the other alone: which one, does not matter.
    void aNeighbourThatOnlyOneOfTwoNamesIsEnough()
    {
        TempLibrary library;
        writeCropped(library, 6);
        QVERIFY(library.open());
        QVERIFY(library.index());
        QVERIFY(library.ask<CommandDone>(UpdateMap{}));
        FileSystem files;
        const fs::path file = neighboursFile(library);
        const NeighbourGraph alone = withoutLinks(file);
        const auto rowOf = [&](const char* name) {
            for (const PhotoRow& photo : library.rows()) {
                if (photo.path.filename() == name) {
                    return alone.rowOf(photo.content).value();
                }
            }
            qFatal("%s is not there", name);
        };
        const std::uint32_t a = rowOf("a.jpg"), part = rowOf("part.jpg");
        for (const auto& [from, to] : {std::pair(a, part), std::pair(part, a)}) {
            NeighbourGraph graph = alone;
            graph.setLinks(from, std::array{GraphLink{to, 0.9F}}, /*pending=*/false);
            QVERIFY(graph.save(file, files));
            const auto groups = groupsOf(library, near());
            QCOMPARE(groups.size(), std::size_t{1});
            QCOMPARE(namesOf(groups[0]), (Names{"a.jpg", "part.jpg"}));
        }
    }

    void neighboursThatAreTooManyToAskForAreSaidAndHashesStillFind()
    {
        TempLibrary library;
        writeCropped(library, 4);
        const Image image = decoded(library.photos() / "0.jpg");
        writeJpeg(library.photos() / "0 again.jpg", image, 70);
        QVERIFY(library.open());
        QVERIFY(library.index());
        library.close();
        FileSystem files;
        auto catalog = Catalog::open(library.library(), Catalog::Access::ReadWrite);
        QVERIFY(catalog);
        const auto opener = [] { return Result<std::unique_ptr<Embedder>>(makeNullEmbedder()); };
        auto session
            = ModelSession::open({library.library(), "null", opener, IndexKind::Auto, {}, {}}, **catalog, files);
        QVERIFY(session);
        Readers readers(library.library());
        const fs::path folder = library.library();
        const SearchSnapshot snapshot = (*session)->snapshot();
        DuplicateSearch search{folder, readers, &snapshot, {}, {}};
        const auto asked = findDuplicates(near(), search);
        QVERIFY(asked);
        QCOMPARE(asked->unasked, std::size_t{0});
        QCOMPARE(asked->list.count(), std::size_t{2});
        search.askedMax = 6;
        const auto unasked = findDuplicates(near(), search);
        QVERIFY(unasked);
        QCOMPARE(unasked->unasked, std::size_t{7});
        QCOMPARE(unasked->list.count(), std::size_t{1}); // the part is found through neighbours only
    }

    void neighboursThatDoNotFitAreDoneWithoutAndFoundAgain_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("isFoundAgain");
        for (const char* what : {"lost", "empty", "cut off", "a bit flipped", "another model's", "of lost vectors"}) {
            QTest::newRow(what) << what << true;
        }
        QTest::newRow("of older vectors") << "of older vectors" << false;
    }

    void neighboursThatDoNotFitAreDoneWithoutAndFoundAgain()
    {
        QFETCH(QString, what);
        QFETCH(bool, isFoundAgain);
        TempLibrary library;
        writeCropped(library, 6);
        QVERIFY(library.open());
        QVERIFY(library.index());
        QVERIFY(library.ask<CommandDone>(UpdateMap{}));
        const fs::path file = neighboursFile(library);
        NeighbourGraph graph = withoutLinks(file, what == "another model's" ? "another" : "");
        if (what.startsWith("of ")) {
            graph.setLastSequence(what == "of lost vectors" ? graph.lastSequence() + 1 : 0);
        }
        FileSystem files;
        QVERIFY(graph.save(file, files));
        const auto size = fs::file_size(file);
        if (what == "lost") {
            fs::remove(file);
        } else if (what == "empty" || what == "cut off") {
            fs::resize_file(file, what == "empty" ? 0 : size - 1);
        } else if (what == "a bit flipped") {
            std::fstream damaged(file, std::ios::in | std::ios::out | std::ios::binary);
            damaged.seekg(static_cast<std::streamoff>(size / 2));
            const int byte = damaged.get();
            damaged.seekp(static_cast<std::streamoff>(size / 2));
            damaged.put(static_cast<char>(byte ^ 4));
        }
        const auto groups = groupsOf(library, near());
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(namesOf(groups[0]), (Names{"a.jpg", "part.jpg"}));
        if (isFoundAgain) {
            QVERIFY(library.ask<CommandDone>(UpdateMap{}));
            const auto again = NeighbourGraph::open(file);
            QVERIFY(again && again->count() == 8 && !again->linksOf(0).empty());
            QCOMPARE(groupsOf(library, near()).size(), std::size_t{1});
        }
    }

    void nearDuplicatesAndCopiesAreStackedInTheAnswer()
    {
        TempLibrary library;
        const fs::path a = library.writePhoto("a.jpg", 1);
        fs::copy_file(a, library.photos() / "a copy.jpg");
        writeJpeg(library.photos() / "a small.jpg", shrunkTo(decoded(a), 160), 80);
        library.writePhoto("b.jpg", 2);
        QVERIFY(library.open());
        QVERIFY(library.index());
        Query query;
        query.sort = SortKey::Name;
        query.ascending = true;
        const auto plain = library.ask<QueryAnswered>(RunQuery{query});
        QVERIFY(plain && plain->result->photos.size() == 4 && plain->result->stackSizes.empty());
        query.stacked = true;
        library.log().clear();
        const auto first = library.ask<QueryAnswered>(RunQuery{query});
        QVERIFY(first && first->result->stackSizes.size() == first->result->photos.size());
        if (first->result->folded == 0) { // they are looked for, and their coming is told
            QVERIFY(library.log().waitFor<LibraryChanged>([](const auto&) { return true; }));
        }
        const auto stacked = library.ask<QueryAnswered>(RunQuery{query});
        QVERIFY(stacked);
        QCOMPARE(stacked->result->stackSizes, (std::vector<std::uint32_t>{3, 1}));
        QCOMPARE(stacked->result->folded, 2);
        query.unfolded = {stacked->result->photos[0]};
        const auto unfolded = library.ask<QueryAnswered>(RunQuery{query});
        QVERIFY(unfolded);
        QCOMPARE(unfolded->result->stackSizes, (std::vector<std::uint32_t>{3, 0, 0, 1}));
        QCOMPARE(unfolded->result->photos, plain->result->photos);
    }

    void hashesAreMadeWhileIndexingAndBelievedAndMadeLaterWhereTheyAreMissing_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("gone, as in a library from before") << "DELETE FROM picture_hash";
        QTest::newRow("cut short") << "UPDATE picture_hash SET look = substr(look, 1, 17)";
        QTest::newRow("empty") << "UPDATE picture_hash SET look = x''";
    }
    void hashesAreMadeWhileIndexingAndBelievedAndMadeLaterWhereTheyAreMissing()
    {
        QFETCH(QString, sql);
        TempLibrary library;
        const fs::path a = library.writePhoto("a.jpg", 1);
        writeJpeg(library.photos() / "a small.jpg", shrunkTo(decoded(a), 160), 80);
        QVERIFY(library.open());
        QVERIFY(library.index());
        QVERIFY(library.ask<CommandDone>(UpdateMap{}));
        library.close();
        QCOMPARE(hashedPictures(library), 2); // nobody has looked for duplicates yet
        FileSystem files;
        QVERIFY(withoutLinks(neighboursFile(library)).save(neighboursFile(library), files)); // hashes alone find them
        runSql(library.library() / "thumbs.db", qPrintable(sql));
        QVERIFY(library.open());
        QCOMPARE(groupsOf(library, near()).size(), std::size_t{1});
        QVERIFY(library.ask<CommandDone>(SetKeeperFolders{})); // comes after what was to be kept
        library.close();
        QCOMPARE(hashedPictures(library), 2);

        { // those of another picture

            auto thumbnails = ThumbnailStore::open(library.library(), Catalog::Access::ReadWrite);
            std::mt19937 random(3);
            std::vector<std::byte> other((*thumbnails)->lookHash({1})->size());
            std::generate(other.begin(), other.end(), [&] { return static_cast<std::byte>(random()); });
            QVERIFY((*thumbnails)->putHashes(std::array{ThumbnailStore::PictureHashes{{1}, other, {}}}));
        }
        QVERIFY(library.open());
        QVERIFY(groupsOf(library, near()).empty());
    }

    void lostHashesAreComputedAgainAndWrongThresholdsRefused()
    {
        TempLibrary library;
        const fs::path a = library.writePhoto("a.jpg", 1);
        writeJpeg(library.photos() / "a small.jpg", shrunkTo(decoded(a), 160), 80);
        QVERIFY(library.open());
        QVERIFY(library.index());
        QCOMPARE(groupsOf(library, near()).size(), std::size_t{1});
        library.close();
        for (const char* name : {"thumbs.db", "thumbs.db-wal", "thumbs.db-shm"}) {
            fs::remove(library.library() / name);
        }
        QVERIFY(library.open());
        QVERIFY(groupsOf(library, near()).empty()); // nothing to look at: unlike all others, not an error
        QVERIFY(library.rescan());
        QCOMPARE(groupsOf(library, near()).size(), std::size_t{1});
        QVERIFY(library.ask<CommandFailed>(near(-0.5F)));
        QVERIFY(library.ask<CommandFailed>(near(1.5F)));
    }
};

QTEST_GUILESS_MAIN(DuplicatesTest)
#include "duplicates_test.moc"
