"""Agreement between annotators: pairing, coefficients, causes and what a lead reads of them."""
