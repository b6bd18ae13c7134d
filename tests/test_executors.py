"""Executors: the same results from one process and from many, and an end at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, as_completed
from pathlib import Path

import pytest

from soanthao.errors import TemplateError
from soanthao.executors import (
    SerialExecutor,
    WorkerLostError,
    default_workers,
    open_executor,
    usable_cores,
)

STATE: dict[str, object] = {}


def warm(value: object) -> None:
    STATE["warm"] = value


def cold() -> None:
    raise TemplateError("mẫu hỏng")


def warmth(_job: int) -> object:
    return STATE.get("warm")


def square(job: int) -> int:
    return job * job


def divide(job: int) -> float:
    return 1 / job


def die(_job: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def big(job: bytes) -> bytes:
    return job * 2


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def process(_job: int) -> int:
    return os.getpid()


def deaf(_job: int) -> tuple[bool, bool]:
    """Return whether this process was born deaf to Ctrl-C, and whether it stays so."""
    blocked = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    return blocked, signal.getsignal(signal.SIGINT) is signal.SIG_IGN


@pytest.mark.parametrize("workers", [-1, 0, 1, 2])
def test_results_come_in_the_order_of_the_jobs(workers):
    with open_executor(workers) as executor:
        assert list(executor.map(square, range(20))) == [each * each for each in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_worker_is_warmed_up(workers, monkeypatch):
    monkeypatch.delitem(STATE, "warm", raising=False)
    with open_executor(workers, warm, ("templates",)) as executor:
        assert set(executor.map(warmth, range(4))) == {"templates"}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_stays_in_its_future_and_the_other_jobs_go_on(workers):
    with open_executor(workers) as executor:
        futures = {executor.submit(divide, job): job for job in (1, 0, 2)}
        results = {
            futures[done]: done.exception() or done.result() for done in as_completed(futures)
        }
    assert isinstance(results.pop(0), ZeroDivisionError)
    assert results == {1: 1.0, 2: 0.5}


def test_serial_jobs_run_in_the_caller():
    with open_executor(1) as executor:
        assert isinstance(executor, SerialExecutor)
        assert executor.submit(process, 0).result() == os.getpid()


def test_serial_results_come_one_by_one():
    asked = []

    def job(number: int) -> int:
        asked.append(number)
        return number

    with open_executor(1) as executor:
        results = executor.map(job, (1, 2, 3))
        assert next(results) == 1
        assert asked == [1]


def test_ctrl_c_in_a_serial_job_is_no_result():
    def interrupted() -> Future[None]:
        raise KeyboardInterrupt

    with open_executor(1) as executor, pytest.raises(KeyboardInterrupt):
        executor.submit(interrupted)


def test_several_workers_are_other_processes():
    with open_executor(2) as executor:
        assert os.getpid() not in set(executor.map(process, range(4)))


def test_large_jobs_and_results_travel_whole():
    jobs = [bytes([number]) * 300_000 for number in range(6)]
    with open_executor(2) as executor:
        assert list(executor.map(big, jobs)) == [job * 2 for job in jobs]


def test_an_exception_in_the_block_ends_running_and_waiting_jobs_at_once():
    begun = time.monotonic()
    waiting: list[Future[None]] = []

    def give_up() -> None:
        with open_executor(2) as executor:
            waiting.extend(executor.submit(sleep, 60) for _ in range(8))
            raise LookupError

    with pytest.raises(LookupError):
        give_up()
    assert time.monotonic() - begun < 20
    assert all(future.done() for future in waiting)


def test_large_jobs_under_way_do_not_delay_the_end():
    begun = time.monotonic()

    def give_up() -> None:
        with open_executor(2) as executor:
            for _ in range(20):
                executor.submit(big, b"x" * 3_000_000)
            time.sleep(0.5)
            raise LookupError

    with pytest.raises(LookupError):
        give_up()
    assert time.monotonic() - begun < 20


def test_a_lost_worker_is_told_apart_from_a_failed_job():
    with pytest.raises(WorkerLostError, match="bộ nhớ"), open_executor(2) as executor:
        executor.submit(die, 0).result()


def test_a_warm_up_that_fails_here_says_why():
    with pytest.raises(TemplateError, match="mẫu hỏng"), open_executor(1, cold):
        pass


def test_a_warm_up_that_fails_in_a_worker_says_why():
    with open_executor(2, cold) as executor:
        faults = [future.exception() for future in [executor.submit(square, 1)]]
    assert [str(fault) for fault in faults] == ["mẫu hỏng"]
    assert isinstance(faults[0], TemplateError)


def test_a_block_without_jobs_ends_at_once():
    with pytest.raises(LookupError), open_executor(2):
        raise LookupError


MID_RESULT = """
import sys, time
from pathlib import Path
from soanthao.executors import open_executor
def large(flag):
    data = b"x" * 100_000_000
    Path(flag).touch()
    return data
