#include "core/embed/model_weights.h"

#include "core/base/file_system.h"

#include <algorithm>
#include <set>

namespace likeness {
namespace {

using Shape = std::vector<std::int64_t>;

std::string shown(const Shape& shape)
{
    std::string text = "[";
    for (const std::int64_t extent : shape) {
        text += (text.size() > 1 ? ", " : "") + std::to_string(extent);
    }
    return text + "]";
}

/// Stored beside the weights, but not part of what is computed.
bool isIrrelevant(const std::string& name) { return name.ends_with("position_ids") || name == "embeddings.mask_token"; }

/// Finds tensors and remembers the first that is not as it should be.
class Finder {
public:
    Finder(const SafetensorsSet& files, const ModelArchitecture& model)
        : m_files(files)
        , m_config(model.configFile)
    {
    }

    /// A tensor of one of the given shapes.
    TensorView tensor(const std::string& name, const Shape& shape, const Shape& orShape = {})
    {
        m_taken.insert(name);
        auto view = m_files.tensor(name);
        if (!view) {
            complain(m_files.files().front(), "tensor " + name + " is missing");
            return {};
        }
        const SafetensorsFile& file = m_files.files()[m_files.fileOf().at(name)];
        if (view->type != TensorType::F32 && view->type != TensorType::F16 && view->type != TensorType::BF16) {
            complain(file, "tensor " + name + " holds neither F32 nor F16 nor BF16 numbers");
        } else if (view->shape != shape && (orShape.empty() || view->shape != orShape)) {
            complain(file, "tensor " + name + " has the shape " + shown(view->shape) + ", but " + m_config
                               + " asks for " + shown(shape));
        }
        return *view;
    }

    std::optional<TensorView> tensorIf(bool wanted, const std::string& name, const Shape& shape)
    {
        return wanted ? std::optional(tensor(name, shape)) : std::nullopt;
    }

    bool contains(const std::string& name) const { return m_files.fileOf().contains(name); }

    NormWeights norm(const std::string& name, std::int64_t width)
    {
        return {tensor(name + ".weight", {width}), tensor(name + ".bias", {width})};
    }

    /// Adds the rows called `name`.weight and, where there is one, `name`.bias.
    void rows(LinearWeights& linear, const std::string& name, const Shape& outIn, bool bias)
    {
        linear.weight.push_back(tensor(name + ".weight", outIn));
        linear.bias.push_back(tensorIf(bias, name + ".bias", {outIn[0]}));
    }

    LinearWeights linear(const std::string& name, std::int64_t out, std::int64_t in, bool bias)
    {
        LinearWeights found;
        rows(found, name, {out, in}, bias);
        return found;
    }

    /// Queries, keys and values in one tensor, as torch's own attention layer stores them.
    LinearWeights packed(const std::string& name, std::int64_t width)
    {
        LinearWeights found;
        found.weight.push_back(tensor(name + ".in_proj_weight", {3 * width, width}));
        found.bias.emplace_back(tensor(name + ".in_proj_bias", {3 * width}));
        return found;
    }

    void refuseTheRest()
    {
        for (const auto& [name, file] : m_files.fileOf()) {
            if (!m_taken.contains(name) && !isIrrelevant(name)) {
                complain(m_files.files()[file],
                         "tensor " + name + " is not part of the model that " + m_config + " describes");
            }
        }
    }

    const Status& status() const { return m_status; }

private:
    void complain(const SafetensorsFile& file, const std::string& problem)
    {
        if (m_status) {
            m_status = fail(ErrorCode::Corrupt, displayPath(file.path()) + ": " + problem);
        }
    }

