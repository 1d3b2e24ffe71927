#include "core/engine/cluster_naming.h"

#include "core/engine/calibration.h"
#include "core/engine/text_vectors.h"
#include "core/explore/cluster_names.h"
#include "core/places/places.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <numeric>
#include <unordered_map>

namespace likeness {
namespace {

constexpr std::array kFields{NameField::Place, NameField::Day,    NameField::Month,
                             NameField::Year,  NameField::Folder, NameField::Camera};
/// Values that fewer of a cluster's photos have cannot be in its name.
constexpr double kShareLookedAt = 0.25;

// Of words. Unrelated words vary by a fifth of a deviation or so over two dozen photos, and the best of hundreds of
// them by three times that; what a photo really shows stands three deviations out.
constexpr float kStandsOut = 2;
constexpr float kSecondAsGood = 0.9F; // of the first
constexpr std::size_t kSampledPhotos = 500;
constexpr std::size_t kMembersLookedAt = 256;
constexpr std::size_t kTextsAtOnce = 8; // a person's words wait for no more

std::chrono::year_month_day dateOf(std::int64_t localSeconds)
{
    const std::chrono::sys_seconds seconds{std::chrono::seconds(localSeconds)};
    return std::chrono::floor<std::chrono::days>(seconds);
}

/// One field of all contents: values numbered, with what each is called.
struct Column {
    static constexpr std::int32_t kNone = -1;

    std::vector<std::int32_t> valueOf; ///< Shape: [rows]
    std::vector<std::string> names;
    std::vector<std::int64_t> keys; ///< of times, in the order of time
    std::vector<std::uint64_t> counts;

    explicit Column(std::size_t rows)
        : valueOf(rows, kNone)
    {
    }

