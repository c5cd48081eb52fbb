//! Blocks to pages: A4, margins, rows that are not torn if they fit a page, column headings repeated after a break. In: content,
//! typesetter. Out: placed texts with the place in the structure they belong to. Knows no PDF.

use crate::RenderError;
use crate::content::{Block, Content};
use crate::typeset::{Face, SetText, Typesetter};
use std::rc::Rc;

/// Width of the paper in points (A4, ISO 216).
pub(crate) const WIDTH: f32 = 595.28;
/// Height of the paper in points.
pub(crate) const HEIGHT: f32 = 841.89;
/// Left margin: room for a punch.
pub(crate) const LEFT: f32 = 70.0;
const RIGHT: f32 = 50.0;
const TOP: f32 = 56.0;
const BOTTOM: f32 = 64.0;
const TEXT_WIDTH: f32 = WIDTH - LEFT - RIGHT;
/// The question's share of the width.
const QUESTION_WIDTH: f32 = 190.0;
const GUTTER: f32 = 14.0;
const CELL_PADDING: f32 = 4.0;

const BODY: Face = Face { size: 10.5, is_strong: false };
const STRONG: Face = Face { size: 10.5, is_strong: true };
const SMALL: Face = Face { size: 8.5, is_strong: false };

/// One page.
#[derive(Default)]
pub(crate) struct PageLayout {
    pub(crate) texts: Vec<Placed>,
    /// Heights of the rules between rows, from the top, in points.
    pub(crate) rules: Vec<f32>,
}

/// Lines of a text on a page.
pub(crate) struct Placed {
    pub(crate) text: Rc<SetText>,
    /// First and one past the last line.
    pub(crate) lines: std::ops::Range<usize>,
    pub(crate) x: f32,
    /// Where the first of these lines begins, from the top.
    pub(crate) y: f32,
    pub(crate) role: Role,
}

/// The place in the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Content of a heading or paragraph: position of its block.
    Block(usize),
    /// Column heading of a table: block, column.
    ColumnHeading(usize, usize),
    /// A question: block, row.
    Question(usize, usize),
    /// A line of an answer: block, row, line.
    Answer(usize, usize, usize),
    /// Page furniture and repeated headings: not read out.
    Artifact,
}

pub(crate) fn paginate(content: &Content, typesetter: &mut Typesetter) -> Result<Vec<PageLayout>, RenderError> {
    let mut paper = Paper { pages: vec![PageLayout::default()], y: TOP };
    for (index, block) in content.blocks.iter().enumerate() {
        match block {
            Block::Heading { level, text } => {
                let (face, before, after) = match level {
                    1 => (Face { size: 19.0, is_strong: true }, 0.0, 4.0),
                    2 => (Face { size: 14.0, is_strong: true }, 20.0, 4.0),
                    _ => (Face { size: 11.5, is_strong: true }, 12.0, 2.0),
                };
                let set = Rc::new(typesetter.set(text, face, TEXT_WIDTH));
                // A heading at the foot of a page without a row under it helps nobody.
                paper.need(before + set.height() + after + 60.0);
                paper.space(before);
                paper.place(&set, LEFT, Role::Block(index));
                paper.y += set.height() + after;
            }
            Block::Paragraph { text } => {
                let set = Rc::new(typesetter.set(text, BODY, TEXT_WIDTH));
                paper.need(set.height());
                paper.place(&set, LEFT, Role::Block(index));
                paper.y += set.height() + 8.0;
            }
            Block::Table { is_headed, rows } => {
                let headings = is_headed.then(|| {
                    [
                        Rc::new(typesetter.set(content.words.question, SMALL, QUESTION_WIDTH)),
                        Rc::new(typesetter.set(content.words.answer, SMALL, TEXT_WIDTH - QUESTION_WIDTH - GUTTER)),
                    ]
                });
                if let Some([question, answer]) = &headings {
                    paper.place(question, LEFT, Role::ColumnHeading(index, 0));
                    paper.place(answer, LEFT + QUESTION_WIDTH + GUTTER, Role::ColumnHeading(index, 1));
                    paper.y += question.height() + CELL_PADDING;
                }
                for (number, row) in rows.iter().enumerate() {
                    let question = Rc::new(typesetter.set(&row.question, STRONG, QUESTION_WIDTH));
                    let answers: Vec<_> =
                        row.answer.iter().map(|line| Rc::new(typesetter.set(line, BODY, TEXT_WIDTH - QUESTION_WIDTH - GUTTER))).collect();
                    paper.row(index, number, &question, &answers, headings.as_ref())?;
                }
            }
        }
    }
    footers(content, typesetter, &mut paper.pages);
    Ok(paper.pages)
}

