// Model folders that are damaged, dishonest or not for Likeness: each is refused in one sentence that says what is
// wrong and where, without a crash and without asking for more memory than an honest one.
#include "core/embed/embedder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <functional>
#include <sys/resource.h>

using namespace likeness;

namespace {

/// What a refusal may add to the memory of this process at its peak.
constexpr long kMemoryMaxKilobytes = 64 * 1024;

long peakMemoryKilobytes()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/// A copy of a good model folder, to be damaged.
class ModelFolder {
public:
    explicit ModelFolder(const QString& family)
    {
        const QDir from(QString(LIKENESS_TEST_DATA) + "/embed/" + family);
        for (const QString& name : from.entryList(QDir::Files)) {
            if (!name.startsWith("golden")) {
                QFile::copy(from.filePath(name), file(name));
                QFile::setPermissions(file(name), QFile::ReadOwner | QFile::WriteOwner);
            }
        }
        if (family == "openclip") { // its tokenizer is the one of the same weights in the other layout
            for (const char* name : {"vocab.json", "merges.txt", "tokenizer.json", "tokenizer_config.json"}) {
                QFile::copy(QString(LIKENESS_TEST_DATA) + "/embed/clip_modern/" + name, file(name));
            }
        }
    }

    QString file(const QString& name) const { return m_folder.filePath(name); }
    std::filesystem::path path() const { return m_folder.path().toStdString(); }

    QByteArray read(const QString& name) const
    {
        QFile from(file(name));
        return from.open(QIODevice::ReadOnly) ? from.readAll() : QByteArray();
    }

    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile to(file(name));
        if (!to.open(QIODevice::WriteOnly) || to.write(bytes) != bytes.size()) {
            qFatal("cannot write %s", qPrintable(name));
        }
    }

    void remove(const QString& name) const { QFile::remove(file(name)); }

    /// Sets a field, "a.b" for one inside an object, to a JSON text; nothing removes it.
    void setField(const QString& name, const QString& field, const QByteArray& value) const
    {
        const QByteArray marker = "\"@value@\"";
        QJsonObject json = QJsonDocument::fromJson(read(name)).object();
        const QStringList path = field.split('.');
        if (path.size() == 1) {
            json[field] = "@value@";
        } else {
            QJsonObject inner = json[path[0]].toObject();
            inner[path[1]] = "@value@";
            json[path[0]] = inner;
        }
        write(name, QJsonDocument(json).toJson(QJsonDocument::Compact).replace(marker, value));
    }

    /// Lets `change` edit the header of the weights, leaving their bytes where they are.
    void changeHeader(const QString& name, const std::function<void(QJsonObject&)>& change) const
    {
        const QByteArray bytes = read(name);
        const qint64 length = qFromLittleEndian<qint64>(bytes.constData());
        QJsonObject header = QJsonDocument::fromJson(bytes.mid(8, length)).object();
        change(header);
        const QByteArray text = QJsonDocument(header).toJson(QJsonDocument::Compact);
        QByteArray start(8, '\0');
        qToLittleEndian<qint64>(text.size(), start.data());
        write(name, start + text + bytes.mid(8 + length));
    }

private:
    QTemporaryDir m_folder;
};

using Damage = std::function<void(const ModelFolder&)>;

/// One way to be wrong, and what the sentence about it must contain.
struct Case {
    const char* name;
    const char* family;
    Damage damage;
    ErrorCode code;
    QStringList words;
};

Damage field(const char* file, const char* name, const char* value)
{
    return [=](const ModelFolder& folder) { folder.setField(file, name, value); };
}

Damage config(const char* name, const char* value) { return field("config.json", name, value); }

Damage content(const char* file, const QByteArray& bytes)
{
    return [=](const ModelFolder& folder) { folder.write(file, bytes); };
}

Damage without(std::initializer_list<const char*> names)
{
    const std::vector<const char*> all = names;
    return [=](const ModelFolder& folder) {
        for (const char* name : all) {
            folder.remove(name);
        }
    };
}

Damage tensor(const char* name, const std::function<void(QJsonObject&)>& change)
{
    return [=](const ModelFolder& folder) {
        folder.changeHeader("model.safetensors", [&](QJsonObject& header) {
            QJsonObject entry = header[name].toObject();
            change(entry);
            header[name] = entry;
        });
    };
}

