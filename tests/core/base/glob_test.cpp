#include "core/base/glob.h"

#include <QtTest>

#include <random>

using likeness::ExcludeRules;
using likeness::FolderRules;
using likeness::matchesGlob;

namespace {

/// What a pattern of the letters a, b, `/`, `*`, `?` means, written as plainly as possible.
bool matchesSlowly(std::string_view pattern, std::string_view text, bool atNameStart = true)
{
    if (pattern.starts_with("**/") && atNameStart) {
        for (std::size_t i = 0; i <= text.size(); ++i) {
            if ((i == 0 || text[i - 1] == '/') && matchesSlowly(pattern.substr(3), text.substr(i), true)) {
                return true;
            }
        }
        return false;
    }
    if (pattern.starts_with("**")) {
        for (std::size_t i = 0; i <= text.size(); ++i) {
            if (matchesSlowly(pattern.substr(2), text.substr(i), i == 0 ? atNameStart : text[i - 1] == '/')) {
                return true;
            }
        }
        return false;
    }
    if (pattern.starts_with("*")) {
        for (std::size_t i = 0; i <= text.size() && (i == 0 || text[i - 1] != '/'); ++i) {
            if (matchesSlowly(pattern.substr(1), text.substr(i), i == 0 && atNameStart)) {
                return true;
            }
        }
        return false;
    }
    if (pattern.empty() || text.empty()) {
        return pattern.empty() && text.empty();
    }
    const bool fits = pattern[0] == '?' ? text[0] != '/' : pattern[0] == text[0];
    return fits && matchesSlowly(pattern.substr(1), text.substr(1), text[0] == '/');
}

} // namespace

class GlobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matchesGlob_data();
    void matchesGlob();
    void agreesWithTheObviousMatcher();
    void aLongRowOfStarsIsQuick();
    void namesThatAreNotUtf8StillMatch();
    void rulesReachEverythingBelowAnExcludedFolder();
    void aTrailingSlashMeansFoldersOnly();
    void aLeadingSlashTiesToTheRegisteredFolder();
    void foldersThatNeverHoldPhotosAreLeftOut();
    void emptyPatternsExcludeNothing();
};

void GlobTest::matchesGlob_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* pattern, const char* path, bool matches) {
        QTest::addRow("%s on %s", pattern, path) << QByteArray(pattern) << QByteArray(path) << matches;
    };
    row("*.tmp", "a/b/x.tmp", true);
    row("*.tmp", "a/x.tmp/b", false);
    row("private", "trips/private", true);
    row("trips/*", "trips/rome.jpg", true);
    row("trips/*", "trips/2019/rome.jpg", false);
    row("trips/**", "trips/2019/rome.jpg", true);
    row("**/raw/*.nef", "raw/1.nef", true);
    row("**/raw/*.nef", "2019/may/raw/1.nef", true);
    row("**/raw/*.nef", "2019/mayraw/1.nef", false);
    row("a/**/b", "a/b", true);
    row("a/**/b", "a/x/y/b", true);
    row("a/**/b", "a/xb", false);
    row("IMG_?.jpg", "IMG_7.jpg", true);
    row("IMG_?.jpg", "IMG_77.jpg", false);
    row("?.jpg", "\xC3\xA9.jpg", true);
    row("a?b/c", "a/b/c", false);
    row("[a-c]1.jpg", "b1.jpg", true);
    row("[!a-c]1.jpg", "b1.jpg", false);
    row("[!a-c]1.jpg", "x1.jpg", true);
    row("[]x].jpg", "].jpg", true);
    row("x[1.jpg", "x[1.jpg", true);
    row("*.JPG", "a.jpg", false);
    row("", "a", false);
    row("", "", true);
}

void GlobTest::matchesGlob()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, path);
    QTEST(likeness::matchesGlob(std::string_view(pattern.data(), std::size_t(pattern.size())),
                                std::string_view(path.data(), std::size_t(path.size()))),
          "matches");
}

