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
    switch (error.code) {
    case ErrorCode::NotFound:
        return QCoreApplication::translate("Error", "It is not there any more.");
    case ErrorCode::InvalidInput:
        return QCoreApplication::translate("Error", "That is not possible here.");
    case ErrorCode::Corrupt:
        return QCoreApplication::translate("Error", "The file is damaged.");
    case ErrorCode::Io:
        return QCoreApplication::translate("Error", "The file could not be read or written.");
    case ErrorCode::Unsupported:
        return QCoreApplication::translate("Error", "Likeness cannot do that with this file.");
    case ErrorCode::OutOfResources:
        return QCoreApplication::translate("Error", "There is not enough memory or disk space.");
    case ErrorCode::Cancelled:
        return QCoreApplication::translate("Error", "It was stopped.");
    case ErrorCode::Internal:
        break;
    }
    return QCoreApplication::translate("Error", "Something went wrong inside Likeness.");
}

} // namespace likeness
