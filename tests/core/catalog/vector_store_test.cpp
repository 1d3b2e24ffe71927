#include "core/base/half.h"
#include "core/catalog/catalog.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <limits>

#include <sqlite3.h>

using namespace likeness;

namespace {

class StoreFixture {
public:
    StoreFixture() { reopen(); }

    void reopen()
    {
        store.reset();
        auto opened = VectorStore::open(file(), header, Catalog::Access::ReadWrite);
        if (!opened) {
            qFatal("%s", opened.error().message.c_str());
        }
        store = std::move(*opened);
    }

    std::filesystem::path file() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / "vectors" / "m.db";
    }

    static std::vector<float> vector(float seed) { return {seed, 0.5F, -0.25F, 1.0F / 3}; }

    Status put(std::int64_t content, float seed)
    {
        const ContentId id{content};
        return store->put(std::span(&id, 1), vector(seed));
    }

    /// "content@sequence" of what is there since, then "-content@sequence" of what was removed since.
    QString since(std::int64_t after) const
    {
        QStringList list;
        const Status visited
            = store->forEachSince(after, [&](ContentId content, std::int64_t sequence, std::span<const std::uint16_t>) {
                  list << QString("%1@%2").arg(content.value).arg(sequence);
              });
        const auto removed = store->removedSince(after);
        for (const auto& [content, sequence] : *removed) {
            list << QString("-%1@%2").arg(content.value).arg(sequence);
        }
        return visited ? list.join(' ') : "failed";
    }

    void damage(const char* sql)
    {
        sqlite3* handle = nullptr;
        sqlite3_open(file().c_str(), &handle);
        sqlite3_exec(handle, sql, nullptr, nullptr, nullptr);
        sqlite3_close(handle);
    }

    VectorStore::Header header{"model-1", "abc", 4};
    std::unique_ptr<VectorStore> store;

private:
    QTemporaryDir m_folder;
};

} // namespace

class VectorStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vectorsComeBackAsHalves()
    {
        StoreFixture fixture;
        QVERIFY(fixture.put(7, 0.1F));
        fixture.reopen();
        const auto vector = fixture.store->vectorOf({7});
        QCOMPARE(vector->size(), 4U);
        const std::vector<float> original = StoreFixture::vector(0.1F);
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE((*vector)[i], floatFromHalf(halfFromFloat(original[i])));
            QVERIFY(std::abs((*vector)[i] - original[i]) <= std::abs(original[i]) / 2048);
        }
        QVERIFY(fixture.store->vectorOf({8})->empty());
        std::vector<std::uint16_t> seen;
        QVERIFY(
            fixture.store->forEachSince(0, [&](ContentId content, std::int64_t, std::span<const std::uint16_t> halves) {
                QCOMPARE(content.value, 7);
                seen.assign(halves.begin(), halves.end());
            }));
        QCOMPARE(seen.size(), 4U);
        QCOMPARE(seen[1], 0x3800);
        QCOMPARE(seen[2], 0xB400);
    }

    void sequenceNumbersOnlyGrow()
    {
        StoreFixture fixture;
        QCOMPARE(*fixture.store->lastSequence(), 0);
        QVERIFY(fixture.put(1, 1));
        QVERIFY(fixture.put(2, 1));
        QCOMPARE(fixture.since(0), QString("1@1 2@2"));
        QVERIFY(fixture.put(1, 2)); // replaced
        QCOMPARE(fixture.since(0), QString("2@2 1@3"));
        QCOMPARE(fixture.since(2), QString("1@3"));
        const ContentId gone[] = {{1}, {99}};
        QVERIFY(fixture.store->remove(gone));
        QCOMPARE(fixture.since(2), QString("-1@4"));
        QVERIFY(fixture.store->remove(gone)); // nothing was there
        QCOMPARE(*fixture.store->lastSequence(), 4);
        fixture.reopen();
        QCOMPARE(*fixture.store->lastSequence(), 4);
        QVERIFY(fixture.put(1, 3)); // back again
        QCOMPARE(fixture.since(0), QString("2@2 1@5"));
        const ContentId all[] = {{1}, {2}};
        QVERIFY(fixture.store->remove(all));
        fixture.reopen();
        QVERIFY(fixture.put(3, 1)); // even when the table was empty
        QCOMPARE(fixture.since(5), QString("3@8 -1@6 -2@7"));
        QCOMPARE(*fixture.store->count(), 1);
        QVERIFY((*fixture.store->contents() == std::vector{ContentId{3}}));
        QVERIFY(fixture.store->verify()->empty());
    }

    void whatIsNoDirectionIsRefusedAndNothingIsKept()
    {
        StoreFixture fixture;
        const ContentId ids[] = {{1}, {2}};
        const float bad[] = {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                             -std::numeric_limits<float>::infinity(), 1e6F};
        for (const float value : bad) {
            std::vector<float> values{1, 0, 0, 0, 0, 1, value, 0};
            QCOMPARE(fixture.store->put(ids, values).error().code, ErrorCode::InvalidInput);
        }
        const std::vector<float> zero{1, 0, 0, 0, 0, -0.0F, 1e-30F, 0};
        QCOMPARE(fixture.store->put(ids, zero).error().code, ErrorCode::InvalidInput);
        QCOMPARE(fixture.store->put(ids, std::span(zero).first(4)).error().code, ErrorCode::InvalidInput);
        QCOMPARE(*fixture.store->count(), 0);
        QCOMPARE(*fixture.store->lastSequence(), 0);
    }

    void anotherModelIsRefused()
    {
        StoreFixture fixture;
        QVERIFY(fixture.put(1, 1));
        for (const VectorStore::Header& other :
             {VectorStore::Header{"model-2", "abc", 4}, VectorStore::Header{"model-1", "xyz", 4},
              VectorStore::Header{"model-1", "abc", 5}}) {
            for (const auto access : {Catalog::Access::ReadWrite, Catalog::Access::ReadOnly}) {
                const auto opened = VectorStore::open(fixture.file(), other, access);
                QVERIFY(!opened);
                QCOMPARE(opened.error().code, ErrorCode::InvalidInput);
            }
        }
        QVERIFY(VectorStore::open(fixture.file(), fixture.header, Catalog::Access::ReadOnly));
        QVERIFY(!VectorStore::open(fixture.file(), {"m", "", 0}, Catalog::Access::ReadWrite));
        QCOMPARE(
            VectorStore::open(fixture.file().string() + "x", fixture.header, Catalog::Access::ReadOnly).error().code,
            ErrorCode::NotFound);
    }

    void verifyNamesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("problem");
        QTest::newRow("length") << "UPDATE vector SET value = x'00' WHERE content_id = 1"
                                << "wrong length";
        QTest::newRow("nan") << "UPDATE vector SET value = x'007E007E007E007E' WHERE content_id = 1"
                             << "not finite";
        QTest::newRow("zero") << "UPDATE vector SET value = x'0000008000000000' WHERE content_id = 1"
                              << "is zero";
        QTest::newRow("sequence") << "UPDATE header SET last_sequence = 1"
                                  << "newer than the last";
        QTest::newRow("both") << "INSERT INTO removal VALUES (1, 1)"
                              << "both there and removed";
        QTest::newRow("removal") << "INSERT INTO removal VALUES (9, 9)"
                                 << "removed after the last";
        QTest::newRow("table") << "DROP TABLE removal"
                               << "no such table";
    }
    void verifyNamesWhatIsWrong()
    {
        QFETCH(QString, sql);
        QFETCH(QString, problem);
        StoreFixture fixture;
        QVERIFY(fixture.put(1, 1));
        QVERIFY(fixture.put(2, 1));
        QVERIFY(fixture.store->verify()->empty());
        fixture.store.reset();
        fixture.damage(sql.toUtf8());
        fixture.reopen();
        const auto problems = fixture.store->verify();
        QVERIFY(problems && !problems->empty());
        QVERIFY2(problems->front().find(problem.toStdString()) != std::string::npos, problems->front().c_str());
    }

    void aVectorOfTheWrongLengthIsNeverHandedOut()
    {
        StoreFixture fixture;
        QVERIFY(fixture.put(1, 1));
        fixture.store.reset();
        fixture.damage("UPDATE vector SET value = x'000102'");
        fixture.reopen();
        QCOMPARE(fixture.store->vectorOf({1}).error().code, ErrorCode::Corrupt);
        QCOMPARE(
            fixture.store->forEachSince(0, [](ContentId, std::int64_t, std::span<const std::uint16_t>) {}).error().code,
            ErrorCode::Corrupt);
    }
};

QTEST_GUILESS_MAIN(VectorStoreTest)
#include "vector_store_test.moc"
