"""The pages of a lead: agreement, adjudication, progress."""
