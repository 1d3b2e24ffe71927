#include "core/media/jpeg.h"

#include "core/media/colour.h"
#include "core/media/exif_orientation.h"
#include "core/media/limits.h"
#include "core/media/photo_format.h"
#include "core/media/vips_decoder.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

// jpeglib.h needs size_t and FILE declared before it.
#include <jerror.h>
#include <jpeglib.h>

namespace likeness {
namespace {

/// Progressive files are kept whole as coefficients, two bytes a sample, until the last pass is read.
constexpr long kCoefficientBytesMax = 2'000'000'000;
/// Real progressive files have about ten passes; a hostile one has thousands, each as long as a whole decode.
constexpr int kPassesMax = 100;
/// Less than this of a file that is cut off is no longer the picture.
constexpr double kPartMin = 0.25;
/// Above this many pixels after DCT scaling, rows are averaged while they arrive.
constexpr std::int64_t kPixelsBeforeBox = 16'000'000;

/// libjpeg reports through longjmp. Each function that calls setjmp keeps only trivial locals, so that no destructor is
/// jumped over.
struct ErrorState {
    jpeg_error_mgr base; // first: libjpeg hands back its address
    std::jmp_buf jump;
    char message[JMSG_LENGTH_MAX];
};

[[noreturn]] void leave(j_common_ptr info)
{
    auto* errors = reinterpret_cast<ErrorState*>(info->err);
    info->err->format_message(info, errors->message);
    std::longjmp(errors->jump, 1);
}

void prepareErrors(ErrorState& errors)
{
    jpeg_std_error(&errors.base);
    errors.base.error_exit = leave;
    errors.base.output_message = [](j_common_ptr) {};
    errors.message[0] = '\0';
}

/// One JPEG being read. The functions return false after a fatal error, which `failure` then explains.
class JpegReader {
public:
    explicit JpegReader(std::span<const std::byte> file)
    {
        prepareErrors(m_errors);
        m_errors.base.emit_message = noteDamage;
        m_info.err = &m_errors.base;
        m_source.next_input_byte = reinterpret_cast<const JOCTET*>(file.data());
        m_source.bytes_in_buffer = file.size();
        m_source.init_source = [](j_decompress_ptr) {};
        m_source.fill_input_buffer = endOfFile;
        m_source.skip_input_data = skip;
        m_source.resync_to_restart = jpeg_resync_to_restart;
        m_source.term_source = [](j_decompress_ptr) {};
        m_progress.progress_monitor = countPasses;
    }
    ~JpegReader() { jpeg_destroy_decompress(&m_info); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    bool readHeader()
    {
        if (setjmp(m_errors.jump) != 0) {
            return false;
        }
        jpeg_create_decompress(&m_info);
        m_info.client_data = this;
        m_info.src = &m_source;
        m_info.progress = &m_progress;
        m_info.mem->max_memory_to_use = kCoefficientBytesMax;
        jpeg_save_markers(&m_info, JPEG_APP0 + 1, 0xFFFF);
        jpeg_save_markers(&m_info, JPEG_APP0 + 2, 0xFFFF);
        return jpeg_read_header(&m_info, TRUE) == JPEG_HEADER_OK;
    }

    bool start(unsigned eighths)
    {
        if (setjmp(m_errors.jump) != 0) {
            return false;
        }
        m_info.scale_num = eighths;
        m_info.scale_denom = 8;
        m_info.out_color_space = JCS_RGB;
        return jpeg_start_decompress(&m_info) == TRUE;
    }

    /// Reads up to `count` rows of `rowBytes` each; tells how many came in `got`.
    bool readRows(std::uint8_t* to, std::size_t rowBytes, int count, int& got)
    {
        if (setjmp(m_errors.jump) != 0) {
            return false;
        }
        std::array<JSAMPROW, 16> rows;
        const auto wanted = std::min<unsigned>(static_cast<unsigned>(count), rows.size());
        for (unsigned i = 0; i < wanted; ++i) {
            rows[i] = to + i * rowBytes;
        }
        got = static_cast<int>(jpeg_read_scanlines(&m_info, rows.data(), wanted));
        return got > 0 && m_wholePart >= kPartMin; // a bomb of few bytes is not worth its millions of grey pixels
    }

    const jpeg_decompress_struct& info() const { return m_info; }

    int orientation() const
    {
        constexpr char kExif[] = "Exif\0"; // and the zero that ends the literal
        for (jpeg_saved_marker_ptr marker = m_info.marker_list; marker != nullptr; marker = marker->next) {
            if (marker->marker == JPEG_APP0 + 1 && marker->data_length > sizeof kExif
                && std::memcmp(marker->data, kExif, sizeof kExif) == 0) {
                return exifOrientation(
                    std::as_bytes(std::span(marker->data, marker->data_length)).subspan(sizeof kExif));
            }
        }
        return 1;
    }

    std::vector<std::byte> iccProfile()
    {
        std::vector<std::byte> profile;
        JOCTET* data = nullptr;
        unsigned size = 0;
        if (takeIccProfile(data, size)) {
            const std::unique_ptr<JOCTET, decltype(&std::free)> owned(data, &std::free);
            const auto bytes = std::as_bytes(std::span(data, size));
            profile.assign(bytes.begin(), bytes.end());
        }
        return profile;
    }

    Failure failure() const
    {
        if (m_wholePart < kPartMin) {
            return fail(ErrorCode::Corrupt, "the file is cut off: only "
                                                + std::to_string(static_cast<int>(m_wholePart * 100))
                                                + " % of the picture is there");
        }
        switch (m_errors.base.msg_code) {
        case JERR_NO_BACKING_STORE:
        case JERR_OUT_OF_MEMORY:
            return fail(ErrorCode::OutOfResources, "a progressive JPEG too large to decode in memory");
        case JERR_NO_SOI:
        case JERR_SOF_UNSUPPORTED:
        case JERR_ARITH_NOTIMPL:
            return fail(ErrorCode::Unsupported,
                        std::string("a kind of JPEG that is not supported: ") + m_errors.message);
        default:
            break;
        }
        if (m_info.progress != nullptr && m_info.input_scan_number > kPassesMax) {
            return fail(ErrorCode::OutOfResources, "a progressive JPEG with too many passes");
        }
        return fail(ErrorCode::Corrupt, std::string("a damaged JPEG: ") + m_errors.message);
    }

private:
    bool takeIccProfile(JOCTET*& data, unsigned& size)
    {
        if (setjmp(m_errors.jump) != 0) {
            return false;
        }
        return jpeg_read_icc_profile(&m_info, &data, &size) == TRUE && size > 0;
    }

    static JpegReader& self(j_common_ptr info) { return *static_cast<JpegReader*>(info->client_data); }

    /// Warnings do not stop the decoder. The two that mean "no more picture data" are remembered with the place.
    static void noteDamage(j_common_ptr info, int level)
    {
        if (level < 0) {
            ++info->err->num_warnings;
            if (info->err->msg_code == JWRN_HIT_MARKER && self(info).m_info.restart_interval == 0) {
                self(info).noteEnd();
            }
        }
    }

    static boolean endOfFile(j_decompress_ptr info)
    {
        static constexpr JOCTET kEnd[] = {0xFF, JPEG_EOI};
        self(reinterpret_cast<j_common_ptr>(info)).noteEnd();
        info->src->next_input_byte = kEnd;
        info->src->bytes_in_buffer = sizeof kEnd;
        return TRUE;
    }

    static void skip(j_decompress_ptr info, long countBytes)
    {
        if (countBytes <= 0) {
            return;
        }
        if (static_cast<std::size_t>(countBytes) >= info->src->bytes_in_buffer) {
            endOfFile(info);
            return;
        }
        info->src->next_input_byte += countBytes;
        info->src->bytes_in_buffer -= static_cast<std::size_t>(countBytes);
    }

    static void countPasses(j_common_ptr info)
    {
        if (self(info).m_info.input_scan_number > kPassesMax) {
            std::snprintf(self(info).m_errors.message, JMSG_LENGTH_MAX, "too many passes");
            std::longjmp(self(info).m_errors.jump, 1);
        }
    }

    void noteEnd()
    {
        if (m_ended) {
            return;
        }
        m_ended = true;
        // A later pass only sharpens what the first one has drawn.
        const bool firstPass = m_info.input_scan_number <= 1;
        if (firstPass && m_info.total_iMCU_rows > 0) {
            m_wholePart = static_cast<double>(m_info.input_iMCU_row) / m_info.total_iMCU_rows;
        }
    }

    jpeg_decompress_struct m_info = {};
    ErrorState m_errors = {};
    jpeg_source_mgr m_source = {};
    jpeg_progress_mgr m_progress = {};
    bool m_ended = false;
    double m_wholePart = 1; ///< how much of the picture came before the end of the data
};

/// The smallest scale in eighths that leaves at least `edgePx`. Only powers of two: the others have no SIMD inverse
/// DCT.
unsigned eighthsFor(int longEdge, int edgePx)
{
    for (const unsigned eighths : {1U, 2U, 4U}) {
        if ((static_cast<std::int64_t>(longEdge) * eighths + 7) / 8 >= edgePx) {
            return eighths;
        }
    }
    return 8;
}

/// Reads all rows, averaging squares of `box` pixels on the way.
bool readShrunk(JpegReader& reader, int box, Image& image)
{
    const auto width = static_cast<int>(reader.info().output_width);
    const auto height = static_cast<int>(reader.info().output_height);
    const std::size_t rowBytes = static_cast<std::size_t>(width) * 3;
    std::vector<std::uint8_t> row(rowBytes);
    std::vector<std::uint32_t> sums(static_cast<std::size_t>(image.width) * 3);
    const auto area = static_cast<std::uint32_t>(box * box);
    for (int y = 0; y < image.height * box && y < height; ++y) {
        int got = 0;
        if (!reader.readRows(row.data(), rowBytes, 1, got)) {
            return false;
        }
        for (std::size_t x = 0; x < static_cast<std::size_t>(image.width * box); ++x) {
            for (std::size_t c = 0; c < 3; ++c) {
                sums[x / static_cast<std::size_t>(box) * 3 + c] += row[x * 3 + c];
            }
        }
        if (y % box == box - 1) {
            std::uint8_t* to = image.pixels.data() + static_cast<std::size_t>(y / box) * sums.size();
            std::ranges::transform(sums, to, [area](std::uint32_t s) { return static_cast<std::uint8_t>(s / area); });
            std::ranges::fill(sums, 0U);
        }
    }
    return true;
}

bool readWhole(JpegReader& reader, Image& image)
{
    const std::size_t rowBytes = static_cast<std::size_t>(image.width) * 3;
    for (int y = 0; y < image.height;) {
        int got = 0;
        if (!reader.readRows(image.pixels.data() + static_cast<std::size_t>(y) * rowBytes, rowBytes, image.height - y,
                             got)) {
            return false;
        }
        y += got;
    }
    return true;
}

/// A picture being written; `take` hands out the bytes.
class JpegWriter {
public:
    JpegWriter()
    {
        prepareErrors(m_errors);
        m_info.err = &m_errors.base;
    }
    ~JpegWriter()
    {
        jpeg_destroy_compress(&m_info);
        std::free(m_data);
    }
    JpegWriter(const JpegWriter&) = delete;
    JpegWriter& operator=(const JpegWriter&) = delete;

