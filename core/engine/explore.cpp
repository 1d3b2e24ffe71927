#include "core/engine/likeness_engine.h"

namespace likeness {

void LikenessEngine::handle(RequestId request, LoadMap /*command*/)
{
    m_sink(MapLoaded{request, std::make_shared<const PhotoMap>()});
}

void LikenessEngine::handle(RequestId request, RelayoutMap /*command*/)
{
    reply(request, fail(ErrorCode::Unsupported, "there is no map yet"));
}

void LikenessEngine::handle(RequestId request, ListClusters /*command*/) { m_sink(ClustersListed{request, {}, 0}); }

void LikenessEngine::handle(RequestId request, NameCluster /*command*/)
{
    reply(request, fail(ErrorCode::NotFound, "there are no clusters yet"));
}

void LikenessEngine::handle(RequestId request, PinCluster /*command*/)
{
    reply(request, fail(ErrorCode::NotFound, "there are no clusters yet"));
}

} // namespace likeness
