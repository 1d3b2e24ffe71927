#pragma once

#include "core/api/types.h"

#include <QtCore/QRect>
#include <QtGui/QImage>

#include <array>
#include <unordered_map>
#include <vector>

namespace likeness {

/// Pictures of photos side by side on a bounded number of square pages, each of tiles of one size; what is on a page is
/// one texture and is drawn in one go. When all pages are full, the one seen longest ago is given up whole.
/// Thread: one at a time.
class MapAtlas {
public:
    static constexpr int kPagePx = 512;
    /// Long edges of tiles.
    static constexpr std::array kTilePx{64, 128, 256, 512};
    /// 64 pages of 1 MiB hold 4,096 small tiles or 256 of 256 pixels, some screens of either; the graphics card has
    /// them once more.
    static constexpr int kPagesMax = 64;

    struct Tile {
        int page = -1;
        int slot = -1;
        QRect rect; ///< on the page
        double bornAt = 0;

        explicit operator bool() const { return page >= 0; }
    };

    explicit MapAtlas(int pagesMax = kPagesMax);

    /// The smallest tile size that shows a picture drawn this large without loss.
    static int tilePxFor(double drawnPx);

    /// The tile of this size; false when there is none.
    Tile find(PhotoId photo, int tilePx) const;
    /// The tile of this size, else the next larger, else the largest there is.
    Tile best(PhotoId photo, int tilePx) const;
    /// Says that a page is looked at in frame `now`: it is not given up before pages that are not.
    void touch(int page, std::uint64_t now);
    /// Puts a picture (RGBA8888_Premultiplied, not larger than its tile) onto a page with room. False when every page
    /// is looked at in frame `now`.
    bool insert(PhotoId photo, int tilePx, const QImage& image, std::uint64_t now, double bornAt);
    /// The photo's picture is another now.
    void forget(PhotoId photo);
    void clear();

    int pageCount() const { return int(m_pages.size()); }
    const QImage& page(int page) const { return m_pages[std::size_t(page)].image; }
    /// Grows whenever something is painted onto the page.
    std::uint64_t paintedAt(int page) const { return m_pages[std::size_t(page)].painted; }
    std::size_t tileCount() const { return m_tiles.size(); }
    qsizetype sizeBytes() const { return qsizetype(m_pages.size()) * kPagePx * kPagePx * 4; }

private:
    struct Key {
        PhotoId photo;
        int tilePx = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept
        {
            return std::hash<std::int64_t>{}(key.photo.value * 1024 + key.tilePx);
        }
    };
    struct Page {
        int tilePx = 0;
        std::vector<Key> slots; ///< who is in them; a forgotten one is {}
        std::uint64_t seenAt = 0;
        std::uint64_t painted = 0;
        QImage image;
    };

    static int slotsOf(int tilePx) { return (kPagePx / tilePx) * (kPagePx / tilePx); }
    int pageWithRoom(int tilePx, std::uint64_t now);

    int m_pagesMax;
    std::vector<Page> m_pages;
    std::unordered_map<Key, Tile, KeyHash> m_tiles;
    std::uint64_t m_paints = 0;
};

} // namespace likeness
