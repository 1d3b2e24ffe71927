#include "core/embed/embedder.h"

#include <cmath>

namespace likeness {
namespace {

constexpr int kColumns = 8;
constexpr int kRows = 4;
constexpr int kCells = kColumns * kRows;

/// Mean brightness of each cell of an 8 x 4 grid, 0..1.
std::vector<float> cellAverages(const Image& image)
{
    std::vector<double> sums(kCells, 0.0);
    std::vector<int> counts(kCells, 0);
    const int colours = image.channels < 3 ? 1 : 3;
    const std::uint8_t* pixel = image.pixels.data();
    for (int y = 0; y < image.height; ++y) {
        const int row = y * kRows / image.height;
        for (int x = 0; x < image.width; ++x, pixel += image.channels) {
            const int cell = row * kColumns + x * kColumns / image.width;
            int sum = 0;
            for (int c = 0; c < colours; ++c) {
                sum += pixel[c];
            }
            sums[static_cast<std::size_t>(cell)] += sum;
            counts[static_cast<std::size_t>(cell)] += colours;
        }
    }
    std::vector<float> averages(kCells, 0.0F);
    for (std::size_t i = 0; i < kCells; ++i) {
        averages[i] = counts[i] == 0 ? 0.0F : static_cast<float>(sums[i] / (255.0 * counts[i]));
    }
    return averages;
}

class NullEmbedder final : public Embedder {
public:
    NullEmbedder()
    {
        m_info.id = "null";
        m_info.name = "Null model (for measuring)";
        m_info.family = "null";
        m_info.dimension = kCells;
        m_info.licence = "GPL-3.0-or-later";
    }

    const ModelInfo& info() const override { return m_info; }
    const std::string& preprocessingHash() const override { return m_preprocessing; }
    int inputEdgePx() const override { return 64; }
    int batchSize() const override { return 32; }
    std::string device() const override { return "CPU"; }
    std::string deviceReason() const override { return "the null model has nothing to compute"; }

    Result<ModelInput> prepare(const Image& image) const override
    {
        if (image.empty() || image.width <= 0 || image.height <= 0) {
            return fail(ErrorCode::InvalidInput, "null model: empty image");
        }
        return ModelInput{cellAverages(image), kColumns, kRows};
    }

    Result<std::vector<float>> embedImages(std::span<const ModelInput> inputs) override
    {
        std::vector<float> vectors;
        vectors.reserve(inputs.size() * kCells);
        for (const ModelInput& input : inputs) {
            if (input.values.size() != kCells) {
                return fail(ErrorCode::InvalidInput, "null model: input was prepared by another model");
            }
            appendUnit(input.values, vectors);
        }
        return vectors;
    }

    Result<std::vector<float>> embedTexts(std::span<const std::string> /*texts*/) override
    {
        return fail(ErrorCode::Unsupported, "null model: understands no words");
    }

private:
    // Averages around mid-grey would all point the same way; half is taken off so that unlike pictures differ in angle.
    static void appendUnit(const std::vector<float>& averages, std::vector<float>& vectors)
    {
        double squares = 0;
        for (const float average : averages) {
            squares += (average - 0.5) * (average - 0.5);
        }
        const double length = std::sqrt(squares);
        for (std::size_t i = 0; i < averages.size(); ++i) {
            const double flat = i == 0 ? 1.0 : 0.0; // an evenly mid-grey picture has no direction: give it one
            vectors.push_back(static_cast<float>(length < 1e-6 ? flat : (averages[i] - 0.5) / length));
        }
    }

    ModelInfo m_info;
    std::string m_preprocessing = "cells-8x4";
};

} // namespace

std::unique_ptr<Embedder> makeNullEmbedder() { return std::make_unique<NullEmbedder>(); }

} // namespace likeness
