#pragma once

#include "core/api/query.h"

#include <QtCore/QByteArray>

namespace likeness {

/// A query as JSON, to be kept between two sessions. Parts made of bytes are left out.
QByteArray queryToJson(const Query& query);

/// nullopt when it is not one of ours.
std::optional<Query> queryFromJson(const QByteArray& json);

} // namespace likeness
