#include "tests/support/temp_library.h"

#include "core/base/file_system.h"
#include "core/media/media.h"

#include <random>

namespace likeness::test {

EventSink EventLog::sink()
{
    return [this](Event event) {
        {
            const std::lock_guard lock(m_mutex);
            m_events.push_back(std::move(event));
        }
        m_arrived.notify_all();
    };
}

TempLibrary::TempLibrary(std::string modelId)
    : m_root(m_folder.path().toStdString())
    , m_modelId(std::move(modelId))
{
    std::filesystem::create_directories(photos());
}

std::filesystem::path TempLibrary::writePhoto(const std::string& name, int seed, int width, int height) const
{
    // Soft coloured blobs: pictures that differ much from one another and hardly change when they are shrunk.
    std::mt19937 random(static_cast<unsigned>(seed));
    std::uniform_real_distribution<float> unit(0.0F, 1.0F);
    struct Blob {
        float x, y, size;
        std::array<float, 3> colour;
    };
    std::vector<Blob> blobs(6);
    for (Blob& blob : blobs) {
        blob = {unit(random),
                unit(random),
                0.05F + 0.2F * unit(random),
                {255 * unit(random), 255 * unit(random), 255 * unit(random)}};
    }
    Image image{width, height, 3,
                std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3)};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            float weights = 0.02F;
            std::array<float, 3> sum{2.5F, 2.5F, 2.5F};
            for (const Blob& blob : blobs) {
                const float dx = static_cast<float>(x) / static_cast<float>(width) - blob.x;
                const float dy = static_cast<float>(y) / static_cast<float>(height) - blob.y;
                const float weight = 1.0F / (1.0F + (dx * dx + dy * dy) / (blob.size * blob.size * 0.1F));
                weights += weight;
                for (std::size_t c = 0; c < 3; ++c) {
                    sum[c] += weight * blob.colour[c];
                }
            }
            for (std::size_t c = 0; c < 3; ++c) {
                const auto at
                    = (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 3
                      + c;
                image.pixels[at] = static_cast<std::uint8_t>(sum[c] / weights);
            }
        }
    }
    const std::filesystem::path path = photos() / name;
    std::filesystem::create_directories(path.parent_path());
    auto encoded = encodeJpeg(image, 90);
    if (!encoded || !FileSystem().replaceFile(path, *encoded)) {
        qFatal("cannot write %s", path.c_str());
    }
    return path;
}

Result<Engine*> TempLibrary::open()
{
    close();
    auto attempt = LibraryLock::tryAcquire(library());
    if (!attempt) {
        return attempt.failure();
    }
    if (!attempt->lock) {
        return fail(ErrorCode::Io, "locked by " + std::to_string(attempt->holderPid));
    }
    EngineOptions options;
    options.library = library();
    options.sink = m_log.sink();
    options.threads = 2;
    options.idleTime = idleTime;
    options.indexKind = indexKind;
    options.modelId = m_modelId;
    options.resources = resources;
    auto engine = openEngine(std::move(options), std::move(*attempt->lock));
    if (!engine) {
        return engine.failure();
    }
    m_engine = std::move(*engine);
    return m_engine.get();
}

void TempLibrary::close()
{
    m_engine.reset();
    m_log.clear();
}

bool TempLibrary::index()
{
    return ask<CommandDone>(AddFolder{photos(), {}})
           && m_log.waitFor<IndexingFinished>([](const auto&) { return true; });
}

bool TempLibrary::rescan(std::vector<std::filesystem::path> paths)
{
    return ask<CommandDone>(Rescan{std::move(paths)})
           && m_log.waitFor<IndexingFinished>([](const auto&) { return true; });
}

std::vector<PhotoRow> TempLibrary::rows(const std::string& filter)
{
    Query query;
    query.sort = SortKey::Name;
    query.ascending = true;
    query.filter = filter;
    auto answered = ask<QueryAnswered>(RunQuery{query});
    if (!answered) {
        return {};
    }
    auto loaded = ask<PhotosLoaded>(LoadPhotos{answered->result->photos});
    return loaded ? loaded->rows : std::vector<PhotoRow>();
}

} // namespace likeness::test
