"""What several rooms' tests need: Vietnamese documents on LibreOffice's desk, and time."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import coverage
import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))

from unmeasured import is_unmeasured

settings.register_profile(
    "soanthao",
    deadline=None,
    derandomize=True,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("soanthao")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Let coverage rest while a test of `unmeasured` is set up, runs and is torn down."""
    resting = []
    if is_unmeasured(item.path.name, getattr(item, "originalname", item.name)):
        # A worker of xdist has two: where the upper one stops, the lower one goes on.
        while (measuring := coverage.Coverage.current()) is not None:
            measuring.stop()
            resting.append(measuring)
    try:
        return (yield)
    finally:
        for measuring in reversed(resting):
            measuring.start()


@pytest.fixture
def hears_ctrl_c():
    """Let programs started by the test hear Ctrl-C, as a terminal lets them.

    A shell starts what it runs in the background deaf to it, and the deafness is inherited.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


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
