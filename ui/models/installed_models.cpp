#include "installed_models.h"

#include "indexing_status.h"
#include "ui/bridge/convert.h"
#include "ui/bridge/engine_text.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace likeness {

namespace {

/// Counting every model's vectors after every batch would keep the engine from indexing.
constexpr std::chrono::milliseconds kFollowEvery{2000};

QString id(const ModelInfo& model) { return QString::fromStdString(model.id); }

QString bytesText(std::int64_t bytes) { return QLocale().formattedDataSize(bytes, 0, QLocale::DataSizeSIFormat); }

} // namespace

InstalledModels::InstalledModels(EngineBridge& bridge, QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(kFollowEvery);
    connect(&m_refreshTimer, &QTimer::timeout, this, &InstalledModels::refresh);
    connect(&bridge, &EngineBridge::libraryChanged, this, [this](const LibraryChanged& change) {
        if (change.modelsChanged) {
            refresh();
        } else if (m_following && !m_refreshTimer.isActive()) {
            m_refreshTimer.start();
        }
    });
    connect(&bridge, &EngineBridge::indexingFinished, this, [this](const IndexingFinished&) { refresh(); });
}

int InstalledModels::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> InstalledModels::roleNames() const
{
    return {{ModelIdRole, "modelId"},       {NameRole, "name"},
            {FamilyRole, "family"},         {BuiltInRole, "builtIn"},
            {DimensionRole, "dimension"},   {SizeTextRole, "sizeText"},
            {MemoryTextRole, "memoryText"}, {UnderstandsWordsRole, "understandsWords"},
            {LanguagesRole, "languages"},   {LicenceRole, "licence"},
            {SpeedTextRole, "speedText"},   {VectorsRole, "vectors"},
            {ActiveRole, "active"},         {ArrivingRole, "arriving"},
            {MeasuringRole, "measuring"},   {ChoosingRole, "choosing"},
            {RemovableRole, "removable"},   {OutdatedRole, "outdated"}};
}

QVariant InstalledModels::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const ModelInfo& model = m_models[std::size_t(index.row())];
    const bool builtIn = model.family == "builtin";
    switch (role) {
    case ModelIdRole:
        return id(model);
    case NameRole:
    case Qt::DisplayRole:
        return engineText(model.name);
    case FamilyRole:
        return familyName(model.family);
    case BuiltInRole:
        return builtIn;
    case DimensionRole:
        return model.dimension;
    case SizeTextRole:
        return bytesText(model.sizeBytes);
    case MemoryTextRole:
        return model.memoryBytes > 0 ? bytesText(model.memoryBytes) : QString();
    case UnderstandsWordsRole:
        return model.understandsWords;
    case LanguagesRole:
        return QString::fromStdString(model.languages);
    case LicenceRole:
        return QString::fromStdString(model.licence);
    case SpeedTextRole:
        return model.imagesPerSecond > 0 ? IndexingStatus::describeRate(model.imagesPerSecond) : QString();
    case VectorsRole:
        return qint64(model.vectors);
    case ActiveRole:
        return model.active;
    case ArrivingRole:
        return model.arriving;
    case MeasuringRole:
        return m_measuring.contains(model.id);
    case ChoosingRole:
        return m_choosing == model.id;
    case RemovableRole:
        return !model.active && !model.arriving && (!builtIn || model.vectors > 0);
    case OutdatedRole: // the newest is listed first
        return builtIn && &model != &*std::ranges::find(m_models, model.family, &ModelInfo::family);
    default:
        return {};
    }
}

QString InstalledModels::familyName(const std::string& family)
{
    if (family == "builtin") {
        return tr("Built in");
    }
    static const std::pair<const char*, const char*> kNames[]
        = {{"clip", "CLIP"},     {"siglip", "SigLIP"}, {"siglip2", "SigLIP 2"},
           {"dinov2", "DINOv2"}, {"dinov3", "DINOv3"}, {"torchscript", "TorchScript"}};
    for (const auto& [key, name] : kNames) {
        if (family == key) {
            return QString::fromLatin1(name);
        }
    }
    return QString::fromStdString(family);
}

