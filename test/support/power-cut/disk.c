// A disk that is watched, for LD_PRELOAD. Every change below the folder DISK_ROOT goes through as usual
// and is also appended to the log DISK_LOG: in order, with each sync, and with each HTTP answer at the
// moment it leaves the process. From the log disk.ts tells what a power cut at any moment leaves.
//
// Nothing is really synced: what is on disk is what the log says. While the folder DISK_CONDITIONS
// holds a file of that name, the disk misbehaves:
//   hang   a sync does not return
//   full   a write fails: no space
//   broken a sync fails, and what it should have synced never reaches the disk, as on Linux. There a failed sync is
//          told of by the next sync of every descriptor that had the file open, not by the first alone (errseq_t,
//          since 4.13): else a commit would not learn that another thread's sync has lost its writes.
//
// One record is one appending write, so that threads and processes share the log.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

// The same numbers as in disk-log.ts.
enum kind { OPENED = 1, WRITTEN, TRUNCATED, SYNCED, SYNC_FAILED, UNLINKED, RENAMED, ANSWERED };

struct record {
  uint32_t kind;
  uint32_t length;  // of what follows
  uint64_t file;    // inode; of an answer the client's port
  uint64_t offset;  // see each use
};

#define REAL(name) \
  static __typeof__(name) *real; \
  if (real == NULL) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static const char *root, *conditions;
static size_t root_length;
static dev_t device;
static int log_fd = -1;

#define MAX_FILES 256
static _Atomic uint64_t files[MAX_FILES];
static atomic_uint file_count;
/** Number of syncs of each file that have failed, and how many of them each descriptor has been told of. */
static atomic_uint failures[MAX_FILES];
#define MAX_DESCRIPTORS 4096
static atomic_uint known_failures[MAX_DESCRIPTORS];

__attribute__((constructor)) static void start(void) {
  root = getenv("DISK_ROOT");
  conditions = getenv("DISK_CONDITIONS");
  const char *log = getenv("DISK_LOG");
  struct stat status;
  if (root == NULL || log == NULL || stat(root, &status) != 0) return;
  root_length = strlen(root);
  device = status.st_dev;
  log_fd = open(log, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static void append(enum kind kind, uint64_t file, uint64_t offset, const void *bytes, size_t length) {
  REAL(writev);
  struct record record = {kind, (uint32_t)length, file, offset};
  struct iovec parts[2] = {{&record, sizeof record}, {(void *)bytes, length}};
  // A log with a gap would prove nothing.
  if (real(log_fd, parts, 2) != (ssize_t)(sizeof record + length)) abort();
}

static int misbehaves(const char *condition) {
  char path[4096];
  if (conditions == NULL) return 0;
  snprintf(path, sizeof path, "%s/%s", conditions, condition);
  return access(path, F_OK) == 0;
}

static int is_below_root(const char *path) {
  if (log_fd < 0 || strncmp(path, root, root_length) != 0) return 0;
  return path[root_length] == '/' || path[root_length] == 0;
}

/** Place of a descriptor's file among those of the disk, or -1. */
static int place(int fd) {
  struct stat status;
  if (log_fd < 0 || fstat(fd, &status) != 0 || status.st_dev != device) return -1;
  if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) return -1;
  unsigned count = atomic_load(&file_count);
  for (unsigned index = 0; index < count; index++)
    if (atomic_load(&files[index]) == status.st_ino) return (int)index;
  return -1;
}

/** Inode of a descriptor that belongs to the disk, or 0. */
static uint64_t watched(int fd) {
  int index = place(fd);
  return index < 0 ? 0 : atomic_load(&files[index]);
}

/** What was opened; offset of its record. */
enum { WAS_THERE, NEW_FILE, NEW_FOLDER };

static void watch(int fd, const char *path, int created, int truncated) {
  struct stat status;
  if (fd < 0 || fstat(fd, &status) != 0) return;
  if (watched(fd) == 0) {
    unsigned index = atomic_fetch_add(&file_count, 1);
    if (index >= MAX_FILES) abort();
    atomic_store(&files[index], status.st_ino);
  }
  if (fd >= MAX_DESCRIPTORS) abort();
  atomic_store(&known_failures[fd], atomic_load(&failures[place(fd)]));
  append(OPENED, status.st_ino, created ? NEW_FILE : WAS_THERE, path, strlen(path));
  if (truncated) append(TRUNCATED, status.st_ino, 0, NULL, 0);
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = va_arg(rest, mode_t); \
    va_end(rest); \
    int is_ours = is_below_root(path); \
    int created = is_ours && (flags & O_CREAT) && access(path, F_OK) != 0; \
    int fd = real(path, flags, mode); \
    if (is_ours) watch(fd, path, created, flags & O_TRUNC); \
    return fd; \
  }
OPEN(open)
OPEN(open64)

/** Tells of a write before it is done; -1 where it must not be done. */
static int written(int fd, const struct iovec *parts, int count, off_t offset) {
  uint64_t file = watched(fd);
  if (file == 0) return 0;
  if (misbehaves("full")) {
    errno = ENOSPC;
    return -1;
  }
  for (int index = 0; index < count; index++) {
    append(WRITTEN, file, (uint64_t)offset, parts[index].iov_base, parts[index].iov_len);
    offset += (off_t)parts[index].iov_len;
  }
  return 0;
}

/** Where the next write without an offset goes. */
static off_t position(int fd) {
  struct stat status;
  int flags = fcntl(fd, F_GETFL);
  if (flags >= 0 && (flags & O_APPEND) && fstat(fd, &status) == 0) return status.st_size;
  return lseek(fd, 0, SEEK_CUR);
}

/** Tells of an answer before it leaves; offset: the process, since ports are used again. */
static void answered(int fd, const void *bytes, size_t length) {
  struct sockaddr_in6 peer;
  socklen_t size = sizeof peer;
  if (log_fd < 0 || length < 9 || memcmp(bytes, "HTTP/1.1 ", 9) != 0) return;
  if (getpeername(fd, (struct sockaddr *)&peer, &size) != 0) return;
  // The port stands at the same place in both families.
  append(ANSWERED, ntohs(peer.sin6_port), (uint64_t)getpid(), bytes, length < 1024 ? length : 1024);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(write);
  struct iovec part = {(void *)bytes, length};
  if (watched(fd) != 0 && written(fd, &part, 1, position(fd)) != 0) return -1;
  answered(fd, bytes, length);
  return real(fd, bytes, length);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev);
  if (watched(fd) != 0 && written(fd, parts, count, position(fd)) != 0) return -1;
  if (count > 0) answered(fd, parts[0].iov_base, parts[0].iov_len);
  return real(fd, parts, count);
}

