"""``python -m soanthao``."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from soanthao.cli.main import main as run  # noqa: PLC0415 - the console script loads nothing twice

    run()


if __name__ == "__main__":
    main()
