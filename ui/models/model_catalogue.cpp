#include "model_catalogue.h"

#include "indexing_status.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace likeness {

namespace {

QString bytesText(std::int64_t bytes)
{
    // Whole megabytes do for a person who decides; of gigabytes the first digit behind the point matters.
    const int digits = bytes >= 1'000'000'000 ? 1 : 0;
    return QLocale().formattedDataSize(bytes, digits, QLocale::DataSizeSIFormat);
}

/// What is left of a name when only letters and digits count: hub, folder and id spell the same name differently.
QString core(const std::string& name)
{
    QString kept;
    for (const QChar c : QString::fromStdString(name)) {
        if (c.isLetterOrNumber()) {
            kept += c.toLower();
        }
    }
    return kept;
}

} // namespace

ModelCatalogue::ModelCatalogue(EngineBridge& bridge, InstalledModels& installed, QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
    , m_installed(installed)
{
    connect(&installed, &InstalledModels::changed, this, &ModelCatalogue::noteInstalled);
    connect(&bridge, &EngineBridge::downloadProgressed, this, [this](const DownloadProgress& progress) {
        Entry* one = entry(progress.repository);
        if (one == nullptr || one->request != progress.request) {
            return;
        }
        one->doneBytes = progress.doneBytes;
        one->totalBytes = progress.totalBytes;
        one->bytesPerSecond = progress.bytesPerSecond;
        one->step = QString::fromStdString(progress.step);
        announce(progress.repository);
    });
}

int ModelCatalogue::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> ModelCatalogue::roleNames() const
{
    return {{RepositoryRole, "repository"},
            {NameRole, "name"},
            {FamilyRole, "family"},
            {DimensionRole, "dimension"},
            {UnderstandsWordsRole, "understandsWords"},
            {LanguagesRole, "languages"},
            {LicenceRole, "licence"},
            {TermsRole, "terms"},
            {DescriptionRole, "description"},
            {FetchableRole, "fetchable"},
            {WebAddressRole, "webAddress"},
            {StageRole, "stage"},
            {SizeTextRole, "sizeText"},
            {HereTextRole, "hereText"},
            {FractionRole, "fraction"},
            {ProgressTextRole, "progressText"},
            {StepTextRole, "stepText"},
            {ProblemRole, "problem"},
            {ProblemDetailRole, "problemDetail"}};
}

QVariant ModelCatalogue::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Entry& one = m_entries[std::size_t(index.row())];
    const auto text = [](const std::string& s) { return QString::fromStdString(s); };
    switch (role) {
    case RepositoryRole:
        return text(one.model.repository);
    case NameRole:
    case Qt::DisplayRole:
        return text(one.model.name);
    case FamilyRole:
        return InstalledModels::familyName(one.model.family);
    case DimensionRole:
        return one.model.dimension;
    case UnderstandsWordsRole:
        return one.model.understandsWords;
    case LanguagesRole:
        return text(one.model.languages);
    case LicenceRole:
        return text(one.model.licence);
    case TermsRole:
        return text(one.model.terms);
    case DescriptionRole:
        return text(one.model.description);
    case FetchableRole:
        return one.model.fetchable;
    case WebAddressRole:
        return QStringLiteral("https://huggingface.co/") + text(one.model.repository);
    case StageRole:
        return int(one.stage);
    case SizeTextRole:
        return one.totalBytes > 0            ? bytesText(one.totalBytes)
               : one.model.downloadBytes > 0 ? tr("about %1").arg(bytesText(one.model.downloadBytes))
                                             : QString();
    case HereTextRole:
        return one.doneBytes > 0 ? bytesText(one.doneBytes) : QString();
    case FractionRole:
        return one.totalBytes > 0 ? std::clamp(double(one.doneBytes) / double(one.totalBytes), 0.0, 1.0) : 0.0;
    case ProgressTextRole:
        return progressText(one);
    case StepTextRole:
        return one.step == u"checking"               ? tr("Checking what has come")
               : one.step == u"waiting to try again" ? tr("The network is slow to answer; trying again in a moment")
                                                     : one.step;
    case ProblemRole:
        return one.problem;
    case ProblemDetailRole:
        return one.problemDetail;
    default:
        return {};
    }
}

