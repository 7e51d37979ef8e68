# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Print what docs/similarity.md says of the labelled pairs: ``python -m tests.similarity``."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

if __name__ == "__main__":
    import tests.environment  # noqa: F401 - the same fixed environment as the tests have
    from tests.similarity.measuring import counts, table

    print(counts(), table(), sep="\n\n")
