#include "core/catalog/sqlite_catalog.h"
#include "core/places/places.h"

#include <algorithm>
#include <map>

namespace likeness {
namespace {

/// Gives each value a code, in the order of their first appearance after code 0.
template <class Key, class Hash = std::hash<Key>> class Coder {
public:
    /// `add` puts the value into its dictionary when it is new.
    template <class Add> std::uint32_t codeOf(const Key& key, Add add)
    {
        const auto [found, isNew] = m_codes.try_emplace(key, static_cast<std::uint32_t>(m_codes.size()) + m_first);
        if (isNew) {
            add();
        }
        return found->second;
    }
    explicit Coder(std::uint32_t first)
        : m_first(first)
    {
    }

private:
    std::unordered_map<Key, std::uint32_t, Hash> m_codes;
    const std::uint32_t m_first;
};

struct PointHash {
    std::size_t operator()(const GeoPoint& point) const
    {
        return std::hash<double>()(point.latitudeDegrees) * 31 + std::hash<double>()(point.longitudeDegrees);
    }
};

/// The set of tags of each content that has any, as codes of `FacetTable::tagSets`.
std::unordered_map<std::int64_t, std::uint32_t> readTags(const SqliteDatabase& database, FacetTable& table)
{
    std::unordered_map<std::int64_t, std::uint32_t> placeOf;
    Statement tag = database.query("SELECT id, name FROM tag");
    while (tag.step()) {
        placeOf.emplace(tag.integer(0), static_cast<std::uint32_t>(table.tagNames.size()));
        table.tagNames.emplace_back(tag.text(1));
    }
    std::unordered_map<std::int64_t, std::uint32_t> setOf;
    std::map<std::vector<std::uint32_t>, std::uint32_t> codes;
    std::vector<std::uint32_t> set;
    std::int64_t content = 0;
    const auto finish = [&] {
        if (!set.empty()) {
            std::ranges::sort(set);
            set.erase(std::unique(set.begin(), set.end()), set.end());
            const auto [code, isNew] = codes.try_emplace(set, static_cast<std::uint32_t>(table.tagSets.size()));
            if (isNew) {
                table.tagSets.push_back(set);
            }
            setOf.emplace(content, code->second);
            set.clear();
        }
    };
    Statement row = database.query("SELECT content_id, tag_id FROM content_tag ORDER BY content_id");
    while (row.step()) {
        if (row.integer(0) != content) {
            finish();
            content = row.integer(0);
        }
        set.push_back(placeOf[row.integer(1)]);
    }
    finish();
    return setOf;
}

class TableReader {
public:
    TableReader(const SqliteDatabase& database, FacetTable& table)
        : m_database(database)
        , m_table(table)
    {
    }

    /// False when it was abandoned.
    bool read(const std::function<bool()>& abandoned)
    {
        m_table.cameras.emplace_back();
        m_table.lenses.emplace_back();
        m_table.isos = m_table.apertures = m_table.focalLengths = {0};
        m_table.tagSets.emplace_back();
        m_table.points.emplace_back();
        m_table.pointLabels.push_back(0);
        readDictionaries();
        const auto tags = readTags(m_database, m_table);
        // In the order of files, which is nearly that of contents: both tables are walked through, not jumped about in.
        Statement row = m_database.query(
            "SELECT f.id, f.content_id, f.directory_id, f.sort_seconds, f.size_bytes, c.width, c.height, c.format,"
            " c.camera_id, c.lens_id, c.iso, c.aperture_f, c.focal_length_mm, c.latitude, c.longitude,"
            " coalesce(c.rating_decided, c.rating_in_file, 0),"
            " (c.taken_seconds IS NOT NULL) + 2 * (coalesce(c.title_decided, c.title) <> '')"
            " + 4 * (coalesce(c.description_decided, c.description) <> '')"
            " FROM file f CROSS JOIN content c ON c.id = f.content_id WHERE f.content_id IS NOT NULL ORDER BY f.id");
        while (row.step()) {
            if (m_table.photos.size() % 4096 == 0 && abandoned()) {
                return false;
            }
            add(row, tags);
        }
        finish();
        return true;
    }

private:
    void readDictionaries()
    {
        Statement camera = m_database.query("SELECT id, make, model FROM camera");
        while (camera.step()) {
            m_cameraCodes.emplace(camera.integer(0), static_cast<std::uint32_t>(m_table.cameras.size()));
            m_table.cameras.push_back({std::string(camera.text(1)), std::string(camera.text(2))});
        }
        Statement lens = m_database.query("SELECT id, name FROM lens");
        while (lens.step()) {
            m_lensCodes.emplace(lens.integer(0), static_cast<std::uint32_t>(m_table.lenses.size()));
            m_table.lenses.emplace_back(lens.text(1));
        }
        Statement directory
            = m_database.query("SELECT d.id, o.path, d.path FROM directory d JOIN folder o ON o.id = d.folder_id");
        while (directory.step()) {
            m_directoryCodes.emplace(directory.integer(0), static_cast<std::uint32_t>(m_table.directories.size()));
            m_table.directories.push_back({std::string(directory.bytes(1)), std::string(directory.bytes(2))});
        }
    }

    std::uint32_t numberCode(const Statement& row, int column, Coder<double>& coder, std::vector<double>& values)
    {
        const auto value = row.optionalReal(column);
        return value ? coder.codeOf(*value, [&] { values.push_back(*value); }) : 0;
    }

