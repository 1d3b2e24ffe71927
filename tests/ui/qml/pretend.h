#pragma once

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
        m_engine.removeImageProvider(QStringLiteral("thumb"));
        m_engine.removeImageProvider(QStringLiteral("photo"));
        m_engine.removeImageProvider(QStringLiteral("query"));
        FakeLibrary library;
        library.photoCount = photoCount;
        library.hasFolder = hasFolder;
        m_all.push_back(std::make_unique<WindowFixture>(library));
        m_fixture = m_all.back().get();
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
    Fixtures& m_all;
    WindowFixture* m_fixture = nullptr;
};

} // namespace likeness
