#include "core/explore/principal_axes.h"

#include <algorithm>
#include <cmath>

namespace likeness {
namespace {

constexpr std::uint32_t kSampledMax = 10'000;
constexpr int kRounds = 24; // the plane no longer turns visibly after 15 on photo embeddings

/// Directions as columns, so that the innermost loop runs along them and becomes vector instructions.
/// Shape: values [stride, axes].
struct Axes {
    std::size_t stride;
    std::size_t count;
    std::vector<float> values;

    Axes(std::size_t rowStride, std::size_t axes)
        : stride(rowStride)
        , count(axes)
        , values(rowStride * axes, 0.0F)
    {
    }

    /// Shape: row [stride], places [count].
    void project(const float* row, float* places) const
    {
        std::fill_n(places, count, 0.0F);
        for (std::size_t i = 0; i < stride; ++i) {
            const float* axis = values.data() + i * count;
            for (std::size_t a = 0; a < count; ++a) {
                places[a] += row[i] * axis[a];
            }
        }
    }

    /// Adds row times places.
    void addOuter(const float* row, const float* places)
    {
        for (std::size_t i = 0; i < stride; ++i) {
            float* axis = values.data() + i * count;
            for (std::size_t a = 0; a < count; ++a) {
                axis[a] += row[i] * places[a];
            }
        }
    }

    /// Gram-Schmidt, in order; a direction that has vanished stays zero.
    void makeOrthonormal()
    {
        for (std::size_t a = 0; a < count; ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                const double along = product(a, b);
                for (std::size_t i = 0; i < stride; ++i) {
                    values[i * count + a] -= static_cast<float>(along) * values[i * count + b];
                }
            }
            const double length = std::sqrt(product(a, a));
            const auto scale = static_cast<float>(length > 1e-12 ? 1 / length : 0);
            for (std::size_t i = 0; i < stride; ++i) {
                values[i * count + a] *= scale;
            }
        }
    }

private:
    double product(std::size_t a, std::size_t b) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < stride; ++i) {
            sum += static_cast<double>(values[i * count + a]) * static_cast<double>(values[i * count + b]);
        }
        return sum;
    }
};

/// Rows taken evenly, less their mean. Shape: result [sampled, stride], mean [stride].
std::vector<float> centredSample(const VectorRows& rows, std::vector<float>& mean)
{
    const std::uint32_t sampled = std::min(rows.count(), kSampledMax);
    std::vector<float> sample(std::size_t{sampled} * rows.stride);
    std::vector<double> sum(rows.stride, 0.0);
    for (std::uint32_t i = 0; i < sampled; ++i) {
        float* row = sample.data() + i * rows.stride;
        rows.copyRow(static_cast<std::uint32_t>(std::uint64_t{i} * rows.count() / sampled), row);
        for (std::size_t j = 0; j < rows.stride; ++j) {
            sum[j] += static_cast<double>(row[j]);
        }
    }
    for (std::size_t j = 0; j < rows.stride; ++j) {
        mean[j] = static_cast<float>(sum[j] / std::max<double>(1, sampled));
    }
    for (std::size_t i = 0; i < sample.size(); ++i) {
        sample[i] -= mean[i % rows.stride];
    }
    return sample;
}

} // namespace

Result<std::vector<float>> principalPlaces(const VectorRows& rows, std::uint32_t axes, std::uint64_t seed,
                                           const ExploreRun& run)
{
    if (axes == 0) {
        return fail(ErrorCode::InvalidInput, "principal axes: ask for at least one");
    }
    return guarded("principal axes", ErrorCode::Internal, [&]() -> Result<std::vector<float>> {
        std::vector<float> mean(rows.stride, 0.0F);
        const std::vector<float> sample = centredSample(rows, mean);
        Axes now(rows.stride, axes);
        MixedSequence random(seed);
        std::generate(now.values.begin(), now.values.end(), [&] { return static_cast<float>(random.share() - 0.5); });
        now.makeOrthonormal();
        std::vector<float> places(axes);
        for (int round = 0; round < kRounds; ++round) {
            if (run.stop.stop_requested()) {
                return fail(ErrorCode::Cancelled, "exploring was stopped");
            }
            Axes next(rows.stride, axes);
            for (std::size_t at = 0; at < sample.size(); at += rows.stride) {
                now.project(sample.data() + at, places.data());
                next.addOuter(sample.data() + at, places.data());
            }
            next.makeOrthonormal();
            now = std::move(next);
        }
        std::vector<float> centre(axes);
        now.project(mean.data(), centre.data());
        std::vector<float> result(std::size_t{rows.count()} * axes);
        Status projected = inBlocks(rows.count(), 1024, run, [&](std::size_t begin, std::size_t end) {
            std::vector<float> row(rows.stride);
            for (std::size_t i = begin; i < end; ++i) {
                rows.copyRow(static_cast<std::uint32_t>(i), row.data());
                now.project(row.data(), result.data() + i * axes);
                for (std::uint32_t a = 0; a < axes; ++a) {
                    result[i * axes + a] -= centre[a];
                }
            }
        });
        if (!projected) {
            return projected.failure();
        }
        return result;
    });
}

} // namespace likeness
