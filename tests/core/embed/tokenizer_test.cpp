// Token ids compared with those of the tokenizers that the models were trained with, computed by Hugging Face's
// libraries (tests/data/embed/<family>/golden.json, fuzz/ids.json).
#include "core/embed/tokenizer.h"

#include <QtTest>
#include <fstream>
#include <random>

using namespace likeness;

namespace {

using Path = std::filesystem::path;
using Ids = std::vector<std::int64_t>;

const Path kData = Path(LIKENESS_TEST_DATA) / "embed";
const Path kRealVocabulary = Path(LIKENESS_SHARED) / "golden" / "clip_real_vocab";

QByteArray contentOf(const Path& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const Path& path, const QByteArray& content)
{
    std::ofstream file(path, std::ios::binary);
    file.write(content.data(), content.size());
}

QJsonDocument json(const Path& path) { return QJsonDocument::fromJson(contentOf(path)); }

Ids idsOf(const QJsonValue& list)
{
    Ids ids;
    for (const QJsonValue& id : list.toArray()) {
        ids.push_back(id.toInt());
    }
    return ids;
}

QByteArray printed(const Ids& ids)
{
    QByteArray text;
    for (const std::int64_t id : ids) {
        text += QByteArray::number(qlonglong(id)) + ' ';
    }
    return text;
}

Ids padded(Ids ids, std::size_t length, std::int64_t padding)
{
    ids.resize(length, padding);
    return ids;
}

/// A folder with copies of some files of `tests/data/embed/<family>`.
struct Folder {
    QTemporaryDir folder;

    Folder(const char* family, std::initializer_list<const char*> names)
    {
        for (const char* name : names) {
            std::filesystem::copy_file(kData / family / name, path() / Path(name).filename());
        }
    }
    Path path() const { return folder.path().toStdString(); }
};

/// The families as they lie in the test data.
struct Family {
    const char* name;
    TokenizerKind kind;
    std::vector<const char*> files;
    int contextLength;
    std::int64_t padding;
};
const Family kFamilies[] = {
    {"clip", TokenizerKind::Clip, {"vocab.json", "merges.txt"}, 77, 933},
    {"clip", TokenizerKind::Clip, {"tokenizer.json"}, 77, 933},
    {"clip_modern", TokenizerKind::Clip, {"vocab.json", "merges.txt"}, 77, 813},
    {"clip_modern", TokenizerKind::Clip, {"tokenizer.json"}, 77, 813}, // merges as pairs
    {"siglip", TokenizerKind::Siglip, {"spiece.model"}, 64, 1},
    {"siglip2", TokenizerKind::Siglip2, {"tokenizer.json"}, 64, 0},
    {"siglip2", TokenizerKind::Siglip2, {"variants/tokenizer_v5_lowercase.json"}, 64, 0}, // merges as texts
};

} // namespace

class TokenizerTest : public QObject {
    Q_OBJECT

private:
    /// A column of families, opened from a folder with nothing but the files they need.
    static void addFamilies()
    {
        QTest::addColumn<int>("family");
        for (int i = 0; i < int(std::size(kFamilies)); ++i) {
            QTest::addRow("%s from %s", kFamilies[i].name, kFamilies[i].files[0]) << i;
        }
    }

    static std::unique_ptr<Tokenizer> opened(const Family& family, int contextLength)
    {
        const QTemporaryDir folder;
        const Path path = folder.path().toStdString();
        for (const char* name : family.files) {
            const bool isVariant = std::string_view(name).starts_with("variants/");
            std::filesystem::copy_file(kData / family.name / name, path / (isVariant ? "tokenizer.json" : name));
        }
        auto tokenizer = openTokenizer(path, family.kind, contextLength);
        if (!tokenizer) {
            qWarning("%s", tokenizer.error().message.c_str());
            return nullptr;
        }
        return std::move(*tokenizer);
    }

