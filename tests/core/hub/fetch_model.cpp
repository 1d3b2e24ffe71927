// fetch_model HUB OWNER/NAME FOLDER: fetches a model, as a program does that may be killed meanwhile.

#include "core/hub/hub_download.h"

#include <iostream>

int main(int argc, char** argv)
{
    if (argc != 4) {
        return 2;
    }
    likeness::HubDownload::Options options;
    options.network.mirror = argv[1];
    options.repository = argv[2];
    options.folder = argv[3];
    likeness::HubDownload download(std::move(options));
    const auto plan = download.plan();
    const likeness::Status fetched = plan ? download.fetch(*plan) : likeness::Status(plan.failure());
    if (!fetched) {
        std::cerr << fetched.error().message << '\n';
    }
    return fetched ? 0 : 1;
}
