"""What an utterance means where its words are new: sentences compared by meaning and by their characters.

Pure. Nothing here is imported unless the semantic tier is used: `numpy` (always) and `scikit-learn` (training only)
come with the extra `saywell[semantic]`. Begin with `train` and `Model` in `saywell.language.semantic.model`.
"""
