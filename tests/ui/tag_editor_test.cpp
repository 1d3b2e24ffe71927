#include "tests/support/window_fixture.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

struct Filled : WindowFixture {
    Filled()
        : WindowFixture({.photoCount = 10})
    {
        session->photos()->show({}, {}, false);
        if (!QTest::qWaitFor([this] { return session->photos()->count() == 10; })) {
            qFatal("the list did not fill");
        }
    }
    TagEditor& tags() { return *session->tags(); }
    Undo& undo() { return *session->undo(); }
    void select(int first, int last)
    {
        session->selection()->click(first);
        session->selection()->click(last, int(Qt::ShiftModifier));
    }
    /// "night:2 river:1/2", the number only where a tag is not on all.
    QString shown()
    {
        QStringList parts;
        for (const QVariant& tag : tags().tags()) {
            const QVariantMap map = tag.toMap();
            parts << map["name"].toString() + (map["onAll"].toBool() ? QString() : ":" + map["photos"].toString());
        }
        return parts.join(' ');
    }
};

} // namespace

class TagEditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tagsOfSeveralPhotosSayOnHowManyTheyAre()
    {
        Filled window;
        window.select(0, 0);
        window.tags().add("river, night");
        QTRY_COMPARE(window.shown(), QString("night river"));
        window.select(0, 2);
        QTRY_COMPARE(window.shown(), QString("night:1 river:1"));
        QCOMPARE(window.tags().photoCount(), 3);
        window.tags().add("night");
        QTRY_COMPARE(window.shown(), QString("night river:1"));
        window.tags().remove("river");
        QTRY_COMPARE(window.shown(), QString("night"));
    }

    void theLastChangeIsUndone()
    {
        Filled window;
        window.select(0, 1);
        window.tags().add("night");
        QTRY_VERIFY(!window.undo().text().isEmpty());
        window.undo().takeBack();
        QVERIFY(window.undo().text().isEmpty());
        QTRY_COMPARE(window.shown(), QString());
    }

    void whatWasDoneLastIsWhatIsUndone()
    {
        Filled window;
        window.select(0, 0);
        window.tags().add("night");
        QTRY_VERIFY(!window.undo().text().isEmpty());
        window.session->actions()->trash({qint64(5)});
        QTRY_VERIFY(window.undo().text().contains("trash"));
        window.undo().takeBack();
        QTRY_COMPARE(window.engine->commandsOf<RestoreFromTrash>().size(), 1U);
        QTRY_COMPARE(window.shown(), QString("night"));
    }

    void titleAndDescriptionAreTakenBack()
    {
        Filled window;
        window.select(0, 0);
        Inspector& inspector = *window.session->inspector();
        QTRY_VERIFY(inspector.valid());
        const qint64 photo = inspector.photoId();
        window.tags().setTitle(photo, "At night");
        QTRY_COMPARE(inspector.title(), QString("At night"));
        window.tags().setTitle(photo, " By day ");
        QTRY_COMPARE(inspector.title(), QString("By day"));
        window.undo().takeBack();
        QTRY_COMPARE(inspector.title(), QString("At night"));
        window.tags().setDescription(photo, "A boat");
        QTRY_COMPARE(inspector.description(), QString("A boat"));
        window.undo().takeBack();
        QTRY_COMPARE(inspector.description(), QString());
        QCOMPARE(inspector.title(), QString("At night"));
    }

    void aTitleGoesToThePhotoItWasTypedFor()
    {
        Filled window;
        window.select(0, 0);
        QTRY_VERIFY(window.session->inspector()->valid());
        const qint64 photo = window.session->inspector()->photoId();
        window.select(3, 3);
        window.tags().setTitle(photo, "At night");
        QTRY_COMPARE(window.engine->commandsOf<SetTexts>().size(), 1U);
        QCOMPARE(window.engine->commandsOf<SetTexts>()[0].photos, std::vector<PhotoId>{PhotoId{photo}});
    }

    void namesAreCompletedAndTakenAsTheyAre()
    {
        Filled window;
        window.select(0, 0);
        window.tags().add("Night, old night, river");
        QTRY_COMPARE(window.shown(), QString("Night old night river"));
        window.select(1, 1);
        QTRY_COMPARE(window.shown(), QString());
        QTRY_COMPARE(window.tags().completions("ni"), (QStringList{"Night", "old night"}));
        QCOMPARE(window.tags().completions("river, NIG"), (QStringList{"Night", "old night"}));
        QVERIFY(window.tags().completions(" ").isEmpty());
        window.tags().add("night");
        QTRY_COMPARE(window.shown(), QString("Night"));
        QCOMPARE(window.tags().completions("ni"), QStringList{"old night"});
    }

    void aTagIsRenamedEverywhere()
    {
        Filled window;
        window.select(0, 1);
        window.tags().add("nigth");
        QTRY_COMPARE(window.shown(), QString("nigth"));
        window.tags().rename("nigth", " night ");
        QTRY_COMPARE(window.shown(), QString("night"));
        window.undo().takeBack();
        QTRY_COMPARE(window.shown(), QString("nigth"));
    }

    void writingIsPlannedAndWhatCouldNotBeWrittenIsOfferedAgain()
    {
        Filled window;
        window.select(0, 2);
        window.tags().makePlan(false);
        QTRY_COMPARE(window.tags().plan().value("embeddable").toInt(), 2);
        QCOMPARE(window.tags().plan().value("kinds").toString(), QString("RAW"));
        QSignalSpy written(&window.tags(), &TagEditor::written);
        window.tags().write(/*embedded=*/true, /*shortNames=*/false);
        QVERIFY(window.tags().writing());
        QTRY_COMPARE(written.size(), 1);
        QVERIFY(!window.tags().writing());
        QCOMPARE(window.tags().outcome().value("written").toInt(), 2);
        QCOMPARE(window.tags().outcome().value("failures").toList().size(), 1);
        window.tags().writeFailedToSidecars(false);
        QTRY_COMPARE(written.size(), 2);
        const auto commands = window.engine->commandsOf<WriteMetadata>();
        QCOMPARE(commands[1].photos.size(), 1U);
        QVERIFY(commands[1].into == MetadataPlace::Sidecar);
        QCOMPARE(window.tags().outcome().value("failed").toInt(), 0);
    }
};

QTEST_MAIN(TagEditorTest)
#include "tag_editor_test.moc"
