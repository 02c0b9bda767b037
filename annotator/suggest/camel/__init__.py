"""CAMeL Tools' recogniser and morphology, in a process of their own; nothing here reaches the network."""
