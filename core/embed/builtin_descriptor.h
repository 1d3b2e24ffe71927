#pragma once

#include "core/api/types.h"
#include "core/base/result.h"
#include "core/embed/safetensors.h"

#include <memory>
#include <span>

namespace likeness {

/// What the built-in model computes: Fisher vectors of gradient and colour patches, whitened.
///
/// `resources/builtin/train/descriptor.py` says the same in Python, and learns the constants.
/// Thread: every const function from any thread, several at once; each runs on the calling thread alone.
/// Source: Lowe 2004 (SIFT); Perronnin, Sanchez, Mensink 2010 (improved Fisher vector).
class BuiltinDescriptor {
public:
    static constexpr int kLongEdgePx = 192;

    /// Errors: Corrupt (constants).
    static Result<std::unique_ptr<BuiltinDescriptor>> open(const SafetensorsFile& file);

    ~BuiltinDescriptor();

    int dimension() const;

    /// The Fisher vectors of both halves, one after the other. Shape: returns [fisherSize()].
    /// Errors: InvalidInput (empty image), OutOfResources, Internal.
    Result<std::vector<float>> fisherVectors(const Image& image) const;
    std::size_t fisherSize() const;

    /// Shape: `fisher` is [fisherSize()]; appends [dimension()] to `embedding`, unit length.
    /// Errors: InvalidInput (size), OutOfResources, Internal.
    Status project(std::span<const float> fisher, std::vector<float>& embedding) const;

private:
    struct Constants;

    explicit BuiltinDescriptor(std::unique_ptr<const Constants> constants);

    std::unique_ptr<const Constants> m_constants;
};

} // namespace likeness
