"""events.py - which types and statuses are read right, what is taken for what, and which errors are the commonest.

Pairs events as the scorer does (eval/records.py: touching triggers first, else one sentence and one type) and
counts; optional gold events count nowhere. Prints Markdown. Python's standard library only.
"""
import collections

TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
         "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
STATUSES = ["actual", "future", "hypothetical", "negated"]
NONE = "–"


def pairs_of(records, where, out):
    """[(gold event or None, system event or None)] of all reports; either may be missing."""
    golds, _ = records.read_gold(where)
    answers, found = records.read_jsonl(out), []
    for name, gold in golds.items():
        system = records.Answer(answers.get(name, {}), gold.source).side.events
        paired = records.pair_events(gold.side.events, system, gold.starts)
        left, right = {i for i, _ in paired}, {j for _, j in paired}
        found += [(gold.side.events[i], system[j]) for i, j in paired if not gold.side.events[i].optional]
        found += [(g, None) for i, g in enumerate(gold.side.events) if i not in left and not g.optional]
        found += [(None, s) for j, s in enumerate(system) if j not in right]
    return found


def figures(right, system, gold):
    precision, recall = (100 * right / n if n else 0.0 for n in (system, gold))
    return precision, recall, 200 * right / (system + gold) if system + gold else 0.0


def type_of(gold, system):
    """The gold's type: the one of its alternatives that the system gave, else its first."""
    kinds = [kind for kind, _ in gold.types]
    return system.types[0][0] if system and system.types[0][0] in kinds else kinds[0]


def by_key(pairs, keys, key_gold, key_system):
    """A table of precision, recall and F1 by a key of both sides."""
    lines = ["| | in gold | given | precision | recall | F1 |", "|---|---|---|---|---|---|"]
    for key in keys:
        gold = sum(g is not None and key_gold(g, s) == key for g, s in pairs)
        given = sum(s is not None and key_system(s) == key for g, s in pairs)
        right = sum(g is not None and s is not None and key_gold(g, s) == key == key_system(s) for g, s in pairs)
        lines.append("| %s | %d | %d | %.0f | %.0f | %.1f |" % (key, gold, given, *figures(right, given, gold)))
    return "\n".join(lines) + "\n"


def confusion(pairs):
    """Gold types down, given types across; the last column and row are what is missing on the other side."""
    counts = collections.Counter((type_of(g, s) if g else NONE, s.types[0][0] if s else NONE) for g, s in pairs)
    lines = ["| gold \\ given | " + " | ".join(kind[:4] for kind in TYPES) + " | missed |", "|---" * 18 + "|"]
    for kind in [*TYPES, NONE]:
        row = [counts[kind, other] or "" for other in [*TYPES, NONE]]
        lines.append("| %s | %s |" % ("not in gold" if kind == NONE else kind, " | ".join(map(str, row))))
    return "\n".join(lines) + "\n"


def tables(records, where, out):
    """All tables of docs/accuracy.md that the scorer does not print."""
    pairs = pairs_of(records, where, out)
    kind, status = lambda s: s.types[0][0], lambda s: s.status
    both = [(g, s) for g, s in pairs if g and s and type_of(g, s) == kind(s)]
    return ("By type (right: an event of the same place and type):\n\n" + by_key(pairs, TYPES, type_of, kind)
            + "\nBy status, of those whose type is right:\n\n"
            + by_key(both, STATUSES, lambda g, s: g.status, status)
            + "\nWhat is taken for what:\n\n" + confusion(pairs))
