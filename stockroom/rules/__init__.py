"""The rules of the house as plain functions: values in, values or a reasoned refusal out.

Nothing here knows a session, a request or the time of day. Every refusal carries a reason for
machines and an English sentence (a `str.format` template, translated where it is shown).
"""
