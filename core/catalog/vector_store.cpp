#include "core/catalog/catalog.h"

#include "core/base/half.h"
#include "core/catalog/schema.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace likeness {
namespace {

static_assert(std::endian::native == std::endian::little, "vectors are kept as little-endian halves");

SqliteOptions optionsFor(Catalog::Access access)
{
    SqliteOptions options = kVectorOptions;
    options.readOnly = access == Catalog::Access::ReadOnly;
    return options;
}

bool isFinite(std::uint16_t half) { return (half & 0x7C00U) != 0x7C00U; }
bool isZero(std::uint16_t half) { return (half & 0x7FFFU) == 0; }

class SqliteVectorStore final : public VectorStore {
public:
    SqliteVectorStore(const std::filesystem::path& file, const Header& header, Catalog::Access access)
        : m_database(file, optionsFor(access))
        , m_dimension(static_cast<std::size_t>(header.dimension))
    {
        Statement row = m_database.query("SELECT model_id, preprocessing_hash, dimension FROM header WHERE id = 1");
        if (!row.step()) {
            if (access == Catalog::Access::ReadOnly) {
                throw SqliteError({ErrorCode::Corrupt, displayPath(file) + " has no header row"});
            }
            m_database.run("INSERT INTO header (id, model_id, preprocessing_hash, dimension, last_sequence)"
                           " VALUES (1, ?, ?, ?, 0)",
                           std::string_view(header.modelId), std::string_view(header.preprocessingHash),
                           header.dimension);
            return;
        }
        if (row.text(0) != header.modelId || row.text(1) != header.preprocessingHash
            || row.integer(2) != header.dimension) {
            throw SqliteError(
                {ErrorCode::InvalidInput, displayPath(file) + " holds vectors of model " + std::string(row.text(0))
                                              + " (" + std::to_string(row.integer(2)) + " dimensions, preprocessing "
                                              + std::string(row.text(1)) + "), not of " + header.modelId});
        }
    }

    Status put(std::span<const ContentId> contents, std::span<const float> values) override
    {
        return answered(m_database, [&]() -> Status {
            if (values.size() != contents.size() * m_dimension) {
                return fail(ErrorCode::InvalidInput, std::to_string(contents.size()) + " vectors of "
                                                         + std::to_string(m_dimension) + " numbers were expected, "
                                                         + std::to_string(values.size()) + " numbers came");
            }
            Transaction transaction(m_database);
            std::int64_t sequence = readLastSequence();
            std::vector<std::uint16_t> halves(m_dimension);
            for (std::size_t i = 0; i < contents.size(); ++i) {
                const std::span<const float> vector = values.subspan(i * m_dimension, m_dimension);
                if (Status converted = convert(vector, halves, contents[i]); !converted) {
                    return converted;
                }
                m_database.run("DELETE FROM vector WHERE content_id = ?", contents[i].value);
                m_database.run("DELETE FROM removal WHERE content_id = ?", contents[i].value);
                m_database.run("INSERT INTO vector (sequence, content_id, value) VALUES (?, ?, ?)", ++sequence,
                               contents[i].value, bytesOf(std::as_bytes(std::span(halves))));
            }
            m_database.run("UPDATE header SET last_sequence = ?", sequence);
            transaction.commit();
            return {};
        });
    }

    Status remove(std::span<const ContentId> contents) override
    {
        return answered(m_database, [&]() -> Status {
            Transaction transaction(m_database);
            std::int64_t sequence = readLastSequence();
            for (const ContentId content : contents) {
                m_database.run("DELETE FROM vector WHERE content_id = ?", content.value);
                if (m_database.changes() == 1) {
                    m_database.run("INSERT INTO removal (sequence, content_id) VALUES (?, ?)", ++sequence,
                                   content.value);
                }
            }
            m_database.run("UPDATE header SET last_sequence = ?", sequence);
            transaction.commit();
            return {};
        });
    }

    Status forEachSince(std::int64_t after, const Visitor& visit) const override
    {
        return answered(m_database, [&]() -> Status {
            std::vector<std::uint16_t> halves(m_dimension);
            Statement row = m_database.query(
                "SELECT content_id, sequence, value FROM vector WHERE sequence > ? ORDER BY sequence", after);
            while (row.step()) {
                read(row.bytes(2), halves, row.integer(0));
                visit({row.integer(0)}, row.integer(1), halves);
            }
            return {};
        });
    }

    Status walk(const Walker& visit) const override
    {
        return answered(m_database, [&]() -> Status {
            std::vector<std::uint16_t> halves(m_dimension);
            Statement row = m_database.query("SELECT content_id, sequence, value FROM vector ORDER BY sequence");
            while (row.step()) {
                read(row.bytes(2), halves, row.integer(0));
                if (!visit({row.integer(0)}, row.integer(1), halves)) {
                    break;
                }
            }
            return {};
        });
    }

    Result<std::vector<std::pair<ContentId, std::int64_t>>> removedSince(std::int64_t after) const override
    {
        return answered(m_database, [&]() -> Result<std::vector<std::pair<ContentId, std::int64_t>>> {
            std::vector<std::pair<ContentId, std::int64_t>> removed;
            Statement row = m_database.query(
                "SELECT content_id, sequence FROM removal WHERE sequence > ? ORDER BY sequence", after);
            while (row.step()) {
                removed.emplace_back(ContentId{row.integer(0)}, row.integer(1));
            }
            return removed;
        });
    }

