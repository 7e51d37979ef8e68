# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""People and moments as the API writes them."""

from typing import Annotated

from ninja import Field, Schema

from accounts.models import User

Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2021-01-25T02:00:00.000000Z"])]


class PersonOut(Schema):
    """A person."""

    id: int
    name: str


def person_out(user: User) -> PersonOut:
    """A person as the API shows one."""
    return PersonOut(id=user.pk, name=str(user))
