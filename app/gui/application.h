#pragma once

#include "app/gui/arguments.h"
#include "app/gui/graphics.h"
#include "core/api/engine.h"
#include "core/base/result.h"

#include <QtCore/QObject>
#include <QtCore/QTranslator>

class QQmlApplicationEngine;

namespace likeness {

class EngineBridge;
class EventChannel;
class EngineWatch;
class LibraryLock;
class Session;

/// Builds the window from the engine upwards and takes it down in the opposite order.
/// Thread: gui.
class Application : public QObject {
    Q_OBJECT

public:
    explicit Application(Arguments arguments);
    /// QML engine, session, bridge, watcher, engine: each may use the ones after it until it is gone.
    ~Application() override;

    /// Opens the library and the window; when the library cannot be opened, a window that says so.
    /// False: nothing can be shown at all.
    bool start();

    /// The window could not be drawn this way: run the program again with Qt Quick's software renderer.
    bool wantsSoftwareRestart() const { return m_softwareRestart; }

private:
    struct EngineOpening;

    void loadTranslations();
    /// The error is why there is none, in words for the person.
    Result<std::unique_ptr<Engine>> openLibrary();
    bool showError(const QString& heading, const QString& explanation, const QString& detail);
    bool showWindow();
    void useArguments();

    Arguments m_arguments;
    QTranslator m_translator;
    Graphics m_graphics;
    std::shared_ptr<EventChannel> m_channel;
    QObject m_watchRelay; ///< takes the engine's events to the watcher, on the gui thread
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<EngineWatch> m_watch;
    std::unique_ptr<EngineBridge> m_bridge;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<QQmlApplicationEngine> m_qml;
    bool m_softwareRestart = false;
};

} // namespace likeness
