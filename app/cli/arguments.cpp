#include "app/cli/arguments.h"

#include "app/cli/search_arguments.h"

#include <CLI/CLI.hpp>

namespace likeness::cli {
namespace {

namespace fs = std::filesystem;

fs::path absolutePath(const std::string& text)
{
    std::error_code error;
    fs::path path = fs::absolute(text, error).lexically_normal();
    // "folder/" and "folder" are the same folder; the catalog knows it without the slash.
    if (!path.has_filename() && path.has_relative_path()) {
        path = path.parent_path();
    }
    return path;
}

std::vector<fs::path> absolutePaths(const std::vector<std::string>& texts)
{
    std::vector<fs::path> paths;
    paths.reserve(texts.size());
    for (const std::string& text : texts) {
        paths.push_back(absolutePath(text));
    }
    return paths;
}

/// The strings CLI11 fills before they become an `Invocation`.
struct RawArguments {
    std::string library;
    std::string device = "auto";
    std::vector<std::string> folders;
    std::vector<std::string> images;
    std::vector<std::string> texts;
    std::vector<std::string> removed;
    std::vector<std::string> renamed;
    std::string filter;
    std::string path;
    std::string queries;
    std::string words;
    bool near = false;
};

/// Builds the parser of one run. The subcommand that is met last fills `invocation.command`.
class Grammar {
public:
    Grammar(Invocation& invocation, RawArguments& raw)
        : m_invocation(invocation)
        , m_raw(raw)
        , m_app("Finds pictures by how they look: indexes photo folders where they are, and searches them by example.",
                "likeness-cli")
    {
        addGlobals();
        addFolderCommands();
        m_search.addTo(m_app, invocation);
        addDuplicates();
        addExplore();
        addModels();
        addEmbed();
        addTags();
        addUpkeep();
        addBench();
        m_app.require_subcommand(1);
        m_app.footer("Results go to standard output, progress and messages to standard error.\n"
                     "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 finished but some files failed (see `failures`),\n"
                     "4 library locked by another process, 5 library damaged.\n"
                     "`likeness-cli COMMAND --help` explains one command.");
        m_app.get_formatter()->column_width(34);
    }

    CLI::App& app() { return m_app; }

private:
    template <class Command> CLI::App* command(const std::string& name, const std::string& description)
    {
        CLI::App* app = m_app.add_subcommand(name, description);
        app->fallthrough();
        app->preparse_callback([this](std::size_t) { m_invocation.command = Command{}; });
        return app;
    }

    template <class Command> Command& chosen() { return std::get<Command>(m_invocation.command); }

    void addGlobals()
    {
        GlobalOptions& global = m_invocation.global;
        m_app.set_version_flag("--version", "likeness-cli " LIKENESS_VERSION);
        m_app.set_help_flag("-h,--help", "Explain the command and exit");
        m_app.add_option("--library", m_raw.library, "Library folder (default: the platform's data folder)")
            ->type_name("DIR");
        m_app.add_flag("--json", global.json, "Print one JSON object per line");
        m_app.add_flag("--quiet", global.quiet, "No progress on standard error, only errors");
        m_app.add_option("--threads", global.threads, "Work threads (default: one per core)")
            ->type_name("N")
            ->check(CLI::Range(1, 1024));
        m_app.add_option("--device", m_raw.device, "What computes embeddings: auto, cpu, cuda or vulkan")
            ->type_name("NAME")
            ->check(CLI::IsMember({"auto", "cpu", "cuda", "vulkan"}));
        m_app
            .add_option("--model", global.model,
                        "Use this model for this run, not the active one; \"null\" costs nothing and is for measuring")
            ->type_name("ID");
    }

    void addFolderCommands()
    {
        CLI::App* add = command<AddCommand>("add", "Register photo folders; nothing is copied or changed in them");
        add->add_option("FOLDER", m_raw.folders, "Folders to register")->required()->type_name("");
        add->add_option_function<std::vector<std::string>>(
               "--exclude", [this](const std::vector<std::string>& globs) { chosen<AddCommand>().excludes = globs; },
               "Leave out what matches; a pattern without a slash matches a name at any depth, ** crosses slashes")
            ->type_name("GLOB")
            ->allow_extra_args(false);
        add->callback([this] { chosen<AddCommand>().folders = absolutePaths(m_raw.folders); });

        CLI::App* remove = command<RemoveCommand>("remove", "Forget folders and their photos; the files stay");
        remove->add_option("FOLDER", m_raw.folders, "Registered folders")->required()->type_name("");
        remove->callback([this] { chosen<RemoveCommand>().folders = absolutePaths(m_raw.folders); });

        CLI::App* index = command<IndexCommand>(
            "index", "Scan the folders and index what is new: thumbnails, embeddings, index; returns when all is done");
        index->footer(
            "Ctrl+C stops after the current batch; what is done stays, and the next `index` goes on from there.");

        command<WatchCommand>("watch", "Index, then follow changes in the folders until Ctrl+C or SIGTERM");
    }