Damage renamed(const char* from, const char* to)
{
    return [=](const ModelFolder& folder) {
        folder.changeHeader("model.safetensors", [&](QJsonObject& header) { header[to] = header.take(from); });
    };
}

Damage cut(qint64 bytes)
{
    return [=](const ModelFolder& folder) { QFile::resize(folder.file("model.safetensors"), bytes); };
}

constexpr ErrorCode kCorrupt = ErrorCode::Corrupt;
constexpr ErrorCode kUnsupported = ErrorCode::Unsupported;
constexpr ErrorCode kNotFound = ErrorCode::NotFound;

std::vector<Case> dishonestConfigs()
{
    const char* hidden = "vision_config.hidden_size";
    const QStringList hiddenWords = {"config.json: vision_config", "\"hidden_size\"", "whole number"};
    return {
        {"empty", "clip", content("config.json", ""), kCorrupt, {"config.json", "not a JSON object"}},
        {"not JSON", "clip", content("config.json", "hello"), kCorrupt, {"config.json", "not a JSON object"}},
        {"a list", "clip", content("config.json", "[1]"), kCorrupt, {"config.json", "not a JSON object"}},
        {"cut", "clip", content("config.json", R"({"model_type":"clip",)"), kCorrupt, {"config.json", "not a JSON"}},
        {"nested deeply", "clip", content("config.json", QByteArray(50'000, '[')), kCorrupt, {"config.json"}},
        {"a huge file",
         "clip",
         content("config.json", QByteArray(3 << 20, ' ')),
         ErrorCode::OutOfResources,
         {"config.json"}},
        {"NaN", "clip", config("text_config.layer_norm_eps", "NaN"), kCorrupt, {"config.json", "not a JSON object"}},
        {"infinite", "clip", config("text_config.layer_norm_eps", "1e400"), kCorrupt, {"config.json"}},
        {"epsilon zero",
         "clip",
         config("text_config.layer_norm_eps", "0"),
         kCorrupt,
         {"config.json: text_config", "\"layer_norm_eps\"", "number from"}},
        {"epsilon negative", "dinov2", config("layer_norm_eps", "-1e-6"), kCorrupt, {"\"layer_norm_eps\""}},
        {"a width as text", "clip", config(hidden, "\"64\""), kCorrupt, hiddenWords},
        {"a width with a fraction", "clip", config(hidden, "64.5"), kCorrupt, hiddenWords},
        {"a width that is true", "clip", config(hidden, "true"), kCorrupt, hiddenWords},
        {"a width that is a list", "clip", config(hidden, "[64]"), kCorrupt, hiddenWords},
        {"a negative width", "clip", config(hidden, "-64"), kCorrupt, hiddenWords},
        {"a width of zero", "clip", config(hidden, "0"), kCorrupt, hiddenWords},
        {"a width of 2^62", "clip", config(hidden, "4611686018427387904"), kCorrupt, hiddenWords},
        {"a width of 1e300", "clip", config(hidden, "1e300"), kCorrupt, hiddenWords},
        {"another width",
         "clip",
         config(hidden, "128"),
         kCorrupt,
         {"model.safetensors", "vision_model.embeddings.patch_embedding.weight", "[64, 3, 8, 8]", "[128, 3, 8, 8]"}},
        {"the widest width", "clip", config(hidden, "16384"), kCorrupt, {"model.safetensors", "shape"}},
        {"more layers",
         "clip",
         config("vision_config.num_hidden_layers", "3"),
         kCorrupt,
         {"model.safetensors", "vision_model.encoder.layers.2.layer_norm1.weight", "missing"}},
        {"fewer layers",
         "siglip",
         config("text_config.num_hidden_layers", "1"),
         kCorrupt,
         {"model.safetensors", "text_model.encoder.layers.1.", "not part of the model"}},
        {"a billion layers",
         "dinov3",
         config("num_hidden_layers", "1000000000"),
         kCorrupt,
         {"config.json", "\"num_hidden_layers\""}},
        {"heads that do not divide",
         "clip",
         config("vision_config.num_attention_heads", "5"),
         kCorrupt,
         {"vision_config", "\"num_attention_heads\"", "divide"}},
        {"no heads", "dinov2", config("num_attention_heads", "0"), kCorrupt, {"\"num_attention_heads\""}},
        {"heads too narrow to rotate",
         "dinov3",
         config("num_attention_heads", "24"),
         kCorrupt,
         {"\"num_attention_heads\"", "four"}},
        {"another image size",
         "siglip",
         config("vision_config.image_size", "64"),
         kCorrupt,
         {"position_embedding.weight", "[16, 48]"}},
        {"a patch larger than the image",
         "clip",
         config("vision_config.patch_size", "64"),
         kCorrupt,
         {"\"patch_size\"", "image_size"}},
        {"a million patches", "dinov3", config("image_size", "4096"), kCorrupt, {"\"image_size\"", "patches"}},
        {"an image of 2^40 pixels", "dinov2", config("image_size", "1099511627776"), kCorrupt, {"\"image_size\""}},
        {"another vocabulary",
         "clip",
         config("text_config.vocab_size", "935"),
         kCorrupt,
         {"text_model.embeddings.token_embedding.weight", "[934, 48]", "[935, 48]"}},
        {"a vocabulary of 2^50",
         "siglip2",
         config("text_config.vocab_size", "1125899906842624"),
         kCorrupt,
         {"text_config", "\"vocab_size\""}},
        {"another context",
         "clip",
         config("text_config.max_position_embeddings", "64"),
         kCorrupt,
         {"position_embedding.weight", "[77, 48]"}},
        {"another projection", "clip", config("projection_dim", "41"), kCorrupt, {"visual_projection.weight"}},
        {"towers that do not meet",
         "siglip2",
         config("text_config.projection_size", "40"),
         kCorrupt,
         {"text_config", "\"projection_size\"", "48 wide"}},
        {"another mlp ratio", "dinov2", config("mlp_ratio", "3"), kCorrupt, {"mlp.fc1.weight"}},
        {"a ratio that is a text", "dinov2", config("mlp_ratio", "\"4\""), kCorrupt, {"\"mlp_ratio\""}},
        {"more registers", "dinov2_reg", config("num_register_tokens", "5"), kCorrupt, {"register_tokens"}},
        {"a tower that is a list",
         "clip",
         config("vision_config", "[]"),
         kCorrupt,
         {"vision_config", "not a JSON object"}},
        {"a flag that is a number", "dinov3", config("use_gated_mlp", "1"), kCorrupt, {"\"use_gated_mlp\""}},
        {"gated, but the weights are not", "dinov3", config("use_gated_mlp", "true"), kCorrupt, {"gate_proj"}},
        {"a bias that is not there", "dinov3", config("key_bias", "true"), kCorrupt, {"k_proj.bias", "missing"}},
        {"a rotation of zero", "dinov3", config("rope_theta", "0"), kCorrupt, {"\"rope_theta\""}},
    };
}

std::vector<Case> unknownModels()
{
    const auto openClip
        = [](const char* name, const char* value) { return field("open_clip_config.json", name, value); };
    const auto modelConfig = [](const char* model) {
        return content("open_clip_config.json",
                       QByteArray(R"({"model_cfg":)") + model + R"(,"preprocess_cfg":{"mean":[0,0,0],"std":[1,1,1]}})");
    };
    return {
        {"no configuration", "clip", without({"config.json"}), kNotFound, {"no model here", "config.json"}},
        {"no type", "clip", content("config.json", "{}"), kUnsupported, {"config.json", "\"model_type\""}},
        {"a type that is a number", "clip", config("model_type", "7"), kCorrupt, {"\"model_type\"", "text"}},
        {"NaFlex", "siglip2", config("model_type", "\"siglip2\""), kUnsupported, {"NaFlex", "does not run"}},
        {"jina", "clip", config("model_type", "\"jina_clip\""), kUnsupported, {"\"jina_clip\"", "does not run"}},
        {"ConvNeXt", "dinov3", config("model_type", "\"dinov3_convnext\""), kUnsupported, {"\"dinov3_convnext\""}},
        {"a classifier",
         "dinov2",
         config("architectures", R"(["Dinov2ForImageClassification"])"),
         kUnsupported,
         {"Dinov2ForImageClassification", "does not run"}},
        {"another activation",
         "clip",
         config("text_config.hidden_act", "\"relu\""),
         kUnsupported,
         {"text_config", "activation \"relu\"", "does not run"}},
        {"grey images", "dinov2", config("num_channels", "1"), kUnsupported, {"num_channels 1", "does not run"}},
        {"no pooling head",
         "siglip",
         config("vision_config.vision_use_head", "false"),
         kUnsupported,
         {"vision_use_head false"}},
        {"offset positions", "dinov2_reg", config("interpolate_offset", "0.1"), kUnsupported, {"interpolate_offset"}},
        {"EVA-02",
         "openclip",
         modelConfig(
             R"({"embed_dim":32,"vision_cfg":{"timm_model_name":"eva02_base_patch16_clip_224"},"text_cfg":{}})"),
         kUnsupported,
         {"open_clip_config.json", "\"eva02_base_patch16_clip_224\"", "does not run"}},
        {"MobileCLIP",
         "openclip",
         modelConfig(R"({"embed_dim":32,"vision_cfg":{"timm_model_name":"fastvit_mci0"},"text_cfg":{}})"),
         kUnsupported,
         {"\"fastvit_mci0\"", "does not run"}},
        {"a foreign text tower",
         "openclip",
         modelConfig(R"({"embed_dim":32,"vision_cfg":{},"text_cfg":{"hf_model_name":"roberta-base"}})"),
         kUnsupported,
         {"\"roberta-base\""}},
        {"CoCa",
         "openclip",
         modelConfig(R"({"embed_dim":32,"vision_cfg":{},"text_cfg":{},"multimodal_cfg":{"width":8}})"),
         kUnsupported,
         {"multimodal_cfg", "does not run"}},
        {"a ResNet",
         "openclip",
         modelConfig(R"({"embed_dim":32,"vision_cfg":{"layers":[3,4,6,3]},"text_cfg":{}})"),
         kCorrupt,
         {"vision_cfg", "\"layers\""}},
        {"no model_cfg",
         "openclip",
         openClip("model_cfg", "7"),
         kCorrupt,
         {"open_clip_config.json", "\"model_cfg\"", "missing"}},
        {"no text_cfg",
         "openclip",
         modelConfig(R"({"embed_dim":32,"vision_cfg":{}})"),
         kCorrupt,
         {"\"text_cfg\"", "missing"}},
        {"no embed_dim", "openclip", modelConfig(R"({"vision_cfg":{},"text_cfg":{}})"), kCorrupt, {"\"embed_dim\""}},
    };
}

std::vector<Case> damagedWeights()
{
    const char* norm = "vision_model.post_layernorm.weight";
    const auto length = [](quint64 value) {
        return [=](const ModelFolder& folder) {
            QByteArray bytes = folder.read("model.safetensors");
            qToLittleEndian(value, bytes.data());
            folder.write("model.safetensors", bytes);
        };
    };
    const auto onlyBin = [](const char* name) {
        return [=](const ModelFolder& folder) {
            folder.remove("model.safetensors");
            folder.write(name, "PK");
        };
    };
    return {
        {"no weights", "clip", without({"model.safetensors"}), kNotFound, {"model.safetensors", "missing"}},
        {"only pytorch_model.bin",
         "clip",
         onlyBin("pytorch_model.bin"),
         kUnsupported,
         {"has only pytorch_model.bin", "convert it to safetensors", "has model.safetensors"}},
        {"empty", "clip", content("model.safetensors", ""), kCorrupt, {"model.safetensors", "too short"}},
        {"cut in the header", "clip", cut(1000), kCorrupt, {"model.safetensors", "header"}},
        {"cut in the numbers", "clip", cut(400'000), kCorrupt, {"model.safetensors", "tensor", "outside the file"}},
        {"a header of 2^60 bytes", "clip", length(quint64{1} << 60), kCorrupt, {"model.safetensors", "header"}},
        {"a header of 2^64 - 1 bytes", "clip", length(~quint64{0}), kCorrupt, {"model.safetensors", "header"}},
        {"a header that is no JSON", "clip", length(16), kCorrupt, {"model.safetensors", "JSON"}},
        {"no tensors",
         "clip",
         content("model.safetensors", QByteArray("\x02\0\0\0\0\0\0\0{}", 10)),
         kCorrupt,
         {"model.safetensors", "no tensors"}},
        {"a tensor is missing",
         "clip",
         renamed(norm, "mask_token.position_ids"),
         kCorrupt,
         {"model.safetensors", norm, "missing"}},
        {"a tensor too many",
         "clip",
         [=](const ModelFolder& folder) {
             folder.changeHeader("model.safetensors", [](QJsonObject& header) {
                 QJsonObject empty = header["logit_scale"].toObject();
                 const int end = empty["data_offsets"].toArray()[1].toInt();
                 empty["shape"] = QJsonArray{0};
                 empty["data_offsets"] = QJsonArray{end, end};
                 header["adapter.weight"] = empty;
             });
         },
         kCorrupt,
         {"model.safetensors", "adapter.weight", "not part of the model"}},
        {"another shape",
         "clip",
         tensor(norm,
                [](QJsonObject& entry) {
                    entry["shape"] = QJsonArray{8, 8};
                }),
         kCorrupt,
         {"model.safetensors", norm, "[8, 8]", "[64]"}},
        {"a scalar for a vector",
         "dinov2",
         tensor("layernorm.bias",
                [](QJsonObject& entry) {
                    entry["shape"] = QJsonArray{48, 1};
                }),
         kCorrupt,
         {"layernorm.bias", "[48, 1]"}},
        {"a shape of 2^80 numbers",
         "clip",
         tensor(norm,
                [](QJsonObject& entry) {
                    entry["shape"] = QJsonArray{qint64{1} << 40, qint64{1} << 40};
                }),
         kCorrupt,
         {"model.safetensors", norm, "shape"}},
        {"a negative shape",
         "clip",
         tensor(norm, [](QJsonObject& entry) { entry["shape"] = QJsonArray{-64}; }),
         kCorrupt,
         {"model.safetensors", norm, "shape"}},
        {"whole numbers",
         "clip",
         tensor(norm, [](QJsonObject& entry) { entry["dtype"] = "I32"; }),
         kCorrupt,
         {"model.safetensors", norm, "F32"}},
        {"an unknown format",
         "clip",
         tensor(norm, [](QJsonObject& entry) { entry["dtype"] = "F8_E4M3"; }),
         kCorrupt,
         {"model.safetensors", norm, "dtype"}},
        {"parts that are not there",
         "clip",
         [](const ModelFolder& folder) {
             folder.remove("model.safetensors");
             folder.write("model.safetensors.index.json", R"({"weight_map":{"a":"model-00001-of-00002.safetensors"}})");
         },
         kNotFound,
         {"model-00001-of-00002.safetensors"}},
        {"a list of parts that is no list",
         "clip",
         [](const ModelFolder& folder) {
             folder.remove("model.safetensors");
             folder.write("model.safetensors.index.json", "{}");
         },
         kCorrupt,
         {"model.safetensors.index.json", "weight_map"}},
    };
}

std::vector<Case> unfittingNeighbours()
{
    return {
        {"no preprocessing", "dinov2", without({"preprocessor_config.json"}), kNotFound, {"preprocessor_config.json"}},
        {"preprocessing that is no JSON",
         "dinov2",
         content("preprocessor_config.json", "x"),
         kCorrupt,
         {"preprocessor_config.json"}},
        {"another model's preprocessing",
         "siglip",
         field("preprocessor_config.json", "size", R"({"height":64,"width":64})"),
         kCorrupt,
         {"64 x 64", "takes 48 x 48"}},
        {"half a patch",
         "dinov3",
         field("preprocessor_config.json", "size", R"({"height":56,"width":48})"),
         kCorrupt,
         {"48 x 56", "patch size of 16"}},
        {"pictures of too many patches",
         "dinov3",
         field("preprocessor_config.json", "size", R"({"height":2048,"width":2048})"),
         kUnsupported,
         {"2048 x 2048", "4096 patches"}},
    };
}

std::vector<Case> allCases()
{
    std::vector<Case> all;
    for (const auto& some : {dishonestConfigs(), unknownModels(), damagedWeights(), unfittingNeighbours()}) {
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

EmbedderOptions options()
{
    EmbedderOptions chosen;
    chosen.threads = 1;
    chosen.device = Device::Cpu;
    return chosen;
}

/// Refused with the code, in one line that contains the words; empty when so.
QString complaint(const Error& error, ErrorCode code, const QStringList& words)
{
    const QString message = QString::fromStdString(error.message);
    for (const QString& word : words) {
        if (!message.contains(word)) {
            return "lacks '" + word + "': " + message;
        }
    }
    if (error.code != code) {
        return "has code " + QString::number(static_cast<int>(error.code)) + ": " + message;
    }
    return message.contains('\n') || message.size() > 400 ? "is not one sentence: " + message : QString();
}

} // namespace

class MalformedModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const char* family : {"clip", "openclip", "siglip", "siglip2", "dinov2", "dinov2_reg", "dinov3"}) {
            const ModelFolder folder(family);
            const auto opened = openModelFolder(folder.path(), options());
            QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
        }
    }

    void aBadFolderIsRefusedInASentence_data()
    {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const Case& one : allCases()) {
            QTest::newRow(one.name) << number++;
        }
    }

    void aBadFolderIsRefusedInASentence()
    {
        QFETCH(int, number);
        const Case one = allCases()[static_cast<std::size_t>(number)];
        const ModelFolder folder(one.family);
        one.damage(folder);
        const long before = peakMemoryKilobytes();
        const auto described = describeModelFolder(folder.path());
        QVERIFY(!described);
        QCOMPARE(complaint(described.error(), one.code, one.words), QString());
        const auto opened = openModelFolder(folder.path(), options());
        QVERIFY(!opened);
        QCOMPARE(opened.error().message, described.error().message);
        QVERIFY(peakMemoryKilobytes() - before < kMemoryMaxKilobytes);
    }

    void numbersThatAreNotFiniteAreToldWhenTheModelIsOpened_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("tensor");
        QTest::newRow("image") << "dinov2"
                               << "encoder.layer.1.mlp.fc1.weight";
        QTest::newRow("text") << "clip"
                              << "text_model.encoder.layers.0.self_attn.q_proj.weight";
        QTest::newRow("projection") << "clip"
                                    << "visual_projection.weight";
    }

    void numbersThatAreNotFiniteAreToldWhenTheModelIsOpened()
    {
        QFETCH(QString, family);
        QFETCH(QString, tensor);
        const ModelFolder folder(family);
        QByteArray bytes = folder.read("model.safetensors");
        const qint64 length = qFromLittleEndian<qint64>(bytes.constData());
        const QJsonObject header = QJsonDocument::fromJson(bytes.mid(8, length)).object();
        const qint64 at = 8 + length + header[tensor].toObject()["data_offsets"].toArray()[0].toInteger();
        const float nan = std::numeric_limits<float>::quiet_NaN();
        std::memcpy(bytes.data() + at, &nan, sizeof nan);
        folder.write("model.safetensors", bytes);
        const auto opened = openModelFolder(folder.path(), options());
        QVERIFY(!opened);
        QCOMPARE(complaint(opened.error(), kCorrupt, {"model.safetensors", tensor, "not finite"}), QString());
    }

    void aMissingTokenizerIsToldWhenTheModelIsOpened_data()
    {
        QTest::addColumn<QString>("family");
        for (const char* family : {"clip", "siglip", "siglip2"}) {
            QTest::newRow(family) << QString(family);
        }
    }

    void aMissingTokenizerIsToldWhenTheModelIsOpened()
    {
        QFETCH(QString, family);
        const ModelFolder folder(family);
        for (const char* name : {"vocab.json", "merges.txt", "tokenizer.json", "tokenizer.model", "spiece.model"}) {
            folder.remove(name);
        }
        const auto opened = openModelFolder(folder.path(), options());
        QVERIFY(!opened);
        QCOMPARE(complaint(opened.error(), kNotFound, {}), QString());
    }

    void aTokenizerOfAnotherModelIsToldWhenTheModelIsOpened()
    {
        const ModelFolder folder("clip");
        for (const char* name : {"vocab.json", "merges.txt", "tokenizer.json"}) {
            folder.write(name, "{}");
        }
        const auto opened = openModelFolder(folder.path(), options());
        QVERIFY(!opened);
        QVERIFY2(!opened.error().message.empty() && opened.error().message.find('\n') == std::string::npos,
                 opened.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(MalformedModelsTest)
#include "malformed_models_test.moc"
