#pragma once

#include "ui/bridge/image_provider.h"

#include <QtCore/QObject>
#include <QtGui/QImage>

#include <deque>

namespace likeness {

/// The pictures that the map shows of its photos, on their way from the engine: asked for in the order wished, a few at
/// a time, decoded straight to the size of their tile away from the gui thread, called off when no longer wished for.
/// Thread: gui.
class MapThumbnails : public QObject {
    Q_OBJECT

public:
    /// Asked for at once: enough to keep the engine and two decoding threads busy, few enough that a new wish is
    /// served at once.
    static constexpr int kUnderWay = 16;

    struct Wish {
        PhotoId photo;
        int edgePx = 0; ///< long edge of the tile

        friend bool operator==(const Wish&, const Wish&) = default;
        friend auto operator<=>(const Wish&, const Wish&) = default;
    };
    struct Arrived {
        Wish wish;
        QImage image; ///< RGBA8888_Premultiplied, its long edge at most `wish.edgePx`; null when there is no picture
    };

    MapThumbnails(EngineBridge& bridge, std::shared_ptr<PictureDecoder> decoder, QObject* parent = nullptr);
    ~MapThumbnails() override;

    /// Replaces what is wished for; the first comes first. What is under way and still wished for goes on.
    void wish(std::deque<Wish> wishes);
    /// Takes what has come, the first first, at most `countMax`.
    std::vector<Arrived> take(int countMax);
    bool hasArrived() const;
    int underWay() const { return int(m_underWay.size()); }

Q_SIGNALS:
    void arrived();

private:
    struct Shared; ///< with the engine's threads and the decoder's, which may outlive this

    void askMore();

    EngineBridge& m_bridge;
    std::shared_ptr<PictureDecoder> m_decoder;
    std::shared_ptr<Shared> m_shared;
    std::deque<Wish> m_wishes;
    std::map<Wish, RequestId> m_underWay;
};

} // namespace likeness
