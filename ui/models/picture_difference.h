#pragma once

#include <QtGui/QImage>

namespace likeness {

/// How far two pictures are from each other, pixel by pixel. Units: shares, 0..1.
struct PictureDifference {
    double mean = 0;    ///< of all channels of all pixels
    double visible = 0; ///< pixels of which some channel differs by more than a tenth

    /// The second picture is brought to the size of the first. Empty pictures are as far apart as can be.
    /// Thread: any.
    static PictureDifference of(const QImage& first, const QImage& second);
};

} // namespace likeness
