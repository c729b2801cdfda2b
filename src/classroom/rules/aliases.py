"""Tests that change something in place and then look whether an object of the student's noticed: it never does here.

A list that comes out of an object, or goes into one, is a copy. So a wrong answer, which gives its own list away or
keeps the test's, gets points that stock nbgrader would not give it. Grading cannot see that, so the check says it.

A notebook's cells are read from top to bottom, as they run, and of each name it is kept where its value came from. What
cannot be told from that is not told.
"""

import ast
import builtins
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from nbformat import NotebookNode

from classroom.isolation.plan import role_of
from classroom.isolation.scope import CHANGING, CHANGING_FIRST, definitions, names_in, root_of
from classroom.names import parsed
from classroom.notebooks import is_check

Told = tuple[str, str, str, bool]
"""The cell, what is found in it, what to do, and whether it is only worth a note: it may well be right."""

OF_LIBRARIES = frozenset({"loc", "iloc", "at", "iat", "flat", "nodes", "edges"})
"""What is changed in place of data frames, arrays and graphs, which functions return by value."""

COPYING = frozenset({"copy", "deepcopy"})
PASSING_ON = frozenset({"next", "max", "min", "iter", "enumerate", "zip", "reversed", "getattr"})
"""Built-in functions that give what is in their arguments."""

CAME_OUT = (
    "changes `{words}` in place, which came out of `{owner}`, and then `{owner}` is used. It is a copy: `{owner}` does"
    " not notice, even if it gave away what is its own."
)
ALL_IN_THE_ANSWER = "Do all of it in a function in an answer cell, and look here at what that returns."


@dataclass(frozen=True)
class Origin:
    """Where a value came from: the test itself, a class of the student's, or out of an answer.

    `objects` is a list of the test's own with objects of the student's in it. `owners` are the names of the objects
    that a value came out of, `function` is the answer's function that returned it, and `last` the name of the
    function, the method or the attribute that gave it.
    """

    kind: Literal["own", "object", "objects", "answer"]
    owners: frozenset[str] = frozenset()
    function: str = ""
    last: str = ""


OWN, OBJECT, OBJECTS, PLAIN = Origin("own"), Origin("object"), Origin("objects"), Origin("own", last="list")


