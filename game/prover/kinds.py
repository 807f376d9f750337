"""What the prover can find wrong with a story.

`R`: it is so, in some state that can be come to. `W`: something never happens or makes no difference, which its author
will hardly have meant.
"""

from __future__ import annotations

from game.language.diagnostics import Kind

_EXTRA = "travellers:\n  two: {name: Two, start: extra}\n"
_KEY = "variables:\n  key: {start: false, meaning: A key}\n"

EMPTY_MENU = Kind(
    "R01",
    "in some state nothing can be chosen in `{scene}`.",
    "Give it a choice that is always open, or one with `fallback: true`.",
    "The player would stand before a menu without a choice, and the game could not go on.",
    _EXTRA
    + "  three: {name: Three, start: extra, set: {key: true}}\n"
    + _KEY
    + "scenes:\n  <<extra>>:\n    choices:\n      go: {say: Go, when: key, goto: middle}\n",
)
NO_WEIGHT = Kind(
    "R02",
    "in some state every outcome of {what} has weight nought.",
    "See to it that one of the weights is always above nought.",
    "Luck could draw none of them, and the game could not go on.",
    _EXTRA
    + "  three: {name: Three, start: extra, set: {tries: 1}}\n"
    + "variables:\n  tries: {range: 0..2, start: 0, meaning: Tries}\n"
    + "scenes:\n  <<extra>>:\n    chance:\n      - {weight: tries, goto: middle}\n"
    + "      - {weight: 2 * tries, goto: the-end}\n",
)
STRAYS = Kind(
    "R03",
    "`{scene}` returns where nobody called it, or calls go on without end.",
    "Come to it by `call` alone, and return from every call.",
    "There is nowhere to go back to, and the game could not go on.",
    _EXTRA + "scenes:\n  <<extra>>: {text: Here., return: true}\n",
)
TRAP = Kind(
    "R04",
    "from `{scene}` no ending can be come to any more, whatever is chosen.",
    "Open a way on: a choice, a condition that time makes true.",
    "The player would go round for ever.",
    _EXTRA
    + "scenes:\n  <<extra>>:\n    text: Round.\n    choices:\n      round: {say: Round, goto: again}\n"
    + "  again: {text: And round., goto: extra}\n",
)
BROKEN_PROMISE = Kind(
    "R05",
    "the promise `{promise}` is broken in `{scene}`: {says}",
    "Mend the road that leads there, or the promise.",
    "What an author promises holds in every state, or it is no promise.",
    _KEY
    + "promises:\n  <<locked>>: {says: Nobody is there without the key., at: middle, holds: key}\n"
    + "travellers:\n  two: {name: Two, start: middle, set: {key: true}}\n",
)
OUT_OF_RANGE = Kind(
    "R06",
    "`{variable}` would leave its range {low}..{high} on the way from `{scene}`{by}.",
    "Let a `when` forbid it, or say `stops: true` of the variable if it is to stay at its edge.",
    "The game would hold it at the edge: a price would not be paid in full, a count would be wrong.",
    _EXTRA
    + "variables:\n  coins: {range: 0..9, start: 3, meaning: Coins, shown: true}\n"
    + "scenes:\n  extra:\n    choices:\n      <<pay>>: {say: Pay, do: coins -= 5, goto: middle}\n",
)
FACT_TOO_EARLY = Kind(
    "R07",
    "`{fact}` is cited in `{scene}` at an hour for which it does not hold: {when}.",
    "Cite it by a mark inside a condition on the clock, or mend the road that leads there.",
    "Nobody can know what is not reported yet.",
    _EXTRA
    + "facts:\n  S009: {claim: Later it snowed., sources: [W1], confidence: high, from: 2031-03-09}\n"
    + "scenes:\n  extra: {text: 'It snows. [<<S009>>]', goto: middle}\n",
)

NUMBER_UNMARKED = Kind(
    "R08",
    'a number without a mark in `{scene}`: "{words}".',
    "Cite the fact that gives it, or declare an estimate and cite that.",
    "The story says of what it counts (`measures`) that every such number is reported, inferred, or an estimate.",
    _EXTRA + "scenes:\n  extra: {text: It rains. <<A>> loaf costs forty crowns., goto: middle}\n",
)
DIVIDED = Kind(
    "R09",
    "in some state something is divided by nought on the way through `{scene}`{by}.",
    "Ask first: `a // b if b > 0 else 0`.",
    "What is divided by nought is nought here, so that the game goes on; it is seldom what was meant.",
    _EXTRA
    + "variables:\n  coins: {range: 0..9, start: 3, meaning: Coins, shown: true}\n"
    + "  heads: {range: 0..3, start: 0, meaning: Heads, shown: true}\n"
    + "scenes:\n  extra:\n    choices:\n      <<share>>: {say: Share, do: coins = coins // heads, goto: middle}\n",
)
ROUND = Kind(
    "R10",
    "from `{scene}` the story goes round for ever, with nothing to choose.",
    "Let one of the scenes on the way round offer a choice, or lead elsewhere.",
    "The game would stop there and say that the story cannot go on.",
    _EXTRA + "scenes:\n  <<extra>>: {text: Round., goto: again}\n  again: {text: And round., goto: extra}\n",
)

