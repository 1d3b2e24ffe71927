#include "core/embed/transformer.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace likeness {
namespace {

/// Attention scores of so many bytes are made at once; more are made head by head.
constexpr std::int64_t kScoresMaxBytes = std::int64_t{128} << 20;
constexpr std::size_t kGridsMax = 8;

at::ScalarType scalarType(TensorType type)
{
    switch (type) {
    case TensorType::F16:
        return at::kHalf;
    case TensorType::BF16:
        return at::kBFloat16;
    default:
        return at::kFloat;
    }
}

/// The tensor where it lies in the mapped file, or a copy where the file's header leaves it at an odd address.
at::Tensor viewed(const TensorView& view)
{
    const at::ScalarType type = scalarType(view.type);
    auto* bytes = const_cast<std::byte*>(view.bytes.data()); // torch knows no tensors of constants; none is written to
    if (reinterpret_cast<std::uintptr_t>(bytes) % c10::elementSize(type) == 0) {
        return at::from_blob(bytes, view.shape, type);
    }
    at::Tensor copy = at::empty(view.shape, type);
    std::copy(view.bytes.begin(), view.bytes.end(), static_cast<std::byte*>(copy.data_ptr()));
    return copy;
}

void activate(at::Tensor& x, Activation activation)
{
    switch (activation) {
    case Activation::Gelu:
        at::gelu_(x);
        return;
    case Activation::GeluTanh:
        at::gelu_(x, "tanh");
        return;
    case Activation::QuickGelu:
        x.mul_(at::mul(x, 1.702).sigmoid_());
        return;
    case Activation::Silu:
        at::silu_(x);
        return;
    }
}

void addScaled(at::Tensor& x, const at::Tensor& change, const at::Tensor& scale)
{
    if (scale.defined()) {
        x.addcmul_(change, scale);
    } else {
        x.add_(change);
    }
}

/// softmax(q k^T / sqrt(d) + mask) v. Shape: q [m, queries, d], k and v [m, keys, d], m = images times heads; mask
/// [queries, keys] or [m, queries, keys], or undefined.
at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& mask)
{
    const double scale = 1 / std::sqrt(static_cast<double>(q.size(2)));
    const std::int64_t count = q.size(0);
    const std::int64_t eachBytes = q.size(1) * k.size(1) * static_cast<std::int64_t>(q.element_size());
    const std::int64_t chunk = std::clamp<std::int64_t>(kScoresMaxBytes / eachBytes, 1, count);
    const auto some = [&](std::int64_t first) {
        const std::int64_t length = std::min(chunk, count - first);
        const at::Tensor keys = k.narrow(0, first, length).transpose(1, 2);
        const at::Tensor added = mask.defined() && mask.dim() == 3 ? mask.narrow(0, first, length) : mask;
        const at::Tensor scores = mask.defined() ? at::baddbmm(added, q.narrow(0, first, length), keys, 1, scale)
                                                 : at::bmm(q.narrow(0, first, length), keys).mul_(scale);
        return at::bmm(at::softmax(scores, -1), v.narrow(0, first, length));
    };
    if (chunk == count) {
        return some(0);
    }
    std::vector<at::Tensor> parts;
    for (std::int64_t first = 0; first < count; first += chunk) {
        parts.push_back(some(first));
    }
    return at::cat(parts);
}

/// Rotates the patches' part of queries or keys: (x1, x2) -> (x1 cos - x2 sin, x2 cos + x1 sin), x1 and x2 the halves
/// of a head. Shape: x [n, heads, tokens, d]; the first tokens have no place in the image and stay.
void rotate(at::Tensor x, const at::Tensor& cosine, const at::Tensor& sine)
{
    const std::int64_t prefix = x.size(2) - cosine.size(0);
    at::Tensor patches = x.narrow(2, prefix, cosine.size(0));
    const auto halves = patches.chunk(2, -1);
    patches.copy_(patches * cosine + at::cat({halves[1].neg(), halves[0]}, -1) * sine);
}

} // namespace

at::Tensor Linear::operator()(const at::Tensor& x) const
{
    const at::Tensor input = x.to(weight.scalar_type());
    return bias.defined() ? at::linear(input, weight, bias) : at::linear(input, weight);
}

at::Tensor Norm::operator()(const at::Tensor& x) const
{
    return at::layer_norm(x, {x.size(-1)}, weight, bias, epsilon);
}

at::Tensor Mlp::operator()(const at::Tensor& x) const
{
    at::Tensor wide = up(x);
    if (!gated) {
        activate(wide, activation);
        return down(wide);
    }
    const auto halves = wide.chunk(2, -1);
    at::Tensor gate = halves[0].contiguous();
    activate(gate, activation);
    return down(gate.mul_(halves[1]));
}

