"""soanthao (soạn thảo): from the conclusions of a meeting to proven official notices."""

__version__ = "0.1.0"
