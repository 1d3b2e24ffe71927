#include "event_channel.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>

namespace likeness {

namespace {

/// The request an event answers; null for news.
RequestId requestOf(const Event& event)
{
    return std::visit(
        [](const auto& e) -> RequestId {
            if constexpr (requires { e.request; }) {
                return e.request;
            } else {
                return {};
            }
        },
        event);
}

} // namespace

EventSink EventChannel::sink()
{
    return [channel = shared_from_this()](Event event) { channel->deliver(std::move(event)); };
}

int EventChannel::wakeEventType()
{
    static const int type = QEvent::registerEventType();
    return type;
}

void EventChannel::attach(QObject* receiver)
{
    const std::scoped_lock lock(m_mutex);
    m_receiver = receiver;
    m_wakeSent = false;
    if (receiver != nullptr) {
        wakeLocked();
    } else {
        m_awaited.clear();
        m_batch = {};
        m_early.clear();
    }
}

void EventChannel::deliver(Event event)
{
    DirectAnswer direct;
    {
        const std::scoped_lock lock(m_mutex);
        if (auto* progress = std::get_if<IndexProgress>(&event)) {
            m_batch.progress = std::move(*progress);
        } else if (auto* changed = std::get_if<LibraryChanged>(&event)) {
            if (m_batch.changed) {
                changed->foldersChanged |= m_batch.changed->foldersChanged;
                changed->searchesChanged |= m_batch.changed->searchesChanged;
                changed->modelsChanged |= m_batch.changed->modelsChanged;
            }
            m_batch.changed = *changed;
        } else if (auto* finished = std::get_if<IndexingFinished>(&event)) {
            m_batch.finished = *finished;
        } else if (auto* exploring = std::get_if<ExploreProgress>(&event)) {
            m_batch.exploring = std::move(*exploring);
        } else if (auto* explored = std::get_if<ExploreChanged>(&event)) {
            m_batch.explored = *explored;
        } else if (const auto* duplicates = std::get_if<DuplicatesProgress>(&event)) {
            m_batch.duplicates = *duplicates;
        } else if (auto* writing = std::get_if<MetadataProgress>(&event)) {
            if (!m_awaited.contains(writing->request)) {
                return; // called off
            }
            m_batch.writing = *writing;
        } else if (auto* download = std::get_if<DownloadProgress>(&event)) {
            if (!m_awaited.contains(download->request)) {
                return; // called off, or so young that the next one will do
            }
            m_batch.downloads.insert_or_assign(download->request, std::move(*download));
        } else {
            const RequestId request = requestOf(event);
            if (const auto it = m_direct.find(request); it != m_direct.end()) {
                direct = std::move(it->second);
                m_direct.erase(it);
            } else if (m_awaited.erase(request) > 0) {
                m_batch.answers.push_back(std::move(event));
            } else {
                if (m_postsUnderWay > 0) {
                    m_early.push_back(std::move(event));
                }
                return;
            }
        }
        if (!direct) {
            wakeLocked();
            return;
        }
    }
    direct(std::move(event)); // outside the lock: it may take others
}

void EventChannel::wakeLocked()
{
    if (m_receiver != nullptr && !m_wakeSent) {
        m_wakeSent = true;
        QCoreApplication::postEvent(m_receiver, new QEvent(QEvent::Type(wakeEventType())));
    }
}

EventChannel::Batch EventChannel::take()
{
    const std::scoped_lock lock(m_mutex);
    m_wakeSent = false;
    return std::exchange(m_batch, {});
}

void EventChannel::putBack(std::deque<Event> answers)
{
    const std::scoped_lock lock(m_mutex);
    m_batch.answers.insert(m_batch.answers.begin(), std::make_move_iterator(answers.begin()),
                           std::make_move_iterator(answers.end()));
    wakeLocked();
}

void EventChannel::beginPost()
{
    const std::scoped_lock lock(m_mutex);
    ++m_postsUnderWay;
}

void EventChannel::endPost(RequestId request, DirectAnswer direct)
{
    std::optional<Event> answer;
    {
        const std::scoped_lock lock(m_mutex);
        const auto it = std::find_if(m_early.begin(), m_early.end(),
                                     [request](const Event& event) { return requestOf(event) == request; });
        if (it != m_early.end()) {
            answer = std::move(*it);
            m_early.erase(it);
        }
        if (--m_postsUnderWay == 0) {
            m_early.clear();
        }
        if (!direct) {
            if (!answer) {
                m_awaited.insert(request);
            } else {
                m_batch.answers.push_back(std::move(*answer));
                wakeLocked();
            }
            return;
        }
        if (!answer) {
            m_direct.emplace(request, std::move(direct));
            return;
        }
    }
    direct(std::move(*answer));
}

void EventChannel::forget(RequestId request)
{
    const std::scoped_lock lock(m_mutex);
    m_awaited.erase(request);
    m_direct.erase(request);
    m_batch.downloads.erase(request);
}

} // namespace likeness
