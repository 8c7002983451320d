"""Numbers of the dialogue, each with the rule it comes from; milliseconds unless the name says otherwise."""

NO_INPUT_MS = 7_000
"""V14: silence before the first reprompt, normally."""
THINKING_MS = 10_000
"""V14: where the caller has to think."""
WRITING_MS = 60_000
"""V14: where the caller looks for a pen."""
INTERDIGIT_MS = 5_000
"""V14: between two digits of a number."""
KEY_GAP_MS = 400
"""V7: between an option and its key."""
OPTION_GAP_MS = 700
"""V7: between two options."""
GROUP_GAP_MS = 600
"""V24: between two groups of digits."""
AFTER_KEY_MS = 500
"""V18: silence after a key, while the handset goes back to the ear."""
SOUND_GAP_MS = 2_000
"""Issue Hearing, any sound: how long a sound is waited for after each option."""
KEY_HELD_MS = 3_000
"""Longest a key is waited for after it went down; then the call goes on as if the sentence had been said."""
ERRORS_BEFORE_KEYS = 2
"""V16: errors in one place before speech is given up."""
ERRORS_BEFORE_PERSON = 3
"""V16: errors in one place before a person."""
ERRORS_IN_CALL = 5
"""V16: errors in one call before a person."""
SPOKEN_DIGITS_MS = 2_000
"""V15: silence after which spoken digits are over; it is part of INTERDIGIT_MS."""
DIGIT_TRIES = 2
"""V23: a number wrong so often leads to a person."""
LANGUAGE_ERRORS = 2
"""V2: silent or unmatched rounds before a person with language unknown."""
QUIET_MS = 120_000
"""DESIGN 4, the ladder ends: no key and no word for so long ends the call with a sentence."""
QUIET_BY_SOUND_MS = 240_000
"""The same where any sound chooses: three readings, one option at a time, last longer, and lead to a person (V16)."""
CALL_MS = 3_600_000
"""DESIGN 4: the machine's part of a call."""
WARNING_MS = 60_000
"""DESIGN 4: the end of the machine's part is announced so long before."""
LANGUAGES_MAX = 7
"""Issue Call: keys 1 to 7; 8 is none of these, 9 danger, 0 a person."""
OPTIONS_MAX = 5
"""V5: hard bound of options in a menu."""
DIGITS_MAX = 20
"""Longest number that can be asked for; E.164 has 15 digits and some people dial prefixes."""
DIGIT_GROUP = 3
"""V23, V24: digits are spoken and erased in groups of this size."""
SHORTEST_RECORDING_MS = 1_000
"""A recording shorter than this is nothing said."""
STEPS_IN_TURN = 100
"""Nodes passed without the caller before the engine calls it a loop in the flow."""
TRAIL_MAX = 30
"""Questions remembered for going back."""
DISCREET_EXIT_MS = 1_500
"""V28: a second hash within this time ends the call, in discreet mode."""
HOURS_ENTRIES_MAX = 60
"""Opening times, and holidays, of one schedule."""
HOURS_AHEAD_DAYS = 400
"""How far the next opening is looked for: a yearly holiday, and then some."""
SHORTCUTS_MAX = 25
"""Words of other menus that a menu listens for (issue Flows); each makes every other harder to tell apart."""
