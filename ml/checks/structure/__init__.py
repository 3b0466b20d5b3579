"""Is it laid out so that it can be read: length, sections, lists, and the title."""

from ml.checks.structure.headings import check_headings
from ml.checks.structure.length import check_length
from ml.checks.structure.long_bullets import check_long_bullets
from ml.checks.structure.long_lists import check_long_lists
from ml.checks.structure.missing_sections import check_missing_sections
from ml.checks.structure.must_haves import check_must_haves
from ml.checks.structure.pasted_markup import check_pasted_markup
from ml.checks.structure.planted_orders import check_planted_orders
from ml.checks.structure.repeated_lines import check_repeated_lines
from ml.checks.structure.title_abbreviation import check_title_abbreviation
from ml.checks.structure.title_capitals import check_title_capitals
from ml.checks.structure.title_gendered import check_title_gendered
from ml.checks.structure.title_grade import check_title_grade
from ml.checks.structure.title_jargon import check_title_jargon
from ml.checks.structure.title_length import check_title_length
from ml.checks.structure.title_level import check_title_level
from ml.checks.structure.title_pay import check_title_pay
from ml.checks.structure.title_place import check_title_place
from ml.checks.structure.title_two_levels import check_title_two_levels
from ml.checks.structure.wall_of_text import check_wall_of_text
from ml.checks.structure.you_we import check_you_and_we

RULES = (
    check_title_length,
    check_title_level,
    check_title_two_levels,
    check_title_grade,
    check_title_gendered,
    check_title_jargon,
    check_title_abbreviation,
    check_title_capitals,
    check_title_place,
    check_title_pay,
    check_length,
    check_missing_sections,
    check_headings,
    check_must_haves,
    check_long_lists,
    check_long_bullets,
    check_wall_of_text,
    check_repeated_lines,
    check_you_and_we,
    check_planted_orders,
    check_pasted_markup,
)
