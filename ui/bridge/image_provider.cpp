#include "image_provider.h"

#include <QtCore/QStringList>
#include <QtQuick/QQuickTextureFactory>

namespace likeness {

namespace {

/// Enough to fill a screen of thumbnails within a frame or two; the engine's own threads need the other cores.
constexpr int kDecodingThreads = 2;

/// One picture on its way into the scene. Its state is shared with the engine's answer and the decoding thread, which
/// may both outlive it.
class PictureResponse : public QQuickImageResponse {
public:
    struct State {
        std::mutex mutex;
        PictureResponse* response = nullptr; ///< null once QML has let go of it
        QImage image;
        QString error;
        bool ended = false;
        RequestId request;
    };

    explicit PictureResponse(EngineBridge& bridge)
        : m_bridge(bridge)
    {
        m_state->response = this;
    }

    ~PictureResponse() override
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->response = nullptr;
        m_state->ended = true;
    }

    std::shared_ptr<State> state() const { return m_state; }

    /// Ends the response once; QML hears of it through its own event loop, so any thread may call, even while the
    /// response is being made or destroyed.
    static void end(const std::shared_ptr<State>& state, QImage image, const QString& error = {})
    {
        const std::scoped_lock lock(state->mutex);
        if (state->ended) {
            return;
        }
        state->ended = true;
        state->image = std::move(image);
        state->error = error;
        if (state->response != nullptr) {
            QMetaObject::invokeMethod(state->response, &QQuickImageResponse::finished, Qt::QueuedConnection);
        }
    }

    QQuickTextureFactory* textureFactory() const override
    {
        const std::scoped_lock lock(m_state->mutex);
        return QQuickTextureFactory::textureFactoryForImage(m_state->image);
    }

    QString errorString() const override
    {
        const std::scoped_lock lock(m_state->mutex);
        return m_state->error;
    }

