"""The sandbox around the student's process (stub)."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True)
class StudentSettings:
    preload: tuple[str, ...]
    scratch: str
    readable: tuple[str, ...]
    memory_mb: int
    seconds: float
    layers: tuple[str, ...] = ()

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "StudentSettings":
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(text).items()})

    def with_layers(self, layers: list[str]) -> "StudentSettings":
        return replace(self, layers=tuple(layers))


def working_layers(settings: StudentSettings) -> list[str]:
    return []


def enter(settings: StudentSettings) -> None:
    folder = tempfile.mkdtemp(dir=settings.scratch)
    os.chdir(folder)
