#include "app/cli/duplicate_text.h"

namespace likeness::cli {
namespace {

struct Words {
    const char* ofKeeper;
    const char* ofOther;
};

Words wordsFor(KeepReason reason)
{
    switch (reason) {
    case KeepReason::Colour:
        return {"the one in colour", "without colours"};
    case KeepReason::Whole:
        return {"shows the whole picture", "only a part of the picture"};
    case KeepReason::Unframed:
        return {"without a border", "has a border added"};
    case KeepReason::Pixels:
        return {"most pixels", "fewer pixels"};
    case KeepReason::Quality:
        return {"least compressed", "more strongly compressed"};
    case KeepReason::Metadata:
        return {"most metadata", "less metadata"};
    case KeepReason::Rating:
        return {"rated highest", "rated lower"};
    case KeepReason::Folder:
        return {"in a preferred folder", "not in a preferred folder"};
    case KeepReason::Bytes:
        return {"biggest file", "smaller file"};
    case KeepReason::Date:
        return {"taken first", "taken later"};
    case KeepReason::Path:
        break;
    }
    return {"equally good; the shortest path", "equally good; a longer path, or later in the alphabet"};
}

} // namespace

std::string reasonText(const DuplicateGroup& group, const DuplicateMember& member)
{
    const Words words = wordsFor(member.reason);
    std::string text = member.keep ? words.ofKeeper : words.ofOther;
    if (member.reason == KeepReason::Pixels) {
        text += ": " + std::to_string(member.row.width) + " × " + std::to_string(member.row.height);
    } else if (member.reason == KeepReason::Quality && member.jpegQuality) {
        text += ": JPEG " + std::to_string(*member.jpegQuality);
    }
    return !member.keep && group.sameBytes ? "the same bytes; " + text : text;
}

} // namespace likeness::cli
