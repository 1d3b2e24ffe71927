#include "engine_bridge.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>

namespace likeness {

namespace {

/// Two frames: news that comes faster than this is not seen anyway.
constexpr std::chrono::milliseconds kDrainEvery{33};
/// Half a frame: answers that take longer to show wait for the next turn of the event loop.
constexpr int kDrainBudgetMs = 6;

} // namespace

EngineBridge::EngineBridge(std::shared_ptr<EventChannel> channel, Engine& engine, QObject* parent)
    : QObject(parent)
    , m_channel(std::move(channel))
    , m_engine(engine)
{
    m_drainLater.setSingleShot(true);
    m_drainLater.setTimerType(Qt::PreciseTimer);
    connect(&m_drainLater, &QTimer::timeout, this, &EngineBridge::drain);
    m_channel->attach(this);
}

EngineBridge::~EngineBridge() { m_channel->attach(nullptr); }

RequestId EngineBridge::askAny(Command command, QObject* receiver, Handler handler)
{
    m_channel->beginPost();
    const RequestId request = m_engine.post(std::move(command));
    m_waiting.emplace(request, Waiting{receiver, std::move(handler)});
    m_channel->endPost(request, {});
    return request;
}

void EngineBridge::send(Command command) { m_engine.post(std::move(command)); }

RequestId EngineBridge::askDirect(Command command, EventChannel::DirectAnswer onAnswer)
{
    m_channel->beginPost();
    const RequestId request = m_engine.post(std::move(command));
    m_channel->endPost(request, std::move(onAnswer));
    return request;
}

void EngineBridge::forget(RequestId request)
{
    if (!request) {
        return;
    }
    m_channel->forget(request);
    m_engine.cancel(request);
    if (QThread::currentThread() == thread()) {
        m_waiting.erase(request);
    }
}

bool EngineBridge::event(QEvent* event)
{
    if (event->type() != QEvent::Type(EventChannel::wakeEventType())) {
        return QObject::event(event);
    }
    const auto since = m_sinceDrain.isValid() ? std::chrono::milliseconds(m_sinceDrain.elapsed()) : kDrainEvery;
    if (since >= kDrainEvery) {
        drain();
    } else if (!m_drainLater.isActive()) {
        m_drainLater.start(kDrainEvery - since);
    }
    return true;
}

void EngineBridge::drain()
{
    m_sinceDrain.start();
    EventChannel::Batch batch = m_channel->take();
    if (batch.progress) {
        Q_EMIT progressed(*batch.progress);
    }
    if (batch.changed) {
        Q_EMIT libraryChanged(*batch.changed);
    }
    if (batch.finished) {
        Q_EMIT indexingFinished(*batch.finished);
    }
    if (batch.exploring) {
        Q_EMIT exploreProgressed(*batch.exploring);
    }
    if (batch.explored) {
        Q_EMIT exploreChanged(*batch.explored);
    }
    if (batch.duplicates) {
        Q_EMIT duplicatesProgressed(*batch.duplicates);
    }
    for (const auto& [_, progress] : batch.downloads) {
        Q_EMIT downloadProgressed(progress);
    }
    if (batch.writing) {
        Q_EMIT writingProgressed(*batch.writing);
    }
    while (!batch.answers.empty()) {
        const Event event = std::move(batch.answers.front());
        batch.answers.pop_front();
        const RequestId request = std::visit(
            [](const auto& e) -> RequestId {
                if constexpr (requires { e.request; }) {
                    return e.request;
                } else {
                    return {};
                }
            },
            event);
        const auto it = m_waiting.find(request);
        if (it != m_waiting.end()) { // else: withdrawn while the answer lay in the queue
            const Waiting waiting = std::move(it->second);
            m_waiting.erase(it);
            if (waiting.receiver) {
                waiting.handler(event);
            }
        }
        if (m_sinceDrain.elapsed() >= kDrainBudgetMs && !batch.answers.empty()) {
            m_channel->putBack(std::move(batch.answers));
            break;
        }
    }
}

} // namespace likeness
