"""Mistakes in how a story is put together: its sections, keys, ids and roads."""

from __future__ import annotations

from game.language.diagnostics import Kind

_EXTRA = "travellers:\n  two: {name: Two, start: extra}\n"

UNKNOWN_SECTION = Kind(
    "S01",
    "there is no section `{section}`.{meant}",
    "Use one of {sections}.",
    "A file of a story is made of sections; what stands in any other place would never be read.",
    "<<senes>>:\n  extra: {goto: middle}\n",
)
SECTION_TWICE = Kind(
    "S02",
    "the section `{section}` was given in another file already.",
    "Keep one of the two.",
    "A story has one title and one clock.",
    "<<story>>:\n  id: again\n  title: Again\n",
)
SECTION_MISSING = Kind(
    "S03",
    "the story has no section `{section}`.",
    "Add it to any file of the story.",
    "A story needs a title, a clock, a traveller, a scene and an ending before it can be played.",
    "",
)
UNKNOWN_KEY = Kind(
    "S04",
    "this {what} may not have a key `{key}`.{meant}",
    "Use one of {keys}.",
    "A misspelt key would be left unread, and what stands under it would silently not happen.",
    _EXTRA + "scenes:\n  extra:\n    <<txt>>: Rain.\n    goto: middle\n",
)
MISSING_KEY = Kind(
    "S05",
    "this {what} has no `{key}`.",
    "Add `{key}:` to it.",
    "Some keys have no sensible default, so that the author has to say.",
    "travellers:\n  two: <<{start: middle}>>\n",
)
NOT_TEXT = Kind(
    "S06",
    "{what} must be text.",
    "Write the words themselves; words that begin with `[` or `{{` need quotes around all of them.",
    "Square brackets make a list and braces make keys, and neither can be read out to a player.",
    _EXTRA + "scenes:\n  extra:\n    text: <<[Rain]>>\n    goto: middle\n",
)
NOT_KEYS = Kind(
    "S07",
    "{what} must have keys.",
    "Write each key on a line of its own, further in, with a colon and its value after it.",
    "What stands here is told apart by names, such as the id of each choice.",
    _EXTRA + "scenes:\n  extra:\n    choices:\n      <<- {say: Go., goto: middle}>>\n",
)
NOT_A_LIST = Kind(
    "S08",
    "{what} must be a list.",
    "Write each item on a line of its own, with a hyphen and a space before it.",
    "These come one after the other and have no ids.",
    "news: <<{at: 2031-03-04, outlet: The Gazette, text: Rain.}>>\n",
)
NOT_A_TRUTH = Kind(
    "S09",
    "{what} must be `true` or `false`.",
    "Write one of the two, in small letters and without quotes.",
    "`yes`, `on` and the like stay the words that they are.",
    "travellers:\n  two: {name: Two, start: middle, invented: <<yes>>}\n",
)
NOT_WHOLE = Kind(
    "S10",
    "{what} must be a whole number, {low} or more.",
    "Write it in digits alone.",
    "What is counted here has no fractions.",
    "guards:\n  kind: {meaning: Kind, asks: <<some>>}\n",
)
NOT_OF_FORM = Kind(
    "S11",
    "`{found}` cannot stand under `{key}`.",
    "Write {wanted}.",
    "The game has to understand this, so it is written in one way only.",
    _EXTRA + "scenes:\n  extra: {hour: <<noon>>, goto: middle}\n",
)
NOT_ALLOWED = Kind(
    "S12",
    "`{found}` cannot stand under `{key}`.{meant}",
    "Use one of {allowed}.",
    "Only these words mean something to the game here.",
    "facts:\n  S002: {claim: It rained., sources: [W1], confidence: <<hihg>>}\n",
)
BAD_ID = Kind(
    "S13",
    "`{id}` is not an id of the form `{example}`.",
    "Write it with small letters and digits, as `{example}` is.",
    "Saves, tests and conditions all use ids, so these have one plain form.",
    _EXTRA + "scenes:\n  extra: {goto: Third_Scene}\n  <<Third_Scene>>: {goto: middle}\n",
)
ID_TWICE = Kind(
    "S14",
    "`{id}` is declared already, in {file} on line {line}.",
    "Give one of the two another id, or take it out.",
    "An id names one thing. Scenes, endings and interviews share their ids, since one can go to each of them.",
    "endings:\n  <<middle>>: {title: Again, group: across, text: Here., facts: [S001]}\n",
)
UNKNOWN_ID = Kind(
    "S15",
    "there is no {what} `{id}`.{meant}",
    "Declare `{id}` in the story, or use the id of a {what} that is.",
    "What is named has to be somewhere; a road to nowhere would strand the player.",
    _EXTRA + "scenes:\n  extra: {goto: <<midle>>}\n",
)
LEADS_NOWHERE = Kind(
    "S16",
    "this {what} leads nowhere.",
    "Say where it leads, by one of {allowed}.",
    "Only an ending ends the story; wherever else a player comes, something has to follow.",
    _EXTRA + "scenes:\n  extra: <<{text: Rain.}>>\n",
)
LEADS_TWICE = Kind(
    "S17",
    "this {what} leads on by `{first}` and by `{second}`.",
    "Keep one of the two.",
    "With two ways to go on, the game could not know which is meant.",
    _EXTRA + "scenes:\n  extra:\n    goto: middle\n    chance: <<[{weight: 1, goto: middle}]>>\n",
)
SAME_WORDS = Kind(
    "S18",
    "`{second}` says the same as `{first}`.",
    "Let each say what is different about it.",
    "A player cannot tell two choices with the same words apart.",
    _EXTRA + "scenes:\n  extra:\n    choices:\n      one: {say: Go., goto: middle}\n"
    "      two: {say: <<Go.>>, goto: end}\n",
)
ENDING_WITHOUT_FACTS = Kind(
    "S19",
    "the ending `{id}` cites no fact.",
    "List under `facts:` what was reported of people who came to this place, or mark a sentence with the fact's id.",
    "Every outcome of a story rests on something that was reported, and says so when it happens.",
    "travellers:\n  two: {name: Two, start: nowhere}\n"
    "endings:\n  <<nowhere>>: {title: Nowhere, group: stayed, text: Here.}\n",
)
NOBODY_COMES = Kind(
    "S20",
    "nobody comes to `{id}`.",
    "Let a choice, an event or a traveller's `start` lead here, or take it out.",
    "No road leads here from where any traveller starts, so no player would ever read it.",
    "scenes:\n  <<extra>>: {goto: middle}\n",
)
WAS_IN_USE = Kind(
    "S21",
    "`{old}` cannot be a former id of `{id}`: something has that id now.",
    "Take it out of `was`, or rename what has it now.",
    "Old saves follow `was`; they would not know which of the two is meant.",
    _EXTRA + "scenes:\n  extra: {goto: middle, was: [<<start>>]}\n",
)
BAD_MOMENT = Kind(
    "S22",
    "`{found}` is not a day or an hour.",
    "Write it as `2031-03-04` or `2031-03-04 18:00`.",
    "Dates are written in one way, year first, so that nobody takes the month for the day.",
    "deadlines:\n  gate: {at: <<30 September>>, name: The gate shuts}\n",
)
OFF_THE_TICK = Kind(
    "S23",
    "`{found}` falls between two ticks of the clock.",
    "Move it to an hour at which a tick of {minutes} minutes begins.",
    "Whoever comes in that tick would be in time and too late at once.",
    "deadlines:\n  gate: {at: <<2000-01-01 00:01>>, name: The gate shuts}\n",
)
AFTER_THE_END = Kind(
    "S24",
    "`{found}` comes after play has ended, at {end}.",
    "Give an earlier date, or more `ticks` to the clock.",
    "The clock stops there, so this would never happen.",
    "deadlines:\n  gate: {at: <<2999-01-01 00:00>>, name: The gate shuts}\n",
)
BAD_TAKES = Kind(
    "S25",
    "`{found}` is not a length of time in this story.",
    "Write `1 {tick}`, `2 {ticks}`{until}.",
    "Time passes in whole ticks of the story's clock.",
    _EXTRA + "scenes:\n  extra: {takes: <<a while>>, goto: middle}\n",
)
BAD_RANGE = Kind(
    "S26",
    "`{found}` is not a range.",
    "Write the least and the greatest number with two full stops between them: `0..10`.",
    "Every number of a story has bounds, so that all that can happen can be checked.",
    "variables:\n  height: {range: <<0-10>>, start: 0, meaning: How high}\n",
)
BAD_VALUE = Kind(
    "S27",
    "`{found}` cannot be the value of `{key}`.",
    "Write {wanted}.",
    "A variable can only ever hold what was declared for it.",
    "variables:\n  height: {range: 0..10, start: <<11>>, meaning: How high}\n",
)
RESERVED_NAME = Kind(
    "S28",
    "`{name}` is a word of the language.",
    "Choose another name.",
    "Conditions, interviews or what a check says use this word already, and would not know which is meant.",
    "variables:\n  <<clock>>: {start: false, meaning: You carry a clock}\n",
)
VALUE_IS_VARIABLE = Kind(
    "S29",
    "`{value}` is a value of `{variable}` and the name of a variable too.",
    "Rename one of the two.",
    "In a condition nobody could tell which of them is meant.",
    "variables:\n  <<weather>>: {values: [dry, lamp], start: dry, meaning: The weather}\n",
)
CALL_WITHOUT_THEN = Kind(
    "S30",
    "`call` has no `then`.",
    "Add `then:` with the scene to come back to, or write `goto` if nobody comes back.",
    "Whoever is called says `return`, and has to return somewhere.",
    _EXTRA + "scenes:\n  extra: {call: <<shared>>}\n  shared: {return: true}\n",
)
THEN_WITHOUT_CALL = Kind(
    "S31",
    "`then` stands without `call`.",
    "Write `call:` with the scene to go to first, or `goto` alone.",
    "`then` is where a called scene comes back to; nothing is called here.",
    _EXTRA + "scenes:\n  extra: {goto: middle, then: <<end>>}\n",
)
LOCKED_AND_ONCE = Kind(
    "S32",
    "`once` and `locked` cannot stand together.",
    "Let a variable remember that it was taken, ask it in `when`, and let `locked` give both reasons.",
    "Once it was taken the choice would stay on the screen with a reason that is no longer the true one.",
    _EXTRA + "scenes:\n  extra:\n    choices:\n      go: {say: Go., goto: middle}\n"
    "      look: {say: Look., when: lamp, locked: It is dark., once: <<true>>, goto: extra}\n",
)
LOCKED_WITHOUT_WHEN = Kind(
    "S33",
    "`locked` stands without `when`.",
    "Add `when:` with the condition under which the choice can be taken.",
    "The reason is shown where the condition fails; without one it would never be shown.",
    _EXTRA + "scenes:\n  extra:\n    choices:\n      go: {say: Go., locked: <<It is dark.>>, goto: middle}\n",
)
DAY_NOT_FULL = Kind(
    "S34",
    "{count} names for the {wanted:g} ticks of a day.",
    "Give one name to each tick of a day, in order from the hour at which play starts.",
    "A tick without a name could not be told on the screen.",
    "",
)
BAD_POINT = Kind(
    "S35",
    "this is not a point on the map.",
    "Write the latitude and the longitude in degrees, north and east positive: `[51.5, -0.1]`.",
    "The map draws the place where it really is.",
    "places:\n  hill: {name: The hill, at: <<[51.5]>>, country: Nowhere}\n",
)
BAD_GEOGRAPHY = Kind(
    "S36",
    "the geography of the map cannot be read: {error}.",
    "Make the file again, or take it out.",
    "The map is drawn from this file; a story without it has no coasts and borders.",
    "",
)
DIAL_WITHOUT_SUMMARY = Kind(
    "S37",
    "`dials` stands without `summary`.",
    "Say in a sentence or two, under `summary:`, what a reader must know who has turned the dial down.",
    "A reader who leaves a scene out still has to know what happened in it.",
    "dials:\n  grief: {name: Grief}\ntravellers:\n  two: {name: Two, start: extra}\n"
    "scenes:\n  extra: {text: Here., dials: <<grief>>, goto: middle}\n",
)
QUEUE_NOT_REPORTED = Kind(
    "S38",
    "`{fact}` is no report of this queue that holds on `{found}`.",
    "Cite a fact, not an estimate, that holds by then, or move `from` to when it does.",
    "The map shows what was known at that hour and who reported it, and nothing else.",
    "estimates:\n  V1: {claim: Forty cars., why: A guess.}\nplaces:\n"
    "  gate:\n    name: Gate\n    at: [51, 1]\n    country: Nowhere\n"
    "    queue: {from: 2031-03-04, is: 40 cars, facts: <<V1>>}\n",
)
QUEUE_NEVER_SHOWN = Kind(
    "S39",
    "the queue from `{found}` on is never shown.",
    "Let it begin at an earlier hour than the next one, and give it a `to` that is no earlier than its `from`.",
    "One report stands until the next is known, or until its `to`; this one has no hour left.",
    "places:\n  gate:\n    name: Gate\n    at: [51, 1]\n    country: Nowhere\n"
    "    queue: {from: <<2031-03-05>>, to: 2031-03-04, is: 40 cars, facts: S001}\n",
)
