"""An office's own HTML templates: what is wrong with them before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError

from soanthao.pdf import fence
from soanthao.pdf.page import sandbox


def page_faults(folder: Path) -> Iterator[str]:
    """Yield a line for each HTML template in *folder* that is no text or whose tags are broken."""
    environment = sandbox()
    for path in sorted(folder.glob("*.html")):
        try:
            text = fence.read(folder, path).decode("utf-8")
            environment.compile(text, path.name, path.name)
        except fence.OutsideError as error:
            yield f"{path.name}: không dùng được làm mẫu ({error})."
        except UnicodeDecodeError:
            yield f"{path.name}: không phải tệp chữ UTF-8; hãy lưu lại với bảng mã UTF-8."
        except OSError as error:
            yield f"{path.name}: không đọc được ({error.strerror})."
        except TemplateSyntaxError as error:
            said = str(error.message).rstrip(".")
            yield f"{path.name}, dòng {error.lineno}: sai cú pháp ({said})."
        except RecursionError:
            yield f"{path.name}: ngoặc hay khối lồng nhau quá sâu; hãy bỏ bớt."
