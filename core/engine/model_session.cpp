#include "core/engine/model_session.h"

#include <charconv>

namespace likeness {
namespace {

/// Two commits' worth of finished files, each with about 40 kB of thumbnails.
constexpr std::size_t kResultsMax = 128;
/// Rows handed to the index at once while it catches up.
constexpr std::size_t kFeedRows = 4096;
/// Enough to know the median and the spread of scores to a few percent.
constexpr std::size_t kSampleCount = 500;

std::string settingKey(const std::string& modelId) { return "model:" + modelId; }

/// "<dimension> <preprocessing hash>", kept so that opening a library does not have to load the model.
std::optional<VectorStore::Header> parseIdentity(const std::string& modelId, const std::string& text)
{
    VectorStore::Header header;
    const auto space = text.find(' ');
    if (space == std::string::npos
        || std::from_chars(text.data(), text.data() + space, header.dimension).ec != std::errc()) {
        return std::nullopt;
    }
    header.modelId = modelId;
    header.preprocessingHash = text.substr(space + 1);
    return header;
}

Result<VectorStore::Header> identify(const std::string& modelId, Inference& inference, Catalog& catalog)
{
    auto remembered = catalog.setting(settingKey(modelId));
    if (!remembered) {
        return remembered.failure();
    }
    if (auto header = parseIdentity(modelId, *remembered)) {
        return *header;
    }
    auto model = inference.model();
    if (!model) {
        return model.failure();
    }
    VectorStore::Header header{modelId, (*model)->preprocessingHash(), (*model)->info().dimension};
    const std::string text = std::to_string(header.dimension) + " " + header.preprocessingHash;
    if (Status kept = catalog.setSetting(settingKey(modelId), text); !kept) {
        return kept.failure();
    }
    return header;
}

Result<std::unique_ptr<VectorStore>> openVectors(const VectorIdentity& identity, FileSystem& files)
{
    std::error_code error;
    std::filesystem::create_directories(identity.file.parent_path(), error);
    auto vectors = VectorStore::open(identity.file, identity.header, Catalog::Access::ReadWrite);
    if (vectors || vectors.error().code != ErrorCode::Corrupt) {
        return vectors;
    }
    std::filesystem::path aside = identity.file;
    aside += ".damaged";
    if (Status moved = files.renameDurably(identity.file, aside); !moved) {
        return moved.failure();
    }
    for (const char* companion : {"-wal", "-shm"}) {
        std::filesystem::remove(identity.file.native() + companion, error);
    }
    return VectorStore::open(identity.file, identity.header, Catalog::Access::ReadWrite);
}

} // namespace

ModelSession::ModelSession(VectorIdentity identity)
    : m_identity(std::move(identity))
    , m_results(kResultsMax)
{
}

ModelSession::~ModelSession() { stop(); }

Result<std::shared_ptr<ModelSession>> ModelSession::open(Options options, Catalog& catalog, FileSystem& files)
{
    auto inference = std::make_unique<Inference>(options.opener);
    auto header = identify(options.modelId, *inference, catalog);
    if (!header) {
        return header.failure();
    }
    std::shared_ptr<ModelSession> session(new ModelSession(VectorIdentity::of(options.library, std::move(*header))));
    const VectorIdentity& identity = session->m_identity;
    session->m_inference = std::move(inference);
    auto vectors = openVectors(identity, files);
    if (!vectors) {
        return vectors.failure();
    }
    session->m_vectors = std::move(*vectors);
    LiveIndex::Options indexOptions;
    indexOptions.folder = options.library / "index" / identity.file.stem();
    indexOptions.modelId = identity.file.stem().string();
    indexOptions.dimension = identity.header.dimension;
    indexOptions.kind = options.indexKind;
    auto index = LiveIndex::open(indexOptions, files);
    auto lastSequence = session->m_vectors->lastSequence();
    if (!lastSequence) {
        return lastSequence.failure();
    }
    if (index && (*index)->lastSequence() > *lastSequence) {
        // An index that knows more than the truth was made from a store that is gone: start again.
        index = fail(ErrorCode::Corrupt, "the index is ahead of the vectors");
        if (Status removed = files.removeAll(indexOptions.folder); !removed) {
            return removed.failure();
        }
        index = LiveIndex::open(indexOptions, files);
    }
    if (!index) {
        return index.failure();
    }
    session->m_index = std::move(*index);
    if (Status fed = session->feedIndex(); !fed) {
        return fed.failure();
    }
    ModelSession* raw = session.get(); // the ingest threads end before the session does
    session->m_ingest
        = std::make_unique<Ingest>(Ingest::Options{options.library, identity, options.threads}, *session->m_inference,
                                   [raw, arrived = options.resultArrived](FinishedFile file) {
                                       raw->m_results.push(std::move(file));
                                       arrived();
                                   });
    return session;
}

SearchSnapshot ModelSession::snapshot()
{
    // Listing 100,000 ids takes 10 ms: a search must not wait for it, nor every batch. A sample drawn from 10 % fewer
    // vectors is as good.
    const std::size_t count = m_index->exactSnapshot()->size();
    if (!m_sample || count > m_sampledFrom + m_sampledFrom / 10 || count < m_sampledFrom - m_sampledFrom / 10) {
        drawSample();
        m_sampledFrom = count;
    }
    return {m_index->snapshot(), m_index->exactSnapshot(), m_identity, m_sample};
}

void ModelSession::drawSample()
{
    auto contents = m_vectors->contents();
    if (!contents) {
        return; // the old sample will do
    }
    std::vector<ContentId> sample;
    const std::size_t step = std::max<std::size_t>(1, contents->size() / kSampleCount);
    for (std::size_t i = 0; i < contents->size(); i += step) {
        sample.push_back((*contents)[i]);
    }
    m_sample = std::make_shared<const RowFilter>(sample);
}

Status ModelSession::feedIndex()
{
    auto lastSequence = m_vectors->lastSequence();
    if (!lastSequence) {
        return lastSequence.failure();
    }
    const std::int64_t from = m_index->lastSequence();
    auto removed = m_vectors->removedSince(from);
    if (!removed) {
        return removed.failure();
    }
    VectorChanges changes;
    changes.lastSequence = from;
    for (const auto& [content, _] : *removed) {
        changes.removed.push_back(content);
    }
    // Removals first: a content that was removed and came back is among the rows below with a later number.
    Status applied = changes.removed.empty() ? Status() : m_index->apply(changes);
    changes = {};
    changes.lastSequence = from;
    Status read = m_vectors->forEachSince(
        from, [&](ContentId content, std::int64_t sequence, std::span<const std::uint16_t> row) {
            changes.added.push_back(content);
            changes.addedHalf.insert(changes.addedHalf.end(), row.begin(), row.end());
            changes.lastSequence = sequence;
            if (applied && changes.added.size() >= kFeedRows) {
                applied = m_index->apply(changes);
                changes.added.clear();
                changes.addedHalf.clear();
            }
        });
    if (!read) {
        return read;
    }
    changes.lastSequence = *lastSequence;
    return applied ? m_index->apply(changes) : applied;
}

void ModelSession::stop()
{
    m_results.close();
    if (m_ingest) {
        m_ingest->stop();
    }
    if (m_inference) {
        m_inference->stop();
    }
}

} // namespace likeness
