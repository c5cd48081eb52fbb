//! What somebody reads who has started the demo in a terminal. In: its addresses. Out: a few lines; programs read the line of JSON instead.

use super::Addresses;

/// Where to begin, and how it ends.
pub(crate) fn greeting(addresses: &Addresses) -> String {
    let Addresses { portal, explanation, mail, postbox, clerk, folder, .. } = addresses;
    format!(
        "\nThe demo is running. Begin at  {portal}\n\n  \
         what this is         {explanation}\n  \
         mails it has caught  {mail}\n  \
         the clerks' postbox  {postbox}\n                       user {name}, password {password}\n  \
         all its data         {folder}\n\n\
         Ctrl+C ends it.\n",
        name = clerk.name,
        password = clerk.password,
        folder = folder.display(),
    )
}