Transformer::Transformer(const ModelArchitecture& model, SafetensorsSet files, const ModelWeights& weights,
                         const ComputePlace& place)
    : m_model(model)
    , m_place(place)
    , m_files(std::move(files))
{
    const c10::InferenceMode inference;
    if (weights.logitScale) {
        m_logitScale = std::exp(viewed(*weights.logitScale).to(at::kDouble).item<double>());
    }
    if (weights.logitBias) {
        m_logitBias = viewed(*weights.logitBias).to(at::kDouble).item<double>();
    }
    loadVision(weights.vision);
    if (weights.text) {
        loadText(*weights.text);
    }
}

at::Tensor Transformer::there(const std::optional<TensorView>& view, at::ScalarType type) const
{
    return view ? viewed(*view).to(m_place.device, type) : at::Tensor();
}

Linear Transformer::linear(const LinearWeights& weights, at::ScalarType type) const
{
    Linear linear;
    std::vector<at::Tensor> rows;
    std::vector<at::Tensor> biases;
    bool anyBias = false;
    for (std::size_t i = 0; i < weights.weight.size(); ++i) {
        rows.push_back(there(weights.weight[i], type));
        anyBias = anyBias || weights.bias[i].has_value();
        biases.push_back(weights.bias[i] ? there(weights.bias[i], type)
                                         : at::zeros({rows.back().size(0)}, at::device(m_place.device).dtype(type)));
    }
    linear.weight = rows.size() == 1 ? rows[0] : at::cat(rows);
    if (weights.inputFirst) {
        linear.weight = linear.weight.t().contiguous();
    }
    if (anyBias) {
        linear.bias = biases.size() == 1 ? biases[0] : at::cat(biases);
    }
    return linear;
}

Norm Transformer::norm(const NormWeights& weights, double epsilon) const
{
    return {there(weights.weight), there(weights.bias), epsilon};
}

Mlp Transformer::mlp(const LinearWeights& up, const LinearWeights& down, const BlockShape& shape) const
{
    return {linear(up, m_place.type), linear(down, m_place.type), shape.activation, shape.gated};
}

std::vector<Block> Transformer::blocks(const std::vector<BlockWeights>& weights, const BlockShape& shape) const
{
    std::vector<Block> made;
    for (const BlockWeights& block : weights) {
        made.push_back({norm(block.norm1, shape.normEpsilon), linear(block.qkv, m_place.type),
                        linear(block.out, m_place.type), there(block.scale1), norm(block.norm2, shape.normEpsilon),
                        mlp(block.up, block.down, shape), there(block.scale2)});
    }
    return made;
}

void Transformer::loadVision(const VisionWeights& weights)
{
    const VisionShape& shape = m_model.vision;
    const BlockShape& blockShape = shape.blocks;
    const std::int64_t width = blockShape.width;
    m_vision.patch.weight = there(weights.patch, m_place.type).reshape({width, -1});
    m_vision.patch.bias = there(weights.patchBias, m_place.type);
    at::Tensor classPosition;
    if (weights.positions) {
        at::Tensor table = there(weights.positions).reshape({-1, width});
        if (shape.classToken) {
            classPosition = table[0];
            table = table.narrow(0, 1, table.size(0) - 1);
        }
        m_vision.positions = table.reshape({shape.gridEdge(), shape.gridEdge(), width});
    }
    if (weights.classToken) {
        at::Tensor token = there(weights.classToken).reshape({width});
        if (classPosition.defined()) {
            token = token + classPosition;
        }
        std::vector<at::Tensor> prefix = {token.reshape({1, 1, width})};
        if (weights.registerTokens) {
            prefix.push_back(there(weights.registerTokens));
        }
        m_vision.prefix = at::cat(prefix, 1);
    }
    if (weights.normBefore) {
        m_vision.normBefore = norm(*weights.normBefore, blockShape.normEpsilon);
    }
    m_vision.blocks = blocks(weights.blocks, blockShape);
    m_vision.normAfter = norm(weights.normAfter, blockShape.normEpsilon);
    if (weights.projection) {
        m_vision.projection = linear(*weights.projection, at::kFloat);
    }
    if (weights.head) {
        const Linear packed = linear(weights.head->qkv, m_place.type);
        const Linear query{packed.weight.narrow(0, 0, width), packed.bias.narrow(0, 0, width)};
        m_vision.headKeyValue = {packed.weight.narrow(0, width, 2 * width), packed.bias.narrow(0, width, 2 * width)};
        m_vision.probe = query(there(weights.head->probe).reshape({1, width}))
                             .reshape({blockShape.heads, 1, width / blockShape.heads});
        m_vision.headOut = linear(weights.head->out, m_place.type);
        m_vision.headNorm = norm(weights.head->norm, blockShape.normEpsilon);
        m_vision.headMlp = mlp(weights.head->up, weights.head->down, blockShape);
    }
}

