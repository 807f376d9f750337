"""Mistakes in conditions, numbers and effects (E..), and in prose (P..)."""

from __future__ import annotations

from game.language.diagnostics import Kind

_EXTRA = "travellers:\n  two: {name: Two, start: extra}\nscenes:\n  extra:\n"


def _when(condition: str) -> str:
    menu = f"      go: {{say: Go., goto: middle}}\n      look:\n        say: Look.\n        when: {condition}\n"
    return f"{_EXTRA}    choices:\n{menu}        goto: middle\n"


def _do(effect: str) -> str:
    return f"{_EXTRA}    do: {effect}\n    goto: middle\n"


def _text(prose: str) -> str:
    return f"{_EXTRA}    text: |\n      {prose}\n    goto: middle\n"


# How it is spelt

NOTHING_WRITTEN = Kind(
    "E01",
    "nothing is written here.",
    "Write a condition, such as `coins > 0`.",
    "A condition that says nothing is neither true nor false.",
    _text("It is {<<?>> bright}."),
)
TOO_LONG = Kind(
    "E02",
    "this is longer than {most} characters.",
    "Cut it in two: let a variable remember the first half, or make two choices of it.",
    "What is so long can be neither read by a person nor checked in good time.",
    _when("<<coins > 1" + " and coins > 1" * 80 + ">>"),
)
TOO_DEEP = Kind(
    "E03",
    "this is nested, or strung together, more than {most} deep.",
    "Cut it in two: let a variable remember the first half, or make two choices of it.",
    "What is so deep can be neither read by a person nor checked in good time.",
    _when("coins > <<" + "(" * 50 + "1" + ")" * 50 + ">>"),
)
SPELT_OTHERWISE = Kind(
    "E04",
    "`{found}` is written `{written}`.",
    "Write `{written}`.",
    "Conditions are written in one way only, in words where words will do.",
    _when("coins > 1 <<&&>> lamp"),
)
FOREIGN_SIGN = Kind(
    "E05",
    "`{found}` means nothing in a condition, a number or an effect.",
    "Take it out; write names, whole numbers, `and`, `or`, `not`, comparisons, `+ - * // %` and brackets.",
    "Only what is listed there has a meaning to the game.",
    _when("coins > 1 <<$>>"),
)
SETS_A_VALUE = Kind(
    "E06",
    "`{found}` sets a value, and here something is asked.",
    "To compare, write `==`; to set a value, put it under `do:`.",
    "A condition only asks; it must not change what it asks about.",
    _when("coins <<=>> 3"),
)
NOT_WHOLE = Kind(
    "E07",
    "`{found}` is not a whole number of at most nine digits.",
    "Write digits only, such as `15`.",
    "The game counts in whole numbers, so that every sum comes out the same everywhere.",
    _when("coins > <<1.5>>"),
)
QUOTE_OPEN = Kind(
    "E08",
    "this quote is never closed.",
    "Put the same quote after the id: `before('gate-shuts')`.",
    "Without the second quote nobody can tell where the id ends.",
    _when("visited(<<'>>start)"),
)
BRACKET = Kind(
    "E09",
    "`{found}` has no partner.",
    "Give every `(` its `)`, or take this one out.",
    "Brackets say what belongs together, so they come in pairs.",
    _when("<<(>>coins > 1"),
)
UNREADABLE = Kind(
    "E10",
    "this cannot be read: {where} something is missing or too much.",
    "Between two names stands `and`, `or`, a comparison or a sign such as `+`; a name of two words has an underscore; "
    "an `if` has its `else`.",
    "Every part of a condition has to be joined to the next.",
    _when("coins <<lamp>>"),
)
NEEDS_QUOTES = Kind(
    "E11",
    "`{id}` needs quotes.",
    "Write `{written}`.",
    "Without quotes a hyphen is a minus sign.",
    _text("{visited(<<the-start>>) ? Again.}"),
)
NOT_SPOKEN = Kind(
    "E12",
    "a condition, a number or an effect cannot do this.",
    "Say it with names, whole numbers, `and`, `or`, `not`, comparisons, `+ - * // %`, `a if condition else b`.",
    "Conditions are a small part of Python's expressions; what is left out would make a story impossible to check.",
    _when("<<coins[1]>> > 1"),
)

# What it names

