#pragma once

#include "core/api/events.h"

#include <QtCore/QObject>

#include <deque>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

namespace likeness {

/// Carries events from the engine's threads to the bridge. It outlives both: the engine's sink shares it.
///
/// Bounded by construction: news (progress, changes) has one slot each, the newer replacing the older; a download has
/// one while its end is waited for; and an answer nobody waits for any more is dropped on arrival, so there are never
/// more entries than open questions.
/// Thread: every function from any thread.
class EventChannel : public std::enable_shared_from_this<EventChannel> {
public:
    using DirectAnswer = std::function<void(Event&&)>;

    /// What the bridge takes out in one go.
    struct Batch {
        std::optional<IndexProgress> progress;
        std::optional<LibraryChanged> changed;
        std::optional<IndexingFinished> finished;
        std::optional<ExploreProgress> exploring;
        std::optional<ExploreChanged> explored;
        std::optional<DuplicatesProgress> duplicates;
        std::unordered_map<RequestId, DownloadProgress> downloads;
        std::optional<MetadataProgress> writing;
        std::deque<Event> answers;
    };

    /// The sink to make an engine with.
    EventSink sink();

    /// Names the object that is sent a wake-up event (`wakeEventType`) when there is something to take; null to stop.
    void attach(QObject* receiver);
    static int wakeEventType();

    Batch take();
    /// Gives answers back that the bridge had no time for; they stay ahead of newer ones.
    void putBack(std::deque<Event> answers);

    /// Brackets Engine::post: an answer may arrive before the id is known, and must not be lost.
    void beginPost();
    /// `direct` empty: the answer waits for `take`; otherwise it is called at once on the engine's thread.
    void endPost(RequestId request, DirectAnswer direct);

    /// Nobody waits for this answer any more.
    void forget(RequestId request);

private:
    void deliver(Event event);
    void wakeLocked();

    std::mutex m_mutex;
    QObject* m_receiver = nullptr;
    bool m_wakeSent = false;
    Batch m_batch;
    std::unordered_set<RequestId> m_awaited;
    std::unordered_map<RequestId, DirectAnswer> m_direct;
    int m_postsUnderWay = 0;
    std::vector<Event> m_early; ///< answers that arrived while a post was under way and nobody was known to wait
};

} // namespace likeness
