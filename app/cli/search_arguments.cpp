#include "app/cli/search_arguments.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <map>

namespace likeness::cli {
namespace {

constexpr std::uint32_t kCountMax = 10'000; // as Query::countMax

constexpr const char* kFooter
    = "A part is an IMAGE, --text, --not or --not-text. The first --weight belongs to the first part on the\n"
      "command line, the second to the second, and so on; parts without one weigh 1.\n"
      "--crop takes fractions of width and height when no number is above 1, else pixels; it cuts the first IMAGE.\n"
      "Filters: camera:\"Canon EOS 5D\" lens:… date:2019-01..2020-06 rating:>=3 folder:Trips format:raw,heic\n"
      "orientation:portrait width:>3000 height:… iso:… aperture:… focal:… size:… has:gps near:48.85,2.35,5km\n"
      "place:Paris aspect:3:2 megapixels:>=12 tag:… name:…, a minus before one turns it round (-tag:print). Several "
      "--filter must all hold.\n"
      "Without a part, the photos that pass the filters are listed, newest first.\n\n"
      "Examples:\n"
      "  likeness-cli search bridge.jpg -k 5\n"
      "  likeness-cli search a.jpg --not b.jpg --weight 1 --weight 0.5 --filter 'date:2019..2020'\n"
      "  curl -s https://example.org/x.jpg | likeness-cli --json search -";

CropBox cropBoxFrom(const std::string& text)
{
    std::array<double, 4> numbers{};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto [next, error] = std::from_chars(at, end, numbers[i]);
        const bool isLast = i + 1 == numbers.size();
        if (error != std::errc() || (isLast ? next != end : next == end || *next != ',')) {
            throw CLI::ValidationError("--crop", "expected four numbers X,Y,W,H, got \"" + text + "\"");
        }
        at = next + 1;
    }
    const auto [x, y, width, height] = numbers;
    if (!(x >= 0 && y >= 0 && width > 0 && height > 0)) {
        throw CLI::ValidationError("--crop", "width and height must be positive and the corner inside the image");
    }
    const bool inPixels = x > 1 || y > 1 || width > 1 || height > 1;
    if (!inPixels && (x + width > 1.000001 || y + height > 1.000001)) {
        throw CLI::ValidationError("--crop", "the box reaches outside the image");
    }
    return {x, y, width, height, inPixels};
}

} // namespace

void SearchArguments::addTo(CLI::App& app, Invocation& invocation)
{
    m_app = app.add_subcommand("search", "Find photos that look like the given images, or pass filters");
    m_app->fallthrough();
    m_imageOption = m_app->add_option("IMAGE", m_images, "Image files, in the library or not; - reads standard input");
    m_imageOption->type_name("");
    const auto repeated = [this](const char* name, auto& values, const char* description, const char* type) {
        return m_app->add_option(name, values, description)->type_name(type)->allow_extra_args(false);
    };
    m_textOption = repeated("--text", m_texts, "Words that describe it, for models that understand words", "T");
    m_notOption = repeated("--not", m_nots, "Less like this image", "IMAGE");
    m_notTextOption = repeated("--not-text", m_notTexts, "Less like these words", "T");
    repeated("--weight", m_weights, "How much a part counts (see below)", "W");
    m_app->add_option("--crop", m_crop, "Search by this part of the first IMAGE")->type_name("X,Y,W,H");
    repeated("--filter", m_filters, "Only photos that pass (see below)", "EXPR");
    m_app->add_option("-k", m_count, "How many hits at most (default 20)")
        ->type_name("N")
        ->check(CLI::Range(std::uint32_t{1}, kCountMax));
    m_app->add_option("--min-score", m_scoreMin, "Only hits with at least this score")
        ->type_name("S")
        ->check(CLI::Range(-1.0, 1.0));
    m_app->add_option("--sort", m_sort, "Order of the hits: score (default) or date, newest first")
        ->type_name("KEY")
        ->check(CLI::IsMember({"score", "date"}));
    m_app->add_flag("--exact", m_exact, "Compare with every photo instead of asking the index");
    m_app->add_flag("--explain", m_explain, "Also say which index answered and how long it took");
    m_app->footer(kFooter);
    m_app->callback([this, &invocation] { invocation.command = command(); });
}

std::vector<QueryPart> SearchArguments::parts(bool& readsStandardInput) const
{
    std::map<const CLI::Option*, std::size_t> used; // how many values of each option came before
    std::vector<QueryPart> parts;
    for (const CLI::Option* option : m_app->parse_order()) {
        const std::size_t nth = used[option]++;
        if (option == m_textOption || option == m_notTextOption) {
            const bool isPositive = option == m_textOption;
            QueryPart& part = parts.emplace_back();
            part.source = Words{(isPositive ? m_texts : m_notTexts)[nth]};
            part.weight = isPositive ? 1.0 : -1.0;
            continue;
        }
        if (option != m_imageOption && option != m_notOption) {
            continue;
        }
        const bool isPositive = option == m_imageOption;
        const std::string& name = (isPositive ? m_images : m_nots)[nth];
        QueryPart part{ImageFile{std::filesystem::absolute(name).lexically_normal()}, {}, isPositive ? 1.0 : -1.0};
        if (name == "-") {
            if (readsStandardInput) {
                throw CLI::ValidationError("search", "standard input (-) can be read only once");
            }
            readsStandardInput = true;
            part.source = ImageBytes{nullptr, "standard input"};
        }
        parts.push_back(std::move(part));
    }
    if (m_weights.size() > parts.size()) {
        throw CLI::ValidationError("--weight", "there are more weights than images and texts");
    }
    for (std::size_t i = 0; i < m_weights.size(); ++i) {
        if (!(m_weights[i] > 0)) {
            throw CLI::ValidationError("--weight", "weights are above 0; use --not or --not-text for \"less like\"");
        }
        parts[i].weight *= m_weights[i];
    }
    return parts;
}

SearchCommand SearchArguments::command() const
{
    SearchCommand search;
    search.explain = m_explain;
    Query& query = search.query;
    query.parts = parts(search.readsStandardInput);
    if (query.parts.empty() && m_filters.empty()) {
        throw CLI::ValidationError("search", "give an IMAGE, --text or --filter");
    }
    if (query.parts.empty() && m_sort == "score") {
        throw CLI::ValidationError("--sort", "a search without an image or words has no scores");
    }
    if (!m_crop.empty()) {
        const auto first = std::find_if(query.parts.begin(), query.parts.end(), [](const QueryPart& part) {
            return part.weight > 0 && !std::holds_alternative<Words>(part.source);
        });
        if (first == query.parts.end()) {
            throw CLI::ValidationError("--crop", "there is no IMAGE to cut");
        }
        first->crop = cropBoxFrom(m_crop);
    }
    for (const std::string& filter : m_filters) {
        query.filter += (query.filter.empty() ? "" : " ") + filter;
    }
    query.sort = m_sort == "date" || query.parts.empty() ? SortKey::Date : SortKey::Score;
    query.countMax = m_count;
    query.exact = m_exact;
    if (m_scoreMin >= -1.0F) {
        query.scoreMin = m_scoreMin;
    }
    return search;
}

} // namespace likeness::cli
