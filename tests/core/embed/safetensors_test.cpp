#include "core/embed/safetensors.h"

#include <QtTest>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>

using namespace likeness;

namespace {

using Path = std::filesystem::path;

void writeBytes(const Path& path, const std::string& bytes)
{
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string lengthField(std::uint64_t length)
{
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &length, 8);
    return bytes;
}

std::string withHeader(const std::string& header, const std::string& data = {})
{
    return lengthField(header.size()) + header + data;
}

} // namespace

class SafetensorsTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    Path writtenAs(const std::string& bytes)
    {
        const Path path = Path(m_folder.path().toStdString()) / "case.safetensors";
        writeBytes(path, bytes);
        return path;
    }

private Q_SLOTS:
    void floatsOfEveryFormatAreRead()
    {
        const float f32[2] = {1.5F, -0.25F};
        const std::uint16_t f16[6] = {0x3C00, 0xC000, 0x0001, 0x7C00, 0x8000, 0x03FF};
        const std::uint16_t bf16[2] = {0x3F80, 0xC040};
        const std::int64_t i64[3] = {-1, 0, 1LL << 40};
        std::string data;
        data.append(reinterpret_cast<const char*>(f32), 8);
        data.append(reinterpret_cast<const char*>(f16), 12);
        data.append(reinterpret_cast<const char*>(bf16), 4);
        data.append(reinterpret_cast<const char*>(i64), 24);
        data.append(reinterpret_cast<const char*>(f32), 4);
        const auto file = SafetensorsFile::open(writtenAs(withHeader(
            R"({"__metadata__":{"maker":"test"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},)"
            R"("b":{"dtype":"F16","shape":[6],"data_offsets":[8,20]},"c":{"dtype":"BF16","shape":[2],"data_offsets":[20,24]},)"
            R"("d":{"dtype":"I64","shape":[3],"data_offsets":[24,48]},"e":{"dtype":"F32","shape":[],"data_offsets":[48,52]},)"
            R"("f":{"dtype":"F32","shape":[0,4],"data_offsets":[52,52]}})",
            data)));
        QVERIFY2(file.has_value(), file ? "" : file.error().message.c_str());
        QCOMPARE(file->metadata().at("maker"), std::string("test"));
        const auto a = file->floats("a", {1, 2});
        QVERIFY(a);
        QCOMPARE((*a)[1], -0.25F);
        const auto b = file->floats("b", {6});
        QVERIFY(b);
        QCOMPARE((*b)[0], 1.0F);
        QCOMPARE((*b)[1], -2.0F);
        QCOMPARE((*b)[2], 0x1p-24F);
        QVERIFY(std::isinf((*b)[3]));
        QVERIFY(std::signbit((*b)[4]));
        QCOMPARE((*b)[5], 1023 * 0x1p-24F);
        const auto c = file->floats("c", {2});
        QVERIFY(c);
        QCOMPARE((*c)[1], -3.0F);
        const auto d = file->integers("d");
        QVERIFY(d);
        QCOMPARE((*d)[2], std::int64_t{1} << 40);
        QCOMPARE(file->tensor("e")->shape.size(), std::size_t(0));
        QCOMPARE((*file->floats("e", {}))[0], 1.5F);
        QCOMPARE(file->floats("f", {0, 4})->size(), std::size_t(0));
    }

    void wrongUsesAreRefused()
    {
        const auto file = SafetensorsFile::open(
            writtenAs(withHeader(R"({"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}})", std::string(8, '\0'))));
        QVERIFY(file);
        QCOMPARE(file->tensor("b").error().code, ErrorCode::NotFound);
        QCOMPARE(file->floats("a", {1}).error().code, ErrorCode::Unsupported);
        QCOMPARE(file->floats("a", {2}).error().code, ErrorCode::Corrupt);
    }

    void malformedFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const std::string& bytes) {
            QTest::newRow(name) << QByteArray(bytes.data(), static_cast<int>(bytes.size()));
        };
        const auto entry = [](const std::string& dtype, const std::string& shape, const std::string& offsets) {
            return R"({"a":{"dtype":)" + dtype + R"(,"shape":)" + shape + R"(,"data_offsets":)" + offsets + "}}";
        };
        const std::string eight(8, 'x');
        row("empty", "");
        row("seven bytes", "1234567");
        row("header of 2^60 bytes", lengthField(std::uint64_t{1} << 60) + "{}");
        row("header of 2^64 - 1 bytes", lengthField(std::numeric_limits<std::uint64_t>::max()) + "{}");
        row("header one byte past the end", lengthField(3) + "{}");
        row("not JSON", withHeader("hello"));
        row("a list", withHeader("[]"));
        row("cut JSON", withHeader(R"({"a":)"));
        row("text after JSON", withHeader("{} {}"));
        row("deep nesting", withHeader(std::string(200000, '[')));
        row("a name twice", withHeader(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
                                       R"("a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
                                       eight));
        row("metadata a list", withHeader(R"({"__metadata__":[]})"));
        row("metadata a number", withHeader(R"({"__metadata__":{"a":1}})"));
        row("entry a number", withHeader(R"({"a":1})"));
        row("no dtype", withHeader(R"({"a":{"shape":[1],"data_offsets":[0,4]}})", "1234"));
        row("unknown dtype", withHeader(entry(R"("F33")", "[2]", "[0,8]"), eight));
        row("dtype a number", withHeader(entry("32", "[2]", "[0,8]"), eight));
        row("shape a number", withHeader(entry(R"("F32")", "2", "[0,8]"), eight));
        row("negative extent", withHeader(entry(R"("F32")", "[-2]", "[0,8]"), eight));
        row("fractional extent", withHeader(entry(R"("F32")", "[2.0]", "[0,8]"), eight));
        row("extents whose product overflows",
            withHeader(entry(R"("F32")", "[4294967296,4294967296,2]", "[0,8]"), eight));
        row("zero hides an overflow", withHeader(entry(R"("F32")", "[9223372036854775807,4,0]", "[0,0]")));
        row("one offset", withHeader(entry(R"("F32")", "[2]", "[0]"), eight));
        row("offsets the wrong way", withHeader(entry(R"("F32")", "[2]", "[8,0]"), eight));
        row("offsets past the end", withHeader(entry(R"("F32")", "[4]", "[0,16]"), eight));
        row("offset of 2^63", withHeader(entry(R"("F32")", "[2]", "[9223372036854775808,9223372036854775816]"), eight));
        row("size unlike shape", withHeader(entry(R"("F32")", "[1]", "[0,8]"), eight));
        row("bytes nobody owns at the end", withHeader(entry(R"("F32")", "[1]", "[0,4]"), eight));
        row("bytes nobody owns at the start", withHeader(entry(R"("F32")", "[1]", "[4,8]"), eight));
        row("two tensors on the same bytes", withHeader(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                                                        R"("b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
                                                        eight));
    }

    void malformedFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto file = SafetensorsFile::open(writtenAs(bytes.toStdString()));
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::Corrupt);
        QVERIFY(file.error().message.find("case.safetensors: ") != std::string::npos);
    }

    void whatIsNoFileIsRefused()
    {
        QCOMPARE(SafetensorsFile::open("/nowhere/at/all").error().code, ErrorCode::NotFound);
        QCOMPARE(SafetensorsFile::open(m_folder.path().toStdString()).error().code, ErrorCode::Io);
    }

    void aFileStaysReadableAfterItsNameIsGone()
    {
        const Path path
            = writtenAs(withHeader(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", std::string(4, '\0')));
        auto file = SafetensorsFile::open(path);
        QVERIFY(file);
        std::filesystem::remove(path);
        const SafetensorsFile moved = std::move(*file);
        QCOMPARE((*moved.floats("a", {1}))[0], 0.0F);
    }

    void shardedWeightsAreFoundThroughTheIndex()
    {
        QTemporaryDir folder;
        const Path path = folder.path().toStdString();
        QCOMPARE(SafetensorsSet::open(path).error().code, ErrorCode::NotFound);
        const float one = 1;
        const std::string data(reinterpret_cast<const char*>(&one), 4);
        writeBytes(path / "part-1.safetensors",
                   withHeader(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", data));
        writeBytes(path / "part-2.safetensors",
                   withHeader(R"({"b":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})", data));
        const Path index = path / "model.safetensors.index.json";
        writeBytes(index, R"({"weight_map":{"a":"part-1.safetensors","b":"part-2.safetensors"}})");
        const auto set = SafetensorsSet::open(path);
        QVERIFY2(set.has_value(), set ? "" : set.error().message.c_str());
        QCOMPARE(set->files().size(), std::size_t(2));
        QCOMPARE(toFloats(*set->tensor("b"))->front(), 1.0F);
        QCOMPARE(set->tensor("c").error().code, ErrorCode::NotFound);
        writeBytes(index, R"({"weight_map":{"a":"part-2.safetensors"}})");
        QCOMPARE(SafetensorsSet::open(path).error().code, ErrorCode::Corrupt);
        writeBytes(index, R"({"weight_map":{"a":"../part-1.safetensors"}})");
        QCOMPARE(SafetensorsSet::open(path).error().code, ErrorCode::Corrupt);
        writeBytes(index, R"({"weight_map":{"a":"part-3.safetensors"}})");
        QCOMPARE(SafetensorsSet::open(path).error().code, ErrorCode::NotFound);
        writeBytes(index, "{}");
        QCOMPARE(SafetensorsSet::open(path).error().code, ErrorCode::Corrupt);
    }
};

QTEST_GUILESS_MAIN(SafetensorsTest)
#include "safetensors_test.moc"
