#pragma once

#include "tests/support/fake_engine.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/models/session.h"

#include <QtCore/QTemporaryDir>

namespace likeness {

/// A session on a pretended library, taken down in the order the application uses.
struct WindowFixture {
    explicit WindowFixture(FakeLibrary library = {})
        : engine(std::make_unique<FakeEngine>(channel->sink(), std::move(library)))
        , bridge(std::make_unique<EngineBridge>(channel, *engine))
        , session(
              std::make_unique<Session>(*bridge, QStringLiteral("test"), settings.filePath(QStringLiteral("s.ini"))))
    {
    }
    ~WindowFixture()
    {
        session.reset();
        bridge.reset();
        engine.reset();
    }

    QTemporaryDir settings;
    std::shared_ptr<EventChannel> channel = std::make_shared<EventChannel>();
    std::unique_ptr<FakeEngine> engine;
    std::unique_ptr<EngineBridge> bridge;
    std::unique_ptr<Session> session;
};

} // namespace likeness
