"""The game as plain lines, for screen readers, pipes and terminals that can do nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Protocol

from game.engine.calendar import moment
from game.engine.journal import pauses
from game.engine.playthrough import Playthrough
from game.engine.rules import Rules
from game.engine.text import plain
from game.keys import latin
from game.plain import pages
from game.plain.console import Console, InputEnded, bare, number
from game.saves.run import Played
from game.wording import N_, _
from game.wording.dates import reads

_LONGEST_NAME = 60
"""Characters of the name that a game is saved under; what is typed beyond is left out."""

_HELP = {
    "?": N_("show this help"),
    "b": N_("go back one choice"),
    "s": N_("save under a name: s my name"),
    "j": N_("journal: the facts met so far, with their sources"),
    "n": N_("news so far"),
    "p": N_("papers, belongings, and what you have told guards"),
    "h": N_("hearsay: the rumours you have heard"),
    "v": N_("voices: what is argued about it all"),
    "m": N_("the roads, as a list"),
    "t": N_("the story so far"),
    "r": N_("show or hide what was reported, as marks in the text"),
    "c": N_("what can be told in short; c 1 turns the first of these"),
    "w": N_("where you are; the choices again"),
    "q": N_("quit; the game is saved"),
}


def introduce(console: Console, rules: Rules) -> None:
    about = rules.story["about"]
    console.say(about["title"].upper(), "")
    for paragraph in (about["about"], about["content"], about["invented"]):
        if paragraph:
            console.say(plain(paragraph), "")


def ask_traveller(console: Console, rules: Rules, among: Collection[str] = ()) -> str:
    """Whom to play; nobody named: anybody. Raises `InputEnded`."""
    travellers = [(name, who) for name, who in rules.story["travellers"].items() if not among or name in among]
    for count, (_id, who) in enumerate(travellers, 1):
        console.say(f"{count}. {who['name']}")
        if who["invented"]:
            console.say(f"   ({_('An invented person, made from several who were reported.')})")
        card = rules.at_start(who["card"])
        console.say(*(f"   {paragraph}" for paragraph in pages.told(card, marked=False)), "")
    while True:
        answer = console.ask(f"{_('Whose road?')} 1-{len(travellers)}:")
        count = number(answer) or 0
        if 1 <= count <= len(travellers):
            return travellers[count - 1][0]
        if latin(answer) == "q":
            raise InputEnded
        console.say(_("Type a number from 1 to {last}, or q to quit.", last=len(travellers)))


class Kept(Played, Protocol):
    @property
    def path(self) -> Path | None: ...


def play(console: Console, run: Kept, short: Collection[str] = ()) -> None:
    """Plays a run to its ending, to `q`, or to the end of the input; it is kept at each. `short`: dials turned down."""
    _Plain(console, run, short).play()


class _Quit(Exception):  # noqa: N818 - no error: the player has had enough
    pass


class _Plain:
    def __init__(self, console: Console, run: Kept, short: Collection[str]) -> None:
        self._console = console
        self._run = run
        self._marked = False
        self._short = list(short)
        self._pages: dict[str, Callable[[], list[str]]] = {
            "?": self._help,
            "j": lambda: pages.facts(self._now),
            "n": lambda: pages.news(self._now),
            "p": lambda: pages.papers(self._now),
            "h": lambda: pages.rumours(self._now),
            "v": lambda: pages.voices(self._now.rules.story),
            "m": lambda: pages.roads(self._now),
            "t": lambda: pages.so_far(self._now, marked=self._marked, short=self._short),
            "w": lambda: [pages.standing(self._now), "", *self._menu()],
        }

    @property
    def _now(self) -> Playthrough:
        return self._run.playthrough

    def play(self) -> None:
        self._console.say(_("Type the number of a choice and Enter; ? lists what else can be typed."), "")
        self._tell()
        try:
            while True:
                self._answer(self._console.ask(">"))
        except (_Quit, InputEnded):
            self._farewell()
        except KeyboardInterrupt:
            self._farewell()
            raise

    def _answer(self, typed: str) -> None:
        word, _space, rest = typed.partition(" ")
        key = latin(word)
        if (count := number(word)) is not None:
            self._choose(count)
        elif key in self._pages:
            self._console.say("", *self._pages[key](), "")
        elif key == "b":
            self._console.say(
                "", _("You take that back.") if self._run.undo() else _("There is nothing to take back."), ""
            )
            self._tell()
        elif key == "s":
            self._save(rest.strip()[:_LONGEST_NAME].strip())
        elif key == "r":
            self._marked = not self._marked
            self._console.say(
                "",
                _("Marks are shown: [S…] was reported, [~…] is inferred.") if self._marked else _("Marks are hidden."),
            )
            self._tell()
        elif key == "c":
            self._turn(number(rest) or 0)
        elif key == "q":
            raise _Quit
        elif typed:
            unknown = _(
                "`{typed}` is nothing I know. Type the number of a choice, or ? for help.", typed=bare(typed)[:40]
            )
            self._console.say(unknown)

    def _choose(self, count: int) -> None:
        options = self._now.choices()
        if not 1 <= count <= len(options):
            self._console.say(
                _("There is no choice {count}; they go from 1 to {last}.", count=count, last=len(options))
                if options
                else _("The story has ended; b goes back.")
            )
            return
        option = options[count - 1]
        if option.locked is not None:
            self._console.say(_("That cannot be done: {why}", why=plain(option.locked)))
            return
        self._run.choose(option.id)
        self._console.say("")
        self._tell()

    def _turn(self, count: int) -> None:
        """Turns a dial down or up again; shows how all of them stand."""
        story = self._now.rules.story
        if 1 <= count <= len(story["dials"]):
            name = list(story["dials"])[count - 1]
            self._short = [each for each in self._short if each != name] + [name] * (name not in self._short)
        self._console.say("", *pages.dials(story, self._short), "")

    def _save(self, name: str) -> None:
        name = name or f"{self._now.traveller}, {reads(moment(self._now.rules.story['clock'], self._now.tick))}"
        try:
            path = self._run.save_as(name)
        except OSError as error:
            self._console.say(
                _(
                    "It could not be saved: {problem}. Free some room and try again; the game goes on.",
                    problem=error.strerror or error,
                )
            )
        else:
            self._console.say(_("Saved as {name} ({file}).", name=name, file=path.name))

    def _tell(self) -> None:
        passage = self._now.passage
        self._console.say(pages.standing(self._now), "")
        if passage.title:
            self._console.say(passage.title, "")
        for paragraph in pages.told(passage.read(self._short), marked=self._marked):
            self._console.say(paragraph, "")
        if questions := pauses(self._now):
            self._console.say(_("Stop here, and talk."), *(f"  {question}" for question in questions), "")
        self._console.say(*self._menu())
        if self._run.not_kept:
            self._console.say(self._run.not_kept)
        if self._now.stuck:
            self._console.say(
                _(
                    "The story cannot go on: {why}. That is its author's mistake, not yours. b goes back.",
                    why=self._now.stuck,
                )
            )
        if self._now.ending is not None:
            self._console.say(*pages.debrief(self._now, marked=self._marked), "")
            self._console.say(_("This is an ending. b goes back one choice, j lists the facts, q quits."))

    def _menu(self) -> list[str]:
        lines: list[str] = []
        for count, option in enumerate(self._now.choices(), 1):
            locked = f" ({_('not now')}: {plain(option.locked)})" if option.locked is not None else ""
            lines.append(f"{count}. {plain(option.say)}{locked}")
        return lines

    def _help(self) -> list[str]:
        return [
            _("Type the number of a choice, then Enter."),
            *(f"  {key}  {_(what)}" for key, what in _HELP.items()),
        ]

    def _farewell(self) -> None:
        if self._run.path and not self._run.not_kept:
            self._console.say("", _("The game is saved: {path}", path=self._run.path))
            self._console.say(_("{command} goes on with it.", command="otherbank play --continue"))
