#include "core/catalog/sqlite_catalog.h"

#include "core/catalog/query_json.h"

#include <algorithm>

namespace likeness {

Status SqliteCatalog::setRating(std::span<const PhotoId> photos, int rating)
{
    return answered(m_database, [&]() -> Status {
        if (rating < 0 || rating > 5) {
            return fail(ErrorCode::InvalidInput, "a rating is 0 to 5, not " + std::to_string(rating));
        }
        Transaction transaction(m_database);
        for (const PhotoId photo : photos) {
            // What the file says anyway needs no decision: so taking one back leaves none.
            m_database.run("UPDATE content SET rating_decided = nullif(?1, coalesce(rating_in_file, 0))"
                           " WHERE id = (SELECT content_id FROM file WHERE id = ?2)",
                           rating, photo.value);
            if (m_database.changes() == 0) {
                return fail(ErrorCode::NotFound, "no photo has the number " + std::to_string(photo.value));
            }
        }
        transaction.commit();
        return {};
    });
}

Status SqliteCatalog::setNotDuplicates(std::span<const PhotoId> photos, bool apart)
{
    return answered(m_database, [&]() -> Status {
        std::vector<std::string> hashes;
        hashes.reserve(photos.size());
        for (const PhotoId photo : photos) {
            Statement row = m_database.query(
                "SELECT c.hash FROM file f JOIN content c ON c.id = f.content_id WHERE f.id = ?", photo.value);
            if (!row.step()) {
                return fail(ErrorCode::NotFound, "no photo has the number " + std::to_string(photo.value));
            }
            hashes.emplace_back(row.bytes(0));
        }
        std::sort(hashes.begin(), hashes.end());
        Transaction transaction(m_database);
        for (std::size_t i = 0; i < hashes.size(); ++i) {
            for (std::size_t j = i + 1; j < hashes.size(); ++j) {
                m_database.run(apart ? "INSERT OR IGNORE INTO not_duplicate (first_hash, second_hash) VALUES (?, ?)"
                                     : "DELETE FROM not_duplicate WHERE first_hash = ? AND second_hash = ?",
                               Bytes{hashes[i]}, Bytes{hashes[j]});
            }
        }
        transaction.commit();
        return {};
    });
}

Result<std::vector<std::pair<ContentId, ContentId>>> SqliteCatalog::notDuplicates() const
{
    return answered(m_database, [&]() -> Result<std::vector<std::pair<ContentId, ContentId>>> {
        std::vector<std::pair<ContentId, ContentId>> pairs;
        Statement row = m_database.query("SELECT min(a.id, b.id), max(a.id, b.id) FROM not_duplicate n"
                                         " JOIN content a ON a.hash = n.first_hash"
                                         " JOIN content b ON b.hash = n.second_hash ORDER BY 1, 2");
        while (row.step()) {
            pairs.emplace_back(ContentId{row.integer(0)}, ContentId{row.integer(1)});
        }
        return pairs;
    });
}

Result<SavedSearchId> SqliteCatalog::saveSearch(const std::string& name, const Query& query)
{
    return answered(m_database, [&]() -> Result<SavedSearchId> {
        if (name.empty()) {
            return fail(ErrorCode::InvalidInput, "a kept search needs a name");
        }
        auto json = jsonOfQuery(query);
        if (!json) {
            return json.failure();
        }
        m_database.run("INSERT INTO saved_search (name, query) VALUES (?, ?)"
                       " ON CONFLICT (name) DO UPDATE SET query = excluded.query",
                       std::string_view(name), std::string_view(*json));
        Statement row = m_database.query("SELECT id FROM saved_search WHERE name = ?", std::string_view(name));
        return row.step() ? Result<SavedSearchId>(SavedSearchId{row.integer(0)})
                          : fail(ErrorCode::Internal, "the search was not kept");
    });
}

Status SqliteCatalog::deleteSavedSearch(SavedSearchId search)
{
    return answered(m_database, [&]() -> Status {
        m_database.run("DELETE FROM saved_search WHERE id = ?", search.value);
        return m_database.changes() == 1
                   ? Status()
                   : fail(ErrorCode::NotFound, "no kept search has the number " + std::to_string(search.value));
    });
}

Result<std::vector<SavedSearch>> SqliteCatalog::savedSearches() const
{
    return answered(m_database, [&]() -> Result<std::vector<SavedSearch>> {
        std::vector<SavedSearch> searches;
        Statement row = m_database.query("SELECT id, name, query FROM saved_search ORDER BY name, id");
        while (row.step()) {
            // One that cannot be read must not hide the others; `verify` names it.
            if (auto query = queryOfJson(std::string(row.text(2)))) {
                searches.push_back({{row.integer(0)}, std::string(row.text(1)), std::move(*query)});
            }
        }
        return searches;
    });
}

Status SqliteCatalog::decideCluster(const ClusterDecision& decision)
{
    return answered(m_database, [&]() -> Status {
        if (!decision.id) {
            return fail(ErrorCode::InvalidInput, "a decision about no cluster");
        }
        Transaction transaction(m_database);
        m_database.run("DELETE FROM cluster_content WHERE cluster_id = ?", decision.id.value);
        m_database.run("DELETE FROM cluster WHERE id = ?", decision.id.value);
        if (!decision.name.empty() || decision.pinned) {
            m_database.run("INSERT INTO cluster (id, model_id, level, name, pinned) VALUES (?, ?, ?, ?, ?)",
                           decision.id.value, std::string_view(decision.modelId), std::int64_t{decision.level},
                           std::string_view(decision.name), decision.pinned ? 1 : 0);
            for (const ContentId content : decision.contents) {
                m_database.run("INSERT INTO cluster_content (cluster_id, content_id)"
                               " SELECT ?1, id FROM content WHERE id = ?2",
                               decision.id.value, content.value);
            }
        }
        transaction.commit();
        return {};
    });
}

Result<std::vector<ClusterDecision>> SqliteCatalog::clusterDecisions(const std::string& modelId) const
{
    return answered(m_database, [&]() -> Result<std::vector<ClusterDecision>> {
        std::vector<ClusterDecision> decisions;
        Statement row = m_database.query("SELECT id, level, name, pinned FROM cluster WHERE model_id = ? ORDER BY id",
                                         std::string_view(modelId));
        while (row.step()) {
            decisions.push_back({{row.integer(0)},
                                 modelId,
                                 static_cast<std::uint32_t>(row.integer(1)),
                                 std::string(row.text(2)),
                                 row.integer(3) != 0,
                                 {}});
        }
        for (ClusterDecision& decision : decisions) {
            Statement member = m_database.query(
                "SELECT content_id FROM cluster_content WHERE cluster_id = ? ORDER BY content_id", decision.id.value);
            while (member.step()) {
                decision.contents.push_back({member.integer(0)});
            }
        }
        return decisions;
    });
}

Result<std::string> SqliteCatalog::setting(const std::string& key) const
{
    return answered(m_database, [&]() -> Result<std::string> {
        Statement row = m_database.query("SELECT value FROM setting WHERE key = ?", std::string_view(key));
        return row.step() ? std::string(row.text(0)) : std::string();
    });
}

Status SqliteCatalog::setSetting(const std::string& key, const std::string& value)
{
    return answered(m_database, [&]() -> Status {
        m_database.run("INSERT INTO setting (key, value) VALUES (?, ?)"
                       " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                       std::string_view(key), std::string_view(value));
        return {};
    });
}

} // namespace likeness
