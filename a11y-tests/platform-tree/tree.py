"""What assistive technology gets from the system (AT-SPI): the document of a browser as it is on the bus. In: the name of the application, the
title its window begins with. Out: JSON, one object a node. Exit code 3: there is no such document after the time given."""

import json
import sys
import time

import pyatspi

STATES = {
    pyatspi.STATE_REQUIRED: "required",
    pyatspi.STATE_INVALID_ENTRY: "invalid",
    pyatspi.STATE_FOCUSABLE: "focusable",
    pyatspi.STATE_FOCUSED: "focused",
    pyatspi.STATE_CHECKED: "checked",
    pyatspi.STATE_CHECKABLE: "checkable",
    pyatspi.STATE_EXPANDABLE: "expandable",
    pyatspi.STATE_EXPANDED: "expanded",
    pyatspi.STATE_EDITABLE: "editable",
    pyatspi.STATE_BUSY: "busy",
    pyatspi.STATE_MODAL: "modal",
}
RELATIONS = {
    pyatspi.RELATION_LABELLED_BY: "labelled by",
    pyatspi.RELATION_DESCRIBED_BY: "described by",
    pyatspi.RELATION_ERROR_MESSAGE: "error message",
}


def find(node, fits, depth=0):
    """The first node below that fits."""
    if node is None or depth > 40:
        return None
    if fits(node):
        return node
    for child in node:
        found = find(child, fits, depth + 1)
        if found is not None:
            return found
    return None


def applications(name):
    for application in pyatspi.Registry.getDesktop(0):
        if application is not None and name in (application.name or "").lower():
            yield application


def is_document(title):
    return lambda node: node.getRole() == pyatspi.ROLE_DOCUMENT_WEB and (node.name or "").startswith(title)


def described(node):
    attributes = dict(part.split(":", 1) for part in node.getAttributes() if ":" in part)
    states = node.getState()
    relations = {}
    for relation in node.getRelationSet():
        if relation.getRelationType() in RELATIONS:
            targets = [relation.getTarget(at) for at in range(relation.getNTargets())]
            relations[RELATIONS[relation.getRelationType()]] = [text(target) for target in targets]
    return {
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "states": [word for state, word in STATES.items() if states.contains(state)],
        "id": attributes.get("id", ""),
        "level": attributes.get("level", ""),
        "autocomplete": attributes.get("autocomplete", ""),
        "live": attributes.get("live", attributes.get("container-live", "")),
        "relations": relations,
    }


def text(node):
    """The words of a node and everything in it."""
    own = node.name or ""
    if own:
        return own
    parts = [text(child) for child in node if child is not None]
    if not parts:
        try:
            parts = [node.queryText().getText(0, -1)]
        except NotImplementedError:
            parts = []
    return " ".join(part for part in parts if part)


def walk(node, depth, out):
    out.append({"depth": depth, **described(node)})
    for child in node:
        if child is not None:
            walk(child, depth + 1, out)


def main():
    name, title, patience = sys.argv[1].lower(), sys.argv[2], float(sys.argv[3])
    end = time.time() + patience
    while time.time() < end:
        for application in applications(name):
            document = find(application, is_document(title))
            if document is not None:
                nodes = []
                walk(document, 0, nodes)
                json.dump(nodes, sys.stdout, ensure_ascii=False)
                return
        time.sleep(0.3)
    seen = [application.name for application in pyatspi.Registry.getDesktop(0) if application is not None]
    print(f"no document “{title}” of {name}; on the bus: {seen}", file=sys.stderr)
    sys.exit(3)


main()