struct Paper {
    pages: Vec<PageLayout>,
    y: f32,
}

impl Paper {
    fn page(&mut self) -> Option<&mut PageLayout> {
        self.pages.last_mut()
    }

    fn space(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    fn need(&mut self, height: f32) {
        if self.y > TOP && self.y + height > HEIGHT - BOTTOM {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.pages.push(PageLayout::default());
        self.y = TOP;
    }

    fn place(&mut self, text: &Rc<SetText>, x: f32, role: Role) {
        let y = self.y;
        let lines = 0..text.layout.len();
        self.place_lines(text, lines, x, y, role);
    }

    fn place_lines(&mut self, text: &Rc<SetText>, lines: std::ops::Range<usize>, x: f32, y: f32, role: Role) {
        if let Some(page) = self.page() {
            page.texts.push(Placed { text: Rc::clone(text), lines, x, y, role });
        }
    }

    /// A row is kept whole if it fits a page; a longer one is torn between lines of its answer.
    fn row(
        &mut self,
        block: usize,
        number: usize,
        question: &Rc<SetText>,
        answers: &[Rc<SetText>],
        headings: Option<&[Rc<SetText>; 2]>,
    ) -> Result<(), RenderError> {
        let height = question.height().max(answers.iter().map(|answer| answer.height()).sum()) + 2.0 * CELL_PADDING;
        let heading_height = headings.map_or(0.0, |[question, _]| question.height() + CELL_PADDING);
        let room = HEIGHT - BOTTOM - TOP - heading_height;
        if room < 40.0 {
            return Err(RenderError::NoRoom);
        }
        if self.y + height.min(room) > HEIGHT - BOTTOM {
            self.turn_table(headings);
        }
        let rule = self.y;
        if let Some(page) = self.page() {
            page.rules.push(rule);
        }
        self.y += CELL_PADDING;
        let mut bottom = self.y + question.height();
        self.place(question, LEFT, Role::Question(block, number));
        let mut y = self.y;
        for (position, answer) in answers.iter().enumerate() {
            let mut first = 0;
            while first < answer.layout.len() {
                let (fitting, used) = lines_that_fit(answer, first, HEIGHT - BOTTOM - y);
                if fitting == 0 {
                    self.turn_table(headings);
                    y = self.y + CELL_PADDING;
                    bottom = y;
                    continue;
                }
                self.place_lines(answer, first..first + fitting, LEFT + QUESTION_WIDTH + GUTTER, y, Role::Answer(block, number, position));
                first += fitting;
                y += used;
            }
        }
        self.y = bottom.max(y) + CELL_PADDING;
        Ok(())
    }

    fn turn_table(&mut self, headings: Option<&[Rc<SetText>; 2]>) {
        self.turn();
        if let Some([question, answer]) = headings {
            // The first ones are tagged; these are for the eye.
            self.place(question, LEFT, Role::Artifact);
            self.place(answer, LEFT + QUESTION_WIDTH + GUTTER, Role::Artifact);
            self.y += question.height() + CELL_PADDING;
        }
    }
}

/// How many lines from `first` fit into `room`, and their height.
fn lines_that_fit(text: &SetText, first: usize, room: f32) -> (usize, f32) {
    let mut used = 0.0;
    let mut count = 0;
    while let Some(line) = text.layout.get(first + count) {
        let height = line.metrics().line_height;
        if used + height > room {
            break;
        }
        used += height;
        count += 1;
    }
    (count, used)
}

fn footers(content: &Content, typesetter: &mut Typesetter, pages: &mut [PageLayout]) {
    let total = pages.len();
    for (number, page) in (1..).zip(pages) {
        let text = format!("{} · {} {number} {} {total}", content.running, content.words.page, content.words.of);
        let set = Rc::new(typesetter.set(&text, SMALL, TEXT_WIDTH));
        let lines = 0..set.layout.len();
        page.texts.push(Placed { text: set, lines, x: LEFT, y: HEIGHT - BOTTOM + 22.0, role: Role::Artifact });
    }
}
