#include "map_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace likeness {

MapLook MapLook::at(double spacingPx)
{
    const double s = std::max(spacingPx, 1e-3);
    const double edge = 42.0 * std::sqrt(s / 10.0);
    constexpr double kFirstPx = 17; // smaller, a photo is a blot
    constexpr double kFullPx = 24;
    MapLook look;
    look.thumbnailShare = float(std::clamp((edge - kFirstPx) / (kFullPx - kFirstPx), 0.0, 1.0));
    look.thumbnailPx = look.thumbnailShare > 0 ? float(std::clamp(edge, kFirstPx, 208.0)) : 0.0F;
    look.pointPx = float(std::clamp(1.9 + 0.22 * s, 2.1, 9.0));
    look.pointSpacingPx = 1.5F;
    return look;
}

MapPlan MapPlan::make(const MapCamera& camera, const MapIndex& shown, const MapIndex* context,
                      const std::vector<std::int32_t>* rowOfPlace)
{
    MapPlan plan;
    plan.rect = camera.seen(kMargin);
    plan.scale = camera.scale();
    const MapIndex& base = context != nullptr ? *context : shown;
    plan.look = MapLook::at(double(base.spacing()) * camera.scale());
    if (plan.look.thumbnailPx <= 0) {
        // Far out, and yet a question has few answers: those are shown.
        const MapLook own = MapLook::at(double(shown.spacing()) * camera.scale());
        if (context == nullptr || own.thumbnailPx <= 0) {
            return plan;
        }
        plan.look.thumbnailPx = own.thumbnailPx;
        plan.look.thumbnailShare = own.thumbnailShare;
        context = nullptr;
    }
    const auto collect = [&](const MapIndex& index, bool answering) {
        // A photo is in the plan from the scale at which it would begin to be seen, a little early.
        const double distance = double(plan.look.thumbnailPx) * double(kBudding) / (camera.scale() * kScaleStretch);
        index.forEachIn(plan.rect, std::min(index.stepOf(float(distance)), MapIndex::kSteps - 1),
                        [&](std::int32_t place, int step) {
                            if (answering || (rowOfPlace != nullptr && (*rowOfPlace)[std::size_t(place)] < 0)) {
                                plan.thumbnails.push_back({place, index.distanceOf(step), answering});
                            }
                        });
    };
    collect(shown, /*answering=*/true);
    if (plan.thumbnails.size() > kThumbnailsMax) {
        plan.thumbnails.resize(kThumbnailsMax); // steps ascend: what is left out is the least important
    }
    if (context != nullptr) {
        collect(*context, /*answering=*/false);
    }
    std::reverse(plan.thumbnails.begin(), plan.thumbnails.end());

    plan.nearestFirst.resize(plan.thumbnails.size());
    std::iota(plan.nearestFirst.begin(), plan.nearestFirst.end(), std::size_t(0));
    const MapPoint middle{float(camera.centre().x()), float(camera.centre().y())};
    const MapRect seen = camera.seen();
    std::vector<float> far;
    far.reserve(plan.thumbnails.size());
    for (const Thumbnail& one : plan.thumbnails) {
        const MapPoint p = base.map().points[std::size_t(one.place)];
        // What is not seen yet and what is dimmed can wait.
        const bool budding = double(one.distance) * camera.scale() < 0.75 * double(plan.look.thumbnailPx);
        const float wait = (seen.contains(p) ? 1.0F : 8.0F) * (one.answers ? 1.0F : 3.0F) * (budding ? 3.0F : 1.0F);
        far.push_back(wait * (std::hypot(p.x - middle.x, p.y - middle.y) + 0.1F * seen.height()));
    }
    std::sort(plan.nearestFirst.begin(), plan.nearestFirst.end(),
              [&](std::size_t a, std::size_t b) { return far[a] < far[b]; });
    return plan;
}

bool MapPlan::isGoodFor(const MapCamera& camera) const
{
    const MapRect view = camera.seen();
    const double stretch = scale > 0 ? camera.scale() / scale : 0;
    return stretch < kScaleStretch && stretch > 1 / kScaleStretch && rect.contains({view.left, view.top})
           && rect.contains({view.right, view.bottom});
}

} // namespace likeness