    void addDuplicates()
    {
        CLI::App* duplicates = command<DuplicatesCommand>(
            "duplicates", "List groups of photos that are the same, with the one to keep and why; deletes nothing");
        CLI::Option* exact = duplicates->add_flag_callback(
            "--exact", [this] { chosen<DuplicatesCommand>().kind = DuplicateKind::Exact; },
            "Only photos with the same bytes, or the same pixels and other metadata");
        CLI::Option* near = duplicates->add_flag("--near", m_raw.near, "Photos that look the same (the default)");
        near->excludes(exact);
        duplicates
            ->add_option_function<float>(
                "--threshold", [this](const float& score) { chosen<DuplicatesCommand>().threshold = score; },
                "Score from which photos count as near-duplicates (default 0.85)")
            ->type_name("S")
            ->check(CLI::Range(0.0, 1.0))
            ->excludes(exact);
    }

    void addExplore()
    {
        CLI::App* clusters = command<ClustersCommand>(
            "clusters", "List groups of photos that belong together, bringing them up to date first");
        clusters
            ->add_option_function<std::uint32_t>(
                "--level", [this](const std::uint32_t& level) { chosen<ClustersCommand>().level = level; },
                "Only this level: 0 has the smallest groups (default: all levels)")
            ->type_name("L");
        clusters->footer("`likeness-cli search --filter cluster:ID` lists the photos of one.");

        CLI::App* map = command<MapCommand>(
            "map", "Draw the map of all photos, or print it with --json, bringing it up to date first");
        map->add_option("--out", m_raw.path, "Picture to write")->type_name("FILE.png");
        map->add_option_function<int>(
               "--size", [this](const int& edgePx) { chosen<MapCommand>().edgePx = edgePx; },
               "Width and height of the picture in pixels (default 2048)")
            ->type_name("N")
            ->check(CLI::Range(256, 16384));
        map->callback([this] {
            if (m_raw.path.empty() && !m_invocation.global.json) {
                throw CLI::ValidationError("map", "give --out FILE.png, or --json to print places");
            }
            if (!m_raw.path.empty() && fs::path(m_raw.path).extension() != ".png") {
                throw CLI::ValidationError("--out", "the file must end in .png");
            }
            chosen<MapCommand>().out = m_raw.path.empty() ? fs::path{} : absolutePath(m_raw.path);
        });
    }

    CLI::App* addModel(CLI::App* models, const char* name, const char* description, ModelsCommand::Action action,
                       const char* argument)
    {
        CLI::App* app = models->add_subcommand(name, description);
        app->fallthrough();
        if (argument != nullptr) {
            app->add_option(argument, m_raw.path, "")->required()->type_name("");
        }
        app->callback([this, action] {
            const bool isFolder = action == ModelsCommand::Action::Import;
            chosen<ModelsCommand>().action = action;
            chosen<ModelsCommand>().argument = isFolder ? absolutePath(m_raw.path).string() : m_raw.path;
        });
        return app;
    }

    void addModels()
    {
        using Action = ModelsCommand::Action;
        CLI::App* models = command<ModelsCommand>("models", "List, fetch and choose embedding models");
        models
            ->add_option_function<std::string>(
                "--mirror", [this](const std::string& url) { chosen<ModelsCommand>().mirror = url; },
                "Root of the model hub, kept for later; \"\" goes back to the usual one")
            ->type_name("URL");
        models
            ->add_option_function<std::string>(
                "--proxy", [this](const std::string& url) { chosen<ModelsCommand>().proxy = url; },
                "Proxy for the model hub, kept for later; \"\" goes back to what the environment says")
            ->type_name("URL");
        addModel(models, "list", "List installed models (the default)", Action::List, nullptr);
        addModel(models, "info", "Show one model", Action::Info, "ID");
        addModel(models, "catalogue", "List models that can be fetched, recommended ones first", Action::Catalogue,
                 nullptr);
        addModel(models, "import", "Copy a model folder into the library", Action::Import, "DIR");
        addModel(models, "use", "Make a model the active one; run `index` to embed with it", Action::Use, "ID");
        addModel(models, "measure", "Find out how many images a second a model does here", Action::Measure, "ID");
        addModel(models, "remove", "Remove a model that is not active, with its vectors", Action::Remove, "ID");
        CLI::App* download
            = addModel(models, "download", "Fetch a model from the hub into the library", Action::Download, "NAME");
        download->add_flag_callback(
            "--yes", [this] { chosen<ModelsCommand>().asks = false; }, "Do not ask before downloading");
        download->footer("NAME is owner/name, as google/siglip2-base-patch16-224; `models catalogue` lists some.\n"
                         "Ctrl+C stops; what has arrived is kept, and the next `models download NAME` goes on.");
    }

