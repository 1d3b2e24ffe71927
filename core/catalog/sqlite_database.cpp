#include "core/catalog/sqlite_database.h"

#include <sqlite3.h>

namespace likeness {
namespace {

ErrorCode codeOf(int sqliteCode)
{
    switch (sqliteCode & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorCode::Corrupt;
    case SQLITE_FULL:
    case SQLITE_NOMEM:
        return ErrorCode::OutOfResources;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return ErrorCode::Io;
    case SQLITE_TOOBIG:
        return ErrorCode::InvalidInput;
    default:
        return ErrorCode::Internal;
    }
}

constexpr const char* kDamageAdvice
    = "; the file is damaged: put a backup in its place, or move it away and index again";

} // namespace

// --- Statement ------------------------------------------------------------------------------------------------------

Statement::Statement(Statement&& other) noexcept
    : m_database(other.m_database)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_isCached(other.m_isCached)
{
}

Statement::~Statement()
{
    if (m_statement == nullptr) {
        return;
    }
    if (!m_isCached) {
        sqlite3_finalize(m_statement);
        return;
    }
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    try {
        m_database->m_idle.emplace(sqlite3_sql(m_statement), m_statement);
    } catch (...) { // no memory to remember it
        sqlite3_finalize(m_statement);
    }
}

void Statement::check(int code) const { m_database->check(code); }

void Statement::bindAt(int index, std::int64_t value) { check(sqlite3_bind_int64(m_statement, index, value)); }

void Statement::bindAt(int index, double value) { check(sqlite3_bind_double(m_statement, index, value)); }

void Statement::bindAt(int index, std::string_view value)
{
    // A null pointer would bind NULL instead of the empty text.
    const char* data = value.data() == nullptr ? "" : value.data();
    check(sqlite3_bind_text64(m_statement, index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bindAt(int index, Bytes value)
{
    const char* data = value.view.data() == nullptr ? "" : value.view.data();
    check(sqlite3_bind_blob64(m_statement, index, data, value.view.size(), SQLITE_STATIC));
}

void Statement::bindAt(int index, std::nullopt_t) { check(sqlite3_bind_null(m_statement, index)); }

bool Statement::step()
{
    const int code = sqlite3_step(m_statement);
    check(code);
    return code == SQLITE_ROW;
}

void Statement::run()
{
    while (step()) {
    }
    reset();
}

void Statement::reset() { check(sqlite3_reset(m_statement)); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

double Statement::real(int column) const { return sqlite3_column_double(m_statement, column); }

std::string_view Statement::text(int column) const
{
    const unsigned char* data = sqlite3_column_text(m_statement, column);
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::string_view Statement::bytes(int column) const
{
    const void* data = sqlite3_column_blob(m_statement, column);
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

std::optional<double> Statement::optionalReal(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(real(column));
}

std::optional<std::int64_t> Statement::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

// --- SqliteDatabase -------------------------------------------------------------------------------------------------

void SqliteDatabase::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

SqliteDatabase::SqliteDatabase(std::filesystem::path file, const SqliteOptions& options)
    : m_file(std::move(file))
{
    std::error_code error;
    const bool exists = std::filesystem::exists(m_file, error);
    if (options.readOnly && !exists) {
        throw SqliteError({ErrorCode::NotFound, "there is no " + displayPath(m_file)});
    }
    const int flags = (options.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
                      | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(m_file.c_str(), &handle, flags, nullptr);
    m_handle.reset(handle);
    check(code);
    configure(options);
    migrate(options);
}

SqliteDatabase::~SqliteDatabase()
{
    for (const auto& [sql, statement] : m_idle) {
        sqlite3_finalize(statement);
    }
}

void SqliteDatabase::configure(const SqliteOptions& options)
{
    // Readers never wait in WAL mode but for the moment in which a checkpoint restarts the log.
    sqlite3_busy_timeout(m_handle.get(), 10'000);
    // A damaged or hostile file must not run what is hidden in its schema.
    sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    execute(("PRAGMA cache_size = -" + std::to_string(options.cacheKiB)).c_str());
    execute("PRAGMA foreign_keys = ON");
    execute("PRAGMA temp_store = MEMORY");
    if (options.readOnly) {
        execute("PRAGMA query_only = ON");
        return;
    }
    if (pragma("page_count") == 0) {
        execute(("PRAGMA page_size = " + std::to_string(options.pageSizeBytes)).c_str());
        execute(options.incrementalVacuum ? "PRAGMA auto_vacuum = INCREMENTAL" : "PRAGMA auto_vacuum = NONE");
    }
    execute("PRAGMA journal_mode = WAL");
    // A killed process loses no commit either way. NORMAL lets a power cut take back the last commits, FULL does not:
    // one sync per commit.
    execute(options.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    // Else the log keeps the size of the largest transaction ever.
    execute("PRAGMA journal_size_limit = 67108864");
}

void SqliteDatabase::migrate(const SqliteOptions& options)
{
    const std::int64_t version = pragma("user_version");
    const auto newest = static_cast<std::int64_t>(options.migrations.size());
    const std::int64_t owner = pragma("application_id");
    const bool isEmpty = prepare("SELECT 1 FROM sqlite_schema LIMIT 1").step() == false;
    if (!isEmpty && owner != options.applicationId) {
        throw SqliteError({ErrorCode::Corrupt, displayPath(m_file) + " is a database, but not one of Likeness"});
    }
    if (version > newest) {
        throw SqliteError({ErrorCode::Unsupported, displayPath(m_file) + " was made by a newer Likeness (format "
                                                       + std::to_string(version) + ", this program knows "
                                                       + std::to_string(newest) + "): install the newer one"});
    }
    if (version == newest) {
        return;
    }
    if (options.readOnly) {
        throw SqliteError(
            {ErrorCode::Unsupported,
             displayPath(m_file) + " has an older format; open it once for writing to bring it up to date"});
    }
    Transaction transaction(*this);
    for (std::int64_t i = version; i < newest; ++i) {
        options.migrations[static_cast<std::size_t>(i)](*this);
    }
    execute(("PRAGMA application_id = " + std::to_string(options.applicationId)).c_str());
    execute(("PRAGMA user_version = " + std::to_string(newest)).c_str());
    transaction.commit();
}

std::int64_t SqliteDatabase::pragma(const char* name) const
{
    Statement statement = prepare(std::string("PRAGMA ") + name);
    return statement.step() ? statement.integer(0) : 0;
}

Statement SqliteDatabase::prepare(std::string_view sql) const
{
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v3(m_handle.get(), sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr));
    return {*this, statement, /*isCached=*/false};
}

Statement SqliteDatabase::cached(std::string_view sql) const
{
    if (const auto idle = m_idle.find(sql); idle != m_idle.end()) {
        sqlite3_stmt* statement = idle->second;
        m_idle.erase(idle);
        return {*this, statement, /*isCached=*/true};
    }
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v3(m_handle.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                             &statement, nullptr));
    return {*this, statement, /*isCached=*/true};
}

void SqliteDatabase::execute(const char* sql) { check(sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr)); }

std::int64_t SqliteDatabase::lastInsertId() const { return sqlite3_last_insert_rowid(m_handle.get()); }

std::int64_t SqliteDatabase::changes() const { return sqlite3_changes64(m_handle.get()); }

void SqliteDatabase::check(int code) const
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) {
        return;
    }
    const ErrorCode kind = codeOf(code);
    std::string message
        = displayPath(m_file) + ": " + (m_handle ? sqlite3_errmsg(m_handle.get()) : sqlite3_errstr(code));
    if (kind == ErrorCode::Corrupt) {
        message += kDamageAdvice;
    }
    throw SqliteError({kind, std::move(message)});
}

std::vector<std::string> SqliteDatabase::integrityProblems() const
{
    std::vector<std::string> problems;
    try {
        Statement integrity = prepare("PRAGMA integrity_check(100)");
        while (integrity.step()) {
            if (integrity.text(0) != "ok") {
                problems.push_back(m_file.filename().string() + ": " + std::string(integrity.text(0)));
            }
        }
        Statement foreign = prepare("PRAGMA foreign_key_check");
        while (foreign.step()) {
            problems.push_back(m_file.filename().string() + ": row " + std::to_string(foreign.integer(1)) + " of "
                               + std::string(foreign.text(0)) + " refers to a missing row of "
                               + std::string(foreign.text(2)));
        }
    } catch (const SqliteError& error) {
        problems.push_back(error.error().message);
    }
    return problems;
}

Transaction::~Transaction()
{
    if (m_isOpen) {
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

} // namespace likeness
