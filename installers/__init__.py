"""What builds what is installed: the words, the frozen program, and the packages of each system."""
