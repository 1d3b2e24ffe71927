// Every family of transformers against outputs that an independent implementation computed in float64 for tiny random
// models in the layout of Hugging Face (tests/data/embed/<family>/golden.safetensors).
#include "core/base/file_system.h"
#include "core/embed/embedder.h"
#include "core/embed/model_folder.h"
#include "core/embed/processor.h"
#include "core/embed/transformer.h"
#include "core/media/media.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <fstream>

using namespace likeness;

namespace {

using Path = std::filesystem::path;

// Largest differences of float32 from the float64 results, from measurements with several implementations.
constexpr double kHiddenTolerance = 1e-4;
constexpr double kPooledTolerance = 5e-5;
constexpr double kUnitTolerance = 1e-5;
constexpr double kLogitTolerance = 5e-4;

Path goldenFolder(const QString& family) { return Path(LIKENESS_TEST_DATA) / "embed" / family.toStdString(); }

at::Tensor tensorOf(const SafetensorsFile& file, const std::string& name)
{
    const auto view = file.tensor(name);
    if (!view) {
        qFatal("%s", view.error().message.c_str());
    }
    const at::ScalarType type = view->type == TensorType::F32   ? at::kFloat
                                : view->type == TensorType::I32 ? at::kInt
                                : view->type == TensorType::I64 ? at::kLong
                                                                : at::kByte;
    return at::from_blob(const_cast<std::byte*>(view->bytes.data()), view->shape, type).clone();
}

bool has(const SafetensorsFile& file, const std::string& name) { return file.tensors().contains(name); }

double distance(const at::Tensor& got, const at::Tensor& wanted)
{
    if (got.sizes() != wanted.sizes()) {
        return std::numeric_limits<double>::infinity();
    }
    const double worst = (got.to(at::kDouble) - wanted.to(at::kDouble)).abs().max().item<double>();
    return std::isnan(worst) ? std::numeric_limits<double>::infinity() : worst;
}

at::Tensor unit(const at::Tensor& rows) { return rows / rows.norm(2, {1}, true); }

double worstCosine(const at::Tensor& got, const at::Tensor& wanted)
{
    return (unit(got.to(at::kDouble)) * unit(wanted.to(at::kDouble))).sum(1).min().item<double>();
}

/// A family's folder, its model in float32 and what it must give.
struct Golden {
    explicit Golden(const QString& family, bool half = false)
        : folder(goldenFolder(family))
        , model(checked(ModelFolder::read(folder)))
        , expected(checked(SafetensorsFile::open(folder / (half ? "half/golden.safetensors" : "golden.safetensors"))))
        , inputs(checked(SafetensorsFile::open(folder / "golden.safetensors")))
    {
        if (half) {
            model.files = checked(SafetensorsSet::open(folder / "half"));
            model.weights = checked(ModelWeights::find(model.files, model.architecture));
        }
        network = std::make_unique<Transformer>(model.architecture, model.files, model.weights, ComputePlace{});
    }

    template <class T> static T checked(Result<T> result)
    {
        if (!result) {
            qFatal("%s", result.error().message.c_str());
        }
        return std::move(*result);
    }

    /// [n, 3, height, width] as the preprocessing makes it.
    at::Tensor pixels() const
    {
        if (has(inputs, "pixel_values")) {
            return tensorOf(inputs, "pixel_values");
        }
        const PixelRecipe& recipe = model.recipe;
        const auto three
            = [](const std::array<double, 3>& values) { return at::tensor(at::ArrayRef<double>(values), at::kDouble); };
        const at::Tensor levels = tensorOf(inputs, "pixel_u8").to(at::kDouble) * recipe.rescaleFactor;
        return ((levels - three(recipe.mean)) / three(recipe.deviation))
            .to(at::kFloat)
            .permute({0, 3, 1, 2})
            .contiguous();
    }

    TowerOutput vision(const at::Tensor& images, Wanted wanted = Wanted::Embedding) const
    {
        std::vector<const float*> each;
        for (std::int64_t i = 0; i < images.size(0); ++i) {
            each.push_back(images[i].data_ptr<float>());
        }
        const int patch = model.architecture.vision.patchPx;
        return network->vision(network->patches(each, images.size(2), images.size(3)), images.size(2) / patch,
                               images.size(3) / patch, wanted);
    }

