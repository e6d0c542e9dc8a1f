/* Gives build scripts the same random numbers at each run: one of them (minify-html-common's) writes its table in the
   order of a hash map. Loaded by tools/release; compilers and all else get numbers from the system. */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

ssize_t getrandom(void *to, size_t length, unsigned int flags) {
  static const char name[] = "build-script-";
  if (strncmp(program_invocation_short_name, name, sizeof name - 1) != 0) {
    return syscall(SYS_getrandom, to, length, flags);
  }
  memset(to, 0, length);
  return (ssize_t)length;
}
