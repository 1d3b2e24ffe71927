#include "core/engine/ingest.h"

#include "core/base/thread_priority.h"
#include "core/engine/look_hashes.h"
#include "core/media/media.h"
#include "core/media/sidecar.h"

#include <algorithm>
#include <cmath>

namespace likeness {
namespace {

/// The scan may run this far ahead of the readers: a few seconds of work, a few hundred kilobytes of paths.
constexpr std::size_t kTasksMax = 1024;
/// Larger files are not photos that a desktop can open; a 100-megapixel 16-bit TIFF has 600 MB.
constexpr std::int64_t kFileBytesMax = std::int64_t{2} * 1024 * 1024 * 1024;
/// JPEG quality of thumbnails: beyond 82 the bytes grow faster than the eye can tell at these sizes.
constexpr int kThumbnailQuality = 82;

constexpr int kNiceness = 5; // behind the window and searches

class Stopwatch {
public:
    explicit Stopwatch(std::atomic<std::int64_t>& total)
        : m_total(total)
    {
    }
    ~Stopwatch() { m_total += std::chrono::nanoseconds(std::chrono::steady_clock::now() - m_begin).count(); }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    std::atomic<std::int64_t>& m_total;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

bool isUnitLength(std::span<const float> vector)
{
    double squares = 0;
    for (const float value : vector) {
        squares += static_cast<double>(value) * value;
    }
    return std::isfinite(squares) && std::abs(squares - 1.0) < 0.01;
}

std::string underWayKey(const FileTask& task)
{
    return (task.folderPath / task.relativePath).native() + '\0' + std::to_string(task.stamp.modifiedNs) + ' '
           + std::to_string(task.stamp.sizeBytes) + ' ' + std::to_string(task.sidecarStamp);
}

/// Other files with this content that are no longer on their online drive.
Result<std::vector<GoneFile>> vanishedCopies(const Catalog& catalog, ContentId content)
{
    auto pairs = catalog.photosOf(std::span(&content, 1));
    if (!pairs) {
        return pairs.failure();
    }
    std::vector<PhotoId> photos;
    for (const auto& [_, photo] : *pairs) {
        photos.push_back(photo);
    }
    auto rows = catalog.rows(photos);
    if (!rows) {
        return rows.failure();
    }
    std::vector<GoneFile> vanished;
    for (const PhotoRow& row : *rows) {
        std::error_code error;
        if (row.online && !std::filesystem::exists(std::filesystem::symlink_status(row.path, error))) {
            vanished.push_back({row.id, row.path});
        }
    }
    return vanished;
}

/// The list of failures names the file beside the reason; the reason need not.
std::string withoutPath(std::string message, const std::filesystem::path& path)
{
    const std::string prefix = displayPath(path) + ": ";
    return message.starts_with(prefix) ? message.substr(prefix.size()) : std::move(message);
}

Status makeThumbnails(const Image& image, FinishedFile& file)
{
    const Image large = shrunkTo(image, static_cast<int>(ThumbnailSize::Large474));
    const Image small = shrunkTo(large, static_cast<int>(ThumbnailSize::Small236));
    auto encodedLarge = encodeJpeg(large, kThumbnailQuality);
    auto encodedSmall = encodeJpeg(small, kThumbnailQuality);
    if (!encodedLarge || !encodedSmall) {
        return !encodedLarge ? encodedLarge.failure() : encodedSmall.failure();
    }
    file.thumbnail474 = std::move(*encodedLarge);
    file.thumbnail236 = std::move(*encodedSmall);
    file.lookHashes = bytesOf(lookHashesOf(sketchOf(small)));
    return {};
}

} // namespace

Ingest::Ingest(Options options, Inference& inference, Finished finished)
    : m_options(std::move(options))
    , m_inference(inference)
    , m_deliver(std::move(finished))
    , m_tasks(kTasksMax)
{
    for (int i = 0; i < m_options.threads; ++i) {
        m_threads.emplace_back([this] { run(); });
    }
}

Ingest::~Ingest() { stop(); }

bool Ingest::submit(FileTask task)
{
    {
        const std::lock_guard lock(m_underWayMutex);
        if (!m_underWay.insert(underWayKey(task)).second) {
            return true;
        }
    }
    ++m_submitted;
    if (!m_tasks.push(std::move(task))) {
        ++m_finished;
        return false;
    }
    return true;
}

void Ingest::settle(const FileTask& task)
{
    const std::lock_guard lock(m_underWayMutex);
    m_underWay.erase(underWayKey(task));
}

/// The task ends without a result.
void Ingest::abandon(const FileTask& task)
{
    settle(task);
    ++m_dropped;
    ++m_finished;
}

void Ingest::pause() { m_paused = true; }

void Ingest::resume()
{
    m_paused = false;
    m_paused.notify_all();
}

void Ingest::cancel()
{
    const auto dropped = static_cast<std::int64_t>(m_tasks.clear());
    {
        const std::lock_guard lock(m_underWayMutex);
        m_underWay.clear(); // what a worker has in hand may be read once more: harmless
    }
    m_dropped += dropped;
    m_finished += dropped;
}

void Ingest::stop()
{
    m_stopping = true;
    m_tasks.close();
    m_tasks.clear();
    resume();
    for (std::thread& thread : m_threads) {
        if (thread.joinable()) {
            thread.join();
        }
    }
}

IngestFigures Ingest::figures() const
{
    IngestFigures figures;
    figures.finished = m_finished.load();
    figures.submitted = m_submitted.load();
    figures.dropped = m_dropped.load();
    figures.reading = std::chrono::nanoseconds(m_readingNs.load());
    figures.decoding = std::chrono::nanoseconds(m_decodingNs.load());
    figures.preparing = std::chrono::nanoseconds(m_preparingNs.load());
    figures.inferenceFullness = m_inference.fullness();
    return figures;
}

void Ingest::run()
{
    lowerPriorityOfThisThread(kNiceness);
    Readers readers(m_options.library);
    while (std::optional<FileTask> task = m_tasks.pop()) {
        m_paused.wait(true);
        if (m_stopping) {
            return;
        }
        process(std::move(*task), readers);
    }
}

void Ingest::deliver(FinishedFile file)
{
    if (!m_stopping) {
        m_deliver(std::move(file));
    }
    ++m_finished;
}

void Ingest::process(FileTask task, Readers& readers)
{
    FinishedFile file;
    file.task = std::move(task);
    ModelInput input;
    bool needsEmbedding = false;
    if (Status filled = fill(file, input, needsEmbedding, readers); !filled) {
        if (filled.error().code == ErrorCode::NotFound || filled.error().code == ErrorCode::Cancelled) {
            abandon(file.task); // gone again since the scan, or no model: the next scan finds it
            return;
        }
        file.failure = withoutPath(filled.error().message, file.task.folderPath / file.task.relativePath);
        deliver(std::move(file));
        return;
    }
    if (!needsEmbedding) {
        deliver(std::move(file));
        return;
    }
    auto shared = std::make_shared<FinishedFile>(std::move(file));
    const bool queued = m_inference.submit(
        std::move(input), [this, self = shared_from_this(), shared](Result<std::vector<float>> embedding) {
            if (!embedding && embedding.error().code == ErrorCode::Cancelled) {
                return abandon(shared->task);
            }
            if (!embedding) {
                shared->failure = embedding.error().message;
            } else if (!isUnitLength(*embedding)) {
                shared->failure = "the model gave no usable vector for this picture";
            } else {
                shared->embedding = std::move(*embedding);
            }
            deliver(std::move(*shared));
        });
    if (!queued) {
        abandon(shared->task);
    }
}

Status Ingest::fill(FinishedFile& file, ModelInput& input, bool& needsEmbedding, Readers& readers)
{
    const std::filesystem::path path = file.task.folderPath / file.task.relativePath;
    std::vector<std::byte> bytes;
    {
        const Stopwatch watch(m_readingNs);
        auto read = readFile(path, kFileBytesMax);
        if (!read) {
            return read.failure();
        }
        bytes = std::move(*read);
        file.hash = hashContent(bytes);
    }
    auto catalog = readers.catalog();
    auto thumbnails = readers.thumbnails();
    auto vectors = readers.vectors(m_options.vectors);
    if (!catalog || !thumbnails || !vectors) {
        return !catalog ? catalog.failure() : !thumbnails ? thumbnails.failure() : vectors.failure();
    }
    auto known = (*catalog)->contentWithHash(file.hash);
    if (!known) {
        return known.failure();
    }
    bool needsThumbnails = true;
    needsEmbedding = true;
    if (*known) {
        auto vanished = vanishedCopies(**catalog, **known);
        auto small = (*thumbnails)->encoded(**known, ThumbnailSize::Small236);
        auto vector = (*vectors)->vectorOf(**known);
        if (!vanished || !small || !vector) {
            return !vanished ? vanished.failure() : !small ? small.failure() : vector.failure();
        }
        file.vanished = std::move(*vanished);
        needsThumbnails = small->empty();
        needsEmbedding = vector->empty();
    }
    if (file.task.readsMetadata || needsThumbnails) {
        file.metadata = withSidecarsOf(readMetadata(bytes, path), path);
    }
    if (!needsThumbnails && !needsEmbedding) {
        return {};
    }
    std::shared_ptr<const Embedder> embedder;
    if (needsEmbedding) {
        auto model = m_inference.model();
        if (!model) {
            return fail(ErrorCode::Cancelled, model.error().message); // no fault of the file's
        }
        embedder = std::move(*model);
    }
    Image image;
    {
        const Stopwatch watch(m_decodingNs);
        const int modelEdgePx = embedder ? embedder->inputEdgePx() : 0;
        auto photo = decodePhoto(bytes, path, DecodeSize(static_cast<int>(ThumbnailSize::Large474), modelEdgePx));
        if (!photo) {
            return photo.failure();
        }
        if (needsThumbnails) {
            file.content = IndexedFile::Content{photo->fullWidth, photo->fullHeight, photo->format,
                                                averageRgb(photo->image), *file.metadata};
            if (Status made = makeThumbnails(photo->image, file); !made) {
                return made;
            }
        }
        image = std::move(photo->image);
    }
    if (needsEmbedding) {
        const Stopwatch watch(m_preparingNs);
        auto prepared = embedder->prepare(image);
        if (!prepared) {
            return prepared.failure();
        }
        input = std::move(*prepared);
    }
    return {};
}

} // namespace likeness
