#pragma once

#include "tests/support/window_fixture.h"

#include <QtQml/QQmlEngine>

namespace likeness {

/// Gives a test a session on a pretended library: `Pretend.session`, of which `Pretend.library(…)` makes a fresh one.
class Pretend : public QObject {
    Q_OBJECT
    Q_PROPERTY(likeness::Session* session READ session NOTIFY sessionChanged)

public:
    explicit Pretend(QQmlEngine& engine)
        : m_engine(engine)
    {
    }

    Session* session() { return m_fixture ? m_fixture->session.get() : nullptr; }

    /// A fresh session. Objects made for the old one must be gone.
    Q_INVOKABLE void library(int photoCount, bool hasFolder = true)
    {
        m_engine.removeImageProvider(QStringLiteral("thumb"));
        m_engine.removeImageProvider(QStringLiteral("photo"));
        m_engine.removeImageProvider(QStringLiteral("query"));
        m_fixture.reset();
        FakeLibrary library;
        library.photoCount = photoCount;
        library.hasFolder = hasFolder;
        m_fixture = std::make_unique<WindowFixture>(library);
        QQmlEngine::setObjectOwnership(m_fixture->session.get(), QQmlEngine::CppOwnership);
        m_fixture->session->installProviders(m_engine);
        m_fixture->session->start();
        Q_EMIT sessionChanged();
    }
    Q_INVOKABLE void failNextQuery(const QString& message)
    {
        m_fixture->engine->failNextQuery({ErrorCode::InvalidInput, message.toStdString()});
    }
    /// How many commands of a kind the engine was given.
    Q_INVOKABLE int trashed() const { return int(m_fixture->engine->commandsOf<MoveToTrash>().size()); }
    Q_INVOKABLE int ratings() const { return int(m_fixture->engine->commandsOf<SetRating>().size()); }

Q_SIGNALS:
    void sessionChanged();

private:
    QQmlEngine& m_engine;
    std::unique_ptr<WindowFixture> m_fixture;
};

} // namespace likeness