    void cancel() override
    {
        RequestId request;
        {
            const std::scoped_lock lock(m_state->mutex);
            request = m_state->request;
        }
        m_bridge.forget(request);
        end(m_state, {}, QStringLiteral("cancelled"));
    }

private:
    EngineBridge& m_bridge;
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

using State = PictureResponse::State;

bool ended(const std::shared_ptr<State>& state)
{
    const std::scoped_lock lock(state->mutex);
    return state->ended;
}

/// Shrinks to what QML asked for, keeping the shape; never enlarges: the scene does that for nothing.
QImage fitted(const QImage& image, QSize requested)
{
    if (image.isNull() || (requested.width() <= 0 && requested.height() <= 0)) {
        return image;
    }
    const QSize bounds(requested.width() > 0 ? requested.width() : image.width(),
                       requested.height() > 0 ? requested.height() : image.height());
    if (image.width() <= bounds.width() && image.height() <= bounds.height()) {
        return image;
    }
    return image.scaled(bounds, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

QImage fromJpeg(const std::vector<std::byte>& encoded)
{
    QImage image = QImage::fromData(reinterpret_cast<const uchar*>(encoded.data()), int(encoded.size()));
    // The format the scene graph uploads without converting on the render thread.
    return image.isNull() ? image : std::move(image).convertToFormat(QImage::Format_RGB32);
}

QImage fromPixels(const Image& picture)
{
    const auto format = picture.channels == 4 ? QImage::Format_RGBA8888 : QImage::Format_RGB888;
    const QImage view(picture.pixels.data(), picture.width, picture.height, qsizetype(picture.width) * picture.channels,
                      format);
    return view.convertToFormat(picture.channels == 4 ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

void askThumbnail(EngineBridge& bridge, const EngineImageProvider::Shared& shared, const std::shared_ptr<State>& state,
                  PhotoId photo, ThumbnailSize size, QSize requested)
{
    const auto cache = shared.cache;
    const auto decoder = shared.decoder;
    const RequestId request = bridge.askDirect(LoadThumbnail{photo, size}, [=](Event&& event) {
        const auto* loaded = std::get_if<ThumbnailLoaded>(&event);
        if (loaded == nullptr || !loaded->encoded) {
            PictureResponse::end(state, {}, QStringLiteral("no thumbnail"));
            return;
        }
        decoder->run([=, encoded = loaded->encoded] {
            if (ended(state)) {
                return; // scrolled away meanwhile
            }
            const QImage image = fromJpeg(*encoded);
            if (!image.isNull()) {
                cache->insert(photo, size, image);
            }
            PictureResponse::end(state, fitted(image, requested),
                                 image.isNull() ? QStringLiteral("damaged") : QString());
        });
    });
    const std::scoped_lock lock(state->mutex);
    state->request = request;
}

void askPicture(EngineBridge& bridge, const EngineImageProvider::Shared& shared, const std::shared_ptr<State>& state,
                LoadImage load, QSize requested)
{
    const auto decoder = shared.decoder;
    const RequestId request = bridge.askDirect(std::move(load), [=](Event&& event) {
        const auto* loaded = std::get_if<ImageLoaded>(&event);
        if (loaded == nullptr || !loaded->image || loaded->image->empty()) {
            const auto* failed = std::get_if<CommandFailed>(&event);
            PictureResponse::end(state, {}, failed ? QString::fromStdString(failed->error.message) : QString());
            return;
        }
        decoder->run([=, image = loaded->image] {
            if (!ended(state)) {
                PictureResponse::end(state, fitted(fromPixels(*image), requested));
            }
        });
    });
    const std::scoped_lock lock(state->mutex);
    state->request = request;
}

} // namespace

void ChipSources::replace(QHash<QString, Source> sources)
{
    const std::scoped_lock lock(m_mutex);
    m_sources = std::move(sources);
}

std::optional<ChipSources::Source> ChipSources::find(const QString& key) const
{
    const std::scoped_lock lock(m_mutex);
    const auto it = m_sources.find(key);
    return it != m_sources.end() ? std::optional(*it) : std::nullopt;
}

PictureDecoder::PictureDecoder() { m_pool.setMaxThreadCount(kDecodingThreads); }

PictureDecoder::~PictureDecoder()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void PictureDecoder::run(std::function<void()> work)
{
    // A rising priority serves the newest first: it is what is on screen now.
    m_pool.start(std::move(work), m_order.fetch_add(1));
}

EngineImageProvider::EngineImageProvider(Kind kind, EngineBridge& bridge, Shared shared)
    : m_kind(kind)
    , m_bridge(bridge)
    , m_shared(std::move(shared))
{
}

QQuickImageResponse* EngineImageProvider::requestImageResponse(const QString& id, const QSize& requestedSize)
{
    auto* response = new PictureResponse(m_bridge);
    const auto state = response->state();
    const QString name = id.section(u'/', 0, 0);
    const int edge = id.section(u'/', 1, 1).toInt();

    if (m_kind == Kind::Chip) {
        const auto source = m_shared.chips->find(name);
        if (source) {
            askPicture(m_bridge, m_shared, state, LoadImage{*source, edge > 0 ? edge : 474}, requestedSize);
        } else {
            PictureResponse::end(state, {}, QStringLiteral("no such chip"));
        }
        return response;
    }
    const PhotoId photo{name.toLongLong()};
    if (m_kind == Kind::Photo) {
        askPicture(m_bridge, m_shared, state, LoadImage{photo, edge}, requestedSize);
        return response;
    }
    const auto size = edge > int(ThumbnailSize::Small236) ? ThumbnailSize::Large474 : ThumbnailSize::Small236;
    const QImage cached = m_shared.cache->find(photo, size);
    if (!cached.isNull()) {
        PictureResponse::end(state, fitted(cached, requestedSize));
    } else {
        askThumbnail(m_bridge, m_shared, state, photo, size, requestedSize);
    }
    return response;
}

} // namespace likeness
