#include "tests/support/window_fixture.h"

#include "ui/bridge/convert.h"
#include "ui/models/query_json.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

struct Started : WindowFixture {
    explicit Started(FakeLibrary library = {})
        : WindowFixture(std::move(library))
    {
        session->start();
    }
    QueryModel& query() { return *session->query(); }
    Query lastRun() const { return engine->commandsOf<RunQuery>().back().query; }
};

QString kindAt(const QueryModel& query, int row)
{
    return query.data(query.index(row), QueryModel::KindRole).toString();
}

/// Serves one body to everyone who asks, as a web server would.
class OnePageServer : public QTcpServer {
public:
    explicit OnePageServer(QByteArray body, qint64 announcedBytes = -1)
        : m_body(std::move(body))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, announcedBytes] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket, announcedBytes] {
                const qint64 bytes = announcedBytes >= 0 ? announcedBytes : m_body.size();
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(bytes) + "\r\n\r\n" + m_body);
                if (announcedBytes < 0) {
                    socket->disconnectFromHost();
                }
            });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/cat.png").arg(serverPort())); }

private:
    QByteArray m_body;
};

} // namespace

class QueryModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFilterThatIsTypedIsOneStepOfTheHistory()
    {
        Started window;
        QueryModel& query = window.query();
        for (const char* typed : {"c", "ca", "camera:X"}) {
            query.setFilter(typed);
        }
        query.endTyping();
        QVERIFY(query.canGoBack());
        query.setFilter("camera:X r");
        query.setFilter("camera:X rating:5");
        query.back();
        QCOMPARE(query.filter(), QStringLiteral("camera:X"));
        query.back();
        QCOMPARE(query.filter(), QString());
        QVERIFY(!query.canGoBack());
        query.forward();
        query.setFilter("camera:Xy"); // after a step through the history typing begins anew
        query.back();
        QCOMPARE(query.filter(), QStringLiteral("camera:X"));
    }

    void theTitleSaysWhatIsFiltered()
    {
        Started window;
        QueryModel& query = window.query();
        QTRY_VERIFY(!query.busy());
        QCOMPARE(query.title(), QStringLiteral("All photos"));
        query.changeFilter("camera:X -tag:print");
        QTRY_COMPARE(query.title(), QStringLiteral("Camera: X, \u2212Tag: print"));
        query.setFolder("/photos/trips");
        QTRY_COMPARE(query.title(), QStringLiteral("trips, Camera: X, \u2212Tag: print"));
        // One that cannot be read leaves the photos, and with them the title.
        window.engine->failNextQuery({ErrorCode::InvalidInput, "column 1: there is no filter called \"x\""});
        query.changeFilter("x:1");
        QTRY_VERIFY(!query.filterError().isEmpty());
        QCOMPARE(query.title(), QStringLiteral("trips, Camera: X, \u2212Tag: print"));
        query.changeFilter({});
        QTRY_COMPARE(query.title(), QStringLiteral("trips"));
    }

    void aDroppedFileBecomesAnExample()
    {
        Started window;
        const QAbstractItemModelTester tester(&window.query(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        window.query().addUrls({QUrl::fromLocalFile("/somewhere/bridge.jpg")});
        QCOMPARE(window.query().rowCount(), 1);
        QCOMPARE(kindAt(window.query(), 0), QStringLiteral("image"));
        QCOMPARE(window.query().title(), QStringLiteral("Like bridge.jpg"));
        QCOMPARE(std::get<ImageFile>(window.lastRun().parts[0].source).path,
                 std::filesystem::path("/somewhere/bridge.jpg"));
        QCOMPARE(int(window.lastRun().sort), int(SortKey::Score));
    }

    void aFileNameThatIsNotUtf8KeepsItsBytes()
    {
        Started window;
        const std::filesystem::path path("/somewhere/caf\xE9 \xFF.jpg");
        const QUrl url = fileUrl(path);
        QCOMPARE(localPath(url), path);
        window.query().addUrls({url});
        QCOMPARE(std::get<ImageFile>(window.lastRun().parts[0].source).path, path);
    }

    void aDroppedFolderIsOffered()
    {
        Started window;
        QSignalSpy offered(&window.query(), &QueryModel::foldersOffered);
        window.query().addUrls({QUrl::fromLocalFile(window.settings.path())});
        QCOMPARE(offered.size(), 1);
        QVERIFY(window.query().empty());
    }

    void aBitmapWinsOverTheAddressABrowserSendsAlong()
    {
        Started window;
        QImage image(20, 10, QImage::Format_RGB32);
        image.fill(Qt::red);
        window.query().addDrop({QUrl("https://unreachable.invalid/cat.jpg")}, image, {});
        QCOMPARE(window.query().chipCount(), 1);
        const auto bytes = std::get<ImageBytes>(window.lastRun().parts[0].source);
        const QImage back
            = QImage::fromData(reinterpret_cast<const uchar*>(bytes.bytes->data()), int(bytes.bytes->size()));
        QCOMPARE(back.size(), QSize(20, 10));
        QVERIFY(!window.query().busy() || window.session->photos()->loading());
    }

    void aWebAddressIsFetched()
    {
        Started window;
        OnePageServer server("not really a picture");
        window.query().addUrls({server.url()});
        QVERIFY(window.query().busy());
        QTRY_COMPARE(window.query().chipCount(), 1);
        QCOMPARE(window.query().data(window.query().index(0), QueryModel::LabelRole).toString(),
                 QStringLiteral("cat.png"));
        QCOMPARE(std::get<ImageBytes>(window.lastRun().parts[0].source).bytes->size(), 20U);
    }

    void aHugeWebPictureIsRefused()
    {
        Started window;
        OnePageServer server("begin", PictureFetch::kMaxBytes + 1);
        window.query().addUrls({server.url()});
        QTRY_VERIFY(window.query().message().contains(QStringLiteral("64 MB")));
        QVERIFY(window.query().empty());
    }

    void aDataAddressIsDecoded()
    {
        Started window;
        window.query().addUrls({QUrl("data:image/png;base64,aGVsbG8=")});
        QCOMPARE(window.query().chipCount(), 1);
        QCOMPARE(std::get<ImageBytes>(window.lastRun().parts[0].source).bytes->size(), 5U);
    }

    void theClipboardIsAnExample()
    {
        Started window;
        auto* mime = new QMimeData;
        mime->setUrls({QUrl::fromLocalFile("/x/y.png")});
        QGuiApplication::clipboard()->setMimeData(mime);
        window.query().pasteFromClipboard();
        QCOMPARE(window.query().chipCount(), 1);
        QGuiApplication::clipboard()->setImage(QImage(4, 4, QImage::Format_RGB32));
        window.query().pasteFromClipboard();
        QCOMPARE(window.query().chipCount(), 2);
        QVERIFY(std::holds_alternative<ImageBytes>(window.lastRun().parts[1].source));
    }

    void wordsAreRefusedClearlyWithoutATextTower()
    {
        Started window;
        QSignalSpy supported(&window.query(), &QueryModel::wordsSupportedChanged);
        window.query().addWords(QStringLiteral("a red bridge"));
        QVERIFY(window.query().empty());
        QVERIFY(window.query().message().contains(QStringLiteral("words")));
        QVERIFY(window.query().messageAboutWords());
        window.query().dismissMessage();
        QVERIFY(window.query().message().isEmpty());
        QVERIFY(!window.query().messageAboutWords());
    }

    void wordsAreAskedWhenTheModelUnderstandsThem()
    {
        Started window({.understandsWords = true});
        QTRY_VERIFY(window.query().wordsSupported());
        window.query().addWords(QStringLiteral("  a red   bridge "));
        QCOMPARE(std::get<Words>(window.lastRun().parts[0].source).text, std::string("a red bridge"));
        QCOMPARE(kindAt(window.query(), 0), QStringLiteral("words"));
    }

    void aMinusBeforeWordsMeansLess()
    {
        Started window({.understandsWords = true});
        QTRY_VERIFY(window.query().wordsSupported());
        window.query().addTyped(QStringLiteral("a bridge"));
        window.query().addTyped(QStringLiteral("- fog"));
        QCOMPARE(window.lastRun().parts.size(), 2U);
        QCOMPARE(std::get<Words>(window.lastRun().parts[1].source).text, std::string("fog"));
        QCOMPARE(window.lastRun().parts[1].weight, -1.0);
    }

    void wordsAndPicturesAreAskedTogether()
    {
        Started window({.understandsWords = true});
        QTRY_VERIFY(window.query().wordsSupported());
        window.query().addPhoto(3);
        window.query().addTyped(QStringLiteral("at night"));
        window.query().addUrls({QUrl::fromLocalFile("/somewhere/bridge.jpg")});
        QCOMPARE(window.lastRun().parts.size(), 3U);
        QCOMPARE(int(window.lastRun().sort), int(SortKey::Score));
    }

    void aTypedAddressIsAPicture()
    {
        Started window({.understandsWords = true});
        QTRY_VERIFY(window.query().wordsSupported());
        window.query().addTyped(QStringLiteral("file:///somewhere/bridge.jpg"));
        QCOMPARE(kindAt(window.query(), 0), QStringLiteral("image"));
    }

    void aModelWithoutWordsThatTakesOverSaysSo()
    {
        Started window; // the session of before asked in words
        Query query;
        query.parts.push_back({Words{"a bridge"}, {}, 1.0});
        window.query().open(query);
        QTRY_VERIFY(window.query().messageAboutWords());
    }

    void aPartOfAPhotoJoinsTheQuestion()
    {
        Started window;
        window.query().addPhoto(3);
        window.query().addPhotoPart(4, 0.25, 0.5, 0.125, 0.25);
        const Query query = window.lastRun();
        QCOMPARE(query.parts.size(), 2U);
        QCOMPARE(*query.parts[1].crop, (CropBox{0.25, 0.5, 0.125, 0.25, false}));
        QCOMPARE(window.query().picture(1), QUrl(QStringLiteral("image://photo/4/1600")));
    }

    void weightAndSignReachTheEngine()
    {
        Started window;
        window.query().addPhoto(3);
        window.query().addPhotoNegative(4);
        window.query().setWeight(1, 0.5);
        QTRY_COMPARE(window.lastRun().parts.size(), 2U);
        QTRY_COMPARE(window.lastRun().parts[1].weight, -0.5);
        window.query().toggleNegative(1);
        QCOMPARE(window.lastRun().parts[1].weight, 0.5);
        QVERIFY(!window.query().data(window.query().index(1), QueryModel::NegativeRole).toBool());
    }

    void marksWaitForTheirRound()
    {
        Started window;
        QueryModel& query = window.query();
        query.findSimilar(3);
        QTRY_VERIFY(!query.busy());
        const auto runs = window.engine->commandsOf<RunQuery>().size();
        QSignalSpy changed(&query, &QueryModel::marksChanged);
        query.mark({7, 8}, 1);
        query.mark({9}, -1);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(query.newMarkCount(), 3);
        QCOMPARE(query.newMoreCount(), 2);
        QCOMPARE(query.markOf(8), 1);
        QCOMPARE(query.markOf(9), -1);
        QVERIFY(query.markIsNew(9));
        QCOMPARE(window.engine->commandsOf<RunQuery>().size(), runs);

        query.refine();
        QCOMPARE(window.engine->commandsOf<RunQuery>().size(), runs + 1);
        const auto parts = window.lastRun().parts;
        QCOMPARE(parts.size(), 4U);
        QVERIFY(!parts[0].marked);
        QVERIFY(parts[1].marked && parts[1].weight == 1.0);
        QVERIFY(parts[3].marked && parts[3].weight == -1.0);
        QCOMPARE(query.newMarkCount(), 0);
        QCOMPARE(query.markCount(), 3);
        QCOMPARE(query.markOf(9), -1);
        QVERIFY(!query.markIsNew(9));
        QTRY_COMPARE(query.title(), QStringLiteral("Like IMG_00000003.jpg"));
    }

    void eachRoundIsTakenBackByItself()
    {
        Started window;
        QueryModel& query = window.query();
        query.findSimilar(3);
        query.mark({7}, 1);
        query.refine();
        query.mark({8}, -1);
        query.refine();
        query.mark({11}, 1); // not asked yet: a step back forgets it
        query.back();
        QCOMPARE(query.markCount(), 1);
        QCOMPARE(query.markOf(7), 1);
        QCOMPARE(query.markOf(8), 0);
        QCOMPARE(query.markOf(11), 0);
        query.back();
        QCOMPARE(query.markCount(), 0);
        query.forward();
        query.forward();
        QCOMPARE(query.markOf(8), -1);
    }

    void aMarkCanBeTakenAwayAndTurnedRound()
    {
        Started window;
        QueryModel& query = window.query();
        query.mark({7}, 1);
        query.mark({7}, 1); // the same again takes it away
        QCOMPARE(query.newMarkCount(), 0);
        query.mark({7, 8, 9}, 1);
        query.refine();
        QCOMPARE(window.lastRun().parts.size(), 3U);
        query.mark({7}, 1);
        query.mark({8}, -1);
        QCOMPARE(query.markOf(7), 0);
        QCOMPARE(query.newMarkCount(), 2);
        query.refine();
        QCOMPARE(query.markOf(8), -1);
        QCOMPARE(query.marks(1).size(), 1);
        QCOMPARE(query.marks(-1).size(), 1);
        query.removeMarks(-1);
        QCOMPARE(window.lastRun().parts.size(), 1U);
        query.mark({8}, -1);
        query.forgetNewMarks();
        QCOMPARE(query.markOf(8), 0);
    }

    void aQuestionThatGrowsTakesNewMarksAlong()
    {
        Started window({.understandsWords = true});
        QueryModel& query = window.query();
        QTRY_VERIFY(query.wordsSupported());
        query.mark({7}, -1);
        query.addWords(QStringLiteral("a dog"));
        const auto parts = window.lastRun().parts;
        QCOMPARE(parts.size(), 2U);
        QVERIFY(parts[0].marked && !parts[1].marked);
        QCOMPARE(query.title(), QStringLiteral("Like a dog"));
        QCOMPARE(query.newMarkCount(), 0);
    }

    void marksAreKeptWithTheQuestion()
    {
        Query query;
        query.parts = {{PhotoId{3}, {}, 1.0}, {PhotoId{4}, {}, -1.0, /*marked=*/true}};
        QCOMPARE(queryFromJson(queryToJson(query))->parts, query.parts);
    }

    void byLookIsAnOrderOfTheHistory()
    {
        Started window;
        QueryModel& query = window.query();
        QTRY_COMPARE(window.session->photos()->count(), 1000);
        query.setSort(QueryModel::Name);
        const auto runs = window.engine->commandsOf<RunQuery>().size();
        query.setSort(QueryModel::Look);
        QCOMPARE(query.sort(), int(QueryModel::Look));
        QCOMPARE(window.engine->commandsOf<RunQuery>().size(), runs); // nothing has to be looked up again
        QTRY_COMPARE(window.engine->commandsOf<SortOnGrid>().size(), 1U);
        query.findSimilar(3);
        QCOMPARE(query.sort(), int(QueryModel::Look));
        QCOMPARE(window.lastRun().sort, SortKey::Score);
        query.setSort(QueryModel::Score);
        query.back();
        QCOMPARE(query.sort(), int(QueryModel::Look));
        QCOMPARE(window.lastRun().sort, SortKey::Name);
        query.setByLook(false);
        QCOMPARE(query.sort(), int(QueryModel::Name));
    }

    void aCropReachesTheEngine()
    {
        Started window;
        window.query().addPhoto(3);
        window.query().setCrop(0, 0.25, 0.5, 0.5, 0.25);
        QVERIFY(window.query().data(window.query().index(0), QueryModel::HasCropRole).toBool());
        QCOMPARE(window.lastRun().parts[0].crop->y, 0.5);
        window.query().setCrop(0, 0, 0, 0, 0);
        QVERIFY(!window.lastRun().parts[0].crop);
    }

    void photoChipsLearnTheirNames()
    {
        Started window;
        window.query().findSimilar(42);
        QTRY_COMPARE(window.query().data(window.query().index(0), QueryModel::LabelRole).toString(),
                     QStringLiteral("IMG_00000042.jpg"));
    }

    void backAndForwardWalkTheHistory()
    {
        Started window;
        QueryModel& query = window.query();
        QTRY_COMPARE(window.session->photos()->count(), 1000);
        window.session->photos()->setTopRow(640);
        query.findSimilar(5);
        QTRY_VERIFY(window.session->photos()->hasScores());
        query.setFolder(QStringLiteral("/photos/2024 Lisbon"));
        QVERIFY(query.canGoBack());
        QVERIFY(!query.canGoForward());
        query.back();
        QVERIFY(query.folder().isEmpty());
        QCOMPARE(query.chipCount(), 1);
        QSignalSpy restored(window.session->photos(), &PhotoListModel::placeRestored);
        query.back();
        QCOMPARE(query.chipCount(), 0);
        QVERIFY(!query.canGoBack());
        QTRY_COMPARE(window.session->photos()->count(), 1000);
        QCOMPARE(restored.back()[0].toInt(), 640);
        query.forward();
        query.forward();
        QCOMPARE(query.folderName(), QStringLiteral("2024 Lisbon"));
        query.back();
        query.addPhoto(9);
        QVERIFY(!query.canGoForward());
    }

    void aWrongFilterNamesItsColumn()
    {
        Started window;
        QTRY_COMPARE(window.session->photos()->count(), 1000);
        window.engine->failNextQuery({ErrorCode::InvalidInput, "column 8: rating must be a number"});
        window.query().setFilter(QStringLiteral("rating:x"));
        QTRY_COMPARE(window.query().filterErrorColumn(), 8);
        QVERIFY(window.query().filterError().contains(QStringLiteral("rating must be a number")));
        window.query().setFilter(QStringLiteral("rating:3"));
        QTRY_VERIFY(window.query().filterError().isEmpty());
        QCOMPARE(window.lastRun().filter, std::string("rating:3"));
    }

    void typingAFilterAsksOnce()
    {
        Started window;
        QTRY_COMPARE(window.session->photos()->count(), 1000);
        const auto before = window.engine->commandsOf<RunQuery>().size();
        for (const char* text : {"r", "ra", "rat", "rating:3"}) {
            window.query().setFilter(QString::fromLatin1(text));
        }
        QTRY_COMPARE(window.lastRun().filter, std::string("rating:3"));
        QCOMPARE(window.engine->commandsOf<RunQuery>().size(), before + 1);
    }

    void theCutOffFollowsTheSuggestionUntilItIsMoved()
    {
        Started window({.photoCount = 5000});
        window.query().findSimilar(5);
        QTRY_VERIFY(window.session->photos()->hasScores());
        QVERIFY(qAbs(window.query().cutOff() - 0.6) < 1e-6);
        const int suggested = window.session->photos()->count();
        window.query().setCutOff(0.9);
        QVERIFY(window.session->photos()->count() < suggested);
        window.query().resetCutOff();
        QCOMPARE(window.session->photos()->count(), suggested);
    }

    void aCutOffBelowTheFirstHitsFetchesMore()
    {
        Started window({.photoCount = 20'000});
        window.query().findSimilar(5);
        QTRY_VERIFY(window.session->photos()->hasScores());
        QCOMPARE(window.lastRun().countMax, QueryModel::kFirstHits);
        window.query().setCutOff(0.0);
        QTRY_COMPARE(window.session->photos()->count(), int(QueryModel::kMostHits));
    }

    void withoutExamplesScoreIsNoOrder()
    {
        Started window;
        window.query().setSort(QueryModel::Score);
        QCOMPARE(window.query().sort(), int(QueryModel::Date));
        window.query().findSimilar(1);
        QCOMPARE(window.query().sort(), int(QueryModel::Score));
        window.query().setSort(QueryModel::Date);
        QCOMPARE(int(window.lastRun().sort), int(SortKey::Date));
        window.query().clear();
        QCOMPARE(window.query().sort(), int(QueryModel::Date));
    }

    void aSavedSearchComesBack()
    {
        Started window;
        window.query().findSimilar(5);
        window.query().setFolder(QStringLiteral("/photos/Archive"));
        window.session->saved()->save(QStringLiteral("Bridges"));
        QTRY_COMPARE(window.session->saved()->count(), 1);
        window.query().showAll();
        QVERIFY(window.query().empty());
        window.session->saved()->open(0);
        QCOMPARE(window.query().chipCount(), 1);
        QCOMPARE(window.query().folderName(), QStringLiteral("Archive"));
        QCOMPARE(window.query().title(), QStringLiteral("Bridges"));
    }

    void aSearchWithPastedBytesCannotBeSaved()
    {
        Started window;
        QSignalSpy failed(window.session->saved(), &SavedSearchModel::failed);
        window.query().addImageData(QByteArray("bytes"));
        window.session->saved()->save(QStringLiteral("Pasted"));
        QCOMPARE(failed.size(), 1);
        QCOMPARE(window.engine->commandsOf<SaveSearch>().size(), 0U);
    }

    void aQuerySurvivesJson()
    {
        Query query;
        query.parts.push_back({ImageFile{"/a/caf\xE9.jpg"}, CropBox{0.1, 0.2, 0.3, 0.4, false}, -0.5});
        query.parts.push_back({PhotoId{77}, {}, 1.0});
        query.parts.push_back({Words{"red bridge"}, {}, 2.0});
        query.filter = "rating:>=3";
        query.folder = "/photos/x";
        query.sort = SortKey::Name;
        query.ascending = true;
        query.scoreMin = 0.5F;
        const auto back = queryFromJson(queryToJson(query));
        QVERIFY(back.has_value());
        QVERIFY(*back == query);
        QVERIFY(!queryFromJson("rubbish").has_value());
    }
};

QTEST_MAIN(QueryModelTest)
#include "query_model_test.moc"
