#include "core/embed/tokenizer_json.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace likeness {
namespace {

using Json = nlohmann::json;

/// The values that matter, taken while the JSON passes by: as a tree, Gemma's 34 MB take 130 MB more, and a token named
/// twice cannot be seen.
class TokenizerJsonReader final : public nlohmann::json_sax<Json> {
public:
    /// Where in the document a value lies.
    enum class In { Document, Root, AddedTokens, AddedToken, Model, Vocabulary, Merges, Merge, Elsewhere };

    TokenizerJsonReader(TokenizerFile& file, In root)
        : m_file(file)
        , m_root(root)
    {
    }

    const std::string& problem() const { return m_problem; }

    bool start_object(std::size_t /*count*/) override
    {
        if (isOnlyText()) {
            return refuse();
        }
        In next = In::Elsewhere;
        if (in() == In::Document) {
            next = m_root;
        } else if (in() == In::Root && m_key == "model") {
            next = In::Model;
        } else if (in() == In::Model && m_key == "vocab") {
            next = In::Vocabulary;
        } else if (in() == In::AddedTokens) {
            next = In::AddedToken;
            m_added = {};
            m_added.id = -1;
        }
        m_in.push_back(next);
        return true;
    }

    bool start_array(std::size_t /*count*/) override
    {
        In next = In::Elsewhere;
        if (in() == In::Document) {
            return complain("not a JSON object");
        }
        if (in() == In::Merges) {
            next = In::Merge;
            m_parts = 0;
        } else if (isOnlyText()) {
            return refuse();
        } else if (in() == In::Root && m_key == "added_tokens") {
            next = In::AddedTokens;
        } else if (in() == In::Model && m_key == "merges") {
            next = In::Merges;
        }
        m_in.push_back(next);
        return true;
    }

    bool end_object() override
    {
        if (in() == In::AddedToken) {
            if (m_added.content.empty() || m_added.id < 0) {
                return complain("an added token has no content or no id");
            }
            m_file.added.push_back(m_added);
        }
        m_in.pop_back();
        return true;
    }

    bool end_array() override
    {
        if (in() == In::Merge && m_parts != 2) {
            return complain("a merge is not made of two tokens");
        }
        m_in.pop_back();
        return true;
    }

    bool key(string_t& text) override
    {
        m_key.swap(text);
        return true;
    }

    bool string(string_t& text) override
    {
        switch (in()) {
        case In::Model:
            if (m_key == "type") {
                m_file.type = text;
            } else if (m_key == "end_of_word_suffix") {
                m_file.endOfWordSuffix = text;
            }
            return refuseHere();
        case In::AddedToken:
            if (m_key == "content") {
                m_added.content = text;
            }
            return m_key != "id" || complain("an added token's id is not a whole number");
        case In::Merges: {
            const std::size_t space = text.find(' ');
            if (space == std::string::npos || text.find(' ', space + 1) != std::string::npos) {
                return complain("a merge is not made of two tokens");
            }
            m_file.merges.add(std::string_view(text).substr(0, space));
            m_file.merges.add(std::string_view(text).substr(space + 1));
            return true;
        }
        case In::Merge:
            if (++m_parts > 2) {
                return complain("a merge is not made of two tokens");
            }
            m_file.merges.add(text);
            return true;
        default:
            return refuseHere();
        }
    }

    bool boolean(bool value) override
    {
        if (in() == In::Model && m_key == "byte_fallback") {
            m_file.byteFallback = value;
        } else if (in() == In::Model && m_key == "ignore_merges") {
            m_file.ignoreMerges = value;
        } else if (in() == In::AddedToken && m_key != "special") {
            m_added.plain = m_added.plain && !value;
        }
        return refuseHere();
    }

    bool number_unsigned(number_unsigned_t value) override
    {
        if (in() != In::Vocabulary && !(in() == In::AddedToken && m_key == "id")) {
            return refuseHere();
        }
        if (value > static_cast<number_unsigned_t>(std::numeric_limits<TokenId>::max())) {
            return complain("the id " + std::to_string(value) + " lies beyond the vocabulary");
        }
        const auto id = static_cast<TokenId>(value);
        if (in() == In::AddedToken) {
            m_added.id = id;
        } else {
            m_file.tokens.add(m_key);
            m_file.ids.push_back(id);
        }
        return true;
    }

