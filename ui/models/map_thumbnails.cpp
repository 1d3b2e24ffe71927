#include "map_thumbnails.h"

#include <QtCore/QBuffer>
#include <QtGui/QImageReader>

#include <algorithm>
#include <set>

namespace likeness {

namespace {

QImage decode(const std::vector<std::byte>& encoded, int edgePx)
{
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char*>(encoded.data()), int(encoded.size()));
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    // The JPEG's own scaling leaves out most of the work for a small tile.
    const QSize size = reader.size();
    if (size.isValid() && std::max(size.width(), size.height()) > edgePx) {
        reader.setScaledSize(size.scaled(edgePx, edgePx, Qt::KeepAspectRatio).expandedTo({1, 1}));
    }
    QImage image = reader.read();
    return image.isNull() ? image : std::move(image).convertToFormat(QImage::Format_RGBA8888_Premultiplied);
}

} // namespace

struct MapThumbnails::Shared {
    std::mutex mutex;
    MapThumbnails* owner = nullptr; ///< null once it is gone
    std::set<Wish> wanted;          ///< asked for and not called off
    std::deque<Arrived> arrived;

    void add(Arrived one)
    {
        const std::scoped_lock lock(mutex);
        if (wanted.erase(one.wish) == 0) {
            return;
        }
        arrived.push_back(std::move(one));
        if (owner != nullptr && arrived.size() == 1) { // the first since the last `take`; the others come along
            QMetaObject::invokeMethod(owner, &MapThumbnails::arrived, Qt::QueuedConnection);
        }
    }
    bool isWanted(const Wish& wish)
    {
        const std::scoped_lock lock(mutex);
        return wanted.contains(wish);
    }
};

MapThumbnails::MapThumbnails(EngineBridge& bridge, std::shared_ptr<PictureDecoder> decoder, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_decoder(std::move(decoder))
    , m_shared(std::make_shared<Shared>())
{
    m_shared->owner = this;
}

MapThumbnails::~MapThumbnails()
{
    wish({});
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->owner = nullptr;
}

void MapThumbnails::wish(std::deque<Wish> wishes)
{
    const std::set<Wish> now(wishes.begin(), wishes.end());
    for (auto it = m_underWay.begin(); it != m_underWay.end();) {
        if (now.contains(it->first)) {
            ++it;
            continue;
        }
        m_bridge.forget(it->second);
        {
            const std::scoped_lock lock(m_shared->mutex);
            m_shared->wanted.erase(it->first);
        }
        it = m_underWay.erase(it);
    }
    m_wishes = std::move(wishes);
    std::erase_if(m_wishes, [this](const Wish& one) { return m_underWay.contains(one); });
    askMore();
}

std::vector<MapThumbnails::Arrived> MapThumbnails::take(int countMax)
{
    std::vector<Arrived> taken;
    {
        const std::scoped_lock lock(m_shared->mutex);
        while (!m_shared->arrived.empty() && int(taken.size()) < countMax) {
            taken.push_back(std::move(m_shared->arrived.front()));
            m_shared->arrived.pop_front();
        }
    }
    for (const Arrived& one : taken) {
        m_underWay.erase(one.wish);
        std::erase(m_wishes, one.wish);
    }
    askMore();
    return taken;
}

bool MapThumbnails::hasArrived() const
{
    const std::scoped_lock lock(m_shared->mutex);
    return !m_shared->arrived.empty();
}

void MapThumbnails::askMore()
{
    // The engine serves the newest request first, so of those asked for together the first is asked for last.
    std::vector<Wish> batch;
    while (!m_wishes.empty() && int(m_underWay.size() + batch.size()) < kUnderWay) {
        batch.push_back(m_wishes.front());
        m_wishes.pop_front();
    }
    for (auto it = batch.rbegin(); it != batch.rend(); ++it) {
        const Wish wish = *it;
        {
            const std::scoped_lock lock(m_shared->mutex);
            m_shared->wanted.insert(wish);
        }
        const auto size
            = wish.edgePx > int(ThumbnailSize::Small236) + 20 ? ThumbnailSize::Large474 : ThumbnailSize::Small236;
        m_underWay[wish] = m_bridge.askDirect(LoadThumbnail{wish.photo, size},
                                              [shared = m_shared, decoder = m_decoder, wish](Event&& event) {
                                                  const auto* loaded = std::get_if<ThumbnailLoaded>(&event);
                                                  if (loaded == nullptr || !loaded->encoded) {
                                                      shared->add({wish, {}});
                                                      return;
                                                  }
                                                  decoder->run([shared, wish, encoded = loaded->encoded] {
                                                      if (shared->isWanted(wish)) {
                                                          shared->add({wish, decode(*encoded, wish.edgePx)});
                                                      }
                                                  });
                                              });
    }
}

} // namespace likeness
