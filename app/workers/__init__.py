"""The threads: a run of the sampler and one-shot tasks. QtCore only; torch is imported inside functions."""
