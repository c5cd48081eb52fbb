//! Pages to PDF by krilla. In: content, pages. Out: bytes that conform to PDF/UA-1 and PDF/A-3a, or an error that names the clause.

use crate::RenderError;
use crate::content::{Block, Content};
use crate::paginate::{HEIGHT, LEFT, PageLayout, Placed, Role, WIDTH};
use crate::tags::{self, Drawn};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use std::collections::HashMap;

pub(crate) fn write(content: &Content, pages: &[PageLayout]) -> Result<Vec<u8>, RenderError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|fault| RenderError::NotConforming(format!("{fault:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() });
    document.set_metadata(metadata(content));
    document.set_outline(outline(content, pages));

    let mut drawn = Drawn::default();
    let mut fonts = HashMap::new();
    for page in pages {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(RenderError::NoRoom)?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        for rule in &page.rules {
            draw_rule(&mut surface, *rule);
        }
        for placed in &page.texts {
            let tag = match placed.role {
                Role::Artifact => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
                _ => ContentTag::Span(SpanTag::empty()),
            };
            let identifier = surface.start_tagged(tag);
            let done = draw_lines(&mut surface, placed, &mut fonts);
            surface.end_tagged();
            done?;
            if placed.role != Role::Artifact {
                drawn.add(placed.role, identifier);
            }
        }
        surface.finish();
        sheet.finish();
    }
    document.set_tag_tree(tags::tree(content, drawn));
    for enclosure in &content.enclosures {
        document.embed_file(EmbeddedFile {
            path: enclosure.name.clone(),
            mime_type: MimeType::new(&enclosure.media_type),
            description: Some(enclosure.description.clone()),
            association_kind: AssociationKind::Data,
            data: enclosure.bytes.clone().into(),
            modification_date: date_time(&content.moment),
            compress: None,
            location: None,
        });
    }
    document.finish().map_err(|fault| RenderError::NotConforming(format!("{fault:?}")))
}

fn draw_lines(surface: &mut Surface<'_>, placed: &Placed, fonts: &mut HashMap<(u64, u32), Font>) -> Result<(), RenderError> {
    let Some(top) = placed.text.layout.get(placed.lines.start).map(|line| line.metrics().block_min_coord) else { return Ok(()) };
    for line in placed.lines.clone().filter_map(|index| placed.text.layout.get(index)) {
        let y = placed.y + line.metrics().baseline - top;
        let mut x = placed.x;
        for run in line.runs() {
            let face = run.font().clone();
            let (bytes, id) = face.data.into_raw_parts();
            let font = match fonts.entry((id, face.index)) {
                std::collections::hash_map::Entry::Occupied(known) => known.get().clone(),
                std::collections::hash_map::Entry::Vacant(free) => {
                    free.insert(Font::new(bytes.into(), face.index).ok_or(RenderError::UnreadableFont)?).clone()
                }
            };
            let size = run.font_size();
            let start = x;
            let mut glyphs: Vec<KrillaGlyph> = Vec::new();
            for cluster in run.visual_clusters() {
                if cluster.is_ligature_continuation() {
                    if let Some(glyph) = glyphs.last_mut() {
                        glyph.text_range.end = cluster.text_range().end;
                    }
                    continue;
                }
                for glyph in cluster.glyphs() {
                    if glyph.id == 0
                        && !placed.text.text.get(cluster.text_range()).is_some_and(|text| text.chars().all(char::is_whitespace))
                    {
                        return Err(RenderError::MissingGlyph);
                    }
                    glyphs.push(KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / size,
                        glyph.x / size,
                        glyph.y / size,
                        0.0,
                        cluster.text_range(),
                        None,
                    ));
                    x += glyph.advance;
                }
            }
            if !glyphs.is_empty() {
                surface.draw_glyphs(Point::from_xy(start, y), &glyphs, font, &placed.text.text, size, false);
            }
        }
    }
    Ok(())
}

/// A hair line between rows, for the eye only.
fn draw_rule(surface: &mut Surface<'_>, y: f32) {
    let mut builder = PathBuilder::new();
    builder.move_to(LEFT, y);
    builder.line_to(WIDTH - 50.0, y);
    let Some(path) = builder.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { width: 0.4, ..Stroke::default() }));
    surface.draw_path(&path);
    surface.set_stroke(None);
    surface.set_fill(Some(krilla::paint::Fill::default()));
    surface.end_tagged();
}

fn metadata(content: &Content) -> Metadata {
    let mut metadata = Metadata::new()
        .title(content.title.clone())
        .authors(vec![content.authority.clone()])
        .language(content.language.clone())
        .creator("Vordruck".to_owned());
    if let Some(moment) = date_time(&content.moment) {
        metadata = metadata.creation_date(moment);
    }
    metadata
}

/// `YYYY-MM-DDThh:mm:ss`.
fn date_time(moment: &str) -> Option<DateTime> {
    let number = |range: std::ops::Range<usize>| moment.get(range).and_then(|digits| digits.parse::<u8>().ok());
    let year = moment.get(0..4)?.parse().ok()?;
    Some(DateTime::new(year).month(number(5..7)?).day(number(8..10)?).hour(number(11..13)?).minute(number(14..16)?).second(number(17..19)?))
}

/// Bookmarks: the headings of level 2 below the title.
fn outline(content: &Content, pages: &[PageLayout]) -> Outline {
    let mut outline = Outline::new();
    for (index, block) in content.blocks.iter().enumerate() {
        let Block::Heading { level: 1 | 2, text } = block else { continue };
        let place = pages
            .iter()
            .enumerate()
            .find_map(|(page, layout)| layout.texts.iter().find(|placed| placed.role == Role::Block(index)).map(|placed| (page, placed.y)));
        if let Some((page, y)) = place {
            outline.push_child(OutlineNode::new(text.clone(), XyzDestination::new(page, Point::from_xy(LEFT, y))));
        }
    }
    outline
}
