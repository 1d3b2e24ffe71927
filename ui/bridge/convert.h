#pragma once

#include "core/api/types.h"

#include <QtCore/QDateTime>
#include <QtCore/QString>
#include <QtCore/QUrl>

namespace likeness {

/// A path for people to read; bytes that are not UTF-8 come out as replacement characters, so never turn it back.
QString shownPath(const std::filesystem::path& path);

/// The last component of a path, for people to read.
QString displayName(const std::filesystem::path& path);

/// A file: address that keeps every byte of the path, UTF-8 or not.
QUrl fileUrl(const std::filesystem::path& path);

/// The path a file: address names, byte for byte; empty for any other scheme.
std::filesystem::path localPath(const QUrl& url);

/// What a person typed or QML hands over, as a path.
std::filesystem::path pathFromText(const QString& text);

/// When a picture was taken, else when its file was last written.
QDateTime whenTaken(const PhotoRow& row);

/// Why something failed, as a sentence in the person's language; `detail` of the error is left to the log.
QString explain(const struct Error& error);

} // namespace likeness
