/* Preloaded, it makes every flush to disk take SLOWSYNC_US microseconds longer: what group commit is worth shows only
 * on a disk whose flush costs something, and the virtual disks that tests run on answer in a few microseconds.
 *     cc -O2 -shared -fPIC slowsync.c -o slowsync.so -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int slowly(const char *name, int descriptor)
{
    int (*flush)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int result = flush(descriptor);
    int error = errno;
    const char *wait = getenv("SLOWSYNC_US");
    if (wait) usleep((useconds_t)strtoul(wait, NULL, 10));
    errno = error;
    return result;
}

int fsync(int descriptor) { return slowly("fsync", descriptor); }
int fdatasync(int descriptor) { return slowly("fdatasync", descriptor); }
