#pragma once

#include <sys/resource.h>

namespace likeness {

/// From now on everything with a lower niceness goes before this thread, and before those that it starts. Lowered, a
/// priority can never be raised again. Units: `niceness` 0 to 19, as nice(1) has it.
inline void lowerPriorityOfThisThread(int niceness)
{
    (void)::setpriority(PRIO_PROCESS, 0, niceness); // on Linux 0 is the calling thread
}

} // namespace likeness
