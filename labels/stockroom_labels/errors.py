"""The one refusal of this package: a label that must not be printed."""


class Unprintable(ValueError):
    """Says why nothing was printed: a reason for machines, a sentence for people.

    `template` is the sentence before its `values` are filled in, so that whoever shows it can
    translate it first: `gettext(error.template).format(**error.values)`.
    """

    def __init__(self, reason: str, template: str, **values: object) -> None:
        super().__init__(template.format(**values))
        self.reason = reason
        self.template = template
        self.values = values


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a sentence for translation by whoever shows it, and give it back unchanged."""
    return sentence
