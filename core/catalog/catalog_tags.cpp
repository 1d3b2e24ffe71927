#include "core/catalog/sqlite_catalog.h"
#include "core/catalog/tag_writer.h"

#include <map>

namespace likeness {
namespace {

/// What was done to each content, gathered into as few edits as can be: contents with the same changes share one.
class UndoList {
public:
    void note(PhotoId photo, const std::string& tag, bool added)
    {
        Change& change = m_changes[photo];
        auto& opposite = added ? change.add : change.remove;
        if (std::erase(opposite, tag) == 0) { // else a later edit undid an earlier one
            (added ? change.remove : change.add).push_back(tag);
        }
    }

    std::vector<TagEdit> take()
    {
        std::map<std::pair<std::vector<std::string>, std::vector<std::string>>, std::vector<PhotoId>> alike;
        for (auto& [photo, change] : m_changes) {
            if (change.add.empty() && change.remove.empty()) {
                continue;
            }
            alike[{std::move(change.add), std::move(change.remove)}].push_back(photo);
        }
        std::vector<TagEdit> edits;
        edits.reserve(alike.size());
        for (auto& [change, photos] : alike) {
            edits.push_back({std::move(photos), change.first, change.second});
        }
        return edits;
    }

private:
    struct Change {
        std::vector<std::string> add;
        std::vector<std::string> remove;
    };
    std::map<PhotoId, Change> m_changes;
};

std::int64_t contentOf(const SqliteDatabase& database, PhotoId photo)
{
    Statement row = database.query("SELECT content_id FROM file WHERE id = ?", photo.value);
    if (!row.step() || row.isNull(0)) {
        throw SqliteError({ErrorCode::NotFound, "no photo has the number " + std::to_string(photo.value)});
    }
    return row.integer(0);
}

Status checkTagNames(std::span<const TagEdit> edits)
{
    for (const TagEdit& edit : edits) {
        for (const std::string& name : edit.add) { // one that is wrong may still be taken away
            if (Status good = checkTagName(name); !good) {
                return good;
            }
        }
    }
    return {};
}

} // namespace

Result<std::vector<TagEdit>> SqliteCatalog::editTags(std::span<const TagEdit> edits)
{
    return answered(m_database, [&]() -> Result<std::vector<TagEdit>> {
        if (Status good = checkTagNames(edits); !good) {
            return good.failure();
        }
        Transaction transaction(m_database);
        TagWriter tags(m_database);
        UndoList undo;
        for (const TagEdit& edit : edits) {
            for (const PhotoId photo : edit.photos) {
                const std::int64_t content = contentOf(m_database, photo);
                for (const std::string& name : edit.remove) {
                    const std::int64_t tag = tags.knownTag(name);
                    if (tag != 0 && tags.decide(content, tag, /*present=*/false)) {
                        undo.note(photo, name, /*added=*/false);
                    }
                }
                for (const std::string& name : edit.add) {
                    if (tags.decide(content, tags.tagNamed(name), /*present=*/true)) {
                        undo.note(photo, name, /*added=*/true);
                    }
                }
            }
        }
        transaction.commit();
        return undo.take();
    });
}

Result<std::vector<TagEdit>> SqliteCatalog::renameTag(const std::string& from, const std::string& to)
{
    return answered(m_database, [&]() -> Result<std::vector<TagEdit>> {
        if (Status good = checkTagName(to); !good) {
            return good.failure();
        }
        Transaction transaction(m_database);
        TagWriter tags(m_database);
        UndoList undo;
        const std::int64_t old = tags.knownTag(from);
        std::vector<std::pair<std::int64_t, PhotoId>> having;
        Statement row = m_database.query("SELECT ct.content_id, min(f.id) FROM content_tag ct"
                                         " LEFT JOIN file f ON f.content_id = ct.content_id"
                                         " WHERE ct.tag_id = ? GROUP BY ct.content_id",
                                         old);
        while (row.step()) {
            having.emplace_back(row.integer(0), PhotoId{row.integer(1)});
        }
        row.reset();
        if (having.empty()) {
            return fail(ErrorCode::NotFound, "no photo has the tag \"" + from + "\"");
        }
        if (from == to) {
            return std::vector<TagEdit>();
        }
        const std::int64_t renamed = tags.tagNamed(to);
        for (const auto& [content, photo] : having) {
            // Photos that are gone at the moment have it under its new name too when they come back.
            if (tags.decide(content, old, /*present=*/false) && photo) {
                undo.note(photo, from, /*added=*/false);
            }
            if (tags.decide(content, renamed, /*present=*/true) && photo) {
                undo.note(photo, to, /*added=*/true);
            }
        }
        transaction.commit();
        return undo.take();
    });
}

Status SqliteCatalog::setTexts(std::span<const PhotoId> photos, const std::optional<std::string>& title,
                               const std::optional<std::string>& description)
{
    return answered(m_database, [&]() -> Status {
        Transaction transaction(m_database);
        for (const PhotoId photo : photos) {
            const std::int64_t content = contentOf(m_database, photo);
            // What the file says anyway needs no decision.
            if (title) {
                m_database.run("UPDATE content SET title_decided = nullif(?1, title) WHERE id = ?2",
                               std::string_view(*title), content);
            }
            if (description) {
                m_database.run("UPDATE content SET description_decided = nullif(?1, description) WHERE id = ?2",
                               std::string_view(*description), content);
            }
        }
        transaction.commit();
        return {};
    });
}

Result<std::vector<TagCount>> SqliteCatalog::tags(std::span<const PhotoId> photos) const
{
    return answered(m_database, [&]() -> Result<std::vector<TagCount>> {
        std::map<std::string, std::int64_t, std::less<>> counts;
        if (photos.empty()) {
            Statement row
                = m_database.query("SELECT t.name, count(*) FROM content_tag ct JOIN tag t ON t.id = ct.tag_id"
                                   " JOIN file f ON f.content_id = ct.content_id GROUP BY t.id");
            while (row.step()) {
                counts.emplace(row.text(0), row.integer(1));
            }
        }
        Statement row = m_database.query("SELECT t.name FROM file f JOIN content_tag ct ON ct.content_id = f.content_id"
                                         " JOIN tag t ON t.id = ct.tag_id WHERE f.id = ?",
                                         std::int64_t{0});
        for (const PhotoId photo : photos) {
            row.reset();
            row.bind(photo.value);
            while (row.step()) {
                ++counts.try_emplace(std::string(row.text(0))).first->second;
            }
        }
        std::vector<TagCount> tags;
        tags.reserve(counts.size());
        for (auto& [name, count] : counts) {
            tags.push_back({name, count});
        }
        return tags;
    });
}

} // namespace likeness
