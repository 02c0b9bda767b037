"""The two assistants of the window: articles and labels come in, training data goes out."""
