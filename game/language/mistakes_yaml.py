"""Mistakes in the files themselves: what cannot be read, and what YAML allows but a story does not."""

from __future__ import annotations

from game.language.diagnostics import Kind

UNREADABLE = Kind(
    "Y01",
    "this file cannot be read: {error}.",
    "See that it is an ordinary file that you may read, or take it out of the story's folder.",
    "Every YAML file in the folder is part of the story.",
    "",
)
NOT_UTF8 = Kind(
    "Y02",
    "this file is not UTF-8 text: {error}.",
    "Save it as UTF-8 in your editor.",
    "One encoding for all files keeps every letter of every alphabet what it is.",
    "",
)
TOO_LARGE = Kind(
    "Y03",
    "{what} is larger than a story may be ({limit}).",
    "Cut the file into several, or take out what is not the story's.",
    "The limit lies far above any story, and keeps a broken or hostile file from filling the memory.",
    "",
)
OUTSIDE = Kind(
    "Y04",
    "this is a link to something outside the story's folder.",
    "Put a copy of the file into the folder instead.",
    "A story that is handed on must be whole, and must not read other people's files.",
    "",
)
NOT_YAML = Kind(
    "Y05",
    "this is not YAML: {problem}.",
    "{mend}",
    "The file could not be taken apart from here on.",
    "scenes:\n  extra:\n    text: Rain<<:>> again\n",
)
NOT_A_MAPPING = Kind(
    "Y06",
    "a file of a story must be made of sections.",
    "Begin with a section's name and a colon, such as `scenes:`.",
    "Each file is a list of sections by name.",
    "<<- scenes>>\n",
)
KEY_TWICE = Kind(
    "Y07",
    "the key `{key}` is given twice here; the first is in line {line}.",
    "Keep one, or give the other a name of its own.",
    "YAML would silently keep the last and forget the first.",
    "scenes:\n  extra: {goto: middle}\n  <<extra>>: {goto: end}\n",
)
KEY_NOT_TEXT = Kind(
    "Y08",
    "a key must be a plain word.",
    "Write an id or one of the format's keys before the colon.",
    "Keys are names.",
    "scenes:\n  <<[extra]>>: {goto: middle}\n",
)
TRICK = Kind(
    "Y09",
    "`{sign}` begins {what} in YAML, and stories have none.",
    "Write the words in quotes if you mean the sign itself; otherwise write out what you mean.",
    "What stands in a story is what is read there; nothing is called up from elsewhere.",
    "news: <<&later>> []\n",
)
TOO_DEEP = Kind(
    "Y10",
    "this is nested more than {limit} deep.",
    "Cut it into scenes of its own.",
    "No story needs it, and a hostile file could otherwise exhaust the machine.",
    "news: " + "[" * 39 + "<<[>>x]" + "]" * 39 + "\n",
)
SEVERAL_DOCUMENTS = Kind(
    "Y11",
    "a second document begins here.",
    "Take out the line `---`, or put what follows into a file of its own.",
    "A file of a story is one document.",
    "news: []\n---\n<<news>>: []\n",
)
CONTROL_CHARACTER = Kind(
    "Y12",
    "this text holds a character that cannot be seen ({name}).",
    "Take it out, or write what you mean in letters.",
    "Invisible characters can move a terminal's cursor or turn the order of letters round.",
    'news: [{at: 2031-03-04 12:00, outlet: The Gazette, text: <<"\\e[2J">>}]\n',
)
