"""Sources that propose spans, and the pipeline that ranks and merges them."""
