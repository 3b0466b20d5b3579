from ml.language.generic import generic_phrases, is_generic


def test_it_works():
    assert is_generic("Excellent communication skills, both written and verbal")
    assert not is_generic("Excellent communication skills with anxious patients")


def test_filler_alone_is_not_enough():
    for line in ("", "You will work with us", "Able to do the work well", "Flexible working hours"):
        assert not is_generic(line), line


def test_the_phrases_that_the_library_refuses_are_generic_by_themselves():
    assert len(generic_phrases()) > 20
    assert [phrase for phrase in generic_phrases() if not is_generic(phrase)] == []
