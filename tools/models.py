"""Train the models of the semantic tier that come with the shipped standards: python tools/models.py (some minutes).

They hold for as long as the sentences, the utterances, the packaged encoder and the way they are trained stay as they are;
a test tells when they do not any more."""

from __future__ import annotations

from saywell.app.learning import MODELS, train_shipped


def main() -> None:
    """Write one file a party."""
    MODELS.mkdir(exist_ok=True)
    for side, content in train_shipped("cc", lambda side, done, steps: print(f"{side}: {done} of {steps}")).items():
        (MODELS / f"{side}.model").write_bytes(content)
        print(f"{side}: {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
