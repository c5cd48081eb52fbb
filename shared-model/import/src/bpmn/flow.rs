//! The flow of a process: in which order its nodes come, and through which branches each is reached. In: nodes and flows. Out: an order,
//! and for each node the branches that have to be taken. Time is linear in nodes and flows: what a node needs is bounded.

use super::model::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Most alternatives by which a node is reached, and most branches of one, that are still understood.
const MOST: usize = 12;

/// Branches that have to be taken, as numbers of flows.
pub(super) type Path = Vec<usize>;

/// How a node is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reach {
    /// By one of these paths; an empty path is always taken.
    By(Vec<Path>),
    /// By too many ways, or through an event that may happen or not.
    Unclear,
}

/// A process as an order.
pub(super) struct Course {
    /// Numbers of nodes in the order in which they can be passed.
    pub(super) order: Vec<usize>,
    /// How each node is reached.
    pub(super) reach: Vec<Reach>,
    /// Whether a flow leads back.
    pub(super) is_back: Vec<bool>,
    /// Flows out of each node that do not lead back.
    pub(super) forward: Vec<Vec<usize>>,
}

impl Course {
    pub(super) fn of(process: &Process) -> Self {
        let mut out: Vec<Vec<usize>> = vec![Vec::new(); process.nodes.len()];
        let mut incoming: Vec<Vec<usize>> = vec![Vec::new(); process.nodes.len()];
        for (number, flow) in process.flows.iter().enumerate() {
            out.get_mut(flow.source).into_iter().for_each(|flows| flows.push(number));
            incoming.get_mut(flow.target).into_iter().for_each(|flows| flows.push(number));
        }
        let (order, is_back) = walk(process, &out, &incoming);
        let forward: Vec<Vec<usize>> =
            out.into_iter().map(|flows| flows.into_iter().filter(|flow| !is_back.get(*flow).copied().unwrap_or(false)).collect()).collect();
        let mut course = Self { order, reach: vec![Reach::By(Vec::new()); process.nodes.len()], is_back, forward };
        for number in course.order.clone() {
            let reach = course.reached(process, number, incoming.get(number).map_or(&[], Vec::as_slice));
            if let Some(place) = course.reach.get_mut(number) {
                *place = reach;
            }
        }
        course
    }

    fn reached(&self, process: &Process, number: usize, incoming: &[usize]) -> Reach {
        if process.nodes.get(number).is_some_and(|node| node.kind == Kind::Boundary) {
            return Reach::Unclear;
        }
        let mut paths: Vec<Path> = Vec::new();
        let mut is_root = true;
        for flow in incoming.iter().filter(|flow| !self.is_back.get(**flow).copied().unwrap_or(false)) {
            is_root = false;
            let Some(source) = process.flows.get(*flow).map(|flow| flow.source) else { continue };
            let Some(Reach::By(before)) = self.reach.get(source) else { return Reach::Unclear };
            let branches = self.branches(process, source, *flow);
            for path in before {
                let mut path = path.clone();
                path.extend(branches);
                if !paths.contains(&path) {
                    paths.push(path);
                }
            }
            self.simplify(process, &mut paths);
            if paths.len() > MOST || paths.iter().any(|path| path.len() > MOST) {
                return Reach::Unclear;
            }
        }
        Reach::By(if is_root { vec![Vec::new()] } else { paths })
    }

    /// The flow itself, if it is one of several ways of which not all are taken.
    fn branches(&self, process: &Process, source: usize, flow: usize) -> Option<usize> {
        let several = self.forward.get(source).is_some_and(|flows| flows.len() > 1);
        let kind = process.nodes.get(source)?.kind;
        let conditional = process.flows.get(flow)?.condition.is_some();
        (several && (matches!(kind, Kind::Exclusive | Kind::Inclusive) || (conditional && kind != Kind::Parallel))).then_some(flow)
    }

