#include "core/engine/map_picture.h"

#include "core/media/media.h"
#include "core/media/picture_writer.h"

#include <algorithm>
#include <cmath>

namespace likeness {
namespace {

constexpr int kEdgeMin = 256;
constexpr int kEdgeMax = 16384;
constexpr std::uint32_t kBackground = 0x16171A;
constexpr double kMargin = 0.05; // of the edge, on each side
constexpr double kApart = 0.8;   // of a thumbnail's edge, from one to the next: some overlap keeps groups close
constexpr std::size_t kThumbnailsMax = 4000;
constexpr int kNamesMax = 40;

struct Place {
    int x = 0;
    int y = 0;
};

class Canvas {
public:
    explicit Canvas(int edgePx)
        : m_image{edgePx, edgePx, 3, {}}
    {
        m_image.pixels.resize(static_cast<std::size_t>(edgePx) * static_cast<std::size_t>(edgePx) * 3);
        for (std::size_t i = 0; i < m_image.pixels.size(); ++i) {
            m_image.pixels[i] = channelOf(kBackground, static_cast<int>(i % 3));
        }
    }

    const Image& image() const { return m_image; }

    /// Lays a colour over a pixel. Units: `cover` 0..255.
    void blend(int x, int y, std::uint32_t rgb, int cover)
    {
        if (x < 0 || y < 0 || x >= m_image.width || y >= m_image.height) {
            return;
        }
        std::uint8_t* pixel
            = m_image.pixels.data()
              + (static_cast<std::size_t>(y) * static_cast<std::size_t>(m_image.width) + static_cast<std::size_t>(x))
                    * 3;
        for (int c = 0; c < 3; ++c) {
            pixel[c] = static_cast<std::uint8_t>((pixel[c] * (255 - cover) + channelOf(rgb, c) * cover) / 255);
        }
    }

    void fill(Place centre, int edgePx, std::uint32_t rgb)
    {
        for (int y = 0; y < edgePx; ++y) {
            for (int x = 0; x < edgePx; ++x) {
                blend(centre.x - edgePx / 2 + x, centre.y - edgePx / 2 + y, rgb, 255);
            }
        }
    }

    void draw(Place centre, const Image& picture)
    {
        for (int y = 0; y < picture.height; ++y) {
            for (int x = 0; x < picture.width; ++x) {
                const std::uint8_t* from = picture.pixels.data()
                                           + (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width)
                                              + static_cast<std::size_t>(x))
                                                 * 3;
                blend(centre.x - picture.width / 2 + x, centre.y - picture.height / 2 + y,
                      static_cast<std::uint32_t>(from[0]) << 16 | static_cast<std::uint32_t>(from[1]) << 8 | from[2],
                      255);
            }
        }
    }

    /// White, on a dark rim so that it can be read on any picture.
    void write(Place centre, const Image& text)
    {
        constexpr int kRim = 2;
        for (int pass = 0; pass < 2; ++pass) {
            for (int y = 0; y < text.height; ++y) {
                for (int x = 0; x < text.width; ++x) {
                    const int cover = text.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(text.width)
                                                  + static_cast<std::size_t>(x)];
                    const Place at{centre.x - text.width / 2 + x, centre.y - text.height / 2 + y};
                    if (pass == 1) {
                        blend(at.x, at.y, 0xFFFFFF, cover);
                        continue;
                    }
                    for (int dy = -kRim; dy <= kRim; ++dy) {
                        for (int dx = -kRim; dx <= kRim; ++dx) {
                            blend(at.x + dx, at.y + dy, kBackground, cover / 3);
                        }
                    }
                }
            }
        }
    }

private:
    static std::uint8_t channelOf(std::uint32_t rgb, int channel)
    {
        return static_cast<std::uint8_t>(rgb >> (16 - 8 * channel) & 0xFFU);
    }

    Image m_image;
};