    Path folder;
    ModelFolder model;
    SafetensorsFile expected;
    SafetensorsFile inputs;
    std::unique_ptr<Transformer> network;
};

QJsonObject jsonOf(const Path& path)
{
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("cannot read %s", path.c_str());
    }
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace

#define NEAR(got, name, tolerance)                                                                                     \
    do {                                                                                                               \
        const std::string wanted = name;                                                                               \
        const double apart = distance(got, tensorOf(golden.expected, wanted));                                         \
        QVERIFY2(apart <= (tolerance),                                                                                 \
                 qPrintable(QString("%1 is off by %2").arg(QString::fromStdString(wanted)).arg(apart)));               \
    } while (false)

class FamiliesTest : public QObject {
    Q_OBJECT

    static void families(std::initializer_list<const char*> names)
    {
        QTest::addColumn<QString>("family");
        for (const char* name : names) {
            QTest::newRow(name) << QString(name);
        }
    }

    static void everyFamily()
    {
        families({"clip", "clip_modern", "siglip", "siglip2", "dinov2", "dinov2_reg", "dinov2_swiglu", "dinov3",
                  "dinov3_gated"});
    }

    static QString activationName(Activation activation)
    {
        return activation == Activation::Gelu       ? "gelu"
               : activation == Activation::GeluTanh ? "gelu_pytorch_tanh"
               : activation == Activation::Silu     ? "silu"
                                                    : "quick_gelu";
    }

    /// Compares a field and takes it out, so that none is overlooked.
    template <class T> static void compareField(QJsonObject& wanted, const char* name, const T& got)
    {
        if (wanted.contains(name)) {
            QCOMPARE(got, wanted.take(name).toVariant().value<T>());
        }
    }

    static void compareBlocks(QJsonObject& wanted, const BlockShape& shape)
    {
        compareField(wanted, "hidden_size", shape.width);
        compareField(wanted, "intermediate_size", shape.mlpWidth);
        compareField(wanted, "num_hidden_layers", shape.layers);
        compareField(wanted, "num_attention_heads", shape.heads);
        compareField(wanted, "layer_norm_eps", shape.normEpsilon);
        compareField(wanted, "hidden_act", activationName(shape.activation));
    }

    static void compareVision(QJsonObject wanted, const VisionShape& shape)
    {
        compareBlocks(wanted, shape.blocks);
        compareField(wanted, "image_size", shape.imagePx);
        compareField(wanted, "patch_size", shape.patchPx);
        compareField(wanted, "num_register_tokens", shape.registers);
        compareField(wanted, "mlp_ratio", shape.blocks.mlpWidth / shape.blocks.width);
        compareField(wanted, "use_swiglu_ffn", shape.blocks.gated);
        compareField(wanted, "qkv_bias", shape.blocks.queryBias && shape.blocks.keyBias && shape.blocks.valueBias);
        compareField(wanted, "num_channels", 3);
        QVERIFY2(wanted.isEmpty(), qPrintable(wanted.keys().join(' ')));
    }

    static void compareText(QJsonObject wanted, const TextShape& shape)
    {
        compareBlocks(wanted, shape.blocks);
        compareField(wanted, "vocab_size", shape.vocabulary);
        compareField(wanted, "max_position_embeddings", shape.contextLength);
        compareField(wanted, "eos_token_id", shape.endId);
        compareField(wanted, "projection_size", shape.projectionWidth);
        QVERIFY2(wanted.isEmpty(), qPrintable(wanted.keys().join(' ')));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(initialiseMedia()); }

    void configurationsOfPublicModelsAreResolved_data()
    {
        QTest::addColumn<QJsonObject>("one");
        for (const auto& value :
             jsonOf(Path(LIKENESS_TEST_DATA) / "embed" / "config_cases.json")["model_configs"].toArray()) {
            QTest::newRow(qPrintable(value.toObject()["name"].toString())) << value.toObject();
        }
    }

