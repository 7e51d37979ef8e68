# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Puts a pack together from bodies that were laid out alone: numbers its pages, links them, and joins them to one PDF.

A body knows nothing of the pack it stands in. What depends on its place (page numbers, running heads, labels, where
links lead) is stamped over it or kept beside it, so that another order of the same bodies lays out none of them again.
Two assemblers take the same ``Binding``: ``linker.link``, which is used, and ``reference.assemble``, by which tests
judge it page by page.
"""
