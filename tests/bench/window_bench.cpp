// Opens the real window on a synthetic library and measures what a frame costs and how late the event loop gets.
//
// Usage: window_bench [--rows N] [--frames N] [--size WxH] [--edge PX] [--no-storm] [--precedence] [--shot FILE.png]
// Prints one JSON object per line.

#include "tests/bench/frame_clock.h"
#include "tests/support/window_fixture.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonObject>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlApplicationEngine>
#include <QtQml/QQmlExtensionPlugin>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtQuickControls2/QQuickStyle>

#include <algorithm>
#include <cstdio>
#include <random>

Q_IMPORT_QML_PLUGIN(LikenessPlugin)

namespace likeness {
namespace {

using Clock = std::chrono::steady_clock;

/// Everything measured in one scenario.
struct Samples {
    std::vector<Span> gui;    ///< moving the view and polishing
    std::vector<Span> sync;   ///< render thread, gui thread waits
    std::vector<Span> record; ///< render thread: batches, uploads, command buffer
    std::vector<Span> raster; ///< submit and present: with a software driver, where the pixels are drawn
    std::vector<double> lateMs;
    std::vector<double> lateOfOursMs; ///< without standing still for the render thread, which was drawing pixels
    std::vector<double> waitedMs;     ///< gui thread standing still for the render thread, inside a frame
};

struct Scenario {
    QString name;
    double pxPerFrame = 0; ///< 0 = jumps anywhere
    bool still = false;
};

/// Drives the grid and takes the times.
class WindowBench : public QObject {
public:
    WindowBench(QQuickWindow& window, QQuickItem& grid, WindowFixture& fixture, int frames, bool precedence)
        : m_window(window)
        , m_grid(grid)
        , m_fixture(fixture)
        , m_frames(frames)
        , m_needsPrecedence(precedence)
    {
        if (precedence) {
            takePrecedence();
        }
        window.installEventFilter(this);
        connect(&window, &QQuickWindow::afterAnimating, this, [this] { m_polished = m_polish.elapsed(); });
        connect(
            &window, &QQuickWindow::beforeSynchronizing, this,
            [this] {
                if (std::exchange(m_needsPrecedence, false)) {
                    takePrecedence();
                }
                m_sync.start();
            },
            Qt::DirectConnection);
        connect(
            &window, &QQuickWindow::afterSynchronizing, this, [this] { m_synced = m_sync.elapsed(); },
            Qt::DirectConnection);
        connect(
            &window, &QQuickWindow::beforeRendering, this, [this] { m_record.start(); }, Qt::DirectConnection);
        connect(
            &window, &QQuickWindow::afterRendering, this,
            [this] {
                m_recorded = m_record.elapsed();
                m_raster.start();
            },
            Qt::DirectConnection);
        connect(
            &window, &QQuickWindow::frameSwapped, this,
            [this] { frameEnded(m_synced, m_recorded, m_raster.elapsed()); }, Qt::DirectConnection);
        m_ticks.setTimerType(Qt::PreciseTimer);
        connect(&m_ticks, &QTimer::timeout, this, [this] {
            const double ms = std::chrono::duration<double, std::milli>(Clock::now() - m_lastTick).count();
            m_lastTick = Clock::now();
            if (m_measuring) {
                m_samples.lateMs.push_back(std::max(0.0, ms - 5.0));
                m_samples.lateOfOursMs.push_back(std::max(0.0, ms - 5.0 - m_waitedSinceTick));
            }
            m_waitedSinceTick = 0;
        });
    }

    void run(std::vector<Scenario> scenarios, std::function<void()> done)
    {
        m_scenarios = std::move(scenarios);
        m_done = std::move(done);
        m_ticks.start(5);
        begin();
    }

    void frameEnded(Span synced, Span recorded, Span rastered)
    {
        QMetaObject::invokeMethod(this, [this, synced, recorded, rastered] { next(synced, recorded, rastered); });
    }

    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (event->type() != QEvent::UpdateRequest || m_inside) {
            return QObject::eventFilter(object, event);
        }
        m_inside = true;
        m_polish.start();
        const Clock::time_point begin = Clock::now();
        object->event(event);
        const double all = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
        m_waited = all - m_polished.wallMs;
        m_waitedSinceTick += m_waited;
        m_inside = false;
        return true;
    }

private:
    static constexpr int kWarmUp = 30;

    void begin()
    {
        m_frame = 0;
        m_samples = {};
        m_measuring = false;
        m_served = m_fixture.engine->thumbnailsServed();
        m_elapsed.start();
        step();
    }

