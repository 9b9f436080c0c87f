"""Learns the weights of the English language pack from the sentences in this folder.

    python benchmarks/language/train.py

Needs scikit-learn (the dependency group ``train``). It learns from ``develop*.jsonl`` and ``ordinary*.jsonl``, never
from ``final*.jsonl``: logistic regression on features scaled by how unevenly the two classes have them (Wang and
Manning, Baselines and Bigrams, 2012). The thresholds come from a cross-validation, in which no sentence is weighed by
weights that were learned from it.

``singles.txt`` holds the weights of single words, ``rows.txt`` those of all other features, ``weights.json`` what a
sentence must weigh, and ``rules.json`` what tells for each rule that a blameful sentence is its case.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from evaluate import document
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from pm_lint.language import judging, weighing
from pm_lint.language.lexicon import load
from pm_lint.markdown import parse
from pm_lint.postmortem import understand
from pm_lint.source import Source

HERE = Path(__file__).parent
PACK = HERE.parents[1] / "pm_lint" / "language" / "packs" / "en"
STRENGTH = 0.3
"""Inverse strength of the regularisation."""
EVEN = 0.3
"""The scale of a feature that both classes have alike."""
RARE = 2
"""Features of fewer sentences are left out."""
FALSE_ALARMS = 0.0383
"""The share of the harmless sentences here, most of them made to look like blame, that may outweigh the threshold
without a matching pattern."""
SLOPE = 1.3
"""How much more a sentence must weigh for each e-fold of sentences in its document."""
DOUBT = -0.5
"""The weight below which a match of a certain pattern is only a hint."""
DOUBT_LIKELY = 1.5
"""The same for a pattern that is likely: such ones match many a harmless sentence of a real document."""
FOLDS = 5
"""How many parts the cross-validation has."""
SMALL = 0.06
"""Weights nearer to nothing than this are left out of the files."""
SIGNS = 400
"""How many features speak for or against each rule."""
UNSEEN = 3.4
"""How much more than its bare words a sentence may weigh: with more, most sentences would have to be analysed."""
PAGE = 50
"""How many features stand on a line of ``rows.txt``."""

Numbers = NDArray[np.float64]


class Row(NamedTuple):
    """A labelled sentence as the scale sees it."""

    features: frozenset[str]
    category: str
    """The rule that a blameful sentence is a case of; empty for a harmless one."""
    matched: bool

    @property
    def blame(self) -> bool:
        return bool(self.category)


class Model(NamedTuple):
    weights: dict[str, float]
    bias: float

    def weigh(self, rows: Sequence[Row]) -> Numbers:
        weights = self.weights
        return np.array([self.bias + sum(weights.get(name, 0.0) for name in row.features) for row in rows])


def rows() -> Iterator[Row]:
    """Every sentence to learn from; the borderline ones teach nothing."""
    lexicon = load("en")
    for path in sorted([*HERE.glob("develop*.jsonl"), *HERE.glob("ordinary*.jsonl")]):
        for line in path.read_text("utf-8").splitlines():
            given: dict[str, Any] = json.loads(line)
            if given["label"] == "borderline":
                continue
            postmortem = understand(parse(Source("sentence.md", document(given))))
            for reading in judging.readings(postmortem):
                if reading.sentence.kind != "heading":
                    told = reading.rule is not None
                    found = weighing.features(reading.analysis, lexicon, reading.match, told=told)
                    category = given["category"] if given["label"] == "blame" else ""
                    yield Row(frozenset(found), category, told)


def learn(sample: Sequence[Row]) -> Model:
    """The weights that tell the blameful rows of a sample from the others."""
    counts = Counter(name for row in sample for name in row.features)
    vectorizer = DictVectorizer()
    present = vectorizer.fit_transform([{name: 1.0 for name in row.features if counts[name] >= RARE} for row in sample])
    blame = np.array([row.blame for row in sample])
    shares = [1 + np.asarray(present[which].sum(axis=0)).ravel() for which in (blame, ~blame)]
    ratios = np.log((shares[0] / shares[0].sum()) / (shares[1] / shares[1].sum()))
    scales = np.abs(ratios) + EVEN
    fitted = LogisticRegression(C=STRENGTH, max_iter=5000).fit(present.multiply(scales).tocsr(), blame)
    values = fitted.coef_[0] * scales
    weights = {str(name): float(value) for name, value in zip(vectorizer.get_feature_names_out(), values, strict=True)}
    return Model(weights, float(fitted.intercept_[0]))


def cross_validated(sample: Sequence[Row]) -> Numbers:
    """The weight of each row by a model that has not seen it."""
    weights = np.zeros(len(sample))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=7)
    for known, unknown in folds.split(np.zeros(len(sample)), [row.blame for row in sample]):
        weights[unknown] = learn([sample[index] for index in known]).weigh([sample[index] for index in unknown])
    return weights


def learn_rules(sample: Sequence[Row]) -> dict[str, Model]:
    """What speaks for each rule, learned from the blameful sentences of a sample; the strongest signs only."""
    sentences = [{name for name in row.features if tells_rule(name)} for row in sample if row.blame]
    counts = Counter(name for features in sentences for name in features)
    vectorizer = DictVectorizer()
    present = vectorizer.fit_transform([{name: 1.0 for name in each if counts[name] > RARE} for each in sentences])
    fitted = LogisticRegression(C=STRENGTH / 3, max_iter=500).fit(
        present, [row.category for row in sample if row.blame]
    )
    names = vectorizer.get_feature_names_out()
    found = {}
    for rule, bias, weights in zip(fitted.classes_, fitted.intercept_, fitted.coef_, strict=True):
        strongest = np.argsort(-np.abs(weights))[:SIGNS]
        found[str(rule)] = Model({str(names[at]): float(weights[at]) for at in strongest}, float(bias))
    return found


def tells_rule(feature: str) -> bool:
    """Whether a feature helps to choose a rule: single words and verbs with their subject, but not another rule."""
    return (" " not in feature or feature.startswith("verb=")) and not feature.startswith(("matched", "hinted"))


def is_of_word(feature: str) -> bool:
    """Whether a feature is a single word, its base form or its class: what a first look sees."""
    return " " not in feature and feature.partition("=")[0] not in ("verb", "matched", "hinted")


def by_weight(weights: Mapping[str, float]) -> dict[str, str]:
    """The names of the features that have each weight: a small file that is quick to read."""
    found: dict[float, list[str]] = {}
    for name, weight in sorted(weights.items()):
        if abs(weight) >= SMALL:
            found.setdefault(round(round(weight / weighing.STEP) * weighing.STEP, 2), []).append(name)
    return {str(weight): "\t".join(names) for weight, names in sorted(found.items())}


def table(weights: Mapping[str, float], size: int) -> str:
    """The text of a ``weighing.Table`` with so many features on a page."""
    kept = [(name, weighing.letter_of(weight)) for name, weight in sorted(weights.items()) if abs(weight) >= SMALL]
    pages = (zip(*kept[start : start + size], strict=True) for start in range(0, len(kept), size))
    return "".join("\t".join([*names, "".join(letters)]) + "\n" for names, letters in pages)


def write(name: str, data: Mapping[str, Any]) -> None:
    (PACK / name).write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    sample = list(rows())
    weights = cross_validated(sample)
    open_ = np.array([not row.matched for row in sample])
    blame = np.array([row.blame for row in sample])
    share = FALSE_ALARMS * (~blame).sum() / (open_ & ~blame).sum()
    threshold = float(np.quantile(weights[open_ & ~blame], 1 - share))
    model = learn(sample)
    words = {name: weight for name, weight in model.weights.items() if is_of_word(name)}
    told = blame & open_ & (weights > threshold)
    numbers = {
        "bias": model.bias,
        "threshold": threshold,
        "slope": SLOPE,
        "doubt": DOUBT,
        "doubt_likely": DOUBT_LIKELY,
        "unseen": UNSEEN,
    }
    rest = {name: weight for name, weight in model.weights.items() if name not in words}
    write("weights.json", {name: round(value, 3) for name, value in numbers.items()})
    (PACK / "singles.txt").write_text(table(words, len(words)), "utf-8")
    (PACK / "rows.txt").write_text(table(rest, PAGE), "utf-8")
    rules = learn_rules(sample).items()
    write(
        "rules.json",
        {rule: {"bias": round(found.bias, 3), "weights": by_weight(found.weights)} for rule, found in rules},
    )
    caught = told.sum() / (open_ & blame).sum()
    print(f"{len(sample)} sentences, {len(model.weights)} features, threshold {threshold:.2f}:")
    print(f"{caught:.0%} of the blame that no pattern finds, by weights that had not seen it")


if __name__ == "__main__":
    main()