    void configurationsOfPublicModelsAreResolved()
    {
        QFETCH(QJsonObject, one);
        QTemporaryDir folder;
        QFile file(folder.filePath("config.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(one["config"].toObject()).toJson());
        file.close();
        const auto model = ModelArchitecture::read(folder.path().toStdString());
        QVERIFY2(model, model ? "" : model.error().message.c_str());
        const QJsonObject wanted = one["expect"].toObject();
        const bool twoTowers = wanted.contains("vision");
        compareVision(twoTowers ? wanted["vision"].toObject() : wanted, model->vision);
        QCOMPARE(model->text.has_value(), twoTowers);
        if (twoTowers) {
            compareText(wanted["text"].toObject(), *model->text);
        }
        if (wanted.contains("projection_dim")) {
            QCOMPARE(model->vision.projectionWidth, wanted["projection_dim"].toInt());
            QCOMPARE(model->text->projectionWidth, wanted["projection_dim"].toInt());
        }
    }

    void theImageTowerGivesTheReferencesNumbers_data() { everyFamily(); }

    void theImageTowerGivesTheReferencesNumbers()
    {
        QFETCH(QString, family);
        const Golden golden(family);
        const c10::InferenceMode inference;
        const at::Tensor pixels = golden.pixels();
        const TowerOutput first = golden.vision(pixels.narrow(0, 0, 1), Wanted::Everything);
        QCOMPARE(first.hidden.size(), std::size_t(3));
        for (int i = 0; i < 3; ++i) {
            NEAR(first.hidden[static_cast<std::size_t>(i)][0], "debug_vision_hidden_" + std::to_string(i),
                 kHiddenTolerance);
        }
        const TowerOutput all = golden.vision(pixels, Wanted::Everything);
        NEAR(all.lastHidden, "vision_last_hidden_state", kHiddenTolerance);
        NEAR(all.pooled, "vision_pooler_output", kPooledTolerance);
        NEAR(all.embedding, "image_embeds", kPooledTolerance);
        NEAR(unit(all.embedding), "image_embeds_norm", kUnitTolerance);
        QVERIFY(worstCosine(all.embedding, tensorOf(golden.expected, "image_embeds_norm")) > 0.9999999);
        const TowerOutput alone = golden.vision(pixels);
        NEAR(alone.pooled, "vision_pooler_output", kPooledTolerance);
        NEAR(alone.embedding, "image_embeds", kPooledTolerance);
        if (has(golden.expected, "patch_mean")) {
            const int prefix = 1 + golden.model.architecture.vision.registers;
            NEAR(all.lastHidden.slice(1, prefix).mean(1), "patch_mean", kHiddenTolerance);
        }
    }

    void theTextTowerGivesTheReferencesNumbers_data() { families({"clip", "clip_modern", "siglip", "siglip2"}); }

    void theTextTowerGivesTheReferencesNumbers()
    {
        QFETCH(QString, family);
        const Golden golden(family);
        const c10::InferenceMode inference;
        const at::Tensor ids = tensorOf(golden.inputs, "input_ids").to(at::kLong);
        const TowerOutput first = golden.network->text(ids.narrow(0, 0, 1), Wanted::Everything);
        for (int i = 0; i < 3; ++i) {
            NEAR(first.hidden[static_cast<std::size_t>(i)][0], "debug_text_hidden_" + std::to_string(i),
                 kHiddenTolerance);
        }
        const TowerOutput all = golden.network->text(ids, Wanted::Everything);
        NEAR(all.lastHidden.narrow(0, 0, 3), "text_last_hidden_state", kHiddenTolerance);
        NEAR(all.pooled, "text_pooler_output", kPooledTolerance);
        NEAR(all.embedding, "text_embeds", kPooledTolerance);
        NEAR(unit(all.embedding), "text_embeds_norm", kUnitTolerance);
        const TowerOutput alone = golden.network->text(ids);
        NEAR(alone.pooled, "text_pooler_output", kPooledTolerance);
        NEAR(alone.embedding, "text_embeds", kPooledTolerance);
        if (has(golden.expected, "text_embeds_raw_case")) {
            const at::Tensor raw = tensorOf(golden.inputs, "input_ids_raw_case").to(at::kLong);
            NEAR(golden.network->text(raw).embedding, "text_embeds_raw_case", kPooledTolerance);
        }
        if (has(golden.expected, "raw_text_embeds")) { // ids above the end of text, which must not be taken for it
            NEAR(golden.network->text(tensorOf(golden.inputs, "raw_input_ids")).embedding, "raw_text_embeds",
                 kPooledTolerance);
        }
        const at::Tensor image = unit(golden.vision(golden.pixels()).embedding);
        const at::Tensor logits
            = at::matmul(image, unit(all.embedding).t()) * golden.network->logitScale() + golden.network->logitBias();
        NEAR(logits, "logits_per_image", kLogitTolerance);
    }

    void halfWeightsAreComputedInFloat_data() { families({"clip", "siglip", "siglip2", "dinov2", "dinov3"}); }

    void halfWeightsAreComputedInFloat()
    {
        QFETCH(QString, family);
        const Golden golden(family, /*half=*/true);
        const c10::InferenceMode inference;
        const TowerOutput image = golden.vision(golden.pixels());
        NEAR(image.pooled, "vision_pooler_output", kPooledTolerance);
        NEAR(image.embedding, "image_embeds", kPooledTolerance);
        NEAR(unit(image.embedding), "image_embeds_norm", kUnitTolerance);
        if (golden.model.architecture.text) {
            const at::Tensor text = golden.network->text(tensorOf(golden.inputs, "input_ids").to(at::kLong)).embedding;
            NEAR(text, "text_embeds", kPooledTolerance);
            NEAR(unit(text), "text_embeds_norm", kUnitTolerance);
            const at::Tensor logits = at::matmul(unit(image.embedding), unit(text).t()) * golden.network->logitScale()
                                      + golden.network->logitBias();
            NEAR(logits, "logits_per_image", kLogitTolerance);
        }
    }

    void otherImageShapesResizeThePositions_data() { families({"dinov2", "dinov2_reg", "dinov3", "dinov3_gated"}); }

    void otherImageShapesResizeThePositions()
    {
        QFETCH(QString, family);
        const Golden golden(family);
        const c10::InferenceMode inference;
        int shapes = 0;
        for (const auto& [name, view] : golden.expected.tensors()) {
            if (name.starts_with("shape_") && name.ends_with("_pixel_values")) {
                const std::string shape = name.substr(0, name.size() - std::string("pixel_values").size());
                NEAR(golden.vision(tensorOf(golden.expected, name), Wanted::Everything).lastHidden,
                     shape + "last_hidden_state", kHiddenTolerance);
                ++shapes;
            }
        }
        QVERIFY(shapes >= 1);
    }

    void positionsAndRotationsAreTheReferences()
    {
        for (const char* family : {"dinov2", "dinov2_reg", "dinov2_swiglu"}) {
            const Golden golden(family);
            const c10::InferenceMode inference;
            const at::Tensor table = tensorOf(golden.expected, "debug_interpolated_pos_embed");
            const at::Tensor got = golden.network->gridOf(4, 4).positions[0];
            QVERIFY(distance(got, table.slice(0, 1)) < 1e-5); // the class token's comes first, and is not resized
        }
        for (const char* family : {"dinov3", "dinov3_gated"}) {
            const Golden golden(family);
            const c10::InferenceMode inference;
            const auto rotation = golden.network->gridOf(3, 3).rotation;
            NEAR(rotation.cosine, "debug_rope_cos", 1e-5);
            NEAR(rotation.sine, "debug_rope_sin", 1e-5);
        }
    }

    void openClipsLayoutGivesTheSameAsHuggingFaces()
    {
        const Golden golden("clip_modern");
        const Path folder = goldenFolder("openclip");
        const auto architecture = ModelArchitecture::read(folder);
        QVERIFY2(architecture, architecture ? "" : architecture.error().message.c_str());
        const auto files = SafetensorsSet::open(folder, architecture->weightsStem);
        QVERIFY2(files, files ? "" : files.error().message.c_str());
        const auto weights = ModelWeights::find(*files, *architecture);
        QVERIFY2(weights, weights ? "" : weights.error().message.c_str());
        const c10::InferenceMode inference;
        const Transformer network(*architecture, *files, *weights, ComputePlace{});
        const at::Tensor pixels = golden.pixels();
        std::vector<const float*> images;
        for (std::int64_t i = 0; i < pixels.size(0); ++i) {
            images.push_back(pixels[i].data_ptr<float>());
        }
        NEAR(network.vision(network.patches(images, 42, 42), 3, 3).embedding, "image_embeds", kPooledTolerance);
        // open_clip reads a text at its largest id, so the two rows above the end of text are left out here.
        NEAR(network.text(tensorOf(golden.inputs, "input_ids").to(at::kLong)).embedding, "text_embeds",
             kPooledTolerance);
    }

    void bfloat16KeepsTheDirections_data() { everyFamily(); }

    void bfloat16KeepsTheDirections()
    {
        QFETCH(QString, family);
        const Golden golden(family);
        const c10::InferenceMode inference;
        const Transformer network(golden.model.architecture, golden.model.files, golden.model.weights,
                                  ComputePlace{at::kCPU, at::kBFloat16});
        const at::Tensor pixels = golden.pixels();
        std::vector<const float*> images;
        for (std::int64_t i = 0; i < pixels.size(0); ++i) {
            images.push_back(pixels[i].data_ptr<float>());
        }
        const std::int64_t patch = golden.model.architecture.vision.patchPx;
        const std::int64_t rows = pixels.size(2) / patch;
        const double image
            = worstCosine(network.vision(network.patches(images, pixels.size(2), pixels.size(3)), rows, rows).embedding,
                          tensorOf(golden.expected, "image_embeds_norm"));
        QVERIFY2(image > 0.999, qPrintable(QString::number(image, 'g', 8)));
        if (golden.model.architecture.text) {
            const double text = worstCosine(network.text(tensorOf(golden.inputs, "input_ids").to(at::kLong)).embedding,
                                            tensorOf(golden.expected, "text_embeds_norm"));
            QVERIFY2(text > 0.999, qPrintable(QString::number(text, 'g', 8)));
        }
    }

    void aFolderIsDescribedAndOpened_data() { everyFamily(); }

    void aFolderIsDescribedAndOpened()
    {
        QFETCH(QString, family);
        const Golden golden(family);
        const auto described = describeModelFolder(golden.folder);
        QVERIFY2(described, described ? "" : described.error().message.c_str());
        EmbedderOptions options;
        options.threads = 2;
        options.device = Device::Cpu;
        options.precision = Precision::Float32;
        auto opened = openModelFolder(golden.folder, options);
        QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
        Embedder& embedder = **opened;
        QCOMPARE(embedder.info().id, described->id);
        QCOMPARE(embedder.info().name, family.toStdString());
        QCOMPARE(embedder.device(), std::string("CPU, 2 threads, float32"));
        std::vector<ModelInput> inputs;
        const at::Tensor pixels = golden.pixels();
        for (std::int64_t i = 0; i < pixels.size(0); ++i) {
            const float* first = pixels[i].data_ptr<float>();
            inputs.push_back({std::vector<float>(first, first + pixels[i].numel()), static_cast<int>(pixels.size(3)),
                              static_cast<int>(pixels.size(2))});
        }
        auto vectors = embedder.embedImages(inputs);
        QVERIFY2(vectors, vectors ? "" : vectors.error().message.c_str());
        const at::Tensor wanted = tensorOf(golden.expected, "image_embeds_norm");
        QCOMPARE(described->dimension, static_cast<int>(wanted.size(1)));
        QVERIFY(distance(at::from_blob(vectors->data(), wanted.sizes(), at::kFloat), wanted) <= kUnitTolerance);

        if (golden.model.architecture.text) {
            std::vector<std::string> texts;
            for (const auto& text : jsonOf(golden.folder / "golden.json")["texts"].toArray()) {
                texts.push_back(text.toObject()["text"].toString().toStdString());
            }
            auto words = embedder.embedTexts(texts);
            QVERIFY2(words, words ? "" : words.error().message.c_str());
            const at::Tensor wantedWords = tensorOf(golden.expected, "text_embeds_norm");
            const at::Tensor got = at::from_blob(words->data(), wantedWords.sizes(), at::kFloat);
            QVERIFY(distance(got, wantedWords) <= kUnitTolerance);
            QVERIFY(embedder.embedTexts({})->empty());
        } else {
            QCOMPARE(embedder.embedTexts({}).error().code, ErrorCode::Unsupported);
        }
        QCOMPARE(embedder.info().understandsWords, golden.model.architecture.text.has_value());
        QVERIFY(embedder.embedImages({})->empty());
        inputs.resize(1);
        inputs[0].values.pop_back();
        QCOMPARE(embedder.embedImages(inputs).error().code, ErrorCode::InvalidInput);
        QCOMPARE(embedder.prepare(Image{}).error().code, ErrorCode::InvalidInput);
    }

    void picturesFromFilesGiveTheReferencesVectors_data()
    {
        families({"clip", "siglip", "siglip2", "dinov2", "dinov2_reg", "dinov3"});
    }

    void picturesFromFilesGiveTheReferencesVectors()
    {
        QFETCH(QString, family);
        const Golden golden(family);
        EmbedderOptions options;
        options.device = Device::Cpu;
        options.precision = Precision::Float32;
        const auto opened = openModelFolder(golden.folder, options);
        QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
        std::vector<ModelInput> inputs;
        for (const auto& image : jsonOf(golden.folder / "golden.json")["images"].toArray()) {
            const QString name = image.toObject()["rgb"].toString().mid(3);
            const Path path = Path(LIKENESS_TEST_DATA) / "embed" / name.toStdString();
            const auto bytes = readFile(path, 1 << 20);
            QVERIFY2(bytes, bytes ? "" : bytes.error().message.c_str());
            const auto photo = decodePhoto(*bytes, path, 4096);
            QVERIFY2(photo, photo ? "" : photo.error().message.c_str());
            inputs.push_back(Golden::checked((*opened)->prepare(photo->image)));
        }
        auto vectors = (*opened)->embedImages(inputs);
        QVERIFY2(vectors, vectors ? "" : vectors.error().message.c_str());
        const at::Tensor wanted = tensorOf(golden.expected, "image_embeds_norm");
        QVERIFY(distance(at::from_blob(vectors->data(), wanted.sizes(), at::kFloat), wanted) <= kUnitTolerance);
    }

    void theIdentityIsOfTheContentAndNotOfTheFolder()
    {
        QTemporaryDir place;
        const Path first = Path(place.path().toStdString()) / "first";
        const Path second = Path(place.path().toStdString()) / "models--org--second/snapshots" / std::string(40, 'a');
        std::filesystem::create_directories(second.parent_path());
        std::filesystem::copy(goldenFolder("dinov2"), first);
        std::filesystem::copy(goldenFolder("dinov2"), second);
        std::ofstream(second / "README.md") << "---\nlanguage: en\nlicense: apache-2.0\n---\n# Model\nlicense: mit\n";
        const auto one = Golden::checked(describeModelFolder(first));
        const auto two = Golden::checked(describeModelFolder(second));
        QCOMPARE(one.id, two.id);
        QVERIFY2(QRegularExpression("^dinov2-patch14-70-[0-9a-f]{8}$").match(one.id.c_str()).hasMatch(),
                 one.id.c_str());
        QCOMPARE(one.name, std::string("first"));
        QCOMPARE(two.name, std::string("second"));
        QCOMPARE(one.licence, std::string("unknown"));
        QCOMPARE(two.licence, std::string("apache-2.0"));
        QCOMPARE(one.family, std::string("dinov2"));
        QCOMPARE(one.languages, std::string());
        QVERIFY(one.memoryBytes > 0);
        QCOMPARE(one.sizeBytes, static_cast<std::int64_t>(std::filesystem::file_size(first / "model.safetensors")));

        const auto changed = [&](const char* file, std::int64_t at, char to) {
            QFile bytes(QString::fromStdString((first / file).string()));
            bytes.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            if (!bytes.open(QIODevice::ReadWrite) || !bytes.seek(at)) {
                qFatal("cannot change %s", file);
            }
            bytes.putChar(to);
        };
        // A number in the middle of a matrix.
        const SafetensorsFile weights = Golden::checked(SafetensorsFile::open(first / "model.safetensors"));
        const std::byte* end = nullptr;
        for (const auto& [name, view] : weights.tensors()) {
            end = std::max(end, view.bytes.data() + view.bytes.size());
        }
        const TensorView matrix = Golden::checked(weights.tensor("encoder.layer.1.mlp.fc2.weight"));
        changed("model.safetensors",
                one.sizeBytes - (end - matrix.bytes.data()) + static_cast<std::int64_t>(matrix.bytes.size() / 2), 'x');
        const auto otherWeights = Golden::checked(describeModelFolder(first));
        QVERIFY(otherWeights.id != one.id);
        changed("preprocessor_config.json", 1, '\t');
        QVERIFY(Golden::checked(describeModelFolder(first)).id != otherWeights.id);
    }

    void languagesFollowTheFamily()
    {
        QCOMPARE(Golden::checked(describeModelFolder(goldenFolder("clip"))).languages, std::string("English"));
        const auto siglip2 = Golden::checked(describeModelFolder(goldenFolder("siglip2")));
        QCOMPARE(siglip2.family, std::string("siglip2"));
        QCOMPARE(siglip2.languages, std::string("over 100 languages"));
    }

    void aModelInPartsIsTheSameModel()
    {
        const Golden golden("dinov3");
        QTemporaryDir place;
        const Path folder = place.path().toStdString();
        for (const char* name : {"config.json", "preprocessor_config.json"}) {
            std::filesystem::copy_file(golden.folder / name, folder / name);
        }
        // Every tensor into one of two files, the first of which gets those of the first layer.
        QJsonObject map;
        for (const bool firstPart : {true, false}) {
            QJsonObject header;
            QByteArray bytes;
            const QString part = QString("model-0000%1-of-00002.safetensors").arg(firstPart ? 1 : 2);
            for (const auto& [name, view] : golden.model.files.files()[0].tensors()) {
                if (name.starts_with("layer.0.") == firstPart) {
                    QJsonArray shape;
                    for (const std::int64_t extent : view.shape) {
                        shape.append(static_cast<qint64>(extent));
                    }
                    const qint64 start = bytes.size();
                    bytes.append(reinterpret_cast<const char*>(view.bytes.data()),
                                 static_cast<qsizetype>(view.bytes.size()));
                    header[QString::fromStdString(name)] = QJsonObject{
                        {"dtype", "F32"}, {"shape", shape}, {"data_offsets", QJsonArray{start, qint64(bytes.size())}}};
                    map[QString::fromStdString(name)] = part;
                }
            }
            const QByteArray text
                = QJsonDocument(header).toJson(QJsonDocument::Compact); // of any length: unaligned too
            const auto length = static_cast<std::uint64_t>(text.size());
            std::ofstream file(folder / part.toStdString(), std::ios::binary);
            file.write(reinterpret_cast<const char*>(&length), sizeof length);
            file.write(text.constData(), text.size());
            file.write(bytes.constData(), bytes.size());
        }
        std::ofstream(folder / "model.safetensors.index.json")
            << QJsonDocument(QJsonObject{{"weight_map", map}}).toJson().toStdString();
        const ModelFolder parts = Golden::checked(ModelFolder::read(folder));
        QCOMPARE(parts.info.id, golden.model.info.id);
        const Transformer network(parts.architecture, parts.files, parts.weights, ComputePlace{});
        const c10::InferenceMode inference;
        const at::Tensor pixels = golden.pixels();
        const std::vector<const float*> images = {pixels.data_ptr<float>()};
        const at::Tensor got = network.vision(network.patches(images, 48, 48), 3, 3).embedding;
        QVERIFY(distance(got, tensorOf(golden.expected, "image_embeds").narrow(0, 0, 1)) <= kPooledTolerance);
    }
};

QTEST_GUILESS_MAIN(FamiliesTest)
#include "families_test.moc"
