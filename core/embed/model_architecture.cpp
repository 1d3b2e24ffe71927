#include "core/embed/model_architecture.h"

#include "core/base/file_system.h"
#include "core/embed/embedder.h"
#include "core/embed/json_fields.h"

#include <algorithm>
#include <array>

namespace likeness {
namespace {

using Json = nlohmann::json;
using Path = std::filesystem::path;

// Wide enough for every published network, narrow enough that no product of two overflows.
constexpr int kWidthMax = 16'384;
constexpr int kMlpWidthMax = 131'072;
constexpr int kLayersMax = 512;
constexpr int kHeadsMax = 512;
constexpr int kImageMaxPx = 4'096;
constexpr int kPatchMaxPx = 256;
constexpr int kVocabularyMax = 4'000'000;
constexpr int kContextMax = 4'096;
constexpr int kRegistersMax = 256;
constexpr double kEpsilonLeast = 1e-12;
constexpr double kEpsilonMost = 1e-2;
constexpr int kLegacyEndId = 2; // what CLIP's first configurations say of the end of a text, wrongly

const Json* member(const Json& json, const char* name)
{
    const auto found = json.find(name);
    return found == json.end() ? nullptr : &*found;
}

Activation activation(JsonFields& fields, const char* otherwise)
{
    const std::string name = fields.text("hidden_act", otherwise);
    if (name == "gelu") {
        return Activation::Gelu;
    }
    if (name == "gelu_pytorch_tanh") {
        return Activation::GeluTanh;
    }
    if (name == "quick_gelu") {
        return Activation::QuickGelu;
    }
    if (name == "silu" || name == "swish") {
        return Activation::Silu;
    }
    fields.complain("", "this model uses the activation \"" + name + "\", which Likeness does not run",
                    ErrorCode::Unsupported);
    return Activation::Gelu;
}

/// The fields that all of Hugging Face's transformers share; `shape` comes with the defaults of its class.
void readBlocks(JsonFields& fields, BlockShape& shape, const char* activationName)
{
    shape.width = fields.whole("hidden_size", shape.width, 1, kWidthMax);
    shape.layers = fields.whole("num_hidden_layers", shape.layers, 1, kLayersMax);
    shape.heads = fields.whole("num_attention_heads", shape.heads, 1, kHeadsMax);
    shape.normEpsilon = fields.number("layer_norm_eps", shape.normEpsilon, kEpsilonLeast, kEpsilonMost);
    shape.activation = activation(fields, activationName);
    if (shape.width % shape.heads != 0) {
        fields.complain("num_attention_heads", "must divide hidden_size");
    }
}

void readImage(JsonFields& fields, VisionShape& vision)
{
    vision.imagePx = fields.whole("image_size", vision.imagePx, 1, kImageMaxPx);
    vision.patchPx = fields.whole("patch_size", vision.patchPx, 1, kPatchMaxPx);
    fields.mustBe("num_channels", 3);
    if (vision.patchPx > vision.imagePx) {
        fields.complain("patch_size", "must not be larger than image_size");
    } else if (vision.gridEdge() > kPatchesMax / vision.gridEdge()) {
        fields.complain("image_size", "asks for more than " + std::to_string(kPatchesMax) + " patches");
    }
}

/// Which of the classes that a family has the file was saved from; others have further layers, or lack some.
void checkClass(JsonFields& fields, const Json& json, std::initializer_list<const char*> known)
{
    const Json* classes = member(json, "architectures");
    if (classes == nullptr || !classes->is_array() || classes->empty() || !classes->front().is_string()) {
        return;
    }
    const auto name = classes->front().get<std::string>();
    if (std::find(known.begin(), known.end(), name) == known.end()) {
        fields.complain("", "this model is a " + name + ", which Likeness does not run", ErrorCode::Unsupported);
    }
}

/// The two towers of CLIP and SigLIP. A `*_config_dict`, of the very first files, overrides the `*_config`.
struct TowerFields {
    JsonFields vision;
    JsonFields text;

