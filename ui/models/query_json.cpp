#include "query_json.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace likeness {

namespace {

/// Paths need not be UTF-8, JSON must be.
QString encodePath(const std::filesystem::path& path)
{
    return QString::fromLatin1(QByteArray::fromStdString(path.native()).toPercentEncoding("/"));
}

std::filesystem::path decodePath(const QJsonValue& value)
{
    return QByteArray::fromPercentEncoding(value.toString().toLatin1()).toStdString();
}

QJsonObject partToJson(const QueryPart& part)
{
    QJsonObject json{{QStringLiteral("weight"), part.weight}};
    if (const auto* photo = std::get_if<PhotoId>(&part.source)) {
        json[QStringLiteral("photo")] = qint64(photo->value);
    } else if (const auto* file = std::get_if<ImageFile>(&part.source)) {
        json[QStringLiteral("file")] = encodePath(file->path);
    } else if (const auto* words = std::get_if<Words>(&part.source)) {
        json[QStringLiteral("words")] = QString::fromStdString(words->text);
    }
    if (part.marked) {
        json[QStringLiteral("marked")] = true;
    }
    if (part.crop) {
        json[QStringLiteral("crop")] = QJsonArray{part.crop->x, part.crop->y, part.crop->width, part.crop->height};
    }
    return json;
}

std::optional<QueryPart> partFromJson(const QJsonObject& json)
{
    QueryPart part;
    part.weight = json[QStringLiteral("weight")].toDouble(1.0);
    part.marked = json[QStringLiteral("marked")].toBool();
    if (json.contains(QStringLiteral("photo"))) {
        part.source = PhotoId{json[QStringLiteral("photo")].toInteger()};
    } else if (json.contains(QStringLiteral("file"))) {
        part.source = ImageFile{decodePath(json[QStringLiteral("file")])};
    } else if (json.contains(QStringLiteral("words"))) {
        part.source = Words{json[QStringLiteral("words")].toString().toStdString()};
    } else {
        return std::nullopt;
    }
    const QJsonArray crop = json[QStringLiteral("crop")].toArray();
    if (crop.size() == 4) {
        part.crop = CropBox{crop[0].toDouble(), crop[1].toDouble(), crop[2].toDouble(), crop[3].toDouble(),
                            /*inPixels=*/false};
    }
    return part;
}

} // namespace

QByteArray queryToJson(const Query& query)
{
    QJsonArray parts;
    for (const QueryPart& part : query.parts) {
        if (!std::holds_alternative<ImageBytes>(part.source)) {
            parts << partToJson(part);
        }
    }
    QJsonObject json{{QStringLiteral("parts"), parts},
                     {QStringLiteral("filter"), QString::fromStdString(query.filter)},
                     {QStringLiteral("folder"), encodePath(query.folder)},
                     {QStringLiteral("sort"), int(query.sort)},
                     {QStringLiteral("ascending"), query.ascending}};
    if (query.scoreMin) {
        json[QStringLiteral("scoreMin")] = double(*query.scoreMin);
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<Query> queryFromJson(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject()) {
        return std::nullopt;
    }
    const QJsonObject object = document.object();
    Query query;
    for (const auto& value : object[QStringLiteral("parts")].toArray()) {
        if (auto part = partFromJson(value.toObject())) {
            query.parts.push_back(std::move(*part));
        }
    }
    query.filter = object[QStringLiteral("filter")].toString().toStdString();
    query.folder = decodePath(object[QStringLiteral("folder")]);
    query.sort = SortKey(std::clamp(object[QStringLiteral("sort")].toInt(), 0, 3));
    if (query.parts.empty() && query.sort == SortKey::Score) {
        query.sort = SortKey::Date;
    }
    query.ascending = object[QStringLiteral("ascending")].toBool();
    if (object.contains(QStringLiteral("scoreMin"))) {
        query.scoreMin = float(object[QStringLiteral("scoreMin")].toDouble());
    }
    return query;
}

} // namespace likeness