void Transformer::loadText(const TextWeights& weights)
{
    const TextShape& shape = *m_model.text;
    TextTower text;
    text.tokens = viewed(weights.tokens);
    text.positions = there(weights.positions);
    if (shape.causal) {
        text.causalMask = at::full({shape.contextLength, shape.contextLength}, -std::numeric_limits<float>::infinity(),
                                   at::device(m_place.device).dtype(m_place.type))
                              .triu(1);
    }
    text.blocks = blocks(weights.blocks, shape.blocks);
    text.normAfter = norm(weights.normAfter, shape.blocks.normEpsilon);
    text.projection = linear(weights.projection, at::kFloat);
    m_text = std::move(text);
}

at::Tensor Transformer::patches(std::span<const float* const> images, std::int64_t height, std::int64_t width) const
{
    const std::int64_t patch = m_model.vision.patchPx;
    const std::int64_t rows = height / patch;
    const std::int64_t columns = width / patch;
    const auto count = static_cast<std::int64_t>(images.size());
    at::Tensor cut = at::empty({count, rows * columns, 3 * patch * patch},
                               at::TensorOptions().dtype(m_place.type).pinned_memory(m_place.device.is_cuda()));
    for (std::int64_t i = 0; i < count; ++i) {
        const at::Tensor image
            = at::from_blob(const_cast<float*>(images[static_cast<std::size_t>(i)]), {3, height, width}, at::kFloat)
                  .narrow(1, 0, rows * patch)
                  .narrow(2, 0, columns * patch);
        // A patch's numbers lie as the convolution's weights do: [3, patch, patch].
        cut[i]
            .view({rows, columns, 3, patch, patch})
            .copy_(image.unfold(1, patch, patch).unfold(2, patch, patch).permute({1, 2, 0, 3, 4}));
    }
    return cut;
}

Transformer::Grid Transformer::gridOf(std::int64_t rows, std::int64_t columns) const
{
    const std::lock_guard lock(m_gridMutex);
    const auto found = m_grids.find({rows, columns});
    if (found != m_grids.end()) {
        return found->second;
    }
    if (m_grids.size() == kGridsMax) {
        m_grids.clear();
    }
    return m_grids[{rows, columns}] = makeGrid(rows, columns);
}

Transformer::Grid Transformer::makeGrid(std::int64_t rows, std::int64_t columns) const
{
    const VisionShape& shape = m_model.vision;
    Grid grid;
    if (shape.positions == Positions::Rotary) {
        // Angles 2 pi c theta^(-4 i / d) for the centre's coordinate c in -1..1, first along y, then along x.
        const std::int64_t headWidth = shape.blocks.width / shape.blocks.heads;
        const at::Tensor frequencies
            = at::pow(shape.ropeTheta, at::arange(headWidth / 4, at::kFloat) * (-4.0 / static_cast<double>(headWidth)));
        const auto centres
            = [](std::int64_t n) { return (at::arange(n, at::kFloat) + 0.5) / static_cast<double>(n) * 2.0 - 1.0; };
        const auto angles = [&](const at::Tensor& coordinates) {
            return coordinates.reshape({-1, 1}) * frequencies * (2 * std::numbers::pi);
        };
        const at::Tensor y = angles(centres(rows)).unsqueeze(1).expand({rows, columns, headWidth / 4});
        const at::Tensor x = angles(centres(columns)).unsqueeze(0).expand({rows, columns, headWidth / 4});
        const at::Tensor angle = at::cat({y, x}, -1).reshape({rows * columns, headWidth / 2}).tile({1, 2});
        grid.rotation = {angle.cos().to(m_place.device, m_place.type), angle.sin().to(m_place.device, m_place.type)};
        return grid;
    }
    at::Tensor table = m_vision.positions;
    if (rows != table.size(0) || columns != table.size(1)) {
        TORCH_CHECK(shape.positions != Positions::Learned, "this model takes images of ", shape.imagePx, " x ",
                    shape.imagePx, " pixels only");
        const at::Tensor planes = table.permute({2, 0, 1}).unsqueeze(0);
        const at::Tensor resized = shape.positions == Positions::LearnedResized
                                       ? at::upsample_bicubic2d(planes, {rows, columns}, false)
                                       : at::_upsample_bicubic2d_aa(planes, {rows, columns}, false);
        table = resized.squeeze(0).permute({1, 2, 0});
    }
    grid.positions = table.reshape({1, rows * columns, table.size(2)});
    return grid;
}

