#pragma once

#include <sqlite3.h>

#include <QtGlobal>

#include <filesystem>

namespace likeness {

/// Runs SQL on a database behind the back of whoever owns it. Ends the test if that fails.
inline void runSql(const std::filesystem::path& database, const char* sql)
{
    sqlite3* handle = nullptr;
    if (sqlite3_open(database.c_str(), &handle) != SQLITE_OK
        || sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        qFatal("%s", sqlite3_errmsg(handle));
    }
    sqlite3_close(handle);
}

} // namespace likeness
