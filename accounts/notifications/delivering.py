# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making the delivered rules rows that an administrator can change; a row that is there is left as it is."""

from typing import Any

from django.db import connections

from accounts.notifications.models import NoticeRule
from accounts.notifications.registry import RULES


def deliver_rules(sender: Any, using: str, **kwargs: Any) -> None:
    """After a migrate: add the rules that are delivered and not there yet."""
    if NoticeRule._meta.db_table not in connections[using].introspection.table_names():
        return  # migrated back to before there were any
    there = set(NoticeRule.objects.using(using).values_list("topic", "audience"))
    NoticeRule.objects.using(using).bulk_create(
        NoticeRule(
            topic=rule.topic,
            audience=rule.audience,
            kind=rule.kind,
            way=rule.way,
            text_th=rule.th,
            text_en=rule.en,
        )
        for rule in RULES
        if (rule.topic, rule.audience) not in there
    )
