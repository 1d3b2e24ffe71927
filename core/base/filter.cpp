#include "core/base/filter.h"

#include "core/base/filter_value.h"
#include "core/base/text.h"

#include <algorithm>
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
    {"width", Key::Width},
    {"height", Key::Height},
    {"iso", Key::Iso},
    {"aperture", Key::Aperture},
    {"f", Key::Aperture},
    {"focal", Key::FocalLength},
    {"focallength", Key::FocalLength},
    {"size", Key::Size},
    {"has", Key::Has},
    {"near", Key::Near},
    {"tag", Key::Tag},
    {"name", Key::Name},
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

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// One alternative of a value and where it stands in the expression.
struct Piece {
    std::string text;
    std::size_t at = 0;
};

class Parser {
public:
    explicit Parser(const std::string& expression)
        : m_text(expression)
    {
    }

    Result<Filter> parse()
    {
        Filter filter;
        while (true) {
            while (m_at < m_text.size() && isSpace(m_text[m_at])) {
                ++m_at;
            }
            if (m_at == m_text.size()) {
                return filter;
            }
            auto term = parseTerm();
            if (!term) {
                return term.failure();
            }
            filter.terms.push_back(std::move(*term));
        }
    }

private:
    Failure failAt(std::size_t at, const std::string& message) const
    {
        return fail(ErrorCode::InvalidInput, "column " + std::to_string(columnOf(m_text, at)) + ": " + message);
    }

    Result<FilterTerm> parseTerm()
    {
        FilterTerm term;
        if (m_text[m_at] == '-' && m_at + 1 < m_text.size() && !isSpace(m_text[m_at + 1])) {
            term.negated = true;
            ++m_at;
        }
        const std::size_t begin = m_at;
        std::size_t end = m_at;
        while (end < m_text.size() && !isSpace(m_text[end]) && m_text[end] != ':' && m_text[end] != '"') {
            ++end;
        }
        if (end < m_text.size() && m_text[end] == ':' && end > begin) {
            const std::string word = foldCase(std::string_view(m_text).substr(begin, end - begin));
            const auto* found = std::find_if(std::begin(kKeys), std::end(kKeys),
                                             [&](const NamedKey& named) { return named.name == word; });
            if (found == std::end(kKeys)) {
                return failAt(begin, "there is no filter called \"" + word + "\"");
            }
            term.key = found->key;
            m_at = end + 1;
        }
        auto pieces = parsePieces();
        if (!pieces) {
            return pieces.failure();
        }
        Status filled = fill(term, *pieces);
        return filled ? Result<FilterTerm>(std::move(term)) : filled.failure();
    }

    /// What follows the colon: alternatives between commas, each bare or in quotes.
    Result<std::vector<Piece>> parsePieces()
    {
        std::vector<Piece> pieces;
        while (true) {
            Piece piece{{}, m_at};
            const bool quoted = m_at < m_text.size() && m_text[m_at] == '"';
            if (quoted) {
                if (Status read = readQuoted(piece.text); !read) {
                    return read.failure();
                }
                if (m_at < m_text.size() && m_text[m_at] != ',' && !isSpace(m_text[m_at])) {
                    return failAt(m_at, "a space or a comma must follow the closing quote");
                }
            } else {
                while (m_at < m_text.size() && !isSpace(m_text[m_at]) && m_text[m_at] != ',') {
                    if (m_text[m_at] == '"') {
                        return failAt(m_at, "a quote must open at the beginning of a value");
                    }
                    piece.text += m_text[m_at++];
                }
            }
            if (piece.text.empty()) {
                return failAt(piece.at, "a value is missing here");
            }
            pieces.push_back(std::move(piece));
            if (m_at == m_text.size() || m_text[m_at] != ',') {
                return pieces;
            }
            ++m_at;
        }
    }

    /// Inside quotes a backslash makes the next character ordinary.
    Status readQuoted(std::string& text)
    {
        const std::size_t open = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()) {
                ++m_at;
            }
            text += m_text[m_at++];
        }
        if (m_at == m_text.size()) {
            return failAt(open, "this quote is never closed");
        }
        ++m_at;
        return {};
    }

    Status fill(FilterTerm& term, const std::vector<Piece>& pieces) const
    {
        switch (term.key) {
        case Key::Camera:
        case Key::Lens:
        case Key::Folder:
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
        case Key::Width:
        case Key::Height:
        case Key::Iso:
        case Key::Aperture:
        case Key::FocalLength:
        case Key::Size:
            return fillRanges(term, pieces);
        }
        return fail(ErrorCode::Internal, "unknown filter key");
    }

    Status fillText(FilterTerm& term, const std::vector<Piece>& pieces) const
    {
        FilterTerm::Text text;
        for (const Piece& piece : pieces) {
            text.alternatives.push_back(piece.text);
        }
        term.value = std::move(text);
        return {};
    }

    using Aliases = std::span<const std::pair<std::string_view, std::string_view>>;

    /// Words in lower case, of a fixed set unless `allowed` is empty.
    Status fillWords(FilterTerm& term, const std::vector<Piece>& pieces, std::span<const std::string_view> allowed,
                     Aliases aliases) const
    {
        FilterTerm::Text text;
        for (const Piece& piece : pieces) {
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

    Status fillRanges(FilterTerm& term, const std::vector<Piece>& pieces) const
    {
        FilterTerm::Ranges ranges;
        for (const Piece& piece : pieces) {
            auto range = parseFilterRange(term.key, piece.text);
            if (!range) {
                return failAt(piece.at, range.error().message);
            }
            ranges.alternatives.push_back(*range);
        }
        term.value = std::move(ranges);
        return {};
    }

    Status fillCircle(FilterTerm& term, const std::vector<Piece>& pieces) const
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
    std::size_t m_at = 0;
};

} // namespace

Result<Filter> parseFilter(const std::string& expression) { return Parser(expression).parse(); }

} // namespace likeness
