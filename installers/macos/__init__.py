"""The recipe for macOS: the application bundle and its disk image. Never tried on a Mac."""
