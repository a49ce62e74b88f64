"""A simulated customer by the clock: when they speak, how long they think, what they do when nothing comes."""

from __future__ import annotations

import msgspec

from saywell.trainer.customer import Customer, Persona, Reply
from saywell.trainer.mind import Act, Mind

POLITE = Persona(
    id="p",
    title={},
    answers=(
        Reply({"en": "Bye."}, when=("agent.farewell",), hang_up=True, later=True),
        Reply({"en": "Excuse me?"}, when=("rude",)),
    ),
    script=(Reply({"en": "Hello, it is about {item}."}), Reply({"en": "Thank you."}, when=("agent.confirms_data",))),
    fillers=(Reply({"en": "I see."}),),
    when_silent=(Reply({"en": "Hello?"}), Reply(hang_up=True)),
    ends=Reply({"en": "That was all."}, hang_up=True),
    patience=10_000,
    holds=60_000,
    waits=30_000,
    about={"item": {"en": "wire"}},
)


def mind(persona: Persona = POLITE, *, phone: bool = True) -> Mind:
    return Mind(Customer(persona), 0, phone=phone, lang="en")


def until(customer: Mind, now: int) -> list[tuple[str, int, str]]:
    return [(act.kind, act.at, act.text) for act in customer.act(now)]


def test_a_caller_speaks_after_the_greeting_has_ended_and_falls_silent_at_the_end_of_their_words() -> None:
    customer = mind()
    customer.answered(1_000)
    assert customer.due() == 11_000
    customer.heard({"agent.greets"}, 2_000, 5_000)
    assert until(customer, 6_000) == []
    [said] = customer.act(6_500)
    assert said == Act("say", 6_500, "Hello, it is about wire.", 6_500 + 2_000)
    assert until(customer, 8_500) == [("quiet", 8_500, "")]


def test_more_words_of_the_agent_put_the_answer_off_and_all_of_them_count() -> None:
    customer = mind()
    customer.heard((), 0, 1_000)
    customer.heard({"rude"}, 2_000, 4_000)
    assert until(customer, 5_000) == []
    assert [text for _, _, text in until(customer, 6_000)] == ["Excuse me?"]


def test_the_next_sentence_waits_for_its_words_twice_at_most() -> None:
    customer = mind()
    heard = []
    for n, moves in enumerate([(), (), (), ()]):
        customer.heard(moves, n * 20_000, n * 20_000)
        heard += [text for kind, _, text in until(customer, n * 20_000 + 8_000) if kind == "say"]
    assert heard == ["Hello, it is about wire.", "I see.", "I see.", "Thank you."]


def test_silence_is_asked_about_and_then_left() -> None:
    customer = mind()
    customer.answered(0)
    acts = until(customer, 60_000)
    assert [kind for kind, _, _ in acts] == ["say", "quiet", "leave"]
    assert acts[0] == ("say", 10_000, "Hello?") and acts[2][1] == 10_000 + 600 + 10_000
    assert customer.over and customer.due() is None


def test_who_was_asked_to_wait_has_four_times_the_patience() -> None:
    customer = mind()
    customer.heard({"agent.asks_wait"}, 0, 0)
    assert [kind for kind, _, _ in until(customer, 9_000)] == ["say", "quiet"]
    assert customer.due() == 1_500 + 2_000 + 40_000


def test_on_hold_nothing_is_said_until_it_has_lasted_too_long() -> None:
    customer = mind()
    customer.heard({"agent.asks_wait"}, 0, 1_000)
    customer.put_away(True, True, 2_000)
    assert until(customer, 61_000) == []
    customer.put_away(True, False, 61_500)
    customer.heard({"agent.thanks_waiting"}, 62_000, 63_000)
    assert [kind for kind, _, _ in until(customer, 67_000)] == ["say", "quiet"]
    customer.put_away(True, True, 70_000)
    assert until(customer, 130_000) == [("leave", 130_000, "")]


def test_a_muted_agent_is_still_talked_to() -> None:
    customer = mind()
    customer.heard((), 0, 0)
    customer.put_away(False, True, 1_000)
    assert [kind for kind, _, _ in until(customer, 2_000)] == ["say"]


def test_goodbye_is_answered_before_the_line_is_gone() -> None:
    customer = mind()
    customer.heard((), 0, 0)
    customer.act(9_000)
    customer.heard({"agent.farewell"}, 10_000, 11_000)
    assert [kind for kind, _, _ in until(customer, 20_000)] == ["say", "quiet", "leave"]


def test_at_the_end_of_the_script_a_customer_goes_by_themselves() -> None:
    customer = mind(Persona(id="p", title={}, script=(), ends=Reply({"en": "That was all."}, hang_up=True)))
    customer.answered(0)
    assert [kind for kind, _, _ in until(customer, 60_000)] == ["say", "quiet", "leave"]


