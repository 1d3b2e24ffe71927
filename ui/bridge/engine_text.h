#pragma once

#include <QtCore/QString>

#include <string_view>

namespace likeness {

/// What the engine says in English, in the person's language: why a filter is wrong, why a file cannot be read, why the
/// index is of its kind. A sentence that is not among those known here comes back as it is.
/// Thread: gui.
QString engineText(std::string_view english);

} // namespace likeness