/// Where points of the map fall on the canvas: all of them inside, the longer way filling it.
class Projection {
public:
    Projection(std::span<const MapPoint> points, int edgePx)
    {
        const auto [left, right]
            = std::minmax_element(points.begin(), points.end(), [](auto a, auto b) { return a.x < b.x; });
        const auto [top, bottom]
            = std::minmax_element(points.begin(), points.end(), [](auto a, auto b) { return a.y < b.y; });
        const double width = static_cast<double>(right->x - left->x), height = static_cast<double>(bottom->y - top->y);
        m_scale = edgePx * (1 - 2 * kMargin) / std::max({width, height, 1e-6});
        m_x = static_cast<double>(left->x) + width / 2;
        m_y = static_cast<double>(top->y) + height / 2;
        m_half = edgePx / 2.0;
    }

    Place of(MapPoint point) const
    {
        return {static_cast<int>(std::lround(m_half + m_scale * (static_cast<double>(point.x) - m_x))),
                static_cast<int>(std::lround(m_half + m_scale * (static_cast<double>(point.y) - m_y)))};
    }

private:
    double m_scale = 1, m_x = 0, m_y = 0, m_half = 0;
};

/// Photos in the order in which they get room: those that stand for the coarsest clusters, for finer ones, all others
/// evenly mixed. Positions in `map.photos`.
std::vector<std::size_t> byImportance(const PhotoMap& map)
{
    std::vector<std::pair<PhotoId, std::size_t>> placeOf;
    placeOf.reserve(map.photos.size());
    for (std::size_t i = 0; i < map.photos.size(); ++i) {
        placeOf.emplace_back(map.photos[i], i);
    }
    std::sort(placeOf.begin(), placeOf.end());
    std::vector<std::size_t> order;
    std::vector<std::uint8_t> taken(map.photos.size(), 0);
    const auto take = [&](std::size_t at) {
        if (taken[at] == 0) {
            taken[at] = 1;
            order.push_back(at);
        }
    };
    for (auto cluster = map.clusters.rbegin(); cluster != map.clusters.rend(); ++cluster) {
        for (const PhotoId photo : cluster->representatives) {
            const auto at = std::lower_bound(placeOf.begin(), placeOf.end(), std::pair(photo, std::size_t{0}));
            if (at != placeOf.end() && at->first == photo) {
                take(at->second);
            }
        }
    }
    constexpr std::size_t kStride = 7919; // a prime: far apart in the library, so not all of one folder
    for (std::size_t i = 0; i < map.photos.size(); ++i) {
        take(i * kStride % map.photos.size());
    }
    for (std::size_t i = 0; i < map.photos.size(); ++i) {
        take(i); // where the stride divides the number
    }
    return order;
}

/// Which photos get a thumbnail, so that none hides much of another.
std::vector<std::size_t> withRoom(const PhotoMap& map, const std::vector<Place>& places, int edgePx, int thumbnailPx)
{
    const int apart = std::max(1, static_cast<int>(thumbnailPx * kApart));
    const int cells = edgePx / apart + 2;
    std::vector<std::vector<Place>> cellOf(static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells));
    const auto cell = [&](int x, int y) -> std::vector<Place>& {
        return cellOf[static_cast<std::size_t>(std::clamp(y, 0, cells - 1)) * static_cast<std::size_t>(cells)
                      + static_cast<std::size_t>(std::clamp(x, 0, cells - 1))];
    };
    std::vector<std::size_t> chosen;
    for (const std::size_t at : byImportance(map)) {
        const Place place = places[at];
        bool free = true;
        for (int y = place.y / apart - 1; y <= place.y / apart + 1; ++y) {
            for (int x = place.x / apart - 1; x <= place.x / apart + 1; ++x) {
                for (const Place other : cell(x, y)) {
                    free = free && (std::abs(other.x - place.x) >= apart || std::abs(other.y - place.y) >= apart);
                }
            }
        }
        if (free) {
            cell(place.x / apart, place.y / apart).push_back(place);
            chosen.push_back(at);
            if (chosen.size() == kThumbnailsMax) {
                break;
            }
        }
    }
    return chosen;
}

