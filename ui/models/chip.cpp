#include "chip.h"

#include "ui/bridge/convert.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUuid>

namespace likeness {

QString Chip::kind() const
{
    return isWords() ? QStringLiteral("words") : isPhoto() ? QStringLiteral("photo") : QStringLiteral("image");
}

QUrl Chip::thumbnail() const
{
    if (isWords()) {
        return {};
    }
    if (const auto* photo = std::get_if<PhotoId>(&part.source)) {
        // Of a part, more pixels are wanted than of the whole.
        return QUrl(QStringLiteral("image://thumb/%1/%2").arg(photo->value).arg(part.crop ? 474 : 236));
    }
    return QUrl(QStringLiteral("image://query/%1").arg(key));
}

Chip makeChip(QueryPart part, const QString& label)
{
    Chip chip;
    chip.key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    chip.label = label;
    if (label.isEmpty()) {
        if (const auto* file = std::get_if<ImageFile>(&part.source)) {
            chip.label = displayName(file->path);
        } else if (const auto* bytes = std::get_if<ImageBytes>(&part.source)) {
            chip.label = QString::fromStdString(bytes->label);
        } else if (const auto* words = std::get_if<Words>(&part.source)) {
            chip.label = QString::fromStdString(words->text);
        } else {
            chip.label = QCoreApplication::translate("Chip", "Photo");
        }
    }
    chip.part = std::move(part);
    return chip;
}

} // namespace likeness