NEVER_REACHED = Kind(
    "W01",
    "nobody can ever come to `{scene}`{doubt}.",
    "Open a road to it, or take it out.",
    "Roads lead to it, but their conditions are never true there.",
    _KEY + "events:\n  thief: {when: key, goto: vault}\nscenes:\n  <<vault>>: {text: Gold., goto: middle}\n",
)
NEVER_OPEN = Kind(
    "W02",
    "the choice `{choice}` of `{scene}` can never be taken{doubt}.",
    "Mend its `when`, or take it out.",
    "Its condition is false whenever anybody comes here.",
    _EXTRA
    + _KEY
    + "scenes:\n  extra:\n    choices:\n      go: {say: Go, goto: middle}\n"
    + "      <<in>>: {say: In, when: key, do: key = false, goto: middle}\n",
)
NEVER_DRAWN = Kind(
    "W03",
    "outcome {number} of {what} can never happen{doubt}.",
    "Mend its weight, or take it out.",
    "Its weight is nought whenever it is drawn.",
    _EXTRA
    + "variables:\n  tries: {range: 0..2, start: 0, meaning: Tries}\n"
    + "scenes:\n  <<extra>>:\n    chance:\n      - {weight: 1, goto: middle}\n"
    + "      - {weight: tries, do: tries += 1, goto: middle}\n",
)
NEVER_TOLD = Kind(
    "W04",
    'this part of `{scene}` can never be read: "{words}"{doubt}.',
    "Mend its condition, or take it out.",
    "Its condition is false whenever anybody comes here.",
    _EXTRA
    + _KEY
    + "scenes:\n  extra:\n    text: '{key ? <<You>> have it. | You look for it.}'\n"
    + "    do: key = false\n    goto: middle\n",
)
NO_DIFFERENCE = Kind(
    "W05",
    "the choices `{choice}` and `{other}` of `{scene}` make no difference to anything.",
    "Let one of them lead elsewhere, do something, or be remembered in the words.",
    "The player is asked to decide, and nothing comes of it.",
    _EXTRA
    + "scenes:\n  extra:\n    choices:\n      left: {say: Left, goto: middle}\n"
    + "      <<right>>: {say: Right, goto: middle}\n",
)
NEVER_ASKED = Kind(
    "W06",
    "nothing ever asks for `{variable}`.",
    "Let a condition or a text read it, show it, or take it out.",
    "It is declared, and perhaps set, and it makes no difference.",
    "variables:\n  <<key>>: {start: false, meaning: A key}\n",
)
DEADLINE_MOOT = Kind(
    "W07",
    "wherever `{deadline}` is asked for, it {has}{doubt}.",
    "Move the deadline, or the roads that lead there.",
    "A deadline that cannot be {wanted} is none.",
    _EXTRA
    + "deadlines:\n  <<noon>>: {at: 2031-03-03, name: Noon}\n"
    + "scenes:\n  extra:\n    takes: 1 tick\n    chance:\n      - {weight: 2 if before('noon') else 1, goto: middle}\n"
    + "      - {weight: 1, goto: the-end}\n",
)
NEVER_CONTRADICTED = Kind(
    "W08",
    "the contradiction `{contradiction}` can never hold at any window{doubt}.",
    "Mend its `when`, or let a question be asked that makes it possible.",
    "No guard could ever notice it.",
    "",
)
STALE = Kind(
    "W10",
    "the story no longer says what this translates.",
    "Translate it anew, and take `was` out: `otherbank translate {language}` sets the new words beside the old.",
    "It is still read, and says something else than the story does.",
    "",
)
NEVER_CITED = Kind(
    "W09",
    "nothing cites `{fact}`.",
    "Mark a sentence with it, or take it out.",
    "No player can meet it.",
    "facts:\n  <<S009>>: {claim: It snowed., sources: [W1], confidence: high}\n",
)
