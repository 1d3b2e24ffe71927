#include "app/watch/file_system_kind.h"

#include <sys/vfs.h>

namespace likeness {

std::int64_t fileSystemTypeOf(const std::filesystem::path& folder)
{
    struct statfs info { };
    // The kernel's numbers are 32 bits wide; some come sign-extended.
    return ::statfs(folder.c_str(), &info) == 0 ? static_cast<std::int64_t>(info.f_type) & 0xFFFFFFFF : 0;
}

std::string remoteFileSystemName(std::int64_t type)
{
    // Numbers from statfs(2) and linux/magic.h; not all are in the headers of every release.
    switch (type) {
    case 0x6969:
        return "NFS";
    case 0x517B:
    case 0xFF534D42:
    case 0xFE534D42:
        return "SMB";
    case 0x01021997:
        return "9P";
    case 0x00C36400:
        return "Ceph";
    case 0x5346414F:
    case 0x6B414653:
        return "AFS";
    case 0x73757245:
        return "Coda";
    case 0x786F4256:
        return "VirtualBox shared folder";
    case 0xBACBACBC:
        return "VMware shared folder";
    case 0x65735546:
        return "FUSE"; // sshfs and local drives look alike from here; looking again is right for both
    default:
        return {};
    }
}

} // namespace likeness