    void addEmbed()
    {
        CLI::App* embed = command<EmbedCommand>(
            "embed", "Print vectors, or write them to a NumPy file: a row per image, then a row per text");
        embed->add_option("IMAGE", m_raw.images, "Image files")->type_name("");
        embed->add_option("--text", m_raw.texts, "Words, for models that understand them")
            ->type_name("T")
            ->allow_extra_args(false);
        embed->add_option("--out", m_raw.path, "Write float32 rows to this file")->type_name("FILE.npy");
        embed->callback([this] {
            if (m_raw.images.empty() && m_raw.texts.empty()) {
                throw CLI::ValidationError("embed", "give at least one IMAGE or --text");
            }
            if (!m_raw.path.empty() && fs::path(m_raw.path).extension() != ".npy") {
                throw CLI::ValidationError("--out", "the file must end in .npy");
            }
            chosen<EmbedCommand>() = {absolutePaths(m_raw.images), m_raw.texts,
                                      m_raw.path.empty() ? fs::path{} : absolutePath(m_raw.path)};
        });
    }

    /// PHOTO... or --filter, into the choice of the command that is met.
    void addChoice(CLI::App* app)
    {
        CLI::Option* photos = app->add_option("PHOTO", m_raw.images, "Photos of the library")->type_name("");
        app->add_option("--filter", m_raw.filter, "All photos that pass, as in search --filter")
            ->type_name("EXPR")
            ->excludes(photos);
    }

    PhotoChoice choice(const char* command) const
    {
        if (m_raw.images.empty() && m_raw.filter.empty()) {
            throw CLI::ValidationError(command, "give at least one PHOTO or --filter");
        }
        return {absolutePaths(m_raw.images), m_raw.filter};
    }

    void addTags()
    {
        CLI::App* tag = command<TagCommand>(
            "tag",
            "Put tags and stars on photos; kept in the library until `write-metadata`. Told to change nothing, it "
            "lists the tags of the photos; alone, all tags");
        addChoice(tag);
        tag->add_option("--add", m_raw.texts, "Put this tag on the photos")->type_name("T")->allow_extra_args(false);
        tag->add_option("--remove", m_raw.removed, "Take this tag from them")->type_name("T")->allow_extra_args(false);
        tag->add_option_function<int>(
               "--rating", [this](const int& stars) { chosen<TagCommand>().rating = stars; },
               "Stars; 0 takes them away")
            ->type_name("N")
            ->check(CLI::Range(0, 5));
        tag->add_option("--rename", m_raw.renamed, "Call a tag by another name wherever it is; may join another tag")
            ->type_name("OLD NEW")
            ->expected(2);
        tag->callback([this] {
            TagCommand& command = chosen<TagCommand>();
            command.add = m_raw.texts;
            command.remove = m_raw.removed;
            command.renamed = m_raw.renamed;
            const bool changesPhotos = !command.add.empty() || !command.remove.empty() || command.rating;
            const bool namesPhotos = !m_raw.images.empty() || !m_raw.filter.empty();
            if ((changesPhotos || namesPhotos) && !command.renamed.empty()) {
                throw CLI::ValidationError("--rename", "renaming a tag goes alone");
            }
            if (changesPhotos || namesPhotos) {
                command.choice = choice("tag");
            }
        });

        CLI::App* write = command<WriteMetadataCommand>(
            "write-metadata", "Write rating, tags, title and description into files; nothing else in them changes");
        addChoice(write);
        CLI::Option* sidecar = write->add_flag_callback(
            "--sidecar", [this] { chosen<WriteMetadataCommand>().into = MetadataPlace::Sidecar; },
            "Into XMP files beside the photos (the default)");
        write
            ->add_flag_callback(
                "--embedded", [this] { chosen<WriteMetadataCommand>().into = MetadataPlace::Embedded; },
                "Into the photos themselves: JPEG, PNG, TIFF and WebP; their modification time changes")
            ->excludes(sidecar);
        write->add_flag_callback(
            "--short-names", [this] { chosen<WriteMetadataCommand>().sidecarName = SidecarName::Stem; },
            "Call new sidecars IMG_1.xmp, as Lightroom does, not IMG_1.CR2.xmp; those that are there keep their names");
        write->callback([this] { chosen<WriteMetadataCommand>().choice = choice("write-metadata"); });
    }

