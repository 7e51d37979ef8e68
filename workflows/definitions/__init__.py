# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lifecycle's numbered definitions: each release's table kept, the law that a subject lives under, and moving on.

``tables`` makes plain data of the code, ``files`` keeps it in ``<app>/definitions/<model>/0001.json``, ``keeping``
stores it in the database, ``differences`` compares, ``lint`` and ``checks`` find what is wrong, ``counting`` says who
lives under which, and ``migrating`` brings subjects under a newer one. See docs/definitions.md.
"""
