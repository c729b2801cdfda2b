"""What systems and programs leave behind in people's folders: nobody handed it in, so it is looked at nowhere."""

from collections.abc import Sequence

FOLDERS = frozenset(
    {
        *(".ipynb_checkpoints", "__pycache__", ".virtual_documents", ".mypy_cache", ".pytest_cache", ".ruff_cache"),
        *("__macosx", ".trashes", ".spotlight-v100", ".fseventsd", "$recycle.bin", "system volume information"),
        *(".git", ".idea", ".vscode", ".venv", "venv", "site-packages", "node_modules"),
    }
)
FILES = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", ".localized"})

ENVIRONMENT = "pyvenv.cfg"
"""What lies at the top of a Python environment, whatever the folder is called."""


def is_leftover(parts: Sequence[str]) -> bool:
    """Whether a file of that path, by its folders and its name, is one that nobody handed in."""
    *folders, name = [part.lower() for part in parts]
    # macOS keeps what it knows of the file `x` in a file `._x`.
    return name in FILES or name.startswith("._") or any(is_leftover_folder(folder) for folder in folders)


def is_leftover_folder(name: str) -> bool:
    """Whether a folder of that name holds nothing that anybody handed in."""
    return name.lower() in FOLDERS
