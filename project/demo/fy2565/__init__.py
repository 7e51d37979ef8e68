# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The FY2565 integrated Digital Government workplan, restated by hand as one round.

Facts, from the printed budget books (each line names its volume and page): agencies, umbrella projects, items,
categories and amounts, which are the enacted ones and stand here as the request. Example data, not in any source:
leads, objectives, KPIs, people, screening, opinions, committee, resolutions, letter numbers and the days of the acts.
"""
