"""How findings are shown that earn no points: the microscope's stages, the state of the machine."""

import html
from dataclasses import dataclass

from word2vec_lab.check.score import BAD, GOOD, QUIET, Finding, framed
from word2vec_lab.figures import Picture


@dataclass(frozen=True, repr=False)
class View:
    """A title, findings one below the other, and at the end perhaps a picture; above all of it perhaps a notice."""

    title: str
    findings: tuple[Finding, ...]
    picture: Picture | None = None
    notice: Finding | None = None

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
        above = self.notice.lines() if self.notice else []
        lines = [*above, self.title, *(line for finding in self.findings for line in finding.lines())]
        return "\n".join([*lines, self.picture.alt] if self.picture else lines)

    def _repr_html_(self) -> str:
        wrong = any(finding.kind == "wrong" for finding in self.findings)
        colour = GOOD if self.right else BAD if wrong else QUIET
        picture = f'<p style="margin:.6em 0 0">{self.picture._repr_html_()}</p>' if self.picture else ""
        return framed(
            colour, f"<strong>{html.escape(self.title)}</strong>", self.findings, notice=self.notice, below=picture
        )
