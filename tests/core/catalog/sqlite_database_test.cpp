#include "core/catalog/sqlite_database.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sys/mount.h>

using namespace likeness;

namespace {

constexpr Migration kSteps[] = {
    [](SqliteDatabase& database) { database.execute("CREATE TABLE a (x INTEGER NOT NULL) STRICT"); },
    [](SqliteDatabase& database) { database.execute("ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = 'n' || x"); },
    [](SqliteDatabase& database) { database.execute("CREATE TABLE b (z BLOB) STRICT"); },
};

constexpr Migration kFailing[] = {
    kSteps[0],
    [](SqliteDatabase& database) {
        database.execute("ALTER TABLE a ADD COLUMN y TEXT");
        database.execute("this is not SQL");
    },
};

SqliteOptions options(std::size_t version)
{
    return {.applicationId = 77, .migrations = std::span(kSteps).first(version)};
}

/// The code of what `body` throws.
template <class Body> std::optional<ErrorCode> codeThrownBy(Body body)
{
    try {
        body();
    } catch (const SqliteError& error) {
        return error.error().code;
    }
    return std::nullopt;
}

} // namespace

class SqliteDatabaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void migrationsRunOnceInOrderAndKeepWhatIsThere()
    {
        {
            SqliteDatabase database(file(), options(1));
            database.run("INSERT INTO a VALUES (?)", std::int64_t{5});
        }
        for (int i = 0; i < 2; ++i) {
            SqliteDatabase database(file(), options(3));
            Statement row = database.query("SELECT x, y, (SELECT count(*) FROM b) FROM a");
            QVERIFY(row.step());
            QCOMPARE(row.integer(0), 5);
            QCOMPARE(row.text(1), std::string_view("n5"));
            QVERIFY(!row.step());
        }
    }

    void aMigrationThatFailsLeavesTheOldFormat()
    {
        {
            SqliteDatabase database(file(), options(1));
            database.run("INSERT INTO a VALUES (1)");
        }
        const SqliteOptions failing{.applicationId = 77, .migrations = kFailing};
        QVERIFY(codeThrownBy([&] { SqliteDatabase database(file(), failing); }) == ErrorCode::Internal);
        SqliteDatabase database(file(), options(3)); // and can be tried again
        QVERIFY(database.query("SELECT y FROM a").step());
    }

    void anotherVersionIsRefused()
    {
        {
            SqliteDatabase database(file(), options(2));
        }
        QVERIFY(codeThrownBy([&] { SqliteDatabase database(file(), options(1)); }) == ErrorCode::Unsupported);
        SqliteOptions reader = options(3);
        reader.readOnly = true;
        QVERIFY(codeThrownBy([&] { SqliteDatabase database(file(), reader); }) == ErrorCode::Unsupported);
    }

    void oneStatementCanBeInUseTwice()
    {
        SqliteDatabase database(file(), options(1));
        for (std::int64_t i = 1; i <= 3; ++i) {
            database.run("INSERT INTO a VALUES (?)", i);
        }
        constexpr std::string_view kSql = "SELECT x FROM a ORDER BY x";
        std::int64_t sum = 0;
        Statement outer = database.query(kSql);
        while (outer.step()) {
            Statement inner = database.query(kSql);
            while (inner.step()) {
                sum += outer.integer(0) * inner.integer(0);
            }
        }
        QCOMPARE(sum, 36);
    }

    void emptyIsNotNull()
    {
        SqliteDatabase database(file(), options(3));
        database.run("INSERT INTO b VALUES (?)", Bytes{std::string_view()});
        Statement row = database.query("SELECT z IS NULL, ? IS NULL, ? IS NULL FROM b", std::string_view(),
                                       std::optional<double>());
        QVERIFY(row.step());
        QCOMPARE(row.integer(0), 0);
        QCOMPARE(row.integer(1), 0);
        QCOMPARE(row.integer(2), 1);
    }

    void whatIsNotCommittedIsNotThere()
    {
        SqliteDatabase database(file(), options(1));
        {
            const Transaction transaction(database);
            database.run("INSERT INTO a VALUES (1)");
        }
        QVERIFY(!database.query("SELECT 1 FROM a").step());
        {
            Transaction transaction(database);
            database.run("INSERT INTO a VALUES (1)");
            transaction.commit();
        }
        QVERIFY(database.query("SELECT 1 FROM a").step());
    }

    void aFullDiskIsOutOfResourcesAndLosesNothing()
    {
        const std::string mountPoint = m_folder->path().toStdString();
        if (::mount("tmpfs", mountPoint.c_str(), "tmpfs", 0, "size=1m") != 0) {
            QSKIP("cannot mount a small disk here");
        }
        bool survived = false;
        std::optional<ErrorCode> code;
        {
            SqliteDatabase database(file(), options(1));
            std::int64_t committed = 0;
            code = codeThrownBy([&] {
                while (true) {
                    Transaction transaction(database);
                    for (int i = 0; i < 1000; ++i) {
                        database.run("INSERT INTO a VALUES (?)", committed);
                    }
                    transaction.commit();
                    ++committed;
                }
            });
            Statement row = database.query("SELECT count(*) FROM a");
            survived = row.step() && row.integer(0) == committed * 1000 && committed > 0
                       && database.integrityProblems().empty();
        }
        ::umount(mountPoint.c_str());
        QVERIFY(code == ErrorCode::OutOfResources);
        QVERIFY(survived);
    }

private:
    std::filesystem::path file() const { return std::filesystem::path(m_folder->path().toStdString()) / "x.db"; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(SqliteDatabaseTest)
#include "sqlite_database_test.moc"