    void step()
    {
        const Scenario& scenario = m_scenarios.front();
        const double height = m_grid.property("contentHeight").toDouble() - m_grid.height();
        double y = m_grid.property("contentY").toDouble();
        if (scenario.still) {
            // nothing moves; the storm alone
        } else if (scenario.pxPerFrame > 0) {
            y += scenario.pxPerFrame * m_direction;
            if (y > height || y < 0) {
                m_direction = -m_direction;
                y = std::clamp(y, 0.0, height);
            }
        } else {
            y = std::uniform_real_distribution<double>(0, height)(m_random);
        }
        Watch watch;
        watch.start();
        if (!scenario.still) {
            m_grid.setProperty("contentY", y);
        }
        m_moved = watch.elapsed();
        m_window.update();
    }

    void next(Span synced, Span recorded, Span rastered)
    {
        if (m_measuring) {
            m_samples.gui.push_back({m_moved.wallMs + m_polished.wallMs, m_moved.cpuMs + m_polished.cpuMs});
            m_samples.sync.push_back(synced);
            m_samples.record.push_back(recorded);
            m_samples.raster.push_back(rastered);
            m_samples.waitedMs.push_back(m_waited);
        }
        ++m_frame;
        if (m_frame == kWarmUp) {
            m_measuring = true;
            m_lastTick = Clock::now();
        }
        if (m_frame < m_frames + kWarmUp) {
            step();
            return;
        }
        report();
        m_scenarios.erase(m_scenarios.begin());
        if (m_scenarios.empty()) {
            m_done();
        } else {
            begin();
        }
    }

    void report()
    {
        QJsonObject json{{"scenario", m_scenarios.front().name}, {"frames", int(m_samples.gui.size())}};
        addPercentiles(json, QStringLiteral("gui"), m_samples.gui);
        addPercentiles(json, QStringLiteral("sync"), m_samples.sync);
        addPercentiles(json, QStringLiteral("record"), m_samples.record);
        addPercentiles(json, QStringLiteral("raster"), m_samples.raster);
        std::vector<double> preparing;
        std::vector<double> preparingCpu;
        for (std::size_t i = 0; i < m_samples.gui.size(); ++i) {
            preparing.push_back(m_samples.gui[i].wallMs + m_samples.sync[i].wallMs + m_samples.record[i].wallMs);
            preparingCpu.push_back(m_samples.gui[i].cpuMs + m_samples.sync[i].cpuMs + m_samples.record[i].cpuMs);
        }
        json["prepare_p50_ms"] = percentile(preparing, 0.5);
        json["prepare_p99_ms"] = percentile(preparing, 0.99);
        json["prepare_p50_cpu_ms"] = percentile(preparingCpu, 0.5);
        json["prepare_p99_cpu_ms"] = percentile(preparingCpu, 0.99);
        json["waited_p99_ms"] = percentile(m_samples.waitedMs, 0.99);
        json["late_samples"] = int(m_samples.lateMs.size());
        json["late_p50_ms"] = percentile(m_samples.lateMs, 0.5);
        json["late_p99_9_ms"] = percentile(m_samples.lateMs, 0.999);
        json["late_ours_p99_9_ms"] = percentile(m_samples.lateOfOursMs, 0.999);
        json["late_max_ms"] = percentile(m_samples.lateMs, 1.0);
        json["thumbnails_per_s"] = double(m_fixture.engine->thumbnailsServed() - m_served) * 1000.0
                                   / double(std::max<qint64>(1, m_elapsed.elapsed()));
        json["frames_per_s"] = double(m_frame) * 1000.0 / double(std::max<qint64>(1, m_elapsed.elapsed()));
        print(json);
    }

    QQuickWindow& m_window;
    QQuickItem& m_grid;
    WindowFixture& m_fixture;
    int m_frames;
    int m_frame = 0;
    double m_direction = 1;
    bool m_measuring = false;
    bool m_inside = false;
    bool m_needsPrecedence = false;
    Watch m_polish;
    Watch m_sync;
    Watch m_record;
    Watch m_raster;
    Span m_moved;
    Span m_polished;
    Span m_synced;
    Span m_recorded;
    double m_waited = 0;
    double m_waitedSinceTick = 0;
    Samples m_samples;
    QTimer m_ticks;
    Clock::time_point m_lastTick = Clock::now();
    QElapsedTimer m_elapsed;
    std::int64_t m_served = 0;
    std::mt19937 m_random{20'240'601}; // NOLINT: fixed seed
    std::vector<Scenario> m_scenarios;
    std::function<void()> m_done;
};

/// The grid: what can be scrolled furthest.
QQuickItem* findGrid(QQuickItem* root)
{
    QQuickItem* best = nullptr;
    double most = 0;
    std::vector<QQuickItem*> open{root};
    while (!open.empty()) {
        QQuickItem* item = open.back();
        open.pop_back();
        const double height = item->property("contentHeight").toDouble();
        if (item->property("contentY").isValid() && height > most) {
            most = height;
            best = item;
        }
        const auto children = item->childItems();
        open.insert(open.end(), children.begin(), children.end());
    }
    return best;
}

} // namespace
} // namespace likeness

