// What a person decides about tags and texts, beside what the file says.

#include "catalog_fixture.h"

#include <QtTest>

using namespace likeness;

namespace {

using Names = std::vector<std::string>;

Metadata tagged(Names tags)
{
    Metadata metadata;
    metadata.tags = std::move(tags);
    return metadata;
}

} // namespace

class TagsTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<CatalogFixture> m_fixture;

    Names tagsOf(PhotoId photo) const { return m_fixture->catalog->details(photo)->metadata.tags; }
    std::vector<TagEdit> edit(std::vector<PhotoId> photos, Names add, Names remove)
    {
        const TagEdit edit{std::move(photos), std::move(add), std::move(remove)};
        auto undo = m_fixture->catalog->editTags(std::span(&edit, 1));
        return undo ? *undo : std::vector<TagEdit>{{{PhotoId{-1}}, {undo.error().message}, {}}};
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<CatalogFixture>(); }
    void cleanup() { QVERIFY(m_fixture->catalog->verify()->empty()); }

    void whatIsDecidedStandsBesideWhatTheFileSays()
    {
        const PhotoId photo = m_fixture->add("a.jpg", 1, tagged({"river", "bridge"}));
        edit({photo}, {"night", "art"}, {"river"});
        QCOMPARE(tagsOf(photo), (Names{"bridge", "art", "night"}));
        QCOMPARE(m_fixture->matching("tag:night"), QString("a"));
        QCOMPARE(m_fixture->matching("tag:river"), QString());
        QCOMPARE(m_fixture->matching("-tag:river has:tag"), QString("a"));
    }

    void anEditIsUndoneExactly()
    {
        const PhotoId first = m_fixture->add("a.jpg", 1, tagged({"bridge"}));
        const PhotoId second = m_fixture->add("b.jpg", 2, tagged({"night"}));
        const PhotoId third = m_fixture->add("c.jpg", 3);
        const auto undo = edit({first, second, third}, {"night"}, {"bridge"});
        QCOMPARE(tagsOf(first), Names{"night"});
        QVERIFY(m_fixture->catalog->editTags(undo));
        QCOMPARE(tagsOf(first), Names{"bridge"});
        QCOMPARE(tagsOf(second), Names{"night"});
        QCOMPARE(tagsOf(third), Names{});
        QVERIFY(edit({second}, {"night"}, {"absent"}).empty());
    }

    void decisionsOutliveAChangedFileAndAChangedOpinionOfIt()
    {
        const PhotoId photo = m_fixture->add("a.jpg", 1, tagged({"river", "bridge"}));
        edit({photo}, {"night"}, {"river"});
        QCOMPARE(m_fixture->add("a.jpg", 2, tagged({"river", "boat"})), photo); // edited by another program
        QCOMPARE(tagsOf(photo), (Names{"boat", "night"}));
        QCOMPARE(m_fixture->add("a.jpg", 2, tagged({"river", "sun"})), photo); // the same bytes, read anew
        QCOMPARE(tagsOf(photo), (Names{"sun", "night"}));
    }

    void whatWasWrittenAndThenChangedByAnotherProgramIsTheFilesToSay_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::newRow("in a sidecar") << 1;
        QTest::newRow("in the photo") << 2;
    }
    void whatWasWrittenAndThenChangedByAnotherProgramIsTheFilesToSay()
    {
        QFETCH(int, bytes);
        Metadata said = tagged({"river", "bridge"});
        said.rating = 1;
        const PhotoId photo = m_fixture->add("a.jpg", 1, said);
        edit({photo}, {"night", "boat"}, {"river"});
        QVERIFY(m_fixture->catalog->setRating(std::span(&photo, 1), 4));
        QVERIFY(m_fixture->catalog->setTexts(std::span(&photo, 1), "At night", std::nullopt));
        said = tagged({"bridge", "boat", "night"});
        said.rating = 4;
        said.title = "At night";
        QCOMPARE(m_fixture->add("a.jpg", 1, said), photo); // written: the same content
        QCOMPARE(tagsOf(photo), (Names{"bridge", "boat", "night"}));

        said = tagged({"bridge", "boat", "river"});
        said.rating = 2;
        said.title = "Night";
        QCOMPARE(m_fixture->add("a.jpg", bytes, said), photo);
        QCOMPARE(tagsOf(photo), (Names{"bridge", "river", "boat"}));
        QCOMPARE(m_fixture->matching("rating:2"), QString("a"));
        QCOMPARE(m_fixture->catalog->details(photo)->metadata.title, std::string("Night"));
    }

    void aFileThatLostWhatWasWrittenKeepsWhatWasDecided_data()
    {
        whatWasWrittenAndThenChangedByAnotherProgramIsTheFilesToSay_data();
    }
    void aFileThatLostWhatWasWrittenKeepsWhatWasDecided()
    {
        QFETCH(int, bytes);
        const PhotoId photo = m_fixture->add("a.jpg", 1);
        edit({photo}, {"night"}, {});
        QVERIFY(m_fixture->catalog->setRating(std::span(&photo, 1), 4));
        Metadata said = tagged({"night"});
        said.rating = 4;
        QCOMPARE(m_fixture->add("a.jpg", 1, said), photo);
        QCOMPARE(m_fixture->add("a.jpg", 1, said), photo); // read once more
        QCOMPARE(m_fixture->add("a.jpg", bytes), photo);
        QCOMPARE(tagsOf(photo), Names{"night"});
        QCOMPARE(m_fixture->matching("rating:4"), QString("a"));
    }

    void copiesShareTheirTags()
    {
        const PhotoId first = m_fixture->add("a.jpg", 1);
        const PhotoId copy = m_fixture->add("b.jpg", 1);
        edit({first}, {"night"}, {});
        QCOMPARE(tagsOf(copy), Names{"night"});
        QVERIFY((*m_fixture->catalog->tags({}) == std::vector<TagCount>{{"night", 2}}));
    }

    void tagsAreCountedInTheLibraryAndAmongPhotos()
    {
        const PhotoId first = m_fixture->add("a.jpg", 1, tagged({"bridge"}));
        const PhotoId second = m_fixture->add("b.jpg", 2, tagged({"bridge", "night"}));
        m_fixture->add("c.jpg", 3, tagged({"boat"}));
        QVERIFY((*m_fixture->catalog->tags({}) == std::vector<TagCount>{{"boat", 1}, {"bridge", 2}, {"night", 1}}));
        const PhotoId some[] = {first, second};
        QVERIFY((*m_fixture->catalog->tags(some) == std::vector<TagCount>{{"bridge", 2}, {"night", 1}}));
    }

    void aRenamedTagIsRenamedEverywhereAndMayJoinAnother()
    {
        const PhotoId first = m_fixture->add("a.jpg", 1, tagged({"Brücke"}));
        const PhotoId second = m_fixture->add("b.jpg", 2, tagged({"bridge", "Brücke"}));
        const PhotoId gone = m_fixture->add("c.jpg", 3, tagged({"Brücke"}));
        QVERIFY(m_fixture->catalog->commit({{}, {}, m_fixture->gone({gone})}));
        const auto undo = m_fixture->catalog->renameTag("Brücke", "bridge");
        QVERIFY(undo);
        QCOMPARE(tagsOf(first), Names{"bridge"});
        QCOMPARE(tagsOf(second), Names{"bridge"});
        QCOMPARE(m_fixture->add("c.jpg", 3), gone);
        QCOMPARE(tagsOf(gone), Names{"bridge"});
        QVERIFY(m_fixture->catalog->editTags(*undo));
        QCOMPARE(tagsOf(first), Names{"Brücke"});
        QCOMPARE(tagsOf(second), (Names{"bridge", "Brücke"}));
        QVERIFY(m_fixture->catalog->renameTag("absent", "x").error().code == ErrorCode::NotFound);
        QVERIFY(m_fixture->catalog->renameTag("bridge", " x").error().code == ErrorCode::InvalidInput);
    }

    void whatCannotBeATagIsRefusedAndNothingIsChanged_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty") << "";
        QTest::newRow("blank at the end") << "a ";
        QTest::newRow("line break") << "a\nb";
        QTest::newRow("long") << QString(1001, 'x');
    }
    void whatCannotBeATagIsRefusedAndNothingIsChanged()
    {
        QFETCH(QString, name);
        const PhotoId photo = m_fixture->add("a.jpg", 1, tagged({"bridge"}));
        const TagEdit edit{{photo}, {"night", name.toStdString()}, {"bridge"}};
        const auto refused = m_fixture->catalog->editTags(std::span(&edit, 1));
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::InvalidInput);
        QCOMPARE(tagsOf(photo), Names{"bridge"});
    }

    void anEditOfAPhotoThatIsNotThereChangesNothing()
    {
        const PhotoId photo = m_fixture->add("a.jpg", 1);
        const TagEdit edit{{photo, PhotoId{99}}, {"night"}, {}};
        QVERIFY(m_fixture->catalog->editTags(std::span(&edit, 1)).error().code == ErrorCode::NotFound);
        QCOMPARE(tagsOf(photo), Names{});
    }

    void titleAndDescriptionAreDecidedApart()
    {
        Metadata metadata;
        metadata.title = "DSC_0001";
        metadata.description = "a bridge";
        const PhotoId photo = m_fixture->add("a.jpg", 1, metadata);
        QVERIFY(m_fixture->catalog->setTexts(std::span(&photo, 1), "At night", std::nullopt));
        QCOMPARE(m_fixture->catalog->details(photo)->metadata.title, std::string("At night"));
        QCOMPARE(m_fixture->catalog->details(photo)->metadata.description, std::string("a bridge"));
        QVERIFY(m_fixture->catalog->setTexts(std::span(&photo, 1), std::nullopt, ""));
        QCOMPARE(m_fixture->catalog->details(photo)->metadata.description, std::string());
        QCOMPARE(m_fixture->matching("has:description"), QString());
        QCOMPARE(m_fixture->matching("has:title"), QString("a"));
        QCOMPARE(m_fixture->add("a.jpg", 2, metadata), photo); // edited in place
        QCOMPARE(m_fixture->catalog->details(photo)->metadata.title, std::string("At night"));
        QCOMPARE(m_fixture->catalog->details(photo)->metadata.description, std::string());
    }

    void aTitleTakenBackIsTheFilesToSay()
    {
        const PhotoId photo = m_fixture->add("a.jpg", 1); // without a title
        QVERIFY(m_fixture->catalog->setTexts(std::span(&photo, 1), "At night", "a boat"));
        QVERIFY(m_fixture->catalog->setTexts(std::span(&photo, 1), "", ""));
        Metadata metadata;
        metadata.title = "Bridge";
        metadata.description = "a bridge";
        QCOMPARE(m_fixture->add("a.jpg", 1, metadata), photo);
        QCOMPARE(m_fixture->catalog->details(photo)->metadata.title, std::string("Bridge"));
        QCOMPARE(m_fixture->catalog->details(photo)->metadata.description, std::string("a bridge"));
    }

    void tagsThatDoNotFollowFromTheDecisionsAreFound()
    {
        m_fixture->add("a.jpg", 1, tagged({"bridge"}));
        m_fixture->damage("DELETE FROM content_tag");
        QCOMPARE(m_fixture->catalog->verify()->size(), 1U);
        m_fixture->damage("INSERT INTO content_tag SELECT * FROM tag_in_file");
        m_fixture->damage("INSERT INTO tag_decision SELECT content_id, tag_id, 0 FROM tag_in_file");
        QCOMPARE(m_fixture->catalog->verify()->size(), 1U);
        m_fixture->damage("DELETE FROM content_tag");
    }

    void compactingKeepsTagsThatWereTakenAway()
    {
        const PhotoId photo = m_fixture->add("a.jpg", 1, tagged({"bridge"}));
        edit({photo}, {}, {"bridge"});
        QVERIFY(m_fixture->catalog->compact());
        QCOMPARE(m_fixture->add("a.jpg", 1, tagged({"bridge"})), photo);
        QCOMPARE(tagsOf(photo), Names{});
    }
};

QTEST_GUILESS_MAIN(TagsTest)
#include "tags_test.moc"
