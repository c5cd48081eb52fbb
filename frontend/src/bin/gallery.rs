//! Writes the gallery: every example of every component, a page for each language. In: the folder to write to, and where `style/dist` is,
//! seen from there. `cargo run -p vordruck-frontend --features markup --bin gallery -- target/gallery ../../style/dist`

use std::path::Path;
use vordruck_frontend::components::gallery::{begin_drawing, page};
use vordruck_frontend::messages::Lang;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(style)) = (arguments.next(), arguments.next()) else {
        return Err(std::io::Error::other("usage: gallery <folder> <style/dist, seen from the folder>"));
    };
    std::fs::create_dir_all(&folder)?;
    let stylesheets = [format!("{style}/applicant.css"), format!("{style}/postbox.css")];
    begin_drawing(|| {
        for (name, lang) in [("de", Lang::De), ("de-simple", Lang::Simple), ("en", Lang::En)] {
            std::fs::write(Path::new(&folder).join(format!("{name}.html")), page(lang, &stylesheets.each_ref().map(String::as_str)))?;
        }
        Ok(())
    })
}