QString ModelCatalogue::progressText(const Entry& entry) const
{
    if (entry.totalBytes <= 0) {
        return tr("Starting…");
    }
    QStringList parts{tr("%1 of %2").arg(bytesText(entry.doneBytes), bytesText(entry.totalBytes))};
    if (entry.stage == Downloading && entry.bytesPerSecond > 0) {
        parts << tr("%1/s").arg(
            QLocale().formattedDataSize(qint64(entry.bytesPerSecond), 1, QLocale::DataSizeSIFormat));
        const double seconds = double(entry.totalBytes - entry.doneBytes) / entry.bytesPerSecond;
        parts << IndexingStatus::describeTimeLeft(std::chrono::seconds(std::int64_t(std::min(seconds, 1e9))));
    }
    return parts.join(QStringLiteral(" · "));
}

void ModelCatalogue::refresh()
{
    m_bridge.forget(m_request);
    m_request = m_bridge.ask<CatalogueListed>(
        ListCatalogue{}, this,
        [this](const CatalogueListed& listed) {
            m_request = {};
            m_problem.clear();
            m_problemDetail.clear();
            const bool same = std::equal(
                m_entries.begin(), m_entries.end(), listed.models.begin(), listed.models.end(),
                [](const Entry& a, const CatalogueModel& b) { return a.model.repository == b.repository; });
            if (!same) { // it ships with the program: this happens once
                beginResetModel();
                m_entries.clear();
                for (const CatalogueModel& model : listed.models) {
                    Entry fresh;
                    fresh.model = model;
                    m_entries.push_back(std::move(fresh));
                }
                endResetModel();
            }
            m_network = listed.network;
            noteInstalled();
            Q_EMIT networkChanged();
            Q_EMIT changed();
        },
        [this](const Error& error) {
            m_request = {};
            m_problem = tr("The list of models that came with Likeness cannot be read. Installing Likeness again "
                           "brings it back.");
            m_problemDetail = QString::fromStdString(error.message);
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

void ModelCatalogue::size(int row)
{
    if (row < 0 || row >= count()) {
        return;
    }
    Entry& one = m_entries[std::size_t(row)];
    const std::string repository = one.model.repository;
    m_bridge.forget(one.request);
    one.stage = Sizing;
    one.problem.clear();
    one.problemDetail.clear();
    one.request = m_bridge.ask<DownloadSized>(
        SizeDownload{repository}, this,
        [this, repository](const DownloadSized& sized) {
            if (Entry* asked = entry(repository)) {
                asked->request = {};
                asked->stage = Sized;
                asked->totalBytes = sized.totalBytes;
                asked->doneBytes = sized.haveBytes;
                announce(repository);
            }
        },
        [this, repository](const Error& error) { fail(repository, error); });
    announce(repository);
}

void ModelCatalogue::download(int row)
{
    if (row < 0 || row >= count() || m_entries[std::size_t(row)].stage == Downloading) {
        return;
    }
    Entry& one = m_entries[std::size_t(row)];
    const std::string repository = one.model.repository;
    m_bridge.forget(one.request);
    one.stage = Downloading;
    one.bytesPerSecond = 0;
    one.step.clear();
    one.problem.clear();
    one.problemDetail.clear();
    one.request = m_bridge.ask<ModelsListed>(
        DownloadModel{repository}, this,
        [this, repository](const ModelsListed& listed) {
            if (Entry* fetched = entry(repository)) {
                fetched->request = {};
                fetched->stage = Installed;
                for (const ModelInfo& model : listed.models) {
                    if (m_installed.nameOf(QString::fromStdString(model.id)).isNull()) {
                        fetched->installedAs = model.id;
                    }
                }
                announce(repository);
            }
            m_installed.take(listed.models);
            Q_EMIT downloadCountChanged();
        },
        [this, repository](const Error& error) { fail(repository, error); });
    announce(repository);
    Q_EMIT downloadCountChanged();
}

void ModelCatalogue::stop(int row)
{
    if (row < 0 || row >= count() || !m_entries[std::size_t(row)].request) {
        return;
    }
    Entry& one = m_entries[std::size_t(row)];
    m_bridge.forget(std::exchange(one.request, {}));
    one.stage = one.stage == Downloading ? Stopped : Offered;
    one.bytesPerSecond = 0;
    announce(one.model.repository);
    Q_EMIT downloadCountChanged();
}

void ModelCatalogue::putBack(int row)
{
    stop(row);
    if (row >= 0 && row < count() && m_entries[std::size_t(row)].stage != Installed) {
        Entry& one = m_entries[std::size_t(row)];
        one.stage = Offered;
        one.problem.clear();
        one.problemDetail.clear();
        announce(one.model.repository);
    }
}

void ModelCatalogue::setNetwork(const QString& mirror, const QString& proxy)
{
    const NetworkSettings wanted{mirror.trimmed().toStdString(), proxy.trimmed().toStdString()};
    m_bridge.ask<CommandDone>(
        SetNetwork{wanted}, this,
        [this, wanted](const CommandDone&) {
            m_network = wanted;
            m_networkProblem.clear();
            Q_EMIT networkChanged();
            Q_EMIT networkKept();
        },
        [this](const Error& error) {
            m_networkProblem = tr("This connection cannot be used: %1").arg(QString::fromStdString(error.message));
            Q_EMIT networkChanged();
        });
}

int ModelCatalogue::downloadCount() const
{
    return int(
        std::count_if(m_entries.begin(), m_entries.end(), [](const Entry& one) { return one.stage == Downloading; }));
}

int ModelCatalogue::rowOf(const std::string& repository) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&](const Entry& one) { return one.model.repository == repository; });
    return it != m_entries.end() ? int(it - m_entries.begin()) : -1;
}

