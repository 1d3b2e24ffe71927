#include "convert.h"

#include "core/api/error.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

namespace likeness {

QString shownPath(const std::filesystem::path& path) { return QString::fromUtf8(path.native()); }

QString displayName(const std::filesystem::path& path) { return shownPath(path.filename()); }

QUrl fileUrl(const std::filesystem::path& path)
{
    // Through the bytes: QUrl::fromLocalFile takes a QString, which cannot hold a name that is not UTF-8.
    const QByteArray bytes = QByteArray::fromStdString(path.native());
    return QUrl::fromEncoded("file://" + bytes.toPercentEncoding("/"), QUrl::StrictMode);
}

std::filesystem::path localPath(const QUrl& url)
{
    if (!url.isLocalFile()) {
        return {};
    }
    const QByteArray encoded = url.path(QUrl::FullyEncoded).toLatin1();
    return std::filesystem::path(QByteArray::fromPercentEncoding(encoded).toStdString());
}

std::filesystem::path pathFromText(const QString& text) { return std::filesystem::path(text.toStdString()); }

QDateTime whenTaken(const PhotoRow& row)
{
    // A camera's clock has no zone: shown as it was, not converted.
    const qint64 seconds = row.taken ? row.taken->localSeconds : row.modifiedSeconds;
    return row.taken ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime::fromSecsSinceEpoch(seconds);
}

QString explain(const Error& error)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Error", text); };
    switch (error.code) {
    case ErrorCode::NotFound:
        return tr(QT_TRANSLATE_NOOP("Error", "It is not there any more."));
    case ErrorCode::InvalidInput:
        return tr(QT_TRANSLATE_NOOP("Error", "That is not possible here."));
    case ErrorCode::Corrupt:
        return tr(QT_TRANSLATE_NOOP("Error", "The file is damaged."));
    case ErrorCode::Io:
        return tr(QT_TRANSLATE_NOOP("Error", "The file could not be read or written."));
    case ErrorCode::Unsupported:
        return tr(QT_TRANSLATE_NOOP("Error", "Likeness cannot do that with this file."));
    case ErrorCode::OutOfResources:
        return tr(QT_TRANSLATE_NOOP("Error", "There is not enough memory or disk space."));
    case ErrorCode::Cancelled:
        return tr(QT_TRANSLATE_NOOP("Error", "It was stopped."));
    case ErrorCode::Internal:
        break;
    }
    return tr(QT_TRANSLATE_NOOP("Error", "Something went wrong inside Likeness."));
}

} // namespace likeness
