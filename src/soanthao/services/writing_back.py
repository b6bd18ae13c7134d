"""Number and date of an issued notice, put into conclusion.yaml: ``render`` then prints it final.

Everything else in the file stays byte for byte. The register does not need it, so whatever stands
in the way is a warning.
"""

from __future__ import annotations

from pathlib import Path

from soanthao import files
from soanthao.draft import edit
from soanthao.draft.load import load
from soanthao.draft.nodes import Fields
from soanthao.draft.source import read_bytes
from soanthao.errors import SoanthaoError
from soanthao.findings import Finding, Severity
from soanthao.register.entry import Entry


def write_back(path: Path, entry: Entry) -> tuple[Finding, ...]:
    """Let the conclusion at *path* say the number and date of its notice *entry*.

    Returns:
        A warning where it could not be done; the file is then as it was.
    """
    try:
        data = read_bytes(path)
        changed = _numbered(path, data, entry)
        if changed != data:
            load(path, data=changed, numbered_later=True)
            files.write_file(path, changed)
    except (SoanthaoError, files.StorageError, OSError) as error:
        reason = str(error).splitlines()[0]
        message = (
            f"Chưa ghi được số, ngày vào “{path}” ({reason}); hãy tự ghi notice.number và "
            "notice.issued nếu cần in lại."
        )
        return (Finding("G203", message, str(path), 1, 1, Severity.WARNING),)
    return ()


def _numbered(path: Path, data: bytes, entry: Entry) -> bytes:
    """Return *data* with number and date; a draft mark goes, as no issued document has one."""
    root = edit.open_tree(str(path), data)
    notice = root.at("notice")
    if entry.number is None or not isinstance(notice, Fields):
        return data
    said: dict[str, object] = {key: value for key, (_, value) in notice.entries.items()}
    said.pop("draft", None)
    said |= {"number": str(entry.number.number), "issued": entry.number.day.isoformat()}
    wanted: dict[str, object] = {key: value for key, (_, value) in root.entries.items()}
    return edit.apply(data, root, {**wanted, "notice": said})
