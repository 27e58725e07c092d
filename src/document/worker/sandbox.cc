#include "document/worker/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HEED_SANITISED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define HEED_SANITISED 1
#endif
#endif
#ifndef HEED_SANITISED
#define HEED_SANITISED 0
#endif

namespace heed::document {
namespace {

bool limit(int what, rlim_t most) {
  rlimit now{};
  if (getrlimit(static_cast<__rlimit_resource_t>(what), &now) == 0 && now.rlim_max < most) most = now.rlim_max;
  const rlimit value{most, most};
  return setrlimit(static_cast<__rlimit_resource_t>(what), &value) == 0;
}

bool seal_files(May may) {
  landlock_ruleset_attr all{};
  all.handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                          LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
                          LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
                          LANDLOCK_ACCESS_FS_MAKE_SYM;
  const int rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0));
  if (rules < 0) return false;
  if (may == May::ReadShared)
    for (const char* folder : {"/usr/share", "/etc/fonts"}) {
      landlock_path_beneath_attr one{};
      one.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
      one.parent_fd = open(folder, O_PATH | O_CLOEXEC);
      if (one.parent_fd < 0) continue;
      (void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &one, 0);
      close(one.parent_fd);
    }
  const bool done = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return done;
}

bool seal_calls(May may) {
  // Memory, the open descriptors, the clock, and leaving: nothing else is needed to read bytes and write an answer.
  const scmp_filter_ctx filter = seccomp_init(HEED_SANITISED ? SCMP_ACT_ALLOW : SCMP_ACT_KILL_PROCESS);
  if (!filter) return false;
  bool fine = true;
  const auto allow = [&](int call) { fine = seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0 && fine; };
  const auto deny = [&](int call) { fine = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0) == 0 && fine; };
  if (HEED_SANITISED) {
    for (const int call : {SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace), SCMP_SYS(mount)}) deny(call);
  } else {
    for (const int call : {SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(pread64), SCMP_SYS(lseek), SCMP_SYS(close),
                           SCMP_SYS(fstat), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
                           SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(exit),
                           SCMP_SYS(exit_group), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom), SCMP_SYS(getpid),
                           SCMP_SYS(gettid), SCMP_SYS(tgkill), SCMP_SYS(sched_yield), SCMP_SYS(restart_syscall), SCMP_SYS(getrusage), SCMP_SYS(uname)})
      allow(call);
    // Memory that can be run is asked for by nobody honest.
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
      fine = seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, 4 /* PROT_EXEC */, 0)) == 0 && fine;
    // A library that looks for a file of its own hears that there is none, and goes on.
    if (may == May::OpenNothing) {
      for (const int call : {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(access), SCMP_SYS(readlink), SCMP_SYS(ioctl),
                             SCMP_SYS(getcwd), SCMP_SYS(fcntl), SCMP_SYS(prlimit64), SCMP_SYS(sysinfo), SCMP_SYS(socket)})
        deny(call);
    } else {
      fine = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT, O_RDONLY)) == 0 && fine;
      for (const int call : {SCMP_SYS(newfstatat), SCMP_SYS(access), SCMP_SYS(faccessat2), SCMP_SYS(getdents64), SCMP_SYS(readlink), SCMP_SYS(fcntl),
                             SCMP_SYS(getcwd), SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(sysinfo), SCMP_SYS(prlimit64), SCMP_SYS(ioctl)})
        allow(call);
      for (const int call : {SCMP_SYS(open), SCMP_SYS(stat), SCMP_SYS(socket)}) deny(call);
    }
  }
  fine = seccomp_load(filter) == 0 && fine;
  seccomp_release(filter);
  return fine;
}

}  // namespace

Seal seal(May may, std::uint64_t memory, int seconds) {
  Seal done;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_DUMPABLE, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const rlim_t cpu = static_cast<rlim_t>(seconds) + 1;
  done.limits = limit(RLIMIT_CPU, cpu) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 32);
  if (!HEED_SANITISED) {
    // What it allocates, and a wider bound for everything mapped, for libraries and the file itself are mapped as well.
    done.limits = limit(RLIMIT_DATA, memory) && limit(RLIMIT_AS, memory + (1ull << 30)) && done.limits;
  }
  done.files = seal_files(may);
  done.calls = seal_calls(may);
  return done;
}

}  // namespace heed::document
