"""A process that has loaded everything and forks a run for each line that it is sent.

The child stops before its first instruction of the run, so that a tracer can be attached to it. A
start of Python for each of some hundred runs would cost more than the runs themselves.
"""

import json
import os
import signal
import sys
import tempfile


def answer(word: object) -> None:
    """Say one word to whoever sends the lines."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def serve() -> None:
    """Answer each line ``[arguments, scratch, output, errors]`` with a pid, then a wait status."""
    from soanthao.cli.main import run

    arguments = json.loads(sys.stdin.readline())
    if run(arguments) != 0:
        raise SystemExit("the first run failed")
    sys.stdout.flush()
    answer("ready")
    for line in sys.stdin:
        arguments, scratch, output, errors = json.loads(line)
        pid = os.fork()
        if pid == 0:
            os.environ["TMPDIR"] = scratch
            tempfile.tempdir = None
            for path, descriptor in ((output, 1), (errors, 2)):
                opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                os.dup2(opened, descriptor)
                os.close(opened)
            os.kill(os.getpid(), signal.SIGSTOP)
            code = run(arguments)
            os._exit(code)
        os.waitpid(pid, os.WUNTRACED)
        answer(pid)
        _, status = os.waitpid(pid, 0)
        answer(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    serve()
