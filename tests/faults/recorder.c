/* Records what a process does to the files of one folder: every write, truncation, sync, creation, removal and renaming,
   with the bytes, in the order in which the kernel did them. Loaded with LD_PRELOAD.

   RECORD_FOLDER   the folder (absolute)
   RECORD_LOG      the file that the recording is appended to (outside of the folder)
   RECORD_SWALLOW  optional: syncs of files whose name ends with this are not done and not recorded
   RECORD_SPARED   how many of those are done all the same before that begins

   One record: struct entry, then the name, then the bytes. recording.py reads it. A sync is two records: what was
   written before its begin is on the disk at its end. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { CREATE = 1, WRITE, TRUNCATE, SYNC_BEGIN, SYNC_END, UNLINK, RENAME, MKDIR };

struct entry {
    uint32_t op;
    uint32_t name_length;
    int64_t at;     /* CLOCK_MONOTONIC, ns */
    int64_t offset; /* of a write; new length; number of a sync */
    uint64_t length; /* of the bytes that follow the name */
};

#define FILES 4096
static char *names[FILES]; /* name inside the folder by descriptor; "" is the folder itself */
static char folder[PATH_MAX];
static size_t folder_length;
static const char *swallowed;
static int spared;
static int log_fd = -1;
static int64_t syncs;
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

#define REAL(result, name, ...)                                    \
    static result (*real)(__VA_ARGS__);                            \
    if (!real) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void begin(void) {
    const char *where = getenv("RECORD_FOLDER"), *log = getenv("RECORD_LOG");
    swallowed = getenv("RECORD_SWALLOW");
    spared = atoi(getenv("RECORD_SPARED") ? getenv("RECORD_SPARED") : "0");
    if (!where || !log || !realpath(where, folder)) return;
    folder_length = strlen(folder);
    log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(const void *bytes, size_t length) {
    const char *from = bytes;
    while (length) {
        ssize_t n = syscall(SYS_write, log_fd, from, length);
        if (n < 0) {
            if (errno == EINTR) continue;
            abort(); /* a recording with a hole is worse than none */
        }
        from += n;
        length -= n;
    }
}

static void record(uint32_t op, const char *name, int64_t offset, const void *bytes, size_t length) {
    struct timespec now;
    int kept = errno;
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct entry e = {op, strlen(name), now.tv_sec * 1000000000LL + now.tv_nsec, offset, length};
    put(&e, sizeof e);
    put(name, e.name_length);
    put(bytes, length);
    errno = kept;
}

/* The name inside the folder, "" for the folder itself, NULL for anything else. */
static const char *inside(int at, const char *path, char *full) {
    char relative[PATH_MAX];
    if (log_fd < 0 || !path) return NULL;
    if (path[0] == '/') {
        snprintf(relative, sizeof relative, "%s", path);
    } else if (at == AT_FDCWD) {
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here)) return NULL;
        if (snprintf(relative, sizeof relative, "%s/%s", here, path) >= (int)sizeof relative) return NULL;
    } else {
        return NULL;
    }
    snprintf(full, PATH_MAX, "%s", relative);
    if (strncmp(full, folder, folder_length)) return NULL;
    const char *rest = full + folder_length;
    if (!*rest) return rest;
    if (*rest != '/') return NULL;
    while (*rest == '/') rest++;
    return rest;
}

static void remember(int fd, const char *name) {
    if (fd < 0 || fd >= FILES) return;
    free(names[fd]);
    names[fd] = name ? strdup(name) : NULL;
}

static const char *name_of(int fd) { return log_fd >= 0 && fd >= 0 && fd < FILES ? names[fd] : NULL; }

static int open_recorded(int at, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    const char *name = inside(at, path, full);
    if (!name) return syscall(SYS_openat, at, path, flags, mode);
    pthread_mutex_lock(&order);
    struct stat before;
    int was_there = !stat(full, &before);
    int fd = syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0) {
        remember(fd, name);
        if (!was_there) record(CREATE, name, 0, "", 0);
        else if ((flags & O_TRUNC) && *name) record(TRUNCATE, name, 0, "", 0);
    }
    pthread_mutex_unlock(&order);
    return fd;
}

