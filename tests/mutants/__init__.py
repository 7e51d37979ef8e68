# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proving the tests: the code is changed in one place at a time, and each change must make a test fail.

mutmut passes by every decorated function, and so by every guard, and makes the test database anew for each change.
Here one pytest session is forked for each, and the changed code takes the place of the old in the functions themselves.
"""
