//! The private side: collects from the public side, opens, validates, scans, delivers; keeps the postbox for the authority's staff. In: what the public
//! side lends, and clerks' requests. Out: items, and the acknowledgements that let the public side delete. It opens every connection to the public side
//! itself. What it keeps is sealed under keys outside of its database.

// Told by the binary.
pub mod clock;
pub mod config;
pub mod keys;
pub mod paper;

// From the public side to an item.
mod client;
pub mod collect;
pub mod deliver;
mod destination;
pub mod dvdv;
mod failpoint;
mod fit_connect;
mod manifests;
mod notice;
mod publish;
pub mod reading;
pub mod scan;
mod silence;
mod transfer;

// What is kept.
mod search;
mod store;

// Who reads it.
mod accounts;
mod alarms;
mod problem;
mod routes;
mod server;
mod staff;

// Who goes.
mod leaving;

// All of it together.
mod queues;
mod running;
mod side;

pub use accounts::InvitationLink;
pub use client::ClientError;
pub use collect::Retried;
pub use deliver::fit_connect::{DestinationFault, Destinations, fetch_destinations};
pub use destination::{DestinationKeyError, DestinationKeys, PrivateKeyError};
pub use leaving::{Exported, LeaveError, TakeFile};
pub use publish::{Publication, PublishError, Published};
#[doc(hidden)]
pub use routes::{machine_routes, postbox_routes};
pub use running::RunningPrivateSide;
pub use side::{PrivateSide, RetryError, StartError};
pub use staff::administration::{StaffError, StaffMember};
pub use staff::by_operator::{RoleChange, StaffAccount};
pub use staff::permission::{Grant, MalformedGrant};
pub use store::StoreError;
pub use store::moving::{MoveError, move_store};
pub use store::receptions::ReceptionLine;
pub use store::retention::Expired;
pub use transfer::QueueLine;
