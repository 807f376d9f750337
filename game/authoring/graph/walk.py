"""The map to walk in: a scene in the middle, the ways that lead to it on the left, the ways on from it on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from game.authoring.graph.colours import percent
from game.authoring.graph.story_map import MapScene, StoryMap, Way
from game.authoring.graph.tested import Tested
from game.authoring.preview.editor import edit
from game.authoring.preview.picker import Picker
from game.keys import with_twin
from game.tui import themes
from game.tui.contents import heading, muted, stacked

_KINDS = {"menu": "◆ the player chooses", "chance": "⚂ luck decides", "passage": "· leads on", "ending": "■ an ending"}


class Ways(OptionList):
    """The ways into a scene, or out of it; the arrow that points there goes the way that is marked."""

    BINDINGS = [
        Binding("left", "app.look(-1)", "Ways in", key_display="←"),
        Binding("right", "app.look(1)", "Ways on", key_display="→"),
    ]


class Walk(App[None]):
    CSS_PATH = "walk.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS = [
        Binding("space", "read", "Read", key_display="Space"),
        Binding("slash,full_stop", "find", "Find", key_display="/"),
        Binding(with_twin("b"), "return", "Back", key_display="b"),
        Binding(with_twin("e"), "edit", "Edit", key_display="e"),
        Binding(f"{with_twin('q')},escape", "quit", "Quit", key_display="q"),
    ]

    def __init__(
        self,
        of: StoryMap,
        folder: Path,
        tests: Tested,
        chances: Mapping[str, Mapping[str, float]],
        start: str | None = None,
    ) -> None:
        """`chances`: by traveller and scene; none where they were not worked out."""
        super().__init__()
        self.title = of.title
        for theme in themes.OURS:
            self.register_theme(theme)
        self.theme = themes.OURS[0].name
        self._map = of
        self._folder = folder
        self._tests = tests
        self._chances = chances
        begins = (name for name, scene in of.scenes.items() if scene.begins)
        self.here = start or next(begins, next(iter(of.scenes)))
        self._been: list[str] = []

    def compose(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(id="before"):
                yield Static("From", classes="side")
                yield Ways(id="into")
            yield VerticalScroll(Static(id="scene", markup=False), id="middle", can_focus=False)
            with Vertical(id="after"):
                yield Static("To", classes="side")
                yield Ways(id="out")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._show()

    # What is seen

    def _into(self) -> list[Way]:
        return [way for way in self._map.ways if way.target == self.here]

    def _out(self) -> list[Way]:
        return [way for way in self._map.ways if way.source == self.here]

    def _show(self) -> None:
        scene = self._map.scenes[self.here]
        self.query_one("#scene", Static).update(self._scene(scene))
        self.query_one("#middle").scroll_home(animate=False)
        into, out = self._into(), self._out()
        self._list("#into", [(way.source, way) for way in into])
        self._list("#out", [(way.target, way) for way in out])
        self.query_one("#out" if out else "#into", Ways).focus()

    def _list(self, id_: str, ends: Sequence[tuple[str, Way]]) -> None:
        listed = self.query_one(id_, Ways)
        listed.clear_options()
        listed.add_options([Option(self._way(end, way), id=f"s{number}") for number, (end, way) in enumerate(ends)])
        listed.highlighted = 0 if ends else None
        listed.can_focus = bool(ends)

    def _way(self, end: str, way: Way) -> Content:
        tested = self._tests.ways[way.source, way.target]
        words = way.words or ("by luck" if way.by_luck else "leads on")
        luck = "⚂ " if way.by_luck else ""
        name = Content.assemble((end, "bold"), (f"  {'✓' if tested else '✗'}", "$text-muted"))
        return stacked([name, muted(f"{luck}{words}")], 0)

    def _scene(self, scene: MapScene) -> Content:
        lines = [Content.assemble((scene.id, "bold $accent"), (f"  {scene.title}" if scene.title else "", "italic"))]
        lines.append(muted(f"{scene.file}:{scene.line} · {_KINDS[scene.kind]}"))
        facts = [
            ("Where", ", ".join(scene.places) or "no place is named"),
            ("Tests", self._tested(scene.id)),
            ("Chance", self._likely(scene.id)),
            ("Begins", ", ".join(scene.begins)),
            ("Breaks in", ", ".join(scene.breaks_in)),
            ("Then", "back to where one was" if scene.returns else ""),
            ("Beyond", f"{scene.beyond} more ways lead off this part of the map" if scene.beyond else ""),
        ]
        told = [Content.assemble((f"{name:10}", "$text-muted"), words) for name, words in facts if words]
        return stacked([stacked(lines, 0), stacked(told, 0), heading("What may be read"), Content(scene.text)])

    def _tested(self, name: str) -> str:
        count = self._tests.scenes[name]
        if not count:
            return "✗ no playthrough comes here"
        return "✓ 1 playthrough comes through" if count == 1 else f"✓ {count} playthroughs come through"

    def _likely(self, name: str) -> str:
        if not self._chances:
            return "not worked out (--colour chance does)"
        by = {who: shares[name] for who, shares in self._chances.items() if name in shares}
        return ", ".join(f"{who} {percent(share)}" for who, share in by.items()) or "nobody ever comes here"

    # What can be done

    def go(self, name: str) -> None:
        self._been.append(self.here)
        self.here = name
        self._show()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        number = event.option_index
        self.go(self._into()[number].source if event.option_list.id == "into" else self._out()[number].target)

    def action_look(self, side: int) -> None:
        """To the ways of one side; where they are looked at already, along the one that is marked."""
        listed = self.query_one("#out" if side > 0 else "#into", Ways)
        if listed.has_focus:
            listed.action_select()
        elif listed.can_focus:
            listed.focus()

    def action_read(self) -> None:
        """A page on in the scene; at its end, from the top."""
        middle = self.query_one("#middle", VerticalScroll)
        if middle.is_vertical_scroll_end:
            middle.scroll_home()
        else:
            middle.scroll_page_down()

    def action_return(self) -> None:
        if self._been:
            self.here = self._been.pop()
            self._show()

    @work
    async def action_find(self) -> None:
        names = list(self._map.scenes)
        listed = [f"{name}  {self._map.scenes[name].title}".rstrip() for name in names]
        at = await self.push_screen_wait(Picker("Find which scene?", listed))
        if at is not None:
            self.go(names[at])

    def action_edit(self) -> None:
        scene = self._map.scenes[self.here]
        edit(self, self._folder / scene.file, scene.line)