at::Tensor Transformer::attention(const Block& block, const at::Tensor& x, int heads, const at::Tensor& mask,
                                  const Rotation& rotation) const
{
    const std::int64_t n = x.size(0);
    const std::int64_t tokens = x.size(1);
    const std::int64_t width = x.size(2);
    // [3, n, heads, tokens, head width]
    at::Tensor qkv = block.qkv(x).view({n, tokens, 3, heads, width / heads}).permute({2, 0, 3, 1, 4}).contiguous();
    if (rotation.cosine.defined()) {
        rotate(qkv[0], rotation.cosine, rotation.sine);
        rotate(qkv[1], rotation.cosine, rotation.sine);
    }
    qkv = qkv.view({3, n * heads, tokens, width / heads});
    const at::Tensor answers = attend(qkv[0], qkv[1], qkv[2], mask);
    return block.out(answers.view({n, heads, tokens, width / heads}).transpose(1, 2).reshape({n, tokens, width}));
}

/// A block of whose result only the token at `positions` of each item is wanted: keys and values are made of all
/// tokens, all else of that one. A rotated query is never wanted, because only tokens without a place are pooled.
/// Shape: x [n, tokens, width], positions [n]; returns [n, 1, width].
at::Tensor Transformer::lastBlock(const Block& block, const at::Tensor& x, int heads, const at::Tensor& mask,
                                  const Rotation& rotation, const at::Tensor& positions) const
{
    const std::int64_t n = x.size(0);
    const std::int64_t tokens = x.size(1);
    const std::int64_t width = x.size(2);
    const at::Tensor items = at::arange(n, positions.options());
    const auto only = [&](const at::Tensor& all) { return all.index({items, positions}).unsqueeze(1); };
    const auto rows = [&](std::int64_t first, std::int64_t count) {
        const at::Tensor& bias = block.qkv.bias;
        return Linear{block.qkv.weight.narrow(0, first, count), bias.defined() ? bias.narrow(0, first, count) : bias};
    };
    const at::Tensor normed = block.norm1(x);
    const at::Tensor query = rows(0, width)(only(normed)).view({n * heads, 1, width / heads});
    // [2, n, heads, tokens, head width]
    at::Tensor keyValue = rows(width, 2 * width)(normed)
                              .view({n, tokens, 2, heads, width / heads})
                              .permute({2, 0, 3, 1, 4})
                              .contiguous();
    if (rotation.cosine.defined()) {
        rotate(keyValue[0], rotation.cosine, rotation.sine);
    }
    keyValue = keyValue.view({2, n * heads, tokens, width / heads});
    const at::Tensor seen
        = mask.defined() ? mask.index_select(0, positions).repeat_interleave(heads, 0).unsqueeze(1) : mask;
    at::Tensor one = only(x);
    const at::Tensor answers = attend(query, keyValue[0], keyValue[1], seen);
    addScaled(one, block.out(answers.view({n, 1, width})), block.scale1);
    addScaled(one, block.mlp(block.norm2(one)), block.scale2);
    return one;
}

void Transformer::runBlocks(std::span<const Block> blocks, at::Tensor& x, int heads, const at::Tensor& mask,
                            const Rotation& rotation, std::vector<at::Tensor>* hidden) const
{
    for (const Block& block : blocks) {
        if (hidden != nullptr) {
            hidden->push_back(x.clone());
        }
        addScaled(x, attention(block, block.norm1(x), heads, mask, rotation), block.scale1);
        addScaled(x, block.mlp(block.norm2(x)), block.scale2);
    }
    if (hidden != nullptr) {
        hidden->push_back(x.clone());
    }
}

at::Tensor Transformer::pooledByHead(const at::Tensor& tokens) const
{
    const std::int64_t n = tokens.size(0);
    const std::int64_t length = tokens.size(1);
    const std::int64_t width = tokens.size(2);
    const std::int64_t heads = m_model.vision.blocks.heads;
    // [2, n * heads, tokens, head width]
    const at::Tensor keyValue = m_vision.headKeyValue(tokens)
                                    .view({n, length, 2, heads, width / heads})
                                    .permute({2, 0, 3, 1, 4})
                                    .reshape({2, n * heads, length, width / heads});
    const at::Tensor answers = attend(m_vision.probe.repeat({n, 1, 1}), keyValue[0], keyValue[1], {});
    at::Tensor pooled = m_vision.headOut(answers.view({n, width})).to(at::kFloat);
    pooled.add_(m_vision.headMlp(m_vision.headNorm(pooled)));
    return pooled;
}

