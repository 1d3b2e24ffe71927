#include "app/cli/report.h"

#include "app/cli/duplicate_text.h"
#include "app/cli/text.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sstream>
#include <unordered_map>

namespace likeness::cli {
namespace {

using Align = Table::Align;

std::string scoreText(float score)
{
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.3f", static_cast<double>(score));
    return text.data();
}

std::string sizeInPixels(const PhotoRow& row)
{
    return row.width > 0 ? std::to_string(row.width) + "×" + std::to_string(row.height) : "";
}

/// "CPU, 2 threads (no GPU was found)"
std::string withReason(const std::string& what, const std::string& reason)
{
    return reason.empty() ? what : what + " (" + reason + ")";
}

/// "no", "yes", or the languages.
template <class Model> std::string wordsOf(const Model& model)
{
    return !model.understandsWords ? "no" : model.languages.empty() ? "yes" : printable(model.languages);
}

/// "median 0.31 ms, 95th percentile 0.4 ms, 99th 0.6 ms"
std::string timesText(std::chrono::microseconds median, std::chrono::microseconds p95, std::chrono::microseconds p99)
{
    return "median " + latencyText(median) + ", 95th percentile " + latencyText(p95) + ", 99th " + latencyText(p99);
}

/// "0.998 of the ten nearest for 500 photos (median ...)"
std::string recallText(const QueryFigures& figures, const std::string& queries)
{
    return scoreText(static_cast<float>(figures.recall10)) + " of the ten nearest for " + countText(figures.queries)
           + " " + queries + " (" + timesText(figures.median, figures.p95, figures.p99) + ")";
}

void addRecall(Table& table, const LibraryStatus& status)
{
    if (!status.measured) {
        table.add({"Recall", status.measuring ? "being measured" : "not measured yet; `status --measure` does that"});
        return;
    }
    const IndexMeasurement& measured = *status.measured;
    table.add({"Recall", recallText(measured.images, "photos")});
    table.add({"", measured.words ? recallText(*measured.words, "captions") : "the model understands no words"});
    table.add({"", "measured " + shortTime({measured.whenSeconds, 0}) + " UTC on " + countText(measured.vectors)
                       + " photos, index " + measured.indexKind});
}

/// How an answer was found.
Table explanation(const QueryResult& result)
{
    const SearchPlan& plan = result.plan;
    Table table({Align::Left, Align::Left});
    table.add({"Index", withReason(result.indexKind, plan.words)});
    if (plan.allowedContents) {
        table.add({"Filter", "lets " + countText(*plan.allowedContents, "photo") + " through"});
    }
    std::string seen = countText(plan.rowsCompared, "vector") + " in full";
    if (plan.rowsEstimated > 0) {
        seen = countText(plan.rowsEstimated, "code") + ", " + seen;
    }
    if (plan.listsProbed > 0) {
        seen = countText(plan.listsProbed, "list") + ", " + seen;
    }
    table.add({"Looked at", seen});
    table.add({"Time", latencyText(result.embedTime) + " for the example, " + latencyText(plan.catalogTime)
                           + " for the catalog, " + latencyText(plan.indexTime) + " for the index; "
                           + latencyText(result.searchTime) + " without the example"});
    table.add({"Cut-off", "a score below " + scoreText(result.suggestedCutOff) + " is no better than chance"});
    return table;
}

class HumanReport final : public Report {
public:
    explicit HumanReport(std::ostream& out)
        : m_out(out)
    {
    }

    void hits(const QueryResult& result, std::span<const PhotoRow> rows, bool explain) override
    {
        const std::unordered_map<PhotoId, float> scores = scoresByPhoto(result);
        Table table({Align::Right, Align::Right, Align::Left, Align::Right, Align::Left});
        table.add({"#", "score", "taken", "size", "path"});
        int rank = 0;
        for (const PhotoRow& row : rows) {
            const auto score = scores.find(row.id);
            table.add({std::to_string(++rank), score != scores.end() ? scoreText(score->second) : "",
                       row.taken ? shortTime(*row.taken) : "", sizeInPixels(row),
                       printable(row.path) + (row.online ? "" : "  (offline)")});
        }
        m_out << (rows.empty() ? "Nothing found.\n" : table.text());
        if (explain && result.indexKind.empty()) {
            m_out << "\nListed in " << latencyText(result.searchTime) << ".\n";
        } else if (explain) {
            m_out << '\n' << explanation(result).text();
        }
    }