int main(int argc, char* argv[])
{
    using namespace likeness;
    QElapsedTimer sinceStart;
    sinceStart.start();
    qputenv("QSG_RENDER_LOOP", "threaded"); // what a desktop with a graphics card uses
    QGuiApplication gui(argc, argv);
    QQuickStyle::setStyle(QStringLiteral("Basic"));

    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{"rows", "photos in the library", "N", "1000000"},
                       {"frames", "frames for each scenario", "N", "600"},
                       {"size", "of the window", "WxH", "1600x1000"},
                       {"edge", "thumbnail edge", "PX", "180"},
                       {"api", "vulkan, opengl or software", "NAME", "vulkan"},
                       {"precedence", "gui and render threads run before all others (needs root)"},
                       {"no-storm", "no indexing at the same time"},
                       {"shot", "save a picture of the window and stop", "FILE"}});
    parser.process(gui);
    const QString api = parser.value("api");
    QQuickWindow::setGraphicsApi(api == "vulkan"   ? QSGRendererInterface::Vulkan
                                 : api == "opengl" ? QSGRendererInterface::OpenGL
                                                   : QSGRendererInterface::Software);

    WindowFixture fixture({.photoCount = parser.value("rows").toLongLong()});
    fixture.session->settings()->setThumbnailEdge(parser.value("edge").toInt());
    fixture.session->start();
    auto qml = std::make_unique<QQmlApplicationEngine>();
    qml->addImportPath(QStringLiteral("qrc:/qt/qml"));
    fixture.session->installProviders(*qml);
    qml->setInitialProperties({{QStringLiteral("session"), QVariant::fromValue(fixture.session.get())}});
    qml->load(QUrl(QStringLiteral("qrc:/qt/qml/Likeness/qml/Main.qml")));
    auto* window
        = qml->rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(qml->rootObjects().constFirst());
    if (window == nullptr) {
        std::fprintf(stderr, "window_bench: Main.qml did not load\n");
        return 1;
    }
    const QStringList size = parser.value("size").split('x');
    window->resize(size[0].toInt(), size[1].toInt());

    std::unique_ptr<WindowBench> bench;
    PhotoListModel* photos = fixture.session->photos();
    const auto begin = [&] {
        QJsonObject json{{"first_list_ms", sinceStart.elapsed()}, {"rows", photos->count()}};
        print(json);
        if (parser.isSet("shot")) {
            QTimer::singleShot(2500, window, [window, file = parser.value("shot")] {
                window->grabWindow().save(file);
                QCoreApplication::quit();
            });
            return;
        }
        QQuickItem* grid = findGrid(window->contentItem());
        if (grid == nullptr) {
            std::fprintf(stderr, "window_bench: found nothing to scroll\n");
            QCoreApplication::exit(1);
            return;
        }
        fixture.engine->setStorm(!parser.isSet("no-storm"));
        bench = std::make_unique<WindowBench>(*window, *grid, fixture, parser.value("frames").toInt(),
                                              parser.isSet("precedence"));
        bench->run({{"slow, 12 px a frame", 12, false},
                    {"brisk, 80 px a frame", 80, false},
                    {"fast, 400 px a frame", 400, false},
                    {"a screen a frame", 900, false},
                    {"jumps anywhere", 0, false},
                    {"standing still", 0, true}},
                   [] {
                       QJsonObject memory{{"resident_mb", double(residentKb()) / 1024}};
                       print(memory);
                       QCoreApplication::quit();
                   });
    };
    bool begun = false;
    QObject::connect(photos, &PhotoListModel::countChanged, window, [&] {
        if (!begun && photos->count() > 0) {
            begun = true;
            QTimer::singleShot(0, window, begin); // once the view has laid itself out
        }
    });
    const int status = QGuiApplication::exec();
    fixture.engine->setStorm(false);
    bench.reset();
    qml.reset();
    return status;
}
