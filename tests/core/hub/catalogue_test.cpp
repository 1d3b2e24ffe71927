#include "core/hub/catalogue.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <set>

using namespace likeness;

class CatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOneWeShipIsComplete()
    {
        const auto models = readCatalogue(LIKENESS_CATALOGUE);
        QVERIFY2(models, models ? "" : models.error().message.c_str());
        QVERIFY(models->size() >= 12);
        QCOMPARE(models->front().repository, std::string("google/siglip2-base-patch16-224"));
        QVERIFY(models->front().understandsWords);
        const std::set<std::string> families{"clip", "siglip", "siglip2", "dinov2", "dinov3"};
        std::set<std::string> repositories;
        for (const CatalogueModel& model : *models) {
            const char* name = model.repository.c_str();
            QVERIFY2(repositories.insert(model.repository).second, name);
            QVERIFY2(!model.name.empty() && !model.licence.empty() && model.description.ends_with("."), name);
            QVERIFY2(families.contains(model.family), name);
            QVERIFY2(model.dimension >= 128 && model.downloadBytes > 10'000'000, name);
            QVERIFY2(model.understandsWords != model.languages.empty(), name);
            // What cannot be fetched says why.
            QVERIFY2(model.fetchable || !model.terms.empty(), name);
            QVERIFY2(model.fetchable != (model.family == "dinov3"), name);
        }
    }

    void aWrongOneIsRefusedWithTheReason_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray good = R"({"repository": "a/b", "name": "B", "family": "clip", "dimension": 512,
            "downloadBytes": 5, "understandsWords": true, "languages": "English", "licence": "MIT", "terms": "",
            "description": "Good.", "fetchable": true})";
        const auto row = [](const char* name, const QByteArray& models, const char* reason) {
            QTest::newRow(name) << QByteArray(R"({"models": [)" + models + "]}") << QByteArray(reason);
        };
        row("good", good, "");
        row("missing", QByteArray(good).replace(R"("licence": "MIT", )", ""), "model 1, which has no licence");
        row("wrong type", good + "," + QByteArray(good).replace("512", "-512"), "model 2, which has a wrong dimension");
        row("unknown", QByteArray(good).replace(R"("terms")", R"("tems": 1, "terms")"), "the unknown field tems");
        row("repository", QByteArray(good).replace("a/b", "../b"), "not owner/name");
        row("no object", "7", "not an object");
        QTest::newRow("no JSON") << QByteArray("models") << QByteArray("not a list of models");
        QTest::newRow("no list") << QByteArray(R"({"models": 3})") << QByteArray("not a list of models");
    }

    void aWrongOneIsRefusedWithTheReason()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, reason);
        QTemporaryDir folder;
        QFile file(folder.path() + "/models.json");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const auto models = readCatalogue(file.fileName().toStdString());
        QCOMPARE(models.has_value(), reason.isEmpty());
        if (!models) {
            QCOMPARE(models.error().code, ErrorCode::Corrupt);
            QVERIFY2(QByteArray(models.error().message.c_str()).contains(reason), models.error().message.c_str());
        }
    }

    void aMissingOneIsNotFound()
    {
        const auto models = readCatalogue("/nowhere/models.json");
        QVERIFY(!models);
        QCOMPARE(models.error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
