# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Electronic signatures on issued papers (PAdES), where the service has a certificate (docs/verifying.md).

A paper is issued and kept first; a job then signs it. The signed form begins with exactly the bytes of the paper and is
kept beside it, so the record and its hash stay what they were.
"""
