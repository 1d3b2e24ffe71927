#pragma once

#include "core/api/query.h"
#include "core/base/result.h"

namespace likeness {

/// A query as JSON text with a format number, to be kept. Errors: InvalidInput (parts made of bytes).
Result<std::string> jsonOfQuery(const Query& query);

/// Errors: Corrupt, Unsupported (a newer format).
Result<Query> queryOfJson(const std::string& text);

} // namespace likeness
