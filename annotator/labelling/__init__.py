"""The decision flow: what a wish does to one annotator's work on one document. Nothing is written here."""
