#pragma once

#include "core/api/query.h"

#include <QtCore/QString>
#include <QtCore/QUrl>

namespace likeness {

/// One example in the query bar.
struct Chip {
    QueryPart part;
    QString key;   ///< names the picture in image://query/
    QString label; ///< what it is called on screen

    bool isWords() const { return std::holds_alternative<Words>(part.source); }
    bool isPhoto() const { return std::holds_alternative<PhotoId>(part.source); }
    QString kind() const;
    QUrl thumbnail() const;
};

/// A chip with a new key and the label its source suggests.
Chip makeChip(QueryPart part, const QString& label = {});

} // namespace likeness
