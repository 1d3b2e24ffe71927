#include "filter_text.h"

#include <algorithm>
#include <utility>

namespace likeness {
namespace {

constexpr std::pair<std::string_view, std::string_view> kOtherNames[]
    = {{"f", "aperture"}, {"focallength", "focal"}, {"mp", "megapixels"}};

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Splitter {
public:
    explicit Splitter(std::string_view expression)
        : m_text(expression)
    {
    }

    FilterText split()
    {
        while (m_result.problem.empty()) {
            while (m_at < m_text.size() && isSpace(m_text[m_at])) {
                ++m_at;
            }
            if (m_at == m_text.size()) {
                break;
            }
            readTerm();
        }
        return std::move(m_result);
    }

private:
    bool failAt(std::size_t at, const char* problem)
    {
        m_result.problem = problem;
        m_result.problemAt = at;
        return false;
    }

    void readTerm()
    {
        FilterTermText term;
        term.at = m_at;
        if (m_text[m_at] == '-' && m_at + 1 < m_text.size() && !isSpace(m_text[m_at + 1])) {
            term.negated = true;
            ++m_at;
        }
        std::size_t end = m_at;
        while (end < m_text.size() && !isSpace(m_text[end]) && m_text[end] != ':' && m_text[end] != '"') {
            ++end;
        }
        if (end < m_text.size() && m_text[end] == ':' && end > m_at) {
            term.key = m_text.substr(m_at, end - m_at);
            std::ranges::transform(term.key, term.key.begin(),
                                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
            term.key = filterKeyName(term.key);
            m_at = end + 1;
        }
        if (readValues(term.values)) {
            term.end = m_at;
            m_result.terms.push_back(std::move(term));
        }
    }

    /// What follows the colon: alternatives between commas, each bare or in quotes.
    bool readValues(std::vector<FilterValueText>& values)
    {
        while (true) {
            FilterValueText value{{}, m_at};
            if (m_at < m_text.size() && m_text[m_at] == '"') {
                if (!readQuoted(value.text)) {
                    return false;
                }
                if (m_at < m_text.size() && m_text[m_at] != ',' && !isSpace(m_text[m_at])) {
                    return failAt(m_at, "a space or a comma must follow the closing quote");
                }
            } else {
                while (m_at < m_text.size() && !isSpace(m_text[m_at]) && m_text[m_at] != ',') {
                    if (m_text[m_at] == '"') {
                        return failAt(m_at, "a quote must open at the beginning of a value");
                    }
                    value.text += m_text[m_at++];
                }
            }
            if (value.text.empty()) {
                return failAt(value.at, "a value is missing here");
            }
            values.push_back(std::move(value));
            if (m_at == m_text.size() || m_text[m_at] != ',') {
                return true;
            }
            ++m_at;
        }
    }

    bool readQuoted(std::string& text)
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
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    FilterText m_result;
};

/// `alone`: there is no key in front, so that a colon or a minus would be read as something else.
std::string written(const std::string& value, bool alone)
{
    const bool plain = std::ranges::none_of(
        value, [&](char c) { return isSpace(c) || c == ',' || c == '"' || (alone && c == ':'); });
    if (plain && !(alone && value.starts_with('-'))) {
        return value;
    }
    std::string quoted = "\"";
    for (const char c : value) {
        quoted += c == '"' || c == '\\' ? "\\" : "";
        quoted += c;
    }
    return quoted + "\"";
}

} // namespace

FilterText splitFilter(std::string_view expression) { return Splitter(expression).split(); }

std::string joinFilter(const std::vector<FilterTermText>& terms)
{
    std::string text;
    for (const FilterTermText& term : terms) {
        text += text.empty() ? "" : " ";
        text += term.negated ? "-" : "";
        text += term.key + (term.key.empty() ? "" : ":");
        for (std::size_t i = 0; i < term.values.size(); ++i) {
            text += (i == 0 ? "" : ",") + written(term.values[i].text, term.key.empty());
        }
    }
    return text;
}

std::string_view filterKeyName(std::string_view key)
{
    const auto* found = std::ranges::find(kOtherNames, key, &std::pair<std::string_view, std::string_view>::first);
    return found == std::end(kOtherNames) ? key : found->second;
}

} // namespace likeness
