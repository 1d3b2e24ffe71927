#include "core/base/bounded_queue.h"
#include "core/base/file_system.h"

#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <fstream>
#include <memory>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

using namespace likeness;
namespace fs = std::filesystem;

namespace {

std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

std::string contentOf(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Result<int> half(int value)
{
    if (value % 2 != 0) {
        return fail(ErrorCode::InvalidInput, "odd");
    }
    return value / 2;
}

} // namespace

class BaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Result

    void aResultIsAValueOrAReason()
    {
        QVERIFY(half(4));
        QCOMPARE(*half(4), 2);
        QCOMPARE(half(3).error().code, ErrorCode::InvalidInput);
        QCOMPARE(half(3).error().message, "odd");
        const Result<std::string> passedOn = half(3).failure();
        QCOMPARE(passedOn.error().message, "odd");
        QVERIFY(Status());
        QVERIFY(!Status(fail(ErrorCode::Io, "x")));
    }

    void aResultHoldsWhatCanOnlyBeMoved()
    {
        Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
        const std::unique_ptr<int> taken = std::move(result).value();
        QCOMPARE(*taken, 5);
    }

    void whatALibraryThrowsBecomesAnError()
    {
        const auto thrown = guarded("reading", ErrorCode::Corrupt, []() -> Status { throw std::runtime_error("bad"); });
        QCOMPARE(thrown.error().code, ErrorCode::Corrupt);
        QCOMPARE(thrown.error().message, "reading: bad");
        const auto memory = guarded("reading", ErrorCode::Corrupt, []() -> Status { throw std::bad_alloc(); });
        QCOMPARE(memory.error().code, ErrorCode::OutOfResources);
        const auto odd = guarded("reading", ErrorCode::Io, []() -> Status { throw 5; });
        QCOMPARE(odd.error().code, ErrorCode::Io);
    }

    // BoundedQueue

    void theQueueIsFirstInFirstOut()
    {
        BoundedQueue<int> queue(3);
        QVERIFY(queue.push(1) && queue.push(2) && queue.push(3));
        QCOMPARE(queue.size(), 3U);
        QCOMPARE(*queue.pop(), 1);
        QCOMPARE(*queue.tryPop(), 2);
        QCOMPARE(*queue.pop(), 3);
        QVERIFY(!queue.tryPop());
    }

    void aFullQueueHoldsItsProducerBack()
    {
        BoundedQueue<int> queue(2);
        constexpr int kCount = 10'000;
        std::atomic<std::size_t> most = 0;
        std::thread producer([&queue, &most] {
            for (int i = 0; i < kCount; ++i) {
                queue.push(i);
                most = std::max(most.load(), queue.size());
            }
            queue.close();
        });
        int expected = 0;
        bool inOrder = true;
        while (const auto value = queue.pop()) {
            inOrder = inOrder && *value == expected++;
        }
        producer.join();
        QVERIFY(inOrder);
        QCOMPARE(expected, kCount);
        QVERIFY(most.load() <= 2);
    }

    void everyThingGoesToExactlyOneOfManyConsumers()
    {
        BoundedQueue<int> queue(4);
        constexpr int kEach = 2'000;
        std::atomic<long> sum = 0;
        std::atomic<int> taken = 0;
        std::vector<std::thread> threads;
        for (int consumer = 0; consumer < 3; ++consumer) {
            threads.emplace_back([&queue, &sum, &taken] {
                while (const auto value = queue.pop()) {
                    sum += *value;
                    ++taken;
                }
            });
        }
        std::vector<std::thread> producers;
        for (int producer = 0; producer < 3; ++producer) {
            producers.emplace_back([&queue] {
                for (int i = 1; i <= kEach; ++i) {
                    queue.push(i);
                }
            });
        }
        for (std::thread& producer : producers) {
            producer.join();
        }
        queue.close();
        for (std::thread& consumer : threads) {
            consumer.join();
        }
        QCOMPARE(taken.load(), 3 * kEach);
        QCOMPARE(sum.load(), 3L * kEach * (kEach + 1) / 2);
    }

    void closingWakesWhoWaits()
    {
        BoundedQueue<int> full(1);
        QVERIFY(full.push(1));
        std::thread producer([&full] { QVERIFY(!full.push(2)); });
        BoundedQueue<int> empty(1);
        std::thread consumer([&empty] { QVERIFY(!empty.pop()); });
        full.close();
        empty.close();
        producer.join();
        consumer.join();
        QCOMPARE(*full.pop(), 1); // what was inside can still be taken
        QVERIFY(!full.pop());
        QVERIFY(!full.push(3));
    }

    void clearingMakesRoom()
    {
        BoundedQueue<int> queue(1);
        QVERIFY(queue.push(1));
        std::thread producer([&queue] { QVERIFY(queue.push(2)); });
        while (queue.clear() == 0) {
        }
        producer.join();
        QVERIFY(queue.size() <= 1);
    }

    // Files

