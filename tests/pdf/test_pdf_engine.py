import logging
import threading

import pytest

from soanthao.errors import MissingToolError, TemplateError
from soanthao.pdf import engine

LOGGER = logging.getLogger("weasyprint")


@pytest.fixture(autouse=True)
def loaded():
    return engine.weasyprint()


def complain(*messages: str) -> None:
    with engine.watched("a.html"):
        for message in messages:
            LOGGER.warning("%s", message)


def test_a_warning_is_an_error():
    with pytest.raises(TemplateError, match=r"Mẫu PDF a\.html có lỗi: lạ; khác\."):
        complain("lạ", "khác")


def test_a_warning_is_heard_where_the_office_silenced_it():
    LOGGER.setLevel(logging.CRITICAL)
    try:
        with pytest.raises(TemplateError, match="lạ"):
            complain("lạ")
        assert LOGGER.level == logging.CRITICAL
    finally:
        LOGGER.setLevel(logging.NOTSET)


def test_what_is_heard_goes_nowhere_else(caplog):
    with pytest.raises(TemplateError):
        complain("lạ")
    assert caplog.records == []


def test_another_thread_is_not_listened_to(caplog):
    with engine.watched("a.html"):
        other = threading.Thread(target=LOGGER.warning, args=["của luồng khác"])
        other.start()
        other.join()
    assert [record.getMessage() for record in caplog.records] == ["của luồng khác"]


def test_progress_is_no_complaint():
    with engine.watched("a.html"):
        LOGGER.debug("Step 1")
    assert LOGGER.filters == []


def test_a_missing_glyph_is_no_fault_of_the_template():
    with pytest.raises(MissingToolError, match="ký tự"):
        complain('.notdef glyph rendered for Unicode string unsupported by fonts: "x"')


def test_an_exception_of_weasyprint_stops_at_the_door():
    with (
        pytest.raises(TemplateError, match=r"a\.html không in được: ValueError\('x'\)"),
        engine.watched("a.html"),
    ):
        raise ValueError("x")
    assert LOGGER.filters == []
