"""Article and template in, events out: the one place where the pure parts and the engine meet."""