void InstalledModels::refresh()
{
    m_refreshTimer.stop();
    m_bridge.forget(m_request);
    m_request = m_bridge.ask<ModelsListed>(ListModels{}, this, [this](const ModelsListed& listed) {
        m_request = {};
        take(listed.models);
    });
    m_bridge.forget(m_statusRequest);
    m_statusRequest = m_bridge.ask<StatusReported>(ReportStatus{}, this, [this](const StatusReported& reported) {
        m_statusRequest = {};
        if (m_contentCount != reported.status.contents) {
            m_contentCount = reported.status.contents;
            Q_EMIT changed();
        }
    });
}

void InstalledModels::take(const std::vector<ModelInfo>& models)
{
    const auto has = [](const std::vector<ModelInfo>& list, const std::string& wanted) {
        return std::any_of(list.begin(), list.end(), [&](const ModelInfo& model) { return model.id == wanted; });
    };
    for (int row = count() - 1; row >= 0; --row) {
        if (!has(models, m_models[std::size_t(row)].id)) {
            beginRemoveRows({}, row, row);
            m_models.erase(m_models.begin() + row);
            endRemoveRows();
        }
    }
    std::vector<const ModelInfo*> fresh;
    for (int row = 0; row < int(models.size()); ++row) {
        const ModelInfo& model = models[std::size_t(row)];
        if (row < count() && m_models[std::size_t(row)].id == model.id) {
            m_models[std::size_t(row)] = model;
            continue;
        }
        const auto elsewhere = std::find_if(m_models.begin() + row, m_models.end(),
                                            [&](const ModelInfo& known) { return known.id == model.id; });
        if (elsewhere != m_models.end()) {
            const int from = int(elsewhere - m_models.begin());
            beginMoveRows({}, from, from, {}, row);
            std::rotate(m_models.begin() + row, elsewhere, elsewhere + 1);
            m_models[std::size_t(row)] = model;
            endMoveRows();
            continue;
        }
        beginInsertRows({}, row, row);
        m_models.insert(m_models.begin() + row, model);
        endInsertRows();
        fresh.push_back(&model);
    }
    if (count() > 0) {
        Q_EMIT dataChanged(index(0), index(count() - 1));
    }
    const bool first = !std::exchange(m_loaded, true);
    Q_EMIT changed();
    if (!first) {
        for (const ModelInfo* model : fresh) {
            Q_EMIT added(id(*model), engineText(model->name));
        }
    }
}

void InstalledModels::follow(bool on)
{
    m_following = on;
    if (on) {
        refresh();
    }
}

void InstalledModels::use(const QString& modelId)
{
    const QString name = nameOf(modelId);
    dismissProblem();
    m_choosing = modelId.toStdString();
    announce(modelId, {ChoosingRole});
    const auto settle = [this, modelId] {
        m_choosing.clear();
        announce(modelId, {ChoosingRole});
        refresh();
    };
    m_bridge.ask<CommandDone>(
        UseModel{modelId.toStdString()}, this, [settle](const CommandDone&) { settle(); },
        [this, settle, name](const Error& error) {
            settle();
            setProblem(tr("“%1” could not be started.").arg(name), error);
        });
}

void InstalledModels::remove(const QString& modelId)
{
    const QString name = nameOf(modelId);
    dismissProblem();
    m_bridge.ask<CommandDone>(
        RemoveModel{modelId.toStdString()}, this, [this](const CommandDone&) { refresh(); },
        [this, name](const Error& error) { setProblem(tr("“%1” could not be removed.").arg(name), error); });
}

