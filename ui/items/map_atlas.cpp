#include "map_atlas.h"

#include <algorithm>
#include <cstring>

namespace likeness {

MapAtlas::MapAtlas(int pagesMax)
    : m_pagesMax(pagesMax)
{
}

int MapAtlas::tilePxFor(double drawnPx)
{
    for (const int edge : kTilePx) {
        if (drawnPx <= edge * 1.1) { // a tenth larger than it is shows nothing
            return edge;
        }
    }
    return kTilePx.back();
}

MapAtlas::Tile MapAtlas::find(PhotoId photo, int tilePx) const
{
    const auto it = m_tiles.find({photo, tilePx});
    return it != m_tiles.end() ? it->second : Tile{};
}

MapAtlas::Tile MapAtlas::best(PhotoId photo, int tilePx) const
{
    Tile found;
    for (const int edge : kTilePx) {
        if (const Tile tile = find(photo, edge)) {
            found = tile;
            if (edge >= tilePx) {
                break;
            }
        }
    }
    return found;
}

void MapAtlas::touch(int page, std::uint64_t now) { m_pages[std::size_t(page)].seenAt = now; }

int MapAtlas::pageWithRoom(int tilePx, std::uint64_t now)
{
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        if (m_pages[i].tilePx == tilePx && int(m_pages[i].slots.size()) < slotsOf(tilePx)) {
            return int(i);
        }
    }
    std::size_t given = m_pages.size();
    if (int(m_pages.size()) < m_pagesMax) {
        m_pages.emplace_back().image = QImage(kPagePx, kPagePx, QImage::Format_RGBA8888_Premultiplied);
    } else {
        const auto oldest = std::min_element(m_pages.begin(), m_pages.end(),
                                             [](const Page& a, const Page& b) { return a.seenAt < b.seenAt; });
        if (oldest == m_pages.end() || oldest->seenAt >= now) {
            return -1;
        }
        for (const Key& key : oldest->slots) {
            m_tiles.erase(key);
        }
        given = std::size_t(oldest - m_pages.begin());
    }
    Page& page = m_pages[given];
    page.tilePx = tilePx;
    page.slots.clear();
    page.seenAt = now;
    page.image.fill(Qt::transparent);
    return int(given);
}

bool MapAtlas::insert(PhotoId photo, int tilePx, const QImage& image, std::uint64_t now, double bornAt)
{
    if (find(photo, tilePx)) {
        return true;
    }
    const int at = pageWithRoom(tilePx, now);
    if (at < 0) {
        return false;
    }
    Page& page = m_pages[std::size_t(at)];
    const int slot = int(page.slots.size());
    const int across = kPagePx / tilePx;
    const QRect rect(slot % across * tilePx, slot / across * tilePx, std::min(image.width(), tilePx),
                     std::min(image.height(), tilePx));
    for (int y = 0; y < rect.height(); ++y) {
        std::memcpy(page.image.scanLine(rect.y() + y) + qsizetype(rect.x()) * 4, image.constScanLine(y),
                    std::size_t(rect.width()) * 4);
    }
    page.slots.push_back({photo, tilePx});
    page.seenAt = std::max(page.seenAt, now);
    page.painted = ++m_paints;
    m_tiles[{photo, tilePx}] = Tile{at, slot, rect, bornAt};
    return true;
}

void MapAtlas::forget(PhotoId photo)
{
    for (const int edge : kTilePx) {
        const auto it = m_tiles.find({photo, edge});
        if (it != m_tiles.end()) {
            m_pages[std::size_t(it->second.page)].slots[std::size_t(it->second.slot)] = {};
            m_tiles.erase(it);
        }
    }
}

void MapAtlas::clear()
{
    m_pages.clear();
    m_tiles.clear();
}

} // namespace likeness