    /// Paths through all branches of a gateway are one path; a path that asks more than another is not needed.
    fn simplify(&self, process: &Process, paths: &mut Vec<Path>) {
        let mut changed = true;
        while changed && paths.len() <= 2 * MOST {
            changed = false;
            for number in 0..paths.len() {
                let Some(path) = paths.get(number).cloned() else { break };
                let Some((last, head)) = path.split_last() else { continue };
                let Some(source) = process.flows.get(*last).map(|flow| flow.source) else { continue };
                let exclusive = process.nodes.get(source).is_some_and(|node| node.kind == Kind::Exclusive);
                let siblings = self.forward.get(source).map_or(&[][..], Vec::as_slice);
                let with = |flow: &usize| paths.iter().any(|other| other.split_last() == Some((flow, head)));
                if exclusive && siblings.iter().all(with) {
                    let head = head.to_vec();
                    paths.retain(|other| other.split_last().is_none_or(|(last, rest)| rest != head || !siblings.contains(last)));
                    paths.push(head);
                    changed = true;
                    break;
                }
            }
        }
        let all = paths.clone();
        paths.retain(|path| !all.iter().any(|other| other.len() < path.len() && other.iter().all(|flow| path.contains(flow))));
        paths.dedup();
    }
}

/// The order, and which flows lead back to where one has been. Among what can come next, the order of the file decides.
fn walk(process: &Process, out: &[Vec<usize>], incoming: &[Vec<usize>]) -> (Vec<usize>, Vec<bool>) {
    let is_back = ways_back(process, out, incoming);
    let forward = |flow: &&usize| !is_back.get(**flow).copied().unwrap_or(false);
    let mut waiting: Vec<usize> = incoming.iter().map(|flows| flows.iter().filter(forward).count()).collect();
    let mut ready: BinaryHeap<Reverse<usize>> = (0..waiting.len()).filter(|node| waiting.get(*node) == Some(&0)).map(Reverse).collect();
    let mut order = Vec::with_capacity(waiting.len());
    while let Some(Reverse(node)) = ready.pop() {
        order.push(node);
        for flow in out.get(node).into_iter().flatten().filter(forward) {
            let Some(target) = process.flows.get(*flow).map(|flow| flow.target) else { continue };
            if let Some(count) = waiting.get_mut(target) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.push(Reverse(target));
                }
            }
        }
    }
    (order, is_back)
}

/// Flows to where one has been, found depth-first from the starts and without recursion.
fn ways_back(process: &Process, out: &[Vec<usize>], incoming: &[Vec<usize>]) -> Vec<bool> {
    let count = process.nodes.len();
    let mut is_back = vec![false; process.flows.len()];
    let (mut seen, mut open) = (vec![false; count], vec![false; count]);
    let is_start = |node: &usize| process.nodes.get(*node).is_some_and(|node| node.kind == Kind::Start);
    let is_root = |node: &usize| incoming.get(*node).is_none_or(Vec::is_empty);
    let roots = (0..count).filter(|node| is_start(node) && is_root(node)).chain((0..count).filter(is_root)).chain(0..count);
    for root in roots {
        // Nodes on the way here, each with the next of its flows to look at.
        let mut stack: Vec<(usize, usize)> = Vec::new();
        if seen.get(root) == Some(&false) {
            stack.push((root, 0));
        }
        while let Some((node, next)) = stack.pop() {
            if let (Some(seen), Some(open)) = (seen.get_mut(node), open.get_mut(node)) {
                *seen = true;
                *open = true;
            }
            let Some(flow) = out.get(node).and_then(|flows| flows.get(next)).copied() else {
                open.get_mut(node).into_iter().for_each(|open| *open = false);
                continue;
            };
            stack.push((node, next + 1));
            let Some(target) = process.flows.get(flow).map(|flow| flow.target) else { continue };
            if open.get(target) == Some(&true) {
                is_back.get_mut(flow).into_iter().for_each(|back| *back = true);
            } else if seen.get(target) == Some(&false) {
                stack.push((target, 0));
            }
        }
    }
    is_back
}