void InstalledModels::measure(const QString& modelId)
{
    const std::string key = modelId.toStdString();
    if (!m_measuring.insert(key).second) {
        return;
    }
    announce(modelId, {MeasuringRole});
    const QString name = nameOf(modelId);
    const auto settle = [this, key, modelId] {
        m_measuring.erase(key);
        announce(modelId, {MeasuringRole});
    };
    m_bridge.ask<ModelsListed>(
        MeasureModel{key}, this,
        [this, settle](const ModelsListed& listed) {
            settle();
            take(listed.models);
        },
        [this, settle, name](const Error& error) {
            settle();
            setProblem(tr("The speed of “%1” could not be measured.").arg(name), error);
        });
}

void InstalledModels::importFolder(const QUrl& folder)
{
    if (m_importing) {
        return;
    }
    dismissProblem();
    const std::filesystem::path path = localPath(folder);
    if (path.empty()) {
        setProblem(tr("Only folders of this computer can be imported."), {ErrorCode::InvalidInput, ""});
        return;
    }
    const QString name = displayName(path);
    const auto settle = [this] {
        m_importing = {};
        Q_EMIT importingChanged();
    };
    m_importing = m_bridge.ask<ModelsListed>(
        ImportModel{path}, this,
        [this, settle](const ModelsListed& listed) {
            settle();
            take(listed.models);
        },
        [this, settle, name](const Error& error) {
            settle();
            setProblem(tr("“%1” could not be imported. A model folder holds config.json with model.safetensors as from "
                          "Hugging Face, or a TorchScript file with likeness.json.")
                           .arg(name),
                       error);
        });
    Q_EMIT importingChanged();
}

void InstalledModels::dismissProblem()
{
    if (!m_problem.isEmpty()) {
        m_problem.clear();
        m_problemDetail.clear();
        Q_EMIT problemChanged();
    }
}

void InstalledModels::setProblem(const QString& problem, const Error& error)
{
    m_problem = problem;
    m_problemDetail = QString::fromStdString(error.message);
    Q_EMIT problemChanged();
}

const ModelInfo* InstalledModels::find(const QString& modelId) const
{
    const auto it = std::find_if(m_models.begin(), m_models.end(),
                                 [wanted = modelId.toStdString()](const ModelInfo& m) { return m.id == wanted; });
    return it != m_models.end() ? &*it : nullptr;
}

const ModelInfo* InstalledModels::active() const
{
    const auto it = std::find_if(m_models.begin(), m_models.end(), [](const ModelInfo& m) { return m.active; });
    return it != m_models.end() ? &*it : nullptr;
}

const ModelInfo* InstalledModels::arriving() const
{
    const auto it = std::find_if(m_models.begin(), m_models.end(), [](const ModelInfo& m) { return m.arriving; });
    return it != m_models.end() ? &*it : nullptr;
}

QString InstalledModels::nameOf(const QString& modelId) const
{
    const ModelInfo* model = find(modelId);
    return model != nullptr ? engineText(model->name) : QString();
}

QString InstalledModels::activeId() const { return active() != nullptr ? id(*active()) : QString(); }

QString InstalledModels::activeName() const { return active() != nullptr ? engineText(active()->name) : QString(); }

QString InstalledModels::arrivingId() const { return arriving() != nullptr ? id(*arriving()) : QString(); }

QString InstalledModels::arrivingName() const
{
    return arriving() != nullptr ? engineText(arriving()->name) : QString();
}

bool InstalledModels::anyUnderstandsWords() const
{
    return std::any_of(m_models.begin(), m_models.end(), [](const ModelInfo& m) { return m.understandsWords; });
}

int InstalledModels::comparableCount() const
{
    return int(std::count_if(m_models.begin(), m_models.end(), [](const ModelInfo& m) { return m.vectors > 0; }));
}

void InstalledModels::announce(const QString& modelId, const QList<int>& roles)
{
    const ModelInfo* model = find(modelId);
    if (model != nullptr) {
        const QModelIndex at = index(int(model - m_models.data()));
        Q_EMIT dataChanged(at, at, roles);
    }
}

} // namespace likeness