    bool null() override { return refuseHere(); }
    bool number_integer(number_integer_t /*value*/) override { return refuseHere(); }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return refuseHere(); }
    bool binary(binary_t& /*value*/) override { return refuseHere(); }

    bool parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::detail::exception&) override
    {
        return complain("not JSON at byte " + std::to_string(position) + "; truncated or damaged");
    }

private:
    In in() const { return m_in.empty() ? In::Document : m_in.back(); }

    /// Places that hold numbers or texts and nothing nested.
    bool isOnlyText() const { return in() == In::Vocabulary || in() == In::Merges || in() == In::Merge; }

    bool refuse()
    {
        return complain(in() == In::Vocabulary ? "a token's id is not a whole number" : "a merge is not made of texts");
    }
    /// A value of a type that does not matter, unless it stands where another one should.
    bool refuseHere()
    {
        if (in() == In::Document) {
            return complain("not a JSON object");
        }
        if (in() == In::Model && (m_key == "merges" || m_key == "vocab")) {
            return complain(m_key + " is not a list of tokens");
        }
        return !isOnlyText() || refuse();
    }
    bool complain(const std::string& problem)
    {
        m_problem = problem;
        return false;
    }

    TokenizerFile& m_file;
    In m_root;
    std::vector<In> m_in;
    std::string m_key;
    AddedToken m_added;
    int m_parts = 0;
    std::string m_problem;
};

Status parse(std::string_view json, TokenizerFile& file, TokenizerJsonReader::In root)
{
    TokenizerJsonReader reader(file, root);
    if (!Json::sax_parse(json, &reader)) {
        return fail(ErrorCode::Corrupt, reader.problem());
    }
    return {};
}

} // namespace

Result<TokenizerFile> parseTokenizerJson(std::string_view json)
{
    TokenizerFile file;
    if (const auto parsed = parse(json, file, TokenizerJsonReader::In::Root); !parsed) {
        return parsed.failure();
    }
    return file;
}

Status parseVocabulary(std::string_view json, TokenizerFile& file)
{
    return parse(json, file, TokenizerJsonReader::In::Vocabulary);
}

Status parseMerges(std::string_view text, TokenizerFile& file)
{
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (number == 1 && line.starts_with("#version")) {
            continue;
        }
        const std::size_t space = line.find(' ');
        if (space == std::string_view::npos || line.find(' ', space + 1) != std::string_view::npos) {
            return fail(ErrorCode::Corrupt, "line " + std::to_string(number) + " is not made of two tokens");
        }
        file.merges.add(line.substr(0, space));
        file.merges.add(line.substr(space + 1));
    }
    return {};
}

Result<TokenIndex> TokenIndex::of(const TokenizerFile& file)
{
    TokenIndex index;
    index.m_ids.reserve(file.tokens.size() + file.added.size());
    for (std::size_t i = 0; i < file.tokens.size(); ++i) {
        if (!index.m_ids.emplace(file.tokens[i], file.ids[i]).second) {
            return fail(ErrorCode::Corrupt, "the token " + quotedToken(file.tokens[i]) + " appears twice");
        }
    }
    for (const AddedToken& token : file.added) {
        if (index.m_ids.emplace(token.content, token.id).first->second != token.id) {
            return fail(ErrorCode::Corrupt, "the added token " + quotedToken(token.content) + " has two ids");
        }
    }
    std::vector<bool> taken(index.m_ids.size(), false);
    for (const auto& [token, id] : index.m_ids) {
        if (static_cast<std::size_t>(id) >= taken.size()) {
            return fail(ErrorCode::Corrupt, "the id " + std::to_string(id) + " lies beyond the vocabulary of "
                                                + std::to_string(taken.size()) + " tokens");
        }
        if (taken[static_cast<std::size_t>(id)]) {
            return fail(ErrorCode::Corrupt, "two tokens have the id " + std::to_string(id));
        }
        taken[static_cast<std::size_t>(id)] = true;
    }
    return index;
}

std::optional<TokenId> TokenIndex::find(std::string_view token) const
{
    const auto found = m_ids.find(token);
    return found != m_ids.end() ? std::optional(found->second) : std::nullopt;
}

} // namespace likeness
