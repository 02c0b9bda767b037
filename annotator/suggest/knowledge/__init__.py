"""What is known before any text is read, and a text read with it: lexicons, passages, marks."""
