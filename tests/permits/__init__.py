# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small lifecycle of its own with two definitions, for the tests that take it (``tests.permits.living``).

Under the first, a permit is checked, looked at a second time, and granted. The second drops the second look, renames
"checked" to "verified", lets the applicant withdraw, and grants small ones by itself.
"""