@dataclass
class Answers:
    """What the source's answers and open cells define.

    `plain` are the attributes, methods and functions of which it is seen that they give a list, a dict or a set.
    """

    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)

    def add(self, tree: ast.Module) -> None:
        """Add what a cell defines."""
        self.functions |= {one.name for one in definitions(tree) if not isinstance(one, ast.ClassDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and self._is_plain(node.value):
                self.plain |= {one.attr for one in node.targets if isinstance(one, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(one, ast.Return) and one.value and self._is_plain(one.value) for one in ast.walk(node)
            ):
                self.plain.add(node.name)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                self.classes[node.name] = node
                self.methods |= {one.name for one in ast.walk(node) if isinstance(one, ast.FunctionDef)}
                if {ast.unparse(base).split(".")[-1] for base in node.bases} & {"list", "dict", "set", "deque"}:
                    self.methods |= CHANGING | {"__setitem__", "__delitem__", "__iadd__"}

    def _is_plain(self, value: ast.expr) -> bool:
        """Whether it is seen that a value is a list, a dict or a set."""
        if isinstance(value, ast.Call):
            return isinstance(value.func, ast.Name) and value.func.id in ("list", "dict", "set", "sorted")
        if isinstance(value, ast.Attribute):
            return value.attr in self.plain
        return isinstance(value, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp))


@dataclass
class Change:
    """A change in place that is told if a test uses `owner` later. `given` is what `owner` was given, if it was."""

    owner: str
    given: str
    told: Told


@dataclass
class Reader:
    """What is known after the cells that have been read."""

    answers: Answers
    cell: str = ""
    telling: bool = False
    of_student: bool = False
    known: dict[str, Origin | None] = field(default_factory=dict)
    held: dict[str, set[str]] = field(default_factory=dict)
    called_again: set[str] = field(default_factory=set)
    waiting: list[Change] = field(default_factory=list)
    found: list[Told] = field(default_factory=list)

    def read(self, statements: Collection[ast.stmt]) -> None:
        """Read statements in their order."""
        for one in statements:
            if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self._read_definition(one)
                self._bind(one.name, OWN)
                continue
            inner = [*_bodies(one)]
            parts = [part for part in ast.iter_child_nodes(one) if isinstance(part, (ast.expr, ast.withitem))]
            self._read_simple(one, [one] if not inner else parts)
            for body in inner:
                self.read(body)

    def _read_definition(self, one: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        """A function of a test's own is read for itself: what it is called with is not known."""
        if not self.telling:
            return
        inner = Reader(self.answers, self.cell, telling=True, known={**self.known}, found=self.found)
        if not isinstance(one, ast.ClassDef):
            arguments = [*one.args.posonlyargs, *one.args.args, *one.args.kwonlyargs]
            inner.known |= {arg.arg: OWN if arg.arg in ("self", "cls") else None for arg in arguments}
        inner.read(one.body)

    def _read_simple(self, one: ast.stmt, parts: Collection[ast.AST]) -> None:
        calls = [node for part in parts for node in ast.walk(part) if isinstance(node, ast.Call)]
        if self.telling:
            self._look(one, parts, calls)
            for node, target in _changed(parts):
                self._change(node, target)
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call) and isinstance(one.value.func, ast.Name):
            function = one.value.func.id
            self.called_again |= {
                name for name, origin in self.known.items() if origin and origin.function == function != ""
            }
        self._assign(one)
        for call in calls:
            self._hand_over(one, call)

    def _look(self, one: ast.stmt, parts: Collection[ast.AST], calls: Collection[ast.Call]) -> None:
        """Tell of the changes whose owner is used here."""
        used = {name for part in parts for name in names_in(part)}
        for change in [change for change in self.waiting if change.owner in used]:
            self.waiting.remove(change)
            if not any(change.given in _handed(call) and change.owner in names_in(call.func) for call in calls):
                self.found.append(change.told)
        for node in (node for part in parts for node in ast.walk(part) if isinstance(node, ast.Compare)):
            self._compare(node)
        if isinstance(one, ast.Assert):
            for name in sorted(self.called_again & _compared(one.test)):
                origin = self.known.get(name)
                self.called_again.discard(name)
                if origin:
                    self._tell(
                        one,
                        f"looks at `{name}`, which `{origin.function}` returned, when `{origin.function}` was called"
                        f" again. `{name}` is a copy: what the later call does to it is not seen.",
                        f"Look at what the later call returns: `assert {origin.function}(...) == ...`.",
                    )

    def _change(self, node: ast.AST, target: ast.expr) -> None:
        """A change in place of what `target` names."""
        origin = self.origin(target)
        sure = origin and (
            origin.kind == "own" or (not isinstance(target, ast.Subscript) and origin.last in self.answers.plain)
        )
        if _way_of(node) in self.answers.methods and not sure:
            return  # it may be an object, which changes as it would in one notebook
        while isinstance(target, (ast.Subscript, ast.Starred)):
            target = target.value
        words = ast.unparse(target)
        if isinstance(target, ast.Attribute) and isinstance(node, ast.AugAssign):
            # The object itself is set anew by `+=`. One that it was copied from is not.
            self._came_out(node, words, self._owners(target) - names_in(target))
        elif isinstance(target, ast.Attribute):
            root, origin = root_of(target), self.origin(target.value)
            unknown = isinstance(root, ast.Name) and self.known.get(root.id, OWN) is None
            of_object = origin is not None and (origin.kind == "object" or bool(origin.owners))
            if (
                self.answers.classes
                and (unknown or (origin is not None and origin.kind in ("object", "answer")))
                and (of_object or target.attr not in OF_LIBRARIES)
            ):
                self._tell(
                    node,
                    f"changes `{words}` in place. If that is a list, a dict or an array of a student's object, it comes"
                    " as a copy, and the object keeps what it had.",
                    f"Call a method that changes it, or set it anew (`{words} = [...]`).",
                )
        else:
            self._change_name(node, target, words)

    def _change_name(self, node: ast.AST, target: ast.expr, words: str) -> None:
        """A change in place of something that is no attribute."""
        origin = self.origin(target)
        if origin and origin.kind == "answer":
            self._came_out(node, words, origin.owners)
        if origin and origin.kind in ("own", "answer") and isinstance(target, ast.Name):
            for owner in sorted(self.held.get(target.id, ())):
                self._wait(
                    node,
                    owner,
                    target.id,
                    f"changes `{words}` when `{owner}` was given it, and then `{owner}` is used. `{owner}` has a copy:"
                    " it does not notice, even if it made none itself.",
                )

    def _came_out(self, node: ast.AST, words: str, owners: Collection[str]) -> None:
        for owner in sorted(owners):
            self._wait(node, owner, "", CAME_OUT.format(words=words, owner=owner))

    def _wait(self, node: ast.AST, owner: str, given: str, what: str) -> None:
        told = (self.cell, _line(node, what), ALL_IN_THE_ANSWER, False)
        self.waiting.append(Change(owner, given, told))

    def _tell(self, node: ast.AST, what: str, do: str, *, note: bool = False) -> None:
        self.found.append((self.cell, _line(node, what), do, note))

    def _compare(self, node: ast.Compare) -> None:
        """Whether two things are one and the same: objects may be, lists that came out of an answer never are."""
        sides = [node.left, *node.comparators]
        for left, how, right in zip(sides, node.ops, sides[1:], strict=False):
            plain = self._are_plain(left, right) if isinstance(how, (ast.Is, ast.IsNot)) else False
            if plain is not False:
                self._tell(
                    node,
                    f"asks whether two things are one and the same ({ast.unparse(node)[:80]})."
                    + ("" if plain else " If they are objects of a student's class, all is well.")
                    + " Lists, arrays and other plain values that come out of an answer are copies, and never the"
                    " same.",
                    "Compare with ==; whether an argument was changed is seen in the argument.",
                    note=plain is None,
                )

    def _are_plain(self, left: ast.expr, right: ast.expr) -> bool | None:
        """Whether two plain values of an answer are compared; None if they may be objects."""
        if any(isinstance(side, ast.Constant) or self._is_type(side) or self._is_known(side) for side in (left, right)):
            return False
        for call, other in ((left, right), (right, left)):
            if isinstance(call, ast.Call):
                given = [*call.args, *(word.value for word in call.keywords)]
                if ast.unparse(other) in map(ast.unparse, given):
                    return False  # an argument that comes back is itself
        items = [side.value for side in (left, right) if isinstance(side, ast.Subscript)]
        if len(items) == 2 and isinstance(items[0], ast.Name) and ast.dump(items[0]) == ast.dump(items[1]):
            return False  # what is one list in what an answer returned is one here
        origins = [self.origin(side) for side in (left, right)]
        of_answers = [one for one in origins if one and one.kind == "answer"]
        if len(of_answers) == 2:
            return True if all(one.last in self.answers.plain for one in of_answers) else None
        return bool(of_answers and of_answers[0].owners and PLAIN in origins)

    def _is_type(self, side: ast.expr) -> bool:
        """Whether it is the type of something, or one of the student's classes."""
        if isinstance(side, ast.Call) and isinstance(side.func, ast.Name) and side.func.id == "type":
            return True
        return isinstance(side, ast.Name) and side.id in self.answers.classes

    def _is_known(self, side: ast.expr) -> bool:
        """Whether it is a member of an Enum, or has a name that Python itself has."""
        root = root_of(side)
        if not isinstance(root, ast.Name):
            return False
        kind = self.answers.classes.get(root.id)
        is_enum = kind is not None and any(re.search(r"(Enum|Flag)$", ast.unparse(base)) for base in kind.bases)
        return is_enum or (root is side and hasattr(builtins, root.id))

    def _hand_over(self, one: ast.stmt, call: ast.Call) -> None:
        """Keep which objects were given which names."""
        owners = set()
        made = isinstance(call.func, ast.Name) and call.func.id in self.answers.classes
        if isinstance(call.func, ast.Attribute):
            root, origin = root_of(call.func), self.origin(call.func.value)
            if isinstance(root, ast.Name) and origin and origin.kind in ("object", "answer"):
                owners.add(root.id)
                made = True
        if made and isinstance(one, ast.Assign):
            owners |= {target.id for target in one.targets if isinstance(target, ast.Name)}
        for name in _handed(call) if owners else ():
            self.held.setdefault(name, set()).update(owners - {name})

    def _assign(self, one: ast.stmt) -> None:
        """Keep where the names that a statement binds have their values from."""
        match one:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._bind_to(target, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._bind_to(target, value)
            case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
                for name in _stored(target):
                    self._bind(name, self._inside(value))
            case ast.With(items=items) | ast.AsyncWith(items=items):
                for item in items:
                    for name in _stored(item.optional_vars) if item.optional_vars else ():
                        self._bind(name, self.origin(item.context_expr))
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                for alias in names:
                    self._bind((alias.asname or alias.name).split(".")[0], OWN, imported=True)
            case ast.Delete(targets=targets):
                for target in targets:
                    if isinstance(target, ast.Name):
                        self._bind(target.id, OWN)

    def _bind_to(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, (ast.Tuple, ast.List)):
            if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts):
                for each, its in zip(target.elts, value.elts, strict=True):
                    self._bind_to(each, its)
                return
            for name in _stored(target):
                self._bind(name, self._inside(value))
        elif isinstance(target, ast.Name):
            self._bind(target.id, self.origin(value))
        elif isinstance(target, ast.Attribute) and isinstance(value, ast.Name):
            root = root_of(target)
            if isinstance(root, ast.Name) and (self.known.get(root.id) or OWN).kind in ("object", "answer"):
                self.held.setdefault(value.id, set()).add(root.id)

    def _bind(self, name: str, origin: Origin | None, *, imported: bool = False) -> None:
        if self.of_student and not imported and (origin is None or origin.kind == "own"):
            origin = Origin("answer")
        self.known[name] = origin
        self.held.pop(name, None)
        self.called_again.discard(name)
        self.waiting = [change for change in self.waiting if change.owner != name]
        for owners in self.held.values():
            owners.discard(name)
        # What came out of the object that had the name before has no owner any more.
        for other, had in self.known.items():
            if other != name and had and name in had.owners:
                self.known[other] = replace(had, owners=had.owners - {name})

    def _inside(self, value: ast.expr) -> Origin | None:
        """The origin of what is in a value: of an item, or of what an iteration gives."""
        origin = self.origin(value)
        if origin and origin.kind == "objects":
            return OBJECT
        if origin and origin.kind == "object":
            return Origin("answer", self._owners(value))
        return origin

    def _owners(self, value: ast.expr) -> frozenset[str]:
        """The objects that a value comes out of."""
        root = root_of(value)
        if not isinstance(root, ast.Name):
            return frozenset()
        origin = self.known.get(root.id)
        itself = {root.id} if origin and origin.kind in ("object", "answer", "objects") else set()
        return frozenset(itself | (origin.owners if origin else set()))

    def origin(self, value: ast.expr) -> Origin | None:
        """Where a value comes from; None if that cannot be known."""
        match value:
            case ast.Name(id=name):
                if name in self.answers.classes:
                    return OBJECT
                return self.known.get(name, OWN)
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=[copied, *_]) if name in COPYING:
                origin = self.origin(copied)
                return Origin("object", self._owners(copied)) if origin and origin.kind == "object" else OWN
            case ast.Call(func=ast.Name(id=name), args=args):
                if name in self.answers.classes:
                    return OBJECT
                if name in self.answers.functions:
                    owners = {owner for arg in args for owner in self._objects_in(arg)}
                    return Origin("answer", frozenset(owners), name, name)
                if name in PASSING_ON:
                    inside = [self._inside(arg) for arg in args]
                    return next((one for one in inside if one and one.kind != "own"), OWN)
                return OWN
            case ast.Call(func=ast.Attribute(value=inner, attr=name)) | ast.Attribute(value=inner, attr=name):
                origin = self.origin(inner)
                if origin and origin.kind in ("object", "answer"):
                    return Origin("answer", self._owners(inner), last=name)
                return origin and OWN
            case ast.Subscript(value=inner):
                return self._inside(inner)
            case ast.Starred(value=inner) | ast.Await(value=inner) | ast.NamedExpr(value=inner):
                return self.origin(inner)
            case ast.BinOp(left=left, right=right):
                kinds = {origin.kind for origin in (self.origin(left), self.origin(right)) if origin}
                return OBJECT if "object" in kinds else OWN
            case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
                return OBJECTS if any(self.origin(one) == OBJECT for one in elements) else PLAIN
            case ast.ListComp(elt=element):
                return OBJECTS if self.origin(element) == OBJECT else PLAIN
            case ast.Dict() | ast.DictComp() | ast.SetComp():
                return PLAIN
        return OWN

    def _objects_in(self, argument: ast.expr) -> set[str]:
        origin = self.known.get(argument.id) if isinstance(argument, ast.Name) else None
        return {argument.id} if isinstance(argument, ast.Name) and origin and origin.kind == "object" else set()


def changes_nobody_notices(cells: list[tuple[str, NotebookNode]]) -> Iterator[Told]:
    """Where a test changes a copy and then looks at the original."""
    trees = [(name, cell, parsed(cell.source)) for name, cell in cells]
    answers = Answers()
    for _, cell, tree in trees:
        if role_of(cell) == "student":
            answers.add(tree)
    reader = Reader(answers)
    for name, cell, tree in trees:
        reader.cell, reader.telling, reader.of_student = name, is_check(cell), role_of(cell) == "student"
        reader.read(tree.body)
    yield from dict.fromkeys(reader.found)


def _bodies(one: ast.stmt) -> Iterator[list[ast.stmt]]:
    """The blocks of a statement, in their order."""
    for name in ("body", "handlers", "orelse", "finalbody"):
        for block in [getattr(one, name, [])] if name != "handlers" else [h.body for h in getattr(one, name, [])]:
            if block:
                yield block


def _changed(parts: Collection[ast.AST]) -> Iterator[tuple[ast.AST, ast.expr]]:
    """What is changed in place, and where."""
    waiting = [*parts]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Lambda):
            continue
        waiting += ast.iter_child_nodes(node)
        match node:
            case ast.Call(func=ast.Attribute(value=target, attr=name)) if name in CHANGING:
                yield node, target
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=[target, *_]) if (
                name in CHANGING_FIRST
            ):
                yield node, target
            case ast.Subscript(value=target, ctx=ast.Store() | ast.Del()):
                yield node, target
            case ast.AugAssign(target=ast.Name() | ast.Attribute() as target, value=value) if isinstance(
                value, (ast.List, ast.ListComp, ast.Set, ast.Dict)
            ):
                yield node, target


