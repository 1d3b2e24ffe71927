#include "app/cli/npy.h"

#include "core/base/file_system.h"
#include "core/base/half.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>

// NumPy format 1.0: "\x93NUMPY", version bytes 1 and 0, header length (2 bytes, little-endian), a Python dictionary in
// ASCII padded with blanks and a newline so that the data starts at a multiple of 64, then the numbers.

namespace likeness::cli {
namespace {

constexpr std::array<char, 6> kMagic{'\x93', 'N', 'U', 'M', 'P', 'Y'};
constexpr std::size_t kPreambleBytes = 10;
constexpr std::size_t kAlignmentBytes = 64;
constexpr std::int64_t kFileMaxBytes = std::int64_t{64} << 30;

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie in memory");

struct Header {
    std::string description;
    std::size_t dataOffset = 0;
};

Result<Header> headerOf(std::span<const std::byte> bytes, const std::string& name)
{
    if (bytes.size() < kPreambleBytes || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) {
        return fail(ErrorCode::Corrupt, name + " is not a NumPy file");
    }
    const auto byteAt = [&](std::size_t at) { return std::to_integer<std::size_t>(bytes[at]); };
    const bool isLong = byteAt(6) >= 2; // versions 2 and 3 have a 4-byte length
    std::size_t length = byteAt(8) | byteAt(9) << 8U;
    std::size_t start = kPreambleBytes;
    if (isLong && bytes.size() >= kPreambleBytes + 2) {
        length |= byteAt(10) << 16U | byteAt(11) << 24U;
        start += 2;
    }
    if (bytes.size() < start + length) {
        return fail(ErrorCode::Corrupt, name + " is cut short");
    }
    return Header{std::string(reinterpret_cast<const char*>(bytes.data()) + start, length), start + length};
}

/// The two numbers of `'shape': (rows, columns)`.
bool readShape(const std::string& description, Matrix& matrix)
{
    const std::size_t open = description.find('(', description.find("'shape'"));
    if (open == std::string::npos) {
        return false;
    }
    const char* const end = description.data() + description.size();
    const auto [afterRows, rowsError] = std::from_chars(description.data() + open + 1, end, matrix.rows);
    if (rowsError != std::errc() || end - afterRows < 3 || *afterRows != ',' || afterRows[1] != ' ') {
        return false;
    }
    const auto [afterColumns, columnsError] = std::from_chars(afterRows + 2, end, matrix.columns);
    return columnsError == std::errc() && afterColumns != end && *afterColumns == ')' && matrix.columns > 0;
}

} // namespace

Status writeNpy(const std::filesystem::path& file, const Matrix& matrix)
{
    std::string description = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(matrix.rows) + ", "
                              + std::to_string(matrix.columns) + "), }";
    const std::size_t unpadded = kPreambleBytes + description.size() + 1;
    description.append((kAlignmentBytes - unpadded % kAlignmentBytes) % kAlignmentBytes, ' ');
    description += '\n';
    std::string head(kMagic.begin(), kMagic.end());
    head
        += {'\x01', '\x00', static_cast<char>(description.size() & 0xFFU), static_cast<char>(description.size() >> 8U)};
    head += description;

    const std::size_t dataBytes = matrix.values.size() * sizeof(float);
    std::vector<std::byte> bytes(head.size() + dataBytes);
    std::memcpy(bytes.data(), head.data(), head.size());
    std::memcpy(bytes.data() + head.size(), matrix.values.data(), dataBytes);
    return FileSystem().replaceFile(file, bytes);
}

Result<Matrix> readNpy(const std::filesystem::path& file)
{
    const std::string name = displayPath(file);
    const Result<std::vector<std::byte>> bytes = readFile(file, kFileMaxBytes);
    if (!bytes) {
        return bytes.failure();
    }
    const Result<Header> header = headerOf(*bytes, name);
    if (!header) {
        return header.failure();
    }
    const std::string& description = header->description;
    const bool isHalf = description.find("'<f2'") != std::string::npos;
    if (!isHalf && description.find("'<f4'") == std::string::npos) {
        return fail(ErrorCode::Unsupported, name + ": only little-endian float32 and float16 can be read");
    }
    if (description.find("'fortran_order': False") == std::string::npos) {
        return fail(ErrorCode::Unsupported, name + ": only arrays in C order can be read");
    }
    Matrix matrix;
    if (!readShape(description, matrix)) {
        return fail(ErrorCode::Unsupported, name + ": expected an array of two dimensions");
    }
    const std::size_t dataBytes = bytes->size() - header->dataOffset;
    const std::size_t valueBytes = isHalf ? 2 : 4;
    // Divided, not multiplied: a hostile shape must not overflow.
    if (matrix.rows != dataBytes / valueBytes / matrix.columns) {
        return fail(ErrorCode::Corrupt, name + " does not have the size its header tells");
    }
    matrix.values.resize(matrix.rows * matrix.columns);
    const std::byte* const data = bytes->data() + header->dataOffset;
    if (!isHalf) {
        std::memcpy(matrix.values.data(), data, matrix.values.size() * sizeof(float));
        return matrix;
    }
    for (std::size_t i = 0; i < matrix.values.size(); ++i) {
        std::uint16_t half = 0;
        std::memcpy(&half, data + i * sizeof half, sizeof half);
        matrix.values[i] = floatFromHalf(half);
    }
    return matrix;
}

} // namespace likeness::cli
