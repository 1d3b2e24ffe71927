"""Shows that every rule of tidy.py finds what it is there for, and leaves honest code alone."""
import tempfile
import unittest
from pathlib import Path

import tidy


def messages(name, text):
    return [message for _, message in tidy.file_findings(name, text if not name.endswith(".h") else "#pragma once\n" + text)]


class TidyTest(unittest.TestCase):
    def assert_found(self, name, text, part):
        found = messages(name, text)
        self.assertTrue(any(part in message for message in found), f"{name}: {found}")

    def assert_clean(self, name, text):
        self.assertEqual(messages(name, text), [])

    def test_ui_knows_only_the_wall(self):
        self.assert_found("ui/bridge/a.cpp", '#include "core/engine/open_engine.h"', "only through core/api")
        self.assert_found("ui/items/a.h", '#include "core/base/result.h"', "only through core/api")
        self.assert_clean("ui/bridge/a.cpp", '#include "core/api/engine.h"\n#include "ui/models/b.h"\n#include <QObject>')

    def test_adapters_do_not_know_each_other(self):
        self.assert_found("core/media/a.cpp", '#include "core/catalog/catalog.h"', "core/engine brings")
        self.assert_found("core/index/a.h", '#include "core/engine/search.h"', "core/engine brings")
        self.assert_clean("core/media/a.cpp", '#include "core/media/b.h"\n#include "core/base/result.h"\n#include "events.h"')
        self.assert_clean("core/engine/a.cpp", '#include "core/media/media.h"\n#include "core/catalog/catalog.h"')

    def test_nothing_includes_upwards(self):
        self.assert_found("core/api/a.h", '#include "core/base/result.h"', "direction")
        self.assert_found("core/base/a.h", '#include "core/catalog/catalog.h"', "direction")
        self.assert_found("core/places/a.cpp", '#include "core/catalog/catalog.h"', "direction")
        self.assert_clean("core/catalog/a.cpp", '#include "core/places/places.h"')
        self.assert_found("core/engine/a.cpp", '#include "ui/bridge/b.h"', "direction")

    def test_each_library_lives_in_one_folder(self):
        for header, owner, elsewhere in [("sqlite3.h", "core/catalog", "core/engine"), ("vips/vips8", "core/media", "core/embed"),
                                         ("exiv2/exiv2.hpp", "core/media", "app/cli"), ("turbojpeg.h", "core/media", "ui/bridge"),
                                         ("torch/torch.h", "core/embed", "core/index"), ("hnswlib/hnswlib.h", "core/index", "core/engine"),
                                         ("vulkan/vulkan.h", "core/gpu", "ui/items")]:
            self.assert_found(f"{elsewhere}/a.cpp", f"#include <{header}>", f"only {owner}")
            self.assert_clean(f"{owner}/a.cpp", f"#include <{header}>")
            self.assert_clean(f"tests/{owner}/a_test.cpp", f"#include <{header}>")

    def test_the_engine_has_no_qt(self):
        for header in ["QString", "QtCore/QString", "QtTest", "qglobal.h"]:
            self.assert_found("core/base/a.cpp", f"#include <{header}>", "no Qt")
        self.assert_found("app/watch/a.cpp", "#include <QSocketNotifier>", "no Qt")
        self.assert_clean("tests/core/base/a_test.cpp", "#include <QtTest>")
        self.assert_clean("core/base/a.cpp", '#include "core/base/bounded_queue.h"\n#include "query.h"\n#include <queue>')

    def test_banned_words_are_found_with_their_replacement(self):
        self.assert_found("app/gui/main.cpp", 'context->setContextProperty("engine", e);', "required")
        self.assert_found("ui/models/a.cpp", "QCoreApplication::processEvents();", "event loop")
        self.assert_found("ui/bridge/a.cpp", "connect(a, b, c, d, Qt::BlockingQueuedConnection);", "post a command")
        self.assert_found("ui/bridge/a.cpp", 'return tr(QT_TRANSLATE_NOOP("Error", "Gone."));', "lupdate")
        self.assert_clean("ui/bridge/a.cpp", 'names = {QT_TR_NOOP("Gone")}; return QCoreApplication::translate("Error", "Gone.");')
        self.assert_found("core/base/a.h", "using namespace std;", "name what is used")
        self.assert_clean("core/base/a.cpp", "using namespace std::chrono_literals;")

    def test_posted_lambdas_do_not_capture_references(self):
        self.assert_found("ui/bridge/a.cpp", "QMetaObject::invokeMethod(this, [&] { run(); });", "captured")
        self.assert_found("ui/bridge/a.cpp", "QTimer::singleShot(0, this, [this, &row]() { use(row); });", "captured")
        self.assert_found("core/engine/a.cpp", "m_pool.post(request, Order::AsAsked,\n    [&, this](Readers& r) { use(r); });", "captured")
        self.assert_clean("ui/bridge/a.cpp", "QMetaObject::invokeMethod(this, [this, row = row & 1] { use(row); });".replace(" & 1", ""))
        self.assert_clean("core/engine/a.cpp", "m_pool.post(request, [this](Readers& readers) { use(readers); });")
        self.assert_clean("core/engine/a.cpp", "engine.post(ListFolders {});\nstd::ranges::sort(rows, [&](int a, int b) { return a < b; });")

    def test_tests_do_not_sleep(self):
        for call in ["std::this_thread::sleep_for(1s);", "QTest::qWait(100);", "usleep(5);", "QThread::msleep(5);"]:
            self.assert_found("tests/core/base/a_test.cpp", call, "wait for the thing itself")
        self.assert_found("tests/ui/tst_a.qml", "function test_a() { wait(100) }", "tryCompare")
        self.assert_clean("tests/ui/a_test.cpp", "QVERIFY(QTest::qWaitFor([&] { return done; })); QVERIFY(spy.wait(500));")
        self.assert_clean("tests/ui/tst_a.qml", "spy.wait(100)")

    def test_machine_paths_are_found_everywhere(self):
        for path in ["/wo" + "rk/x.jpg", "/ro" + "ot/.config", "/tmp/br" + "ief.md"]:
            for name in ["README.md", "core/base/a.cpp", "tests/e2e/a.sh", "dev"]:
                self.assert_found(name, f"see {path} for more", "path of one machine")
        self.assert_clean("README.md", "core/engine, the network/root/share, and homework/x")

    def test_comments_and_strings_do_not_count(self):
        self.assert_clean("ui/a.cpp", '// never processEvents()\n/* setContextProperty */ const char* a = "processEvents()";')
        self.assert_clean("ui/a.cpp", 'const char* a = R"(processEvents())";\nint big = 1\'000\'000;')

    def test_the_line_is_named(self):
        self.assertEqual(list(tidy.file_findings("ui/a.cpp", "int a;\n// b\nprocessEvents();"))[0][0], 3)

    def test_headers_are_guarded(self):
        self.assertTrue(any("#pragma once" in message for _, message in tidy.file_findings("core/base/a.h", "int a;")))

    def test_a_library_without_tests_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            library = Path(folder, "core/media/CMakeLists.txt")
            library.parent.mkdir(parents=True)
            library.write_text("likeness_library(likeness_media FILES a.cpp)")
            self.assertEqual(len(list(tidy.tree_findings(folder))), 1)
            test = Path(folder, "tests/core/media/decode_test.cpp")
            test.parent.mkdir(parents=True)
            test.write_text("int main() { }")
            self.assertEqual(list(tidy.tree_findings(folder)), [])

    def test_a_violation_planted_in_a_tree_makes_the_program_fail(self):
        with tempfile.TemporaryDirectory() as folder:
            planted = Path(folder, "ui/a.cpp")
            planted.parent.mkdir()
            planted.write_text('#include "core/catalog/catalog.h"\n')
            self.assertEqual(list(tidy.tree_findings(folder))[0][:14], "ui/a.cpp:1: in")


if __name__ == "__main__":
    unittest.main()