UNKNOWN_NAME = Kind(
    "E13",
    "there is no variable `{name}`.{meant}",
    "Declare `{name}` under `variables:`, or use a variable that is.",
    "A condition can ask only what the story remembers.",
    _when("<<lapm>>"),
)
VALUE_ALONE = Kind(
    "E14",
    "`{value}` is a value of `{variable}`, and does not stand next to it.",
    "Write `{variable} == {value}`.",
    "The same word may be a value of several variables, so it is only understood beside the one that is meant.",
    _when("lamp and <<calm>>"),
)
NOT_A_VALUE = Kind(
    "E15",
    "`{value}` is not a value of `{variable}`.{meant}",
    "Use one of {values}.",
    "The variable can hold nothing else, so this could never be true.",
    _when("mood == <<clam>>"),
)
QUOTED = Kind(
    "E16",
    "`{text}` stands in quotes.",
    "Write `{text}` without them; quotes are only for ids in a question such as `before('gate-shuts')`.",
    "Values and variables are words of the story, not texts.",
    _when("mood == <<'calm'>>"),
)
UNKNOWN_FUNCTION = Kind(
    "E17",
    "there is no question `{name}(…)`.{meant}",
    "Use one of {known}.",
    "Only these questions have an answer.",
    _text("{<<visted>>('start') ? Again.}"),
)
FUNCTION_ALONE = Kind(
    "E18",
    "`{name}` is asked about something.",
    "Write `{usage}`.",
    "Alone it asks nothing.",
    _text("{<<visited>> ? Again.}"),
)
WRONG_COUNT = Kind(
    "E19",
    "`{name}` is not asked like this.",
    "Write `{usage}`.",
    "Each question is about a fixed number of things.",
    _text("{<<visited('start', 'middle')>> ? Again.}"),
)
NOT_AN_ID = Kind(
    "E20",
    "`{name}` asks about something by its id, and this is none.",
    "Write `{usage}`.",
    "What is asked about must be known before play begins, so that it can be checked.",
    _text("{visited(<<3>>) ? Again.}"),
)
UNKNOWN_ID = Kind(
    "E21",
    "there is no {what} `{id}`{of}.{meant}",
    "Declare `{id}`, or use the id of a {what} that is{of}.",
    "A question about what does not exist would always have the same answer.",
    _text("{visited(<<'strat'>>) ? Again.}"),
)
HISTORY_STEERS = Kind(
    "E22",
    "`{name}` tells history; a condition that steers may read declared variables only.",
    "Declare a variable, set it under `do:` when it happens, and ask for it here.",
    "Whatever steers is part of the state that has to be checked; history is kept for prose, where it costs nothing.",
    _when("<<visited('start')>>"),
)
DOUBT_ELSEWHERE = Kind(
    "E23",
    "`doubt` means something in a verdict only.",
    "Ask for it in the `weight` of an interview's verdict, or ask here what it is made of, such as `claimed(…)`.",
    "It is the sum of the contradictions that a guard notices, and nobody notices them elsewhere.",
    _when("<<doubt>> > 1"),
)

# What goes with what

WANTS_TRUTH = Kind(
    "E24",
    "here has to stand what is true or false, and `{found}` is {sort}.",
    "{mend}",
    "`and`, `or`, `not`, `if` and conditions work with true and false alone.",
    _when("<<coins>>"),
)
WANTS_NUMBER = Kind(
    "E25",
    "here has to stand a number, and `{found}` is {sort}.",
    "{mend}",
    "One can only count with numbers.",
    _do("coins += <<lamp>>"),
)
UNLIKE = Kind(
    "E26",
    "`{found}` is {sort}, and cannot be compared with {other}.",
    "{mend}",
    "The two can never be the same, whatever happens.",
    _when("coins == <<lamp>>"),
)
NO_ORDER = Kind(
    "E27",
    "`{found}` is {sort}, which is neither more nor less than another.",
    "Use `==`, `!=`, `in (…)` or `not in (…)`.",
    "Only numbers have an order.",
    _when("<<mood>> > calm"),
)
NOT_PLAIN = Kind(
    "E28",
    "after `in` have to stand plain numbers, or the values of a variable, in brackets.",
    "Write it like `coins in (1, 2, 3)` or `mood in (calm, afraid)`; join other conditions by `or`.",
    "What is listed must be known before play begins.",
    _when("coins in (1, <<coins + 1>>)"),
)
NOT_IN_RANGE = Kind(
    "E29",
    "`{variable}` goes from {low} to {high}; it cannot be {value}.",
    "Write a number in that range, or widen the range where `{variable}` is declared.",
    "A variable stops at the edge of its range, so this would not do what it says.",
    _do("coins = <<11>>"),
)

# Effects