void GlobTest::agreesWithTheObviousMatcher()
{
    std::mt19937 random(20190601);
    const auto word = [&](std::string_view letters, std::size_t lengthMax) {
        std::string text(random() % lengthMax + 1, 'a');
        for (char& letter : text) {
            letter = letters[random() % letters.size()];
        }
        return text;
    };
    int matched = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string pattern = word("ab/**?", 8);
        // Three stars in a row mean nothing in particular.
        for (std::size_t at = pattern.find("***"); at != std::string::npos; at = pattern.find("***")) {
            pattern.erase(at, 1);
        }
        pattern += "/a";
        const std::string text = word("ab/", 8) + "/a";
        const bool expected = matchesSlowly(pattern, text);
        matched += expected ? 1 : 0;
        QVERIFY2(::matchesGlob(pattern, text) == expected, (pattern + " on " + text).c_str());
    }
    QVERIFY(matched > 1000);
}

void GlobTest::aLongRowOfStarsIsQuick()
{
    std::string pattern;
    for (int i = 0; i < 40; ++i) {
        pattern += "*a";
    }
    // Exponential backtracking would not end in the life of the test machine.
    QVERIFY(!::matchesGlob(pattern + "b", std::string(4000, 'a')));
    QVERIFY(!::matchesGlob("x/**/*a*a*a*a/**/*a*a*a*ab", "x/" + std::string(2000, 'a')));
}

void GlobTest::namesThatAreNotUtf8StillMatch()
{
    QVERIFY(::matchesGlob("*.jpg", "\xE9t\xE9.jpg"));
    QVERIFY(::matchesGlob("?t?.jpg", "\xE9t\xE9.jpg"));
    QVERIFY(!::matchesGlob("\xE9", "\xC3"));
}

void GlobTest::rulesReachEverythingBelowAnExcludedFolder()
{
    const ExcludeRules rules(FolderRules{{"private", "trips/*/raw"}});
    QVERIFY(rules.excludes("private", true));
    QVERIFY(rules.excludes("a/private/b/c.jpg", false));
    QVERIFY(rules.excludes("trips/rome/raw/1.jpg", false));
    QVERIFY(!rules.excludes("trips/rome/web/1.jpg", false));
    QVERIFY(!rules.excludes("privateer/1.jpg", false));
    QVERIFY(!rules.excludes("", true));
}

void GlobTest::aTrailingSlashMeansFoldersOnly()
{
    const ExcludeRules rules(FolderRules{{"old/"}});
    QVERIFY(rules.excludes("a/old", true));
    QVERIFY(rules.excludes("a/old/x.jpg", false));
    QVERIFY(!rules.excludes("a/old", false));
}

void GlobTest::aLeadingSlashTiesToTheRegisteredFolder()
{
    const ExcludeRules rules(FolderRules{{"/old"}});
    QVERIFY(rules.excludes("old", true));
    QVERIFY(!rules.excludes("a/old", true));
}

void GlobTest::foldersThatNeverHoldPhotosAreLeftOut()
{
    const ExcludeRules rules{FolderRules()};
    for (const char* folder : {".git", ".thumbnails", ".Trash-1000", "@eaDir", "lost+found", "$RECYCLE.BIN",
                               "node_modules", "System Volume Information"}) {
        QVERIFY2(rules.excludes(folder, true), folder);
        QVERIFY2(rules.excludes(std::filesystem::path("a") / folder / "x.jpg", false), folder);
    }
    QVERIFY(rules.excludes("a/._IMG_1.jpg", false));
    QVERIFY(!rules.excludes("a/.hidden.jpg", false));
    QVERIFY(!rules.excludes("a/node_modules.jpg", false));
}

void GlobTest::emptyPatternsExcludeNothing()
{
    const ExcludeRules rules(FolderRules{{"", "/", "//"}});
    QVERIFY(!rules.excludes("a", true));
    QVERIFY(!rules.excludes("a/b.jpg", false));
}

QTEST_GUILESS_MAIN(GlobTest)
#include "glob_test.moc"