Status drawThumbnails(Canvas& canvas, const PhotoMap& map, const std::vector<Place>& places, int thumbnailPx,
                      Readers& readers)
{
    auto catalog = readers.catalog();
    auto thumbnails = readers.thumbnails();
    if (!catalog || !thumbnails) {
        return !catalog ? catalog.failure() : thumbnails.failure();
    }
    for (const std::size_t at : withRoom(map, places, canvas.image().width, thumbnailPx)) {
        auto rows = (*catalog)->rows(std::span(&map.photos[at], 1));
        if (!rows) {
            return rows.failure();
        }
        auto encoded = rows->empty() ? Result<std::vector<std::byte>>(std::vector<std::byte>())
                                     : (*thumbnails)->encoded(rows->front().content, ThumbnailSize::Small236);
        if (!encoded) {
            return encoded.failure();
        }
        if (auto decoded = decodePhoto(*encoded, "thumbnail", thumbnailPx)) {
            canvas.draw(places[at], shrunkTo(decoded->image, thumbnailPx));
        } // else its dot stands for it
    }
    return {};
}

Status drawNames(Canvas& canvas, const PhotoMap& map, const Projection& projection)
{
    struct Box {
        Place centre;
        int width = 0, height = 0;
    };
    std::vector<Box> written;
    const int heightPx = std::max(11, canvas.image().width / 70);
    // The coarsest level comes last and is sorted biggest first.
    for (std::size_t level = map.clusterOf.size(); level-- > 0 && written.size() < kNamesMax;) {
        for (const PhotoCluster& cluster : map.clusters) {
            if (cluster.level != level || cluster.name.empty() || cluster.photoCount == 0
                || written.size() == kNamesMax) {
                continue;
            }
            auto text = drawText(cluster.name, heightPx);
            if (!text) {
                return text.failure();
            }
            Box box{projection.of(cluster.centre), text->width, text->height};
            const int half = std::min(text->width, canvas.image().width) / 2;
            box.centre.x = std::clamp(box.centre.x, half, canvas.image().width - half);
            const bool free = std::none_of(written.begin(), written.end(), [&](const Box& other) {
                return std::abs(other.centre.x - box.centre.x) < (other.width + box.width) / 2 + heightPx
                       && std::abs(other.centre.y - box.centre.y) < (other.height + box.height) / 2 + heightPx;
            });
            if (free) {
                canvas.write(box.centre, *text);
                written.push_back(box);
            }
        }
    }
    return {};
}

} // namespace

Status writeMapPicture(const PhotoMap& map, const std::filesystem::path& file, int edgePx, Readers& readers)
{
    if (edgePx < kEdgeMin || edgePx > kEdgeMax) {
        return fail(ErrorCode::InvalidInput, "a picture of the map is " + std::to_string(kEdgeMin) + " to "
                                                 + std::to_string(kEdgeMax) + " pixels wide, not "
                                                 + std::to_string(edgePx));
    }
    if (map.photos.empty()) {
        return fail(ErrorCode::InvalidInput, "there is nothing on the map: no photo is indexed yet");
    }
    return guarded("drawing the map", ErrorCode::Internal, [&]() -> Status {
        Canvas canvas(edgePx);
        const Projection projection(map.points, edgePx);
        std::vector<Place> places;
        places.reserve(map.points.size());
        for (const MapPoint point : map.points) {
            places.push_back(projection.of(point));
        }
        // As large as they can be if the photos covered half of the canvas evenly, within bounds.
        const int thumbnailPx = std::clamp(
            static_cast<int>(edgePx / std::sqrt(2.0 * static_cast<double>(places.size()))), edgePx / 48, edgePx / 10);
        for (std::size_t i = 0; i < places.size(); ++i) {
            canvas.fill(places[i], std::clamp(thumbnailPx / 6, 2, 12), map.colours[i]);
        }
        if (Status drawn = drawThumbnails(canvas, map, places, thumbnailPx, readers); !drawn) {
            return drawn;
        }
        if (Status drawn = drawNames(canvas, map, projection); !drawn) {
            return drawn;
        }
        auto encoded = encodePng(canvas.image());
        return encoded ? FileSystem().replaceFile(file, *encoded) : Status(encoded.failure());
    });
}

} // namespace likeness
