#include "core/embed/torch_threads.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <dlfcn.h>
#include <omp.h>
#include <thread>

namespace likeness {
namespace {

// OpenBLAS keeps a pool of its own for the whole process; calls from several threads wait for one another there,
// spinning. Debian's torch reaches it as libblas.so.3, so it may as well be another BLAS that has no such switch.
void keepBlasSerial()
{
    using SetThreads = void (*)(int);
    if (void* found = ::dlsym(RTLD_DEFAULT, "openblas_set_num_threads")) {
        reinterpret_cast<SetThreads>(found)(1);
    }
}

} // namespace

SingleTorchThread::SingleTorchThread()
{
    m_before = at::get_num_threads(); // torch sets the number once per thread, at its first question: before ours
    omp_set_num_threads(1);
    at::globalContext().setFlushDenormal(true); // for this thread only
}

SingleTorchThread::~SingleTorchThread()
{
    at::globalContext().setFlushDenormal(false);
    omp_set_num_threads(m_before);
}

int useTorchThreads(int threads)
{
    keepBlasSerial();
    const int count = threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    at::set_num_threads(count);
    return count;
}

} // namespace likeness
