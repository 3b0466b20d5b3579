from ml.language.foreign import is_english


def test_english_is_known_by_its_small_words():
    for text in (
        "You will bake bread for forty cafés in the old town and train two apprentices.",
        "Python, Django, PostgreSQL",
        "La Traviata at the opera",
        "",
    ):
        assert is_english(text), text


def test_other_languages_are_not_english():
    for text in (
        "Wir suchen eine Person für die Backstube, die mit uns das Brot macht",
        "Nous cherchons une personne pour la boulangerie et les clients du quartier",
        "Vi söker någon som bakar bröd åt fyrtio kaféer i gamla stan varje morgon klockan fem",
    ):
        assert not is_english(text), text
