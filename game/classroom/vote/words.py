"""What the light page says."""

from __future__ import annotations

from game.wording import N_

STANDING = {
    "title": N_("The class votes"),
    "looking": N_("The class is being looked for."),
    "quiet": N_("Nobody sees who voted for what. No names are asked. You need not vote."),
    "leave": N_("Leave quietly"),
    "script": N_("This page needs JavaScript. Vote by hand, or ask for a card."),
}
"""What stands on it from the first."""

SAID = {
    "none": N_("There is no class with this code."),
    "over": N_("The class is over."),
    "away": N_("The class cannot be reached now. It is tried again."),
    "closed": N_("The vote is closed."),
    "without": N_("The vote is closed, without you."),
    "look": N_("Look at the screen in front. The next vote comes here."),
    "choose": N_("Choose one."),
    "isIn": N_("Your vote is in."),
    "sending": N_("The vote is being sent."),
    "isInSo": N_("Your vote is in: {words}. You can change it until the vote is closed."),
    "notTaken": N_("The vote was not taken: {reason}."),
    "unreached": N_("the class cannot be reached now"),
    "left": N_("You have left. Nobody asks why. Load this page again to come back."),
}
"""What it says as the class goes on, by the name that `vote.js` gives it."""
