#include "tests/e2e/library_digest.h"

#include "core/catalog/catalog.h"
#include "core/media/media.h"

#include <QCryptographicHash>
#include <QDir>
#include <span>
#include <sqlite3.h>

namespace likeness::testing {
namespace {

QByteArray sha1(std::span<const std::byte> bytes)
{
    return QCryptographicHash::hash(
               QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())),
               QCryptographicHash::Sha1)
        .toHex();
}

/// A model's vectors as kept. Opened directly, because a test need not know the model's hash.
QMap<qint64, QByteArray> vectorsOf(const std::filesystem::path& library, const QString& model, QString& problem)
{
    QMap<qint64, QByteArray> vectors;
    const QStringList files = QDir(QString::fromStdString((library / "vectors").string())).entryList({model + "*.db"});
    if (files.size() != 1) {
        problem = "expected one file of vectors, found " + files.join(' ');
        return vectors;
    }
    const std::filesystem::path file = library / "vectors" / files.first().toStdString();
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (::sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK
        || ::sqlite3_prepare_v2(database, "SELECT content_id, value FROM vector", -1, &statement, nullptr)
               != SQLITE_OK) {
        problem = ::sqlite3_errmsg(database);
    }
    while (statement != nullptr && ::sqlite3_step(statement) == SQLITE_ROW) {
        const auto* bytes = static_cast<const std::byte*>(::sqlite3_column_blob(statement, 1));
        const auto length = static_cast<std::size_t>(::sqlite3_column_bytes(statement, 1));
        vectors.insert(::sqlite3_column_int64(statement, 0), sha1({bytes, length}));
    }
    ::sqlite3_finalize(statement);
    ::sqlite3_close(database);
    return vectors;
}

} // namespace

LibraryDigest digestOf(const std::filesystem::path& library, const QString& model)
{
    LibraryDigest digest;
    const auto catalog = Catalog::open(library, Catalog::Access::ReadWrite);
    const auto thumbnails = ThumbnailStore::open(library, Catalog::Access::ReadWrite);
    if (!catalog || !thumbnails) {
        digest.problem = QString::fromStdString(catalog ? thumbnails.error().message : catalog.error().message);
        return digest;
    }
    const QMap<qint64, QByteArray> vectors = vectorsOf(library, model, digest.problem);
    const auto ids = (*catalog)->photosMatching({}, {});
    const auto rows = ids ? (*catalog)->rows(*ids) : ids.failure();
    const auto contents = (*catalog)->contents();
    const auto failures = (*catalog)->failures();
    if (!rows || !contents || !failures) {
        digest.problem = "the catalog cannot be read";
        return digest;
    }
    for (const PhotoRow& row : *rows) {
        QByteArray text = QByteArray::number(row.width) + "x" + QByteArray::number(row.height) + " "
                          + QByteArray::fromStdString(row.format) + " "
                          + QByteArray::number(row.taken ? static_cast<qlonglong>(row.taken->localSeconds) : -1);
        for (const ThumbnailSize size : {ThumbnailSize::Small236, ThumbnailSize::Large474}) {
            const auto encoded = (*thumbnails)->encoded(row.content, size);
            text += " " + (encoded && !encoded->empty() ? sha1(*encoded) : QByteArray("none"));
        }
        text += " " + vectors.value(row.content.value, "none");
        const QString path = QString::fromStdString(row.path.string());
        if (digest.photos.contains(path)) {
            digest.problem = "twice: " + path;
        }
        digest.photos.insert(path, text);
    }
    for (const FailedFile& failure : *failures) {
        digest.failures.insert(QString::fromStdString(failure.path.string()), QString::fromStdString(failure.reason));
    }
    const auto withThumbnails = (*thumbnails)->contents();
    digest.contents = static_cast<qint64>(contents->size());
    digest.thumbnails = withThumbnails ? static_cast<qint64>(withThumbnails->size()) : -1;
    digest.vectors = vectors.size();
    return digest;
}

} // namespace likeness::testing
