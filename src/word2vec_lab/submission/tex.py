"""Turns the TeX of a written answer into MathML, which a browser shows without any script or network.

latex2mathml does the translation. What is added here: browsers know one `mathvariant` only, so bold and italic letters
become styled ones; environments that it does not know are spelt as ones that it does; and nothing but mathematics
comes out, whatever a student wrote.
"""

import html
import re
import unicodedata
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert

LONGEST = 20_000
DEEPEST = 200
"""A formula with more brackets than that is a mistake, or an attack on the translator."""

ENVIRONMENTS = {
    **dict.fromkeys(
        ["aligned", "align", "alignat", "alignedat", "eqnarray", "eqnarray*", "equation", "split"], "split"
    ),
    **dict.fromkeys(["align*", "alignat*", "equation*"], "split"),
    **dict.fromkeys(["gather", "gather*", "gathered", "multline", "multline*"], "array"),
}

# MathML Core and what a browser needs of its attributes. Nothing here can load or run anything.
TAGS = frozenset(
    re.findall(
        r"\w+",
        "math mrow mi mn mo mtext ms mspace msub msup msubsup munder mover munderover mmultiscripts mprescripts"
        " mfrac msqrt mroot mtable mtr mtd mstyle mpadded mphantom menclose",
    )
)
ATTRIBUTES = frozenset(
    re.findall(
        r"\w+",
        "display stretchy fence form separator lspace rspace accent accentunder movablelimits minsize maxsize symmetric"
        " largeop displaystyle scriptlevel linethickness width height depth columnspan rowspan mathcolor",
    )
)

THIN = "0.167em"

CLASSES = {
    "italic": "i",
    "normal": "n",
    "bold": "b",
    "bold-italic": "bi",
    "sans-serif": "n",
    "bold-sans-serif": "b",
    "monospace": "n",
}

CSS = """
math { font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "DejaVu Math TeX Gyre", math, serif;
       font-size: 1.05em }
math .i, math .n, math .b, math .bi { text-transform: none;
       font-family: "STIX Two Text", "Times New Roman", "Liberation Serif", "DejaVu Serif", serif }
math .i, math .bi { font-style: italic }
math .n, math .b { font-style: normal }
math .b, math .bi { font-weight: bold }
math[display="block"] { margin: .7em 0 }
code.tex { color: #7a2e5d }
"""
"""The style sheet that the classes of the letters need."""


def mathml(tex: str, *, block: bool) -> str:
    """The formula as a `<math>` element; TeX that cannot be translated comes back as text, to be read as it is."""
    tex = tex.strip()
    try:
        return _translated(tex, block)
    except Exception:  # the translator meets whatever a student typed, and fails in many ways
        shown = f'<code class="tex">{html.escape(tex)}</code>'
        return f"<p>{shown}</p>" if block else shown


def _translated(tex: str, block: bool) -> str:
    if len(tex) > LONGEST or tex.count("{") > LONGEST // 10 or _depth(tex) > DEEPEST:
        raise ValueError("too long a formula")
    text = convert(_known(tex), display="block" if block else "inline")
    # \mathrm{d} arrives as a letter written as a number; a plain letter would be set in italics.
    text = re.sub(r"<mi>&#x000([4-7][0-9A-F]);</mi>", r'<mi mathvariant="normal">&#x000\1;</mi>', text)
    root = ET.fromstring(re.sub(r"&(?!#?\w+;)", "&amp;", text))  # noqa: S314 - made here, and holds no entity definition
    _clean(root)
    root.set("alttext", tex)
    return ET.tostring(root, encoding="unicode")


def _depth(tex: str) -> int:
    deepest = depth = 0
    for character in tex:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest


def _known(tex: str) -> str:
    """The formula in the dialect of the translator."""
    # It hands words on as they are, and what comes out is read as XML.
    tex = re.sub(r"\\(text|textrm|mbox)\{([^{}]*)\}", lambda m: f"\\{m[1]}{{{html.escape(m[2], quote=False)}}}", tex)
    tex = re.sub(r"\\label\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])", "", tex)
    tex = re.sub(r"\\tag\*?\{([^{}]*)\}", r"\\qquad\\text{(\1)}", tex)
    tex = re.sub(r"\\begin\{alignat(?:ed)?\*?\}\{\d+\}", r"\\begin{aligned}", tex)
    tex = re.sub(r"\\end\{alignat(?:ed)?\*?\}", r"\\end{aligned}", tex)
    return re.sub(r"\\(begin|end)\{([a-z]+\*?)\}", _environment, tex)


