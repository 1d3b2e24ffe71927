#include "core/media/colour.h"

#include <lcms2.h>

#include <memory>
#include <string_view>

namespace likeness {
namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct DeleteTransform {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, DeleteTransform>;

/// Most files carry one of a handful of sRGB profiles; knowing them by name saves the whole conversion.
bool isSrgb(cmsHPROFILE profile)
{
    char description[64] = {};
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", description, sizeof description);
    const std::string_view name(description);
    return name.starts_with("sRGB") || name == "c2" || name == "GIMP built-in sRGB";
}

} // namespace

void convertToSrgb(Image& image, std::span<const std::byte> iccProfile)
{
    if (iccProfile.empty() || image.empty() || image.channels != 3) {
        return;
    }
    const Profile from(cmsOpenProfileFromMem(iccProfile.data(), static_cast<cmsUInt32Number>(iccProfile.size())));
    if (!from) {
        return;
    }
    const cmsColorSpaceSignature space = cmsGetColorSpace(from.get());
    if ((space != cmsSigRgbData && space != cmsSigGrayData) || isSrgb(from.get())) {
        return;
    }
    // A grey profile reads the first sample of each pixel and skips the two others.
    const cmsUInt32Number format
        = space == cmsSigRgbData ? TYPE_RGB_8 : COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1) | EXTRA_SH(2) | BYTES_SH(1);
    const Profile to(cmsCreate_sRGBProfile());
    const Transform transform(
        cmsCreateTransform(from.get(), format, to.get(), TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE));
    if (!transform) {
        return;
    }
    const std::size_t rowBytes = static_cast<std::size_t>(image.width) * 3;
    for (int y = 0; y < image.height; ++y) {
        std::uint8_t* row = image.pixels.data() + static_cast<std::size_t>(y) * rowBytes;
        cmsDoTransform(transform.get(), row, row, static_cast<cmsUInt32Number>(image.width));
    }
}

} // namespace likeness
