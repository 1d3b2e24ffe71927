#pragma once

#include "core/engine/ingest.h"
#include "core/engine/model_shelf.h"
#include "core/engine/search.h"

namespace likeness {

/// A model that is open: its vectors, its index and the infer thread, and while it is the one that embeds what is
/// found, the ingest threads. A search that still runs keeps it alive.
/// Thread: `modelId`, `identity`, `indexFolder`, `inference`, `ingest` and `snapshot` from any thread, everything else
/// on the engine thread.
class ModelSession {
public:
    using Results = BoundedQueue<FinishedFile>;

    struct Options {
        std::filesystem::path library;
        std::string modelId;
        Inference::Opener opener;
        IndexKind indexKind = IndexKind::Auto;
        std::filesystem::path captions; ///< what people may ask, one a line; empty: the model understands no words
        std::function<void(const Status&)> indexChecked; ///< see `LiveIndex::Options::whenChecked`
    };

    /// Opens vectors and index; loads the model only if the library does not know its dimension yet.
    /// A vector store that is damaged is set aside and made again by embedding.
    static Result<std::shared_ptr<ModelSession>> open(Options options, Catalog& catalog, FileSystem& files);

    /// Where a model's vectors are, if this library ever had any. Errors: none; unknown is nullopt.
    static std::optional<VectorIdentity> knownIdentity(const std::filesystem::path& library, const std::string& modelId,
                                                       const Catalog& catalog);

    ~ModelSession();

    const std::string& modelId() const { return m_identity.header.modelId; }
    const VectorIdentity& identity() const { return m_identity; }
    /// Where the generations of the index are, and what is derived from them.
    std::filesystem::path indexFolder() const { return m_library / "index" / m_identity.name(); }
    Inference& inference() { return *m_inference; }
    VectorStore& vectors() { return *m_vectors; }
    LiveIndex& index() { return *m_index; }

    /// What searches run on: as of the last `publish`.
    SearchSnapshot snapshot() const;
    void publish();

    /// Starts the ingest threads. `arrived` is called from them and must not block.
    void startIngest(int threads, std::function<void()> arrived);
    /// Ends them; what is queued or finished but not fetched is dropped, and found again by the next scan.
    void stopIngest();
    /// Null except between the two. Thread: any.
    std::shared_ptr<Ingest> ingest() const;
    /// Only between the two.
    Results& results() { return *m_results; }

    /// Brings what the vector store has gained and lost since into the index.
    Status feedIndex();
    /// Throws the files of the index away, puts back what these took along, and starts making new ones; `whenDone` as
    /// in `LiveIndex::buildIfDue`. Until then every vector is compared with.
    Status rebuildIndex(std::function<void(Status)> whenDone);
    /// The vectors of the captions, from the file beside the index or else from the model, a few at a time: `goOn` is
    /// called before each few with how many are embedded, and false ends that. Callers at the same time share the work;
    /// what one that ends leaves behind is not done again. None if the model understands no words.
    /// Shape: [captions, dimension]. Errors: as the model; NotFound, Io (the captions); Cancelled. Thread: any.
    Result<std::vector<float>> captionVectors(const std::function<bool(std::size_t embedded)>& goOn,
                                              const std::atomic<bool>* cancel = nullptr);
    /// Ends all threads; questions to the model are answered with Cancelled.
    void stop();

private:
    /// Captions whose vectors are being made, and those of the first of them. Shape: [some of texts, dimension].
    struct CaptionsBegun {
        std::vector<std::string> texts;
        std::vector<float> vectors;
    };

    ModelSession(std::filesystem::path library, std::filesystem::path captions, VectorIdentity identity,
                 FileSystem& files);
    Status embedCaptions(std::size_t first, const std::atomic<bool>* cancel);

    const std::filesystem::path m_library;
    const std::filesystem::path m_captions;
    const VectorIdentity m_identity;
    FileSystem& m_files;
    std::mutex m_captionsMutex;
    CaptionsBegun m_captionsBegun; // guarded by m_captionsMutex, as the file of captions
    std::unique_ptr<VectorStore> m_vectors;
    std::unique_ptr<LiveIndex> m_index;
    std::shared_ptr<const RowFilter> m_sample; ///< see SearchSnapshot
    std::size_t m_sampledFrom = 0;             ///< how many vectors there were when it was drawn
    std::unique_ptr<Inference> m_inference;
    std::shared_ptr<Results> m_results;
    mutable std::mutex m_mutex;
    SearchSnapshot m_snapshot;        // guarded by m_mutex
    std::shared_ptr<Ingest> m_ingest; // guarded by m_mutex
};

} // namespace likeness
