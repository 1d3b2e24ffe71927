#include "core/embed/builtin_descriptor.h"

#include "core/base/file_system.h"
#include "core/embed/builtin_tensors.h"
#include "core/embed/resample.h"
#include "core/embed/sift_descriptors.h"
#include "core/embed/torch_threads.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <cmath>
#include <numbers>

namespace likeness {
namespace {

// These numbers are part of the model, as the constants are: descriptor.py has the same.
constexpr int kShortEdgeMinPx = 64;
constexpr int kOrientations = 8;
constexpr int kSiftCells[][2] = {{4, 4}, {6, 3}, {8, 4}, {12, 6}}; // edge of a cell, step of the grid: pixels
constexpr float kSiftContrastMin = 0.08F;                          // flatter patches are noise
constexpr int kColourWindows[][3] = {{6, 3, 2}, {12, 6, 1}};       // edge, step: pixels; windows between patches
constexpr double kColourShare = 0.6;                               // length of the colour half beside the gradient half

/// What one half (gradients, or colours) learned. Names and meaning as in descriptor.py.
struct Half {
    at::Tensor mean;        // [values]
    at::Tensor basis;       // [values, reduced]
    at::Tensor offset;      // [reduced]: what subtracting the mean before the basis amounts to
    double placeWeight = 0; //
    at::Tensor weights;     // [components]
    at::Tensor means;       // [components, reduced + 2]
    at::Tensor variances;   // [components, reduced + 2]
    at::Tensor likelihood;  // [2 (reduced + 2) + 1, components]: what a patch, its squares and a 1 amount to
    at::Tensor whitenMean;  // [fisher]
    at::Tensor whitenBasis; // [whitened, fisher]: each output's weights lie together
};

/// Patches of one kind: what they look like and where they are.
struct Patches {
    at::Tensor values; // [n, values]
    at::Tensor places; // [n, 2]: x, y, each about -0.5..0.5
};

Result<Half> loadHalf(const SafetensorsFile& file, const std::string& name, std::int64_t valueCount)
{
    Half half;
    at::Tensor placeWeight;
    struct Wanted {
        const char* name;
        at::Tensor& into;
        std::vector<std::int64_t> shape;
    };
    for (const Wanted& wanted :
         {Wanted{"mean", half.mean, {valueCount}}, Wanted{"basis", half.basis, {valueCount, -1}},
          Wanted{"place_weight", placeWeight, {}}, Wanted{"weights", half.weights, {-1}},
          Wanted{"means", half.means, {-1, -1}}, Wanted{"variances", half.variances, {-1, -1}},
          Wanted{"whiten_mean", half.whitenMean, {-1}}, Wanted{"whiten_basis", half.whitenBasis, {-1, -1}}}) {
        auto tensor = builtinTensor(file, name + "." + wanted.name, wanted.shape);
        if (!tensor) {
            return tensor.failure();
        }
        wanted.into = *tensor;
    }
    const std::int64_t dimension = half.basis.size(1) + 2;
    const std::int64_t components = half.weights.size(0);
    const bool fits = half.means.sizes() == at::IntArrayRef({components, dimension})
                      && half.variances.sizes() == half.means.sizes()
                      && half.whitenMean.size(0) == 2 * components * dimension
                      && half.whitenBasis.size(0) == half.whitenMean.size(0);
    if (!fits || !half.variances.gt(0).all().item<bool>() || !half.weights.gt(0).all().item<bool>()) {
        return fail(ErrorCode::Corrupt, displayPath(file.path()) + ": the " + name + " constants do not fit together");
    }
    half.placeWeight = placeWeight.item<float>();
    half.offset = -at::mv(half.basis.t(), half.mean);
    const at::Tensor inverse = half.variances.reciprocal();
    const at::Tensor constant
        = half.weights.log() - 0.5 * ((half.means * half.means * inverse).sum(1) + half.variances.log().sum(1));
    half.likelihood = at::cat({half.means * inverse, -0.5 * inverse, constant.unsqueeze(1)}, 1).t().contiguous();
    half.whitenBasis = half.whitenBasis.t().contiguous();
    return half;
}

/// Brightness, red-green, yellow-blue. Shape: [3, height, width].
at::Tensor opponentPlanes(const at::Tensor& rgb)
{
    const at::Tensor red = rgb[0];
    const at::Tensor green = rgb[1];
    const at::Tensor blue = rgb[2];
    return at::stack({0.299 * red + 0.587 * green + 0.114 * blue, red - green, (red + green) / 2 - blue});
}

/// Gradient magnitude spread over the two nearest of eight directions. Shape: [8, height, width].
at::Tensor orientationPlanes(const at::Tensor& grey)
{
    const std::int64_t height = grey.size(0);
    const std::int64_t width = grey.size(1);
    at::Tensor gx = at::zeros_like(grey);
    at::Tensor gy = at::zeros_like(grey);
    gx.narrow(1, 1, width - 2).copy_(grey.narrow(1, 2, width - 2) - grey.narrow(1, 0, width - 2));
    gy.narrow(0, 1, height - 2).copy_(grey.narrow(0, 2, height - 2) - grey.narrow(0, 0, height - 2));
    const at::Tensor angle = at::atan2(gy, gx) * (kOrientations / (2 * std::numbers::pi));
    at::Tensor away = angle - at::arange(kOrientations, at::kFloat).view({kOrientations, 1, 1});
    away -= at::round(away / kOrientations).mul_(kOrientations);
    return away.abs_().neg_().add_(1).clamp_min_(0).mul_(at::sqrt(gx * gx + gy * gy));
}

/// Triangles of half-width `cell`, `step` apart, centred on the picture. Shape: [count, length].
at::Tensor poolingWeights(std::int64_t length, int cell, int step)
{
    const std::int64_t count = (length - cell) / step + 1;
    const double first = static_cast<double>(length - (count - 1) * step) / 2 - 0.5;
    const at::Tensor centre = at::arange(count, at::kFloat).mul_(step).add_(first).unsqueeze(1);
    const at::Tensor distance = (at::arange(length, at::kFloat) - centre).abs_().div_(cell);
    return distance.neg_().add_(1).clamp_min_(0).div_(cell);
}

/// 4 x 4 neighbourhoods of a grid [channels, rows, columns].
Patches blocks(const at::Tensor& planes, std::int64_t stride)
{
    const at::Tensor grid = planes.permute({1, 2, 0}).contiguous(); // the copies below then run over whole cells
    const std::int64_t channels = grid.size(2);
    const std::int64_t rows = grid.size(0);
    const std::int64_t columns = grid.size(1);
    if (rows <= 3 || columns <= 3) {
        return {at::zeros({0, 16 * channels}, at::kFloat), at::zeros({0, 2}, at::kFloat)};
    }
    const std::int64_t down = (rows - 4) / stride + 1;
    const std::int64_t across = (columns - 4) / stride + 1;
    const std::int64_t row = grid.stride(0);
    const std::int64_t column = grid.stride(1);
    const at::Tensor values
        = grid.as_strided({down, across, 4, 4, channels}, {stride * row, stride * column, row, column, 1})
              .reshape({down * across, 16 * channels});
    const auto along = [&](std::int64_t count, std::int64_t extent) {
        return at::arange(count, at::kFloat)
            .mul_(static_cast<double>(stride))
            .add_(1.5)
            .div_(static_cast<double>(extent - 1))
            .sub_(0.5);
    };
    const at::Tensor x = along(across, columns).unsqueeze(0).expand({down, across});
    const at::Tensor y = along(down, rows).unsqueeze(1).expand({down, across});
    return {values, at::stack({x, y}, -1).reshape({down * across, 2})};
}

/// Patches in the space of the mixture: PCA of what they look like, then where they are. Shape: [n, reduced + 2].
at::Tensor reduced(const Patches& patches, const Half& half)
{
    return at::cat({at::addmm(half.offset, patches.values, half.basis), patches.places * half.placeWeight}, 1);
}

/// Dense SIFT at several sizes, one after the other so that each stays in the cache.
at::Tensor siftPatches(const at::Tensor& planes, const Half& half)
{
    const at::Tensor oriented = orientationPlanes(planes[0]);
    std::vector<at::Tensor> sizes;
    for (const auto& [cell, step] : kSiftCells) {
        const at::Tensor pooled = at::matmul(at::matmul(poolingWeights(planes.size(1), cell, step), oriented),
                                             poolingWeights(planes.size(2), cell, step).t());
        const at::Tensor grid = pooled.permute({1, 2, 0}).contiguous();
        const GradientCells cells{grid.data_ptr<float>(), static_cast<std::size_t>(grid.size(0)),
                                  static_cast<std::size_t>(grid.size(1))};
        const auto apart = static_cast<std::size_t>(cell / step);
        const auto most = static_cast<std::int64_t>(cells.down(apart) * cells.across(apart));
        const Patches found{at::empty({most, static_cast<std::int64_t>(kSiftValues)}, at::kFloat),
                            at::empty({most, 2}, at::kFloat)};
        const auto kept = static_cast<std::int64_t>(siftDescriptors(
            cells, apart, kSiftContrastMin, found.values.data_ptr<float>(), found.places.data_ptr<float>()));
        sizes.push_back(reduced({found.values.narrow(0, 0, kept), found.places.narrow(0, 0, kept)}, half));
    }
    return at::cat(sizes);
}

/// Mean and spread of the opponent colours on 4 x 4 windows, of two sizes.
at::Tensor colourPatches(const at::Tensor& planes, const Half& half)
{
    const at::Tensor squared = planes * planes;
    std::vector<at::Tensor> sizes;
    for (const auto& [window, step, stride] : kColourWindows) {
        const at::Tensor mean = at::avg_pool2d(planes, {window, window}, {step, step});
        const at::Tensor spread
            = at::avg_pool2d(squared, {window, window}, {step, step}).sub_(mean * mean).clamp_min_(0).sqrt_();
        sizes.push_back(reduced(blocks(at::cat({mean, spread}), stride), half));
    }
    return at::cat(sizes);
}

/// Gradients of the mixture's log-likelihood by means and variances, unit length. The square roots of every number, and
/// of the length of every Gaussian's part, keep what repeats in a picture from drowning the rest.
/// Shape: [components * 2 * (reduced + 2)].
at::Tensor fisherVector(const at::Tensor& x, const Half& half)
{
    const std::int64_t dimension = x.size(1);
    const at::Tensor powers = at::cat({x, x * x, at::ones({x.size(0), 1}, at::kFloat)}, 1);
    const at::Tensor share = at::mm(powers, half.likelihood).softmax(1); // of each Gaussian in each patch
    const at::Tensor sums = at::mm(share.t(), powers);
    const at::Tensor s1 = sums.narrow(1, 0, dimension);
    const at::Tensor s2 = sums.narrow(1, dimension, dimension);
    const at::Tensor s0 = sums.narrow(1, 2 * dimension, 1);
    const double count = static_cast<double>(std::max<std::int64_t>(x.size(0), 1));
    const at::Tensor rootWeight = half.weights.sqrt().unsqueeze(1) * count;
    const at::Tensor byMean = (s1 - s0 * half.means) / (half.variances.sqrt() * rootWeight);
    const at::Tensor byVariance = (s2 - 2 * s1 * half.means + s0 * (half.means * half.means - half.variances))
                                  / (half.variances * rootWeight * std::numbers::sqrt2);
    at::Tensor v = at::cat({byMean, byVariance}, 1);
    v = v.sign() * v.abs().sqrt();
    v = (v / v.norm(2, {1}, /*keepdim=*/true).add_(1e-6).sqrt_()).flatten();
    return v / (v.norm() + 1e-9);
}

at::Tensor whitened(const at::Tensor& fisher, const Half& half)
{
    const at::Tensor v = at::mv(half.whitenBasis, fisher - half.whitenMean);
    return v / (v.norm() + 1e-9);
}

} // namespace

struct BuiltinDescriptor::Constants {
    Half gradients;
    Half colours;
};

BuiltinDescriptor::BuiltinDescriptor(std::unique_ptr<const Constants> constants)
    : m_constants(std::move(constants))
{
}

BuiltinDescriptor::~BuiltinDescriptor() = default;

Result<std::unique_ptr<BuiltinDescriptor>> BuiltinDescriptor::open(const SafetensorsFile& file)
{
    return guarded("built-in model", ErrorCode::Corrupt, [&]() -> Result<std::unique_ptr<BuiltinDescriptor>> {
        const c10::InferenceMode inference;
        auto gradients = loadHalf(file, "sift", 16 * kOrientations);
        if (!gradients) {
            return gradients.failure();
        }
        auto colours = loadHalf(file, "colour", 16 * 6);
        if (!colours) {
            return colours.failure();
        }
        auto constants = std::make_unique<Constants>(Constants{std::move(*gradients), std::move(*colours)});
        return std::unique_ptr<BuiltinDescriptor>(new BuiltinDescriptor(std::move(constants)));
    });
}

int BuiltinDescriptor::dimension() const
{
    return static_cast<int>(m_constants->gradients.whitenBasis.size(0) + m_constants->colours.whitenBasis.size(0));
}

std::size_t BuiltinDescriptor::fisherSize() const
{
    return static_cast<std::size_t>(m_constants->gradients.whitenMean.size(0)
                                    + m_constants->colours.whitenMean.size(0));
}

Result<std::vector<float>> BuiltinDescriptor::fisherVectors(const Image& image) const
{
    if (image.empty() || image.width <= 0 || image.height <= 0) {
        return fail(ErrorCode::InvalidInput, "built-in model: empty image");
    }
    return guarded("built-in model", ErrorCode::Internal, [&]() -> Result<std::vector<float>> {
        const c10::InferenceMode inference;
        const SingleTorchThread alone;
        const double scale = static_cast<double>(kLongEdgePx) / std::max(image.width, image.height);
        const auto edge
            = [&](int full) { return std::max(kShortEdgeMinPx, static_cast<int>(std::floor(full * scale + 0.5))); };
        const int width = edge(image.width);
        const int height = edge(image.height);
        std::vector<float> rgb = resampledPlanes(image, width, height);
        const at::Tensor planes = opponentPlanes(at::from_blob(rgb.data(), {3, height, width}, at::kFloat));
        const at::Tensor both
            = at::cat({fisherVector(siftPatches(planes, m_constants->gradients), m_constants->gradients),
                       fisherVector(colourPatches(planes, m_constants->colours), m_constants->colours)});
        const float* values = both.data_ptr<float>();
        return std::vector<float>(values, values + both.numel());
    });
}

Status BuiltinDescriptor::project(std::span<const float> fisher, std::vector<float>& embedding) const
{
    if (fisher.size() != fisherSize()) {
        return fail(ErrorCode::InvalidInput, "built-in model: input was prepared by another model");
    }
    return guarded("built-in model", ErrorCode::Internal, [&]() -> Status {
        const c10::InferenceMode inference;
        // One vector at a time, on one thread: the sums run in the same order however large the batch is.
        const SingleTorchThread alone;
        const at::Tensor all
            = at::from_blob(const_cast<float*>(fisher.data()), {static_cast<std::int64_t>(fisher.size())}, at::kFloat);
        const std::int64_t split = m_constants->gradients.whitenMean.size(0);
        at::Tensor v
            = at::cat({whitened(all.narrow(0, 0, split), m_constants->gradients),
                       kColourShare * whitened(all.narrow(0, split, all.size(0) - split), m_constants->colours)});
        v = v / (v.norm() + 1e-9);
        const float* values = v.data_ptr<float>();
        embedding.insert(embedding.end(), values, values + v.numel());
        return {};
    });
}

} // namespace likeness