    Result<std::vector<float>> vectorOf(ContentId content) const override
    {
        return answered(m_database, [&]() -> Result<std::vector<float>> {
            Statement row = m_database.query("SELECT value FROM vector WHERE content_id = ?", content.value);
            if (!row.step()) {
                return std::vector<float>();
            }
            std::vector<std::uint16_t> halves(m_dimension);
            read(row.bytes(0), halves, content.value);
            std::vector<float> vector;
            vector.reserve(m_dimension);
            for (const std::uint16_t half : halves) {
                vector.push_back(floatFromHalf(half));
            }
            return vector;
        });
    }

    Result<std::vector<ContentId>> contents() const override
    {
        return answered(m_database, [&]() -> Result<std::vector<ContentId>> {
            std::vector<ContentId> contents;
            Statement row = m_database.query("SELECT content_id FROM vector ORDER BY content_id");
            while (row.step()) {
                contents.push_back({row.integer(0)});
            }
            return contents;
        });
    }

    Result<std::int64_t> count() const override
    {
        return answered(m_database, [&]() -> Result<std::int64_t> {
            Statement row = m_database.query("SELECT count(*) FROM vector");
            return row.step() ? row.integer(0) : 0;
        });
    }

    Result<std::int64_t> lastSequence() const override
    {
        return answered(m_database, [&]() -> Result<std::int64_t> { return readLastSequence(); });
    }

    Result<std::vector<std::string>> verify() const override
    {
        return answered(m_database, [&]() -> Result<std::vector<std::string>> {
            std::vector<std::string> problems = m_database.integrityProblems();
            try {
                verifyRows(problems);
            } catch (const SqliteError& error) {
                problems.push_back(error.error().message);
            }
            return problems;
        });
    }

private:
    std::int64_t readLastSequence() const
    {
        Statement row = m_database.query("SELECT last_sequence FROM header WHERE id = 1");
        return row.step() ? row.integer(0) : 0;
    }

    /// A vector without a direction or with holes would poison every search that it takes part in.
    static Status convert(std::span<const float> vector, std::vector<std::uint16_t>& halves, ContentId content)
    {
        bool anyDirection = false;
        for (std::size_t i = 0; i < halves.size(); ++i) {
            halves[i] = halfFromFloat(vector[i]);
            if (!isFinite(halves[i])) {
                return fail(ErrorCode::InvalidInput,
                            "the vector of content " + std::to_string(content.value) + " is not finite");
            }
            anyDirection = anyDirection || !isZero(halves[i]);
        }
        return anyDirection ? Status()
                            : fail(ErrorCode::InvalidInput,
                                   "the vector of content " + std::to_string(content.value) + " is zero");
    }

    void read(std::string_view value, std::vector<std::uint16_t>& halves, std::int64_t content) const
    {
        if (value.size() != halves.size() * sizeof(std::uint16_t)) {
            throw SqliteError({ErrorCode::Corrupt, displayPath(m_database.file()) + ": the vector of content "
                                                       + std::to_string(content) + " has the wrong length"});
        }
        std::memcpy(halves.data(), value.data(), value.size());
    }

    void verifyRows(std::vector<std::string>& problems) const
    {
        const std::int64_t last = readLastSequence();
        const auto report = [&](std::int64_t content, const char* what) {
            problems.push_back(m_database.file().filename().string() + ": the vector of content "
                               + std::to_string(content) + " " + what);
        };
        Statement row = m_database.query("SELECT content_id, sequence, value FROM vector");
        while (row.step()) {
            const std::string_view value = row.bytes(2);
            if (row.integer(1) > last) {
                report(row.integer(0), "is newer than the last sequence number");
            }
            if (value.size() != m_dimension * sizeof(std::uint16_t)) {
                report(row.integer(0), "has the wrong length");
                continue;
            }
            std::vector<std::uint16_t> halves(m_dimension);
            std::memcpy(halves.data(), value.data(), value.size());
            bool finite = true;
            bool zero = true;
            for (const std::uint16_t half : halves) {
                finite = finite && isFinite(half);
                zero = zero && isZero(half);
            }
            if (!finite || zero) {
                report(row.integer(0), finite ? "is zero" : "is not finite");
            }
        }
        Statement both = m_database.query("SELECT v.content_id FROM vector v JOIN removal r ON r.content_id = "
                                          "v.content_id OR r.sequence = v.sequence");
        while (both.step()) {
            report(both.integer(0), "is both there and removed");
        }
        Statement removal = m_database.query("SELECT content_id FROM removal WHERE sequence > ?", last);
        while (removal.step()) {
            report(removal.integer(0), "was removed after the last sequence number");
        }
    }

    mutable SqliteDatabase m_database;
    std::size_t m_dimension;
};

} // namespace

Result<std::unique_ptr<VectorStore>> VectorStore::open(const std::filesystem::path& file, const Header& header,
                                                       Catalog::Access access)
{
    if (header.dimension < 1) {
        return fail(ErrorCode::InvalidInput, "a model needs at least one dimension");
    }
    if (access == Catalog::Access::ReadWrite) {
        std::error_code error;
        std::filesystem::create_directories(file.parent_path(), error);
        if (error) {
            return fail(ErrorCode::Io, "cannot make " + displayPath(file.parent_path()) + ": " + error.message());
        }
    }
    return opened<VectorStore, SqliteVectorStore>(file, header, access);
}

} // namespace likeness
