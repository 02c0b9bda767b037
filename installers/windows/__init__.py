"""The recipe for Windows: what its programs say of themselves, and the installer. Never tried on Windows."""
