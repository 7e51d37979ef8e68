# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses of projects and rounds."""

from django.urls import path

from budget_review.views import (
    acts,
    as_of,
    beginning,
    editing,
    importing,
    kpis,
    letters,
    listing,
    many,
    parts,
    project,
    rounds,
    screening,
    sections,
    similar,
    tables,
    versions,
)

urlpatterns = [
    path("projects/", listing.projects, name="projects"),
    path("projects/new/", beginning.project_new, name="project_new"),
    path("projects/many/", many.listed_act, name="listed_acts"),
    path("projects/many/<str:name>/", many.listed_act, name="listed_act"),
    path("projects/<slug:code>/", project.project, name="project"),
    path("projects/<slug:code>/acts/<str:name>/", acts.project_act, name="project_act"),
    path("projects/<slug:code>/parts/<str:kind>/<int:pk>/acts/<str:name>/", acts.part_act, name="part_act"),
    path("projects/<slug:code>/edit/", editing.overview, name="project_edit"),
    path("projects/<slug:code>/edit/essentials/", editing.essentials, name="edit_essentials"),
    path("projects/<slug:code>/edit/sections/<slug:key>/", sections.section, name="edit_section"),
    path("projects/<slug:code>/edit/parts/", parts.parts, name="edit_parts"),
    path("projects/<slug:code>/edit/parts/<int:pk>/", parts.part, name="edit_part"),
    path("projects/<slug:code>/edit/parts/<int:pk>/table/", tables.lines, name="lines_table"),
    path("projects/<slug:code>/edit/parts/<int:pk>/invitation/", parts.invite, name="invite_part"),
    path("projects/<slug:code>/edit/kpis/", kpis.kpis, name="edit_kpis"),
    path("projects/<slug:code>/edit/kpis/table/", tables.kpis, name="kpis_table"),
    path("projects/<slug:code>/parts/<int:pk>/lines.<str:kind>", tables.lines_file, name="lines_file"),
    path("projects/<slug:code>/kpis.<str:kind>", tables.kpis_file, name="kpis_file"),
    path("projects/<slug:code>/screening/", screening.screening, name="screening"),
    path("projects/<slug:code>/similar/<slug:other>/", similar.similar, name="similar"),
    path("projects/<slug:code>/as-of/", as_of.as_of, name="as_of"),
    path("projects/<slug:code>/versions/", versions.versions, name="versions"),
    path("projects/<slug:code>/letters/<int:pk>.pdf", letters.letter, name="letter"),
    path("imports/", importing.imports, name="imports"),
    path("imports/<int:pk>/", importing.import_page, name="import"),
    path("imports/<int:pk>/rows.csv", importing.import_reasons, name="import_reasons"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/<int:pk>/", rounds.round_page, name="round"),
    path("rounds/<int:pk>/acts/<str:name>/", many.round_act, name="round_act"),
]
