#pragma once

#include "core/api/types.h"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>
#include <span>
#include <string>

namespace likeness::test {

/// Reads a binary PPM as the training scripts write it; empty if it cannot.
inline Image readPpm(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string magic;
    int depth = 0;
    Image image;
    file >> magic >> image.width >> image.height >> depth;
    file.get();
    image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3);
    file.read(reinterpret_cast<char*>(image.pixels.data()), static_cast<std::streamsize>(image.pixels.size()));
    return file ? image : Image{};
}

inline Image flatImage(int width, int height, std::uint8_t value, int channels = 3)
{
    Image image{width, height, channels, {}};
    image.pixels.assign(
        static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(channels), value);
    return image;
}

inline Image noiseImage(int width, int height, unsigned seed, int channels = 3)
{
    std::mt19937 random(seed);
    Image image = flatImage(width, height, 0, channels);
    for (auto& sample : image.pixels) {
        sample = static_cast<std::uint8_t>(random() & 0xFFU);
    }
    return image;
}

inline double cosine(std::span<const float> a, std::span<const float> b)
{
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        dot += static_cast<double>(a[i]) * b[i];
        aa += static_cast<double>(a[i]) * a[i];
        bb += static_cast<double>(b[i]) * b[i];
    }
    return dot / std::sqrt(aa * bb);
}

inline double length(std::span<const float> a)
{
    double squares = 0;
    for (const float value : a) {
        squares += static_cast<double>(value) * value;
    }
    return std::sqrt(squares);
}

} // namespace likeness::test