#define MODE(flags)                                       \
    mode_t mode = 0;                                      \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                \
        va_list more;                                     \
        va_start(more, flags);                            \
        mode = va_arg(more, mode_t);                      \
        va_end(more);                                     \
    }

int open(const char *path, int flags, ...) { MODE(flags) return open_recorded(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_recorded(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return open_recorded(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return open_recorded(at, path, flags | O_LARGEFILE, mode); }

int close(int fd) {
    REAL(int, "close", int);
    if (name_of(fd)) {
        pthread_mutex_lock(&order);
        remember(fd, NULL);
        pthread_mutex_unlock(&order);
    }
    return real(fd);
}

static ssize_t written(int fd, const void *bytes, size_t length, off_t offset, int moves) {
    const char *name = name_of(fd);
    if (!name)
        return moves ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
    pthread_mutex_lock(&order);
    off_t at = moves ? lseek(fd, 0, SEEK_CUR) : offset;
    ssize_t n = moves ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
    if (n > 0) record(WRITE, name, at, bytes, n);
    pthread_mutex_unlock(&order);
    return n;
}

ssize_t write(int fd, const void *bytes, size_t length) { return written(fd, bytes, length, 0, 1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return written(fd, bytes, length, offset, 0); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return written(fd, bytes, length, offset, 0); }

static int truncated(int fd, off_t length) {
    const char *name = name_of(fd);
    if (!name) return syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&order);
    int result = syscall(SYS_ftruncate, fd, length);
    if (!result) record(TRUNCATE, name, length, "", 0);
    pthread_mutex_unlock(&order);
    return result;
}

int ftruncate(int fd, off_t length) { return truncated(fd, length); }
int ftruncate64(int fd, off64_t length) { return truncated(fd, length); }

static int ends_with(const char *name, const char *tail) {
    size_t n = strlen(name), t = strlen(tail);
    return n >= t && !strcmp(name + n - t, tail);
}

static int synced(int fd, long call) {
    const char *name = name_of(fd);
    if (!name) return syscall(call, fd);
    pthread_mutex_lock(&order);
    if (swallowed && ends_with(name, swallowed) && spared-- <= 0) {
        pthread_mutex_unlock(&order);
        return 0;
    }
    int64_t number = ++syncs;
    record(SYNC_BEGIN, name, number, "", 0);
    pthread_mutex_unlock(&order);
    int result = syscall(call, fd);
    pthread_mutex_lock(&order);
    if (!result) record(SYNC_END, name, number, "", 0);
    pthread_mutex_unlock(&order);
    return result;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int unlink(const char *path) {
    char full[PATH_MAX];
    const char *name = inside(AT_FDCWD, path, full);
    REAL(int, "unlink", const char *);
    if (!name) return real(path);
    pthread_mutex_lock(&order);
    int result = real(path);
    if (!result) record(UNLINK, name, 0, "", 0);
    pthread_mutex_unlock(&order);
    return result;
}

int mkdir(const char *path, mode_t mode) {
    char full[PATH_MAX];
    const char *name = inside(AT_FDCWD, path, full);
    REAL(int, "mkdir", const char *, mode_t);
    if (!name) return real(path, mode);
    pthread_mutex_lock(&order);
    int result = real(path, mode);
    if (!result) record(MKDIR, name, 0, "", 0);
    pthread_mutex_unlock(&order);
    return result;
}

int rename(const char *from, const char *to) {
    char full_from[PATH_MAX], full_to[PATH_MAX];
    const char *old = inside(AT_FDCWD, from, full_from), *new = inside(AT_FDCWD, to, full_to);
    REAL(int, "rename", const char *, const char *);
    if (!old || !new) return real(from, to);
    pthread_mutex_lock(&order);
    int result = real(from, to);
    if (!result) record(RENAME, old, 0, new, strlen(new));
    pthread_mutex_unlock(&order);
    return result;
}