ModelCatalogue::Entry* ModelCatalogue::entry(const std::string& repository)
{
    const int row = rowOf(repository);
    return row >= 0 ? &m_entries[std::size_t(row)] : nullptr;
}

void ModelCatalogue::announce(const std::string& repository)
{
    if (const int row = rowOf(repository); row >= 0) {
        Q_EMIT dataChanged(index(row), index(row));
    }
}

void ModelCatalogue::fail(const std::string& repository, const Error& error)
{
    if (Entry* one = entry(repository)) {
        one->request = {};
        one->stage = Failed;
        one->bytesPerSecond = 0;
        one->problem = explainDownload(error);
        one->problemDetail = QString::fromStdString(error.message);
        announce(repository);
    }
    Q_EMIT downloadCountChanged();
}

QString ModelCatalogue::explainDownload(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Io:
        return tr("The model could not be fetched. See that this computer is online; some networks need a proxy or a "
                  "mirror, set under “Connection”. What has come stays.");
    case ErrorCode::NotFound:
        return tr("The hub does not have this model any more, or the mirror has not got it.");
    case ErrorCode::InvalidInput:
        return tr("That was refused. See whether the mirror and the proxy under “Connection” are written rightly.");
    case ErrorCode::Unsupported:
        return tr("Likeness may not or cannot fetch this model. Download it by hand, then import its folder.");
    case ErrorCode::Corrupt:
        return tr("What arrived is not the model. If this network has a login page, open that in a browser first; "
                  "otherwise try again, or another mirror.");
    case ErrorCode::OutOfResources:
        return tr("There is not enough space on the disk of the library. Make some, then go on; what has come stays.");
    case ErrorCode::Cancelled:
        return tr("It was stopped. What has come stays.");
    case ErrorCode::Internal:
        break;
    }
    return tr("Something went wrong inside Likeness.");
}

bool ModelCatalogue::isInstalled(const Entry& entry) const
{
    // A fetched model is named after the second half of its repository.
    const std::string& repository = entry.model.repository;
    const QString wanted = core(repository.substr(repository.find('/') + 1));
    const auto& models = m_installed.models();
    return std::any_of(models.begin(), models.end(), [&](const ModelInfo& known) {
        return known.id == entry.installedAs || core(known.name) == wanted;
    });
}

void ModelCatalogue::noteInstalled()
{
    for (Entry& one : m_entries) {
        const bool here = isInstalled(one);
        if (here && one.stage != Installed && !one.request) {
            one.stage = Installed;
        } else if (!here && one.stage == Installed) {
            one.stage = Offered;
            one.doneBytes = 0;
        } else {
            continue;
        }
        announce(one.model.repository);
    }
}

} // namespace likeness
