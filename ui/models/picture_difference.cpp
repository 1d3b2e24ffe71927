#include "picture_difference.h"

#include <algorithm>
#include <cmath>

namespace likeness {

PictureDifference PictureDifference::of(const QImage& first, const QImage& second)
{
    if (first.isNull() || second.isNull()) {
        return {1.0, 1.0};
    }
    const QImage a = first.convertToFormat(QImage::Format_RGB888);
    const QImage b = second.scaled(a.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                         .convertToFormat(QImage::Format_RGB888);
    constexpr int kVisible = 25; // a tenth of 255
    std::int64_t sum = 0;
    std::int64_t visible = 0;
    for (int y = 0; y < a.height(); ++y) {
        const uchar* lineA = a.constScanLine(y);
        const uchar* lineB = b.constScanLine(y);
        for (int x = 0; x < a.width(); ++x) {
            int most = 0;
            for (int channel = 0; channel < 3; ++channel) {
                const int apart = std::abs(int(lineA[3 * x + channel]) - int(lineB[3 * x + channel]));
                sum += apart;
                most = std::max(most, apart);
            }
            visible += most > kVisible ? 1 : 0;
        }
    }
    const double pixels = double(a.width()) * a.height();
    return {double(sum) / (pixels * 3 * 255), double(visible) / pixels};
}

} // namespace likeness
