// Opens the real window on the map of a synthetic library and measures what a frame costs while one moves over it.
//
// Usage: map_bench [--photos N] [--frames N] [--size WxH] [--api NAME] [--precedence] [--light]
//                  [--zoom F] [--filter N] [--select N] [--shot FILE.png]
// Prints one JSON object per line: for each of three zooms, panning across the map; then zooming in and out of it.

#include "tests/bench/frame_clock.h"
#include "tests/support/fake_map.h"
#include "tests/support/window_fixture.h"
#include "ui/items/photo_map_item.h"

#include <QtCore/QCommandLineParser>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/QQmlExtensionPlugin>
#include <QtQuick/QQuickWindow>
#include <QtQuickControls2/QQuickStyle>

#include <cmath>
#include <cstdio>
#include <ctime>

Q_IMPORT_QML_PLUGIN(LikenessPlugin)

namespace likeness {
namespace {

PhotoMapItem* findMap(QQuickItem* root)
{
    if (auto* map = qobject_cast<PhotoMapItem*>(root)) {
        return map;
    }
    for (QQuickItem* child : root->childItems()) {
        if (auto* map = findMap(child)) {
            return map;
        }
    }
    return nullptr;
}

struct Scenario {
    QString name;
    double zoom = 1; ///< as PhotoMapItem::zoom
    bool zooming = false;
};

/// Moves the map by a little in each frame and takes the times.
class MapBench : public QObject {
public:
    MapBench(QQuickWindow& window, PhotoMapItem& map, int frames, bool precedence)
        : m_window(window)
        , m_map(map)
        , m_frames(frames)
        , m_needsPrecedence(precedence)
    {
        if (precedence) {
            takePrecedence();
        }
        window.installEventFilter(this);
        const auto on = [&](auto signal, auto what) { connect(&window, signal, this, what, Qt::DirectConnection); };
        connect(&window, &QQuickWindow::afterAnimating, this, [this] { m_polished = m_polish.elapsed(); });
        on(&QQuickWindow::beforeSynchronizing, [this] {
            if (std::exchange(m_needsPrecedence, false)) {
                takePrecedence();
            }
            m_sync.start();
        });
        on(&QQuickWindow::afterSynchronizing, [this] { m_synced = m_sync.elapsed(); });
        on(&QQuickWindow::beforeRendering, [this] { m_record.start(); });
        on(&QQuickWindow::afterRendering, [this] {
            m_recorded = m_record.elapsed();
            m_raster.start();
        });
        on(&QQuickWindow::frameSwapped, [this] {
            QMetaObject::invokeMethod(this, [this, synced = m_synced, recorded = m_recorded,
                                             rastered = m_raster.elapsed()] { next(synced, recorded, rastered); });
        });
    }

    void run(std::vector<Scenario> scenarios, std::function<void()> done)
    {
        m_scenarios = std::move(scenarios);
        m_done = std::move(done);
        begin();
    }

    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (event->type() == QEvent::UpdateRequest) {
            m_polish.start();
        }
        return QObject::eventFilter(object, event);
    }

private:
    static constexpr int kWarmUp = 30;

    /// Processor time of all threads, those of a software rasteriser too.
    static double processMs()
    {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }

    void begin()
    {
        m_frame = 0;
        m_gui.clear();
        m_syncs.clear();
        m_recordings.clear();
        m_rasters.clear();
        m_map.fitAll(false);
        m_map.zoomAt(m_map.width() * 0.5, m_map.height() * 0.5, m_scenarios.front().zoom, false);
        step();
    }

    void step()
    {
        Watch watch;
        watch.start();
        const double t = double(m_frame) / 60.0;
        if (m_scenarios.front().zooming) {
            m_map.zoomAt(m_map.width() * 0.55, m_map.height() * 0.45, std::sin(t) > 0 ? 1.03 : 1 / 1.03, false);
        } else {
            // A circle: in a second one goes about a third of the view.
            const double reach = m_map.height() / 180;
            m_map.panBy(reach * std::cos(t), reach * std::sin(t));
        }
        m_moved = watch.elapsed();
        m_window.update();
    }

    void next(Span synced, Span recorded, Span rastered)
    {
        if (++m_frame > kWarmUp) {
            m_gui.push_back({m_moved.wallMs + m_polished.wallMs, m_moved.cpuMs + m_polished.cpuMs});
            m_syncs.push_back(synced);
            m_recordings.push_back(recorded);
            m_rasters.push_back(rastered);
        } else if (m_frame == kWarmUp) {
            m_uploadsBefore = m_map.figures().uploads;
            m_processMsBefore = processMs();
        }
        if (m_frame < m_frames + kWarmUp) {
            step();
            return;
        }
        const PhotoMapItem::Figures& figures = m_map.figures();
        QJsonObject json{{"scenario", m_scenarios.front().name},
                         {"frames", int(m_gui.size())},
                         {"zoom", m_map.zoom()},
                         {"dots", figures.dots},
                         {"dot_nodes", figures.dotNodes},
                         {"thumbnails", figures.thumbnails},
                         {"pages", figures.pages},
                         {"uploads", figures.uploads - m_uploadsBefore},
                         {"atlas_mb", double(figures.atlasBytes) / 1048576},
                         {"resident_mb", double(residentKb()) / 1024},
                         {"process_cpu_ms_per_frame", (processMs() - m_processMsBefore) / double(m_frames)}};
        addPercentiles(json, QStringLiteral("gui"), m_gui);
        addPercentiles(json, QStringLiteral("sync"), m_syncs);
        addPercentiles(json, QStringLiteral("record"), m_recordings);
        addPercentiles(json, QStringLiteral("raster"), m_rasters);
        print(json);
        m_scenarios.erase(m_scenarios.begin());
        if (m_scenarios.empty()) {
            m_done();
        } else {
            begin();
        }
    }

