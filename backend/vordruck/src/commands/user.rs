//! `vordruck user`: the clerks' accounts. In: the private side's configuration; passwords from standard input, never from the command
//! line, where every process of the machine can read them. Out: the account's new state; what is wrong, and what to do about it. Every change stands in
//! the audit log as the command line's.

use super::{Failure, print};
use crate::config;
use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use vordruck_contract::accounts::UserStatus;
use vordruck_private::clock::{SystemClock, SystemRandomness};
use vordruck_private::{Grant, InvitationLink, PrivateSide, RoleChange, StaffAccount, StaffError, StaffMember};
use zeroize::Zeroizing;

/// Manage the clerks' accounts.
#[derive(Debug, clap::Args)]
pub(crate) struct UserCommand {
    /// The configuration file; its table `private` is read.
    #[arg(long, env = "VORDRUCK_CONFIG", global = true, default_value = "vordruck.toml")]
    config: PathBuf,
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Add a user; the first line of standard input is the password.
    Add {
        /// User name.
        name: String,
        #[command(flatten)]
        who: Who,
    },
    /// Add a user who sets the password with a link; for a user who is there already, a new link after losing password, passkey or second factor.
    Invite {
        /// User name.
        name: String,
        #[command(flatten)]
        who: MaybeWho,
    },
    /// Lock a user: nobody signs in with the account, and its sessions end at once.
    Lock {
        /// User name.
        name: String,
    },
    /// Unlock a user.
    Unlock {
        /// User name.
        name: String,
    },
    /// Change what a user may do; without an option, say what it is.
    Role {
        /// User name.
        name: String,
        /// The user may read this, too: `tenant/service`, or `tenant/*` for all services. Can be given more than once.
        #[arg(long)]
        grant: Vec<Grant>,
        /// The user may read this no longer, written as it was granted. Can be given more than once.
        #[arg(long)]
        revoke: Vec<Grant>,
        /// The user manages this tenant's users in the web app, too. Can be given more than once.
        #[arg(long)]
        administers: Vec<String>,
        /// The user manages this tenant's users no longer. Can be given more than once.
        #[arg(long)]
        no_longer_administers: Vec<String>,
    },
    /// Set a password and end the user's sessions; the first line of standard input is the password.
    SetPassword {
        /// User name.
        name: String,
    },
    /// Remove a user and end the sessions.
    Remove {
        /// User name.
        name: String,
    },
    /// List users, columns separated by tabs: name, display name, state, second factor, last sign-in, permissions.
    List {
        /// Only those who have to do with this tenant.
        #[arg(long)]
        tenant: Option<String>,
    },
}

/// A new user.
#[derive(Debug, clap::Args)]
struct Who {
    /// What people call the user.
    #[arg(long)]
    display_name: String,
    /// What the user may read: `tenant/service`, or `tenant/*` for all services. Can be given more than once.
    #[arg(long = "grant", required_unless_present = "administers")]
    grants: Vec<Grant>,
    /// Tenant whose users the user manages in the web app. Can be given more than once.
    #[arg(long)]
    administers: Vec<String>,
}

/// A new user, or nothing for one who is there.
#[derive(Debug, clap::Args)]
struct MaybeWho {
    /// What people call the new user; without it the user has to be there already.
    #[arg(long)]
    display_name: Option<String>,
    /// What the new user may read: `tenant/service`, or `tenant/*` for all services. Can be given more than once.
    #[arg(long = "grant", requires = "display_name")]
    grants: Vec<Grant>,
    /// Tenant whose users the new user manages in the web app. Can be given more than once.
    #[arg(long, requires = "display_name")]
    administers: Vec<String>,
}