    static Ids encoded(const Tokenizer& tokenizer, const QString& text)
    {
        const auto ids = tokenizer.encode(text.toStdString());
        return ids ? *ids : Ids();
    }

private Q_SLOTS:
    void idsAreThoseOfTheReference_data() { addFamilies(); }
    void idsAreThoseOfTheReference()
    {
        QFETCH(int, family);
        const Family& expected = kFamilies[family];
        const auto tokenizer = opened(expected, expected.contextLength);
        QVERIFY(tokenizer);
        const QJsonArray texts = json(kData / expected.name / "golden.json")["texts"].toArray();
        QCOMPARE(texts.size(), 67);
        for (const QJsonValue& text : texts) {
            const Ids ids = encoded(*tokenizer, text["text"].toString());
            const Ids wanted = padded(idsOf(text["input_ids"]), std::size_t(expected.contextLength), expected.padding);
            QVERIFY2(ids == wanted,
                     qPrintable(text["text"].toString() + "\n" + printed(ids) + "\nwanted\n" + printed(wanted)));
        }
    }

    void idsOfGeneratedTextsAreThoseOfTheReference_data() { addFamilies(); }
    void idsOfGeneratedTextsAreThoseOfTheReference()
    {
        QFETCH(int, family);
        const Family& expected = kFamilies[family];
        constexpr int kLonger = 1000; // than any of the texts
        const auto tokenizer = opened(expected, kLonger);
        QVERIFY(tokenizer);
        const QJsonArray texts = json(kData / "fuzz" / "texts.json").array();
        const QJsonArray rows = json(kData / "fuzz" / "ids.json")[expected.name].toArray();
        QCOMPARE(texts.size(), 300);
        QCOMPARE(rows.size(), 300);
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const Ids ids = encoded(*tokenizer, texts[i].toString());
            const Ids wanted = padded(idsOf(rows[i]), kLonger, expected.padding);
            QVERIFY2(ids == wanted, qPrintable(QString::number(i) + ": " + texts[i].toString() + "\n" + printed(ids)));
        }
    }

    void idsOfTheRealClipVocabularyAreThoseOfTheReference()
    {
        if (!std::filesystem::exists(kRealVocabulary / "third_party" / "vocab.json.gz")) {
            QSKIP("CLIP's own vocabulary is not on this machine");
        }
        const QTemporaryDir folder;
        for (const QString name : {"vocab.json", "merges.txt"}) {
            QProcess gzip;
            gzip.setStandardOutputFile(folder.filePath(name));
            gzip.start("gzip", {"-dc", QString::fromStdString(kRealVocabulary / "third_party") + "/" + name + ".gz"});
            QVERIFY(gzip.waitForFinished());
            QCOMPARE(gzip.exitCode(), 0);
        }
        const auto tokenizer = openTokenizer(folder.path().toStdString(), TokenizerKind::Clip, 77);
        QVERIFY2(tokenizer.has_value(), tokenizer ? "" : tokenizer.error().message.c_str());
        const QJsonArray texts = json(kRealVocabulary / "golden.json")["texts"].toArray();
        QCOMPARE(texts.size(), 103);
        for (const QJsonValue& text : texts) {
            QCOMPARE(encoded(**tokenizer, text["text"].toString()), padded(idsOf(text["input_ids"]), 77, 49407));
        }
        const auto unbounded = openTokenizer(folder.path().toStdString(), TokenizerKind::Clip, 1000);
        QVERIFY(unbounded);
        const QJsonArray generated = json(kData / "fuzz" / "texts.json").array();
        const QJsonArray rows = json(kData / "fuzz" / "ids.json")["clip_real_vocab"].toArray();
        QCOMPARE(rows.size(), generated.size());
        for (qsizetype i = 0; i < generated.size(); ++i) {
            QCOMPARE(encoded(**unbounded, generated[i].toString()), padded(idsOf(rows[i]), 1000, 49407));
        }
    }

    void shortTextTowersKeepTheEndToken_data() { addFamilies(); }
    void shortTextTowersKeepTheEndToken()
    {
        QFETCH(int, family);
        const Family& expected = kFamilies[family];
        const auto whole = opened(expected, 64);
        QVERIFY(whole);
        const QString text = "a black and white photo of the Eiffel Tower, Paris (1930s)";
        const Ids all = encoded(*whole, text);
        const std::int64_t end = expected.padding != 0 ? expected.padding : 1;
        for (const int length : {2, 3, 16}) {
            const auto tokenizer = opened(expected, length);
            QVERIFY(tokenizer);
            Ids wanted(all.begin(), all.begin() + length - 1);
            wanted.push_back(end);
            QCOMPARE(encoded(*tokenizer, text), wanted);
        }
    }

    void textsOf100KilobytesAreEncoded_data() { addFamilies(); }
    void textsOf100KilobytesAreEncoded()
    {
        QFETCH(int, family);
        constexpr int kLength = 65536;
        const auto tokenizer = opened(kFamilies[family], kLength);
        QVERIFY(tokenizer);
        const QByteArray marks = QString::fromUtf8("\u0301\u0323").toUtf8(); // above, below: the wrong way round
        const QByteArray unknown = QString::fromUtf8("\U00010400").toUtf8();
        for (const QByteArray& part : {QByteArray("a"), QByteArray("the "), QByteArray("<"), QByteArray(" "),
                                       QByteArray("\n"), QByteArray("'"), marks, unknown}) {
            const QByteArray text = part.repeated(100000 / part.size());
            QElapsedTimer timer;
            timer.start();
            const auto ids = tokenizer->encode(text.toStdString());
            qInfo("100 kB of %s: %lld ms", part.toPercentEncoding().constData(), timer.elapsed());
            QVERIFY(ids);
            QCOMPARE(ids->size(), std::size_t(kLength));
        }
    }

    void whatIsNotUtf8IsRefused_data() { addFamilies(); }
    void whatIsNotUtf8IsRefused()
    {
        QFETCH(int, family);
        const auto tokenizer = opened(kFamilies[family], 16);
        QVERIFY(tokenizer);
        for (const std::string_view text : {"caf\xE9", "\xC0\x80", "a\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x96"}) {
            const auto ids = tokenizer->encode(text);
            QVERIFY(!ids);
            QCOMPARE(ids.error().code, ErrorCode::InvalidInput);
        }
        QVERIFY(tokenizer->encode(std::string_view("a\0b", 3)));
    }

    void missingFilesAreNamed()
    {
        const QTemporaryDir empty;
        const Path path = empty.path().toStdString();
        const auto refusal = [&](TokenizerKind kind, const Path& folder) {
            const auto tokenizer = openTokenizer(folder, kind, 64);
            return tokenizer || tokenizer.error().code != ErrorCode::NotFound ? "" : tokenizer.error().message;
        };
        QVERIFY(refusal(TokenizerKind::Clip, path).find("vocab.json and merges.txt") != std::string::npos);
        QVERIFY(refusal(TokenizerKind::Siglip, path).find("spiece.model") != std::string::npos);
        QVERIFY(refusal(TokenizerKind::Siglip2, path).find("tokenizer.json") != std::string::npos);
        const Folder half("clip", {"vocab.json"});
        QVERIFY(refusal(TokenizerKind::Clip, half.path()).find("merges.txt") != std::string::npos);
        std::filesystem::create_directory(path / "spiece.model");
        QCOMPARE(openTokenizer(path, TokenizerKind::Siglip, 64).error().code, ErrorCode::Io);
    }

    void impossibleLengthsAreRefused()
    {
        for (const int length : {-1, 0, 1, 65537, std::numeric_limits<int>::max()}) {
            const auto tokenizer = openTokenizer(kData / "siglip", TokenizerKind::Siglip, length);
            QVERIFY(!tokenizer);
            QCOMPARE(tokenizer.error().code, ErrorCode::Unsupported);
        }
    }

    void siglipsAreToldApartByTheirTokenizer()
    {
        QCOMPARE(*siglipTokenizerKind(kData / "siglip"), TokenizerKind::Siglip);
        QCOMPARE(*siglipTokenizerKind(kData / "siglip2"), TokenizerKind::Siglip2);
        QCOMPARE(*siglipTokenizerKind(Folder("siglip", {"spiece.model"}).path()), TokenizerKind::Siglip);
        QCOMPARE(*siglipTokenizerKind(Folder("siglip2", {"tokenizer.json"}).path()), TokenizerKind::Siglip2);
        const Folder folder("siglip2", {"tokenizer.json"});
        const Path config = folder.path() / "tokenizer_config.json";
        write(config, R"({"tokenizer_class": "Siglip2Tokenizer"})");
        QCOMPARE(*siglipTokenizerKind(folder.path()), TokenizerKind::Siglip2);
        write(config, R"({"tokenizer_class": "T5Tokenizer"})");
        QCOMPARE(*siglipTokenizerKind(folder.path()), TokenizerKind::Siglip);
        write(config, R"({"tokenizer_class": ["GemmaTokenizer"]})");
        QCOMPARE(*siglipTokenizerKind(folder.path()), TokenizerKind::Siglip2);
        write(config, "{\"tokenizer_class\": ");
        QCOMPARE(siglipTokenizerKind(folder.path()).error().code, ErrorCode::Corrupt);
        QCOMPARE(siglipTokenizerKind(QTemporaryDir().path().toStdString()).error().code, ErrorCode::NotFound);
    }

    void malformedFilesAreRefused_data()
    {
        QTest::addColumn<int>("family");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("reason");
        int family = 0;
        QString name;
        const auto row = [&](const QByteArray& content, const char* reason, ErrorCode code = ErrorCode::Corrupt) {
            const QByteArray title = QByteArray(kFamilies[family].name) + "'s " + name.toUtf8() + ": " + reason + " "
                                     + QByteArray::number(content.size());
            QTest::newRow(title) << family << name << content << code << QString(reason);
        };
        QByteArray whole;
        const auto replaced = [&](const char* from, const char* to) {
            QByteArray content = whole;
            const qsizetype at = content.indexOf(from);
            if (at < 0) {
                qFatal("%s is not in the file", from);
            }
            return content.replace(at, qsizetype(strlen(from)), to);
        };
        const QByteArray deep(200000, '[');

        name = "vocab.json";
        whole = contentOf(kData / "clip" / "vocab.json");
        row("", "not JSON");
        row(whole.first(whole.size() / 2), "not JSON");
        row(whole + "}", "not JSON");
        row(QByteArray(1000, '\0'), "not JSON");
        row("[]", "not a JSON object");
        row("\"text\"", "not a JSON object");
        row("17", "not a JSON object");
        row("{}", "is not in the vocabulary");
        row(replaced("\"!\": 0", "\"!\": \"0\""), "is not a whole number");
        row(replaced("\"!\": 0", "\"!\": -1"), "is not a whole number");
        row(replaced("\"!\": 0", "\"!\": 0.0"), "is not a whole number");
        row(replaced("\"!\": 0", "\"!\": null"), "is not a whole number");
        row(replaced("\"!\": 0", "\"!\": true"), "is not a whole number");
        row(replaced("\"!\": 0", "\"!\": [0]"), "is not a whole number");
        row(replaced("\"!\": 0", "\"!\": {\"a\": 0}"), "is not a whole number");
        row(replaced("\"!\": 0", "\"!\": 934"), "the id 934 lies beyond the vocabulary of 934 tokens");
        row(replaced("\"!\": 0", "\"!\": 2147483647"), "lies beyond the vocabulary");
        row(replaced("\"!\": 0", "\"!\": 2147483648"), "lies beyond the vocabulary");
        row(replaced("\"!\": 0", "\"!\": 18446744073709551615"), "lies beyond the vocabulary");
        row(replaced("\"!\": 0", "\"!\": 1"), "two tokens have the id 1");
        row(replaced("\"!\": 0", "\"\\\"\": 0"), "appears twice");
        row(replaced("\"!\": 0", "\"new\": 0"), "lacks the byte 33");
        row(replaced("<|startoftext|>", "<|start|>"), "has no <|startoftext|>");
        row(replaced("<|endoftext|>", "<|end|>"), "has no <|endoftext|>");

        name = "merges.txt";
        whole = contentOf(kData / "clip" / "merges.txt");
        row(whole.first(whole.size() - 2), "is not in the vocabulary");
        row(replaced("i n\n", "in\n"), "line 2 is not made of two tokens");
        row(replaced("i n\n", "i n n\n"), "line 2 is not made of two tokens");
        row(replaced("i n\n", "\n"), "line 2 is not made of two tokens");
        row(replaced("i n\n", "i unknown\n"), "merge 1 names \"unknown\"");
        row(replaced("i n\n", "n z\n"), "merge 1 names \"nz\"");
        row(QByteArray(1000, '\0'), "line 1 is not made of two tokens");

        name = "tokenizer.json";
        family = 1;
        whole = contentOf(kData / "clip" / "tokenizer.json");
        row("{}", "not CLIP's tokenizer", ErrorCode::Unsupported);
        row(R"({"model": []})", "not CLIP's tokenizer", ErrorCode::Unsupported);
        row(contentOf(kData / "siglip2" / "tokenizer.json"), "not CLIP's tokenizer", ErrorCode::Unsupported);
        row(replaced("\"BPE\"", "\"Unigram\""), "not CLIP's tokenizer", ErrorCode::Unsupported);
        row(whole.first(whole.size() - 1), "not JSON");
        row("[" + whole + "]", "not a JSON object");
        row(R"({"a": )" + deep, "not JSON");

        family = 5;
        whole = contentOf(kData / "siglip2" / "tokenizer.json");
        row("", "not JSON");
        row(contentOf(kData / "clip" / "tokenizer.json"), "not Gemma's tokenizer", ErrorCode::Unsupported);
        row(R"({"model": {"type": "Unigram", "vocab": [["<pad>", 0.0]]}})", "not Gemma's tokenizer",
            ErrorCode::Unsupported);
        row(R"({"model": {"type": "BPE", "byte_fallback": true, "vocab": [["<pad>", 0.0]]}})",
            "has no <eos> or no <pad>");
        row(replaced("\"<eos>\": 1", "\"<eos>\": 2"), "has two ids");
        row(replaced("\"<0x41>\"", "\"<0x041>\""), "has no <0x41>");
        row(replaced("\"id\": 0", "\"id\": \"0\""), "id is not a whole number");
        row(replaced("\"id\": 0", "\"id\": -1"), "no content or no id");
        row(replaced("\"id\": 0", "\"id\": 2147483648"), "lies beyond the vocabulary");
        row(replaced("\"lstrip\": false", "\"lstrip\": true"), "not one that is matched as it stands",
            ErrorCode::Unsupported);
        for (const char* merges : {"5", "\"a\"", "[1]", "[\"a\"]", "[\"a b c\"]", "[[\"a\"]]", "[[\"a\",\"b\",\"c\"]]",
                                   "[[\"a\",1]]", "[[[\"a\"]]]", "[{}]", "[null]", "[[\"a\",\"nowhere\"]]"}) {
            const QByteArray cut = whole.first(whole.indexOf("\"merges\""));
            row(cut + "\"merges\": " + merges + "}}", merges[0] == '[' ? "merge" : "merges is not a list of tokens");
        }

        name = "spiece.model";
        family = 4;
        whole = contentOf(kData / "siglip" / "spiece.model");
        row("", "not a SentencePiece model");
        row(QByteArray(100000, '\0'), "not a SentencePiece model");
        row(QByteArray(100000, '\xFF'), "not a SentencePiece model");
        row(whole.first(whole.size() / 2), "not a SentencePiece model");
        row(whole.first(whole.size() - 1), "not a SentencePiece model");
        row("version https://git-lfs.github.com/spec/v1\n", "not a SentencePiece model");
        row(replaced("</s>", "</S>"), "has no piece </s>");
        row(whole.replace(whole.indexOf("</s>"), 4, "<unk"), "has no piece </s>");
    }

    void malformedFilesAreRefused()
    {
        QFETCH(int, family);
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(ErrorCode, code);
        QFETCH(QString, reason);
        const QTemporaryDir folder;
        const Path path = folder.path().toStdString();
        for (const char* file : kFamilies[family].files) {
            std::filesystem::copy_file(kData / kFamilies[family].name / file, path / file);
        }
        write(path / name.toStdString(), content);
        const auto tokenizer = openTokenizer(path, kFamilies[family].kind, 64);
        QVERIFY(!tokenizer);
        const QString message = QString::fromStdString(tokenizer.error().message);
        QVERIFY2(message.contains(reason), qPrintable(message));
        QVERIFY2(message.startsWith(folder.path()) && !message.contains('\n') && message.size() < 400,
                 qPrintable(message));
        QCOMPARE(tokenizer.error().code, code);
    }

    void randomDamageNeverCrashes_data() { addFamilies(); }
    void randomDamageNeverCrashes()
    {
        QFETCH(int, family);
        const Family& expected = kFamilies[family];
        constexpr unsigned kSeed = 20240817;
        qInfo("seed %u", kSeed);
        std::mt19937 random(kSeed);
        const auto below
            = [&](qsizetype limit) { return qsizetype(random() % std::size_t(std::max<qsizetype>(limit, 1))); };
        const QTemporaryDir folder;
        const Path path = folder.path().toStdString();
        const auto nameOf = [](const char* file) {
            return std::string_view(file).starts_with("variants/") ? "tokenizer.json" : file;
        };
        const QString text = QString::fromUtf8("A photo of ½ ﬁve <b>CATS</b> 猫の写真 <unk> é e\u0301 </s> \U0001F431");
        int refusedCount = 0;
        for (int round = 0; round < 150; ++round) {
            for (const char* file : expected.files) {
                QByteArray content = contentOf(kData / expected.name / file);
                for (qsizetype change = 0; change <= below(4); ++change) {
                    const qsizetype at = below(content.size());
                    const qsizetype length = below(16);
                    switch (random() % 4) {
                    case 0:
                        content[at] = char(random());
                        break;
                    case 1:
                        content.remove(at, length);
                        break;
                    case 2:
                        content.insert(at, content.mid(below(content.size()), length));
                        break;
                    default:
                        content.truncate(random() % 8 == 0 ? at : content.size());
                    }
                }
                write(path / nameOf(file), content);
            }
            const auto tokenizer = openTokenizer(path, expected.kind, 64);
            if (!tokenizer) {
                ++refusedCount;
                QVERIFY2(tokenizer.error().code == ErrorCode::Corrupt
                             || tokenizer.error().code == ErrorCode::Unsupported,
                         tokenizer.error().message.c_str());
                continue;
            }
            const Ids ids = encoded(**tokenizer, text);
            QCOMPARE(ids.size(), std::size_t(64));
            QVERIFY(std::ranges::all_of(ids, [](std::int64_t id) { return id >= 0 && id < 1000; }));
        }
        qInfo("%d of 150 refused", refusedCount);
        QVERIFY(refusedCount > 0);
    }
};

QTEST_GUILESS_MAIN(TokenizerTest)
#include "tokenizer_test.moc"