TowerOutput Transformer::vision(const at::Tensor& patches, std::int64_t rows, std::int64_t columns, Wanted wanted) const
{
    const std::span<const Block> blocks = m_vision.blocks;
    const int heads = m_model.vision.blocks.heads;
    const Grid grid = gridOf(rows, columns);
    TowerOutput output;
    at::Tensor x = m_vision.patch(patches.to(m_place.device, /*non_blocking=*/true)).to(at::kFloat);
    if (grid.positions.defined()) {
        x.add_(grid.positions);
    }
    if (m_vision.prefix.defined()) {
        x = at::cat({m_vision.prefix.expand({x.size(0), -1, -1}), x}, 1);
    }
    if (m_vision.normBefore) {
        x = (*m_vision.normBefore)(x);
    }
    const bool everything = wanted == Wanted::Everything;
    if (everything || !m_model.vision.classToken) {
        runBlocks(blocks, x, heads, {}, grid.rotation, everything ? &output.hidden : nullptr);
    } else {
        runBlocks(blocks.first(blocks.size() - 1), x, heads, {}, grid.rotation, nullptr);
        const at::Tensor first = at::zeros({x.size(0)}, x.options().dtype(at::kLong));
        x = lastBlock(blocks.back(), x, heads, {}, grid.rotation, first);
    }
    const bool normed = m_model.family != ModelFamily::Clip; // transformers leaves CLIP's last states as they are
    const at::Tensor last = normed ? m_vision.normAfter(x) : x;
    if (everything) {
        output.lastHidden = last;
    }
    output.pooled = !m_model.vision.classToken ? pooledByHead(last)
                    : normed                   ? last.select(1, 0)
                                               : m_vision.normAfter(x.select(1, 0));
    output.embedding = m_vision.projection ? (*m_vision.projection)(output.pooled) : output.pooled;
    return output;
}

std::vector<std::int64_t> Transformer::pooledPositions(const at::Tensor& ids) const
{
    const TextShape& shape = *m_model.text;
    const at::Tensor rows = ids.contiguous();
    const std::int64_t length = rows.size(1);
    std::vector<std::int64_t> positions;
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        const std::int64_t* first = rows.data_ptr<std::int64_t>() + i * length;
        const std::int64_t* last = first + length;
        const std::int64_t* found = last - 1;
        if (shape.pooling == TextPooling::LargestId) {
            found = std::max_element(first, last);
        } else if (shape.pooling == TextPooling::FirstEnd) {
            found = std::find(first, last, shape.endId);
            found = found == last ? first : found; // as transformers' argmax over nothing but zeros
        }
        positions.push_back(found - first);
    }
    return positions;
}

TowerOutput Transformer::text(const at::Tensor& ids, Wanted wanted) const
{
    const TextTower& tower = *m_text;
    const std::int64_t n = ids.size(0);
    const std::int64_t length = ids.size(1);
    TORCH_CHECK(length <= tower.positions.size(0), "a text is longer than the model's context");
    TORCH_CHECK(n == 0
                    || (ids.min().item<std::int64_t>() >= 0 && ids.max().item<std::int64_t>() < tower.tokens.size(0)),
                "the tokenizer gives an id that the model's vocabulary of ", tower.tokens.size(0), " does not have");
    TowerOutput output;
    at::Tensor x
        = at::embedding(tower.tokens, ids).to(m_place.device, at::kFloat) + tower.positions.narrow(0, 0, length);
    const at::Tensor mask
        = tower.causalMask.defined() ? tower.causalMask.narrow(0, 0, length).narrow(1, 0, length) : at::Tensor();
    const at::Tensor positions = at::tensor(pooledPositions(ids), at::kLong).to(m_place.device);
    const std::span<const Block> blocks = tower.blocks;
    const int heads = m_model.text->blocks.heads;
    at::Tensor end;
    if (wanted == Wanted::Everything) {
        runBlocks(blocks, x, heads, mask, {}, &output.hidden);
        output.lastHidden = tower.normAfter(x);
        end = output.lastHidden.index({at::arange(n, positions.options()), positions});
    } else {
        runBlocks(blocks.first(blocks.size() - 1), x, heads, mask, {}, nullptr);
        end = tower.normAfter(lastBlock(blocks.back(), x, heads, mask, {}, positions).select(1, 0));
    }
    output.embedding = tower.projection(end);
    output.pooled = m_model.family == ModelFamily::Clip ? end : output.embedding;
    return output;
}

} // namespace likeness