NOT_AN_EFFECT = Kind(
    "E30",
    "an effect sets one variable, and this does not.",
    "Write it like `coins = 3`, `coins += 1` or `lamp = true`; several make a list: `[coins -= 1, lamp = true]`.",
    "What happens is always that something the story remembers gets a new value.",
    _do("<<lamp>>"),
)
COMPARES = Kind(
    "E31",
    "`==` compares, and here a value is set.",
    "Write `{name} = …` to set it.",
    "An effect changes something; a comparison only asks.",
    _do("coins <<==>> 3"),
)
NOT_YOURS_TO_SET = Kind(
    "E32",
    "`{name}` cannot be set by an effect.",
    "{mend}",
    "The game keeps it, so that it never disagrees with what is on the screen.",
    _do("<<clock>> += 1"),
)
WANTS_VALUE = Kind(
    "E33",
    "`{variable}` holds one of {values}, and `{found}` is {sort}.",
    "Write one of {values}.",
    "A variable can only ever hold what was declared for it.",
    _do("mood = <<coins>>"),
)
ADDS_TO_WORDS = Kind(
    "E34",
    "`{sign}` counts, and `{name}` is not a number.",
    "Write `{name} = …` with its new value.",
    "Only numbers can be added to or taken from.",
    _do("lamp <<+=>> 1"),
)

# Prose

BRACE_OPEN = Kind(
    "P01",
    "this `{{` is never closed.",
    "Put a `}}` where it ends; a brace that is to be read is written `{{{{`.",
    "Without it nobody can tell where the text goes on.",
    _text("It is <<{>>lamp ? bright."),
)
BRACE_CLOSED = Kind(
    "P02",
    "this `}}` closes nothing.",
    "Take it out; a brace that is to be read is written `}}}}`, outside of other braces.",
    "Braces come in pairs.",
    _text("It is bright<<}>>."),
)
BAR = Kind(
    "P03",
    "this `|` parts nothing.",
    "Take it out; a bar that is to be read is written `||`.",
    "A bar stands between alternatives, inside braces.",
    _text("It is bright <<|>> dark."),
)
THIRD_WAY = Kind(
    "P04",
    "after a condition stand two texts at most, and this is a third.",
    "Nest another condition, as in `{{lamp ? … | {{coins > 1 ? … | …}}}}`; a bar that is to be read is written `||`.",
    "A condition holds or it does not; there is nothing else.",
    _text("It is {lamp ? bright | dark <<|>> dim}."),
)
BRACES_EMPTY = Kind(
    "P05",
    "nothing stands in these braces.",
    "Write what is shown, such as `{{coins}}` or `{{lamp ? … | …}}`; a brace that is to be read is written `{{{{`.",
    "Braces are where the text differs from one playthrough to the next.",
    _text("It is <<{>>}."),
)
NOT_SHOWN = Kind(
    "P06",
    "`{name}` is true or false, which cannot be shown.",
    "Say what is read in each case: `{{{name} ? … | …}}`.",
    "A reader wants words here, not `true`.",
    _text("It is {<<lamp>>}."),
)
ONLY_NAMES = Kind(
    "P07",
    "`{found}` is not a variable, and only a variable can be shown.",
    "Write the name of a variable, such as `{{coins}}`, or ask a condition: `{{coins > 1 ? … | …}}`.",
    "Braces without a question mark show a value.",
    _text("You have {<<coins + 1>>}."),
)
WHICH_WAY = Kind(
    "P08",
    "nothing says which of these texts is shown when.",
    "Begin with a condition, as in `{{lamp ? … | …}}`, or with `first:`, `once:`, `cycle:` or `shuffle:`.",
    "The game has to choose between them.",
    _text("It is {<<bright>> | dark}."),
)
UNKNOWN_WAY = Kind(
    "P09",
    "there is no way `{found}:` to choose between texts.{meant}",
    "Use `first:`, `once:`, `cycle:` or `shuffle:`; after a condition stands `?`.",
    "The game has to choose between them.",
    _text("It is {<<frist>>: bright | dark}."),
)
BRACE_IN_CONDITION = Kind(
    "P10",
    "a brace stands inside a condition, or inside the name of what is shown.",
    "Write names without braces inside a condition, `{{coins > 1 ? … | …}}`, and close each brace where it ends.",
    "Inside braces, before the question mark, everything is read as a condition already.",
    _text("It is {lamp and <<{>>coins} > 1 ? bright | dark}."),
)
PROSE_TOO_DEEP = Kind(
    "P11",
    "braces are nested more than {most} deep.",
    "Take the inmost out, or make scenes of them.",
    "Nobody could read what is so deep, or check it.",
    _text("{lamp ? " * 8 + "<<{>>lamp ? bright}" + "}" * 8),
)
UNKNOWN_FACT = Kind(
    "P12",
    "there is no fact `{id}`.{meant}",
    "Declare `{id}` under `facts:`, or mark a fact that is.",
    "A mark says by whom this was reported, so the report has to be there.",
    _text("It rained. [<<S002>>]"),
)
NEARLY_A_MARK = Kind(
    "P13",
    "`{found}` looks like a mark, and is not one.",
    "Write `[S044]`, `[~S044]` or `[S044, ~S045]`: a capital letter and digits, parted by commas.",
    "It would be shown to the player as it stands, and cite nothing.",
    _text("It rained. <<[s001]>>"),
)
