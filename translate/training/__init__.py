"""Train a Marian model: prepare → augment → run → export."""
