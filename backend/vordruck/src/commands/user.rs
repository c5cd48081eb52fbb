//! `vordruck user`: the clerks' accounts. In: the private side's configuration; passwords from standard input, never from the command
//! line, where every process of the machine can read them. Out: the account's new state.

use super::{Failure, print};
use crate::config;
use std::io::BufRead;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use vordruck_private::clock::{SystemClock, SystemRandomness};
use vordruck_private::{Grant, PrivateSide, StaffMember};
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
        /// What people call the user.
        #[arg(long)]
        display_name: String,
        /// What the user may read: `tenant/service`, or `tenant/*` for all services. Can be given more than once.
        #[arg(long = "grant", required_unless_present = "administers")]
        grants: Vec<Grant>,
        /// Tenant whose users the user manages in the web app. Can be given more than once.
        #[arg(long)]
        administers: Vec<String>,
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
    /// List all users with what they may read.
    List,
}

impl UserCommand {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let settings = config::private_side(&self.config)?;
        tokio::runtime::Runtime::new()?.block_on(async {
            let side = PrivateSide::open(settings, Arc::new(SystemClock), Arc::new(SystemRandomness)).await?;
            let done = self.action.run(&side).await;
            side.close().await;
            done
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Action {
    async fn run(self, side: &PrivateSide) -> Result<(), Failure> {
        match self {
            Self::Add { name, display_name, grants, administers } => {
                let password = password()?;
                side.add_user(StaffMember { name: name.clone(), display_name, grants, administers }, password).await?;
                print(format_args!("{name}: added"))
            }
            Self::SetPassword { name } => {
                side.set_password(&name, password()?).await?;
                print(format_args!("{name}: password set, sessions ended"))
            }
            Self::Remove { name } => {
                side.remove_user(&name).await?;
                print(format_args!("{name}: removed, sessions ended"))
            }
            Self::List => {
                for member in side.list_users().await? {
                    let administers = member.administers.iter().map(|tenant| format!("administers:{tenant}"));
                    let grants: Vec<String> = member.grants.iter().map(ToString::to_string).chain(administers).collect();
                    print(format_args!("{}\t{}\t{}", member.name, member.display_name, grants.join(" ")))?;
                }
                Ok(())
            }
        }
    }
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