    void set(std::size_t row, std::int64_t key, const auto& nameOfKey)
    {
        const auto [known, isNew] = m_numbers.emplace(key, static_cast<std::int32_t>(names.size()));
        if (isNew) {
            names.push_back(nameOfKey());
            keys.push_back(key);
            counts.push_back(0);
        }
        if (!names[static_cast<std::size_t>(known->second)].empty()) {
            valueOf[row] = known->second;
            ++counts[static_cast<std::size_t>(known->second)];
        }
    }

private:
    std::unordered_map<std::int64_t, std::int32_t> m_numbers;
};

using Columns = std::map<NameField, Column>;

void fillTimes(Columns& columns, std::size_t row, std::int64_t taken)
{
    const auto date = dateOf(taken);
    const auto year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    columns.at(NameField::Day).set(row, std::chrono::sys_days(date).time_since_epoch().count(), [taken] {
        return dayName(taken);
    });
    columns.at(NameField::Month).set(row, std::int64_t{year} * 12 + month, [taken] { return monthName(taken); });
    columns.at(NameField::Year).set(row, year, [taken] { return yearName(taken); });
}

Result<Columns> columnsOf(const Catalog& catalog, std::span<const ContentId> contents)
{
    auto facts = catalog.facts();
    if (!facts) {
        return facts.failure();
    }
    Columns columns;
    for (const NameField field : kFields) {
        columns.emplace(field, Column(contents.size()));
    }
    const PlaceTable& places = PlaceTable::builtIn();
    std::unordered_map<std::string_view, std::int64_t> firstNamed; // folders of one name are one to a person
    std::size_t row = 0;
    for (const Catalog::ContentFacts& one : facts->contents) { // both ascend
        while (row < contents.size() && contents[row] < one.content) {
            ++row;
        }
        if (row == contents.size() || contents[row] != one.content) {
            continue;
        }
        if (one.takenSeconds) {
            fillTimes(columns, row, *one.takenSeconds);
        }
        if (one.place) {
            const PlaceTable::Label label = places.labelOf(*one.place);
            columns.at(NameField::Place).set(row, label, [&] { return std::string(places.nameOf(label).place); });
        }
        const std::string& folder = facts->directories[one.directory];
        columns.at(NameField::Folder).set(row, firstNamed.emplace(folder, one.directory).first->second, [&] {
            return isTelling(folder) ? folder : std::string();
        });
        if (one.camera != 0) {
            columns.at(NameField::Camera).set(row, one.camera, [&] { return facts->cameras[one.camera]; });
        }
    }
    return columns;
}

/// What is frequent enough in a cluster to be in its name. `counts` is room to count in, all zero before and after.
std::vector<FieldCount> frequentValues(const Columns& columns, const std::vector<std::uint32_t>& rows,
                                       std::vector<std::uint32_t>& counts)
{
    std::vector<FieldCount> frequent;
    const double least = kShareLookedAt * static_cast<double>(rows.size());
    for (const auto& [field, column] : columns) {
        counts.resize(std::max(counts.size(), column.names.size()), 0);
        std::vector<std::size_t> met;
        for (const std::uint32_t row : rows) {
            if (column.valueOf[row] == Column::kNone) {
                continue;
            }
            const auto value = static_cast<std::size_t>(column.valueOf[row]);
            if (counts[value]++ == 0) {
                met.push_back(value);
            }
        }
        std::ranges::sort(met, {}, [&keys = column.keys](std::size_t value) { return keys[value]; });
        for (const std::size_t value : met) {
            if (counts[value] >= least) {
                frequent.push_back({field, column.names[value], counts[value], column.counts[value]});
            }
            counts[value] = 0;
        }
    }
    return frequent;
}

/// "Lisbon, May 2019 and June 2019".
std::string joined(const std::vector<NamePart>& parts)
{
    std::string name;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        name += i == 0 ? "" : parts[i].field == parts[i - 1].field ? " and " : ", ";
        name += parts[i].value;
    }
    return name;
}

// --- Words ----------------------------------------------------------------------------------------------------------

/// Words with their vectors and how the library's photos score under them.
struct Vocabulary {
    std::vector<std::string> words;
    std::vector<float> vectors; ///< Shape: [words.size(), dimension]
    std::vector<ScoreSpread> spreads;
};

Result<std::vector<float>> wordVectors(const std::vector<std::string>& words, const NamingSource& source,
                                       const ExploreRun& run)
{
    std::vector<std::string> texts;
    texts.reserve(words.size());
    for (const std::string& word : words) {
        texts.push_back("a photo of " + word); // words alone lie apart from the captions that models learn from
    }
    if (auto kept = readTextVectors(source.wordsFile, texts, source.dimension)) {
        return std::move(*kept);
    }
    std::vector<float> vectors;
    for (std::size_t i = 0; i < texts.size(); i += kTextsAtOnce) {
        if (run.stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "exploring was stopped");
        }
        const auto begin = texts.begin() + static_cast<std::ptrdiff_t>(i);
        const auto count = static_cast<std::ptrdiff_t>(std::min(kTextsAtOnce, texts.size() - i));
        auto some = source.inference->embedTextsNow({begin, begin + count});
        if (!some) {
            return some.failure();
        }
        vectors.insert(vectors.end(), some->begin(), some->end());
        run.report(static_cast<double>(i) / static_cast<double>(texts.size()));
    }
    if (Status kept = keepTextVectors(source.wordsFile, texts, vectors, source.files); !kept) {
        return kept.failure();
    }
    return vectors;
}

Result<Vocabulary> vocabularyOf(const NamingSource& source, const ExploreRun& run)
{
    Vocabulary vocabulary;
    auto words = readLines(source.vocabulary);
    auto vectors = words ? wordVectors(*words, source, run) : Result<std::vector<float>>(words.failure());
    if (!vectors) {
        return vectors.failure();
    }
    vocabulary.words = std::move(*words);
    vocabulary.vectors = std::move(*vectors);
    const std::size_t dimension = static_cast<std::size_t>(source.dimension);
    const std::size_t count = std::min<std::size_t>(source.rows.count(), kSampledPhotos);
    std::vector<std::uint32_t> sample;
    for (std::size_t i = 0; i < count; ++i) {
        sample.push_back(static_cast<std::uint32_t>(i * source.rows.count() / count));
    }
    std::vector<float> query(source.rows.stride, 0.0F), scores(count);
    for (std::size_t word = 0; word < vocabulary.words.size(); ++word) {
        std::copy_n(vocabulary.vectors.begin() + static_cast<std::ptrdiff_t>(word * dimension), dimension,
                    query.begin());
        source.rows.scoreListed(query.data(), source.rows.halves, source.rows.stride, sample, scores.data());
        vocabulary.spreads.push_back(ScoreSpread::of(scores));
    }
    return vocabulary;
}

