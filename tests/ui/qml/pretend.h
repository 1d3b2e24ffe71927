#pragma once

#include "tests/support/fake_map.h"
#include "tests/support/window_fixture.h"

#include <QtQml/QQmlEngine>

namespace likeness {

/// Gives a test a session on a pretended library: `Pretend.session`, of which `Pretend.library(…)` makes a fresh one.
class Pretend : public QObject {
    Q_OBJECT
    Q_PROPERTY(likeness::Session* session READ session NOTIFY sessionChanged)

public:
    /// Sessions are kept in `all`, which outlives the QML engine: its image threads may still ask an old one.
    using Fixtures = std::vector<std::unique_ptr<WindowFixture>>;
    Pretend(QQmlEngine& engine, Fixtures& all)
        : m_engine(engine)
        , m_all(all)
    {
    }

    Session* session() { return m_fixture != nullptr ? m_fixture->session.get() : nullptr; }

    /// A fresh session. Objects made for the old one must be gone.
    Q_INVOKABLE void library(int photoCount, bool hasFolder = true)
    {
        FakeLibrary library;
        library.photoCount = photoCount;
        library.hasFolder = hasFolder;
        begin(library);
    }
    /// A fresh session whose photos have been laid out; the first ones lie in stacks of three.
    Q_INVOKABLE void libraryWithMap(int photoCount, int missing = 0, int stacks = 0)
    {
        FakeLibrary library;
        library.photoCount = photoCount;
        library.duplicateGroups = stacks;
        begin(library);
        m_fixture->engine->setMap(makeFakeMap({.photoCount = photoCount, .missing = missing}));
    }
    /// The work on the map: `state` as ExploreState.
    Q_INVOKABLE void explore(int state, double share, const QString& problem)
    {
        m_fixture->engine->emitEvent(ExploreProgress{ExploreState(state), share, problem.toStdString()});
    }
    /// Only every n-th photo answers from now on.
    Q_INVOKABLE void keepEvery(int n)
    {
        std::vector<PhotoId> photos;
        for (int id = 1; id <= m_fixture->session->photos()->count(); id += n) {
            photos.push_back(PhotoId{id});
        }
        m_fixture->engine->setPhotos(std::move(photos));
    }
    /// A fresh session whose photos fall into so many clusters, "Cluster 1" the biggest.
    Q_INVOKABLE void libraryWithClusters(int clusterCount)
    {
        library(300);
        std::vector<PhotoCluster> clusters(static_cast<std::size_t>(clusterCount));
        for (int i = 0; i < clusterCount; ++i) {
            PhotoCluster& cluster = clusters[static_cast<std::size_t>(i)];
            cluster.id = ClusterId{i + 1};
            cluster.name = "Cluster " + std::to_string(i + 1);
            cluster.photoCount = 100 - i;
            cluster.representatives = {PhotoId{i + 1}, PhotoId{i + 20}, PhotoId{i + 40}, PhotoId{i + 60}};
        }
        m_fixture->engine->setClusters(clusters, 5);
    }
    /// A fresh session with a second model that understands words, and one more to be fetched.
    Q_INVOKABLE void libraryWithModels(bool wordsInUse)
    {
        FakeLibrary library;
        library.photoCount = 300;
        library.understandsWords = wordsInUse;
        ModelInfo second;
        second.id = "second";
        second.name = "Second";
        second.family = "clip";
        second.dimension = 512;
        second.sizeBytes = 600'000'000;
        second.understandsWords = true;
        second.languages = "English";
        second.vectors = library.photoCount;
        library.moreModels = {second};
        CatalogueModel offered;
        offered.repository = kOffered;
        offered.name = "Offered";
        offered.family = "siglip2";
        offered.downloadBytes = 700'000'000;
        offered.understandsWords = true;
        offered.licence = "Apache-2.0";
        offered.description = "Finds by words.";
        CatalogueModel gated = offered;
        gated.repository = "maker/gated";
        gated.name = "Gated";
        gated.fetchable = false;
        library.catalogue = {offered, gated};
        begin(library);
    }
    /// A fresh session of which a check finds something damaged.
    Q_INVOKABLE void damagedLibrary()
    {
        FakeLibrary library;
        library.photoCount = 300;
        library.failureCount = 2;
        library.understandsWords = true;
        library.damages = {"12 photos have no thumbnail"};
        begin(library);
    }
    /// A fresh session with groups of three duplicates.
    Q_INVOKABLE void libraryWithDuplicates(int groups)
    {
        FakeLibrary library;
        library.photoCount = 3 * groups + 10;
        library.duplicateGroups = groups;
        begin(library);
    }
    Q_INVOKABLE void failNextQuery(const QString& message)
    {
        m_fixture->engine->failNextQuery({ErrorCode::InvalidInput, message.toStdString()});
    }
    Q_INVOKABLE void progressDownload(qint64 done, qint64 total)
    {
        m_fixture->engine->progressDownload(kOffered, done, total);
    }
    Q_INVOKABLE void finishDownload() { m_fixture->engine->finishDownload(kOffered); }
    Q_INVOKABLE void failDownload()
    {
        m_fixture->engine->failDownload(kOffered, {ErrorCode::Io, "the hub cannot be found"});
    }
    Q_INVOKABLE void finishArrival() { m_fixture->engine->finishArrival(); }
    /// How many commands of a kind the engine was given.
    Q_INVOKABLE int trashed() const { return int(m_fixture->engine->commandsOf<MoveToTrash>().size()); }
    Q_INVOKABLE int relayouts() const { return int(m_fixture->engine->commandsOf<RelayoutMap>().size()); }
    Q_INVOKABLE int applied() const { return int(m_fixture->engine->commandsOf<ApplyDuplicates>().size()); }
    Q_INVOKABLE int sized() const { return int(m_fixture->engine->commandsOf<SizeDownload>().size()); }
    Q_INVOKABLE int fetched() const { return int(m_fixture->engine->commandsOf<DownloadModel>().size()); }
    Q_INVOKABLE int rebuilt() const { return int(m_fixture->engine->commandsOf<RebuildIndex>().size()); }
    Q_INVOKABLE void hold() { m_fixture->engine->hold(); }
    Q_INVOKABLE void release() { m_fixture->engine->release(); }
    Q_INVOKABLE int ratings() const { return int(m_fixture->engine->commandsOf<SetRating>().size()); }

Q_SIGNALS:
    void sessionChanged();

private:
    static constexpr const char* kOffered = "maker/offered";

    void begin(const FakeLibrary& library)
    {
        // What the test before has made would ask for pictures while there are none to be had.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_engine.removeImageProvider(QStringLiteral("thumb"));
        m_engine.removeImageProvider(QStringLiteral("photo"));
        m_engine.removeImageProvider(QStringLiteral("query"));
        m_all.push_back(std::make_unique<WindowFixture>(library));
        m_fixture = m_all.back().get();
        QQmlEngine::setObjectOwnership(m_fixture->session.get(), QQmlEngine::CppOwnership);
        m_fixture->session->installProviders(m_engine);
        m_fixture->session->start();
        Q_EMIT sessionChanged();
    }

    QQmlEngine& m_engine;
    Fixtures& m_all;
    WindowFixture* m_fixture = nullptr;
};

} // namespace likeness
