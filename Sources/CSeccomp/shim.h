#define _GNU_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// Swift sees neither functions with variable arguments nor macros with any.

static const int shim_path_only = O_PATH;

static inline int shim_prctl(int option, unsigned long value) { return prctl(option, value, 0, 0, 0); }

static inline int shim_close_all_from(unsigned first) { return (int)syscall(SYS_close_range, first, ~0U, 0); }

static inline uint32_t shim_refuse_with(uint16_t code) { return SCMP_ACT_ERRNO(code); }

static inline int shim_landlock_version(void) {
  return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static inline int shim_landlock_create(const struct landlock_ruleset_attr *attributes, size_t size) {
  return (int)syscall(SYS_landlock_create_ruleset, attributes, size, 0);
}

static inline int shim_landlock_allow(int ruleset, int folder, uint64_t rights) {
  struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = folder};
  return (int)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

static inline int shim_landlock_restrict(int ruleset) {
  return (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
}
