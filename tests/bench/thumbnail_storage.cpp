// Where thumbnails should live: SQLite blobs or one file each in two levels of hex folders.
// Usage: thumbnail_storage FOLDER [COUNT]   (COUNT thumbnails, half of each size; default 100,000)

#include "core/catalog/sqlite_database.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace likeness;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBatch = 64; // contents per commit, as at ingest
constexpr int kReads = 20'000;

/// Sizes like those of real thumbnails, JPEG quality 80: 236 px 8-15 KB, 474 px 25-40 KB. Bytes that do not compress.
class Pictures {
public:
    Pictures()
        : m_noise(64 * 1024)
    {
        std::mt19937 random(1);
        for (char& byte : m_noise) {
            byte = static_cast<char>(random());
        }
    }
    std::string_view of(std::int64_t content, bool large) const
    {
        const auto mixed = static_cast<std::size_t>(content * 2654435761LL >> 7);
        const std::size_t size = large ? 25'000 + mixed % 15'000 : 8'000 + mixed % 7'000;
        return {m_noise.data() + mixed % 16'000, size};
    }

private:
    std::vector<char> m_noise;
};

class Store {
public:
    virtual ~Store() = default;
    virtual void write(std::int64_t from, std::int64_t to, const Pictures& pictures) = 0;
    virtual std::size_t read(std::int64_t content, bool large) = 0;
    virtual void remove(std::int64_t from, std::int64_t to) = 0;
    virtual void finish() { }
};

class BlobStore final : public Store {
public:
    BlobStore(const fs::path& file, int pageSizeBytes)
        : m_database(file, options(pageSizeBytes))
    {
    }
    void write(std::int64_t from, std::int64_t to, const Pictures& pictures) override
    {
        Transaction transaction(m_database);
        for (std::int64_t content = from; content < to; ++content) {
            m_database.run("INSERT INTO small VALUES (?, ?)", content, Bytes{pictures.of(content, false)});
            m_database.run("INSERT INTO large VALUES (?, ?)", content, Bytes{pictures.of(content, true)});
        }
        transaction.commit();
    }
    std::size_t read(std::int64_t content, bool large) override
    {
        Statement row = m_database.query(large ? "SELECT encoded FROM large WHERE content_id = ?"
                                               : "SELECT encoded FROM small WHERE content_id = ?",
                                         content);
        return row.step() ? std::string(row.bytes(0)).size() : 0;
    }
    void remove(std::int64_t from, std::int64_t to) override
    {
        Transaction transaction(m_database);
        for (std::int64_t content = from; content < to; ++content) {
            m_database.run("DELETE FROM small WHERE content_id = ?", content);
            m_database.run("DELETE FROM large WHERE content_id = ?", content);
        }
        transaction.commit();
    }
    void finish() override { m_database.execute("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)"); }

private:
    static SqliteOptions options(int pageSizeBytes)
    {
        static constexpr Migration kMigrations[] = {[](SqliteDatabase& database) {
            database.execute("CREATE TABLE small (content_id INTEGER PRIMARY KEY, encoded BLOB NOT NULL) STRICT;"
                             "CREATE INDEX small_contents ON small (content_id);"
                             "CREATE TABLE large (content_id INTEGER PRIMARY KEY, encoded BLOB NOT NULL) STRICT;"
                             "CREATE INDEX large_contents ON large (content_id)");
        }};
        return {.applicationId = 1,
                .migrations = kMigrations,
                .pageSizeBytes = pageSizeBytes,
                .incrementalVacuum = true,
                .durable = false};
    }
    SqliteDatabase m_database;
};

/// ab/cd/<id>-236.jpg; written beside and renamed, so that a kill leaves no half picture.
class FileStore final : public Store {
public:
    explicit FileStore(fs::path root)
        : m_root(std::move(root))
    {
    }
    void write(std::int64_t from, std::int64_t to, const Pictures& pictures) override
    {
        for (std::int64_t content = from; content < to; ++content) {
            for (const bool large : {false, true}) {
                const std::string path = pathOf(content, large);
                const std::string beside = path + ".new";
                int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
                if (file < 0) {
                    fs::create_directories(fs::path(path).parent_path());
                    file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
                }
                const std::string_view bytes = pictures.of(content, large);
                if (::write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
                    std::abort();
                }
                ::close(file);
                ::rename(beside.c_str(), path.c_str());
            }
        }
    }
    std::size_t read(std::int64_t content, bool large) override
    {
        const int file = ::open(pathOf(content, large).c_str(), O_RDONLY);
        struct stat info { };
        ::fstat(file, &info);
        std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
        const ssize_t got = ::read(file, bytes.data(), bytes.size());
        ::close(file);
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    void remove(std::int64_t from, std::int64_t to) override
    {
        for (std::int64_t content = from; content < to; ++content) {
            ::unlink(pathOf(content, false).c_str());
            ::unlink(pathOf(content, true).c_str());
        }
    }

private:
    std::string pathOf(std::int64_t content, bool large) const
    {
        char name[64];
        const auto mixed = static_cast<unsigned>(content * 2654435761LL);
        std::snprintf(name, sizeof name, "/%02x/%02x/%lld-%d.jpg", mixed >> 24, mixed >> 16 & 0xFFU,
                      static_cast<long long>(content), large ? 474 : 236);
        return m_root.native() + name;
    }
    fs::path m_root;
};

struct Cost {
    double wallSeconds = 0;
    double cpuSeconds = 0;
};

double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Cost measured(const std::function<void()>& body)
{
    const auto begin = std::chrono::steady_clock::now();
    const double cpu = cpuSeconds();
    body();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    return {wall.count(), cpuSeconds() - cpu};
}

/// Blocks on the disk, and with `evict` the page cache lets go of the contents.
std::int64_t diskBytes(const fs::path& root, bool evict)
{
    std::int64_t bytes = 0;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
        struct stat info { };
        ::stat(entry.path().c_str(), &info);
        bytes += info.st_blocks * 512;
        if (evict && entry.is_regular_file()) {
            const int file = ::open(entry.path().c_str(), O_RDONLY);
            ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
            ::close(file);
        }
    }
    return bytes;
}

void bench(const char* name, const fs::path& root, std::int64_t contents,
           const std::function<std::unique_ptr<Store>()>& open)
{
    fs::remove_all(root);
    fs::create_directories(root);
    const Pictures pictures;
    std::unique_ptr<Store> store = open();
    const Cost write = measured([&] {
        for (std::int64_t from = 1; from <= contents; from += kBatch) {
            store->write(from, std::min<std::int64_t>(from + kBatch, contents + 1), pictures);
        }
        store->finish();
    });
    const Cost sync = measured([] { ::sync(); });
    store.reset();
    const std::int64_t bytes = diskBytes(root, true);
    store = open();
    std::mt19937 random(2);
    std::size_t read = 0;
    const auto readRandomly = [&] {
        for (int i = 0; i < kReads; ++i) {
            read += store->read(1 + static_cast<std::int64_t>(random()) % contents, i % 4 == 0);
        }
    };
    const Cost cold = measured(readRandomly);
    random.seed(2);
    const Cost warm = measured(readRandomly);
    const Cost remove = measured([&] {
        for (std::int64_t from = 1; from <= contents / 2; from += kBatch) {
            store->remove(from, std::min<std::int64_t>(from + kBatch, contents / 2 + 1));
        }
    });
    const Cost giveBack = measured([&] { store->finish(); });
    store.reset();
    const double perRead = 1e6 / kReads;
    std::printf("| %s | %.1f s (%.1f) + %.1f s sync | %.0f µs (%.0f) | %.0f µs (%.0f) | %.1f s (%.1f) | %.1f s (%.1f) "
                "| %.0f MB |"
                " %.0f MB |\n",
                name, write.wallSeconds, write.cpuSeconds, sync.wallSeconds, cold.wallSeconds * perRead,
                cold.cpuSeconds * perRead, warm.wallSeconds * perRead, warm.cpuSeconds * perRead, remove.wallSeconds,
                remove.cpuSeconds, giveBack.wallSeconds, giveBack.cpuSeconds, static_cast<double>(bytes) / 1e6,
                static_cast<double>(diskBytes(root, false)) / 1e6);
    std::fflush(stdout);
    if (read == 0) {
        std::abort();
    }
    fs::remove_all(root);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s FOLDER [COUNT]\n", argv[0]);
        return 2;
    }
    const fs::path root = fs::path(argv[1]) / "thumbnail_storage";
    const std::int64_t contents = (argc > 2 ? std::atoll(argv[2]) : 100'000) / 2;
    const Pictures pictures;
    std::int64_t payload = 0;
    for (std::int64_t content = 1; content <= contents; ++content) {
        payload += static_cast<std::int64_t>(pictures.of(content, false).size() + pictures.of(content, true).size());
    }
    std::printf("%lld thumbnails, %.0f MB of JPEG; wall time, CPU time in brackets\n\n",
                static_cast<long long>(contents * 2), static_cast<double>(payload) / 1e6);
    std::printf("| store | write all | random read, cold | random read, warm | delete half | give back | on disk | "
                "after delete |\n");
    std::printf("|---|---|---|---|---|---|---|---|\n");
    for (const int page : {4096, 8192, 16384, 32768}) {
        const std::string name = "SQLite, pages of " + std::to_string(page / 1024) + " KiB";
        bench(name.c_str(), root, contents, [&] { return std::make_unique<BlobStore>(root / "thumbs.db", page); });
    }
    bench("files, 2 levels", root, contents, [&] { return std::make_unique<FileStore>(root); });
    return 0;
}