    QQuickWindow& m_window;
    PhotoMapItem& m_map;
    int m_frames;
    int m_frame = 0;
    bool m_needsPrecedence = false;
    Watch m_polish;
    Watch m_sync;
    Watch m_record;
    Watch m_raster;
    Span m_moved;
    Span m_polished;
    Span m_synced;
    Span m_recorded;
    std::vector<Span> m_gui;   ///< moving the map and polishing
    std::vector<Span> m_syncs; ///< render thread, the gui thread waits
    std::vector<Span> m_recordings;
    std::vector<Span> m_rasters;
    qint64 m_uploadsBefore = 0;
    double m_processMsBefore = 0;
    std::vector<Scenario> m_scenarios;
    std::function<void()> m_done;
};

} // namespace
} // namespace likeness

int main(int argc, char* argv[])
{
    using namespace likeness;
    qputenv("QSG_RENDER_LOOP", "threaded"); // what a desktop with a graphics card uses
    QGuiApplication gui(argc, argv);
    QQuickStyle::setStyle(QStringLiteral("Basic"));

    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{"photos", "photos on the map", "N", "1000000"},
                       {"frames", "frames for each scenario", "N", "200"},
                       {"size", "of the window", "WxH", "1600x1000"},
                       {"api", "vulkan, opengl or software", "NAME", "vulkan"},
                       {"precedence", "gui and render threads run before all others (needs root)"},
                       {"light", "the light theme"},
                       {"filter", "only every n-th photo answers a question", "N"},
                       {"select", "select the first n photos", "N"},
                       {"zoom", "for --shot: how near", "F", "1"},
                       {"shot", "save a picture of the window and stop", "FILE"}});
    parser.process(gui);
    const QString api = parser.value("api");
    QQuickWindow::setGraphicsApi(api == "vulkan"   ? QSGRendererInterface::Vulkan
                                 : api == "opengl" ? QSGRendererInterface::OpenGL
                                                   : QSGRendererInterface::Software);

    const qint64 count = parser.value("photos").toLongLong();
    WindowFixture fixture({.photoCount = count});
    fixture.engine->setMap(makeFakeMap({.photoCount = count}));
    fixture.session->settings()->setTheme(parser.isSet("light") ? QStringLiteral("light") : QStringLiteral("dark"));
    fixture.session->start();
    auto qml = std::make_unique<QQmlApplicationEngine>();
    qml->addImportPath(QStringLiteral("qrc:/qt/qml"));
    fixture.session->installProviders(*qml);
    qml->setInitialProperties({{QStringLiteral("session"), QVariant::fromValue(fixture.session.get())}});
    qml->load(QUrl(QStringLiteral("qrc:/qt/qml/Likeness/qml/Main.qml")));
    auto* window
        = qml->rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(qml->rootObjects().constFirst());
    if (window == nullptr) {
        std::fprintf(stderr, "map_bench: Main.qml did not load\n");
        return 1;
    }
    const QStringList size = parser.value("size").split('x');
    window->resize(size[0].toInt(), size[1].toInt());
    window->setProperty("place", QStringLiteral("map"));

    std::unique_ptr<MapBench> bench;
    const auto begin = [&] {
        PhotoMapItem* map = findMap(window->contentItem());
        if (map == nullptr) {
            std::fprintf(stderr, "map_bench: there is no map in the window\n");
            QCoreApplication::exit(1);
            return;
        }
        if (parser.isSet("filter")) {
            std::vector<PhotoId> some;
            for (std::int64_t id = 1; id <= count; id += parser.value("filter").toInt()) {
                some.push_back(PhotoId{id});
            }
            fixture.engine->setPhotos(std::move(some));
            fixture.session->query()->setFilter(QStringLiteral("rating:>=4"));
        }
        if (parser.isSet("select")) {
            fixture.session->selection()->rubberBand({}, false);
            fixture.session->selection()->updateRubberBand({0, parser.value("select").toInt() - 1});
        }
        if (parser.isSet("shot")) {
            map->zoomAt(map->width() * 0.5, map->height() * 0.5, parser.value("zoom").toDouble(), false);
            QTimer::singleShot(4000, window, [window, file = parser.value("shot")] {
                window->grabWindow().save(file);
                QCoreApplication::quit();
            });
            return;
        }
        bench = std::make_unique<MapBench>(*window, *map, parser.value("frames").toInt(), parser.isSet("precedence"));
        const double most = map->zoomMax();
        bench->run({{"far", 1, false},
                    {"middle", std::pow(most, 0.35), false},
                    {"near", std::pow(most, 0.7), false},
                    {"zooming", 1, true}},
                   [] { QCoreApplication::quit(); });
    };
    bool begun = false;
    QObject::connect(fixture.session->map(), &PhotoMapModel::matchChanged, window, [&] {
        if (!begun && fixture.session->map()->answering() > 0) {
            begun = true;
            QTimer::singleShot(500, window, begin); // once the view has laid itself out
        }
    });
    const int status = QGuiApplication::exec();
    bench.reset();
    qml.reset();
    return status;
}