impl UserCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let settings = config::private_side(&self.config)?;
        let office = Office {
            tenants: settings.tenants.keys().cloned().collect(),
            address: settings.server.public_url.clone().unwrap_or_else(|| format!("http://localhost:{}", settings.server.listen.port())),
        };
        tokio::runtime::Runtime::new()?.block_on(async {
            let side = PrivateSide::open(settings, Arc::new(SystemClock), Arc::new(SystemRandomness)).await?;
            let done = self.action.run(&side, &office).await;
            side.close().await;
            done
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// What the configuration says of tenants and the postbox's address.
struct Office {
    tenants: BTreeSet<String>,
    address: String,
}

impl Action {
    async fn run(self, side: &PrivateSide, office: &Office) -> Result<(), Failure> {
        match self {
            Self::Add { name, who } => {
                let member = who.member(&name, office)?;
                let password = password()?;
                side.add_user(member, password).await.map_err(|fault| advice(fault, &name))?;
                print(format_args!("{name}: added"))
            }
            Self::Invite { name, who } => {
                let member = who.member(&name, office)?;
                let link = side.invite_user(&name, member).await.map_err(|fault| advice(fault, &name))?;
                office.hand_over(&name, &link)
            }
            Self::Lock { name } => {
                let is_changed = side.lock_user(&name, true).await.map_err(|fault| advice(fault, &name))?;
                print(format_args!("{name}: {}", if is_changed { "locked, sessions ended" } else { "is locked already" }))
            }
            Self::Unlock { name } => {
                let is_changed = side.lock_user(&name, false).await.map_err(|fault| advice(fault, &name))?;
                print(format_args!("{name}: {}", if is_changed { "unlocked" } else { "is not locked" }))
            }
            Self::Role { name, grant, revoke, administers, no_longer_administers } => {
                office.expect_tenants(grant.iter().map(|grant| grant.tenant.as_str()).chain(administers.iter().map(String::as_str)))?;
                let change = RoleChange { grant, revoke, administers, no_longer_administers };
                let account = side.change_role(&name, change).await.map_err(|fault| advice(fault, &name))?;
                print(format_args!("{}: {}", account.member.name, permissions(&account)))
            }
            Self::SetPassword { name } => {
                let password = password()?;
                side.set_password(&name, password).await.map_err(|fault| advice(fault, &name))?;
                print(format_args!("{name}: password set, sessions ended"))
            }
            Self::Remove { name } => {
                side.remove_user(&name).await.map_err(|fault| advice(fault, &name))?;
                print(format_args!("{name}: removed, sessions ended"))
            }
            Self::List { tenant } => {
                office.expect_tenants(tenant.as_deref())?;
                for account in side.list_users().await? {
                    if tenant.as_ref().is_none_or(|tenant| reaches(&account, tenant)) {
                        print(line(&account))?;
                    }
                }
                Ok(())
            }
        }
    }
}

impl Who {
    fn member(self, name: &str, office: &Office) -> Result<StaffMember, Failure> {
        let Self { display_name, grants, administers } = self;
        office.expect_tenants(grants.iter().map(|grant| grant.tenant.as_str()).chain(administers.iter().map(String::as_str)))?;
        Ok(StaffMember { name: name.to_owned(), display_name, grants, administers })
    }
}

impl MaybeWho {
    fn member(self, name: &str, office: &Office) -> Result<Option<StaffMember>, Failure> {
        let Self { display_name, grants, administers } = self;
        let Some(display_name) = display_name else { return Ok(None) };
        if grants.is_empty() && administers.is_empty() {
            return Err("what may the new user do? Give --grant tenant/service, --grant 'tenant/*' or --administers tenant".into());
        }
        Who { display_name, grants, administers }.member(name, office).map(Some)
    }
}

impl Office {
    /// A permission for a tenant that isn't there is a slip of the keyboard.
    fn expect_tenants<'a>(&self, named: impl IntoIterator<Item = &'a str>) -> Result<(), Failure> {
        match named.into_iter().find(|tenant| !self.tenants.contains(*tenant)) {
            None => Ok(()),
            Some(tenant) => {
                let known: Vec<&str> = self.tenants.iter().map(String::as_str).collect();
                Err(format!("there is no tenant {tenant} in the configuration; there are: {}", known.join(", ")).into())
            }
        }
    }

    fn hand_over(&self, name: &str, link: &InvitationLink) -> Result<(), Failure> {
        let until = jiff::Timestamp::from_second(link.expires_at)?;
        print(format_args!("{name}: pass this link on by a safe way. It counts once, until {until}; it is not shown again."))?;
        print(format_args!("{}{}", self.address.trim_end_matches('/'), link.path))
    }
}

/// What is wrong, and what to do about it.
fn advice(fault: StaffError, name: &str) -> Failure {
    match fault {
        StaffError::UnknownName => format!("{name}: {fault}; `vordruck user list` shows all of them").into(),
        StaffError::NameTaken => {
            format!("{name}: {fault}; for a new link: `vordruck user invite {name}`, for other permissions: `vordruck user role {name}`")
                .into()
        }
        StaffError::NoPermission => {
            format!("{name}: nothing would be left; `vordruck user lock {name}` or `vordruck user remove {name}` is for that").into()
        }
        StaffError::Locked => format!("{name}: {fault}; unlock it first: `vordruck user unlock {name}`").into(),
        other => format!("{name}: {other}").into(),
    }
}

fn line(account: &StaffAccount) -> String {
    let status = match account.status {
        UserStatus::Active => "active",
        UserStatus::Invited => "invited",
        UserStatus::Locked => "locked",
    };
    let factor = if account.has_second_factor { "second-factor" } else { "password-only" };
    let seen = account.signed_in_at.and_then(|at| jiff::Timestamp::from_second(at).ok());
    let seen = seen.map_or_else(|| "never".to_owned(), |at| at.to_string());
    let member = &account.member;
    [&member.name, &member.display_name, status, factor, &seen, &permissions(account)].join("\t")
}

fn permissions(account: &StaffAccount) -> String {
    let administers = account.member.administers.iter().map(|tenant| format!("administers:{tenant}"));
    account.member.grants.iter().map(ToString::to_string).chain(administers).collect::<Vec<_>>().join(" ")
}

fn reaches(account: &StaffAccount, tenant: &str) -> bool {
    account.member.grants.iter().any(|grant| grant.tenant == tenant) || account.member.administers.iter().any(|own| own == tenant)
}

fn password() -> Result<Zeroizing<String>, Failure> {
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line)?;
    let password = Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned());
    if password.is_empty() {
        return Err("give the password as the first line of standard input, e.g. from a password manager through a pipe".into());
    }
    Ok(password)
}