    TowerFields(const std::string& file, const Json& json)
        : vision(file + ": vision_config", {member(json, "vision_config"), member(json, "vision_config_dict")})
        , text(file + ": text_config", {member(json, "text_config"), member(json, "text_config_dict")})
    {
    }
};

void readClip(const std::string& file, const Json& json, JsonFields& fields, ModelArchitecture& model)
{
    checkClass(fields, json, {"CLIPModel"});
    TowerFields towers(file, json);
    const int projection = fields.whole("projection_dim", 512, 1, kWidthMax);

    VisionShape& vision = model.vision;
    vision.blocks = {.layers = 12, .width = 768, .heads = 12, .normEpsilon = 1e-5};
    vision.imagePx = 224;
    vision.patchPx = 32;
    vision.patchBias = false;
    vision.normBefore = true;
    vision.projectionWidth = projection;
    readBlocks(towers.vision, vision.blocks, "quick_gelu");
    vision.blocks.mlpWidth = towers.vision.whole("intermediate_size", 3072, 1, kMlpWidthMax);
    readImage(towers.vision, vision);

    TextShape text;
    text.blocks = {.layers = 12, .width = 512, .heads = 8, .normEpsilon = 1e-5};
    text.causal = true;
    text.projectionWidth = projection;
    readBlocks(towers.text, text.blocks, "quick_gelu");
    text.blocks.mlpWidth = towers.text.whole("intermediate_size", 2048, 1, kMlpWidthMax);
    text.vocabulary = towers.text.whole("vocab_size", 49408, 1, kVocabularyMax);
    text.contextLength = towers.text.whole("max_position_embeddings", 77, 2, kContextMax);
    text.endId = towers.text.whole("eos_token_id", 49407, 0, kVocabularyMax);
    text.pooling = text.endId == kLegacyEndId ? TextPooling::LargestId : TextPooling::FirstEnd;
    model.text = text;
    for (const JsonFields& tower : {towers.vision, towers.text}) {
        if (const Status status = tower.status(); !status) {
            fields = tower;
            return;
        }
    }
}

void readSiglip(const std::string& file, const Json& json, JsonFields& fields, ModelArchitecture& model)
{
    checkClass(fields, json, {"SiglipModel"});
    TowerFields towers(file, json);

    VisionShape& vision = model.vision;
    vision.blocks = {.layers = 12, .width = 768, .heads = 12, .normEpsilon = 1e-6};
    vision.imagePx = 224;
    vision.patchPx = 16;
    vision.classToken = false;
    readBlocks(towers.vision, vision.blocks, "gelu_pytorch_tanh");
    vision.blocks.mlpWidth = towers.vision.whole("intermediate_size", 3072, 1, kMlpWidthMax);
    readImage(towers.vision, vision);
    towers.vision.mustBe("vision_use_head", true);

    TextShape text;
    text.blocks = {.layers = 12, .width = 768, .heads = 12, .normEpsilon = 1e-6};
    text.projectionBias = true;
    readBlocks(towers.text, text.blocks, "gelu_pytorch_tanh");
    text.blocks.mlpWidth = towers.text.whole("intermediate_size", 3072, 1, kMlpWidthMax);
    text.vocabulary = towers.text.whole("vocab_size", 32000, 1, kVocabularyMax);
    text.contextLength = towers.text.whole("max_position_embeddings", 64, 2, kContextMax);
    text.projectionWidth = towers.text.whole("projection_size", text.blocks.width, 1, kWidthMax);
    if (text.projectionWidth != vision.blocks.width) {
        towers.text.complain("projection_size", "is " + std::to_string(text.projectionWidth)
                                                    + ", but the image tower is " + std::to_string(vision.blocks.width)
                                                    + " wide");
    }
    model.text = text;
    for (const JsonFields& tower : {towers.vision, towers.text}) {
        if (const Status status = tower.status(); !status) {
            fields = tower;
            return;
        }
    }
}

void readDinov2(const Json& json, JsonFields& fields, ModelArchitecture& model, bool withRegisters)
{
    checkClass(fields, json, {"Dinov2Model", "Dinov2WithRegistersModel"});
    VisionShape& vision = model.vision;
    vision.blocks = {.layers = 12, .width = 768, .heads = 12, .normEpsilon = 1e-6, .layerScale = true};
    vision.imagePx = 224;
    vision.patchPx = withRegisters ? 16 : 14;
    vision.positions = withRegisters ? Positions::LearnedResizedAntialias : Positions::LearnedResized;
    readBlocks(fields, vision.blocks, "gelu");
    readImage(fields, vision);
    BlockShape& blocks = vision.blocks;
    const double ratio = fields.number("mlp_ratio", 4, 0.01, 64);
    blocks.gated = fields.flag("use_swiglu_ffn", false);
    const int full = static_cast<int>(blocks.width * ratio);
    blocks.mlpWidth = blocks.gated ? (static_cast<int>(full * 2.0 / 3.0) + 7) / 8 * 8 : full;
    if (blocks.gated) {
        blocks.activation = Activation::Silu; // the gate's, whatever hidden_act says
    }
    blocks.queryBias = blocks.keyBias = blocks.valueBias = fields.flag("qkv_bias", true);
    if (withRegisters) {
        vision.registers = fields.whole("num_register_tokens", 4, 0, kRegistersMax);
        fields.mustBe("interpolate_antialias", true);
        fields.mustBe("interpolate_offset", 0.0);
    }
    fields.mustBe("apply_layernorm", true);
    if (blocks.mlpWidth < 1 || blocks.mlpWidth > kMlpWidthMax) {
        fields.complain("mlp_ratio", "makes the network too narrow or too wide");
    }
}

void readDinov3(const Json& json, JsonFields& fields, ModelArchitecture& model)
{
    checkClass(fields, json, {"DINOv3ViTModel"});
    VisionShape& vision = model.vision;
    vision.blocks = {.layers = 12, .width = 384, .heads = 6, .normEpsilon = 1e-5, .layerScale = true};
    vision.imagePx = 224;
    vision.patchPx = 16;
    vision.positions = Positions::Rotary;
    readBlocks(fields, vision.blocks, "gelu");
    readImage(fields, vision);
    BlockShape& blocks = vision.blocks;
    blocks.mlpWidth = fields.whole("intermediate_size", 1536, 1, kMlpWidthMax);
    blocks.gated = fields.flag("use_gated_mlp", false);
    blocks.queryBias = fields.flag("query_bias", true);
    blocks.keyBias = fields.flag("key_bias", false);
    blocks.valueBias = fields.flag("value_bias", true);
    blocks.outBias = fields.flag("proj_bias", true);
    blocks.mlpBias = fields.flag("mlp_bias", true);
    vision.registers = fields.whole("num_register_tokens", 0, 0, kRegistersMax);
    // Transformers 5 writes the base of the rotation into an object of its own.
    JsonFields rope("config.json: rope_parameters", {member(json, "rope_parameters")});
    rope.mustBe("rope_type", "default");
    vision.ropeTheta = fields.number("rope_theta", rope.number("rope_theta", 100, 1.001, 1e9), 1.001, 1e9);
    if (const Status status = rope.status(); !status) {
        fields = rope;
    } else if (blocks.width / blocks.heads % 4 != 0) {
        fields.complain("num_attention_heads", "must leave heads whose width is a multiple of four");
    }
}

Result<ModelArchitecture> readHuggingFace(const Path& path)
{
    const auto json = readJsonObject(path);
    if (!json) {
        return json.failure();
    }
    const std::string file = displayPath(path);
    ModelArchitecture model;
    model.configFile = "config.json";
    model.weightsStem = "model";
    JsonFields fields(file, {&*json});
    model.publishedName = fields.text("_name_or_path", "");
    const std::string type = fields.text("model_type", "");
    if (type == "clip") {
        model.family = ModelFamily::Clip;
        readClip(file, *json, fields, model);
    } else if (type == "siglip") {
        model.family = ModelFamily::Siglip;
        readSiglip(file, *json, fields, model);
    } else if (type == "dinov2" || type == "dinov2_with_registers") {
        model.family = ModelFamily::Dinov2;
        readDinov2(*json, fields, model, type == "dinov2_with_registers");
    } else if (type == "dinov3_vit") {
        model.family = ModelFamily::Dinov3;
        readDinov3(*json, fields, model);
    } else if (type.empty()) {
        fields.complain("model_type", "is missing: this is not the configuration of a model that Likeness knows",
                        ErrorCode::Unsupported);
    } else {
        fields.complain("", checkModelType(type).error().message, ErrorCode::Unsupported);
    }
    if (const Status status = fields.status(); !status) {
        return status.failure();
    }
    return model;
}

/// Fields whose presence means another network.
void refuse(JsonFields& fields, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        if (fields.has(name)) {
            fields.complain("", std::string("this model uses ") + name + ", which Likeness does not run",
                            ErrorCode::Unsupported);
        }
    }
}

/// One tower's blocks in open_clip's words; `headWidth` is how the image tower says its heads, 0 = "heads".
void readOpenClipBlocks(JsonFields& fields, BlockShape& shape, int headWidth)
{
    shape.width = fields.whole("width", shape.width, 1, kWidthMax);
    if (headWidth > 0) {
        const int each = fields.whole("head_width", headWidth, 1, kWidthMax);
        shape.heads = shape.width / each;
        if (shape.heads < 1 || shape.width % each != 0) {
            fields.complain("head_width", "must divide width");
        }
    } else {
        shape.heads = fields.whole("heads", shape.heads, 1, kHeadsMax);
        if (shape.width % shape.heads != 0) {
            fields.complain("heads", "must divide width");
        }
    }
    const double mlp = shape.width * fields.number("mlp_ratio", 4, 0.01, 64);
    shape.mlpWidth = static_cast<int>(mlp);
    if (mlp < 1 || mlp > kMlpWidthMax) {
        fields.complain("mlp_ratio", "makes the network too narrow or too wide");
    }
    refuse(fields, {"ls_init_value", "act_kwargs", "norm_kwargs"});
}

/// A tower of another library, which the field `name` names.
void refuseTower(JsonFields& fields, const char* name, const char* library)
{
    if (fields.has(name)) {
        fields.complain("",
                        "this model uses " + std::string(library) + "'s \"" + fields.text(name, "")
                            + "\", which Likeness does not run",
                        ErrorCode::Unsupported);
    }
}

Result<ModelArchitecture> readOpenClip(const Path& path)
{
    const auto json = readJsonObject(path);
    if (!json) {
        return json.failure();
    }
    const std::string file = displayPath(path);
    ModelArchitecture model;
    model.layout = WeightLayout::OpenClip;
    model.configFile = "open_clip_config.json";
    model.weightsStem = "open_clip_model";
    const Json* config = member(*json, "model_cfg");
    if (config == nullptr || !config->is_object()) {
        return fail(ErrorCode::Corrupt, file + ": \"model_cfg\" is missing");
    }
    JsonFields fields(file + ": model_cfg", {config});
    const Json* visionJson = member(*config, "vision_cfg");
    const Json* textJson = member(*config, "text_cfg");
    if (visionJson == nullptr || textJson == nullptr) {
        fields.complain(visionJson == nullptr ? "vision_cfg" : "text_cfg", "is missing");
    }
    refuse(fields, {"multimodal_cfg"});
    const int projection = fields.whole("embed_dim", 0, 1, kWidthMax);
    if (!fields.has("embed_dim")) {
        fields.complain("embed_dim", "is missing");
    }
    const Activation act = fields.flag("quick_gelu", false) ? Activation::QuickGelu : Activation::Gelu;
    model.textPrefix = fields.flag("custom_text", false) ? "text." : "";

    JsonFields visionFields(file + ": vision_cfg", {visionJson});
    refuseTower(visionFields, "timm_model_name", "timm");
    refuse(visionFields, {"input_patchnorm"});
    VisionShape& vision = model.vision;
    vision.blocks = {.width = 768, .activation = act, .normEpsilon = 1e-5};
    vision.blocks.layers = visionFields.whole("layers", 12, 1, kLayersMax);
    readOpenClipBlocks(visionFields, vision.blocks, 64);
    vision.imagePx = 224;
    vision.patchPx = 16;
    readImage(visionFields, vision);
    vision.patchBias = false;
    vision.normBefore = true;
    vision.projectionWidth = projection;
    for (const auto& [name, value] :
         std::initializer_list<std::pair<const char*, Json>>{{"attentional_pool", false},
                                                             {"attn_pooler_queries", 256},
                                                             {"no_ln_pre", false},
                                                             {"final_ln_after_pool", false},
                                                             {"pos_embed_type", "learnable"},
                                                             {"pool_type", "tok"},
                                                             {"qk_norm", false},
                                                             {"scaled_cosine_attn", false},
                                                             {"scale_heads", false}}) {
        visionFields.mustBe(name, value);
    }

    JsonFields textFields(file + ": text_cfg", {textJson});
    refuseTower(textFields, "hf_model_name", "Hugging Face");
    refuse(textFields, {"hf_tokenizer_name", "tokenizer_kwargs"});
    TextShape text;
    text.blocks = {.width = 512, .heads = 8, .activation = act, .normEpsilon = 1e-5};
    text.blocks.layers = textFields.whole("layers", 12, 1, kLayersMax);
    readOpenClipBlocks(textFields, text.blocks, 0);
    text.vocabulary = textFields.whole("vocab_size", 49408, 1, kVocabularyMax);
    text.contextLength = textFields.whole("context_length", 77, 2, kContextMax);
    text.causal = true;
    text.pooling = TextPooling::LargestId;
    text.projectionWidth = projection;
    for (const auto& [name, value] : std::initializer_list<std::pair<const char*, Json>>{{"embed_cls", false},
                                                                                         {"pool_type", "argmax"},
                                                                                         {"proj_type", "linear"},
                                                                                         {"proj_bias", false},
                                                                                         {"no_causal_mask", false},
                                                                                         {"final_ln_after_pool", false},
                                                                                         {"qk_norm", false}}) {
        textFields.mustBe(name, value);
    }
    model.text = text;
    for (const JsonFields* part : {&fields, &visionFields, &textFields}) {
        if (const Status status = part->status(); !status) {
            return status.failure();
        }
    }
    return model;
}

bool hasWeights(const Path& folder, const std::string& stem)
{
    std::error_code ignored;
    return std::filesystem::exists(folder / (stem + ".safetensors"), ignored)
           || std::filesystem::exists(folder / (stem + ".safetensors.index.json"), ignored);
}

} // namespace