#define PWRITE(name) \
  ssize_t name(int fd, const void *bytes, size_t length, off_t offset) { \
    REAL(name); \
    struct iovec part = {(void *)bytes, length}; \
    return written(fd, &part, 1, offset) == 0 ? real(fd, bytes, length, offset) : -1; \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

#define PWRITEV(name) \
  ssize_t name(int fd, const struct iovec *parts, int count, off_t offset) { \
    REAL(name); \
    return written(fd, parts, count, offset) == 0 ? real(fd, parts, count, offset) : -1; \
  }
PWRITEV(pwritev)
PWRITEV(pwritev64)

#define FTRUNCATE(name) \
  int name(int fd, off_t size) { \
    REAL(name); \
    uint64_t file = watched(fd); \
    if (file != 0) append(TRUNCATED, file, (uint64_t)size, NULL, 0); \
    return real(fd, size); \
  }
FTRUNCATE(ftruncate)
FTRUNCATE(ftruncate64)

/** A sync covers what was written when it began; offset: how far the log went then. */
static int synced(int fd) {
  struct stat log;
  uint64_t file = watched(fd);
  if (file == 0 || fstat(log_fd, &log) != 0) return 0;
  while (misbehaves("hang")) usleep(5000);
  int broken = misbehaves("broken");
  append(broken ? SYNC_FAILED : SYNCED, file, (uint64_t)log.st_size, NULL, 0);
  atomic_uint *failed = &failures[place(fd)];
  unsigned now = broken ? atomic_fetch_add(failed, 1) + 1 : atomic_load(failed);
  if (atomic_exchange(&known_failures[fd], now) == now) return 0;
  errno = EIO;
  return -1;
}

int fsync(int fd) { return synced(fd); }
int fdatasync(int fd) { return synced(fd); }

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  struct stat status;
  int result = real(path, mode);
  if (result == 0 && is_below_root(path) && stat(path, &status) == 0)
    append(OPENED, status.st_ino, NEW_FOLDER, path, strlen(path));
  return result;
}

int unlink(const char *path) {
  REAL(unlink);
  int result = real(path);
  if (result == 0 && is_below_root(path)) append(UNLINKED, 0, 0, path, strlen(path));
  return result;
}

int rename(const char *from, const char *to) {
  REAL(rename);
  int result = real(from, to);
  if (result == 0 && is_below_root(to)) {
    char both[8192];
    size_t length = (size_t)snprintf(both, sizeof both, "%s%c%s", from, 0, to);
    append(RENAMED, 0, 0, both, length);
  }
  return result;
}
