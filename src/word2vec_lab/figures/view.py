"""How findings are shown that earn no points: the microscope's stages, the state of the machine."""

import html
from dataclasses import dataclass

from word2vec_lab.check.score import Finding
from word2vec_lab.figures import Picture


@dataclass(frozen=True, repr=False)
class View:
    """A title, findings one below the other, and at the end perhaps a picture."""

    title: str
    findings: tuple[Finding, ...]
    picture: Picture | None = None

    @property
    def right(self) -> bool:
        """Whether something was found right and nothing to mend."""
        kinds = {finding.kind for finding in self.findings}
        return "right" in kinds and "wrong" not in kinds

    @property
    def named(self) -> tuple[str, ...]:
        """The slugs of all findings, in order."""
        return tuple(finding.name for finding in self.findings)

    def __repr__(self) -> str:
        lines = [self.title, *(line for finding in self.findings for line in finding.lines())]
        return "\n".join([*lines, self.picture.alt] if self.picture else lines)

    def _repr_html_(self) -> str:
        wrong = any(finding.kind == "wrong" for finding in self.findings)
        colour = "var(--jp-warn-color1,#b35806)" if wrong else "var(--jp-border-color1,#888)"
        if self.right:
            colour = "var(--jp-success-color1,#1b7837)"
        rows = "".join(finding.html() for finding in self.findings)
        picture = f'<p style="margin:.6em 0 0">{self.picture.img()}</p>' if self.picture else ""
        return (
            f'<div style="border-left:.3em solid {colour};padding:.2em 0 .2em 1em">'
            f"<p><strong>{html.escape(self.title)}</strong></p>"
            f'<ul style="margin:0;padding:0">{rows}</ul>{picture}</div>'
        )
