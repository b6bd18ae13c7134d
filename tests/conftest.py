"""What several rooms' tests need: Vietnamese documents on LibreOffice's desk."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile(
    "soanthao",
    deadline=None,
    derandomize=True,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("soanthao")


@pytest.fixture(scope="session")
def soffice():
    """Path of LibreOffice; without it the test is skipped and says so."""
    path = shutil.which("soffice")
    if path is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return path


@pytest.fixture(scope="session")
def libreoffice_pdfs(soffice, tmp_path_factory):
    """Return a function that prints .docx bytes in one go; from names to the paths of PDFs."""

    def convert(files: dict[str, bytes]) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("libreoffice")
        sources = [folder / f"{name}.docx" for name in files]
        for source, content in zip(sources, files.values(), strict=True):
            source.write_bytes(content)
        command = [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder)),
            *map(str, sources),
        ]
        done = subprocess.run(command, capture_output=True, timeout=300, check=False)
        printed = {name: folder / f"{name}.pdf" for name in files}
        missing = [name for name, path in printed.items() if not path.is_file()]
        assert not missing, (missing, done.stderr.decode(errors="replace"))
        return printed

    return convert


@pytest.fixture
def libreoffice_pdf(libreoffice_pdfs):
    """Return a function that lets LibreOffice print .docx bytes; gives the path of the PDF."""
    return lambda docx, name="document": libreoffice_pdfs({name: docx})[name]