    static std::uint32_t known(const std::unordered_map<std::int64_t, std::uint32_t>& codes, std::int64_t id)
    {
        const auto found = codes.find(id);
        return found == codes.end() ? 0 : found->second;
    }

    void add(const Statement& row, const std::unordered_map<std::int64_t, std::uint32_t>& tags)
    {
        m_table.photos.push_back({row.integer(0)});
        m_contents.push_back(row.integer(1));
        m_table.directory.push(known(m_directoryCodes, row.integer(2)));
        m_table.seconds.push_back(row.integer(3));
        m_table.fileBytes.push_back(row.integer(4));
        const std::pair size{row.integer(5), row.integer(6)};
        m_table.dimensions.push(
            m_sizes.codeOf(size.first << 32 | size.second, [&] { m_table.sizesPx.push_back(size); }));
        m_table.format.push(
            m_formats.codeOf(std::string(row.text(7)), [&] { m_table.formats.emplace_back(row.text(7)); }));
        m_table.camera.push(known(m_cameraCodes, row.integer(8)));
        m_table.lens.push(known(m_lensCodes, row.integer(9)));
        m_table.iso.push(numberCode(row, 10, m_isos, m_table.isos));
        m_table.aperture.push(numberCode(row, 11, m_apertures, m_table.apertures));
        m_table.focalLength.push(numberCode(row, 12, m_focalLengths, m_table.focalLengths));
        std::uint32_t point = 0;
        if (!row.isNull(13)) {
            const GeoPoint place{row.real(13), row.real(14)};
            point = m_points.codeOf(place, [&] {
                m_table.points.push_back(place);
                m_table.pointLabels.push_back(PlaceTable::builtIn().labelOf(place));
            });
        }
        m_table.place.push(point);
        m_table.rating.push(static_cast<std::uint32_t>(row.integer(15)));
        m_table.flags.push_back(static_cast<std::uint8_t>(row.integer(16)));
        m_table.tags.push(known(tags, row.integer(1)));
    }

    void finish()
    {
        std::vector<std::int64_t> sorted = m_contents;
        std::ranges::sort(sorted);
        for (std::size_t i = 0; i < m_contents.size(); ++i) {
            const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), m_contents[i]);
            m_table.flags[i] |= last - first > 1 ? FacetTable::Flags::kDuplicate : std::uint8_t{0};
        }
        for (CodeColumn* column : {&m_table.camera, &m_table.lens, &m_table.iso, &m_table.aperture,
                                   &m_table.focalLength, &m_table.dimensions, &m_table.format, &m_table.rating,
                                   &m_table.directory, &m_table.tags, &m_table.place}) {
            column->pack();
        }
    }

    const SqliteDatabase& m_database;
    FacetTable& m_table;
    std::unordered_map<std::int64_t, std::uint32_t> m_cameraCodes, m_lensCodes, m_directoryCodes;
    Coder<std::int64_t> m_sizes{0};
    Coder<std::string> m_formats{0};
    Coder<double> m_isos{1}, m_apertures{1}, m_focalLengths{1};
    Coder<GeoPoint, PointHash> m_points{1};
    std::vector<std::int64_t> m_contents; ///< of each row
};

} // namespace

void CodeColumn::pack()
{
    const Wide& wide = std::get<Wide>(m_codes);
    const std::uint32_t most = wide.empty() ? 0 : *std::ranges::max_element(wide);
    const auto narrow = [&]<class Code>(std::vector<Code> codes) {
        codes.resize(wide.size());
        std::ranges::transform(wide, codes.begin(), [](std::uint32_t code) { return static_cast<Code>(code); });
        m_codes = std::move(codes);
    };
    if (most <= 0xFF) {
        narrow(std::vector<std::uint8_t>());
    } else if (most <= 0xFFFF) {
        narrow(std::vector<std::uint16_t>());
    }
}

std::size_t CodeColumn::bytes() const
{
    return visit([](const auto& codes) { return codes.size() * sizeof(codes[0]); });
}

std::size_t FacetTable::bytes() const
{
    std::size_t bytes = photos.size() * (sizeof(PhotoId) + 2 * sizeof(std::int64_t) + 1);
    for (const CodeColumn* column :
         {&camera, &lens, &iso, &aperture, &focalLength, &dimensions, &format, &rating, &directory, &tags, &place}) {
        bytes += column->bytes();
    }
    return bytes + points.size() * (sizeof(GeoPoint) + sizeof(std::uint32_t));
}

Result<std::int64_t> SqliteCatalog::dataVersion() const
{
    return answered(m_database, [&]() -> Result<std::int64_t> {
        Statement version = m_database.query("PRAGMA data_version");
        version.step();
        return version.integer(0);
    });
}

Result<std::shared_ptr<const FacetTable>> SqliteCatalog::facetTable(const std::function<bool()>& abandoned) const
{
    return answered(m_database, [&]() -> Result<std::shared_ptr<const FacetTable>> {
        auto table = std::make_shared<FacetTable>();
        m_database.run("BEGIN"); // dictionaries and rows of one moment
        bool whole = false;
        try {
            whole = TableReader(m_database, *table).read(abandoned);
        } catch (...) {
            m_database.run("ROLLBACK");
            throw;
        }
        m_database.run("COMMIT");
        if (!whole) {
            return fail(ErrorCode::Cancelled, "counting was stopped");
        }
        return std::shared_ptr<const FacetTable>(std::move(table));
    });
}

} // namespace likeness
