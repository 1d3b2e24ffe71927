#pragma once

#include "core/base/bounded_queue.h"
#include "core/catalog/catalog.h"
#include "core/engine/inference.h"
#include "core/engine/readers.h"

#include <atomic>
#include <unordered_set>

namespace likeness {

/// A file to be read, because it or a sidecar of it is new or has changed, or its content lacks a thumbnail or a
/// vector.
struct FileTask {
    FolderId folder;
    std::filesystem::path folderPath;
    std::filesystem::path relativePath;
    FileStamp stamp;
    std::int64_t sidecarStamp = 0; ///< as in `KnownFile`
    bool readsMetadata = false;    ///< what is known of its content is to be read anew
};

/// What became of a `FileTask`: everything one batch commits about it.
struct FinishedFile {
    FileTask task;
    std::string failure; ///< in plain words; empty when all went well
    ContentHash hash{};
    std::optional<IndexedFile::Content> content; ///< absent when the catalog has it already
    std::optional<Metadata> metadata;            ///< read anew
    std::vector<std::byte> thumbnail236;
    std::vector<std::byte> thumbnail474;
    std::vector<std::byte> lookHashes; ///< as `bytesOf`; there when the thumbnails are
    std::vector<float> embedding;      ///< empty when the vector is there already
    std::vector<GoneFile> vanished; ///< files with these bytes that are no longer where they were: this one was moved
};

/// What the ingest threads have done, for progress and for finding the bottleneck.
struct IngestFigures {
    std::int64_t submitted = 0;
    std::int64_t finished = 0; ///< handed over, failed, or dropped by `cancel`
    std::int64_t dropped = 0;
    std::chrono::nanoseconds reading{0};
    std::chrono::nanoseconds decoding{0};  ///< decode, thumbnails, look hashes, metadata
    std::chrono::nanoseconds preparing{0}; ///< model input
    double inferenceFullness = 0;
};

/// The work threads of the ingest pipeline: read a file once, hash, decode once, two thumbnails, what near-duplicates
/// are found by, model input; then the infer thread embeds and the result goes to `finished`.
///
/// `finished` may block: that is the back-pressure of the committing side. Held by a shared_ptr: images that wait for
/// the infer thread keep it alive.
/// Thread: `submit` from one thread, everything else from any thread.
class Ingest : public std::enable_shared_from_this<Ingest> {
public:
    using Finished = std::function<void(FinishedFile)>;

    struct Options {
        std::filesystem::path library;
        VectorIdentity vectors;
        int threads = 1;
    };

    Ingest(Options options, Inference& inference, Finished finished);
    ~Ingest();

    /// Waits for room. Returns false once stopping. A file that is under way with the same stamp is not taken twice:
    /// the next scan may begin before the results of the last are committed.
    bool submit(FileTask task);
    /// The file's result is committed: from now on the catalog knows it.
    void settle(const FileTask& task);
    void pause();
    void resume();
    /// Forgets what is queued but not begun.
    void cancel();
    bool paused() const { return m_paused.load(); }
    bool idle() const { return m_submitted.load() == m_finished.load(); }
    IngestFigures figures() const;
    void stop();

private:
    void run();
    void process(FileTask task, Readers& readers);
    Status fill(FinishedFile& file, ModelInput& input, bool& needsEmbedding, Readers& readers);
    void deliver(FinishedFile file);
    void abandon(const FileTask& task);

    const Options m_options;
    Inference& m_inference;
    const Finished m_deliver;
    BoundedQueue<FileTask> m_tasks;
    std::atomic<bool> m_paused{false};
    std::atomic<bool> m_stopping{false};
    std::atomic<std::int64_t> m_submitted{0};
    std::atomic<std::int64_t> m_finished{0};
    std::atomic<std::int64_t> m_dropped{0};
    std::atomic<std::int64_t> m_readingNs{0};
    std::atomic<std::int64_t> m_decodingNs{0};
    std::atomic<std::int64_t> m_preparingNs{0};
    std::mutex m_underWayMutex;
    std::unordered_set<std::string> m_underWay; // guarded by m_underWayMutex
    std::vector<std::thread> m_threads;
};

} // namespace likeness