    void duplicates(std::span<const DuplicateGroup> groups) override
    {
        for (const DuplicateGroup& group : groups) {
            Table table({Align::Left, Align::Left, Align::Left});
            for (const DuplicateMember& member : group.members) {
                table.add({member.keep ? "  keep" : "", printable(member.row.path), reasonText(group, member)});
            }
            m_out << (group.kind == DuplicateKind::Near ? "Look the same:\n"
                      : group.sameBytes                 ? "Same bytes:\n"
                                                        : "Same pixels:\n")
                  << table.text() << '\n';
        }
    }

    void duplicatesEnd(std::int64_t groups, std::int64_t photos) override
    {
        if (groups == 0) {
            m_out << "No duplicates.\n";
            return;
        }
        m_out << countText(groups, "group") << ", " << countText(photos, "photo") << ".\n";
    }

    void clusters(std::span<const PhotoCluster> clusters, const PhotoPaths& paths) override
    {
        if (clusters.empty()) {
            m_out << "No clusters: it takes at least four photos that are alike.\n";
            return;
        }
        Table table({Align::Right, Align::Right, Align::Right, Align::Left, Align::Left});
        table.add({"cluster", "level", "photos", "name", "most typical"});
        for (const PhotoCluster& cluster : clusters) {
            const auto typical
                = cluster.representatives.empty() ? paths.end() : paths.find(cluster.representatives.front());
            table.add(
                {std::to_string(cluster.id.value), std::to_string(cluster.level), countText(cluster.photoCount),
                 (cluster.name.empty() ? "(unnamed)" : printable(cluster.name)) + (cluster.pinned ? " (pinned)" : ""),
                 typical != paths.end() ? printable(typical->second) : ""});
        }
        m_out << table.text();
    }

    void map(const PhotoMap& map, const PhotoPaths&) override
    {
        m_out << countText(static_cast<std::int64_t>(map.photos.size()), "photo") << " on the map.\n";
    }

    void models(std::span<const ModelInfo> models) override
    {
        Table table({Align::Left, Align::Left, Align::Left, Align::Right, Align::Right, Align::Right, Align::Left});
        table.add({"", "id", "family", "dimension", "size", "vectors", "words"});
        for (const ModelInfo& one : models) {
            table.add({one.active     ? "*"
                       : one.arriving ? "+"
                                      : "",
                       printable(one.id), printable(one.family), std::to_string(one.dimension), sizeText(one.sizeBytes),
                       countText(one.vectors), wordsOf(one)});
        }
        m_out << table.text();
    }

    void model(const ModelInfo& model) override
    {
        Table table({Align::Left, Align::Left});
        table.add({"id", printable(model.id)});
        table.add({"name", printable(model.name)});
        table.add({"family", printable(model.family)});
        table.add({"dimension", std::to_string(model.dimension)});
        table.add({"size", sizeText(model.sizeBytes)});
        if (model.memoryBytes > 0) {
            table.add({"memory", "about " + sizeText(model.memoryBytes) + " while in use"});
        }
        table.add({"words", wordsOf(model)});
        table.add({"licence", printable(model.licence)});
        table.add({"vectors", countText(model.vectors)});
        if (model.imagesPerSecond > 0) {
            table.add({"speed", countText(std::llround(model.imagesPerSecond), "image") + " per second"});
        }
        table.add({"active", model.active     ? "yes"
                             : model.arriving ? "once `likeness-cli index` has embedded the library"
                                              : "no"});
        m_out << table.text();
    }

    void catalogue(std::span<const CatalogueModel> models) override
    {
        Table table({Align::Left, Align::Right, Align::Left, Align::Left});
        for (const CatalogueModel& one : models) {
            table.add({one.repository, sizeText(one.downloadBytes), wordsOf(one),
                       one.licence + (one.fetchable ? "" : ", import only")});
        }
        std::istringstream lines(table.text());
        std::string line;
        for (const CatalogueModel& one : models) {
            std::getline(lines, line);
            m_out << line << "\n    " << one.description << '\n';
            if (!one.terms.empty()) {
                m_out << "    " << one.terms << '\n';
            }
        }
    }

    void embedded(std::span<const EmbeddedRow> rows) override
    {
        for (const EmbeddedRow& row : rows) {
            std::string line;
            for (const float value : row.vector) {
                std::array<char, 32> text{};
                const char* end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
                line += line.empty() ? "" : " ";
                line.append(text.data(), static_cast<std::size_t>(end - text.data()));
            }
            m_out << line << '\n';
        }
    }

