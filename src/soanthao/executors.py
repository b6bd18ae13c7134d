"""Where jobs run: in the caller or in processes, behind the standard library's ``Executor``.

Jobs and results are plain values, a job's failure is a value, and the parent merges: this room
knows nothing of what it runs. Processes are spawned, not forked: a fork copies locks that threads
of Pango or of a web server hold. They are not recycled: ``max_tasks_per_child`` can hang the pool
in Python versions that we support (python/cpython#115634).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from soanthao.errors import ErrorKind, SoanthaoError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_JOBS_WORTH_A_WORKER: Final = 8
"""Fewer jobs than this are done sooner than a new process has loaded its libraries."""

_SECONDS_TO_END: Final = 2.0
"""What the pool's own thread needs to notice that the workers are gone, with some to spare."""

_faults: list[Exception] = []
"""Why this worker cannot work; one process, one warm-up."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


class WorkerLostError(SoanthaoError):
    """A worker died in the middle of its jobs, mostly for want of memory (tiến trình con chết)."""

    kind = ErrorKind.BUG

    def __init__(self) -> None:
        super().__init__(
            "Một tiến trình con đã dừng đột ngột, thường do máy thiếu bộ nhớ; "
            "hãy đóng bớt chương trình khác hoặc chạy lại với --workers 1."
        )


class SerialExecutor(Executor):
    """Runs each job in the caller, at once; an exception stays in the job's future."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Run *fn* and return its finished future; Ctrl-C is not a result and passes through."""
        future: Future[_T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - kept for who asks for the result
            future.set_exception(error)
        return future

    def map(
        self,
        fn: Callable[..., _T],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[_T]:
        """Yield the results in order; each job runs when its result is asked for."""
        return map(fn, *iterables)


class _Processes(ProcessPoolExecutor):
    """A pool whose workers leave Ctrl-C to the parent, from their first instruction on."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        with _interrupt_held():
            return super().submit(_run, fn, *args, **kwargs)

    def end_now(self) -> None:
        """End the workers in the middle of their jobs; nobody waits for the results."""
        pool: Any = self  # its thread and its queues have no public name
        manager = pool._executor_manager_thread
        for worker in (self._processes or {}).values():
            worker.kill()
        # Else the manager would wait for ever for the rest of a large result.
        pool._result_queue._writer.close()
        reader = pool._call_queue._reader
        self.shutdown(wait=False, cancel_futures=True)
        if manager is not None:
            manager.join(_SECONDS_TO_END)
            if manager.is_alive():
                # It waits to hand a large job to the dead: python/cpython#94777, in Debian 12.
                reader.close()
                manager.join()


@contextmanager
def open_executor(
    workers: int,
    warm_up: Callable[..., object] | None = None,
    initargs: tuple[Any, ...] = (),
) -> Iterator[Executor]:
    """Give an executor: serial for one worker or fewer, else spawned processes.

    Leaving the block waits for the jobs; leaving it by an exception, Ctrl-C included, ends the
    workers at once.

    Args:
        workers: number of processes; see :func:`default_workers`.
        warm_up: called once with *initargs* in each worker, or once here; importable by name. What
            it raises is raised here, or stands in the futures.
        initargs: plain values.

    Raises:
        WorkerLostError: a worker died.
    """
    if workers <= 1:
        if warm_up is not None:
            warm_up(*initargs)
        yield SerialExecutor()
        return
    spawn = multiprocessing.get_context("spawn")
    pool = _Processes(workers, spawn, initializer=_begin, initargs=(warm_up, initargs))
    try:
        yield pool
    except BrokenExecutor:
        pool.end_now()
        raise WorkerLostError from None
    except BaseException:
        pool.end_now()
        raise
    pool.shutdown()


def default_workers(jobs: int) -> int:
    """Return how many workers *jobs* jobs deserve on this machine, at least one."""
    return max(1, min(usable_cores(), jobs // _JOBS_WORTH_A_WORKER))


def usable_cores() -> int:
    """Return the number of cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin(warm_up: Callable[..., object] | None, initargs: tuple[Any, ...]) -> None:
    """Prepare a worker; the pool itself would answer a fault with a dead worker and no reason."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if warm_up is not None:
        try:
            warm_up(*initargs)
        except Exception as error:  # noqa: BLE001 - raised by every job of this worker
            _faults.append(error)


def _end_with_parent() -> None:
    """End this worker when the parent is gone: killed, it cannot say so, and the queues stay."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Run one job in a worker."""
    if _faults:
        raise _faults[0]
    return fn(*args, **kwargs)


@contextmanager
def _interrupt_held() -> Iterator[None]:
    """Let Ctrl-C wait; a process that starts meanwhile is born with the signal blocked."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
