"""The pictures in `docs/`, drawn from the demo: `python -m tools.pictures`."""
