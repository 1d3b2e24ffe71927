#include "generated_library.h"

#include <QtTest>

namespace likeness::test {
namespace {

ContentHash hashOf(std::size_t number)
{
    ContentHash hash{};
    for (std::size_t i = 0; i < sizeof(number); ++i) {
        hash[i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    return hash;
}

} // namespace

GeneratedLibrary::GeneratedLibrary(std::size_t contents, unsigned seed)
    : m_random(seed)
{
    m_catalog = std::move(*Catalog::open(library(), Catalog::Access::ReadWrite));
    m_root = *m_catalog->addFolder("/photos", {});
    m_vectors = RealisticVectors(kDimension, seed).images(contents);
    CatalogBatch batch;
    for (std::size_t i = 0; i < contents; ++i) {
        m_photos.push_back(photo(i, i));
        if (i % 12 == 0) {
            GeneratedPhoto copy = m_photos.back();
            copy.folder = copy.folder.empty() ? "Copies" : "";
            copy.name = "copy of " + copy.name;
            copy.file.relativePath = std::filesystem::path(copy.folder) / copy.name;
            copy.file.stamp.inode += 1'000'000;
            m_photos.back().hasCopy = true;
            copy.hasCopy = true;
            m_photos.push_back(std::move(copy));
        }
    }
    for (const GeneratedPhoto& one : m_photos) {
        batch.indexed.push_back(one.file);
    }
    const auto outcome = m_catalog->commit(batch);
    std::vector<ContentId> contentOf(contents);
    CatalogBatch deletions;
    for (std::size_t i = 0; i < m_photos.size(); ++i) {
        m_photos[i].id = outcome->photos[i];
        contentOf[m_photos[i].vector] = outcome->contents[i];
        if (m_photos[i].vector % 9 == 0) {
            m_photos[i].rating = static_cast<int>(m_photos[i].vector / 9 % 6);
            (void)m_catalog->setRating(std::span(&m_photos[i].id, 1), m_photos[i].rating);
        }
        if (m_photos[i].vector % 20 == 7) {
            deletions.gone.push_back({m_photos[i].id, "/photos" / m_photos[i].file.relativePath});
        }
    }
    (void)m_catalog->commit(deletions);
    std::erase_if(m_photos, [](const GeneratedPhoto& one) { return one.vector % 20 == 7; });

    const auto session = open(IndexKind::Exact);
    if (!session->vectors().put(contentOf, m_vectors)) {
        qFatal("the vectors of a generated library are refused");
    }
}

GeneratedPhoto GeneratedLibrary::photo(std::size_t number, std::size_t vector)
{
    using namespace std::chrono;
    const auto sometimes = [this] { return m_random() % 4 != 0; };
    GeneratedPhoto made;
    made.vector = vector;
    made.folder = oneOf<std::string>({"", "Trips", "Trips/Paris", "Family/2019", "Archive/Trips", "Screens"});
    std::array<char, 32> name{};
    const std::string format = oneOf<std::string>({"jpeg", "jpeg", "png", "heif", "raw"});
    std::snprintf(name.data(), name.size(), "IMG_%05zu.%s", number, format.c_str());
    made.name = name.data();
    made.day = year_month_day{year(2015 + static_cast<int>(m_random() % 8)),
                              month(1 + static_cast<unsigned>(m_random() % 12)),
                              day(1 + static_cast<unsigned>(m_random() % 28))};
    const std::int64_t seconds
        = sys_days(made.day).time_since_epoch() / 1s + static_cast<std::int64_t>(m_random() % 86'400);

    IndexedFile& file = made.file;
    file.folder = m_root;
    file.relativePath = std::filesystem::path(made.folder) / made.name;
    file.hash = hashOf(number + 1);
    file.stamp.sizeBytes = static_cast<std::int64_t>(10'000 + m_random() % 9'000'000);
    file.stamp.modifiedNs = seconds * 1'000'000'000;
    file.stamp.device = 7;
    file.stamp.inode = number + 1;

    IndexedFile::Content content;
    content.width = oneOf<int>({640, 1200, 1920, 3000, 4000});
    content.height = oneOf<int>({640, 1200, 1920, 3000, 4000});
    content.format = format;
    Metadata& metadata = content.metadata;
    if (sometimes()) {
        metadata.taken = CaptureTime{seconds, 60};
        file.stamp.modifiedNs += std::int64_t{10} * 365 * 86'400 * 1'000'000'000; // copied later
    }
    if (sometimes()) {
        const auto [make, model] = oneOf<std::pair<std::string, std::string>>(
            {{"Canon", "Canon EOS 5D"}, {"FUJIFILM", "X100"}, {"NIKON CORPORATION", "NIKON D750"}});
        metadata.cameraMake = make;
        metadata.cameraModel = model;
    }
    if (sometimes()) {
        metadata.lens = oneOf<std::string>({"EF50mm f/1.8 II", "EF24-70mm f/2.8L", "XF23mm"});
    }
    if (sometimes()) {
        metadata.iso = oneOf<int>({100, 200, 400, 800, 1600, 6400});
    }
    if (sometimes()) {
        metadata.apertureF = oneOf<double>({1.8, 2.8, 4, 5.6, 8});
    }
    if (sometimes()) {
        metadata.focalLengthMm = oneOf<double>({24, 35, 50, 85, 200});
    }
    if (sometimes()) {
        metadata.place = GeoPoint{static_cast<double>(m_random() % 170'000) / 1000 - 85,
                                  static_cast<double>(m_random() % 360'000) / 1000 - 180};
    }
    if (sometimes()) {
        metadata.rating = static_cast<int>(m_random() % 6);
        made.rating = *metadata.rating;
    }
    if (sometimes()) {
        for (const char* tag : {"print", "Été", "print shop", "sea", "dog"}) {
            if (m_random() % 3 == 0) {
                metadata.tags.emplace_back(tag);
            }
        }
    }
    metadata.title = sometimes() ? "" : "Tower";
    metadata.description = sometimes() ? "" : "seen from the river";
    file.content = std::move(content);
    return made;
}

std::shared_ptr<ModelSession> GeneratedLibrary::open(IndexKind kind)
{
    ModelSession::Options options;
    options.library = library();
    options.modelId = "null";
    options.opener = []() -> Result<std::unique_ptr<Embedder>> { return makeNullEmbedder(); };
    options.indexKind = kind;
    auto session = ModelSession::open(std::move(options), *m_catalog, m_files);
    if (!session) {
        qFatal("%s", session.error().message.c_str());
    }
    if (kind != IndexKind::Exact && !build((*session)->index())) {
        qFatal("the index cannot be built");
    }
    (*session)->publish();
    return *session;
}

} // namespace likeness::test
