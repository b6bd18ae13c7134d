"""The door: runs a command and translates whatever stops it into a sentence and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from soanthao.cli import screen
from soanthao.cli.app import app
from soanthao.cli.exits import CODES, ExitCode
from soanthao.cli.usage import complaint
from soanthao.errors import SoanthaoError


def main() -> None:
    """Run the program on the process's own arguments and end the process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    code = _run(arguments)
    if code == ExitCode.INTERRUPTED:
        screen.complain("Đã dừng theo yêu cầu; thư mục kết quả vẫn như cũ.")
    return code


def _run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 - one way out, one code
    try:
        result = app(list(arguments), prog_name="soanthao", standalone_mode=False)
    except TyperException as error:
        screen.complain(complaint(error))
        return ExitCode.USAGE
    except typer.Exit as exit_:
        return exit_.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except SoanthaoError as error:
        screen.complain(str(error))
        return CODES[error.kind]
    except BrokenPipeError:
        return ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - the last door: a clerk never sees a traceback
        return _bug(error)
    return result if isinstance(result, int) else ExitCode.DONE


def _bug(error: Exception) -> int:
    screen.complain(
        f"Lỗi của chính soanthao ({type(error).__name__}: {error}); thư mục kết quả vẫn như cũ. "
        "Hãy gửi dòng này cho người phụ trách; đặt SOANTHAO_DEBUG=1 để thấy chi tiết."
    )
    if os.environ.get("SOANTHAO_DEBUG"):
        traceback.print_exception(error)
    return ExitCode.BUG
