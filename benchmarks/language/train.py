"""Learns ``pm_lint/language/packs/en/weights.json`` from the sentences in this folder.

    python benchmarks/language/train.py

Needs scikit-learn (the dependency group ``train``). It learns from ``develop*.jsonl`` and ``ordinary*.jsonl``, never
from ``final.jsonl``: logistic regression on features scaled by how unevenly the two classes have them (Wang and
Manning, Baselines and Bigrams, 2012). The thresholds come from a cross-validation, in which no sentence is weighed by
weights that were learned from it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
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
TARGET = HERE.parents[1] / "pm_lint" / "language" / "packs" / "en" / "weights.json"
STRENGTH = 0.3
"""Inverse strength of the regularisation."""
RARE = 2
"""Features of fewer sentences are left out."""
FALSE_ALARMS = 0.008
"""The share of harmless sentences, without a matching pattern, that may weigh more than the threshold."""
SLOPE = 0.45
"""How much more a sentence must weigh for each e-fold of sentences in its document."""
DOUBT = -0.5
"""The weight below which a matching pattern is only a hint: the odds of blame are five to three against it."""
SMALL = 0.01
"""Weights nearer to nothing than this are left out of the file."""

Numbers = NDArray[np.float64]


class Row(NamedTuple):
    """A labelled sentence as the scale sees it."""

    features: frozenset[str]
    blame: bool
    matched: bool
    weighable: bool


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
                    role, rule = reading.sentence.role, reading.rule
                    found = weighing.features(reading.analysis, role, lexicon, rule)
                    weighable = weighing.speaks_of_others(reading.analysis)
                    yield Row(frozenset(found), given["label"] == "blame", rule is not None, weighable)


def learn(sample: Sequence[Row]) -> Model:
    """The weights that tell the blameful rows of a sample from the others."""
    counts = Counter(name for row in sample for name in row.features)
    vectorizer = DictVectorizer()
    present = vectorizer.fit_transform([{name: 1.0 for name in row.features if counts[name] >= RARE} for row in sample])
    blame = np.array([row.blame for row in sample])
    shares = [1 + np.asarray(present[which].sum(axis=0)).ravel() for which in (blame, ~blame)]
    ratios = np.log((shares[0] / shares[0].sum()) / (shares[1] / shares[1].sum()))
    fitted = LogisticRegression(C=STRENGTH, max_iter=5000).fit(present.multiply(ratios).tocsr(), blame)
    values = fitted.coef_[0] * ratios
    weights = {str(name): float(value) for name, value in zip(vectorizer.get_feature_names_out(), values, strict=True)}
    return Model(weights, float(fitted.intercept_[0]))


def cross_validated(sample: Sequence[Row]) -> Numbers:
    """The weight of each row by a model that has not seen it."""
    weights = np.zeros(len(sample))
    folds = StratifiedKFold(10, shuffle=True, random_state=7)
    for known, unknown in folds.split(np.zeros(len(sample)), [row.blame for row in sample]):
        weights[unknown] = learn([sample[index] for index in known]).weigh([sample[index] for index in unknown])
    return weights


def main() -> None:
    sample = list(rows())
    weights = cross_validated(sample)
    open_ = np.array([not row.matched and row.weighable for row in sample])
    harmless = np.array([not row.blame for row in sample])
    threshold = float(
        np.quantile(weights[open_ & harmless], 1 - FALSE_ALARMS * harmless.sum() / (open_ & harmless).sum())
    )
    model = learn(sample)
    kept = {name: round(value, 3) for name, value in sorted(model.weights.items()) if abs(value) >= SMALL}
    told = np.array([row.blame for row in sample]) & open_ & (weights > threshold)
    found = {
        "bias": round(model.bias, 3),
        "threshold": round(threshold, 3),
        "slope": SLOPE,
        "doubt": DOUBT,
        "weights": kept,
    }
    TARGET.write_text(json.dumps(found, indent=0, ensure_ascii=False) + "\n", "utf-8")
    caught = told.sum() / (open_ & ~harmless).sum()
    print(f"{len(sample)} sentences, {len(kept)} weights, threshold {threshold:.2f}: {caught:.0%} of the blame that no")
    print("pattern finds and that speaks of others, by weights that had not seen it")


if __name__ == "__main__":
    main()
