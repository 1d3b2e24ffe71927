#pragma once

#include "core/base/file_system.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace likeness {

/// What SQLite refused. Travels inside core/catalog only: `answered` turns it into a Result at every public function.
class SqliteError : public std::exception {
public:
    explicit SqliteError(Error error)
        : m_error(std::move(error))
    {
    }
    const char* what() const noexcept override { return m_error.message.c_str(); }
    const Error& error() const { return m_error; }

private:
    Error m_error;
};

/// A value to bind or read as BLOB: paths and names are bytes, they need not be text in any encoding.
struct Bytes {
    std::string_view view;
};

inline Bytes bytesOf(std::span<const std::byte> bytes)
{
    return {{reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}

class SqliteDatabase;

/// A prepared statement; goes back to its database's cache when it goes out of scope.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Binds parameters 1, 2, … Text and bytes must live until the statement was stepped to its end or bound again.
    template <class... Values> Statement& bind(const Values&... values)
    {
        int index = 0;
        (bindAt(++index, values), ...);
        return *this;
    }
    void bindAt(int index, std::int64_t value);
    void bindAt(int index, int value) { bindAt(index, std::int64_t{value}); }
    void bindAt(int index, double value);
    void bindAt(int index, std::string_view value);
    void bindAt(int index, Bytes value);
    void bindAt(int index, std::nullopt_t);
    template <class T> void bindAt(int index, const std::optional<T>& value)
    {
        value ? bindAt(index, *value) : bindAt(index, std::nullopt);
    }

    /// Goes to the next row; false after the last one.
    bool step();
    /// Steps to the end and makes the statement ready to be bound again.
    void run();
    void reset();

    // Columns of the current row, from 0. What is null reads as 0 or empty.
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;  ///< valid until the next step
    std::string_view bytes(int column) const; ///< valid until the next step
    bool isNull(int column) const;
    std::optional<double> optionalReal(int column) const;
    std::optional<std::int64_t> optionalInteger(int column) const;

private:
    friend class SqliteDatabase;
    Statement(const SqliteDatabase& database, sqlite3_stmt* statement, bool isCached)
        : m_database(&database)
        , m_statement(statement)
        , m_isCached(isCached)
    {
    }
    void check(int code) const;

    const SqliteDatabase* m_database;
    sqlite3_stmt* m_statement;
    bool m_isCached;
};

/// One step of a schema: takes the file from version i to i + 1.
using Migration = void (*)(SqliteDatabase&);

/// How a file of ours is opened.
struct SqliteOptions {
    bool readOnly = false;
    std::int32_t applicationId = 0;        ///< tells our files apart from other databases
    std::span<const Migration> migrations; ///< their number is the newest version
    int pageSizeBytes = 4096;              ///< of a new file
    bool incrementalVacuum = false;        ///< of a new file
    bool durable = true; ///< every commit survives a power cut; otherwise the last ones may be lost, never damaged
    std::int64_t cacheKiB = 16 * 1024;
};

/// One connection to one SQLite file in WAL mode.
/// Thread: one thread at a time. Errors: functions throw SqliteError.
class SqliteDatabase {
public:
    /// Errors (thrown): NotFound (read-only and missing), Io, Corrupt (no database, another program's, damaged),
    /// Unsupported (version newer than the migrations).
    SqliteDatabase(std::filesystem::path file, const SqliteOptions& options);
    ~SqliteDatabase();
    SqliteDatabase(const SqliteDatabase&) = delete;
    SqliteDatabase& operator=(const SqliteDatabase&) = delete;

    /// A statement from the cache, with its parameters bound. For SQL that is a constant.
    template <class... Values> Statement query(std::string_view sql, const Values&... values) const
    {
        Statement statement = cached(sql);
        statement.bind(values...);
        return statement;
    }
    template <class... Values> void run(std::string_view sql, const Values&... values) { query(sql, values...).run(); }
    /// A statement that is used once: SQL put together at run time.
    Statement prepare(std::string_view sql) const;
    /// Runs one or more statements without parameters.
    void execute(const char* sql);

    std::int64_t lastInsertId() const;
    std::int64_t changes() const;
    sqlite3* handle() const { return m_handle.get(); }
    const std::filesystem::path& file() const { return m_file; }

    /// Throws what SQLite says about `code` unless it is OK, ROW or DONE.
    void check(int code) const;
    /// What `PRAGMA integrity_check` and the foreign keys say; empty = clean. Never throws for damage.
    std::vector<std::string> integrityProblems() const;

private:
    friend class Statement;
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    Statement cached(std::string_view sql) const;
    void configure(const SqliteOptions& options);
    void migrate(const SqliteOptions& options);
    std::int64_t pragma(const char* name) const;

    std::filesystem::path m_file;
    std::unique_ptr<sqlite3, Close> m_handle;
    /// Statements that nobody uses at the moment, by their SQL.
    mutable std::unordered_multimap<std::string, sqlite3_stmt*, TextHash, std::equal_to<>> m_idle;
};

/// Everything until `commit` becomes true together, or not at all.
class Transaction {
public:
    explicit Transaction(SqliteDatabase& database)
        : m_database(database)
    {
        m_database.execute("BEGIN IMMEDIATE");
    }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit()
    {
        m_database.execute("COMMIT");
        m_isOpen = false;
    }

private:
    SqliteDatabase& m_database;
    bool m_isOpen = true;
};

/// Runs the body of a public function; what it throws becomes its error.
template <class Body> auto answered(const SqliteDatabase& database, Body body) -> decltype(body())
{
    try {
        return body();
    } catch (const SqliteError& error) {
        return Failure{error.error()};
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfResources, displayPath(database.file()) + ": out of memory");
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, displayPath(database.file()) + ": " + error.what());
    }
}

/// Makes an object that opens a database in its constructor.
template <class Base, class Made, class... Arguments>
Result<std::unique_ptr<Base>> opened(const std::filesystem::path& file, Arguments&&... arguments)
{
    try {
        return std::unique_ptr<Base>(std::make_unique<Made>(file, std::forward<Arguments>(arguments)...));
    } catch (const SqliteError& error) {
        return Failure{error.error()};
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, displayPath(file) + ": " + error.what());
    }
}

} // namespace likeness
