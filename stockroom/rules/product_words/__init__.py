"""What people call the products of the catalogue, a table for each language.

Codes are those of the built-in catalogue. Words are separated by commas; English and French ones
stand in the singular where the plural only adds an s.
"""

from stockroom.rules.product_words import ar, en, fr, ru

# English first: where two languages share a word ("body", "pyjama") the earlier table wins.
BY_LANGUAGE = {"en": en.WORDS, "fr": fr.WORDS, "ru": ru.WORDS, "ar": ar.WORDS}
