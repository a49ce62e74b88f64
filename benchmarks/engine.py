"""The engine's step beside three libraries, on the same conversations with the same verdicts; then with a whole
standard loaded, doing only the policy's moves."""

from __future__ import annotations

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
    transitions, statemachine, clips, quick = with_transitions(), with_statemachine(), Clips(), QuickClips()
    expected = ours.verdicts(alone, inputs)
    for found in (
        ours.verdicts(loaded, inputs),
        transitions.verdicts(calls),
        statemachine.verdicts(calls),
        clips.verdicts(calls),
        quick.verdicts(calls),
    ):
        assert +found == +expected, (found, expected)
    peers: dict[str, Work] = {
        "transitions": lambda: transitions.play(calls),
        "CLIPS (clipspy)": lambda: clips.play(calls),
        "CLIPS, quick, young environments": lambda: quick.play(calls),
        "python-statemachine": lambda: statemachine.play(calls),
    }
    got = rates({"saywell": lambda: ours.play(alone, inputs), **peers})
    table("Engine: four rules alone, same verdicts", "saywell", got, "steps/s")
    clips, quick = Clips(), QuickClips()
    got = rates({"saywell": lambda: ours.play(loaded, inputs), **peers})
    table(f"Engine: four rules beside all of “{LOADED}”, same verdicts", "saywell", got, "steps/s")
