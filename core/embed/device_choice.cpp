#include "core/embed/device_choice.h"

#include <ATen/Context.h>
#include <torch/cuda.h>

namespace likeness {

DeviceChoice chooseDevice(Device device, const std::string& kind)
{
    const bool wantsGpu = device == Device::Auto || device == Device::Cuda;
    if (wantsGpu && torch::cuda::is_available()) {
        return {true, ""};
    }
    if (device == Device::Vulkan) {
        return {false, kind + " do not run on Vulkan"};
    }
    if (wantsGpu) {
        return {false, at::hasCUDA() ? "no usable CUDA device" : "this torch was built without CUDA"};
    }
    return {false, "the CPU was asked for"};
}

std::string cpuName(int threads) { return "CPU, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads"); }

} // namespace likeness