    void addUpkeep()
    {
        command<StatusCommand>("status", "Show counts, sizes, model, index, recall, device and search times")
            ->add_flag_callback(
                "--measure", [this] { chosen<StatusCommand>().measure = true; },
                "Compare the index with exact answers first, on photos of this library and on captions");
        command<FailuresCommand>("failures", "List files that could not be indexed, and why")
            ->add_flag_callback(
                "--retry", [this] { chosen<FailuresCommand>().retry = true; }, "Try them again first");
        command<VerifyCommand>("verify", "Check every row, vector, thumbnail and index file against each other");
        command<RebuildCommand>("rebuild", "Throw derived index files away and make them again");
        command<CompactCommand>("compact", "Drop what no photo refers to any more and give the space back");
        CLI::App* exporting = command<ExportCommand>("export", "Write every photo to a file");
        exporting
            ->add_option("--out", m_raw.path,
                         "File to write: .csv, .jsonl, or .npy (vectors, float32) with a .jsonl beside it")
            ->required()
            ->type_name("FILE");
        exporting->callback([this] {
            const fs::path extension = fs::path(m_raw.path).extension();
            if (extension != ".csv" && extension != ".jsonl" && extension != ".npy") {
                throw CLI::ValidationError("--out", "the file must end in .csv, .jsonl or .npy");
            }
            chosen<ExportCommand>().out = absolutePath(m_raw.path);
        });
    }

    CLI::App* addBench(CLI::App* bench, const char* name, const char* description, BenchCommand::What what)
    {
        CLI::App* app = bench->add_subcommand(name, description);
        app->fallthrough();
        app->callback([this, what] {
            BenchCommand& command = chosen<BenchCommand>();
            command.what = what;
            command.input = m_raw.path.empty() ? fs::path{} : absolutePath(m_raw.path);
            command.queries = m_raw.queries.empty() ? fs::path{} : absolutePath(m_raw.queries);
            command.words = m_raw.words.empty() ? fs::path{} : absolutePath(m_raw.words);
        });
        return app;
    }

    void addCount(CLI::App* app, const char* description)
    {
        app->add_option_function<int>(
               "--count", [this](const int& count) { chosen<BenchCommand>().count = count; }, description)
            ->type_name("N")
            ->check(CLI::Range(1, 1'000'000));
    }

    void addBench()
    {
        using What = BenchCommand::What;
        CLI::App* bench = command<BenchCommand>("bench", "Measure parts of the engine on this machine");
        bench->require_subcommand(1);
        CLI::App* decode
            = addBench(bench, "decode", "Decode a folder of photos, and do everything else ingest does", What::Decode);
        decode->add_option("FOLDER", m_raw.path, "Folder with photos")->required()->type_name("");
        CLI::App* embed = addBench(bench, "embed", "Embed generated pictures", What::Embed);
        addCount(embed, "Pictures to embed (default 1000)");
        CLI::App* search
            = addBench(bench, "search", "Search the library, or vectors from a file, again and again", What::Search);
        search->add_option("--vectors", m_raw.path, "Rows to search, instead of the library's")->type_name("FILE.npy");
        search->add_option("--queries", m_raw.queries, "Image queries (default: rows held back from FILE)")
            ->type_name("FILE.npy");
        search->add_option("--words", m_raw.words, "Word queries")->type_name("FILE.npy");
        addCount(search, "Searches (default 1000)");
        addBench(bench, "index", "Build the library's index again and time it", What::Index);
    }

    Invocation& m_invocation;
    RawArguments& m_raw;
    CLI::App m_app;
    SearchArguments m_search;
};

Device deviceNamed(const std::string& name)
{
    return name == "cpu"      ? Device::Cpu
           : name == "cuda"   ? Device::Cuda
           : name == "vulkan" ? Device::Vulkan
                              : Device::Auto;
}

} // namespace

std::variant<Invocation, Farewell> parseArguments(int argc, const char* const* argv)
{
    Invocation invocation;
    RawArguments raw;
    Grammar grammar(invocation, raw);
    try {
        grammar.app().parse(argc, argv);
    } catch (const CLI::RequiredError& error) {
        // CLI11 says that a command is missing even where one was given that does not exist.
        const std::vector<std::string> unknown = grammar.app().remaining();
        const std::string reason = unknown.empty() || !grammar.app().get_subcommands().empty()
                                       ? error.what()
                                       : "there is no command " + unknown.front();
        return Farewell{ExitCode::WrongUsage, reason + "\nRun with --help for more information.\n"};
    } catch (const CLI::ParseError& error) {
        std::ostringstream text;
        // CLI11 prints help and version as success to the first stream, mistakes to the second.
        const int code = grammar.app().exit(error, text, text);
        return Farewell{code == 0 ? ExitCode::Done : ExitCode::WrongUsage, text.str()};
    }
    invocation.global.library = raw.library.empty() ? fs::path{} : absolutePath(raw.library);
    invocation.global.device = deviceNamed(raw.device);
    return invocation;
}

} // namespace likeness::cli