def test_in_a_chat_an_answer_is_read_and_typed_first() -> None:
    customer = mind(phone=False)
    customer.answered(0)
    customer.heard((), 1_000)
    acts = until(customer, 20_000)
    assert [kind for kind, _, _ in acts] == ["typing", "idle", "say"]
    assert acts[0][1] == 3_500 and acts[2][1] == 3_500 + 1_000 + 24 * 53


def test_who_waits_in_the_queue_asks_in_a_chat_and_leaves() -> None:
    assert [kind for kind, _, _ in until(mind(phone=False), 40_000)] == ["typing", "idle", "say", "leave"]
    assert until(mind(), 40_000) == [("leave", 30_000, "")]


def test_who_does_not_want_to_be_put_through_leaves() -> None:
    customer = mind(Persona(id="p", title={}, script=(Reply({"en": "Hello."}),), transfers=False))
    customer.heard((), 0, 0)
    customer.act(3_000)
    customer.transferred(10_000)
    assert until(customer, 20_000) == [("leave", 13_000, "")]


def test_who_speaks_first_does_so_once_they_are_put_through_or_picked_up() -> None:
    customer = mind(Persona(id="p", title={}, begins="first", script=(Reply({"en": "Hello."}),)))
    customer.answered(1_000)
    assert until(customer, 5_000)[0] == ("say", 4_000, "Hello.")


def test_an_agent_who_types_is_not_silent_but_not_for_ever() -> None:
    customer = mind()
    customer.answered(0)
    for now in range(0, 60_000, 1_000):
        customer.notices(now)
        assert customer.due() is not None
    assert customer.due() == 45_000 + 10_000
    customer.heard((), 50_000, 50_000)
    customer.notices(58_000)
    assert [kind for kind, _, _ in until(customer, 59_000)] == ["say", "quiet"]


def test_a_greeting_that_crosses_the_first_words_is_not_answered_and_a_late_one_brings_them_again() -> None:
    persona = Persona(id="p", title={}, begins="first", script=POLITE.script, about=POLITE.about)
    customer = mind(persona)
    customer.answered(0)
    assert [kind for kind, _, _ in until(customer, 3_500)] == ["say"]
    customer.heard({"agent.greets", "agent.offers_help"}, 3_600, 6_000)
    assert [kind for kind, _, _ in until(customer, 12_000)] == ["quiet"]
    customer.heard({"agent.greets"}, 12_000, 13_000)
    assert until(customer, 15_000)[0][2] == "Hello, it is about wire."
    customer.heard({"agent.greets"}, 20_000, 21_000)
    assert [kind for kind, _, _ in until(customer, 30_000)] == ["quiet"]
    customer.heard({"agent.confirms_data"}, 31_000, 32_000)
    assert until(customer, 34_000)[0][2] == "Thank you."


def test_a_question_is_answered_first_but_a_soft_answer_gives_way_to_the_script() -> None:
    persona = Persona(
        id="p",
        title={},
        answers=(Reply({"en": "Lee."}, when=("name",)), Reply({"en": "Sorry?"}, when=("sorry",), soft=True)),
        script=(Reply({"en": "It is broken."}), Reply({"en": "Since Monday."}, when=("sorry", "details"))),
    )
    _, customer = Customer(persona).answer(())
    assert [customer.answer(moves)[0] for moves in (("sorry", "name"), ("sorry",), ("x",))] == [
        persona.answers[0], persona.script[1], None,
    ]  # fmt: skip
    _, customer = customer.answer(("details",))
    assert customer.answer(("sorry",))[0] == persona.answers[1]


def test_several_questions_at_once_are_answered_at_once_and_found_again() -> None:
    persona = Persona(
        id="p",
        title={},
        answers=(
            Reply({"en": "It is the printer."}, when=("agent.asks_device",)),
            Reply({"en": "Two of them."}, when=("agent.asks_quantity",)),
            Reply({"en": "Lee."}, when=("agent.asks_name",)),
        ),
    )
    reply, customer = Customer(persona).answer({"agent.asks_quantity", "agent.asks_device", "agent.apologises"})
    assert reply is not None and reply.text == {"en": "It is the printer. Two of them."}
    assert customer.given == (0, 1)
    assert Customer(persona).after_saying(reply.text["en"], "en", {}) == customer


def test_who_is_called_and_asked_at_once_says_hello_no_more_and_hears_the_goodbye() -> None:
    answers = (Reply({"en": "Speaking."}, when=("agent.asks_identity",)), *POLITE.answers)
    script = (Reply({"en": "Hello?"}), POLITE.script[1])
    persona = msgspec.structs.replace(POLITE, direction="outbound", begins="first", answers=answers, script=script)
    customer = mind(persona)
    customer.answered(0)
    customer.heard({"agent.asks_identity"}, 100, 300)
    heard = [text for kind, _, text in until(customer, 5_000) if kind == "say"]
    again = mind(persona)
    again.customer = again.customer.after_saying("Speaking.", "en", {})
    for one in (customer, again):
        one.heard({"agent.farewell"}, 6_000, 7_000)
        assert heard + [text for kind, _, text in until(one, 9_900) if kind == "say"] == ["Speaking.", "Bye."]