    bool write(const Image& image, int quality)
    {
        if (setjmp(m_errors.jump) != 0) {
            return false;
        }
        jpeg_create_compress(&m_info);
        jpeg_mem_dest(&m_info, &m_data, &m_sizeBytes);
        m_info.image_width = static_cast<JDIMENSION>(image.width);
        m_info.image_height = static_cast<JDIMENSION>(image.height);
        m_info.input_components = image.channels;
        m_info.in_color_space = image.channels == 4 ? JCS_EXT_RGBX : JCS_RGB;
        jpeg_set_defaults(&m_info);
        jpeg_set_quality(&m_info, quality, TRUE);
        jpeg_start_compress(&m_info, TRUE);
        const std::size_t rowBytes = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.channels);
        while (m_info.next_scanline < m_info.image_height) {
            // libjpeg only reads through this pointer.
            auto* row = const_cast<JSAMPROW>(image.pixels.data() + m_info.next_scanline * rowBytes);
            jpeg_write_scanlines(&m_info, &row, 1);
        }
        jpeg_finish_compress(&m_info);
        return true;
    }

    std::vector<std::byte> bytes() const
    {
        const auto written = std::as_bytes(std::span(m_data, m_sizeBytes));
        return {written.begin(), written.end()};
    }

    const char* message() const { return m_errors.message; }

private:
    jpeg_compress_struct m_info = {};
    ErrorState m_errors = {};
    unsigned char* m_data = nullptr;
    unsigned long m_sizeBytes = 0;
};

} // namespace

Result<DecodedPhoto> decodeJpeg(std::span<const std::byte> file, const DecodeSize& size, int outerOrientation)
{
    JpegReader reader(file);
    if (!reader.readHeader()) {
        return reader.failure();
    }
    if (reader.info().num_components == 4) {
        return decodeWithVips(file, PhotoFormat::Jpeg, size);
    }
    const auto fullWidth = static_cast<int>(reader.info().image_width);
    const auto fullHeight = static_cast<int>(reader.info().image_height);
    const int ownOrientation = reader.orientation();
    const int orientation = ownOrientation != 1 ? ownOrientation : outerOrientation;
    const bool swaps = orientationSwapsEdges(orientation);
    const int edge = swaps ? boundedEdge(fullHeight, fullWidth, size) : boundedEdge(fullWidth, fullHeight, size);
    if (!reader.start(eighthsFor(std::max(fullWidth, fullHeight), edge))) {
        return reader.failure();
    }
    const auto scaledWidth = static_cast<int>(reader.info().output_width);
    const auto scaledHeight = static_cast<int>(reader.info().output_height);
    const bool tooLarge = static_cast<std::int64_t>(scaledWidth) * scaledHeight > kPixelsBeforeBox;
    const int box = tooLarge ? std::max(1, std::max(scaledWidth, scaledHeight) / edge) : 1;

    DecodedPhoto photo;
    photo.format = formatName(PhotoFormat::Jpeg);
    photo.image.width = std::max(1, scaledWidth / box);
    photo.image.height = std::max(1, scaledHeight / box);
    photo.image.pixels.resize(static_cast<std::size_t>(photo.image.width) * static_cast<std::size_t>(photo.image.height)
                              * 3);
    if (!(box > 1 ? readShrunk(reader, box, photo.image) : readWhole(reader, photo.image))) {
        return reader.failure();
    }
    convertToSrgb(photo.image, reader.iccProfile());
    photo.image = upright(std::move(photo.image), orientation);
    photo.fullWidth = swaps ? fullHeight : fullWidth;
    photo.fullHeight = swaps ? fullWidth : fullHeight;
    return photo;
}

Result<std::vector<std::byte>> encodeJpeg(const Image& image, int quality)
{
    if (image.empty()) {
        return fail(ErrorCode::Internal, "cannot write a JPEG of an empty picture");
    }
    JpegWriter writer;
    if (!writer.write(image, quality)) {
        return fail(ErrorCode::Internal, std::string("cannot write a JPEG: ") + writer.message());
    }
    return writer.bytes();
}

} // namespace likeness
