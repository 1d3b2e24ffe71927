#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace likeness {

/// The number formats a safetensors file may hold.
enum class TensorType { Bool, U8, I8, I16, U16, F16, BF16, I32, U32, F32, I64, U64, F64 };

std::size_t sizeBytesOf(TensorType type);

/// A tensor inside a mapped file; valid as long as the file object lives.
struct TensorView {
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape; ///< empty for a single number
    std::span<const std::byte> bytes;

    std::int64_t elementCount() const;
};

/// A safetensors file, mapped into memory: nothing is copied until a tensor is asked for, and every byte of the header
/// is checked before anything in it is believed.
///
/// Layout: u64 little-endian length N of the header | N bytes of JSON {"name": {"dtype", "shape", "data_offsets":
/// [begin, end]}, "__metadata__": {text: text}} | tensor bytes, little-endian, offsets from here, no gap, no overlap.
/// Thread: every const function from any thread.
/// Source: https://huggingface.co/docs/safetensors (format); the limits are those of its reference reader.
class SafetensorsFile {
public:
    /// Errors: NotFound, Io, Corrupt (anything in the layout that does not hold, in words).
    static Result<SafetensorsFile> open(const std::filesystem::path& path);

    const std::map<std::string, TensorView>& tensors() const { return m_tensors; }
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }
    const std::filesystem::path& path() const { return m_path; }

    /// Errors: NotFound.
    Result<TensorView> tensor(const std::string& name) const;
    /// Copies a tensor as floats. Errors: NotFound, Corrupt (shape is not `shape`), Unsupported (not F32, F16, BF16).
    Result<std::vector<float>> floats(const std::string& name, const std::vector<std::int64_t>& shape) const;
    /// Copies a tensor of any shape as whole numbers. Errors: NotFound, Unsupported (not I64).
    Result<std::vector<std::int64_t>> integers(const std::string& name) const;

private:
    class Mapping;

    std::filesystem::path m_path;
    std::shared_ptr<const Mapping> m_mapping;
    std::map<std::string, TensorView> m_tensors;
    std::map<std::string, std::string> m_metadata;
};

/// Copies the numbers of a view as floats. Errors: Unsupported (not F32, F16, BF16).
Result<std::vector<float>> toFloats(const TensorView& view);

/// The weights of a model that come as one file, or as several listed by an index file.
class SafetensorsSet {
public:
    /// Opens `folder`/`stem`.safetensors, or else the files that `folder`/`stem`.safetensors.index.json lists.
    /// Errors: NotFound, Io, Corrupt (also: an index that names files outside the folder, or tensors that are not
    /// there).
    static Result<SafetensorsSet> open(const std::filesystem::path& folder, const std::string& stem = "model");

    const std::vector<SafetensorsFile>& files() const { return m_files; }
    /// The tensors of all files by name, each with the number of its file.
    const std::map<std::string, std::size_t>& fileOf() const { return m_fileOf; }
    /// Errors: NotFound.
    Result<TensorView> tensor(const std::string& name) const;

private:
    std::vector<SafetensorsFile> m_files;
    std::map<std::string, std::size_t> m_fileOf;
};

} // namespace likeness
