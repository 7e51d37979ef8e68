# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects like one another among many: what a save costs, and what both findings of a project cost.

Each project has four lines of two agencies, each line one of some 350 of the FY2565 books, or written after one, for
one of 70 provinces, so that every line has a hundred others that sound like it: harder than real years are.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time_ns
from typing import Any

from bench import databases
from bench.measuring import server_ns, sizes_asked

LINES = Path(__file__).parents[1] / "tests" / "similarity" / "lines.tsv"
TIMES = 40


def fill(projects: int) -> None:
    """Write projects, their agencies and lines, and their signatures; triggers are off while it loads."""
    from django.db import connection

    from bench.generate import SEED, _triggers_off
    from bench.generate_world import settle
    from budget_review.models import BudgetLine, IntegrationProject, Participation, Signature
    from budget_review.similarity.places import PROVINCES
    from budget_review.similarity.saying import marks_of
    from budget_review.similarity.works import METHOD, TITLE, read

    random = Random(SEED)
    rows = [row.split("\t") for row in LINES.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    items = [item for _code, _agency, _project, item in rows]
    titles = [project for _code, _agency, project, _item in rows if project]
    people = settle(projects)
    with _triggers_off():
        made = IntegrationProject.objects.bulk_create(
            [
                IntegrationProject(
                    code=f"S{pk:07d}", round_id=random.choice(people.rounds)[0], state="submitted", version=1,
                    lead_id=random.choice(people.agencies),
                    title=f"{random.choice(titles)} จังหวัด{random.choice(PROVINCES)}",
                )
                for pk in range(projects)
            ],
            batch_size=2000,
        )  # fmt: skip
        parts = []
        for project in made:
            other = random.choice([agency for agency in people.agencies[:50] if agency != project.lead_id])
            parts += [Participation(project=project, agency_id=pk, version=1) for pk in (project.lead_id, other)]
        parts = Participation.objects.bulk_create(parts, batch_size=4000)
        lines = [
            BudgetLine(
                participation=part, item=f"{random.choice(items)} จังหวัด{random.choice(PROVINCES)}",
                category="investment", fiscal_year=2565, amount_baht=1000,
            )
            for part in parts
            for _time in range(2)
        ]  # fmt: skip
        lines = BudgetLine.objects.bulk_create(lines, batch_size=4000)
        works: dict[int, list[Any]] = {project.pk: [read(project.title, part=TITLE)] for project in made}
        for line in lines:
            part = line.participation
            works[part.project_id].append(read(line.item, agency=part.agency_id, line=line.pk))
        Signature.objects.bulk_create(
            [
                Signature(project_id=pk, works=[work.as_data() for work in held], method=METHOD, revision=0)
                for pk, held in works.items()
            ],
            batch_size=2000,
        )
        with connection.cursor() as cursor:
            with cursor.copy("COPY budget_review_signaturemark (signature_id, mark) FROM STDIN") as copy:
                for pk, held in works.items():
                    for mark in sorted(marks_of(held)):
                        copy.write_row((pk, mark))
            cursor.execute("ANALYZE")


def cases() -> dict[str, Callable[[Any], Any]]:
    """What is measured of a project."""
    from budget_review.models import BudgetLine
    from budget_review.similarity.searching import findings_of
    from budget_review.similarity.signing import sign

    def save(project: Any) -> None:
        """Change the words of a line, as an edit does, and sign again."""
        line = BudgetLine.objects.filter(participation__project=project)[0]
        BudgetLine.objects.filter(pk=line.pk).update(item=f"{line.item} เพิ่มเติม")
        sign(project)

    return {"sign a project one of whose lines changed": save, "both findings of a project": findings_of}


def measure(projects: int) -> None:
    """Print the medians and the worst of some forty projects."""
    from django.core.management import call_command
    from django.db import connection

    from budget_review.models import IntegrationProject, SignatureMark

    name = f"similar_{projects}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    with databases.using(name):
        call_command("migrate", verbosity=0)
        began = perf_counter()
        fill(projects)
        marks = SignatureMark.objects.count()
        print(f"{projects:,} projects, {marks:,} marks, made in {perf_counter() - began:.0f} s\n", flush=True)
        pks = Random(1).sample(list(IntegrationProject.objects.values_list("pk", flat=True)), TIMES + 1)
        print("| asked | queries | CPU ms, median | CPU ms, worst | clock ms, median |\n|---|---|---:|---:|---:|")
        for label, ask in cases().items():
            cpu, clock, queries = [], [], set()
            for pk in pks:
                project = IntegrationProject.objects.get(pk=pk)
                asked: list[str] = []

                def noted(execute: Any, sql: str, *more: Any, asked: list[str] = asked) -> Any:
                    asked.append(sql)
                    return execute(sql, *more)

                began, spent = perf_counter(), process_time_ns() + server_ns()
                with connection.execute_wrapper(noted):
                    ask(project)
                cpu.append((process_time_ns() + server_ns() - spent) / 1e6)
                clock.append((perf_counter() - began) * 1e3)
                queries.add(len(asked))
            told = " / ".join(map(str, sorted(queries)))
            print(
                f"| {label} | {told} | {median(cpu[1:]):.0f} | {max(cpu[1:]):.0f} | {median(clock[1:]):.0f} |",
                flush=True,
            )


def main() -> None:
    """Print a table for each size."""
    databases.prepare()
    for size in sizes_asked("10000"):
        measure(size)


if __name__ == "__main__":
    main()
