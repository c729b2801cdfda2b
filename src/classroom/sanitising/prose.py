"""Tells words, formulas and pictures from plain code, because an answer in words may stand in any kind of cell.

It decides whether a person is asked to read something, and never how many points it gets. So in doubt it is words.
"""

import ast
import re
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from pathlib import PurePath

LONGEST = 20_000
"""Characters of a cell that are looked at; nobody hides an answer behind more than that."""
FEW_WORDS = 4
MANY_WORDS = 15
"""A remark beside a line of code has fewer."""
MOST_COMPARED = 2_000
SHOWING = frozenset({"Image", "SVG", "Markdown", "Latex", "Math", "HTML"})
"""Calls of IPython.display that show words, formulas or pictures."""
PICTURE_FILE = re.compile(r"\.(png|jpe?g|gif|webp|svg|heic|heif|tiff?|bmp|pdf)", re.IGNORECASE)
MAGIC = re.compile(r"\s*%%(markdown|latex|html|svg)\b[^\n]*\n", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
SEEN = re.compile(r"[^\W_]|[!<]\s*(\[|img\b)|[=∂∇∑]")
CODE = re.compile(r"[\"'\[\]{}]|\w\(")


def is_seen(markdown: str) -> bool:
    """Whether Markdown shows anything but lines and blanks."""
    return SEEN.search(COMMENT.sub("", markdown[:LONGEST])) is not None


def unveiled(markdown: str) -> str:
    """Markdown with what stands in its comments, which no page shows."""
    return re.sub("<!--|-->", "", markdown)


def new_lines(known: str, text: str) -> str:
    """The lines of a text that a known one does not have."""
    there = {line.strip() for line in known.split("\n")}
    return "\n".join(line for line in text[:LONGEST].split("\n") if line.strip() not in there)


def added(known: str, text: str) -> str:
    """What somebody wrote into a text of the course. A word that was exchanged for another is a correction."""
    new = new_lines(known, text)
    if not is_seen(new):
        return ""
    was, now = new_lines(text, known).split(), re.findall(r"\S+\s*", new)
    matcher = SequenceMatcher(None, was, [word.strip() for word in now], autojunk=False)
    if len(was) + len(now) > MOST_COMPARED or 2 * sum(match.size for match in matcher.get_matching_blocks()) < len(was):
        return new.strip()
    kept = []
    for what, _, _, start, end in matcher.get_opcodes():
        if what == "insert" or (what == "replace" and end - start >= FEW_WORDS):
            kept.append("".join(now[start:end]))
    said = "".join(kept).strip()
    return said if is_seen(said) else ""


def reads_as_answer(kind: str, source: str, known: Collection[str]) -> bool:
    """Whether a cell of a student's own holds words, a formula or a picture, and is not plainly code.

    `known` are the lines of the course's own notebook, which do not count.
    """
    own = "\n".join(line for line in source[:LONGEST].split("\n") if line.strip() not in known)
    if kind != "code" or not any(_is_code(line) for line in own.split("\n")):
        return is_seen(own) or _count(unveiled(own)) >= FEW_WORDS
    if MAGIC.match(source):
        return True
    tree = _parsed(source[:LONGEST])
    if tree is None:
        return any(_is_prose(line, FEW_WORDS) for line in own.split("\n"))
    return bool(
        words_in_code(source, known, FEW_WORDS)
        or any(_count(text) >= 2 * FEW_WORDS for text in _texts(tree))
        or any(isinstance(node, ast.Call) and _shows(node) for node in ast.walk(tree))
    )


def words_in_code(source: str, known: Collection[str], fewest: int = MANY_WORDS) -> list[str]:
    """What is said in words in code of the course's, or in an answer in code.

    Comments and texts inside of functions count from `fewest` words on. What stands outside is no remark about a line.
    """
    source = source[:LONGEST]
    tree = _parsed(source)
    found = [
        block for block, indented in _comments(source, known) if _is_prose(block, fewest if indented else FEW_WORDS)
    ]
    if tree is None:
        own = (line for line in source.split("\n") if _is_code(line) and line.strip() not in known)
        return found + [line for line in own if _is_prose(line, FEW_WORDS) and not CODE.search(line)]
    unquoted = {line.strip("\"' ") for line in known}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines = [line for line in node.value.value.split("\n") if line.strip() not in unquoted]
            said = "\n".join(lines).strip()
            if is_seen(said) and (node in tree.body or _count(said) >= fewest):
                found.append(said)
    return found


def as_markdown(kind: str, source: str) -> str:
    """What a cell says, as a text cell can show it."""
    if kind != "code":
        return source if is_seen(source) else unveiled(source)
    magic = MAGIC.match(source)
    if magic and magic[1].lower() != "svg":
        return source[magic.end() :]
    return fenced(source, "python")


def fenced(text: str, language: str = "") -> str:
    """Text that Markdown shows letter for letter."""
    fence = "~" * max(3, 1 + max((len(run) for run in re.findall("~+", text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def _is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _comments(source: str, known: Collection[str]) -> Iterator[tuple[str, bool]]:
    """The comments that have lines of their own, those of neighbouring lines as one, and whether they are indented."""
    block: list[str] = []
    indented = False
    for line in [*source.split("\n"), ""]:
        if line.lstrip().startswith("#") and line.strip() not in known:
            indented = bool(block and indented) or line[:1].isspace()
            block.append(line.strip().lstrip("#").strip())
        elif block:
            yield "\n".join(block), indented
            block = []


def _is_prose(text: str, fewest: int) -> bool:
    """Whether it is words, and not code that was switched off."""
    return _count(text) >= fewest and _parsed(text.strip()) is None


def _count(text: str) -> int:
    return len(WORD.findall(text))


def _texts(tree: ast.Module) -> Iterator[str]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _shows(call: ast.Call) -> bool:
    """Whether a call shows words or a picture, or reads a picture's file. What saves one has a name that says so."""
    name = _name(call.func)
    given = (one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str))
    reads = any(PICTURE_FILE.fullmatch(PurePath(one).suffix) for one in given)
    return name in SHOWING or (reads and "save" not in name)


def _name(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )
