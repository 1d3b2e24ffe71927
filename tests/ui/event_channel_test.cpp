#include "ui/bridge/event_channel.h"

#include <QtCore/QEvent>
#include <QtTest/QTest>

#include <thread>

using namespace likeness;

namespace {

class WakeCounter : public QObject {
public:
    bool event(QEvent* event) override
    {
        wakes += event->type() == QEvent::Type(EventChannel::wakeEventType()) ? 1 : 0;
        return QObject::event(event);
    }
    int wakes = 0;
};

} // namespace

class EventChannelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newerProgressReplacesOlderAndWakesOnce()
    {
        const auto channel = std::make_shared<EventChannel>();
        const EventSink sink = channel->sink();
        WakeCounter receiver;
        channel->attach(&receiver);
        QTRY_COMPARE(receiver.wakes, 1);
        channel->take();
        for (int i = 1; i <= 10'000; ++i) {
            IndexProgress progress;
            progress.filesDone = i;
            sink(progress);
        }
        QTRY_COMPARE(receiver.wakes, 2);
        const auto batch = channel->take();
        QVERIFY(batch.progress.has_value());
        QCOMPARE(batch.progress->filesDone, 10'000);
        QVERIFY(batch.answers.empty());
    }

    void aDownloadsProgressDoesNotEndTheWaitForItsAnswer()
    {
        const auto channel = std::make_shared<EventChannel>();
        const EventSink sink = channel->sink();
        const RequestId request{7};
        channel->beginPost();
        channel->endPost(request, {});
        sink(DownloadProgress{request, "a/b", 1, 10, 0, ""});
        sink(DownloadProgress{request, "a/b", 2, 10, 0, ""});
        sink(DownloadProgress{RequestId{8}, "c/d", 1, 10, 0, ""}); // nobody waits for it
        auto batch = channel->take();
        QCOMPARE(batch.downloads.size(), 1U);
        QCOMPARE(batch.downloads.at(request).doneBytes, 2);
        sink(ModelsListed{request, {}});
        QCOMPARE(channel->take().answers.size(), 1U);
    }

    void progressOfAForgottenDownloadIsDropped()
    {
        const auto channel = std::make_shared<EventChannel>();
        const EventSink sink = channel->sink();
        const RequestId request{7};
        channel->beginPost();
        channel->endPost(request, {});
        sink(DownloadProgress{request, "a/b", 1, 10, 0, ""});
        channel->forget(request);
        sink(DownloadProgress{request, "a/b", 2, 10, 0, ""});
        QVERIFY(channel->take().downloads.empty());
    }

    void changesOfTheLibraryAddUp()
    {
        const auto channel = std::make_shared<EventChannel>();
        const EventSink sink = channel->sink();
        sink(LibraryChanged{1, true, false, false});
        sink(LibraryChanged{2, false, true, false});
        const auto batch = channel->take();
        QCOMPARE(batch.changed->revision, 2);
        QVERIFY(batch.changed->foldersChanged);
        QVERIFY(batch.changed->searchesChanged);
        QVERIFY(!batch.changed->modelsChanged);
    }

    void anAnswerNobodyWaitsForIsDropped()
    {
        const auto channel = std::make_shared<EventChannel>();
        const EventSink sink = channel->sink();
        channel->beginPost();
        channel->endPost(RequestId{5}, {});
        channel->forget(RequestId{5});
        sink(CommandDone{RequestId{5}});
        sink(CommandDone{RequestId{6}});
        QVERIFY(channel->take().answers.empty());
    }

    void anAnswerThatComesBeforeItsIdIsKnownIsKept()
    {
        const auto channel = std::make_shared<EventChannel>();
        const EventSink sink = channel->sink();
        channel->beginPost();
        sink(CommandDone{RequestId{3}});
        sink(CommandDone{RequestId{4}});
        channel->endPost(RequestId{3}, {});
        QCOMPARE(channel->take().answers.size(), 1U);
    }

    void aDirectAnswerIsCalledOnTheSendersThread()
    {
        const auto channel = std::make_shared<EventChannel>();
        const EventSink sink = channel->sink();
        std::thread::id calledOn;
        channel->beginPost();
        channel->endPost(RequestId{1}, [&calledOn](Event&&) { calledOn = std::this_thread::get_id(); });
        std::thread::id sender;
        std::thread thread([&] {
            sender = std::this_thread::get_id();
            sink(ThumbnailLoaded{RequestId{1}, nullptr});
        });
        thread.join();
        QCOMPARE(calledOn, sender);
        QVERIFY(channel->take().answers.empty());
    }

    void aDirectAnswerBeforeItsIdIsKnownIsCalledToo()
    {
        const auto channel = std::make_shared<EventChannel>();
        const EventSink sink = channel->sink();
        int calls = 0;
        channel->beginPost();
        sink(ThumbnailLoaded{RequestId{1}, nullptr});
        channel->endPost(RequestId{1}, [&calls](Event&&) { ++calls; });
        QCOMPARE(calls, 1);
    }

    void eventsAfterTheReceiverIsGoneDoNothing()
    {
        const auto channel = std::make_shared<EventChannel>();
        const EventSink sink = channel->sink();
        {
            WakeCounter receiver;
            channel->attach(&receiver);
            channel->attach(nullptr);
        }
        sink(IndexProgress{});
        sink(CommandDone{RequestId{1}});
        QVERIFY(channel->take().answers.empty());
    }
};

QTEST_GUILESS_MAIN(EventChannelTest)
#include "event_channel_test.moc"
