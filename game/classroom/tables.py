"""The tables: classes, pupils by pseudonym, their runs, open votes, shut doors, how much was refused. Nothing else is
kept."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()


def _of(owner: str, name: str, *, is_key: bool = False) -> sa.Column[int]:
    """Whose a row is: it goes when they go."""
    owned = sa.ForeignKey(f"{owner}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, owned, primary_key=is_key, autoincrement=False, nullable=False)


classes = sa.Table(
    "classes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", sa.String(10), unique=True, nullable=False),
    sa.Column("lesson", sa.Text, nullable=False),
    sa.Column("salt", sa.String(16), nullable=False),
    sa.Column("secret", sa.String(64), nullable=False),
    sa.Column("standing", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sqlite_autoincrement=True,  # the number of what was deleted is not dealt again
)

pupils = sa.Table(
    "pupils",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _of("classes", "class"),
    sa.Column("token", sa.String(64), nullable=False),
    sa.Column("pseudonym", sa.String(60), nullable=False),
    sa.Column("here", sa.Boolean, nullable=False),
    sa.UniqueConstraint("class", "token", name="a_token_is_one_pupil"),
    sa.UniqueConstraint("class", "pseudonym", name="a_pseudonym_is_one_pupil"),
    sqlite_autoincrement=True,
)

runs = sa.Table(
    "runs",
    metadata,
    _of("pupils", "pupil", is_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("revision", sa.BigInteger, nullable=False),
    sa.Column("traveller", sa.Text, nullable=False),
    sa.Column("seed", sa.BigInteger, nullable=False),
    sa.Column("moves", sa.Text, nullable=False),
)

votes = sa.Table(
    "votes",
    metadata,
    _of("pupils", "pupil", is_key=True),
    sa.Column("ballot", sa.Integer, nullable=False),
    sa.Column("choice", sa.Text, nullable=False),
)

shut_doors = sa.Table("shut_doors", metadata, _of("classes", "class", is_key=True))
"""Of the classes that nobody new comes into now."""

refusals = sa.Table(
    "refusals",
    metadata,
    _of("classes", "class", is_key=True),
    sa.Column("why", sa.String(20), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)
