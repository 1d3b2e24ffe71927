#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <filesystem>

namespace likeness::testing {

/// What a library knows about each photo, independent of the order in which it learnt it: path → size, time, format and
/// hashes of both thumbnails and the vector. Two libraries of the same photos are equal when these are.
struct LibraryDigest {
    QMap<QString, QByteArray> photos;
    QMap<QString, QString> failures; ///< path → reason
    qint64 contents = 0;
    qint64 thumbnails = 0; ///< contents with both sizes
    qint64 vectors = 0;    ///< rows, so that something kept twice would show
    QString problem;       ///< why it could not be read; empty when all went well

    friend bool operator==(const LibraryDigest&, const LibraryDigest&) = default;
};

/// Reads a library that no process has open, with the vectors of the model whose id begins with `model`.
LibraryDigest digestOf(const std::filesystem::path& library, const QString& model);

} // namespace likeness::testing