def _way_of(node: ast.AST) -> str:
    """The method that makes a change."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name)):
            return name
        case ast.Subscript(ctx=ast.Del()):
            return "__delitem__"
        case ast.Subscript():
            return "__setitem__"
        case ast.AugAssign():
            return "__iadd__"
    return ""


def _handed(call: ast.Call) -> set[str]:
    """The names that a call hands over as they are, also in a list or a dict."""
    waiting: list[ast.AST] = [*call.args, *(word.value for word in call.keywords)]
    names = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, (ast.List, ast.Tuple, ast.Dict, ast.Starred)):
            waiting += ast.iter_child_nodes(node)
    return names


def _compared(test: ast.expr) -> set[str]:
    """The names that are compared with more than a number or a text."""
    return {
        name
        for node in ast.walk(test)
        if isinstance(node, ast.Compare)
        and not any(isinstance(one, (ast.Constant, ast.UnaryOp)) for one in (node.left, *node.comparators))
        for side in (node.left, *node.comparators)
        for name in ([side.id] if isinstance(side, ast.Name) else [])
    }


def _stored(target: ast.expr) -> Iterator[str]:
    return (one.id for one in ast.walk(target) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))


def _line(node: ast.AST, what: str) -> str:
    return f"Line {getattr(node, 'lineno', 1)} of the test {what}"
