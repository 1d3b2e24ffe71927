#include "core/embed/builtin_tensors.h"

#include "core/base/file_system.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>

namespace likeness {
namespace {

std::string shapeText(at::IntArrayRef shape)
{
    std::string text;
    for (const std::int64_t extent : shape) {
        text += (text.empty() ? "" : ", ") + (extent < 0 ? std::string("any") : std::to_string(extent));
    }
    return "[" + text + "]";
}

} // namespace

Result<at::Tensor> builtinTensor(const SafetensorsFile& file, const std::string& name, at::IntArrayRef shape)
{
    const auto corrupt = [&](const std::string& why) {
        return fail(ErrorCode::Corrupt, displayPath(file.path()) + ": tensor " + name + " " + why
                                            + "; the file is damaged: install Likeness again");
    };
    const auto view = file.tensor(name);
    if (!view) {
        return corrupt("is missing");
    }
    const bool fits = std::ranges::equal(
        view->shape, shape, [](std::int64_t is, std::int64_t wanted) { return wanted < 0 ? is > 0 : is == wanted; });
    if (!fits) {
        return corrupt("is " + shapeText(view->shape) + " and not " + shapeText(shape));
    }
    const auto values = toFloats(*view);
    if (!values) {
        return corrupt("is in a number format that no built-in model has");
    }
    if (!std::ranges::all_of(*values, [](float value) { return std::isfinite(value); })) {
        return corrupt("holds numbers that are not finite");
    }
    at::Tensor tensor = at::empty(view->shape, at::kFloat);
    std::ranges::copy(*values, tensor.data_ptr<float>());
    return tensor;
}

} // namespace likeness
