#pragma once

namespace likeness {

/// Starts Exiv2: its XMP parser is one for the whole process and is made to lock itself; its log is silenced.
void initialiseMetadata();

} // namespace likeness
