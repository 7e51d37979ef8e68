# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of what always holds of a committee names tests that exist, and every rule that is asked after each act."""

import re

from tests.docs.test_lessons import NAMED, ROOT, _tests_of
from tests.walks.always import RULES

PAGE = (ROOT / "docs" / "sureness.md").read_text()
TABLE = PAGE.partition("## What always holds of a committee")[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", TABLE, re.MULTILINE)[1:]
ALONE = re.compile(r"`(\w+)`")


def test_each_rule_says_what_holds_it_and_names_what_tries_it() -> None:
    assert len(ROWS) > len(RULES)
    for rule, _holds, tries in ROWS:
        named, asked = NAMED.findall(tries), ALONE.findall(NAMED.sub("", tries))
        assert named or asked, rule
        for path, name in named:
            assert name in _tests_of(ROOT / path), f"{path}::{name}"


def test_every_rule_that_is_asked_after_each_act_stands_in_the_table_once() -> None:
    asked = [name for _rule, _holds, tries in ROWS for name in ALONE.findall(NAMED.sub("", tries)) if name != "verify"]
    assert sorted(asked) == sorted(rule.__name__ for rule in RULES)
