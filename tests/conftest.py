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
    max_examples=50,
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


@pytest.fixture
def libreoffice_pdf(soffice, tmp_path):
    """Return a function that lets LibreOffice print .docx bytes; gives the path of the PDF."""

    def convert(docx: bytes, name: str = "document") -> Path:
        source = tmp_path / f"{name}.docx"
        source.write_bytes(docx)
        command = [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)),
        ]
        done = subprocess.run(command, capture_output=True, timeout=180, check=False)
        printed = tmp_path / f"{name}.pdf"
        assert printed.is_file(), done.stderr.decode(errors="replace")
        return printed

    return convert
