#pragma once

#include "core/embed/embedder.h"

#include <string>

namespace likeness {

/// Whether a model is to compute on the GPU, and if not, why, for people.
struct DeviceChoice {
    bool onGpu = false;
    std::string reason;
};

/// What `device` comes to with the torch and the hardware that are here. `kind` names the models in the reason.
DeviceChoice chooseDevice(Device device, const std::string& kind);

/// "CPU, 2 threads".
std::string cpuName(int threads);

} // namespace likeness
