#include "core/catalog/tag_writer.h"

#include "core/base/text.h"

#include <algorithm>

namespace likeness {
namespace {

constexpr std::size_t kTagBytesMax = 1000;

bool isBlank(char c) { return c == ' ' || c == '\t'; }

using TagIds = std::vector<std::int64_t>;

/// The file had taken a decision over, and another program has changed that since: then it is the file that counts. A
/// file that lost all its tags, or had none before, was not edited but stripped, or its sidecar was away.
bool isOverruled(std::int64_t tag, bool present, const TagIds& before, const TagIds& after)
{
    const auto has = [tag](const TagIds& tags) { return std::ranges::find(tags, tag) != tags.end(); };
    return !before.empty() && !after.empty() && has(before) == present && has(after) != present;
}

} // namespace

Status checkTagName(std::string_view name)
{
    const auto refuse = [&](const char* why) {
        return fail(ErrorCode::InvalidInput,
                    "\"" + displayPath(std::filesystem::path(name.substr(0, 80))) + "\" cannot be a tag: " + why);
    };
    if (name.empty()) {
        return refuse("it is empty");
    }
    if (name.size() > kTagBytesMax) {
        return refuse("it is longer than 1000 bytes");
    }
    if (isBlank(name.front()) || isBlank(name.back())) {
        return refuse("it begins or ends with a blank");
    }
    if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; })) {
        return refuse("it has control characters in it");
    }
    if (!isUtf8(name)) {
        return refuse("it is not UTF-8");
    }
    return {};
}

void TagWriter::setInFile(std::int64_t content, const std::vector<std::string>& tags)
{
    const TagIds before = inFile(content);
    m_database.run("DELETE FROM tag_in_file WHERE content_id = ?", content);
    for (std::size_t i = 0; i < tags.size(); ++i) {
        m_database.run("INSERT INTO tag_in_file (content_id, position, tag_id) VALUES (?, ?, ?)", content,
                       static_cast<std::int64_t>(i), tagNamed(tags[i]));
    }
    const TagIds after = inFile(content);
    for (const auto& [tag, present] : decisions(content)) {
        if (isOverruled(tag, present, before, after)) {
            m_database.run("DELETE FROM tag_decision WHERE content_id = ? AND tag_id = ?", content, tag);
        }
    }
    refresh(content);
}

bool TagWriter::decide(std::int64_t content, std::int64_t tag, bool present)
{
    if (isOn(content, tag) == present) {
        return false;
    }
    const bool inFile
        = m_database.query("SELECT 1 FROM tag_in_file WHERE content_id = ? AND tag_id = ?", content, tag).step();
    if (inFile == present) {
        m_database.run("DELETE FROM tag_decision WHERE content_id = ? AND tag_id = ?", content, tag);
    } else {
        m_database.run("INSERT INTO tag_decision (content_id, tag_id, present) VALUES (?, ?, ?)"
                       " ON CONFLICT (content_id, tag_id) DO UPDATE SET present = excluded.present",
                       content, tag, present ? 1 : 0);
    }
    refresh(content);
    return true;
}

void TagWriter::carryDecisionsOver(std::int64_t from, std::int64_t to)
{
    if (from == to) {
        return;
    }
    const TagIds before = inFile(from);
    const TagIds after = inFile(to);
    for (const auto& [tag, present] : decisions(from)) {
        if (!isOverruled(tag, present, before, after)) {
            m_database.run("INSERT INTO tag_decision (content_id, tag_id, present) VALUES (?, ?, ?)"
                           " ON CONFLICT (content_id, tag_id) DO NOTHING",
                           to, tag, present ? 1 : 0);
        }
    }
    refresh(to);
}

void TagWriter::refresh(std::int64_t content)
{
    m_database.run("DELETE FROM content_tag WHERE content_id = ?", content);
    // As the file orders them, then what the person added, by name.
    m_database.run("INSERT INTO content_tag (content_id, position, tag_id)"
                   " SELECT ?1, row_number() OVER (ORDER BY place, name) - 1, tag_id FROM ("
                   "  SELECT tag_id, min(position) AS place, '' AS name FROM tag_in_file WHERE content_id = ?1"
                   "   AND tag_id NOT IN (SELECT tag_id FROM tag_decision WHERE content_id = ?1) GROUP BY tag_id"
                   "  UNION ALL SELECT d.tag_id, 1000000, t.name FROM tag_decision d JOIN tag t ON t.id = d.tag_id"
                   "   WHERE d.content_id = ?1 AND d.present = 1)",
                   content);
}

std::vector<std::int64_t> TagWriter::inFile(std::int64_t content) const
{
    TagIds tags;
    Statement row = m_database.query("SELECT tag_id FROM tag_in_file WHERE content_id = ?", content);
    while (row.step()) {
        tags.push_back(row.integer(0));
    }
    return tags;
}

std::vector<std::pair<std::int64_t, bool>> TagWriter::decisions(std::int64_t content) const
{
    std::vector<std::pair<std::int64_t, bool>> decided;
    Statement row = m_database.query("SELECT tag_id, present FROM tag_decision WHERE content_id = ?", content);
    while (row.step()) {
        decided.emplace_back(row.integer(0), row.integer(1) != 0);
    }
    return decided;
}

std::int64_t TagWriter::tagNamed(std::string_view name)
{
    if (const std::int64_t known = knownTag(name); known != 0) {
        return known;
    }
    m_database.run("INSERT INTO tag (name) VALUES (?)", name);
    return m_database.lastInsertId();
}

std::int64_t TagWriter::knownTag(std::string_view name) const
{
    Statement row = m_database.query("SELECT id FROM tag WHERE name = ?", name);
    return row.step() ? row.integer(0) : 0;
}

bool TagWriter::isOn(std::int64_t content, std::int64_t tag) const
{
    return m_database.query("SELECT 1 FROM content_tag WHERE tag_id = ? AND content_id = ?", tag, content).step();
}

} // namespace likeness
