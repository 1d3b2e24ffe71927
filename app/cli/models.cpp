#include "app/cli/commands.h"
#include "app/cli/text.h"

#include <algorithm>
#include <set>

namespace likeness::cli {
namespace {

ExitCode showModel(const std::string& id, Session& session)
{
    const Result<ModelsListed> listed = session.client.ask<ModelsListed>(ListModels{});
    if (!listed) {
        return failed(session, listed.error());
    }
    const auto found = std::find_if(listed->models.begin(), listed->models.end(),
                                    [&](const ModelInfo& model) { return model.id == id; });
    if (found == listed->models.end()) {
        return failed(session, {ErrorCode::NotFound, "there is no model " + id + "; `likeness-cli models` lists them"});
    }
    session.report.model(*found);
    return ExitCode::Done;
}

/// Keeps what `--mirror` and `--proxy` say.
Status keepNetwork(const ModelsCommand& command, Session& session)
{
    if (!command.mirror && !command.proxy) {
        return {};
    }
    const Result<CatalogueListed> listed = session.client.ask<CatalogueListed>(ListCatalogue{});
    if (!listed) {
        return listed.failure();
    }
    NetworkSettings network = listed->network;
    network.mirror = command.mirror.value_or(network.mirror);
    network.proxy = command.proxy.value_or(network.proxy);
    return session.client.tell(SetNetwork{network});
}

/// "google/siglip2-base-patch16-224 has 1.5 GB to download, 0.2 GB of it are here already. Its licence is Apache-2.0."
std::string offer(const DownloadSized& sized, const CatalogueModel* known)
{
    std::string text = printable(sized.repository) + " has " + sizeText(sized.totalBytes) + " to download";
    text += sized.haveBytes > 0 ? ", of which " + sizeText(sized.haveBytes) + " are here already. " : ". ";
    if (known == nullptr) {
        return text + "Its licence stands on its page on the hub.";
    }
    text += "Its licence is " + printable(known->licence) + ".";
    return known->terms.empty() ? text : text + " " + printable(known->terms);
}

ExitCode download(const std::string& repository, bool asks, Session& session)
{
    const Result<CatalogueListed> catalogue = session.client.ask<CatalogueListed>(ListCatalogue{});
    if (!catalogue) {
        return failed(session, catalogue.error());
    }
    const auto found = std::find_if(catalogue->models.begin(), catalogue->models.end(),
                                    [&](const CatalogueModel& model) { return model.repository == repository; });
    const CatalogueModel* known = found == catalogue->models.end() ? nullptr : &*found;
    if (known != nullptr && !known->fetchable) {
        return failed(session, {ErrorCode::Unsupported, repository + " cannot be fetched from here. " + known->terms});
    }
    const Result<DownloadSized> sized = session.client.ask<DownloadSized>(SizeDownload{repository});
    if (!sized) {
        return failed(session, sized.error());
    }
    if (!session.json) {
        session.console.note(offer(*sized, known));
    }
    const auto interrupted = [&session] { return session.client.interrupted(); };
    if (asks && session.mayAsk && !session.console.confirms("Download it?", session.in, interrupted)) {
        session.console.note("Nothing was downloaded.");
        return ExitCode::Done;
    }
    std::set<std::string> before;
    if (const Result<ModelsListed> listed = session.client.ask<ModelsListed>(ListModels{})) {
        for (const ModelInfo& model : listed->models) {
            before.insert(model.id);
        }
    }
    const Result<ModelsListed> listed = session.client.ask<ModelsListed>(DownloadModel{repository});
    session.console.progress().finishLine();
    if (!listed) {
        const bool isStopped = listed.error().code == ErrorCode::Cancelled;
        const std::string goesOn = "stopped; what has arrived is kept, and `likeness-cli models download " + repository
                                   + "` goes on from there";
        return failed(session, isStopped ? Error{ErrorCode::Cancelled, goesOn} : listed.error());
    }
    session.report.models(listed->models);
    for (const ModelInfo& model : listed->models) {
        if (!before.contains(model.id)) {
            session.console.note("`likeness-cli models use " + printable(model.id) + "` makes it the active one.");
        }
    }
    return ExitCode::Done;
}

} // namespace

ExitCode runModels(const ModelsCommand& command, Session& session)
{
    if (Status kept = keepNetwork(command, session); !kept) {
        return failed(session, kept.error(),
                      kept.error().code == ErrorCode::InvalidInput ? ExitCode::WrongUsage : ExitCode::Failed);
    }
    switch (command.action) {
    case ModelsCommand::Action::Info:
        return showModel(command.argument, session);
    case ModelsCommand::Action::Download:
        return download(command.argument, command.asks, session);
    case ModelsCommand::Action::Remove:
        return outcome(session, session.client.tell(RemoveModel{command.argument}));
    case ModelsCommand::Action::Catalogue: {
        const Result<CatalogueListed> listed = session.client.ask<CatalogueListed>(ListCatalogue{});
        if (!listed) {
            return failed(session, listed.error());
        }
        session.report.catalogue(listed->models);
        return ExitCode::Done;
    }
    case ModelsCommand::Action::Use: {
        const Status used = session.client.tell(UseModel{command.argument});
        if (used) {
            session.console.note("Run `likeness-cli index` to embed the photos with this model.");
        }
        return outcome(session, used);
    }
    case ModelsCommand::Action::Measure: {
        const Result<ModelsListed> measured = session.client.ask<ModelsListed>(MeasureModel{command.argument});
        return measured ? showModel(command.argument, session) : failed(session, measured.error());
    }
    case ModelsCommand::Action::List:
    case ModelsCommand::Action::Import:
        break;
    }
    const bool isImport = command.action == ModelsCommand::Action::Import;
    const Result<ModelsListed> listed
        = session.client.ask<ModelsListed>(isImport ? Command(ImportModel{command.argument}) : Command(ListModels{}));
    if (!listed) {
        return failed(session, listed.error());
    }
    session.report.models(listed->models);
    return ExitCode::Done;
}

} // namespace likeness::cli
