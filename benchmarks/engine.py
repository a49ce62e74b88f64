"""The engine's step beside three libraries, on the same conversations with the same verdicts; then with a whole
standard loaded, doing only the policy's moves."""

from __future__ import annotations

from functools import partial

from benchmarks import ours
from benchmarks.clips_rules import Clips, QuickClips
from benchmarks.machines import with_statemachine, with_transitions
from benchmarks.policy import conversations
from benchmarks.timing import Work, rates, table
from saywell.app.standards import open_standard
from saywell.conversation import decide

LOADED = "rent"


def main() -> None:
    """Print the two tables."""
    print(f"\nThe engine is {'plain Python' if str(decide.__file__).endswith('.py') else 'compiled'}.")
    calls = list(conversations(60, 30))
    inputs = [ours.prepared(call) for call in calls]
    alone = ours.plan_of(ours.small())
    loaded = ours.plan_of(ours.beside(open_standard(LOADED)))
    transitions, statemachine = with_transitions(), with_statemachine()
    expected = ours.verdicts(alone, inputs)
    for found in (
        ours.verdicts(loaded, inputs),
        transitions.verdicts(calls),
        statemachine.verdicts(calls),
        Clips().verdicts(calls),
        QuickClips().verdicts(calls),
    ):
        assert +found == +expected, (found, expected)
    for plan, title in ((alone, "four rules alone"), (loaded, f"four rules beside all of “{LOADED}”")):
        clips, young, quick = Clips(), Clips(young=10), QuickClips()
        works: dict[str, Work] = {
            "saywell": partial(ours.play, plan, inputs),
            "transitions": partial(transitions.play, calls),
            "CLIPS (clipspy)": partial(clips.play, calls),
            "CLIPS, each run a new environment": partial(young.play, calls),
            "CLIPS, the same, quickest rules": partial(quick.play, calls),
            "python-statemachine": partial(statemachine.play, calls),
        }
        table(f"Engine: {title}, same verdicts", "saywell", rates(works), "steps/s")
