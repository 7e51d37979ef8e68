# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The seven umbrella projects of the FY2565 workplan, one file each."""

from project.demo.fy2565.projects import dg65_01, dg65_02, dg65_03, dg65_04, dg65_05, dg65_06, dg65_07

PROJECTS = tuple(module.PROJECT for module in (dg65_01, dg65_02, dg65_03, dg65_04, dg65_05, dg65_06, dg65_07))
BY_CODE = {project.code: project for project in PROJECTS}
