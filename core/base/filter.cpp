#include "core/base/filter.h"

#include "core/api/filter_text.h"
#include "core/base/filter_value.h"
#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace likeness {
namespace {

using Key = FilterTerm::Key;

struct NamedKey {
    std::string_view name;
    Key key;
};

constexpr NamedKey kKeys[] = {
    {"camera", Key::Camera},
    {"lens", Key::Lens},
    {"date", Key::Date},
    {"rating", Key::Rating},
    {"folder", Key::Folder},
    {"format", Key::Format},
    {"orientation", Key::Orientation},
    {"aspect", Key::Aspect},
    {"width", Key::Width},
    {"height", Key::Height},
    {"megapixels", Key::Megapixels},
    {"iso", Key::Iso},
    {"aperture", Key::Aperture},
    {"focal", Key::FocalLength},
    {"size", Key::Size},
    {"has", Key::Has},
    {"near", Key::Near},
    {"place", Key::Place},
    {"tag", Key::Tag},
    {"name", Key::Name},
    {"cluster", Key::Cluster},
};

constexpr std::string_view kOrientations[] = {"landscape", "portrait", "square"};
constexpr std::string_view kThings[]
    = {"gps", "rating", "tag", "date", "camera", "lens", "title", "description", "duplicate"};

/// The names under which `Content::format` knows what people and file endings call otherwise.
constexpr std::pair<std::string_view, std::string_view> kFormatNames[]
    = {{"jpg", "jpeg"}, {"heic", "heif"}, {"tif", "tiff"}, {"jpegxl", "jxl"}};
constexpr std::pair<std::string_view, std::string_view> kThingNames[]
    = {{"tags", "tag"}, {"location", "gps"}, {"place", "gps"}, {"duplicates", "duplicate"}, {"taken", "date"}};

/// A person counts characters, not bytes.
std::size_t columnOf(std::string_view expression, std::size_t at)
{
    const auto head = expression.substr(0, at);
    return 1 + static_cast<std::size_t>(std::count_if(head.begin(), head.end(), [](char c) {
               return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
           }));
}

class Parser {
public:
    explicit Parser(const std::string& expression)
        : m_text(expression)
    {
    }

    Result<Filter> parse()
    {
        const FilterText text = splitFilter(m_text);
        Filter filter;
        filter.terms.reserve(text.terms.size());
        for (const FilterTermText& written : text.terms) {
            auto term = parseTerm(written);
            if (!term) {
                return term.failure();
            }
            filter.terms.push_back(std::move(*term));
        }
        if (!text.problem.empty()) {
            return failAt(text.problemAt, text.problem);
        }
        return filter;
    }

private:
    Failure failAt(std::size_t at, const std::string& message) const
    {
        return fail(ErrorCode::InvalidInput, "column " + std::to_string(columnOf(m_text, at)) + ": " + message);
    }

    Result<FilterTerm> parseTerm(const FilterTermText& written) const
    {
        FilterTerm term;
        term.negated = written.negated;
        if (!written.key.empty()) {
            const auto* found = std::ranges::find(kKeys, written.key, &NamedKey::name);
            if (found == std::end(kKeys)) {
                return failAt(written.at + (written.negated ? 1 : 0),
                              "there is no filter called \"" + written.key + "\"");
            }
            term.key = found->key;
        }
        Status filled = fill(term, written.values);
        return filled ? Result<FilterTerm>(std::move(term)) : filled.failure();
    }

    Status fill(FilterTerm& term, const std::vector<FilterValueText>& pieces) const
    {
        switch (term.key) {
        case Key::Camera:
        case Key::Lens:
        case Key::Folder:
        case Key::Place:
        case Key::Tag:
        case Key::Name:
            return fillText(term, pieces);
        case Key::Format:
            return fillWords(term, pieces, {}, kFormatNames);
        case Key::Orientation:
            return fillWords(term, pieces, kOrientations, {});
        case Key::Has:
            return fillWords(term, pieces, kThings, kThingNames);
        case Key::Near:
            return fillCircle(term, pieces);
        case Key::Date:
        case Key::Rating:
        case Key::Aspect:
        case Key::Width:
        case Key::Height:
        case Key::Megapixels:
        case Key::Iso:
        case Key::Aperture:
        case Key::FocalLength:
        case Key::Size:
            return fillRanges(term, pieces);
        case Key::Cluster:
            return fillClusters(term, pieces);
        }
        return fail(ErrorCode::Internal, "unknown filter key");
    }

