#pragma once

#include "core/api/duplicates.h"
#include "core/api/query.h"

#include <string>
#include <variant>
#include <vector>

namespace likeness::cli {

/// What the process returns; scripts rely on the numbers.
enum class ExitCode {
    Done = 0,
    Failed = 1,
    WrongUsage = 2,
    SomeFilesFailed = 3, ///< listed by `failures`
    LibraryLocked = 4,
    LibraryDamaged = 5,
};

struct GlobalOptions {
    std::filesystem::path library; ///< empty = the platform's default
    bool json = false;
    bool quiet = false;
    int threads = 0; ///< 0 = one per core
    Device device = Device::Auto;
    std::string model; ///< for this run only; empty = the library's active one
};

struct AddCommand {
    std::vector<std::filesystem::path> folders;
    std::vector<std::string> excludes;
};
struct RemoveCommand {
    std::vector<std::filesystem::path> folders;
};
struct IndexCommand { };
struct WatchCommand { };
struct SearchCommand {
    Query query;
    bool readsStandardInput = false; ///< one part is an `ImageBytes` still without bytes
    bool explain = false;
};
struct DuplicatesCommand {
    DuplicateKind kind = DuplicateKind::Near;
    float threshold = kNearDuplicateScore;
};
struct ClustersCommand {
    std::optional<std::uint32_t> level; ///< 0 = the finest; nullopt = all
};
struct MapCommand {
    std::filesystem::path out; ///< .png; empty = only print
    int edgePx = 2048;
};
struct ModelsCommand {
    enum class Action { List, Info, Catalogue, Import, Download, Measure, Use, Remove };
    Action action = Action::List;
    std::string argument;              ///< id, folder, or owner/name
    std::optional<std::string> mirror; ///< to be kept as the hub's root; empty = the usual one
    std::optional<std::string> proxy;  ///< to be kept; empty = what the environment says
    bool asks = true;                  ///< before a download, where there is someone to ask
};
struct EmbedCommand {
    std::vector<std::filesystem::path> images;
    std::vector<std::string> texts;
    std::filesystem::path out; ///< .npy; empty = print
};
struct StatusCommand {
    bool measure = false; ///< the index first
};
struct FailuresCommand {
    bool retry = false;
};
/// Photos of the library: those at `photos`, or those that pass `filter`.
struct PhotoChoice {
    std::vector<std::filesystem::path> photos;
    std::string filter;
};
/// Without anything to change it lists the library's tags.
struct TagCommand {
    PhotoChoice choice;
    std::vector<std::string> add;
    std::vector<std::string> remove;
    std::optional<int> rating;
    std::vector<std::string> renamed; ///< old and new name; empty = nothing to rename
};
struct WriteMetadataCommand {
    PhotoChoice choice;
    MetadataPlace into = MetadataPlace::Sidecar;
    SidecarName sidecarName = SidecarName::Full;
};
struct VerifyCommand { };
struct RebuildCommand { };
struct CompactCommand { };
struct ExportCommand {
    std::filesystem::path out;
};
struct BenchCommand {
    enum class What { Decode, Embed, Search, Index };
    What what = What::Search;
    std::filesystem::path input;   ///< folder to decode, or .npy of vectors
    std::filesystem::path queries; ///< .npy of image queries
    std::filesystem::path words;   ///< .npy of word queries
    int count = 1000;              ///< searches, or images to embed
};

using CommandLine
    = std::variant<AddCommand, RemoveCommand, IndexCommand, WatchCommand, SearchCommand, DuplicatesCommand,
                   ClustersCommand, MapCommand, ModelsCommand, EmbedCommand, StatusCommand, FailuresCommand, TagCommand,
                   WriteMetadataCommand, VerifyCommand, RebuildCommand, CompactCommand, ExportCommand, BenchCommand>;

/// A command line that was understood.
struct Invocation {
    GlobalOptions global;
    CommandLine command;
};

/// A command line after which there is nothing more to do: help, version, or a mistake.
struct Farewell {
    ExitCode code = ExitCode::Done;
    std::string text; ///< for stdout when the code is Done, else for stderr
};

/// Reads a command line as `main` gets it. Relative paths become absolute.
std::variant<Invocation, Farewell> parseArguments(int argc, const char* const* argv);

} // namespace likeness::cli
