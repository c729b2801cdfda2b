"""What is written into a page must not become part of it."""

import json

from safepage.writing import prose, script_of_data


def test_a_sentence_stays_text_and_its_code_is_set_as_code() -> None:
    assert prose("<b> & `x < y`, and a lone ` here") == "&lt;b&gt; &amp; <code>x &lt; y</code>, and a lone ` here"


def test_data_cannot_end_the_element_that_it_stands_in() -> None:
    data = {"text": "</script><script>alert(1)</script>", "letters": "ŷ"}
    element = script_of_data(data, "text/x")
    assert element.startswith('<script type="text/x">')
    assert element.count("<") == 2
    assert json.loads(element.removeprefix('<script type="text/x">').removesuffix("</script>")) == data