    void replacingAFileLeavesNothingBeside()
    {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "d\xFF.bin";
        FileSystem files;
        QVERIFY(files.replaceFile(path, bytes("first, and longer")));
        QVERIFY(files.replaceFile(path, bytes("second")));
        QCOMPARE(contentOf(path), "second");
        QVERIFY(files.replaceFile(path, {}));
        QCOMPARE(contentOf(path), "");
        QCOMPARE(std::distance(fs::directory_iterator(path.parent_path()), fs::directory_iterator()), 1);
        QVERIFY(files.removeAll(path)); // QTemporaryDir cannot name it
    }

    void aFullDiskLeavesTheOldContent()
    {
        // Every write to /dev/full fails with ENOSPC: the file beside is a link to it.
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "file";
        FileSystem files;
        QVERIFY(files.replaceFile(path, bytes("old")));
        if (!fs::exists("/dev/full")) {
            QSKIP("there is no /dev/full here");
        }
        fs::create_symlink("/dev/full", path.string() + ".new");
        const Status replaced = files.replaceFile(path, bytes("new"));
        QVERIFY(!replaced);
        QCOMPARE(replaced.error().code, ErrorCode::OutOfResources);
        QVERIFY2(replaced.error().message.find(path.string()) != std::string::npos, replaced.error().message.c_str());
        QCOMPARE(contentOf(path), "old");
        QVERIFY(!fs::exists(fs::symlink_status(path.string() + ".new")));
    }

    void whatCannotBeWrittenSaysSo()
    {
        FileSystem files;
        QCOMPARE(files.replaceFile("/nowhere/at/all", bytes("x")).error().code, ErrorCode::NotFound);
        const Status refused = files.replaceFile("/proc/self/cannot", bytes("x"));
        QVERIFY(!refused);
        if (::geteuid() == 0) {
            QSKIP("a super-user may write everywhere");
        }
        const QTemporaryDir folder;
        QVERIFY(::chmod(qPrintable(folder.path()), 0500) == 0);
        const fs::path path = fs::path(folder.path().toStdString()) / "file";
        QCOMPARE(files.replaceFile(path, bytes("x")).error().code, ErrorCode::Io);
        QVERIFY(::chmod(qPrintable(folder.path()), 0700) == 0);
    }

    void readingKnowsWhatIsNoFile()
    {
        const QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        FileSystem files;
        QVERIFY(files.replaceFile(root / "ten", bytes("0123456789")));
        QCOMPARE(readFile(root / "ten", 10)->size(), 10U);
        QCOMPARE(readFile(root / "ten", 9).error().code, ErrorCode::OutOfResources);
        QCOMPARE(readFile(root / "none", 9).error().code, ErrorCode::NotFound);
        QCOMPARE(readFile(root / "ten" / "below", 9).error().code, ErrorCode::NotFound);
        QCOMPARE(readFile(root, 9).error().code, ErrorCode::Io);
        QVERIFY(::mkfifo((root / "pipe").c_str(), 0600) == 0);
        QCOMPARE(readFile(root / "pipe", 9).error().code, ErrorCode::Io); // and does not wait for a writer
        fs::create_symlink(root / "loop", root / "loop");
        QVERIFY(!readFile(root / "loop", 9));
    }

    void aStampTellsFilesApart()
    {
        const QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        FileSystem files;
        QVERIFY(files.replaceFile(root / "a", bytes("123")));
        QVERIFY(files.replaceFile(root / "b", bytes("123")));
        const FileStamp a = *stampOf(root / "a");
        QCOMPARE(a.sizeBytes, 3);
        QVERIFY(a.modifiedNs > 0 && a.inode != 0);
        QVERIFY(!(a == *stampOf(root / "b")));
        QVERIFY(a == *stampOf(root / "a"));
        QCOMPARE(stampOf(root / "c").error().code, ErrorCode::NotFound);
        fs::rename(root / "a", root / "c");
        QVERIFY(a == *stampOf(root / "c"));
    }

    void renamingNeverReplaces()
    {
        const QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        FileSystem files;
        QVERIFY(files.replaceFile(root / "a", bytes("a")));
        QVERIFY(files.replaceFile(root / "b", bytes("b")));
        QCOMPARE(renameWithoutReplacing(root / "a", root / "b").error().code, ErrorCode::InvalidInput);
        QCOMPARE(contentOf(root / "b"), "b");
        QCOMPARE(renameWithoutReplacing(root / "none", root / "c").error().code, ErrorCode::NotFound);
        QVERIFY(renameWithoutReplacing(root / "a", root / "c"));
        QCOMPARE(contentOf(root / "c"), "a");
        QVERIFY(files.renameDurably(root / "c", root / "b"));
        QCOMPARE(contentOf(root / "b"), "a");
        QVERIFY(!files.renameDurably(root / "none", root / "x"));
        QVERIFY(files.removeAll(root / "b"));
        QVERIFY(files.removeAll(root / "b")); // what is not there is removed
        QVERIFY(!fs::exists(root / "b"));
    }
};

QTEST_GUILESS_MAIN(BaseTest)
#include "base_test.moc"
