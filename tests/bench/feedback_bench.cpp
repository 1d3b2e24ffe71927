// How much relevance feedback helps: precision among the first 20 after 0 to 3 rounds of marks.
//   feedback_bench SET...      SET: a folder with one folder of photos for each label
// A simulated person asks with every third photo and marks, in every round, the first photo of the same label and the
// first of another one that are among the 20 seen and not marked yet. "left over" counts only what is never marked.
#include "tests/support/temp_library.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <cstdio>
#include <map>
#include <set>

using namespace likeness;

namespace {

constexpr int kRounds = 3;
constexpr int kSeen = 20;
constexpr std::chrono::hours kIndexingMax{2}; // a thousand photos take a minute on two free cores

using Lists = std::array<std::vector<PhotoId>, kRounds + 1>;
using Precision = std::array<double, kRounds + 1>;

struct Asked {
    Lists lists;
    std::set<PhotoId> marked;
};

class Person {
public:
    Person(test::TempLibrary& library, std::map<PhotoId, std::string> labelOf)
        : m_library(library)
        , m_labelOf(std::move(labelOf))
    {
    }

    /// Asks with one photo, and again with two marks more each time. `asMarks` false: every mark is another example.
    Asked ask(PhotoId photo, bool asMarks)
    {
        Query query;
        query.sort = SortKey::Score;
        query.countMax = 1000;
        query.parts.push_back({photo, {}, 1.0});
        Asked asked;
        std::set<PhotoId> known{photo};
        for (std::vector<PhotoId>& list : asked.lists) {
            auto answer = m_library.ask<QueryAnswered>(RunQuery{query});
            if (!answer) {
                std::fprintf(stderr, "a question was not answered\n");
                std::exit(1);
            }
            list = answer->result->photos;
            std::erase(list, photo);
            std::array<bool, 2> done{};
            for (std::size_t place = 0; place < kSeen && place < list.size(); ++place) {
                const bool good = isLike(list[place], photo);
                if (!known.contains(list[place]) && !std::exchange(done.at(good ? 1 : 0), true)) {
                    QueryPart& mark = query.parts.emplace_back();
                    mark.source = list[place];
                    mark.weight = good ? 1.0 : -1.0;
                    mark.marked = asMarks;
                    known.insert(list[place]);
                }
            }
        }
        known.erase(photo);
        asked.marked = std::move(known);
        return asked;
    }

    double precision(const std::vector<PhotoId>& list, PhotoId photo, const std::set<PhotoId>& leftOut) const
    {
        int seen = 0;
        int good = 0;
        for (std::size_t i = 0; i < list.size() && seen < kSeen; ++i) {
            if (!leftOut.contains(list[i])) {
                ++seen;
                good += isLike(list[i], photo) ? 1 : 0;
            }
        }
        return static_cast<double>(good) / kSeen;
    }

    const std::map<PhotoId, std::string>& labels() const { return m_labelOf; }

private:
    bool isLike(PhotoId a, PhotoId b) const { return m_labelOf.at(a) == m_labelOf.at(b); }

    test::TempLibrary& m_library;
    std::map<PhotoId, std::string> m_labelOf;
};

/// Waits for the end of the run; why there is none, empty when all is well.
std::string problemOfIndexing(test::TempLibrary& library)
{
    const auto reported = library.ask<StatusReported>(ReportStatus{});
    if (!reported || !reported->status.problem.empty()) { // without a model nothing is even begun
        return reported ? reported->status.problem : "the engine does not answer";
    }
    std::string problem;
    const auto ended = [&problem](const IndexProgress& progress) {
        problem = progress.problem;
        return progress.state == IndexingState::Idle || !problem.empty();
    };
    return library.log().waitFor<IndexProgress>(ended, kIndexingMax) ? problem : "it was not done within two hours";
}

void measure(const std::filesystem::path& set)
{
    test::TempLibrary library("builtin");
    const auto opened = library.open();
    if (!opened) {
        std::fprintf(stderr, "no library can be made: %s\n", opened.error().message.c_str());
        std::exit(1);
    }
    if (!library.ask<CommandDone>(AddFolder{std::filesystem::absolute(set), {}})) {
        std::fprintf(stderr, "%s is no folder that can be indexed\n", set.c_str());
        std::exit(1);
    }
    if (const std::string problem = problemOfIndexing(library); !problem.empty()) {
        std::fprintf(stderr, "%s cannot be indexed: %s\n", set.c_str(), problem.c_str());
        std::exit(1);
    }
    std::map<PhotoId, std::string> labelOf;
    for (const PhotoRow& row : library.rows()) {
        labelOf[row.id] = row.path.parent_path().filename().string();
    }
    Person person(library, std::move(labelOf));
    for (const bool asMarks : {true, false}) {
        Precision seen{};
        Precision leftOver{};
        int questions = 0;
        int number = 0;
        for (const auto& [photo, label] : person.labels()) {
            if (number++ % 3 != 0) {
                continue;
            }
            const Asked asked = person.ask(photo, asMarks);
            for (std::size_t round = 0; round < asked.lists.size(); ++round) {
                seen.at(round) += person.precision(asked.lists.at(round), photo, {});
                leftOver.at(round) += person.precision(asked.lists.at(round), photo, asked.marked);
            }
            ++questions;
        }
        std::printf("%-12s %-9s %4d questions  first 20:", set.filename().c_str(), asMarks ? "marks" : "examples",
                    questions);
        for (const double sum : seen) {
            std::printf(" %.3f", sum / questions);
        }
        std::printf("   left over:");
        for (const double sum : leftOver) {
            std::printf(" %.3f", sum / questions);
        }
        std::printf("\n");
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    for (int i = 1; i < argc; ++i) {
        measure(argv[i]);
    }
    return argc > 1 ? 0 : 2;
}
