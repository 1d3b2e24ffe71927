#include "core/catalog/query_json.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

namespace likeness {
namespace {

using Json = nlohmann::json;

constexpr int kFormat = 1;
constexpr std::string_view kSortNames[] = {"score", "date", "name", "size"};

/// JSON is text and a path is bytes: one that is not UTF-8 becomes an array of numbers.
Json jsonOfPath(const std::filesystem::path& path)
{
    if (isUtf8(path.native())) {
        return path.native();
    }
    Json bytes = Json::array();
    for (const char c : path.native()) {
        bytes.push_back(static_cast<unsigned char>(c));
    }
    return bytes;
}

std::filesystem::path pathOfJson(const Json& json)
{
    if (json.is_string()) {
        return json.get<std::string>();
    }
    std::string bytes;
    for (const Json& byte : json) {
        bytes += static_cast<char>(byte.get<unsigned char>());
    }
    return bytes;
}

Json jsonOfPart(const QueryPart& part)
{
    Json json{{"weight", part.weight}};
    if (const auto* photo = std::get_if<PhotoId>(&part.source)) {
        json["photo"] = photo->value;
    } else if (const auto* file = std::get_if<ImageFile>(&part.source)) {
        json["file"] = jsonOfPath(file->path);
    } else if (const auto* words = std::get_if<Words>(&part.source)) {
        json["words"] = words->text;
    }
    if (part.marked) {
        json["marked"] = true;
    }
    if (part.crop) {
        json["crop"] = {{"x", part.crop->x},
                        {"y", part.crop->y},
                        {"width", part.crop->width},
                        {"height", part.crop->height},
                        {"pixels", part.crop->inPixels}};
    }
    return json;
}

QueryPart partOfJson(const Json& json)
{
    QueryPart part;
    part.weight = json.at("weight").get<double>();
    if (json.contains("photo")) {
        part.source = PhotoId{json.at("photo").get<std::int64_t>()};
    } else if (json.contains("file")) {
        part.source = ImageFile{pathOfJson(json.at("file"))};
    } else {
        part.source = Words{json.at("words").get<std::string>()};
    }
    part.marked = json.value("marked", false);
    if (json.contains("crop")) {
        const Json& crop = json.at("crop");
        part.crop = CropBox{crop.at("x"), crop.at("y"), crop.at("width"), crop.at("height"), crop.at("pixels")};
    }
    return part;
}

} // namespace

Result<std::string> jsonOfQuery(const Query& query)
{
    for (const QueryPart& part : query.parts) {
        if (std::holds_alternative<ImageBytes>(part.source)) {
            return fail(ErrorCode::InvalidInput, "a search for a picture without a file cannot be kept");
        }
    }
    return guarded("cannot write the search", ErrorCode::InvalidInput, [&]() -> Result<std::string> {
        Json json{{"format", kFormat},
                  {"filter", query.filter},
                  {"folder", jsonOfPath(query.folder)},
                  {"sort", kSortNames[static_cast<std::size_t>(query.sort)]},
                  {"ascending", query.ascending},
                  {"countMax", query.countMax},
                  {"exact", query.exact},
                  {"parts", Json::array()}};
        if (query.scoreMin) {
            json["scoreMin"] = *query.scoreMin;
        }
        for (const QueryPart& part : query.parts) {
            json["parts"].push_back(jsonOfPart(part));
        }
        return json.dump();
    });
}

Result<Query> queryOfJson(const std::string& text)
{
    return guarded("cannot read the kept search", ErrorCode::Corrupt, [&]() -> Result<Query> {
        const Json json = Json::parse(text);
        if (json.at("format").get<int>() > kFormat) {
            return fail(ErrorCode::Unsupported, "the search was kept by a newer Likeness");
        }
        Query query;
        query.filter = json.at("filter").get<std::string>();
        query.folder = pathOfJson(json.at("folder"));
        const auto sort = json.at("sort").get<std::string>();
        for (std::size_t i = 0; i < std::size(kSortNames); ++i) {
            query.sort = kSortNames[i] == sort ? static_cast<SortKey>(i) : query.sort;
        }
        query.ascending = json.at("ascending").get<bool>();
        query.countMax = json.at("countMax").get<std::uint32_t>();
        query.exact = json.at("exact").get<bool>();
        if (json.contains("scoreMin")) {
            query.scoreMin = json.at("scoreMin").get<float>();
        }
        for (const Json& part : json.at("parts")) {
            query.parts.push_back(partOfJson(part));
        }
        return query;
    });
}

} // namespace likeness
