#include "core/base/file_system.h"
#include "core/embed/pixel_recipe.h"
#include "core/embed/safetensors.h"
#include "core/media/media.h"

#include <QtTest>
#include <cmath>
#include <cstring>
#include <hwy/targets.h>
#include <set>

using namespace likeness;

namespace {

using Path = std::filesystem::path;

const Path kData = Path(LIKENESS_TEST_DATA) / "embed";
const char* const kFamilies[]
    = {"clip", "clip_modern", "siglip", "siglip2", "dinov2", "dinov2_reg", "dinov2_swiglu", "dinov3", "dinov3_gated"};

QJsonObject jsonOf(const Path& path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

Image decoded(const Path& path)
{
    const auto bytes = readFile(path, 1 << 24);
    auto photo = bytes ? decodePhoto(*bytes, path, 0) : bytes.failure();
    return photo ? std::move(photo->image) : Image();
}

/// The pictures of a family in the order of its golden tensors.
std::vector<Image> imagesOf(const Path& family)
{
    std::vector<Image> images;
    for (const QJsonValue& entry : jsonOf(family / "golden.json")["images"].toArray()) {
        images.push_back(decoded(family / entry["rgb"].toString().toStdString()));
    }
    return images;
}

/// The same formula as in make_pil_golden.py.
Image picture(int width, int height)
{
    Image image{width, height, 3, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int c = 0; c < 3; ++c) {
                image.pixels.push_back(static_cast<std::uint8_t>((3 * x * x + 5 * y * y + x * y + 91 * c) / 4 % 256));
            }
        }
    }
    return image;
}

std::vector<std::uint8_t> resized(const Image& image, const ResizedCrop& crop, PilFilter filter)
{
    std::vector<std::uint8_t> pixels(3 * static_cast<std::size_t>(crop.cropWidth) * crop.cropHeight);
    pilResize(image, crop, filter, pixels);
    return pixels;
}

std::vector<std::uint8_t> bytesOf(const TensorView& view)
{
    std::vector<std::uint8_t> bytes(view.bytes.size());
    std::memcpy(bytes.data(), view.bytes.data(), bytes.size());
    return bytes;
}

double largestDifference(std::span<const float> a, std::span<const float> b)
{
    double largest = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        largest = std::max(largest, std::abs(double{a[i]} - b[i]));
    }
    return largest;
}

} // namespace

class PixelRecipeTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Path writtenAs(const char* name, const QByteArray& text)
    {
        for (const char* each : {"preprocessor_config.json", "processor_config.json", "open_clip_config.json"}) {
            QFile::remove(m_folder.filePath(each));
        }
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(text);
        }
        return m_folder.path().toStdString();
    }

    PixelRecipe readAs(const char* name, const QByteArray& text)
    {
        const auto recipe = PixelRecipe::read(writtenAs(name, text));
        if (!recipe) {
            qWarning("%s", recipe.error().message.c_str());
        }
        return recipe ? *recipe : PixelRecipe();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(initialiseMedia()); }
    void cleanup() { hwy::SetSupportedTargetsForTest(0); }

    void everyPictureOfEveryFamilyIsExactOnEveryInstructionSet()
    {
        int compared = 0;
        for (const char* family : kFamilies) {
            const auto recipe = PixelRecipe::read(kData / family);
            QVERIFY2(recipe, recipe ? "" : recipe.error().message.c_str());
            const auto golden = SafetensorsFile::open(kData / family / "golden.safetensors");
            QVERIFY(golden);
            const QJsonArray entries = jsonOf(kData / family / "golden.json")["images"].toArray();
            const std::vector<Image> images = imagesOf(kData / family);
            const auto pixels = golden->tensor("pixel_u8");
            const auto values = golden->tensor(recipe->inFloats ? "pixel_values" : "pixel_values_first3");
            const std::size_t area = static_cast<std::size_t>(recipe->width()) * recipe->height();
            QVERIFY(recipe->inFloats || pixels->elementCount() == static_cast<std::int64_t>(3 * area * images.size()));
            for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
                hwy::SetSupportedTargetsForTest(target);
                for (std::size_t i = 0; i < images.size(); ++i) {
                    const auto where = QString("%1 %2 %3").arg(family, hwy::TargetName(target)).arg(i).toUtf8();
                    const Image& image = images[i];
                    QVERIFY2(!image.empty(), where);
                    const ResizedCrop crop = recipe->placement(image.width, image.height);
                    const QJsonArray size = entries[static_cast<int>(i)]["resized_wh"].toArray();
                    QCOMPARE(crop.width, size[0].toInt());
                    QCOMPARE(crop.height, size[1].toInt());
                    if (const QJsonArray offset = entries[static_cast<int>(i)]["crop_top_left"].toArray();
                        !offset.isEmpty()) {
                        QCOMPARE(crop.top, offset[0].toInt());
                        QCOMPARE(crop.left, offset[1].toInt());
                    }
                    if (!recipe->inFloats) {
                        const std::vector<std::uint8_t> ours = resized(image, crop, recipe->filter);
                        QVERIFY2(std::memcmp(ours.data(), pixels->bytes.data() + i * ours.size(), ours.size()) == 0,
                                 where);
                    }
                    const auto input = prepare(image, *recipe);
                    QVERIFY(input);
                    QCOMPARE(input->values.size(), 3 * area);
                    if (values && static_cast<std::int64_t>(i) < values->shape[0]) {
                        const auto all = toFloats(*values);
                        QVERIFY(all);
                        const double apart
                            = largestDifference(input->values, std::span(*all).subspan(i * 3 * area, 3 * area));
                        QVERIFY2(apart <= (recipe->inFloats ? 2e-5 : 1e-6), where + " " + QByteArray::number(apart));
                    }
                    ++compared;
                }
            }
        }
        QVERIFY(compared >= 117);
    }

    void everyFilterIsPillowsOnEveryInstructionSet()
    {
        const auto golden = SafetensorsFile::open(kData / "pil-golden.safetensors");
        QVERIFY(golden);
        QCOMPARE(golden->tensors().size(), std::size_t{72});
        for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
            hwy::SetSupportedTargetsForTest(target);
            for (const auto& [name, tensor] : golden->tensors()) {
                int width = 0, height = 0, toWidth = 0, toHeight = 0, filter = 0;
                QCOMPARE(
                    std::sscanf(name.c_str(), "%dx%d to %dx%d by %d", &width, &height, &toWidth, &toHeight, &filter),
                    5);
                const auto ours = resized(picture(width, height), {toWidth, toHeight, 0, 0, toWidth, toHeight},
                                          static_cast<PilFilter>(filter));
                QVERIFY2(ours == bytesOf(tensor), (name + " on " + hwy::TargetName(target)).c_str());
            }
        }
    }

    void aPartIsCutOutOfTheSameWhole()
    {
        const Image image = picture(301, 203);
        for (const PilFilter filter :
             {PilFilter::Nearest, PilFilter::Lanczos, PilFilter::Bilinear, PilFilter::Bicubic}) {
            for (const auto& [width, height] : {std::pair{90, 61}, {301, 61}, {90, 203}, {301, 203}, {640, 410}}) {
                const auto whole = resized(image, {width, height, 0, 0, width, height}, filter);
                const ResizedCrop crop{width, height, 31, 17, 43, 29};
                const auto part = resized(image, crop, filter);
                for (int y = 0; y < crop.cropHeight; ++y) {
                    const auto* row = whole.data() + 3 * ((y + crop.top) * width + crop.left);
                    QVERIFY(std::equal(row, row + 3 * crop.cropWidth, part.data() + 3 * y * crop.cropWidth));
                }
            }
        }
    }

    void floatsAreTheSameBitsOnEveryInstructionSet()
    {
        for (const Image& image : {picture(97, 61), picture(1, 5000), picture(5000, 1), picture(2, 2)}) {
            std::vector<std::vector<float>> results;
            for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
                hwy::SetSupportedTargetsForTest(target);
                std::vector<float>& pixels = results.emplace_back(3 * 48 * 48);
                floatResize(image, {50, 48, 1, 0, 48, 48}, PilFilter::Bicubic, pixels);
                QVERIFY2(pixels == results[0], hwy::TargetName(target));
            }
        }
    }

    void alphaIsDroppedAndGreyIsRepeated()
    {
        const Image image = picture(97, 61);
        Image alpha{97, 61, 4, {}}, grey{97, 61, 1, {}}, greyAsColour{97, 61, 3, {}};
        for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
            alpha.pixels.insert(alpha.pixels.end(), {image.pixels[i], image.pixels[i + 1], image.pixels[i + 2], 77});
            grey.pixels.push_back(image.pixels[i]);
            greyAsColour.pixels.insert(greyAsColour.pixels.end(), 3, image.pixels[i]);
        }
        const ResizedCrop crop{50, 31, 9, 0, 31, 31};
        for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
            hwy::SetSupportedTargetsForTest(target);
            QCOMPARE(resized(alpha, crop, PilFilter::Bicubic), resized(image, crop, PilFilter::Bicubic));
            QCOMPARE(resized(grey, crop, PilFilter::Bicubic), resized(greyAsColour, crop, PilFilter::Bicubic));
            std::vector<float> a(3 * 31 * 31), b(3 * 31 * 31);
            floatResize(alpha, crop, PilFilter::Bilinear, a);
            floatResize(image, crop, PilFilter::Bilinear, b);
            QCOMPARE(a, b);
            floatResize(grey, crop, PilFilter::Bilinear, a);
            floatResize(greyAsColour, crop, PilFilter::Bilinear, b);
            QCOMPARE(a, b);
        }
    }

    void thePictureMayBeAPixelOrALine()
    {
        for (const char* family : {"clip", "siglip", "dinov2", "dinov3"}) {
            const auto recipe = PixelRecipe::read(kData / family);
            QVERIFY(recipe);
            for (const auto& [width, height] : {std::pair{1, 1}, {1, 5000}, {5000, 1}, {2, 3}}) {
                Image image{width, height, 3, {}};
                image.pixels.assign(3 * static_cast<std::size_t>(width) * height, 200);
                const auto input = prepare(image, *recipe);
                QVERIFY(input);
                const auto area = static_cast<std::size_t>(recipe->width()) * recipe->height();
                for (std::size_t i = 0; i < 3 * area; ++i) {
                    const double expected = (200 / 255.0 - recipe->mean[i / area]) / recipe->deviation[i / area];
                    QVERIFY(std::abs(input->values[i] - expected) < 2e-5);
                }
            }
            QCOMPARE(prepare(Image(), *recipe).error().code, ErrorCode::InvalidInput);
        }
    }

    void publishedFilesAreUnderstood()
    {
        const QJsonArray cases = jsonOf(kData / "config_cases.json")["preprocessor_configs"].toArray();
        QCOMPARE(cases.size(), 5);
        for (const QJsonValue& each : cases) {
            const QJsonObject expect = each["expect"].toObject();
            const PixelRecipe recipe
                = readAs("preprocessor_config.json", QJsonDocument(each["config"].toObject()).toJson());
            const bool shortEdge = expect.contains("shortest_edge");
            QCOMPARE(recipe.fit, shortEdge ? PixelRecipe::Fit::ShortEdge : PixelRecipe::Fit::Squash);
            QCOMPARE(recipe.fitHeight, shortEdge ? expect["shortest_edge"].toInt() : expect["size"][0].toInt());
            const QJsonArray crop = (shortEdge ? expect["crop"] : expect["size"]).toArray();
            QCOMPARE(recipe.height(), crop[0].toInt());
            QCOMPARE(recipe.width(), crop[1].toInt());
            QCOMPARE(recipe.filter, expect["resample"] == "bicubic" ? PilFilter::Bicubic : PilFilter::Bilinear);
            QCOMPARE(recipe.inFloats, expect["rescale_before_resize"].toBool());
            QCOMPARE(recipe.rescaleFactor, 0.00392156862745098);
        }
    }

    void whatTheFileLeavesOutIsWhatItsClassDoes()
    {
        const PixelRecipe clip = readAs(
            "preprocessor_config.json",
            R"({"image_processor_type":"CLIPImageProcessorFast","size":{"shortest_edge":256,"longest_edge":null},
                        "crop_size":{"height":224,"width":192},"image_mean":[0,0,0],"image_std":[1,1,1]})");
        QCOMPARE(clip.filter, PilFilter::Bicubic);
        QCOMPARE(clip.width(), 192);
        QCOMPARE(clip.height(), 224);
        QCOMPARE(clip.shortEdgePx(), 256);
        // An integer is a square for SigLIP, and its processor never crops.
        const PixelRecipe siglip = readAs("processor_config.json", R"({"image_processor":{
            "image_processor_type":"SiglipImageProcessor","size":224,"image_mean":[0.5,0.5,0.5],"image_std":[0.5,0.5,0.5]}})");
        QCOMPARE(siglip.fit, PixelRecipe::Fit::Squash);
        QCOMPARE(siglip.width(), 224);
        const PixelRecipe raw
            = readAs("preprocessor_config.json",
                     R"({"size":{"height":8,"width":16},"resample":0,"do_rescale":false,"do_normalize":false})");
        const auto input = prepare(picture(16, 8), raw);
        QVERIFY(input);
        QCOMPARE(input->values[1], 0.0F);
        QCOMPARE(input->values[2], 3.0F);
        QCOMPARE(input->values[128], 22.0F);
    }

    void openClipCropsAsItsOwnCodeDoes()
    {
        const auto ours = PixelRecipe::read(kData / "openclip");
        const auto parent = PixelRecipe::read(kData / "clip_modern");
        QVERIFY(ours && parent);
        QCOMPARE(ours->width(), 42);
        int same = 0;
        for (const Image& image : imagesOf(kData / "clip_modern")) {
            const ResizedCrop a = ours->placement(image.width, image.height);
            const ResizedCrop b = parent->placement(image.width, image.height);
            if (a == b) {
                QCOMPARE(prepare(image, *ours)->values, prepare(image, *parent)->values);
                ++same;
            } else {
                const int rest = a.left != b.left ? a.width - 42 : a.height - 42;
                QCOMPARE(rest % 4, 3);
                QCOMPARE(a.left + a.top, b.left + b.top + 1);
            }
        }
        QVERIFY(same >= 12 && same < 19);
    }

    void theLayoutDecidesWhichFileCounts()
    {
        QTemporaryDir folder;
        const Path both = folder.path().toStdString();
        std::filesystem::copy(kData / "openclip/open_clip_config.json", both);
        std::filesystem::copy(kData / "clip_modern/preprocessor_config.json", both);
        QVERIFY(PixelRecipe::read(both)->evenMiddle);
        QFile config(folder.filePath("config.json"));
        QVERIFY(config.open(QIODevice::WriteOnly));
        QVERIFY(!PixelRecipe::read(both)->evenMiddle);
        std::filesystem::remove(both / "preprocessor_config.json");
        QVERIFY(PixelRecipe::read(both)->evenMiddle);
    }

    void openClipSquashesOrPads()
    {
        const QByteArray text = R"({"model_cfg":{"vision_cfg":{"image_size":[24,32]}},"preprocess_cfg":{"size":224,
            "resize_mode":"%","interpolation":"bilinear","fill_color":255,"mean":[0,0,0],"std":[1,1,1]}})";
        const PixelRecipe squash = readAs("open_clip_config.json", QByteArray(text).replace("%", "squash"));
        QCOMPARE(squash.placement(100, 10), (ResizedCrop{32, 24, 0, 0, 32, 24}));
        QCOMPARE(squash.filter, PilFilter::Bilinear);
        const PixelRecipe pad = readAs("open_clip_config.json", QByteArray(text).replace("%", "longest"));
        QCOMPARE(pad.placement(64, 30), (ResizedCrop{32, 15, 0, 0, 32, 15}));
        QCOMPARE(pad.placement(5, 24), (ResizedCrop{5, 24, 0, 0, 5, 24}));
        QCOMPARE(pad.placement(1, 5000), (ResizedCrop{1, 24, 0, 0, 1, 24}));
        Image black{64, 30, 3, std::vector<std::uint8_t>(64 * 30 * 3, 0)};
        const auto input = prepare(black, pad);
        QVERIFY(input);
        for (int y = 0; y < 24; ++y) { // four rows above, five below
            QCOMPARE(input->values[static_cast<std::size_t>(y) * 32], y < 4 || y >= 19 ? 1.0F : 0.0F);
        }
    }

    void anotherRecipeIsAnotherLine()
    {
        std::set<std::string> lines;
        for (const char* family : {"clip", "clip_modern", "siglip", "siglip2", "dinov2", "dinov3", "openclip"}) {
            const auto recipe = PixelRecipe::read(kData / family);
            QVERIFY(recipe);
            lines.insert(recipe->recipe());
        }
        QCOMPARE(lines.size(), std::size_t{7});
        QCOMPARE(PixelRecipe::read(kData / "dinov2")->recipe(), PixelRecipe::read(kData / "dinov2_reg")->recipe());
    }

    void badFilesAreRefusedInOneSentence_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const QByteArray good
            = R"({"image_processor_type":"CLIPImageProcessor","size":{"shortest_edge":224},"crop_size":{"height":224,"width":224},)"
              R"("resample":3,"image_mean":[0.5,0.5,0.5],"image_std":[0.5,0.5,0.5],"rescale_factor":0.004,"do_resize":true})";
        const auto row
            = [&](const char* name, const char* from, const QByteArray& to, ErrorCode code, const char* says) {
                  QVERIFY(good.contains(from));
                  QTest::newRow(name) << QByteArray(good).replace(from, to) << static_cast<int>(code) << says;
              };
        const ErrorCode corrupt = ErrorCode::Corrupt;
        const ErrorCode unsupported = ErrorCode::Unsupported;
        QTest::newRow("empty") << QByteArray() << static_cast<int>(corrupt) << "not a JSON object";
        QTest::newRow("truncated") << good.left(100) << static_cast<int>(corrupt) << "not a JSON object";
        QTest::newRow("list") << QByteArray("[1]") << static_cast<int>(corrupt) << "not a JSON object";
        row("NaN", "0.5,0.5,0.5", "NaN,0.5,0.5", corrupt, "not a JSON object");
        row("size 0", R"("shortest_edge":224)", R"("shortest_edge":0)", corrupt, R"("size")");
        row("size -1", R"("shortest_edge":224)", R"("shortest_edge":-1)", corrupt, R"("size")");
        row("size 1e9", R"("shortest_edge":224)", R"("shortest_edge":1e9)", corrupt, R"("size")");
        row("size 1000000000", R"("shortest_edge":224)", R"("shortest_edge":1000000000)", corrupt, R"("size")");
        row("size beyond 64 bits", R"("shortest_edge":224)", R"("shortest_edge":99999999999999999999)", corrupt,
            R"("size")");
        row("size as text", R"({"shortest_edge":224})", R"("224")", corrupt, R"("size")");
        row("size as list", R"({"shortest_edge":224})", R"([224,224])", corrupt, R"("size")");
        row("size empty", R"({"shortest_edge":224})", "{}", corrupt, R"("size")");
        row("size null", R"({"shortest_edge":224})", "null", corrupt, R"("size" is missing)");
        row("longest edge", "shortest_edge", "longest_edge", unsupported, "longest_edge");
        row("crop 0", R"("width":224)", R"("width":0)", corrupt, R"("crop_size")");
        row("crop too large", R"("width":224)", R"("width":256)", unsupported, R"("crop_size")");
        row("no crop", R"("do_resize":true)", R"("do_center_crop":false)", unsupported, "do_center_crop");
        row("mean of two", R"("image_mean":[0.5,0.5,0.5])", R"("image_mean":[0.5,0.5])", corrupt, R"("image_mean")");
        row("mean of texts", R"("image_mean":[0.5,0.5,0.5])", R"("image_mean":["a",0,0])", corrupt, R"("image_mean")");
        row("mean 1e999", R"("image_mean":[0.5,0.5,0.5])", R"("image_mean":[1e300,0,0])", corrupt, R"("image_mean")");
        row("mean missing", R"("image_mean":[0.5,0.5,0.5],)", "", corrupt, R"("image_mean" is missing)");
        row("deviation 0", R"("image_std":[0.5,0.5,0.5])", R"("image_std":[0.5,0,0.5])", corrupt, R"("image_std")");
        row("rescale 0", "0.004", "0", corrupt, R"("rescale_factor")");
        row("rescale text", "0.004", R"("x")", corrupt, R"("rescale_factor")");
        row("resample 99", R"("resample":3)", R"("resample":99)", unsupported, "99");
        row("resample box", R"("resample":3)", R"("resample":4)", unsupported, "4");
        row("resample text", R"("resample":3)", R"("resample":"bicubic")", corrupt, R"("resample")");
        row("flag", R"("do_resize":true)", R"("do_resize":1)", corrupt, R"("do_resize")");
        row("no resize", R"("do_resize":true)", R"("do_resize":false)", unsupported, R"("do_resize")");
        row("padding", R"("do_resize":true)", R"("do_pad":true)", unsupported, R"("do_pad")");
        row("pan and scan", R"("do_resize":true)", R"("do_pan_and_scan":true)", unsupported, R"("do_pan_and_scan")");
        row("BGR", R"("do_resize":true)", R"("do_flip_channel_order":true)", unsupported, R"("do_flip_channel_order")");
        row("NaFlex", R"("do_resize":true)", R"("max_num_patches":256)", unsupported, R"("max_num_patches")");
        row("class", "CLIPImageProcessor", "Siglip2ImageProcessor", unsupported, "Siglip2ImageProcessor");
        row("crop by an edge", R"("crop_size":{"height":224,"width":224})", R"("crop_size":{"shortest_edge":224})",
            corrupt, R"("crop_size")");
        row("class hostile", "CLIPImageProcessor", QByteArray(100'000, 'x').prepend("a\\nb"), unsupported,
            "image_processor_type");
        row("class number", R"("CLIPImageProcessor")", "5", corrupt, R"("image_processor_type")");
        row("nameless without filter", R"("image_processor_type":"CLIPImageProcessor")", R"("resample":null,"x":1)",
            corrupt, R"("resample")");
    }

    void badFilesAreRefusedInOneSentence()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(QString, says);
        if (QTest::currentDataTag() == QByteArray("nameless without filter")) {
            text.replace(R"("resample":3,)", "");
        }
        const auto recipe = PixelRecipe::read(writtenAs("preprocessor_config.json", text));
        QVERIFY(!recipe);
        const QString message = QString::fromStdString(recipe.error().message);
        QCOMPARE(static_cast<int>(recipe.error().code), code);
        QVERIFY2(message.contains(says) && message.contains("preprocessor_config.json"), qPrintable(message));
        QVERIFY2(!message.contains('\n') && message.size() < 300, qPrintable(message));
    }

    void badOpenClipFilesAreRefused()
    {
        const QByteArray good
            = R"({"model_cfg":{"vision_cfg":{"image_size":32}},"preprocess_cfg":{"mean":[0,0,0],"std":[1,1,1]}})";
        QVERIFY(PixelRecipe::read(writtenAs("open_clip_config.json", good)));
        const auto refused = [&](const char* from, const char* to) {
            return PixelRecipe::read(writtenAs("open_clip_config.json", QByteArray(good).replace(from, to)))
                .error()
                .code;
        };
        QCOMPARE(refused("model_cfg", "x"), ErrorCode::Corrupt);
        QCOMPARE(refused("{\"image_size\":32}", "3"), ErrorCode::Corrupt);
        QCOMPARE(refused("32", "[3,-1]"), ErrorCode::Corrupt);
        QCOMPARE(refused("32", "[24,32]"), ErrorCode::Unsupported);
        QCOMPARE(refused("\"mean\":[0,0,0],", ""), ErrorCode::Corrupt);
        QCOMPARE(refused("\"mean\"", "\"resize_mode\":\"other\",\"mean\""), ErrorCode::Unsupported);
        QCOMPARE(refused("\"mean\"", "\"interpolation\":\"lanczos\",\"mean\""), ErrorCode::Unsupported);
        QCOMPARE(refused("\"mean\"", "\"mode\":\"BGR\",\"mean\""), ErrorCode::Unsupported);
        QCOMPARE(refused("\"mean\"", "\"fill_color\":256,\"mean\""), ErrorCode::Corrupt);
    }

    void anEmptyFolderIsToldWhatIsMissing()
    {
        QTemporaryDir empty;
        const auto recipe = PixelRecipe::read(empty.path().toStdString());
        QCOMPARE(recipe.error().code, ErrorCode::NotFound);
        QVERIFY(recipe.error().message.find("preprocessor_config.json") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(PixelRecipeTest)
#include "pixel_recipe_test.moc"
