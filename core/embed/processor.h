#pragma once

namespace likeness {

/// True when this processor multiplies bfloat16 numbers itself (AVX512-BF16, and with it AMX): twice to three times the
/// speed of float for large matrices. Elsewhere bfloat16 would be slower than float.
bool processorHasBfloat16();

} // namespace likeness
