#pragma once

#include "core/api/engine.h"
#include "ui/bridge/event_channel.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace likeness {

/// The one crossing between the engine's threads and the window.
/// Questions go straight to the engine, which never blocks; answers come back on the gui thread, drained at most every
/// 33 ms, and only while the object that asked is alive. Pictures do not take that road: see `askDirect`.
/// Thread: gui, except where said.
class EngineBridge : public QObject {
    Q_OBJECT

public:
    using ErrorHandler = std::function<void(const Error&)>;

    /// `engine` was made with `channel->sink()` and outlives the bridge.
    EngineBridge(std::shared_ptr<EventChannel> channel, Engine& engine, QObject* parent = nullptr);
    ~EngineBridge() override;

    /// Posts a command; `onAnswer` takes the one kind of event that answers it.
    template <class Answer, class OnAnswer>
    RequestId ask(Command command, QObject* receiver, OnAnswer onAnswer, ErrorHandler onError = {})
    {
        return askAny(std::move(command), receiver,
                      [onAnswer = std::move(onAnswer), onError = std::move(onError)](const Event& event) {
                          if (const auto* answer = std::get_if<Answer>(&event)) {
                              onAnswer(*answer);
                          } else if (const auto* failed = std::get_if<CommandFailed>(&event); failed && onError) {
                              onError(failed->error);
                          }
                      });
    }

    /// Posts a command whose answer is of no interest.
    void send(Command command);

    /// Drops the answer and withdraws the question. Null ids are fine. Thread: any.
    void forget(RequestId request);

    /// Posts a command whose answer is handled on the engine's own thread, without passing the gui thread; for
    /// pictures. Thread: any.
    RequestId askDirect(Command command, EventChannel::DirectAnswer onAnswer);

    bool event(QEvent* event) override;

Q_SIGNALS:
    void progressed(const likeness::IndexProgress& progress);
    void libraryChanged(const likeness::LibraryChanged& change);
    void indexingFinished(const likeness::IndexingFinished& finish);
    void exploreProgressed(const likeness::ExploreProgress& progress);
    void exploreChanged(const likeness::ExploreChanged& changed);
    void duplicatesProgressed(const likeness::DuplicatesProgress& progress);
    void downloadProgressed(const likeness::DownloadProgress& progress);
    void writingProgressed(const likeness::MetadataProgress& progress);

private:
    using Handler = std::function<void(const Event&)>;
    struct Waiting {
        QPointer<QObject> receiver;
        Handler handler;
    };

    RequestId askAny(Command command, QObject* receiver, Handler handler);
    void drain();

    std::shared_ptr<EventChannel> m_channel;
    Engine& m_engine;
    std::unordered_map<RequestId, Waiting> m_waiting;
    QElapsedTimer m_sinceDrain;
    QTimer m_drainLater;
};

} // namespace likeness