Result<ModelArchitecture> ModelArchitecture::read(const Path& folder)
{
    const Path huggingFace = folder / "config.json";
    const Path openClip = folder / "open_clip_config.json";
    std::error_code ignored;
    const bool hasConfig = std::filesystem::exists(huggingFace, ignored);
    const bool hasOpenClip = std::filesystem::exists(openClip, ignored);
    if (!hasConfig && !hasOpenClip) {
        return fail(ErrorCode::NotFound,
                    displayPath(folder) + ": no model here (no likeness.json, config.json or open_clip_config.json)");
    }
    if (hasOpenClip && hasConfig && hasWeights(folder, "open_clip_model")) {
        // Repositories that serve both libraries may hold the weights of one of them only, or a config.json of timm's.
        const auto json = readJsonObject(huggingFace);
        if (!hasWeights(folder, "model") || (json && !json->contains("model_type"))) {
            return readOpenClip(openClip);
        }
    }
    if (!hasConfig) {
        return readOpenClip(openClip);
    }
    return readHuggingFace(huggingFace);
}

Status checkModelType(const std::string& type)
{
    for (const char* known : {"clip", "siglip", "dinov2", "dinov2_with_registers", "dinov3_vit", "open_clip"}) {
        if (type == known) {
            return {};
        }
    }
    if (type == "siglip2") {
        return fail(ErrorCode::Unsupported,
                    "this model is a SigLIP 2 of variable resolution (NaFlex), which Likeness does not run; "
                    "choose one of fixed resolution, such as google/siglip2-base-patch16-224");
    }
    return fail(ErrorCode::Unsupported, "this model is of the type \"" + type + "\", which Likeness does not run");
}

} // namespace likeness