    void status(const LibraryStatus& status) override
    {
        const std::int64_t total = status.catalogBytes + status.thumbnailBytes + status.vectorBytes + status.indexBytes;
        Table table({Align::Left, Align::Left});
        table.add({"Library", printable(status.library)});
        table.add({"Photos", countText(status.photos) + " in " + countText(status.folders, "folder") + ", "
                                 + countText(status.contents) + " different"});
        if (status.offlinePhotos > 0) {
            table.add({"Offline", countText(status.offlinePhotos, "photo")});
        }
        table.add({"Failures", countText(status.failures)});
        table.add({"Model", printable(status.model.name.empty() ? status.model.id : status.model.name) + ", "
                                + std::to_string(status.model.dimension) + " dimensions, "
                                + countText(status.vectors, "vector")});
        table.add({"Index",
                   withReason(status.indexKind, status.indexReason) + (status.indexBuilding ? ", being built" : "")});
        if (status.indexBuildTime.count() > 0) {
            table.add({"", "built in " + latencyText(status.indexBuildTime)
                               + (status.waitingVectors > 0
                                      ? ", " + countText(status.waitingVectors, "newer photo") + " to be merged"
                                      : "")});
        }
        addRecall(table, status);
        table.add({"Device",
                   status.device.empty() ? "the model is not loaded" : withReason(status.device, status.deviceReason)});
        table.add({"Searches", status.searches == 0
                                   ? "none yet"
                                   : countText(status.searches) + ", "
                                         + timesText(status.searchMedian, status.searchP95, status.searchP99)});
        table.add({"On disk", sizeText(total) + ": catalog " + sizeText(status.catalogBytes) + ", thumbnails "
                                  + sizeText(status.thumbnailBytes) + ", vectors " + sizeText(status.vectorBytes)
                                  + ", index " + sizeText(status.indexBytes)});
        table.add({"In memory", sizeText(status.processBytes) + ": index " + sizeText(status.indexHeldBytes)
                                    + (status.modelHeldBytes > 0 ? ", model about " + sizeText(status.modelHeldBytes)
                                                                 : std::string())
                                    + ", the rest program and files in use"});
        if (!status.problem.empty()) {
            table.add({"Problem", printable(status.problem)});
        }
        m_out << table.text();
    }

    void failures(std::span<const FailedFile> failures) override
    {
        Table table({Align::Left, Align::Left});
        for (const FailedFile& failure : failures) {
            table.add({printable(failure.path), printable(failure.reason)});
        }
        m_out << (failures.empty() ? "No failed files.\n" : table.text());
    }

    void tags(std::span<const TagCount> tags) override
    {
        Table table({Align::Left, Align::Right});
        for (const TagCount& tag : tags) {
            table.add({printable(tag.name), countText(tag.photos)});
        }
        m_out << (tags.empty() ? "No tags.\n" : table.text());
    }

    void tagged(std::int64_t photos, std::int64_t changed) override
    {
        m_out << "Changed " << countText(changed, "photo") << " of " << countText(photos) << ".\n";
    }

    void written(const MetadataWritten& outcome) override
    {
        if (!outcome.failures.empty()) {
            failures(outcome.failures);
        }
        m_out << "Wrote " << countText(outcome.written, "file") << "; " << countText(outcome.unchanged)
              << " said it already, " << countText(static_cast<std::int64_t>(outcome.failures.size()))
              << " could not be written.\n";
    }

    void verified(const VerifyFinished& outcome) override
    {
        for (const std::string& problem : outcome.problems) {
            m_out << printable(problem) << '\n';
        }
        m_out << countText(outcome.checked, "thing") << " checked, "
              << (outcome.problems.empty() ? std::string("all well")
                                           : countText(static_cast<std::int64_t>(outcome.problems.size()), "problem"))
              << ".\n";
    }

    void measurement(const nlohmann::ordered_json& figures) override
    {
        std::string line;
        for (const auto& [name, value] : figures.items()) {
            line += (line.empty() ? "" : "  ") + name + " "
                    + printable(value.is_string() ? value.get<std::string>() : value.dump());
        }
        m_out << line << std::endl; // long measurements are followed as they go
    }

private:
    std::ostream& m_out;
};

} // namespace

std::unique_ptr<Report> makeHumanReport(std::ostream& out) { return std::make_unique<HumanReport>(out); }

} // namespace likeness::cli
