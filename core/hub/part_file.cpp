#include "core/hub/part_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace likeness {
namespace {

namespace fs = std::filesystem;

/// What a kill can lose, and how much is written at once.
constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
constexpr std::size_t kChecksumDigitsInName = 16;

/// Size of a regular file; nullopt when nothing is there. Links are not followed: this folder has none of ours.
/// Errors: Io (something else is there).
Result<std::optional<std::int64_t>> regularSize(const fs::path& path)
{
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (status.type() == fs::file_type::not_found) {
        return std::optional<std::int64_t>();
    }
    if (status.type() != fs::file_type::regular) {
        return fail(ErrorCode::Io, displayPath(path) + " is in the way: it is not a file; move it elsewhere");
    }
    const auto size = fs::file_size(path, error);
    if (error) {
        return fail(ErrorCode::Io, "cannot look at " + displayPath(path) + ": " + error.message());
    }
    return std::optional(static_cast<std::int64_t>(size));
}

/// Adds a file's bytes to a checksum; returns how many there were. Errors: Io, Cancelled.
Result<std::int64_t> addFile(const fs::path& path, Checksum& sum, const std::stop_token& stop)
{
    std::ifstream in(path, std::ios::binary);
    std::vector<std::byte> block(kBlockBytes);
    std::int64_t total = 0;
    while (in) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped while checking " + displayPath(path));
        }
        in.read(reinterpret_cast<char*>(block.data()), static_cast<std::streamsize>(block.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        sum.add(std::span(block).first(got));
        total += static_cast<std::int64_t>(got);
    }
    if (!in.eof()) {
        return fail(ErrorCode::Io, "cannot read " + displayPath(path) + ": " + std::strerror(errno));
    }
    return total;
}

} // namespace

fs::path PartFile::finalPath(const fs::path& folder, const HubFile& file) { return folder / file.name; }

fs::path PartFile::partPath(const fs::path& folder, const HubFile& file)
{
    return folder / (file.name + "." + file.checksum.substr(0, kChecksumDigitsInName) + ".part");
}

std::int64_t PartFile::haveBytes(const fs::path& folder, const HubFile& file)
{
    if (const auto whole = regularSize(finalPath(folder, file)); whole && *whole == file.sizeBytes) {
        return file.sizeBytes;
    }
    const auto part = regularSize(partPath(folder, file));
    const std::int64_t size = part ? part->value_or(0) : 0;
    return size <= file.sizeBytes ? size : 0;
}

Result<bool> PartFile::isWhole(const fs::path& folder, const HubFile& file, const std::stop_token& stop)
{
    const fs::path path = finalPath(folder, file);
    const auto size = regularSize(path);
    if (!size) {
        return size.failure();
    }
    if (*size != file.sizeBytes) {
        return false;
    }
    auto sum = Checksum::begin(file.checksum, file.sizeBytes);
    if (!sum) {
        return sum.failure();
    }
    const auto read = addFile(path, *sum, stop);
    if (!read) {
        return read.failure();
    }
    return sum->finish() == file.checksum;
}

Result<PartFile> PartFile::open(FileSystem& files, const fs::path& folder, const HubFile& file,
                                const std::stop_token& stop)
{
    auto sum = Checksum::begin(file.checksum, file.sizeBytes);
    if (!sum) {
        return sum.failure();
    }
    PartFile part(files, folder, file, std::move(*sum));
    const auto size = regularSize(partPath(folder, file));
    if (!size) {
        return size.failure();
    }
    if (!*size || **size > file.sizeBytes) {
        if (Status restarted = part.restart(); !restarted) {
            return restarted.failure();
        }
        return part;
    }
    const auto read = addFile(partPath(folder, file), part.m_sum, stop);
    if (!read) {
        return read.failure();
    }
    part.m_sizeBytes = *read;
    return part;
}

Status PartFile::append(std::span<const std::byte> bytes)
{
    m_sum.add(bytes);
    m_sizeBytes += static_cast<std::int64_t>(bytes.size());
    m_gathered.insert(m_gathered.end(), bytes.begin(), bytes.end());
    return m_gathered.size() < kBlockBytes ? Status() : flush();
}

Status PartFile::flush()
{
    if (m_gathered.empty()) {
        return {};
    }
    Status written = m_files->appendToFile(partPath(m_folder, m_file), m_gathered);
    m_gathered.clear();
    return written;
}

Status PartFile::restart()
{
    auto sum = Checksum::begin(m_file.checksum, m_file.sizeBytes);
    if (!sum) {
        return sum.failure();
    }
    m_sum = std::move(*sum);
    m_sizeBytes = 0;
    m_gathered.clear();
    if (Status removed = m_files->removeAll(partPath(m_folder, m_file)); !removed) {
        return removed;
    }
    return m_files->appendToFile(partPath(m_folder, m_file), {}); // an empty file is a file too
}

Result<bool> PartFile::finish()
{
    if (Status flushed = flush(); !flushed) {
        return flushed.failure();
    }
    const fs::path path = partPath(m_folder, m_file);
    const bool right = m_sum.finish() == m_file.checksum;
    const Status done = right ? m_files->renameDurably(path, finalPath(m_folder, m_file)) : m_files->removeAll(path);
    if (!done) {
        return done.failure();
    }
    return right;
}

} // namespace likeness
