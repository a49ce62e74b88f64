"""The policy as CLIPS rules (clipspy), written twice.

`PLAIN` is how the manual of CLIPS teaches it: what is going on are facts, rules match them and `modify` them, a call
begins with `reset`, and a verdict is handed to Python by a function that was defined there. `QUICK` is the quickest
that we found: state in globals, verdicts counted inside CLIPS, a fact only for the step and for each open duty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.policy import RULES, Step, Verdicts

AGENT = "greet|prompt|announce|thank|ask_else|bye"
CUSTOMER = "speak|decline"
PLAIN = (
    "(deftemplate ev (slot k (type SYMBOL)) (slot at (type INTEGER)))",
    "(deftemplate duty (slot rule (type SYMBOL)) (slot due (type INTEGER)) (slot by (type INTEGER)))",
    """(deftemplate call (slot floor (default none)) (slot turn (default 0)) (slot quiet (default 0))
         (slot fired (default no)) (slot held (default no)) (slot told (default no)) (slot asked (default no)))""",
    "(deffacts begin (call) (duty (rule greeting) (by 1)))",
    # What fell due comes first.
    """(defrule late-before (declare (salience 90)) (ev (at ?at)) (call (fired ?f) (quiet ?q))
         ?d <- (duty (rule silence) (due ?due&:(<= ?due ?at)))
         (test (or (eq ?f yes) (< ?due (+ ?q 4000))))
         => (retract ?d) (judge silence missed))""",
    """(defrule silent (declare (salience 81)) (ev (at ?at))
         (call (fired no) (held no) (quiet ?q&:(<= (+ ?q 4000) ?at))) (not (duty (rule silence)))
         => (assert (duty (rule silence) (due (+ ?q 10000)))))""",
    """(defrule heeded (declare (salience 80)) (ev (at ?at)) ?c <- (call (fired no) (quiet ?q&:(<= (+ ?q 4000) ?at)))
         => (modify ?c (fired yes)))""",
    # Who speaks.
    f"""(defrule agent-turn (declare (salience 60)) (ev (k {AGENT})) ?c <- (call (floor ~agent) (turn ?t))
         => (modify ?c (floor agent) (turn (+ ?t 1)) (told no)))""",
    f"""(defrule customer-waives (declare (salience 50)) (ev (k {CUSTOMER})) ?d <- (duty (rule silence))
         => (retract ?d))""",
    f"""(defrule customer-turn (declare (salience 45)) (ev (k {CUSTOMER})) (call (floor ~customer) (turn ?t))
         ?d <- (duty (rule ?r&~silence) (by ?b&:(<= ?b ?t)))
         => (retract ?d) (judge ?r missed))""",
    f"""(defrule customer-floor (declare (salience 40)) (ev (k {CUSTOMER})) ?c <- (call (floor ~customer))
         => (modify ?c (floor customer)))""",
    f"""(defrule spoken (declare (salience 30)) (ev (k {AGENT}|{CUSTOMER}) (at ?at)) ?c <- (call (quiet ~?at))
         => (modify ?c (quiet ?at) (fired no)))""",
    # What is done.
    "(defrule greets (ev (k greet)) ?d <- (duty (rule greeting)) => (retract ?d) (judge greeting met))",
    "(defrule prompts (ev (k prompt)) ?d <- (duty (rule silence)) => (retract ?d) (judge silence met))",
    "(defrule thanks (ev (k thank)) ?d <- (duty (rule thank)) => (retract ?d) (judge thank met))",
    "(defrule announces (ev (k announce)) ?c <- (call (told no)) => (modify ?c (told yes)))",
    "(defrule asks (ev (k ask_else)) ?c <- (call (asked no)) => (modify ?c (asked yes)))",
    """(defrule holds (ev (k hold)) ?c <- (call (held no) (told ?told))
         => (modify ?c (held yes)) (judge announce (if (eq ?told yes) then met else missed)))""",
    """(defrule owes-thanks (declare (salience 5)) (ev (k back)) (call (floor ?f) (turn ?t)) (not (duty (rule thank)))
         => (assert (duty (rule thank) (by (if (eq ?f agent) then ?t else (+ ?t 1))))))""",
    "(defrule back (ev (k back)) ?c <- (call (held yes)) => (modify ?c (held no)))",
    """(defrule hangs-up (ev (k hangup)) (call (asked ?asked))
         => (judge closing (if (eq ?asked yes) then met else missed)))""",
    "(defrule left-open (ev (k hangup)) ?d <- (duty (rule ?r)) => (retract ?d) (judge ?r missed))",
    "(defrule over (declare (salience -10)) ?e <- (ev) => (retract ?e))",
)
QUICK = (
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
    """The plain rules in one environment, kept as a program keeps it. Each step in it costs more than the one before,
    and neither `reset` nor `release-mem` brings that back. With `young` environments, built beforehand, each run gets
    a new one."""

    def __init__(self, young: int = 0) -> None:
        self._found: Verdicts = Counter()
        self._env = self._environment()
        self._young = [self._environment() for _ in range(young)]

    def play(self, calls: Iterable[list[Step]]) -> int:
        """Run the calls; how many steps that were."""
        env = self._young.pop() if self._young else self._env
        return _play(env, env.reset, calls)

    def verdicts(self, calls: Iterable[list[Step]]) -> Verdicts:
        """What the rules found."""
        self._found.clear()
        env = self._environment()
        _play(env, env.reset, calls)
        return self._found.copy()

    def _judge(self, rule: str, verdict: str) -> None:
        self._found[rule, verdict] += 1

    def _environment(self) -> Any:
        import clips

        env = clips.Environment()
        env.define_function(self._judge, "judge")
        for text in PLAIN:
            env.build(text)
        return env


class QuickClips:
    """The quick rules, in an environment that is young: each run gets a new one, built beforehand."""

    def __init__(self, runs: int = 10) -> None:
        self._young = [_quick_environment() for _ in range(runs)]

    def play(self, calls: Iterable[list[Step]]) -> int:
        """Run the calls; how many steps that were."""
        env = self._young.pop() if self._young else _quick_environment()
        return _play(env, env.find_function("begin"), calls)

    def verdicts(self, calls: Iterable[list[Step]]) -> Verdicts:
        """What the rules found."""
        env = _quick_environment()
        _play(env, env.find_function("begin"), calls)
        found: Verdicts = Counter()
        for rule in RULES:
            for verdict in ("met", "missed"):
                found[rule, verdict] = int(env.find_global(f"{rule}-{verdict}").value)
        return found


def _play(env: Any, begin: Callable[[], Any], calls: Iterable[list[Step]]) -> int:
    from clips import Symbol

    event, run = env.find_template("ev"), env.run
    done = 0
    for call in calls:
        begin()
        for kind, at in call:
            event.assert_fact(k=Symbol(kind), at=at)
            run()
        done += len(call)
    return done


def _quick_environment() -> Any:
    import clips

    env = clips.Environment()
    for text in QUICK:
        env.build(text)
    return env
