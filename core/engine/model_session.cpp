#include "core/engine/model_session.h"

#include "core/engine/text_vectors.h"

#include <charconv>

namespace likeness {
namespace {

/// Two commits' worth of finished files, each with about 40 kB of thumbnails.
constexpr std::size_t kResultsMax = 128;
/// Rows handed to the index at once while it catches up.
constexpr std::size_t kFeedRows = 4096;
/// Enough to know the median and the spread of scores to a few percent.
constexpr std::size_t kSampleCount = 500;
/// Few enough that a person's words, which wait for a batch that has begun, do not wait long.
constexpr std::size_t kCaptionsAtOnce = 8;

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

ModelSession::ModelSession(std::filesystem::path library, std::filesystem::path captions, VectorIdentity identity,
                           FileSystem& files)
    : m_library(std::move(library))
    , m_captions(std::move(captions))
    , m_identity(std::move(identity))
    , m_files(files)
{
}

ModelSession::~ModelSession()
{
    stop();
    m_index.reset(); // before the model, which it asks for captions
}

std::optional<VectorIdentity> ModelSession::knownIdentity(const std::filesystem::path& library,
                                                          const std::string& modelId, const Catalog& catalog)
{
    const auto remembered = catalog.setting(settingKey(modelId));
    auto header = remembered ? parseIdentity(modelId, *remembered) : std::nullopt;
    return header ? std::optional(VectorIdentity::of(library, std::move(*header))) : std::nullopt;
}

Result<std::shared_ptr<ModelSession>> ModelSession::open(Options options, Catalog& catalog, FileSystem& files)
{
    auto inference = std::make_unique<Inference>(options.opener);
    auto header = identify(options.modelId, *inference, catalog);
    if (!header) {
        return header.failure();
    }
    std::shared_ptr<ModelSession> session(new ModelSession(
        options.library, std::move(options.captions), VectorIdentity::of(options.library, std::move(*header)), files));
    const VectorIdentity& identity = session->m_identity;
    session->m_inference = std::move(inference);
    auto vectors = openVectors(identity, files);
    if (!vectors) {
        return vectors.failure();
    }
    session->m_vectors = std::move(*vectors);
    LiveIndex::Options indexOptions;
    indexOptions.folder = session->indexFolder();
    indexOptions.modelId = identity.name();
    indexOptions.dimension = identity.header.dimension;
    indexOptions.kind = options.indexKind;
    indexOptions.whenChecked = std::move(options.indexChecked);
    indexOptions.wordQueries = [raw = session.get()](const std::atomic<bool>& cancel) {
        auto embedded = raw->captionVectors([&cancel](std::size_t) { return !cancel.load(); }, &cancel);
        return embedded ? std::move(*embedded) : std::vector<float>();
    };
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
    session->publish();
    return session;
}

void ModelSession::startIngest(int threads, std::function<void()> arrived)
{
    m_results = std::make_shared<Results>(kResultsMax);
    auto ingest = std::make_shared<Ingest>(Ingest::Options{m_library, m_identity, threads}, *m_inference,
                                           [results = m_results, arrived = std::move(arrived)](FinishedFile file) {
                                               results->push(std::move(file));
                                               arrived();
                                           });
    const std::lock_guard lock(m_mutex);
    m_ingest = std::move(ingest);
}

std::shared_ptr<Ingest> ModelSession::ingest() const
{
    const std::lock_guard lock(m_mutex);
    return m_ingest;
}

void ModelSession::stopIngest()
{
    std::shared_ptr<Ingest> ingest;
    {
        const std::lock_guard lock(m_mutex);
        ingest = std::move(m_ingest);
    }
    if (ingest) {
        m_results->close(); // so that no worker waits for room there
        m_inference->clear();
        ingest->stop();
    }
}

SearchSnapshot ModelSession::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

void ModelSession::publish()
{
    SearchSnapshot snapshot{m_index->snapshot(), m_index->exactSnapshot(), m_identity, m_sample};
    // A sample drawn from 10 % fewer vectors is as good.
    const std::size_t count = snapshot.exact->size();
    if (!m_sample || count > m_sampledFrom + m_sampledFrom / 10 || count < m_sampledFrom - m_sampledFrom / 10) {
        m_sample = std::make_shared<const RowFilter>(snapshot.exact->sample(kSampleCount));
        m_sampledFrom = count;
        snapshot.sample = m_sample;
    }
    const std::lock_guard lock(m_mutex);
    m_snapshot = std::move(snapshot);
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

Status ModelSession::rebuildIndex(std::function<void(Status)> whenDone)
{
    Status done = m_index->discardGeneration();
    if (done) {
        done = feedIndex();
    }
    if (done) {
        publish();
        m_index->buildIfDue(std::move(whenDone));
    }
    return done;
}

Result<std::vector<float>> ModelSession::captionVectors(const std::function<bool(std::size_t embedded)>& goOn,
                                                        const std::atomic<bool>* cancel)
{
    const auto captions
        = m_captions.empty() ? Result<std::vector<std::string>>(std::vector<std::string>()) : readLines(m_captions);
    if (!captions || captions->empty()) {
        return captions ? Result<std::vector<float>>(std::vector<float>()) : captions.failure();
    }
    const std::filesystem::path file = indexFolder() / "captions";
    std::unique_lock lock(m_captionsMutex);
    // Whoever has the lock embeds the next few: two that ask at once share the work, and what one that is stopped
    // leaves behind is gone on from.
    for (;;) {
        if (m_captionsBegun.texts != *captions) {
            m_captionsBegun = {*captions, {}};
        }
        const std::size_t embedded
            = m_captionsBegun.vectors.size() / static_cast<std::size_t>(m_identity.header.dimension);
        if (embedded == 0) {
            if (auto kept = readTextVectors(file, *captions, m_identity.header.dimension)) {
                return std::move(*kept);
            }
        }
        if (embedded >= captions->size()) {
            std::vector<float> vectors = std::exchange(m_captionsBegun, {}).vectors;
            Status kept = keepTextVectors(file, *captions, vectors, m_files);
            return kept ? Result<std::vector<float>>(std::move(vectors)) : kept.failure();
        }
        lock.unlock();
        if (!goOn(embedded)) { // may wait for a long time
            return fail(ErrorCode::Cancelled, "embedding the captions was stopped");
        }
        lock.lock();
        if (Status done = embedCaptions(embedded, cancel); !done) {
            return done.failure();
        }
    }
}

/// The mutex is held.
Status ModelSession::embedCaptions(std::size_t first, const std::atomic<bool>* cancel)
{
    const auto dimension = static_cast<std::size_t>(m_identity.header.dimension);
    const std::vector<std::string>& texts = m_captionsBegun.texts;
    if (m_captionsBegun.vectors.size() != first * dimension || first >= texts.size()) {
        return {}; // somebody else did them meanwhile
    }
    const auto begin = texts.begin() + static_cast<std::ptrdiff_t>(first);
    const auto count = static_cast<std::ptrdiff_t>(std::min(kCaptionsAtOnce, texts.size() - first));
    auto some = m_inference->embedTextsNow({begin, begin + count}, cancel);
    if (!some) {
        return some.failure();
    }
    m_captionsBegun.vectors.insert(m_captionsBegun.vectors.end(), some->begin(), some->end());
    return {};
}

void ModelSession::stop()
{
    stopIngest();
    if (m_inference) {
        m_inference->stop();
    }
}

} // namespace likeness