if __name__ == "__main__":
    flag = Path(sys.argv[1])
    for delay in (0.05, 0.1, 0.15, 0.2):
        flag.unlink(missing_ok=True)
        try:
            with open_executor(2) as executor:
                executor.submit(large, sys.argv[1])
                while not flag.exists():
                    time.sleep(0.001)
                time.sleep(delay)
                raise LookupError
        except LookupError:
            print(delay)
"""


def test_a_worker_ended_in_the_middle_of_a_large_result_does_not_delay_the_end(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(MID_RESULT)
    command = [sys.executable, str(script), str(tmp_path / "flag")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["0.05", "0.1", "0.15", "0.2"]
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal")
def test_workers_are_deaf_to_ctrl_c_from_their_birth_on():
    with open_executor(2) as executor:
        assert set(executor.map(deaf, range(4))) == {(True, True)}


INTERRUPTED = """
import sys, time
from soanthao.executors import open_executor
if __name__ == "__main__":
    try:
        with open_executor(int(sys.argv[1])) as executor:
            print("begun", flush=True)
            for future in [executor.submit(time.sleep, 60) for _ in range(8)]:
                future.result()
    except KeyboardInterrupt:
        sys.exit(130)
"""


KILLED = """
import os, time
from soanthao.executors import open_executor
def born(seconds):
    time.sleep(seconds)
    return os.getpid()
if __name__ == "__main__":
    with open_executor(2) as executor:
        print(*executor.map(born, [0.5, 0.5]), flush=True)
        executor.submit(time.sleep, 300)
        time.sleep(300)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks the kernel who lives")
def test_workers_busy_or_idle_end_with_a_parent_that_is_killed(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(KILLED)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        workers = set(run.stdout.readline().split())
        assert workers
        run.kill()
    end = time.monotonic() + 30
    while any(lives(worker) for worker in workers) and time.monotonic() < end:
        time.sleep(0.05)
    assert [worker for worker in workers if lives(worker)] == []


def lives(pid: str) -> bool:
    stat = Path("/proc", pid, "stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.usefixtures("hears_ctrl_c")
@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal")
@pytest.mark.parametrize(("workers", "delay"), [(1, 0.3), (2, 0.0), (2, 0.05), (2, 0.2), (2, 1.0)])
def test_ctrl_c_on_a_terminal_ends_everything_quietly(tmp_path, workers, delay):
    script = tmp_path / "script.py"
    script.write_text(INTERRUPTED)
    with subprocess.Popen(
        [sys.executable, str(script), str(workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "begun\n"
        time.sleep(delay)
        begun = time.monotonic()
        os.killpg(run.pid, signal.SIGINT)
        _, errors = run.communicate(timeout=30)
    assert time.monotonic() - begun < 10
    assert errors == ""
    assert run.returncode == 130


@pytest.mark.parametrize(("jobs", "most"), [(0, 1), (7, 1), (8, 1), (16, 2), (1000, 125)])
def test_workers_are_as_many_as_the_jobs_are_worth(jobs, most):
    assert default_workers(jobs) == min(most, usable_cores())


def test_only_the_cores_that_we_may_use_count():
    one = min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    if one is None:
        pytest.skip("this system does not tell")
    code = "from soanthao.executors import default_workers as d; print(d(1000))"
    command = ["taskset", "-c", str(one), sys.executable, "-c", code]
    assert subprocess.run(command, check=True, capture_output=True).stdout == b"1\n"


def test_other_systems_tell_all_their_cores(monkeypatch):
    monkeypatch.setattr("soanthao.executors.sys.platform", "another")
    assert usable_cores() == os.cpu_count()


def test_the_room_imports_no_heavy_library():
    code = "import sys, soanthao.executors; print('weasyprint' in sys.modules)"
    assert Path(sys.executable).exists()
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == "False\n"
