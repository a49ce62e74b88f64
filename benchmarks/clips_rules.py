"""The policy as CLIPS rules (clipspy). Each step is asserted as a fact and the rules are run; state is in globals and
in one fact for each duty that is open, which is the quickest way that we found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from benchmarks.policy import RULES, Step, Verdicts

RULE_TEXTS = (
    "(deftemplate ev (slot k (type SYMBOL)) (slot at (type INTEGER)))",
    "(deftemplate duty (slot rule (type SYMBOL)) (slot due (type INTEGER)) (slot by (type INTEGER)))",
    """(defglobal ?*floor* = none ?*turn* = 0 ?*quiet* = 0 ?*fired* = FALSE ?*held* = FALSE ?*told* = FALSE
         ?*asked* = FALSE)""",
    *(f"(defglobal ?*{rule}-{verdict}* = 0)" for rule in RULES for verdict in ("met", "missed")),
    "(deffunction customer (?k) (or (eq ?k speak) (eq ?k decline)))",
    "(deffunction deed (?k) (or (eq ?k hold) (eq ?k back) (eq ?k hangup)))",
    # What fell due comes first.
    """(defrule late-before (declare (salience 90)) (ev (at ?at)) ?d <- (duty (rule silence) (due ?due))
         (test (and (<= ?due ?at) (or ?*fired* (< ?due (+ ?*quiet* 4000)))))
         => (retract ?d) (bind ?*silence-missed* (+ ?*silence-missed* 1)))""",
    """(defrule silent (declare (salience 80)) (ev (at ?at)) (test (and (not ?*fired*) (<= (+ ?*quiet* 4000) ?at)))
         => (bind ?*fired* TRUE)
            (if (and (not ?*held*) (not (any-factp ((?f duty)) (eq ?f:rule silence))))
             then (assert (duty (rule silence) (due (+ ?*quiet* 10000))))))""",
    """(defrule late (declare (salience 70)) (ev (at ?at)) ?d <- (duty (rule silence) (due ?due)) (test (<= ?due ?at))
         => (retract ?d) (bind ?*silence-missed* (+ ?*silence-missed* 1)))""",
    # Who speaks.
    """(defrule agent-speaks (declare (salience 60)) (ev (k ?k&~speak&~decline&~hold&~back&~hangup) (at ?at))
         => (bind ?*quiet* ?at) (bind ?*fired* FALSE)
            (if (neq ?*floor* agent) then (bind ?*floor* agent) (bind ?*turn* (+ ?*turn* 1)) (bind ?*told* FALSE)))""",
    """(defrule customer-waives (declare (salience 50)) (ev (k speak|decline)) ?d <- (duty (rule silence))
         => (retract ?d))""",
    """(defrule customer-turn (declare (salience 40)) (ev (k speak|decline) (at ?at))
         => (bind ?*quiet* ?at) (bind ?*fired* FALSE)
            (if (neq ?*floor* customer) then
              (bind ?*floor* customer)
              (do-for-all-facts ((?f duty)) (and (neq ?f:rule silence) (>= ?*turn* ?f:by))
                (if (eq ?f:rule greeting) then (bind ?*greeting-missed* (+ ?*greeting-missed* 1))
                 else (bind ?*thank-missed* (+ ?*thank-missed* 1)))
                (retract ?f))))""",
    # What is done.
    """(defrule greets (ev (k greet)) ?d <- (duty (rule greeting))
         => (retract ?d) (bind ?*greeting-met* (+ ?*greeting-met* 1)))""",
    """(defrule prompts (ev (k prompt)) ?d <- (duty (rule silence))
         => (retract ?d) (bind ?*silence-met* (+ ?*silence-met* 1)))""",
    """(defrule thanks (ev (k thank)) ?d <- (duty (rule thank))
         => (retract ?d) (bind ?*thank-met* (+ ?*thank-met* 1)))""",
    "(defrule announces (ev (k announce)) => (bind ?*told* TRUE))",
    "(defrule asks (ev (k ask_else)) => (bind ?*asked* TRUE))",
    """(defrule holds (ev (k hold))
         => (bind ?*held* TRUE)
            (if ?*told* then (bind ?*announce-met* (+ ?*announce-met* 1))
             else (bind ?*announce-missed* (+ ?*announce-missed* 1))))""",
    """(defrule back (ev (k back))
         => (bind ?*held* FALSE)
            (if (not (any-factp ((?f duty)) (eq ?f:rule thank))) then
              (assert (duty (rule thank) (by (if (eq ?*floor* agent) then ?*turn* else (+ ?*turn* 1)))))))""",
    """(defrule hangs-up (ev (k hangup))
         => (if ?*asked* then (bind ?*closing-met* (+ ?*closing-met* 1))
             else (bind ?*closing-missed* (+ ?*closing-missed* 1)))
            (do-for-all-facts ((?f duty)) TRUE
              (switch ?f:rule
                (case greeting then (bind ?*greeting-missed* (+ ?*greeting-missed* 1)))
                (case silence then (bind ?*silence-missed* (+ ?*silence-missed* 1)))
                (case thank then (bind ?*thank-missed* (+ ?*thank-missed* 1))))
              (retract ?f)))""",
    "(defrule over (declare (salience -10)) ?e <- (ev) => (retract ?e))",
    """(deffunction begin ()
         (do-for-all-facts ((?f duty)) TRUE (retract ?f))
         (bind ?*floor* none) (bind ?*turn* 0) (bind ?*quiet* 0) (bind ?*fired* FALSE) (bind ?*held* FALSE)
         (bind ?*told* FALSE) (bind ?*asked* FALSE)
         (assert (duty (rule greeting) (by 1))))""",
)


class Clips:
    """The rules in their environments. CLIPS slows down as an environment grows old (four times in six runs), so each
    run gets a young one, built beforehand."""

    def __init__(self, runs: int = 10) -> None:
        self._young = [_environment() for _ in range(runs)]

    def play(self, calls: Iterable[list[Step]]) -> int:
        """Run the calls; how many steps that were."""
        return self._play(self._young.pop() if self._young else _environment(), calls)

    def verdicts(self, calls: Iterable[list[Step]]) -> Verdicts:
        """What the rules found."""
        env = _environment()
        self._play(env, calls)
        found: Verdicts = Counter()
        for rule in RULES:
            for verdict in ("met", "missed"):
                found[rule, verdict] = int(env.find_global(f"{rule}-{verdict}").value)
        return found

    def _play(self, env: Any, calls: Iterable[list[Step]]) -> int:
        from clips import Symbol

        event, run, begin = env.find_template("ev"), env.run, env.find_function("begin")
        done = 0
        for call in calls:
            begin()
            for kind, at in call:
                event.assert_fact(k=Symbol(kind), at=at)
                run()
            done += len(call)
        return done


def _environment() -> Any:
    import clips

    env = clips.Environment()
    for text in RULE_TEXTS:
        env.build(text)
    return env
