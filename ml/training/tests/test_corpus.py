import re
import subprocess
import sys
from collections import Counter
from random import Random

import pytest

from ml.contracts import SectionKind
from ml.language.text import content_stems
from ml.training.corpus.examples import SLOT, TASKS, is_faithful
from ml.training.corpus.facts import numbered, with_facts, with_other_words
from ml.training.corpus.points import as_typed
from ml.training.corpus.rewording import formal, in_other_words, in_plain_words, shorter
from ml.training.corpus.sayings import Saying, Split, roles_of, sayings_of
from ml.training.corpus.stream import example, examples
from ml.writers.mini_prompt import SLOTS, Mark

FOUND = tuple(examples(0, 1_500))


def of_task(task):
    return [found for found in FOUND if found.task is task]


def point_of(found):
    at = found.prompt.index(Mark.POINT)
    return found.prompt[at + 1]


def test_the_same_number_is_the_same_example():
    assert tuple(examples(3, 9)) == FOUND[3:9]
    assert example(3, seed=1) != FOUND[3]


def test_every_task_has_its_share():
    found = Counter(found.task for found in FOUND)

    for maker, share in TASKS:
        assert found[Mark[maker.__name__.upper()]] == pytest.approx(share * len(FOUND), rel=0.4)


def test_held_out_roles_are_in_no_training_example():
    held_out = {text for saying in sayings_of(Split.HELD_OUT) for text in saying.statements}

    assert len(roles_of(Split.HELD_OUT)) == pytest.approx(0.05 * 362, abs=8)
    assert not held_out & {text for saying in sayings_of(Split.TRAINING) for text in saying.statements}
    assert not {role.id for role in roles_of(Split.HELD_OUT)} & {role.id for role in roles_of(Split.TRAINING)}


def test_a_line_holds_every_fact_of_its_point_and_at_most_a_mistyped_word_is_missing():
    for found in of_task(Mark.LINE):
        [said] = found.answer
        point = point_of(found)
        assert sorted(re.findall(SLOT, point)) == sorted(re.findall(SLOT, said)), found
        assert len(content_stems(point) - content_stems(said)) <= 1 or point.isupper() or point.istitle(), found


def test_most_lines_miss_no_word():
    lines = of_task(Mark.LINE)

    assert sum(is_faithful(point_of(found), found.answer[0]) for found in lines) > 0.95 * len(lines)


def test_a_completed_sentence_leaves_no_fact_to_be_guessed():
    for found in of_task(Mark.COMPLETE):
        [rest] = found.answer
        assert found.joined
        assert not re.search(SLOT, rest)
        assert not found.prompt[-1].endswith(" ")


def test_a_rewording_keeps_the_facts():
    for found in of_task(Mark.REWORD):
        assert sorted(re.findall(SLOT, point_of(found))) == sorted(re.findall(SLOT, found.answer[0]))
        assert found.answer[0] != point_of(found)


def test_a_section_has_a_line_for_each_point():
    for found in of_task(Mark.SECTION):
        assert found.prompt.count(Mark.NEXT) == found.answer.count(Mark.NEXT) >= 1


def test_the_corpus_reads_nothing_but_this_package():
    code = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "from ml.training.corpus.stream import example; [example(number) for number in range(40)]\n"
        "endings = ('.toml', '.txt', '.json', '.jsonl', '.csv', '.md')\n"
        "print(*{path for path in opened if path.endswith(endings)}, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    read = done.stdout.split()
    assert len(read) > 362
    assert all("/ml/library/" in path or "/ml/language/" in path for path in read)


PLAN = "{plan} rotas for the ward and {fill} gaps before the shift"


def typed_forms(statement, kind=SectionKind.RESPONSIBILITIES):
    return {as_typed(kind, statement, Random(seed)) for seed in range(200)}


def test_a_statement_is_typed_in_many_forms():
    forms = typed_forms(PLAN)

    assert "rota planning for ward and filling gaps before shift" in forms
    assert "planning rotas for the ward and filling gaps before the shift" in forms
    assert "plan rotas for ward and fill gaps before shift" in forms
    assert not any("{" in form for form in forms)


def test_a_requirement_is_typed_without_its_beginning():
    forms = typed_forms("experience of running a payroll", SectionKind.REQUIRED)

    assert {"running a payroll", "running payroll experience"} <= forms


def test_numbers_stand_before_what_can_be_counted():
    saying = Saying(SectionKind.RESPONSIBILITIES, ("nurse",), "", (PLAN,))
    found = {with_facts(saying, "{check} deliveries against the order", Random(seed)) for seed in range(60)}

    assert f"{{check}} {SLOTS[0]} deliveries against the order" in found
    assert not any(f"the {SLOTS[0]} order" in text for text in found)


def test_slots_are_numbered_as_they_stand():
    assert numbered(f"{SLOTS[4]} and {SLOTS[4]}") == f"{SLOTS[0]} and {SLOTS[1]}"


def test_other_words_leave_verbs_and_grammar_alone():
    for seed in range(40):
        other = with_other_words("{check} each delivery against the order", Random(seed))
        assert re.fullmatch(r"\{check\} each [a-z]+ against the [a-z]+", other)


@pytest.mark.parametrize(
    ("statement", "short"),
    [
        ("{check} the till, {count} the cash and {lock} the safe", "{check} the till and {count} the cash"),
        ("{keep} records complete, so that others can carry on", "{keep} records complete"),
        ("{sweep} and {mop}", ""),
    ],
)
def test_shorter(statement, short):
    assert shorter(statement) == short


def test_registers():
    assert (
        formal("{make} sure that {your} team {buy}s nothing twice") == "{ensure} that {your} team {buy}s nothing twice"
    )
    assert formal("{look} out for hazards") == "{look} out for hazards"
    assert in_plain_words("{purchase} stock immediately") == "{buy} stock at once"
    assert formal("sound knowledge of stock") == "sound knowledge of stock"


def test_halves_are_turned_only_where_nothing_leans():
    turned = {in_other_words("{sweep} the floor and {fill} the shelves", Random(seed)) for seed in range(20)}
    kept = {in_other_words("{count} the cash and {lock} it away", Random(seed)) for seed in range(20)}

    assert "{fill} the shelves and {sweep} the floor" in turned
    assert kept == {"{count} the cash and {lock} it away"}