def _environment(match: re.Match[str]) -> str:
    verb, name = match.groups()
    known = ENVIRONMENTS.get(name, name)
    columns = "{c}" if verb == "begin" and name in ENVIRONMENTS and known == "array" else ""
    return f"\\{verb}{{{known}}}{columns}"


def _clean(element: ET.Element) -> None:
    """Take the namespace off, keep what is known, and give each letter its style."""
    element.tag = element.tag.rpartition("}")[2]
    if element.tag not in TAGS:
        element.tag = "mrow"
    variant = element.get("mathvariant", "")
    align = element.get("columnalign", "")
    for name in [name for name in element.attrib if name not in ATTRIBUTES]:
        del element.attrib[name]
    if align in ("left", "right") and element.tag == "mtd":
        element.set("style", f"text-align:{align}")
    if element.tag in ("mi", "mn", "mtext", "mo") and element.text:
        _dress(element, variant)
    if element.tag == "mspace" and element.get("width", "").startswith("negative"):
        element.set("width", "-0.167em")
    for child in element:
        _clean(child)
    _space(element)
    if element.tag == "mover" and element.get("accent") == "true" and element[-1].tag == "mo":
        # A hat is drawn close, without the room that an operator has at its sides; the caret of ASCII is too wide.
        element[-1].attrib.update(lspace="0em", rspace="0em")
        element[-1].text = (element[-1].text or "").replace("^", "ˆ")


def _space(row: ET.Element) -> None:
    """Set signs and functions as TeX does: −x after a relation is close, and log x has a little room."""
    if row.tag not in ("math", "mrow", "mtd", "mstyle"):
        return
    spaced: list[ET.Element] = []
    children = list(row)
    for number, child in enumerate(children):
        before = spaced[-1] if spaced else None
        after = children[number + 1] if number + 1 < len(children) else None
        if child.tag == "mo" and child.text in ("−", "+", "±") and (before is None or _opens(before)):
            child.set("form", "prefix")
        function = child.tag == "mi" and len(child.text or "") > 1
        if function and before is not None and before.tag not in ("mo", "mspace"):
            spaced.append(ET.Element("mspace", width=THIN))
        spaced.append(child)
        if function and after is not None and "mo" not in (after.tag, after[0].tag if len(after) else ""):
            spaced.append(ET.Element("mspace", width=THIN))
    row[:] = spaced


def _opens(element: ET.Element) -> bool:
    """Whether a sign after this one belongs to what follows: after (, = and the like, but not after a closing one."""
    return element.tag == "mo" and element.text not in (")", "]", "}", "|", "‖", "!", "′", "⊤", "∗", "*")


def _dress(element: ET.Element, variant: str) -> None:
    """Write a letter of a mathematical alphabet as a plain letter with a class, or as the character that it is."""
    text = element.text or ""
    if len(text) == 1 and (name := unicodedata.name(text, "")).startswith("MATHEMATICAL "):
        words = name.split()
        variant = "-".join(word.lower() for word in ("BOLD", "ITALIC") if word in words)
        text = unicodedata.normalize("NFKC", text)
    if variant in ("double-struck", "script", "fraktur"):
        element.text = "".join(_of_alphabet(character, variant) for character in text)
        return
    element.text = text
    if not variant and element.tag == "mi" and len(text) == 1 and text.isalpha():
        # As in TeX: Latin and small Greek letters slant, capital Greek ones do not.
        variant = "normal" if "GREEK CAPITAL" in unicodedata.name(text, "") else "italic"
    if variant in CLASSES:
        element.set("class", CLASSES[variant])


def _of_alphabet(character: str, alphabet: str) -> str:
    name = unicodedata.name(character, "")
    kind = name.replace("LATIN ", "").replace(" LETTER", "")
    for full in (f"{'BLACK-LETTER' if alphabet == 'fraktur' else alphabet.upper()} {kind}",
                 f"MATHEMATICAL {alphabet.upper()} {kind}"):  # fmt: skip
        try:
            return unicodedata.lookup(full)
        except KeyError:
            continue
    return character
