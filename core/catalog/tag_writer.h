#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/sqlite_database.h"

namespace likeness {

/// Keeps the three tables of tags in step: what is in the file (`tag_in_file`), what the person decided
/// (`tag_decision`), and what follows from both (`content_tag`), which everything else reads.
/// Errors: functions throw SqliteError.
class TagWriter {
public:
    explicit TagWriter(SqliteDatabase& database)
        : m_database(database)
    {
    }

    /// What the file says from now on. Decisions that it had taken over and that another program has changed in it
    /// since are dropped.
    void setInFile(std::int64_t content, const std::vector<std::string>& tags);
    /// The person wants a tag on a content, or off it. What the file says anyway needs no decision. Returns true if
    /// that changed something.
    bool decide(std::int64_t content, std::int64_t tag, bool present);
    /// The decisions about one content hold for another one too, where there are none yet and its file has not been
    /// edited since it took them over.
    void carryDecisionsOver(std::int64_t from, std::int64_t to);
    /// Works out `content_tag` anew.
    void refresh(std::int64_t content);

    /// The number of a tag, which is made if need be.
    std::int64_t tagNamed(std::string_view name);
    /// 0 if there is none.
    std::int64_t knownTag(std::string_view name) const;

private:
    std::vector<std::int64_t> inFile(std::int64_t content) const;
    /// { tag, wanted } of each.
    std::vector<std::pair<std::int64_t, bool>> decisions(std::int64_t content) const;
    bool isOn(std::int64_t content, std::int64_t tag) const;

    SqliteDatabase& m_database;
};

/// Errors: InvalidInput (empty, too long, blanks around it, control characters, not UTF-8), as one sentence.
Status checkTagName(std::string_view name);

} // namespace likeness
