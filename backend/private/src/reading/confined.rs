//! What a reading process gives up before it sees a byte: memory and time beyond limits, files, network, other processes. In: limits. Out: a process that
//! can compute, read and write its pipes, and end. Linux: resource limits (setrlimit(2)) and a list of allowed system calls (seccomp(2)); every other
//! call fails with EPERM, so nothing can be opened, connected or started.

use serde::{Deserialize, Serialize};

/// What a reading process may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Address space in bytes beyond what is read.
    pub memory_bytes: u64,
    /// Seconds, of the clock and of the processor.
    pub seconds: u64,
    /// What happens where the kernel confines nothing.
    pub confinement: Confinement,
}

/// Whether reading without confinement is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confinement {
    /// What can't be confined doesn't read; applications wait and an alarm says why.
    #[default]
    Required,
    /// A process of its own, but with all its rights, where the kernel knows no better.
    IfPossible,
}

/// Why a process is not confined.
#[derive(Debug, thiserror::Error)]
pub enum ConfinementError {
    /// setrlimit(2).
    #[error("the limit on {0} could not be set: {1}")]
    Limit(&'static str, std::io::Error),
    /// seccomp(2).
    #[error("system calls could not be restricted: {0}")]
    Calls(String),
    /// Another operating system.
    #[error("this operating system has no way of confining that we use")]
    Unsupported,
}

impl Limits {
    /// With room for the bytes that are read: sealed, opened and once more on the way out.
    #[must_use]
    pub(super) fn beyond(self, bytes: u64) -> Self {
        Self { memory_bytes: self.memory_bytes.saturating_add(bytes.saturating_mul(5)), ..self }
    }

    /// As the command line says them.
    #[must_use]
    pub fn arguments(&self) -> [String; 3] {
        let confinement = match self.confinement {
            Confinement::Required => "required",
            Confinement::IfPossible => "if-possible",
        };
        [self.memory_bytes.to_string(), self.seconds.to_string(), confinement.to_owned()]
    }

    /// As the command line said them.
    #[must_use]
    pub fn from_arguments(arguments: &[String]) -> Option<Self> {
        let [memory_bytes, seconds, confinement] = arguments else { return None };
        let confinement = match confinement.as_str() {
            "required" => Confinement::Required,
            "if-possible" => Confinement::IfPossible,
            _ => return None,
        };
        Some(Self { memory_bytes: memory_bytes.parse().ok()?, seconds: seconds.parse().ok()?, confinement })
    }
}

/// Confines this process, for good.
pub(super) fn confine(limits: &Limits) -> Result<(), ConfinementError> {
    match (try_confine(limits), limits.confinement) {
        (Err(_), Confinement::IfPossible) => Ok(()),
        (result, _) => result,
    }
}

#[cfg(not(target_os = "linux"))]
fn try_confine(_: &Limits) -> Result<(), ConfinementError> {
    Err(ConfinementError::Unsupported)
}

#[cfg(target_os = "linux")]
fn try_confine(limits: &Limits) -> Result<(), ConfinementError> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |what, resource, most: u64| {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })
            .map_err(|error| ConfinementError::Limit(what, error.into()))
    };
    limit("memory", Resource::As, limits.memory_bytes)?;
    limit("processor time", Resource::Cpu, limits.seconds)?;
    limit("file size", Resource::Fsize, 0)?;
    limit("core dumps", Resource::Core, 0)?;
    restrict_calls().map_err(ConfinementError::Calls)
}

#[cfg(target_os = "linux")]
fn restrict_calls() -> Result<(), String> {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};
    let architecture = std::env::consts::ARCH.try_into().map_err(|error| format!("{error}"))?;
    let denied = SeccompAction::Errno(u32::try_from(libc::EPERM).unwrap_or(1));
    let rules = CALLS.iter().map(|call| (*call, vec![])).collect();
    let filter = SeccompFilter::new(rules, denied, SeccompAction::Allow, architecture).map_err(|error| error.to_string())?;
    let program: BpfProgram = filter.try_into().map_err(|error: seccompiler::BackendError| error.to_string())?;
    seccompiler::apply_filter_all_threads(&program).map_err(|error| error.to_string())
}

/// What computing, the allocator, locks, panics and ending need. Neither `open` nor `socket`, `clone`, `execve`, `ptrace`, `ioctl` is among it, nor any way of
/// sending signals, which would reach all processes of this user: abort(3) ends by an instruction that is none.
#[cfg(target_os = "linux")]
const CALLS: &[i64] = &[
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_getrandom,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];