    Status fillText(FilterTerm& term, const std::vector<FilterValueText>& pieces) const
    {
        FilterTerm::Text text;
        for (const FilterValueText& piece : pieces) {
            text.alternatives.push_back(piece.text);
        }
        term.value = std::move(text);
        return {};
    }

    using Aliases = std::span<const std::pair<std::string_view, std::string_view>>;

    /// Words in lower case, of a fixed set unless `allowed` is empty.
    Status fillWords(FilterTerm& term, const std::vector<FilterValueText>& pieces,
                     std::span<const std::string_view> allowed, Aliases aliases) const
    {
        FilterTerm::Text text;
        for (const FilterValueText& piece : pieces) {
            std::string word = foldCase(piece.text);
            for (const auto& [alias, name] : aliases) {
                word = word == alias ? std::string(name) : word;
            }
            if (!allowed.empty() && std::ranges::find(allowed, word) == allowed.end()) {
                std::string list;
                for (const std::string_view candidate : allowed) {
                    list += (list.empty() ? "" : ", ") + std::string(candidate);
                }
                return failAt(piece.at, "\"" + piece.text + "\" is none of " + list);
            }
            text.alternatives.push_back(std::move(word));
        }
        term.value = std::move(text);
        return {};
    }

    Status fillRanges(FilterTerm& term, const std::vector<FilterValueText>& pieces) const
    {
        FilterTerm::Ranges ranges;
        for (const FilterValueText& piece : pieces) {
            auto range = parseFilterRange(term.key, piece.text);
            if (!range) {
                return failAt(piece.at, range.error().message);
            }
            ranges.alternatives.push_back(*range);
        }
        term.value = std::move(ranges);
        return {};
    }

    Status fillClusters(FilterTerm& term, const std::vector<FilterValueText>& pieces) const
    {
        FilterTerm::Clusters clusters;
        for (const FilterValueText& piece : pieces) {
            std::int64_t id = 0;
            const char* end = piece.text.data() + piece.text.size();
            if (std::from_chars(piece.text.data(), end, id) != std::from_chars_result{end, {}} || id < 1) {
                return failAt(piece.at, "\"" + piece.text + "\" is not the number of a cluster");
            }
            clusters.alternatives.push_back({id});
        }
        term.value = std::move(clusters);
        return {};
    }

    Status fillCircle(FilterTerm& term, const std::vector<FilterValueText>& pieces) const
    {
        if (pieces.size() != 3) {
            return failAt(pieces.front().at, "near needs latitude,longitude,distance, such as near:48.85,2.35,5km");
        }
        auto circle = parseFilterCircle(pieces[0].text, pieces[1].text, pieces[2].text);
        if (!circle) {
            return failAt(pieces.front().at, circle.error().message);
        }
        term.value = *circle;
        return {};
    }

    const std::string& m_text;
};

} // namespace

Result<Filter> parseFilter(const std::string& expression) { return Parser(expression).parse(); }

std::string printFilter(const Filter& filter)
{
    std::vector<FilterTermText> terms;
    terms.reserve(filter.terms.size());
    for (const FilterTerm& term : filter.terms) {
        FilterTermText written;
        written.key = std::ranges::find(kKeys, term.key, &NamedKey::key)->name;
        written.negated = term.negated;
        for (std::string& value : printFilterValues(term)) {
            written.values.push_back({std::move(value)});
        }
        terms.push_back(std::move(written));
    }
    return joinFilter(terms);
}

} // namespace likeness
