#pragma once

#include "core/engine/ingest.h"
#include "core/engine/model_shelf.h"
#include "core/engine/search.h"

namespace likeness {

/// Everything that belongs to the model in use: its vectors, its index, the infer thread and the ingest threads.
/// Replaced as a whole when another model is chosen; a search that still runs on the old one keeps it alive.
/// Thread: `inference` and `snapshot` from any thread, everything else on the engine thread.
class ModelSession {
public:
    struct Options {
        std::filesystem::path library;
        std::string modelId;
        Inference::Opener opener;
        int threads = 1;
        IndexKind indexKind = IndexKind::Auto;
        std::function<void()> resultArrived; ///< called from ingest threads; must not block
    };

    /// Opens vectors and index; loads the model only if the library does not know its dimension yet.
    /// A vector store that is damaged is set aside and made again by embedding.
    static Result<std::shared_ptr<ModelSession>> open(Options options, Catalog& catalog, FileSystem& files);

    ~ModelSession();

    const std::string& modelId() const { return m_identity.header.modelId; }
    Inference& inference() { return *m_inference; }
    Ingest& ingest() { return *m_ingest; }
    VectorStore& vectors() { return *m_vectors; }
    LiveIndex& index() { return *m_index; }
    BoundedQueue<FinishedFile>& results() { return m_results; }
    const VectorIdentity& identity() const { return m_identity; }
    SearchSnapshot snapshot();

    /// Brings what the vector store has gained and lost since into the index.
    Status feedIndex();
    /// Ends the threads; what is queued is dropped.
    void stop();

private:
    explicit ModelSession(VectorIdentity identity);

    void drawSample();

    VectorIdentity m_identity;
    std::unique_ptr<VectorStore> m_vectors;
    std::unique_ptr<LiveIndex> m_index;
    std::shared_ptr<const RowFilter> m_sample; ///< see SearchSnapshot
    std::size_t m_sampledFrom = 0;             ///< how many vectors there were when it was drawn
    BoundedQueue<FinishedFile> m_results;
    std::unique_ptr<Inference> m_inference;
    std::unique_ptr<Ingest> m_ingest;
};

} // namespace likeness
