//! The channel into a folder that another program empties. In: a delivery. Out: a folder `<reference>_<pid>` with all files in it, there at once or not at all,
//! and beside it an empty file of the same name with `.done`: only what has one may be taken.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use async_trait::async_trait;

use super::content::Content;
use super::{Channel, ChannelError, Delivery, Handed, Trace, manifest};
use crate::failpoint;
use crate::reading::ExportFormat;

/// What the trace says once the folder is in its place.
const PLACED: &str = "placed";

/// A folder as a channel.
pub(crate) struct Folder {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) content: Content,
}

#[async_trait]
impl Channel for Folder {
    fn name(&self) -> &str {
        &self.name
    }

    fn exports(&self) -> Vec<ExportFormat> {
        vec![self.content.format]
    }

    async fn deliver(&self, delivery: &Delivery, trace: &mut Trace) -> Result<Handed, ChannelError> {
        let name = format!("{}_{}", delivery.reference, delivery.pid);
        if trace.text() != Some(PLACED) {
            let files = manifest::files(delivery, &self.content).await?;
            let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|file| (file.name, file.bytes.into_owned())).collect();
            let (path, folder) = (self.path.clone(), name.clone());
            in_the_background(&self.path, move || place(&path, &folder, &files)).await?;
            failpoint::reach("placed-unwritten");
            // Before anybody may take it: after a crash it is not put there a second time, whether it was taken or not.
            trace.note(PLACED).await?;
            failpoint::reach("placed");
        }
        let path = self.path.clone();
        in_the_background(&self.path, move || mark(&path, &name)).await?;
        Ok(Handed::Confirmed)
    }
}

async fn in_the_background(folder: &Path, work: impl FnOnce() -> io::Result<()> + Send + 'static) -> Result<(), ChannelError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(ChannelError::NotNow(not_written(folder, &error))),
        Err(_) => Err(ChannelError::NotNow("writing was interrupted".to_owned())),
    }
}

/// What is wrong with the folder of the configuration, and what to look at.
fn not_written(folder: &Path, error: &io::Error) -> String {
    let folder = folder.display();
    match error.kind() {
        io::ErrorKind::NotFound => format!("the folder {folder} is not there; is it mounted? It is never made here"),
        io::ErrorKind::NotADirectory => format!("{folder} is no folder"),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!("the user of this program may not write into the folder {folder}")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => format!("there is no space left in the folder {folder}"),
        _ => format!("the folder {folder} cannot be written: {error}"),
    }
}

fn place(path: &Path, name: &str, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let (part, done) = (path.join(format!(".{name}.part")), path.join(name));
    if done.exists() {
        return Ok(());
    }
    match fs::remove_dir_all(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => fs::create_dir(&part)?,
    }
    for (name, bytes) in files {
        let mut file = File::create_new(part.join(name))?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    sync(&part)?;
    fs::rename(&part, &done)?;
    sync(path)
}

fn mark(path: &Path, name: &str) -> io::Result<()> {
    if path.join(name).exists() {
        File::create(path.join(format!("{name}.done")))?.sync_all()?;
        sync(path)?;
    }
    Ok(())
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_there_at_once_or_not_at_all_and_marked_last() {
        let path = tempfile::tempdir().unwrap();
        let files = [("antrag.json".to_owned(), b"{}".to_vec()), ("antrag.pdf".to_owned(), b"%PDF".to_vec())];
        // What a crash left behind is begun anew.
        fs::create_dir(path.path().join(".A_1.part")).unwrap();
        fs::write(path.path().join(".A_1.part/halb"), b"x").unwrap();
        for _ in 0..2 {
            place(path.path(), "A_1", &files).unwrap();
            assert_eq!(fs::read_dir(path.path()).unwrap().count(), 1);
            assert_eq!(fs::read_dir(path.path().join("A_1")).unwrap().count(), 2);
        }
        mark(path.path(), "A_1").unwrap();
        assert!(path.path().join("A_1.done").exists());
    }

    #[test]
    fn what_is_wrong_with_the_folder_is_said_with_its_name() {
        let path = tempfile::tempdir().unwrap();
        let said = |folder: &Path| not_written(folder, &place(folder, "A_1", &[]).unwrap_err());
        let missing = said(&path.path().join("eingehängt"));
        assert!(missing.contains("eingehängt is not there; is it mounted?"), "{missing}");
        fs::write(path.path().join("datei"), "").unwrap();
        let no_folder = said(&path.path().join("datei"));
        assert!(no_folder.contains("datei is no folder"), "{no_folder}");
    }

    #[test]
    fn what_was_taken_before_a_crash_is_not_marked_again() {
        let path = tempfile::tempdir().unwrap();
        mark(path.path(), "A_1").unwrap();
        assert_eq!(fs::read_dir(path.path()).unwrap().count(), 0);
    }
}
