#include "core/base/glob.h"

#include <algorithm>

namespace likeness {
namespace {

constexpr std::string_view kNeverPhotos[]
    = {"@eaDir", "lost+found", "$RECYCLE.BIN", "System Volume Information", "node_modules"};

std::string_view lastName(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// Bytes of the first character; stray bytes count as one character each, so that names that are not UTF-8 still match.
std::size_t characterLength(std::string_view text)
{
    std::size_t length = 1;
    if (static_cast<unsigned char>(text[0]) >= 0xC0) {
        while (length < text.size() && length < 4 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
            ++length;
        }
    }
    return length;
}

/// What one character of the text did with the front of a pattern.
struct Step {
    bool fits = false;
    std::size_t patternBytes = 0;
};

/// `pattern` begins with `[`. An unclosed bracket stands for itself.
Step matchSet(std::string_view pattern, std::string_view character)
{
    std::size_t at = 1;
    const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
    at += negated ? 1 : 0;
    const std::size_t first = at;
    bool inside = false;
    while (at < pattern.size() && (pattern[at] != ']' || at == first)) {
        const std::string_view from = pattern.substr(at, characterLength(pattern.substr(at)));
        std::string_view to = from;
        at += from.size();
        if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
            to = pattern.substr(at + 1, characterLength(pattern.substr(at + 1)));
            at += 1 + to.size();
        }
        // Byte order of UTF-8 is the order of the code points.
        inside = inside || (from <= character && character <= to);
    }
    if (at >= pattern.size()) {
        return {character == "[", 1};
    }
    return {inside != negated, at + 1};
}

Step matchOne(std::string_view pattern, std::string_view character)
{
    if (pattern[0] == '?') {
        return {character != "/", 1};
    }
    if (pattern[0] == '[') {
        Step step = matchSet(pattern, character);
        step.fits = step.fits && character != "/";
        return step;
    }
    return {pattern.substr(0, character.size()) == character, character.size()};
}

/// A place to come back to when what follows a star does not fit.
struct Star {
    bool set = false;
    std::size_t patternAt = 0;
    std::size_t textAt = 0;
};

/// Backtracks to the latest `*`, and when that one may not grow over a slash, to the latest `**`. Taking only the
/// latest of each kind keeps this O(pattern × text²) at worst where recursion would be exponential.
bool matchesWhole(std::string_view pattern, std::string_view text)
{
    Star star;
    Star deepStar;
    std::size_t p = 0;
    std::size_t t = 0;
    while (true) {
        if (p < pattern.size() && pattern[p] == '*') {
            if (p + 1 < pattern.size() && pattern[p + 1] == '*') {
                p += 2;
                // `**/` also stands for no folder at all: the slash belongs to what the stars may swallow.
                const bool wholeNames = p < pattern.size() && pattern[p] == '/' && (t == 0 || text[t - 1] == '/');
                p += wholeNames ? 1 : 0;
                deepStar = {true, p, t};
                star.set = false;
            } else {
                star = {true, ++p, t};
            }
            continue;
        }
        if (t == text.size()) {
            if (p == pattern.size()) {
                return true;
            }
        } else if (p < pattern.size()) {
            const std::size_t length = characterLength(text.substr(t));
            if (const Step step = matchOne(pattern.substr(p), text.substr(t, length)); step.fits) {
                p += step.patternBytes;
                t += length;
                continue;
            }
        }
        if (star.set && star.textAt < text.size() && text[star.textAt] != '/') {
            t = ++star.textAt;
            p = star.patternAt;
        } else if (deepStar.set && deepStar.textAt < text.size()) {
            star.set = false;
            const bool wholeNames = deepStar.patternAt > 0 && pattern[deepStar.patternAt - 1] == '/';
            const std::size_t slash = text.find('/', deepStar.textAt);
            if (wholeNames && slash == std::string_view::npos) {
                return false;
            }
            deepStar.textAt = wholeNames ? slash + 1 : deepStar.textAt + 1;
            t = deepStar.textAt;
            p = deepStar.patternAt;
        } else {
            return false;
        }
    }
}

} // namespace

bool matchesGlob(std::string_view pattern, std::string_view relativePath)
{
    const bool anyDepth = pattern.find('/') == std::string_view::npos;
    return matchesWhole(pattern, anyDepth ? lastName(relativePath) : relativePath);
}

ExcludeRules::ExcludeRules(const FolderRules& rules)
{
    for (const std::string& exclude : rules.excludes) {
        Pattern pattern{exclude, false};
        while (!pattern.text.empty() && pattern.text.back() == '/') {
            pattern.text.pop_back();
            pattern.foldersOnly = true;
        }
        if (!pattern.text.empty() && pattern.text.find_first_not_of('/') != std::string::npos) {
            m_patterns.push_back(std::move(pattern));
        }
    }
}

bool ExcludeRules::excludes(const std::filesystem::path& relativePath, bool isFolder) const
{
    const std::string_view whole = relativePath.native();
    for (std::size_t slash = whole.find('/'); slash != std::string_view::npos; slash = whole.find('/', slash + 1)) {
        if (excludesEntry(whole.substr(0, slash), /*isFolder=*/true)) {
            return true;
        }
    }
    return excludesEntry(whole, isFolder);
}

bool ExcludeRules::excludesEntry(std::string_view path, bool isFolder) const
{
    const std::string_view name = lastName(path);
    if (name.empty() || name == "." || name == "..") {
        return false; // the registered folder itself
    }
    if (isFolder && (name[0] == '.' || std::ranges::find(kNeverPhotos, name) != std::end(kNeverPhotos))) {
        return true;
    }
    if (!isFolder && name.starts_with("._")) {
        return true;
    }
    return std::ranges::any_of(m_patterns, [&](const Pattern& pattern) {
        if (pattern.foldersOnly && !isFolder) {
            return false;
        }
        // A leading slash ties the pattern to the registered folder.
        const bool anchored = pattern.text[0] == '/';
        return anchored ? matchesWhole(std::string_view(pattern.text).substr(1), path)
                        : matchesGlob(pattern.text, path);
    });
}

} // namespace likeness
