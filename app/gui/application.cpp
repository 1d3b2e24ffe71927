#include "application.h"

#include "app/watch/engine_watch.h"
#include "core/engine/open_engine.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/models/session.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QPointer>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickWindow>

#include <future>

namespace likeness {

namespace {

/// Which words to use when the library cannot be opened.
struct Refusal {
    QString heading;
    QString explanation;
};

Refusal refusalFor(const Error& error)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("likeness", text); };
    switch (error.code) {
    case ErrorCode::Corrupt:
        return {tr("The library is damaged"),
                tr("Your photos are safe: the library only holds what Likeness has learnt about them. Run "
                   "“likeness-cli verify” to see what is wrong, or move the folder away and let Likeness index anew.")};
    case ErrorCode::Unsupported:
        return {tr("This library is newer than the program"),
                tr("It was made by a later version of Likeness. Install that version, or choose another library with "
                   "“likeness --library FOLDER”.")};
    case ErrorCode::Io:
        return {tr("The library cannot be read or written"),
                tr("Look whether the drive is there, has space left, and lets you write.")};
    case ErrorCode::NotFound:
        return {tr("A part of Likeness is missing"), tr("The program is not installed completely. Install it again; "
                                                        "your photos and the library stay as they are.")};
    default:
        return {tr("The library cannot be opened"), explain(error)};
    }
}

} // namespace

Application::Application(Arguments arguments)
    : m_arguments(std::move(arguments))
    , m_channel(std::make_shared<EventChannel>())
{
}

Application::~Application()
{
    m_qml.reset();
    if (m_session) {
        m_session->keepQuestion();
    }
    m_session.reset();
    m_bridge.reset();
    m_watch.reset();
    m_engine.reset(); // waits for its threads
}

bool Application::start()
{
    loadTranslations();

    auto attempt = LibraryLock::tryAcquire(m_arguments.library);
    if (!attempt) {
        m_graphics = chooseGraphics();
        const Refusal refusal = refusalFor(attempt.error());
        return showError(refusal.heading, refusal.explanation, QString::fromStdString(attempt.error().message));
    }
    if (!attempt->lock) {
        m_graphics = chooseGraphics();
        return showError(tr("Likeness already has this library open"),
                         tr("Another window or program uses it (process %1). Close that one first, or choose another "
                            "library with “likeness --library FOLDER”.")
                             .arg(attempt->holderPid),
                         shownPath(m_arguments.library));
    }

    EngineOptions options;
    options.library = m_arguments.library;
    const QPointer<Application> self(this);
    options.sink = [toBridge = m_channel->sink(), self, relay = &m_watchRelay](Event event) {
        if (std::holds_alternative<FoldersListed>(event) || std::holds_alternative<LibraryChanged>(event)) {
            // The relay outlives the engine, so posting to it is safe; `self` is looked at on the gui thread.
            QMetaObject::invokeMethod(relay, [self, event] {
                if (self && self->m_watch) {
                    self->m_watch->onEvent(event);
                }
            });
        }
        toBridge(std::move(event));
    };
    // The files are opened while the drivers are tried.
    auto opening
        = std::async(std::launch::async, [options = std::move(options), lock = std::move(*attempt->lock)]() mutable {
              return openEngine(std::move(options), std::move(lock));
          });
    m_graphics = chooseGraphics();
    auto engine = opening.get();
    if (!engine) {
        const Refusal refusal = refusalFor(engine.error());
        return showError(refusal.heading, refusal.explanation, QString::fromStdString(engine.error().message));
    }
    m_engine = std::move(*engine);
    return showWindow();
}

bool Application::showWindow()
{
    m_bridge = std::make_unique<EngineBridge>(m_channel, *m_engine);
    m_session = std::make_unique<Session>(*m_bridge, shownPath(m_arguments.library));
    m_session->indexing()->setGraphics(m_graphics.name, m_graphics.reason);
    m_session->start(/*openLast=*/m_arguments.images.isEmpty());
    useArguments();

    m_qml = std::make_unique<QQmlApplicationEngine>();
    m_qml->addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_session->installProviders(*m_qml);
    m_qml->setInitialProperties({{QStringLiteral("session"), QVariant::fromValue(m_session.get())}});
    m_qml->load(QUrl(QStringLiteral("qrc:/qt/qml/Likeness/qml/Main.qml")));
    if (m_qml->rootObjects().isEmpty()) {
        return false;
    }
    if (auto* window = qobject_cast<QQuickWindow*>(m_qml->rootObjects().constFirst())) {
        connect(window, &QQuickWindow::sceneGraphError, this, [this](auto, const QString& message) {
            qWarning("likeness: %s; starting again with the software renderer", qPrintable(message));
            m_softwareRestart = true;
            QCoreApplication::quit();
        });
    }
    m_graphics.probe.reset();
    m_watch = std::make_unique<EngineWatch>(*m_engine);
    return true;
}

void Application::useArguments()
{
    for (const auto& folder : m_arguments.folders) {
        m_session->library()->addFolderPath(folder);
    }
    if (!m_arguments.images.isEmpty()) {
        m_session->query()->addUrls(m_arguments.images);
    }
}

bool Application::showError(const QString& heading, const QString& explanation, const QString& detail)
{
    qWarning("likeness: %s (%s)", qPrintable(heading), qPrintable(detail));
    m_qml = std::make_unique<QQmlApplicationEngine>();
    m_qml->addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_qml->setInitialProperties({{QStringLiteral("heading"), heading},
                                 {QStringLiteral("explanation"), explanation},
                                 {QStringLiteral("detail"), detail}});
    m_qml->load(QUrl(QStringLiteral("qrc:/qt/qml/Likeness/qml/ErrorWindow.qml")));
    return !m_qml->rootObjects().isEmpty();
}

void Application::loadTranslations()
{
    // English has a file too, for its plural forms.
    if (m_translator.load(QLocale(), QStringLiteral("likeness"), QStringLiteral("_"), QStringLiteral(":/i18n"))
        || m_translator.load(QStringLiteral(":/i18n/likeness_en"))) {
        QCoreApplication::installTranslator(&m_translator);
    }
}

} // namespace likeness