/// "Lighthouse, cliff"; empty when no word stands out.
std::string wordsFor(const std::vector<std::uint32_t>& members, const Vocabulary& vocabulary, const VectorRows& rows,
                     std::size_t dimension)
{
    const std::size_t count = std::min(members.size(), kMembersLookedAt);
    std::vector<float> mean(rows.stride, 0.0F), row(rows.stride);
    for (std::size_t i = 0; i < count; ++i) {
        rows.copyRow(members[i * members.size() / count], row.data());
        std::transform(mean.begin(), mean.end(), row.begin(), mean.begin(), std::plus<>());
    }
    struct Standing {
        float deviations = 0;
        std::size_t word = 0;
    };
    Standing first, second;
    for (std::size_t word = 0; word < vocabulary.words.size(); ++word) {
        const ScoreSpread& spread = vocabulary.spreads[word];
        if (!(spread.deviation > 1e-6F)) {
            continue; // too few photos to know what stands out
        }
        const auto vector = vocabulary.vectors.begin() + static_cast<std::ptrdiff_t>(word * dimension);
        const float score
            = std::inner_product(vector, vector + static_cast<std::ptrdiff_t>(dimension), mean.begin(), 0.0F)
              / static_cast<float>(count);
        const Standing one{(score - spread.middle) / spread.deviation, word};
        if (one.deviations > first.deviations) {
            second = std::exchange(first, one);
        } else if (one.deviations > second.deviations) {
            second = one;
        }
    }
    if (first.deviations < kStandsOut) {
        return {};
    }
    std::string name = vocabulary.words[first.word];
    name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
    if (second.deviations >= std::max(kStandsOut, kSecondAsGood * first.deviations)) {
        name += ", " + vocabulary.words[second.word];
    }
    return name;
}

} // namespace

std::string yearName(std::int64_t localSeconds)
{
    return std::to_string(static_cast<int>(dateOf(localSeconds).year()));
}

std::string monthName(std::int64_t localSeconds)
{
    constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                                 "July",    "August",   "September", "October", "November", "December"};
    return std::string(kMonths[static_cast<unsigned>(dateOf(localSeconds).month()) - 1]) + " " + yearName(localSeconds);
}

std::string dayName(std::int64_t localSeconds)
{
    return std::to_string(static_cast<unsigned>(dateOf(localSeconds).day())) + " " + monthName(localSeconds);
}

bool isTelling(std::string_view folderName)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto isUpper = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; };
    // As cameras call them (DCF 2.0): three digits and five capitals or underscores.
    const bool byCamera
        = folderName.size() == 8 && std::all_of(folderName.begin(), folderName.begin() + 3, isDigit)
          && std::all_of(folderName.begin() + 3, folderName.end(), [&](char c) { return isUpper(c) || isDigit(c); });
    const bool onlyNumbers = std::all_of(folderName.begin(), folderName.end(), [&](char c) {
        return isDigit(c) || std::string_view("-_. ").find(c) != std::string_view::npos;
    });
    return !byCamera && !onlyNumbers && folderName != "DCIM";
}

Result<std::vector<std::string>> nameClusters(const ClusterTree& tree, const NamingSource& source,
                                              const ExploreRun& run)
{
    auto columns = columnsOf(source.catalog, source.rows.contents);
    if (!columns) {
        return columns.failure();
    }
    std::optional<Vocabulary> vocabulary;
    if (source.inference != nullptr && !tree.clusters.empty()) {
        auto found = vocabularyOf(source, run.part(0, 0.5));
        if (found) {
            vocabulary.emplace(std::move(*found));
        } else if (run.stop.stop_requested()) {
            return found.failure();
        }
    }
    std::vector<std::string> names(tree.clusters.size());
    std::vector<std::uint32_t> counts;
    for (std::size_t i = 0; i < tree.clusters.size(); ++i) {
        if (run.stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "exploring was stopped");
        }
        const std::vector<std::uint32_t>& members = tree.clusters[i].rows;
        const auto frequent = frequentValues(*columns, members, counts);
        const std::string shared = joined(nameParts(frequent, members.size(), source.rows.count()));
        const std::string words
            = vocabulary ? wordsFor(members, *vocabulary, source.rows, static_cast<std::size_t>(source.dimension))
                         : std::string();
        names[i] = words + (words.empty() || shared.empty() ? "" : " – ") + shared;
        run.report(0.5 + 0.5 * static_cast<double>(i + 1) / static_cast<double>(tree.clusters.size()));
    }
    return names;
}

} // namespace likeness
