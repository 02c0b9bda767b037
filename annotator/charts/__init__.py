"""Charts as values, laid out once, drawn by the window and written as SVG."""
