"""The font of every PDF: Liberation Serif, four faces that travel with the program.

The decree wants Times New Roman, which nobody may pass on; Liberation Serif has the same widths,
every Vietnamese letter, and a licence (SIL OFL 1.1, beside the files) that lets it travel. Every
machine prints with these bytes, whatever fonts are installed there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from soanthao import files
from soanthao.errors import MissingToolError

FAMILY: Final = "Liberation Serif"
VERSION: Final = "2.1.5"
FOLDER: Final = Path(__file__).resolve().parent / "liberation"
CONFIGURATION: Final = FOLDER / "fonts.conf"
"""What fontconfig reads in the place of the machine's own configuration."""


@dataclass(frozen=True, slots=True)
class Face:
    """One file of the font.

    Attributes:
        name: of the file in :data:`FOLDER`.
        sha256: of its bytes, as released.
    """

    name: str
    sha256: str


FACES: Final = (
    Face(
        "LiberationSerif-Regular.ttf",
        "29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba",
    ),
    Face(
        "LiberationSerif-Bold.ttf",
        "446a4421f297698427170fd7db20e59169a4188baaaf940e9bea58af6341a723",
    ),
    Face(
        "LiberationSerif-Italic.ttf",
        "c1830c433ab41379f1139fac388989d37c9f08c81e1bd643efdcc7946db30753",
    ),
    Face(
        "LiberationSerif-BoldItalic.ttf",
        "36dd6965be8915f6d7efb259757f1f7546a7c6f72c53a20bbe4ae7092f2cd558",
    ),
)
IDENTITY: Final = (
    f"{FAMILY} {VERSION} sha256:{files.sha256(''.join(face.sha256 for face in FACES).encode())}"
)
"""Family, version and one digest over those of the faces: what a manifest names."""


def sound_faces(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Return the files of the font, each proven to be the one that was released.

    Raises:
        MissingToolError: one is missing or is another; the message names it.
    """
    paths = tuple(folder / face.name for face in FACES)
    for face, path in zip(FACES, paths, strict=True):
        try:
            digest = files.sha256(path.read_bytes())
        except OSError as error:
            raise MissingToolError(
                f"Không đọc được tệp phông chữ “{path}” ({error.strerror}); "
                "hãy cài đặt lại chương trình."
            ) from error
        if digest != face.sha256:
            raise MissingToolError(
                f"Tệp phông chữ “{path}” không phải {FAMILY} {VERSION} mà chương trình mang theo; "
                "hãy cài đặt lại chương trình."
            )
    return paths