    const SafetensorsSet& m_files;
    std::string m_config;
    std::set<std::string> m_taken;
    Status m_status;
};

/// What a layout calls the parts of a block.
struct BlockNames {
    const char* norm1;
    const char* query; ///< nullptr: packed below `attention`
    const char* key;
    const char* value;
    const char* attention;
    const char* out;
    const char* norm2;
    const char* gate; ///< nullptr: packed into `up`
    const char* up;
    const char* down;
};

constexpr BlockNames kClipBlock = {"layer_norm1",
                                   "self_attn.q_proj",
                                   "self_attn.k_proj",
                                   "self_attn.v_proj",
                                   nullptr,
                                   "self_attn.out_proj",
                                   "layer_norm2",
                                   nullptr,
                                   "mlp.fc1",
                                   "mlp.fc2"};
constexpr BlockNames kOpenClipBlock
    = {"ln_1", nullptr, nullptr, nullptr, "attn", "attn.out_proj", "ln_2", nullptr, "mlp.c_fc", "mlp.c_proj"};
constexpr BlockNames kDinov2Block = {"norm1",
                                     "attention.attention.query",
                                     "attention.attention.key",
                                     "attention.attention.value",
                                     nullptr,
                                     "attention.output.dense",
                                     "norm2",
                                     nullptr,
                                     "mlp.fc1",
                                     "mlp.fc2"};
constexpr BlockNames kDinov2GatedBlock = {"norm1",
                                          "attention.attention.query",
                                          "attention.attention.key",
                                          "attention.attention.value",
                                          nullptr,
                                          "attention.output.dense",
                                          "norm2",
                                          nullptr,
                                          "mlp.weights_in",
                                          "mlp.weights_out"};
constexpr BlockNames kDinov3Block
    = {"norm1", "attention.q_proj", "attention.k_proj", "attention.v_proj", nullptr, "attention.o_proj",
       "norm2", "mlp.gate_proj",    "mlp.up_proj",      "mlp.down_proj"};

const BlockNames& blockNames(const ModelArchitecture& model)
{
    switch (model.family) {
    case ModelFamily::Clip:
    case ModelFamily::Siglip:
        return model.layout == WeightLayout::OpenClip ? kOpenClipBlock : kClipBlock;
    case ModelFamily::Dinov2:
        return model.vision.blocks.gated ? kDinov2GatedBlock : kDinov2Block;
    case ModelFamily::Dinov3:
        return kDinov3Block;
    }
    return kClipBlock;
}

std::vector<BlockWeights> findBlocks(Finder& finder, const std::string& prefix, const BlockShape& shape,
                                     const BlockNames& names)
{
    const std::int64_t width = shape.width;
    std::vector<BlockWeights> blocks;
    for (int layer = 0; layer < shape.layers && finder.status(); ++layer) {
        const std::string block = prefix + std::to_string(layer) + ".";
        BlockWeights weights;
        weights.norm1 = finder.norm(block + names.norm1, width);
        if (names.query == nullptr) {
            weights.qkv = finder.packed(block + names.attention, width);
        } else {
            finder.rows(weights.qkv, block + names.query, {width, width}, shape.queryBias);
            finder.rows(weights.qkv, block + names.key, {width, width}, shape.keyBias);
            finder.rows(weights.qkv, block + names.value, {width, width}, shape.valueBias);
        }
        weights.out = finder.linear(block + names.out, width, width, shape.outBias);
        weights.scale1 = finder.tensorIf(shape.layerScale, block + "layer_scale1.lambda1", {width});
        weights.norm2 = finder.norm(block + names.norm2, width);
        const bool gateApart = shape.gated && names.gate != nullptr;
        if (gateApart) {
            finder.rows(weights.up, block + names.gate, {shape.mlpWidth, width}, shape.mlpBias);
        }
        const std::int64_t upWidth = shape.gated && !gateApart ? 2 * shape.mlpWidth : shape.mlpWidth;
        finder.rows(weights.up, block + names.up, {upWidth, width}, shape.mlpBias);
        weights.down = finder.linear(block + names.down, width, shape.mlpWidth, shape.mlpBias);
        weights.scale2 = finder.tensorIf(shape.layerScale, block + "layer_scale2.lambda1", {width});
        blocks.push_back(std::move(weights));
    }
    return blocks;
}

/// What a layout calls the parts of the image tower around its blocks.
struct VisionNames {
    const char* patch;
    const char* classToken;
    const char* positions;
    const char* normBefore;
    const char* blocks;
    const char* normAfter;
};

VisionNames visionNames(const ModelArchitecture& model)
{
    if (model.layout == WeightLayout::OpenClip) {
        return {"visual.conv1",  "visual.class_embedding",        "visual.positional_embedding",
                "visual.ln_pre", "visual.transformer.resblocks.", "visual.ln_post"};
    }
    switch (model.family) {
    case ModelFamily::Clip:
    case ModelFamily::Siglip:
        return {"vision_model.embeddings.patch_embedding",
                "vision_model.embeddings.class_embedding",
                "vision_model.embeddings.position_embedding.weight",
                "vision_model.pre_layrnorm", // sic
                "vision_model.encoder.layers.",
                "vision_model.post_layernorm"};
    case ModelFamily::Dinov2:
        return {"embeddings.patch_embeddings.projection",
                "embeddings.cls_token",
                "embeddings.position_embeddings",
                "",
                "encoder.layer.",
                "layernorm"};
    case ModelFamily::Dinov3:
        break;
    }
    return {"embeddings.patch_embeddings", "embeddings.cls_token", "", "", "layer.", "norm"};
}

PoolingHeadWeights findHead(Finder& finder, const std::string& head, const BlockShape& shape)
{
    const std::int64_t width = shape.width;
    PoolingHeadWeights weights;
    weights.probe = finder.tensor(head + "probe", {1, 1, width});
    weights.qkv = finder.packed(head + "attention", width);
    weights.out = finder.linear(head + "attention.out_proj", width, width, true);
    weights.norm = finder.norm(head + "layernorm", width);
    weights.up = finder.linear(head + "mlp.fc1", shape.mlpWidth, width, true);
    weights.down = finder.linear(head + "mlp.fc2", width, shape.mlpWidth, true);
    return weights;
}

/// A projection without bias. open_clip stores it as the matrix that a row is multiplied with.
LinearWeights findProjection(Finder& finder, const ModelArchitecture& model, const std::string& name, Shape outIn)
{
    if (model.layout == WeightLayout::HuggingFace) {
        return finder.linear(name, outIn[0], outIn[1], false);
    }
    LinearWeights found;
    found.inputFirst = true;
    found.weight.push_back(finder.tensor(name, {outIn[1], outIn[0]}));
    found.bias.emplace_back();
    return found;
}

VisionWeights findVision(Finder& finder, const ModelArchitecture& model)
{
    const VisionShape& shape = model.vision;
    const VisionNames names = visionNames(model);
    const std::int64_t width = shape.blocks.width;
    const std::int64_t patch = shape.patchPx;
    const bool dino = model.family == ModelFamily::Dinov2 || model.family == ModelFamily::Dinov3;
    VisionWeights weights;
    const std::string patchName = names.patch;
    weights.patch = finder.tensor(patchName + ".weight", {width, 3, patch, patch});
    weights.patchBias = finder.tensorIf(shape.patchBias, patchName + ".bias", {width});
    weights.classToken = finder.tensorIf(shape.classToken, names.classToken, dino ? Shape{1, 1, width} : Shape{width});
    weights.registerTokens
        = finder.tensorIf(shape.registers > 0, "embeddings.register_tokens", {1, shape.registers, width});
    if (shape.positions != Positions::Rotary) {
        const std::int64_t rows = std::int64_t{shape.gridEdge()} * shape.gridEdge() + (shape.classToken ? 1 : 0);
        weights.positions = finder.tensor(names.positions, dino ? Shape{1, rows, width} : Shape{rows, width});
    }
    if (shape.normBefore) {
        weights.normBefore = finder.norm(names.normBefore, width);
    }
    weights.blocks = findBlocks(finder, names.blocks, shape.blocks, blockNames(model));
    weights.normAfter = finder.norm(names.normAfter, width);
    if (!shape.classToken) {
        weights.head = findHead(finder, "vision_model.head.", shape.blocks);
    }
    if (shape.projectionWidth > 0) {
        const bool openClip = model.layout == WeightLayout::OpenClip;
        weights.projection = findProjection(finder, model, openClip ? "visual.proj" : "visual_projection",
                                            {shape.projectionWidth, width});
    }
    return weights;
}

TextWeights findText(Finder& finder, const ModelArchitecture& model)
{
    const TextShape& shape = *model.text;
    const std::int64_t width = shape.blocks.width;
    const bool openClip = model.layout == WeightLayout::OpenClip;
    const std::string prefix = openClip ? model.textPrefix : "text_model.";
    const auto name
        = [&](const char* ours, const char* theirs) { return prefix + std::string(openClip ? theirs : ours); };
    TextWeights weights;
    weights.tokens
        = finder.tensor(name("embeddings.token_embedding.weight", "token_embedding.weight"), {shape.vocabulary, width});
    weights.positions = finder.tensor(name("embeddings.position_embedding.weight", "positional_embedding"),
                                      {shape.contextLength, width});
    weights.blocks
        = findBlocks(finder, name("encoder.layers.", "transformer.resblocks."), shape.blocks, blockNames(model));
    weights.normAfter = finder.norm(name("final_layer_norm", "ln_final"), width);
    if (shape.projectionBias) {
        weights.projection = finder.linear(prefix + "head", shape.projectionWidth, width, true);
    } else {
        weights.projection = findProjection(finder, model, openClip ? prefix + "text_projection" : "text_projection",
                                            {shape.projectionWidth, width});
    }
    return weights;
}

std::int64_t blockParameters(const BlockShape& shape)
{
    const std::int64_t width = shape.width;
    const std::int64_t mlp = std::int64_t{shape.mlpWidth} * width * (shape.gated ? 3 : 2);
    return shape.layers * (4 * width * width + mlp + 10 * width);
}

} // namespace

Result<ModelWeights> ModelWeights::find(const SafetensorsSet& files, const ModelArchitecture& model)
{
    if (files.files().empty() || files.fileOf().empty()) {
        return fail(ErrorCode::Corrupt,
                    (files.files().empty() ? model.weightsStem : displayPath(files.files().front().path()))
                        + ": holds no tensors");
    }
    Finder finder(files, model);
    ModelWeights weights;
    weights.vision = findVision(finder, model);
    if (model.text && finder.status()) {
        weights.text = findText(finder, model);
    }
    for (const auto& [name, place] : {std::pair(std::string("logit_scale"), &weights.logitScale),
                                      std::pair(std::string("logit_bias"), &weights.logitBias)}) {
        if (model.text && finder.contains(name)) {
            *place = finder.tensor(name, {}, {1});
        }
    }
    if (finder.status()) {
        finder.refuseTheRest();
    }
    if (!finder.status()) {
        return finder.status().failure();
    }
    return weights;
}

std::int64_t computedParameters(const ModelArchitecture& model)
{
    const VisionShape& vision = model.vision;
    const std::int64_t width = vision.blocks.width;
    std::int64_t count = blockParameters(vision.blocks) + width * 3 * vision.patchPx * vision.patchPx;
    count += width * (vision.projectionWidth + (vision.classToken ? 0 : 4 * width + 2 * vision.blocks.mlpWidth));
    if (model.text) {
        count += blockParameters(model.text->blocks)
                 + std::int64_t{model.text->blocks.width} * model.text->projectionWidth;
    }
    return count;
}

} // namespace likeness
