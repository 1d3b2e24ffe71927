#pragma once

#include "core/catalog/catalog.h"
#include "tests/core/catalog/run_sql.h"

#include <QTemporaryDir>

#include <fstream>

namespace likeness {

/// A catalog in a folder of its own, with a registered folder /photos and short ways to fill it.
class CatalogFixture {
public:
    CatalogFixture() { reopen(); }

    void reopen()
    {
        catalog.reset();
        auto opened = Catalog::open(library(), Catalog::Access::ReadWrite);
        if (!opened) {
            qFatal("%s", opened.error().message.c_str());
        }
        catalog = std::move(*opened);
        auto folders = catalog->folders();
        folder = folders->empty() ? *catalog->addFolder("/photos", {}) : folders->front().info.id;
    }

    std::filesystem::path library() const { return m_folder.path().toStdString(); }

    static ContentHash hash(int seed)
    {
        ContentHash hash{};
        hash[0] = static_cast<std::uint8_t>(seed);
        hash[1] = static_cast<std::uint8_t>(seed >> 8);
        hash[15] = 0xEE;
        return hash;
    }

    /// A file below /photos whose bytes are those of `seed`, modified at `seed` seconds.
    IndexedFile file(const std::filesystem::path& path, int seed, Metadata metadata = {}) const
    {
        IndexedFile indexed;
        indexed.folder = folder;
        indexed.relativePath = path;
        indexed.stamp = {1000 + seed, std::int64_t{seed} * 1'000'000'000, 7, static_cast<std::uint64_t>(seed)};
        indexed.hash = hash(seed);
        indexed.content = IndexedFile::Content{400, 300, "jpeg", 0x102030, std::move(metadata)};
        return indexed;
    }

    PhotoId add(const std::filesystem::path& path, int seed, Metadata metadata = {})
    {
        return add(file(path, seed, std::move(metadata)));
    }

    PhotoId add(IndexedFile indexed)
    {
        auto outcome = catalog->commit({{std::move(indexed)}, {}, {}});
        return outcome ? outcome->photos.front() : PhotoId{};
    }

    PhotoRow row(PhotoId photo) const
    {
        auto rows = catalog->rows(std::span(&photo, 1));
        return rows && !rows->empty() ? rows->front() : PhotoRow{};
    }

    /// These photos, missed where they are.
    std::vector<GoneFile> gone(const std::vector<PhotoId>& photos) const
    {
        std::vector<GoneFile> files;
        const auto known = catalog->filesUnder(folder, "");
        for (const PhotoId photo : photos) {
            for (const KnownFile& file : *known) {
                if (file.photo == photo) {
                    files.push_back({photo, "/photos" / file.relativePath});
                }
            }
        }
        return files;
    }

    /// File names of the photos that a filter lets through, by name, with a space between.
    QString matching(const std::string& expression, Query query = {}) const
    {
        auto filter = parseFilter(expression);
        if (!filter) {
            return QString::fromStdString(filter.error().message);
        }
        query.sort = SortKey::Name;
        query.ascending = true;
        auto photos = catalog->photosMatching(query, *filter);
        if (!photos) {
            return QString::fromStdString(photos.error().message);
        }
        auto rows = catalog->rows(*photos);
        QStringList names;
        for (const PhotoRow& photo : *rows) {
            names << QString::fromStdString(photo.path.stem().string());
        }
        return names.join(' ');
    }

    /// Runs SQL behind the catalog's back.
    void damage(const char* sql) { runSql(library() / "catalog.db", sql); }

    std::unique_ptr<Catalog> catalog;
    FolderId folder;

private:
    QTemporaryDir m_folder;
};

} // namespace likeness
