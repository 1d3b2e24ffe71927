// Counting facets at the size of a large collection.
// Usage: facets_bench FOLDER      (a library that catalog_bench has made)

#include "core/engine/facet_counts.h"
#include "tests/bench/best_of.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace likeness;
using bench::measure;

int main(int argc, char** argv)
{
    auto catalog = Catalog::open(argc > 1 ? argv[1] : "", Catalog::Access::ReadOnly);
    if (!catalog) {
        std::fprintf(stderr, "usage: %s FOLDER\n%s\n", argv[0], catalog.error().message.c_str());
        return 2;
    }
    std::printf("| question | photos | wall | CPU |\n|---|---|---|---|\n");
    std::shared_ptr<const FacetTable> table;
    measure("reading the table", 2, [&] {
        table = *(*catalog)->facetTable([] { return false; });
        return table->size();
    });
    for (const char* expression :
         {"", "camera:\"Model 7\"", "rating:>=4", "date:2010..2012", "iso:101..200,201..400 place:France", "-tag:shoot",
          "camera:\"Model 7\" rating:>=3 date:2010..2015 format:jpeg", "near:48.85,2.35,500km", "name:0042"}) {
        measure(*expression == '\0' ? "everything" : expression, 5, [&] {
            const Filter filter = *parseFilter(expression);
            const auto base = facetBase({}, filter, *table, **catalog);
            const auto facets = countFacets(*base, filter, {}, *table);
            const auto dates = countDates(*base, filter, std::nullopt, *table);
            return static_cast<std::size_t>(std::ranges::count(base->all, 1)) + 0 * facets.size() * dates.bars.size();
        });
    }
    std::printf("\nthe table: %.1f MB, %.0f bytes per photo\n", static_cast<double>(table->bytes()) / 1e6,
                static_cast<double>(table->bytes()) / static_cast<double>(std::max<std::size_t>(1, table->size())));
    return 0;
}
